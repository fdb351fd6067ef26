/* wire/utf8.h -- UTF-8 as RFC 3629 has it: no surrogates, nothing overlong. */
#ifndef PARLANCE_WIRE_UTF8_H
#define PARLANCE_WIRE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Is the whole text valid?  Where it is not, *at gets the offset of the first
 * bad byte; `at` may be NULL. */
bool utf8_valid(const char *text, size_t len, size_t *at);

/* The length of the character that the text begins with, 1 to 4 bytes.  Where
 * it begins with none, *valid gets false and the result is how many bytes one
 * U+FFFD stands for (Unicode 3.9, "maximal subpart"), else it gets true.
 * `len` is not 0. */
size_t utf8_step(const char *text, size_t len, bool *valid);

/* Writes a character, 1 to 4 bytes, and returns how many.  A surrogate comes
 * out as three bytes, which are not valid UTF-8. */
size_t utf8_put(uint32_t character, char out[4]);

#endif
