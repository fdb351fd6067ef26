/* encoding/ids.c -- ids and names in a shape that a vendor takes. */
#include "encoding/ids.h"

#include <string.h>

void copy_plain(char *out, size_t size, const char *text, const char *more)
{
    size_t i = 0;

    for (; text[i] != '\0' && i + 1 < size; i++)
        out[i] = is_name_char(text[i], more) ? text[i] : '_';
    out[i] = '\0';
}

uint64_t text_hash(const char *text, uint64_t salt)
{
    uint64_t h = UINT64_C(14695981039346656037) ^ salt;

    for (; *text != '\0'; text++)
        h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return h;
}

void write_letters(char *out, size_t n, uint64_t number)
{
    static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz";

    for (size_t i = 0; i < n; i++, number /= 62)
        out[i] = letters[number % 62];
    out[n] = '\0';
}
