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
    struct json_text id, model, reason;
    struct span usage, unused;
};

static void read_content(struct json_in *in, void *ctx)
{
    struct message *message = ctx;

    if (!json_enter_array(in))
        return;
    message->has_content = true;
    for (int64_t i = 0; json_next_element(in); i++)
        messages_start_block(message->d, i, json_raw(in), true);
}

static const struct json_member message_members[] = {
    JSON_TEXT_AT("id", message, id),
    JSON_RAW_AT("type", message, unused),
    JSON_RAW_AT("role", message, unused),
    JSON_TEXT_AT("model", message, model),
    JSON_MEMBER("content", read_content),
    JSON_TEXT_AT("stop_reason", message, reason),
    JSON_RAW_AT("usage", message, usage),
};

enum {
    N_MESSAGE_MEMBERS = sizeof(message_members) / sizeof(message_members[0])
};

static void read_message(struct json_in *in, struct message *message)
{
    struct decoding *d = message->d;
    struct span reason;

    json_members_or(in, message_members, N_MESSAGE_MEMBERS, messages_keep,
                    message);
    collect_choice(d->to, 0);
    hand_on_about(d, collect_id, &message->id);
    hand_on_about(d, collect_model, &message->model);
    reason = decoded_text(d, &message->reason);
    collect_finish(d->to, 0, finish_from_word(reason), reason);
    buf_reset(&d->scratch);
    messages_read_usage(d, message->usage);
}

/* ---- an event ----------------------------------------------------------- */

/* Its members, gathered, since they may come in any order. */
struct event {
    struct decoding *d;
    struct span data;
    struct json_text type;
    int64_t index;
    struct span message, block, usage, error;
    struct span delta; /* the whole of it */
    struct json_text delta_type;
    const struct messages_delta_kind *kind; /* of it; NULL: not known */
    struct json_text texts[N_DELTA_KINDS];  /* one for each kind */
    struct span citation;
};

#define TEXT_OF(name, kind) JSON_TEXT_AT(name, event, texts[kind])

static const struct json_member delta_members[] = {
    JSON_TEXT_AT("type", event, delta_type),
    TEXT_OF("text", DELTA_TEXT),
    TEXT_OF("thinking", DELTA_THINKING),
    TEXT_OF("partial_json", DELTA_INPUT),
    TEXT_OF("signature", DELTA_SIGNATURE),
    TEXT_OF("content", DELTA_COMPACTION),
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
    event->kind = messages_delta_kind(&event->delta_type);
}

static const struct json_member event_members[] = {
    JSON_TEXT_AT("type", event, type),
    JSON_INTEGER_AT("index", event, index),
    JSON_MEMBER("delta", read_delta),
    JSON_RAW_AT("content_block", event, block),
    JSON_RAW_AT("message", event, message),
    JSON_RAW_AT("usage", event, usage),
    JSON_RAW_AT("error", event, error),
};

enum { N_EVENT_MEMBERS = sizeof(event_members) / sizeof(event_members[0]) };

/* What stands beside the message is about it, too. */
static void keep_others(struct event *event)
{
    struct json_in in;

    json_in_init(&in, event->data.ptr, event->data.len, event->d->max_depth);
    json_members_or(&in, event_members, N_EVENT_MEMBERS, messages_keep, event);
}

/* ---- what events do ----------------------------------------------------- */

static void read_part(struct event *event, struct span json)
{
    struct message message = { .d = event->d };
    struct json_in in;

    keep_others(event);
    json_in_init(&in, json.ptr, json.len, event->d->max_depth);
    read_message(&in, &message);
}

static parl_status on_message_start(struct event *event, struct error *err)
{
    struct messages_state *state = event->d->state;

    if (state->started)
        return error_set(err, PARL_PROTOCOL,
                         "a second message began before the first had ended");
    state->started = true;
    read_part(event, event->message);
    return PARL_OK;
}

static void on_block_delta(struct event *event)
{
    struct decoding *d = event->d;

    if (event->kind != NULL)
        messages_grow_block(d, event->index, event->kind,
                            &event->texts[event->kind - messages_delta_kinds]);
    else if (event->citation.ptr != NULL)
        messages_cite(d, event->index, event->citation);
    if (event->kind == &messages_delta_kinds[DELTA_COMPACTION])
        messages_seal_block(d, event->index,
                            json_find(event->delta, "encrypted_content"));
    buf_reset(&d->scratch);
}

