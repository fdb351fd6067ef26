/* dialects/cohere_chat/write.c -- the body of POST /v2/chat.
 *
 * The order of the members is fixed, tools before messages and what varies
 * most behind them.  From Cohere's reference; what it has no member for is
 * dropped with a report, since the schema is closed. */
#include "dialects/cohere_chat/cohere.h"

#include <string.h>
#include "encoding/thinking_plan.h"
#include "encoding/left_out.h"
#include "encoding/effort.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

/* ---- thinking ----------------------------------------------------------- */

/* Cohere has no levels but a budget; these are ours.  High and above think as
 * long as they like. */
static const uint16_t budgets[PARL_EFFORT_MAX + 1] = {
    [PARL_EFFORT_MINIMAL] = 1024,
    [PARL_EFFORT_LOW] = 4096,
    [PARL_EFFORT_MEDIUM] = 12288,
};

/* What thinking may take where max_tokens bounds the whole: it leaves 1,024 for
 * the answer, or half. */
static int64_t fitting_budget(const parl_request *r, int64_t budget)
{
    enum { FOR_THE_ANSWER = 1024 };
    const int64_t limit = max_tokens_of(r);
    const int64_t room =
        limit > 2 * FOR_THE_ANSWER ? limit - FOR_THE_ANSWER : limit / 2;

    return limit > 0 && budget > room ? room : budget;
}

/* `budget` 0: none. */
static void write_type(struct encoding *e, const char *type, int64_t budget)
{
    json_typed(&e->out, "thinking", type);
    if (budget > 0)
        json_int(&e->out, "token_budget", budget);
    json_end(&e->out);
}

/* Is the model known not to think? */
static bool never_thinks(const struct encoding *e)
{
    return e->to->facts->knows_effort && e->to->facts->efforts == 0;
}

/* The nearest that there is to the level that was asked for. */
static enum parl_effort level_of(const struct encoding *e)
{
    static const unsigned levels = EFFORT(NONE) | EFFORT(MINIMAL) |
                                   EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH);
    const struct facts *facts = e->to->facts;

    return effort_nearest((enum parl_effort)e->request->reasoning_effort,
                          facts->knows_effort ? facts->efforts : levels);
}

static void write_effort(struct encoding *e)
{
    static const char field[] = "/reasoning_effort";
    const enum parl_effort level = level_of(e);
    int64_t budget;

    if (never_thinks(e)) {
        dropped_for_model(e, field, "%s does not reason");
        return;
    }
    if (level == PARL_EFFORT_NONE) {
        translated(e, field, "sent as thinking, disabled");
        write_type(e, "disabled", 0);
        return;
    }
    budget = fitting_budget(e->request, budgets[level]);
    if (budgets[level] == 0)
        translated(e, field, "sent as thinking, enabled");
    else if (budget < 1)
        refuse(e, PARL_INVALID_ARGUMENT, "/max_tokens",
               "%lld leaves no room for thinking: raise it, or set the effort "
               "to none",
               (long long)max_tokens_of(e->request));
    else
        translated(e, field, "sent as thinking with a token_budget of %lld",
                   (long long)budget);
    write_type(e, "enabled", budget);
}

/* The caller's own budget, made to fit; 0: none. */
static int64_t own_budget(struct encoding *e)
{
    static const char field[] = "/thinking/budget_tokens";
    const parl_request *r = e->request;
    const int64_t said = r->thinking_budget.value;
    int64_t budget = said;

    if (!r->thinking_budget.set || r->thinking != PARL_THINKING_ENABLED)
        return 0;
    if (said < 1)
        refuse(e, PARL_INVALID_ARGUMENT, field, "%lld: Cohere takes 1 and more",
               (long long)said);
    if (said >= max_tokens_of(r))
        budget = fitting_budget(r, said);
    if (budget != said)
        translated(e, field,
                   "sent as %lld, so that max_tokens leaves room for the "
                   "answer",
                   (long long)budget);
    return budget;
}

/* Of the caller's own object what does not go out as it is. */
static void report_thinking(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->thinking == PARL_THINKING_ADAPTIVE)
        translated(e, "/thinking", "sent as enabled, without a budget");
    if (r->thinking_display == PARL_THINKING_OMITTED)
        dropped(e, "/thinking/display", "Cohere shows always what it thinks");
    else
        drop_thinking_display(e);
    drop_thinking_budget(e);
}

