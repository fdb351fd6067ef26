/* dialects/bedrock_converse/write_tools.c -- the member "toolConfig":
 *
 *   {"tools": [{"toolSpec": {"name", "description", "inputSchema": {"json"},
 *    "strict"}}, {"cachePoint"}], "toolChoice": {"auto" | "any" | "tool"}}
 *
 * There is no choice of none: tools are not offered then, but where the
 * history has calls, since those want the member.  Many models take no choice
 * but auto; the user's last turn then says what is wanted. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>

/* ---- planning ----------------------------------------------------------- */

static bool is_forced(int32_t choice)
{
    return choice == PARL_TOOL_CHOICE_REQUIRED ||
           choice == PARL_TOOL_CHOICE_NAMED ||
           choice == PARL_TOOL_CHOICE_ALLOWED_REQUIRED;
}

static bool can_force(const struct encoding *e,
                      const struct converse_thought *thought)
{
    const struct facts *facts = e->to->facts;

    return (converse_traits(e)->lacks & LACKS_FORCED_TOOLS) == 0 &&
           !facts->no_forced_tools &&
           !(facts->converse_off_to_force && converse_thinks(e, thought));
}

static void plan_none(struct encoding *e, struct converse_plan *plan)
{
    plan->choice = PARL_TOOL_CHOICE_AUTO;
    plan->offers = converse_has_calls(e->request);
    if (plan->offers) {
        translated(e, "/tool_choice",
                   "there is no such choice here: the last turn of the user "
                   "asks for an answer without calls");
        plan->wish = "Answer without calling a tool.";
    } else {
        translated(e, "/tool_choice",
                   "there is no such choice here: the tools are not offered");
    }
}

static void plan_unforced(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;

    translated(e, "/tool_choice",
               "sent as auto, with a request in the last turn of the user: %s "
               "cannot be forced to call a tool%s",
               e->to->model,
               e->to->facts->converse_off_to_force ? " while it thinks" : "");
    plan->wish = r->tool_choice == PARL_TOOL_CHOICE_NAMED
                     ? pointer(e, "Call the tool %s.", r->tool_names[0])
                     : "Call one of the tools.";
    plan->choice = PARL_TOOL_CHOICE_AUTO;
}

static void plan_forced(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;

    if (!can_force(e, &plan->thought)) {
        plan_unforced(e, plan);
        return;
    }
    plan->choice = PARL_TOOL_CHOICE_REQUIRED;
    if (r->tool_choice != PARL_TOOL_CHOICE_NAMED)
        return;
    if ((converse_traits(e)->lacks & LACKS_NAMED_TOOL) == 0) {
        plan->choice = PARL_TOOL_CHOICE_NAMED;
        plan->named = r->tool_names[0];
    } else if (r->n_tools > 1) {
        translated(e, "/tool_choice",
                   "sent as any, with a request in the last turn of the user: "
                   "%s takes no name here",
                   e->to->model);
        plan->wish = pointer(e, "Call the tool %s.", r->tool_names[0]);
    }
}

static void plan_users_choice(struct encoding *e, struct converse_plan *plan)
{
    const int32_t choice = e->request->tool_choice;

    plan->offers = true;
    plan->choice = choice == PARL_TOOL_CHOICE_DEFAULT ? PARL_TOOL_CHOICE_DEFAULT
                                                      : PARL_TOOL_CHOICE_AUTO;
    if (choice == PARL_TOOL_CHOICE_NONE)
        plan_none(e, plan);
    else if (is_forced(choice))
        plan_forced(e, plan);
    if (choice >= PARL_TOOL_CHOICE_ALLOWED && plan->wish == NULL)
        translated(e, "/tool_choice",
                   "there is no such choice here: the other tools are not "
                   "offered");
}

static void drop_switches(struct encoding *e)
{
    if (e->request->tool_choice != PARL_TOOL_CHOICE_DEFAULT)
        dropped(e, "/tool_choice", "there are no tools");
    if (e->request->parallel_tool_calls != PARL_DEFAULT)
        dropped(e, "/parallel_tool_calls", "there are no tools");
}

/* The synthetic tool is forced where that is possible, but never against a
 * choice that forces one of the caller's own. */
