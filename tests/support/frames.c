/* tests/support/frames.c -- messages of AWS's event stream. */
#include "support/frames.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "support/check.h"
#include "wire/crc32.h"

enum { TEXT = 7 };

static void add_number(struct buf *out, uint32_t number, int bytes)
{
    while (bytes-- > 0)
        buf_add_char(out, (char)(number >> 8 * bytes & 0xFF));
}

static void add_checksum(struct buf *out, size_t from)
{
    add_number(out, crc32_add(0, out->data + from, out->len - from), 4);
}

void frame_header(struct buf *headers, const char *name, struct span value)
{
    add_number(headers, (uint32_t)strlen(name), 1);
    buf_add_text(headers, name);
    add_number(headers, TEXT, 1);
    add_number(headers, (uint32_t)value.len, 2);
    buf_add(headers, value.ptr, value.len);
}

void frame_add(struct buf *out, struct span headers, struct span payload)
{
    const size_t from = out->len;

    add_number(out, (uint32_t)(headers.len + payload.len + 16), 4);
    add_number(out, (uint32_t)headers.len, 4);
    add_checksum(out, from);
    buf_add(out, headers.ptr, headers.len);
    buf_add(out, payload.ptr, payload.len);
    add_checksum(out, from);
}

/* ---- lines -------------------------------------------------------------- */

/* Up to the next blank, or all. */
static struct span take_word(struct span *line)
{
    const char *blank = memchr(line->ptr, ' ', line->len);
    struct span word = *line;

    if (blank != NULL)
        word.len = (size_t)(blank - line->ptr);
    line->ptr += word.len + (blank != NULL);
    line->len -= word.len + (blank != NULL);
    return word;
}

static void make_event(struct span kind, struct span name, struct span json,
                       struct buf *out)
{
    struct buf headers;

    buf_init(&headers, &mem_libc, SIZE_MAX);
    frame_header(&headers,
                 span_is(kind, "event") ? ":event-type" : ":exception-type",
                 name);
    frame_header(&headers, ":content-type", SPAN("application/json"));
    frame_header(&headers, ":message-type", kind);
    frame_add(out, (struct span){ headers.data, headers.len }, json);
    buf_release(&headers);
}

static void make_error(struct span code, struct span message, struct buf *out)
{
    struct buf headers;

    buf_init(&headers, &mem_libc, SIZE_MAX);
    frame_header(&headers, ":message-type", SPAN("error"));
    frame_header(&headers, ":error-code", code);
    frame_header(&headers, ":error-message", message);
    frame_add(out, (struct span){ headers.data, headers.len }, SPAN(""));
    buf_release(&headers);
}

static void make_line(struct span line, struct buf *out)
{
    const struct span kind = take_word(&line);
    const struct span name = take_word(&line);
    const size_t n = (size_t)strtoul(name.ptr, NULL, 10);

    if (span_is(kind, "event") || span_is(kind, "exception")) {
        make_event(kind, name, line, out);
    } else if (span_is(kind, "error")) {
        make_error(name, line, out);
    } else if (span_is(kind, "cut")) {
        assert_in_range(n, 1, out->len);
        out->len -= n;
    } else if (span_is(kind, "spoil")) {
        assert_in_range(n, 1, out->len);
        out->data[out->len - n] ^= 1;
    } else {
        fail_msg("no such line: %.*s", (int)kind.len, kind.ptr);
    }
}

void frames_make(struct span text, struct buf *out)
{
    while (text.len > 0) {
        const char *end = memchr(text.ptr, '\n', text.len);
        const size_t len = end != NULL ? (size_t)(end - text.ptr) : text.len;

        if (len > 0)
            make_line((struct span){ text.ptr, len }, out);
        text.ptr += len + (end != NULL);
        text.len -= len + (end != NULL);
    }
}
