/* dialects/google_generate/read_error.c -- what went wrong: google.rpc.Status,
 * in a list or not.
 *
 *   {"error": {"code": 429, "message": ..., "status": "RESOURCE_EXHAUSTED",
 *    "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo",
 *                 "retryDelay": "45.8s"}]}}
 *
 * There is no Retry-After header: the time to wait stands in the body. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include <strings.h>

/* What a word of the vendor's comes to. */
struct verdict {
    const char *word;
    parl_status status;
};

static const struct verdict words[] = {
    /* of gRPC */
    { "INVALID_ARGUMENT", PARL_INVALID_REQUEST },
    { "FAILED_PRECONDITION", PARL_INVALID_REQUEST },
    { "OUT_OF_RANGE", PARL_INVALID_REQUEST },
    { "ALREADY_EXISTS", PARL_INVALID_REQUEST },
    { "UNAUTHENTICATED", PARL_AUTHENTICATION },
    { "PERMISSION_DENIED", PARL_PERMISSION },
    { "NOT_FOUND", PARL_NOT_FOUND },
    { "RESOURCE_EXHAUSTED", PARL_RATE_LIMITED },
    { "UNAVAILABLE", PARL_OVERLOADED },
    { "INTERNAL", PARL_SERVER_ERROR },
    { "UNKNOWN", PARL_SERVER_ERROR },
    { "DATA_LOSS", PARL_SERVER_ERROR },
    { "DEADLINE_EXCEEDED", PARL_SERVER_ERROR },
    /* reasons, which say more: a bad key is an invalid argument */
    { "API_KEY_INVALID", PARL_AUTHENTICATION },
    { "API_KEY_EXPIRED", PARL_AUTHENTICATION },
    { "CREDENTIALS_MISSING", PARL_AUTHENTICATION },
    { "ACCESS_TOKEN_EXPIRED", PARL_AUTHENTICATION },
    { "ACCESS_TOKEN_TYPE_UNSUPPORTED", PARL_AUTHENTICATION },
    { "API_KEY_SERVICE_BLOCKED", PARL_PERMISSION },
    { "SERVICE_DISABLED", PARL_PERMISSION },
    { "BILLING_DISABLED", PARL_PERMISSION },
};

/* Of a request that was refused, what its message says. */
static const struct verdict phrases[] = {
    { "token count", PARL_CONTEXT_TOO_LONG },
    { "maximum number of tokens", PARL_CONTEXT_TOO_LONG },
    { "api key not valid", PARL_AUTHENTICATION },
    { "api key expired", PARL_AUTHENTICATION },
};

/* What the details say. */
struct details {
    char reason[64];
    int64_t delay_ms; /* -1: not said */
    bool for_the_day; /* the quota is */
};

/* ---- finding things ----------------------------------------------------- */

static bool holds(const char *text, size_t len, const char *phrase)
{
    const size_t size = strlen(phrase);

    for (size_t i = 0; i + size <= len; i++) {
        if (strncasecmp(text + i, phrase, size) == 0)
            return true;
    }
    return false;
}

/* ---- details ------------------------------------------------------------ */

static bool is_daily(struct span violations)
{
    struct json_in in;

    json_open_array(&in, violations);
    while (json_next_element(&in)) {
        const struct span id = json_find(json_raw(&in), "quotaId");

        if (id.ptr != NULL && holds(id.ptr, id.len, "PerDay"))
            return true;
    }
    return false;
}

static bool ends_with(struct span json, const char *type)
{
    const size_t len = strlen(type);

    return json.len > len + 1 &&
           memcmp(json.ptr + json.len - 1 - len, type, len) == 0;
}

static void read_detail(struct span detail, struct details *to,
                        struct error *err, struct buf *scratch)
{
    const struct span type = json_find(detail, "@type");

    if (ends_with(type, "google.rpc.ErrorInfo"))
        copy_value(to->reason, sizeof(to->reason), json_find(detail, "reason"),
                   scratch);
    else if (ends_with(type, "google.rpc.RetryInfo"))
        to->delay_ms = duration_ms(json_find(detail, "retryDelay"));
    else if (ends_with(type, "google.rpc.QuotaFailure"))
        to->for_the_day = is_daily(json_find(detail, "violations"));
    else if (ends_with(type, "google.rpc.RequestInfo"))
        copy_value(err->request_id, sizeof(err->request_id),
                   json_find(detail, "requestId"), scratch);
}

