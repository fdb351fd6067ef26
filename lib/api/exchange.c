/* api/exchange.c -- one call from its beginning to its end. */
#include "api/exchange.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include "api/error.h"
#include "api/sign.h"
#include "base/clock.h"

/* ---- between the transport and the decoder ------------------------------ */

static void on_status(void *ctx, int http_status)
{
    parl_decoder_status(ctx, http_status);
}

static void on_header(void *ctx, struct span name, struct span value)
{
    answer_head_take(&((struct parl_decoder *)ctx)->head, name, value);
}

static parl_status on_body(void *ctx, const char *bytes, size_t len,
                           struct error *err)
{
    return decoder_feed(ctx, bytes, len, err);
}

static parl_status read_body(void *ctx, void *bytes, size_t size,
                             size_t *n_read, struct error *err)
{
    return body_read(ctx, bytes, size, n_read, err);
}

static void rewind_body(void *ctx)
{
    body_rewind(ctx);
}

/* ---- cancelling --------------------------------------------------------- */

static bool is_cancelled(const struct exchange *x)
{
    return cancels_fired(&x->cancels);
}

/* Between a callback that cancels and the end of the bytes that are there,
 * nothing more is handed out; nor does the answer end well behind the last
 * piece of it. */
static int on_delta(void *user, const parl_delta *delta)
{
    struct exchange *x = user;

    if (is_cancelled(x))
        return 1;
    return x->on_delta != NULL &&
           (x->on_delta(x->user, delta) != 0 || is_cancelled(x));
}

/* ---- the end of an attempt ---------------------------------------------- */

static void log_line(const struct exchange *x, int32_t level,
                     parl_status status, int64_t delay)
{
    const parl_client_options *o = &x->client->options;
    const struct target *to = &x->call->to;
    char line[512];

    if (o->log == NULL)
        return;
    if (delay == RETRY_NEVER)
        snprintf(line, sizeof(line), "%s/%s: %s", to->account, to->model,
                 parl_status_word(status));
    else
        snprintf(line, sizeof(line), "%s/%s: %s, again in %lld ms", to->account,
                 to->model, parl_status_word(status), (long long)delay);
    o->log(o->log_user, level, line);
}

static void finish(struct exchange *x, parl_status status)
{
    x->status = status;
    x->state = EXCHANGE_DONE;
    if (status == PARL_OK)
        x->response->attempts = x->n_sent;
    else if (x->error->mem != NULL)
        x->error->attempts = x->n_sent;
    log_line(x, status == PARL_OK ? PARL_LOG_INFO : PARL_LOG_ERROR, status,
             RETRY_NEVER);
}

static struct retry_policy policy_of(const struct exchange *x)
{
    const parl_client_options *o = &x->client->options;

    return (struct retry_policy){
        .max_retries = x->call->max_retries,
        .first_delay_ms = o->retry_first_delay_ms,
        .max_delay_ms = o->retry_max_delay_ms,
        .max_wait_ms = o->retry_max_wait_ms,
        .deadline_ms = x->call->deadline_ms,
    };
}

static void drop_decoder(struct exchange *x)
{
    if (x->decoder != NULL)
        decoder_release(x->decoder);
    x->decoder = NULL;
}

/* The attempt has come to a failure, which stands in x->error. */
static void fail(struct exchange *x, parl_status status)
{
    const struct retry_policy policy = policy_of(x);
    const int64_t now = clock_ms();
    int64_t delay = RETRY_NEVER;

    if (x->decoder->collector.began || is_cancelled(x))
        delay = RETRY_NEVER;
    else if (call_sign_may_help(x->call, x->decoder, clock_unix()) ||
             call_whole_may_help(x->call, &x->error->e))
        delay = 0;
    else
        delay = retry_delay(&policy, &x->error->e, x->n_retries, now - x->begun,
                            clock_noise());
    if (delay == RETRY_NEVER) {
        finish(x, status);
        return;
    }
    log_line(x, PARL_LOG_INFO, status, delay);
    parl_error_free(x->error);
    x->error = NULL;
    drop_decoder(x);
    x->n_retries++;
    x->resumes = now + delay;
    x->state = EXCHANGE_WAITING;
}

