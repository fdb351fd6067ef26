/* dialects/google_generate/write_thinking.c -- "thinkingConfig": how much the
 * model thinks, and that it shows a summary of it.
 *
 *   {"includeThoughts": true, "thinkingBudget": TOKENS}    2.5
 *   {"includeThoughts": true, "thinkingLevel": "low"}      3 and later
 *
 * Never both, and none of it to models before 2.5. */
#include "dialects/google_generate/generate.h"

#include "thinking_plan.h"

enum { DYNAMIC = -1 }; /* a budget that the model sets itself */

/* What to send. */
struct thinking {
    bool said;  /* something is to be sent */
    bool shows; /* includeThoughts */
    bool has_budget;
    int64_t budget;
    enum parl_effort level; /* DEFAULT: none is sent */
};

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

/* Is no budget said, or that the model may set it itself? */
static bool sets_itself(const parl_request *r)
{
    return r->thinking == PARL_THINKING_ADAPTIVE || !r->thinking_budget.set ||
           r->thinking_budget.value == DYNAMIC;
}

/* ---- budgets ------------------------------------------------------------ */

static int64_t max_tokens_of(const parl_request *r)
{
    return r->max_completion_tokens > 0 ? r->max_completion_tokens
                                        : r->max_tokens;
}

/* Percent of max_tokens, or, without it, what Google itself makes of the
 * word.  There are three shares: others are the nearest. */
static const struct {
    int percent;
    int64_t usual;
} budgets[] = {
    [PARL_EFFORT_MINIMAL] = { 30, 1024 }, [PARL_EFFORT_LOW] = { 30, 1024 },
    [PARL_EFFORT_MEDIUM] = { 60, 8192 },  [PARL_EFFORT_HIGH] = { 90, 24576 },
    [PARL_EFFORT_XHIGH] = { 90, 32768 },  [PARL_EFFORT_MAX] = { 90, 32768 },
};

static int64_t budget_of(enum parl_effort effort, int64_t max_tokens)
{
    if (max_tokens <= 0)
        return budgets[effort].usual;
    /* divided first where the product would not fit */
    return max_tokens > INT64_MAX / 100
               ? max_tokens / 100 * budgets[effort].percent
               : max_tokens * budgets[effort].percent / 100;
}

/* No thinking, or as little of it as there can be. */
static void stop_budget(struct encoding *e, const char *field,
                        struct thinking *t)
{
    const bool to_zero = e->to->facts->budget_zero;
    const int least = words_of(e->to->facts)->budget_min;

    t->said = t->has_budget = true;
    t->budget = to_zero ? 0 : least;
    if (!to_zero)
        translated(e, field, "%s cannot stop thinking: sent as a budget of %d",
                   e->to->model, least);
}

static void budget_by_effort(struct encoding *e, enum parl_effort effort,
                             struct thinking *t)
{
    const struct model_words *words = words_of(e->to->facts);
    const int64_t max_tokens = max_tokens_of(e->request);

    if (effort == PARL_EFFORT_NONE) {
        stop_budget(e, "/reasoning_effort", t);
        return;
    }
    t->said = t->shows = t->has_budget = true;
    t->budget = clamp(budget_of(effort, max_tokens), words->budget_min,
                      words->budget_max);
    if (max_tokens > 0 && t->budget >= max_tokens)
        refuse(e, PARL_INVALID_ARGUMENT, "/max_tokens",
               "%lld leaves no room for an answer: %s thinks for at least %d "
               "tokens",
               (long long)max_tokens, e->to->model, (int)words->budget_min);
    translated(e, "/reasoning_effort", "sent as a budget of %lld tokens",
               (long long)t->budget);
}

static void budget_by_wish(struct encoding *e, struct thinking *t)
{
    const struct model_words *words = words_of(e->to->facts);
    const parl_integer wish = e->request->thinking_budget;

    t->said = t->shows = t->has_budget = true;
    t->budget = DYNAMIC;
    if (sets_itself(e->request))
        return;
    t->budget = clamp(wish.value, words->budget_min, words->budget_max);
    if (t->budget != wish.value)
        translated(e, "/thinking/budget_tokens",
                   "sent as %lld: %s takes %d to %d", (long long)t->budget,
                   e->to->model, (int)words->budget_min,
                   (int)words->budget_max);
}

/* ---- levels ------------------------------------------------------------- */

static unsigned levels_of(const struct facts *facts)
{
    return facts->knows_effort ? facts->efforts
                               : EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH);
}

