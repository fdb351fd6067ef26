/* dialects/bedrock_converse/thinking.c -- how a model is asked to reason: the
 * member "additionalModelRequestFields".
 *
 * Each maker has fields of its own there, and an unknown one is an error:
 *
 *   Claude   {"thinking": {"type", "budget_tokens", "display"},
 *             "output_config": {"effort"}, "top_k", "tool_choice"}
 *   Nova 2   {"reasoningConfig": {"type", "maxReasoningEffort"}}
 *   gpt-oss  {"reasoning_effort"}
 *   Qwen     {"reasoning_config"} */
#include "dialects/bedrock_converse/converse.h"
#include "encoding/effort.h"

/* ---- planning ----------------------------------------------------------- */

/* A budget is below the longest answer, which then has to be said. */
static void plan_object(struct encoding *e, struct converse_thought *t)
{
    const struct facts *facts = e->to->facts;
    const int64_t max =
        t->max_tokens > 0 ? t->max_tokens : words_of(facts)->max_output;

    t->plan = plan_thinking(e, facts, max);
    if (thinks_on_budget(&t->plan))
        t->max_tokens = max;
}

static void plan_word(struct encoding *e, struct converse_thought *t,
                      enum parl_effort wanted, const char *field)
{
    if (wanted == PARL_EFFORT_DEFAULT)
        return;
    if (!e->to->facts->knows_effort || e->to->facts->efforts == 0) {
        dropped_for_model(e, field, "%s has no such choice");
        return;
    }
    t->plan.effort = effort_sent(e, field, wanted, e->to->facts->efforts);
}

/* To rest is an effort of none. */
static void plan_rest(struct encoding *e, struct converse_thought *t)
{
    if (e->request->reasoning_effort != PARL_EFFORT_DEFAULT)
        dropped(e, "/reasoning_effort", "thinking stands beside it, and wins");
    if (e->to->facts->efforts != 0)
        plan_word(e, t, PARL_EFFORT_NONE, "/thinking");
}

/* There is no object to say more in. */
static void plan_effort(struct encoding *e, struct converse_thought *t)
{
    const parl_request *r = e->request;

    if (r->thinking != PARL_THINKING_DEFAULT)
        dropped_for_model(e, "/thinking",
                          "%s has no such choice; use reasoning_effort");
    plan_word(e, t, (enum parl_effort)r->reasoning_effort, "/reasoning_effort");
}

void converse_plan_thought(struct encoding *e, struct converse_thought *t)
{
    const parl_request *r = e->request;

    *t = (struct converse_thought){ .max_tokens = max_tokens_of(r) };
    if (converse_traits(e)->messages_fields) {
        plan_object(e, t);
        return;
    }
    if (r->thinking == PARL_THINKING_DISABLED)
        plan_rest(e, t);
    else
        plan_effort(e, t);
    drop_thinking_rest(e, &t->plan);
}

bool converse_thinks(const struct encoding *e, const struct converse_thought *t)
{
    if (t->plan.type == PARL_THINKING_DEFAULT)
        return e->to->facts->thinks_unasked;
    return t->plan.type != PARL_THINKING_DISABLED;
}

/* ---- writing ------------------------------------------------------------ */

static void write_beta(struct encoding *e, const char *beta)
{
    json_str(&e->out, NULL, beta);
}

/* Members that are not for everybody yet are asked for in a list. */
static void write_betas(struct encoding *e, const struct converse_thought *t)
{
    const size_t begin = e->body->text.len;

    json_array(&e->out, "anthropic_beta");
    each_thinking_beta(e, &t->plan, write_beta);
    json_end_or_undo(&e->out, begin);
}

static void write_nova(struct encoding *e, enum parl_effort effort)
{
    const bool off = effort == PARL_EFFORT_NONE;

    json_typed(&e->out, "reasoningConfig", off ? "disabled" : "enabled");
    if (!off)
        json_str(&e->out, "maxReasoningEffort", effort_word(effort));
    json_end(&e->out);
}

/* An effort of none is said by silence, where there is a word for all others
 * alone. */
static void write_effort(struct encoding *e, enum parl_effort effort)
{
    const struct converse_traits *traits = converse_traits(e);

    if (effort == PARL_EFFORT_DEFAULT)
        return;
    if (traits->nova_reasoning) {
        write_nova(e, effort);
    } else if (traits->messages_fields) {
        json_object(&e->out, "output_config");
        json_str(&e->out, "effort", effort_word(effort));
        json_end(&e->out);
    } else if (traits->effort_field != FIELD_NONE &&
               effort != PARL_EFFORT_NONE) {
        json_str(&e->out, converse_field_name(traits->effort_field),
                 effort_word(effort));
    }
}

static void write_top_k(struct encoding *e, const struct converse_thought *t)
{
    const struct converse_traits *traits = converse_traits(e);
    parl_integer top_k;

    if (e->request->top_k.set && traits->top_k_field == FIELD_NONE) {
        dropped_for_model(e, "/top_k", "%s does not take it");
        return;
    }
    top_k = top_k_beside(e, e->to->facts, &t->plan);
    if (!top_k.set)
        return;
    if (traits->nova_top_k)
        json_object(&e->out, "inferenceConfig");
    json_int(&e->out, converse_field_name(traits->top_k_field), top_k.value);
    if (traits->nova_top_k)
        json_end(&e->out);
}

void converse_write_fields(struct encoding *e, const struct converse_plan *plan)
{
    const struct converse_thought *t = &plan->thought;
    const size_t begin = e->body->text.len;

    json_object(&e->out, "additionalModelRequestFields");
    write_thinking_plan(e, &t->plan);
    write_betas(e, t);
    write_effort(e, t->plan.effort);
    write_top_k(e, t);
    converse_write_one_call(e, plan);
    json_end_or_undo(&e->out, begin);
}
