/* dialects/bedrock_converse/read.c -- answers of Converse, whole and streamed.
 *
 *   {"output": {"message": {"content": [BLOCK...]}}, "stopReason", "usage",
 *    "metrics", "additionalModelResponseFields", "trace", ...}
 *
 * and the same in events, of which each says its name in a header:
 *
 *   messageStart, then for each block contentBlockStart (often left out),
 *   contentBlockDelta... and contentBlockStop, then messageStop with the
 *   reason and metadata with the usage.
 *
 * An answer is complete when its reason was there.  The member "p" of events
 * is padding against eavesdroppers. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>

/* ---- usage -------------------------------------------------------------- */

struct usage_reading {
    parl_usage usage;
    struct span times; /* how much was written to the cache for how long */
};

/* inputTokens leaves out what the cache gave and took.  outputTokens holds
 * the reasoning, and nobody says how much. */
static void read_usage(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_COUNT_AT("inputTokens", usage_reading, usage.input),
        JSON_COUNT_AT("outputTokens", usage_reading, usage.output),
        JSON_COUNT_AT("cacheReadInputTokens", usage_reading, usage.cache_read),
        JSON_COUNT_AT("cacheWriteInputTokens", usage_reading,
                      usage.cache_write),
        JSON_RAW_AT("cacheDetails", usage_reading, times),
    };
    struct converse_document *doc = ctx;
    struct usage_reading r = { { -1, -1, -1, -1, -1, -1, -1, -1 }, SPAN_NONE };

    if (!json_members(in, members, 5, &r))
        return;
    if (r.usage.input >= 0 || r.usage.output >= 0)
        collect_usage(doc->d->to, &r.usage);
    if (!is_empty_value(r.times))
        collect_top(doc->d->to, SPAN("cacheDetails"), r.times);
}

/* ---- the members at the top --------------------------------------------- */

static bool is_spoilt(struct span reason)
{
    static const char begin[] = "malformed_";

    return reason.len > sizeof(begin) - 1 &&
           memcmp(reason.ptr, begin, sizeof(begin) - 1) == 0;
}

static void read_stop_reason(struct json_in *in, void *ctx)
{
    struct converse_document *doc = ctx;
    struct converse_state *state = doc->d->state;
    const struct span word = decoded_next(doc->d, in);

    if (word.len > 0) {
        collect_finish(doc->d->to, 0, finish_from_word(word), word);
        state->stopped = true;
        if (is_spoilt(word))
            error_copy(state->spoilt, sizeof(state->spoilt), word.ptr,
                       word.len);
    }
    buf_reset(&doc->d->scratch);
}

/* ---- a whole answer ----------------------------------------------------- */

static void read_content(struct json_in *in, void *ctx)
{
    struct converse_document *doc = ctx;
    int32_t slot = 0;

    if (!json_enter_array(in))
        return;
    doc->has_content = true;
    collect_choice(doc->d->to, 0);
    for (; json_next_element(in); slot++)
        converse_read_block(in, doc, slot);
}

static void read_message(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("content", read_content),
    };

    json_members(in, members, 1, ctx);
}

static void read_output_member(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("message", read_message),
    };

    ((struct converse_document *)ctx)->has_output =
        json_members(in, members, 1, ctx);
}

/* Of a whole answer, and of the events that end one. */
static void read_rest(struct json_in *in, struct converse_document *doc)
{
    static const struct json_member members[] = {
        JSON_MEMBER("output", read_output_member),
        JSON_MEMBER("stopReason", read_stop_reason),
        JSON_MEMBER("usage", read_usage),
        JSON_RAW_AT("p", converse_document, padding),
    };

    json_members_or(in, members, 4, keep_unknown, doc);
}

/* ---- events ------------------------------------------------------------- */

static void on_start(struct json_in *in, struct converse_document *doc)
{
    collect_choice(doc->d->to, 0);
    json_skip(in);
}

/* The rest of a block's events, and names not yet invented, say nothing. */
static const struct {
    struct span name;
    void (*read)(struct json_in *in, struct converse_document *doc);
} events[] = {
    { { "contentBlockDelta", 17 }, converse_on_block },
    { { "contentBlockStart", 17 }, converse_on_block },
    { { "contentBlockStop", 16 }, converse_on_block_stop },
    { { "messageStart", 12 }, on_start },
    { { "messageStop", 11 }, read_rest },
    { { "metadata", 8 }, read_rest },
};

/* ---- the dialect's functions -------------------------------------------- */

parl_status converse_event(struct decoding *d, struct span name,
                           struct span data, struct error *err)
{
    struct converse_document doc = { .d = d };
    struct json_in in;
    parl_status status;

    for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
        if (!span_same(events[i].name, name))
            continue;
        json_in_init(&in, data.ptr, data.len, d->max_depth);
        events[i].read(&in, &doc);
        status = event_read(&in, err);
        return status == PARL_OK ? what_failed(d, err) : status;
    }
    return PARL_OK;
}

/* A call that the model itself made a mess of is no answer. */
static parl_status judge(struct decoding *d, struct error *err)
{
    const struct converse_state *state = d->state;

    if (state->spoilt[0] == '\0')
        return PARL_OK;
    error_set(err, PARL_SERVER_ERROR, "the model spoilt its answer: %s",
              state->spoilt);
    if (err != NULL)
        error_copy(err->provider_code, sizeof(err->provider_code),
                   state->spoilt, strlen(state->spoilt));
    return PARL_SERVER_ERROR;
}

parl_status converse_answer(struct decoding *d, struct span body,
                            struct error *err)
{
    const struct converse_state *state = d->state;
    struct converse_document doc = { .d = d, .whole = true };
    struct json_in in;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    if (json_peek(&in) != JSON_OBJECT)
        return error_set(err, PARL_PROTOCOL,
                         "the answer is not one of Converse");
    read_rest(&in, &doc);
    status = settled(d, answer_read(&in, err), err);
    if (status != PARL_OK)
        return status;
    /* so AWS answers to an operation it does not know; an output that says how
     * it ended is an answer, though its content be null */
    if (!doc.has_content && !(doc.has_output && state->stopped))
        return converse_error(d, body, err);
    d->done = true;
    return judge(d, err);
}

parl_status converse_end(struct decoding *d, struct error *err)
{
    const struct converse_state *state = d->state;

    if (!state->stopped)
        return error_set(err, PARL_TRUNCATED,
                         "the stream ended before the answer did");
    return judge(d, err);
}
