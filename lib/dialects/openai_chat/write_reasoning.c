/* dialects/openai_chat/write_reasoning.c -- how the model is told to think.
 *
 *   {"reasoning_effort": LEVEL}                                  most
 *   {"thinking": {"type": "enabled" | "disabled"}}               DeepSeek, ...
 *   {"enable_thinking": BOOL, "thinking_budget": N}              Qwen
 *   {"reasoning": {"effort": LEVEL} | {"max_tokens": N}}         OpenRouter
 *   {"reasoning": {"enabled": BOOL}}                             Together
 *   {"chat_template_kwargs": {"enable_thinking": BOOL}}          vLLM, ...
 *
 * Which of them is a matter of the row, and of the model. */
#include "dialects/openai_chat/chat.h"

#include <string.h>
#include "encoding/thinking_plan.h"
#include "encoding/effort.h"
#include "encoding/extra.h"

/* Budgets for levels where the vendor knows no levels. */
enum { SMALL_BUDGET = 1024, LARGE_BUDGET = 32768 };

/* Claude's, where nobody said any. */
enum { USUAL_MAX_TOKENS = 8192 };

static const char budget_field[] = "/thinking/budget_tokens";

struct chat_knob {
    void (*write)(struct encoding *e);
    void (*plan)(struct encoding *e); /* what else is to be decided; NULL */
    const char *own; /* the vendor's own name of it, under which what the caller
                        says stands; NULL: there is none */
    const char *budget_key; /* the name of a budget; NULL: it has none */
};

/* ---- planning ------------------------------------------------------------ */

/* How this model is told by more than an effort, which is its own way (that
 * of Claude) before the vendor's; NULL: it is not. */
static const struct chat_knob *knob_of(const struct encoding *e)
{
    const struct chat_knob *own = chat_words(e)->knob;

    return own != NULL ? own : e->to->provider->chat.knob;
}

/* Does a thinking object say anything here? */
static bool knows_thinking(const struct encoding *e)
{
    return knob_of(e) != NULL;
}

static enum parl_effort plan_effort(struct encoding *e)
{
    const struct facts *facts = e->to->facts;
    const enum parl_effort wanted =
        (enum parl_effort)e->request->reasoning_effort;

    if (wanted == PARL_EFFORT_DEFAULT || !facts->knows_effort)
        return wanted;
    if (facts->efforts == 0) {
        if (facts->always_reasons)
            refuse_for_model(
                e, "/reasoning_effort",
                "%s always reasons and takes no effort; leave it out");
        else
            dropped_for_model(e, "/reasoning_effort", "%s takes no effort");
        return PARL_EFFORT_DEFAULT;
    }
    return effort_nearest(wanted, facts->efforts);
}

static void drop_effort(struct encoding *e)
{
    if (e->request->reasoning_effort != PARL_EFFORT_DEFAULT)
        dropped(e, "/reasoning_effort", "a thinking object stands beside it");
}

/* A thinking object that asks for what cannot be is not sent. */
static enum parl_thinking plan_own_object(struct encoding *e)
{
    const struct facts *facts = e->to->facts;

    drop_effort(e);
    if (facts->knows_effort && facts->efforts == 0) {
        dropped_for_model(e, "/thinking", "%s cannot be told to think or not");
        return PARL_THINKING_DEFAULT;
    }
    if (e->request->thinking == PARL_THINKING_DISABLED && facts->knows_effort &&
        (facts->efforts & EFFORT(NONE)) == 0) {
        dropped_for_model(e, "/thinking", "%s always thinks");
        return PARL_THINKING_DEFAULT;
    }
    return (enum parl_thinking)e->request->thinking;
}

static bool plan_reasons(const struct encoding *e)
{
    const struct facts *facts = e->to->facts;
    const struct chat_plan *plan = chat_plan(e);
    enum parl_effort effort = plan->effort;

    if (facts->streams_thinking && !e->stream)
        return false;
    if (plan->thinking != PARL_THINKING_DEFAULT)
        return plan->thinking != PARL_THINKING_DISABLED;
    if (!facts->knows_effort || facts->efforts == 0)
        return facts->always_reasons;
    if (effort == PARL_EFFORT_DEFAULT)
        effort = (enum parl_effort)facts->default_effort;
    return effort != PARL_EFFORT_NONE;
}

