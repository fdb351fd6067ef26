/* dialects/cohere_chat/read.c -- answers of Cohere's chat, streamed and whole.
 *
 * A stream is a row of events, `{"type", "index", "delta": {"message": ...}}`,
 * each with what is new; then `[DONE]`.  Blocks of content are numbered in one
 * count and calls in another.  What ends an answer is message-end; one that
 * fails says so there, with the reason ERROR.
 *
 * A whole answer is {"id", "message", "finish_reason", "usage"}. */
#include "dialects/cohere_chat/cohere.h"

#include <string.h>

/* One event.  Members come in any order, so they are gathered first. */
struct event {
    struct cohere_piece piece; /* the first: its readers take an event, too */
    struct json_text type, id, reason, error, kind, message;
    struct span logprobs;
    int64_t index;
};

/* ---- how an answer ends ------------------------------------------------- */

/* Cohere's words beside those that finish_from_word knows. */
static parl_finish finish_of(struct span word)
{
    if (span_is(word, "ERROR_TOXIC"))
        return PARL_FINISH_CONTENT_FILTER;
    return span_is(word, "ERROR_LIMIT") ? PARL_FINISH_LENGTH
                                        : finish_from_word(word);
}

/* The reasons that are no end but a failure. */
static parl_status failure_of(struct span word)
{
    if (span_is(word, "ERROR"))
        return PARL_SERVER_ERROR;
    return span_is(word, "TIMEOUT") ? PARL_TIMEOUT : PARL_OK;
}

/* What failed in place of an end, by its reason or without one; the kind says
 * more than the reason does. */
static parl_status fail_answer(struct decoding *d, const struct event *event,
                               parl_status by_reason, struct error *err)
{
    const struct json_text *code =
        event->kind.raw.len > 0 || by_reason == PARL_OK ? &event->kind
                                                        : &event->reason;
    struct span text = decoded_text(d, code);

    error_copy(err->provider_code, sizeof(err->provider_code), text.ptr,
               text.len);
    buf_reset(&d->scratch);
    text = decoded_text(d, &event->error);
    error_set(err, by_reason != PARL_OK ? by_reason : PARL_SERVER_ERROR,
              "Cohere ended the answer with %s", err->provider_code);
    if (text.len > 0)
        error_copy(err->message, sizeof(err->message), text.ptr, text.len);
    buf_reset(&d->scratch);
    return err->status;
}

static parl_status end_answer(struct decoding *d, const struct event *event,
                              struct error *err)
{
    const struct span reason = decoded_text(d, &event->reason);
    const parl_status failure = failure_of(reason);
    const bool failed = failure != PARL_OK || event->error.raw.len > 0;

    if (!failed && reason.len > 0)
        collect_finish(d->to, 0, finish_of(reason), reason);
    buf_reset(&d->scratch);
    return failed ? fail_answer(d, event, failure, err) : PARL_OK;
}

/* ---- events ------------------------------------------------------------- */

static void read_usage(struct json_in *in, void *ctx)
{
    cohere_read_usage(in, ((struct event *)ctx)->piece.d->to);
}

static void read_error_text(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("message", read_error_text),
    };

    if (json_peek(in) == JSON_OBJECT)
        json_members(in, members, 1, ctx);
    else
        ((struct event *)ctx)->error = json_text(in);
}

static void read_delta(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("message", cohere_read_message),
        JSON_TEXT_AT("finish_reason", event, reason),
        JSON_MEMBER("usage", read_usage),
        JSON_MEMBER("error", read_error_text),
        JSON_TEXT_AT("error_type", event, kind),
    };

    json_members(in, members, 5, ctx);
}

static const struct json_member event_members[] = {
    JSON_TEXT_AT("id", event, id),
    JSON_TEXT_AT("type", event, type),
    JSON_INTEGER_AT("index", event, index),
    JSON_MEMBER("delta", read_delta),
    JSON_RAW_AT("logprobs", event, logprobs),
    JSON_TEXT_AT("message", event, message),
};

enum { N_EVENT_MEMBERS = sizeof(event_members) / sizeof(event_members[0]) };

static int32_t slot_of(const struct event *event)
{
    return event->index >= 0 && event->index < INT32_MAX ? (int32_t)event->index
                                                         : 0;
}

/* An object per event; the whole answer has a list of them at its top. */
static void collect_logprobs_of(struct decoding *d, struct span json)
{
    if (json.ptr == NULL || span_is(json, "null"))
        return;
    json = wrapped(d, "[", json, "]");
    if (json.ptr != NULL)
        collect_top_items(d->to, SPAN("logprobs"), json);
    buf_reset(&d->scratch);
}

static void take_content(struct decoding *d, const struct event *event)
{
    cohere_collect_block(d, &event->piece, slot_of(event));
    collect_logprobs_of(d, event->logprobs);
}

