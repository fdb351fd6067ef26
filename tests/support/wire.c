/* tests/support/wire.c -- whole calls over libcurl to a scripted server. */
#include "support/wire.h"

#include <stdlib.h>
#include <time.h>

/* ---- memory ------------------------------------------------------------- */

static void *count_alloc(void *user, size_t size)
{
    struct counted *c = user;
    void *block = malloc(size);

    assert_non_null(block);
    atomic_fetch_add(&c->blocks, 1);
    atomic_fetch_add(&c->bytes, size);
    return block;
}

static void count_free(void *user, void *block, size_t size)
{
    struct counted *c = user;

    atomic_fetch_sub(&c->blocks, 1);
    atomic_fetch_sub(&c->bytes, size);
    free(block);
}

static void *count_realloc(void *user, void *old, size_t old_size, size_t size)
{
    struct counted *c = user;
    void *block;

    if (old == NULL)
        return count_alloc(user, size);
    block = realloc(old, size);
    assert_non_null(block);
    atomic_fetch_add(&c->bytes, size - old_size);
    return block;
}

void counted_init(struct counted *c)
{
    c->mem = (parl_allocator){ c, count_alloc, count_realloc, count_free };
    atomic_init(&c->blocks, 0);
    atomic_init(&c->bytes, 0);
}

/* ---- client and server -------------------------------------------------- */

parl_client_options wire_options(void)
{
    const parl_client_options options = {
        PARL_CLIENT_OPTIONS_INIT,
        .connect_timeout_ms = 10000,
        .first_byte_timeout_ms = 10000,
        .silence_timeout_ms = 10000,
        .max_retries = -1,
    };

    return options;
}

void wire_open_at(struct wire *w, const char *url,
                  const parl_client_options *given)
{
    parl_client_options options = given != NULL ? *given : wire_options();
    const parl_account account = {
        .name = "s", .provider = "custom", .api_key = WIRE_KEY, .base_url = url
    };

    w->server = NULL;
    w->client = NULL;
    counted_init(&w->memory);
    options.allocator = &w->memory.mem;
    assert_int_equal(parl_client_new(&w->client, &options, NULL), PARL_OK);
    assert_int_equal(parl_client_add_account(w->client, &account, NULL),
                     PARL_OK);
}

void wire_open(struct wire *w, const struct server_answer *script, size_t n,
               const parl_client_options *options)
{
    struct server *server = server_start(script, n);

    wire_open_at(w, server_url(server), options);
    w->server = server;
}

void wire_close(struct wire *w)
{
    parl_client_free(w->client);
    if (w->server != NULL)
        server_stop(w->server);
    assert_int_equal(w->memory.blocks, 0);
    assert_int_equal(w->memory.bytes, 0);
}

parl_request wire_request(void)
{
    static const parl_message hi[] = { PARL_USER("Hi") };
    const parl_request request = { PARL_REQUEST_INIT, .model = "s/m",
                                   .messages = hi, .n_messages = 1,
                                   .stream = PARL_YES };

    return request;
}

/* ---- the ways to wait --------------------------------------------------- */

static int listen(void *user, const parl_delta *delta)
{
    struct wire_outcome *o = user;

    if (delta->type == PARL_DELTA_TEXT &&
        strlen(o->text) + delta->text_len < sizeof(o->text))
        strncat(o->text, delta->text, delta->text_len);
    return 0;
}

static void call_blocking(parl_client *client, const parl_request *request,
                          struct wire_outcome *o)
{
    o->status = parl_chat(client, request, &o->response, &o->error);
}

static void call_with_callback(parl_client *client, const parl_request *request,
                               struct wire_outcome *o)
{
    o->status =
        parl_chat_stream(client, request, listen, o, &o->response, &o->error);
}

static void call_by_pulling(parl_client *client, const parl_request *request,
                            struct wire_outcome *o)
{
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;

    o->status = parl_stream_open(client, request, &stream, &o->error);
    if (o->status != PARL_OK)
        return;
    do {
        o->status = parl_stream_next(stream, -1, &delta, &o->error);
        if (o->status == PARL_OK && delta != NULL)
            listen(o, delta);
    } while (o->status == PARL_OK && delta != NULL);
    assert_int_equal(parl_stream_ended(stream), 1);
    o->response = parl_stream_response(stream);
    parl_stream_close(stream);
}

void wire_call(const struct wire *w, enum wire_way way,
               const parl_request *request, struct wire_outcome *o)
{
    static void (*const ways[])(parl_client *, const parl_request *,
                                struct wire_outcome *) = {
        [WIRE_BLOCKING] = call_blocking,
        [WIRE_CALLBACK] = call_with_callback,
        [WIRE_PULL] = call_by_pulling,
    };

    memset(o, 0, sizeof(*o));
    ways[way](w->client, request, o);
    assert_int_equal(o->status == PARL_OK, o->response != NULL);
    assert_int_equal(o->status == PARL_OK, o->error == NULL);
    if (o->error != NULL)
        assert_int_equal(parl_error_status(o->error), o->status);
}

void wire_release(struct wire_outcome *o)
{
    parl_response_free(o->response);
    parl_error_free(o->error);
}

void wire_expect(const struct wire *w, enum wire_way way,
                 const parl_request *request, parl_status status,
                 struct wire_outcome *o)
{
    wire_call(w, way, request, o);
    if (o->status != status)
        fail_msg("%s, not %s: %s", parl_status_word(o->status),
                 parl_status_word(status),
                 o->error != NULL ? parl_error_message(o->error)
                                  : parl_response_text(o->response));
}

/* ---- time, and words ---------------------------------------------------- */

int64_t wire_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void wire_sleep(int64_t ms)
{
    const struct timespec nap = { (time_t)(ms / 1000),
                                  (long)(ms % 1000) * 1000000 };

    nanosleep(&nap, NULL);
}

void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, text);
}
