/* check.c -- what is wrong with a request, whoever is asked. */
#include "check.h"

#include <math.h>
#include <stddef.h>
#include <string.h>
#include "encoding.h"
#include "history.h"
#include "media.h"
#include "wire/json_in.h"

static void bad(struct encoding *e, const char *field, const char *reason)
{
    refuse(e, PARL_INVALID_ARGUMENT, field, "%s", reason);
}

static void check_text(struct encoding *e, const char *field, struct span text)
{
    size_t at;

    if (text.ptr != NULL && !utf8_valid(text.ptr, text.len, &at))
        refuse(e, PARL_INVALID_ARGUMENT, field,
               "not UTF-8: byte %zu is no part of a character", at);
}

static void check_json(struct encoding *e, const char *field, const char *json,
                       bool object)
{
    if (json == NULL)
        return;
    if (!json_valid(json, strlen(json)))
        bad(e, field, "not JSON");
    else if (object && json[strspn(json, " \t\r\n")] != '{')
        bad(e, field, "not a JSON object");
}

/* ---- parts -------------------------------------------------------------- */

static bool reserved_is_zero(const uint64_t *words, size_t n, int32_t word)
{
    for (size_t i = 0; i < n; i++) {
        if (words[i] != 0)
            return false;
    }
    return word == 0;
}

static void check_media(struct encoding *e, const char *field,
                        const parl_part *part)
{
    if (part->media == NULL) {
        bad(e, field, "there is no media");
        return;
    }
    if (!reserved_is_zero(part->media->reserved, 2, part->media->reserved_word))
        bad(e, field, "media: a reserved word is not zero");
    if (part->media->detail < PARL_DETAIL_UNSET ||
        part->media->detail > PARL_DETAIL_ULTRA)
        bad(e, field,
            "detail: none of auto, low, medium, high, original, ultra");
    else if (part->media->detail >= PARL_DETAIL_MEDIUM &&
             !e->to->dialect->more_details)
        refuse(e, PARL_INVALID_ARGUMENT,
               pointer(e, "%s/image_url/detail", field),
               "%s is none of auto, low, high and original, which %s has",
               part->media->detail == PARL_DETAIL_ULTRA ? "ultra" : "medium",
               e->to->provider->about);
    check_text(e, field, span_of(part->media->url));
    check_text(e, field, span_of(part->media->name));
    check_text(e, field, span_of(part->media->file_id));
    check_text(e, field, span_of(part->media->mime_type));
    if (media_source(part->media) == MEDIA_NONE)
        bad(e, field,
            "media needs exactly one of url, data, base64, path, "
            "read and file_id");
    if (media_source(part->media) == MEDIA_DATA_URL &&
        media_url_base64(part->media).ptr == NULL)
        bad(e, field, "the data: URL has no ;base64, in it");
}

static bool is_media(int32_t type)
{
    return type == PARL_PART_IMAGE || type == PARL_PART_VIDEO ||
           type == PARL_PART_DOCUMENT;
}

/* Texts and pictures whose signature nobody reads here. */
static void drop_signature(struct encoding *e, const char *field,
                           const parl_part *part)
{
    if (part->type <= PARL_PART_DOCUMENT && !e->to->dialect->signs_content &&
        span_text(part->signature, part->signature_len).len > 0)
        dropped(e, pointer(e, "%s/signature", field), "%s signs no %s",
                e->to->provider->about,
                part->type <= PARL_PART_REFUSAL ? "text" : "media");
}

static bool is_answers(int32_t type)
{
    return type == PARL_PART_REFUSAL || type == PARL_PART_TOOL_CALL ||
           (type >= PARL_PART_THINKING && type != PARL_PART_OPAQUE);
}

/* Each member for itself. */
static void check_part_members(struct encoding *e, const char *field,
                               const parl_part *part)
{
    if (part->type < PARL_PART_TEXT || part->type > PARL_PART_CUSTOM_CALL)
        bad(e, field, "a part of an unknown type");
    if (part->cache < PARL_CACHE_NONE || part->cache > PARL_CACHE_1H)
        bad(e, field, "cache: an unknown value");
    if (part->is_error < PARL_DEFAULT || part->is_error > PARL_NO)
        bad(e, field, "is_error: an unknown value");
    if (!reserved_is_zero(part->reserved, 2, part->reserved_word))
        bad(e, field, "a reserved word of the part is not zero");
    check_text(e, field, part_text(part));
    check_text(e, field, span_of(part->id));
    check_text(e, field, span_of(part->name));
    check_text(e, field, span_text(part->signature, part->signature_len));
    check_json(e, field, part->extra, true);
}

