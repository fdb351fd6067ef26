/* dialects/openai_chat/write_tools.c -- the members "tools", "tool_choice" and
 * "parallel_tool_calls".
 *
 * A structured answer that is asked for by a tool adds one, and forces it. */
#include "dialects/openai_chat/chat.h"

#include <string.h>

static void write_custom_tool(struct encoding *e, const parl_tool *tool)
{
    json_str(&e->out, "type", "custom");
    json_object(&e->out, "custom");
    json_str(&e->out, "name", tool->name);
    if (tool->description != NULL)
        json_str(&e->out, "description", tool->description);
    if (tool->parameters != NULL)
        json_raw_out(&e->out, "format", span_of(tool->parameters));
    json_end(&e->out);
}

static void write_function(struct encoding *e, const parl_tool *tool)
{
    json_str(&e->out, "type", "function");
    json_object(&e->out, "function");
    json_str(&e->out, "name", tool->name);
    if (tool->description != NULL)
        json_str(&e->out, "description", tool->description);
    if (tool->parameters != NULL)
        json_raw_out(&e->out, "parameters", span_of(tool->parameters));
    else if (e->to->provider->chat.needs_parameters)
        json_raw_out(&e->out, "parameters",
                     SPAN("{\"type\":\"object\",\"properties\":{}}"));
    if (tool->strict != PARL_DEFAULT)
        json_bool_out(&e->out, "strict", tool->strict == PARL_YES);
    json_end(&e->out);
}

static void drop_member(struct encoding *e, const char *name, struct span value,
                        void *number)
{
    (void)value;
    dropped(e, pointer(e, "/tools/%zu/%s", *(const size_t *)number, name),
            "%s has no such member", e->to->provider->about);
}

static void write_tool(struct encoding *e, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];

    if (tool->cache != PARL_CACHE_NONE)
        dropped(e, pointer(e, "/tools/%zu/cache_control", i),
                "%s caches by itself, without marks", e->to->provider->about);
    if (tool->type != PARL_TOOL_FUNCTION &&
        e->to->provider->chat.functions_only)
        refuse(e, PARL_UNSUPPORTED, pointer(e, "/tools/%zu", i),
               "%s has function tools alone: say '%s' as one",
               e->to->provider->about, tool->name != NULL ? tool->name : "it");
    if (tool->type == PARL_TOOL_OPAQUE) {
        json_raw_out(&e->out, NULL, span_of(tool->parameters));
        return;
    }
    json_object(&e->out, NULL);
    if (tool->type == PARL_TOOL_CUSTOM)
        write_custom_tool(e, tool);
    else
        write_function(e, tool);
    if (e->to->provider->chat.closed)
        each_member(e, tool->extra, drop_member, &i);
    else
        json_splice(&e->out, span_of(tool->extra));
    json_end(&e->out);
}

static void write_answer_tool(struct encoding *e)
{
    const parl_request *r = e->request;
    const parl_tool tool = {
        .name = e->answer_tool,
        .description = r->schema_description != NULL
                           ? r->schema_description
                           : "Gives the answer to the user.",
        .parameters =
            r->response_format == PARL_FORMAT_JSON_SCHEMA && r->schema != NULL
                ? r->schema
                : "{\"type\":\"object\"}",
    };

    json_object(&e->out, NULL);
    write_function(e, &tool);
    json_end(&e->out);
}

static const char *tool_kind(const parl_request *r, const char *name)
{
    for (size_t i = 0; i < r->n_tools; i++) {
        if (r->tools[i].name != NULL && strcmp(r->tools[i].name, name) == 0 &&
            r->tools[i].type == PARL_TOOL_CUSTOM)
            return "custom";
    }
    return "function";
}

/* The members of {"type": KIND, KIND: {"name": NAME}}. */
static void write_tool_name(struct encoding *e, const char *name)
{
    const char *kind = tool_kind(e->request, name);

    json_str(&e->out, "type", kind);
    json_object(&e->out, kind);
    json_str(&e->out, "name", name);
    json_end(&e->out);
}

static void write_named(struct encoding *e, const char *name)
{
    json_object(&e->out, "tool_choice");
    write_tool_name(e, name);
    json_end(&e->out);
}

/* "required", by the name that the vendor has for it. */
static void write_required(struct encoding *e)
{
    const char *word = e->to->provider->chat.required_word;

    if (word != NULL && e->answer_tool == NULL)
        translated(e, "/tool_choice", "sent as %s", word);
    json_str(&e->out, "tool_choice", word != NULL ? word : "required");
}

