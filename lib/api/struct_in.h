/* api/struct_in.h -- takes a caller's input struct, whatever the age of the
 * header that it was compiled with. */
#ifndef PARLANCE_API_STRUCT_IN_H
#define PARLANCE_API_STRUCT_IN_H

#include "base/arena.h"
#include "base/error.h"

/* A struct whose first member is its size: itself, or, where the caller knows
 * fewer members, a copy in `room` in which the others are zero, which is their
 * default.  Members that this build does not know must be zero: refusing (NULL)
 * is better than ignoring what was asked for.  A size of 0 is a caller who
 * forgot PARL_..._INIT. */
const void *struct_view(void *room, size_t size, const void *from,
                        const char *what, struct error *err);

/* The same as a copy in any case. */
parl_status struct_in(void *to, size_t size, const void *from, const char *what,
                      struct error *err);

/* Where the texts of a struct stand: the offsets of its members that are
 * texts, in an array. */
struct texts {
    const uint16_t *at;
    size_t n;
};

#define TEXTS_OF(list)                                                         \
    ((struct texts){ (list), sizeof(list) / sizeof((list)[0]) })

static inline const char **text_at(const void *s, size_t at)
{
    return (const char **)((uintptr_t)s + at);
}

/* Puts copies of its texts into a struct that is a copy itself; NULL stays
 * NULL. */
void struct_own(struct arena *a, void *s, struct texts texts);

/* A copy of `n` structs of `size` bytes with their texts; NULL: there are none,
 * or there is no memory. */
void *structs_copy(struct arena *a, const void *from, size_t n, size_t size,
                   struct texts texts);

#endif
