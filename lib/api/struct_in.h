/* api/struct_in.h -- takes a caller's input struct, whatever the age of the
 * header that it was compiled with. */
#ifndef PARLANCE_API_STRUCT_IN_H
#define PARLANCE_API_STRUCT_IN_H

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

#endif
