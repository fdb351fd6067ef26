/* dialects/bedrock_converse/write_tools.c -- the member "toolConfig":
 *
 *   {"tools": [{"toolSpec": {"name", "description", "inputSchema": {"json"},
 *    "strict"}}, {"cachePoint"}], "toolChoice": {"auto" | "any" | "tool"}}
 *
 * There is no choice of none: tools are not offered then, but where the
 * history has calls, since those want the member.  Many models take no choice
 * but auto; the user's last turn then says what is wanted. */
#include "dialects/bedrock_converse/converse.h"

#include "encoding/history.h"
#include "encoding/tool_choice.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

/* ---- planning ----------------------------------------------------------- */

static bool can_force(const struct encoding *e,
                      const struct converse_thought *thought)
{
    const struct facts *facts = e->to->facts;

    return !converse_lacks(e, LACKS_FORCED_TOOLS) && !facts->no_forced_tools &&
           !(facts->converse_off_to_force && converse_thinks(e, thought));
}

static const char choice_field[] = "/tool_choice";

static void plan_none(struct encoding *e, struct converse_plan *plan)
{
    plan->choice = PARL_TOOL_CHOICE_AUTO;
    plan->offers = has_calls(e->request);
    if (plan->offers)
        plan->wish = "Answer without calling a tool.";
    translated(
        e, choice_field, "there is no such choice here: %s",
        plan->offers
            ? "the last turn of the user asks for an answer without calls"
            : "the tools are not offered");
}

/* A choice of none leaves out the tools, but where the history has calls. */
static bool offers_own(const parl_request *r)
{
    return r->tool_choice != PARL_TOOL_CHOICE_NONE || has_calls(r);
}

/* Forces a call, of the tool `named` or of any (NULL).  What cannot be said by
 * a choice is asked for: `wish`. */
static void force(struct encoding *e, struct converse_plan *plan, bool can,
                  const char *named, const char *wish)
{
    const bool by_name = named != NULL && !converse_lacks(e, LACKS_NAMED_TOOL);
    const size_t own = offers_own(e->request) ? e->request->n_tools : 0;
    const bool others = own + (e->answer_tool != NULL) > 1;

    plan->choice = !can      ? PARL_TOOL_CHOICE_AUTO
                   : by_name ? PARL_TOOL_CHOICE_NAMED
                             : PARL_TOOL_CHOICE_REQUIRED;
    plan->named = named;
    if (!can || (named != NULL && !by_name && others))
        plan->wish = wish;
}

/* A request in words would be missing from the history of the next turn, which
 * thinking that is bound to it does not survive.  Was anything reported? */
static bool plan_forced(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;
    const bool can = can_force(e, &plan->thought);
    const char *named =
        r->tool_choice == PARL_TOOL_CHOICE_NAMED ? r->tool_names[0] : NULL;

    force(e, plan, can, named,
          e->to->facts->binds_thinking ? NULL
          : named != NULL              ? pointer(e, "Call the tool %s.", named)
                                       : "Call one of the tools.");
    if (can && plan->wish == NULL)
        return false;
    translated(e, choice_field, "sent as %s%s: %s %s", can ? "any" : "auto",
               plan->wish != NULL
                   ? ", with a request in the last turn of the user"
                   : "",
               e->to->model,
               can ? "takes no name here"
               : e->to->facts->converse_off_to_force
                   ? "cannot be forced to call a tool while it thinks"
                   : "cannot be forced to call a tool");
    return true;
}

static void report_allowed(struct encoding *e)
{
    if (e->request->tool_choice >= PARL_TOOL_CHOICE_ALLOWED)
        translated(e, choice_field,
                   "the tools that it does not allow are not sent");
}

static void plan_users_choice(struct encoding *e, struct converse_plan *plan)
{
    const int32_t choice = e->request->tool_choice;
    bool reported = false;

    plan->offers = true;
    plan->choice = choice == PARL_TOOL_CHOICE_DEFAULT ? PARL_TOOL_CHOICE_DEFAULT
                                                      : PARL_TOOL_CHOICE_AUTO;
    if (choice == PARL_TOOL_CHOICE_NONE)
        plan_none(e, plan);
    else if (forces_call(e->request))
        reported = plan_forced(e, plan);
    if (!reported)
        report_allowed(e);
}

