/* transport/head.c -- reads the head of an answer: its status and headers. */
#include "transport/head.h"

#include <string.h>

void head_init(struct head *h, const parl_allocator *mem, size_t limit)
{
    *h = (struct head){ .limit = limit };
    buf_init(&h->line, mem, limit + 1);
}

void head_release(struct head *h)
{
    buf_release(&h->line);
}

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
static int status_of(const char *line)
{
    const char *p = strchr(line, ' ');

    if (strncmp(line, "HTTP/", 5) != 0 || p == NULL)
        return 0;
    p += strspn(p, " ");
    if (!is_digit(p[0]) || !is_digit(p[1]) || !is_digit(p[2]) || is_digit(p[3]))
        return 0;
    return (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
}

static parl_status open_head(struct head *h, const struct transfer_sink *sink,
                             struct error *err)
{
    int status = status_of(h->line.data);

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
static void report_header(struct head *h, const struct transfer_sink *sink)
{
    static const char encoding[] = "content-encoding";
    char *line = h->line.data;
    char *colon = strchr(line, ':');
    char *value, *end;

    if (colon == NULL || colon == line || is_blank(*line))
        return;

    *colon = '\0';
    for (char *p = line; p < colon; p++) {
        if (*p >= 'A' && *p <= 'Z')
            *p += 'a' - 'A';
    }
    if ((size_t)(colon - line) == sizeof(encoding) - 1 &&
        memcmp(line, encoding, sizeof(encoding)) == 0)
        h->is_encoded = true;
    value = colon + 1;
    value += strspn(value, " \t");
    end = value + strlen(value);
    while (end > value && is_blank(end[-1]))
        *--end = '\0';
    sink->header(sink->ctx, line, value);
}

static void end_head(struct head *h)
{
    h->state = h->state == HEAD_OPEN ? HEAD_WHOLE : HEAD_NONE;
}

parl_status head_line(struct head *h, const char *bytes, size_t len,
                      const struct transfer_sink *sink, struct error *err)
{
    h->seen += len;
    if (h->seen > h->limit)
        return error_set(err, PARL_TOO_LARGE,
                         "the answer's headers are over max_header_bytes, %zu",
                         h->limit);
    if (h->state == HEAD_WHOLE)
        return PARL_OK; /* a trailer */

    while (len > 0 && (bytes[len - 1] == '\n' || bytes[len - 1] == '\r'))
        len--;
    buf_reset(&h->line);
    buf_add(&h->line, bytes, len);
    buf_add_char(&h->line, '\0');
    if (!buf_ok(&h->line))
        return error_memory(err, h->line.status, "a header of the answer");

    if (h->state == HEAD_NONE)
        return open_head(h, sink, err);
    if (len == 0)
        end_head(h);
    else if (h->state == HEAD_OPEN)
        report_header(h, sink);
    return PARL_OK;
}
