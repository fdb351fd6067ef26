/* dialects/bedrock_converse/thinking.c -- how a model is asked to reason: the
 * member "additionalModelRequestFields".
 *
 * Each maker has fields of its own there, and an unknown one is an error:
 *
 *   Claude   {"thinking": {"type", "budget_tokens", "display"},
 *             "output_config": {"effort"}, "top_k"}
 *   Nova 2   {"reasoningConfig": {"type", "maxReasoningEffort"}}
 *   gpt-oss  {"reasoning_effort"}
 *   Qwen     {"reasoning_config"} */
#include "dialects/bedrock_converse/converse.h"

/* ---- budgets ------------------------------------------------------------ */

enum { LEAST_BUDGET = 1024, MOST_BUDGET = 128000 };

/* The share of the answer, in percent; none: the least there is. */
static const uint8_t shares[] = {
    [PARL_EFFORT_LOW] = 30,  [PARL_EFFORT_MEDIUM] = 60,
    [PARL_EFFORT_HIGH] = 90, [PARL_EFFORT_XHIGH] = 90,
    [PARL_EFFORT_MAX] = 90,
};

static void give_budget(struct encoding *e, struct converse_thought *t,
                        int64_t budget)
{
    if (t->max_tokens == 0)
        t->max_tokens = e->to->facts->max_output;
    if (t->max_tokens > 0 && t->max_tokens <= LEAST_BUDGET)
        refuse(e, PARL_INVALID_ARGUMENT, "/max_tokens",
               "%lld leaves no room for thinking, which takes %d at least; "
               "give more, or set the effort to none",
               (long long)t->max_tokens, LEAST_BUDGET);
    t->kind = PARL_THINKING_ENABLED;
    t->budget = budget < LEAST_BUDGET  ? LEAST_BUDGET
                : budget > MOST_BUDGET ? MOST_BUDGET
                                       : budget;
}

static void budget_of_effort(struct encoding *e, struct converse_thought *t,
                             enum parl_effort wanted)
{
    const int64_t max =
        t->max_tokens > 0 ? t->max_tokens : e->to->facts->max_output;

    give_budget(e, t,
                max / 100 * shares[wanted] + max % 100 * shares[wanted] / 100);
    if (t->native)
        return;
    if (e->to->facts->efforts != 0)
        t->effort = effort_nearest(wanted, e->to->facts->efforts);
    translated(e, "/reasoning_effort",
               "sent as a budget of %lld tokens to think with",
               (long long)t->budget);
}

/* Takes the level that is nearest, and says so. */
static void take_effort(struct encoding *e, struct converse_thought *t,
                        enum parl_effort wanted, const char *field)
{
    t->effort = effort_nearest(wanted, e->to->facts->efforts);
    if (t->effort != wanted)
        translated(e, field, "sent as %s: %s has no %s", effort_word(t->effort),
                   e->to->model, effort_word(wanted));
}

/* ---- Claude ------------------------------------------------------------- */

static bool can(const struct encoding *e, int way)
{
    return (e->to->facts->thinking & way) != 0;
}

/* Without any thinking, or as near to it as the model comes. */
static void think_not(struct encoding *e, struct converse_thought *t,
                      const char *field)
{
    if (!e->to->facts->thinks_unasked)
        return;
    if (can(e, THINKS_NOT)) {
        t->kind = PARL_THINKING_DISABLED;
    } else if (can(e, THINKS_BETWEEN_TOOLS)) {
        t->kind = PARL_THINKING_BETWEEN_TOOLS;
        translated_for_model(e, field,
                             "sent as between_tools: %s has no other way to "
                             "think less");
    } else {
        t->effort = effort_nearest(PARL_EFFORT_NONE, e->to->facts->efforts);
        translated(e, field, "sent as the effort %s: %s always thinks",
                   effort_word(t->effort), e->to->model);
    }
}

static void plan_effort(struct encoding *e, struct converse_thought *t,
                        enum parl_effort wanted)
{
    static const char field[] = "/reasoning_effort";

