/* base/buf.c -- bytes that grow, up to a limit. */
#include "base/buf.h"

#include <string.h>

enum { FIRST_SIZE = 64 };

void buf_init(struct buf *b, const parl_allocator *mem, size_t limit)
{
    *b = (struct buf){ .mem = mem, .limit = limit };
}

void buf_release(struct buf *b)
{
    if (b->data != NULL)
        mem_free(b->mem, b->data, b->size);
    b->data = NULL;
    b->len = b->size = 0;
}

void buf_reset(struct buf *b)
{
    b->len = 0;
    b->status = PARL_OK;
}

void buf_wipe(struct buf *b)
{
    if (b->data != NULL)
        mem_wipe(b->data, b->size);
    buf_reset(b);
}

/* Kept apart, so that what is common stays small. */
static __attribute__((noinline)) bool grow(struct buf *b, size_t need)
{
    size_t size = b->size != 0 ? b->size : FIRST_SIZE;
    char *data;

    while (size < need)
        size = size <= (size_t)-1 / 2 ? size * 2 : need;
    data = mem_realloc(b->mem, b->data, b->size, size);
    if (data == NULL) {
        b->status = PARL_OUT_OF_MEMORY;
        return false;
    }
    b->data = data;
    b->size = size;
    return true;
}

char *buf_room(struct buf *b, size_t len)
{
    if (b->status != PARL_OK)
        return NULL;
    if (len > b->limit - b->len) {
        b->status = PARL_TOO_LARGE;
        return NULL;
    }
    if (b->len + len > b->size && !grow(b, b->len + len))
        return NULL;
    return b->data + b->len;
}

void buf_reserve(struct buf *b, size_t size)
{
    if (b->status == PARL_OK && size > b->size && size <= b->limit)
        grow(b, size);
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
    char *room;

    if (len == 0)
        return;
    room = buf_room(b, len);
    if (room == NULL)
        return;
    memcpy(room, bytes, len);
    b->len += len;
}

void buf_add_text(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void buf_add_char(struct buf *b, char c)
{
    char *room = buf_room(b, 1);

    if (room == NULL)
        return;
    *room = c;
    b->len++;
}

const char *buf_text(struct buf *b)
{
    if (b->len == b->size && !grow(b, b->len + 1))
        return "";
    b->data[b->len] = '\0';
    return b->data;
}
