/* base/mem.c -- the allocator that is used when none is given. */
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void *libc_alloc(void *user, size_t size)
{
    (void)user;
    return malloc(size != 0 ? size : 1);
}

static void *libc_realloc(void *user, void *old, size_t old_size, size_t size)
{
    (void)user;
    (void)old_size;
    return realloc(old, size != 0 ? size : 1);
}

static void libc_free(void *user, void *block, size_t size)
{
    (void)user;
    (void)size;
    free(block);
}

const parl_allocator mem_libc = {
    .alloc = libc_alloc,
    .realloc = libc_realloc,
    .free = libc_free,
};

void *mem_alloc(const parl_allocator *mem, size_t size)
{
    return mem->alloc(mem->user, size);
}

void *mem_zalloc(const parl_allocator *mem, size_t size)
{
    void *block = mem->alloc(mem->user, size);

    if (block != NULL)
        memset(block, 0, size);
    return block;
}

void *mem_realloc(const parl_allocator *mem, void *old, size_t old_size,
                  size_t size)
{
    return mem->realloc(mem->user, old, old_size, size);
}

void *mem_longer(const parl_allocator *mem, void *array, size_t n, size_t *size,
                 size_t element)
{
    size_t more = *size != 0 ? *size * 2 : 1;
    void *place;

    if (n < *size)
        return array;
    place = mem_realloc(mem, array, *size * element, more * element);
    if (place != NULL)
        *size = more;
    return place;
}

void mem_free(const parl_allocator *mem, void *block, size_t size)
{
    if (block != NULL)
        mem->free(mem->user, block, size);
}

char *mem_text(const parl_allocator *mem, const char *text, size_t len)
{
    char *copy = mem_alloc(mem, len + 1);

    if (copy == NULL)
        return NULL;
    if (len > 0)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

/* Called through a pointer that may change, so that it is not left out. */
static void *(*const volatile wipe)(void *, int, size_t) = memset;

void mem_wipe(void *block, size_t size)
{
    wipe(block, 0, size);
}