static struct details read_details(struct span list, struct error *err,
                                   struct buf *scratch)
{
    struct details details = { .delay_ms = -1 };
    struct json_in in;

    json_open_array(&in, list);
    while (json_next_element(&in))
        read_detail(json_raw(&in), &details, err, scratch);
    return details;
}

/* ---- judging ------------------------------------------------------------ */

/* PARL_OK: nobody knows this word. */
static parl_status status_of_word(const char *word)
{
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(words[i].word, word) == 0)
            return words[i].status;
    }
    return PARL_OK;
}

static parl_status status_of_message(const char *message, parl_status usual)
{
    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        if (holds(message, strlen(message), phrases[i].word))
            return phrases[i].status;
    }
    return usual;
}

/* A number that stands in the body, where HTTP has none. */
static int http_of(const struct error *err, struct span code)
{
    int64_t number;
    struct json_in in;

    if (err->http_status >= 400)
        return err->http_status;
    json_in_init(&in, code.ptr, code.len, 0);
    if (code.ptr != NULL && json_integer(&in, &number) && number >= 400 &&
        number <= 599)
        return (int)number;
    return 0;
}

static parl_status judge(const struct error *err, const struct details *details,
                         const char *word, int http)
{
    parl_status status = status_of_word(details->reason);

    if (status == PARL_OK)
        status = status_of_word(word);
    if (status == PARL_OK && http > 0)
        status = error_from_http(http);
    if (status == PARL_INVALID_REQUEST)
        status = status_of_message(err->message, status);
    if (status == PARL_RATE_LIMITED && details->for_the_day)
        status = PARL_QUOTA_EXCEEDED;
    return status != PARL_OK ? status : PARL_SERVER_ERROR;
}

/* ---- the whole ---------------------------------------------------------- */

/* The document itself; of a stream that failed, whose HTTP status came too
 * late, what was pasted behind its events. */
static struct span find_document(struct span body)
{
    for (size_t i = body.len; i > 0; i--) {
        const struct span rest = { body.ptr + i - 1, body.len - i + 1 };

        if ((rest.ptr[0] == '{' || rest.ptr[0] == '[') &&
            (i == 1 || rest.ptr[-1] == '\n') && json_valid(rest.ptr, rest.len))
            return rest;
    }
    return SPAN_NONE;
}

static void say_without_reason(struct error *err)
{
    if (err->http_status >= 400)
        error_set(err, err->status,
                  "HTTP %d, with no reason that could be read",
                  err->http_status);
    else
        error_set(err, err->status,
                  "the vendor reports an error, without a reason");
}

void generate_error(struct decoding *d, struct span body, struct error *err)
{
    struct span outer, inner;
    struct details details;
    int http;

    err->message[0] = err->provider_code[0] = '\0';
    if (json_valid(body.ptr, body.len))
        while (strchr(" \t\r\n", body.ptr[0]) != NULL)
            body.ptr++, body.len--;
    else
        body = find_document(body);
    outer = first_element(body);
    inner = json_find(outer, "error");
    if (inner.ptr == NULL)
        inner = outer;
    copy_value(err->message, sizeof(err->message),
               inner.ptr != NULL && inner.ptr[0] == '{'
                   ? json_find(inner, "message")
                   : inner,
               &d->scratch);
    copy_value(err->provider_code, sizeof(err->provider_code),
               json_find(inner, "status"), &d->scratch);
    details = read_details(json_find(inner, "details"), err, &d->scratch);
    http = http_of(err, json_find(inner, "code"));
    err->status = judge(err, &details, err->provider_code, http);
    if (err->provider_code[0] == '\0')
        copy_value(err->provider_code, sizeof(err->provider_code),
                   json_find(inner, "code"), &d->scratch);
    err->retryable = error_is_retryable(err->status) || http == 409;
    if (details.delay_ms >= 0 && err->status != PARL_QUOTA_EXCEEDED)
        err->retry_after_ms = details.delay_ms;
    if (err->message[0] == '\0')
        say_without_reason(err);
}
