/* dialects/anthropic_messages/write_thinking.c -- how much a model thinks:
 *
 *   "thinking": {"type": "enabled", "budget_tokens": N}     up to 4.5
 *   "thinking": {"type": "adaptive", "display": ...}        from 4.6 on
 *   "thinking": {"type": "disabled" | "between_tools"}
 *   "output_config": {"effort": ..., "format": ...}
 *
 * A level of effort is said by whichever of them the model takes; a native
 * thinking object of the caller's goes out as it is, where the model takes its
 * kind, and else as the nearest that it takes. */
#include "dialects/anthropic_messages/messages.h"

#include "closed_schema.h"

enum { MIN_BUDGET = 1024 };

/* ---- a budget ----------------------------------------------------------- */

/* Per cent of max_tokens.  What is less than the least budget is that. */
static const int8_t ratios[] = {
    [PARL_EFFORT_LOW] = 30,  [PARL_EFFORT_MEDIUM] = 60,
    [PARL_EFFORT_HIGH] = 90, [PARL_EFFORT_XHIGH] = 90,
    [PARL_EFFORT_MAX] = 90,
};

static int64_t budget_for(enum parl_effort effort, int64_t max_tokens)
{
    return max_tokens / 100 * ratios[effort] +
           max_tokens % 100 * ratios[effort] / 100;
}

static bool has_room(struct encoding *e, const struct messages_plan *plan)
{
    if (plan->max_tokens > MIN_BUDGET)
        return true;
    refuse(e, PARL_INVALID_ARGUMENT, "/max_tokens",
           "%lld leaves no room to think: it must be more than %d, or the "
           "effort none",
           (long long)plan->max_tokens, MIN_BUDGET);
    return false;
}

static void set_budget(struct messages_plan *plan, int64_t budget)
{
    plan->thinking = PARL_THINKING_ENABLED;
    plan->budget = budget < MIN_BUDGET ? MIN_BUDGET : budget;
    plan->on_budget = true;
}

static void plan_budget(struct encoding *e, struct messages_plan *plan,
                        enum parl_effort wanted)
{
    if (!has_room(e, plan))
        return;
    set_budget(plan, budget_for(wanted, plan->max_tokens));
    if (plan->facts->efforts != 0)
        plan->effort = effort_nearest(wanted, plan->facts->efforts);
    translated(e, "/reasoning_effort",
               "sent as a budget of %lld tokens to think with",
               (long long)plan->budget);
}

/* ---- a level ------------------------------------------------------------ */

static void plan_level(struct encoding *e, struct messages_plan *plan,
                       enum parl_effort wanted)
{
    plan->thinking = PARL_THINKING_ADAPTIVE;
    plan->effort = effort_nearest(wanted, plan->facts->efforts);
    if (plan->effort != wanted)
        translated(e, "/reasoning_effort", "sent as %s: %s has no %s",
                   effort_word(plan->effort), e->to->model,
                   effort_word(wanted));
}

/* Not to think: said where the model would, or may, otherwise. */
static void plan_none(struct encoding *e, struct messages_plan *plan,
                      const char *field)
{
    const unsigned ways = plan->facts->thinking;

    plan->thinking = PARL_THINKING_DEFAULT;
    if ((ways & THINKS_ADAPTIVELY) == 0)
        return;
    if ((ways & THINKS_NOT) != 0) {
        plan->thinking = PARL_THINKING_DISABLED;
    } else if ((ways & THINKS_BETWEEN_TOOLS) != 0) {
        plan->thinking = PARL_THINKING_BETWEEN_TOOLS;
        translated_for_model(e, field,
                             "sent as between_tools: %s cannot think less");
    } else {
        plan->effort = effort_nearest(PARL_EFFORT_NONE, plan->facts->efforts);
        translated(e, field, "sent as the effort %s: %s always thinks",
                   effort_word(plan->effort), e->to->model);
    }
}

static void plan_effort(struct encoding *e, struct messages_plan *plan,
                        enum parl_effort wanted)
{
    const unsigned ways = plan->facts->thinking;

