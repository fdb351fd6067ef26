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
    struct span tier, filters, moderation; /* passed on; the rest repeats the
                                              request */
};

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
    JSON_RAW_AT("service_tier", answer_in, tier),
    JSON_RAW_AT("usage", answer_in, usage),
    JSON_RAW_AT("content_filters", answer_in, filters),
    JSON_RAW_AT("moderation", answer_in, moderation),
};

enum { N_ANSWER_MEMBERS = sizeof(answer_members) / sizeof(answer_members[0]) };

static void keep_top(struct decoding *d, struct span name, struct span value)
{
    if (!is_empty_value(value))
        collect_top(d->to, name, value);
}

static void read_answer(struct json_in *in, struct decoding *d,
                        struct answer_in *to)
{
    *to = (struct answer_in){ .d = d };
    json_members(in, answer_members, N_ANSWER_MEMBERS, to);
    to->is_answer = json_name_is(to->object, "response") ||
                    (to->output.len > 0 && to->output.ptr[0] == '[');
    if (chat_is_no_error(to->error))
        to->error = SPAN_NONE;
    hand_on_about(d, collect_id, to->id);
    hand_on_about(d, collect_model, to->model);
    keep_top(d, SPAN("service_tier"), to->tier);
    keep_top(d, SPAN("content_filters"), to->filters);
    keep_top(d, SPAN("moderation"), to->moderation);
}

/* ---- how it ended ------------------------------------------------------- */

static void end_incomplete(struct decoding *d, struct json_text reason)
{
    struct span word = decoded_text(d, reason);
    parl_finish finish = span_is(word, "max_output_tokens")
                             ? PARL_FINISH_LENGTH
                             : finish_from_word(word);

    if (word.len == 0)
        word = SPAN("incomplete");
    collect_finish(d->to, 0, finish, word);
    buf_reset(&d->scratch);
}

/* What the answer comes to; `json` is all of it. */
static parl_status end_answer(struct answer_in *a, struct span json,
                              struct error *err)
{
    struct decoding *d = a->d;
    struct json_in in;

    responses_take_output(d, a->output);
    if (a->usage.ptr != NULL) {
        json_in_init(&in, a->usage.ptr, a->usage.len, d->max_depth);
        responses_read_usage(&in, d->to);
    }
    if (a->error.ptr != NULL || json_name_is(a->status, "failed") ||
        json_name_is(a->status, "cancelled"))
        return chat_error(d, json, err);
    if (json_name_is(a->status, "queued") ||
        json_name_is(a->status, "in_progress"))
        return error_set(err, PARL_PROTOCOL,
                         "the answer is made in the background, and is not "
                         "there yet");
    collect_choice(d->to, 0);
    if (json_name_is(a->status, "incomplete"))
        end_incomplete(d, a->reason);
    else
        collect_finish(d->to, 0, PARL_FINISH_STOP, SPAN("completed"));
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
    enum responses_text_kind kind; /* of the table of events */
};

typedef parl_status event_fn(struct event_in *e, struct error *err);

static parl_status on_text(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_text(e->d, &e->at, e->kind, e->delta, false);
    responses_take_logprobs(e->d, &e->at, e->logprobs);
    return PARL_OK;
}

static parl_status on_whole_text(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_text(e->d, &e->at, e->kind, e->text, true);
    return PARL_OK;
}

static parl_status on_annotation(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_annotation(e->d, &e->at, e->annotation);
    return PARL_OK;
}

static parl_status on_arguments(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_arguments(e->d, &e->at, RESPONSES_CALL, e->delta, false);
    return PARL_OK;
}

static parl_status on_whole_arguments(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_arguments(e->d, &e->at, RESPONSES_CALL, e->text, true);
    return PARL_OK;
}

static parl_status on_input(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_arguments(e->d, &e->at, RESPONSES_CUSTOM_CALL, e->delta,
                             false);
    return PARL_OK;
}

static parl_status on_whole_input(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_arguments(e->d, &e->at, RESPONSES_CUSTOM_CALL, e->text,
                             true);
    return PARL_OK;
}

static parl_status on_item_added(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_item(e->d, &e->at, e->item, false);
    return PARL_OK;
}

static parl_status on_item_done(struct event_in *e, struct error *err)
{
    (void)err;
    responses_take_item(e->d, &e->at, e->item, true);
    return PARL_OK;
}

/* The answer that stands in an event. */
static struct answer_in answer_of(struct event_in *e)
{
    struct answer_in answer = { .d = e->d };
    struct json_in in;

    if (e->response.ptr != NULL) {
        json_in_init(&in, e->response.ptr, e->response.len, e->d->max_depth);
        read_answer(&in, e->d, &answer);
    }
    return answer;
}

static parl_status on_begin(struct event_in *e, struct error *err)
{
    (void)err;
    answer_of(e);
    return PARL_OK;
}

static parl_status on_end(struct event_in *e, struct error *err)
{
    struct answer_in answer = answer_of(e);

    if (json_name_is(e->type, "response.incomplete"))
        answer.status =
            (struct json_text){ .raw = SPAN("incomplete"), .plain = true };
    return end_answer(&answer, e->response, err);
}

