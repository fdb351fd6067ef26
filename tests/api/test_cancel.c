/* tests/api/test_cancel.c -- ending a call from outside, whichever way it is
 * waited for. */
#include "support/wire.h"

#include <pthread.h>
#include <stdlib.h>
#include "support/node.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))
#define SSE "content-type: text/event-stream\r\n"
#define ONE_LEN (sizeof(WIRE_TEXT("one")) - 1)

/* ---- from another thread ------------------------------------------------ */

enum {
    AFTER = 60, /* ms */
    AFTER_TLS = 400,
    AT_ONCE = 2500 /* since it was fired: a busy machine takes its time, but
                      a quarter of what each limit of wire_options() is */
};

struct alarm {
    parl_cancel *cancel;
    struct server *server; /* that so many requests have reached before; */
    size_t n_requests;     /* 0: it is not asked */
    int64_t after;
    int64_t fired; /* at that time */
};

static bool have_come(const struct alarm *alarm)
{
    return alarm->n_requests == 0 ||
           server_n_requests(alarm->server) >= alarm->n_requests;
}

static void *fire_soon(void *arg)
{
    struct alarm *alarm = arg;

    for (int ms = 0; !have_come(alarm) && ms < 20000; ms++)
        wire_sleep(1);
    wire_sleep(alarm->after);
    alarm->fired = wire_ms();
    parl_cancel_fire(alarm->cancel);
    return NULL;
}

/* Calls, is cancelled meanwhile, and tells how long that took. */
static void cancel_soon(struct wire *w, enum wire_way way, size_t n_requests,
                        int64_t after, const char *partial)
{
    parl_request request = wire_request();
    parl_cancel *cancel = parl_cancel_new();
    struct alarm alarm = { cancel, w->server, n_requests, after, 0 };
    int64_t ended;
    struct wire_outcome o;
    pthread_t thread;

    request.cancel = cancel;
    assert_int_equal(parl_cancel_is_fired(cancel), 0);
    assert_int_equal(pthread_create(&thread, NULL, fire_soon, &alarm), 0);
    wire_expect(w, way, &request, PARL_CANCELLED, &o);
    ended = wire_ms();
    pthread_join(thread, NULL);
    assert_in_range(ended - alarm.fired, 0, AT_ONCE);
    assert_int_equal(parl_cancel_is_fired(cancel), 1);
    assert_string_equal(parl_error_message(o.error), "the call was cancelled");
    assert_int_equal(parl_error_retryable(o.error), 0);
    assert_int_equal(parl_error_partial(o.error) != NULL, partial != NULL);
    if (partial != NULL)
        assert_string_equal(parl_response_text(parl_error_partial(o.error)),
                            partial);
    wire_release(&o);
    parl_cancel_free(cancel);
}

static void another_thread_ends_a_call_at_once(void **state)
{
    static const struct {
        struct server_answer answer;
        const char *partial;
    } stalls[] = {
        { { .stop = SERVER_STALL, .stop_in_head = true, .repeats = true },
          NULL },
        { { .stop = SERVER_STALL,
            .stop_in_head = true,
            .stop_at = 40,
            .repeats = true },
          NULL },
        { { .headers = SSE,
            .body = WIRE_STREAM,
            .framing = SERVER_CHUNKED,
            .stop = SERVER_STALL,
            .stop_at = ONE_LEN,
            .repeats = true },
          "one" },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(stalls); i++) {
        struct wire w;

        wire_open(&w, &stalls[i].answer, 1, NULL);
        for (size_t way = 0; way < WIRE_N_WAYS; way++) {
            cancel_soon(&w, (enum wire_way)way, way + 1, AFTER,
                        stalls[i].partial);
            assert_true(server_sees_close(w.server, way, 10000));
        }
        assert_int_equal(server_n_requests(w.server), WIRE_N_WAYS);
        wire_close(&w);
    }
}

/* The server takes the handshake of TLS for half a request. */
static void a_call_that_connects_ends_too(void **state)
{
    struct server *server = server_start(NULL, 0);
    char url[64] = "https";
    struct wire w;

    (void)state;
    strcat(url, server_url(server) + strlen("http"));
    wire_open_at(&w, url, NULL);
    w.server = server;
    for (size_t way = 0; way < WIRE_N_WAYS; way++) {
        cancel_soon(&w, (enum wire_way)way, 0, AFTER_TLS, NULL);
        assert_true(server_sees_close(w.server, way, 10000));
    }
    wire_close(&w);
}

