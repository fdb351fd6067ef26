/* tests/transport/test_engine.c -- many transfers on one engine, taking them
 * off, and what a sink may do while it is called. */
#include "support/check.h"
#include "support/caller.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

static int64_t clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void nap(long ms)
{
    const struct timespec time = { ms / 1000, ms % 1000 * 1000000 };

    nanosleep(&time, NULL);
}

/* A transfer with all that it borrows. */
struct call {
    struct engine *engine;
    struct transfer transfer;
    struct http_request request;
    struct transfer_sink sink;
    size_t n_bytes;

    struct call *removes; /* when its first byte comes */
    struct call *adds;
};

static void on_status(void *ctx, int http_status)
{
    (void)ctx;
    (void)http_status;
}

static void on_header(void *ctx, struct span name, struct span value)
{
    (void)ctx;
    (void)name;
    (void)value;
}

static parl_status on_body(void *ctx, const char *bytes, size_t len,
                           struct error *err)
{
    struct call *c = ctx;
    bool is_first = c->n_bytes == 0;

    (void)bytes;
    c->n_bytes += len;
    if (is_first && c->adds != NULL)
        assert_int_equal(engine_add(c->engine, &c->adds->transfer, err),
                         PARL_OK);
    if (is_first && c->removes != NULL)
        engine_remove(c->engine, &c->removes->transfer);
    return PARL_OK;
}

static void call_init(struct call *call, struct caller *caller, const char *url)
{
    *call = (struct call){
        .engine = caller->engine,
        .request = { .method = "GET", .url = url },
        .sink = { on_status, on_header, on_body, call },
    };
    call->transfer = (struct transfer){ .request = &call->request,
                                        .sink = &call->sink,
                                        .limits = caller->limits };
}

static void call_add(struct call *call)
{
    assert_int_equal(engine_add(call->engine, &call->transfer, NULL), PARL_OK);
}

static void run_until_done(const struct call *call)
{
    int64_t begin = clock_ms();

    while (!call->transfer.done) {
        engine_run(call->engine, 1000);
        assert_true(clock_ms() - begin < 20000);
    }
}

static void run_until_bytes(const struct call *call, size_t n_bytes)
{
    while (call->n_bytes < n_bytes) {
        assert_false(call->transfer.done);
        engine_run(call->engine, 1000);
    }
}

static const struct server_answer streams[] = {
    { .path = "/stall",
      .repeats = true,
      .body = "abcdef",
      .framing = SERVER_CHUNKED,
      .stop = SERVER_STALL,
      .stop_at = 3 },
    { .path = "/mute",
      .repeats = true,
      .stop = SERVER_STALL,
      .stop_in_head = true },
    { .path = "/slow",
      .repeats = true,
      .body = "abcdefgh",
      .framing = SERVER_CHUNKED,
      .piece = 1,
      .between_ms = 20 },
    { .repeats = true, .body = "abc" },
};

static void open_streams(struct caller *c)
{
    caller_open(c, streams, sizeof(streams) / sizeof(streams[0]));
}

/* ---- many ---- */

static void many_transfers_run_at_once(void **state)
{
    enum { N = 50 };
    static struct call calls[N];
    int64_t begin = clock_ms();
    struct caller c;

    (void)state;
    open_streams(&c);
    for (size_t i = 0; i < N; i++) {
        call_init(&calls[i], &c, caller_url(&c, "/slow"));
        call_add(&calls[i]);
    }
    for (size_t i = 0; i < N; i++) {
        run_until_done(&calls[i]);
        assert_int_equal(calls[i].transfer.result, PARL_OK);
        assert_int_equal(calls[i].n_bytes, 8);
        engine_remove(c.engine, &calls[i].transfer); /* does nothing now */
    }
    assert_true(clock_ms() - begin < N * 7 * 20);
    assert_int_equal(server_n_connections(c.server), N);
    caller_close(&c);
}

static void one_timeout_leaves_the_others_alone(void **state)
{
    struct call mute, slow;
    struct caller c;

    (void)state;
    open_streams(&c);
    call_init(&mute, &c, caller_url(&c, "/mute"));
    mute.transfer.limits.first_byte_ms = 50;
    call_add(&mute);
    call_init(&slow, &c, caller_url(&c, "/slow"));
    call_add(&slow);
    run_until_done(&mute);
    assert_int_equal(mute.transfer.result, PARL_TIMEOUT);
    run_until_done(&slow);
    assert_int_equal(slow.transfer.result, PARL_OK);
    caller_close(&c);
}

