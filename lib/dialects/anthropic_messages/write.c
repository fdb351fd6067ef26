/* dialects/anthropic_messages/write.c -- the body of POST /v1/messages.
 *
 * The order of the members is that in which the vendor caches a prompt: tools,
 * system, messages, and what varies most behind them.  At Google the model
 * stands in the address and the version of the API in the body. */
#include "dialects/anthropic_messages/messages.h"
#include "encoding/left_out.h"
#include "encoding/effort.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

#include <string.h>

/* ---- headers ------------------------------------------------------------ */

/* Members that the vendor takes, of what stands at `field`. */
struct taken_members {
    const char *names; /* by blanks */
    const char *field;
};

static void write_taken(struct encoding *e, const char *name, struct span value,
                        void *ctx)
{
    const struct taken_members *taken = ctx;

    if (span_is(value, "null"))
        return;
    if (word_in(taken->names, name))
        json_raw_out(&e->out, name, value);
    else if (!is_answer_member(name, value))
        drop_no_such(e, taken->field, name);
}

void messages_write_extra(struct encoding *e, const char *extra,
                          const char *names, const char *field)
{
    struct taken_members taken = { names, field };

    each_member(e, extra, write_taken, &taken);
}

void messages_ask_beta(struct encoding *e, const char *beta)
{
    ask_header_item(e, "anthropic-beta", beta);
}

/* Edits of a context that are on trial themselves. */
static void ask_for_edits(struct encoding *e, struct span edits)
{
    struct json_in in;

    json_open_array(&in, edits);
    while (json_next_element(&in)) {
        if (json_says(json_raw(&in), "type", "compact_20260112"))
            messages_ask_beta(e, "compact-2026-01-12");
    }
}

/* A member of extra_body that is on trial, or one inside it, and what that is
 * called. */
static const struct beta_of_member {
    const char *member, *inside, *beta;
} member_betas[] = {
    { "context_management", NULL, "context-management-2025-06-27" },
    { "container", "skills", "skills-2025-10-02" },
    { "output_config", "task_budget", "task-budgets-2026-03-13" },
    { "mcp_servers", NULL, "mcp-client-2025-11-20" },
    { "speed", NULL, "fast-mode-2026-02-01" },
    { "fallbacks", NULL, "server-side-fallback-2026-07-01" },
    { "fallback_credit_token", NULL, "fallback-credit-2026-07-01" },
    { "compaction", NULL, "compact-2026-09-04" },
    { "diagnostics", NULL, "cache-diagnosis-2026-04-07" },
    { "thinking", "block_binding", "thinking-binding-controls-2026-08-01" },
};

static void ask_for_member(struct encoding *e, const char *name,
                           struct span value, void *unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof(member_betas) / sizeof(member_betas[0]);
         i++) {
        const struct beta_of_member *row = &member_betas[i];

        if (strcmp(row->member, name) == 0 &&
            (row->inside == NULL || json_find(value, row->inside).ptr != NULL))
            messages_ask_beta(e, row->beta);
    }
    if (strcmp(name, "thinking") == 0 && json_says(value, "display", "updates"))
        messages_ask_beta(e, "thinking-display-updates-2026-08-18");
    if (strcmp(name, "context_management") == 0)
        ask_for_edits(e, json_find(value, "edits"));
}

static void write_head(struct encoding *e)
{
    const char *version = extras_of(e->to->provider)->messages.body_version;

    if (version != NULL) {
        json_str(&e->out, "anthropic_version", version);
        return;
    }
    ask_header(e, "anthropic-version", "2023-06-01");
    json_str(&e->out, "model", e->to->model);
}

/* ---- the plan ----------------------------------------------------------- */

static int64_t plan_max_tokens(struct encoding *e, const struct facts *facts)
{
    const char *field;
    const int64_t tokens = said_max_tokens(e, &field);

    if (e->request->max_completion_tokens > 0)
        translated(e, field, "sent as max_tokens");
    return tokens > 0 ? tokens : words_of(facts)->max_output;
}

/* A schema is compiled by newer models; else, and for an object without one, a
 * tool takes the answer, which is forced where that is possible. */
static void plan_structure(struct encoding *e, struct messages_plan *plan)
{
    const int32_t format = e->request->response_format;
    const char *why;

    if (format != PARL_FORMAT_JSON_OBJECT && format != PARL_FORMAT_JSON_SCHEMA)
        return;
    why = why_not_native(&plan->room, !plan->facts->no_json_schema, e->request);
    if (why == NULL) {
        e->structured = PARL_STRUCTURED_NATIVE;
        return;
    }
    if (!ask_by_tool(e)) {
        plan->instruction = ask_by_prompt(e, NULL);
        return;
    }
    if (!plan->may_force)
        plan->instruction = answer_wish(e);
    report_answer_tool(e, why, plan->instruction != NULL);
}

static void make_plan(struct encoding *e, struct messages_plan *plan)
{
    /* what nobody knows is a Claude by another name, a deployment */
    plan->facts = e->to->facts->unknown ? &facts_claude : e->to->facts;
    plan->room = (struct schema_room)SCHEMA_ROOM;
    plan->max_tokens = plan_max_tokens(e, plan->facts);
    plan->thinking = plan_thinking(e, plan->facts, plan->max_tokens);
    plan->may_force =
        !plan->facts->no_forced_tools && !thinks_on_budget(&plan->thinking);
    plan_structure(e, plan);
    messages_make_turns(e, plan);
    messages_plan_marks(e, plan);
}

