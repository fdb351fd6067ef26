/* dialects/google_generate/read_candidate.c -- one of the answers:
 *
 *   {"content": {"role", "parts": [...]}, "finishReason", "index", ...}
 *
 * Which one it is often stands behind its content, which therefore waits. */
#include "dialects/google_generate/generate.h"

#include <string.h>

struct candidate_reading {
    struct generate_document *doc;
    int64_t index; /* -1: not said */
    struct span logprobs, grounding, safety, token;
    struct generate_part_in part; /* the first one */
    struct span parts;            /* all of them, where there are more */
    struct json_text reason, message;
    struct {
        struct span name, json;
    } kept[3]; /* members that are passed on */
    size_t n_kept;
};

/* ---- reasons ------------------------------------------------------------ */

static const struct reason {
    const char *words; /* by blanks; NULL: any other */
    parl_finish finish;
    bool failed;
} reasons[] = {
    { "STOP", PARL_FINISH_STOP, false },
    { "MAX_TOKENS CONTINUATION", PARL_FINISH_LENGTH, false },
    { "SAFETY RECITATION BLOCKLIST PROHIBITED_CONTENT SPII MODEL_ARMOR "
      "IMAGE_SAFETY IMAGE_PROHIBITED_CONTENT IMAGE_RECITATION LANGUAGE "
      "ESCALATION PUP_LIMITED_DISABLED",
      PARL_FINISH_CONTENT_FILTER, false },
    { "MALFORMED_FUNCTION_CALL MALFORMED_RESPONSE UNEXPECTED_TOOL_CALL "
      "TOO_MANY_TOOL_CALLS MISSING_THOUGHT_SIGNATURE",
      PARL_FINISH_UNKNOWN, true },
    /* OTHER, NO_IMAGE and words not yet invented */
    { NULL, PARL_FINISH_UNKNOWN, false },
};

static const char *copy_text(struct decoding *d, const struct json_text *text)
{
    const struct span decoded = decoded_text(d, text);
    const char *copy = decoded.len > 0
                           ? arena_text(&d->arena, decoded.ptr, decoded.len)
                           : NULL;

    buf_reset(&d->scratch);
    return copy;
}

/* Between its quotes, as it stood there. */
static void keep_beside(const struct candidate_reading *r, int32_t choice,
                        struct span name, const struct json_text *text)
{
    if (text->raw.len > 0)
        collect_beside(r->doc->d->to, choice, name,
                       (struct span){ text->raw.ptr - 1, text->raw.len + 2 });
}

static void end_candidate(struct candidate_reading *r,
                          struct generate_candidate *candidate)
{
    struct decoding *d = r->doc->d;
    const struct span word = decoded_text(d, &r->reason);
    const struct reason *reason = reasons;

    while (reason->words != NULL && !span_in(word, reason->words))
        reason++;
    collect_finish(d->to, candidate->index, reason->finish, word);
    buf_reset(&d->scratch);
    if (reason->finish != PARL_FINISH_LENGTH)
        candidate->token.len = 0; /* there is no more to come */
    if (reason->finish == PARL_FINISH_CONTENT_FILTER) /* a word for many */
        keep_beside(r, candidate->index, SPAN("finishReason"), &r->reason);
    if (reason->finish != PARL_FINISH_STOP)
        keep_beside(r, candidate->index, SPAN("finishMessage"), &r->message);
    candidate->failed = reason->failed;
    if (reason->failed) {
        r->doc->state->failure_word = copy_text(d, &r->reason);
        r->doc->state->failure = copy_text(d, &r->message);
    }
}

/* ---- members ------------------------------------------------------------ */

/* Most events have one part. */
static void read_parts(struct json_in *in, void *ctx)
{
    struct candidate_reading *r = ctx;
    const char *begin;
    size_t n = 0;

    json_peek(in);
    begin = in->at;
    if (!json_enter_array(in))
        return;
    for (; json_next_element(in); n++) {
        if (n == 0)
            generate_read_part(in, &r->part);
        else
            json_skip(in);
    }
    if (n > 1 && json_ok(in))
        r->parts = (struct span){ begin, (size_t)(in->at - begin) };
}

