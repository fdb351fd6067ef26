/* dialects/openai_chat/read_error.c -- what went wrong, in the many shapes in
 * which those who speak this dialect say it:
 *
 *   {"error": {"message", "type", "param", "code"}}      OpenAI
 *   {"error": "text", "code": ...}                       xAI, Ollama
 *   {"object": "error", "message", "type", "code"}       vLLM, Mistral
 *   {"message", "type", "code"}, {"error_code", "message"}
 *   {"detail": "text"}, {"detail": [{"msg", "loc", "type"}]}
 *   {"title", "detail", "status"}                        RFC 7807
 *   {"status_code", "status_msg"}
 *   no JSON at all: a page of some proxy. */
#include "dialects/openai_chat/chat.h"

#include <string.h>
#include <strings.h>

/* What a vendor's word comes to, and a phrase of its message. */
static const struct error_word words[] = {
    { "context_length_exceeded exceed_context_size_error",
      PARL_CONTEXT_TOO_LONG },
    { "content_filter content_policy_violation ResponsibleAIPolicyViolation "
      "bio_policy image_content_policy_violation cyber_policy",
      PARL_CONTENT_FILTERED },
    { "insufficient_quota credit_balance_exhausted "
      "organization_spend_limit_exceeded project_spend_limit_exceeded "
      "organization_usage_limit_exceeded",
      PARL_QUOTA_EXCEEDED },
    { "model_not_found DeploymentNotFound", PARL_NOT_FOUND },
    { "invalid_api_key", PARL_AUTHENTICATION },
    { "vector_store_timeout", PARL_TIMEOUT },
    { "data_residency_mismatch", PARL_INVALID_REQUEST },
    { "tool_use_failed json_validate_failed", PARL_SERVER_ERROR },
    { NULL, PARL_OK },
};

/* Words that count where there is no HTTP status to go by. */
static const struct error_word words_in_stream[] = {
    { "rate_limit_exceeded rate_limit_error tokens requests",
      PARL_RATE_LIMITED },
    { "overloaded_error slow_down", PARL_OVERLOADED },
    { "authentication_error", PARL_AUTHENTICATION },
    { "permission_error", PARL_PERMISSION },
    { "not_found_error", PARL_NOT_FOUND },
    { "invalid_request_error invalid_prompt BadRequestError invalid_image "
      "invalid_image_format invalid_image_mode invalid_image_url "
      "invalid_base64_image image_parse_error image_too_large image_too_small "
      "image_file_too_large image_file_not_found unsupported_image_media_type "
      "empty_image_file failed_to_download_image",
      PARL_INVALID_REQUEST },
    { NULL, PARL_OK },
};

/* A text beyond the limit is a prompt that is too long where it is one of the
 * messages, not an id.  `param` begins so; the first that does counts. */
static const struct {
    const char *word, *param;
    parl_status status;
} lengths[] = {
    { "string_above_max_length", "messages", PARL_CONTEXT_TOO_LONG },
    { "string_above_max_length", "input", PARL_CONTEXT_TOO_LONG },
    { "string_above_max_length", "null", PARL_CONTEXT_TOO_LONG },
};

static const struct {
    const char *phrase;
    parl_status status;
} phrases[] = {
    { "maximum context length", PARL_CONTEXT_TOO_LONG },
    { "context length exceeded", PARL_CONTEXT_TOO_LONG },
    { "exceeds the available context size", PARL_CONTEXT_TOO_LONG },
    { "maximum prompt length", PARL_CONTEXT_TOO_LONG },
    { "exceeded model token limit", PARL_CONTEXT_TOO_LONG },
    { "prompt is too long", PARL_CONTEXT_TOO_LONG },
    { "incorrect api key", PARL_AUTHENTICATION },
    { "input was flagged", PARL_CONTENT_FILTERED },
};

/* ---- finding things ----------------------------------------------------- */

static struct span first_of(struct span object, const char *const *names)
{
    for (; *names != NULL; names++) {
        const struct span found = json_find(object, *names);

        if (found.ptr != NULL && !span_is(found, "null") &&
            !span_is(found, "\"\"") && !span_is(found, "{}"))
            return found;
    }
    return SPAN_NONE;
}

static struct span find_message(struct span object)
{
    static const char *const names[] = { "message", "msg",    "status_msg",
                                         "detail",  "title",  "error",
                                         "errors",  "reason", NULL };
    struct span found = first_element(object);

