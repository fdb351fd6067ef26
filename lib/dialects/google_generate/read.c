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

/* ---- members ------------------------------------------------------------ */

static void read_candidates(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;

    if (!json_enter_array(in))
        return;
    doc->like_answer = true;
    for (doc->position = 0; json_next_element(in); doc->position++)
        generate_read_candidate(in, doc);
}

static void read_feedback(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;
    const struct span feedback = json_raw(in);

    doc->like_answer = true;
    if (is_empty_value(feedback))
        return;
    doc->blocked = json_find(feedback, "blockReason");
    collect_top(doc->d->to, SPAN("promptFeedback"), feedback);
}

/* The vendor's own counts say more, of kinds of content: the last ones are
 * passed on. */
static void keep_usage(struct generate_document *doc, struct span usage)
{
    enum { ROOM = 4096 };
    struct generate_state *state = doc->state;

    if (usage.len == 0 || usage.len > ROOM)
        return;
    if (state->usage == NULL)
        state->usage = arena_alloc(&doc->d->arena, ROOM);
    if (state->usage == NULL)
        return;
    memcpy(state->usage, usage.ptr, usage.len);
    state->usage_len = usage.len;
}

static void read_usage(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;
    struct span usage;

    if (json_peek(in) != JSON_OBJECT) {
        json_skip(in);
        return;
    }
    usage.ptr = in->at;
    generate_read_usage(in, doc);
    usage.len = (size_t)(in->at - usage.ptr);
    if (!json_ok(in))
        return;
    keep_usage(doc, usage);
    may_change(doc->d, usage);
}

/* These come with each event, and the first counts. */
static void read_model(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;

    doc->like_answer = true;
    hand_on_about(doc->d, collect_model, json_text(in));
}

static void read_id(struct json_in *in, void *ctx)
{
    hand_on_about(((struct generate_document *)ctx)->d, collect_id,
                  json_text(in));
}

/* ---- the time ----------------------------------------------------------- */

/* `n` digits; -1: they are none. */
static int64_t digits(const char *text, size_t n)
{
    int64_t number = 0;

    for (size_t i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

/* Days since 1970, of the Gregorian calendar; years begin in March. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    const int64_t y = month > 2 ? year : year - 1;
    const int64_t m = month > 2 ? month - 3 : month + 9;

    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day -
           719469;
}

/* "2026-11-24T10:00:00Z", with or without a fraction, in seconds; 0: another
 * form. */
static int64_t seconds_of(struct span time)
{
    const char *t = time.ptr;
    int64_t days, seconds;

    if (time.len < 20 || t[4] != '-' || t[7] != '-' || t[10] != 'T' ||
        t[time.len - 1] != 'Z')
        return 0;
    days = days_of(digits(t, 4), digits(t + 5, 2), digits(t + 8, 2));
    seconds =
        digits(t + 11, 2) * 3600 + digits(t + 14, 2) * 60 + digits(t + 17, 2);
    if (digits(t, 4) < 1970 || digits(t + 5, 2) < 1 || digits(t + 8, 2) < 1 ||
        digits(t + 11, 2) < 0 || digits(t + 14, 2) < 0 || digits(t + 17, 2) < 0)
        return 0;
    return days * 86400 + seconds;
}

static void read_time(struct json_in *in, void *ctx)
{
    struct generate_document *doc = ctx;

    collect_created(doc->d->to,
                    seconds_of(decoded_text(doc->d, json_text(in))));
    buf_reset(&doc->d->scratch);
}

/* ---- the document ------------------------------------------------------- */

static void read_error(struct json_in *in, void *ctx)
{
    const struct span error = json_raw(in);

    if (!is_empty_value(error) && !span_is(error, "false"))
        ((struct generate_document *)ctx)->error = error;
}

/* Passed on where it does not come again and again. */
static void read_unknown(struct json_in *in, struct json_text name, void *ctx)
{
    if (((struct generate_document *)ctx)->whole)
        keep_unknown(in, name, ctx);
    else
        json_skip(in);
}

static const struct json_member members[] = {
    JSON_MEMBER("candidates", read_candidates),
    JSON_MEMBER("promptFeedback", read_feedback),
    JSON_MEMBER("usageMetadata", read_usage),
    JSON_MEMBER("modelVersion", read_model),
    JSON_MEMBER("createTime", read_time),
    JSON_MEMBER("responseId", read_id),
    JSON_MEMBER("error", read_error),
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
    word = decoded_text(d, json_text(&in));
    collect_choice(d->to, 0);
    collect_finish(d->to, 0, PARL_FINISH_CONTENT_FILTER, word);
    buf_reset(&d->scratch);
}

/* Says of a document that was read whether it was an error. */
static parl_status judge(struct generate_document *doc, struct span json,
                         struct error *err)
{
    const parl_status status = what_failed(doc->d, err);

    return status == PARL_OK && doc->error.ptr != NULL
               ? generate_error(doc->d, json, err)
               : status;
}

static parl_status read_document(struct json_in *in,
                                 struct generate_document *doc,
                                 struct error *err)
{
    const struct span json = { in->begin, (size_t)(in->end - in->begin) };
    parl_status status;

    json_members_or(in, members, N_MEMBERS, read_unknown, doc);
    status = doc->whole ? answer_read(in, err) : event_read(in, err);
    if (status != PARL_OK)
        return status;
    end_blocked(doc);
    return judge(doc, json, err);
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
    if (err != NULL && state->failure_word != NULL)
        error_copy(err->provider_code, sizeof(err->provider_code),
                   state->failure_word, strlen(state->failure_word));
    return error_set(err, PARL_SERVER_ERROR, "the model failed: %s",
                     state->failure != NULL        ? state->failure
                     : state->failure_word != NULL ? state->failure_word
                                                   : "without a reason");
}

static parl_status end(struct decoding *d, const char *truncated,
                       struct error *err)
{
    const struct generate_state *state = d->state;

    for (struct generate_candidate *c = state->candidates; c != NULL;
         c = c->next) {
        generate_end_pieces(d, c);
        generate_collect_grounding(d, c);
        if (c->token_len > 0)
            collect_extra(d->to, c->index, SPAN("continuationToken"),
                          (struct span){ c->token, c->token_len });
        if (c->failed)
            collect_failure(d->to, c->index);
    }
    collect_top(d->to, SPAN("usageMetadata"),
                (struct span){ state->usage, state->usage_len });
    if (d->failed != PARL_OK)
        return error_memory(err, d->failed, "the answer");
    if (all_failed(state))
        return say_failure(state, err);
    if (collected_all_finished(d->to))
        return PARL_OK;
    return error_set(err, PARL_TRUNCATED, "%s", truncated);
}

/* ---- the dialect's functions -------------------------------------------- */

parl_status generate_event(struct decoding *d, struct span name,
                           struct span data, struct error *err)
{
    struct generate_document doc = { .d = d, .state = d->state };
    struct json_in in;

    if (span_is(name, "error"))
        return generate_error(d, data, err);
    if (span_is(data, "[DONE]")) /* some proxies say so */
        return PARL_OK;
    json_in_init(&in, data.ptr, data.len, d->max_depth);
    return read_document(&in, &doc, err);
}

parl_status generate_answer(struct decoding *d, struct span body,
                            struct error *err)
{
    struct generate_document doc = { .d = d, .state = d->state, .whole = true };
    struct json_in in;
    parl_status status;

    json_in_init(&in, body.ptr, body.len, d->max_depth);
    if (json_peek(&in) != JSON_OBJECT)
        return error_set(err, PARL_PROTOCOL, "the answer is no JSON object");
    status = read_document(&in, &doc, err);
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
