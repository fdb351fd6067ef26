/* tests/support/caller.c -- makes calls to a scripted server. */
#include "support/check.h"
#include "support/caller.h"

#include <stdio.h>

static void on_status(void *ctx, int http_status)
{
    struct caller *c = ctx;

    assert_int_equal(c->headers.len, 0);
    c->http_status = http_status;
    c->n_statuses++;
}

static void on_header(void *ctx, struct span name, struct span value)
{
    struct caller *c = ctx;

    assert_int_equal(c->n_statuses, 1);
    buf_add(&c->headers, name.ptr, name.len);
    buf_add_text(&c->headers, ": ");
    buf_add(&c->headers, value.ptr, value.len);
    buf_add_char(&c->headers, '\n');
}

static parl_status on_body(void *ctx, const char *bytes, size_t len,
                           struct error *err)
{
    struct caller *c = ctx;

    buf_add(&c->body, bytes, len);
    c->n_pieces++;
    if (c->body_says != PARL_OK)
        return error_set(err, c->body_says, "the sink has had enough");
    return PARL_OK;
}

parl_status engine_perform(struct engine *engine, struct transfer *transfer,
                           struct error *err)
{
    parl_status status = engine_add(engine, transfer, err);

    if (status != PARL_OK)
        return status;
    while (!transfer->done)
        engine_run(engine, 60000);
    if (transfer->result != PARL_OK && err != NULL)
        *err = transfer->error;
    return transfer->result;
}

void caller_open(struct caller *c, const struct server_answer *script, size_t n)
{
    *c = (struct caller){
        .options = { .mem = &mem_libc,
                     .user_agent = "parlance-test",
                     .max_header_bytes = 65536 },
        .sink = { on_status, on_header, on_body, c },
        .limits = { 10000, 10000, 10000, 10000 },
    };
    buf_init(&c->headers, &mem_libc, SIZE_MAX);
    buf_init(&c->body, &mem_libc, SIZE_MAX);
    c->server = server_start(script, n);
    assert_int_equal(engine_new(&c->engine, &c->options, NULL), PARL_OK);
}

void caller_close(struct caller *c)
{
    engine_free(c->engine);
    server_stop(c->server);
    buf_release(&c->headers);
    buf_release(&c->body);
}

void caller_reset(struct caller *c)
{
    buf_reset(&c->headers);
    buf_reset(&c->body);
    c->http_status = 0;
    c->n_statuses = c->n_pieces = 0;
    c->error = (struct error)ERROR_INIT;
}

const char *caller_url(struct caller *c, const char *path)
{
    static _Thread_local char url[256];

    snprintf(url, sizeof(url), "%s%s", server_url(c->server), path);
    return url;
}

parl_status caller_send(struct caller *c, const struct http_request *request)
{
    struct transfer transfer = { .request = request,
                                 .sink = &c->sink,
                                 .limits = c->limits,
                                 .stream = c->is_stream };

    caller_reset(c);
    return engine_perform(c->engine, &transfer, &c->error);
}

parl_status caller_post(struct caller *c, const char *path, const char *body)
{
    static const struct http_header headers[] = {
        { "content-type", "application/json", false },
        { "authorization", "Bearer sesame", true },
    };
    const struct http_request request = { .method = "POST",
                                          .url = caller_url(c, path),
                                          .headers = headers,
                                          .n_headers = 2,
                                          .body = body,
                                          .body_len = strlen(body) };

    return caller_send(c, &request);
}
