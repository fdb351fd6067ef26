/* base/error.c -- what went wrong, on the inside. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
    int http_status;
    parl_status status;
} http_statuses[] = {
    { 401, PARL_AUTHENTICATION }, { 402, PARL_QUOTA_EXCEEDED },
    { 403, PARL_PERMISSION },     { 404, PARL_NOT_FOUND },
    { 408, PARL_TIMEOUT },        { 410, PARL_NOT_FOUND },
    { 413, PARL_TOO_LARGE },      { 424, PARL_SERVER_ERROR },
    { 429, PARL_RATE_LIMITED },   { 498, PARL_OVERLOADED },
    { 503, PARL_OVERLOADED },     { 529, PARL_OVERLOADED },
};

parl_status error_from_http(int http_status)
{
    for (size_t i = 0; i < sizeof(http_statuses) / sizeof(http_statuses[0]);
         i++) {
        if (http_statuses[i].http_status == http_status)
            return http_statuses[i].status;
    }
    return http_status >= 500 ? PARL_SERVER_ERROR : PARL_INVALID_REQUEST;
}

bool error_is_retryable(parl_status status)
{
    return status == PARL_TIMEOUT || status == PARL_NETWORK ||
           status == PARL_RATE_LIMITED || status == PARL_OVERLOADED ||
           status == PARL_SERVER_ERROR || status == PARL_TRUNCATED;
}

/* Removes the head of a character whose tail was cut off. */
static void trim_to_border(char *text)
{
    size_t len = strlen(text), tail = 0;

    while (tail < len && tail < 3 &&
           ((unsigned char)text[len - 1 - tail] & 0xC0) == 0x80)
        tail++;
    if (tail < len && (unsigned char)text[len - 1 - tail] >= 0xC0) {
        unsigned char head = (unsigned char)text[len - 1 - tail];
        size_t want = head >= 0xF0 ? 3 : head >= 0xE0 ? 2 : 1;

        if (tail < want)
            text[len - 1 - tail] = '\0';
    }
}

void error_init(struct error *err)
{
    err->status = PARL_OK;
    err->http_status = 0;
    err->retryable = false;
    err->retry_after_ms = -1;
    err->message[0] = err->provider_code[0] = err->request_id[0] = '\0';
}

void error_vset(struct error *err, parl_status status, const char *format,
                va_list args)
{
    if (err == NULL)
        return;
    err->status = status;
    err->retryable = error_is_retryable(status);
    vsnprintf(err->message, sizeof(err->message), format, args);
    trim_to_border(err->message);
}

parl_status error_set(struct error *err, parl_status status, const char *format,
                      ...)
{
    va_list args;

    va_start(args, format);
    error_vset(err, status, format, args);
    va_end(args);
    return status;
}

parl_status error_memory(struct error *err, parl_status status,
                         const char *what)
{
    if (status == PARL_TOO_LARGE)
        return error_set(err, status, "%s is over its limit", what);
    return error_set(err, PARL_OUT_OF_MEMORY, "no memory for %s", what);
}

void error_keep(struct error *kept, const struct error *err)
{
    memset(kept, 0, sizeof(*kept));
    kept->status = err->status;
    kept->http_status = err->http_status;
    kept->retryable = err->retryable;
    kept->retry_after_ms = err->retry_after_ms;
    error_copy(kept->message, sizeof(kept->message), err->message,
               strlen(err->message));
    error_copy(kept->provider_code, sizeof(kept->provider_code),
               err->provider_code, strlen(err->provider_code));
    error_copy(kept->request_id, sizeof(kept->request_id), err->request_id,
               strlen(err->request_id));
}

void error_copy(char *field, size_t size, const char *text, size_t len)
{
    if (len >= size)
        len = size - 1;
    if (len > 0)
        memcpy(field, text, len);
    field[len] = '\0';
    trim_to_border(field);
}
