/* wire/json_text.c -- what stands between the quotes of a text of JSON. */
#include "wire/json_text.h"

#include "wire/json_in.h"

#include <string.h>

/* What a backslash and a letter stand for; \u is told apart. */
static const char escapes[256] = {
    ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
    ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

enum { ESCAPE_LENGTH = 6, LOW_SURROGATE = 0xDC00 };

/* The UTF-16 unit of \u and four digits; -1 when that is not what stands at
 * `at`. */
static int32_t read_unit(const char *at, const char *end)
{
    int32_t value = 0;

    if (end - at < ESCAPE_LENGTH || at[0] != '\\' || at[1] != 'u')
        return -1;
    for (int i = 2; i < ESCAPE_LENGTH; i++) {
        unsigned char c = (unsigned char)at[i];
        unsigned char letter = c | 0x20;

        if (c >= '0' && c <= '9')
            value = value * 16 + (c - '0');
        else if (letter >= 'a' && letter <= 'f')
            value = value * 16 + (letter - 'a' + 10);
        else
            return -1;
    }
    return value;
}

size_t json_unescape(const char **at, const char *end, char out[4])
{
    int32_t unit, low;

    if (end - *at >= 2 && escapes[(unsigned char)(*at)[1]] != '\0') {
        out[0] = escapes[(unsigned char)(*at)[1]];
        *at += 2;
        return 1;
    }
    unit = read_unit(*at, end);
    if (unit < 0)
        return 0;
    *at += ESCAPE_LENGTH;
    if (unit < 0xD800 || unit >= LOW_SURROGATE)
        return utf8_put((uint32_t)unit, out);

    low = read_unit(*at, end);
    if (low < LOW_SURROGATE || low > 0xDFFF)
        return utf8_put((uint32_t)unit, out);
    *at += ESCAPE_LENGTH;
    unit = 0x10000 + (unit - 0xD800) * 0x400 + (low - LOW_SURROGATE);
    return utf8_put((uint32_t)unit, out);
}

bool json_escape_stops(const char *at, const char *end)
{
    static const char digits[] = "0123456789abcdefABCDEF";

    at++; /* the backslash */
    if (at < end && *at == 'u') {
        do
            at++;
        while (at < end && memchr(digits, *at, sizeof(digits) - 1) != NULL);
    }
    return at == end;
}

/* Decodes what stands at *at, an escape or a character.  That the escapes are
 * well formed was seen when the text was taken. */
static size_t decode_piece(const char **at, const char *end, char out[4])
{
    const char *p = *at;
    bool valid;
    size_t len;

    if (*p == '\\')
        return json_unescape(at, end, out);
    len = utf8_step(p, (size_t)(end - p), &valid);
    *at += len;
    if (!valid)
        return utf8_put(0xFFFD, out);
    memcpy(out, p, len);
    return len;
}

struct span json_decode(const struct json_text *text, struct buf *scratch)
{
    const char *at = text->raw.ptr, *end;
    size_t begin = scratch->len;

    if (text->plain || at == NULL)
        return text->raw;
    end = at + text->raw.len;
    while (at < end) {
        const char *run = at;
        char piece[4];

        at = json_pass_valid(at, end);
        buf_add(scratch, run, (size_t)(at - run));
        if (at < end) {
            size_t len = decode_piece(&at, end, piece);

            buf_add(scratch, piece, len);
        }
    }
    if (!buf_ok(scratch))
        return SPAN_NONE;
    return (struct span){ scratch->data + begin, scratch->len - begin };
}

static bool decodes_to(struct span raw, const char *text)
{
    const char *at = raw.ptr, *end = raw.ptr + raw.len;
    size_t left = strlen(text);

    while (at < end) {
        char piece[4];
        size_t len = decode_piece(&at, end, piece);

        if (len > left || memcmp(piece, text, len) != 0)
            return false;
        text += len;
        left -= len;
    }
    return left == 0;
}

bool json_name_is(const struct json_text *name, const char *text)
{
    if (name->raw.ptr == NULL)
        return false;
    return name->plain ? span_is(name->raw, text) : decodes_to(name->raw, text);
}

bool json_name_in(const struct json_text *name, const char *list)
{
    const char *at = name->raw.ptr, *end;
    char text[64 + 4];
    size_t len = 0;

    if (name->plain || at == NULL)
        return span_in(name->raw, list);
    end = at + name->raw.len;
    while (at < end && len < 64)
        len += decode_piece(&at, end, text + len);
    return at == end && span_in((struct span){ text, len }, list);
}
