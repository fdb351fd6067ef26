/* tests/support/parse.c -- finds one HTTP request in the bytes so far. */
#include "support/parse.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The value of a header, or NULL. */
static const char *find_header(const char *head, const char *name)
{
    size_t len = strlen(name);

    for (const char *line = strchr(head, '\n'); line != NULL;
         line = strchr(line, '\n')) {
        line++;
        if (strncasecmp(line, name, len) == 0 && line[len] == ':')
            return line + len + 1 + strspn(line + len + 1, " ");
    }
    return NULL;
}

/* How many bytes of `at` the whole chunked body takes, 0 when it is not whole;
 * joined, it is added to `body`. */
static size_t take_chunks(const char *at, struct buf *body)
{
    const char *p = at;

    for (;;) {
        const char *eol = strstr(p, "\r\n");
        size_t size = strtoul(p, NULL, 16);

        if (eol == NULL || strlen(eol + 2) < size + 2)
            return 0;
        buf_add(body, eol + 2, size);
        p = eol + 2 + size + 2;
        if (size == 0)
            return (size_t)(p - at);
    }
}

/* The bytes of a body that is whole, or -1. */
static ptrdiff_t take_body(const char *head, const char *at, size_t len,
                           struct buf *body)
{
    const char *length = find_header(head, "content-length");
    const char *coding = find_header(head, "transfer-encoding");
    size_t size = length != NULL ? strtoul(length, NULL, 10) : 0;

    if (coding != NULL && strncasecmp(coding, "chunked", 7) == 0) {
        size = take_chunks(at, body);
        return size > 0 ? (ptrdiff_t)size : -1;
    }
    if (len < size)
        return -1;
    buf_add(body, at, size);
    return (ptrdiff_t)size;
}

size_t parse_request(const char *at, size_t len, struct buf *head,
                     struct buf *body)
{
    const char *end = strstr(at, "\r\n\r\n");
    size_t head_len;
    ptrdiff_t body_len;

    if (end == NULL)
        return 0;
    head_len = (size_t)(end + 4 - at);
    buf_add(head, at, head_len);
    body_len = take_body(buf_text(head), at + head_len, len - head_len, body);
    return body_len < 0 ? 0 : head_len + (size_t)body_len;
}
