/* encoding/thinking_plan.h -- what a model is told about thinking that takes an
 * object for it, in whichever dialect it is spoken to:
 *
 *   {"type": "enabled", "budget_tokens": N}     THINKS_ON_BUDGET
 *   {"type": "adaptive", "display": ...}        THINKS_ADAPTIVELY
 *   {"type": "between_tools"}                   THINKS_BETWEEN_TOOLS
 *   {"type": "disabled"}                        THINKS_NOT
 *
 * A level of effort is said by whichever of them the model takes; an object of
 * the caller's goes out as it is, where the model takes its kind, and else as
 * the nearest that it takes.  Where it stands in the body is for the dialect to
 * know, and so is how members that are on trial are asked for. */
#ifndef PARLANCE_THINKING_PLAN_H
#define PARLANCE_THINKING_PLAN_H

#include "encoding/encoding.h"

enum {
    LEAST_THINKING_BUDGET = 1024,
    MOST_THINKING_BUDGET = 128000 /* that a level of effort comes to */
};

struct thinking_plan {
    enum parl_thinking type; /* to say; DEFAULT: nothing */
    enum parl_effort effort; /* to say beside it; DEFAULT: nothing */
    int64_t budget;          /* with ENABLED */
    bool interleaves;        /* it begins anew between the calls of tools */
};

/* Forced tools and prefills are narrower meanwhile. */
static inline bool thinks_on_budget(const struct thinking_plan *plan)
{
    return plan->type == PARL_THINKING_ENABLED;
}

/* `max_tokens`: of the answer, whether the request or the facts say so.  What
 * is changed or left out is reported, and what cannot be is refused. */
struct thinking_plan plan_thinking(struct encoding *e,
                                   const struct facts *facts,
                                   int64_t max_tokens);

/* Refuses message `message`, an assistant's at the end, which is one to be gone
 * on with, unless the model `takes` such at all and nothing is against it. */
void check_prefill(struct encoding *e, size_t message, bool takes,
                   const struct thinking_plan *plan);

/* What else the caller's object says, where such a plan says nothing of it; a
 * plan that was made has done so already. */
void drop_thinking_rest(struct encoding *e, const struct thinking_plan *plan);

/* What else the caller's object says, where it goes out and the vendor has no
 * place for that: a budget that does not ask for thinking, the display, and the
 * members that nobody knows. */
void drop_thinking_budget(struct encoding *e);
void drop_thinking_display(struct encoding *e);
void drop_thinking_extra(struct encoding *e);
/* ... and its budget: all that an effort does not say. */
void drop_all_but_effort(struct encoding *e);

/* The member "thinking", where there is something to say. */
void write_thinking_plan(struct encoding *e, const struct thinking_plan *plan);

/* Gives `fn` those of its members that are on trial, by the names under which
 * they are asked for. */
void each_thinking_beta(struct encoding *e, const struct thinking_plan *plan,
                        void (*fn)(struct encoding *e, const char *beta));

/* A level as a budget: a share of max_tokens, between the least and the most.
 * It is below max_tokens where those are above the least. */
int64_t thinking_budget(enum parl_effort effort, int64_t max_tokens);

/* sampling.c: the request's, as far as the model takes it beside that thinking;
 * what it does not take is reported.  The members "temperature" and `top_p`: */
void write_sampling_beside(struct encoding *e, const struct facts *facts,
                           const struct thinking_plan *plan, const char *top_p);
parl_integer top_k_beside(struct encoding *e, const struct facts *facts,
                          const struct thinking_plan *plan);

/* The member `key`: those of the request, but for empty ones, and those of
 * white space unless the model takes them. */
void write_stop_sequences(struct encoding *e, const char *key,
                          bool takes_blank);

#endif
