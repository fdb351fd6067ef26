/* wire/json_out.h -- writes JSON straight into a buffer.
 *
 * No tree: keys come out in the order of the code, so the same request always
 * gives the same bytes, and the encoder is the picture of the document.
 *
 *     json_object(j, NULL);
 *     json_str(j, "role", "user");
 *     json_array(j, "content");
 *     ...
 *     json_end(j);
 *     json_end(j);
 *
 * `key` is NULL for an element of an array and for the outermost value.
 * Failure is the buffer's, sticky; ask buf_status once.  Unbalanced calls are
 * a mistake of ours: asserted. */
#ifndef PARLANCE_WIRE_JSON_OUT_H
#define PARLANCE_WIRE_JSON_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"

enum { JSON_OUT_DEPTH = 64 };

struct json_out {
    struct buf *buf;
    int depth;
    bool first;                 /* nothing written yet at this depth */
    char close[JSON_OUT_DEPTH]; /* the brackets that are open */
};

void json_out_init(struct json_out *j, struct buf *buf);

void json_object(struct json_out *j, const char *key);
void json_array(struct json_out *j, const char *key);
/* An object whose first member is "type". */
void json_typed(struct json_out *j, const char *key, const char *type);
void json_end(struct json_out *j); /* closes the innermost */
/* The same for one that was opened when the buffer had `before` bytes: where
 * nothing stands in it, it is taken back, and its key with it.  Not for the
 * outermost value. */
void json_end_or_undo(struct json_out *j, size_t before);

/* NULL is written as null.  The text must be valid UTF-8 (checked at the
 * door); control characters, quotes and backslashes are escaped, nothing
 * else. */
void json_str(struct json_out *j, const char *key, const char *text);
void json_span(struct json_out *j, const char *key, struct span text);

void json_int(struct json_out *j, const char *key, int64_t value);
void json_bool_out(struct json_out *j, const char *key, bool value);
void json_null(struct json_out *j, const char *key);

/* The shortest digits that read back as the same double, whatever the locale
 * of the host; null for what JSON cannot say (infinities, not-a-number). */
void json_num(struct json_out *j, const char *key, double value);

/* Bytes that are JSON already (a schema, arguments), unchanged. */
void json_raw_out(struct json_out *j, const char *key, struct span json);

/* A member whose name stands as in JSON, between its quotes, escapes and all.
 */
void json_member_out(struct json_out *j, struct span name, struct span json);

/* The members of `object`, the bytes of a JSON object, without its braces, as
 * members of the object that is open.  Blank ones add nothing. */
void json_splice(struct json_out *j, struct span object);

/* A text in pieces: open, any number of pieces, close.  For text that is
 * joined or encoded while it is written. */
void json_text_open(struct json_out *j, const char *key);
void json_text_piece(struct json_out *j, struct span text);
void json_text_close(struct json_out *j);

#endif
