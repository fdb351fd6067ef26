/* auth/percent.h -- percent-encoding, hexadecimal digits, and forms. */
#ifndef PARLANCE_AUTH_PERCENT_H
#define PARLANCE_AUTH_PERCENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/span.h"

/* Every byte but A-Z a-z 0-9 - . _ ~ and those in `keeps` as %XX. */
void percent_encode(struct buf *out, struct span text, const char *keeps);

/* The same, nothing kept, in the arena, which remembers a lack of memory. */
const char *percent_text(struct arena *arena, const char *text);

/* An application/x-www-form-urlencoded body, which holds secrets: begin, any
 * number of members (`value` NULL: none is added), and end, which gives the
 * text in the arena, which remembers a lack of memory. */
void form_begin(struct buf *form, const parl_allocator *mem);
void form_add(struct buf *form, const char *name, const char *value);
const char *form_end(struct buf *form, struct arena *arena);

#endif