    for (int depth = 0; depth < 4 && found.ptr && found.ptr[0] == '{'; depth++)
        found = first_element(first_of(found, names));
    return found.ptr != NULL && found.ptr[0] == '"' ? found : SPAN_NONE;
}

static struct span find_code(struct span outer, struct span inner)
{
    static const char *const names[] = { "code",        "type",   "error_code",
                                         "status_code", "status", "statusCode",
                                         NULL };
    struct span found = SPAN_NONE;

    if (inner.ptr != NULL && inner.ptr[0] == '{')
        found = first_of(inner, names);
    if (found.ptr == NULL)
        found = first_of(outer, names);
    return found.ptr != NULL && (found.ptr[0] == '{' || found.ptr[0] == '[')
               ? SPAN_NONE
               : found;
}

/* ---- errors inside errors ------------------------------------------------ */

/* A message that is JSON again gives way to the message in it. */
static void unwrap(struct error *err, struct buf *scratch)
{
    const struct span text = span_of(err->message);
    struct span inner;

    if (text.len == 0 || text.ptr[0] != '{' || !json_valid(text.ptr, text.len))
        return;
    inner = find_message(text);
    if (inner.ptr != NULL) {
        char message[sizeof(err->message)] = "";

        copy_value(message, sizeof(message), inner, scratch);
        memcpy(err->message, message, sizeof(message));
    }
}

/* What the vendor behind the vendor said, which stands in metadata.raw: as a
 * text, often of JSON. */
static void add_raw(struct error *err, struct span inner, struct buf *scratch)
{
    const struct span raw = json_find(json_find(inner, "metadata"), "raw");
    struct error behind = ERROR_INIT;
    const size_t len = strlen(err->message);

    if (raw.ptr == NULL || raw.ptr[0] != '"' || len == 0)
        return;
    copy_value(behind.message, sizeof(behind.message), raw, scratch);
    unwrap(&behind, scratch);
    if (behind.message[0] == '\0' || len + 2 >= sizeof(err->message))
        return;
    memcpy(err->message + len, ": ", 3);
    error_copy(err->message + len + 2, sizeof(err->message) - len - 2,
               behind.message, strlen(behind.message));
}

/* The list of the first problem that has one: {"detail": [{"loc", "msg"}]}. */
static struct span find_place(struct span object)
{
    static const char *const names[] = { "detail", "message", "error", NULL };

    for (int depth = 0; depth < 4 && object.ptr && object.ptr[0] == '{';
         depth++) {
        const struct span loc = json_find(object, "loc");

        if (loc.ptr != NULL)
            return loc;
        object = first_element(first_of(object, names));
    }
    return SPAN_NONE;
}

/* Puts the path of what is wrong before the message: "body.seed: ...". */
static void add_place(struct error *err, struct span loc, struct buf *scratch)
{
    char message[sizeof(err->message)], path[128] = "";
    struct json_in in;

    if (loc.ptr == NULL || err->message[0] == '\0')
        return;
    json_in_init(&in, loc.ptr, loc.len, 0);
    if (!json_enter_array(&in))
        return;
    while (json_next_element(&in)) {
        const size_t len = strlen(path);

        if (len > 0 && len + 2 < sizeof(path))
            memcpy(path + len, ".", 2);
        copy_value(path + strlen(path), sizeof(path) - strlen(path),
                   json_raw(&in), scratch);
    }
    if (path[0] == '\0')
        return;
    memcpy(message, err->message, sizeof(message));
    error_set(err, err->status, "%s: %s", path, message);
}

/* ---- judging ------------------------------------------------------------ */

static bool holds(const char *text, const char *phrase)
{
    const size_t len = strlen(phrase);

    for (; *text != '\0'; text++) {
        if (strncasecmp(text, phrase, len) == 0)
            return true;
    }
    return false;
}

