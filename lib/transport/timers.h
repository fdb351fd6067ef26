/* transport/timers.h -- the waits of a transfer that libcurl does not time.
 *
 *   connecting ---> sending ---> answering
 *    libcurl's     first_byte     silence      and total, all the way
 *
 * The first-byte timer starts anew with every byte that is sent, the silence
 * timer with every byte that comes.  Time is a value: milliseconds of any
 * clock that does not jump. */
#ifndef PARLANCE_TRANSPORT_TIMERS_H
#define PARLANCE_TRANSPORT_TIMERS_H

#include <stdint.h>
#include "base/error.h"
#include "transport/transport.h"

#define TIMERS_NEVER INT64_MAX

enum timers_phase { TIMERS_CONNECTING, TIMERS_SENDING, TIMERS_ANSWERING };

struct timers {
    struct transfer_limits limits;
    enum timers_phase phase;
    int64_t begun;
    int64_t moved; /* when a byte last went or came, or the phase changed */
    int64_t sent, received;
};

void timers_start(struct timers *t, const struct transfer_limits *limits,
                  int64_t now);

/* The deadline may have come nearer, which no other call brings about. */
void timers_enter(struct timers *t, enum timers_phase phase, int64_t now);

/* How many bytes of the bodies have gone and come so far. */
void timers_count(struct timers *t, int64_t sent, int64_t received,
                  int64_t now);

int64_t timers_deadline(const struct timers *t);

/* PARL_TIMEOUT, the message naming the timer, when the deadline has come. */
parl_status timers_check(const struct timers *t, int64_t now,
                         struct error *err);

#endif
