/* api/struct_in.c -- takes a caller's input struct. */
#include "api/struct_in.h"

#include <string.h>

parl_status struct_in(void *to, size_t to_size, const void *from,
                      const char *what, struct error *err)
{
    const unsigned char *bytes = from;
    size_t from_size;

    if (from == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT, "%s is NULL", what);
    memcpy(&from_size, from, sizeof(from_size));
    if (from_size < sizeof(from_size))
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "%s: struct_size is not set", what);
    for (size_t i = to_size; i < from_size; i++) {
        if (bytes[i] != 0)
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "%s has a member set, at byte %zu, that this "
                             "build of the library does not know",
                             what, i);
    }
    if (from_size < to_size)
        memset((char *)to + from_size, 0, to_size - from_size);
    else
        from_size = to_size;
    memcpy(to, from, from_size);
    return PARL_OK;
}

void struct_own(struct arena *a, void *s, struct texts texts)
{
    for (size_t i = 0; i < texts.n; i++) {
        const char **text = text_at(s, texts.at[i]);

        *text = arena_strdup(a, *text);
    }
}

void *structs_copy(struct arena *a, const void *from, size_t n, size_t size,
                   struct texts texts)
{
    char *copy = from != NULL && n > 0 ? arena_array(a, n, size) : NULL;

    if (copy == NULL)
        return NULL;
    memcpy(copy, from, n * size);
    for (size_t i = 0; i < n; i++)
        struct_own(a, copy + i * size, texts);
    return copy;
}
