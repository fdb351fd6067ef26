/* dialects/google_generate/write_thinking.c -- "thinkingConfig": how much the
 * model thinks, and that it shows a summary of it.
 *
 *   {"includeThoughts": true, "thinkingBudget": TOKENS}    2.5
 *   {"includeThoughts": true, "thinkingLevel": "low"}      3 and later
 *
 * Never both, and none of it to models before 2.5. */
#include "dialects/google_generate/generate.h"

#include "encoding/thinking_plan.h"
#include "encoding/effort.h"

enum { DYNAMIC = -1 }; /* a budget that the model sets itself */

/* What to send. */
struct thinking {
    bool said;      /* something is to be sent */
    bool shows;     /* includeThoughts */
    bool by_budget; /* and not by level */
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
    uint8_t percent;
    uint16_t usual;
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

static void budget_by_effort(struct encoding *e, enum parl_effort effort,
                             struct thinking *t)
{
    const struct model_words *words = words_of(e->to->facts);
    const int64_t max_tokens = max_tokens_of(e->request);

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
    const int64_t wish = e->request->thinking_budget.value;

    t->budget = clamp(wish, words->budget_min, words->budget_max);
    if (t->budget != wish)
        translated(e, "/thinking/budget_tokens",
                   "sent as %lld: %s takes %d to %d", (long long)t->budget,
                   e->to->model, (int)words->budget_min,
                   (int)words->budget_max);
}

/* ---- levels ------------------------------------------------------------- */

/* The nearest that the model has, as a word.  NONE is in no set, and becomes
 * the least. */
static const char *find_level(struct encoding *e, enum parl_effort effort,
                              struct thinking *t)
{
    const struct facts *facts = e->to->facts;
    const unsigned set = facts->knows_effort
                             ? facts->efforts
                             : EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH);

    t->level = effort_nearest(effort, set);
    return effort_word(t->level);
}

/* A budget on a model that has levels: the level that Google makes of it. */
static void level_by_wish(struct encoding *e, struct thinking *t)
{
    const int64_t wish = e->request->thinking_budget.value;
    const enum parl_effort effort =
        wish <= budgets[PARL_EFFORT_LOW].usual      ? PARL_EFFORT_LOW
        : wish <= budgets[PARL_EFFORT_MEDIUM].usual ? PARL_EFFORT_MEDIUM
                                                    : PARL_EFFORT_HIGH;

    translated(e, "/thinking/budget_tokens",
               "sent as the level %s: %s has levels", find_level(e, effort, t),
               e->to->model);
}

/* ---- the plan ----------------------------------------------------------- */

/* No thinking, or as little of it as there can be. */
static void stop(struct encoding *e, const char *field, struct thinking *t)
{
    const bool to_zero = e->to->facts->budget_zero;
    const int least = words_of(e->to->facts)->budget_min;

    t->shows = false;
    t->budget = to_zero ? 0 : least;
    if (!t->by_budget)
        translated(e, field, "%s cannot stop thinking: sent as the level %s",
                   e->to->model, find_level(e, PARL_EFFORT_NONE, t));
    else if (!to_zero)
        translated(e, field, "%s cannot stop thinking: sent as a budget of %d",
                   e->to->model, least);
}

static void plan_by_effort(struct encoding *e, struct thinking *t)
{
    static const char field[] = "/reasoning_effort";
    const enum parl_effort effort =
        (enum parl_effort)e->request->reasoning_effort;

    if (effort == PARL_EFFORT_NONE)
        stop(e, field, t);
    else if (t->by_budget)
        budget_by_effort(e, effort, t);
    else
        translated(e, field, "sent as the level %s", find_level(e, effort, t));
}

static void plan_by_thinking(struct encoding *e, struct thinking *t)
{
    const parl_request *r = e->request;
    const bool itself = sets_itself(r);
    const bool none = !itself && r->thinking_budget.value == 0;

    drop_thinking_budget(e);
    if (r->thinking == PARL_THINKING_BETWEEN_TOOLS)
        translated_for_model(e, "/thinking",
                             "%s thinks wherever it likes, between tools too");
    if (none || r->thinking == PARL_THINKING_DISABLED)
        stop(e, none ? "/thinking/budget_tokens" : "/thinking", t);
    else if (itself)
        t->budget = DYNAMIC;
    else if (t->by_budget)
        budget_by_wish(e, t);
    else
        level_by_wish(e, t);
}

static void plan(struct encoding *e, struct thinking *t)
{
    const parl_request *r = e->request;
    const enum google_thinking kind = e->to->facts->google_thinking;
    const bool by_thinking = r->thinking != PARL_THINKING_DEFAULT;
    const bool asks = by_thinking ? r->thinking != PARL_THINKING_DISABLED
                                  : r->reasoning_effort > PARL_EFFORT_NONE;

    if (by_thinking && r->reasoning_effort != PARL_EFFORT_DEFAULT)
        dropped(e, "/reasoning_effort", "thinking stands beside it, and wins");
    if (kind == THINKING_NEVER) {
        if (asks)
            dropped_for_model(e,
                              by_thinking ? "/thinking" : "/reasoning_effort",
                              "%s does not think");
        return;
    }
    t->said = by_thinking || r->reasoning_effort != PARL_EFFORT_DEFAULT;
    t->shows = true;
    t->by_budget = kind == THINKING_BY_BUDGET;
    if (by_thinking)
        plan_by_thinking(e, t);
    else if (t->said)
        plan_by_effort(e, t);
    if (r->thinking_display == PARL_THINKING_OMITTED)
        t->shows = false;
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
    struct thinking t = { .said = false };
    struct json_out *out = g->out;

    plan(g->e, &t);
    if (!t.said)
        return;
    drop_unsaid(g->e);
    json_object(out, "thinkingConfig");
    if (t.by_budget)
        json_int(out, "thinkingBudget", t.budget);
    else if (t.level != PARL_EFFORT_DEFAULT)
        json_str(out, "thinkingLevel", effort_word(t.level));
    if (t.shows)
        json_bool_out(out, "includeThoughts", true);
    json_end(out);
}
