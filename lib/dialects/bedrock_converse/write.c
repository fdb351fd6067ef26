/* dialects/bedrock_converse/write.c -- the body of POST
 * /model/ID/converse and /converse-stream.
 *
 *   {"toolConfig", "system", "messages", "inferenceConfig",
 *    "additionalModelRequestFields", "outputConfig", "requestMetadata",
 *    "serviceTier"}
 *
 * The model, and whether the answer streams, stand in the URL.  From AWS's
 * model of the API; what each family of models takes is in facts/bedrock.c. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include "encoding/ids.h"
#include "encoding/left_out.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"

/* ---- objects within objects --------------------------------------------- */

void converse_open(struct encoding *e, const char *key)
{
    json_object(&e->out, NULL);
    json_object(&e->out, key);
}

void converse_close(struct encoding *e)
{
    json_end(&e->out);
    json_end(&e->out);
}

/* ---- structured answers ------------------------------------------------- */

static void plan_structure(struct encoding *e, struct converse_plan *plan)
{
    const int32_t format = e->request->response_format;

    if (format != PARL_FORMAT_JSON_OBJECT && format != PARL_FORMAT_JSON_SCHEMA)
        return;
    plan->why_tool =
        why_not_native(&plan->room, e->to->facts->converse_native, e->request);
    if (plan->why_tool == NULL)
        e->structured = PARL_STRUCTURED_NATIVE;
    else if (!ask_by_tool(e))
        plan->wish = ask_by_prompt(e, NULL);
}

/* The schema goes as a text that holds it. */
static void write_schema(struct encoding *e)
{
    struct encoding inner = *e;
    struct buf text;

    buf_init(&text, e->arena->mem, e->body->text.limit);
    json_out_init(&inner.out, &text);
    write_closed_schema(&inner, NULL, e->request->schema,
                        "/response_format/json_schema/schema");
    e->error = inner.error;
    if (buf_ok(&text))
        json_span(&e->out, "schema", (struct span){ text.data, text.len });
    else
        e->body->text.status = text.status;
    buf_release(&text);
}

static void write_format(struct encoding *e)
{
    const parl_request *r = e->request;

    if (e->structured != PARL_STRUCTURED_NATIVE)
        return;
    json_object(&e->out, "outputConfig");
    json_typed(&e->out, "textFormat", "json_schema");
    json_object(&e->out, "structure");
    json_object(&e->out, "jsonSchema");
    write_schema(e);
    json_str(&e->out, "name",
             r->schema_name != NULL ? r->schema_name : "answer");
    if (r->schema_description != NULL && r->schema_description[0] != '\0')
        json_str(&e->out, "description", r->schema_description);
    converse_close(e);
    converse_close(e);
}

/* ---- inferenceConfig ---------------------------------------------------- */

static const char at_highest[] = "%s does not take it at its highest effort";

/* Nova 2 takes neither sampling nor a limit at its highest effort. */
static bool is_free(const struct encoding *e, const struct converse_thought *t)
{
    return converse_traits(e)->nova_reasoning &&
           t->plan.effort == PARL_EFFORT_HIGH;
}

static void write_max_tokens(struct encoding *e,
                             const struct converse_thought *t)
{
    const char *field;

    said_max_tokens(e, &field);
    if (t->max_tokens <= 0)
        return;
    if (is_free(e, t))
        dropped_for_model(e, field, at_highest);
    else
        json_int(&e->out, "maxTokens", t->max_tokens);
}

static void write_sampling(struct encoding *e, const struct converse_thought *t)
{
    if (!is_free(e, t)) {
        write_sampling_beside(e, e->to->facts, &t->plan, "topP");
        return;
    }
    if (e->request->temperature.set)
        dropped_for_model(e, "/temperature", at_highest);
    if (e->request->top_p.set)
        dropped_for_model(e, "/top_p", at_highest);
}

static void write_inference(struct encoding *e,
                            const struct converse_thought *t)
{
    const size_t begin = e->body->text.len;

    json_object(&e->out, "inferenceConfig");
    write_max_tokens(e, t);
    write_sampling(e, t);
    write_stop_sequences(e, "stopSequences",
                         !converse_lacks(e, LACKS_BLANK_STOPS));
    json_end_or_undo(&e->out, begin);
}

