/* wire/json_array_none.c -- in place of json_array.c where no dialect of the
 * build streams in a JSON array: nothing of this is reached with a byte. */
#include "wire/json_array.h"

void json_array_init(struct json_array *a, const parl_allocator *mem,
                     size_t max_element, int max_depth)
{
    (void)mem;
    *a = (struct json_array){ .max_element = max_element,
                              .max_depth = max_depth };
}

void json_array_release(struct json_array *a)
{
    (void)a;
}

parl_status json_array_feed(struct json_array *a, const char *bytes, size_t len,
                            json_array_fn *fn, void *ctx, struct error *err)
{
    (void)a, (void)bytes, (void)len, (void)fn, (void)ctx;
    return error_set(err, PARL_NOT_BUILT, "this build reads no streamed array");
}
