/* wire/json_out.c -- writes JSON straight into a buffer. */
#include "wire/json_out.h"

#include "wire/number.h"
#include "wire/scan.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The letter behind the backslash; control characters without one go as
 * \u00XX. */
static const char letters[256] = {
    ['"'] = '"',  ['\\'] = '\\', ['\b'] = 'b', ['\f'] = 'f',
    ['\n'] = 'n', ['\r'] = 'r',  ['\t'] = 't',
};

void json_out_init(struct json_out *j, struct buf *buf)
{
    *j = (struct json_out){ .buf = buf, .first = true };
}

/* ---- texts -------------------------------------------------------------- */

/* The first byte that has to be escaped, or `end`.  One copy of it is enough.
 */
static __attribute__((noinline)) const char *skip_plain(const char *at,
                                                        const char *end)
{
    for (; end - at >= 16; at += 16) {
        uint64_t word = scan_any(at), next = scan_any(at + 8);
        uint64_t marks =
            (scan_escaped(word) & ~word) | (scan_escaped(next) & ~next);

        if ((marks & SCAN_TOPS) != 0)
            break;
    }
    for (; end - at >= 8; at += 8) {
        uint64_t word = scan_load(at);
        uint64_t marks = scan_escaped(word) & ~word & SCAN_TOPS;

        if (marks != 0)
            return at + scan_place(marks);
    }
    while (at < end && !scan_is_escaped(*at))
        at++;
    return at;
}

static void add_escape(struct buf *buf, unsigned char c)
{
    char escape[8] = { '\\', letters[c] };

    if (letters[c] == '\0')
        snprintf(escape, sizeof(escape), "\\u%04x", (unsigned)c);
    buf_add_text(buf, escape);
}

static void add_escaped(struct buf *buf, struct span text)
{
    const char *at = text.ptr, *end;

    if (text.len == 0)
        return;
    end = at + text.len;
    while (at < end) {
        const char *run = at;

        at = skip_plain(at, end);
        buf_add(buf, run, (size_t)(at - run));
        if (at < end)
            add_escape(buf, (unsigned char)*at++);
    }
}

static bool is_plain(struct span text)
{
    const char *end = text.ptr + text.len;

    return text.len == 0 || skip_plain(text.ptr, end) == end;
}

/* In one go, where nothing has to be escaped: all names, and most texts. */
static void add_quoted(struct buf *buf, struct span text)
{
    char *room;

    if (!is_plain(text)) {
        buf_add_char(buf, '"');
        add_escaped(buf, text);
        buf_add_char(buf, '"');
        return;
    }
    room = buf_room(buf, text.len + 2);
    if (room == NULL)
        return;
    room[0] = '"';
    if (text.len > 0)
        memcpy(room + 1, text.ptr, text.len);
    room[text.len + 1] = '"';
    buf->len += text.len + 2;
}

/* ---- structure ---------------------------------------------------------- */

static void begin_item(struct json_out *j)
{
    if (!j->first)
        buf_add_char(j->buf, ',');
    j->first = false;
}

static void begin_value(struct json_out *j, const char *key)
{
    bool in_object = j->depth > 0 && j->close[j->depth - 1] == '}';

    assert(in_object == (key != NULL));
    assert(j->depth > 0 || j->first); /* one outermost value */
    (void)in_object;
    begin_item(j);
    if (key == NULL)
        return;
    add_quoted(j->buf, span_of(key));
    buf_add_char(j->buf, ':');
}

static void open_bracket(struct json_out *j, const char *key,
                         const char bracket[2])
{
    assert(j->depth < JSON_OUT_DEPTH);
    begin_value(j, key);
    buf_add_char(j->buf, bracket[0]);
    j->close[j->depth++] = bracket[1];
    j->first = true;
}

void json_object(struct json_out *j, const char *key)
{
    open_bracket(j, key, "{}");
}

void json_array(struct json_out *j, const char *key)
{
    open_bracket(j, key, "[]");
}

void json_typed(struct json_out *j, const char *key, const char *type)
{
    json_object(j, key);
    json_str(j, "type", type);
}

void json_end(struct json_out *j)
{
    assert(j->depth > 0);
    buf_add_char(j->buf, j->close[--j->depth]);
    j->first = false;
}

void json_end_or_undo(struct json_out *j, size_t before)
{
    if (!j->first) {
        json_end(j);
        return;
    }
    assert(j->depth > 1 && before <= j->buf->len);
    j->buf->len = before;
    j->depth--;
    /* before == 0: there was no memory */
    j->first = before == 0 || strchr("{[", j->buf->data[before - 1]) != NULL;
}

/* ---- values ------------------------------------------------------------- */

void json_raw_out(struct json_out *j, const char *key, struct span json)
{
    begin_value(j, key);
    buf_add(j->buf, json.ptr, json.len);
}

void json_member_out(struct json_out *j, struct span name, struct span json)
{
    assert(j->depth > 0 && j->close[j->depth - 1] == '}');
    begin_item(j);
    buf_add_char(j->buf, '"');
    buf_add(j->buf, name.ptr, name.len);
    buf_add(j->buf, "\":", 2);
    buf_add(j->buf, json.ptr, json.len);
}

void json_null(struct json_out *j, const char *key)
{
    json_raw_out(j, key, SPAN("null"));
}

void json_bool_out(struct json_out *j, const char *key, bool value)
{
    json_raw_out(j, key, value ? SPAN("true") : SPAN("false"));
}

void json_span(struct json_out *j, const char *key, struct span text)
{
    if (text.ptr == NULL) {
        json_null(j, key);
        return;
    }
    begin_value(j, key);
    add_quoted(j->buf, text);
}

void json_str(struct json_out *j, const char *key, const char *text)
{
    json_span(j, key, span_of(text));
}

void json_int(struct json_out *j, const char *key, int64_t value)
{
    char digits[24];
    int len = snprintf(digits, sizeof(digits), "%" PRId64, value);

    json_raw_out(j, key, (struct span){ digits, (size_t)len });
}

void json_num(struct json_out *j, const char *key, double value)
{
    char digits[NUMBER_SIZE];

    if (!isfinite(value)) {
        json_null(j, key);
        return;
    }
    json_raw_out(j, key, (struct span){ digits, number_write(value, digits) });
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static struct span trim(struct span s)
{
    while (s.len > 0 && is_space(s.ptr[0])) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

void json_splice(struct json_out *j, struct span object)
{
    struct span members = trim(object);

    if (members.len < 2)
        return;
    assert(j->depth > 0 && j->close[j->depth - 1] == '}');
    assert(members.ptr[0] == '{' && members.ptr[members.len - 1] == '}');
    members = trim((struct span){ members.ptr + 1, members.len - 2 });
    if (members.len == 0)
        return;
    begin_item(j);
    buf_add(j->buf, members.ptr, members.len);
}

void json_text_open(struct json_out *j, const char *key)
{
    begin_value(j, key);
    buf_add_char(j->buf, '"');
}

void json_text_piece(struct json_out *j, struct span text)
{
    add_escaped(j->buf, text);
}

void json_text_close(struct json_out *j)
{
    buf_add_char(j->buf, '"');
}