/* An HTTP status that stands in the body, where the answer's own is 200. */
static int status_in_body(const char *code)
{
    if (strlen(code) == 3 && code[0] >= '4' && code[0] <= '5')
        return (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
    return 0;
}

/* PARL_OK: the word is in none of the lists. */
static parl_status look_up(const struct error_word *list, const char *word)
{
    for (; list != NULL && list->words != NULL; list++) {
        if (word_in(list->words, word))
            return list->status;
    }
    return PARL_OK;
}

static parl_status status_of_word(const char *word, bool has_http_status)
{
    const parl_status status = look_up(words, word);

    return status == PARL_OK && !has_http_status
               ? look_up(words_in_stream, word)
               : status;
}

static parl_status status_of_phrase(const char *message)
{
    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        if (holds(message, phrases[i].phrase))
            return phrases[i].status;
    }
    return PARL_OK;
}

/* Azure's word for what it filters stands deeper, at times alone. */
static parl_status status_of_inner(struct span inner, struct buf *scratch)
{
    char word[sizeof(((struct error *)NULL)->provider_code)] = "";

    copy_value(word, sizeof(word),
               json_find(json_find(inner, "innererror"), "code"), scratch);
    return status_of_word(word, true);
}

static parl_status status_of_length(const struct error *err, struct span inner,
                                    struct buf *scratch)
{
    char param[64] = "null";

    copy_value(param, sizeof(param), json_find(inner, "param"), scratch);
    for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        if (strcmp(err->provider_code, lengths[i].word) == 0 &&
            strncmp(param, lengths[i].param, strlen(lengths[i].param)) == 0)
            return lengths[i].status;
    }
    return PARL_OK;
}

/* A vendor's own word first, then a telling phrase, then the HTTP status. */
static parl_status judge(const struct provider *provider,
                         const struct error *err, const char *type,
                         struct span inner, struct buf *scratch)
{
    const bool has_http = err->http_status >= 400;
    const int http =
        has_http ? err->http_status : status_in_body(err->provider_code);
    parl_status status = look_up(provider->chat.errors, err->provider_code);

    if (status == PARL_OK)
        status = status_of_word(err->provider_code, has_http);
    if (status == PARL_OK)
        status = status_of_word(type, has_http);
    if (status == PARL_OK)
        status = look_up(provider->chat.errors, type);
    if (status == PARL_OK)
        status = status_of_inner(inner, scratch);
    if (status == PARL_OK)
        status = status_of_length(err, inner, scratch);
    if (status == PARL_OK && http < 500 && http != 429)
        status = status_of_phrase(err->message);
    if (status == PARL_OK)
        status = http > 0 ? error_from_http(http) : PARL_SERVER_ERROR;
    return status;
}

/* ---- the whole ---------------------------------------------------------- */

static void say_http(struct error *err)
{
    if (err->http_status == 410)
        error_set(err, err->status,
                  "HTTP 410: the vendor has closed what was asked for");
    else if (err->http_status >= 400)
        error_set(err, err->status,
                  "HTTP %d, with no reason that could be read",
                  err->http_status);
    else
        error_set(err, err->status,
                  "the vendor reports an error, without a "
                  "reason");
}

void chat_error(struct decoding *d, struct span body, struct error *err)
{
    static const char *const request_ids[] = { "request_id", "requestId",
                                               NULL };
    char type[sizeof(err->provider_code)] = "";
    struct span outer, inner;

    err->message[0] = err->provider_code[0] = '\0';
    body = json_valid(body.ptr, body.len) ? body : SPAN_NONE;
    while (body.len > 0 && strchr(" \t\r\n", body.ptr[0]) != NULL)
        body.ptr++, body.len--;
    outer = first_element(body);
    inner = json_find(outer, "error");
    if (inner.ptr == NULL)
        inner = json_find(outer, "base_resp");

    copy_value(err->message, sizeof(err->message), find_message(body),
               &d->scratch);
    if (inner.ptr != NULL && inner.ptr[0] == '{')
        copy_value(err->message, sizeof(err->message), find_message(inner),
                   &d->scratch);
    copy_value(err->provider_code, sizeof(err->provider_code),
               find_code(outer, inner), &d->scratch);
    copy_value(type, sizeof(type), json_find(inner, "type"), &d->scratch);
    copy_value(err->request_id, sizeof(err->request_id),
               first_of(outer, request_ids), &d->scratch);
    unwrap(err, &d->scratch);
    add_raw(err, inner, &d->scratch);
    add_place(err, find_place(outer), &d->scratch);

    err->status = judge(d->provider, err, type, inner, &d->scratch);
    err->retryable = error_is_retryable(err->status);
    if (err->message[0] == '\0')
        say_http(err);
}