/* The bytes came in time; it is the reader who was away. */
static void a_reader_that_was_away_is_no_timeout(void **state)
{
    struct call slow;
    struct caller c;

    (void)state;
    open_streams(&c);
    call_init(&slow, &c, caller_url(&c, "/slow"));
    slow.transfer.limits.silence_ms = 100;
    call_add(&slow);
    run_until_bytes(&slow, 1);
    nap(250);
    run_until_done(&slow);
    assert_int_equal(slow.transfer.result, PARL_OK);
    caller_close(&c);
}

static bool is_connected_to(int fd, const char *url)
{
    struct sockaddr_in at;
    socklen_t len = sizeof(at);

    return getpeername(fd, (struct sockaddr *)&at, &len) == 0 &&
           at.sin_family == AF_INET &&
           ntohs(at.sin_port) == atoi(strrchr(url, ':') + 1);
}

static void a_program_that_is_started_inherits_no_connection(void **state)
{
    struct call call;
    struct caller c;
    int n_found = 0;

    (void)state;
    open_streams(&c);
    call_init(&call, &c, caller_url(&c, "/stall"));
    call_add(&call);
    run_until_bytes(&call, 3);
    for (int fd = 0; fd < 256; fd++) {
        if (!is_connected_to(fd, server_url(c.server)))
            continue;
        assert_int_equal(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
        n_found++;
    }
    assert_int_equal(n_found, 1);
    engine_remove(c.engine, &call.transfer);
    caller_close(&c);
}

/* ---- taken off ---- */

static void what_is_taken_off_is_closed_at_once(void **state)
{
    static const struct {
        const char *path;
        size_t n_bytes;
        size_t n_runs;
    } cases[] = { { "/mute", 0, 3 }, { "/stall", 3, 0 } };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct call call;
        struct caller c;

        open_streams(&c);
        call_init(&call, &c, caller_url(&c, cases[i].path));
        call_add(&call);
        for (size_t run = 0; run < cases[i].n_runs; run++)
            engine_run(c.engine, 10);
        run_until_bytes(&call, cases[i].n_bytes);
        engine_remove(c.engine, &call.transfer);
        assert_true(call.transfer.done);
        assert_int_equal(call.transfer.result, PARL_CANCELLED);
        assert_int_equal(call.transfer.error.status, PARL_CANCELLED);
        assert_true(server_sees_close(c.server, 0, 10000));
        caller_close(&c);
    }
}

static void what_never_ran_is_taken_off_unsent(void **state)
{
    struct call call, other;
    struct caller c;

    (void)state;
    open_streams(&c);
    call_init(&call, &c, caller_url(&c, "/"));
    call_init(&other, &c, caller_url(&c, "/"));
    call_add(&call);
    call_add(&other);
    engine_remove(c.engine, &call.transfer);
    run_until_done(&other);
    assert_int_equal(call.transfer.result, PARL_CANCELLED);
    assert_int_equal(server_n_requests(c.server), 1);
    caller_close(&c);
}

static void freeing_an_engine_cancels_what_is_on_it(void **state)
{
    struct call call;
    struct caller c;

    (void)state;
    open_streams(&c);
    call_init(&call, &c, caller_url(&c, "/stall"));
    call_add(&call);
    run_until_bytes(&call, 3);
    engine_free(c.engine);
    c.engine = NULL;
    assert_true(call.transfer.done);
    assert_int_equal(call.transfer.result, PARL_CANCELLED);
    assert_true(server_sees_close(c.server, 0, 10000));
    caller_close(&c);
}

/* ---- inside a sink ---- */

static void a_sink_may_take_off_its_own_transfer(void **state)
{
    struct call call;
    struct caller c;

    (void)state;
    open_streams(&c);
    call_init(&call, &c, caller_url(&c, "/stall"));
    call.removes = &call;
    call_add(&call);
    run_until_done(&call);
    assert_int_equal(call.transfer.result, PARL_CANCELLED);
    assert_int_equal(call.n_bytes, 3);
    assert_true(server_sees_close(c.server, 0, 10000));
    caller_close(&c);
}

