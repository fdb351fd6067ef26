/* auth/percent.c -- percent-encoded texts and forms, and hexadecimal digits. */
#include "auth/percent.h"

#include "auth/crypto.h"

/* What was written, in the arena, which remembers where that failed; wiped
 * before it is let go. */
static const char *settle(struct buf *text, struct arena *arena)
{
    const char *copy = NULL;

    if (buf_ok(text))
        copy = arena_text(arena, text->data, text->len);
    else
        arena->status = text->status;
    buf_wipe(text);
    buf_release(text);
    return copy != NULL ? copy : "";
}

const char *percent_text(struct arena *arena, const char *text)
{
    struct buf out;

    buf_init(&out, arena->mem, 1 << 14);
    percent_encode(&out, span_of(text), "");
    return settle(&out, arena);
}

enum { FORM_ROOM = 8 * 1024, MAX_FORM = 256 * 1024 };

void form_begin(struct buf *form, const parl_allocator *mem)
{
    buf_init(form, mem, MAX_FORM);
    buf_room(form, FORM_ROOM); /* one that grows leaves copies behind */
}

const char *form_end(struct buf *form, struct arena *arena)
{
    return settle(form, arena);
}

void form_add(struct buf *form, const char *name, const char *value)
{
    if (value == NULL)
        return;
    if (form->len > 0)
        buf_add_char(form, '&');
    buf_add_text(form, name);
    buf_add_char(form, '=');
    percent_encode(form, span_of(value), "");
}

void hex_of(const unsigned char *bytes, size_t len, char *hex)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < len; i++) {
        *hex++ = digits[bytes[i] >> 4];
        *hex++ = digits[bytes[i] & 15];
    }
    *hex = '\0';
}
