/* dialects/openai_responses/write.c -- the body of POST /responses.
 *
 * The order of the members is fixed, tools before the history and what varies
 * most behind it, so that prompts which share a beginning share its bytes.
 * Nothing is kept at the vendor unless the request says so: "store" is false,
 * and what was thought comes back encrypted, to be sent again. */
#include "dialects/openai_responses/responses.h"

#include <string.h>
#include "dialects/openai_chat/chat.h"
#include "encoding/left_out.h"
#include "encoding/effort.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"
#include "encoding/thinking_plan.h"

/* What the request comes to, once the model's facts are applied. */
struct plan {
    enum parl_effort effort; /* to send; DEFAULT: none */
    bool reasons;            /* the model will, as it is asked */
    const char *instruction; /* for the last user turn; NULL */
};

static const char no_such_member[] = "the dialect openai_responses has none";
static const char said_already[] = "the request says it already";

bool responses_takes(struct encoding *e, const char *member, bool reasoning)
{
    return takes_but(e, e->to->provider->responses->drops, member, reasoning);
}

static void write_word(struct encoding *e, const char *name, const char *word)
{
    if (word != NULL && responses_takes(e, name, false))
        json_str(&e->out, name, word);
}

/* ---- members that the request says in part ------------------------------- */

/* What the request itself says of a member that is written with what parlance
 * says of it; ptr NULL: nothing, or what cannot be joined to it. */
static struct span said_of(const struct encoding *e, const char *name)
{
    const char opening = strcmp(name, "include") == 0 ? '[' : '{';
    const struct span said = json_find_in(e->request->extra, name);

    return said.len > 0 && said.ptr[0] == opening ? said : SPAN_NONE;
}

/* An object in which members of ours stand before those of the request. */
struct joined {
    const char *key;
    struct span said;     /* by the request; ptr NULL: nothing */
    size_t before, begin; /* where the body ended, where the object begins */
};

static struct joined open_joined(struct encoding *e, const char *key)
{
    struct joined to = { key, said_of(e, key), e->body->text.len, 0 };

    json_object(&e->out, key);
    to.begin = e->body->text.len - 1;
    return to;
}

static void write_more(struct encoding *e, const char *name, struct span value,
                       void *ctx)
{
    const struct joined *to = ctx;

    if (object_has(e, to->begin, name))
        dropped_member(e, pointer(e, "/%s", to->key), escaped(e, name),
                       said_already);
    else
        json_raw_out(&e->out, name, value);
}

/* Where there are none of either it does not stand there. */
static void close_joined(struct encoding *e, struct joined *to)
{
    if (to->said.ptr == NULL) {
        json_end_or_undo(&e->out, to->before);
        return;
    }
    each_member(e, arena_text(e->arena, to->said.ptr, to->said.len), write_more,
                to);
    json_end(&e->out);
}

/* ---- reasoning ---------------------------------------------------------- */

static unsigned efforts_of(const struct facts *facts)
{
    return facts->efforts_responses != 0 ? facts->efforts_responses
                                         : facts->efforts;
}

/* Is the model known to take none? */
static bool takes_no_effort(const struct facts *facts)
{
    return facts->knows_effort && efforts_of(facts) == 0;
}

/* A model that is known not to reason refuses to be asked for its thoughts, and
 * to be given them. */
bool responses_may_reason(const struct facts *facts)
{
    return facts->always_reasons || !takes_no_effort(facts);
}

/* To rest is an effort of none, or the lowest where thinking cannot stop. */
static bool rests(const struct encoding *e)
{
    const struct facts *facts = e->to->facts;

    return e->request->thinking == PARL_THINKING_DISABLED &&
           facts->knows_effort && efforts_of(facts) != 0;
}

static enum parl_effort plan_effort(struct encoding *e)
{
    static const char field[] = "/reasoning_effort";
    const struct facts *facts = e->to->facts;
    const enum parl_effort wanted = wished_effort(facts, e->request);

    if (overrules_none(e->request) ||
        (rests(e) && wanted != PARL_EFFORT_DEFAULT))
        dropped(e, field, "a thinking object stands beside it");
    if (rests(e))
        return effort_nearest(PARL_EFFORT_NONE, efforts_of(facts));
    if (wanted == PARL_EFFORT_DEFAULT || !facts->knows_effort)
        return wanted;
    if (takes_no_effort(facts)) {
        if (facts->always_reasons)
            refuse_for_model(
                e, field,
                "%s always reasons and takes no effort; leave it out");
        dropped_for_model(e, field, "%s does not reason");
        return PARL_EFFORT_DEFAULT;
    }
    return effort_sent(e, field, wanted, efforts_of(facts));
}

static bool plan_reasons(const struct encoding *e, enum parl_effort effort)
{
    const struct facts *facts = e->to->facts;
    const struct span word = json_find(said_of(e, "reasoning"), "effort");

    if (!facts->knows_effort || takes_no_effort(facts))
        return facts->always_reasons;
    if (effort == PARL_EFFORT_DEFAULT && !is_empty_value(word))
        return !span_is(word, "\"none\"");
    if (effort == PARL_EFFORT_DEFAULT)
        effort = (enum parl_effort)facts->default_effort;
    return effort != PARL_EFFORT_NONE;
}

