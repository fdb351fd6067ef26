/* dialects/google_generate/read_usage.c -- token counts.
 *
 * Google counts what was cached inside the prompt, and what was thought beside
 * the candidates; what its tools read, beside both.  In a stream each event has
 * running totals: a count replaces the one before it, and one that is missing
 * says nothing. */
#include "dialects/google_generate/generate.h"

static void read_count(struct json_in *in, struct generate_counts *counts,
                       int64_t *count)
{
    int64_t value;

    if (!json_count(in, &value))
        return;
    *count = value + 1;
    counts->any = true;
}

/* They are kept one higher, so that zero is "never said". */
#define COUNT_READER(member)                                                   \
    static void read_##member(struct json_in *in, void *ctx)                   \
    {                                                                          \
        struct generate_counts *counts = ctx;                                  \
                                                                               \
        read_count(in, counts, &counts->member);                               \
    }

COUNT_READER(prompt)
COUNT_READER(cached)
COUNT_READER(candidates)
COUNT_READER(thoughts)
COUNT_READER(tool_use)
COUNT_READER(total)

static int64_t or_zero(int64_t kept)
{
    return kept > 0 ? kept - 1 : 0;
}

/* Read anew: -1 when there is no prompt to take it from. */
static int64_t input_of(const struct generate_counts *c)
{
    const int64_t prompt = or_zero(c->prompt), cached = or_zero(c->cached);
    const int64_t input = prompt > cached ? prompt - cached : 0;

    if (c->prompt == 0)
        return -1;
    return input + or_zero(c->tool_use);
}

void generate_read_usage(struct json_in *in, struct generate_document *doc)
{
    static const struct json_member members[] = {
        JSON_MEMBER("promptTokenCount", read_prompt),
        JSON_MEMBER("cachedContentTokenCount", read_cached),
        JSON_MEMBER("candidatesTokenCount", read_candidates),
        JSON_MEMBER("thoughtsTokenCount", read_thoughts),
        JSON_MEMBER("toolUsePromptTokenCount", read_tool_use),
        JSON_MEMBER("totalTokenCount", read_total),
    };
    struct generate_counts *c = &doc->state->counts;
    parl_usage usage;

    json_members(in, members, sizeof(members) / sizeof(members[0]), c);
    if (!c->any)
        return;
    usage = (parl_usage){
        .input = input_of(c),
        .cache_read = c->cached - 1,
        .cache_write = -1,
        .output = c->candidates - 1,
        .reasoning = c->thoughts - 1,
        .prompt_tokens = -1,
        .completion_tokens = -1,
        .total_tokens = c->total - 1,
    };
    collect_usage(doc->d->to, &usage);
}