    if (wanted == PARL_EFFORT_NONE)
        plan_none(e, plan, "/reasoning_effort");
    else if ((ways & THINKS_ADAPTIVELY) != 0)
        plan_level(e, plan, wanted);
    else if ((ways & THINKS_ON_BUDGET) != 0)
        plan_budget(e, plan, wanted);
    else
        dropped_for_model(e, "/reasoning_effort", "%s does not reason");
}

/* ---- the caller's own object -------------------------------------------- */

/* The budget has to leave something, unless it begins anew between the calls of
 * tools, which is on trial. */
static void check_own_budget(struct encoding *e,
                             const struct messages_plan *plan)
{
    static const char field[] = "/thinking/budget_tokens";
    const long long budget = (long long)e->request->thinking_budget.value;

    if (budget < MIN_BUDGET)
        translated(e, field, "sent as %d, the smallest", MIN_BUDGET);
    if (!has_room(e, plan) || budget < plan->max_tokens)
        return;
    if (e->request->n_tools > 0)
        messages_ask_beta(e, "interleaved-thinking-2025-05-14");
    else
        refuse(e, PARL_INVALID_ARGUMENT, field,
               "%lld is not below max_tokens, %lld", budget,
               (long long)plan->max_tokens);
}

/* Of a model that nobody knows the caller knows more. */
static void plan_own_budget(struct encoding *e, struct messages_plan *plan)
{
    const parl_integer budget = e->request->thinking_budget;
    const bool known = e->to->facts->stem != NULL;

    if (!budget.set)
        refuse(e, PARL_INVALID_ARGUMENT, "/thinking/budget_tokens",
               "missing: how many tokens, %d or more and less than max_tokens",
               MIN_BUDGET);
    else if (known)
        check_own_budget(e, plan);
    set_budget(plan, budget.value);
    if (!known)
        plan->budget = budget.value;
}

/* What comes nearest to a kind that the model does not take. */
static void plan_nearest(struct encoding *e, struct messages_plan *plan)
{
    static const char field[] = "/thinking";
    const enum parl_thinking wanted = plan->thinking;

    if (wanted == PARL_THINKING_ENABLED) {
        plan->thinking = PARL_THINKING_ADAPTIVE;
        translated_for_model(e, field, "sent as adaptive: %s takes no budget");
    } else if (wanted == PARL_THINKING_ADAPTIVE) {
        translated_for_model(e, field, "sent with a budget: %s takes no other");
        if (has_room(e, plan))
            set_budget(plan, budget_for(PARL_EFFORT_HIGH, plan->max_tokens));
    } else {
        plan_none(e, plan, field);
        if (wanted == PARL_THINKING_BETWEEN_TOOLS &&
            plan->effort == PARL_EFFORT_DEFAULT)
            translated(e, field, "%s: %s knows no other way",
                       plan->thinking == PARL_THINKING_DISABLED
                           ? "sent as disabled"
                           : "left out",
                       e->to->model);
    }
}

static void plan_native(struct encoding *e, struct messages_plan *plan)
{
    static const uint8_t ways[] = {
        [PARL_THINKING_DISABLED] = THINKS_NOT,
        [PARL_THINKING_ENABLED] = THINKS_ON_BUDGET,
        [PARL_THINKING_ADAPTIVE] = THINKS_ADAPTIVELY,
        [PARL_THINKING_BETWEEN_TOOLS] = THINKS_BETWEEN_TOOLS,
    };
    const parl_request *r = e->request;
    const unsigned takes = plan->facts->thinking;

    if (r->reasoning_effort != PARL_EFFORT_DEFAULT)
        dropped(e, "/reasoning_effort", "thinking stands beside it, and wins");
    if (takes == 0) {
        if (r->thinking != PARL_THINKING_DISABLED)
            dropped_for_model(e, "/thinking", "%s does not think");
        return;
    }
    plan->thinking = (enum parl_thinking)r->thinking;
    if ((takes & ways[r->thinking]) == 0 && e->to->facts->stem != NULL)
        plan_nearest(e, plan);
    else if (plan->thinking == PARL_THINKING_ENABLED)
        plan_own_budget(e, plan);
}

/* ---- the whole plan ----------------------------------------------------- */

static bool shows_thinking(const struct messages_plan *plan)
{
    return plan->thinking == PARL_THINKING_ADAPTIVE ||
           plan->thinking == PARL_THINKING_ENABLED;
}

