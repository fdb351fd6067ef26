/* transport/timers.c -- the waits of a transfer that libcurl does not time. */
#include "transport/timers.h"

#include <inttypes.h>

void timers_start(struct timers *t, const struct transfer_limits *limits,
                  int64_t now)
{
    *t = (struct timers){ .limits = *limits, .begun = now, .moved = now };
}

void timers_enter(struct timers *t, enum timers_phase phase, int64_t now)
{
    t->phase = phase;
    t->moved = now;
}

void timers_count(struct timers *t, int64_t sent, int64_t received, int64_t now)
{
    if (sent == t->sent && received == t->received)
        return;
    t->sent = sent;
    t->received = received;
    t->moved = now;
}

/* 0 ms is no limit. */
static int64_t due(int64_t since, int64_t ms)
{
    if (ms <= 0 || since > TIMERS_NEVER - ms)
        return TIMERS_NEVER;
    return since + ms;
}

static int64_t phase_deadline(const struct timers *t)
{
    switch (t->phase) {
    case TIMERS_CONNECTING:
        break;
    case TIMERS_SENDING:
        return due(t->moved, t->limits.first_byte_ms);
    case TIMERS_ANSWERING:
        return due(t->moved, t->limits.silence_ms);
    }
    return TIMERS_NEVER;
}

int64_t timers_deadline(const struct timers *t)
{
    int64_t total = due(t->begun, t->limits.total_ms);
    int64_t phase = phase_deadline(t);

    return phase < total ? phase : total;
}

parl_status timers_check(const struct timers *t, int64_t now, struct error *err)
{
    if (now < timers_deadline(t))
        return PARL_OK;

    if (now < phase_deadline(t))
        return error_set(err, PARL_TIMEOUT,
                         "the call was not over within %" PRId64
                         " ms (total_timeout_ms)",
                         t->limits.total_ms);
    if (t->phase == TIMERS_ANSWERING)
        return error_set(err, PARL_TIMEOUT,
                         "the answer fell silent for %" PRId64
                         " ms (silence_timeout_ms)",
                         t->limits.silence_ms);
    return error_set(err, PARL_TIMEOUT,
                     "no answer began within %" PRId64
                     " ms (first_byte_timeout_ms)",
                     t->limits.first_byte_ms);
}
