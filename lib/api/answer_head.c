/* api/answer_head.c -- what the headers of an answer say. */
#include "api/answer_head.h"

#include <stddef.h>
#include <string.h>
#include "wire/json_in.h"

/* A decimal number of `unit`s as milliseconds; -1: it is none (a date). */
static int64_t read_delay(struct span text, double unit)
{
    struct json_in in;
    double number;

    json_in_init(&in, text.ptr, text.len, 0);
    if (!json_double(&in, &number) || !json_at_end(&in) || number < 0)
        return -1;
    return (int64_t)((number < 1e9 ? number : 1e9) * unit + 0.5);
}

/* One in milliseconds wins over one in seconds. */
static void take_milliseconds(struct answer_head *h, struct span value)
{
    const int64_t ms = read_delay(value, 1);

    if (ms < 0)
        return;
    h->retry_after_ms = ms;
    h->retry_after_exact = true;
}

/* Seconds, or a date (RFC 9110, 10.2.3). */
static void take_retry_after(struct answer_head *h, struct span value)
{
    const int64_t ms = read_delay(value, 1000);

    if (h->retry_after_exact)
        return;
    if (ms >= 0)
        h->retry_after_ms = ms;
    else
        error_copy(h->retry_at, sizeof(h->retry_at), value.ptr, value.len);
}

static void take_date(struct answer_head *h, struct span value)
{
    error_copy(h->date, sizeof(h->date), value.ptr, value.len);
}

static void take_should_retry(struct answer_head *h, struct span value)
{
    h->should_retry = span_is_like(value, "true")    ? PARL_YES
                      : span_is_like(value, "false") ? PARL_NO
                                                     : PARL_DEFAULT;
}

static void take_error_code(struct answer_head *h, struct span value)
{
    error_copy(h->error_code, sizeof(h->error_code), value.ptr, value.len);
}

bool answer_head_date(const struct answer_head *h, int64_t *date)
{
    return http_date_read(h->date, date);
}

/* A time to retry at, by the server's own clock. */
static int64_t retry_after(const struct answer_head *h)
{
    int64_t at, date;

    if (h->retry_after_ms >= 0 || !http_date_read(h->retry_at, &at) ||
        !answer_head_date(h, &date))
        return h->retry_after_ms;
    return at > date ? (at - date) * 1000 : 0;
}

/* Unless there is a better one already. */
static void take_id(struct answer_head *h, int rank, struct span value)
{
    if (value.len == 0 ||
        (h->request_id_rank != 0 && rank >= h->request_id_rank))
        return;
    h->request_id_rank = rank;
    error_copy(h->request_id, sizeof(h->request_id), value.ptr, value.len);
}

#define NAME(text) sizeof(text) - 1, text

static const struct {
    unsigned char len; /* most headers are told from these by it */
    char name[23];
    /* NULL: it is an id of the request, and better than those behind it */
    void (*take)(struct answer_head *h, struct span value);
} headers[] = {
    { NAME("x-request-id"), NULL },
    { NAME("request-id"), NULL },
    { NAME("x-amzn-requestid"), NULL },
    { NAME("apim-request-id"), NULL },
    { NAME("x-debug-trace-id"), NULL },
    { NAME("mistral-correlation-id"), NULL },
    { NAME("x-ds-trace-id"), NULL },
    { NAME("x-goog-request-id"), NULL },
    { NAME("retry-after-ms"), take_milliseconds },
    { NAME("x-amz-retry-after"), take_milliseconds },
    { NAME("retry-after"), take_retry_after },
    { NAME("date"), take_date },
    { NAME("x-should-retry"), take_should_retry },
    { NAME("x-amzn-errortype"), take_error_code },
};

enum { N_HEADERS = sizeof(headers) / sizeof(headers[0]) };

void answer_head_init(struct answer_head *h)
{
    memset(h, 0, offsetof(struct answer_head, request_id));
    h->retry_after_ms = -1;
    h->request_id[0] = h->error_code[0] = '\0';
    h->date[0] = h->retry_at[0] = '\0';
}

void answer_head_take(struct answer_head *h, struct span name,
                      struct span value)
{
    for (int i = 0; i < N_HEADERS; i++) {
        if (headers[i].len != name.len ||
            !is_like(headers[i].name, name.ptr, name.len))
            continue;
        if (headers[i].take != NULL)
            headers[i].take(h, value);
        else
            take_id(h, i + 1, value);
        return;
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