/* ---- thinking, and what goes beside it ----------------------------------- */

static void write_format(struct encoding *e)
{
    static const char field[] = "/response_format/json_schema";
    const parl_request *r = e->request;

    json_object(&e->out, "format");
    json_str(&e->out, "type", "json_schema");
    write_closed_schema(e, "schema", r->schema, pointer(e, "%s/schema", field));
    json_end(&e->out);
    if (r->schema_description != NULL)
        dropped_member(e, field, "description", "%s has no place for it");
}

static void write_output_config(struct encoding *e, enum parl_effort effort)
{
    const size_t begin = e->body->text.len;

    json_object(&e->out, "output_config");
    if (effort != PARL_EFFORT_DEFAULT)
        json_str(&e->out, "effort", effort_word(effort));
    if (e->structured == PARL_STRUCTURED_NATIVE)
        write_format(e);
    json_end_or_undo(&e->out, begin);
}

static void write_sampling(struct encoding *e, const struct messages_plan *plan)
{
    parl_integer top_k;

    write_sampling_beside(e, plan->facts, &plan->thinking, "top_p");
    top_k = top_k_beside(e, plan->facts, &plan->thinking);
    if (top_k.set)
        json_int(&e->out, "top_k", top_k.value);
}

/* ---- who asks ----------------------------------------------------------- */

static const char *user_id(struct encoding *e)
{
    const parl_request *r = e->request;
    const char *id = r->user != NULL ? r->user : r->safety_identifier;

    if (r->user != NULL && r->safety_identifier != NULL)
        dropped(e, "/safety_identifier", "user stands beside it");
    for (size_t i = 0; i < r->n_metadata; i++) {
        if (id == NULL && strcmp(r->metadata[i].name, "user_id") == 0)
            id = r->metadata[i].value;
        else
            dropped_member(e, "/metadata", escaped(e, r->metadata[i].name),
                           "%s keeps a user_id alone");
    }
    return id;
}

static void write_metadata(struct encoding *e)
{
    const char *id = user_id(e);

    if (id == NULL)
        return;
    json_object(&e->out, "metadata");
    json_str(&e->out, "user_id", id);
    json_end(&e->out);
}

static void write_tier(struct encoding *e)
{
    const char *tier = e->request->service_tier;

    if (tier == NULL)
        return;
    if (!extras_of(e->to->provider)->messages.no_tiers &&
        word_in("auto standard_only", tier))
        json_str(&e->out, "service_tier", tier);
    else if (strcmp(tier, "auto") != 0)
        drop_tier(e);
}

/* ---- what there is none of ----------------------------------------------- */

static void drop_openai_members(struct encoding *e)
{
    drop_said(e,
              "seed presence_penalty frequency_penalty n logit_bias logprobs "
              "top_logprobs verbosity store prompt_cache_key",
              "%s has none");
    if (e->request->include_usage == PARL_NO)
        dropped_member(e, "/stream_options", "include_usage",
                       "%s always counts the tokens");
}

static void drop_unknown(struct encoding *e, const char *name,
                         struct span value, void *unused)
{
    (void)value, (void)unused;
    dropped_member(
        e, "", escaped(e, name),
        "%s takes no members of other vendors; say it in extra_body");
}

/* ---- knowing a request again --------------------------------------------- */

static parl_structured recognise(struct span request, struct arena *arena,
                                 const char **answer_tool)
{
    const struct span format =
        json_find(json_find(request, "output_config"), "format");

    return structured_by(request, NULL, format, arena, answer_tool);
}

/* ---- the whole ---------------------------------------------------------- */

static void encode(struct encoding *e)
{
    struct messages_plan plan = { .facts = NULL };

    make_plan(e, &plan);
    json_object(&e->out, NULL);
    write_head(e);
    json_int(&e->out, "max_tokens", plan.max_tokens);
    messages_write_tools(e, &plan);
    messages_write_conversation(e, &plan);
    write_thinking_plan(e, &plan.thinking);
    each_thinking_beta(e, &plan.thinking, messages_ask_beta);
    write_output_config(e, plan.thinking.effort);
    write_sampling(e, &plan);
    write_stop_sequences(e, "stop_sequences", false);
    write_metadata(e);
    write_tier(e);
    messages_write_request_mark(e, &plan);
    if (e->stream)
        json_bool_out(&e->out, "stream", true);
    drop_openai_members(e);
    each_said(e, e->request->extra, drop_unknown, NULL);
    each_member(e, e->request->extra_body, ask_for_member, NULL);
    write_extra_body(e);
    json_end(&e->out);
}

const struct dialect dialect_anthropic_messages = {
    .name = "anthropic_messages",
    .framing = FRAMING_SSE,
    .state_size = sizeof(struct messages_state),
    .encode = encode,
    .event = messages_event,
    .answer = messages_answer,
    .end = end_marked,
    .error = messages_error,
    .recognise = recognise,
};