static void read_content(struct json_in *in, void *ctx)
{
    static const struct json_member content_members[] = {
        JSON_MEMBER("parts", read_parts),
    };

    json_members(in, content_members, 1, ctx);
}

/* Members that are passed on. */
static void keep(struct json_in *in, const struct json_text *name, void *ctx)
{
    static const char kept[] =
        "citationMetadata urlContextMetadata avgLogprobs";
    struct candidate_reading *r = ctx;
    const struct span value = json_raw(in);

    if (r->n_kept == sizeof(r->kept) / sizeof(r->kept[0]) ||
        !span_in(name->raw, kept) || is_empty_value(value))
        return;
    r->kept[r->n_kept].name = name->raw;
    r->kept[r->n_kept++].json = value;
}

static const struct json_member members[] = {
    JSON_MEMBER("content", read_content),
    JSON_TEXT_AT("finishReason", candidate_reading, reason),
    JSON_TEXT_AT("finishMessage", candidate_reading, message),
    JSON_INTEGER_AT("index", candidate_reading, index),
    JSON_RAW_AT("groundingMetadata", candidate_reading, grounding),
    JSON_RAW_AT("safetyRatings", candidate_reading, safety),
    JSON_RAW_AT("logprobsResult", candidate_reading, logprobs),
    JSON_RAW_AT("continuationToken", candidate_reading, token),
};

enum { N_MEMBERS = sizeof(members) / sizeof(members[0]) };

/* ---- which one ---------------------------------------------------------- */

static struct generate_candidate *open_candidate(struct generate_document *doc,
                                                 int64_t index)
{
    const int32_t number =
        index >= 0 && index <= INT32_MAX ? (int32_t)index : doc->position;
    struct generate_candidate *c = doc->state->candidates;

    while (c != NULL && c->index != number)
        c = c->next;
    if (c != NULL)
        return c;
    c = ARENA_NEW(&doc->d->arena, struct generate_candidate);
    if (c == NULL)
        return NULL;
    c->index = number;
    c->last = -1;
    c->starts_end = &c->starts;
    c->next = doc->state->candidates;
    doc->state->candidates = c;
    return c;
}

/* ---- the whole ---------------------------------------------------------- */

static void take_parts(const struct candidate_reading *r,
                       struct generate_candidate *candidate)
{
    struct decoding *d = r->doc->d;
    bool first = true;
    struct json_in in;

    if (r->parts.ptr == NULL && r->part.whole.ptr != NULL)
        generate_take_part(d, candidate, &r->part, true);
    json_in_init(&in, r->parts.ptr, r->parts.len, d->max_depth);
    if (r->parts.ptr == NULL || !json_enter_array(&in))
        return;
    for (; json_next_element(&in); first = false) {
        struct generate_part_in part = { .whole = SPAN_NONE };

        if (generate_read_part(&in, &part))
            generate_take_part(d, candidate, &part, first);
    }
}

static void keep_all(const struct candidate_reading *r, int32_t choice)
{
    struct collector *to = r->doc->d->to;

    for (size_t i = 0; i < r->n_kept; i++)
        collect_object(to, choice, r->kept[i].name, r->kept[i].json);
    /* each event has them; those of the end are about the whole */
    if (r->reason.raw.len > 0 && !is_empty_value(r->safety))
        collect_extra(to, choice, SPAN("safetyRatings"), r->safety);
}

void generate_read_candidate(struct json_in *in, struct generate_document *doc)
{
    struct candidate_reading r = { .doc = doc, .index = -1 };
    struct decoding *d = doc->d;
    struct generate_candidate *candidate;

    if (!json_members_or(in, members, N_MEMBERS, keep, &r) || !json_ok(in))
        return;
    candidate = open_candidate(doc, r.index);
    if (candidate == NULL)
        return;
    collect_choice(d->to, candidate->index);
    take_parts(&r, candidate);
    generate_read_logprobs(d, candidate->index, r.logprobs);
    generate_keep_grounding(d, candidate, r.grounding);
    keep_all(&r, candidate->index);
    if (!is_empty_value(r.token))
        generate_keep(d, &candidate->token, r.token);
    if (r.reason.raw.len > 0)
        end_candidate(&r, candidate);
}