/* Had the vendor refused before the connection failed?  Then the status says
 * more than how the page about it was cut. */
static bool was_refused(const struct exchange *x, const struct error *err)
{
    return x->decoder->http_status >= 400 &&
           (err->status == PARL_TRUNCATED || err->status == PARL_TIMEOUT);
}

/* All bytes have come, or `err` says why not. */
static void judge(struct exchange *x, const struct error *err)
{
    parl_status status =
        err == NULL || was_refused(x, err)
            ? parl_decoder_finish(x->decoder, &x->response, &x->error)
            : decoder_fail(x->decoder, err, &x->error);

    if (status == PARL_OK)
        finish(x, PARL_OK);
    else
        fail(x, status);
}

static void cancel(struct exchange *x)
{
    struct error err = ERROR_INIT;

    if (x->state == EXCHANGE_MOVING)
        engine_remove(x->engine, &x->transfer);
    error_set(&err, PARL_CANCELLED, "the call was cancelled");
    if (x->decoder != NULL)
        decoder_fail(x->decoder, &err, &x->error);
    else
        error_give(&x->error, &x->client->mem, &err);
    finish(x, PARL_CANCELLED);
}

/* ---- the transport is the caller's -------------------------------------- */

/* It feeds the decoder itself, and may hand back the error that the decoder
 * gave it. */
static void send_by_own(struct exchange *x)
{
    const parl_transport *own = &x->client->transport;
    struct error err = ERROR_INIT;
    parl_error *given = NULL;
    parl_status status = PARL_NOT_BUILT;

    x->n_sent += own->send != NULL;
    if (own->send == NULL)
        error_set(&err, status,
                  "neither this build nor the client has a transport");
    else
        status = own->send(own->user, x->call, x->decoder, &given);
    if (status == PARL_OK) {
        parl_error_free(given);
        judge(x, NULL);
    } else if (given != NULL) {
        x->error = given;
        fail(x, status);
    } else if (x->decoder->error.status == status) {
        err = x->decoder->error;
        judge(x, &err);
    } else {
        if (own->send != NULL)
            error_set(&err, status, "the transport failed: %s",
                      parl_status_word(status));
        judge(x, &err);
    }
}

/* ---- the transport is libcurl ------------------------------------------- */

static parl_status take_engine(struct exchange *x, struct error *err)
{
    parl_status status = PARL_OK;

    if (x->engine != NULL)
        return PARL_OK;
    status = engine_pool_take(x->client->pool, &x->engine, err);
    if (status == PARL_OK)
        cancels_enter(&x->cancels, x->waiters, x->engine, NULL);
    else
        x->engine = NULL;
    return status;
}

/* What is left of the time for the whole call. */
static struct transfer_limits limits_left(const struct exchange *x)
{
    struct transfer_limits limits = x->call->limits;

    if (limits.total_ms > 0 && x->n_retries > 0) {
        limits.total_ms -= clock_ms() - x->begun;
        if (limits.total_ms < 1)
            limits.total_ms = 1;
    }
    return limits;
}

static void put_on_engine(struct exchange *x)
{
    struct error err;
    parl_status status;

    error_init(&err);
    status = take_engine(x, &err);
    x->request = (struct http_request){
        .method = parl_call_method(x->call),
        .url = x->call->url,
        .headers = x->call->headers,
        .n_headers = x->call->n_headers,
        .body_len = body_length(&x->call->body),
        .body = parl_call_body(x->call, NULL),
        .read = read_body,
        .rewind = rewind_body,
        .ctx = &x->call->body,
    };
    x->sink =
        (struct transfer_sink){ on_status, on_header, on_body, x->decoder };
    x->transfer.request = &x->request;
    x->transfer.sink = &x->sink;
    x->transfer.limits = limits_left(x);
    x->transfer.stream = x->call->stream;
    x->transfer.done = false;
    if (status == PARL_OK)
        status = engine_add(x->engine, &x->transfer, &err);
    if (status != PARL_OK) {
        judge(x, &err);
        return;
    }
    x->n_sent++;
    x->state = EXCHANGE_MOVING;
}

