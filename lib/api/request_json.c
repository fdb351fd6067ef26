/* api/request_json.c -- a request in the JSON dialect.
 *
 * The table below is the list of its members.  What is not in it is kept as it
 * is and goes to vendors that speak an OpenAI dialect. */
#include "api/request_json.h"

#define AT(member) .at = offsetof(parl_request, member)

/* ---- words -------------------------------------------------------------- */

static const char *const effort_list[] = {
    [PARL_EFFORT_NONE] = "none", [PARL_EFFORT_MINIMAL] = "minimal",
    [PARL_EFFORT_LOW] = "low",   [PARL_EFFORT_MEDIUM] = "medium",
    [PARL_EFFORT_HIGH] = "high", [PARL_EFFORT_XHIGH] = "xhigh",
    [PARL_EFFORT_MAX] = "max",
};
static const struct words efforts = { ALL_OF(effort_list) };

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
    if (json_peek(&d->in) == JSON_TEXT) {
        door_add_word(d, &list);
    } else if (door_expect(d, JSON_ARRAY, "a text or a list of texts") &&
               json_enter_array(&d->in)) {
        for (size_t i = 0; json_next_element(&d->in); i++) {
            const size_t mark = door_down_to(d, i);

            door_add_word(d, &list);
            door_up(d, mark);
        }
    }
    request->stop = list.words;
    request->n_stop = list.n;
}

static void read_metadata(struct door *d, const struct row *row, void *to)
{
    parl_request *request = to;
    parl_pair *list = NULL;
    struct json_text name;
    size_t n = 0;

    (void)row;
    if (!door_expect(d, JSON_OBJECT, "an object") || !json_enter_object(&d->in))
        return;
    while (json_next_member(&d->in, &name)) {
        const size_t mark = door_down(d, name.raw);
        const parl_pair pair = { door_keep(d, name), door_word(d) };

        list = list_room(&d->to->arena, list, n, sizeof(*list));
        if (list != NULL)
            list[n++] = pair;
        door_up(d, mark);
    }
    request->metadata = list;
    request->n_metadata = n;
}

/* ---- objects ------------------------------------------------------------ */

static const struct row schema_rows[] = {
    { "name", read_text, AT(schema_name) },
    { "description", read_text, AT(schema_description) },
    { "schema", read_object, AT(schema), .required = true },
    { "strict", read_switch, AT(schema_strict) },
};
static const struct table schema_table = TABLE(schema_rows);

static const struct row format_rows[] = {
    { "type", read_word, AT(response_format), .words = &formats,
      .required = true },
    { "json_schema", read_inside, .inside = &schema_table },
};
static const struct table format_table = TABLE(format_rows);

static void read_format(struct door *d, const struct row *row, void *to)
{
    parl_request *request = to;

    (void)row;
    request->schema = NULL;
    if (!door_closed(d, &format_table, to))
        return;
    if (request->response_format == PARL_FORMAT_JSON_SCHEMA &&
        request->schema == NULL)
        door_missing(d, "json_schema");
}

static const struct row thinking_rows[] = {
    { "type", read_word, AT(thinking), .words = &thinking_types,
      .required = true },
    { "budget_tokens", read_integer, AT(thinking_budget) },
    { "display", read_word, AT(thinking_display), .words = &displays },
};
static const struct table thinking_table = TABLE(thinking_rows);

/* Members without a row are kept. */
static void read_thinking(struct door *d, const struct row *row, void *to)
{
    parl_request *request = to;

    (void)row;
    door_open_ended(d, &thinking_table, to, &request->thinking_extra);
}

static const struct row stream_option_rows[] = {
    { "include_usage", read_switch, AT(include_usage) },
    { "include_obfuscation", read_switch, AT(include_obfuscation) },
};
static const struct table stream_option_table = TABLE(stream_option_rows);

/* An object all of whose members are known. */
static void read_closed(struct door *d, const struct row *row, void *to)
{
    door_closed(d, row->inside, to);
}

/* ---- the request -------------------------------------------------------- */

static const struct row request_rows[] = {
    { "model", read_text, AT(model) },
    { .name = "messages", .read = read_messages },
    { .name = "tools", .read = read_tools },
    { .name = "tool_choice", .read = read_tool_choice },
    { "parallel_tool_calls", read_switch, AT(parallel_tool_calls) },

    { "reasoning_effort", read_word, AT(reasoning_effort), .words = &efforts },
    { .name = "thinking", .read = read_thinking },
    { "max_tokens", read_count, AT(max_tokens) },
    { "max_completion_tokens", read_count, AT(max_completion_tokens) },

    { "temperature", read_number, AT(temperature) },
    { "top_p", read_number, AT(top_p) },
    { "top_k", read_integer, AT(top_k) },
    { "frequency_penalty", read_number, AT(frequency_penalty) },
    { "presence_penalty", read_number, AT(presence_penalty) },
    { "seed", read_integer, AT(seed) },
    { .name = "stop", .read = read_stop },
    { "n", read_count, AT(n) },

    { .name = "response_format", .read = read_format },
    { "verbosity", read_word, AT(verbosity), .words = &verbosities },
    { "logprobs", read_switch, AT(logprobs) },
    { "top_logprobs", read_integer, AT(top_logprobs) },
    { "logit_bias", read_object, AT(logit_bias) },

    { "cache_control", read_cache, AT(cache) },
    { "store", read_switch, AT(store) },
    { "prompt_cache_key", read_text, AT(prompt_cache_key) },
    { "user", read_text, AT(user) },
    { "safety_identifier", read_text, AT(safety_identifier) },
    { "service_tier", read_text, AT(service_tier) },
    { .name = "metadata", .read = read_metadata },

    { "stream", read_switch, AT(stream) },
    { "stream_options", read_closed, .inside = &stream_option_table },
    { "extra_body", read_object, AT(extra_body) },
};
static const struct table request_table = TABLE(request_rows);

void request_json_read(struct parl_builder *b, struct span json)
{
    struct door d;

    door_open(&d, b, json);
    d.unknown = &b->extra;
    d.around = &request_table;
    door_members(&d, &request_table, &b->request);
    door_close(&d);
}
