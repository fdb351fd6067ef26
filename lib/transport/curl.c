/* transport/curl.c -- the engine: transfers on a libcurl multi handle. */
#include "transport/engine.h"

#include <limits.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>
#include "base/clock.h"

/* Idle handles beyond this are given back to libcurl. */
#define MAX_IDLE 8

/* ---- handles ---- */

static struct curl_transfer *take_handle(struct engine *e)
{
    struct curl_transfer *ct = e->idle;

    if (ct == NULL)
        return easy_new(e);
    e->idle = ct->next;
    e->n_idle--;
    return ct;
}

static void give_handle(struct curl_transfer *ct)
{
    struct engine *e = ct->engine;

    easy_forget(ct);
    ct->transfer = NULL;
    ct->is_started = false;
    if (e->n_idle == MAX_IDLE) {
        easy_free(ct);
        return;
    }
    ct->next = e->idle;
    e->idle = ct;
    e->n_idle++;
}

static void link_in(struct curl_transfer *ct)
{
    struct engine *e = ct->engine;

    ct->prev = NULL;
    ct->next = e->active;
    if (ct->next != NULL)
        ct->next->prev = ct;
    e->active = ct;
}

static void link_out(struct curl_transfer *ct)
{
    if (ct->prev != NULL)
        ct->prev->next = ct->next;
    else
        ct->engine->active = ct->next;
    if (ct->next != NULL)
        ct->next->prev = ct->prev;
}

/* ---- the end of a transfer ---- */

/* Nobody holds the transfer from here on but its owner. */
static void settle(struct curl_transfer *ct, parl_status result)
{
    struct transfer *t = ct->transfer;

    ct->transfer = NULL;
    if (t == NULL)
        return;
    t->curl = NULL;
    t->result = result;
    if (result != PARL_OK) {
        t->error.status = result;
        t->error.http_status = ct->head.status;
    }
    t->done = true;
}

static void finish(struct curl_transfer *ct, parl_status result)
{
    struct engine *e = ct->engine;

    settle(ct, result);
    if (ct->is_started && !e->is_forked) {
        if (result != PARL_OK)
            easy_abandon(ct);
        curl_multi_remove_handle(e->multi, ct->easy);
    }
    link_out(ct);
    give_handle(ct);
    if (e->active == NULL)
        e->next_look = TIMERS_NEVER;
}

static void finish_with(struct curl_transfer *ct, CURLcode code)
{
    struct transfer *t = ct->transfer;

    finish(ct, t != NULL ? easy_judge(ct, code, &t->error) : PARL_CANCELLED);
}

static void finish_ended(struct engine *e)
{
    CURLMsg *msg;
    int n_left;

    while ((msg = curl_multi_info_read(e->multi, &n_left)) != NULL) {
        struct curl_transfer *ct = NULL;
        CURLcode code = msg->data.result;

        curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, &ct);
        finish_with(ct, code);
    }
}

static void finish_orphans(struct engine *e)
{
    struct curl_transfer *next;

    if (!e->has_orphans)
        return;
    e->has_orphans = false;
    for (struct curl_transfer *ct = e->active; ct != NULL; ct = next) {
        next = ct->next;
        if (ct->transfer == NULL)
            finish(ct, PARL_CANCELLED);
    }
}

static void finish_overdue(struct engine *e)
{
    struct curl_transfer *next;

    if (e->now < e->next_look)
        return;
    e->next_look = TIMERS_NEVER;
    for (struct curl_transfer *ct = e->active; ct != NULL; ct = next) {
        int64_t deadline = timers_deadline(&ct->timers);
        parl_status status =
            timers_check(&ct->timers, e->now, &ct->transfer->error);

        next = ct->next;
        if (status != PARL_OK)
            finish(ct, status);
        else if (deadline < e->next_look)
            e->next_look = deadline;
    }
}

/* The multi handle itself has failed. */
static void finish_all(struct engine *e, CURLMcode code)
{
    while (e->active != NULL) {
        struct curl_transfer *ct = e->active;

        if (ct->transfer != NULL && code == CURLM_OUT_OF_MEMORY)
            error_memory(&ct->transfer->error, PARL_OUT_OF_MEMORY, "transfers");
        else if (ct->transfer != NULL)
            error_set(&ct->transfer->error, PARL_NETWORK,
                      "the transfers failed: %s", curl_multi_strerror(code));
        finish(ct,
               code == CURLM_OUT_OF_MEMORY ? PARL_OUT_OF_MEMORY : PARL_NETWORK);
    }
}

/* ---- engine ---- */

static pthread_once_t global_once = PTHREAD_ONCE_INIT;
static CURLcode global_result;

/* Never undone: the program may use libcurl too. */
static void init_global(void)
{
    global_result = curl_global_init(CURL_GLOBAL_DEFAULT);
}