/* The effort for which a budget is missing; none: it is not. */
static enum parl_effort without_budget(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);

    if ((plan->thinking != PARL_THINKING_ENABLED &&
         plan->thinking != PARL_THINKING_ADAPTIVE) ||
        plan->budget > 0)
        return plan->effort;
    translated_for_model(e, "/thinking",
                         "sent as a budget of tokens, which %s wants");
    return PARL_EFFORT_HIGH;
}

/* The switch in the caller's own words counts. */
static void plan_switch(struct encoding *e)
{
    const struct span own = chat_said_value(e, knob_of(e)->own);

    if (own.ptr != NULL)
        chat_plan(e)->reasons = span_is(own, "true");
}

/* The caller's own is not below what the vendor takes. */
static void raise_budget(struct encoding *e)
{
    const int least = e->to->provider->chat.least_budget;
    struct chat_plan *plan = chat_plan(e);

    if (plan->budget <= 0 || plan->budget >= least)
        return;
    translated(e, budget_field, "sent as %d, the smallest", least);
    plan->budget = least;
}

/* Claude's, where it thinks by one: a level of effort as a budget. */
static void plan_claude(struct encoding *e)
{
    const parl_request *r = e->request;
    struct chat_plan *plan = chat_plan(e);
    int64_t most = max_tokens_of(r);
    enum parl_effort effort;

    if (e->to->facts->adaptive)
        return; /* none is sent */
    raise_budget(e);
    if (most > 0 && plan->budget >= most)
        refuse(e, PARL_INVALID_ARGUMENT, budget_field,
               "%lld is not below max_tokens, %lld", (long long)plan->budget,
               (long long)most);
    effort = without_budget(e);
    if (effort < PARL_EFFORT_LOW)
        return;
    if (most == 0)
        most = plan->max_tokens = USUAL_MAX_TOKENS;
    if (most <= LEAST_THINKING_BUDGET) {
        refuse(e, PARL_INVALID_ARGUMENT, "/max_tokens",
               "%lld is too small for %s to think, which takes more than %d",
               (long long)most, e->to->model, (int)LEAST_THINKING_BUDGET);
        return;
    }
    plan->budget = thinking_budget(effort, most);
}

/* May it be told so?  Where nobody knows, if that does no harm. */
static bool takes_none(const struct encoding *e)
{
    const struct facts *facts = e->to->facts;

    return facts->knows_effort ? (facts->efforts & EFFORT(NONE)) != 0
                               : e->to->provider->chat.open;
}

/* Has the model no levels but a switch, which is off until it is told? */
static bool rests_until_told(const struct facts *facts)
{
    return facts->efforts == (EFFORT(NONE) | EFFORT(HIGH)) &&
           facts->default_effort == PARL_EFFORT_NONE;
}

/* The effort that a thinking object comes to where there is no such object: to
 * rest is none, or the lowest where thinking cannot stop; to think is high
 * where that is what switches it on, or what wins over none. */
static enum parl_effort effort_of_object(const struct encoding *e)
{
    const struct facts *facts = e->to->facts;
    const int32_t thinking = e->request->thinking;

    if (thinking == PARL_THINKING_DEFAULT || knows_thinking(e))
        return PARL_EFFORT_DEFAULT;
    if (thinking != PARL_THINKING_DISABLED)
        return overrules_none(e->request) ? wished_effort(facts, e->request)
               : rests_until_told(facts)  ? PARL_EFFORT_HIGH
                                          : PARL_EFFORT_DEFAULT;
    if (takes_none(e))
        return PARL_EFFORT_NONE;
    return facts->efforts != 0
               ? effort_nearest(PARL_EFFORT_NONE, facts->efforts)
               : PARL_EFFORT_DEFAULT;
}

void chat_plan_reasoning(struct encoding *e)
{
    const parl_request *r = e->request;
    struct chat_plan *plan = chat_plan(e);
    const struct chat_knob *knob = knob_of(e);
    const enum parl_effort effort = effort_of_object(e);

    if (r->thinking != PARL_THINKING_DEFAULT && knows_thinking(e)) {
        plan->thinking = plan_own_object(e);
        if (r->thinking_budget.set && plan->thinking == PARL_THINKING_ENABLED)
            plan->budget = r->thinking_budget.value;
    } else if (effort != PARL_EFFORT_DEFAULT || overrules_none(r)) {
        drop_effort(e);
        plan->effort = effort;
        plan->effort_of_object = effort != PARL_EFFORT_DEFAULT;
    } else {
        plan->effort = plan_effort(e);
    }
    plan->reasons = plan_reasons(e);
    if (knob != NULL && knob->plan != NULL)
        knob->plan(e);
    else
        raise_budget(e);
}

