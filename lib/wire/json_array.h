/* wire/json_array.h -- cuts a JSON array that arrives in pieces into its
 * elements.
 *
 * Some servers stream an answer as one array, `[{...},{...}]`, with white space
 * where they please.  Any split gives the same elements.  The framer keeps only
 * the element it is in the middle of, and hands out one that lies whole in the
 * bytes it was given without copying it.
 *
 * It counts brackets and passes over texts; whether an element is JSON is for
 * its reader to say. */
#ifndef PARLANCE_WIRE_JSON_ARRAY_H
#define PARLANCE_WIRE_JSON_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"
#include "base/error.h"
#include "base/span.h"

/* `element`, without white space around it, dies when the callback returns.
 * Any status but PARL_OK stops the framer, for good, and is its result. */
typedef parl_status json_array_fn(void *ctx, struct span element,
                                  struct error *err);

enum json_array_place {
    ARRAY_BEFORE,  /* its bracket */
    ARRAY_BETWEEN, /* elements */
    ARRAY_INSIDE,  /* one */
    ARRAY_BEHIND   /* the closing bracket */
};

struct json_array {
    struct buf element; /* the unfinished one */
    enum json_array_place place;
    size_t max_element;
    int depth; /* of the unfinished element */
    int max_depth;
    bool text;    /* inside a text */
    bool escaped; /* the last byte of it was a backslash */
    parl_status status;
};

/* max_element: bytes; max_depth: brackets open at once, that of the array left
 * out.  Neither may be 0. */
void json_array_init(struct json_array *a, const parl_allocator *mem,
                     size_t max_element, int max_depth);
void json_array_release(struct json_array *a);

/* Takes all bytes, or fails: PARL_TOO_LARGE, PARL_OUT_OF_MEMORY,
 * PARL_PROTOCOL (no array, or something behind it), or what the callback said.
 * An element that the end of the bytes cuts off is never handed out. */
parl_status json_array_feed(struct json_array *a, const char *bytes, size_t len,
                            json_array_fn *fn, void *ctx, struct error *err);

#endif
