/* dialects/anthropic_messages/read.c -- answers, streamed and whole.
 *
 * A stream is a row of events, told apart by the type inside:
 *
 *   message_start         {"message": {"id", "model", "usage", ...}}
 *   content_block_start   {"index", "content_block": {"type", ...}}
 *   content_block_delta   {"index", "delta": {"type", ...}}
 *   content_block_stop    {"index"}
 *   message_delta         {"delta": {"stop_reason", ...}, "usage"}
 *   message_stop
 *   ping, error, and those not yet invented
 *
 * A whole answer is the message with its "content", "stop_reason" and "usage".
 */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>

/* ---- a message ---------------------------------------------------------- */

struct message {
    struct decoding *d;
    bool has_content;
    struct json_text reason;
};

static void read_id(struct json_in *in, void *ctx)
{
    struct decoding *d = ((struct message *)ctx)->d;

    collect_id(d->to, messages_text(d, json_text(in)));
    buf_reset(&d->scratch);
}

static void read_model(struct json_in *in, void *ctx)
{
    struct decoding *d = ((struct message *)ctx)->d;

    collect_model(d->to, messages_text(d, json_text(in)));
    buf_reset(&d->scratch);
}

static void read_content(struct json_in *in, void *ctx)
{
    struct message *message = ctx;

    if (!json_enter_array(in))
        return;
    message->has_content = true;
    for (int64_t i = 0; json_next_element(in); i++)
        messages_start_block(message->d, i, json_raw(in), true);
}

static void read_usage(struct json_in *in, void *ctx)
{
    messages_read_usage(((struct message *)ctx)->d, json_raw(in));
}

static void read_nothing(struct json_in *in, void *ctx)
{
    (void)ctx;
    json_skip(in);
}

/* What nobody here knows is passed on, unless it says nothing. */
static void keep_member(struct json_in *in, struct json_text name, void *ctx)
{
    struct decoding *d = ((struct message *)ctx)->d;
    const struct span value = json_raw(in);

    if (messages_is_empty(value))
        return;
    collect_top(d->to, messages_text(d, name), value);
    buf_reset(&d->scratch);
}

static const struct json_member message_members[] = {
    JSON_MEMBER("id", read_id),
    JSON_MEMBER("type", read_nothing),
    JSON_MEMBER("role", read_nothing),
    JSON_MEMBER("model", read_model),
    JSON_MEMBER("content", read_content),
    JSON_TEXT_AT("stop_reason", message, reason),
    JSON_MEMBER("usage", read_usage),
};

enum {
    N_MESSAGE_MEMBERS = sizeof(message_members) / sizeof(message_members[0])
};

static void finish(struct decoding *d, struct json_text reason)
{
    const struct span word = messages_text(d, reason);

    collect_finish(d->to, 0, finish_from_word(word), word);
    buf_reset(&d->scratch);
}

static void read_message(struct json_in *in, struct message *message)
{
    collect_choice(message->d->to, 0);
    json_members_or(in, message_members, N_MESSAGE_MEMBERS, keep_member,
                    message);
    finish(message->d, message->reason);
}

/* ---- an event ----------------------------------------------------------- */

/* Its members, gathered, since they may come in any order. */
struct event {
    struct decoding *d;
    struct json_text type;
    int64_t index;
    struct span message, block, usage, error;
    struct span delta;                      /* the whole of it */
    const struct messages_delta_kind *kind; /* NULL: not known */
    struct json_text texts[5];              /* by `text_names` */
    struct span citation;
};

enum { N_TEXTS = 5 };

static const char *const text_names[N_TEXTS] = {
    "text", "thinking", "partial_json", "signature", "content",
};

static void read_event_error(struct json_in *in, void *ctx)
{
    const struct span error = json_raw(in);

    if (!messages_is_empty(error))
        ((struct event *)ctx)->error = error;
}

/* ---- the delta of an event ----------------------------------------------- */