    if (wanted == PARL_EFFORT_DEFAULT)
        return;
    if (wanted == PARL_EFFORT_NONE) {
        think_not(e, t, field);
    } else if (e->to->facts->thinking == 0) {
        converse_drop(e, field, "does not reason");
    } else if (can(e, THINKS_ADAPTIVELY)) {
        t->kind = PARL_THINKING_ADAPTIVE;
        take_effort(e, t, wanted, field);
    } else {
        budget_of_effort(e, t, wanted);
    }
}

static void plan_enabled(struct encoding *e, struct converse_thought *t)
{
    static const char field[] = "/thinking/budget_tokens";
    const parl_integer budget = e->request->thinking_budget;

    if (!can(e, THINKS_ON_BUDGET)) {
        t->kind = PARL_THINKING_ADAPTIVE;
        translated_for_model(e, "/thinking",
                             "sent as adaptive: %s takes no budget");
        return;
    }
    if (!budget.set) {
        budget_of_effort(e, t, PARL_EFFORT_MEDIUM);
        return;
    }
    if (budget.value < LEAST_BUDGET)
        translated(e, field, "sent as %d, the smallest", LEAST_BUDGET);
    give_budget(e, t, budget.value);
    if (t->max_tokens > 0 && t->budget >= t->max_tokens)
        refuse(e, PARL_INVALID_ARGUMENT, field,
               "%lld is not below max_tokens, %lld", (long long)t->budget,
               (long long)t->max_tokens);
}

/* What of the native switch has to be there for it to go out as it stands. */
static const uint8_t needs[] = {
    [PARL_THINKING_DISABLED] = THINKS_NOT,
    [PARL_THINKING_ADAPTIVE] = THINKS_ADAPTIVELY,
    [PARL_THINKING_BETWEEN_TOOLS] = THINKS_BETWEEN_TOOLS,
};

static void plan_switch(struct encoding *e, struct converse_thought *t)
{
    static const char field[] = "/thinking";
    const int32_t wanted = e->request->thinking;

    t->native = true;
    if (e->to->facts->thinking == 0) {
        if (wanted != PARL_THINKING_DISABLED)
            converse_drop(e, field, "does not think");
    } else if (wanted == PARL_THINKING_ENABLED) {
        plan_enabled(e, t);
    } else if (can(e, needs[wanted])) {
        t->kind = wanted;
    } else if (wanted == PARL_THINKING_ADAPTIVE) {
        translated_for_model(e, field, "sent with a budget: %s takes no other");
        budget_of_effort(e, t, PARL_EFFORT_HIGH);
    } else {
        think_not(e, t, field);
        if (wanted == PARL_THINKING_BETWEEN_TOOLS &&
            t->effort == PARL_EFFORT_DEFAULT)
            translated_for_model(
                e, field,
                "sent without thinking: %s does not think between calls "
                "of tools alone");
    }
    if (e->request->thinking_budget.set && wanted != PARL_THINKING_ENABLED)
        dropped(e, "/thinking/budget_tokens", "nothing asks for a budget");
}

/* ---- all others --------------------------------------------------------- */

static void plan_word(struct encoding *e, struct converse_thought *t,
                      enum parl_effort wanted, const char *field)
{
    if (wanted == PARL_EFFORT_DEFAULT)
        return;
    if (e->to->facts->knows_effort && e->to->facts->efforts != 0)
        take_effort(e, t, wanted, field);
    else
        converse_drop(e, field, "has no such choice here");
}

static void plan_other(struct encoding *e, struct converse_thought *t)
{
    const parl_request *r = e->request;

    if (r->thinking == PARL_THINKING_DISABLED) {
        if (e->to->facts->efforts != 0)
            plan_word(e, t, PARL_EFFORT_NONE, "/thinking");
        return;
    }
    if (r->thinking != PARL_THINKING_DEFAULT)
        converse_drop(e, "/thinking",
                      "has no such choice; use reasoning_effort");
    plan_word(e, t, (enum parl_effort)r->reasoning_effort, "/reasoning_effort");
}

