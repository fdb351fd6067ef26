/* api/stream.c -- a stream to pull from.
 *
 * One step of the exchange may bring many deltas.  They are copied to a queue,
 * which is emptied before the next step: so the server waits for a slow
 * reader, and the queue holds no more than what one read from the socket
 * brings. */
#include "api/error.h"
#include "api/exchange.h"
#include "base/clock.h"

#include <limits.h>
#include <string.h>

/* A delta whose pointers are places in the queue's text, plus one: 0 is
 * NULL. */
struct queued {
    parl_delta delta;
    size_t text, id, name;
};

struct parl_stream {
    struct exchange exchange;
    parl_allocator mem;
    struct buf texts;
    struct queued *queue;
    size_t n, size, next; /* next: the first that was not handed out */
    bool has_no_memory;   /* the call was cancelled for want of it */
    parl_delta current;
};

/* ---- the queue ---------------------------------------------------------- */

static bool make_room(struct parl_stream *s)
{
    const size_t each = sizeof(*s->queue);
    const size_t size = s->size != 0 ? s->size * 2 : 16;
    struct queued *queue;

    if (s->n < s->size)
        return true;
    queue = mem_realloc(&s->mem, s->queue, s->size * each, size * each);
    if (queue == NULL)
        return false;
    s->queue = queue;
    s->size = size;
    return true;
}

static size_t keep(struct parl_stream *s, const char *text, size_t len)
{
    const size_t place = s->texts.len + 1;

    if (text == NULL)
        return 0;
    buf_add(&s->texts, text, len);
    buf_add_char(&s->texts, '\0');
    return place;
}

static size_t keep_text(struct parl_stream *s, const char *text)
{
    return text != NULL ? keep(s, text, strlen(text)) : 0;
}

static bool enqueue(struct parl_stream *s, const parl_delta *delta)
{
    struct queued *q;

    if (!make_room(s))
        return false;
    q = &s->queue[s->n];
    q->delta = *delta;
    q->text = keep(s, delta->text, delta->text_len);
    q->id = keep_text(s, delta->id);
    q->name = keep_text(s, delta->name);
    if (!buf_ok(&s->texts))
        return false;
    s->n++;
    return true;
}

static int on_delta(void *user, const parl_delta *delta)
{
    struct parl_stream *s = user;

    s->has_no_memory = !enqueue(s, delta);
    return s->has_no_memory;
}

static const char *text_at(const struct parl_stream *s, size_t place)
{
    return place != 0 ? s->texts.data + place - 1 : NULL;
}

static const parl_delta *take(struct parl_stream *s)
{
    const struct queued *q = &s->queue[s->next++];

    s->current = q->delta;
    s->current.text = text_at(s, q->text);
    s->current.id = text_at(s, q->id);
    s->current.name = text_at(s, q->name);
    return &s->current;
}

static void empty(struct parl_stream *s)
{
    s->n = s->next = 0;
    buf_reset(&s->texts);
}

/* ---- waiting ------------------------------------------------------------ */

static bool has_something(const struct parl_stream *s)
{
    return s->next < s->n || s->exchange.state == EXCHANGE_DONE;
}

/* Negative: as long as it takes. */
static void await(struct parl_stream *s, int64_t timeout_ms)
{
    const int64_t until = timeout_ms < 0 ? INT64_MAX : clock_ms() + timeout_ms;
    int64_t left = timeout_ms < 0 ? INT_MAX : timeout_ms;

    while (!has_something(s)) {
        const enum exchange_state before = s->exchange.state;

        exchange_step(&s->exchange, left);
        if (timeout_ms < 0)
            continue;
        left = until - clock_ms();
        /* an attempt that was begun, or is due, is not waited for */
        if (left <= 0 && s->exchange.state == before)
            break;
        left = left > 0 ? left : 0;
    }
}

/* ---- the public functions ----------------------------------------------- */

parl_status parl_stream_open(parl_client *client, const parl_request *request,
                             parl_stream **out, parl_error **error)
{
    struct parl_stream *s = mem_zalloc(&client->mem, sizeof(*s));
    struct error err = ERROR_INIT;
    parl_status status;

    if (s == NULL) {
        error_set(&err, PARL_OUT_OF_MEMORY, "no memory for a stream");
        return error_give(error, &client->mem, &err);
    }
    status = exchange_begin(&s->exchange, client, request, PARL_YES, error);
    if (status != PARL_OK) {
        mem_free(&client->mem, s, sizeof(*s));
        return status;
    }
    s->mem = client->mem;
    buf_init(&s->texts, &s->mem, (size_t)-1);
    s->exchange.on_delta = on_delta;
    s->exchange.user = s;
    *out = s;
    return PARL_OK;
}

/* What the call has failed with; the first time with all that is known. */
static parl_status fail(struct parl_stream *s, parl_error **error)
{
    struct exchange *x = &s->exchange;
    struct error err = ERROR_INIT;

    if (s->has_no_memory) {
        x->status = error_memory(&err, PARL_OUT_OF_MEMORY, "a delta");
        return error_give(error, &s->mem, &err);
    }
    if (x->error == NULL || error == NULL) {
        error_set(&err, x->status, "the stream has failed already");
        return error_give(error, &s->mem, &err);
    }
    *error = x->error;
    x->error = NULL;
    return x->status;
}

parl_status parl_stream_next(parl_stream *s, int64_t timeout_ms,
                             const parl_delta **delta, parl_error **error)
{
    struct exchange *x = &s->exchange;

    if (s->next == s->n) {
        empty(s);
        await(s, timeout_ms);
    }
    if (s->next < s->n) {
        *delta = take(s);
        return PARL_OK;
    }
    if (x->state == EXCHANGE_DONE && x->status != PARL_OK)
        return fail(s, error);
    *delta = NULL;
    return PARL_OK;
}

int32_t parl_stream_ended(const parl_stream *s)
{
    return s->next == s->n && s->exchange.state == EXCHANGE_DONE;
}

parl_response *parl_stream_response(parl_stream *s)
{
    parl_response *response = s->exchange.response;

    if (!parl_stream_ended(s))
        return NULL;
    s->exchange.response = NULL;
    return response;
}

void parl_stream_close(parl_stream *s)
{
    parl_allocator mem;

    if (s == NULL)
        return;
    exchange_end(&s->exchange, NULL, NULL);
    buf_release(&s->texts);
    mem = s->mem;
    mem_free(&mem, s->queue, s->size * sizeof(*s->queue));
    mem_free(&mem, s, sizeof(*s));
}
