/* tests/transport/test_pool.c -- engines handed from thread to thread, to a
 * forked child, and made while memory runs out. */
#include "support/check.h"
#include "support/caller.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct server_answer hello[] = {
    { .repeats = true,
      .headers = "content-type: application/json\r\n",
      .body = "{\"hello\":1}" },
};

/* ---- one call on a pool ---- */

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
    (void)bytes;
    (void)err;
    *(size_t *)ctx += len;
    return PARL_OK;
}

static parl_status call(struct engine_pool *pool, const char *url,
                        struct error *err)
{
    static const struct http_header headers[] = {
        { "content-type", "application/json", false },
        { "authorization", "Bearer sesame", true },
    };
    const struct http_request request = { .method = "POST",
                                          .url = url,
                                          .headers = headers,
                                          .n_headers = 2,
                                          .body = "{}",
                                          .body_len = 2 };
    size_t n_bytes = 0;
    const struct transfer_sink sink = { on_status, on_header, on_body,
                                        &n_bytes };
    struct transfer transfer = { .request = &request,
                                 .sink = &sink,
                                 .limits = { 10000, 10000, 10000, 10000 } };
    struct engine *engine;
    parl_status status = engine_pool_take(pool, &engine, err);

    if (status != PARL_OK)
        return status;
    status = engine_perform(engine, &transfer, err);
    engine_pool_give(pool, engine);
    if (status == PARL_OK)
        assert_int_equal(n_bytes, strlen("{\"hello\":1}"));
    return status;
}

static const struct transport_options plain_options = {
    .mem = &mem_libc, .user_agent = "parlance-test", .max_header_bytes = 65536
};

/* ---- threads ---- */

static void what_is_given_back_is_taken_again(void **state)
{
    struct engine_pool *pool;
    struct engine *first, *second, *again;

    (void)state;
    assert_int_equal(engine_pool_new(&pool, &plain_options, NULL), PARL_OK);
    assert_int_equal(engine_pool_take(pool, &first, NULL), PARL_OK);
    assert_int_equal(engine_pool_take(pool, &second, NULL), PARL_OK);
    assert_ptr_not_equal(first, second);
    engine_pool_give(pool, first);
    engine_pool_give(pool, second);
    assert_int_equal(engine_pool_take(pool, &again, NULL), PARL_OK);
    assert_ptr_equal(again, second);
    engine_pool_give(pool, again);
    engine_pool_free(pool);
}

static void a_user_agent_stays_one_line(void **state)
{
    struct transport_options options = plain_options;
    struct error err = ERROR_INIT;
    struct engine_pool *pool;
    struct engine *engine;

    (void)state;
    options.user_agent = "test/1\r\nx-more: 1";
    assert_int_equal(engine_pool_new(&pool, &options, NULL), PARL_OK);
    assert_int_equal(engine_pool_take(pool, &engine, &err),
                     PARL_INVALID_ARGUMENT);
    assert_null(engine);
    assert_string_equal(err.message,
                        "the value of header user-agent has a line break");
    engine_pool_free(pool);
}

enum { THREADS = 12, CALLS = 40 };

struct work {
    struct engine_pool *pool;
    const char *url;
    size_t n_failed;
};

static void *do_work(void *arg)
{
    struct work *w = arg;

    for (size_t i = 0; i < CALLS; i++)
        w->n_failed += call(w->pool, w->url, NULL) != PARL_OK;
    return NULL;
}

static void threads_share_a_pool(void **state)
{
    struct server *server = server_start(hello, 1);
    pthread_t threads[THREADS];
    struct work work[THREADS];
    struct engine_pool *pool;

    (void)state;
    assert_int_equal(engine_pool_new(&pool, &plain_options, NULL), PARL_OK);
    for (size_t i = 0; i < THREADS; i++) {
        work[i] = (struct work){ pool, server_url(server), 0 };
        pthread_create(&threads[i], NULL, do_work, &work[i]);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(work[i].n_failed, 0);
    }
    assert_int_equal(server_n_requests(server), THREADS * CALLS);
    assert_true(server_n_connections(server) <= THREADS);
    engine_pool_free(pool);
    server_stop(server);
}