void converse_plan_thought(struct encoding *e, struct converse_thought *t)
{
    const parl_request *r = e->request;
    const bool native = converse_traits(e)->messages_fields;
    const bool switched = r->thinking == PARL_THINKING_DISABLED ||
                          (native && r->thinking != PARL_THINKING_DEFAULT);

    *t = (struct converse_thought){ .max_tokens = r->max_completion_tokens > 0
                                                      ? r->max_completion_tokens
                                                      : r->max_tokens };
    if (switched && r->reasoning_effort != PARL_EFFORT_DEFAULT)
        dropped(e, "/reasoning_effort", "thinking stands beside it, and wins");
    if (!native)
        plan_other(e, t);
    else if (switched)
        plan_switch(e, t);
    else
        plan_effort(e, t, (enum parl_effort)r->reasoning_effort);
    if (r->thinking_display != PARL_THINKING_DISPLAY_DEFAULT &&
        (t->kind == PARL_THINKING_DEFAULT || !native))
        dropped(e, "/thinking/display", "nothing asks for thinking");
}

bool converse_thinks(const struct encoding *e, const struct converse_thought *t)
{
    if (t->kind == PARL_THINKING_DEFAULT)
        return e->to->facts->thinks_unasked;
    return t->kind != PARL_THINKING_DISABLED;
}

/* ---- writing ------------------------------------------------------------ */

/* Without it newer models think, and show nothing of it. */
static bool has_display(const struct encoding *e,
                        const struct converse_thought *t)
{
    if (e->request->thinking_display != PARL_THINKING_DISPLAY_DEFAULT)
        return t->native || t->kind == PARL_THINKING_ADAPTIVE ||
               t->kind == PARL_THINKING_ENABLED;
    return t->kind == PARL_THINKING_ADAPTIVE && t->kind != e->request->thinking;
}

static void write_thinking(struct encoding *e, const struct converse_thought *t)
{
    static const char *const words[] = {
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

    if (t->kind == PARL_THINKING_DEFAULT)
        return;
    json_typed(&e->out, "thinking", words[t->kind]);
    if (t->kind == PARL_THINKING_ENABLED)
        json_int(&e->out, "budget_tokens", t->budget);
    if (has_display(e, t))
        json_str(&e->out, "display", displays[e->request->thinking_display]);
    if (t->native)
        json_splice(&e->out, span_of(e->request->thinking_extra));
    json_end(&e->out);
}

static void find_binding(struct encoding *e, const char *name,
                         struct span value, void *found)
{
    (void)e, (void)value;
    if (word_in("block_binding", name))
        *(bool *)found = true;
}

/* Members that are not for everybody yet are asked for in a list. */
static void write_betas(struct encoding *e, const struct converse_thought *t)
{
    const char *betas[2];
    size_t n = 0;
    bool binding = false;

    if (t->kind == PARL_THINKING_DEFAULT)
        return;
    if (e->request->thinking_display == PARL_THINKING_UPDATES &&
        has_display(e, t))
        betas[n++] = "thinking-display-updates-2026-08-18";
    if (t->native)
        each_member(e, e->request->thinking_extra, find_binding, &binding);
    if (binding)
        betas[n++] = "thinking-binding-controls-2026-08-01";
    if (n == 0)
        return;
    json_array(&e->out, "anthropic_beta");
    for (size_t i = 0; i < n; i++)
        json_str(&e->out, NULL, betas[i]);
    json_end(&e->out);
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
    } else if (traits->effort_field != NULL && effort != PARL_EFFORT_NONE) {
        json_str(&e->out, traits->effort_field, effort_word(effort));
    }
}

static void write_top_k(struct encoding *e, bool thinks)
{
    const struct converse_traits *traits = converse_traits(e);
    const parl_integer top_k = e->request->top_k;

    if (!top_k.set)
        return;
    if (traits->top_k_field == NULL ||
        e->to->facts->sampling == SAMPLING_NONE || thinks) {
        converse_drop(e, "/top_k",
                      thinks ? "does not take it while it thinks"
                             : "does not take it");
        return;
    }
    if (traits->top_k_object != NULL)
        json_object(&e->out, traits->top_k_object);
    json_int(&e->out, traits->top_k_field, top_k.value);
    if (traits->top_k_object != NULL)
        json_end(&e->out);
}

void converse_write_fields(struct encoding *e, const struct converse_thought *t)
{
    const struct converse_optional fields =
        converse_open_optional(e, "additionalModelRequestFields");

    write_thinking(e, t);
    write_betas(e, t);
    write_effort(e, t->effort);
    write_top_k(e, t->kind == PARL_THINKING_ENABLED);
    converse_close_optional(e, &fields);
}
