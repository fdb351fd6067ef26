/* encoding/sampling.c -- temperature, top_p and top_k, as far as a model takes
 * them: enum sampling says how far, and thinking narrows it; and what ends it.
 */
#include "encoding/thinking_plan.h"

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

/* What is sent is within what there is.  `why` not: NULL, it is taken; `idle`:
 * 1 changes nothing. */
static void write_share(struct encoding *e, const char *key, const char *field,
                        parl_number said, const char *why, bool idle)
{
    if (!said.set || (said.value == 1 && idle))
        return;
    if (why != NULL) {
        dropped_for_model(e, field, why);
        return;
    }
    if (said.value > 1)
        translated(e, field, "sent as 1, the most that there is");
    else if (said.value < 0)
        translated(e, field, "sent as 0, the least that there is");
    json_num(&e->out, key,
             said.value > 1   ? 1
             : said.value < 0 ? 0
                              : said.value);
}

/* Of a model that takes none, or thinks, the upper end of top_p is free. */
void write_sampling_beside(struct encoding *e, const struct facts *facts,
                           const struct thinking_plan *plan, const char *top_p)
{
    const parl_request *r = e->request;
    const char *why = refuses_sampling(facts, plan);
    const double least = facts->sampling == SAMPLING_NONE ? 0.99 : 0.95;
    const bool rival = why == NULL && has_rival(facts, &r->temperature, false);

    write_share(e, "temperature", "/temperature", r->temperature, why,
                why != NULL || has_rival(facts, &r->top_p, true));
    write_share(e, top_p, "/top_p", r->top_p,
                rival ? "%s takes temperature or top_p, not both"
                : r->top_p.value >= least ? NULL
                                          : why,
                why != NULL || rival);
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

void write_stop_sequences(struct encoding *e, const char *key, bool takes_blank)
{
    const parl_request *r = e->request;
    const size_t begin = e->body->text.len;

    json_array(&e->out, key);
    for (size_t i = 0; i < r->n_stop; i++) {
        const struct span text = span_of(r->stop[i]);

        if (text.len > 0 && (takes_blank || !span_is_blank(text)))
            json_span(&e->out, NULL, text);
        else
            dropped_for_model(e, pointer(e, "/stop/%zu", i),
                              "%s takes no sequence of white space");
    }
    json_end_or_undo(&e->out, begin);
}
