/* dialects/openai_responses/read.c -- answers in OpenAI's Responses format,
 * streamed and whole, from everyone who speaks it.
 *
 *   {"object": "response", "id", "created_at", "model", "status", "error",
 *    "incomplete_details": {"reason"}, "output": [ITEM...], "usage"}
 *
 * A stream is a row of events, which say their kind in "type"; it begins with
 * an answer that is empty yet, and one of response.completed, .incomplete and
 * .failed, with the whole answer in it, ends it.  Nothing follows, though some
 * servers send [DONE].  Kinds that are not in the table here say nothing that
 * the others do not, or are younger than this code. */
#include "dialects/openai_responses/responses.h"

#include <string.h>
#include "dialects/openai_chat/chat.h"

/* ---- the answer as a document ------------------------------------------- */

struct answer_in {
    struct decoding *d;
    bool is_answer; /* it has a member that only answers have */
    struct json_text id, model, object, status, reason;
    struct span error, output, usage;
};

/* What is passed on; the rest repeats the request. */
static void keep_member(const struct json_text *name, struct span value,
                        void *ctx)
{
    static const char kept[] =
        "service_tier content_filters moderation tool_usage "
        "prompt_cache_diagnostics input_transformations";

    if (json_name_in(name, kept))
        keep_unknown(name, value, ctx);
}

static void read_created(struct json_in *in, void *ctx)
{
    double seconds = 0; /* some give a fraction */

    if (json_double(in, &seconds) && seconds > 0 && seconds < 1e15)
        collect_created(((struct answer_in *)ctx)->d->to, (int64_t)seconds);
}

static void read_incomplete(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_TEXT_AT("reason", answer_in, reason),
    };

    json_members(in, members, 1, ctx);
}

static const struct json_member answer_members[] = {
    JSON_TEXT_AT("id", answer_in, id),
    JSON_TEXT_AT("object", answer_in, object),
    JSON_MEMBER("created_at", read_created),
    JSON_TEXT_AT("status", answer_in, status),
    JSON_RAW_AT("error", answer_in, error),
    JSON_MEMBER("incomplete_details", read_incomplete),
    JSON_TEXT_AT("model", answer_in, model),
    JSON_RAW_AT("output", answer_in, output),
    JSON_RAW_AT("usage", answer_in, usage),
};

enum { N_ANSWER_MEMBERS = sizeof(answer_members) / sizeof(answer_members[0]) };

static void read_answer(struct json_in *in, struct answer_in *to)
{
    struct decoding *d = to->d;

    json_members_or(in, answer_members, N_ANSWER_MEMBERS, keep_member, to);
    to->is_answer = json_name_is(&to->object, "response") ||
                    (to->output.len > 0 && to->output.ptr[0] == '[');
    if (chat_is_no_error(to->error))
        to->error = SPAN_NONE;
    hand_on_about(d, collect_id, &to->id);
    hand_on_about(d, collect_model, &to->model);
}

/* ---- how it ended ------------------------------------------------------- */

enum ending { ENDS_WELL, ENDS_EARLY, FAILS, IS_NOT_THERE };

static enum ending ending_of(struct span status)
{
    static const struct {
        char status[12];
        uint8_t ending; /* enum ending */
    } words[] = {
        { "incomplete", ENDS_EARLY },    { "failed", FAILS },
        { "cancelled", FAILS },          { "queued", IS_NOT_THERE },
        { "in_progress", IS_NOT_THERE },
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (span_is(status, words[i].status))
            return (enum ending)words[i].ending;
    }
    return ENDS_WELL;
}

static void collect_ending(struct decoding *d, enum ending ending,
                           const struct json_text *reason)
{
    parl_finish finish = PARL_FINISH_STOP;
    struct span word = SPAN("completed");

    if (ending == ENDS_EARLY) {
        word = decoded_text(d, reason);
        finish = span_is(word, "max_output_tokens") ? PARL_FINISH_LENGTH
                                                    : finish_from_word(word);
        if (word.len == 0)
            word = SPAN("incomplete");
    }
    collect_finish(d->to, 0, finish, word);
    buf_reset(&d->scratch);
}

static enum ending own_ending(const struct answer_in *a)
{
    const enum ending ending = ending_of(decoded_text(a->d, &a->status));

    buf_reset(&a->d->scratch);
    return ending;
}

/* What the answer comes to; `json` is all of it, or what says why it fails. */
static parl_status end_answer(struct answer_in *a, enum ending ending,
                              struct span json, struct error *err)
{
    struct decoding *d = a->d;
    struct json_in in;