/* The least: NONE is in no set. */
static void stop_level(struct encoding *e, const char *field,
                       struct thinking *t)
{
    t->said = true;
    t->level = effort_nearest(PARL_EFFORT_NONE, levels_of(e->to->facts));
    translated(e, field, "%s cannot stop thinking: sent as the level %s",
               e->to->model, effort_word(t->level));
}

static void level_by_effort(struct encoding *e, enum parl_effort effort,
                            struct thinking *t)
{
    if (effort == PARL_EFFORT_NONE) {
        stop_level(e, "/reasoning_effort", t);
        return;
    }
    t->said = t->shows = true;
    t->level = effort_nearest(effort, levels_of(e->to->facts));
    translated(e, "/reasoning_effort", "sent as the level %s",
               effort_word(t->level));
}

/* A budget on a model that has levels: the level that Google makes of it. */
static void level_by_wish(struct encoding *e, struct thinking *t)
{
    const parl_integer wish = e->request->thinking_budget;
    enum parl_effort effort = PARL_EFFORT_HIGH;

    t->said = t->shows = true;
    if (sets_itself(e->request))
        return;
    if (wish.value <= budgets[PARL_EFFORT_LOW].usual)
        effort = PARL_EFFORT_LOW;
    else if (wish.value <= budgets[PARL_EFFORT_MEDIUM].usual)
        effort = PARL_EFFORT_MEDIUM;
    t->level = effort_nearest(effort, levels_of(e->to->facts));
    translated(e, "/thinking/budget_tokens",
               "sent as the level %s: %s has levels", effort_word(t->level),
               e->to->model);
}

/* ---- the plan ----------------------------------------------------------- */

static void drop_thinking(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->thinking != PARL_THINKING_DEFAULT &&
        r->thinking != PARL_THINKING_DISABLED)
        dropped_for_model(e, "/thinking", "%s does not think");
    else if (r->thinking == PARL_THINKING_DEFAULT &&
             r->reasoning_effort > PARL_EFFORT_NONE)
        dropped_for_model(e, "/reasoning_effort", "%s does not think");
}

static void plan_by_thinking(struct encoding *e, bool by_budget,
                             struct thinking *t)
{
    const parl_request *r = e->request;
    const bool none = !sets_itself(r) && r->thinking_budget.value == 0;

    drop_thinking_budget(e);
    if (r->thinking == PARL_THINKING_BETWEEN_TOOLS)
        translated_for_model(e, "/thinking",
                             "%s thinks wherever it likes, between tools too");
    if (r->thinking == PARL_THINKING_DISABLED || none)
        (by_budget ? stop_budget : stop_level)(
            e, none ? "/thinking/budget_tokens" : "/thinking", t);
    else
        (by_budget ? budget_by_wish : level_by_wish)(e, t);
}

static struct thinking plan(struct encoding *e)
{
    const parl_request *r = e->request;
    const enum google_thinking kind = e->to->facts->google_thinking;
    const enum parl_effort effort = (enum parl_effort)r->reasoning_effort;
    struct thinking t = { .said = false };

    if (r->thinking != PARL_THINKING_DEFAULT && effort != PARL_EFFORT_DEFAULT)
        dropped(e, "/reasoning_effort", "thinking stands beside it, and wins");
    if (kind == THINKING_NEVER)
        drop_thinking(e);
    else if (r->thinking != PARL_THINKING_DEFAULT)
        plan_by_thinking(e, kind == THINKING_BY_BUDGET, &t);
    else if (effort == PARL_EFFORT_DEFAULT)
        return t;
    else if (kind == THINKING_BY_BUDGET)
        budget_by_effort(e, effort, &t);
    else
        level_by_effort(e, effort, &t);
    if (r->thinking_display == PARL_THINKING_OMITTED)
        t.shows = false;
    return t;
}

/* Thoughts are shown as a summary or not at all. */
static void drop_unsaid(struct encoding *e)
{
    if (e->request->thinking_display == PARL_THINKING_UPDATES)
        translated_for_vendor(e, "/thinking/display",
                              "sent as summarized: %s shows nothing else");
    drop_thinking_extra(e);
}

void generate_write_thinking(struct generate *g)
{
    const struct thinking t = plan(g->e);
    struct json_out *out;

    if (!t.said)
        return;
    drop_unsaid(g->e);
    out = generate_config(g);
    json_object(out, "thinkingConfig");
    if (t.has_budget)
        json_int(out, "thinkingBudget", t.budget);
    if (t.level != PARL_EFFORT_DEFAULT)
        json_str(out, "thinkingLevel", effort_word(t.level));
    if (t.shows)
        json_bool_out(out, "includeThoughts", true);
    json_end(out);
}
