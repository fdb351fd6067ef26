/* route/retry.h -- whether a call that failed is made again, and when.
 *
 * A pure function of the failure, of how long the call lasts already, and of a
 * random number: it waits for nothing and looks at no clock. */
#ifndef PARLANCE_ROUTE_RETRY_H
#define PARLANCE_ROUTE_RETRY_H

#include <stdbool.h>
#include <stdint.h>
#include "base/error.h"

/* Milliseconds. */
struct retry_policy {
    int max_retries;        /* 0: none */
    int64_t first_delay_ms; /* doubled from one retry to the next ... */
    int64_t max_delay_ms;   /* ... up to this */
    int64_t max_wait_ms;    /* the longest wait that a server may ask for */
    int64_t deadline_ms;    /* of the call: no attempt begins later; 0: none */
};

enum { RETRY_NEVER = -1 };

/* Milliseconds to wait before the next attempt; RETRY_NEVER: the failure
 * stands.  `n_retries` attempts were retries already, the call has lasted for
 * `elapsed_ms`, `random` is any number.
 *
 * Where the server names a time, that is kept (and a longer one than
 * max_wait_ms is final: the caller may know what to do meanwhile).  Else the
 * wait is three quarters to the whole of the doubled delay. */
int64_t retry_delay(const struct retry_policy *policy, const struct error *err,
                    int n_retries, int64_t elapsed_ms, uint64_t random);

#endif
