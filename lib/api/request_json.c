/* api/request_json.c -- a request in the JSON dialect.
 *
 * The table below is the list of its members.  What is not in it is kept as it
 * is and goes to vendors that speak an OpenAI dialect. */
#include "api/request_json.h"

#include "encoding/encoding.h"
#include "encoding/effort.h"

#define AT(member) .at = offsetof(parl_request, member)

/* ---- words -------------------------------------------------------------- */

const struct words efforts = { ALL_OF(effort_words) };

static const char *const thinking_list[] = {
    [PARL_THINKING_DISABLED] = "disabled",
    [PARL_THINKING_ENABLED] = "enabled",
    [PARL_THINKING_ADAPTIVE] = "adaptive",
    [PARL_THINKING_BETWEEN_TOOLS] = "between_tools",
};
static const struct words thinking_types = { ALL_OF(thinking_list) };

static const char *const display_list[] = {
    [PARL_THINKING_SUMMARIZED] = "summarized",
    [PARL_THINKING_OMITTED] = "omitted",
    [PARL_THINKING_UPDATES] = "updates",
};
static const struct words displays = { ALL_OF(display_list) };

static const char *const verbosity_list[] = {
    [PARL_VERBOSITY_LOW] = "low",
    [PARL_VERBOSITY_MEDIUM] = "medium",
    [PARL_VERBOSITY_HIGH] = "high",
};
static const struct words verbosities = { ALL_OF(verbosity_list) };

static const char *const format_list[] = {
    [PARL_FORMAT_TEXT] = "text",
    [PARL_FORMAT_JSON_OBJECT] = "json_object",
    [PARL_FORMAT_JSON_SCHEMA] = "json_schema",
};
static const struct words formats = { ALL_OF(format_list) };

/* ---- lists -------------------------------------------------------------- */

static void read_stop(struct door *d, const struct row *row, void *to)
{
    parl_request *request = to;
    struct word_list list = { .n = 0 };

    (void)row;
    if (json_peek(&d->in) == JSON_TEXT)
        door_add_word(d, &list);
    else if (door_expect(d, JSON_ARRAY, "a text or a list of texts"))
        door_each(d, door_add_word, &list);
    request->stop = list.words;
    request->n_stop = list.n;
}

/* ---- objects ------------------------------------------------------------ */

/* A builder may say one again: nothing of what it said before stays. */

static const struct row schema_rows[] = {
    { "name", READ_TEXT, AT(schema_name) },
    { "description", READ_TEXT, AT(schema_description) },
    { "schema", READ_OBJECT, AT(schema), .required = true },
    { "strict", READ_SWITCH, AT(schema_strict) },
};
static const struct table schema_table = TABLE(schema_rows);

static const struct row format_rows[] = {
    { "type", READ_WORD, AT(response_format), .words = &formats,
      .required = true },
    { "json_schema", READ_INSIDE, .inside = &schema_table },
};
static const struct table format_table = TABLE(format_rows);

static void read_format(struct door *d, const struct row *row, void *to)
{
    parl_request *request = to;

    (void)row;
    request->schema = request->schema_name = request->schema_description = NULL;
    request->schema_strict = PARL_DEFAULT;
    if (!door_closed(d, &format_table, to))
        return;
    if (request->response_format == PARL_FORMAT_JSON_SCHEMA &&
        request->schema == NULL)
        door_missing(d, "json_schema");
}

static const struct row thinking_rows[] = {
    { "type", READ_WORD, AT(thinking), .words = &thinking_types,
      .required = true },
    { "budget_tokens", READ_INTEGER, AT(thinking_budget) },
    { "token_budget", READ_INTEGER, AT(thinking_budget) }, /* Cohere's name */
    { "display", READ_WORD, AT(thinking_display), .words = &displays },
};
static const struct table thinking_table = TABLE(thinking_rows);

/* Members without a row are kept. */
static void read_thinking(struct door *d, const struct row *row, void *to)
{
    parl_request *request = to;

    (void)row;
    if (!is_empty_value(door_find(d, "budget_tokens")) &&
        !is_empty_value(door_find(d, "token_budget")))
        door_refuse_at(d, SPAN("token_budget"), "budget_tokens says it, too");
    request->thinking_budget.set = 0;
    request->thinking_display = PARL_THINKING_DISPLAY_DEFAULT;
    request->thinking_extra = NULL;
    door_open_ended(d, &thinking_table, to, &request->thinking_extra);
}

static const struct row stream_option_rows[] = {
    { "include_usage", READ_SWITCH, AT(include_usage) },
    { "include_obfuscation", READ_SWITCH, AT(include_obfuscation) },
};
static const struct table stream_option_table = TABLE(stream_option_rows);

/* ---- the request -------------------------------------------------------- */

static const struct row request_rows[] = {
    { "model", READ_TEXT, AT(model) },
    { .name = "messages", .read = read_messages },
    { .name = "tools", .read = read_tools },
    { .name = "tool_choice", .read = read_tool_choice },
    { "parallel_tool_calls", READ_SWITCH, AT(parallel_tool_calls) },

    { "reasoning_effort", READ_WORD, AT(reasoning_effort), .words = &efforts },
    { .name = "thinking", .read = read_thinking },
    { "max_tokens", READ_COUNT, AT(max_tokens) },
    { "max_completion_tokens", READ_COUNT, AT(max_completion_tokens) },

    { "temperature", READ_NUMBER, AT(temperature) },
    { "top_p", READ_NUMBER, AT(top_p) },
    { "top_k", READ_INTEGER, AT(top_k) },
    { "frequency_penalty", READ_NUMBER, AT(frequency_penalty) },
    { "presence_penalty", READ_NUMBER, AT(presence_penalty) },
    { "seed", READ_INTEGER, AT(seed) },
    { .name = "stop", .read = read_stop },
    { "n", READ_COUNT, AT(n) },

    { .name = "response_format", .read = read_format },
    { "schema_by_prompt", READ_SWITCH, AT(schema_by_prompt) },
    { "verbosity", READ_WORD, AT(verbosity), .words = &verbosities },
    { "logprobs", READ_SWITCH, AT(logprobs) },
    { "top_logprobs", READ_INTEGER, AT(top_logprobs) },
    { "logit_bias", READ_OBJECT, AT(logit_bias) },

    { "cache_control", READ_CACHE, AT(cache) },
    { "store", READ_SWITCH, AT(store) },
    { "prompt_cache_key", READ_TEXT, AT(prompt_cache_key) },
    { "user", READ_TEXT, AT(user) },
    { "safety_identifier", READ_TEXT, AT(safety_identifier) },
    { "service_tier", READ_TEXT, AT(service_tier) },
    { "metadata", READ_PAIRS, AT(metadata),
      .len_at = offsetof(parl_request, n_metadata) },

    { "stream", READ_SWITCH, AT(stream) },
    { "stream_options", READ_CLOSED, .inside = &stream_option_table },
    { "extra_body", READ_OBJECT, AT(extra_body) },
};
static const struct table request_table = TABLE(request_rows);

void request_json_read(struct parl_builder *b, struct span json)
{
    door_document(b, json, &request_table, &b->request, &b->extra);
}
