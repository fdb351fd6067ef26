/* encoding/cache_marks.h -- the cache marks of a request, in the order in which
 * a prompt is cached: tools, system, messages, the request itself.
 *
 * Four may go out, and those of an hour only before all others.  None of it may
 * make a request fail: of too many the last ones go out, and an hour that comes
 * too late is five minutes. */
#ifndef PARLANCE_CACHE_MARKS_H
#define PARLANCE_CACHE_MARKS_H

#include "provider.h"

enum { MOST_CACHE_MARKS = 4 };

struct cache_marks {
    size_t spare; /* that are too many, the first ones */
    bool shorter; /* one of less than an hour has gone out */
};

/* Of `n` marks. */
struct cache_marks cache_marks_of(size_t n);

/* What goes out for the next of them, a parl_cache; NONE: nothing.  What is
 * changed is reported; `field` is the mark's own. */
int32_t next_cache_mark(struct encoding *e, struct cache_marks *marks,
                        int32_t cache, const char *field);

/* Says of a part at `field`, which is not sent, that its mark is not either. */
void drop_lost_mark(struct encoding *e, const char *field,
                    const parl_part *part);

/* The member `key`: {"type": TYPE, "ttl"}. */
void write_cache_mark(struct encoding *e, const char *key, const char *type,
                      int32_t cache);

#endif
