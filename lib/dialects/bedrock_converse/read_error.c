/* dialects/bedrock_converse/read_error.c -- what went wrong, as AWS says it:
 *
 *   {"message": ...}, or "Message"; the type in the header x-amzn-errortype
 *   {"__type": "NAMESPACE#TYPE", "message": ...}, {"code": ...}
 *   the same inside {"Output": ...}, or Anthropic's {"error": {"type", ...}}
 *   messages of a stream that are an exception, {"message"}, with the type in
 *   a header, or an error, with code and text in headers and no body */
#include "dialects/bedrock_converse/converse.h"

#include "decoding/error_body.h"

/* Types, without the word Exception at their end.  In a stream they begin with
 * a small letter.  Those of a failure of the server or the model are left out:
 * any other type is one, unless the HTTP status says more. */
static const struct error_word words[] = {
    { "Validation", PARL_INVALID_REQUEST },
    { "ServiceQuotaExceeded", PARL_QUOTA_EXCEEDED },
    { "AccessDenied", PARL_PERMISSION },
    { "UnrecognizedClient InvalidSignature IncompleteSignature "
      "SignatureDoesNotMatch InvalidClientTokenId ExpiredToken "
      "MissingAuthenticationToken RequestTimeTooSkewed RequestExpired",
      PARL_AUTHENTICATION },
    { "ResourceNotFound UnknownOperation", PARL_NOT_FOUND },
    { "ModelTimeout", PARL_TIMEOUT },
    { "Throttling TooManyRequests ModelNotReady", PARL_RATE_LIMITED },
    { "ServiceUnavailable", PARL_OVERLOADED },
    { NULL, PARL_OK },
};

static const struct error_phrase phrases[] = {
    { "input is too long|prompt is too long|too many tokens|"
      "too many input tokens|input tokens exceeded|too many total text|"
      "maximum context length|context window|exceed context limit|"
      "exceeds the maximum number of tokens",
      PARL_CONTEXT_TOO_LONG, PARL_INVALID_REQUEST },
    { "content filter|content policy", PARL_CONTENT_FILTERED,
      PARL_INVALID_REQUEST },
    { "authentication failed|api key|security token|bearer token",
      PARL_AUTHENTICATION, PARL_PERMISSION },
    { "per day", PARL_QUOTA_EXCEEDED, PARL_RATE_LIMITED },
    { NULL, PARL_OK, PARL_OK },
};

static const struct error_form form = {
    .codes = "__type code Code type",
    .words = words,
    .phrases = phrases,
};

/* Behind the namespace and before an address: "NAMESPACE#TYPE:http://...". */
static void cut_out_type(struct error *err)
{
    char *type = err->provider_code;
    const char *hash = strchr(type, '#');

    if (hash != NULL)
        memmove(type, hash + 1, strlen(hash));
    type[strcspn(type, ":,")] = '\0';
}

static parl_status status_of_type(const struct error_body *body)
{
    static const char end[] = "Exception";
    char type[sizeof(body->err->provider_code)];
    size_t len = strlen(body->err->provider_code);

    if (len > sizeof(end) - 1 &&
        strcmp(body->err->provider_code + len - (sizeof(end) - 1), end) == 0)
        len -= sizeof(end) - 1;
    error_copy(type, sizeof(type), body->err->provider_code, len);
    if (type[0] >= 'a' && type[0] <= 'z')
        type[0] = (char)(type[0] - 'a' + 'A');
    return error_body_word(body, type);
}

parl_status converse_error(struct decoding *d, struct span json,
                           struct error *err)
{
    struct error_body body;

    error_copy(err->provider_code, sizeof(err->provider_code),
               d->error_code.ptr, d->error_code.len);
    error_body_read(&body, d, &form, json, err);
    if (d->error_message.len > 0)
        error_copy(err->message, sizeof(err->message), d->error_message.ptr,
                   d->error_message.len);
    cut_out_type(err);
    if (err->message[0] == '\0' && err->provider_code[0] == '\0' &&
        body.http == 0)
        error_set(err, PARL_OK, "the answer has no output");
    return error_body_judge(&body, status_of_type(&body));
}
