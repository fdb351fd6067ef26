/* tests/support/parse.h -- finds one HTTP request in the bytes so far. */
#ifndef PARLANCE_TESTS_SUPPORT_PARSE_H
#define PARLANCE_TESTS_SUPPORT_PARSE_H

#include <stddef.h>
#include "base/buf.h"

/* How many bytes of `at`, which ends in a NUL, the first request takes; 0: it
 * is not whole yet.  A body that came in chunks is joined. */
size_t parse_request(const char *at, size_t len, struct buf *head,
                     struct buf *body);

#endif
