/* dialects/openai_chat/write_tools.c -- the members "tools", "tool_choice" and
 * "parallel_tool_calls".
 *
 * A structured answer that is asked for by a tool adds one, and forces it. */
#include "dialects/openai_chat/chat.h"

#include <string.h>
#include "encoding/tool_choice.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

static const struct name_rule plain_names = { .more = "_-", .max = 64 };

static const char *sent(struct encoding *e, const char *name, const char *field)
{
    return sent_name(e, &plain_names, name, field);
}

static struct span meant(struct decoding *d, struct span name)
{
    return meant_name(&d->arena, &plain_names, name);
}

const struct chat_naming chat_plain_names = { sent, meant };

const char *chat_sent_name(struct encoding *e, const char *name,
                           const char *field)
{
    const struct chat_naming *names = chat_ways(e)->names;

    return names != NULL ? names->sent(e, name, field) : name;
}

struct span chat_meant_name(struct decoding *d, struct span name)
{
    const struct chat_naming *names = chat_ways_at(d->provider)->names;

    return names != NULL ? names->meant(d, name) : name;
}

static void write_custom_tool(struct encoding *e, const parl_tool *tool,
                              const char *name)
{
    chat_open_kind(e, "custom");
    json_str(&e->out, "name", name);
    if (tool->description != NULL)
        json_str(&e->out, "description", tool->description);
    if (tool->parameters != NULL)
        json_raw_out(&e->out, "format", span_of(tool->parameters));
    json_end(&e->out);
}

static bool takes_strict(const struct encoding *e)
{
    return !e->to->provider->chat.no_strict || e->to->beta;
}

/* `field`: of its parameters, in the request. */
static void write_function(struct encoding *e, const parl_tool *tool,
                           const char *name, const char *field)
{
    chat_open_kind(e, "function");
    json_str(&e->out, "name", name);
    if (tool->description != NULL)
        json_str(&e->out, "description", tool->description);
    if (tool->parameters != NULL)
        chat_write_schema(e, "parameters", tool->parameters,
                          tool->strict == PARL_YES, field);
    else if (e->to->provider->chat.needs_parameters)
        json_raw_out(&e->out, "parameters",
                     SPAN("{\"type\":\"object\",\"properties\":{}}"));
    if (tool->strict != PARL_DEFAULT && takes_strict(e))
        json_bool_out(&e->out, "strict", tool->strict == PARL_YES);
    json_end(&e->out);
}

static void drop_member(struct encoding *e, const char *name, struct span value,
                        void *number)
{
    (void)value;
    drop_no_such(e, tool_pointer(e, *(const size_t *)number), name);
}

static void drop_strict(struct encoding *e, size_t i)
{
    if (e->request->tools[i].strict == PARL_YES && !takes_strict(e))
        dropped_for_vendor(e, pointer(e, "/tools/%zu/function/strict", i),
                           "%s has no strict tools here");
}

static void write_tool(struct encoding *e, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];
    const bool custom = tool->type == PARL_TOOL_CUSTOM;
    const char *name;

    if ((custom && !e->to->provider->chat.custom_tools) ||
        (tool->type != PARL_TOOL_FUNCTION &&
         e->to->provider->chat.functions_only)) {
        const struct span said = name_or_type(tool);

        refuse(e, PARL_UNSUPPORTED, tool_pointer(e, i),
               "%s has function tools alone: say '%.*s' as one",
               e->to->provider->about, (int)said.len, said.ptr);
    }
    if (tool->type == PARL_TOOL_OPAQUE) {
        if (chat_reads_marks(e, CACHE_MARKS_TOOLS))
            json_raw_out(&e->out, NULL, span_of(tool->parameters));
        else
            write_unmarked(e, &e->out, tool->parameters, tool_pointer(e, i));
        return;
    }
    json_object(&e->out, NULL);
    name = chat_sent_name(
        e, tool->name,
        pointer(e, "/tools/%zu/%s/name", i, custom ? "custom" : "function"));
    if (custom)
        write_custom_tool(e, tool, name);
    else
        write_function(e, tool, name,
                       pointer(e, "/tools/%zu/function/parameters", i));
    drop_strict(e, i);
    if (tool->cache != PARL_CACHE_NONE)
        chat_write_mark(e, tool->cache, CACHE_MARKS_TOOLS,
                        pointer(e, "/tools/%zu/cache_control", i));
    if (e->to->provider->chat.closed)
        each_said(e, tool->extra, drop_member, &i);
    else
        json_splice(&e->out, span_of(tool->extra));
    json_end(&e->out);
}

