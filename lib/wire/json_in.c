/* wire/json_in.c -- reads JSON in place, one pass, no tree.
 *
 * A pass_ function begins at `at`, where it knows what stands, and gives the
 * place behind.  The place travels in registers and is stored in the reader
 * only between two calls from outside: one event is some two hundred steps.
 *
 * A mistake moves the end to its place: nothing is left then, which every
 * function has to look out for anyway, and none has to ask for the mistake. */
#include "wire/json_in.h"

#include "wire/number.h"
#include "wire/scan.h"

#include <string.h>

/* By the first byte. */
static const unsigned char kinds[256] = {
    ['n'] = JSON_NULL,   ['f'] = JSON_FALSE,  ['t'] = JSON_TRUE,
    ['"'] = JSON_TEXT,   ['['] = JSON_ARRAY,  ['{'] = JSON_OBJECT,
    ['-'] = JSON_NUMBER, ['0'] = JSON_NUMBER, ['1'] = JSON_NUMBER,
    ['2'] = JSON_NUMBER, ['3'] = JSON_NUMBER, ['4'] = JSON_NUMBER,
    ['5'] = JSON_NUMBER, ['6'] = JSON_NUMBER, ['7'] = JSON_NUMBER,
    ['8'] = JSON_NUMBER, ['9'] = JSON_NUMBER,
};