static bool is_allowed_choice(const parl_request *r)
{
    return r->tool_choice == PARL_TOOL_CHOICE_ALLOWED ||
           r->tool_choice == PARL_TOOL_CHOICE_ALLOWED_REQUIRED;
}

/* Where there is no choice among several, only those are sent. */
static bool is_left_out(const struct encoding *e, const parl_tool *tool)
{
    const parl_request *r = e->request;

    if (!e->to->provider->chat.functions_only || !is_allowed_choice(r) ||
        tool->name == NULL)
        return false;
    for (size_t i = 0; i < r->n_tool_names; i++) {
        if (strcmp(r->tool_names[i], tool->name) == 0)
            return false;
    }
    return true;
}

static void write_allowed(struct encoding *e, const char *mode)
{
    const parl_request *r = e->request;

    if (e->to->provider->chat.functions_only) {
        translated(e, "/tool_choice", "only the tools that it names were sent");
        if (r->tool_choice == PARL_TOOL_CHOICE_ALLOWED_REQUIRED)
            json_str(&e->out, "tool_choice",
                     e->to->provider->chat.required_word);
        return;
    }
    json_object(&e->out, "tool_choice");
    json_str(&e->out, "type", "allowed_tools");
    json_object(&e->out, "allowed_tools");
    json_str(&e->out, "mode", mode);
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tool_names; i++) {
        json_object(&e->out, NULL);
        write_tool_name(e, r->tool_names[i]);
        json_end(&e->out);
    }
    json_end(&e->out);
    json_end(&e->out);
    json_end(&e->out);
}

static void write_users_choice(struct encoding *e)
{
    switch ((enum parl_tool_choice)e->request->tool_choice) {
    case PARL_TOOL_CHOICE_DEFAULT:
        break;
    case PARL_TOOL_CHOICE_AUTO:
        json_str(&e->out, "tool_choice", "auto");
        break;
    case PARL_TOOL_CHOICE_NONE:
        json_str(&e->out, "tool_choice", "none");
        break;
    case PARL_TOOL_CHOICE_REQUIRED:
        write_required(e);
        break;
    case PARL_TOOL_CHOICE_NAMED:
        write_named(e, e->request->tool_names[0]);
        break;
    case PARL_TOOL_CHOICE_ALLOWED:
        write_allowed(e, "auto");
        break;
    case PARL_TOOL_CHOICE_ALLOWED_REQUIRED:
        write_allowed(e, "required");
        break;
    }
}

/* The synthetic tool is forced, but never against a choice that forces one of
 * the caller's own. */
static void write_answer_choice(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->tool_choice >= PARL_TOOL_CHOICE_NAMED)
        write_users_choice(e);
    else if (r->n_tools == 0 || r->tool_choice == PARL_TOOL_CHOICE_NONE)
        write_named(e, e->answer_tool);
    else
        write_required(e);
}

static void write_parallel(struct encoding *e)
{
    const int32_t wish = e->request->parallel_tool_calls;
    const int32_t usual =
        e->to->provider->chat.parallel_by_default_off ? PARL_NO : PARL_YES;

    if (wish == PARL_DEFAULT || wish == usual ||
        !takes(e, "parallel_tool_calls", false))
        return;
    json_bool_out(&e->out, "parallel_tool_calls", wish == PARL_YES);
}

static void drop_tool_switches(struct encoding *e)
{
    if (e->request->tool_choice != PARL_TOOL_CHOICE_DEFAULT)
        dropped(e, "/tool_choice", "there are no tools");
    if (e->request->parallel_tool_calls != PARL_DEFAULT)
        dropped(e, "/parallel_tool_calls", "there are no tools");
}

void chat_write_tools(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->n_tools == 0 && e->answer_tool == NULL) {
        drop_tool_switches(e);
        return;
    }
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tools; i++) {
        if (!is_left_out(e, &r->tools[i]))
            write_tool(e, i);
    }
    if (e->answer_tool != NULL)
        write_answer_tool(e);
    json_end(&e->out);

    if (e->answer_tool != NULL)
        write_answer_choice(e);
    else if (r->tool_choice != PARL_TOOL_CHOICE_DEFAULT &&
             takes(e, "tool_choice", false))
        write_users_choice(e);
    write_parallel(e);
}
