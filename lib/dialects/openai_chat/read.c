/* dialects/openai_chat/read.c -- answers of chat/completions, streamed and
 * whole, from everyone who speaks the dialect.
 *
 * A stream is a row of chunks and then `[DONE]`, which some leave out:
 *
 *   {"id", "created", "model", "choices": [{"index", "delta": {...},
 *    "finish_reason"}], "usage"}
 *
 * A whole answer is the same with "message" in place of "delta".  Any member
 * may be missing or null; choices may be empty; usage may come with any chunk,
 * the last one counts; an "error" may stand in any chunk. */
#include "dialects/openai_chat/chat.h"

#include <string.h>

/* ---- choices ------------------------------------------------------------ */

struct choice_reading {
    struct chat_document *doc;
    int64_t index;              /* -1: not seen yet */
    struct span delta, message; /* put off until the index is known */
    bool read;                  /* the delta was read at once */
    struct json_text reason;
    struct span logprobs, error;
};

static void read_index(struct json_in *in, void *ctx)
{
    json_integer(in, &((struct choice_reading *)ctx)->index);
}

static bool is_number(int64_t index)
{
    return index >= 0 && index <= INT32_MAX;
}

static void read_choice_delta(struct json_in *in, void *ctx)
{
    struct choice_reading *r = ctx;

    if (!is_number(r->index) || r->doc->whole || json_peek(in) != JSON_OBJECT) {
        r->delta = json_raw(in);
        return;
    }
    chat_read_delta(in, r->doc, (int32_t)r->index);
    r->read = true;
}

static void read_choice_message(struct json_in *in, void *ctx)
{
    ((struct choice_reading *)ctx)->message = json_raw(in);
}

static void read_reason(struct json_in *in, void *ctx)
{
    ((struct choice_reading *)ctx)->reason = json_text(in);
}

static void read_logprobs(struct json_in *in, void *ctx)
{
    ((struct choice_reading *)ctx)->logprobs = json_raw(in);
}

static void read_choice_usage(struct json_in *in, void *ctx)
{
    chat_read_usage(in, ((struct choice_reading *)ctx)->doc->d->to);
}

static void read_choice_error(struct json_in *in, void *ctx)
{
    ((struct choice_reading *)ctx)->error = json_raw(in);
}

static const struct json_member choice_members[] = {
    { "index", read_index },
    { "delta", read_choice_delta },
    { "finish_reason", read_reason },
    { "logprobs", read_logprobs },
    { "message", read_choice_message },
    { "usage", read_choice_usage },
    { "error", read_choice_error },
};

enum { N_CHOICE_MEMBERS = sizeof(choice_members) / sizeof(choice_members[0]) };

static void read_put_off(struct chat_document *doc, int32_t choice,
                         struct span json)
{
    struct json_in in;

    if (json.ptr == NULL || json.ptr[0] != '{')
        return;
    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    chat_read_delta(&in, doc, choice);
}

static void end_choice(struct choice_reading *r)
{
    struct chat_document *doc = r->doc;
    struct collector *to = doc->d->to;
    const int32_t choice =
        is_number(r->index) ? (int32_t)r->index : doc->position;
    const bool has_delta =
        r->read || (r->delta.ptr != NULL && r->delta.ptr[0] == '{');

    collect_choice(to, choice);
    if (doc->whole)
        read_put_off(doc, choice, r->message);
    else if (!r->read && has_delta)
        read_put_off(doc, choice, r->delta);
    else if (!has_delta && !to->began) /* a whole message in a stream */
        read_put_off(doc, choice, r->message);
    if (!chat_is_empty(r->logprobs))
        collect_logprobs(to, choice, r->logprobs);
    if (r->reason.raw.len > 0) {
        const struct span word = chat_text(doc, r->reason);

        collect_finish(to, choice, finish_from_word(word), word);
        buf_reset(&doc->d->scratch);
    }
    if (!chat_is_empty(r->error) && doc->error.ptr == NULL)
        doc->error = r->error;
}

static void read_choices(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;

    if (!json_enter_array(in))
        return;
    doc->has_choices = true;
    for (doc->position = 0; json_next_element(in); doc->position++) {
        struct choice_reading r = { .doc = doc, .index = -1 };

        if (json_peek(in) != JSON_OBJECT) {
            json_skip(in);
            continue;
        }
        json_members(in, choice_members, N_CHOICE_MEMBERS, &r);
        if (json_ok(in))
            end_choice(&r);
    }
}

/* ---- the document ------------------------------------------------------- */

static void read_id(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;

    collect_id(doc->d->to, json_string(in, &doc->d->scratch));
    buf_reset(&doc->d->scratch);
}

static void read_model(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;

    collect_model(doc->d->to, json_string(in, &doc->d->scratch));
    buf_reset(&doc->d->scratch);
}

static void read_created(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;
    double seconds = 0; /* one vendor gives a fraction */

    if (json_double(in, &seconds) && seconds > 0 && seconds < 1e15)
        collect_created(doc->d->to, (int64_t)seconds);
}

static void read_usage(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;

    doc->has_usage = true;
    chat_read_usage(in, doc->d->to);
}

static void read_error(struct json_in *in, void *ctx)
{
    const struct span error = json_raw(in);

    if (!chat_is_empty(error) && !span_is(error, "false"))
        ((struct chat_document *)ctx)->error = error;
}

static void read_groq(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        { "usage", read_usage },
        { "error", read_error },
    };

    json_members(in, members, 2, ctx);
}

static void read_object(struct json_in *in, void *ctx)
{
    const struct json_text object = json_text(in);

    if (json_name_is(object, "error"))
        ((struct chat_document *)ctx)->like_error = true;
}