static void write_own_thinking(struct encoding *e)
{
    const bool disabled = e->request->thinking == PARL_THINKING_DISABLED;

    if (never_thinks(e)) {
        if (!disabled)
            dropped_for_model(e, "/thinking", "%s does not reason");
        return;
    }
    report_thinking(e);
    write_type(e, disabled ? "disabled" : "enabled",
               disabled ? 0 : own_budget(e));
    drop_thinking_extra(e);
}

static void write_thinking(struct encoding *e)
{
    const parl_request *r = e->request;
    const bool effort = r->reasoning_effort != PARL_EFFORT_DEFAULT;

    if (r->thinking == PARL_THINKING_DEFAULT) {
        if (effort)
            write_effort(e);
        return;
    }
    if (effort)
        dropped(e, "/reasoning_effort", "thinking stands beside it");
    write_own_thinking(e);
}

/* ---- structured answers ------------------------------------------------- */

/* Does the caller force a tool of his own? */
static bool forces_own_tool(const parl_request *r)
{
    return r->n_tools > 0 &&
           (r->tool_choice == PARL_TOOL_CHOICE_NAMED ||
            r->tool_choice == PARL_TOOL_CHOICE_ALLOWED_REQUIRED);
}

/* Why a native one cannot be had; NULL: it can. */
static const char *not_native(const parl_request *r)
{
    if (r->n_tools > 0)
        return "it does not go with tools";
    if (r->extra_body != NULL &&
        json_find_in(r->extra_body, "documents").ptr != NULL)
        return "it does not go with documents";
    if (r->response_format == PARL_FORMAT_JSON_SCHEMA && r->schema != NULL &&
        !cohere_takes_schema(r->schema))
        return "Cohere wants objects with a required property each";
    return NULL;
}

/* Returns the instruction that the last user turn gets; NULL: none.  Without
 * the word JSON an answer may never end. */
static const char *plan_native(struct encoding *e)
{
    e->structured = PARL_STRUCTURED_NATIVE;
    return e->request->response_format == PARL_FORMAT_JSON_OBJECT
               ? ask_for_json(e)
               : NULL;
}

static const char *plan_tool(struct encoding *e, const char *why)
{
    if (!ask_by_tool(e))
        return ask_by_prompt(e,
                             pointer(e, "%s, and %s takes no tool in its place",
                                     why, e->to->model));
    translated(e, "/response_format", "%s: asked for by the tool %s", why,
               e->answer_tool);
    if (!e->to->facts->no_forced_tools)
        return NULL;
    return pointer(e, "Give the final answer by calling the tool %s.",
                   e->answer_tool);
}

static const char *plan_structure(struct encoding *e)
{
    const parl_request *r = e->request;
    const char *why;

    if (r->response_format != PARL_FORMAT_JSON_OBJECT &&
        r->response_format != PARL_FORMAT_JSON_SCHEMA)
        return NULL;
    why = not_native(r);
    if (why == NULL)
        return plan_native(e);
    if (!forces_own_tool(r))
        return plan_tool(e, why);
    dropped(e, "/response_format", "tool_choice demands a call instead");
    return NULL;
}

/* {"type": "json_object", "json_schema": the schema itself} */
static void write_format(struct encoding *e)
{
    const parl_request *r = e->request;

    if (e->structured != PARL_STRUCTURED_NATIVE)
        return;
    json_typed(&e->out, "response_format", "json_object");
    if (r->response_format == PARL_FORMAT_JSON_SCHEMA) {
        translated(e, "/response_format",
                   "sent as json_object with the schema alone, without a name");
        if (r->schema != NULL)
            json_raw_out(&e->out, "json_schema", span_of(r->schema));
        if (r->schema_description != NULL && r->schema_description[0] != '\0')
            dropped(e, "/response_format/json_schema/description",
                    "Cohere takes the schema alone");
    }
    json_end(&e->out);
}

/* ---- sampling ----------------------------------------------------------- */

static void write_max_tokens(struct encoding *e)
{
    const char *field;
    const int64_t tokens = said_max_tokens(e, &field);

    if (e->request->max_completion_tokens > 0)
        translated(e, field, "sent as max_tokens");
    if (tokens > 0)
        json_int(&e->out, "max_tokens", tokens);
}

