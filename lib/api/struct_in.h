/* api/struct_in.h -- takes a caller's input struct, whatever the age of the
 * header that it was compiled with. */
#ifndef PARLANCE_API_STRUCT_IN_H
#define PARLANCE_API_STRUCT_IN_H

#include "base/error.h"

/* Copies a struct whose first member is its size.  Members that the caller
 * does not know stay zero, which is their default.  Members that this build
 * does not know must be zero: refusing is better than ignoring what was asked
 * for.  A size of 0 is a caller who forgot PARL_..._INIT. */
parl_status struct_in(void *to, size_t to_size, const void *from,
                      const char *what, struct error *err);

#endif