static void read_delta_type(struct json_in *in, void *ctx)
{
    ((struct event *)ctx)->kind = messages_delta_kind(json_text(in));
}

static const struct json_member delta_members[] = {
    JSON_MEMBER("type", read_delta_type),
    JSON_TEXT_AT("text", event, texts[0]),
    JSON_TEXT_AT("thinking", event, texts[1]),
    JSON_TEXT_AT("partial_json", event, texts[2]),
    JSON_TEXT_AT("signature", event, texts[3]),
    JSON_TEXT_AT("content", event, texts[4]),
    JSON_RAW_AT("citation", event, citation),
};

enum { N_DELTA_MEMBERS = sizeof(delta_members) / sizeof(delta_members[0]) };

static void read_delta(struct json_in *in, void *ctx)
{
    struct event *event = ctx;
    const char *begin;

    json_peek(in);
    begin = in->at;
    json_members(in, delta_members, N_DELTA_MEMBERS, event);
    event->delta = (struct span){ begin, (size_t)(in->at - begin) };
}

static const struct json_member event_members[] = {
    JSON_TEXT_AT("type", event, type),
    JSON_INTEGER_AT("index", event, index),
    JSON_MEMBER("delta", read_delta),
    JSON_RAW_AT("content_block", event, block),
    JSON_RAW_AT("message", event, message),
    JSON_RAW_AT("usage", event, usage),
    JSON_MEMBER("error", read_event_error),
};

enum { N_EVENT_MEMBERS = sizeof(event_members) / sizeof(event_members[0]) };

/* ---- what events do ----------------------------------------------------- */

static parl_status on_message_start(struct event *event, struct error *err)
{
    struct messages_state *state = event->d->state;
    struct message message = { .d = event->d };
    struct json_in in;

    if (state->started)
        return error_set(err, PARL_PROTOCOL,
                         "a second message began before the first had ended");
    state->started = true;
    collect_choice(event->d->to, 0);
    if (event->message.ptr == NULL)
        return PARL_OK;
    json_in_init(&in, event->message.ptr, event->message.len,
                 event->d->max_depth);
    read_message(&in, &message);
    return PARL_OK;
}

static parl_status on_block_start(struct event *event, struct error *err)
{
    (void)err;
    messages_start_block(event->d, event->index, event->block, false);
    return PARL_OK;
}

static struct json_text text_of(const struct event *event)
{
    for (size_t i = 0; i < N_TEXTS; i++) {
        if (strcmp(text_names[i], event->kind->member) == 0)
            return event->texts[i];
    }
    return (struct json_text){ .plain = false };
}

static parl_status on_block_delta(struct event *event, struct error *err)
{
    struct decoding *d = event->d;

    (void)err;
    if (event->kind != NULL)
        messages_grow_block(d, event->index, event->kind, text_of(event));
    else if (event->citation.ptr != NULL)
        messages_cite(d, event->index, event->citation);
    buf_reset(&d->scratch);
    return PARL_OK;
}

static parl_status on_block_stop(struct event *event, struct error *err)
{
    (void)err;
    messages_end_block(event->d);
    return PARL_OK;
}

static parl_status on_message_delta(struct event *event, struct error *err)
{
    struct message message = { .d = event->d };
    struct json_in in;

    (void)err;
    messages_end_block(event->d);
    messages_read_usage(event->d, event->usage);
    if (event->delta.len == 0 || event->delta.ptr[0] != '{')
        return PARL_OK;
    json_in_init(&in, event->delta.ptr, event->delta.len, event->d->max_depth);
    read_message(&in, &message);
    return PARL_OK;
}

static parl_status on_message_stop(struct event *event, struct error *err)
{
    (void)err;
    messages_end_block(event->d);
    event->d->done = true;
    return PARL_OK;
}

static const struct {
    const char *type;
    parl_status (*handle)(struct event *event, struct error *err);
} handlers[] = {
    { "content_block_delta", on_block_delta },
    { "content_block_start", on_block_start },
    { "content_block_stop", on_block_stop },
    { "message_start", on_message_start },
    { "message_delta", on_message_delta },
    { "message_stop", on_message_stop },
    /* "ping" and names not yet invented: nothing to do */
};