static void check_part(struct encoding *e, const char *field,
                       const parl_part *part, int32_t role)
{
    const struct span text = part_text(part);

    check_part_members(e, field, part);
    if (part->type == PARL_PART_OPAQUE && !json_valid(text.ptr, text.len))
        bad(e, field, "not JSON");
    if (is_media(part->type) ||
        (part->type == PARL_PART_AUDIO && role != PARL_ROLE_ASSISTANT))
        check_media(e, field, part);
    if (is_call(part) && (part->name == NULL || part->name[0] == '\0'))
        bad(e, field, "a call without a name");
    if (is_answers(part->type) && role != PARL_ROLE_ASSISTANT)
        bad(e, field, "only a message of the role assistant has it");
    drop_signature(e, field, part);
    for (size_t i = 0; i < part->n_parts; i++)
        check_part(e, pointer(e, "%s/%zu", field, i), &part->parts[i], role);
}

/* ---- calls and their results --------------------------------------------- */

/* Has an assistant message before `message` made this call? */
static bool is_called(const parl_request *r, size_t message, const char *id)
{
    for (size_t m = message; m > 0; m--) {
        const parl_message *before = &r->messages[m - 1];

        for (size_t i = 0; i < before->n_parts; i++) {
            const parl_part *part = &before->parts[i];

            if ((part->type == PARL_PART_TOOL_CALL ||
                 part->type == PARL_PART_CUSTOM_CALL) &&
                part->id != NULL && strcmp(part->id, id) == 0)
                return true;
        }
    }
    return false;
}

/* Results stand behind the calls that they answer, with nothing between. */
static bool follows_calls(const parl_request *r, size_t message)
{
    while (message > 0 && r->messages[message - 1].role == PARL_ROLE_TOOL)
        message--;
    return message > 0 && r->messages[message - 1].role == PARL_ROLE_ASSISTANT;
}

static void check_results(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];
    const char *field = pointer(e, "/messages/%zu", message);
    size_t n_parts;
    parl_part one;
    const parl_part *parts = message_parts(m, &one, &n_parts);

    if (n_parts == 0)
        bad(e, field, "a tool message without a result");
    for (size_t i = 0; i < n_parts; i++) {
        if (parts[i].type != PARL_PART_TOOL_RESULT)
            bad(e, field, "a tool message holds results alone");
        else if (parts[i].id == NULL)
            bad(e, field, "a result without tool_call_id");
        else if (!is_called(e->request, message, parts[i].id))
            refuse(e, PARL_INVALID_ARGUMENT, field,
                   "answers the call '%s', which nobody made", parts[i].id);
    }
    if (!follows_calls(e->request, message))
        bad(e, field, "a result must follow the calls that it answers");
}

/* ---- messages ----------------------------------------------------------- */

/* What most messages are: a text, and nothing wrong with it. */
static bool is_fine(const parl_message *m)
{
    const struct span text = span_text(m->text, m->text_len);
    size_t at;

    return m->n_parts == 0 && m->text != NULL && m->call_id == NULL &&
           m->name == NULL && m->extra == NULL && m->role >= PARL_ROLE_USER &&
           m->role < PARL_ROLE_TOOL &&
           reserved_is_zero(m->reserved, 2, m->reserved_word) &&
           utf8_valid(text.ptr, text.len, &at);
}