static void another_thread_finds_the_kept_connection(void **state)
{
    struct server *server = server_start(hello, 1);
    struct work work;
    struct engine_pool *pool;
    pthread_t thread;

    (void)state;
    assert_int_equal(engine_pool_new(&pool, &plain_options, NULL), PARL_OK);
    work = (struct work){ pool, server_url(server), 0 };
    do_work(&work);
    pthread_create(&thread, NULL, do_work, &work);
    pthread_join(thread, NULL);
    assert_int_equal(work.n_failed, 0);
    assert_int_equal(server_n_connections(server), 1);
    engine_pool_free(pool);
    server_stop(server);
}

/* ---- a child ---- */

static void a_child_may_free_and_the_parent_goes_on(void **state)
{
    struct server *server = server_start(hello, 1);
    struct engine_pool *pool;
    int status;
    pid_t child;

    (void)state;
    assert_int_equal(engine_pool_new(&pool, &plain_options, NULL), PARL_OK);
    assert_int_equal(call(pool, server_url(server), NULL), PARL_OK);
    child = fork();
    if (child == 0) {
        engine_pool_free(pool);
        kill(getpid(), SIGKILL); /* before anybody looks for leaks */
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(WTERMSIG(status), SIGKILL);
    assert_int_equal(call(pool, server_url(server), NULL), PARL_OK);
    assert_int_equal(server_n_connections(server), 1);
    engine_pool_free(pool);
    server_stop(server);
}

/* ---- no memory ---- */

struct scarce {
    size_t left;   /* allocations until there are none */
    size_t n_live; /* bytes */
};

static void *scarce_realloc(void *user, void *old, size_t old_size, size_t size)
{
    struct scarce *s = user;
    void *block;

    if (s->left == 0)
        return NULL;
    s->left--;
    block = realloc(old, size);
    assert_non_null(block);
    s->n_live += size - (old != NULL ? old_size : 0);
    return block;
}

static void *scarce_alloc(void *user, size_t size)
{
    return scarce_realloc(user, NULL, 0, size);
}

static void scarce_free(void *user, void *block, size_t size)
{
    struct scarce *s = user;

    s->n_live -= size;
    free(block);
}

/* What has failed once works as soon as there is memory again. */
static void every_failed_allocation_is_survived(void **state)
{
    struct server *server = server_start(hello, 1);
    struct scarce scarce = { 0 };
    const parl_allocator mem = { &scarce, scarce_alloc, scarce_realloc,
                                 scarce_free };
    struct transport_options options = plain_options;
    parl_status status = PARL_OUT_OF_MEMORY;

    (void)state;
    options.mem = &mem;
    for (size_t n = 0; status != PARL_OK; n++) {
        struct engine_pool *pool;
        struct error err = ERROR_INIT;

        scarce.left = n;
        status = engine_pool_new(&pool, &options, &err);
        if (status == PARL_OK)
            status = call(pool, server_url(server), &err);
        assert_int_equal(err.status, status);
        if (status != PARL_OK)
            assert_int_equal(status, PARL_OUT_OF_MEMORY);
        if (pool != NULL) {
            scarce.left = 1000;
            assert_int_equal(call(pool, server_url(server), &err), PARL_OK);
        }
        engine_pool_free(pool);
        assert_int_equal(scarce.n_live, 0);
    }
    server_stop(server);
}

static void a_kept_call_allocates_nothing(void **state)
{
    struct server *server = server_start(hello, 1);
    struct scarce scarce = { .left = 1000 };
    const parl_allocator mem = { &scarce, scarce_alloc, scarce_realloc,
                                 scarce_free };
    struct transport_options options = plain_options;
    struct engine_pool *pool;

    (void)state;
    options.mem = &mem;
    assert_int_equal(engine_pool_new(&pool, &options, NULL), PARL_OK);
    assert_int_equal(call(pool, server_url(server), NULL), PARL_OK);
    scarce.left = 0;
    assert_int_equal(call(pool, server_url(server), NULL), PARL_OK);
    engine_pool_free(pool);
    server_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_back_is_taken_again),
        cmocka_unit_test(a_user_agent_stays_one_line),
        cmocka_unit_test(threads_share_a_pool),
        cmocka_unit_test(another_thread_finds_the_kept_connection),
        cmocka_unit_test(a_child_may_free_and_the_parent_goes_on),
        cmocka_unit_test(every_failed_allocation_is_survived),
        cmocka_unit_test(a_kept_call_allocates_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
