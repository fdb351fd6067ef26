/* encoding/check.c -- what is wrong with a request, whoever is asked. */
#include "encoding/check.h"

#include <math.h>
#include <stddef.h>
#include <string.h>
#include "encoding/encoding.h"
#include "encoding/history.h"
#include "encoding/media.h"
#include "wire/json_in.h"
#include "encoding/answer_tool.h"

static void bad(struct encoding *e, const char *field, const char *reason)
{
    refuse(e, PARL_INVALID_ARGUMENT, field, "%s", reason);
}

/* ---- members, each for itself -------------------------------------------- */

enum wants {
    WANTS_ZERO,   /* so many int32_t */
    WANTS_SPAN,   /* UTF-8, its length behind it */
    WANTS_OBJECT, /* JSON */
    WANTS_FINITE, /* a parl_number */
    WANTS_TEXT,   /* UTF-8 */
    WANTS_LEVEL   /* an int32_t from 0 to `most` */
};

/* What a member of a struct has to be; a text may be NULL. */
struct rule {
    const char *field; /* behind that of the struct */
    uint16_t at;
    uint8_t wants;
    uint8_t most;
};

#define RULES(list) list, sizeof(list) / sizeof(list[0])
#define LEVEL(field, type, member, most)                                       \
    {                                                                          \
        field, offsetof(type, member), WANTS_LEVEL, most                       \
    }
#define WANTED(field, type, member, wants)                                     \
    {                                                                          \
        field, offsetof(type, member), wants, 0                                \
    }
#define RESERVED(field, type)                                                  \
    { field, offsetof(type, reserved), WANTS_ZERO, 4 },                        \
    {                                                                          \
        field, offsetof(type, reserved_word), WANTS_ZERO, 1                    \
    }

static bool all_zero(const void *words, size_t n)
{
    static const int32_t zeroes[4];

    return memcmp(words, zeroes, n * sizeof(zeroes[0])) == 0;
}

static const char *text_problem(struct span text, size_t *byte)
{
    return text.ptr == NULL || utf8_valid(text.ptr, text.len, byte)
               ? NULL
               : "not UTF-8: byte %zu is no part of a character";
}

static const char *object_problem(const char *json)
{
    if (json == NULL)
        return NULL;
    if (!json_valid(json, strlen(json)))
        return "not JSON";
    return json[strspn(json, " \t\r\n")] != '{' ? "not a JSON object" : NULL;
}

/* NULL: there is none; a "%zu" in it is `*byte`. */
static const char *problem_of(const struct rule *rule, const void *at,
                              size_t *byte)
{
    const char *const *text = at;
    const parl_number *number = at;

    switch ((enum wants)rule->wants) {
    case WANTS_LEVEL:
        return *(const uint32_t *)at > rule->most ? "an unknown value" : NULL;
    case WANTS_ZERO:
        return all_zero(at, rule->most) ? NULL : "a reserved word is not zero";
    case WANTS_SPAN:
        return text_problem(
            span_text(*text, *(const size_t *)(const void *)(text + 1)), byte);
    case WANTS_OBJECT:
        return object_problem(*text);
    case WANTS_FINITE:
        return number->set && !isfinite(number->value) ? "not a finite number"
                                                       : NULL;
    case WANTS_TEXT:
        break;
    }
    return text_problem(span_of(*text), byte);
}

/* `of` is the struct that the rules are for, `field` where it stands. */
static void check_members(struct encoding *e, const char *field, const void *of,
                          const struct rule *rules, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t byte = 0;
        const char *problem =
            problem_of(&rules[i], (const char *)of + rules[i].at, &byte);

        if (problem != NULL)
            refuse(e, PARL_INVALID_ARGUMENT,
                   pointer(e, "%s%s", field, rules[i].field), problem, byte);
    }
}

static void check_text(struct encoding *e, const char *field, const char *text)
{
    static const struct rule a_text = { "", 0, WANTS_TEXT, 0 };

    check_members(e, field, &text, &a_text, 1);
}

/* ---- parts -------------------------------------------------------------- */

