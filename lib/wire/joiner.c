/* wire/joiner.c -- pieces of text, joined on the borders of characters.
 *
 * Two steps: bytes become units (a character, half a pair, or bytes that are
 * neither), and a unit goes out, or waits, or meets the one that waited.  Runs
 * of valid text pass by both in one go. */
#include "wire/joiner.h"

#include "wire/utf8.h"

/* What a few bytes are. */
enum shape {
    WHOLE,   /* one character, or half a pair */
    PARTIAL, /* the beginning of one */
    BROKEN   /* neither, and no further byte can mend it */
};

/* Half a pair in the manner of UTF-8 begins so. */
static bool is_half(const char *bytes, size_t len)
{
    return len >= 2 && (unsigned char)bytes[0] == 0xED &&
           ((unsigned char)bytes[1] & 0xE0) == 0xA0;
}

static enum shape shape_of(const char *bytes, size_t len)
{
    unsigned char lead = (unsigned char)bytes[0];
    unsigned char last = (unsigned char)bytes[len - 1];
    bool valid;
    size_t n;

    if (is_half(bytes, len)) {
        if (len == 2)
            return PARTIAL;
        return (last & 0xC0) == 0x80 ? WHOLE : BROKEN;
    }
    n = utf8_step(bytes, len, &valid);
    if (valid)
        return WHOLE;
    return n == len && lead >= 0xC2 && lead <= 0xF4 ? PARTIAL : BROKEN;
}

static void put(struct buf *out, uint32_t character)
{
    char bytes[4];
    size_t len = utf8_put(character, bytes);

    buf_add(out, bytes, len);
}

/* Half a pair stays alone. */
static void give_up_high(struct joiner *j, struct buf *out)
{
    if (j->high != 0)
        put(out, 0xFFFD);
    j->high = 0;
}

static void take_half(struct joiner *j, uint16_t unit, struct buf *out)
{
    if (unit >= 0xDC00 && j->high != 0) {
        put(out, 0x10000 + ((uint32_t)j->high - 0xD800) * 0x400 +
                     (uint32_t)(unit - 0xDC00));
        j->high = 0;
        return;
    }
    give_up_high(j, out);
    if (unit >= 0xDC00)
        put(out, 0xFFFD);
    else
        j->high = unit;
}

/* The bytes that are held are a unit. */
static void take_unit(struct joiner *j, size_t len, struct buf *out)
{
    const unsigned char *bytes = (const unsigned char *)j->held;

    j->n_held = 0;
    if (is_half(j->held, len)) {
        take_half(
            j, (uint16_t)(0xD000 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F)),
            out);
        return;
    }
    give_up_high(j, out);
    buf_add(out, j->held, len);
}

/* The bytes that are held are nothing. */
static void give_up_held(struct joiner *j, struct buf *out)
{
    give_up_high(j, out);
    put(out, 0xFFFD);
    j->n_held = 0;
}

static void take_byte(struct joiner *j, char byte, struct buf *out)
{
    size_t len = (size_t)j->n_held + 1;

    j->held[j->n_held] = byte;
    switch (shape_of(j->held, len)) {
    case WHOLE:
        take_unit(j, len, out);
        break;
    case PARTIAL:
        j->n_held = (unsigned char)len;
        break;
    case BROKEN:
        give_up_held(j, out);
        if (len > 1)
            take_byte(j, byte, out); /* it may begin the next unit */
        break;
    }
}

void joiner_feed(struct joiner *j, struct span piece, struct buf *out)
{
    size_t at = 0;

    while (at < piece.len) {
        size_t run = piece.len - at;

        if (j->n_held == 0 && j->high == 0) {
            utf8_valid(piece.ptr + at, piece.len - at, &run);
            buf_add(out, piece.ptr + at, run);
            at += run;
        }
        if (at < piece.len)
            take_byte(j, piece.ptr[at++], out);
    }
}

void joiner_finish(struct joiner *j, struct buf *out)
{
    if (j->n_held > 0)
        give_up_held(j, out);
    give_up_high(j, out);
}