/* While bytes go out, and nobody takes them. */
static void a_call_that_is_being_sent_ends_too(void **state)
{
    static const struct server_answer script[] = { SERVER_SSE(WIRE_STREAM) };
    enum { SIZE = 32 << 20 };
    char *blob = calloc(SIZE, 1);
    const parl_media media = { .mime_type = "image/png",
                               .data = blob,
                               .data_len = SIZE };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    parl_request request = wire_request();
    parl_cancel *cancel = parl_cancel_new();
    struct alarm alarm = { cancel, NULL, 0, AFTER, 0 };
    int64_t ended;
    struct wire_outcome o;
    pthread_t thread;
    struct wire w;

    (void)state;
    request.messages = &message;
    request.cancel = cancel;
    wire_open(&w, script, 1, NULL);
    server_read_slowly(w.server, 1000, 50);
    assert_int_equal(pthread_create(&thread, NULL, fire_soon, &alarm), 0);
    wire_expect(&w, WIRE_CALLBACK, &request, PARL_CANCELLED, &o);
    ended = wire_ms();
    pthread_join(thread, NULL);
    assert_in_range(ended - alarm.fired, 0, AT_ONCE);
    assert_int_equal(server_n_requests(w.server), 0);
    wire_release(&o);
    parl_cancel_free(cancel);
    wire_close(&w);
    free(blob);
}

/* In a callback too. */
static int refuse(void *user, const parl_delta *delta)
{
    (void)user;
    (void)delta;
    return 1;
}

static void over_http2_the_server_is_told_at_once(void **state)
{
    parl_request request = wire_request();

    parl_client_options options = wire_options();
    struct node node;
    char line[64], url[128] = "";
    struct wire w;

    (void)state;
    if (!node_certify()) {
        node_forget();
        skip();
    }
    node_start(&node, "h2", "cert.pem");
    strcat(strcat(url, node.url), "/stall");
    options.ca_file = node_certificate("cert.pem");
    wire_open_at(&w, url, &options);
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        cancel_soon(&w, (enum wire_way)way, 0, AFTER_TLS, "one");
        assert_true(node_says(&node, line, sizeof(line), 10000));
        assert_has(line, "closed 8"); /* CANCEL */
    }
    assert_int_equal(
        parl_chat_stream(w.client, &request, refuse, NULL, NULL, NULL),
        PARL_CANCELLED);
    assert_true(node_says(&node, line, sizeof(line), 10000));
    request.silence_timeout_ms = AFTER_TLS;
    assert_int_equal(parl_chat(w.client, &request, NULL, NULL), PARL_TIMEOUT);
    assert_true(node_says(&node, line, sizeof(line), 10000));
    wire_close(&w);
    node_stop(&node);
    node_forget();
}

/* ---- in a callback ------------------------------------------------------ */

struct listener {
    int heard, enough;
    parl_cancel *cancel; /* that is fired; NULL: by the return value */
    parl_client *client; /* that is freed; NULL */
};

static int listen(void *user, const parl_delta *delta)
{
    struct listener *l = user;

    (void)delta;
    if (++l->heard != l->enough)
        return 0;
    if (l->cancel != NULL)
        parl_cancel_fire(l->cancel);
    if (l->client != NULL)
        parl_client_free(l->client);
    return l->cancel == NULL && l->client == NULL;
}

static const struct server_answer whole_stream[] = {
    { .headers = SSE,
      .body = WIRE_STREAM,
      .framing = SERVER_CHUNKED,
      .repeats = true },
};

/* `delta` the last one, behind which nothing is left to cancel, included. */
static void call_off(struct wire *w, struct listener *l, const char *partial)
{
    parl_request request = wire_request();
    parl_response *response = NULL;
    parl_error *error = NULL;

    request.cancel = l->cancel;
    assert_int_equal(
        parl_chat_stream(w->client, &request, listen, l, &response, &error),
        PARL_CANCELLED);
    assert_null(response);
    assert_int_equal(l->heard, l->enough);
    assert_int_equal(parl_error_status(error), PARL_CANCELLED);
    assert_has(parl_response_text(parl_error_partial(error)), partial);
    parl_error_free(error);
}

static void a_callback_ends_its_call(void **state)
{
    static const char *const partials[] = { "one", "one two", "one two" };

    (void)state;
    for (int by = 0; by < 3; by++) {
        for (int n = 1; n <= 3; n++) {
            struct listener l = { .enough = n };
            struct wire w;

            wire_open(&w, whole_stream, 1, NULL);
            l.cancel = by == 1 ? parl_cancel_new() : NULL;
            l.client = by == 2 ? w.client : NULL;
            call_off(&w, &l, partials[n - 1]);
            if (l.client != NULL)
                w.client = NULL;
            parl_cancel_free(l.cancel);
            wire_close(&w);
        }
    }
}

static void a_callback_closes_the_connection(void **state)
{
    static const struct server_answer script[] = {
        { .headers = SSE,
          .body = WIRE_TEXT("one"),
          .framing = SERVER_CHUNKED,
          .endless = true,
          .between_ms = 5,
          .piece = ONE_LEN },
        SERVER_SSE(WIRE_STREAM),
    };
    struct listener l = { .enough = 2 };
    const parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;

    (void)state;
    wire_open(&w, script, 2, NULL);
    call_off(&w, &l, "oneone");
    assert_true(server_sees_close(w.server, 0, 10000));
    wire_expect(&w, WIRE_CALLBACK, &request, PARL_OK, &o);
    assert_int_equal(server_n_connections(w.server), 2);
    wire_release(&o);
    wire_close(&w);
}