/* What a backslash and a letter stand for; \u is told apart before. */
static const char escapes[256] = {
    ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
    ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

void json_in_init(struct json_in *in, const char *bytes, size_t len,
                  int max_depth)
{
    if (bytes == NULL)
        bytes = "";
    *in = (struct json_in){
        .begin = bytes,
        .at = bytes,
        .end = bytes + len,
        .max_depth = max_depth != 0 ? max_depth : JSON_MAX_DEPTH,
    };
}

static const char *mistake(struct json_in *in, const char *at, const char *why)
{
    if (in->problem == NULL)
        in->problem = why;
    in->at = in->end = at;
    return at;
}

static inline const char *pass_space(const char *at, const char *end)
{
    while (at < end && (unsigned char)*at <= ' ' &&
           (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++;
    return at;
}

static inline bool stands(const struct json_in *in, const char *at, char c)
{
    return at < in->end && *at == c;
}

static inline enum json_kind kind_at(const struct json_in *in, const char *at)
{
    if (at == in->end)
        return JSON_NOTHING;
    return (enum json_kind)kinds[(unsigned char)*at];
}

/* ---- texts -------------------------------------------------------------- */

/* Four digits of base 16; -1 when they are not. */
static int32_t read_hex(const char *digits)
{
    int32_t value = 0;

    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)digits[i];

        if (c >= '0' && c <= '9')
            value = value * 16 + (c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            value = value * 16 + ((c | 0x20) - 'a' + 10);
        else
            return -1;
    }
    return value;
}

/* The first byte that does not stand for itself, or `end`. */
static inline const char *pass_valid(const char *at, const char *end)
{
    for (;;) {
        bool valid;
        size_t len;

        at = scan_plain(at, end);
        if (at == end || (unsigned char)*at < 0x80)
            return at;
        len = utf8_step(at, (size_t)(end - at), &valid);
        if (!valid)
            return at;
        at += len;
    }
}

static const char *pass_escape(struct json_in *in, const char *at)
{
    const char *letter = at + 1;

    if (letter < in->end && escapes[(unsigned char)*letter] != '\0')
        return at + 2;
    if (in->end - letter >= 5 && *letter == 'u' && read_hex(letter + 1) >= 0)
        return at + 6;
    return mistake(in, at, "an escape is malformed");
}

/* From the first byte on that does not stand for itself. */
static const char *pass_odd_text(struct json_in *in, const char *at)
{
    while (at < in->end && *at != '"') {
        if (*at == '\\')
            at = pass_escape(in, at);
        else if ((unsigned char)*at < 0x20)
            return mistake(in, at, "a control character stands in a text");
        else
            at++; /* no UTF-8 */
        at = pass_valid(at, in->end);
    }
    if (at == in->end)
        return mistake(in, at, "a text does not end");
    return at;
}

static inline const char *pass_text(struct json_in *in, const char *at,
                                    struct json_text *text)
{
    const char *begin = at + 1;

    at = pass_valid(begin, in->end);
    text->plain = stands(in, at, '"');
    if (!text->plain)
        at = pass_odd_text(in, at);
    if (at == in->end) {
        *text = (struct json_text){ SPAN_NONE, false };
        return at;
    }
    text->raw = (struct span){ begin, (size_t)(at - begin) };
    return at + 1;
}

/* ---- numbers and words -------------------------------------------------- */

/* There must be one. */
static const char *pass_digits(struct json_in *in, const char *at)
{
    const char *begin = at;

    while (at < in->end && *at >= '0' && *at <= '9')
        at++;
    return at > begin ? at : mistake(in, at, "a number lacks a digit");
}

/* RFC 8259, section 6. */
static const char *pass_number(struct json_in *in, const char *at)
{
    if (*at == '-')
        at++;
    at = stands(in, at, '0') ? at + 1 : pass_digits(in, at);
    if (stands(in, at, '.'))
        at = pass_digits(in, at + 1);
    if (stands(in, at, 'e') || stands(in, at, 'E')) {
        at++;
        if (stands(in, at, '+') || stands(in, at, '-'))
            at++;
        at = pass_digits(in, at);
    }
    return at;
}

static const char *pass_word(struct json_in *in, const char *at,
                             const char *word, size_t len)
{
    if ((size_t)(in->end - at) < len || memcmp(at, word, len) != 0)
        return mistake(in, at, "a word is not null, true or false");
    return at + len;
}

/* ---- any value ---------------------------------------------------------- */

static const char *pass_bracket(struct json_in *in, const char *at)
{
    if (in->depth >= in->max_depth) {
        in->too_deep = true;
        return mistake(in, at, "the values are nested too deeply");
    }
    in->depth++;
    in->first = true;
    return at + 1;
}

/* Moves before the next item, or behind the bracket and is false. */
static inline bool next_item(struct json_in *in, const char **at, char bracket)
{
    bool first = in->first;

    in->first = false;
    *at = pass_space(*at, in->end);
    if (stands(in, *at, bracket)) {
        in->depth--;
        ++*at;
        return false;
    }
    if (!first && !stands(in, *at, ','))
        mistake(in, *at, "a comma or a bracket is missing");
    if (*at == in->end) {
        mistake(in, *at, "a bracket is not closed");
        return false;
    }
    if (!first)
        *at = pass_space(*at + 1, in->end);
    return true;
}

static inline bool next_member(struct json_in *in, const char **at,
                               struct json_text *name)
{
    if (!next_item(in, at, '}'))
        return false;
    if (!stands(in, *at, '"')) {
        mistake(in, *at, "a member has no name");
        return false;
    }
    *at = pass_text(in, *at, name);
    *at = pass_space(*at, in->end);
    if (!stands(in, *at, ':')) {
        mistake(in, *at, "a member has no colon");
        return false;
    }
    ++*at;
    return true;
}

static const char *pass_value(struct json_in *in, const char *at)
{
    struct json_text text;

    at = pass_space(at, in->end);
    switch (kind_at(in, at)) {
    case JSON_NULL:
        return pass_word(in, at, "null", 4);
    case JSON_FALSE:
        return pass_word(in, at, "false", 5);
    case JSON_TRUE:
        return pass_word(in, at, "true", 4);
    case JSON_NUMBER:
        return pass_number(in, at);
    case JSON_TEXT:
        return pass_text(in, at, &text);
    case JSON_ARRAY:
        at = pass_bracket(in, at);
        while (next_item(in, &at, ']'))
            at = pass_value(in, at);
        return at;
    case JSON_OBJECT:
        at = pass_bracket(in, at);
        while (next_member(in, &at, &text))
            at = pass_value(in, at);
        return at;
    case JSON_NOTHING:
        break;
    }
    return mistake(in, at, "a value is missing");
}

/* Goes to the value that stands next; where it is of another kind than this,
 * skips it and is false. */
static inline bool expect(struct json_in *in, enum json_kind kind)
{
    in->at = pass_space(in->at, in->end);
    if (kind_at(in, in->at) == kind)
        return true;
    in->at = pass_value(in, in->at);
    return false;
}

enum json_kind json_peek(struct json_in *in)
{
    in->at = pass_space(in->at, in->end);
    return kind_at(in, in->at);
}

void json_skip(struct json_in *in)
{
    in->at = pass_value(in, in->at);
}

struct span json_raw(struct json_in *in)
{
    const char *begin = pass_space(in->at, in->end);

    in->at = pass_value(in, begin);
    if (!json_ok(in))
        return SPAN_NONE;
    return (struct span){ begin, (size_t)(in->at - begin) };
}

bool json_at_end(struct json_in *in)
{
    in->at = pass_space(in->at, in->end);
    if (in->at < in->end)
        mistake(in, in->at, "something stands behind the value");
    return json_ok(in);
}

/* ---- one value ---------------------------------------------------------- */

static size_t decode_escape(const char **at, const char *end, char out[4])
{
    const char *p = *at;
    int32_t unit, low;

    if (p[1] != 'u') {
        *at += 2;
        out[0] = escapes[(unsigned char)p[1]];
        return 1;
    }
    *at += 6;
    unit = read_hex(p + 2);
    if (unit < 0xD800 || unit > 0xDBFF || end - p < 12 || p[6] != '\\' ||
        p[7] != 'u')
        return utf8_put((uint32_t)unit, out);

    low = read_hex(p + 8);
    if (low < 0xDC00 || low > 0xDFFF)
        return utf8_put((uint32_t)unit, out);
    *at += 6;
    unit = 0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00);
    return utf8_put((uint32_t)unit, out);
}

/* Decodes what stands at *at, an escape or a character.  That the escapes are
 * well formed was seen when the text was taken. */
static size_t decode_piece(const char **at, const char *end, char out[4])
{
    const char *p = *at;
    bool valid;
    size_t len;

    if (*p == '\\')
        return decode_escape(at, end, out);
    len = utf8_step(p, (size_t)(end - p), &valid);
    *at += len;
    if (!valid)
        return utf8_put(0xFFFD, out);
    memcpy(out, p, len);
    return len;
}

static struct span decode(struct span raw, struct buf *scratch)
{
    const char *at = raw.ptr, *end = at + raw.len;
    size_t begin = scratch->len;

    while (at < end) {
        const char *run = at;
        char piece[4];

        at = pass_valid(at, end);
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

struct span json_decode(struct json_text text, struct buf *scratch)
{
    if (text.plain || text.raw.ptr == NULL)
        return text.raw;
    return decode(text.raw, scratch);
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

/* By reference: a struct that was just stored in halves is slow to copy. */
static inline bool name_is(const struct json_text *name, const char *text)
{
    size_t i = 0;

    if (!name->plain)
        return name->raw.ptr != NULL && decodes_to(name->raw, text);
    while (i < name->raw.len && name->raw.ptr[i] == text[i])
        i++; /* no further than the NUL: no plain text holds one */
    return i == name->raw.len && text[i] == '\0';
}

bool json_name_is(struct json_text name, const char *text)
{
    return name_is(&name, text);
}

struct json_text json_text(struct json_in *in)
{
    struct json_text text = { SPAN_NONE, false };

    if (expect(in, JSON_TEXT))
        in->at = pass_text(in, in->at, &text);
    return text;
}

struct span json_string(struct json_in *in, struct buf *scratch)
{
    struct json_text text = { SPAN_NONE, true };

    if (expect(in, JSON_TEXT))
        in->at = pass_text(in, in->at, &text);
    if (text.plain || text.raw.ptr == NULL)
        return text.raw;
    return decode(text.raw, scratch);
}

struct span json_number(struct json_in *in)
{
    const char *begin;

    if (!expect(in, JSON_NUMBER))
        return SPAN_NONE;
    begin = in->at;
    in->at = pass_number(in, begin);
    if (!json_ok(in))
        return SPAN_NONE;
    return (struct span){ begin, (size_t)(in->at - begin) };
}

bool json_integer(struct json_in *in, int64_t *out)
{
    struct span number = json_number(in);

    return number.ptr != NULL && number_integer(number, out);
}

bool json_double(struct json_in *in, double *out)
{
    struct span number = json_number(in);

    return number.ptr != NULL && number_double(number, out);
}

bool json_bool(struct json_in *in, bool *out)
{
    enum json_kind kind = json_peek(in);

    json_skip(in);
    if (!json_ok(in) || (kind != JSON_TRUE && kind != JSON_FALSE))
        return false;
    *out = kind == JSON_TRUE;
    return true;
}

/* ---- structure ---------------------------------------------------------- */

static bool enter(struct json_in *in, enum json_kind kind)
{
    if (!expect(in, kind))
        return false;
    in->at = pass_bracket(in, in->at);
    return json_ok(in);
}

bool json_enter_object(struct json_in *in)
{
    return enter(in, JSON_OBJECT);
}

bool json_next_member(struct json_in *in, struct json_text *name)
{
    return next_member(in, &in->at, name);
}

bool json_enter_array(struct json_in *in)
{
    return enter(in, JSON_ARRAY);
}

bool json_next_element(struct json_in *in)
{
    return next_item(in, &in->at, ']');
}

/* The place of `name`, or n_members.  A vendor writes its members in the same
 * order again and again, so the search begins where the last one ended. */
static size_t find_member(const struct json_member *members, size_t n_members,
                          size_t begin, const struct json_text *name)
{
    for (size_t i = begin; i < n_members; i++) {
        if (name_is(name, members[i].name))
            return i;
    }
    for (size_t i = 0; i < begin; i++) {
        if (name_is(name, members[i].name))
            return i;
    }
    return n_members;
}

bool json_members(struct json_in *in, const struct json_member *members,
                  size_t n_members, void *ctx)
{
    struct json_text name;
    size_t begin = 0;

    if (!json_enter_object(in))
        return false;
    while (next_member(in, &in->at, &name)) {
        size_t i = find_member(members, n_members, begin, &name);

        if (i == n_members) {
            json_skip(in);
            continue;
        }
        members[i].read(in, ctx);
        begin = i + 1;
    }
    return true;
}

struct span json_find(struct span object, const char *name)
{
    struct json_text member;
    struct json_in in;

    json_in_init(&in, object.ptr, object.len, 0);
    if (!json_enter_object(&in))
        return SPAN_NONE;
    while (json_next_member(&in, &member)) {
        if (json_name_is(member, name))
            return json_raw(&in);
        json_skip(&in);
    }
    return SPAN_NONE;
}

bool json_valid(const char *bytes, size_t len)
{
    struct json_in in;

    json_in_init(&in, bytes, len, 0);
    json_skip(&in);
    return json_at_end(&in);
}
