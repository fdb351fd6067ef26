/* wire/percent.c -- percent-encoding. */
#include "wire/percent.h"

void percent_encode(struct buf *out, struct span text, const char *keeps)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];

        if (is_name_char((char)c, "-._~") || is_name_char((char)c, keeps)) {
            buf_add_char(out, (char)c);
        } else {
            buf_add_char(out, '%');
            buf_add_char(out, digits[c >> 4]);
            buf_add_char(out, digits[c & 15]);
        }
    }
}
