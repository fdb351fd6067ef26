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

/* ---- structured answers ------------------------------------------------- */

static void plan_structure(struct encoding *e, struct converse_plan *plan)
{
    const int32_t format = e->request->response_format;

    if (format != PARL_FORMAT_JSON_OBJECT && format != PARL_FORMAT_JSON_SCHEMA)
        return;
    if (format == PARL_FORMAT_JSON_SCHEMA && e->to->facts->converse_native &&
        schema_compiles(&plan->room, e->request->schema)) {
        e->structured = PARL_STRUCTURED_NATIVE;
    } else if (e->to->facts->no_tools) {
        refuse(e, PARL_UNSUPPORTED, "/response_format",
               "%s has neither structured answers nor tools", e->to->model);
    } else {
        e->structured = PARL_STRUCTURED_TOOL;
        e->answer_tool = answer_tool_name(e);
    }
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
    json_object(&e->out, "textFormat");
    json_str(&e->out, "type", "json_schema");
    json_object(&e->out, "structure");
    json_object(&e->out, "jsonSchema");
    write_schema(e);
    json_str(&e->out, "name",
             r->schema_name != NULL ? r->schema_name : "answer");
    if (r->schema_description != NULL && r->schema_description[0] != '\0')
        json_str(&e->out, "description", r->schema_description);
    json_end(&e->out);
    json_end(&e->out);
    json_end(&e->out);
    json_end(&e->out);
}

/* ---- inferenceConfig ---------------------------------------------------- */

/* Nova 2 takes neither sampling nor a limit at its highest effort. */
static bool is_free(const struct encoding *e, const struct converse_thought *t)
{
    return converse_traits(e)->nova_reasoning && t->effort == PARL_EFFORT_HIGH;
}

static const char *max_tokens_field(const parl_request *r)
{
    return r->max_completion_tokens > 0 ? "/max_completion_tokens"
                                        : "/max_tokens";
}

static void write_max_tokens(struct encoding *e,
                             const struct converse_thought *t)
{
    const parl_request *r = e->request;

    if (r->max_completion_tokens > 0 && r->max_tokens > 0)
        dropped(e, "/max_tokens", "max_completion_tokens stands beside it");
    if (t->max_tokens <= 0)
        return;
    if (is_free(e, t))
        dropped(e, max_tokens_field(r),
                "%s does not take it at its highest effort", e->to->model);
    else
        json_int(&e->out, "maxTokens", t->max_tokens);
}

/* Why a value of temperature or top_p cannot go; NULL: it can. */
static const char *why_not(const struct encoding *e,
                           const struct converse_thought *t, bool usual,
                           bool fits_thinking)
{
    if (is_free(e, t))
        return "does not take it at its highest effort";
    if (e->to->facts->sampling == SAMPLING_NONE)
        return usual ? "" : "does not take it";
    if (t->kind == PARL_THINKING_ENABLED && !fits_thinking)
        return usual ? "" : "does not take it while it thinks";
    return NULL;
}

/* A number from 0 to 1; false: it was not written. */
static bool write_share(struct encoding *e, const char *name, const char *field,
                        double value, const char *why)
{
    if (why != NULL) {
        if (why[0] != '\0')
            dropped(e, field, "%s %s", e->to->model, why);
        return false;
    }
    if (value > 1)
        translated(e, field, "sent as 1, the most that %s takes",
                   e->to->provider->about);
    json_num(&e->out, name, value > 1 ? 1 : value);
    return true;
}

static void write_sampling(struct encoding *e, const struct converse_thought *t)
{
    const parl_number temperature = e->request->temperature;
    const parl_number top_p = e->request->top_p;
    bool written = false;

    if (temperature.set)
        written =
            write_share(e, "temperature", "/temperature", temperature.value,
                        why_not(e, t, temperature.value == 1, false));
    if (!top_p.set)
        return;
    if (written && e->to->facts->sampling == SAMPLING_ONE)
        dropped(e, "/top_p", "%s takes temperature or top_p, not both",
                e->to->model);
    else
        write_share(e, "topP", "/top_p", top_p.value,
                    why_not(e, t, top_p.value >= 0.99, top_p.value >= 0.95));
}

