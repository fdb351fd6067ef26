/* api/cancel.c -- ending calls from outside. */
#include "api/cancel.h"

#include <time.h>
#include "base/mem.h"

/* ---- sleeping ----------------------------------------------------------- */

static bool init_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    bool ok;

    if (pthread_condattr_init(&attributes) != 0)
        return false;
    ok = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
         pthread_cond_init(condition, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    return ok;
}

bool gate_init(struct gate *g)
{
    g->is_open = false;
    if (pthread_mutex_init(&g->lock, NULL) != 0)
        return false;
    if (init_condition(&g->opened))
        return true;
    pthread_mutex_destroy(&g->lock);
    return false;
}

void gate_release(struct gate *g)
{
    pthread_cond_destroy(&g->opened);
    pthread_mutex_destroy(&g->lock);
}

static void gate_open(struct gate *g)
{
    pthread_mutex_lock(&g->lock);
    g->is_open = true;
    pthread_cond_broadcast(&g->opened);
    pthread_mutex_unlock(&g->lock);
}

void gate_sleep(struct gate *g, int64_t ms)
{
    struct timespec until;
    int failed = 0;

    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)(ms / 1000);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&g->lock);
    while (!g->is_open && failed == 0)
        failed = pthread_cond_timedwait(&g->opened, &g->lock, &until);
    pthread_mutex_unlock(&g->lock);
}

/* ---- who waits ---------------------------------------------------------- */

bool cancel_init(struct parl_cancel *c)
{
    c->waiters = NULL;
    atomic_init(&c->is_fired, false);
    return pthread_mutex_init(&c->lock, NULL) == 0;
}

void cancel_release(struct parl_cancel *c)
{
    pthread_mutex_destroy(&c->lock);
}

void cancel_enter(struct parl_cancel *c, struct cancel_waiter *w)
{
    pthread_mutex_lock(&c->lock);
    w->prev = NULL;
    w->next = c->waiters;
    if (w->next != NULL)
        w->next->prev = w;
    c->waiters = w;
    pthread_mutex_unlock(&c->lock);
}

void cancel_leave(struct parl_cancel *c, struct cancel_waiter *w)
{
    pthread_mutex_lock(&c->lock);
    if (w->prev != NULL)
        w->prev->next = w->next;
    else
        c->waiters = w->next;
    if (w->next != NULL)
        w->next->prev = w->prev;
    pthread_mutex_unlock(&c->lock);
}

void cancels_enter(const struct cancels *c,
                   struct cancel_waiter waiters[N_CANCELS],
                   struct engine *engine, struct gate *gate)
{
    for (size_t i = 0; i < N_CANCELS; i++) {
        waiters[i].engine = engine;
        waiters[i].gate = gate;
        if (c->each[i] != NULL)
            cancel_enter(c->each[i], &waiters[i]);
    }
}

void cancels_leave(const struct cancels *c,
                   struct cancel_waiter waiters[N_CANCELS])
{
    for (size_t i = 0; i < N_CANCELS; i++) {
        if (c->each[i] != NULL)
            cancel_leave(c->each[i], &waiters[i]);
    }
}

/* ---- the public handle -------------------------------------------------- */

parl_cancel *parl_cancel_new(void)
{
    struct parl_cancel *c = mem_zalloc(&mem_libc, sizeof(*c));

    if (c == NULL || cancel_init(c))
        return c;
    mem_free(&mem_libc, c, sizeof(*c));
    return NULL;
}

void parl_cancel_free(parl_cancel *c)
{
    if (c == NULL)
        return;
    cancel_release(c);
    mem_free(&mem_libc, c, sizeof(*c));
}

void parl_cancel_fire(parl_cancel *c)
{
    pthread_mutex_lock(&c->lock);
    atomic_store_explicit(&c->is_fired, true, memory_order_release);
    for (struct cancel_waiter *w = c->waiters; w != NULL; w = w->next) {
        if (w->engine != NULL)
            engine_wake(w->engine);
        if (w->gate != NULL)
            gate_open(w->gate);
    }
    pthread_mutex_unlock(&c->lock);
}

int32_t parl_cancel_is_fired(const parl_cancel *c)
{
    return cancel_is_fired(c);
}

void parl_cancel_reset(parl_cancel *c)
{
    atomic_store_explicit(&c->is_fired, false, memory_order_release);
}