enum event_kind {
    BLOCK_DELTA,
    BLOCK_START,
    BLOCK_STOP,
    MESSAGE_START,
    MESSAGE_DELTA,
    MESSAGE_STOP,
    OTHER_EVENT /* "ping" and names not yet invented: nothing to do */
};

static enum event_kind kind_of(const struct event *event, struct span name)
{
    static const char types[OTHER_EVENT][20] = {
        "content_block_delta", "content_block_start", "content_block_stop",
        "message_start",       "message_delta",       "message_stop",
    };
    int kind = 0;

    while (kind < OTHER_EVENT && !(event->type.raw.ptr != NULL
                                       ? json_name_is(&event->type, types[kind])
                                       : span_is(name, types[kind])))
        kind++;
    return (enum event_kind)kind;
}

static parl_status handle(struct event *event, struct span name,
                          struct error *err)
{
    struct decoding *d = event->d;

    switch (kind_of(event, name)) {
    case BLOCK_DELTA:
        on_block_delta(event);
        break;
    case BLOCK_START:
        messages_start_block(d, event->index, event->block, false);
        break;
    case BLOCK_STOP:
        messages_end_block(d, event->index);
        break;
    case MESSAGE_START:
        return on_message_start(event, err);
    case MESSAGE_DELTA:
        messages_end_block(d, -1);
        messages_read_usage(d, event->usage);
        read_part(event, event->delta);
        break;
    case MESSAGE_STOP:
        messages_end_block(d, -1);
        d->done = true;
        break;
    case OTHER_EVENT:
        break;
    }
    return PARL_OK;
}

/* ---- the dialect's functions -------------------------------------------- */

parl_status messages_event(struct decoding *d, struct span name,
                           struct span data, struct error *err)
{
    struct event event = { .d = d, .data = data, .index = -1 };
    struct json_in in;
    parl_status status;

    if (d->done || span_is(data, "[DONE]"))
        return PARL_OK; /* some proxies say that */
    json_in_init(&in, data.ptr, data.len, d->max_depth);
    if (json_peek(&in) == JSON_OBJECT)
        json_members(&in, event_members, N_EVENT_MEMBERS, &event);
    else
        json_skip(&in);
    status = event_read(&in, err);
    if (status != PARL_OK)
        return status;
    if (!is_empty_value(event.error) || json_name_is(&event.type, "error") ||
        (event.type.raw.ptr == NULL && span_is(name, "error")))
        return messages_error(d, data, err);
    if (json_name_is(&event.type, "message"))
        return messages_answer(d, data, err);
    return settled(d, handle(&event, name, err), err);
}

/* What tells a message from an error. */
struct outline {
    struct span type, error, content;
};

static const struct json_member outline_members[] = {
    JSON_RAW_AT("type", outline, type),
    JSON_RAW_AT("error", outline, error),
    JSON_RAW_AT("content", outline, content),
};

/* {"type": "error"} or {"error": ...} without a content; Google may put a list
 * around it. */
static bool is_error(const struct outline *body)
{
    return span_is(body->type, "\"error\"") ||
           (!is_empty_value(body->error) && body->content.ptr == NULL);
}

parl_status messages_answer(struct decoding *d, struct span body,
                            struct error *err)
{
    struct message message = { .d = d };
    struct outline outline = { .type = SPAN_NONE };
    struct json_in in;
    enum json_kind kind;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    kind = json_peek(&in);
    json_members(&in, outline_members, 3, &outline);
    if (kind != JSON_OBJECT && (kind != JSON_ARRAY || !json_at_end(&in)))
        return error_set(err, PARL_PROTOCOL, "the answer is not a message");
    status = answer_read(&in, err);
    if (status != PARL_OK)
        return status;
    if (kind == JSON_ARRAY || is_error(&outline))
        return messages_error(d, body, err);
    json_in_init(&in, body.ptr, body.len, d->max_depth);
    read_message(&in, &message);
    status = what_failed(d, err);
    if (status != PARL_OK)
        return status;
    d->done = true;
    /* one that says how it ended is one, though its content be null */
    return message.has_content || message.reason.raw.len > 0
               ? PARL_OK
               : error_set(err, PARL_PROTOCOL, "the answer has no content");
}
