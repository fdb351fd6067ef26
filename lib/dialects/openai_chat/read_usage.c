/* dialects/openai_chat/read_usage.c -- token counts, in all the places where
 * the speakers of this dialect put them.
 *
 * OpenAI counts what was cached inside prompt_tokens and what was reasoned
 * inside completion_tokens.  Where the vendor's total is prompt + completion +
 * reasoning, completion leaves reasoning out, and it is added here. */
#include "dialects/openai_chat/chat.h"

void chat_read_count(struct json_in *in, int64_t *count)
{
    json_count(in, count);
}

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

static void read_prompt_details(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("cached_tokens", read_cached),
        JSON_MEMBER("cache_write_tokens", read_written),
        JSON_MEMBER("cache_creation_input_tokens", read_written),
    };

    json_members(in, members, 3, ctx);
}

static void read_completion_details(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("reasoning_tokens", read_reasoning),
    };

    json_members(in, members, 1, ctx);
}

static const struct json_member usage_members[] = {
    JSON_MEMBER("prompt_tokens", read_prompt),
    JSON_MEMBER("completion_tokens", read_completion),
    JSON_MEMBER("total_tokens", read_total),
    JSON_MEMBER("prompt_tokens_details", read_prompt_details),
    JSON_MEMBER("completion_tokens_details", read_completion_details),
    JSON_MEMBER("prompt_token_details", read_prompt_details),
    JSON_MEMBER("reasoning_tokens", read_reasoning),
    JSON_MEMBER("prompt_cache_hit_tokens", read_cached),
    JSON_MEMBER("cached_tokens", read_cached),
    JSON_MEMBER("num_cached_tokens", read_cached),
};

enum { N_USAGE_MEMBERS = sizeof(usage_members) / sizeof(usage_members[0]) };

static int64_t known(int64_t count)
{
    return count > 0 ? count : 0;
}

static int64_t at_most(int64_t count, int64_t limit)
{
    return count > limit ? limit : count;
}

static parl_usage in_buckets(const struct chat_counts *c)
{
    const int64_t prompt = known(c->prompt);
    const int64_t cached = at_most(c->cached, prompt);
    const int64_t written = at_most(c->written, prompt - known(cached));
    int64_t completion = known(c->completion), reasoning;

    if (c->reasoning > 0 && c->total == prompt + completion + c->reasoning)
        completion += c->reasoning;
    reasoning = at_most(c->reasoning, completion);
    return (parl_usage){
        .input = prompt - known(cached) - known(written),
        .cache_read = cached,
        .cache_write = written,
        .output = completion - known(reasoning),
        .reasoning = reasoning,
        .prompt_tokens = prompt,
        .completion_tokens = completion,
        .total_tokens = c->total >= 0 ? c->total : prompt + completion,
    };
}

void chat_count_cached(struct collector *to, int64_t cached)
{
    parl_usage usage = to->response->usage;

    if (!to->response->has_usage || usage.cache_read > 0)
        return;
    usage.cache_read = at_most(cached, usage.prompt_tokens);
    usage.input = usage.prompt_tokens - usage.cache_read;
    collect_usage(to, &usage);
}

void chat_collect_counts(const struct chat_counts *counts, struct collector *to)
{
    if (counts->prompt >= 0 || counts->completion >= 0 || counts->total >= 0) {
        const parl_usage usage = in_buckets(counts);

        collect_usage(to, &usage);
    }
}

void chat_read_usage(struct json_in *in, struct collector *to)
{
    struct chat_counts counts = CHAT_NO_COUNTS;

    json_members(in, usage_members, N_USAGE_MEMBERS, &counts);
    chat_collect_counts(&counts, to);
}
