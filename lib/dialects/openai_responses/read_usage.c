/* dialects/openai_responses/read_usage.c -- token counts:
 *
 *   {"input_tokens", "input_tokens_details": {"cached_tokens",
 *    "cache_write_tokens"}, "output_tokens", "output_tokens_details":
 *    {"reasoning_tokens"}, "total_tokens"}
 *
 * They are those of chat/completions under other names. */
#include "dialects/openai_chat/chat.h"
#include "dialects/openai_responses/responses.h"

static const struct json_member usage_members[] = {
    JSON_COUNT_AT("input_tokens", token_counts, prompt),
    JSON_MEMBER("input_tokens_details", usage_read_prompt),
    JSON_COUNT_AT("output_tokens", token_counts, completion),
    JSON_MEMBER("output_tokens_details", usage_read_completion),
    JSON_COUNT_AT("total_tokens", token_counts, total),
    JSON_COUNT_AT("reasoning_tokens", token_counts, reasoning),
};

enum { N_USAGE_MEMBERS = sizeof(usage_members) / sizeof(usage_members[0]) };

void responses_read_usage(struct json_in *in, struct collector *to)
{
    struct usage_reading usage = { .counts = NO_COUNTS, .to = to };

    json_members_or(in, usage_members, N_USAGE_MEMBERS, usage_keep, &usage);
    collect_counts(to, &usage.counts);
}
