/* api/answer_head.c -- what the headers of an answer say. */
#include "api/answer_head.h"

#include <stddef.h>
#include <string.h>
#include "base/http_date.h"
#include "wire/json_in.h"

/* A decimal number of `unit`s as milliseconds; -1: it is none (a date). */
static int64_t read_delay(const char *text, double unit)
{
    struct json_in in;
    double number;

    while (*text == ' ')
        text++;
    json_in_init(&in, text, strlen(text), 0);
    if (!json_double(&in, &number) || !json_at_end(&in) || number < 0)
        return -1;
    return (int64_t)((number < 1e9 ? number : 1e9) * unit + 0.5);
}

/* One in milliseconds wins over one in seconds. */
static void take_milliseconds(struct answer_head *h, const char *value)
{
    const int64_t ms = read_delay(value, 1);

    if (ms < 0)
        return;
    h->retry_after_ms = ms;
    h->retry_after_exact = true;
}

/* Seconds, or a date (RFC 9110, 10.2.3). */
static void take_retry_after(struct answer_head *h, const char *value)
{
    const int64_t ms = read_delay(value, 1000);

    if (h->retry_after_exact)
        return;
    if (ms >= 0)
        h->retry_after_ms = ms;
    else
        h->has_retry_at = http_date_read(value, &h->retry_at);
}

static void take_date(struct answer_head *h, const char *value)
{
    error_copy(h->date, sizeof(h->date), value, strlen(value));
}

static void take_should_retry(struct answer_head *h, const char *value)
{
    h->should_retry = is_like(value, "true", 5)    ? PARL_YES
                      : is_like(value, "false", 6) ? PARL_NO
                                                   : PARL_DEFAULT;
}

static void take_error_code(struct answer_head *h, const char *value)
{
    error_copy(h->error_code, sizeof(h->error_code), value, strlen(value));
}

bool answer_head_date(const struct answer_head *h, int64_t *date)
{
    return http_date_read(h->date, date);
}

/* A time to retry at, by the server's own clock. */
static int64_t retry_after(const struct answer_head *h)
{
    int64_t date;

    if (h->retry_after_ms >= 0 || !h->has_retry_at ||
        !answer_head_date(h, &date))
        return h->retry_after_ms;
    return h->retry_at > date ? (h->retry_at - date) * 1000 : 0;
}

/* Most headers of an answer are told from these by their length. */
struct header_name {
    unsigned char len;
    char text[23];
};

#define NAME(text)                                                             \
    {                                                                          \
        sizeof(text) - 1, text                                                 \
    }

/* The ids of a request, best first. */
static const struct header_name ids[] = {
    NAME("x-request-id"),     NAME("request-id"),
    NAME("x-amzn-requestid"), NAME("apim-request-id"),
    NAME("x-debug-trace-id"), NAME("mistral-correlation-id"),
    NAME("x-ds-trace-id"),    NAME("x-goog-request-id"),
};

enum { N_IDS = sizeof(ids) / sizeof(ids[0]) };

static const struct {
    struct header_name name;
    void (*take)(struct answer_head *h, const char *value);
} headers[] = {
    { NAME("retry-after-ms"), take_milliseconds },
    { NAME("x-amz-retry-after"), take_milliseconds },
    { NAME("retry-after"), take_retry_after },
    { NAME("date"), take_date },
    { NAME("x-should-retry"), take_should_retry },
    { NAME("x-amzn-errortype"), take_error_code },
};

enum { N_HEADERS = sizeof(headers) / sizeof(headers[0]) };

static bool is_name(const struct header_name *n, const char *name, size_t len)
{
    return n->len == len && is_like(n->text, name, len);
}

/* Unless there is a better one already. */
static void take_id(struct answer_head *h, int rank, const char *value)
{
    if (value[0] == '\0' ||
        (h->request_id_rank != 0 && rank >= h->request_id_rank))
        return;
    h->request_id_rank = rank;
    error_copy(h->request_id, sizeof(h->request_id), value, strlen(value));
}

void answer_head_init(struct answer_head *h)
{
    memset(h, 0, offsetof(struct answer_head, request_id));
    h->retry_after_ms = -1;
    h->request_id[0] = h->error_code[0] = h->date[0] = '\0';
}

void answer_head_take(struct answer_head *h, const char *name,
                      const char *value)
{
    const size_t len = strlen(name);

    for (int i = 0; i < N_IDS; i++) {
        if (is_name(&ids[i], name, len))
            take_id(h, i + 1, value);
    }
    for (int i = 0; i < N_HEADERS; i++) {
        if (is_name(&headers[i].name, name, len))
            headers[i].take(h, value);
    }
}

void answer_head_apply(const struct answer_head *h, struct error *err)
{
    if (h->request_id[0] != '\0') /* goes before one in the body */
        error_copy(err->request_id, sizeof(err->request_id), h->request_id,
                   strlen(h->request_id));
    if (err->retry_after_ms < 0)
        err->retry_after_ms = retry_after(h);
    if (h->should_retry != PARL_DEFAULT && err->status < PARL_CANCELLED)
        err->retryable = h->should_retry == PARL_YES;
}
