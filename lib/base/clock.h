/* base/clock.h -- the one place that looks at a clock. */
#ifndef PARLANCE_BASE_CLOCK_H
#define PARLANCE_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds of a clock that does not jump; only differences mean anything.
 */
int64_t clock_ms(void);

/* A number that differs from call to call; no secret. */
uint64_t clock_noise(void);

/* Seconds since 1970, as this machine believes them. */
int64_t clock_unix(void);

#endif