static void a_sink_may_take_off_another_transfer(void **state)
{
    static const char *const paths[] = { "/mute", "/stall", "/slow" };

    (void)state;
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        struct call victim, killer;
        char url[64];
        struct caller c;

        open_streams(&c);
        strcpy(url, caller_url(&c, paths[i]));
        call_init(&victim, &c, url);
        call_add(&victim);
        engine_run(c.engine, 10);
        call_init(&killer, &c, caller_url(&c, "/slow"));
        killer.removes = &victim;
        call_add(&killer);
        run_until_done(&victim);
        assert_int_equal(victim.transfer.result, PARL_CANCELLED);
        memset(&victim, 0xEE, sizeof(victim));
        run_until_done(&killer);
        assert_int_equal(killer.transfer.result, PARL_OK);
        caller_close(&c);
    }
}

static void a_sink_may_add_a_transfer(void **state)
{
    struct call first, second;
    char url[64];
    struct caller c;

    (void)state;
    open_streams(&c);
    strcpy(url, caller_url(&c, "/slow"));
    call_init(&second, &c, url);
    call_init(&first, &c, caller_url(&c, "/"));
    first.adds = &second;
    call_add(&first);
    run_until_done(&first);
    run_until_done(&second);
    assert_int_equal(second.n_bytes, 8);
    caller_close(&c);
}

static void a_sink_may_add_and_take_off_the_same(void **state)
{
    struct call first, second;
    struct caller c;

    (void)state;
    open_streams(&c);
    call_init(&second, &c, "http://127.0.0.1:1/");
    call_init(&first, &c, caller_url(&c, "/slow"));
    first.adds = first.removes = &second;
    call_add(&first);
    run_until_done(&first);
    assert_int_equal(first.transfer.result, PARL_OK);
    assert_int_equal(second.transfer.result, PARL_CANCELLED);
    caller_close(&c);
}

/* ---- waking ---- */

static void *wake_later(void *engine)
{
    nap(50);
    engine_wake(engine);
    return NULL;
}

static void another_thread_ends_the_wait(void **state)
{
    int64_t begin = clock_ms();
    struct caller c;
    pthread_t thread;

    (void)state;
    caller_open(&c, NULL, 0);
    pthread_create(&thread, NULL, wake_later, c.engine);
    engine_run(c.engine, 10000);
    assert_in_range(clock_ms() - begin, 40, 5000);
    pthread_join(thread, NULL);

    engine_wake(c.engine); /* before the wait */
    begin = clock_ms();
    engine_run(c.engine, 10000);
    assert_true(clock_ms() - begin < 5000);
    caller_close(&c);
}

static void a_wait_ends_in_time(void **state)
{
    int64_t begin = clock_ms();
    struct call call;
    struct caller c;

    (void)state;
    open_streams(&c);
    call_init(&call, &c, caller_url(&c, "/mute"));
    call_add(&call);
    for (int i = 0; i < 5; i++)
        engine_run(c.engine, 30);
    assert_in_range(clock_ms() - begin, 50, 5000);
    assert_false(call.transfer.done);
    engine_remove(c.engine, &call.transfer);
    caller_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_transfers_run_at_once),
        cmocka_unit_test(one_timeout_leaves_the_others_alone),
        cmocka_unit_test(a_reader_that_was_away_is_no_timeout),
        cmocka_unit_test(a_program_that_is_started_inherits_no_connection),
        cmocka_unit_test(what_is_taken_off_is_closed_at_once),
        cmocka_unit_test(what_never_ran_is_taken_off_unsent),
        cmocka_unit_test(freeing_an_engine_cancels_what_is_on_it),
        cmocka_unit_test(a_sink_may_take_off_its_own_transfer),
        cmocka_unit_test(a_sink_may_take_off_another_transfer),
        cmocka_unit_test(a_sink_may_add_a_transfer),
        cmocka_unit_test(a_sink_may_add_and_take_off_the_same),
        cmocka_unit_test(another_thread_ends_the_wait),
        cmocka_unit_test(a_wait_ends_in_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
