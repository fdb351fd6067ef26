/* auth/auth.h -- (request, secrets, clock) -> headers.  Does no I/O. */
#ifndef PARLANCE_AUTH_AUTH_H
#define PARLANCE_AUTH_AUTH_H

#include "base/arena.h"
#include "base/http.h"

/* A key in a header of its own; `name` NULL: "authorization: Bearer KEY".
 * A lack of memory stays in the arena. */
struct http_header auth_key_header(struct arena *arena, const char *name,
                                   const char *key);

#endif