/* Where a choice of one tool, or among some, is not known, the others stay
 * away. */
static bool keeps_others_away(const struct encoding *e)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;

    return e->request->tool_choice == PARL_TOOL_CHOICE_NAMED
               ? quirks->no_choice_named
               : !quirks->allowed_tools;
}

static bool leaves_others_out(const struct encoding *e)
{
    return e->request->tool_choice >= PARL_TOOL_CHOICE_NAMED &&
           keeps_others_away(e);
}

static bool is_sent(const struct encoding *e, const parl_tool *tool)
{
    return !leaves_others_out(e) || is_chosen(e->request, tool);
}

/* Is it said, and not what there is anyway? */
static bool chooses_parallel(const struct encoding *e)
{
    const int32_t wish = e->request->parallel_tool_calls;
    const int32_t usual =
        e->to->provider->chat.parallel_by_default_off ? PARL_NO : PARL_YES;

    return wish != PARL_DEFAULT && wish != usual;
}

/* Nor do any where "none" is not known. */
static bool leaves_tools_out(struct encoding *e)
{
    if (e->request->tool_choice != PARL_TOOL_CHOICE_NONE ||
        !e->to->provider->chat.no_choice_none || e->answer_tool != NULL)
        return false;
    translated_for_vendor(e, "/tool_choice",
                          "the tools were left out: %s knows no none");
    if (chooses_parallel(e))
        dropped(e, "/parallel_tool_calls", "there are no tools");
    return true;
}

static void write_answer_tool(struct encoding *e)
{
    const parl_tool tool = answer_tool(e);

    json_object(&e->out, NULL);
    write_function(e, &tool, tool.name, "/response_format/json_schema/schema");
    json_end(&e->out);
}

const char *chat_tool_kind(const parl_request *r, const char *name)
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
    chat_open_kind(e, chat_tool_kind(e->request, name));
    json_str(&e->out, "name", chat_sent_name(e, name, NULL));
    json_end(&e->out);
}

static void write_named(struct encoding *e, const char *name)
{
    json_object(&e->out, "tool_choice");
    write_tool_name(e, name);
    json_end(&e->out);
}

/* "required", by the name that the vendor has for it. */
static const char *required_word(const struct encoding *e)
{
    const char *word = chat_ways(e)->required_word;

    return word != NULL ? word : "required";
}

static void write_required(struct encoding *e)
{
    if (chat_ways(e)->required_word != NULL && e->answer_tool == NULL)
        translated(e, "/tool_choice", "sent as %s", required_word(e));
    json_str(&e->out, "tool_choice", required_word(e));
}

/* Is one of several called for sure?  The synthetic one is wanted. */
static bool forces_any(const struct encoding *e)
{
    return forces_call(e->request) ||
           (e->answer_tool != NULL && chat_plan(e)->may_force);
}

/* The choice among those that were sent. */
static void write_choice_of_the_rest(struct encoding *e)
{
    json_str(&e->out, "tool_choice", forces_any(e) ? required_word(e) : "auto");
}

static void write_allowed_name(struct encoding *e, const char *name)
{
    json_object(&e->out, NULL);
    write_tool_name(e, name);
    json_end(&e->out);
}

static void write_allowed(struct encoding *e)
{
    const parl_request *r = e->request;

    json_object(&e->out, "tool_choice");
    chat_open_kind(e, "allowed_tools");
    json_str(&e->out, "mode", forces_any(e) ? "required" : "auto");
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tool_names; i++)
        write_allowed_name(e, r->tool_names[i]);
    if (e->answer_tool != NULL)
        write_allowed_name(e, e->answer_tool);
    json_end(&e->out);
    json_end(&e->out);
    json_end(&e->out);
}

