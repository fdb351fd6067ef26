/* tests/support/spoil.h -- documents spoilt by chance, the same ones in every
 * run: whoever reads them may refuse them, and nothing worse.
 *
 * PARLANCE_STRESS is how many are made of each sample. */
#ifndef PARLANCE_TESTS_SUPPORT_SPOIL_H
#define PARLANCE_TESTS_SUPPORT_SPOIL_H

#include <stddef.h>
#include <stdint.h>
#include "base/span.h"

/* How many of each sample. */
int spoil_rounds(void);

/* The next number, below `limit`, which is not 0. */
size_t spoil_number(uint32_t *random, size_t limit);

/* The sample, changed in one place to four, in memory of just its size, so that
 * a sanitizer sees who reads past its end; the caller frees it by free(). */
char *spoil_copy(uint32_t *random, struct span sample, size_t *len);

/* A JSON document that stays one: values take the place of others, or are odd
 * ones, and members have each other's names. */
char *spoil_json(uint32_t *random, const char *sample, size_t *len);

/* As spoil_copy(), with a NUL behind it. */
char *spoil_text(uint32_t *random, const char *sample);

#endif
