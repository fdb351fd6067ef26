/* auth/api_key.c -- keys that are sent as they are. */
#include "auth/auth.h"

struct http_header auth_key_header(struct arena *arena, const char *name,
                                   const char *key)
{
    return (struct http_header){
        .name = name != NULL ? name : "authorization",
        .value = arena_join(arena, name != NULL ? "" : "Bearer ", key),
        .secret = true,
    };
}
