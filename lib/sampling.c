/* sampling.c -- temperature, top_p and top_k, as far as a model takes them:
 * enum sampling says how far, and thinking narrows it. */
#include "thinking_plan.h"

/* Why a model takes none of it; NULL: it does. */
static const char *refuses_sampling(const struct facts *facts,
                                    const struct thinking_plan *plan)
{
    if (facts->sampling == SAMPLING_NONE)
        return "%s does not take it";
    return plan->type == PARL_THINKING_ENABLED ||
                   plan->type == PARL_THINKING_ADAPTIVE
               ? "%s does not take it while it thinks"
               : NULL;
}

/* 1 is what models do by themselves: where it is not taken, or another value
 * wins, nothing is lost. */
static bool has_rival(const struct facts *facts, const parl_number *other,
                      bool wins)
{
    return facts->sampling == SAMPLING_ONE && other->set &&
           (wins || other->value != 1);
}

/* What is sent is within what there is. */
static parl_number within(struct encoding *e, const char *field,
                          parl_number said)
{
    if (said.value > 1)
        translated(e, field, "sent as 1, the most that there is");
    else if (said.value < 0)
        translated(e, field, "sent as 0, the least that there is");
    said.value = said.value > 1 ? 1 : said.value < 0 ? 0 : said.value;
    return said;
}

parl_number temperature_beside(struct encoding *e, const struct facts *facts,
                               const struct thinking_plan *plan)
{
    static const char field[] = "/temperature";
    const parl_request *r = e->request;
    const char *reason = refuses_sampling(facts, plan);

    if (!r->temperature.set ||
        (r->temperature.value == 1 &&
         (reason != NULL || has_rival(facts, &r->top_p, true))))
        return (parl_number){ 0 };
    if (reason == NULL)
        return within(e, field, r->temperature);
    dropped_for_model(e, field, reason);
    return (parl_number){ 0 };
}

/* Of a model that takes none, or thinks, the upper end is free. */
parl_number top_p_beside(struct encoding *e, const struct facts *facts,
                         const struct thinking_plan *plan)
{
    static const char field[] = "/top_p";
    const parl_number said = e->request->top_p;
    const char *reason = refuses_sampling(facts, plan);
    const double least = facts->sampling == SAMPLING_NONE ? 0.99 : 0.95;
    const bool rival =
        reason == NULL && has_rival(facts, &e->request->temperature, false);

    if (!said.set || (said.value == 1 && (reason != NULL || rival)))
        return (parl_number){ 0 };
    if (rival)
        reason = "%s takes temperature or top_p, not both";
    else if (reason == NULL || said.value >= least)
        return within(e, field, said);
    dropped_for_model(e, field, reason);
    return (parl_number){ 0 };
}

parl_integer top_k_beside(struct encoding *e, const struct facts *facts,
                          const struct thinking_plan *plan)
{
    const char *reason = refuses_sampling(facts, plan);

    if (reason == NULL || !e->request->top_k.set)
        return e->request->top_k;
    dropped_for_model(e, "/top_k", reason);
    return (parl_integer){ 0 };
}