static const struct rule of_media[] = {
    RESERVED("/media", parl_media),
    WANTED("", parl_media, url, WANTS_TEXT),
    WANTED("", parl_media, name, WANTS_TEXT),
    WANTED("", parl_media, file_id, WANTS_TEXT),
    WANTED("", parl_media, mime_type, WANTS_TEXT),
};

static const struct rule of_part[] = {
    LEVEL("/type", parl_part, type, PARL_PART_CUSTOM_CALL),
    LEVEL("/cache_control", parl_part, cache, PARL_CACHE_1H),
    LEVEL("/is_error", parl_part, is_error, PARL_NO),
    RESERVED("", parl_part),
    WANTED("", parl_part, text, WANTS_SPAN),
    WANTED("", parl_part, id, WANTS_TEXT),
    WANTED("", parl_part, name, WANTS_TEXT),
    WANTED("", parl_part, signature, WANTS_SPAN),
    WANTED("/extra", parl_part, extra, WANTS_OBJECT),
};

/* Closeness is a matter of pictures; few know it of anything else. */
static bool has_detail(const struct dialect *d, int32_t type)
{
    return type == PARL_PART_IMAGE || d->more_details ||
           (type == PARL_PART_DOCUMENT && d->file_detail);
}

static void check_bytes(struct encoding *e, const char *field,
                        const parl_media *media)
{
    struct error err = ERROR_INIT;
    uint64_t length;

    if (attachment_length(media, &length, &err) != PARL_OK)
        refuse(e, err.status, field, "%s", err.message);
    else if (length == 0)
        bad(e, field,
            "media of no bytes: the file is empty, or data_len or read_len is "
            "not set");
}

static void check_media(struct encoding *e, const char *field,
                        const parl_part *part)
{
    const parl_media *media = part->media;
    const enum media_source source =
        media != NULL ? media_source(media) : MEDIA_NONE;

    if (media == NULL) {
        bad(e, field, "there is no media");
        return;
    }
    check_members(e, field, media, RULES(of_media));
    if (media->detail < PARL_DETAIL_UNSET || media->detail > PARL_DETAIL_ULTRA)
        bad(e, field,
            "detail: none of auto, low, medium, high, original, ultra");
    else if (media->detail >= PARL_DETAIL_MEDIUM &&
             !e->to->dialect->more_details)
        refuse(e, PARL_INVALID_ARGUMENT,
               pointer(e, "%s/image_url/detail", field),
               "%s is none of auto, low, high and original, which %s has",
               detail_words[media->detail], e->to->provider->about);
    else if (media->detail > PARL_DETAIL_AUTO &&
             !has_detail(e->to->dialect, part->type))
        dropped_member(e, field, "image_url/detail",
                       "%s has it for pictures alone");
    if (source == MEDIA_NONE)
        bad(e, field,
            "media needs exactly one of url, data, base64, path, "
            "read and file_id");
    if (source == MEDIA_BYTES)
        check_bytes(e, field, media);
    if (source == MEDIA_DATA_URL && media_url_base64(media).ptr == NULL)
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
        part_signature(part).len > 0)
        dropped(e, pointer(e, "%s/signature", field), "%s signs no %s",
                e->to->provider->about,
                part->type <= PARL_PART_REFUSAL ? "text" : "media");
}

static bool is_answers(int32_t type)
{
    return type == PARL_PART_REFUSAL || type == PARL_PART_TOOL_CALL ||
           (type >= PARL_PART_THINKING && type != PARL_PART_OPAQUE);
}

