/* wire/utf8.c -- UTF-8 as RFC 3629 has it. */
#include "wire/utf8.h"

#include "wire/scan.h"

/* Unicode, table 3-7: what may follow which first byte.  All bytes behind the
 * second are 80..BF. */
static const struct lead {
    unsigned char first, last;
    unsigned char second_min, second_max;
    unsigned char len;
} leads[] = {
    { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
    { 0xE1, 0xEC, 0x80, 0xBF, 3 }, { 0xED, 0xED, 0x80, 0x9F, 3 },
    { 0xEE, 0xEF, 0x80, 0xBF, 3 }, { 0xF0, 0xF0, 0x90, 0xBF, 4 },
    { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
};

static const struct lead *find_lead(unsigned char byte)
{
    for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    }
    return NULL;
}

size_t utf8_step(const char *text, size_t len, bool *valid)
{
    const unsigned char *bytes = (const unsigned char *)text;
    const struct lead *lead;
    size_t n = 1;

    *valid = bytes[0] < 0x80;
    if (*valid)
        return 1;
    lead = find_lead(bytes[0]);
    if (lead == NULL || len < 2 || bytes[1] < lead->second_min ||
        bytes[1] > lead->second_max)
        return 1;
    for (n = 2; n < lead->len && n < len; n++) {
        if ((bytes[n] & 0xC0) != 0x80)
            return n;
    }
    *valid = n == lead->len;
    return n;
}

bool utf8_valid(const char *text, size_t len, size_t *at)
{
    const char *p, *end;

    if (len == 0)
        return true;
    end = text + len;
    p = scan_ascii(text, end);
    while (p < end) {
        bool valid;
        size_t n = utf8_step(p, (size_t)(end - p), &valid);

        if (!valid) {
            if (at != NULL)
                *at = (size_t)(p - text);
            return false;
        }
        p += n;
        if (p < end && (unsigned char)*p < 0x80)
            p = scan_ascii(p, end);
    }
    return true;
}

size_t utf8_put(uint32_t character, char out[4])
{
    static const unsigned char heads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    size_t len = character < 0x80      ? 1
                 : character < 0x800   ? 2
                 : character < 0x10000 ? 3
                                       : 4;

    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    out[0] = (char)(heads[len] | character);
    return len;
}