/* ---- what the request says --------------------------------------------- */

/* Is there anything to say, and does it come from the effort? */
static bool asks_nothing(const struct chat_plan *plan)
{
    return plan->effort == PARL_EFFORT_DEFAULT &&
           plan->thinking == PARL_THINKING_DEFAULT;
}

static const char *wish_field(const struct chat_plan *plan)
{
    return plan->thinking != PARL_THINKING_DEFAULT ? "/thinking"
                                                   : "/reasoning_effort";
}

static bool wants_rest(const struct chat_plan *plan)
{
    return plan->effort == PARL_EFFORT_NONE ||
           plan->thinking == PARL_THINKING_DISABLED;
}

/* The model's own word, where it has no levels. */
static const char *sent_effort(const struct encoding *e)
{
    const enum parl_effort effort = chat_plan(e)->effort;
    const char *own = chat_words(e)->effort_word;

    return own != NULL && e->to->facts->no_levels && effort != PARL_EFFORT_NONE
               ? own
               : effort_word(effort);
}

static void write_effort(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);
    const char *wanted =
        effort_word((enum parl_effort)e->request->reasoning_effort);
    const char *word = sent_effort(e);

    if (!takes(e, "reasoning_effort", false))
        return;
    if (!plan->effort_of_object && strcmp(word, wanted) != 0)
        translated(e, "/reasoning_effort", "sent as %s: %s has no %s here",
                   word, e->to->model, wanted);
    json_str(&e->out, "reasoning_effort", word);
}

static void drop_budget(struct encoding *e)
{
    if (chat_plan(e)->budget > 0)
        dropped_for_vendor(e, budget_field, "%s has no budget of thinking");
}

/* ---- the knobs --------------------------------------------------------- */

/* What else the caller's thinking object says. */
static void write_thinking_member(struct encoding *e, const char *name,
                                  struct span value, void *unused)
{
    (void)unused;
    if (takes_silently(e, name, false))
        json_raw_out(&e->out, name, value);
    else
        dropped_for_model(e, pointer(e, "/thinking/%s", escaped(e, name)),
                          "%s does not take it");
}

static void write_type(struct encoding *e, const char *type, int64_t budget)
{
    json_typed(&e->out, "thinking", type);
    if (budget > 0)
        json_int(&e->out, "budget_tokens", budget);
    each_member(e, e->request->thinking_extra, write_thinking_member, NULL);
    json_end(&e->out);
}

static void write_claude(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);
    const bool adaptive = e->to->facts->adaptive;

    if (asks_nothing(plan))
        return;
    if (plan->effort == PARL_EFFORT_NONE) {
        translated_for_model(e, "/reasoning_effort",
                             "left out: %s thinks on demand");
        return;
    }
    if (plan->thinking == PARL_THINKING_DISABLED) {
        write_type(e, "disabled", 0);
        return;
    }
    if (plan->effort != PARL_EFFORT_DEFAULT)
        translated(e, "/reasoning_effort", "sent as thinking: %s",
                   adaptive ? "adaptive" : "a budget of tokens");
    else if (adaptive && plan->thinking == PARL_THINKING_ENABLED)
        translated_for_model(e, "/thinking",
                             "sent as adaptive, as %s wants it");
    write_type(e, adaptive ? "adaptive" : "enabled",
               adaptive ? 0 : plan->budget);
}

/* The type as it was said, or what the vendor calls it. */
static void write_native(struct encoding *e)
{
    static const char *const said[] = {
        [PARL_THINKING_DISABLED] = "disabled",
        [PARL_THINKING_ENABLED] = "enabled",
        [PARL_THINKING_ADAPTIVE] = "adaptive",
    };
    const struct chat_plan *plan = chat_plan(e);
    const char *own = chat_words(e)->thinking_word;
    const bool native = knob_of(e)->budget_key != NULL;
    const char *type = said[plan->thinking];

    if (plan->thinking != PARL_THINKING_DISABLED)
        type = own != NULL ? own : "enabled";
    if (strcmp(type, said[plan->thinking]) != 0)
        translated(e, "/thinking", "sent as %s: %s knows no other", type,
                   e->to->model);
    if (!native)
        drop_budget(e);
    write_type(e, type, native ? plan->budget : 0);
}