    responses_take_output(d, a->output);
    if (a->usage.ptr != NULL) {
        json_in_init(&in, a->usage.ptr, a->usage.len, d->max_depth);
        responses_read_usage(&in, d->to);
    }
    if (a->error.ptr != NULL || ending == FAILS)
        return chat_error(d, json, err);
    if (ending == IS_NOT_THERE)
        return error_set(err, PARL_PROTOCOL,
                         "the answer is made in the background, and is not "
                         "there yet");
    collect_choice(d->to, 0);
    collect_ending(d, ending, &a->reason);
    d->done = true;
    return PARL_OK;
}

/* ---- events ------------------------------------------------------------- */

/* What an event may say; which of it counts depends on its kind. */
struct event_in {
    struct decoding *d;
    struct span json;
    struct json_text type, delta, text;
    struct responses_address at;
    struct span item, annotation, response, logprobs, error;
    bool whole; /* what it brings came before in pieces */
};

static parl_status on_annotation(struct event_in *e, struct error *err)
{
    struct responses_item *item;

    (void)err;
    if (is_empty_value(e->annotation))
        return PARL_OK;
    item = responses_open_item(e->d, &e->at, RESPONSES_MESSAGE);
    if (item != NULL)
        responses_add_annotations(e->d, item, e->annotation);
    return PARL_OK;
}

static parl_status on_item(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_item(e->d, e->at.output_index, e->item, false);
    return PARL_OK;
}

static parl_status on_whole_item(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_item(e->d, e->at.output_index, e->item, true);
    return PARL_OK;
}

/* The answer that stands in an event. */
static void read_response(struct event_in *e, struct answer_in *to)
{
    struct json_in in;

    *to = (struct answer_in){ .d = e->d };
    if (e->response.ptr == NULL)
        return;
    json_in_init(&in, e->response.ptr, e->response.len, e->d->max_depth);
    read_answer(&in, to);
}

static parl_status on_begin(struct event_in *e, struct error *err)
{
    struct answer_in answer;

    (void)err;
    read_response(e, &answer);
    return PARL_OK;
}

/* Why it fails the answer itself says, or the event around it. */
static struct span reason_of(const struct event_in *e)
{
    const bool around = is_empty_value(e->response) ||
                        (e->error.ptr != NULL &&
                         chat_is_no_error(json_find(e->response, "error")));

    return around ? e->json : e->response;
}

static parl_status end_by(struct event_in *e, enum ending ending,
                          struct error *err)
{
    struct answer_in answer;

    read_response(e, &answer);
    if (ending == ENDS_WELL)
        ending = own_ending(&answer);
    if (ending == IS_NOT_THERE)
        ending = ENDS_WELL; /* its status was not brought up to date */
    return end_answer(&answer, ending, reason_of(e), err);
}

static parl_status on_completed(struct event_in *e, struct error *err)
{
    return end_by(e, ENDS_WELL, err);
}

static parl_status on_incomplete(struct event_in *e, struct error *err)
{
    return end_by(e, ENDS_EARLY, err);
}

static parl_status on_failed(struct event_in *e, struct error *err)
{
    return end_by(e, FAILS, err);
}

/* What stands in a type behind "response.". */
static const struct {
    const char *type;
    parl_status (*take)(struct event_in *e, struct error *err);
} events[] = {
    { "output_item.added", on_item },
    { "output_item.done", on_whole_item },
    { "output_text.annotation.added", on_annotation },
    { "created", on_begin },
    { "in_progress", on_begin },
    { "completed", on_completed },
    { "incomplete", on_incomplete },
    { "failed", on_failed },
    { "cancelled", on_failed },
    /* "content_part.*" and "reasoning_summary_part.*" say what the item says
     * when it is done; "keepalive", and the steps of tools that the vendor
     * runs: nothing to do */
};

/* The same between "response." and ".delta", or ".done", which is all of it. */
static const struct piece_row {
    char type[24];
    uint8_t piece; /* enum responses_piece */
    uint8_t of;    /* enum responses_kind: what the item must be */
} pieces[] = {
    { "output_text", RESPONSES_TEXT, RESPONSES_MESSAGE },
    { "function_call_arguments", RESPONSES_ARGUMENTS, RESPONSES_CALL },
    { "reasoning_summary_text", RESPONSES_SUMMARY, RESPONSES_REASONING },
    { "reasoning_text", RESPONSES_THOUGHT, RESPONSES_REASONING },
    { "refusal", RESPONSES_REFUSAL, RESPONSES_MESSAGE },
    { "custom_tool_call_input", RESPONSES_ARGUMENTS, RESPONSES_CUSTOM_CALL },
};

static void take_piece(struct event_in *e, const struct piece_row *row)
{
    struct responses_item *item =
        responses_open_item(e->d, &e->at, (enum responses_kind)row->of);

    if (item == NULL)
        return;
    responses_add_piece(e->d, item, (enum responses_piece)row->piece,
                        e->at.content_index, e->whole ? &e->text : &e->delta,
                        e->whole);
    if (e->whole || row->of != RESPONSES_MESSAGE || is_empty_value(e->logprobs))
        return;
    item->logprobs = true;
    responses_add_logprobs(e->d, e->logprobs);
}