static bool is_white(const char *text)
{
    return text[strspn(text, " \t\r\n\f\v")] == '\0';
}

static bool takes_stop(const struct encoding *e, const char *text)
{
    return text[0] != '\0' && !(is_white(text) && (converse_traits(e)->lacks &
                                                   LACKS_BLANK_STOPS) != 0);
}

static void write_stop(struct encoding *e)
{
    const parl_request *r = e->request;
    size_t n = 0;

    for (size_t i = 0; i < r->n_stop; i++) {
        if (!takes_stop(e, r->stop[i])) {
            dropped(e, pointer(e, "/stop/%zu", i),
                    "%s takes no sequence of nothing but white space",
                    e->to->model);
            continue;
        }
        if (n++ == 0)
            json_array(&e->out, "stopSequences");
        json_str(&e->out, NULL, r->stop[i]);
    }
    if (n > 0)
        json_end(&e->out);
}

/* Taken back where nothing was in it. */
static void write_inference(struct encoding *e,
                            const struct converse_thought *t)
{
    const struct json_out before = e->out;
    const size_t begin = e->body->text.len;
    size_t empty;

    json_object(&e->out, "inferenceConfig");
    empty = e->body->text.len;
    write_max_tokens(e, t);
    write_sampling(e, t);
    write_stop(e);
    if (e->body->text.len > empty) {
        json_end(&e->out);
    } else {
        e->body->text.len = begin;
        e->out = before;
    }
}

/* ---- what Converse does not have ---------------------------------------- */

static void drop_others(struct encoding *e)
{
    const parl_request *r = e->request;
    const struct {
        const char *field;
        bool said;
    } others[] = {
        { "/frequency_penalty", r->frequency_penalty.set },
        { "/presence_penalty", r->presence_penalty.set },
        { "/seed", r->seed.set },
        { "/n", r->n > 1 },
        { "/logprobs", r->logprobs == PARL_YES },
        { "/top_logprobs", r->top_logprobs.set },
        { "/logit_bias", r->logit_bias != NULL },
        { "/verbosity", r->verbosity != PARL_VERBOSITY_DEFAULT },
        { "/prompt_cache_key", r->prompt_cache_key != NULL },
        { "/user", r->user != NULL },
        { "/safety_identifier", r->safety_identifier != NULL },
        { "/store", r->store == PARL_YES },
    };

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (others[i].said)
            dropped(e, others[i].field, "%s has no such choice",
                    e->to->provider->about);
    }
    if (r->include_usage == PARL_YES && r->stream != PARL_YES && !e->stream)
        dropped(e, "/stream_options", "the request does not stream");
    if (r->include_usage == PARL_NO)
        dropped(e, "/stream_options", "a stream always ends with the usage");
}

/* ---- the account's own words -------------------------------------------- */

/* Letters, digits, blanks and a few signs, 256 of them. */
static const char *metadata_text(struct encoding *e, const char *text)
{
    enum { MAX_TEXT = 256 };
    size_t len = strlen(text);
    char *clean = arena_text(e->arena, text, len < MAX_TEXT ? len : MAX_TEXT);
    bool same = len <= MAX_TEXT;

    for (char *c = clean; c != NULL && *c != '\0'; c++) {
        if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
            (*c >= '0' && *c <= '9') || strchr(" _:@$#=/+,-.", *c) != NULL)
            continue;
        *c = '_';
        same = false;
    }
    if (clean == NULL)
        return "";
    if (!same)
        translated(e, "/metadata", "'%s' is sent as '%s'", text, clean);
    return clean;
}