/* An effort alone, where there is no knob beside it. */
static void write_effort_alone(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);
    const bool untold =
        plan->effort_of_object && !takes_silently(e, "reasoning_effort", false);

    if (plan->effort != PARL_EFFORT_DEFAULT && !untold)
        write_effort(e);
    if (plan->effort_of_object && !untold) {
        translated(e, "/thinking", "sent as reasoning_effort: %s",
                   sent_effort(e));
        drop_all_but_effort(e);
    } else if (e->request->thinking != PARL_THINKING_DEFAULT) {
        dropped_for_vendor(e, "/thinking", "%s has reasoning_effort instead");
    }
}

static void write_knob_native(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);

    if (plan->thinking != PARL_THINKING_DEFAULT)
        write_native(e);
    else if (plan->effort != PARL_EFFORT_DEFAULT)
        write_effort(e);
}

/* Models without levels are switched, if they can be. */
static void write_knob_thinking(struct encoding *e)
{
    const struct facts *facts = e->to->facts;
    const struct chat_plan *plan = chat_plan(e);
    const char *own = chat_words(e)->thinking_word;
    const char *on = own != NULL ? own : "enabled";
    const bool rests = facts->default_effort == PARL_EFFORT_NONE;

    if (plan->thinking != PARL_THINKING_DEFAULT) {
        write_native(e);
    } else if (plan->effort == PARL_EFFORT_NONE) {
        translated(e, "/reasoning_effort", "sent as thinking: %s", "disabled");
        write_type(e, "disabled", 0);
    } else if (plan->effort == PARL_EFFORT_DEFAULT) {
        return;
    } else if (!facts->no_levels) {
        if (rests)
            write_type(e, on, 0);
        write_effort(e);
    } else if ((facts->efforts & EFFORT(NONE)) != 0) {
        translated(e, "/reasoning_effort", "sent as thinking: %s", on);
        write_type(e, on, 0);
    } else {
        translated_for_model(e, "/reasoning_effort",
                             "left out: %s always thinks");
    }
}

/* Levels at either end have a budget; those between, the vendor's own. */
static int64_t level_budget(enum parl_effort effort)
{
    if (effort == PARL_EFFORT_MINIMAL || effort == PARL_EFFORT_LOW)
        return SMALL_BUDGET;
    return effort >= PARL_EFFORT_XHIGH ? LARGE_BUDGET : 0;
}

static void write_knob_enable(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);
    const bool cannot = e->to->facts->streams_thinking && !e->stream;
    const bool on = !cannot && !wants_rest(plan);
    const int64_t budget =
        plan->budget > 0 ? plan->budget : level_budget(plan->effort);

    if (asks_nothing(plan) && !cannot)
        return;
    if (!asks_nothing(plan) && cannot && !wants_rest(plan))
        dropped_for_model(e, wish_field(plan), "%s thinks in streams alone");
    else if (!asks_nothing(plan))
        translated(e, wish_field(plan), "sent as enable_thinking");
    json_bool_out(&e->out, "enable_thinking", on);
    if (on && budget > 0)
        json_int(&e->out, "thinking_budget", budget);
}

static void write_knob_reasoning(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);

    if (asks_nothing(plan))
        return;
    translated(e, wish_field(plan), "sent as reasoning");
    json_object(&e->out, "reasoning");
    if (plan->effort != PARL_EFFORT_DEFAULT)
        json_str(&e->out, "effort", effort_word(plan->effort));
    else if (plan->thinking == PARL_THINKING_DISABLED)
        json_str(&e->out, "effort", "none");
    else if (plan->budget > 0)
        json_int(&e->out, "max_tokens", plan->budget);
    else
        json_bool_out(&e->out, "enabled", true);
    json_end(&e->out);
}

static void write_knob_enabled(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);

    drop_budget(e);
    if (asks_nothing(plan))
        return;
    if (e->to->facts->knows_effort && plan->effort != PARL_EFFORT_DEFAULT) {
        write_effort(e);
        return;
    }
    translated(e, wish_field(plan), "sent as reasoning: enabled or not");
    json_object(&e->out, "reasoning");
    json_bool_out(&e->out, "enabled", !wants_rest(plan));
    json_end(&e->out);
}

