/* dialects/anthropic_messages/read_usage.c -- token counts.
 *
 * input_tokens is what was neither read from the cache nor written to it, so
 * the three make up the prompt; output_tokens holds the thinking.  A stream
 * counts from its first event on: what comes later replaces what came before,
 * and what it leaves out stays.  What else the vendor counts (searches, marks
 * by their time, the price's tier) is passed on under its own name. */
#include "dialects/anthropic_messages/messages.h"

struct usage {
    struct decoding *d;
    struct messages_counts counts;
};

static void read_output_details(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_INTEGER_AT("thinking_tokens", usage, counts.thinking),
    };

    json_members(in, members, 1, ctx);
}

static const struct json_member usage_members[] = {
    JSON_INTEGER_AT("input_tokens", usage, counts.input),
    JSON_INTEGER_AT("cache_creation_input_tokens", usage, counts.written),
    JSON_INTEGER_AT("cache_read_input_tokens", usage, counts.read),
    JSON_INTEGER_AT("output_tokens", usage, counts.output),
    JSON_MEMBER("output_tokens_details", read_output_details),
};

enum { N_USAGE_MEMBERS = sizeof(usage_members) / sizeof(usage_members[0]) };

/* Lists, too, are said anew, with all that is in them. */
static void keep_total(struct json_in *in, struct json_text name, void *ctx)
{
    struct decoding *d = ((struct usage *)ctx)->d;
    const struct span value = json_raw(in);

    if (!is_empty_value(value))
        collect_total(d->to, decoded_text(d, name), value);
    buf_reset(&d->scratch);
}

/* A count that is none is unknown; a few of them can be added. */
static int64_t count(int64_t n)
{
    return n >= 0 && n <= INT64_C(1) << 53 ? n : -1;
}

static parl_usage in_buckets(const struct messages_counts *c)
{
    const int64_t output = count(c->output);
    const int64_t most = count(c->thinking);
    const int64_t thinking = most > output ? output : most;

    return (parl_usage){
        .input = count(c->input),
        .cache_read = count(c->read),
        .cache_write = count(c->written),
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
    struct usage usage = { .d = d, .counts = state->counts };
    struct json_in in;
    parl_usage sum;

    if (!state->counted)
        usage.counts = (struct messages_counts){ -1, -1, -1, -1, -1 };
    json_in_init(&in, json.ptr, json.len, d->max_depth);
    if (!json_members_or(&in, usage_members, N_USAGE_MEMBERS, keep_total,
                         &usage))
        return;
    state->counted = true;
    state->counts = usage.counts;
    sum = in_buckets(&usage.counts);
    if (sum.input >= 0 || sum.output >= 0)
        collect_usage(d->to, &sum);
}
