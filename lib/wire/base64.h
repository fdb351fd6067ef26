/* wire/base64.h -- RFC 4648, section 4: with padding, no line breaks. */
#ifndef PARLANCE_WIRE_BASE64_H
#define PARLANCE_WIRE_BASE64_H

#include <stdbool.h>
#include <stddef.h>

/* The length of `len` bytes when encoded.  len <= SIZE_MAX / 4 * 3. */
size_t base64_length(size_t len);

/* Bytes arrive in any pieces; at most two wait for the third. */
struct base64 {
    unsigned char held[2];
    unsigned n_held;
};

/* Writes what is complete; at most (len + 2) / 3 * 4 characters.  Returns how
 * many.  `bytes` may be the last ones of the room at `out`, where all of that
 * room is (len + 2) / 3 * 4 or more: what is written never catches up with what
 * is still to be read.  Else they may not overlap. */
size_t base64_feed(struct base64 *b, const void *bytes, size_t len, char *out);

/* The last group with its padding: 0 or 4 characters. */
size_t base64_finish(struct base64 *b, char *out);

/* Decodes whole text.  All padding may be missing, not a part of it; white
 * space and the URL-safe letters are accepted.  `out` has room for
 * len / 4 * 3 + 3 bytes.  False, *out_len untouched, when it is not base64. */
bool base64_decode(const char *text, size_t len, unsigned char *out,
                   size_t *out_len);

/* Makes one text of several that stand behind each other, each with padding of
 * its own, in place.  Returns its length; what is not base64 stays as it is. */
size_t base64_join(char *text, size_t len);

#endif