/* ---- its steps ---------------------------------------------------------- */

static void start_attempt(struct exchange *x)
{
    struct error err;
    /* an own transport hears of a cancel by this alone */
    const bool listens = x->on_delta != NULL || x->client->pool == NULL;
    const parl_decoder_options options = {
        PARL_DECODER_OPTIONS_INIT,
        .call = x->call,
        .on_delta = listens ? on_delta : NULL,
        .user = x,
    };
    parl_status status;

    error_init(&err);
    status = decoder_init(&x->decoder_room, x->client, &options, &err);
    if (status != PARL_OK) {
        error_give(&x->error, &x->client->mem, &err);
        finish(x, status);
        return;
    }
    x->decoder = &x->decoder_room;
    body_rewind(&x->call->body);
    if (x->call->signs_later &&
        call_sign(x->call, clock_unix(), &err) != PARL_OK)
        judge(x, &err);
    else if (x->client->pool != NULL)
        put_on_engine(x);
    else
        send_by_own(x);
}

static void move(struct exchange *x, int64_t timeout_ms)
{
    engine_run(x->engine, timeout_ms);
    if (x->transfer.done)
        judge(x, x->transfer.result == PARL_OK ? NULL : &x->transfer.error);
}

static void sleep_at_gate(struct exchange *x, int64_t ms)
{
    struct gate gate;

    if (!gate_init(&gate)) {
        x->resumes = clock_ms(); /* no wait rather than none to wake us */
        return;
    }
    cancels_enter(&x->cancels, x->waiters, NULL, &gate);
    if (!is_cancelled(x))
        gate_sleep(&gate, ms);
    cancels_leave(&x->cancels, x->waiters);
    gate_release(&gate);
}

static void await_next_attempt(struct exchange *x, int64_t timeout_ms)
{
    int64_t left = x->resumes - clock_ms();

    if (left <= 0) {
        x->state = EXCHANGE_READY;
        return;
    }
    if (left > timeout_ms)
        left = timeout_ms;
    if (x->engine != NULL)
        engine_run(x->engine, left);
    else
        sleep_at_gate(x, left);
}

void exchange_step(struct exchange *x, int64_t timeout_ms)
{
    if (x->state == EXCHANGE_DONE)
        return;
    if (is_cancelled(x))
        cancel(x);
    else if (x->state == EXCHANGE_READY)
        start_attempt(x);
    else if (x->state == EXCHANGE_MOVING)
        move(x, timeout_ms);
    else
        await_next_attempt(x, timeout_ms);
}

/* ---- its life ----------------------------------------------------------- */

parl_status exchange_begin(struct exchange *x, parl_client *client,
                           const parl_request *request, int32_t stream,
                           parl_error **error)
{
    struct error err;
    parl_status status;

    error_init(&err);
    memset(x, 0, offsetof(struct exchange, transfer.error));
    x->client = client;
    x->begun = clock_ms();
    client_keep(client);
    status = call_new(client, request, stream, &x->call, NULL, &err);
    if (status == PARL_OK)
        status = call_check_key(x->call, &err);
    if (status != PARL_OK) {
        parl_call_free(x->call);
        error_give(error, &client->mem, &err);
        client_drop(client);
        return status;
    }
    x->call->cancels.each[BY_CLOSING] = &client->closing;
    x->cancels = x->call->cancels;
    return PARL_OK;
}

parl_status exchange_end(struct exchange *x, parl_response **response,
                         parl_error **error)
{
    const parl_status status =
        x->state == EXCHANGE_DONE ? x->status : PARL_CANCELLED;

    if (x->state == EXCHANGE_MOVING)
        engine_remove(x->engine, &x->transfer);
    if (x->engine != NULL) {
        cancels_leave(&x->cancels, x->waiters);
        engine_pool_give(x->client->pool, x->engine);
    }
    if (status == PARL_OK && response != NULL)
        *response = x->response;
    else
        parl_response_free(x->response);
    if (x->error != NULL && error != NULL)
        *error = x->error;
    else
        parl_error_free(x->error);
    drop_decoder(x);
    parl_call_free(x->call);
    client_drop(x->client);
    return status;
}
