/* base/buf.h -- bytes that grow, up to a limit.
 *
 * Failure is sticky: write straight through and ask once, at the end, with
 * buf_status().  A failed buffer keeps what it had and takes no more.  A
 * zeroed buffer may be released. */
#ifndef PARLANCE_BASE_BUF_H
#define PARLANCE_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <parlance/status.h>
#include "base/mem.h"

struct buf {
    const parl_allocator *mem;
    char *data; /* NULL until the first byte */
    size_t len;
    size_t size;        /* allocated */
    size_t limit;       /* of len */
    parl_status status; /* OK, OUT_OF_MEMORY or TOO_LARGE; stays */
};

void buf_init(struct buf *b, const parl_allocator *mem, size_t limit);
void buf_release(struct buf *b);

/* Empty again, the memory kept, a failure forgotten. */
void buf_reset(struct buf *b);

/* The same for one that holds a secret: overwrites all of its memory. */
void buf_wipe(struct buf *b);

/* Room for so many bytes in all, where the limit allows it: for what is known
 * to grow to about that, so that it need not move on the way. */
void buf_reserve(struct buf *b, size_t size);

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_add_text(struct buf *b, const char *text);
void buf_add_char(struct buf *b, char c);

/* Room for `len` more bytes behind the end, which the caller fills and then
 * counts with b->len += n; NULL, the failure kept, when there is none. */
char *buf_room(struct buf *b, size_t len);

/* The bytes with a NUL behind them, which is not counted.  "" when empty or
 * when there was no memory for the NUL. */
const char *buf_text(struct buf *b);

static inline bool buf_ok(const struct buf *b)
{
    return b->status == PARL_OK;
}

#endif
