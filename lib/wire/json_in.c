/* wire/json_in.c -- reads JSON in place, one pass, no tree.
 *
 * A pass_ function begins at `at`, where it knows what stands, and gives the
 * place behind.  The place travels in registers and is stored in the reader
 * only between two calls from outside: one event is some two hundred steps.
 *
 * A mistake moves the end to its place: nothing is left then, which every
 * function has to look out for anyway, and none has to ask for the mistake. */
#include "wire/json_in.h"

#include "wire/json_text.h"
#include "wire/number.h"

#include <string.h>

/* Kept apart, so that what is common stays small. */
#define RARE __attribute__((noinline, cold))

#define NO_TEXT ((struct json_text){ SPAN_NONE, false })

/* By the first byte. */
static const unsigned char kinds[256] = {
    ['n'] = JSON_NULL,   ['f'] = JSON_FALSE,  ['t'] = JSON_TRUE,
    ['"'] = JSON_TEXT,   ['['] = JSON_ARRAY,  ['{'] = JSON_OBJECT,
    ['-'] = JSON_NUMBER, ['0'] = JSON_NUMBER, ['1'] = JSON_NUMBER,
    ['2'] = JSON_NUMBER, ['3'] = JSON_NUMBER, ['4'] = JSON_NUMBER,
    ['5'] = JSON_NUMBER, ['6'] = JSON_NUMBER, ['7'] = JSON_NUMBER,
    ['8'] = JSON_NUMBER, ['9'] = JSON_NUMBER,
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

static RARE const char *mistake(struct json_in *in, const char *at,
                                const char *why)
{
    if (in->problem == NULL) {
        in->problem = why;
        in->cut = at == in->end;
    }
    in->at = in->end = at;
    return at;
}

static inline bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* From a byte that may be white space. */
static __attribute__((noinline)) const char *pass_white(const char *at,
                                                        const char *end)
{
    while (at < end && is_white(*at))
        at++;
    return at;
}

/* Between most values there is none. */
static inline const char *pass_space(const char *at, const char *end)
{
    return at < end && (unsigned char)*at <= ' ' ? pass_white(at, end) : at;
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

/* What does not stand for itself, but no quote. */
static RARE const char *pass_odd(struct json_in *in, const char *at)
{
    char piece[4];

    if ((unsigned char)*at < 0x20)
        return mistake(in, at, "a control character stands in a text");
    if (*at != '\\')
        return at + 1; /* no UTF-8 */
    if (json_unescape(&at, in->end, piece) == 0)
        return mistake(in, json_escape_stops(at, in->end) ? in->end : at,
                       "an escape is malformed");
    return at;
}

/* The rest of a text, from its first byte on that is odd or no ASCII. */
static __attribute__((noinline)) const char *
pass_other_text(struct json_in *in, const char *begin, const char *at,
                struct json_text *text)
{
    text->plain = true;
    for (;;) {
        at = json_pass_valid(at, in->end);
        if (at == in->end || *at == '"')
            break;
        text->plain = false;
        at = pass_odd(in, at);
    }
    if (at == in->end) {
        *text = NO_TEXT;
        return mistake(in, at, "a text does not end");
    }
    text->raw = (struct span){ begin, (size_t)(at - begin) };
    return at + 1;
}

static const char *pass_text(struct json_in *in, const char *at,
                             struct json_text *text)
{
    const char *begin = at + 1;

    at = scan_plain(begin, in->end);
    if (!stands(in, at, '"'))
        return pass_other_text(in, begin, at, text);
    text->plain = true;
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

/* A word that is wrong, unless the bytes stop within it. */
static RARE const char *wrong_word(struct json_in *in, const char *at,
                                   const char *word)
{
    const size_t left = (size_t)(in->end - at);

    return mistake(in, strncmp(at, word, left) == 0 ? in->end : at,
                   "a word is not null, true or false");
}

static const char *pass_word(struct json_in *in, const char *at,
                             const char *word, size_t len)
{
    if ((size_t)(in->end - at) < len || memcmp(at, word, len) != 0)
        return wrong_word(in, at, word);
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

static inline const char *pass_colon(struct json_in *in, const char *at)
{
    at = pass_space(at, in->end);
    if (!stands(in, at, ':'))
        return mistake(in, at, "a member has no colon");
    return at + 1;
}

/* Behind the name and its colon. */
static inline const char *pass_name(struct json_in *in, const char *at,
                                    struct json_text *name)
{
    if (!stands(in, at, '"')) {
        *name = NO_TEXT;
        return mistake(in, at, "a member has no name");
    }
    return pass_colon(in, pass_text(in, at, name));
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
        while (next_item(in, &at, '}'))
            at = pass_value(in, pass_name(in, at, &text));
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

struct json_text json_text(struct json_in *in)
{
    struct json_text text = NO_TEXT;

    if (expect(in, JSON_TEXT))
        in->at = pass_text(in, in->at, &text);
    return text;
}

struct span json_string(struct json_in *in, struct buf *scratch)
{
    struct json_text text = NO_TEXT;

    if (expect(in, JSON_TEXT))
        in->at = pass_text(in, in->at, &text);
    return text.plain ? text.raw : json_decode(&text, scratch);
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

bool json_count(struct json_in *in, int64_t *out)
{
    int64_t value;

    if (!json_integer(in, &value) || value < 0 || value > (int64_t)1 << 53)
        return false;
    *out = value;
    return true;
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
    const char *at = in->at;
    bool there = next_item(in, &at, '}');

    if (there)
        at = pass_name(in, at, name);
    in->at = at;
    return there && json_ok(in);
}

bool json_enter_array(struct json_in *in)
{
    return enter(in, JSON_ARRAY);
}

bool json_next_element(struct json_in *in)
{
    const char *at = in->at;
    bool there = next_item(in, &at, ']');

    in->at = at;
    return there;
}

/* Behind the quote that ends it, when the text at `at` is `name` as it stands;
 * else NULL.  A name that is expected costs one comparison and no search for
 * its end. */
static inline const char *pass_expected(const struct json_in *in,
                                        const char *at,
                                        const struct json_member *member)
{
    const size_t len = member->len;

    if ((size_t)(in->end - at) < len + 2 || at[len + 1] != '"' ||
        at[1] != member->name[0] || memcmp(at + 1, member->name, len) != 0)
        return NULL;
    return at + len + 2;
}

/* Another length settles most of them, where nothing is escaped. */
static inline bool is_member(const struct json_text *name,
                             const struct json_member *member)
{
    if (name->raw.len != member->len)
        return !name->plain && json_name_is(name, member->name);
    return memcmp(name->raw.ptr, member->name, member->len) == 0;
}

enum { GUESSES = 4 };

/* Moves behind the name and gives the place of its row, or n_members.  A vendor
 * writes its members in one order: it is most likely one of those behind the
 * last. */
static size_t find_member(struct json_in *in, const char **at,
                          const struct json_member *members, size_t n_members,
                          size_t begin, struct json_text *name)
{
    const size_t end =
        n_members - begin > GUESSES ? begin + GUESSES : n_members;
    size_t i;

    for (i = begin; i < end && stands(in, *at, '"'); i++) {
        const char *behind = pass_expected(in, *at, &members[i]);

        if (behind != NULL) {
            *at = pass_colon(in, behind);
            return i;
        }
    }
    *at = pass_name(in, *at, name);
    for (i = 0; i < n_members && !is_member(name, &members[i]); i++)
        ;
    return i;
}

static void take_text(struct json_in *in, struct json_text *to)
{
    const struct json_text text = json_text(in);

    if (to->raw.ptr == NULL || text.raw.len > 0)
        *to = text;
}

static void take_raw(struct json_in *in, struct span *to)
{
    const struct span value = json_raw(in);

    if (to->ptr == NULL || !(span_is(value, "null") || span_is(value, "\"\"")))
        *to = value;
}

static void take_member(struct json_in *in, const struct json_member *member,
                        void *ctx)
{
    void *to = (char *)ctx + member->at;

    switch (member->taking) {
    case TAKEN_BY_READER:
        member->read(in, ctx);
        break;
    case TAKEN_AS_TEXT:
        take_text(in, to);
        break;
    case TAKEN_AS_RAW:
        take_raw(in, to);
        break;
    case TAKEN_AS_INTEGER:
        json_integer(in, to);
        break;
    case TAKEN_AS_COUNT:
        json_count(in, to);
        break;
    case TAKEN_AS_BOOL:
        json_bool(in, to);
        break;
    }
}

bool json_members_or(struct json_in *in, const struct json_member *members,
                     size_t n_members, json_other_fn *other, void *ctx)
{
    const char *at;
    size_t begin = 0;

    if (!json_enter_object(in))
        return false;
    at = in->at;
    while (next_item(in, &at, '}')) {
        struct json_text name;
        size_t i = find_member(in, &at, members, n_members, begin, &name);

        if (i < n_members) {
            in->at = at;
            take_member(in, &members[i], ctx);
            at = in->at;
            begin = i + 1;
        } else {
            const char *value = pass_space(at, in->end);

            at = pass_value(in, value);
            if (other != NULL && json_ok(in))
                other(&name, (struct span){ value, (size_t)(at - value) }, ctx);
        }
    }
    in->at = at;
    return true;
}

bool json_members(struct json_in *in, const struct json_member *members,
                  size_t n_members, void *ctx)
{
    return json_members_or(in, members, n_members, NULL, ctx);
}

bool is_empty_value(struct span json)
{
    size_t last = 1;

    if (json.len < 2)
        return json.ptr == NULL;
    switch (json.ptr[0]) {
    case 'n': /* null */
        return true;
    case '"':
        return json.len == 2;
    case '[':
    case '{':
        while (last < json.len && (unsigned char)json.ptr[last] <= ' ')
            last++;
        return last + 1 == json.len;
    }
    return false;
}

static bool open_value(struct json_in *in, struct span json,
                       enum json_kind kind)
{
    json_in_init(in, json.ptr, json.len, 0);
    if (enter(in, kind))
        return true;
    in->at = in->end;
    return false;
}

bool json_open_array(struct json_in *in, struct span array)
{
    return open_value(in, array, JSON_ARRAY);
}

bool json_open_object(struct json_in *in, struct span object)
{
    return open_value(in, object, JSON_OBJECT);
}