static void plan_answer(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;

    plan->offers = true;
    if (r->n_tools == 0)
        drop_switches(e);
    if (r->n_tools > 0 && r->tool_choice >= PARL_TOOL_CHOICE_NAMED) {
        plan_users_choice(e, plan);
    } else if (e->to->facts->converse == CONVERSE_UNKNOWN ||
               !can_force(e, &plan->thought)) {
        plan->choice = PARL_TOOL_CHOICE_AUTO;
        plan->wish = pointer(e, "Give the answer by calling the tool %s.",
                             e->answer_tool);
    } else if (r->n_tools == 0 || r->tool_choice == PARL_TOOL_CHOICE_NONE) {
        plan->choice = PARL_TOOL_CHOICE_NAMED;
        plan->named = e->answer_tool;
    } else {
        plan->choice = PARL_TOOL_CHOICE_REQUIRED;
    }
    if (plan->choice == PARL_TOOL_CHOICE_NAMED &&
        (converse_traits(e)->lacks & LACKS_NAMED_TOOL) != 0)
        plan->choice = PARL_TOOL_CHOICE_REQUIRED;
    translated(e, "/response_format",
               "%s has no such mode here%s: asked for by the tool %s%s",
               e->to->model,
               e->to->facts->converse_native &&
                       r->response_format == PARL_FORMAT_JSON_SCHEMA
                   ? " for a schema that cannot be compiled"
                   : "",
               e->answer_tool,
               plan->wish != NULL
                   ? ", in the last turn of the user, since it cannot be forced"
                   : "");
}

static void check_tools(struct encoding *e, const struct converse_plan *plan)
{
    if (plan->offers && e->to->facts->no_tools)
        refuse(e, PARL_UNSUPPORTED,
               e->request->n_tools > 0 ? "/tools" : "/messages",
               "%s takes no tools, and no history with calls of them",
               e->to->model);
    if (plan->offers && e->stream &&
        (converse_traits(e)->lacks & LACKS_STREAMED_TOOLS) != 0) {
        translated(e, "/stream",
                   "the answer comes whole: %s streams none when it has tools",
                   e->to->model);
        e->stream = false;
    }
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
        drop_switches(e);
        plan->offers = converse_has_calls(r);
    }
    if (r->n_tools > 0 && r->parallel_tool_calls == PARL_NO)
        dropped(e, "/parallel_tool_calls", "%s has no such switch",
                e->to->provider->about);
    check_tools(e, plan);
}

/* ---- tools -------------------------------------------------------------- */

static bool is_empty(struct span object)
{
    struct json_text name;
    struct json_in in;

    json_in_init(&in, object.ptr, object.len, 0);
    return !json_enter_object(&in) || !json_next_member(&in, &name);
}

/* A schema has to say that it is an object's.  `strict`: the pointer to one
 * that the tool keeps to; NULL: it need not. */
static void write_schema(struct encoding *e, const char *schema,
                         const char *strict)
{
    const struct span json = span_of(schema);

    json_object(&e->out, "inputSchema");
    if (schema == NULL) {
        json_raw_out(&e->out, "json",
                     SPAN("{\"type\":\"object\",\"properties\":{}}"));
    } else if (strict != NULL) {
        write_closed_schema(e, "json", schema, strict);
    } else if (json_find(json, "type").ptr != NULL) {
        json_raw_out(&e->out, "json", json);
    } else {
        json_object(&e->out, "json");
        json_str(&e->out, "type", "object");
        if (!is_empty(json))
            json_splice(&e->out, json);
        json_end(&e->out);
    }
    json_end(&e->out);
}

static void write_spec(struct encoding *e, const char *name,
                       const char *description, const char *schema,
                       const char *strict)
{
    json_object(&e->out, NULL);
    json_object(&e->out, "toolSpec");
    json_str(&e->out, "name", name);
    if (description != NULL && description[0] != '\0')
        json_str(&e->out, "description", description);
    write_schema(e, schema, strict);
    if (strict != NULL)
        json_bool_out(&e->out, "strict", true);
    json_end(&e->out);
    json_end(&e->out);
}

static void drop_tool_member(struct encoding *e, const char *name,
                             struct span value, void *number)
{
    if (!span_is(value, "null"))
        dropped(e, pointer(e, "/tools/%zu/%s", *(const size_t *)number, name),
                "%s has no such member", e->to->provider->about);
}

