/* dialects/bedrock_converse/read_error.c -- what went wrong, as AWS says it:
 *
 *   {"message": ...}, or "Message"; the type in the header x-amzn-errortype
 *   {"__type": "NAMESPACE#TYPE", "message": ...}, {"code": ...}
 *   the same inside {"Output": ...}, or Anthropic's {"error": {"type", ...}}
 *   messages of a stream that are an exception, {"message"}, with the type in
 *   a header, or an error, with code and text in headers and no body
 *   no JSON at all: a page of some proxy. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include <strings.h>

/* Types, without the word Exception at their end.  In a stream they begin with
 * a small letter.  Those of a failure of the server or the model are left out:
 * any other type is one, unless the HTTP status says more. */
static const struct {
    parl_status status;
    const char *types;
} types[] = {
    { PARL_INVALID_REQUEST, "Validation" },
    { PARL_QUOTA_EXCEEDED, "ServiceQuotaExceeded" },
    { PARL_PERMISSION, "AccessDenied" },
    { PARL_AUTHENTICATION,
      "UnrecognizedClient InvalidSignature IncompleteSignature "
      "SignatureDoesNotMatch InvalidClientTokenId ExpiredToken "
      "MissingAuthenticationToken RequestTimeTooSkewed RequestExpired" },
    { PARL_NOT_FOUND, "ResourceNotFound UnknownOperation" },
    { PARL_TIMEOUT, "ModelTimeout" },
    { PARL_RATE_LIMITED, "Throttling TooManyRequests ModelNotReady" },
    { PARL_OVERLOADED, "ServiceUnavailable" },
};

/* What phrases of the message, parted by bars, make of a status. */
static const struct {
    parl_status of, status;
    const char *phrases;
} phrases[] = {
    { PARL_INVALID_REQUEST, PARL_CONTEXT_TOO_LONG,
      "input is too long|prompt is too long|too many tokens|"
      "too many input tokens|too many total text|maximum context length|"
      "context window|exceed context limit|"
      "exceeds the maximum number of tokens" },
    { PARL_INVALID_REQUEST, PARL_CONTENT_FILTERED,
      "content filter|content policy" },
    { PARL_PERMISSION, PARL_AUTHENTICATION,
      "authentication failed|api key|security token|bearer token" },
    { PARL_RATE_LIMITED, PARL_QUOTA_EXCEEDED, "per day" },
};

/* ---- finding things ----------------------------------------------------- */

/* The first of these members that says something. */
static void find_text(struct decoding *d, struct span body,
                      const char *const *names, size_t n, char *field,
                      size_t size)
{
    for (size_t i = 0; i < n && field[0] == '\0'; i++)
        copy_value(field, size, json_find(body, names[i]), &d->scratch);
}

static void find_message(struct decoding *d, struct span body,
                         struct error *err)
{
    static const char *const names[] = { "message", "Message",
                                         "originalMessage", "errorMessage" };

    error_copy(err->message, sizeof(err->message), d->error_message.ptr,
               d->error_message.len);
    find_text(d, body, names, 4, err->message, sizeof(err->message));
}

/* Behind the namespace and before an address: "NAMESPACE#TYPE:http://...". */
static void find_type(struct decoding *d, struct span body, struct error *err)
{
    static const char *const names[] = { "__type", "code", "Code", "type" };
    char type[sizeof(err->provider_code)];
    const char *begin;

    error_copy(type, sizeof(type), d->error_code.ptr, d->error_code.len);
    find_text(d, body, names, 4, type, sizeof(type));
    begin = strchr(type, '#');
    begin = begin != NULL ? begin + 1 : type;
    error_copy(err->provider_code, sizeof(err->provider_code), begin,
               strcspn(begin, ":,"));
}

/* ---- judging ------------------------------------------------------------ */

static bool holds(const char *text, const char *phrase, size_t len)
{
    for (; *text != '\0'; text++) {
        if (strncasecmp(text, phrase, len) == 0)
            return true;
    }
    return false;
}

static bool holds_one(const char *text, const char *list)
{
    for (;;) {
        const size_t len = strcspn(list, "|");

        if (holds(text, list, len))
            return true;
        if (list[len] == '\0')
            return false;
        list += len + 1;
    }
}

static parl_status status_of_type(const struct error *err)
{
    static const char end[] = "Exception";
    char type[sizeof(err->provider_code)];
    size_t len = strlen(err->provider_code);

    if (len > sizeof(end) - 1 &&
        strcmp(err->provider_code + len - (sizeof(end) - 1), end) == 0)
        len -= sizeof(end) - 1;
    error_copy(type, sizeof(type), err->provider_code, len);
    if (type[0] >= 'a' && type[0] <= 'z')
        type[0] = (char)(type[0] - 'a' + 'A');
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (word_in(types[i].types, type))
            return types[i].status;
    }
    return err->http_status >= 400 ? error_from_http(err->http_status)
                                   : PARL_SERVER_ERROR;
}

static parl_status judge(const struct error *err)
{
    const parl_status status = status_of_type(err);

    for (size_t i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++) {
        if (phrases[i].of == status &&
            holds_one(err->message, phrases[i].phrases))
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

/* The object that says it: the body, or one inside it. */
static struct span find_inner(struct span body)
{
    static const char *const names[] = { "Output", "error" };

    if (!json_valid(body.ptr, body.len))
        return SPAN_NONE;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const struct span inner = json_find(body, names[i]);

        if (inner.ptr != NULL && inner.ptr[0] == '{')
            return inner;
    }
    return body;
}

void converse_error(struct decoding *d, struct span body, struct error *err)
{
    err->message[0] = err->provider_code[0] = '\0';
    body = find_inner(body);
    find_message(d, body, err);
    find_type(d, body, err);

    err->status = judge(err);
    if (err->message[0] == '\0')
        say_what_is_known(err);
    err->retryable = error_is_retryable(err->status) || err->http_status == 409;
}
