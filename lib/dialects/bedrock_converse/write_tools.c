/* dialects/bedrock_converse/write_tools.c -- the member "toolConfig":
 *
 *   {"tools": [{"toolSpec": {"name", "description", "inputSchema": {"json"},
 *    "strict"}}, {"cachePoint"}], "toolChoice": {"auto" | "any" | "tool"}}
 *
 * or, among the maker's own fields, the choice in Anthropic's words. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include "encoding/history.h"
#include "encoding/tool_choice.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

/* ---- tools -------------------------------------------------------------- */

/* `field`: the pointer to the schema, which the tool keeps to where it is
 * strict. */
static void write_spec(struct encoding *e, const parl_tool *tool,
                       const char *field, bool strict)
{
    converse_open(e, "toolSpec");
    json_str(&e->out, "name", tool->name);
    if (tool->description != NULL && tool->description[0] != '\0')
        json_str(&e->out, "description", tool->description);
    json_object(&e->out, "inputSchema");
    write_arguments_schema(e, "json", tool->parameters, field, strict,
                           !converse_traits(e)->messages_fields);
    json_end(&e->out);
    if (strict)
        json_bool_out(&e->out, "strict", true);
    converse_close(e);
}

/* A tool in AWS's own words. */
struct own_tool {
    const char *field;
    const char *words; /* the members of which it has one */
    bool known;
};

static void write_the_one(struct encoding *e, const char *name,
                          struct span value, struct own_tool *own)
{
    if (own->known)
        refuse(e, PARL_INVALID_ARGUMENT, pointer(e, "%s/%s", own->field, name),
               "a tool is either a systemTool or a toolSpec; give this one by "
               "itself");
    own->known = true;
    json_raw_out(&e->out, name, value);
}

/* A member_fn: the one member that says what it is goes as it is, and nothing
 * may stand beside it, though its type may be named as for any tool. */
static void write_own_member(struct encoding *e, const char *name,
                             struct span value, void *ctx)
{
    struct own_tool *own = ctx;

    if (word_in(own->words, name))
        write_the_one(e, name, value, own);
    else if (strcmp(name, "type") != 0)
        converse_drop_member(e, name, value, &own->field);
}

/* A cache point stands by itself, and not in a tool. */
static const char *own_words(const char *tool)
{
    return json_find_in(tool, "systemTool").ptr == NULL &&
                   json_find_in(tool, "toolSpec").ptr == NULL
               ? "cachePoint"
               : "systemTool toolSpec";
}

static void write_own_tool(struct encoding *e, const parl_tool *tool,
                           const char *field)
{
    struct own_tool own = { .field = field,
                            .words = own_words(tool->parameters) };
    struct span type = json_find(span_of(tool->parameters), "type");

    json_object(&e->out, NULL);
    each_said(e, tool->parameters, write_own_member, &own);
    json_end(&e->out);
    if (type.ptr == NULL)
        type = SPAN("untyped");
    if (!own.known)
        refuse(e, PARL_UNSUPPORTED, field,
               "%s has no such tool, %.*s: its own are a toolSpec or a "
               "systemTool",
               e->to->provider->about, (int)type.len, type.ptr);
}

static void write_function(struct encoding *e, struct converse_plan *plan,
                           const parl_tool *tool, const char *field)
{
    const bool strict = keeps_strict(
        e, &plan->room, e->to->facts->converse_native, tool, field);

    write_spec(e, tool, pointer(e, "%s/function/parameters", field), strict);
}

static void write_tool(struct encoding *e, struct converse_plan *plan, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];
    const char *field = tool_pointer(e, i);

    each_said(e, tool->extra, converse_drop_member, &field);
    if (tool->type == PARL_TOOL_OPAQUE)
        write_own_tool(e, tool, field);
    else if (tool->type == PARL_TOOL_CUSTOM)
        refuse(e, PARL_UNSUPPORTED, field,
               "'%s' takes free text, which %s has not; make it a function",
               tool->name, e->to->provider->about);
    else
        write_function(e, plan, tool, field);
}

/* ---- tools that only the history knows ----------------------------------- */

static void write_called_tool(struct encoding *e, const char *name)
{
    const parl_tool tool = { .name = name };

    write_spec(e, &tool, "/tools", false);
}

static void write_called_tools(struct encoding *e)
{
    each_called_tool(e, converse_tool_name, write_called_tool);
    translated(e, "/tools",
               "made from the calls of the history, which need their tools");
}

/* ---- the whole ---------------------------------------------------------- */

static const char *choice_word(const struct converse_plan *plan)
{
    return plan->choice == PARL_TOOL_CHOICE_NAMED      ? "tool"
           : plan->choice == PARL_TOOL_CHOICE_REQUIRED ? "any"
                                                       : "auto";
}

/* The tool that has to be called; NULL: any. */
static const char *choice_name(const struct converse_plan *plan)
{
    return plan->choice == PARL_TOOL_CHOICE_NAMED ? plan->named : NULL;
}

static void write_choice(struct encoding *e, const struct converse_plan *plan)
{
    const char *name = choice_name(plan);

    if (plan->choice == PARL_TOOL_CHOICE_DEFAULT || plan->one_call)
        return;
    json_object(&e->out, "toolChoice");
    json_object(&e->out, choice_word(plan));
    if (name != NULL)
        json_str(&e->out, "name", name);
    converse_close(e);
}

/* There may be but one of the two choices. */
void converse_write_one_call(struct encoding *e,
                             const struct converse_plan *plan)
{
    if (!plan->one_call)
        return;
    write_typed_choice(e, choice_word(plan), choice_name(plan), true);
}

void converse_write_tools(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;
    const parl_tool answer = answer_tool(e);

    if (!plan->offers)
        return;
    json_object(&e->out, "toolConfig");
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tools; i++) {
        if (!converse_offers(r, &r->tools[i]))
            continue;
        write_tool(e, plan, i);
        if (plan->history.tools != NULL)
            converse_write_mark(e, plan->history.tools[i].cache);
    }
    if (e->answer_tool != NULL)
        write_spec(e, &answer, "/response_format/json_schema/schema", false);
    else if (r->n_tools == 0)
        write_called_tools(e);
    json_end(&e->out);
    write_choice(e, plan);
    json_end(&e->out);
}