static void write_budget(struct encoding *e)
{
    const char *key = knob_of(e)->budget_key;
    const struct chat_plan *plan = chat_plan(e);

    if (key == NULL) {
        drop_budget(e);
    } else if (plan->budget > 0 && chat_is_said(e, key)) {
        dropped(e, budget_field, "%s stands beside it", key);
    } else if (plan->budget > 0) {
        translated(e, budget_field, "sent as %s", key);
        json_int(&e->out, key, plan->budget);
    }
}

static void write_template(struct encoding *e, const char *argument, bool on)
{
    json_object(&e->out, "chat_template_kwargs");
    json_bool_out(&e->out, argument, on);
    json_end(&e->out);
}

/* "none" is an effort of newer servers alone, while the template's switch is
 * known to all; the other levels mean something to the models that have
 * them. */
static void write_knob_template(struct encoding *e)
{
    const struct facts *facts = e->to->facts;
    const struct chat_plan *plan = chat_plan(e);
    const char *argument = chat_words(e)->template_switch;
    const bool has_budget = knob_of(e)->budget_key != NULL;

    if (chat_is_said(e, "chat_template_kwargs"))
        argument = NULL;
    write_budget(e);
    if (asks_nothing(plan))
        return;
    if (argument != NULL && (wants_rest(plan) || facts->rests ||
                             plan->thinking != PARL_THINKING_DEFAULT)) {
        translated(e, wish_field(plan), "sent as chat_template_kwargs: %s",
                   argument);
        write_template(e, argument, !wants_rest(plan));
    } else if (plan->effort != PARL_EFFORT_DEFAULT) {
        write_effort(e);
    } else if (wants_rest(plan) && takes_none(e)) {
        translated(e, "/thinking", "sent as reasoning_effort: %s", "none");
        json_str(&e->out, "reasoning_effort", "none");
    } else if (plan->budget == 0 || !has_budget) {
        dropped_for_model(e, "/thinking", "no switch of %s is known");
    }
}

/* ---- all of it --------------------------------------------------------- */

static void write_unless_said(struct encoding *e, const char *name,
                              struct span value, void *unused)
{
    (void)unused;
    if (!chat_is_said(e, name))
        json_raw_out(&e->out, name, value);
}

const struct chat_knob chat_knob_claude = {
    .write = write_claude,
    .plan = plan_claude,
};
const struct chat_knob chat_knob_native = {
    .write = write_knob_native,
    .budget_key = "budget_tokens",
};
const struct chat_knob chat_knob_thinking = { .write = write_knob_thinking };
const struct chat_knob chat_knob_thinking_budget = {
    .write = write_knob_thinking,
    .budget_key = "budget_tokens",
};
const struct chat_knob chat_knob_enable_thinking = {
    .write = write_knob_enable,
    .plan = plan_switch,
    .own = "enable_thinking",
};
const struct chat_knob chat_knob_reasoning = {
    .write = write_knob_reasoning,
    .own = "reasoning",
};
const struct chat_knob chat_knob_reasoning_enabled = {
    .write = write_knob_enabled,
    .own = "reasoning",
};
const struct chat_knob chat_knob_template = { .write = write_knob_template };
const struct chat_knob chat_knob_template_budget = {
    .write = write_knob_template,
    .budget_key = "thinking_token_budget",
};

static void write_knob(struct encoding *e)
{
    const struct chat_plan *plan = chat_plan(e);
    const struct chat_knob *knob = knob_of(e);

    if (knob == NULL)
        write_effort_alone(e);
    else if (knob->own == NULL || !chat_is_said(e, knob->own))
        knob->write(e);
    else if (!asks_nothing(plan))
        dropped(e, wish_field(plan), "%s stands beside it", knob->own);
}

void chat_write_reasoning(struct encoding *e)
{
    const struct chat_words *words = chat_words(e);

    write_knob(e);
    drop_thinking_display(e);
    if (chat_plan(e)->reasons &&
        (words->asks_unless == NULL || !chat_is_said(e, words->asks_unless)))
        each_member(e, words->asks, write_unless_said, NULL);
}
