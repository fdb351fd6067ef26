/* dialects/openai_chat/write_format.c -- structured answers: the member
 * "response_format" where the vendor and the model have it, else a tool whose
 * arguments are the answer, else words. */
#include "dialects/openai_chat/chat.h"
#include "encoding/answer_tool.h"

#include <string.h>

/* ---- native or not ----------------------------------------------------- */

static bool has_schema(const struct encoding *e)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;

    return !e->to->facts->no_json_schema && !quirks->no_json_schema &&
           !is_news(e, "json_schema") &&
           !(quirks->schema_without_stream && e->stream);
}

static bool has_object(const struct encoding *e)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;

    return !e->to->facts->no_json_object && !quirks->no_json_object &&
           !(quirks->json_at_rest && chat_plan(e)->reasons);
}

static bool is_native(const struct encoding *e)
{
    if (e->to->provider->chat.json_without_tools && e->request->n_tools > 0)
        return false;
    return e->request->response_format == PARL_FORMAT_JSON_SCHEMA
               ? has_schema(e)
               : has_object(e);
}

static void plan_native(struct encoding *e)
{
    e->structured = PARL_STRUCTURED_NATIVE;
    if (e->request->response_format != PARL_FORMAT_JSON_OBJECT)
        return;
    if (e->to->provider->chat.object_by_schema) {
        translated(e, "/response_format", "sent as the schema of any object");
    } else if (e->to->provider->chat.json_needs_word) {
        chat_plan(e)->instruction = ask_for_json(e);
    }
}

/* Where the tool cannot be forced, the last user turn asks for it. */
static void plan_tool(struct encoding *e)
{
    struct chat_plan *plan = chat_plan(e);

    if (!ask_by_tool(e)) {
        plan->instruction = ask_by_prompt(e, NULL);
        return;
    }
    if (plan->may_force) {
        translated(e, "/response_format",
                   "%s has no such mode here: asked for by the tool %s",
                   e->to->model, e->answer_tool);
        return;
    }
    plan->instruction =
        pointer(e, "Give your answer by calling the tool %s.", e->answer_tool);
    translated(e, "/response_format",
               "%s cannot be forced to call a tool: "
               "the last user turn asks for the tool %s",
               e->to->model, e->answer_tool);
}

void chat_plan_format(struct encoding *e)
{
    const int32_t format = e->request->response_format;

    if (format != PARL_FORMAT_JSON_OBJECT && format != PARL_FORMAT_JSON_SCHEMA)
        return;
    if (is_native(e))
        plan_native(e);
    else
        plan_tool(e);
}

/* ---- the member -------------------------------------------------------- */

static void write_strict(struct encoding *e)
{
    const int32_t strict = e->request->schema_strict;

    if (!e->to->provider->chat.no_strict_schema) {
        if (strict != PARL_DEFAULT)
            json_bool_out(&e->out, "strict", strict == PARL_YES);
    } else if (strict == PARL_YES) {
        dropped_for_vendor(e, "/response_format/json_schema/strict",
                           "%s has no such choice");
    }
}

void chat_write_schema_name(struct encoding *e)
{
    const parl_request *r = e->request;

    json_str(&e->out, "name",
             r->schema_name != NULL
                 ? chat_sent_name(e, r->schema_name,
                                  "/response_format/json_schema/name")
                 : "answer");
    if (r->schema_description != NULL)
        json_str(&e->out, "description", r->schema_description);
}

/* `schema`: of the answer; any object's where JSON mode has no other form. */
static void write_schema(struct encoding *e, const char *schema)
{
    chat_open_kind(e, "json_schema");
    chat_write_schema_name(e);
    chat_write_schema(e, "schema", schema,
                      e->request->schema_strict == PARL_YES,
                      "/response_format/json_schema/schema");
    write_strict(e);
    json_end(&e->out);
}

void chat_write_format(struct encoding *e)
{
    if (e->structured != PARL_STRUCTURED_NATIVE)
        return;
    json_object(&e->out, "response_format");
    if (e->request->response_format == PARL_FORMAT_JSON_SCHEMA)
        write_schema(e, e->request->schema);
    else if (e->to->provider->chat.object_by_schema)
        write_schema(e, "{\"type\":\"object\"}");
    else
        json_str(&e->out, "type", "json_object");
    json_end(&e->out);
}
