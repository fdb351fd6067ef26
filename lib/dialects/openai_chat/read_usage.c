/* dialects/openai_chat/read_usage.c -- token counts, in all the places where
 * the speakers of this dialect put them. */
#include "dialects/openai_chat/chat.h"

/* Some say it twice, and once that it is none. */
static void read_cached(struct json_in *in, void *ctx)
{
    struct token_counts *counts = ctx;
    int64_t cached;

    if (json_count(in, &cached) && cached > counts->cached)
        counts->cached = cached;
}

/* What has no bucket is kept, unless it says that there was none of it. */
static void keep_count(const struct json_text *name, struct span value,
                       struct usage_reading *r, enum counts_of of)
{
    if (name->plain && !is_empty_value(value) && !span_is(value, "0") &&
        !span_is(value, "false"))
        collect_count(r->to, of, name->raw, value);
}

static void keep_of_prompt(const struct json_text *name, struct span value,
                           void *ctx)
{
    keep_count(name, value, ctx, COUNTS_OF_PROMPT);
}

static void keep_of_completion(const struct json_text *name, struct span value,
                               void *ctx)
{
    keep_count(name, value, ctx, COUNTS_OF_COMPLETION);
}

void usage_keep(const struct json_text *name, struct span value, void *usage)
{
    keep_count(name, value, usage, COUNTS_OF_ALL);
}

static const struct json_member detail_members[] = {
    JSON_MEMBER("cached_tokens", read_cached),
    JSON_COUNT_AT("cache_write_tokens", token_counts, written),
    JSON_COUNT_AT("cache_creation_input_tokens", token_counts, written),
    JSON_COUNT_AT("reasoning_tokens", token_counts, reasoning),
};

enum { N_DETAIL_MEMBERS = sizeof(detail_members) / sizeof(detail_members[0]) };

void usage_read_prompt(struct json_in *in, void *usage)
{
    json_members_or(in, detail_members, N_DETAIL_MEMBERS, keep_of_prompt,
                    usage);
}

void usage_read_completion(struct json_in *in, void *usage)
{
    json_members_or(in, detail_members, N_DETAIL_MEMBERS, keep_of_completion,
                    usage);
}

static const struct json_member usage_members[] = {
    JSON_COUNT_AT("prompt_tokens", token_counts, prompt),
    JSON_COUNT_AT("completion_tokens", token_counts, completion),
    JSON_COUNT_AT("total_tokens", token_counts, total),
    JSON_MEMBER("prompt_tokens_details", usage_read_prompt),
    JSON_MEMBER("completion_tokens_details", usage_read_completion),
    JSON_MEMBER("prompt_token_details", usage_read_prompt),
    JSON_COUNT_AT("reasoning_tokens", token_counts, reasoning),
    JSON_MEMBER("prompt_cache_hit_tokens", read_cached),
    JSON_MEMBER("cached_tokens", read_cached),
    JSON_MEMBER("num_cached_tokens", read_cached),
};

enum { N_USAGE_MEMBERS = sizeof(usage_members) / sizeof(usage_members[0]) };

void chat_count_cached(struct collector *to, int64_t cached)
{
    parl_usage usage = to->response->usage;

    if (!to->response->has_usage || usage.cache_read > 0)
        return;
    usage.cache_read =
        cached > usage.prompt_tokens ? usage.prompt_tokens : cached;
    usage.input = usage.prompt_tokens - usage.cache_read;
    collect_usage(to, &usage);
}

void chat_read_usage(struct json_in *in, struct collector *to)
{
    struct usage_reading usage = { .counts = NO_COUNTS, .to = to };

    json_members_or(in, usage_members, N_USAGE_MEMBERS, usage_keep, &usage);
    collect_counts(to, &usage.counts);
}
