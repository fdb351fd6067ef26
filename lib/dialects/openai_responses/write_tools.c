/* dialects/openai_responses/write_tools.c -- the tools, and the choice of them.
 *
 *   {"type": "function", "name", "description", "parameters", "strict"}
 *   {"type": "custom", "name", "description", "format"}
 *
 * What a tool is stands beside its type, not in an object of its own; and not
 * to be strict must be said, since here it is not the default. */
#include "dialects/openai_responses/responses.h"

#include "dialects/openai_chat/chat.h"
#include "encoding/tool_choice.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

#define NO_ARGUMENTS                                                           \
    "{\"type\":\"object\",\"properties\":{},\"required\":[],"                  \
    "\"additionalProperties\":false}"

/* {"type": "grammar", "grammar": {...}} of Chat, without its inner object. */
static void write_format(struct encoding *e, const char *format)
{
    const struct span grammar = json_find_in(format, "grammar");

    if (grammar.ptr == NULL || grammar.ptr[0] != '{') {
        json_raw_out(&e->out, "format", span_of(format));
        return;
    }
    json_typed(&e->out, "format", "grammar");
    json_splice(&e->out, grammar);
    json_end(&e->out);
}

static void write_function(struct encoding *e, const parl_tool *tool)
{
    json_raw_out(&e->out, "parameters",
                 tool->parameters != NULL ? span_of(tool->parameters)
                                          : SPAN(NO_ARGUMENTS));
    json_bool_out(&e->out, "strict", tool->strict == PARL_YES);
}

static void write_declared(struct encoding *e, const parl_tool *tool,
                           const char *name)
{
    const bool custom = tool->type == PARL_TOOL_CUSTOM;

    json_typed(&e->out, NULL, custom ? "custom" : "function");
    json_str(&e->out, "name", name);
    if (tool->description != NULL)
        json_str(&e->out, "description", tool->description);
    if (!custom)
        write_function(e, tool);
    else if (tool->parameters != NULL)
        write_format(e, tool->parameters);
    json_splice(&e->out, span_of(tool->extra));
    json_end(&e->out);
}

static void write_tool(struct encoding *e, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];

    responses_drop_mark(e, tool->cache, tool_pointer(e, i));
    if (tool->type == PARL_TOOL_OPAQUE) {
        write_unmarked(e, &e->out, tool->parameters, tool_pointer(e, i));
        return;
    }
    write_declared(
        e, tool,
        chat_sent_name(
            e, tool->name,
            pointer(e, "/tools/%zu/%s/name", i,
                    tool->type == PARL_TOOL_CUSTOM ? "custom" : "function")));
}

/* ---- the choice --------------------------------------------------------- */

static void write_named(struct encoding *e, const char *key, const char *name)
{
    json_typed(&e->out, key, chat_tool_kind(e->request, name));
    json_str(&e->out, "name", chat_sent_name(e, name, NULL));
    json_end(&e->out);
}

/* The synthetic tool is allowed as well, and one of them is called then. */
static void write_allowed(struct encoding *e)
{
    const parl_request *r = e->request;
    const bool forces = forces_call(r) || e->answer_tool != NULL;

    json_typed(&e->out, "tool_choice", "allowed_tools");
    json_str(&e->out, "mode", forces ? "required" : "auto");
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tool_names; i++)
        write_named(e, NULL, r->tool_names[i]);
    if (e->answer_tool != NULL)
        write_named(e, NULL, e->answer_tool);
    json_end(&e->out);
    json_end(&e->out);
}

static void write_users_choice(struct encoding *e)
{
    const int32_t choice = e->request->tool_choice;

    if (choice == PARL_TOOL_CHOICE_NAMED)
        write_named(e, "tool_choice", e->request->tool_names[0]);
    else if (choice > PARL_TOOL_CHOICE_NAMED)
        write_allowed(e);
    else
        json_str(&e->out, "tool_choice", chat_choice_word(choice));
}

/* The synthetic tool is forced, but never against a choice that forces one of
 * the caller's own. */
static void write_answer_choice(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->tool_choice >= PARL_TOOL_CHOICE_NAMED)
        write_users_choice(e);
    else if (r->n_tools == 0 || r->tool_choice == PARL_TOOL_CHOICE_NONE)
        write_named(e, "tool_choice", e->answer_tool);
    else
        json_str(&e->out, "tool_choice", "required");
}

static void write_parallel(struct encoding *e)
{
    const int32_t wish = e->request->parallel_tool_calls;

    if (e->request->n_tools > 0 && wish == PARL_NO &&
        responses_takes(e, "parallel_tool_calls", false))
        json_bool_out(&e->out, "parallel_tool_calls", false);
}

void responses_write_tools(struct encoding *e)
{
    const parl_request *r = e->request;

    if (has_no_tools(e))
        return;
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tools; i++)
        write_tool(e, i);
    if (e->answer_tool != NULL) {
        const parl_tool tool = answer_tool(e);

        write_declared(e, &tool, tool.name);
    }
    json_end(&e->out);

    if (e->answer_tool != NULL)
        write_answer_choice(e);
    else if (r->tool_choice != PARL_TOOL_CHOICE_DEFAULT &&
             responses_takes(e, "tool_choice", false))
        write_users_choice(e);
    write_parallel(e);
}
