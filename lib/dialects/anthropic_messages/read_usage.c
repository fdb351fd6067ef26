/* dialects/anthropic_messages/read_usage.c -- token counts.
 *
 * input_tokens is what was neither read from the cache nor written to it, so
 * the three make up the prompt; output_tokens holds the thinking.  A stream
 * counts from its first event on: what comes later replaces what came before,
 * and what it leaves out stays. */
#include "dialects/anthropic_messages/messages.h"

static void read_count(struct json_in *in, int64_t *count)
{
    int64_t value;

    if (json_count(in, &value))
        *count = value + 1;
}

#define COUNT_READER(member)                                                   \
    static void read_##member(struct json_in *in, void *ctx)                   \
    {                                                                          \
        read_count(in, &((struct messages_counts *)ctx)->member);              \
    }

COUNT_READER(input)
COUNT_READER(read)
COUNT_READER(written)
COUNT_READER(output)
COUNT_READER(thinking)

static void read_output_details(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("thinking_tokens", read_thinking),
    };

    json_members(in, members, 1, ctx);
}

static const struct json_member usage_members[] = {
    JSON_MEMBER("input_tokens", read_input),
    JSON_MEMBER("cache_creation_input_tokens", read_written),
    JSON_MEMBER("cache_read_input_tokens", read_read),
    JSON_MEMBER("output_tokens", read_output),
    JSON_MEMBER("output_tokens_details", read_output_details),
};

enum { N_USAGE_MEMBERS = sizeof(usage_members) / sizeof(usage_members[0]) };

/* Counts are kept one too large, so that 0 is "unknown"; here -1 is. */
static parl_usage in_buckets(const struct messages_counts *c)
{
    const int64_t output = c->output - 1;
    const int64_t thinking = c->thinking > c->output ? output : c->thinking - 1;

    return (parl_usage){
        .input = c->input - 1,
        .cache_read = c->read - 1,
        .cache_write = c->written - 1,
        .output = thinking > 0 ? output - thinking : output,
        .reasoning = thinking,
        .prompt_tokens = -1,
        .completion_tokens = -1,
        .total_tokens = -1,
    };
}

void messages_read_usage(struct decoding *d, struct span json)
{
    struct messages_state *state = d->state;
    struct json_in in;
    parl_usage usage;

    if (json.ptr == NULL || json.ptr[0] != '{')
        return;
    json_in_init(&in, json.ptr, json.len, d->max_depth);
    json_members(&in, usage_members, N_USAGE_MEMBERS, &state->counts);
    if (state->counts.input == 0 && state->counts.output == 0)
        return;
    usage = in_buckets(&state->counts);
    collect_usage(d->to, &usage);
}
