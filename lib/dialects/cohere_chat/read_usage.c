/* dialects/cohere_chat/read_usage.c -- token counts.
 *
 *   {"tokens": {"input_tokens", "output_tokens", "reasoning_tokens",
 *    "image_tokens"}, "cached_tokens", "billed_units": {...}}
 *
 * `tokens` is what the model read and wrote, a preamble of Cohere's own
 * included; images stand beside the input, reasoning inside the output, and
 * cached_tokens belong to the input.  `billed_units` is what is charged: it is
 * kept at the top of the answer under its own name, and counts only where it
 * says more of the two. */
#include "dialects/cohere_chat/cohere.h"

struct usage {
    struct token_counts counts;
    int64_t images;    /* -1: not said */
    struct span units; /* billed_units, as they came */
};

static const struct json_member count_members[] = {
    JSON_COUNT_AT("input_tokens", usage, counts.prompt),
    JSON_COUNT_AT("output_tokens", usage, counts.completion),
    JSON_COUNT_AT("reasoning_tokens", usage, counts.reasoning),
    JSON_COUNT_AT("image_tokens", usage, images),
};

enum { N_COUNT_MEMBERS = sizeof(count_members) / sizeof(count_members[0]) };

static void read_tokens(struct json_in *in, void *usage)
{
    json_members(in, count_members, N_COUNT_MEMBERS, usage);
}

static int n_said(const struct token_counts *counts)
{
    return (counts->prompt >= 0) + (counts->completion >= 0);
}

void cohere_read_usage(struct json_in *in, struct collector *to)
{
    static const struct json_member members[] = {
        JSON_RAW_AT("billed_units", usage, units),
        JSON_MEMBER("tokens", read_tokens),
        JSON_COUNT_AT("cached_tokens", usage, counts.cached),
    };
    static const struct usage none = { NO_COUNTS, -1, { NULL, 0 } };
    struct usage usage = none, charged = none;
    struct token_counts *counts = &usage.counts;
    struct json_in billed;

    json_members(in, members, 3, &usage);
    json_in_init(&billed, usage.units.ptr, usage.units.len, 0);
    if (json_peek(&billed) == JSON_OBJECT)
        collect_top(to, SPAN("billed_units"), usage.units);
    charged.counts.cached = counts->cached;
    read_tokens(&billed, &charged);
    if (n_said(&charged.counts) > n_said(counts))
        usage = charged;
    if (n_said(counts) == 0)
        return;
    counts->prompt = known_count(counts->prompt) + known_count(usage.images);
    collect_counts(to, counts);
}
