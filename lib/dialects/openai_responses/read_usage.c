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
    JSON_MEMBER("input_tokens_details", chat_read_count_details),
    JSON_COUNT_AT("output_tokens", token_counts, completion),
    JSON_MEMBER("output_tokens_details", chat_read_count_details),
    JSON_COUNT_AT("total_tokens", token_counts, total),
    JSON_COUNT_AT("reasoning_tokens", token_counts, reasoning),
};

enum { N_USAGE_MEMBERS = sizeof(usage_members) / sizeof(usage_members[0]) };

void responses_read_usage(struct json_in *in, struct collector *to)
{
    struct token_counts counts = NO_COUNTS;

    json_members(in, usage_members, N_USAGE_MEMBERS, &counts);
    collect_counts(to, &counts);
}
