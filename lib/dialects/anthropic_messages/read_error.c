/* dialects/anthropic_messages/read_error.c -- what went wrong.
 *
 *   {"type": "error", "error": {"type", "message"}, "request_id"}   Anthropic
 *   {"error": {"code", "message", "status"}}, or a list of it       Google
 *   {"error": {"code", "message"}}, {"statusCode", "message"}       Azure
 *   {"message"}                                                     AWS
 *   no JSON at all: a page of some proxy. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>
#include <strings.h>

/* The vendor's own words, which say more than an HTTP status; inside a stream
 * there is none.  Google's come with the number of one, which says the same but
 * for the last. */
static const struct error_word words[] = {
    { "authentication_error", PARL_AUTHENTICATION },
    { "permission_error", PARL_PERMISSION },
    { "billing_error", PARL_QUOTA_EXCEEDED },
    { "not_found_error", PARL_NOT_FOUND },
    { "request_too_large", PARL_TOO_LARGE },
    { "rate_limit_error", PARL_RATE_LIMITED },
    { "timeout_error", PARL_TIMEOUT },
    { "api_error", PARL_SERVER_ERROR },
    { "overloaded_error", PARL_OVERLOADED },
    { "invalid_request_error", PARL_INVALID_REQUEST },
    { "conflict_error", PARL_INVALID_REQUEST },
    { "exceed_context_size_error", PARL_CONTEXT_TOO_LONG },
    { "DEADLINE_EXCEEDED", PARL_TIMEOUT },
    { NULL, PARL_OK },
};

/* Some things have no word of their own: the message tells. */
static const struct error_word phrases[] = {
    { "prompt is too long", PARL_CONTEXT_TOO_LONG },
    { "exceed context limit", PARL_CONTEXT_TOO_LONG },
    { "exceeds the available context size", PARL_CONTEXT_TOO_LONG },
    { "maximum context length", PARL_CONTEXT_TOO_LONG },
    { "credit balance is too low", PARL_QUOTA_EXCEEDED },
    { "specified api usage limits", PARL_QUOTA_EXCEEDED },
    { "spend limit", PARL_QUOTA_EXCEEDED },
    { "content filtering policy", PARL_CONTENT_FILTERED },
    { NULL, PARL_OK },
};

/* ---- finding things ----------------------------------------------------- */

static bool is_scalar(struct span json)
{
    return !is_empty_value(json) && json.ptr[0] != '{' && json.ptr[0] != '[';
}

/* The first of these members that is a text or a number. */
static struct span find_first(struct span object, const char *const *names)
{
    for (; *names != NULL; names++) {
        const struct span found = json_find(object, *names);

        if (is_scalar(found))
            return found;
    }
    return SPAN_NONE;
}

/* ---- Google's details ---------------------------------------------------- */

/* How long to wait, says the one that has a retryDelay. */
static void read_details(struct span list, struct error *err)
{
    struct json_in in;

    json_in_init(&in, list.ptr, list.len, 0);
    json_enter_array(&in);
    while (json_next_element(&in)) {
        const struct span delay = json_find(json_raw(&in), "retryDelay");
        const int64_t ms = delay.ptr != NULL ? duration_ms(delay) : -1;

        if (ms >= 0)
            err->retry_after_ms = ms;
    }
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

static bool is_word(const char *text, const char *word)
{
    return strcmp(text, word) == 0;
}

static parl_status find_status(const struct error_word *list, const char *text,
                               bool (*fits)(const char *text, const char *word))
{
    while (list->words != NULL && !fits(text, list->words))
        list++;
    return list->status;
}

/* An HTTP status that stands in the body, as a number or a text; 0: none. */
static int status_in_body(struct span code)
{
    int status = 0;

    if (code.len == 5 && code.ptr[0] == '"')
        code = (struct span){ code.ptr + 1, 3 };
    if (code.len != 3 || code.ptr[0] < '4' || code.ptr[0] > '5')
        return 0;
    for (size_t i = 0; i < code.len; i++) {
        if (code.ptr[i] < '0' || code.ptr[i] > '9')
            return 0;
        status = status * 10 + (code.ptr[i] - '0');
    }
    return status;
}

/* A telling phrase first, where it is the request's fault or the account's,
 * then the vendor's word, then the HTTP status. */
static parl_status judge(const struct error *err, int http)
{
    const parl_status word = find_status(words, err->provider_code, is_word);
    parl_status status = PARL_OK;

    if (http < 500 && word != PARL_OVERLOADED && word != PARL_SERVER_ERROR)
        status = find_status(phrases, err->message, holds);
    if (status == PARL_OK && (word != PARL_INVALID_REQUEST || http == 0))
        status = word; /* that one says less than the HTTP status */
    if (status == PARL_OK)
        status = http > 0 ? error_from_http(http) : PARL_SERVER_ERROR;
    return status;
}

/* ---- the whole ---------------------------------------------------------- */

static void say_http(struct error *err)
{
    if (err->http_status >= 400)
        error_set(err, err->status,
                  "HTTP %d, with no reason that could be read",
                  err->http_status);
    else
        error_set(err, err->status,
                  "the vendor reports an error, without a reason");
}

void messages_error(struct decoding *d, struct span body, struct error *err)
{
    static const char *const messages[] = { "message", "Message", "detail",
                                            "error",   "msg",     NULL };
    static const char *const codes[] = { "type", "status", "code", NULL };
    static const char *const outer_codes[] = { "code", "statusCode", "__type",
                                               NULL };
    struct span outer, inner, found;
    struct json_in in;

    json_in_init(&in, body.ptr, body.len, 0);
    outer = first_element(json_raw(&in));
    if (!json_at_end(&in))
        outer = SPAN_NONE;
    inner = json_find(outer, "error");

    found = find_first(inner, messages);
    err->message[0] = err->provider_code[0] = err->request_id[0] = '\0';
    copy_value(err->message, sizeof(err->message),
               found.ptr != NULL ? found : find_first(outer, messages),
               &d->scratch);
    found = find_first(inner, codes);
    copy_value(err->provider_code, sizeof(err->provider_code),
               found.ptr != NULL ? found : find_first(outer, outer_codes),
               &d->scratch);
    copy_value(err->request_id, sizeof(err->request_id),
               json_find(outer, "request_id"), &d->scratch);

    read_details(json_find(inner, "details"), err);

    found = json_find(inner, "code");
    err->status =
        judge(err, err->http_status >= 400
                       ? err->http_status
                       : status_in_body(found.ptr != NULL
                                            ? found
                                            : find_first(outer, outer_codes)));
    if (err->message[0] == '\0')
        say_http(err);
    err->retryable = error_is_retryable(err->status) || err->http_status == 409;
}
