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
    bool read;                  /* one of them was read at once */
    struct json_text reason;
    struct span native; /* OpenRouter's: the word of the vendor behind */
    struct span logprobs, error;
    struct {
        struct json_text name;
        struct span json;
    } beside[4]; /* members that are passed on */
    size_t n_beside;
};

static bool is_number(int64_t index)
{
    return index >= 0 && index <= INT32_MAX;
}

/* Where it is the one that counts, and it is known whose. */
static void read_or_put_off(struct json_in *in, struct choice_reading *r,
                            bool counts, struct span *put_off)
{
    if (!counts || !is_number(r->index) || json_peek(in) != JSON_OBJECT) {
        *put_off = json_raw(in);
        return;
    }
    chat_read_delta(in, r->doc, (int32_t)r->index);
    r->read = true;
}

static void read_choice_delta(struct json_in *in, void *ctx)
{
    struct choice_reading *r = ctx;

    read_or_put_off(in, r, !r->doc->whole, &r->delta);
}

static void read_choice_message(struct json_in *in, void *ctx)
{
    struct choice_reading *r = ctx;

    read_or_put_off(in, r, r->doc->whole, &r->message);
}

static void read_choice_usage(struct json_in *in, void *ctx)
{
    chat_read_usage(in, ((struct choice_reading *)ctx)->doc->d->to);
}

static void keep_beside(const struct json_text *name, struct span json,
                        void *ctx)
{
    struct choice_reading *r = ctx;
    const size_t most = sizeof(r->beside) / sizeof(r->beside[0]);

    if (!name->plain || is_empty_value(json) || r->n_beside == most)
        return;
    r->beside[r->n_beside].name = *name;
    r->beside[r->n_beside++].json = json;
}

static void read_native(struct json_in *in, void *ctx)
{
    const struct json_text name = { SPAN("native_finish_reason"), true };
    struct choice_reading *r = ctx;

    r->native = json_raw(in);
    keep_beside(&name, r->native, r);
}

static const struct json_member choice_members[] = {
    JSON_INTEGER_AT("index", choice_reading, index),
    JSON_MEMBER("delta", read_choice_delta),
    JSON_MEMBER("message", read_choice_message),
    JSON_RAW_AT("logprobs", choice_reading, logprobs),
    JSON_TEXT_AT("finish_reason", choice_reading, reason),
    JSON_MEMBER("native_finish_reason", read_native),
    JSON_MEMBER("usage", read_choice_usage),
    JSON_RAW_AT("error", choice_reading, error),
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

/* Reasons to end that are failures: what had come is not the answer. */
static const struct chat_failure failures[] = {
    { "error", PARL_SERVER_ERROR },
    { "abort", PARL_SERVER_ERROR },
    { "network_error", PARL_SERVER_ERROR },
    { "insufficient_system_resource", PARL_OVERLOADED },
};

static const struct chat_failure *failure_of(struct span word)
{
    for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
        if (span_is(word, failures[i].word))
            return &failures[i];
    }
    return NULL;
}

/* Says what was held back of texts. */
static void end_texts(struct decoding *d, int32_t choice)
{
    const struct chat_tags *tags = d->provider->chat.tags;

    if (tags != NULL)
        tags->end(d, choice);
}

/* What had to wait until it was known whose it is: the delta of an event, the
 * message of a whole answer, or of an event that has no delta. */
static void read_what_waited(struct choice_reading *r, int32_t choice)
{
    struct chat_document *doc = r->doc;
    const bool has_delta =
        r->read || (r->delta.ptr != NULL && r->delta.ptr[0] == '{');

    if (!r->read && has_delta && !doc->whole)
        read_put_off(doc, choice, r->delta);
    else if (doc->whole ? !r->read : !has_delta && doc->fresh)
        read_put_off(doc, choice, r->message);
}

/* Each event may have members that are new here; those of the end are about
 * the whole. */
static void give_beside(struct choice_reading *r, int32_t choice)
{
    if (!r->doc->whole && r->reason.raw.len == 0)
        return;
    for (size_t i = 0; i < r->n_beside; i++)
        collect_beside(r->doc->d->to, choice, r->beside[i].name.raw,
                       r->beside[i].json);
}

static void take_reason(struct choice_reading *r, int32_t choice)
{
    struct chat_document *doc = r->doc;
    const struct span word = decoded_text(doc->d, &r->reason);

    end_texts(doc->d, choice);
    collect_finish(doc->d->to, choice, finish_from_word(word), word);
    if (doc->failure == NULL) {
        doc->failure = failure_of(word);
        doc->native = r->native;
    }
    buf_reset(&doc->d->scratch);
}

