/* encoding/thinking_plan.c -- what a model is told about thinking. */
#include "encoding/thinking_plan.h"

#include "wire/json_in.h"
#include "encoding/effort.h"
#include "encoding/extra.h"

/* A plan in the making. */
struct planning {
    struct encoding *e;
    const struct facts *facts;
    int64_t max_tokens;
    struct thinking_plan *plan;
};

static bool can(const struct planning *p, unsigned way)
{
    return (p->facts->thinking & way) != 0;
}

/* Of a model that nobody knows the caller knows more. */
static bool is_known(const struct planning *p)
{
    return !p->facts->unknown;
}

/* ---- a budget ----------------------------------------------------------- */

int64_t thinking_budget(enum parl_effort effort, int64_t max_tokens)
{
    /* per cent */
    static const int8_t shares[] = {
        [PARL_EFFORT_LOW] = 30,  [PARL_EFFORT_MEDIUM] = 60,
        [PARL_EFFORT_HIGH] = 90, [PARL_EFFORT_XHIGH] = 90,
        [PARL_EFFORT_MAX] = 90,
    };
    const int64_t budget = max_tokens / 100 * shares[effort] +
                           max_tokens % 100 * shares[effort] / 100;

    return budget < LEAST_THINKING_BUDGET  ? LEAST_THINKING_BUDGET
           : budget > MOST_THINKING_BUDGET ? MOST_THINKING_BUDGET
                                           : budget;
}

static bool has_room(struct planning *p)
{
    if (p->max_tokens > LEAST_THINKING_BUDGET)
        return true;
    refuse(p->e, PARL_INVALID_ARGUMENT, "/max_tokens",
           "%lld leaves no room to think: it must be more than %d, or the "
           "effort none",
           (long long)p->max_tokens, LEAST_THINKING_BUDGET);
    return false;
}

static bool plan_budget(struct planning *p, enum parl_effort wanted)
{
    if (!has_room(p))
        return false;
    p->plan->type = PARL_THINKING_ENABLED;
    p->plan->budget = thinking_budget(wanted, p->max_tokens);
    return true;
}

/* ---- a level ------------------------------------------------------------ */

static void plan_level(struct planning *p, enum parl_effort wanted)
{
    struct thinking_plan *plan = p->plan;

    if (can(p, THINKS_ADAPTIVELY)) {
        plan->type = PARL_THINKING_ADAPTIVE;
        plan->effort =
            effort_sent(p->e, "/reasoning_effort", wanted, p->facts->efforts);
    } else if (!can(p, THINKS_ON_BUDGET)) {
        dropped_for_model(p->e, "/reasoning_effort", "%s does not reason");
    } else if (plan_budget(p, wanted)) {
        if (p->facts->efforts != 0)
            plan->effort = effort_nearest(wanted, p->facts->efforts);
        translated(p->e, "/reasoning_effort",
                   "sent as a budget of %lld tokens to think with",
                   (long long)plan->budget);
    }
}

/* Not to think: said where the model would, or may, otherwise. */
static void plan_none(struct planning *p, const char *field)
{
    struct thinking_plan *plan = p->plan;

    plan->type = PARL_THINKING_DEFAULT;
    if (!can(p, THINKS_ADAPTIVELY))
        return;
    if (can(p, THINKS_NOT)) {
        plan->type = PARL_THINKING_DISABLED;
    } else if (can(p, THINKS_BETWEEN_TOOLS)) {
        plan->type = PARL_THINKING_BETWEEN_TOOLS;
        translated_for_model(p->e, field,
                             "sent as between_tools: %s cannot think less");
    } else {
        plan->effort = effort_nearest(PARL_EFFORT_NONE, p->facts->efforts);
        translated(p->e, field, "sent as the effort %s: %s always thinks",
                   effort_word(plan->effort), p->e->to->model);
    }
}

/* ---- the caller's own object -------------------------------------------- */

/* It has to leave something, unless it begins anew between the calls of tools,
 * which is on trial. */
static void check_budget(struct planning *p, int64_t budget)
{
    static const char field[] = "/thinking/budget_tokens";

    if (budget < LEAST_THINKING_BUDGET) {
        translated(p->e, field, "sent as %d, the smallest",
                   LEAST_THINKING_BUDGET);
        p->plan->budget = LEAST_THINKING_BUDGET;
    }
    if (!has_room(p) || budget < p->max_tokens)
        return;
    p->plan->interleaves = p->facts->interleaves && p->e->request->n_tools > 0;
    if (!p->plan->interleaves)
        refuse(p->e, PARL_INVALID_ARGUMENT, field,
               "%lld is not below max_tokens, %lld", (long long)budget,
               (long long)p->max_tokens);
}

