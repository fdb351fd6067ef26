/* api/error.h -- the public error object. */
#ifndef PARLANCE_API_ERROR_H
#define PARLANCE_API_ERROR_H

#include "base/buf.h"
#include "base/error.h"
#include "model/model.h"

struct parl_error {
    const parl_allocator *mem; /* NULL: the static one for "no memory" */
    parl_allocator own;        /* what mem points to */
    struct error e;
    struct buf body;
    struct parl_response *partial;
    int attempts; /* how often the request was sent; 0: never, or not by us */
    struct buf json;
};

/* Hands out what `err` says; `out` may be NULL.  Returns err->status.  Where
 * there is no memory for the object itself, a static one is handed out. */
parl_status error_give(parl_error **out, const parl_allocator *mem,
                       const struct error *err);

/* The same with the raw body (its first 64 KiB are kept) and with what had
 * arrived, which is given away. */
parl_status error_give_all(parl_error **out, const parl_allocator *mem,
                           const struct error *err, struct span body,
                           struct parl_response *partial);

/* NULL where a field of fixed size is empty. */
const char *error_word(const char *text);

#endif
