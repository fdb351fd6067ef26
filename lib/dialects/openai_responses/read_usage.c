/* dialects/openai_responses/read_usage.c -- token counts:
 *
 *   {"input_tokens", "input_tokens_details": {"cached_tokens",
 *    "cache_write_tokens"}, "output_tokens", "output_tokens_details":
 *    {"reasoning_tokens"}, "total_tokens"}
 *
 * They are those of chat/completions under other names. */
#include "dialects/openai_chat/chat.h"
#include "dialects/openai_responses/responses.h"

#define COUNT_READER(member)                                                   \
    static void read_##member(struct json_in *in, void *ctx)                   \
    {                                                                          \
        chat_read_count(in, &((struct chat_counts *)ctx)->member);             \
    }

COUNT_READER(prompt)
COUNT_READER(completion)
COUNT_READER(total)
COUNT_READER(cached)
COUNT_READER(written)
COUNT_READER(reasoning)

static void read_input_details(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("cached_tokens", read_cached),
        JSON_MEMBER("cache_write_tokens", read_written),
    };

    json_members(in, members, 2, ctx);
}

static void read_output_details(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("reasoning_tokens", read_reasoning),
    };

    json_members(in, members, 1, ctx);
}

static const struct json_member usage_members[] = {
    JSON_MEMBER("input_tokens", read_prompt),
    JSON_MEMBER("input_tokens_details", read_input_details),
    JSON_MEMBER("output_tokens", read_completion),
    JSON_MEMBER("output_tokens_details", read_output_details),
    JSON_MEMBER("total_tokens", read_total),
    JSON_MEMBER("reasoning_tokens", read_reasoning),
};

enum { N_USAGE_MEMBERS = sizeof(usage_members) / sizeof(usage_members[0]) };

void responses_read_usage(struct json_in *in, struct collector *to)
{
    struct chat_counts counts = CHAT_NO_COUNTS;

    json_members(in, usage_members, N_USAGE_MEMBERS, &counts);
    chat_collect_counts(&counts, to);
}