/* The synthetic tool is forced where that is possible. */
static void force_answer(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;
    const bool alone =
        r->n_tools == 0 || r->tool_choice == PARL_TOOL_CHOICE_NONE;
    const bool can = e->to->facts->converse != CONVERSE_UNKNOWN &&
                     can_force(e, &plan->thought);

    force(e, plan, can, alone ? e->answer_tool : NULL, answer_wish(e));
    report_allowed(e);
    if (r->n_tools > 0 && forces_call(r) && !can)
        translated_for_model(
            e, choice_field,
            "sent as auto: %s cannot be forced to call a tool");
}

/* But never against a choice that forces one of the caller's own. */
static void plan_answer(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;

    plan->offers = true;
    if (r->n_tools > 0 && (r->tool_choice == PARL_TOOL_CHOICE_NAMED ||
                           r->tool_choice == PARL_TOOL_CHOICE_ALLOWED_REQUIRED))
        plan_users_choice(e, plan);
    else
        force_answer(e, plan);
    report_answer_tool(e, plan->why_tool, plan->wish != NULL);
}

static void check_tools(struct encoding *e, const struct converse_plan *plan)
{
    if (plan->offers && e->to->facts->no_tools)
        refuse(e, PARL_UNSUPPORTED,
               e->request->n_tools > 0 ? "/tools" : "/messages",
               "%s takes no tools, and no history with calls of them",
               e->to->model);
    if (plan->offers && e->stream && converse_lacks(e, LACKS_STREAMED_TOOLS)) {
        translated_for_model(
            e, "/stream",
            "the answer comes whole: %s streams none when it has tools");
        e->stream = false;
    }
}

/* Converse has no word for it, but Claude has. */
static void plan_one_call(struct encoding *e, struct converse_plan *plan)
{
    static const char field[] = "/parallel_tool_calls";

    plan->one_call = plan->offers && converse_traits(e)->messages_fields;
    if (plan->one_call)
        translated(e, field, "sent as disable_parallel_tool_use");
    else if (!plan->offers)
        dropped(e, field, "the tools are not offered");
    else
        dropped_for_vendor(e, field, "%s has no such choice");
}

void converse_plan_tools(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;

    check_tool_names(e, "_-", 64);
    if (e->answer_tool != NULL) {
        plan_answer(e, plan);
    } else if (r->n_tools > 0) {
        plan_users_choice(e, plan);
    } else {
        drop_tool_switches(e);
        plan->offers = has_calls(r);
    }
    if (r->n_tools > 0 && r->parallel_tool_calls == PARL_NO)
        plan_one_call(e, plan);
    check_tools(e, plan);
}

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

/* A tool in AWS's own words goes as it is. */
static void write_own_tool(struct encoding *e, const parl_tool *tool,
                           const char *field)
{
    static const char forms[][12] = { "systemTool", "toolSpec", "cachePoint" };
    const struct span json = span_of(tool->parameters);
    struct span type = json_find(json, "type");
    bool known = false;

    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
        known = known || json_find(json, forms[i]).ptr != NULL;
    if (type.ptr == NULL)
        type = SPAN("untyped");
    if (!known)
        refuse(e, PARL_UNSUPPORTED, field,
               "%s has no such tool, %.*s: its own are a toolSpec or a "
               "systemTool",
               e->to->provider->about, (int)type.len, type.ptr);
    json_raw_out(&e->out, NULL, json);
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
    const char *field = pointer(e, "/tools/%zu", i);

    if (tool->extra != NULL)
        each_member(e, tool->extra, converse_drop_member,
                    arena_strdup(e->arena, field));
    if (tool->type == PARL_TOOL_OPAQUE)
        write_own_tool(e, tool, field);
    else if (tool->type == PARL_TOOL_CUSTOM)
        refuse(e, PARL_UNSUPPORTED, field,
               "'%s' takes free text, which %s has not; make it a function",
               tool->name, e->to->provider->about);
    else
        write_function(e, plan, tool, field);
}

bool converse_offers(const parl_request *r, const parl_tool *tool)
{
    return offers_own(r) && (tool->name == NULL || is_allowed(r, tool));
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