static const char *find_encodings(void)
{
    const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);

    return (info->features & CURL_VERSION_LIBZ) != 0 ? "gzip, deflate"
                                                     : "identity";
}

/* Its end does not wait for a resolver that hangs: from 8.20 on the threads of
 * the resolver belong to this handle. */
static CURLM *new_multi(void)
{
    CURLM *multi = curl_multi_init();

#if CURL_AT_LEAST_VERSION(8, 20, 0)
    if (multi != NULL)
        curl_multi_setopt(multi, CURLMOPT_QUICK_EXIT, 1L);
#endif
    return multi;
}

parl_status engine_new(struct engine **out,
                       const struct transport_options *options,
                       struct error *err)
{
    struct engine *e = NULL;

    *out = NULL;
    if (strpbrk(options->user_agent, "\r\n") != NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "the value of header user-agent has a line break");
    pthread_once(&global_once, init_global);
    if (global_result == CURLE_OK)
        e = mem_zalloc(options->mem, sizeof(*e));
    if (e != NULL)
        e->multi = new_multi();
    if (e == NULL || e->multi == NULL) {
        mem_free(options->mem, e, sizeof(*e));
        return error_memory(err, PARL_OUT_OF_MEMORY, "libcurl");
    }
    e->options = options;
    e->encodings = find_encodings();
    e->owner = getpid();
    e->next_look = TIMERS_NEVER;
    *out = e;
    return PARL_OK;
}

void engine_free(struct engine *e)
{
    if (e == NULL)
        return;
    e->is_forked = getpid() != e->owner;
    while (e->active != NULL)
        engine_remove(e, e->active->transfer);
    while (e->idle != NULL)
        easy_free(take_handle(e));
    if (!e->is_forked)
        curl_multi_cleanup(e->multi);
    mem_free(e->options->mem, e, sizeof(*e));
}

parl_status engine_add(struct engine *e, struct transfer *t, struct error *err)
{
    struct curl_transfer *ct = take_handle(e);
    parl_status status;

    if (ct == NULL)
        return error_memory(err, PARL_OUT_OF_MEMORY, "a transfer");
    status = easy_prepare(ct, t, err);
    if (status != PARL_OK) {
        give_handle(ct);
        return status;
    }
    t->curl = ct;
    error_init(&t->error);
    ct->transfer = t;
    timers_start(&ct->timers, &t->limits, clock_ms());
    if (timers_deadline(&ct->timers) < e->next_look)
        e->next_look = timers_deadline(&ct->timers);
    link_in(ct);
    e->is_fresh = true;
    return PARL_OK;
}

static void start_fresh(struct engine *e)
{
    struct curl_transfer *next;

    e->is_fresh = false;
    for (struct curl_transfer *ct = e->active; ct != NULL && !ct->is_started;
         ct = next) {
        next = ct->next;
        ct->is_started = curl_multi_add_handle(e->multi, ct->easy) == CURLM_OK;
        if (!ct->is_started)
            finish_with(ct, CURLE_OUT_OF_MEMORY);
    }
}

static CURLMcode await(struct engine *e, int64_t timeout_ms)
{
    if (e->next_look != TIMERS_NEVER) {
        int64_t left = e->next_look - clock_ms();

        if (left < timeout_ms)
            timeout_ms = left > 0 ? left : 0;
    }
    if (timeout_ms > INT_MAX)
        timeout_ms = INT_MAX;
    return curl_multi_poll(e->multi, NULL, 0, (int)timeout_ms, NULL);
}

void engine_run(struct engine *e, int64_t timeout_ms)
{
    CURLMcode code = CURLM_OK;
    int n_running;

    if (e->is_fresh)
        start_fresh(e);
    else
        code = await(e, timeout_ms);
    e->now = clock_ms();
    if (code == CURLM_OK) {
        e->is_inside = true;
        code = curl_multi_perform(e->multi, &n_running);
        e->is_inside = false;
    }
    finish_ended(e);
    finish_orphans(e);
    finish_overdue(e);
    if (code != CURLM_OK)
        finish_all(e, code);
}

void engine_wake(struct engine *e)
{
    curl_multi_wakeup(e->multi);
}

/* libcurl does not let go of a handle while it is calling back; its next
 * callback fails, and finish_orphans() sees to the rest. */
void engine_remove(struct engine *e, struct transfer *t)
{
    struct curl_transfer *ct = t->curl;

    if (ct == NULL)
        return;
    error_set(&t->error, PARL_CANCELLED, "the call was cancelled");
    if (e->is_inside && ct->is_started) {
        settle(ct, PARL_CANCELLED);
        e->has_orphans = true;
    } else {
        finish(ct, PARL_CANCELLED);
    }
}