/* Why, the answer itself says, or the event around it. */
static parl_status on_failed(struct event_in *e, struct error *err)
{
    const bool around = is_empty_value(e->response) ||
                        (e->error.ptr != NULL &&
                         chat_is_no_error(json_find(e->response, "error")));

    answer_of(e);
    return chat_error(e->d, around ? e->json : e->response, err);
}

static parl_status on_error(struct event_in *e, struct error *err)
{
    return chat_error(e->d, e->json, err);
}

static const struct {
    const char *type;
    event_fn *take;
    enum responses_text_kind kind;
} events[] = {
    { "response.output_text.delta", on_text, RESPONSES_TEXT },
    { "response.function_call_arguments.delta", on_arguments, 0 },
    { "response.reasoning_summary_text.delta", on_text, RESPONSES_SUMMARY },
    { "response.reasoning_text.delta", on_text, RESPONSES_THOUGHT },
    { "response.refusal.delta", on_text, RESPONSES_REFUSAL },
    { "response.custom_tool_call_input.delta", on_input, 0 },
    { "response.output_item.added", on_item_added, 0 },
    { "response.output_item.done", on_item_done, 0 },
    { "response.output_text.done", on_whole_text, RESPONSES_TEXT },
    { "response.refusal.done", on_whole_text, RESPONSES_REFUSAL },
    { "response.reasoning_summary_text.done", on_whole_text,
      RESPONSES_SUMMARY },
    { "response.reasoning_text.done", on_whole_text, RESPONSES_THOUGHT },
    { "response.function_call_arguments.done", on_whole_arguments, 0 },
    { "response.custom_tool_call_input.done", on_whole_input, 0 },
    { "response.output_text.annotation.added", on_annotation, 0 },
    { "response.created", on_begin, 0 },
    { "response.in_progress", on_begin, 0 },
    { "response.completed", on_end, 0 },
    { "response.incomplete", on_end, 0 },
    { "response.failed", on_failed, 0 },
    { "response.cancelled", on_failed, 0 },
    { "error", on_error, 0 },
    /* "response.content_part.*" and "response.reasoning_summary_part.*" say
     * what the item says when it is done; "keepalive", and the steps of tools
     * that the vendor runs: nothing to do */
};

static void read_padding(struct json_in *in, void *ctx)
{
    pass_over(((struct event_in *)ctx)->d, in);
}

static void read_event_error(struct json_in *in, void *ctx)
{
    const struct span error = json_raw(in);

    if (!chat_is_no_error(error))
        ((struct event_in *)ctx)->error = error;
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
    JSON_MEMBER("error", read_event_error),
};

enum {
    N_EVENTS = sizeof(events) / sizeof(events[0]),
    N_EVENT_MEMBERS = sizeof(event_members) / sizeof(event_members[0])
};

/* An event that does not say its kind in its data says it in its name. */
static bool is_type(const struct event_in *e, struct span name,
                    const char *type)
{
    return e->type.raw.len > 0 ? json_name_is(e->type, type)
                               : span_is(name, type);
}

static parl_status take_event(struct event_in *e, struct span name,
                              struct error *err)
{
    for (size_t i = 0; i < N_EVENTS; i++) {
        if (!is_type(e, name, events[i].type))
            continue;
        e->kind = events[i].kind;
        return events[i].take(e, err);
    }
    return e->type.raw.len == 0 && e->error.ptr != NULL ? on_error(e, err)
                                                        : PARL_OK;
}

/* {"object": "response"}, or an event whose type begins with "response.". */
bool responses_claims(struct span document)
{
    static const char begin[] = "\"response.";
    const size_t len = sizeof(begin) - 1;
    const struct span type = json_find(document, "type");

    return span_is(json_find(document, "object"), "\"response\"") ||
           (type.len > len && memcmp(type.ptr, begin, len) == 0);
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
    if (json_peek(&in) == JSON_OBJECT)
        json_members(&in, event_members, N_EVENT_MEMBERS, &e);
    else
        json_skip(&in);
    status = event_read(&in, err);
    return status == PARL_OK ? settled(d, take_event(&e, name, err), err)
                             : status;
}

parl_status responses_answer(struct decoding *d, struct span body,
                             struct error *err)
{
    struct answer_in answer;
    struct json_in in;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    if (json_peek(&in) != JSON_OBJECT)
        return error_set(err, PARL_PROTOCOL, "the answer is not a response");
    read_answer(&in, d, &answer);
    status = answer_read(&in, err);
    if (status != PARL_OK)
        return status;
    if (answer.is_answer)
        return settled(d, end_answer(&answer, body, err), err);
    if (answer.error.ptr != NULL || json_name_is(answer.object, "error") ||
        json_find(body, "detail").ptr != NULL ||
        json_find(body, "message").ptr != NULL)
        return settled(d, chat_error(d, body, err), err);
    return error_set(err, PARL_PROTOCOL, "the answer has no output");
}

parl_status responses_end(struct decoding *d, struct error *err)
{
    if (d->done)
        return PARL_OK;
    return error_set(err, PARL_TRUNCATED,
                     "the stream ended before the answer did");
}