static void write_reasoning(struct encoding *e, const struct plan *plan)
{
    struct joined reasoning = open_joined(e, "reasoning");
    const bool sent = plan->effort != PARL_EFFORT_DEFAULT &&
                      responses_takes(e, "reasoning_effort", false);
    const char *word = effort_word(plan->effort);

    if (sent)
        json_str(&e->out, "effort", word);
    close_joined(e, &reasoning);
    if (sent && (rests(e) || overrules_none(e->request))) {
        translated(e, "/thinking", "sent as an effort of %s", word);
        drop_all_but_effort(e);
        drop_thinking_display(e);
    } else if (e->request->thinking != PARL_THINKING_DEFAULT) {
        dropped_for_vendor(e, "/thinking", "%s has reasoning_effort instead");
    }
}

/* ---- what comes back beside the answer ----------------------------------- */

#define SEALS "\"reasoning.encrypted_content\""
#define PROBS "\"message.output_text.logprobs\""

/* What the request itself wants, but for what stands there already. */
static void write_included(struct encoding *e, struct span include, bool seals,
                           bool probs)
{
    struct json_in in;

    json_open_array(&in, include);
    while (json_next_element(&in)) {
        const struct span word = json_raw(&in);

        if (!(seals && span_is(word, SEALS)) &&
            !(probs && span_is(word, PROBS)))
            json_raw_out(&e->out, NULL, word);
    }
}

static bool wants_seals(const struct encoding *e)
{
    return !e->to->provider->responses->no_encryption &&
           responses_may_reason(e->to->facts);
}

/* Alternatives come with the probabilities of the text itself. */
static bool wants_logprobs(struct encoding *e, bool reasons)
{
    const parl_request *r = e->request;
    const bool tops =
        r->top_logprobs.set && responses_takes(e, "top_logprobs", reasons);

    if (tops)
        json_int(&e->out, "top_logprobs", r->top_logprobs.value);
    return r->logprobs == PARL_DEFAULT
               ? tops
               : r->logprobs == PARL_YES &&
                     responses_takes(e, "logprobs", reasons);
}

static void write_include(struct encoding *e, bool reasons)
{
    const struct span said = said_of(e, "include");
    const bool seals = wants_seals(e), probs = wants_logprobs(e, reasons);

    if (!seals && !probs && said.ptr == NULL)
        return;
    json_array(&e->out, "include");
    if (seals)
        json_raw_out(&e->out, NULL, SPAN(SEALS));
    if (probs)
        json_raw_out(&e->out, NULL, SPAN(PROBS));
    write_included(e, said, seals, probs);
    json_end(&e->out);
}

/* ---- structured answers ------------------------------------------------- */

static void plan_structure(struct encoding *e, struct plan *plan)
{
    const struct facts *facts = e->to->facts;
    const bool json = e->request->response_format == PARL_FORMAT_JSON_OBJECT;
    const bool schema = e->request->response_format == PARL_FORMAT_JSON_SCHEMA;

    if (!json && !schema)
        return;
    if (schema ? !facts->no_json_schema : !facts->no_json_object) {
        e->structured = PARL_STRUCTURED_NATIVE;
        if (json && e->to->provider->responses->json_needs_word)
            plan->instruction = ask_for_json(e);
    } else if (ask_by_tool(e)) {
        translated(e, "/response_format",
                   "%s has no such mode: asked for by the tool %s",
                   e->to->model, e->answer_tool);
    } else {
        plan->instruction = ask_by_prompt(e, NULL);
    }
}

static void write_format(struct encoding *e)
{
    const parl_request *r = e->request;
    const bool schema = r->response_format == PARL_FORMAT_JSON_SCHEMA;

    json_typed(&e->out, "format", schema ? "json_schema" : "json_object");
    if (schema) {
        chat_write_schema_name(e);
        json_raw_out(&e->out, "schema", span_of(r->schema));
        if (r->schema_strict != PARL_DEFAULT)
            json_bool_out(&e->out, "strict", r->schema_strict == PARL_YES);
    }
    json_end(&e->out);
}

static void write_text(struct encoding *e)
{
    struct joined text = open_joined(e, "text");

    if (e->structured == PARL_STRUCTURED_NATIVE)
        write_format(e);
    write_word(e, "verbosity", chat_verbosity(e));
    close_joined(e, &text);
}

/* ---- sampling and the rest ---------------------------------------------- */

static void write_max_tokens(struct encoding *e)
{
    enum { LEAST = 16 };
    const char *field;
    int64_t tokens = said_max_tokens(e, &field);

    if (tokens == 0)
        return;
    if (tokens < LEAST && !e->to->provider->responses->small_answers) {
        tokens = LEAST;
        translated(e, field, "sent as max_output_tokens: %d, the least", LEAST);
    } else {
        translated(e, field, "sent as max_output_tokens");
    }
    json_int(&e->out, "max_output_tokens", tokens);
}

/* What a model does by itself while it reasons need not be said, and may not.
 */