/* ---- what Converse does not have ---------------------------------------- */

static void drop_others(struct encoding *e)
{
    const parl_request *r = e->request;

    drop_said(e,
              "frequency_penalty presence_penalty seed n logprobs top_logprobs "
              "logit_bias verbosity prompt_cache_key user safety_identifier "
              "store",
              "%s has no such choice");
    if (r->include_usage == PARL_YES && r->stream != PARL_YES && !e->stream)
        dropped(e, "/stream_options", "the request does not stream");
    if (r->include_usage == PARL_NO)
        dropped(e, "/stream_options", "a stream always ends with the usage");
}

/* ---- the account's own words -------------------------------------------- */

/* Letters, digits, blanks and a few signs, 256 of them. */
static const char *metadata_text(struct encoding *e, const char *name,
                                 const char *text)
{
    enum { MAX_TEXT = 256 };
    char clean[MAX_TEXT + 1];

    copy_plain(clean, sizeof(clean), text, " _:@$#=/+,-.");
    if (strcmp(clean, text) == 0)
        return text;
    translated(e, pointer(e, "/metadata/%s", escaped(e, name)),
               "'%s' is sent as '%s'", text, clean);
    return pointer(e, "%s", clean);
}

static void write_metadata(struct encoding *e)
{
    enum { MAX_PAIRS = 16 };
    const parl_request *r = e->request;
    const size_t begin = e->body->text.len;

    json_object(&e->out, "requestMetadata");
    for (size_t i = 0; i < r->n_metadata; i++) {
        const char *name = r->metadata[i].name;

        if (i < MAX_PAIRS && name[0] != '\0')
            json_str(&e->out, metadata_text(e, name, name),
                     metadata_text(e, name, r->metadata[i].value));
        else
            dropped_member(e, "/metadata", escaped(e, name),
                           i < MAX_PAIRS ? "a pair has a name"
                                         : "there may be 16 pairs");
    }
    json_end_or_undo(&e->out, begin);
}

static void write_tier(struct encoding *e)
{
    const char *tier = e->request->service_tier;

    if (tier == NULL || strcmp(tier, "auto") == 0)
        return;
    if (!word_in("default priority flex reserved", tier)) {
        drop_tier(e);
        return;
    }
    json_typed(&e->out, "serviceTier", tier);
    json_end(&e->out);
}

/* ---- members of others -------------------------------------------------- */

static void drop_unknown(struct encoding *e, const char *name,
                         struct span value, void *unused)
{
    (void)value, (void)unused;
    dropped_member(e, "", escaped(e, name),
                   "%s has no such member; extra_body reaches its own");
}

/* ---- knowing a request again -------------------------------------------- */

static parl_structured recognise(struct span request, struct arena *arena,
                                 const char **answer_tool)
{
    const struct span format =
        json_find(json_find(request, "outputConfig"), "textFormat");

    return structured_by(json_find(request, "toolConfig"), "toolSpec", format,
                         arena, answer_tool);
}

/* ---- the whole ---------------------------------------------------------- */

static void encode(struct encoding *e)
{
    struct converse_plan plan = { .choice = PARL_TOOL_CHOICE_DEFAULT,
                                  .room = SCHEMA_ROOM };

    converse_plan_thought(e, &plan.thought);
    plan_structure(e, &plan);
    converse_plan_tools(e, &plan);
    converse_read_turns(e, &plan);
    converse_place_marks(&plan.history, plan.offers);

    json_object(&e->out, NULL);
    converse_write_tools(e, &plan);
    converse_write_system(&plan.history);
    converse_write_messages(&plan.history);
    write_inference(e, &plan.thought);
    converse_write_fields(e, &plan);
    write_format(e);
    write_metadata(e);
    write_tier(e);
    drop_others(e);
    each_said(e, e->request->extra, drop_unknown, NULL);
    write_extra_body(e);
    json_end(&e->out);
}

const struct dialect dialect_bedrock_converse = {
    .name = "bedrock_converse",
    .framing = FRAMING_EVENTSTREAM,
    .state_size = sizeof(struct converse_state),
    .encode = encode,
    .event = converse_event,
    .answer = converse_answer,
    .end = converse_end,
    .error = converse_error,
    .recognise = recognise,
};