/* ---- the handle --------------------------------------------------------- */

static void what_is_fired_before_sends_nothing(void **state)
{
    parl_cancel *cancel = parl_cancel_new();
    parl_request request = wire_request();
    struct wire w;

    (void)state;
    request.cancel = cancel;
    wire_open(&w, whole_stream, 1, NULL);
    parl_cancel_fire(cancel);
    parl_cancel_fire(cancel); /* once more does no harm */
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        struct wire_outcome o;

        wire_expect(&w, (enum wire_way)way, &request, PARL_CANCELLED, &o);
        assert_int_equal(parl_error_attempts(o.error), 0);
        wire_release(&o);
    }
    wire_sleep(20);
    assert_int_equal(server_n_connections(w.server), 0);

    parl_cancel_reset(cancel);
    assert_int_equal(parl_cancel_is_fired(cancel), 0);
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        struct wire_outcome o;

        wire_expect(&w, (enum wire_way)way, &request, PARL_OK, &o);
        wire_release(&o);
    }
    wire_close(&w);
    parl_cancel_free(cancel);
    parl_cancel_free(NULL);
}

struct caller_thread {
    pthread_t thread;
    struct wire *wire;
    const parl_request *request;
    enum wire_way way;
    struct wire_outcome outcome;
};

static void *call_in_thread(void *arg)
{
    struct caller_thread *c = arg;

    wire_call(c->wire, c->way, c->request, &c->outcome);
    return NULL;
}

static void one_handle_ends_many_calls(void **state)
{
    static const struct server_answer script[] = {
        { .stop = SERVER_STALL, .stop_in_head = true, .repeats = true },
    };
    struct caller_thread callers[6];
    parl_cancel *cancel = parl_cancel_new();
    parl_request request = wire_request();
    struct wire w;

    (void)state;
    request.cancel = cancel;
    wire_open(&w, script, 1, NULL);
    for (size_t i = 0; i < N_OF(callers); i++) {
        callers[i] = (struct caller_thread){ .wire = &w,
                                             .request = &request,
                                             .way = (enum wire_way)(i % 3) };
        pthread_create(&callers[i].thread, NULL, call_in_thread, &callers[i]);
    }
    while (server_n_requests(w.server) < N_OF(callers))
        wire_sleep(1);
    parl_cancel_fire(cancel);
    for (size_t i = 0; i < N_OF(callers); i++) {
        pthread_join(callers[i].thread, NULL);
        assert_int_equal(callers[i].outcome.status, PARL_CANCELLED);
        assert_true(server_sees_close(w.server, i, 10000));
        wire_release(&callers[i].outcome);
    }
    wire_close(&w);
    parl_cancel_free(cancel);
}

/* ---- a stream that is let go -------------------------------------------- */

static void closing_a_stream_closes_the_connection(void **state)
{
    static const struct server_answer script[] = {
        { .headers = SSE,
          .body = WIRE_STREAM,
          .framing = SERVER_CHUNKED,
          .stop = SERVER_STALL,
          .stop_at = ONE_LEN },
    };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    struct wire w;

    (void)state;
    wire_open(&w, script, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    assert_string_equal(delta->text, "one");
    assert_false(server_sees_close(w.server, 0, 30));
    parl_stream_close(stream);
    assert_true(server_sees_close(w.server, 0, 10000));
    wire_close(&w);
}

/* Fired between two pulls: nothing that has not been handed out comes. */
static void a_stream_ends_between_two_pulls(void **state)
{
    static const struct server_answer script[] = {
        { .headers = SSE,
          .body = WIRE_STREAM,
          .framing = SERVER_CHUNKED,
          .stop = SERVER_STALL,
          .stop_at = ONE_LEN },
    };
    parl_cancel *cancel = parl_cancel_new();
    parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    parl_error *error = NULL;
    struct wire w;

    (void)state;
    request.cancel = cancel;
    wire_open(&w, script, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    parl_cancel_fire(cancel);
    assert_int_equal(parl_stream_next(stream, -1, &delta, &error),
                     PARL_CANCELLED);
    assert_string_equal(parl_response_text(parl_error_partial(error)), "one");
    assert_int_equal(parl_stream_ended(stream), 1);
    assert_true(server_sees_close(w.server, 0, 10000));
    parl_error_free(error);
    parl_stream_close(stream);
    wire_close(&w);
    parl_cancel_free(cancel);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_thread_ends_a_call_at_once),
        cmocka_unit_test(a_call_that_connects_ends_too),
        cmocka_unit_test(a_call_that_is_being_sent_ends_too),
        cmocka_unit_test(over_http2_the_server_is_told_at_once),
        cmocka_unit_test(a_callback_ends_its_call),
        cmocka_unit_test(a_callback_closes_the_connection),
        cmocka_unit_test(what_is_fired_before_sends_nothing),
        cmocka_unit_test(one_handle_ends_many_calls),
        cmocka_unit_test(closing_a_stream_closes_the_connection),
        cmocka_unit_test(a_stream_ends_between_two_pulls),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
