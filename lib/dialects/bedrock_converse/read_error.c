/* dialects/bedrock_converse/read_error.c -- what went wrong, as AWS says it:
 *
 *   {"message": ...}, or "Message"; the type in the header x-amzn-errortype
 *   {"__type": "NAMESPACE#TYPE", "message": ...}, {"code": ...}
 *   messages of a stream that are an exception, {"message"}, with the type in
 *   a header, or an error, with code and text in headers and no body
 *   no JSON at all: a page of some proxy. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include <strings.h>

/* A type begins with a small letter in a stream. */
static const struct {
    const char *type;
    parl_status status;
} types[] = {
    { "ValidationException", PARL_INVALID_REQUEST },
    { "ServiceQuotaExceededException", PARL_QUOTA_EXCEEDED },
    { "AccessDeniedException", PARL_PERMISSION },
    { "UnrecognizedClientException", PARL_AUTHENTICATION },
    { "InvalidSignatureException", PARL_AUTHENTICATION },
    { "IncompleteSignatureException", PARL_AUTHENTICATION },
    { "SignatureDoesNotMatch", PARL_AUTHENTICATION },
    { "InvalidClientTokenId", PARL_AUTHENTICATION },
    { "ExpiredTokenException", PARL_AUTHENTICATION },
    { "ExpiredToken", PARL_AUTHENTICATION },
    { "MissingAuthenticationTokenException", PARL_AUTHENTICATION },
    { "RequestTimeTooSkewed", PARL_AUTHENTICATION },
    { "RequestTimeTooSkewedException", PARL_AUTHENTICATION },
    { "RequestExpired", PARL_AUTHENTICATION },
    { "ResourceNotFoundException", PARL_NOT_FOUND },
    { "UnknownOperationException", PARL_NOT_FOUND },
    { "ModelTimeoutException", PARL_TIMEOUT },
    { "ModelErrorException", PARL_SERVER_ERROR },
    { "ModelStreamErrorException", PARL_SERVER_ERROR },
    { "ThrottlingException", PARL_RATE_LIMITED },
    { "TooManyRequestsException", PARL_RATE_LIMITED },
    { "ModelNotReadyException", PARL_RATE_LIMITED },
    { "InternalServerException", PARL_SERVER_ERROR },
    { "InternalServerError", PARL_SERVER_ERROR },
    { "InternalFailure", PARL_SERVER_ERROR },
    { "ServiceUnavailableException", PARL_OVERLOADED },
    { "ServiceUnavailable", PARL_OVERLOADED },
};

/* What a phrase of the message makes of a status. */
static const struct {
    parl_status of;
    const char *phrase;
    parl_status status;
} phrases[] = {
    { PARL_INVALID_REQUEST, "input is too long", PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "prompt is too long", PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "too many tokens", PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "too many input tokens", PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "too many total text", PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "maximum context length", PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "context window", PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "exceed context limit", PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "exceeds the maximum number of tokens",
      PARL_CONTEXT_TOO_LONG },
    { PARL_INVALID_REQUEST, "content filter", PARL_CONTENT_FILTERED },
    { PARL_INVALID_REQUEST, "content policy", PARL_CONTENT_FILTERED },
    { PARL_PERMISSION, "authentication failed", PARL_AUTHENTICATION },
    { PARL_PERMISSION, "api key", PARL_AUTHENTICATION },
    { PARL_PERMISSION, "security token", PARL_AUTHENTICATION },
    { PARL_PERMISSION, "bearer token", PARL_AUTHENTICATION },
    { PARL_RATE_LIMITED, "per day", PARL_QUOTA_EXCEEDED },
};

/* ---- finding things ----------------------------------------------------- */

static void find_message(struct decoding *d, struct span body,
                         struct error *err)
{
    static const char *const names[] = { "message", "Message",
                                         "originalMessage", "errorMessage" };

    error_copy(err->message, sizeof(err->message), d->error_message.ptr,
               d->error_message.len);
    for (size_t i = 0;
         i < sizeof(names) / sizeof(names[0]) && err->message[0] == '\0'; i++)
        copy_value(err->message, sizeof(err->message),
                   json_find(body, names[i]), &d->scratch);
}

/* Behind the namespace and before an address: "NAMESPACE#TYPE:http://...". */
static void trim_type(char *type, size_t size)
{
    const char *begin = strchr(type, '#');
    char kept[128];

    begin = begin != NULL ? begin + 1 : type;
    error_copy(kept, sizeof(kept), begin, strcspn(begin, ":,"));
    error_copy(type, size, kept, strlen(kept));
}

static void find_type(struct decoding *d, struct span body, struct error *err)
{
    char *code = err->provider_code;
    const size_t size = sizeof(err->provider_code);
    static const char *const names[] = { "__type", "code", "Code", "type" };

    error_copy(code, size, d->error_code.ptr, d->error_code.len);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && code[0] == '\0';
         i++)
        copy_value(code, size, json_find(body, names[i]), &d->scratch);
    trim_type(code, size);
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

static parl_status status_of_type(const struct error *err)
{
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (strcasecmp(types[i].type, err->provider_code) == 0)
            return types[i].status;
    }
    if (err->http_status >= 400)
        return error_from_http(err->http_status);
    return PARL_SERVER_ERROR;
}

static parl_status judge(const struct error *err)
{
    const parl_status status = status_of_type(err);

    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        if (phrases[i].of == status && holds(err->message, phrases[i].phrase))
            return phrases[i].status;
    }
    return status;
}

static void say_what_is_known(struct error *err)
{
    if (err->provider_code[0] != '\0')
        error_set(err, err->status, "AWS reports %s, without a reason",
                  err->provider_code);
    else if (err->http_status >= 400)
        error_set(err, err->status,
                  "HTTP %d, with no reason that could be read",
                  err->http_status);
    else
        error_set(err, err->status, "the answer has no output");
}

void converse_error(struct decoding *d, struct span body, struct error *err)
{
    err->message[0] = err->provider_code[0] = '\0';
    body = json_valid(body.ptr, body.len) ? body : SPAN_NONE;
    while (body.len > 0 && strchr(" \t\r\n", body.ptr[0]) != NULL)
        body.ptr++, body.len--;
    find_message(d, body, err);
    find_type(d, body, err);

    err->status = judge(err);
    err->retryable = error_is_retryable(err->status);
    if (err->http_status == 409)
        err->retryable = true;
    if (err->message[0] == '\0')
        say_what_is_known(err);
}
