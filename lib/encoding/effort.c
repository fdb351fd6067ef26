/* encoding/effort.c -- which level of effort a model has. */
#include "encoding/effort.h"

#include "encoding/encoding.h"

const char *const effort_words[PARL_EFFORT_MAX + 1] = {
    [PARL_EFFORT_NONE] = "none", [PARL_EFFORT_MINIMAL] = "minimal",
    [PARL_EFFORT_LOW] = "low",   [PARL_EFFORT_MEDIUM] = "medium",
    [PARL_EFFORT_HIGH] = "high", [PARL_EFFORT_XHIGH] = "xhigh",
    [PARL_EFFORT_MAX] = "max",
};

const char *effort_word(enum parl_effort effort)
{
    return effort > PARL_EFFORT_DEFAULT && effort <= PARL_EFFORT_MAX
               ? effort_words[effort]
               : "";
}

enum parl_effort effort_nearest(enum parl_effort wanted, unsigned set)
{
    if (wanted != PARL_EFFORT_NONE && (set & ~EFFORT(NONE)) != 0)
        set &= ~EFFORT(NONE);
    for (int step = 0; step <= PARL_EFFORT_MAX; step++) {
        const int up = (int)wanted + step, down = (int)wanted - step;

        if (up <= PARL_EFFORT_MAX && (set & (1u << up)) != 0)
            return (enum parl_effort)up;
        if (down >= PARL_EFFORT_NONE && (set & (1u << down)) != 0)
            return (enum parl_effort)down;
    }
    return wanted;
}

enum parl_effort effort_sent(struct encoding *e, const char *field,
                             enum parl_effort wanted, unsigned set)
{
    const enum parl_effort effort = effort_nearest(wanted, set);

    if (effort != wanted)
        translated(e, field, "sent as %s: %s has no %s", effort_word(effort),
                   e->to->model, effort_word(wanted));
    return effort;
}

bool overrules_none(const parl_request *r)
{
    return r->reasoning_effort == PARL_EFFORT_NONE &&
           r->thinking > PARL_THINKING_DISABLED;
}

enum parl_effort wished_effort(const struct facts *facts, const parl_request *r)
{
    const enum parl_effort usual = (enum parl_effort)facts->default_effort;
    const unsigned set = facts->efforts | facts->efforts_responses;

    if (!overrules_none(r))
        return (enum parl_effort)r->reasoning_effort;
    if (set == 0)
        return PARL_EFFORT_DEFAULT;
    return usual > PARL_EFFORT_NONE ? usual
                                    : effort_nearest(PARL_EFFORT_HIGH, set);
}
