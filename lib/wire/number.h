/* wire/number.h -- numbers of JSON, to and from those of C.
 *
 * The locale of the host makes no difference. */
#ifndef PARLANCE_WIRE_NUMBER_H
#define PARLANCE_WIRE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/span.h"

/* `number` is a number by the grammar of RFC 8259.  False, with *out
 * untouched, when it is no integer or does not fit. */
bool number_integer(struct span number, int64_t *out);

/* The nearest double; false, with *out untouched, when it is too large. */
bool number_double(struct span number, double *out);

enum { NUMBER_SIZE = 32 };

/* The shortest digits that read back as `value`, which is finite; an integer
 * without a fraction.  Returns the length; no NUL is promised. */
size_t number_write(double value, char out[NUMBER_SIZE]);

#endif
