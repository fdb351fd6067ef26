/* wire/joiner.h -- pieces of text, joined on the borders of characters.
 *
 * Pieces may be cut anywhere: in the middle of a character, or between the two
 * halves of a surrogate pair, which json_decode() writes as three bytes each
 * (ED A0..BF xx).  What is not whole yet is held back and joined with the next
 * piece; what never becomes whole (half a pair, bytes that are no UTF-8) turns
 * into U+FFFD.  So the output is valid UTF-8 after each piece, and the same
 * however the text was cut. */
#ifndef PARLANCE_WIRE_JOINER_H
#define PARLANCE_WIRE_JOINER_H

#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"

/* Zeroed, it holds nothing. */
struct joiner {
    char held[4]; /* the beginning of a character; at most three bytes */
    unsigned char n_held;
    uint16_t high; /* half a pair that waits for the other; 0: none */
};

/* Appends to `out` what is whole.  Failure is the buffer's. */
void joiner_feed(struct joiner *j, struct span piece, struct buf *out);

/* There is no more: what is held is written as U+FFFD, and forgotten. */
void joiner_finish(struct joiner *j, struct buf *out);

#endif