static void end_choice(struct choice_reading *r)
{
    struct chat_document *doc = r->doc;
    const int32_t choice =
        is_number(r->index) ? (int32_t)r->index : doc->position;

    collect_choice(doc->d->to, choice);
    read_what_waited(r, choice);
    if (!is_empty_value(r->logprobs))
        collect_logprobs(doc->d->to, choice, r->logprobs);
    give_beside(r, choice);
    if (r->reason.raw.len > 0)
        take_reason(r, choice);
    if (!is_empty_value(r->error) && doc->error.ptr == NULL) {
        doc->error = r->error;
        doc->error_below = true;
    }
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
        json_members_or(in, choice_members, N_CHOICE_MEMBERS, keep_beside, &r);
        if (json_ok(in))
            end_choice(&r);
    }
}

/* ---- the document ------------------------------------------------------- */

/* These three come with each event, and the first counts. */
static void read_id(struct json_in *in, void *ctx)
{
    const struct json_text id = json_text(in);

    hand_on_about(((struct chat_document *)ctx)->d, collect_id, &id);
}

static void read_model(struct json_in *in, void *ctx)
{
    const struct json_text model = json_text(in);

    hand_on_about(((struct chat_document *)ctx)->d, collect_model, &model);
}

static void read_created(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;
    double seconds = 0; /* one vendor gives a fraction */

    if (doc->d->to->response->created != 0)
        json_skip(in);
    else if (json_double(in, &seconds) && seconds > 0 && seconds < 1e15)
        collect_created(doc->d->to, (int64_t)seconds);
}

static void read_usage(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;
    const char *begin;

    if (json_peek(in) != JSON_OBJECT) {
        json_skip(in);
        return;
    }
    doc->has_usage = true;
    begin = in->at;
    chat_read_usage(in, doc->d->to);
    may_change(doc->d, (struct span){ begin, (size_t)(in->at - begin) });
}

static void read_padding(struct json_in *in, void *ctx)
{
    pass_over(((struct chat_document *)ctx)->d, in);
}

static void read_error(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;
    const struct span error = json_raw(in);

    if (chat_is_no_error(error))
        return;
    doc->error = error;
    doc->error_below = false;
}

static void read_groq_error(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;
    const bool had = doc->error.ptr != NULL;

    read_error(in, ctx);
    doc->error_below = !had && doc->error.ptr != NULL;
}

/* The usage of each of several models, which a whole answer has at its top. */
static void read_breakdown(struct json_in *in, void *ctx)
{
    const struct chat_document *doc = ctx;
    const struct span breakdown = json_raw(in);

    if (!is_empty_value(breakdown))
        collect_top(doc->d->to, SPAN("usage_breakdown"), breakdown);
}

static void read_groq(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("usage", read_usage),
        JSON_MEMBER("usage_breakdown", read_breakdown),
        JSON_MEMBER("error", read_groq_error),
    };

    json_members(in, members, 3, ctx);
}

static void read_object(struct json_in *in, void *ctx)
{
    const struct json_text object = json_text(in);

    if (json_name_is(&object, "error"))
        ((struct chat_document *)ctx)->like_error = true;
}

