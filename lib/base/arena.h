/* base/arena.h -- memory that dies together.
 *
 * One for a request, one for a response.  Failure is sticky, as in buf.h: an
 * arena that ran out of memory, or over its limit, gives NULL from then on and
 * says so in `status`. */
#ifndef PARLANCE_BASE_ARENA_H
#define PARLANCE_BASE_ARENA_H

#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <parlance/status.h>
#include "base/mem.h"

struct arena_block;

struct arena {
    const parl_allocator *mem;
    struct arena_block *blocks; /* the newest first */
    size_t used;                /* bytes handed out */
    size_t limit;               /* of used */
    parl_status status;
};

void arena_init(struct arena *a, const parl_allocator *mem, size_t limit);
void arena_release(struct arena *a);

/* The same for an arena that holds secrets: overwrites all of it first. */
void arena_wipe(struct arena *a);

/* Zeroed and aligned for anything. */
void *arena_alloc(struct arena *a, size_t size);

/* The same, as it comes: for what is written at once. */
void *arena_room(struct arena *a, size_t size);

/* An array; NULL, the failure kept, when count * size overflows. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* A copy with a NUL behind it. */
char *arena_text(struct arena *a, const char *text, size_t len);

/* Both texts as one. */
char *arena_join(struct arena *a, const char *head, const char *tail);

/* NULL stays NULL. */
char *arena_strdup(struct arena *a, const char *text);

/* As printf; NULL when there is no memory. */
char *arena_format(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vformat(struct arena *a, const char *format, va_list args);

#define ARENA_NEW(arena, type) ((type *)arena_alloc(arena, sizeof(type)))
#define ARENA_ARRAY(arena, count, type)                                        \
    ((type *)arena_array(arena, count, sizeof(type)))

#endif
