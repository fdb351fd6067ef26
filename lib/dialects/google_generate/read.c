/* dialects/google_generate/read.c -- answers of generateContent, whole, and of
 * streamGenerateContent, as server-sent events or as one array.
 *
 *   {"candidates": [...], "promptFeedback", "usageMetadata", "modelVersion",
 *    "responseId", "createTime"}
 *
 * Each event of a stream is such a document, with the parts that are new, and
 * nothing marks the end but that every candidate was given a reason for it. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include "base/moment.h"

/* ---- members ------------------------------------------------------------ */

static void read_candidates(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;

    if (!json_enter_array(in))
        return;
    for (doc->position = 0; json_next_element(in); doc->position++)
        generate_read_candidate(in, doc);
}

static void read_feedback(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;
    /* what stands for none */
    static const char none[] =
        "\"BLOCK_REASON_UNSPECIFIED\" \"BLOCKED_REASON_UNSPECIFIED\"";
    const struct span feedback = json_raw(in);

    if (is_empty_value(feedback))
        return;
    doc->blocked = json_find(feedback, "blockReason");
    if (span_in(doc->blocked, none))
        doc->blocked = SPAN_NONE;
    collect_top(doc->d->to, SPAN("promptFeedback"), feedback);
}

/* That it will be gone soon, for example. */
static void read_model_status(struct json_in *in, void *ctx)
{
    const struct span status = json_raw(in);

    if (!is_empty_value(status))
        collect_top(((struct generate_document *)ctx)->d->to,
                    SPAN("modelStatus"), status);
}

/* What grew once is given twice its room: it will grow again. */
void generate_keep(struct decoding *d, struct generate_kept *kept,
                   struct span json)
{
    const size_t room = kept->size > 0 ? 2 * json.len : json.len;

    if (json.len > kept->size) {
        kept->json = arena_alloc(&d->arena, room);
        kept->size = kept->json != NULL ? room : 0;
    }
    kept->len = kept->size > 0 ? json.len : 0;
    if (kept->len > 0)
        memcpy(kept->json, json.ptr, json.len);
}

/* The vendor's own counts say more, of kinds of content: the last ones are
 * passed on. */
static void read_usage(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;
    struct span usage;

    json_peek(in);
    usage.ptr = in->at;
    if (!generate_read_usage(in, doc) || !json_ok(in))
        return;
    usage.len = (size_t)(in->at - usage.ptr);
    generate_keep(doc->d, &doc->state->usage, usage);
    may_change(doc->d, usage);
}

/* "2026-11-24T10:00:00Z"; what lies before 1970 says nothing. */
static void read_time(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;
    int64_t seconds;

    if (moment_read(decoded_next(doc->d, in), &seconds) && seconds > 0)
        collect_created(doc->d->to, seconds);
    buf_reset(&doc->d->scratch);
}

/* ---- the document ------------------------------------------------------- */

/* Passed on where it does not come again and again. */
static void read_unknown(const struct json_text *name, struct span value,
                         void *ctx)
{
    if (((struct generate_document *)ctx)->whole)
        keep_unknown(name, value, ctx);
}

static const struct json_member members[] = {
    JSON_MEMBER("candidates", read_candidates),
    JSON_MEMBER("promptFeedback", read_feedback),
    JSON_MEMBER("usageMetadata", read_usage),
    JSON_MEMBER("modelStatus", read_model_status),
    JSON_TEXT_AT("modelVersion", generate_document, model),
    JSON_MEMBER("createTime", read_time),
    JSON_TEXT_AT("responseId", generate_document, id),
    JSON_RAW_AT("error", generate_document, error),
};

enum { N_MEMBERS = sizeof(members) / sizeof(members[0]) };

/* A blocked prompt has no candidates: its answer is an empty one, or what there
 * was of it before. */
static void end_blocked(struct generate_document *doc)
{
    struct decoding *d = doc->d;
    struct json_in in;
    struct span word;

    if (is_empty_value(doc->blocked) || collected_all_finished(d->to))
        return;
    json_in_init(&in, doc->blocked.ptr, doc->blocked.len, 0);
    word = decoded_next(d, &in);
    collect_choice(d->to, 0);
    collect_finish(d->to, 0, PARL_FINISH_CONTENT_FILTER, word);
    buf_reset(&d->scratch);
}

static parl_status read_document(struct decoding *d, struct span json,
                                 bool whole, struct error *err)
{
    struct generate_document doc = { .d = d,
                                     .state = d->state,
                                     .whole = whole };
    struct json_in in;
    parl_status status;

    json_in_init(&in, json.ptr, json.len, d->max_depth);
    if (!json_members_or(&in, members, N_MEMBERS, read_unknown, &doc) && whole)
        return error_set(err, PARL_PROTOCOL, "the answer is no JSON object");
    hand_on_about(d, collect_model, &doc.model);
    hand_on_about(d, collect_id, &doc.id);
    status = whole ? answer_read(&in, err) : event_read(&in, err);
    if (status != PARL_OK)
        return status;
    end_blocked(&doc);
    status = what_failed(d, err);
    if (status != PARL_OK || is_empty_value(doc.error) ||
        span_is(doc.error, "false"))
        return status;
    return generate_error(d, json, err);
}

/* ---- the end ------------------------------------------------------------ */

/* Have all candidates come to a failure?  Of several, some may have. */
static bool all_failed(const struct generate_state *state)
{
    for (const struct generate_candidate *c = state->candidates; c != NULL;
         c = c->next) {
        if (!c->failed)
            return false;
    }
    return state->candidates != NULL;
}

static parl_status say_failure(const struct generate_state *state,
                               struct error *err)
{
    const char *word = state->failure_word;

    error_copy(err->provider_code, sizeof(err->provider_code), word,
               strlen(word));
    return error_set(err, PARL_SERVER_ERROR, "the model failed: %s",
                     state->failure != NULL ? state->failure : word);
}

static parl_status end(struct decoding *d, const char *truncated,
                       struct error *err)
{
    const struct generate_state *state = d->state;
    parl_status status;

    for (struct generate_candidate *c = state->candidates; c != NULL;
         c = c->next) {
        generate_end_pieces(d, c);
        generate_collect_grounding(d, c);
        collect_extra(d->to, c->index, SPAN("continuationToken"),
                      generate_kept_json(&c->token));
        if (c->failed)
            collect_failure(d->to, c->index);
    }
    collect_top(d->to, SPAN("usageMetadata"),
                generate_kept_json(&state->usage));
    status = what_failed(d, err);
    if (status != PARL_OK)
        return status;
    if (all_failed(state))
        return say_failure(state, err);
    if (collected_all_finished(d->to) && !d->cut)
        return PARL_OK; /* more may come behind a reason for the end */
    return error_set(err, PARL_TRUNCATED, "%s", truncated);
}

/* ---- the dialect's functions -------------------------------------------- */

parl_status generate_event(struct decoding *d, struct span name,
                           struct span data, struct error *err)
{
    if (span_is(name, "error"))
        return generate_error(d, data, err);
    if (span_is(data, "[DONE]")) /* some proxies say so */
        return PARL_OK;
    return read_document(d, data, false, err);
}

parl_status generate_answer(struct decoding *d, struct span body,
                            struct error *err)
{
    const parl_status status = read_document(d, body, true, err);

    if (status != PARL_OK)
        return status;
    if (d->to->response->n_choices == 0)
        return error_set(err, PARL_PROTOCOL, "the answer has no candidates");
    return end(d, "the answer names no reason for its end", err);
}

parl_status generate_end(struct decoding *d, struct error *err)
{
    return end(d, "the stream ended before the answer did", err);
}