static void write_metadata(struct encoding *e)
{
    enum { MAX_PAIRS = 16 };
    const parl_request *r = e->request;

    if (r->n_metadata == 0)
        return;
    json_object(&e->out, "requestMetadata");
    for (size_t i = 0; i < r->n_metadata && i < MAX_PAIRS; i++) {
        const char *name = metadata_text(e, r->metadata[i].name);

        json_str(&e->out, name, metadata_text(e, r->metadata[i].value));
    }
    json_end(&e->out);
    for (size_t i = MAX_PAIRS; i < r->n_metadata; i++)
        dropped(e, pointer(e, "/metadata/%s", r->metadata[i].name),
                "there may be %d pairs", MAX_PAIRS);
}

static void write_tier(struct encoding *e)
{
    const char *tier = e->request->service_tier;

    if (tier == NULL || strcmp(tier, "auto") == 0)
        return;
    if (!word_in("default priority flex reserved", tier)) {
        dropped(e, "/service_tier", "%s has no tier '%s'",
                e->to->provider->about, tier);
        return;
    }
    json_object(&e->out, "serviceTier");
    json_str(&e->out, "type", tier);
    json_end(&e->out);
}

/* ---- members of others -------------------------------------------------- */

static void drop_unknown(struct encoding *e, const char *name,
                         struct span value, void *unused)
{
    (void)unused;
    if (!span_is(value, "null"))
        dropped(e, pointer(e, "/%s", name),
                "%s has no such member; extra_body reaches its own",
                e->to->provider->about);
}

/* ---- knowing a request again -------------------------------------------- */

parl_structured converse_recognise(struct span request, struct arena *arena,
                                   const char **answer_tool)
{
    const struct span tools =
        json_find(json_find(request, "toolConfig"), "tools");
    const struct span format =
        json_find(json_find(request, "outputConfig"), "textFormat");

    *answer_tool = find_answer_tool(tools, "toolSpec", arena);
    if (*answer_tool != NULL)
        return PARL_STRUCTURED_TOOL;
    return format.ptr != NULL ? PARL_STRUCTURED_NATIVE : PARL_STRUCTURED_NONE;
}

/* ---- the whole ---------------------------------------------------------- */

static void check_prefill(struct encoding *e, const struct converse_plan *plan)
{
    const struct converse_history *h = &plan->history;

    if (h->n_turns > 0 && h->turns[h->n_turns - 1].assistant &&
        (plan->thought.kind == PARL_THINKING_ENABLED ||
         e->structured == PARL_STRUCTURED_NATIVE))
        refuse(e, PARL_UNSUPPORTED,
               pointer(e, "/messages/%zu", e->request->n_messages - 1),
               "an assistant's message at the end goes neither with thinking "
               "nor with a structured answer");
}

void converse_encode(struct encoding *e)
{
    struct converse_plan plan = { .choice = PARL_TOOL_CHOICE_DEFAULT,
                                  .room = SCHEMA_ROOM };
    struct converse_history *h = &plan.history;

    converse_plan_thought(e, &plan.thought);
    plan_structure(e, &plan);
    converse_plan_tools(e, &plan);
    converse_read_turns(h, e, plan.wish);
    check_prefill(e, &plan);
    converse_place_marks(h, plan.offers);

    json_object(&e->out, NULL);
    converse_write_tools(e, &plan);
    converse_write_system(h);
    converse_write_messages(h);
    write_inference(e, &plan.thought);
    converse_write_fields(e, &plan.thought);
    write_format(e);
    write_metadata(e);
    write_tier(e);
    drop_others(e);
    each_member(e, e->request->extra, drop_unknown, NULL);
    write_extra_body(e);
    json_end(&e->out);
}

const struct dialect dialect_bedrock_converse = {
    .name = "bedrock_converse",
    .framing = FRAMING_EVENTSTREAM,
    .state_size = sizeof(struct converse_state),
    .encode = converse_encode,
    .event = converse_event,
    .answer = converse_answer,
    .end = converse_end,
    .error = converse_error,
    .recognise = converse_recognise,
};
