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
    enum { PLENTY = 1000000 }; /* of more each share is above any budget */

    return max_tokens <= 0
               ? budgets[effort].usual
               : clamp(max_tokens, 0, PLENTY) * budgets[effort].percent / 100;
}

static int64_t fitting(const struct encoding *e, int64_t budget)
{
    const struct model_words *words = words_of(e->to->facts);

    return clamp(budget, words->budget_min, words->budget_max);
}

static void budget_by_effort(struct encoding *e, enum parl_effort effort,
                             struct thinking *t)
{
    const int64_t max_tokens = max_tokens_of(e->request);

    t->budget = fitting(e, budget_of(effort, max_tokens));
    if (max_tokens > 0 && t->budget >= max_tokens)
        refuse(e, PARL_INVALID_ARGUMENT, "/max_tokens",
               "%lld leaves no room for an answer: %s thinks for at least %d "
               "tokens",
               (long long)max_tokens, e->to->model,
               (int)words_of(e->to->facts)->budget_min);
    translated(e, "/reasoning_effort", "sent as a budget of %lld tokens",
               (long long)t->budget);
}

static void budget_by_wish(struct encoding *e, int64_t wish, struct thinking *t)
{
    const struct model_words *words = words_of(e->to->facts);

    t->budget = fitting(e, wish);
    if (t->budget != wish)
        translated(e, "/thinking/budget_tokens",
                   "sent as %lld: %s takes %d to %d", (long long)t->budget,
                   e->to->model, (int)words->budget_min,
                   (int)words->budget_max);
}

/* ---- levels ------------------------------------------------------------- */

/* The nearest that the model has.  NONE is in no set, and becomes the least. */
static enum parl_effort level_of(const struct encoding *e,
                                 enum parl_effort effort)
{
    const struct facts *facts = e->to->facts;

    return effort_nearest(effort,
                          facts->knows_effort
                              ? facts->efforts
                              : EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH));
}

/* A budget on a model that has levels: the level that Google makes of it. */
static void level_by_wish(struct encoding *e, int64_t wish, struct thinking *t)
{
    t->level = level_of(
        e, wish <= budgets[PARL_EFFORT_LOW].usual      ? PARL_EFFORT_LOW
           : wish <= budgets[PARL_EFFORT_MEDIUM].usual ? PARL_EFFORT_MEDIUM
                                                       : PARL_EFFORT_HIGH);
    translated(e, "/thinking/budget_tokens",
               "sent as the level %s: %s has levels", effort_word(t->level),
               e->to->model);
}

/* ---- the plan ----------------------------------------------------------- */

/* No thinking, or as little of it as there can be. */
static void stop(struct encoding *e, const char *field, struct thinking *t)
{
    const int least = words_of(e->to->facts)->budget_min;

    t->shows = false;
    t->level = level_of(e, PARL_EFFORT_NONE);
    t->budget = e->to->facts->budget_zero ? 0 : least;
    if (!t->by_budget)
        translated(e, field, "%s cannot stop thinking: sent as the level %s",
                   e->to->model, effort_word(t->level));
    else if (t->budget > 0)
        translated(e, field, "%s cannot stop thinking: sent as a budget of %d",
                   e->to->model, least);
}

static void plan_by_effort(struct encoding *e, struct thinking *t)
{
    static const char field[] = "/reasoning_effort";
    const enum parl_effort effort =
        (enum parl_effort)e->request->reasoning_effort;

    if (effort == PARL_EFFORT_NONE) {
        stop(e, field, t);
    } else if (t->by_budget) {
        budget_by_effort(e, effort, t);
    } else {
        t->level = level_of(e, effort);
        translated(e, field, "sent as the level %s", effort_word(t->level));
    }
}

static void plan_by_thinking(struct encoding *e, struct thinking *t)
{
    const parl_request *r = e->request;
    const int64_t wish = r->thinking_budget.value;
    const bool itself = sets_itself(r);
    const bool none = !itself && wish == 0;

    drop_thinking_budget(e);
    if (r->thinking == PARL_THINKING_BETWEEN_TOOLS)
        translated_for_model(e, "/thinking",
                             "%s thinks wherever it likes, between tools too");
    if (none || r->thinking == PARL_THINKING_DISABLED)
        stop(e, none ? "/thinking/budget_tokens" : "/thinking", t);
    else if (itself)
        t->budget = DYNAMIC;
    else if (t->by_budget)
        budget_by_wish(e, wish, t);
    else
        level_by_wish(e, wish, t);
}

/* Whatever the request says of it. */
static void drop_all(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->thinking == PARL_THINKING_DEFAULT) {
        if (r->reasoning_effort > PARL_EFFORT_NONE)
            dropped_for_model(e, "/reasoning_effort", "%s does not think");
    } else if (r->thinking != PARL_THINKING_DISABLED) {
        dropped_for_model(e, "/thinking", "%s does not think");
    }
}

static struct thinking plan(struct encoding *e)
{
    const parl_request *r = e->request;
    const bool by_thinking = r->thinking != PARL_THINKING_DEFAULT;
    const bool by_effort = r->reasoning_effort != PARL_EFFORT_DEFAULT;
    struct thinking t = {
        .said = by_thinking || by_effort,
        .shows = true,
        .by_budget = e->to->facts->google_thinking == THINKING_BY_BUDGET,
    };

    if (by_thinking && by_effort)
        dropped(e, "/reasoning_effort", "thinking stands beside it, and wins");
    if (e->to->facts->google_thinking == THINKING_NEVER) {
        drop_all(e);
        return (struct thinking){ .said = false };
    }
    if (by_thinking)
        plan_by_thinking(e, &t);
    else if (by_effort)
        plan_by_effort(e, &t);
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
    struct json_out *out = g->out;

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