static void drop_extra(struct encoding *e, const char *name, struct span value,
                       void *unused)
{
    (void)value;
    (void)unused;
    messages_drop(e, "/thinking", name, "nothing asks for thinking");
}

void messages_plan_thinking(struct encoding *e, struct messages_plan *plan)
{
    const parl_request *r = e->request;

    if (r->thinking != PARL_THINKING_DEFAULT)
        plan_native(e, plan);
    else if (r->reasoning_effort != PARL_EFFORT_DEFAULT)
        plan_effort(e, plan, (enum parl_effort)r->reasoning_effort);
    if (r->thinking_budget.set && r->thinking != PARL_THINKING_ENABLED)
        dropped(e, "/thinking/budget_tokens", "thinking/type does not ask");
    if (shows_thinking(plan))
        return;
    if (r->thinking_display != PARL_THINKING_DISPLAY_DEFAULT)
        drop_extra(e, "display", SPAN_NONE, NULL);
    each_member(e, r->thinking_extra, drop_extra, NULL);
}

/* ---- writing ------------------------------------------------------------ */

static const char *const type_words[] = {
    [PARL_THINKING_DISABLED] = "disabled",
    [PARL_THINKING_ENABLED] = "enabled",
    [PARL_THINKING_ADAPTIVE] = "adaptive",
    [PARL_THINKING_BETWEEN_TOOLS] = "between_tools",
};

static const char *const display_words[] = {
    [PARL_THINKING_DISPLAY_DEFAULT] = "summarized",
    [PARL_THINKING_SUMMARIZED] = "summarized",
    [PARL_THINKING_OMITTED] = "omitted",
    [PARL_THINKING_UPDATES] = "updates",
};

/* Without it newer models think, and show nothing of it. */
static bool has_display(const struct encoding *e,
                        const struct messages_plan *plan)
{
    if (e->request->thinking_display != PARL_THINKING_DISPLAY_DEFAULT)
        return shows_thinking(plan);
    return plan->thinking == PARL_THINKING_ADAPTIVE &&
           e->request->thinking != PARL_THINKING_ADAPTIVE;
}

static void ask_for_extra(struct encoding *e, const char *name,
                          struct span value, void *unused)
{
    (void)value;
    (void)unused;
    if (word_in("block_binding", name))
        messages_ask_beta(e, "thinking-binding-controls-2026-08-01");
}

static void write_object(struct encoding *e, const struct messages_plan *plan)
{
    const parl_request *r = e->request;

    json_typed(&e->out, "thinking", type_words[plan->thinking]);
    if (plan->thinking == PARL_THINKING_ENABLED)
        json_int(&e->out, "budget_tokens", plan->budget);
    if (has_display(e, plan)) {
        json_str(&e->out, "display", display_words[r->thinking_display]);
        if (r->thinking_display == PARL_THINKING_UPDATES)
            messages_ask_beta(e, "thinking-display-updates-2026-08-18");
    }
    if (shows_thinking(plan)) {
        each_member(e, r->thinking_extra, ask_for_extra, NULL);
        json_splice(&e->out, span_of(r->thinking_extra));
    }
    json_end(&e->out);
}

static void write_format(struct encoding *e)
{
    static const char field[] = "/response_format/json_schema";
    const parl_request *r = e->request;

    json_typed(&e->out, "format", "json_schema");
    write_closed_schema(e, "schema", r->schema, pointer(e, "%s/schema", field));
    json_end(&e->out);
    if (r->schema_description != NULL)
        messages_drop(e, field, "description", "%s has no place for it");
}

void messages_write_thinking(struct encoding *e,
                             const struct messages_plan *plan)
{
    const bool native_format = e->structured == PARL_STRUCTURED_NATIVE;

    if (plan->thinking != PARL_THINKING_DEFAULT)
        write_object(e, plan);
    if (plan->effort == PARL_EFFORT_DEFAULT && !native_format)
        return;
    json_object(&e->out, "output_config");
    if (plan->effort != PARL_EFFORT_DEFAULT)
        json_str(&e->out, "effort", effort_word(plan->effort));
    if (native_format)
        write_format(e);
    json_end(&e->out);
}
