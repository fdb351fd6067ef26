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

void chat_read_count_details(struct json_in *in, void *counts)
{
    static const struct json_member members[] = {
        JSON_MEMBER("cached_tokens", read_cached),
        JSON_COUNT_AT("cache_write_tokens", token_counts, written),
        JSON_COUNT_AT("cache_creation_input_tokens", token_counts, written),
        JSON_COUNT_AT("reasoning_tokens", token_counts, reasoning),
    };

    json_members(in, members, sizeof(members) / sizeof(members[0]), counts);
}

static const struct json_member usage_members[] = {
    JSON_COUNT_AT("prompt_tokens", token_counts, prompt),
    JSON_COUNT_AT("completion_tokens", token_counts, completion),
    JSON_COUNT_AT("total_tokens", token_counts, total),
    JSON_MEMBER("prompt_tokens_details", chat_read_count_details),
    JSON_MEMBER("completion_tokens_details", chat_read_count_details),
    JSON_MEMBER("prompt_token_details", chat_read_count_details),
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
    struct token_counts counts = NO_COUNTS;

    json_members(in, usage_members, N_USAGE_MEMBERS, &counts);
    collect_counts(to, &counts);
}
