/* base/moment.h -- points in time as the vendors write them.  All of it in
 * UTC, without the C library's clock or locale. */
#ifndef PARLANCE_BASE_MOMENT_H
#define PARLANCE_BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"

enum { MOMENT_AWS = 17 };

/* A moment as the (proleptic) Gregorian calendar says it. */
struct civil {
    int64_t year;
    int month, day, hour, minute, second; /* from 1, 1, 0, 0, 0 */
};

/* Seconds since 1970.  False, *seconds untouched, when there is no such
 * moment. */
bool moment_of(const struct civil *c, int64_t *seconds);

/* Seconds since 1970 as "20261124T120000Z".  Years 0 to 9999; what lies
 * outside becomes the nearest of them. */
void moment_aws(int64_t seconds, char text[MOMENT_AWS]);

/* "2026-11-24T12:00:00Z", a fraction and another zone allowed (RFC 3339).
 * False, *seconds untouched, when it is none. */
bool moment_read(struct span text, int64_t *seconds);

#endif
