/* wire/base64.c -- RFC 4648, section 4. */
#include "wire/base64.h"

#include <stdint.h>
#include <string.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "abcdefghijklmnopqrstuvwxyz"
                              "0123456789+/";

size_t base64_length(size_t len)
{
    return len / 3 * 4 + (len % 3 != 0 ? 4 : 0);
}

/* ---- encode ------------------------------------------------------------- */

static void encode_group(unsigned a, unsigned b, unsigned c, char *out)
{
    out[0] = letters[a >> 2];
    out[1] = letters[(a & 3) << 4 | b >> 4];
    out[2] = letters[(b & 15) << 2 | c >> 6];
    out[3] = letters[c & 63];
}

size_t base64_feed(struct base64 *b, const void *bytes, size_t len, char *out)
{
    const unsigned char *at = bytes;
    char *begin = out;

    if (b->n_held == 1 && len > 0) {
        b->held[b->n_held++] = *at++;
        len--;
    }
    if (b->n_held == 2 && len > 0) {
        encode_group(b->held[0], b->held[1], *at++, out);
        out += 4;
        b->n_held = 0;
        len--;
    }
    for (; len >= 3; at += 3, len -= 3, out += 4)
        encode_group(at[0], at[1], at[2], out);
    if (len > 0) { /* then nothing is held */
        memcpy(b->held, at, len);
        b->n_held = (unsigned)len;
    }
    return (size_t)(out - begin);
}

size_t base64_finish(struct base64 *b, char *out)
{
    if (b->n_held == 0)
        return 0;
    encode_group(b->held[0], b->n_held == 2 ? b->held[1] : 0, 0, out);
    if (b->n_held == 1)
        out[2] = '=';
    out[3] = '=';
    b->n_held = 0;
    return 4;
}

/* ---- decode ------------------------------------------------------------- */

enum { SPACE = 64, PADDING = 65, OTHER = 66 };

/* The value of a letter, of either alphabet, or one of the words above. */
static const unsigned char meanings[128] = {
    66, 66, 66, 66, 66, 66, 66, 66, 66, 64, 64, 66, 66, 64, 66, 66, 66, 66, 66,
    66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 66, 64, 66, 66, 66, 66, 66,
    66, 66, 66, 66, 66, 62, 66, 62, 66, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60,
    61, 66, 66, 66, 65, 66, 66, 66, 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
    11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 66, 66, 66, 66,
    63, 66, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42,
    43, 44, 45, 46, 47, 48, 49, 50, 51, 66, 66, 66, 66, 66,
};

/* A last group of two or three letters, with or without its padding. */
static bool decode_rest(uint32_t group, size_t n_letters, size_t n_padding,
                        unsigned char **out)
{
    if (n_padding > 0 && (n_letters == 0 || n_letters + n_padding != 4))
        return false;
    if (n_letters == 1)
        return false;
    group <<= 6 * (4 - n_letters);
    if (n_letters >= 2)
        *(*out)++ = (unsigned char)(group >> 16);
    if (n_letters == 3)
        *(*out)++ = (unsigned char)(group >> 8);
    return true;
}

bool base64_decode(const char *text, size_t len, unsigned char *out,
                   size_t *out_len)
{
    unsigned char *begin = out;
    size_t n_letters = 0, n_padding = 0;
    uint32_t group = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        unsigned char meaning = c < 128 ? meanings[c] : OTHER;

        if (meaning == SPACE)
            continue;
        if (meaning == PADDING) {
            n_padding++;
            continue;
        }
        if (meaning == OTHER || n_padding > 0)
            return false;
        group = group << 6 | meaning;
        if (++n_letters < 4)
            continue;
        *out++ = (unsigned char)(group >> 16);
        *out++ = (unsigned char)(group >> 8);
        *out++ = (unsigned char)group;
        n_letters = 0;
    }
    if (!decode_rest(group, n_letters, n_padding, &out))
        return false;
    *out_len = (size_t)(out - begin);
    return true;
}
