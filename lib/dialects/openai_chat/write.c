/* dialects/openai_chat/write.c -- the body of POST /chat/completions.
 *
 * The order of the members is fixed, tools before messages and what varies
 * most behind them, so that prompts which share a beginning share its bytes.
 * From OpenAI's reference, and the ways of its many imitators by the quirks of
 * the row (provider.h) and the facts of the model (facts/). */
#include "dialects/openai_chat/chat.h"

#include <string.h>
#include "wire/json_in.h"
#include "encoding/effort.h"
#include "encoding/answer_tool.h"
#include "encoding/extra.h"
#include "encoding/left_out.h"

/* ---- what the files share ----------------------------------------------- */

/* What has nothing of its own. */
static const union {
    struct chat_ways ways;
    struct chat_words words;
    struct chat_order order;
} none;

const struct chat_ways *chat_ways_at(const struct provider *p)
{
    return p->chat.ways != NULL ? p->chat.ways : &none.ways;
}

const struct chat_ways *chat_ways(const struct encoding *e)
{
    return chat_ways_at(e->to->provider);
}

const struct chat_words *chat_words(const struct encoding *e)
{
    const struct chat_words *words = words_of(e->to->facts)->chat;

    return words != NULL ? words : &none.words;
}

const struct chat_order *chat_order(const struct encoding *e)
{
    const struct chat_order *order = chat_ways(e)->order;

    return order != NULL ? order : &none.order;
}

void chat_open_kind(struct encoding *e, const char *kind)
{
    json_str(&e->out, "type", kind);
    json_object(&e->out, kind);
}

/* ---- what the model takes ----------------------------------------------- */

static void check_tools(struct encoding *e, bool reasons)
{
    const struct facts *facts = e->to->facts;

    if (e->request->n_tools == 0)
        return;
    if (facts->no_tools)
        refuse_for_model(e, "/tools", "%s takes no tools");
    else if (facts->chat_tools == CHAT_TOOLS_NEVER)
        refuse_for_model(
            e, "/tools",
            "%s takes tools through the dialect openai_responses alone");
    else if (facts->chat_tools == CHAT_TOOLS_AT_EFFORT_NONE && reasons)
        refuse_for_model(
            e, "/tools",
            "unless its effort is none, %s takes tools through the "
            "dialect openai_responses alone");
}

/* Would the model surely take the tools of the request?  One that may reason
 * does where it was told not to; what it does unasked is not relied upon. */
static bool fits_tools(const struct facts *facts, const parl_request *request,
                       enum parl_effort effort)
{
    return request->n_tools == 0 || facts->chat_tools == CHAT_TOOLS_ALWAYS ||
           (facts->chat_tools == CHAT_TOOLS_AT_EFFORT_NONE &&
            effort == PARL_EFFORT_NONE);
}

/* An effort that Responses alone has is not to be had here. */
static bool fits(const struct target *to, const parl_request *request)
{
    const struct facts *facts = to->facts;
    const struct chat_ways *ways = chat_ways_at(to->provider);
    enum parl_effort effort = wished_effort(facts, request);
    unsigned wish;

    if (request->reasoning_effort < PARL_EFFORT_DEFAULT ||
        request->reasoning_effort > PARL_EFFORT_MAX)
        return true; /* the request has not been checked yet */
    wish = 1u << effort;
    if (facts->responses_only ||
        (effort != PARL_EFFORT_DEFAULT && (facts->efforts & wish) == 0 &&
         (facts->efforts_responses & wish) != 0))
        return false;
    if (effort == PARL_EFFORT_MAX && !facts->knows_effort &&
        facts->chat_tools != CHAT_TOOLS_ALWAYS)
        return false; /* none of that kind had it on Chat */
    if (effort != PARL_EFFORT_DEFAULT && facts->efforts != 0)
        effort = effort_nearest(effort, facts->efforts);
    return fits_tools(facts, request, effort) &&
           !(ways->is_elsewhere != NULL &&
             ways->is_elsewhere(to->provider, request));
}

/* ---- sampling and the rest ---------------------------------------------- */

static void write_max_tokens(struct encoding *e)
{
    static const char *const old_name = "max_tokens";
    static const char *const new_name = "max_completion_tokens";
    const parl_request *r = e->request;
    const char *field;
    const int64_t tokens = said_max_tokens(e, &field);
    const char *said = r->max_completion_tokens > 0 ? new_name : old_name;
    const char *name = said;

    if (tokens <= 0) {
        if (chat_plan(e)->max_tokens > 0)
            json_int(&e->out, old_name, chat_plan(e)->max_tokens);
        return;
    }
    if (!takes_silently(e, new_name, false))
        name = old_name;
    else if (e->to->facts->new_max_tokens)
        name = new_name;
    else if (e->to->provider->chat.max_tokens == MAX_TOKENS_OLD)
        name = old_name;
    if (name != said)
        translated(e, field, "sent as %s", name);
    json_int(&e->out, name, tokens);
}