/* A number under Cohere's name, which takes 0 to 1 but for a margin. */
static void write_number(struct encoding *e, const char *said, const char *name,
                         const parl_number *n, double margin)
{
    const double low = margin, high = 1 - margin;
    const double value = n->value < low    ? low
                         : n->value > high ? high
                                           : n->value;
    const char *field = pointer(e, "/%s", said);

    if (!n->set)
        return;
    if (value != n->value)
        translated(e, field, "sent as %s %s: Cohere takes %s to %s", name,
                   number_text(e, value), number_text(e, low),
                   number_text(e, high));
    else if (strcmp(said, name) != 0)
        translated(e, field, "sent as %s", name);
    json_num(&e->out, name, value);
}

static void write_top_k(struct encoding *e)
{
    enum { MOST = 500 };
    const parl_integer k = e->request->top_k;
    const int64_t value = k.value < 0 ? 0 : k.value > MOST ? MOST : k.value;

    if (!k.set)
        return;
    translated(e, "/top_k", "sent as k%s",
               value != k.value ? ", within 0 to 500" : "");
    json_int(&e->out, "k", value);
}

static void write_seed(struct encoding *e)
{
    const parl_integer seed = e->request->seed;

    if (!seed.set)
        return;
    if (seed.value < 0)
        dropped(e, "/seed", "Cohere takes none below 0");
    else
        json_int(&e->out, "seed", seed.value);
}

static void write_stop(struct encoding *e)
{
    enum { MOST = 5 };
    const parl_request *r = e->request;

    if (r->n_stop == 0)
        return;
    translated(e, "/stop", "sent as stop_sequences");
    json_array(&e->out, "stop_sequences");
    for (size_t i = 0; i < r->n_stop; i++) {
        if (i < MOST)
            json_str(&e->out, NULL, r->stop[i]);
        else
            dropped(e, pointer(e, "/stop/%zu", i), "Cohere takes five at most");
    }
    json_end(&e->out);
}

static void write_sampling(struct encoding *e)
{
    const parl_request *r = e->request;

    write_number(e, "temperature", "temperature", &r->temperature, 0);
    write_number(e, "top_p", "p", &r->top_p, 0.01);
    write_top_k(e);
    write_number(e, "frequency_penalty", "frequency_penalty",
                 &r->frequency_penalty, 0);
    write_number(e, "presence_penalty", "presence_penalty",
                 &r->presence_penalty, 0);
    write_seed(e);
    write_stop(e);
    if (r->logprobs == PARL_YES)
        json_bool_out(&e->out, "logprobs", true);
}

/* ---- what Cohere has no member for --------------------------------------- */

static void drop_others(struct encoding *e)
{
    const parl_request *r = e->request;

    drop_said(e,
              "n top_logprobs logit_bias verbosity cache_control "
              "prompt_cache_key user safety_identifier service_tier store "
              "metadata",
              "Cohere has no such member");
    if (r->include_usage == PARL_NO)
        dropped(e, "/stream_options", "Cohere counts tokens always");
    else if (r->include_usage == PARL_YES && !e->stream)
        dropped(e, "/stream_options", "the request does not stream");
}

static void drop_unknown(struct encoding *e, const char *name,
                         struct span value, void *unused)
{
    (void)value, (void)unused;
    dropped_member(e, "", escaped(e, name),
                   "not known here: a member of %s's own goes in extra_body");
}

/* ---- the whole ---------------------------------------------------------- */

static void encode(struct encoding *e)
{
    const char *instruction = plan_structure(e);

    json_object(&e->out, NULL);
    json_str(&e->out, "model", e->to->model);
    cohere_write_tools(e);
    write_format(e);
    cohere_write_messages(e, instruction);
    write_max_tokens(e);
    write_thinking(e);
    write_sampling(e);
    drop_others(e);
    if (e->stream)
        json_bool_out(&e->out, "stream", true);
    each_said(e, e->request->extra, drop_unknown, NULL);
    write_extra_body(e);
    json_end(&e->out);
}

const struct dialect dialect_cohere_chat = {
    .name = "cohere_chat",
    .framing = FRAMING_SSE,
    .state_size = sizeof(struct cohere_state),
    .encode = encode,
    .event = cohere_event,
    .answer = cohere_answer,
    .end = end_marked,
    .error = cohere_error,
    .recognise = structured_by_function,
};