static parl_status handle(struct event *event, struct span name,
                          struct error *err)
{
    for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++) {
        const bool fits = event->type.raw.ptr != NULL
                              ? json_name_is(event->type, handlers[i].type)
                              : span_is(name, handlers[i].type);

        if (fits)
            return handlers[i].handle(event, err);
    }
    return PARL_OK;
}

/* ---- judging ------------------------------------------------------------ */

static parl_status give_error(struct decoding *d, struct span body,
                              struct error *err)
{
    struct error local = ERROR_INIT;

    if (err == NULL)
        err = &local;
    messages_error(d, body, err);
    return err->status;
}

static parl_status bad_json(const struct json_in *in, const char *what,
                            struct error *err)
{
    return error_set(err, in->too_deep ? PARL_TOO_LARGE : PARL_PROTOCOL,
                     in->too_deep ? "%s is nested deeper than max_depth (%s)"
                                  : "%s is not JSON: %s",
                     what, in->problem);
}

/* ---- the dialect's functions -------------------------------------------- */

parl_status messages_event(struct decoding *d, struct span name,
                           struct span data, struct error *err)
{
    struct event event = { .d = d, .index = -1 };
    struct json_in in;
    parl_status status;

    if (d->done || span_is(data, "[DONE]"))
        return PARL_OK; /* some proxies say that */
    json_in_init(&in, data.ptr, data.len, d->max_depth);
    if (json_peek(&in) == JSON_OBJECT)
        json_members(&in, event_members, N_EVENT_MEMBERS, &event);
    else
        json_skip(&in);
    if (!json_ok(&in) || !json_at_end(&in))
        return bad_json(&in, "an event", err);
    if (event.error.ptr != NULL || json_name_is(event.type, "error") ||
        (event.type.raw.ptr == NULL && span_is(name, "error")))
        return give_error(d, data, err);
    if (json_name_is(event.type, "message"))
        return messages_answer(d, data, err);
    status = handle(&event, name, err);
    return status == PARL_OK ? what_failed(d, err) : status;
}

/* {"type": "error"} or {"error": ...} without a content; Google may put a list
 * around it. */
static bool is_error(struct span body)
{
    const struct span error = json_find(body, "error");

    return span_is(json_find(body, "type"), "\"error\"") ||
           (!messages_is_empty(error) &&
            json_find(body, "content").ptr == NULL);
}

static struct span without_space(struct span body)
{
    while (body.len > 0 && strchr(" \t\r\n", body.ptr[0]) != NULL)
        body.ptr++, body.len--;
    return body;
}

parl_status messages_answer(struct decoding *d, struct span body,
                            struct error *err)
{
    struct message message = { .d = d };
    struct json_in in;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    if (json_peek(&in) == JSON_ARRAY && json_valid(body.ptr, body.len))
        return give_error(d, body, err);
    if (json_peek(&in) != JSON_OBJECT)
        return error_set(err, PARL_PROTOCOL, "the answer is not a message");
    json_skip(&in);
    if (!json_ok(&in) && in.at == in.end && !in.too_deep)
        return error_set(err, PARL_TRUNCATED, "the answer was cut short");
    if (!json_at_end(&in))
        return bad_json(&in, "the answer", err);
    if (is_error(without_space(body)))
        return give_error(d, body, err);
    json_in_init(&in, body.ptr, body.len, d->max_depth);
    read_message(&in, &message);
    status = what_failed(d, err);
    if (status != PARL_OK)
        return status;
    d->done = true;
    return message.has_content
               ? PARL_OK
               : error_set(err, PARL_PROTOCOL, "the answer has no content");
}

parl_status messages_end(struct decoding *d, struct error *err)
{
    if (d->done)
        return PARL_OK;
    return error_set(err, PARL_TRUNCATED,
                     "the stream ended before the answer did");
}