/* The vendor's rule, or the model's, whichever allows less. */
enum forced_tools chat_forced_tools(const struct encoding *e)
{
    const enum forced_tools model = e->to->facts->forced_tools;
    const enum forced_tools vendor = e->to->provider->chat.forced_tools;

    return model > vendor ? model : vendor;
}

const char *chat_choice_word(int32_t choice)
{
    static const char words[][9] = {
        [PARL_TOOL_CHOICE_AUTO] = "auto",
        [PARL_TOOL_CHOICE_NONE] = "none",
        [PARL_TOOL_CHOICE_REQUIRED] = "required",
    };

    return words[choice];
}

static void write_users_choice(struct encoding *e)
{
    const int32_t choice = e->request->tool_choice;

    if (forces_call(e->request) && !chat_plan(e)->may_force) {
        translated(
            e, "/tool_choice",
            "sent as auto: %s cannot be forced to call a tool%s", e->to->model,
            chat_forced_tools(e) == FORCED_TOOLS_AT_REST ? " while it reasons"
                                                         : "");
        json_str(&e->out, "tool_choice", "auto");
    } else if (choice == PARL_TOOL_CHOICE_REQUIRED) {
        write_required(e);
    } else if (leaves_others_out(e)) {
        write_choice_of_the_rest(e);
    } else if (choice == PARL_TOOL_CHOICE_NAMED) {
        write_named(e, e->request->tool_names[0]);
    } else if (choice > PARL_TOOL_CHOICE_NAMED) {
        write_allowed(e);
    } else {
        json_str(&e->out, "tool_choice", chat_choice_word(choice));
    }
}

/* What is left of a choice that the synthetic tool stands beside, where
 * nothing can be forced: the model chooses, as it would anyway. */
static void drop_force(struct encoding *e)
{
    if (e->request->n_tools > 0 &&
        e->request->tool_choice == PARL_TOOL_CHOICE_REQUIRED)
        translated_for_model(e, "/tool_choice",
                             "left out: %s cannot be forced to call a tool");
}

/* The synthetic tool is forced, but never against a choice that forces one of
 * the caller's own. */
static void write_answer_choice(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->tool_choice >= PARL_TOOL_CHOICE_NAMED)
        write_users_choice(e);
    else if (!chat_plan(e)->may_force)
        drop_force(e);
    else if (r->n_tools == 0 || r->tool_choice == PARL_TOOL_CHOICE_NONE)
        write_named(e, e->answer_tool);
    else
        write_required(e);
}

static void write_parallel(struct encoding *e)
{
    if (e->request->n_tools > 0 && chooses_parallel(e) &&
        takes(e, "parallel_tool_calls", false))
        json_bool_out(&e->out, "parallel_tool_calls",
                      e->request->parallel_tool_calls == PARL_YES);
}

/* Is it taken?  "auto" is what there is anyway, and no loss, of all tools or of
 * those that are left. */
static bool takes_choice(struct encoding *e)
{
    const int32_t choice = e->request->tool_choice;

    return choice == PARL_TOOL_CHOICE_AUTO ||
                   (choice == PARL_TOOL_CHOICE_ALLOWED && leaves_others_out(e))
               ? takes_silently(e, "tool_choice", false)
               : takes(e, "tool_choice", false);
}

void chat_write_tools(struct encoding *e)
{
    const parl_request *r = e->request;

    if (has_no_tools(e) || leaves_tools_out(e))
        return;
    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tools; i++) {
        if (is_sent(e, &r->tools[i]))
            write_tool(e, i);
    }
    if (e->answer_tool != NULL)
        write_answer_tool(e);
    json_end(&e->out);

    if (leaves_others_out(e))
        translated(e, "/tool_choice", "the other tools were left out");
    if (e->answer_tool != NULL)
        write_answer_choice(e);
    else if (r->tool_choice != PARL_TOOL_CHOICE_DEFAULT && takes_choice(e))
        write_users_choice(e);
    write_parallel(e);
}
