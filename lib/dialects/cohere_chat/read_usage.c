/* dialects/cohere_chat/read_usage.c -- token counts.
 *
 *   {"tokens": {"input_tokens", "output_tokens", "reasoning_tokens",
 *    "image_tokens"}, "cached_tokens", "billed_units": {...}}
 *
 * `tokens` is what the model read and wrote, a preamble of Cohere's own
 * included; images stand beside the input, reasoning inside the output, and
 * cached_tokens belong to the input.  `billed_units` is what is charged: it is
 * kept at the top of the answer under its own name, and counts only where there
 * is nothing else. */
#include "dialects/cohere_chat/cohere.h"

struct counts {
    int64_t input, output, reasoning, images; /* -1: not said */
};

struct usage {
    struct counts tokens, billed;
    int64_t cached;
    struct span units; /* billed_units, as they came */
};

static const struct json_member count_members[] = {
    JSON_COUNT_AT("input_tokens", counts, input),
    JSON_COUNT_AT("output_tokens", counts, output),
    JSON_COUNT_AT("reasoning_tokens", counts, reasoning),
    JSON_COUNT_AT("image_tokens", counts, images),
};

enum { N_COUNT_MEMBERS = sizeof(count_members) / sizeof(count_members[0]) };

static void read_tokens(struct json_in *in, void *ctx)
{
    json_members(in, count_members, N_COUNT_MEMBERS,
                 &((struct usage *)ctx)->tokens);
}

/* Images stand beside the input, here. */
static struct token_counts counts_of(const struct counts *c, int64_t cached)
{
    return (struct token_counts){
        .prompt = known_count(c->input) + known_count(c->images),
        .completion = c->output,
        .total = -1,
        .cached = cached,
        .written = -1,
        .reasoning = c->reasoning,
    };
}

static bool says(const struct counts *c)
{
    return c->input >= 0 || c->output >= 0;
}

void cohere_read_usage(struct json_in *in, struct collector *to)
{
    static const struct json_member members[] = {
        JSON_RAW_AT("billed_units", usage, units),
        JSON_MEMBER("tokens", read_tokens),
        JSON_COUNT_AT("cached_tokens", usage, cached),
    };
    static const struct counts none = { -1, -1, -1, -1 };
    struct usage usage = { none, none, -1, SPAN_NONE };
    struct json_in units;
    struct token_counts counts;

    json_members(in, members, 3, &usage);
    if (usage.units.ptr != NULL && usage.units.ptr[0] == '{') {
        collect_top(to, SPAN("billed_units"), usage.units);
        json_in_init(&units, usage.units.ptr, usage.units.len, 0);
        json_members(&units, count_members, N_COUNT_MEMBERS, &usage.billed);
    }
    if (!says(&usage.tokens)) {
        usage.tokens = usage.billed;
        usage.cached = -1;
    }
    if (!says(&usage.tokens))
        return;
    counts = counts_of(&usage.tokens, usage.cached);
    collect_counts(to, &counts);
}
