/* base/arena.c -- memory that dies together. */
#include "base/arena.h"

#include <stdio.h>
#include <stdint.h>
#include <string.h>

struct arena_block {
    struct arena_block *next;
    size_t size; /* of the bytes behind this header */
    size_t used;
    max_align_t bytes[];
};

/* The first one is, with its header, what malloc has at hand without a search;
 * later ones are as large as all before them. */
enum { FIRST_SIZE = 1024 - sizeof(struct arena_block), LAST_SIZE = 64 * 1024 };

void arena_init(struct arena *a, const parl_allocator *mem, size_t limit)
{
    *a = (struct arena){ .mem = mem, .limit = limit };
}

void arena_release(struct arena *a)
{
    struct arena_block *block = a->blocks;

    while (block != NULL) {
        struct arena_block *next = block->next;

        mem_free(a->mem, block, sizeof(*block) + block->size);
        block = next;
    }
    a->blocks = NULL;
    a->used = 0;
}

void arena_wipe(struct arena *a)
{
    for (struct arena_block *b = a->blocks; b != NULL; b = b->next)
        mem_wipe(b->bytes, b->used);
    arena_release(a);
}

static struct arena_block *add_block(struct arena *a, size_t need)
{
    const size_t usual = a->used < FIRST_SIZE  ? FIRST_SIZE
                         : a->used < LAST_SIZE ? a->used
                                               : LAST_SIZE;
    const size_t size = need > usual ? need : usual;
    struct arena_block *block = mem_alloc(a->mem, sizeof(*block) + size);

    if (block == NULL) {
        a->status = PARL_OUT_OF_MEMORY;
        return NULL;
    }
    block->size = size;
    block->used = 0;
    block->next = a->blocks;
    a->blocks = block;
    return block;
}

void *arena_room(struct arena *a, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    struct arena_block *block = a->blocks;
    char *bytes;

    if (a->status != PARL_OK)
        return NULL;
    if (size > a->limit - a->used || size > SIZE_MAX / 2) {
        a->status = PARL_TOO_LARGE;
        return NULL;
    }
    size = (size + align - 1) / align * align;
    if (block == NULL || size > block->size - block->used)
        block = add_block(a, size);
    if (block == NULL)
        return NULL;
    bytes = (char *)block->bytes + block->used;
    block->used += size;
    a->used = size < a->limit - a->used ? a->used + size : a->limit;
    return bytes;
}

void *arena_alloc(struct arena *a, size_t size)
{
    void *bytes = arena_room(a, size);

    return bytes != NULL ? memset(bytes, 0, size) : NULL;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        a->status = PARL_TOO_LARGE;
        return NULL;
    }
    return arena_alloc(a, count * size);
}

char *arena_text(struct arena *a, const char *text, size_t len)
{
    char *copy = arena_room(a, len + 1);

    if (copy == NULL)
        return NULL;
    if (len > 0)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *arena_join(struct arena *a, const char *head, const char *tail)
{
    const size_t n_head = strlen(head), n_tail = strlen(tail);
    char *text = arena_alloc(a, n_head + n_tail + 1);

    if (text == NULL)
        return NULL;
    memcpy(text, head, n_head);
    memcpy(text + n_head, tail, n_tail);
    return text;
}

char *arena_strdup(struct arena *a, const char *text)
{
    return text != NULL ? arena_text(a, text, strlen(text)) : NULL;
}

char *arena_vformat(struct arena *a, const char *format, va_list args)
{
    char brief[128];
    va_list again;
    char *text;
    int len;

    va_copy(again, args);
    len = vsnprintf(brief, sizeof(brief), format, args);
    text = len >= 0 ? arena_alloc(a, (size_t)len + 1) : NULL;
    if (text != NULL && (size_t)len < sizeof(brief))
        memcpy(text, brief, (size_t)len);
    else if (text != NULL)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

char *arena_format(struct arena *a, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = arena_vformat(a, format, args);
    va_end(args);
    return text;
}