static void check_message(struct encoding *e, size_t i)
{
    const parl_message *m = &e->request->messages[i];
    const char *field;

    if (is_fine(m))
        return;
    field = pointer(e, "/messages/%zu", i);
    if (m->role < PARL_ROLE_USER || m->role > PARL_ROLE_TOOL)
        bad(e, pointer(e, "%s/role", field), "an unknown role");
    if (!reserved_is_zero(m->reserved, 2, m->reserved_word))
        bad(e, field, "a reserved word of the message is not zero");
    if (m->n_parts == 0)
        check_text(e, pointer(e, "%s/content", field),
                   span_text(m->text, m->text_len));
    check_text(e, pointer(e, "%s/name", field), span_of(m->name));
    check_json(e, field, m->extra, true);
    for (size_t k = 0; k < m->n_parts; k++)
        check_part(e, part_pointer(e, i, k), &m->parts[k], m->role);
    if (m->role == PARL_ROLE_TOOL)
        check_results(e, i);
    else if (count_parts(m, PARL_PART_TOOL_RESULT) > 0)
        bad(e, field, "results of tools belong into a tool message");
    if (m->role < PARL_ROLE_ASSISTANT && m->text == NULL && m->n_parts == 0)
        bad(e, field, "an empty message");
}

/* ---- tools -------------------------------------------------------------- */

static bool has_twin(const parl_request *r, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (r->tools[k].type != PARL_TOOL_OPAQUE &&
            same_text(r->tools[k].name, r->tools[i].name))
            return true;
    }
    return false;
}

static void check_tool_members(struct encoding *e, const parl_tool *tool,
                               const char *field, const char *schema)
{
    if (tool->type < PARL_TOOL_FUNCTION || tool->type > PARL_TOOL_OPAQUE)
        bad(e, field, "a tool of an unknown type");
    if (tool->cache < PARL_CACHE_NONE || tool->cache > PARL_CACHE_1H)
        bad(e, field, "cache: an unknown value");
    if (tool->strict < PARL_DEFAULT || tool->strict > PARL_NO)
        bad(e, field, "strict: an unknown value");
    if (!reserved_is_zero(tool->reserved, 2, tool->reserved_word))
        bad(e, field, "a reserved word of the tool is not zero");
    check_text(e, field, span_of(tool->name));
    check_text(e, field, span_of(tool->description));
    check_json(e, field, tool->extra, true);
    check_json(e, schema, tool->parameters, true);
}

static void check_tool(struct encoding *e, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];
    const char *field = pointer(e, "/tools/%zu", i);
    const char *schema = pointer(e, "%s/function/parameters", field);
    const bool opaque = tool->type == PARL_TOOL_OPAQUE;

    check_tool_members(e, tool, field, schema);
    if (!opaque && (tool->name == NULL || tool->name[0] == '\0'))
        bad(e, field, "a tool without a name");
    if (!opaque && has_twin(e->request, i))
        refuse(e, PARL_INVALID_ARGUMENT, field,
               "'%s' is the name of another tool, too", tool->name);
    if (opaque && tool->parameters == NULL)
        bad(e, field, "an opaque tool needs its JSON object");
    if (tool->strict == PARL_YES && tool->parameters != NULL &&
        e->to->provider->strict_requires_all && e->error.status == PARL_OK)
        check_strict_schema(e, schema, tool->parameters);
}

static void check_tool_choice(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->tool_choice < PARL_TOOL_CHOICE_DEFAULT ||
        r->tool_choice > PARL_TOOL_CHOICE_ALLOWED_REQUIRED)
        bad(e, "/tool_choice", "an unknown choice");
    if (r->tool_choice < PARL_TOOL_CHOICE_NAMED)
        return;
    if (r->n_tool_names == 0)
        bad(e, "/tool_choice", "names no tool");
    for (size_t i = 0; i < r->n_tool_names; i++) {
        if (!has_tool(r, r->tool_names[i]))
            refuse(e, PARL_INVALID_ARGUMENT, "/tool_choice",
                   "there is no tool '%s'", r->tool_names[i]);
    }
}

/* ---- the rest ----------------------------------------------------------- */

static void check_format(struct encoding *e)
{
    static const char field[] = "/response_format/json_schema/schema";
    const parl_request *r = e->request;

    if (r->response_format < PARL_FORMAT_DEFAULT ||
        r->response_format > PARL_FORMAT_JSON_SCHEMA)
        bad(e, "/response_format", "an unknown format");
    if (r->response_format != PARL_FORMAT_JSON_SCHEMA)
        return;
    if (r->schema == NULL)
        bad(e, field, "there is no schema");
    check_json(e, field, r->schema, true);
    check_text(e, "/response_format/json_schema/name", span_of(r->schema_name));
    if (r->schema_strict == PARL_YES && e->error.status == PARL_OK)
        check_strict_schema(e, field, r->schema);
}

