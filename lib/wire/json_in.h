/* wire/json_in.h -- reads JSON in place, one pass, no tree.
 *
 * The reader walks over bytes that are all there and hands out spans of them:
 * nothing is copied, numbers keep every digit, and what a caller does not ask
 * for is skipped.  A document is read in the shape it is expected to have:
 *
 *     static const struct json_member members[] = {
 *         JSON_TEXT_AT("id", my_answer, id),
 *         JSON_MEMBER("choices", read_choices),
 *     };
 *     json_members(in, members, 2, ctx);
 *
 * A handler stands before the value of its member and must take it, by one of
 * the functions below; json_skip() is the way to take nothing.  A value of
 * another kind than the one asked for is skipped and reads as absent: vendors
 * write null, or a number for a text, where they please.
 *
 * Failure is sticky: after the first mistake in the bytes every function gives
 * "absent" and the loops end.  Ask json_ok() once, at the end.
 *
 * Grammar: RFC 8259, exactly, over UTF-8; a byte order mark is not skipped. */
#ifndef PARLANCE_WIRE_JSON_IN_H
#define PARLANCE_WIRE_JSON_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"
#include "wire/utf8.h"

enum { JSON_MAX_DEPTH = 128 };

enum json_kind {
    JSON_NOTHING, /* the end, or a mistake */
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_TEXT,
    JSON_ARRAY,
    JSON_OBJECT
};

struct json_in {
    const char *begin;
    const char *at;      /* the next byte to read; after a mistake, its place */
    const char *end;     /* after a mistake, `at`: nothing is left */
    const char *problem; /* NULL, or why the bytes are no JSON; static */
    int depth;
    int max_depth;
    bool too_deep; /* `problem` is that max_depth was passed */
    bool cut;      /* `problem` is that the bytes stop too early */
    bool first;    /* no member or element was taken since the bracket */
};

/* `max_depth`, of brackets open at once, is bounded by the stack, since
 * json_skip() recurses; 0: JSON_MAX_DEPTH.  `bytes` may be NULL when len is
 * 0. */
void json_in_init(struct json_in *in, const char *bytes, size_t len,
                  int max_depth);

static inline bool json_ok(const struct json_in *in)
{
    return in->problem == NULL;
}

/* Nothing but white space is left.  Else, `problem` is set. */
bool json_at_end(struct json_in *in);

/* What stands next, white space passed over.  Takes nothing. */
enum json_kind json_peek(struct json_in *in);

/* ---- values ------------------------------------------------------------- */

/* Takes any value, checked to the last byte. */
void json_skip(struct json_in *in);

/* Takes any value and gives its bytes, white space around it left out.  ptr is
 * NULL after a mistake. */
struct span json_raw(struct json_in *in);

/* A text as it stands between its quotes. */
struct json_text {
    struct span raw; /* ptr NULL: there was no text */
    bool plain;      /* no escapes and valid UTF-8: raw is the text itself */
};

struct json_text json_text(struct json_in *in);

/* The text decoded.  Borrowed from the document where it is plain, else from
 * `scratch`, to which it is appended (then it dies with the next append).
 * Invalid UTF-8 becomes U+FFFD.  Half of a surrogate pair, which a vendor may
 * have cut in two over two events, comes out as its three bytes in the manner
 * of UTF-8 (ED A0..BF xx): model/collector joins or replaces them.  ptr is NULL
 * where there was no text and where `scratch` failed. */
struct span json_decode(const struct json_text *text, struct buf *scratch);

/* Both in one. */
struct span json_string(struct json_in *in, struct buf *scratch);

/* The bytes of a number, every digit. */
struct span json_number(struct json_in *in);

/* False, with *out untouched, when there was no such value or when it is not
 * an integer that fits.  A fraction of zeroes is an integer (12.0), since one
 * vendor writes its counts so; 1e3 is one too.  A number too large for a double
 * is no double; one too small is 0.  The locale makes no difference. */
bool json_integer(struct json_in *in, int64_t *out);
/* One of 0 to 2^53, so that a few of them can be added. */
bool json_count(struct json_in *in, int64_t *out);
bool json_double(struct json_in *in, double *out);
bool json_bool(struct json_in *in, bool *out);

