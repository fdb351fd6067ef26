/* encoding/answer_tool.c -- structured answers where the vendor has none of its
 * own: by a synthetic tool, whose arguments are the answer, or in words. */
#include "encoding/answer_tool.h"

#include "encoding/encoding.h"

#include <string.h>
#include "encoding/tool_choice.h"
#include "wire/json_in.h"

bool has_tool(const parl_request *request, const char *name)
{
    for (size_t i = 0; i < request->n_tools; i++) {
        if (request->tools[i].name != NULL &&
            strcmp(request->tools[i].name, name) == 0)
            return true;
    }
    return false;
}

/* Is it the name of such a tool, in its quotes? */
static bool is_answer_name(struct span name)
{
    static const char head[] = "\"" ANSWER_TOOL;
    const size_t len = sizeof(head) - 1;

    return name.len > len && memcmp(name.ptr, head, len) == 0 &&
           (name.ptr[len] == '_' || name.ptr[len] == '"');
}

/* The last one: those before it are the caller's. */
const char *find_answer_tool(struct span tools, const char *inside,
                             struct arena *arena)
{
    struct span found = SPAN_NONE;
    struct json_in in;

    json_open_array(&in, tools);
    while (json_next_element(&in)) {
        const struct span tool = json_raw(&in);
        const struct span name =
            json_find(inside != NULL ? json_find(tool, inside) : tool, "name");

        if (is_answer_name(name))
            found = name;
    }
    return found.ptr != NULL ? arena_text(arena, found.ptr + 1, found.len - 2)
                             : NULL;
}

parl_structured structured_by(struct span offer, const char *inside,
                              struct span format, struct arena *arena,
                              const char **answer_tool)
{
    const struct span type = json_find(format, "type");

    if (span_is(type, "\"json_schema\"") || span_is(type, "\"json_object\""))
        return PARL_STRUCTURED_NATIVE;
    *answer_tool = find_answer_tool(json_find(offer, "tools"), inside, arena);
    return *answer_tool != NULL ? PARL_STRUCTURED_TOOL : PARL_STRUCTURED_NONE;
}

parl_structured structured_by_function(struct span request, struct arena *arena,
                                       const char **answer_tool)
{
    return structured_by(request, "function",
                         json_find(request, "response_format"), arena,
                         answer_tool);
}

/* The arguments of a tool are an object, whoever takes them. */
static void check_answer(struct encoding *e)
{
    const struct span type = json_find_in(e->request->schema, "type");

    if (e->request->response_format == PARL_FORMAT_JSON_SCHEMA &&
        type.ptr != NULL && type.ptr[0] == '"' && !span_is(type, "\"object\""))
        refuse(e, PARL_UNSUPPORTED, "/response_format/json_schema/schema",
               "asked for by a tool the answer is an object, not %.*s: make it "
               "a property of one",
               (int)type.len, type.ptr);
}

/* What the caller said of calls is about tools of its own: a choice of none
 * cannot keep the answer's from being called. */
static void report_choice(struct encoding *e, const char *name)
{
    const parl_request *r = e->request;

    if (r->n_tools == 0)
        drop_tool_switches(e);
    else if (r->tool_choice == PARL_TOOL_CHOICE_NONE)
        translated(e, "/tool_choice", "the answer is a call of %s", name);
}

bool ask_by_tool(struct encoding *e)
{
    const char *name = ANSWER_TOOL;

    if (e->to->facts->no_tools)
        return false;
    check_answer(e);
    for (unsigned i = 2; has_tool(e->request, name); i++)
        name = pointer(e, ANSWER_TOOL "_%u", i);
    report_choice(e, name);
    e->structured = PARL_STRUCTURED_TOOL;
    e->answer_tool = name;
    return true;
}

void report_answer_tool(struct encoding *e, const char *why, bool asked)
{
    translated(e, "/response_format", "%s %s: asked for by the tool %s%s",
               e->to->model, why, e->answer_tool,
               asked ? ", which cannot be forced here: the last user turn asks "
                       "for it"
                     : "");
}

const char *answer_wish(struct encoding *e)
{
    return pointer(e, "Give the answer by calling the tool %s.",
                   e->answer_tool);
}

/* NULL: any object will do. */
static const char *schema_of(const parl_request *r)
{
    return r->response_format == PARL_FORMAT_JSON_SCHEMA ? r->schema : NULL;
}

static const char *prompt_for(struct encoding *e)
{
    const char *what = e->request->schema_description;
    const char *schema = schema_of(e->request);
    const bool says = what != NULL && what[0] != '\0';

    if (schema == NULL)
        return "Answer with a JSON object alone, without a code fence.";
    return pointer(e,
                   "Answer with JSON alone, without a code fence, that fits "
                   "this schema: %s%s%s",
                   schema, says ? "\nIt is about: " : "", says ? what : "");
}

const char *ask_by_prompt(struct encoding *e, const char *why)
{
    if (why == NULL)
        why = pointer(e, "%s has neither structured answers nor tools",
                      e->to->model);
    if (e->request->schema_by_prompt != PARL_YES) {
        refuse(e, PARL_UNSUPPORTED, "/response_format",
               "%s; with schema_by_prompt it is asked for in words", why);
        return NULL;
    }
    e->structured = PARL_STRUCTURED_PROMPT;
    translated(e, "/response_format", "%s: the last user turn asks for it",
               why);
    return prompt_for(e);
}

static bool mentions(struct span text, const char *word)
{
    const size_t len = strlen(word);

    for (size_t i = 0; len <= text.len && i <= text.len - len; i++) {
        if (is_like(text.ptr + i, word, len))
            return true;
    }
    return false;
}

static bool parts_mention(const parl_part *parts, size_t n_parts,
                          const char *word)
{
    for (size_t i = 0; i < n_parts; i++) {
        if (mentions(part_text(&parts[i]), word) ||
            parts_mention(parts[i].parts, parts[i].n_parts, word))
            return true;
    }
    return false;
}

bool messages_mention(const parl_request *request, const char *word)
{
    for (size_t i = 0; i < request->n_messages; i++) {
        parl_part one;
        size_t n_parts;
        const parl_part *parts =
            message_parts(&request->messages[i], &one, &n_parts);

        if (parts_mention(parts, n_parts, word))
            return true;
    }
    return false;
}

const char *ask_for_json(struct encoding *e)
{
    if (messages_mention(e->request, "json"))
        return NULL;
    translated(e, "/response_format",
               "the last user turn asks for JSON, which JSON mode demands");
    return "Answer with a JSON object.";
}

parl_tool answer_tool(const struct encoding *e)
{
    const char *what = e->request->schema_description;
    const char *schema = schema_of(e->request);

    return (parl_tool){
        .name = e->answer_tool,
        .description = what != NULL ? what : "Gives the answer to the user.",
        .parameters = schema != NULL ? schema : "{\"type\":\"object\"}",
    };
}
