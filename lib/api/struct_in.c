/* api/struct_in.c -- takes a caller's input struct. */
#include "api/struct_in.h"

#include <string.h>

static const void *refused(struct error *err, const char *what, const char *why)
{
    error_set(err, PARL_INVALID_ARGUMENT, "%s%s", what, why);
    return NULL;
}

const void *struct_view(void *room, size_t size, const void *from,
                        const char *what, struct error *err)
{
    const unsigned char *bytes = from;
    size_t from_size;

    if (from == NULL)
        return refused(err, what, " is NULL");
    memcpy(&from_size, from, sizeof(from_size));
    if (from_size < sizeof(from_size))
        return refused(err, what,
                       ": struct_size is not set (its ..._INIT sets it)");
    for (size_t i = size; i < from_size; i++) {
        if (bytes[i] == 0)
            continue;
        error_set(err, PARL_INVALID_ARGUMENT,
                  "%s has a member set, at byte %zu, that this build does not "
                  "know",
                  what, i);
        return NULL;
    }
    if (from_size >= size)
        return from;
    memset((char *)room + from_size, 0, size - from_size);
    return memcpy(room, from, from_size);
}

parl_status struct_in(void *to, size_t size, const void *from, const char *what,
                      struct error *err)
{
    const void *view = struct_view(to, size, from, what, err);

    if (view == NULL)
        return PARL_INVALID_ARGUMENT;
    if (view == from)
        memcpy(to, from, size);
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
