/* wire/percent.c -- percent-encoding. */
#include "wire/percent.h"

#include <stdbool.h>
#include <string.h>

static bool is_plain(unsigned char c, const char *keeps)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') ||
           (c != '\0' &&
            (strchr("-._~", c) != NULL || strchr(keeps, c) != NULL));
}

void percent_encode(struct buf *out, struct span text, const char *keeps)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];

        if (is_plain(c, keeps)) {
            buf_add_char(out, (char)c);
        } else {
            buf_add_char(out, '%');
            buf_add_char(out, digits[c >> 4]);
            buf_add_char(out, digits[c & 15]);
        }
    }
}
