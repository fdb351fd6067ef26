/* route/retry.c -- whether a call that failed is made again, and when. */
#include "route/retry.h"

static int64_t backoff(const struct retry_policy *p, int n_retries,
                       uint64_t random)
{
    int64_t delay = p->first_delay_ms;

    for (int i = 0; i < n_retries && delay < p->max_delay_ms; i++)
        delay *= 2;
    if (delay > p->max_delay_ms)
        delay = p->max_delay_ms;
    return delay - (int64_t)(random % ((uint64_t)delay / 4 + 1));
}

int64_t retry_delay(const struct retry_policy *p, const struct error *err,
                    int n_retries, int64_t elapsed_ms, uint64_t random)
{
    int64_t delay = err->retry_after_ms;

    if (!err->retryable || n_retries >= p->max_retries ||
        delay > p->max_wait_ms)
        return RETRY_NEVER;
    if (delay < 0)
        delay = backoff(p, n_retries, random);
    if (p->deadline_ms > 0 && elapsed_ms + delay >= p->deadline_ms)
        return RETRY_NEVER;
    return delay;
}