static void check_words(struct encoding *e)
{
    const parl_request *r = e->request;
    const struct {
        const char *field, *text;
    } words[] = {
        { "/model", r->model },
        { "/prompt_cache_key", r->prompt_cache_key },
        { "/user", r->user },
        { "/safety_identifier", r->safety_identifier },
        { "/service_tier", r->service_tier },
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        check_text(e, words[i].field, span_of(words[i].text));
    for (size_t i = 0; i < r->n_stop; i++)
        check_text(e, pointer(e, "/stop/%zu", i), span_of(r->stop[i]));
    for (size_t i = 0; i < r->n_metadata; i++) {
        check_text(e, "/metadata", span_of(r->metadata[i].name));
        check_text(e, "/metadata", span_of(r->metadata[i].value));
    }
}

static void check_numbers(struct encoding *e)
{
    const parl_request *r = e->request;
    const struct {
        const char *field;
        parl_number number;
    } numbers[] = {
        { "/temperature", r->temperature },
        { "/top_p", r->top_p },
        { "/frequency_penalty", r->frequency_penalty },
        { "/presence_penalty", r->presence_penalty },
    };

    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        if (numbers[i].number.set && !isfinite(numbers[i].number.value))
            bad(e, numbers[i].field, "not a finite number");
    }
}

/* Members whose words are numbers from 0 on. */
static const struct range {
    const char *field;
    uint16_t at; /* in parl_request */
    uint8_t most;
    const char *problem;
} ranges[] = {
#define RANGE(field, member, most, problem)                                    \
    {                                                                          \
        field, offsetof(parl_request, member), most, problem                   \
    }
    RANGE("/reasoning_effort", reasoning_effort, PARL_EFFORT_MAX,
          "an unknown level"),
    RANGE("/thinking", thinking, PARL_THINKING_BETWEEN_TOOLS,
          "an unknown kind"),
    RANGE("/thinking/display", thinking_display, PARL_THINKING_UPDATES,
          "an unknown value"),
    RANGE("/verbosity", verbosity, PARL_VERBOSITY_HIGH, "an unknown level"),
    RANGE("/cache_control", cache, PARL_CACHE_1H, "an unknown value"),
    RANGE("/", policy, PARL_POLICY_REFUSE, "policy: an unknown value"),
    RANGE("/parallel_tool_calls", parallel_tool_calls, PARL_NO,
          "an unknown value"),
    RANGE("/response_format/json_schema/strict", schema_strict, PARL_NO,
          "an unknown value"),
    RANGE("/logprobs", logprobs, PARL_NO, "an unknown value"),
    RANGE("/store", store, PARL_NO, "an unknown value"),
    RANGE("/stream", stream, PARL_NO, "an unknown value"),
    RANGE("/stream_options/include_usage", include_usage, PARL_NO,
          "an unknown value"),
    RANGE("/stream_options/include_obfuscation", include_obfuscation, PARL_NO,
          "an unknown value"),
#undef RANGE
};

static void check_ranges(struct encoding *e)
{
    const parl_request *r = e->request;

    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        const void *at = (const char *)r + ranges[i].at;
        const int32_t value = *(const int32_t *)at;

        if (value < 0 || value > ranges[i].most)
            bad(e, ranges[i].field, ranges[i].problem);
    }
    if (r->max_tokens < 0)
        bad(e, "/max_tokens", "less than 0");
    if (r->max_completion_tokens < 0)
        bad(e, "/max_completion_tokens", "less than 0");
    if (r->n < 0 || r->n > 128)
        bad(e, "/n", "not from 1 to 128");
}

void check_request(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->n_messages == 0 || r->messages == NULL)
        bad(e, "/messages", "there are none");
    for (size_t i = 0; i < r->n_messages && e->error.status == PARL_OK; i++)
        check_message(e, i);
    for (size_t i = 0; i < r->n_tools && e->error.status == PARL_OK; i++)
        check_tool(e, i);
    check_tool_choice(e);
    check_format(e);
    check_words(e);
    check_numbers(e);
    check_ranges(e);
    check_json(e, "/logit_bias", r->logit_bias, true);
    check_json(e, "/", r->extra, true);
    check_json(e, "/extra_body", r->extra_body, true);
    check_json(e, "/thinking", r->thinking_extra, true);
}