/* Does the model take it, as it is asked? */
static bool takes_now(struct encoding *e, const char *name)
{
    return takes(e, name, chat_plan(e)->reasons);
}

static bool takes_quietly(const struct encoding *e, const char *name)
{
    return takes_silently(e, name, chat_plan(e)->reasons);
}

/* What there is `usual`ly need not be said where it is not taken; NO_USUAL:
 * there is no such value. */
enum { NO_USUAL = -9 };

static void write_number(struct encoding *e, const char *name, parl_number n,
                         double usual)
{
    if (n.set && (n.value != usual || takes_quietly(e, name)) &&
        takes_now(e, name))
        json_num(&e->out, name, n.value);
}

static void write_integer(struct encoding *e, const char *name, parl_integer n)
{
    if (n.set && takes_now(e, name))
        json_int(&e->out, name, n.value);
}

static void write_word(struct encoding *e, const char *name, const char *word)
{
    if (word != NULL && takes_now(e, name))
        json_str(&e->out, name, word);
}

static void write_seed(struct encoding *e)
{
    const char *name = chat_ways(e)->seed_name;
    const parl_integer seed = e->request->seed;

    if (!seed.set || name == NULL) {
        write_integer(e, "seed", seed);
        return;
    }
    if (seed.value < 0) {
        dropped_for_vendor(e, "/seed", "%s takes none below 0");
        return;
    }
    translated(e, "/seed", "sent as %s", name);
    json_int(&e->out, name, seed.value);
}

static void write_stop(struct encoding *e)
{
    const parl_request *r = e->request;
    const size_t most = (size_t)e->to->provider->chat.max_stop;

    if (r->n_stop == 0 || !takes_now(e, "stop"))
        return;
    json_array(&e->out, "stop");
    for (size_t i = 0; i < r->n_stop; i++) {
        if (most == 0 || i < most)
            json_str(&e->out, NULL, r->stop[i]);
        else
            dropped(e, pointer(e, "/stop/%zu", i), "%s takes %zu at most",
                    e->to->provider->about, most);
    }
    json_end(&e->out);
}

/* Is it more than the vendor takes, by its row (0: any), so that the most is
 * sent? */
static bool is_beyond(struct encoding *e, const char *name, double value,
                      double most)
{
    if (most <= 0 || value <= most || !takes_quietly(e, name))
        return false;
    translated(e, pointer(e, "/%s", name), "sent as %g, the most that %s takes",
               most, e->to->provider->about);
    return true;
}

static void write_temperature(struct encoding *e, double usual)
{
    const double most = e->to->provider->chat.max_temperature / 10.0;
    parl_number n = e->request->temperature;

    if (n.set && is_beyond(e, "temperature", n.value, most))
        n.value = most;
    write_number(e, "temperature", n, usual);
}

/* A number of alternatives to nothing is left out. */
static bool drops_top_logprobs(struct encoding *e)
{
    const parl_integer n = e->request->top_logprobs;

    if (!n.set || n.value <= 0 || e->request->logprobs == PARL_YES ||
        !takes_quietly(e, "top_logprobs"))
        return false;
    dropped(e, "/top_logprobs", "it needs logprobs: true");
    return true;
}

static void write_top_logprobs(struct encoding *e)
{
    const int most = e->to->provider->chat.max_top_logprobs;
    parl_integer n = e->request->top_logprobs;

    if (drops_top_logprobs(e))
        return;
    if (n.set && is_beyond(e, "top_logprobs", (double)n.value, most))
        n.value = most;
    write_integer(e, "top_logprobs", n);
}

/* How many, where others say whether. */
static void write_logprobs_by_number(struct encoding *e)
{
    const parl_request *r = e->request;
    const int64_t n = r->top_logprobs.set ? r->top_logprobs.value : 1;

    if (drops_top_logprobs(e) || r->logprobs != PARL_YES)
        return;
    translated(e, r->top_logprobs.set ? "/top_logprobs" : "/logprobs",
               "sent as logprobs, which is a number here");
    json_int(&e->out, "logprobs", n);
}