static void read_error_member(struct json_in *in, void *ctx)
{
    const struct span value = json_raw(in);

    if (!chat_is_empty(value))
        ((struct chat_document *)ctx)->like_error = true;
}

/* {"status_code": 0} is how one vendor says that all is well. */
static void read_base_resp(struct json_in *in, void *ctx)
{
    const struct span resp = json_raw(in);
    const struct span code = json_find(resp, "status_code");

    if (code.ptr != NULL && !span_is(code, "0"))
        ((struct chat_document *)ctx)->error = resp;
}

static const struct json_member document_members[] = {
    { "id", read_id },
    { "object", read_object },
    { "created", read_created },
    { "model", read_model },
    { "choices", read_choices },
    { "usage", read_usage },
    { "x_groq", read_groq },
    { "error", read_error },
    { "detail", read_error_member },
    { "message", read_error_member },
    { "base_resp", read_base_resp },
};

enum {
    N_DOCUMENT_MEMBERS = sizeof(document_members) / sizeof(document_members[0])
};

/* Members of the top that are passed on; in a stream only the few that do not
 * come again and again. */
static bool is_kept(const struct chat_document *doc, struct json_text name)
{
    static const char *const streamed[] = { "prompt_filter_results",
                                            "moderation" };

    if (doc->whole)
        return true;
    for (size_t i = 0; i < sizeof(streamed) / sizeof(streamed[0]); i++) {
        if (json_name_is(name, streamed[i]))
            return true;
    }
    return false;
}

static void keep_top(struct json_in *in, struct chat_document *doc,
                     struct json_text name)
{
    struct decoding *d = doc->d;
    const struct span value = json_raw(in);

    if (chat_is_empty(value) || !is_kept(doc, name))
        return;
    collect_top(d->to, json_decode(name, &d->scratch), value);
    buf_reset(&d->scratch);
}

static void read_document(struct json_in *in, struct chat_document *doc)
{
    struct json_text name;

    if (!json_enter_object(in))
        return;
    while (json_next_member(in, &name)) {
        size_t i = 0;

        while (i < N_DOCUMENT_MEMBERS &&
               !json_name_is(name, document_members[i].name))
            i++;
        if (i < N_DOCUMENT_MEMBERS)
            document_members[i].read(in, doc);
        else
            keep_top(in, doc, name);
    }
}

/* Says of a document that was read whether it was an error. */
static parl_status judge(struct chat_document *doc, struct span json,
                         struct error *err)
{
    struct decoding *d = doc->d;
    const bool answer = doc->has_choices || doc->has_usage;

    if (d->to->status != PARL_OK) {
        if (err != NULL)
            *err = d->to->error;
        return d->to->status;
    }
    if (doc->error.ptr == NULL && (answer || !doc->like_error))
        return PARL_OK;
    chat_error(d, json, err);
    return err != NULL ? err->status : PARL_SERVER_ERROR;
}

/* ---- the dialect's functions -------------------------------------------- */

static bool is_done_mark(struct span data)
{
    while (data.len > 0 && data.ptr[0] == ' ')
        data.ptr++, data.len--;
    while (data.len > 0 && data.ptr[data.len - 1] == ' ')
        data.len--;
    return span_is(data, "[DONE]");
}

static parl_status bad_json(const struct json_in *in, const char *what,
                            struct error *err)
{
    return error_set(err, in->too_deep ? PARL_TOO_LARGE : PARL_PROTOCOL,
                     in->too_deep ? "%s is nested deeper than max_depth (%s)"
                                  : "%s is not JSON: %s",
                     what, in->problem);
}

parl_status chat_event(struct decoding *d, struct span name, struct span data,
                       struct error *err)
{
    struct json_in in;

    if (is_done_mark(data)) {
        d->done = true;
        return PARL_OK;
    }
    if (span_is(name, "error")) {
        struct error local = ERROR_INIT;

        chat_error(d, data, err != NULL ? err : &local);
        return err != NULL ? err->status : local.status;
    }
    json_in_init(&in, data.ptr, data.len, d->max_depth);
    while (json_peek(&in) != JSON_NOTHING) { /* some put two into one event */
        struct chat_document doc = { .d = d };
        const char *begin = in.at;
        parl_status status;

        if (json_peek(&in) == JSON_OBJECT)
            read_document(&in, &doc);
        else
            json_skip(&in);
        if (!json_ok(&in))
            break;
        status =
            judge(&doc, (struct span){ begin, (size_t)(in.at - begin) }, err);
        if (status != PARL_OK)
            return status;
    }
    return json_ok(&in) ? PARL_OK : bad_json(&in, "an event", err);
}

parl_status chat_answer(struct decoding *d, struct span body, struct error *err)
{
    struct chat_document doc = { .d = d, .whole = true };
    struct json_in in;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    if (json_peek(&in) != JSON_OBJECT)
        return error_set(err, PARL_PROTOCOL,
                         "the answer is not a chat completion");
    read_document(&in, &doc);
    if (!json_ok(&in) && in.at == in.end && !in.too_deep)
        return error_set(err, PARL_TRUNCATED, "the answer was cut short");
    if (!json_at_end(&in))
        return bad_json(&in, "the answer", err);
    status = judge(&doc, body, err);
    if (status != PARL_OK)
        return status;
    d->done = true;
    if (doc.has_choices && doc.position > 0)
        return PARL_OK;
    return error_set(err, PARL_PROTOCOL, "the answer has no choices");
}

parl_status chat_end(struct decoding *d, struct error *err)
{
    if (collected_all_finished(d->to) ||
        (d->done && d->to->response->n_choices > 0))
        return PARL_OK;
    return error_set(err, PARL_TRUNCATED,
                     "the stream ended before the answer did");
}
