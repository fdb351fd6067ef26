/* auth/percent.h -- percent-encoded texts and forms. */
#ifndef PARLANCE_AUTH_PERCENT_H
#define PARLANCE_AUTH_PERCENT_H

#include "base/arena.h"
#include "base/buf.h"
#include "wire/percent.h"

/* A text, nothing kept, in the arena, which remembers a lack of memory. */
const char *percent_text(struct arena *arena, const char *text);

/* An application/x-www-form-urlencoded body, which holds secrets: begin, any
 * number of members (`value` NULL: none is added), and end, which gives the
 * text in the arena, which remembers a lack of memory. */
void form_begin(struct buf *form, const parl_allocator *mem);
void form_add(struct buf *form, const char *name, const char *value);
const char *form_end(struct buf *form, struct arena *arena);

#endif
