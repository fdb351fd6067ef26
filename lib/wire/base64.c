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

/* With AVX2, 24 bytes at a time: each lane of 128 bits turns 12 bytes into 16
 * groups of six bits, by two multiplications that shift each half word its own
 * way, and the groups into letters, by adding the distance that a table has
 * for their range.  After W. Mula and D. Lemire, "Faster Base64 Encoding and
 * Decoding Using AVX2 Instructions", 2018.  Not in a build for size. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(SMALL)
#include <immintrin.h>

/* glibc knows what the machine has; elsewhere the compiler brings four
 * kilobytes of its own that find out. */
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#define HAS_WIDE CPU_FEATURE_ACTIVE(AVX2)
#else
#define HAS_WIDE (__builtin_cpu_supports("avx2"))
#endif
#define WIDE __attribute__((target("avx2")))

WIDE static inline __m256i both_lanes(__m128i lane)
{
    return _mm256_broadcastsi128_si256(lane);
}

WIDE static inline __m256i wide_groups(const unsigned char *at)
{
    const __m128i order =
        _mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10);
    const __m128i *low = (const __m128i *)(const void *)at;
    const __m128i *high = (const __m128i *)(const void *)(at + 12);
    const __m256i bytes = _mm256_shuffle_epi8(
        _mm256_set_m128i(_mm_loadu_si128(high), _mm_loadu_si128(low)),
        both_lanes(order));
    const __m256i odd = _mm256_mulhi_epu16(
        _mm256_and_si256(bytes, _mm256_set1_epi32(0x0FC0FC00)),
        _mm256_set1_epi32(0x04000040));
    const __m256i even = _mm256_mullo_epi16(
        _mm256_and_si256(bytes, _mm256_set1_epi32(0x003F03F0)),
        _mm256_set1_epi32(0x01000010));

    return _mm256_or_si256(odd, even);
}

WIDE static inline __m256i wide_letters(__m256i groups)
{
    /* 0: a to z; 1 to 10: a digit; 11: '+'; 12: '/'; 13: A to Z */
    const __m128i distances = _mm_setr_epi8(
        'a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
        '0' - 52, '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0);
    const __m256i capitals = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), groups);
    const __m256i range =
        _mm256_or_si256(_mm256_subs_epu8(groups, _mm256_set1_epi8(51)),
                        _mm256_and_si256(capitals, _mm256_set1_epi8(13)));

    return _mm256_add_epi8(groups,
                           _mm256_shuffle_epi8(both_lanes(distances), range));
}

/* Returns how many of the bytes were taken. */
WIDE static size_t encode_wide(const unsigned char *at, size_t len, char *out)
{
    size_t done = 0;

    for (; len - done >= 28; done += 24, out += 32) {
        const __m256i letters_32 = wide_letters(wide_groups(at + done));

        _mm256_storeu_si256((__m256i *)(void *)out, letters_32);
    }
    return done;
}
#else
#define HAS_WIDE false

static size_t encode_wide(const unsigned char *at, size_t len, char *out)
{
    (void)at, (void)len, (void)out;
    return 0;
}
#endif

size_t base64_feed(struct base64 *b, const void *bytes, size_t len, char *out)
{
    const unsigned char *at = bytes;
    char *begin = out;

    if (len == 0)
        return 0; /* `bytes` may be NULL */
    if (b->n_held == 1) {
        b->held[b->n_held++] = *at++;
        len--;
    }
    if (b->n_held == 2 && len > 0) {
        encode_group(b->held[0], b->held[1], *at++, out);
        out += 4;
        b->n_held = 0;
        len--;
    }
    if (HAS_WIDE) {
        const size_t done = encode_wide(at, len, out);

        at += done;
        len -= done;
        out += done / 3 * 4;
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

/* ---- join --------------------------------------------------------------- */

/* The bytes that a group of four letters stands for, and how many they are; 0:
 * it is no group. */
static size_t read_group(const char *group, unsigned char bytes[3])
{
    const size_t n = group[3] != '=' ? 3 : group[2] != '=' ? 2 : 1;
    uint32_t bits = 0;

    for (size_t i = 0; i < 4; i++) {
        const char *letter = memchr(letters, group[i], 64);

        if (letter == NULL && i <= n)
            return 0;
        bits = bits << 6 | (letter != NULL ? (uint32_t)(letter - letters) : 0);
    }
    for (size_t i = 0; i < 3; i++)
        bytes[i] = (unsigned char)(bits >> (16 - 8 * i));
    return n;
}

/* What is written never catches up with what is still to be read. */
size_t base64_join(char *text, size_t len)
{
    struct base64 whole = { .n_held = 0 };
    const char *padding = len > 4 ? memchr(text, '=', len - 2) : NULL;
    unsigned char bytes[3];
    char *end = text;

    if (padding == NULL || len % 4 != 0)
        return len; /* the usual: it is one text */
    for (size_t i = 0; i < len; i += 4) {
        if (read_group(text + i, bytes) == 0)
            return len;
    }
    for (size_t i = 0; i < len; i += 4)
        end += base64_feed(&whole, bytes, read_group(text + i, bytes), end);
    return (size_t)(end - text) + base64_finish(&whole, end);
}
