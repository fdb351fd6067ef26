/* encoding/cache_marks.c -- which of the cache marks of a request go out. */
#include "encoding/cache_marks.h"

#include "encoding/encoding.h"

struct cache_marks cache_marks_of(size_t n)
{
    return (struct cache_marks){ .spare = n > MOST_CACHE_MARKS
                                              ? n - MOST_CACHE_MARKS
                                              : 0 };
}

int32_t next_cache_mark(struct encoding *e, struct cache_marks *marks,
                        int32_t cache, const char *field)
{
    if (marks->spare > 0) {
        marks->spare--;
        dropped(e, field, "there may be %d of them: the last ones go out",
                MOST_CACHE_MARKS);
        return PARL_CACHE_NONE;
    }
    if (cache == PARL_CACHE_1H && marks->shorter) {
        translated(e, pointer(e, "%s/ttl", field),
                   "sent as 5m: an hour may not follow a shorter time");
        cache = PARL_CACHE_5M;
    }
    marks->shorter = marks->shorter || cache != PARL_CACHE_1H;
    return cache;
}

void drop_lost_mark(struct encoding *e, const char *field,
                    const parl_part *part)
{
    if (part->cache != PARL_CACHE_NONE)
        dropped_member(e, field, "cache_control",
                       "the part that it stands on is not sent");
}

void write_cache_mark(struct encoding *e, const char *key, const char *type,
                      int32_t cache)
{
    json_typed(&e->out, key, type);
    if (cache != PARL_CACHE_DEFAULT)
        json_str(&e->out, "ttl", cache == PARL_CACHE_1H ? "1h" : "5m");
    json_end(&e->out);
}