static void write_logprobs(struct encoding *e)
{
    if (e->to->provider->chat.logprobs_by_number) {
        write_logprobs_by_number(e);
        return;
    }
    if (e->request->logprobs == PARL_YES && takes_now(e, "logprobs"))
        json_bool_out(&e->out, "logprobs", true);
    write_top_logprobs(e);
}

/* What a model does by itself while it reasons, and no penalty, are usual. */
static void write_sampling(struct encoding *e)
{
    const parl_request *r = e->request;
    const double usual = chat_plan(e)->reasons ? 1 : NO_USUAL;

    write_temperature(e, usual);
    write_number(e, "top_p", r->top_p, usual);
    write_number(e, "frequency_penalty", r->frequency_penalty, 0);
    write_number(e, "presence_penalty", r->presence_penalty, 0);
    write_seed(e);
    if (r->n > 1 && takes_now(e, "n")) {
        json_int(&e->out, "n", r->n);
        e->n_choices = r->n;
    }
    write_stop(e);
    write_logprobs(e);
    if (r->logit_bias != NULL && !is_empty_value(span_of(r->logit_bias)) &&
        takes_now(e, "logit_bias"))
        json_raw_out(&e->out, "logit_bias", span_of(r->logit_bias));
}

static void write_top_k(struct encoding *e)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;
    const parl_integer top_k = e->request->top_k;

    if (top_k.set && !quirks->open && !quirks->top_k)
        dropped_for_vendor(e, "/top_k", "%s has none");
    else
        write_integer(e, "top_k", top_k);
}

const char *chat_verbosity(const struct encoding *e)
{
    static const char words[][8] = {
        [PARL_VERBOSITY_LOW] = "low",
        [PARL_VERBOSITY_MEDIUM] = "medium",
        [PARL_VERBOSITY_HIGH] = "high",
    };
    const int32_t verbosity = e->request->verbosity;

    return verbosity != PARL_VERBOSITY_DEFAULT ? words[verbosity] : NULL;
}

void chat_write_pairs(struct encoding *e)
{
    const parl_request *r = e->request;

    json_object(&e->out, "metadata");
    for (size_t i = 0; i < r->n_metadata; i++)
        json_str(&e->out, r->metadata[i].name, r->metadata[i].value);
    json_end(&e->out);
}

static void write_metadata(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->n_metadata == 0 || !takes_now(e, "metadata"))
        return;
    if (e->to->provider->chat.metadata_needs_store && r->store != PARL_YES) {
        dropped(e, "/metadata", "it needs store: true");
        return;
    }
    chat_write_pairs(e);
}

static void write_caching(struct encoding *e)
{
    const parl_request *r = e->request;

    chat_write_mark(e, r->cache, CACHE_MARKS_REQUEST, "/cache_control");
    if (r->prompt_cache_key == NULL)
        return;
    if (e->to->provider->chat.cache_key)
        json_str(&e->out, "prompt_cache_key", r->prompt_cache_key);
    else
        dropped_for_vendor(e, "/prompt_cache_key", "%s has none");
}

const char *chat_tier(struct encoding *e)
{
    const char *there_are = chat_ways(e)->tiers;
    const char *tier = e->request->service_tier;

    if (tier == NULL || there_are == NULL || word_in(there_are, tier))
        return tier;
    if (!word_in("auto default", tier)) /* which is what there is anyway */
        drop_tier(e);
    return NULL;
}

static void write_account_members(struct encoding *e)
{
    const parl_request *r = e->request;

    write_word(e, "user", r->user);
    write_word(e, "safety_identifier", r->safety_identifier);
    write_word(e, "service_tier", chat_tier(e));
    if (r->store != PARL_DEFAULT &&
        (r->store == PARL_YES || takes_quietly(e, "store")) &&
        takes_now(e, "store")) /* not to be stored is usual anyway */
        json_bool_out(&e->out, "store", r->store == PARL_YES);
    write_metadata(e);
}

/* ---- streaming ---------------------------------------------------------- */

static bool has_stream_options(const struct encoding *e)
{
    return !e->to->provider->chat.no_stream_options &&
           !is_news(e, "stream_options");
}

/* Where nothing is padded, none is what there is anyway. */
bool chat_says_padding(struct encoding *e)
{
    const int32_t padding = e->request->include_obfuscation;

    if (e->to->provider->chat.obfuscates)
        return padding != PARL_DEFAULT;
    if (padding == PARL_YES)
        dropped_for_vendor(e, "/stream_options/include_obfuscation",
                           "%s does not pad its streams");
    return false;
}

