/* dialects/anthropic_messages/write_tools.c -- the members "tools" and
 * "tool_choice":
 *
 *   {"name", "description", "input_schema": {"type": "object", ...}, "strict"}
 *   {"type": "auto" | "any" | "none", "disable_parallel_tool_use": true}
 *   {"type": "tool", "name"}
 *
 * A structured answer that is asked for by a tool adds one. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>
#include "encoding/closed_schema.h"
#include "encoding/history.h"
#include "encoding/tool_choice.h"
#include "encoding/answer_tool.h"

enum { MAX_NAME = 128 };

/* ---- definitions -------------------------------------------------------- */

static void write_head(struct encoding *e, const parl_tool *tool)
{
    json_str(&e->out, "name", tool->name);
    if (tool->description != NULL)
        json_str(&e->out, "description", tool->description);
}

static void write_function(struct encoding *e, struct messages_plan *plan,
                           const parl_tool *tool, const char *field)
{
    const bool strict =
        keeps_strict(e, &plan->room, !plan->facts->no_json_schema, tool, field);

    write_head(e, tool);
    write_arguments_schema(e, "input_schema", tool->parameters,
                           pointer(e, "%s/function/parameters", field), strict,
                           false);
    if (strict)
        json_bool_out(&e->out, "strict", true);
}

/* Free text has no form of its own here: it is one argument. */
static void write_custom(struct encoding *e, const parl_tool *tool,
                         const char *field)
{
    translated(e, pointer(e, "%s/custom", field),
               "sent as a function with one text, \"input\"");
    write_head(e, tool);
    json_raw_out(&e->out, "input_schema",
                 SPAN("{\"type\":\"object\",\"properties\":{\"input\":"
                      "{\"type\":\"string\"}},\"required\":[\"input\"]}"));
}

static void write_tool(struct encoding *e, struct messages_plan *plan, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];
    const char *field = tool_pointer(e, i);

    if (tool->type == PARL_TOOL_OPAQUE) {
        json_raw_out(&e->out, NULL, span_of(tool->parameters));
        messages_note_mark(plan, span_of(tool->parameters));
        return;
    }
    json_object(&e->out, NULL);
    if (tool->type == PARL_TOOL_CUSTOM)
        write_custom(e, tool, field);
    else
        write_function(e, plan, tool, field);
    messages_write_extra(e, tool->extra,
                         "allowed_callers defer_loading eager_input_streaming "
                         "input_examples",
                         field);
    messages_write_mark(e, plan, tool->cache, field);
    json_end(&e->out);
}

static void write_answer_tool(struct encoding *e)
{
    const parl_tool tool = answer_tool(e);

    json_object(&e->out, NULL);
    write_head(e, &tool);
    write_arguments_schema(e, "input_schema", tool.parameters,
                           "/response_format/json_schema/schema", false, false);
    json_end(&e->out);
}

/* ---- tools that only the history knows ----------------------------------- */

static void write_called_tool(struct encoding *e, const char *name)
{
    json_object(&e->out, NULL);
    json_str(&e->out, "name", name);
    write_arguments_schema(e, "input_schema", NULL, NULL, false, false);
    json_end(&e->out);
}

/* A history with calls needs their definitions; none may be called anew. */
static void write_called_tools(struct encoding *e)
{
    if (!has_calls(e->request))
        return;
    json_array(&e->out, "tools");
    each_called_tool(e, messages_tool_name, write_called_tool);
    json_end(&e->out);
    json_raw_out(&e->out, "tool_choice", SPAN("{\"type\":\"none\"}"));
    translated(e, "/tools",
               "there are none: those that the history calls are defined, and "
               "may not be called");
}

/* ---- the choice --------------------------------------------------------- */

static const char *const choice_types[] = {
    [PARL_TOOL_CHOICE_AUTO] = "auto",
    [PARL_TOOL_CHOICE_NONE] = "none",
    [PARL_TOOL_CHOICE_REQUIRED] = "any",
    [PARL_TOOL_CHOICE_NAMED] = "tool",
    [PARL_TOOL_CHOICE_ALLOWED] = "auto",
    [PARL_TOOL_CHOICE_ALLOWED_REQUIRED] = "any",
};

/* What becomes of it, in one sentence; `held`: what forces is sent as auto. */
static void report_choice(struct encoding *e, const struct messages_plan *plan,
                          bool held)
{
    const bool some = e->request->tool_choice >= PARL_TOOL_CHOICE_ALLOWED;
    const char *why = !held ? ""
                      : plan->facts->no_forced_tools
                          ? "sent as auto: %s cannot be forced to call a tool"
                          : "sent as auto: while it thinks on a budget, %s "
                            "cannot be forced to call a tool";

    if (some || held)
        translated(e, "/tool_choice", "%s%s%s",
                   some ? "the tools that it does not allow are not sent" : "",
                   some && held ? "; " : "", pointer(e, why, e->to->model));
}

/* The type of the choice; NULL: there is nothing to say. */
static const char *users_choice(struct encoding *e,
                                const struct messages_plan *plan)
{
    const bool held = forces_call(e->request) && !plan->may_force;

    if (e->request->n_tools > 0)
        report_choice(e, plan, held);
    return held ? "auto" : choice_types[e->request->tool_choice];
}

/* The synthetic tool is forced, but never against a choice that forces one of
 * the caller's own. */
static const char *answer_choice(struct encoding *e,
                                 const struct messages_plan *plan)
{
    const parl_request *r = e->request;
    const bool none = r->tool_choice == PARL_TOOL_CHOICE_NONE;
    const bool named = r->tool_choice == PARL_TOOL_CHOICE_NAMED;
    const char *users = users_choice(e, plan);

    if (named || (!plan->may_force && !none))
        return users;
    if (!plan->may_force)
        return "auto";
    return r->n_tools == 0 || none ? "tool" : "any";
}

/* The tool of a choice of this type; NULL: it names none. */
static const char *chosen_tool(const struct encoding *e, const char *type)
{
    if (strcmp(type, "tool") != 0)
        return NULL;
    return e->request->tool_choice == PARL_TOOL_CHOICE_NAMED
               ? e->request->tool_names[0]
               : e->answer_tool;
}

/* One call at a time: wished for, or the only call is the answer.  Where none
 * is made it need not be said. */
static bool is_serial(const struct encoding *e)
{
    const parl_request *r = e->request;

    if (e->answer_tool == NULL)
        return r->parallel_tool_calls == PARL_NO &&
               r->tool_choice != PARL_TOOL_CHOICE_NONE;
    return r->parallel_tool_calls == PARL_NO || r->n_tools == 0;
}

static void write_choice(struct encoding *e, const struct messages_plan *plan)
{
    const bool serial = is_serial(e);
    const char *type =
        e->answer_tool != NULL ? answer_choice(e, plan) : users_choice(e, plan);

    if (type == NULL && serial)
        type = "auto";
    if (type != NULL)
        write_typed_choice(e, type, chosen_tool(e, type), serial);
}

/* ---- both --------------------------------------------------------------- */

void messages_write_tools(struct encoding *e, struct messages_plan *plan)
{
    const parl_request *r = e->request;

    check_tool_names(e, "_-", MAX_NAME);
    if (has_no_tools(e)) {
        write_called_tools(e);
        return;
    }
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tools; i++) {
        if (is_allowed(r, &r->tools[i]))
            write_tool(e, plan, i);
    }
    if (e->answer_tool != NULL)
        write_answer_tool(e);
    json_end(&e->out);
    write_choice(e, plan);
}