static void read_padding(struct json_in *in, void *ctx)
{
    pass_over(((struct event_in *)ctx)->d, in);
}

/* In the order in which OpenAI writes those of a delta. */
static const struct json_member event_members[] = {
    JSON_TEXT_AT("type", event_in, type),
    JSON_MEMBER("sequence_number", read_padding),
    JSON_TEXT_AT("item_id", event_in, at.item_id),
    JSON_INTEGER_AT("output_index", event_in, at.output_index),
    JSON_INTEGER_AT("content_index", event_in, at.content_index),
    JSON_INTEGER_AT("summary_index", event_in, at.content_index),
    JSON_TEXT_AT("delta", event_in, delta),
    JSON_RAW_AT("logprobs", event_in, logprobs),
    JSON_MEMBER("obfuscation", read_padding),
    JSON_TEXT_AT("text", event_in, text),
    JSON_TEXT_AT("refusal", event_in, text),
    JSON_TEXT_AT("arguments", event_in, text),
    JSON_TEXT_AT("input", event_in, text),
    JSON_RAW_AT("item", event_in, item),
    JSON_RAW_AT("annotation", event_in, annotation),
    JSON_RAW_AT("response", event_in, response),
    JSON_RAW_AT("error", event_in, error),
};

enum {
    N_EVENTS = sizeof(events) / sizeof(events[0]),
    N_PIECES = sizeof(pieces) / sizeof(pieces[0]),
    N_EVENT_MEMBERS = sizeof(event_members) / sizeof(event_members[0])
};

static bool cut_begin(struct span *text, const char *begin)
{
    const size_t len = strlen(begin);

    if (text->len < len || memcmp(text->ptr, begin, len) != 0)
        return false;
    text->ptr += len;
    text->len -= len;
    return true;
}

/* "output_text.delta" and its like. */
static bool take_piece_of_type(struct event_in *e, struct span type)
{
    for (size_t i = 0; i < N_PIECES; i++) {
        struct span end = type;

        if (!cut_begin(&end, pieces[i].type))
            continue;
        e->whole = span_is(end, ".done");
        if (!e->whole && !span_is(end, ".delta"))
            continue;
        take_piece(e, &pieces[i]);
        return true;
    }
    return false;
}

static parl_status take_event(struct event_in *e, struct span type,
                              struct error *err)
{
    const bool fails = span_is(type, "error") ||
                       (e->type.raw.len == 0 && e->error.ptr != NULL);

    if (cut_begin(&type, "response.")) {
        if (take_piece_of_type(e, type))
            return PARL_OK;
        for (size_t i = 0; i < N_EVENTS; i++) {
            if (span_is(type, events[i].type))
                return events[i].take(e, err);
        }
    }
    return fails ? chat_error(e->d, e->json, err) : PARL_OK;
}

/* {"object": "response"}, or an event whose type begins with "response.". */
bool responses_claims(struct span document)
{
    struct span type = json_find(document, "type");

    return json_says(document, "object", "response") ||
           cut_begin(&type, "\"response.");
}

/* ---- the dialect's functions -------------------------------------------- */

parl_status responses_event(struct decoding *d, struct span name,
                            struct span data, struct error *err)
{
    struct event_in e = { .d = d, .json = data, .at.output_index = -1 };
    struct json_in in;
    parl_status status;

    if (d->done || span_is(data, "[DONE]"))
        return PARL_OK;
    json_in_init(&in, data.ptr, data.len, d->max_depth);
    json_members(&in, event_members, N_EVENT_MEMBERS, &e);
    status = event_read(&in, err);
    if (status != PARL_OK)
        return status;
    if (chat_is_no_error(e.error))
        e.error = SPAN_NONE;
    /* one that does not say its kind in its data says it in its name */
    if (e.type.raw.len > 0)
        name = decoded_text(d, &e.type);
    status = settled(d, take_event(&e, name, err), err);
    buf_reset(&d->scratch);
    return status;
}

parl_status responses_answer(struct decoding *d, struct span body,
                             struct error *err)
{
    struct answer_in answer = { .d = d };
    struct json_in in;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    if (json_peek(&in) != JSON_OBJECT)
        return error_set(err, PARL_PROTOCOL, "the answer is not a response");
    read_answer(&in, &answer);
    status = answer_read(&in, err);
    if (status != PARL_OK)
        return status;
    if (answer.is_answer)
        status = end_answer(&answer, own_ending(&answer), body, err);
    else if (answer.error.ptr != NULL ||
             json_name_is(&answer.object, "error") ||
             json_find(body, "detail").ptr != NULL ||
             json_find(body, "message").ptr != NULL)
        status = chat_error(d, body, err);
    else
        return error_set(err, PARL_PROTOCOL, "the answer has no output");
    return settled(d, status, err);
}
