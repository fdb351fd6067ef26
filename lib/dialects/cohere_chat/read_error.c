/* dialects/cohere_chat/read_error.c -- what went wrong, as Cohere says it:
 *
 *   {"id": UUID, "message": TEXT, "error_type": WORD}
 *
 * most without the last, some with the message alone, a few with "data" in its
 * place.  The HTTP status says the most, and a phrase of the message the
 * rest. */
#include "dialects/cohere_chat/cohere.h"

#include <string.h>
#include <strings.h>

/* What the message says more exactly than the status does. */
static const struct {
    int http; /* 0: any below 500 */
    char phrase[32];
    parl_status status;
} phrases[] = {
    { 0, "too many tokens", PARL_CONTEXT_TOO_LONG },
    { 0, "size limit exceeded", PARL_CONTEXT_TOO_LONG },
    { 0, "incorrect api key", PARL_AUTHENTICATION },
    { 0, "invalid api token", PARL_AUTHENTICATION },
    { 422, "no valid tool call or response", PARL_SERVER_ERROR },
    { 429, "/ month", PARL_QUOTA_EXCEEDED },
    { 429, "per month", PARL_QUOTA_EXCEEDED },
    { 429, "monthly", PARL_QUOTA_EXCEEDED },
};

static bool holds(const char *text, const char *phrase)
{
    const size_t len = strlen(phrase);

    for (; *text != '\0'; text++) {
        if (strncasecmp(text, phrase, len) == 0)
            return true;
    }
    return false;
}

static parl_status judge(const struct error *err)
{
    const int http = err->http_status >= 400 ? err->http_status : 0;

    if (strcmp(err->provider_code, "TOO_MANY_TOKENS") == 0)
        return PARL_CONTEXT_TOO_LONG;
    for (size_t i = 0; http < 500 && i < sizeof(phrases) / sizeof(phrases[0]);
         i++) {
        if ((phrases[i].http == 0 ? http != 429 : phrases[i].http == http) &&
            holds(err->message, phrases[i].phrase))
            return phrases[i].status;
    }
    if (http == 498) /* a token on its deny list */
        return PARL_CONTENT_FILTERED;
    return http > 0 ? error_from_http(http) : PARL_SERVER_ERROR;
}

void cohere_error(struct decoding *d, struct span body, struct error *err)
{
    static const char places[][8] = { "message", "detail", "error", "data" };

    err->message[0] = err->provider_code[0] = '\0';
    body = json_valid(body.ptr, body.len) ? body : SPAN_NONE;
    for (size_t i = 0;
         err->message[0] == '\0' && i < sizeof(places) / sizeof(places[0]); i++)
        copy_value(err->message, sizeof(err->message),
                   json_find(body, places[i]), &d->scratch);
    copy_value(err->provider_code, sizeof(err->provider_code),
               json_find(body, "error_type"), &d->scratch);
    copy_value(err->request_id, sizeof(err->request_id), json_find(body, "id"),
               &d->scratch);

    err->status = judge(err);
    if (err->message[0] == '\0')
        error_set(err, err->status,
                  err->http_status >= 400
                      ? "HTTP %d, with no reason that could be read"
                      : "Cohere reports an error, without a reason (%d)",
                  err->http_status);
    err->retryable = error_is_retryable(err->status) &&
                     err->http_status != 501; /* it will not be built soon */
}
