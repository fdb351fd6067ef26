/* transport/head.c -- reads the head of an answer: its status and headers. */
#include "transport/head.h"

#include <string.h>

void head_reset(struct head *h)
{
    h->state = HEAD_NONE;
    h->status = 0;
    h->is_encoded = false;
    h->seen = 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The number in "HTTP/1.1 200 OK"; 0 when there is none. */
static int status_of(struct span line)
{
    const char *end = line.ptr + line.len;
    const char *p = memchr(line.ptr, ' ', line.len);

    if (line.len < 5 || memcmp(line.ptr, "HTTP/", 5) != 0 || p == NULL)
        return 0;
    while (p < end && *p == ' ')
        p++;
    if (end - p < 3 || !is_digit(p[0]) || !is_digit(p[1]) || !is_digit(p[2]) ||
        (end - p > 3 && is_digit(p[3])))
        return 0;
    return (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
}

static parl_status open_head(struct head *h, struct span line,
                             const struct transfer_sink *sink,
                             struct error *err)
{
    int status = status_of(line);

    if (status < 100)
        return error_set(err, PARL_PROTOCOL,
                         "the answer does not begin with an HTTP status");
    if (status == 101)
        return error_set(err, PARL_PROTOCOL,
                         "HTTP 101: the server changes to another protocol, "
                         "for which nobody asked");
    if (status < 200) {
        h->state = HEAD_INTERIM;
        return PARL_OK;
    }
    h->state = HEAD_OPEN;
    h->status = status;
    sink->status(sink->ctx, status);
    return PARL_OK;
}

/* A line without a colon, or a folded one, is not worth an error. */
static void report_header(struct head *h, struct span line,
                          const struct transfer_sink *sink)
{
    static const char encoding[] = "content-encoding";
    const char *colon = memchr(line.ptr, ':', line.len);
    struct span name, value;

    if (colon == NULL || colon == line.ptr || is_blank(*line.ptr))
        return;
    name = (struct span){ line.ptr, (size_t)(colon - line.ptr) };
    value = (struct span){ colon + 1, line.len - name.len - 1 };
    while (value.len > 0 && is_blank(*value.ptr))
        value.ptr++, value.len--;
    while (value.len > 0 && is_blank(value.ptr[value.len - 1]))
        value.len--;
    if (name.len == sizeof(encoding) - 1 &&
        is_like(name.ptr, encoding, name.len))
        h->is_encoded = true;
    sink->header(sink->ctx, name, value);
}

static void end_head(struct head *h)
{
    h->state = h->state == HEAD_OPEN ? HEAD_WHOLE : HEAD_NONE;
}

parl_status head_line(struct head *h, const char *bytes, size_t len,
                      const struct transfer_sink *sink, struct error *err)
{
    struct span line;

    h->seen += len;
    if (h->seen > h->limit)
        return error_set(err, PARL_TOO_LARGE,
                         "the answer's headers are over max_header_bytes, %zu",
                         h->limit);
    if (h->state == HEAD_WHOLE)
        return PARL_OK; /* a trailer */

    while (len > 0 && (bytes[len - 1] == '\n' || bytes[len - 1] == '\r'))
        len--;
    line = (struct span){ bytes, len };
    if (h->state == HEAD_NONE)
        return open_head(h, line, sink, err);
    if (len == 0)
        end_head(h);
    else if (h->state == HEAD_OPEN)
        report_header(h, line, sink);
    return PARL_OK;
}
