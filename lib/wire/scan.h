/* wire/scan.h -- looks at eight bytes of text at a time, or several times
 * eight.
 *
 * Each byte of a word is tested by a subtraction that reaches its top bit when
 * the byte is one that is looked for.  A borrow may mark bytes above a true
 * one as well, never below it: the lowest mark is right. */
#ifndef PARLANCE_WIRE_SCAN_H
#define PARLANCE_WIRE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SCAN_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
#define SCAN_TOPS SCAN_EACH(0x80)

/* The first byte lowest, whatever the machine: compiled to one load. */
static inline uint64_t scan_load(const char *text)
{
    const unsigned char *b = (const unsigned char *)text;

    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
           (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
           (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* The same in the machine's own order. */
static inline uint64_t scan_any(const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof(word));
    return word;
}

/* The top bits of ASCII bytes that JSON escapes; those of others are noise.
 * With its second bit turned over '"' stands right behind the control
 * characters, and the blank where '"' was. */
static inline uint64_t scan_escaped(uint64_t word)
{
    return ((word ^ SCAN_EACH(0x02)) - SCAN_EACH(0x21)) |
           ((word ^ SCAN_EACH('\\')) - SCAN_EACH(1));
}

/* The place of the lowest mark; `marks` is not 0. */
static inline size_t scan_place(uint64_t marks)
{
    return (unsigned)__builtin_ctzll(marks) / 8;
}

static inline bool scan_is_escaped(char c)
{
    return (unsigned char)c < 0x20 || c == '"' || c == '\\';
}

/* The first byte that is no ASCII or has to be escaped in JSON, or `end`. */
static inline const char *scan_plain(const char *at, const char *end)
{
    for (; end - at >= 8; at += 8) {
        uint64_t word = scan_load(at);
        uint64_t marks = (scan_escaped(word) | word) & SCAN_TOPS;

        if (marks != 0)
            return at + scan_place(marks);
    }
    while (at < end && (unsigned char)*at < 0x80 && !scan_is_escaped(*at))
        at++;
    return at;
}

/* The first byte that is no ASCII, or `end`. */
static inline const char *scan_ascii(const char *at, const char *end)
{
    for (; end - at >= 32; at += 32) {
        uint64_t words = scan_any(at) | scan_any(at + 8) | scan_any(at + 16) |
                         scan_any(at + 24);

        if ((words & SCAN_TOPS) != 0)
            break;
    }
    for (; end - at >= 8; at += 8) {
        uint64_t marks = scan_load(at) & SCAN_TOPS;

        if (marks != 0)
            return at + scan_place(marks);
    }
    while (at < end && (unsigned char)*at < 0x80)
        at++;
    return at;
}

#endif
