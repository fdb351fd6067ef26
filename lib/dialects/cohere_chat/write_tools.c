/* dialects/cohere_chat/write_tools.c -- the members "tools", "tool_choice" and
 * "strict_tools".
 *
 * There is no choice of one tool: only the tools that may be called are sent.
 * And there is no strictness of one tool: all are strict or none is. */
#include "dialects/cohere_chat/cohere.h"

#include "encoding/tool_choice.h"
#include "encoding/answer_tool.h"

const struct name_rule cohere_names = { .more = "_", .no_digit_first = true };

/* ---- which tools -------------------------------------------------------- */

/* Is the caller's tool sent at all? */
static bool is_sent(const struct encoding *e, const parl_tool *tool)
{
    const parl_request *r = e->request;

    if (r->tool_choice == PARL_TOOL_CHOICE_NONE)
        return e->answer_tool == NULL;
    return r->tool_choice < PARL_TOOL_CHOICE_NAMED || is_chosen(r, tool);
}

/* ---- strictness --------------------------------------------------------- */

/* Each tool must be strict, and fit; so must the answer's. */
static bool all_strict(const struct encoding *e)
{
    enum { MOST = 200 };
    const parl_request *r = e->request;
    size_t strict = 0, fields = 0;

    for (size_t i = 0; i < r->n_tools; i++) {
        if (!is_sent(e, &r->tools[i]))
            continue;
        if (r->tools[i].strict != PARL_YES ||
            !cohere_takes_strictly(r->tools[i].parameters, &fields))
            return false;
        strict++;
    }
    if (e->answer_tool != NULL &&
        !cohere_takes_strictly(answer_tool(e).parameters, &fields))
        return false;
    return fields <= MOST && (strict > 0 || (e->answer_tool != NULL &&
                                             r->schema_strict == PARL_YES));
}

static void report_strict(struct encoding *e, size_t i, bool strict)
{
    const char *field = pointer(e, "/tools/%zu/function/strict", i);

    if (e->request->tools[i].strict != PARL_YES)
        return;
    if (strict)
        translated(e, field, "sent as strict_tools, which is for all of them");
    else
        dropped(e, field,
                "Cohere's strict_tools is for all tools or none, each with a "
                "required argument and without bounds, anchors, other formats, "
                "allOf, oneOf and not");
}

/* ---- tools -------------------------------------------------------------- */

static void write_function(struct encoding *e, const parl_tool *tool,
                           const char *name)
{
    json_typed(&e->out, NULL, "function");
    json_object(&e->out, "function");
    json_str(&e->out, "name", name);
    if (tool->description != NULL)
        json_str(&e->out, "description", tool->description);
    json_raw_out(&e->out, "parameters",
                 tool->parameters == NULL ||
                         is_empty_value(span_of(tool->parameters))
                     ? SPAN("{\"type\":\"object\",\"properties\":{}}")
                     : span_of(tool->parameters));
    json_end(&e->out);
    json_end(&e->out);
}

static void write_tool(struct encoding *e, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];
    const char *field = tool_pointer(e, i);
    const parl_part others = { .extra = tool->extra, .cache = tool->cache };

    if (tool->type != PARL_TOOL_FUNCTION) {
        const struct span said = name_or_type(tool);

        refuse(e, PARL_UNSUPPORTED, field,
               "Cohere has function tools alone: say '%.*s' as one",
               (int)said.len, said.ptr);
        return;
    }
    write_function(e, tool,
                   sent_name(e, &cohere_names, tool->name,
                             pointer(e, "%s/function/name", field)));
    cohere_drop_extras(e, &others, field);
}

static void write_list(struct encoding *e)
{
    const parl_request *r = e->request;
    const bool strict = all_strict(e);

    json_array(&e->out, "tools");
    for (size_t i = 0; i < r->n_tools; i++) {
        if (!is_sent(e, &r->tools[i]))
            continue;
        write_tool(e, i);
        report_strict(e, i, strict);
    }
    if (e->answer_tool != NULL) {
        const parl_tool tool = answer_tool(e);

        write_function(e, &tool, tool.name);
    }
    json_end(&e->out);
    if (strict)
        json_bool_out(&e->out, "strict_tools", true);
}

/* ---- the choice --------------------------------------------------------- */

/* What is to be said of it; NULL: nothing, which is auto. */
static const char *choice_word(const struct encoding *e)
{
    if (e->answer_tool != NULL || forces_call(e->request))
        return "REQUIRED";
    return e->request->tool_choice == PARL_TOOL_CHOICE_NONE ? "NONE" : NULL;
}

static void report_choice(struct encoding *e, const char *word)
{
    const int32_t choice = e->request->tool_choice;

    if (choice >= PARL_TOOL_CHOICE_NAMED)
        translated(e, "/tool_choice",
                   "only the tools that it names were sent%s%s",
                   word != NULL ? ", with " : "", word != NULL ? word : "");
    else if (word != NULL && choice > PARL_TOOL_CHOICE_AUTO &&
             e->answer_tool == NULL)
        translated(e, "/tool_choice", "sent as %s", word);
}

static void write_choice(struct encoding *e)
{
    const char *word = choice_word(e);

    if (word != NULL && e->to->facts->no_forced_tools) {
        if (e->request->tool_choice > PARL_TOOL_CHOICE_AUTO)
            translated_for_model(e, "/tool_choice",
                                 "left to %s, which takes none");
        return;
    }
    report_choice(e, word);
    if (word != NULL)
        json_str(&e->out, "tool_choice", word);
}

/* A model that is not to call anything, and knows no choice, sees no tools. */
static bool hides_tools(const struct encoding *e)
{
    return e->answer_tool == NULL && e->to->facts->no_forced_tools &&
           e->request->tool_choice == PARL_TOOL_CHOICE_NONE;
}

void cohere_write_tools(struct encoding *e)
{
    if (has_no_tools(e))
        return;
    if (e->to->facts->no_tools)
        refuse_for_model(e, "/tools", "%s takes no tools");
    if (hides_tools(e)) {
        translated_for_model(e, "/tool_choice",
                             "the tools were left out: %s knows none");
        return;
    }
    write_list(e);
    write_choice(e);
    if (e->request->parallel_tool_calls == PARL_NO)
        dropped(e, "/parallel_tool_calls",
                "Cohere calls as many tools at once as it likes");
}