static void plan_own_budget(struct planning *p)
{
    const parl_integer budget = p->e->request->thinking_budget;

    p->plan->budget = budget.value;
    if (!budget.set)
        refuse(p->e, PARL_INVALID_ARGUMENT, "/thinking/budget_tokens",
               "missing: how many tokens, %d or more and less than max_tokens",
               LEAST_THINKING_BUDGET);
    else if (is_known(p))
        check_budget(p, budget.value);
}

/* What comes nearest to a kind that the model does not take. */
static void plan_nearest(struct planning *p, enum parl_thinking wanted)
{
    static const char field[] = "/thinking";

    if (wanted == PARL_THINKING_ENABLED) {
        p->plan->type = PARL_THINKING_ADAPTIVE;
        translated_for_model(p->e, field,
                             "sent as adaptive: %s takes no budget");
    } else if (wanted == PARL_THINKING_ADAPTIVE) {
        translated_for_model(p->e, field,
                             "sent with a budget: %s takes no other");
        plan_budget(p, PARL_EFFORT_HIGH);
    } else {
        plan_none(p, field);
        if (wanted == PARL_THINKING_BETWEEN_TOOLS &&
            p->plan->effort == PARL_EFFORT_DEFAULT)
            translated_for_model(p->e, field,
                                 p->plan->type == PARL_THINKING_DISABLED
                                     ? "sent as disabled: %s knows no other way"
                                     : "left out: %s knows no other way");
    }
}

static void plan_own(struct planning *p)
{
    static const uint8_t ways[] = {
        [PARL_THINKING_DISABLED] = THINKS_NOT,
        [PARL_THINKING_ENABLED] = THINKS_ON_BUDGET,
        [PARL_THINKING_ADAPTIVE] = THINKS_ADAPTIVELY,
        [PARL_THINKING_BETWEEN_TOOLS] = THINKS_BETWEEN_TOOLS,
    };
    const enum parl_thinking wanted =
        (enum parl_thinking)p->e->request->thinking;

    if (p->facts->thinking == 0) {
        if (wanted != PARL_THINKING_DISABLED)
            dropped_for_model(p->e, "/thinking", "%s does not think");
    } else if (is_known(p) && !can(p, ways[wanted])) {
        plan_nearest(p, wanted);
    } else {
        p->plan->type = wanted;
        if (wanted == PARL_THINKING_ENABLED)
            plan_own_budget(p);
    }
}

/* ---- the whole plan ----------------------------------------------------- */

static bool shows_thinking(const struct thinking_plan *plan)
{
    return plan->type == PARL_THINKING_ADAPTIVE ||
           plan->type == PARL_THINKING_ENABLED;
}

static void drop_member(struct encoding *e, const char *name, struct span value,
                        void *unused)
{
    (void)value, (void)unused;
    dropped_member(e, "/thinking", escaped(e, name),
                   "nothing asks for thinking");
}

void drop_thinking_budget(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->thinking_budget.set && r->thinking != PARL_THINKING_ENABLED)
        dropped(e, "/thinking/budget_tokens", "thinking/type does not ask");
}

void drop_thinking_rest(struct encoding *e, const struct thinking_plan *plan)
{
    const parl_request *r = e->request;

    drop_thinking_budget(e);
    if (shows_thinking(plan))
        return;
    if (r->thinking_display != PARL_THINKING_DISPLAY_DEFAULT)
        drop_member(e, "display", SPAN_NONE, NULL);
    each_said(e, r->thinking_extra, drop_member, NULL);
}

static void drop_unknown(struct encoding *e, const char *name,
                         struct span value, void *unused)
{
    (void)value, (void)unused;
    drop_no_such(e, "/thinking", name);
}

static bool goes_out(const struct encoding *e)
{
    const parl_report_entry *whole = report_find(e->report, "/thinking");

    return whole == NULL || whole->action != PARL_ACTION_DROPPED;
}

void drop_thinking_display(struct encoding *e)
{
    if (e->request->thinking_display != PARL_THINKING_DISPLAY_DEFAULT &&
        goes_out(e))
        drop_unknown(e, "display", SPAN_NONE, NULL);
}