static void write_sampling(struct encoding *e, const char *name, parl_number n,
                           bool reasons)
{
    const bool usual = n.value == 1;

    if (n.set && !(usual && reasons) && responses_takes(e, name, reasons))
        json_num(&e->out, name, n.value);
}

/* Members that Chat alone has. */
static void drop_others(struct encoding *e)
{
    drop_said(e,
              "frequency_penalty presence_penalty seed stop n logit_bias top_k",
              no_such_member);
}

static void write_caching(struct encoding *e)
{
    const parl_request *r = e->request;

    responses_drop_mark(e, r->cache, "");
    if (r->prompt_cache_key == NULL)
        return;
    if (e->to->provider->responses->no_cache_key)
        dropped_for_vendor(e, "/prompt_cache_key", "%s has none");
    else
        write_word(e, "prompt_cache_key", r->prompt_cache_key);
}

static void write_account_members(struct encoding *e)
{
    const parl_request *r = e->request;

    write_word(e, "user", r->user);
    write_word(e, "safety_identifier", r->safety_identifier);
    write_word(e, "service_tier", chat_tier(e));
    json_bool_out(&e->out, "store", r->store == PARL_YES);
    if (r->n_metadata > 0 && responses_takes(e, "metadata", false))
        chat_write_pairs(e);
}

/* A stream brings its token counts whether they are wanted or not. */
static void write_stream(struct encoding *e)
{
    const parl_request *r = e->request;

    if (!chat_write_stream(e))
        return;
    if (chat_says_padding(e)) {
        json_object(&e->out, "stream_options");
        json_bool_out(&e->out, "include_obfuscation",
                      r->include_obfuscation == PARL_YES);
        json_end(&e->out);
    }
    if (r->include_usage == PARL_NO)
        dropped(e, "/stream_options/include_usage",
                "the token counts always come");
}

/* ---- members of others -------------------------------------------------- */

static void write_unknown(struct encoding *e, const char *name,
                          struct span value, void *plan)
{
    static const char written[] = "reasoning text include";
    static const char of_chat[] =
        "modalities audio prediction web_search_options functions "
        "function_call";
    const bool has_none = word_in(of_chat, name);
    const bool is_written =
        word_in(written, name) &&
        (is_empty_value(value) || said_of(e, name).ptr != NULL);

    if (is_written || (has_none && chat_is_usual(name, value)))
        return;
    if (has_none || body_has(e, name))
        dropped_member(e, "", escaped(e, name),
                       has_none ? no_such_member : said_already);
    else if (responses_takes(e, name, ((const struct plan *)plan)->reasons))
        json_raw_out(&e->out, name, value);
}

/* ---- knowing a request again --------------------------------------------- */

static parl_structured recognise(struct span request, struct arena *arena,
                                 const char **answer_tool)
{
    const struct span format = json_find(json_find(request, "text"), "format");

    return structured_by(request, NULL, format, arena, answer_tool);
}

/* ---- which model -------------------------------------------------------- */

/* Dated versions are compared by their date, as text. */
static bool fits(const struct target *to, const parl_request *request)
{
    const char *since = to->provider->responses->since;

    (void)request;
    return !to->facts->chat_only && (since == NULL || to->api_version == NULL ||
                                     strncmp(to->api_version, since, 10) >= 0);
}

static void check_model(struct encoding *e)
{
    const struct facts *facts = e->to->facts;

    if (facts->chat_only)
        refuse_for_model(
            e, "/model",
            "%s is to be had through the dialect openai_chat alone");
    if (e->request->n_tools > 0 && facts->no_tools)
        refuse_for_model(e, "/tools", "%s takes no tools");
}

/* ---- the whole ---------------------------------------------------------- */

static void encode(struct encoding *e)
{
    const parl_request *r = e->request;
    struct plan plan = { .effort = plan_effort(e) };

    plan.reasons = plan_reasons(e, plan.effort);
    check_model(e);
    plan_structure(e, &plan);

    json_object(&e->out, NULL);
    json_str(&e->out, "model", e->to->model);
    responses_write_tools(e);
    write_text(e);
    responses_write_input(e, plan.instruction);
    write_max_tokens(e);
    write_reasoning(e, &plan);
    write_include(e, plan.reasons);
    write_sampling(e, "temperature", r->temperature, plan.reasons);
    write_sampling(e, "top_p", r->top_p, plan.reasons);
    drop_others(e);
    write_caching(e);
    write_account_members(e);
    write_stream(e);
    each_member(e, r->extra, write_unknown, &plan);
    write_extra_body(e);
    json_end(&e->out);
}

const struct surface speaks_chat_and_responses[] = {
    { .dialect = &dialect_openai_chat, .path = "/chat/completions" },
    { .dialect = &dialect_openai_responses, .path = "/responses" },
};

const struct dialect dialect_openai_responses = {
    .name = "openai_responses",
    .framing = FRAMING_SSE,
    .state_size = sizeof(struct responses_state),
    .file_detail = true,
    .fits = fits,
    .encode = encode,
    .event = responses_event,
    .answer = responses_answer,
    .end = end_marked,
    .error = chat_error,
    .claims = responses_claims,
    .recognise = recognise,
};
