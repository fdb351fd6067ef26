/* api/cancel.h -- ending calls from outside: who waits, and how to wake him. */
#ifndef PARLANCE_API_CANCEL_H
#define PARLANCE_API_CANCEL_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <parlance/parlance.h>
#include "transport/transport.h"

/* Where somebody sleeps who runs no engine. */
struct gate {
    pthread_mutex_t lock;
    pthread_cond_t opened;
    bool is_open;
};

bool gate_init(struct gate *g); /* false: no memory for a lock */
void gate_release(struct gate *g);
void gate_sleep(struct gate *g, int64_t ms); /* so long, or until it opens */

/* Who is to be woken; it may not be moved. */
struct cancel_waiter {
    struct cancel_waiter *next, *prev;
    struct engine *engine; /* that he runs; NULL: none */
    struct gate *gate;     /* at which he sleeps; NULL: none */
};

struct parl_cancel {
    atomic_bool is_fired;
    pthread_mutex_t lock; /* of what follows */
    struct cancel_waiter *waiters;
};

bool cancel_init(struct parl_cancel *c); /* false: no memory for a lock */
void cancel_release(struct parl_cancel *c);

/* From the one to the other, firing wakes the waiter.  His engine and his gate
 * may be freed after cancel_leave() alone. */
void cancel_enter(struct parl_cancel *c, struct cancel_waiter *waiter);
void cancel_leave(struct parl_cancel *c, struct cancel_waiter *waiter);

/* Asked with each delta. */
static inline bool cancel_is_fired(const struct parl_cancel *c)
{
    return atomic_load_explicit(&c->is_fired, memory_order_acquire);
}

/* What may end a call: the end of its client, and a handle of the caller's.
 * Each may be NULL. */
enum { BY_CLOSING, BY_CALLER, N_CANCELS };

struct cancels {
    struct parl_cancel *each[N_CANCELS];
};

static inline bool cancels_fired(const struct cancels *c)
{
    for (size_t i = 0; i < N_CANCELS; i++) {
        if (c->each[i] != NULL && cancel_is_fired(c->each[i]))
            return true;
    }
    return false;
}

/* Enters, leaves each of them; `engine` and `gate` as in a waiter. */
void cancels_enter(const struct cancels *c,
                   struct cancel_waiter waiters[N_CANCELS],
                   struct engine *engine, struct gate *gate);
void cancels_leave(const struct cancels *c,
                   struct cancel_waiter waiters[N_CANCELS]);

#endif