/* ---- structure ---------------------------------------------------------- */

/* Takes the bracket; false, the value skipped, when it is not an object (an
 * array).  Then, while json_next_member (json_next_element) is true, exactly
 * one value is taken; it takes the closing bracket when it gives false. */
bool json_enter_object(struct json_in *in);
bool json_next_member(struct json_in *in, struct json_text *name);
bool json_enter_array(struct json_in *in);
bool json_next_element(struct json_in *in);

/* The same from the beginning: of an array, an object, that is in hand as
 * bytes.  Any other value, and one that is absent, has no elements (members);
 * false then. */
bool json_open_array(struct json_in *in, struct span array);
bool json_open_object(struct json_in *in, struct span object);

/* Is this the name?  Escapes are looked through. */
bool json_name_is(const struct json_text *name, const char *text);

/* Is it one of the words in `list`, parted by blanks and of at most 63 bytes?
 */
bool json_name_in(const struct json_text *name, const char *list)
    __attribute__((cold));

/* How a member is taken: by a reader, or straight into a struct.  Several names
 * may share a place: null and "" do not replace what stands there. */
enum json_taking {
    TAKEN_BY_READER,
    TAKEN_AS_TEXT,    /* struct json_text */
    TAKEN_AS_RAW,     /* struct span */
    TAKEN_AS_INTEGER, /* int64_t, left alone by what is none */
    TAKEN_AS_COUNT,   /* the same, by json_count() */
    TAKEN_AS_BOOL     /* bool, the same */
};

struct json_member {
    const char *name; /* of characters that JSON does not escape */
    uint16_t len;     /* of the name */
    uint16_t at;      /* where in *ctx the value goes */
    enum json_taking taking;
    void (*read)(struct json_in *in, void *ctx);
};

#define JSON_MEMBER(name, read)                                                \
    {                                                                          \
        (name), sizeof(name) - 1, 0, TAKEN_BY_READER, (read)                   \
    }
#define JSON_TAKEN(name, type, member, taking)                                 \
    {                                                                          \
        (name), sizeof(name) - 1, offsetof(struct type, member), (taking),     \
            NULL                                                               \
    }
#define JSON_TEXT_AT(name, type, member)                                       \
    JSON_TAKEN(name, type, member, TAKEN_AS_TEXT)
#define JSON_RAW_AT(name, type, member)                                        \
    JSON_TAKEN(name, type, member, TAKEN_AS_RAW)
#define JSON_INTEGER_AT(name, type, member)                                    \
    JSON_TAKEN(name, type, member, TAKEN_AS_INTEGER)
#define JSON_COUNT_AT(name, type, member)                                      \
    JSON_TAKEN(name, type, member, TAKEN_AS_COUNT)
#define JSON_BOOL_AT(name, type, member)                                       \
    JSON_TAKEN(name, type, member, TAKEN_AS_BOOL)

/* Takes a whole object: each known member by its reader, the others skipped. A
 * value that is no object is skipped.  Returns whether it was one.  Members in
 * the order of the table are found fastest. */
bool json_members(struct json_in *in, const struct json_member *members,
                  size_t n_members, void *ctx);

/* What becomes of a member that is not in the list; `value` as json_raw() gives
 * it, and never absent. */
typedef void json_other_fn(const struct json_text *name, struct span value,
                           void *ctx);

/* The same, with the members that are not in the list handed to `other`. */
bool json_members_or(struct json_in *in, const struct json_member *members,
                     size_t n_members, json_other_fn *other, void *ctx);

/* The value of the first member `name` of an object that begins at `object`:
 * its bytes, or ptr NULL; what stands behind it is not looked at.  A second
 * pass: for error bodies and small documents, not for events. */
struct span json_find(struct span object, const char *name);
/* The same of an object that is a text; NULL has no members. */
struct span json_find_in(const char *object, const char *name);
/* Is that value the text `text`, one without escapes? */
bool json_says(struct span object, const char *name, const char *text);
/* Does a value say nothing: absent, null, or empty in its own way? */
bool is_empty_value(struct span json);

/* Does a whole document say nothing but one valid value? */
bool json_valid(const char *bytes, size_t len);

/* Is it one valid object, with blanks around it or without? */
bool json_is_object(struct span json);

#endif