static void check_part(struct encoding *e, const char *field,
                       const parl_part *part, int32_t role)
{
    const struct span text = part_text(part);

    check_members(e, field, part, RULES(of_part));
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
    const char *field = message_pointer(e, message);
    size_t n_parts;
    parl_part one;
    const parl_part *parts = message_parts(m, &one, &n_parts);

    if (n_parts == 0)
        bad(e, field, "a tool message without a result");
    for (size_t i = 0; i < n_parts; i++) {
        size_t caller = message;

        if (parts[i].type != PARL_PART_TOOL_RESULT)
            bad(e, field,
                "a tool message holds results alone, each with the id of its "
                "call");
        else if (parts[i].id == NULL)
            bad(e, field, "a result without tool_call_id");
        else if (call_before(e->request, &caller, parts[i].id) == NULL)
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
           m->role < PARL_ROLE_TOOL && all_zero(m->reserved, 4) &&
           m->reserved_word == 0 && utf8_valid(text.ptr, text.len, &at);
}

static const struct rule of_message[] = {
    LEVEL("/role", parl_message, role, PARL_ROLE_TOOL),
    RESERVED("", parl_message),
    WANTED("/name", parl_message, name, WANTS_TEXT),
    WANTED("/extra", parl_message, extra, WANTS_OBJECT),
};

static const struct rule of_text[] = {
    WANTED("/content", parl_message, text, WANTS_SPAN),
};

static void check_message(struct encoding *e, size_t i)
{
    const parl_message *m = &e->request->messages[i];
    const char *field;

    if (is_fine(m))
        return;
    field = message_pointer(e, i);
    check_members(e, field, m, RULES(of_message));
    if (m->n_parts == 0)
        check_members(e, field, m, RULES(of_text));
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

static const struct rule of_tool[] = {
    LEVEL("/type", parl_tool, type, PARL_TOOL_OPAQUE),
    LEVEL("/cache_control", parl_tool, cache, PARL_CACHE_1H),
    LEVEL("/function/strict", parl_tool, strict, PARL_NO),
    RESERVED("", parl_tool),
    WANTED("", parl_tool, name, WANTS_TEXT),
    WANTED("", parl_tool, description, WANTS_TEXT),
    WANTED("/extra", parl_tool, extra, WANTS_OBJECT),
    WANTED("/function/parameters", parl_tool, parameters, WANTS_OBJECT),
};

static void check_tool(struct encoding *e, size_t i)
{
    const parl_tool *tool = &e->request->tools[i];
    const char *field = tool_pointer(e, i);
    const bool opaque = tool->type == PARL_TOOL_OPAQUE;

    check_members(e, field, tool, RULES(of_tool));
    if (!opaque && (tool->name == NULL || tool->name[0] == '\0'))
        bad(e, field, "a tool without a name");
    if (!opaque && has_twin(e->request, i))
        refuse(e, PARL_INVALID_ARGUMENT, field,
               "'%s' is the name of another tool, too", tool->name);
    if (opaque && tool->parameters == NULL)
        bad(e, field, "an opaque tool needs its JSON object");
    if (tool->strict == PARL_YES && tool->parameters != NULL &&
        e->to->provider->strict_requires_all && e->error.status == PARL_OK)
        check_strict_schema(e, pointer(e, "%s/function/parameters", field),
                            tool->parameters);
}

static void check_tool_choice(struct encoding *e)
{
    const parl_request *r = e->request;

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

static const struct rule of_schema[] = {
    WANTED("/schema", parl_request, schema, WANTS_OBJECT),
    WANTED("/name", parl_request, schema_name, WANTS_TEXT),
};

static void check_format(struct encoding *e)
{
    static const char field[] = "/response_format/json_schema/schema";
    const parl_request *r = e->request;

    if (r->response_format != PARL_FORMAT_JSON_SCHEMA) {
        if (r->schema != NULL)
            dropped(e, field, "response_format does not ask");
        return;
    }
    if (r->schema == NULL)
        bad(e, field, "there is no schema");
    check_members(e, "/response_format/json_schema", r, RULES(of_schema));
    if (r->schema_strict == PARL_YES && e->error.status == PARL_OK)
        check_strict_schema(e, field, r->schema);
}

static const struct rule of_request[] = {
    WANTED("/model", parl_request, model, WANTS_TEXT),
    WANTED("/prompt_cache_key", parl_request, prompt_cache_key, WANTS_TEXT),
    WANTED("/user", parl_request, user, WANTS_TEXT),
    WANTED("/safety_identifier", parl_request, safety_identifier, WANTS_TEXT),
    WANTED("/service_tier", parl_request, service_tier, WANTS_TEXT),
    WANTED("/temperature", parl_request, temperature, WANTS_FINITE),
    WANTED("/top_p", parl_request, top_p, WANTS_FINITE),
    WANTED("/frequency_penalty", parl_request, frequency_penalty, WANTS_FINITE),
    WANTED("/presence_penalty", parl_request, presence_penalty, WANTS_FINITE),
    LEVEL("/tool_choice", parl_request, tool_choice,
          PARL_TOOL_CHOICE_ALLOWED_REQUIRED),
    LEVEL("/response_format", parl_request, response_format,
          PARL_FORMAT_JSON_SCHEMA),
    LEVEL("/reasoning_effort", parl_request, reasoning_effort, PARL_EFFORT_MAX),
    LEVEL("/thinking", parl_request, thinking, PARL_THINKING_BETWEEN_TOOLS),
    LEVEL("/thinking/display", parl_request, thinking_display,
          PARL_THINKING_UPDATES),
    LEVEL("/verbosity", parl_request, verbosity, PARL_VERBOSITY_HIGH),
    LEVEL("/cache_control", parl_request, cache, PARL_CACHE_1H),
    LEVEL("/policy", parl_request, policy, PARL_POLICY_REFUSE),
    LEVEL("/parallel_tool_calls", parl_request, parallel_tool_calls, PARL_NO),
    LEVEL("/response_format/json_schema/strict", parl_request, schema_strict,
          PARL_NO),
    LEVEL("/schema_by_prompt", parl_request, schema_by_prompt, PARL_NO),
    LEVEL("/logprobs", parl_request, logprobs, PARL_NO),
    LEVEL("/store", parl_request, store, PARL_NO),
    LEVEL("/stream", parl_request, stream, PARL_NO),
    LEVEL("/stream_options/include_usage", parl_request, include_usage,
          PARL_NO),
    LEVEL("/stream_options/include_obfuscation", parl_request,
          include_obfuscation, PARL_NO),
    WANTED("/logit_bias", parl_request, logit_bias, WANTS_OBJECT),
    WANTED("/extra", parl_request, extra, WANTS_OBJECT),
    WANTED("/extra_body", parl_request, extra_body, WANTS_OBJECT),
    WANTED("/thinking", parl_request, thinking_extra, WANTS_OBJECT),
    { "the request", offsetof(parl_request, reserved_word), WANTS_ZERO, 1 },
};

static void check_stop(struct encoding *e)
{
    for (size_t i = 0; i < e->request->n_stop; i++)
        check_text(e, pointer(e, "/stop/%zu", i), e->request->stop[i]);
}

static void check_metadata(struct encoding *e)
{
    const parl_request *r = e->request;

    for (size_t i = 0; i < r->n_metadata; i++) {
        check_text(e, "/metadata", r->metadata[i].name);
        check_text(e, "/metadata", r->metadata[i].value);
    }
}

/* 0: not said. */
static void check_count(struct encoding *e, const char *field, int64_t count)
{
    if (count < 0)
        refuse(e, PARL_INVALID_ARGUMENT, field, "%lld is less than 1",
               (long long)count);
}

static void check_counts(struct encoding *e)
{
    const parl_request *r = e->request;

    check_count(e, "/max_tokens", r->max_tokens);
    check_count(e, "/max_completion_tokens", r->max_completion_tokens);
    check_count(e, "/n", r->n);
    if (r->n > 128)
        refuse(e, PARL_INVALID_ARGUMENT, "/n", "%lld is more than 128",
               (long long)r->n);
    if (r->thinking_budget.set && r->thinking == PARL_THINKING_DEFAULT)
        dropped(e, "/thinking/budget_tokens", "thinking/type does not ask");
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
    check_members(e, "", r, RULES(of_request));
    check_tool_choice(e);
    check_format(e);
    check_stop(e);
    check_metadata(e);
    check_counts(e);
}
