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
    parl_usage counts; /* `output` with the reasoning in it */
};

static void read_output_details(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_COUNT_AT("thinking_tokens", usage, counts.reasoning),
    };

    json_members(in, members, 1, ctx);
}

static const struct json_member usage_members[] = {
    JSON_COUNT_AT("input_tokens", usage, counts.input),
    JSON_COUNT_AT("cache_creation_input_tokens", usage, counts.cache_write),
    JSON_COUNT_AT("cache_read_input_tokens", usage, counts.cache_read),
    JSON_COUNT_AT("output_tokens", usage, counts.output),
    JSON_MEMBER("output_tokens_details", read_output_details),
};

enum { N_USAGE_MEMBERS = sizeof(usage_members) / sizeof(usage_members[0]) };

void messages_keep(const struct json_text *name, struct span value, void *ctx)
{
    struct decoding *d = *(struct decoding **)ctx;

    if (!is_empty_value(value))
        collect_total(d->to, decoded_text(d, name), value);
    buf_reset(&d->scratch);
}

void messages_read_usage(struct decoding *d, struct span json)
{
    static const parl_usage unknown = { -1, -1, -1, -1, -1, -1, -1, -1 };
    struct messages_state *state = d->state;
    struct usage usage = { d, state->counted ? state->counts : unknown };
    parl_usage *counts = &usage.counts;
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, d->max_depth);
    if (!json_members_or(&in, usage_members, N_USAGE_MEMBERS, messages_keep,
                         &usage))
        return;
    state->counted = true;
    state->counts = *counts;
    if (counts->reasoning > counts->output)
        counts->reasoning = counts->output;
    if (counts->reasoning > 0)
        counts->output -= counts->reasoning;
    if (counts->input >= 0 || counts->output >= 0)
        collect_usage(d->to, counts);
}