/* Why a tool's arguments are not kept to its schema; NULL: they are. */
static const char *not_strict(struct encoding *e, struct converse_plan *plan,
                              const parl_tool *tool)
{
    if (!e->to->facts->converse_native)
        return "%s does not take it here";
    if (plan->room.strict_tools == 0)
        return "%s compiles the schemas of so many tools, and no more";
    if (tool->parameters != NULL &&
        !schema_compiles(&plan->room, tool->parameters))
        return "%s cannot compile it: it refers to itself or elsewhere, has "
               "a property without a type, or too many optional ones";
    plan->room.strict_tools--;
    return NULL;
}

static void write_tool(struct encoding *e, struct converse_plan *plan, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];
    bool strict = tool->strict == PARL_YES;
    const char *reason;

    each_member(e, tool->extra, drop_tool_member, &i);
    if (tool->type == PARL_TOOL_OPAQUE) {
        json_raw_out(&e->out, NULL, span_of(tool->parameters));
        return;
    }
    if (tool->type == PARL_TOOL_CUSTOM) {
        refuse(e, PARL_UNSUPPORTED, pointer(e, "/tools/%zu", i),
               "'%s' takes free text, which %s has not; make it a function",
               tool->name, e->to->provider->about);
        return;
    }
    if (strict && (reason = not_strict(e, plan, tool)) != NULL) {
        dropped(e, pointer(e, "/tools/%zu/function/strict", i), reason,
                e->to->model);
        strict = false;
    }
    write_spec(e, tool->name, tool->description, tool->parameters,
               strict ? pointer(e, "/tools/%zu/function/parameters", i) : NULL);
}

static void write_answer_tool(struct encoding *e)
{
    const parl_tool tool = answer_tool(e);

    write_spec(e, tool.name, tool.description, tool.parameters, NULL);
}

static bool is_offered(const parl_request *r, const parl_tool *tool)
{
    if (r->tool_choice < PARL_TOOL_CHOICE_ALLOWED || tool->name == NULL)
        return true;
    for (size_t i = 0; i < r->n_tool_names; i++) {
        if (strcmp(r->tool_names[i], tool->name) == 0)
            return true;
    }
    return false;
}

/* ---- tools that only the history knows ----------------------------------- */

static bool called_before(struct encoding *e, const char *name, size_t message,
                          size_t part)
{
    for (size_t m = 0; m <= message; m++) {
        const parl_message *msg = &e->request->messages[m];
        const size_t n = m == message ? part : msg->n_parts;

        for (size_t i = 0; i < n; i++) {
            if (msg->parts[i].name != NULL &&
                strcmp(converse_tool_name(e, msg->parts[i].name), name) == 0)
                return true;
        }
    }
    return false;
}

static void write_called_tools(struct encoding *e)
{
    for (size_t m = 0; m < e->request->n_messages; m++) {
        const parl_message *msg = &e->request->messages[m];

        for (size_t i = 0; i < msg->n_parts; i++) {
            const char *name = msg->parts[i].name;

            if ((msg->parts[i].type != PARL_PART_TOOL_CALL &&
                 msg->parts[i].type != PARL_PART_CUSTOM_CALL) ||
                name == NULL)
                continue;
            name = converse_tool_name(e, name);
            if (!called_before(e, name, m, i))
                write_spec(e, name, NULL, "{\"type\":\"object\"}", NULL);
        }
    }
    translated(e, "/tools",
               "made from the calls of the history, which need their tools");
}

/* ---- the whole ---------------------------------------------------------- */

static void write_choice(struct encoding *e, const struct converse_plan *plan)
{
    if (plan->choice == PARL_TOOL_CHOICE_DEFAULT)
        return;
    json_object(&e->out, "toolChoice");
    if (plan->choice == PARL_TOOL_CHOICE_NAMED) {
        json_object(&e->out, "tool");
        json_str(&e->out, "name", plan->named);
    } else {
        json_object(&e->out,
                    plan->choice == PARL_TOOL_CHOICE_REQUIRED ? "any" : "auto");
    }
    json_end(&e->out);
    json_end(&e->out);
}

void converse_write_tools(struct encoding *e, struct converse_plan *plan)
{
    const parl_request *r = e->request;

    if (!plan->offers)
        return;
    json_object(&e->out, "toolConfig");
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tools; i++) {
        if (!is_offered(r, &r->tools[i]))
            continue;
        write_tool(e, plan, i);
        if (plan->history.tools != NULL)
            converse_write_mark(e, plan->history.tools[i]);
    }
    if (e->answer_tool != NULL)
        write_answer_tool(e);
    else if (r->n_tools == 0)
        write_called_tools(e);
    json_end(&e->out);
    write_choice(e, plan);
    json_end(&e->out);
}