static void write_stream_options(struct encoding *e)
{
    const parl_request *r = e->request;
    const bool usage = r->include_usage != PARL_NO;
    const bool padding = chat_says_padding(e);

    if (!usage && !padding)
        return;
    json_object(&e->out, "stream_options");
    if (usage)
        json_bool_out(&e->out, "include_usage", true);
    if (padding)
        json_bool_out(&e->out, "include_obfuscation",
                      r->include_obfuscation == PARL_YES);
    json_end(&e->out);
}

bool chat_write_stream(struct encoding *e)
{
    const parl_request *r = e->request;

    if (e->stream)
        json_bool_out(&e->out, "stream", true);
    else if (r->include_usage != PARL_DEFAULT ||
             r->include_obfuscation != PARL_DEFAULT)
        dropped(e, "/stream_options", "the request does not stream");
    return e->stream;
}

static void write_stream(struct encoding *e)
{
    const parl_request *r = e->request;

    if (!chat_write_stream(e))
        return;
    if (has_stream_options(e))
        write_stream_options(e);
    else if (r->include_usage == PARL_YES)
        dropped_for_vendor(e, "/stream_options",
                           "%s has no stream_options here");
    else if (r->include_usage == PARL_NO && !is_news(e, "stream_options"))
        dropped_for_vendor(e, "/stream_options/include_usage",
                           "%s always counts the tokens");
}

/* ---- members of others -------------------------------------------------- */

struct span chat_said_value(const struct encoding *e, const char *name)
{
    const struct span said = json_find_in(e->request->extra, name);

    return said.ptr != NULL ? said : json_find_in(e->request->extra_body, name);
}

bool chat_is_said(const struct encoding *e, const char *name)
{
    return chat_said_value(e, name).ptr != NULL;
}

/* Text alone is all there is anyway; no options make a search of its own. */
bool chat_is_usual(const char *name, struct span value)
{
    return (is_empty_value(value) && strcmp(name, "web_search_options") != 0) ||
           (strcmp(name, "modalities") == 0 &&
            memchr(value.ptr, ',', value.len) == NULL &&
            span_is(first_element(value), "\"text\""));
}

static void write_unknown(struct encoding *e, const char *name,
                          struct span value, void *unused)
{
    (void)unused;
    if (!takes_quietly(e, name) && chat_is_usual(name, value))
        return;
    if (takes_now(e, name))
        json_raw_out(&e->out, name, value);
}

/* ---- the whole ---------------------------------------------------------- */

static void plan_request(struct encoding *e)
{
    struct chat_plan *plan = chat_plan(e);
    const enum forced_tools forced = chat_forced_tools(e);

    chat_plan_reasoning(e);
    if (e->to->facts->responses_only)
        refuse_for_model(
            e, "/model",
            "%s is to be had through the dialect openai_responses alone");
    check_tools(e, plan->reasons);
    plan->may_force = forced == FORCED_TOOLS_ALWAYS ||
                      (forced == FORCED_TOOLS_AT_REST && !plan->reasons);
    chat_plan_format(e);
    plan->marks_too_many = chat_marks_too_many(e);
}

static void encode(struct encoding *e)
{
    const parl_request *r = e->request;
    struct chat_plan plan = { .effort = PARL_EFFORT_DEFAULT };

    e->state = &plan;
    plan_request(e);

    if (e->to->provider->chat.asks_passage && e->to->api_version != NULL)
        ask_header(e, "extra-parameters", "pass-through");

    json_object(&e->out, NULL);
    json_str(&e->out, "model", e->to->model);
    chat_write_tools(e);
    chat_write_format(e);
    chat_write_messages(e, plan.instruction);
    write_max_tokens(e);
    chat_write_reasoning(e);
    write_word(e, "verbosity", chat_verbosity(e));
    write_sampling(e);
    write_top_k(e);
    write_caching(e);
    write_account_members(e);
    write_stream(e);
    each_member(e, r->extra, write_unknown, NULL);
    write_extra_body(e);
    json_end(&e->out);
    e->state = NULL;
}

const struct surface speaks_chat[] = {
    { .dialect = &dialect_openai_chat, .path = "/chat/completions" },
};

const struct dialect dialect_openai_chat = {
    .name = "openai_chat",
    .framing = FRAMING_SSE,
    .state_size = sizeof(struct chat_state),
    .fits = fits,
    .encode = encode,
    .event = chat_event,
    .answer = chat_answer,
    .end = chat_end,
    .error = chat_error,
    .recognise = structured_by_function,
};