static void read_error_member(struct json_in *in, void *ctx)
{
    const struct span value = json_raw(in);

    if (!is_empty_value(value))
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

static void read_timings(struct json_in *in, void *ctx)
{
    struct chat_document *doc = ctx;
    const struct span timings = json_raw(in);
    const struct span cached = json_find(timings, "cache_n");
    struct json_in number;

    if (!is_empty_value(timings))
        collect_top(doc->d->to, SPAN("timings"), timings);
    if (cached.ptr == NULL)
        return;
    json_in_init(&number, cached.ptr, cached.len, 0);
    json_count(&number, &doc->cached);
}

/* Members that are passed on from a stream, too: what a search found, which
 * some give whole with each event. */
static bool is_kept(const struct json_text *name)
{
    return json_name_in(
        name, "prompt_filter_results moderation citations search_results "
              "images related_questions web_search usage_breakdown");
}

/* Members that come with each event of a stream, and of which the first
 * counts: which tier it was, and which build of the model. */
static bool is_kept_once(const struct json_text *name)
{
    return json_name_in(name, "service_tier system_fingerprint");
}

static bool has_member(const struct chat_document *doc,
                       const struct json_text *name)
{
    return members_have(&doc->d->to->response->unknown, name->raw);
}

/* The others are passed on where they do not come again and again. */
static void keep_other(const struct json_text *name, struct span value,
                       void *ctx)
{
    const struct chat_document *doc = ctx;

    if (doc->whole || is_kept(name) ||
        (is_kept_once(name) && !has_member(doc, name)))
        keep_unknown(name, value, ctx);
}

/* In the order in which OpenAI writes them. */
static const struct json_member document_members[] = {
    JSON_MEMBER("id", read_id),
    JSON_MEMBER("object", read_object),
    JSON_MEMBER("created", read_created),
    JSON_MEMBER("model", read_model),
    JSON_MEMBER("choices", read_choices),
    JSON_MEMBER("usage", read_usage),
    JSON_MEMBER("obfuscation", read_padding),
    JSON_MEMBER("p", read_padding), /* Mistral's */
    JSON_MEMBER("x_groq", read_groq),
    JSON_MEMBER("error", read_error),
    JSON_MEMBER("detail", read_error_member),
    JSON_MEMBER("message", read_error_member),
    JSON_MEMBER("msg", read_error_member),
    JSON_MEMBER("errors", read_error_member),
    JSON_MEMBER("base_resp", read_base_resp),
    JSON_MEMBER("timings", read_timings),
};

enum {
    N_DOCUMENT_MEMBERS = sizeof(document_members) / sizeof(document_members[0])
};

static void read_document(struct json_in *in, struct chat_document *doc)
{
    json_members_or(in, document_members, N_DOCUMENT_MEMBERS, keep_other, doc);
}

/* Says of a document that was read whether it was an error. */
static parl_status fail(struct chat_document *doc, struct error *err)
{
    const struct chat_failure *failure = doc->failure;

    copy_value(err->provider_code, sizeof(err->provider_code), doc->native,
               &doc->d->scratch);
    if (err->provider_code[0] == '\0')
        error_copy(err->provider_code, sizeof(err->provider_code),
                   failure->word, strlen(failure->word));
    error_set(err, failure->status,
              "the vendor gave the answer up, with finish_reason %s",
              err->provider_code);
    return failure->status;
}

static parl_status judge(struct chat_document *doc, struct span json,
                         struct error *err)
{
    struct decoding *d = doc->d;
    const bool answer = doc->has_choices || doc->has_usage;

    if (doc->cached > 0)
        chat_count_cached(d->to, doc->cached);
    if (what_failed(d, err) != PARL_OK)
        return what_failed(d, err);
    if (doc->error.ptr == NULL && doc->failure == NULL &&
        (answer || !doc->like_error))
        return PARL_OK;
    end_texts(d, CHAT_ALL_CHOICES);
    if (doc->error.ptr == NULL && doc->failure != NULL)
        return fail(doc, err);
    return chat_error(d, doc->error_below ? doc->error : json, err);
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

static parl_status read_documents(struct json_in *in, struct decoding *d,
                                  struct error *err)
{
    while (json_peek(in) != JSON_NOTHING) { /* some put in two */
        struct chat_document doc = { .d = d, .fresh = !d->to->began };
        const char *begin = in->at;
        parl_status status;

        if (json_peek(in) == JSON_OBJECT)
            read_document(in, &doc);
        else
            json_skip(in);
        if (!json_ok(in))
            break;
        status =
            judge(&doc, (struct span){ begin, (size_t)(in->at - begin) }, err);
        if (status != PARL_OK)
            return status;
    }
    return event_read(in, err);
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
        end_texts(d, CHAT_ALL_CHOICES);
        return chat_error(d, data, err);
    }
    json_in_init(&in, data.ptr, data.len, d->max_depth);
    return read_documents(&in, d, err);
}

parl_status chat_answer(struct decoding *d, struct span body, struct error *err)
{
    struct chat_document doc = { .d = d, .whole = true };
    struct json_in in;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    if (json_peek(&in) != JSON_OBJECT)
        return error_set(err, PARL_PROTOCOL,
                         "the answer is not a chat completion: is base_url "
                         "right?");
    read_document(&in, &doc);
    status = answer_read(&in, err);
    if (status == PARL_OK)
        status = judge(&doc, body, err);
    if (status != PARL_OK)
        return status;
    end_texts(d, CHAT_ALL_CHOICES);
    d->done = true;
    collect_stops(d->to);
    if (doc.has_choices && doc.position > 0)
        return PARL_OK;
    return error_set(err, PARL_PROTOCOL, "the answer has no choices");
}

parl_status chat_end(struct decoding *d, struct error *err)
{
    end_texts(d, CHAT_ALL_CHOICES);
    if (collected_all_finished(d->to) ||
        (d->done && d->to->response->n_choices > 0))
        return PARL_OK;
    return error_set(err, PARL_TRUNCATED,
                     "the stream ended before the answer did");
}
