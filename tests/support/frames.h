/* tests/support/frames.h -- messages of AWS's event stream, made of text that a
 * person can read and write. */
#ifndef PARLANCE_TESTS_SUPPORT_FRAMES_H
#define PARLANCE_TESTS_SUPPORT_FRAMES_H

#include "base/buf.h"
#include "base/span.h"

/* Headers, encoded: a text header is appended. */
void frame_header(struct buf *headers, const char *name, struct span value);

/* Appends a message with both of its checksums. */
void frame_add(struct buf *out, struct span headers, struct span payload);

/* Appends what the lines of a text say, a message each:
 *
 *   event NAME JSON
 *   exception NAME JSON
 *   error CODE MESSAGE
 *
 * and, of all that was made so far: "cut N" takes the last N bytes off,
 * "spoil N" changes the byte that is N before the end. */
void frames_make(struct span text, struct buf *out);

#endif