void drop_thinking_extra(struct encoding *e)
{
    if (goes_out(e))
        each_said(e, e->request->thinking_extra, drop_unknown, NULL);
}

struct thinking_plan
plan_thinking(struct encoding *e, const struct facts *facts, int64_t max_tokens)
{
    const enum parl_effort wanted =
        (enum parl_effort)e->request->reasoning_effort;
    struct thinking_plan plan = { .type = PARL_THINKING_DEFAULT };
    struct planning p = { e, facts, max_tokens, &plan };

    if (e->request->thinking != PARL_THINKING_DEFAULT) {
        if (wanted != PARL_EFFORT_DEFAULT)
            dropped(e, "/reasoning_effort",
                    "thinking stands beside it, and wins");
        plan_own(&p);
    } else if (wanted == PARL_EFFORT_NONE) {
        plan_none(&p, "/reasoning_effort");
    } else if (wanted != PARL_EFFORT_DEFAULT) {
        plan_level(&p, wanted);
    }
    drop_thinking_rest(e, &plan);
    return plan;
}

void check_prefill(struct encoding *e, size_t message, bool takes,
                   const struct thinking_plan *plan)
{
    const char *why =
        !takes ? "%s continues no assistant message; end with one of the user"
        : thinks_on_budget(plan)
            ? "%s continues no assistant message while it thinks; end with one "
              "of the user, or set the effort to none"
        : e->structured != PARL_STRUCTURED_NONE
            ? "with a response_format %s continues no assistant message; end "
              "with one of the user"
            : NULL;

    if (why != NULL)
        refuse(e, PARL_UNSUPPORTED, message_pointer(e, message), why,
               e->to->model);
}

/* ---- writing ------------------------------------------------------------ */

/* Without it newer models think, and show nothing of it. */
static bool has_display(const struct encoding *e,
                        const struct thinking_plan *plan)
{
    if (e->request->thinking_display != PARL_THINKING_DISPLAY_DEFAULT)
        return shows_thinking(plan);
    return plan->type == PARL_THINKING_ADAPTIVE &&
           e->request->thinking != PARL_THINKING_ADAPTIVE;
}

void write_thinking_plan(struct encoding *e, const struct thinking_plan *plan)
{
    static const char *const types[] = {
        [PARL_THINKING_DISABLED] = "disabled",
        [PARL_THINKING_ENABLED] = "enabled",
        [PARL_THINKING_ADAPTIVE] = "adaptive",
        [PARL_THINKING_BETWEEN_TOOLS] = "between_tools",
    };
    static const char *const displays[] = {
        [PARL_THINKING_DISPLAY_DEFAULT] = "summarized",
        [PARL_THINKING_SUMMARIZED] = "summarized",
        [PARL_THINKING_OMITTED] = "omitted",
        [PARL_THINKING_UPDATES] = "updates",
    };
    const parl_request *r = e->request;

    if (plan->type == PARL_THINKING_DEFAULT)
        return;
    json_object(&e->out, "thinking");
    json_str(&e->out, "type", types[plan->type]);
    if (plan->type == PARL_THINKING_ENABLED)
        json_int(&e->out, "budget_tokens", plan->budget);
    if (has_display(e, plan))
        json_str(&e->out, "display", displays[r->thinking_display]);
    if (shows_thinking(plan))
        json_splice(&e->out, span_of(r->thinking_extra));
    json_end(&e->out);
}

void each_thinking_beta(struct encoding *e, const struct thinking_plan *plan,
                        void (*fn)(struct encoding *e, const char *beta))
{
    const parl_request *r = e->request;

    if (!shows_thinking(plan))
        return;
    if (plan->interleaves)
        fn(e, "interleaved-thinking-2025-05-14");
    if (r->thinking_display == PARL_THINKING_UPDATES)
        fn(e, "thinking-display-updates-2026-08-18");
    if (json_find_in(r->thinking_extra, "block_binding").ptr != NULL)
        fn(e, "thinking-binding-controls-2026-08-01");
}

void drop_all_but_effort(struct encoding *e)
{
    if (e->request->thinking_budget.set)
        dropped_for_vendor(e, "/thinking/budget_tokens",
                           "%s has no budget of thinking");
    drop_thinking_extra(e);
}
