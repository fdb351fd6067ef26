/* dialects/google_generate/read_usage.c -- token counts.
 *
 * Google counts what was cached inside the prompt, and what was thought beside
 * the candidates; what its tools read, beside both.  In a stream each event has
 * running totals: a count replaces the one before it, and one that is missing
 * says nothing. */
#include "dialects/google_generate/generate.h"

#include <string.h>

static const struct json_member members[] = {
    JSON_COUNT_AT("promptTokenCount", generate_state, counts.prompt),
    JSON_COUNT_AT("cachedContentTokenCount", generate_state,
                  counts.usage.cache_read),
    JSON_COUNT_AT("candidatesTokenCount", generate_state, counts.usage.output),
    JSON_COUNT_AT("thoughtsTokenCount", generate_state, counts.usage.reasoning),
    JSON_COUNT_AT("toolUsePromptTokenCount", generate_state, counts.tool_use),
    JSON_COUNT_AT("totalTokenCount", generate_state, counts.usage.total_tokens),
    JSON_RAW_AT("promptTokensDetails", generate_state, prompt_details),
    JSON_RAW_AT("candidatesTokensDetails", generate_state, candidates_details),
};

enum { N_MEMBERS = sizeof(members) / sizeof(members[0]) };

/* Read anew: -1 when there is no prompt to take it from. */
static int64_t input_of(const struct generate_counts *c)
{
    const int64_t cached = known_count(c->usage.cache_read);

    if (c->prompt < 0)
        return -1;
    return (c->prompt > cached ? c->prompt - cached : 0) +
           known_count(c->tool_use);
}

static bool say_something(const struct generate_counts *c)
{
    const parl_usage *u = &c->usage;

    return c->prompt >= 0 || u->cache_read >= 0 || u->output >= 0 ||
           u->reasoning >= 0 || c->tool_use >= 0 || u->total_tokens >= 0;
}

/* How much of it was sound, which has another price. */
static void collect_sound(struct collector *to, enum counts_of of,
                          struct span details)
{
    struct json_in in;

    json_open_array(&in, details);
    while (json_next_element(&in)) {
        const struct span entry = json_raw(&in);
        const struct span count = json_find(entry, "tokenCount");

        if (json_says(entry, "modality", "AUDIO") && !span_is(count, "0"))
            collect_count(to, of, SPAN("audio_tokens"), count);
    }
}

bool generate_read_usage(struct json_in *in, struct generate_document *doc)
{
    struct generate_state *state = doc->state;
    struct generate_counts *c = &state->counts;
    struct collector *to = doc->d->to;

    if (!state->counted)
        memset(c, 0xFF, sizeof(*c)); /* -1 */
    state->counted = true;
    state->prompt_details = state->candidates_details = SPAN_NONE;
    if (!json_members(in, members, N_MEMBERS, state))
        return false;
    if (!say_something(c))
        return true;
    c->usage.input = input_of(c);
    collect_usage(to, &c->usage);
    collect_sound(to, COUNTS_OF_PROMPT, state->prompt_details);
    collect_sound(to, COUNTS_OF_COMPLETION, state->candidates_details);
    return true;
}