static void take_piece(struct decoding *d, const struct event *event)
{
    collect_choice(d->to, 0);
    hand_on_about(d, collect_id, &event->id);
    cohere_collect_plan(d, &event->piece);
    cohere_collect_calls(d, event->piece.calls, slot_of(event));
    cohere_collect_citations(d, event->piece.citations);
}

static parl_status take_end(struct decoding *d, const struct event *event,
                            struct error *err)
{
    collect_choice(d->to, 0);
    cohere_complete_calls(d);
    d->done = true;
    return end_answer(d, event, err);
}

/* What an event brings: a piece is what begins, a plan, a call or a citation,
 * all but content. */
enum brings { NOTHING, CONTENT, PIECE, END };

/* The ends of blocks, "debug" and names not yet invented say nothing. */
static enum brings brings_what(struct span type)
{
    static const struct {
        char type[16];
        uint8_t brings; /* enum brings */
    } rows[] = {
        { "content-delta", CONTENT }, { "message-start", PIECE },
        { "content-start", CONTENT }, { "tool-plan-delta", PIECE },
        { "tool-call-start", PIECE }, { "tool-call-delta", PIECE },
        { "citation-start", PIECE },  { "message-end", END },
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (span_is(type, rows[i].type))
            return (enum brings)rows[i].brings;
    }
    return NOTHING;
}

static parl_status take_event(struct decoding *d, const struct event *event,
                              struct span name, struct span data,
                              struct error *err)
{
    const enum brings brings = brings_what(
        event->type.raw.ptr != NULL ? decoded_text(d, &event->type) : name);

    buf_reset(&d->scratch);
    switch (brings) {
    case CONTENT:
        take_content(d, event);
        break;
    case PIECE:
        take_piece(d, event);
        break;
    case END:
        return take_end(d, event, err);
    case NOTHING:
        if (event->message.raw.len > 0)
            return cohere_error(d, data, err);
        break;
    }
    return PARL_OK;
}

parl_status cohere_event(struct decoding *d, struct span name, struct span data,
                         struct error *err)
{
    struct event event = { .piece.d = d };
    struct json_in in;
    parl_status status;
    bool object;

    json_in_init(&in, data.ptr, data.len, d->max_depth);
    json_peek(&in);
    data = span_trimmed((struct span){ in.at, (size_t)(in.end - in.at) });
    if (span_is(data, "[DONE]"))
        return PARL_OK;
    object = json_members(&in, event_members, N_EVENT_MEMBERS, &event);
    status = event_read(&in, err);
    if (status != PARL_OK || !object)
        return status;
    return settled(d, take_event(d, &event, name, data, err), err);
}

/* ---- whole answers ------------------------------------------------------ */

struct answer {
    struct event event; /* the first: its readers take an answer, too */
    struct span message, usage;
};

/* Members of the top that nobody here knows are passed on. */
static void keep_top(const struct json_text *name, struct span value, void *ctx)
{
    struct decoding *d = ((struct answer *)ctx)->event.piece.d;

    if (span_is(value, "null"))
        return;
    collect_top(d->to, decoded_text(d, name), value);
    buf_reset(&d->scratch);
}

static const struct json_member answer_members[] = {
    JSON_TEXT_AT("id", event, id),
    JSON_RAW_AT("message", answer, message),
    JSON_TEXT_AT("finish_reason", event, reason),
    /* put off: what is passed on stands in the order that a stream gives */
    JSON_RAW_AT("usage", answer, usage),
    JSON_MEMBER("error", read_error_text),
    JSON_TEXT_AT("error_type", event, kind),
};

enum { N_ANSWER_MEMBERS = sizeof(answer_members) / sizeof(answer_members[0]) };

static parl_status take_answer(struct decoding *d, const struct answer *answer,
                               struct span body, struct error *err)
{
    struct json_in usage;

    if (answer->message.ptr == NULL)
        return error_set(err, PARL_PROTOCOL, "the answer has no message");
    if (answer->message.ptr[0] != '{')
        return cohere_error(d, body, err);
    hand_on_about(d, collect_id, &answer->event.id);
    cohere_collect_message(d, answer->message);
    json_in_init(&usage, answer->usage.ptr, answer->usage.len, d->max_depth);
    cohere_read_usage(&usage, d->to);
    d->done = true;
    return settled(d, end_answer(d, &answer->event, err), err);
}

parl_status cohere_answer(struct decoding *d, struct span body,
                          struct error *err)
{
    struct answer answer = { .event.piece.d = d };
    struct json_in in;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    if (json_peek(&in) != JSON_OBJECT)
        return error_set(err, PARL_PROTOCOL, "the answer is not a chat's");
    json_members_or(&in, answer_members, N_ANSWER_MEMBERS, keep_top, &answer);
    status = answer_read(&in, err);
    return status == PARL_OK ? take_answer(d, &answer, body, err) : status;
}
