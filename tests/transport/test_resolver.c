/* tests/transport/test_resolver.c -- nobody waits for a resolver that does not
 * answer. */
#include "support/check.h"
#include "support/caller.h"

#include <netdb.h>
#include <time.h>

enum { ANSWERS_AFTER_MS = 3000 };

/* libcurl finds this one before that of the C library. */
int getaddrinfo(const char *host, const char *service,
                const struct addrinfo *hints, struct addrinfo **out)
{
    const struct timespec nap = { ANSWERS_AFTER_MS / 1000, 0 };

    (void)host;
    (void)service;
    (void)hints;
    *out = NULL;
    nanosleep(&nap, NULL);
    return EAI_FAIL;
}

static int64_t clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static const struct http_request request = { .method = "GET",
                                             .url = "https://slow.invalid/" };

static void the_connect_timer_does_not_wait_for_it(void **state)
{
    int64_t begin = clock_ms();
    struct caller c;

    (void)state;
    caller_open(&c, NULL, 0);
    c.limits.connect_ms = 100;
    assert_int_equal(caller_send(&c, &request), PARL_TIMEOUT);
    assert_non_null(strstr(c.error.message, "connect_timeout_ms"));
    caller_close(&c);
    assert_true(clock_ms() - begin < ANSWERS_AFTER_MS / 2);
}

static void taking_off_does_not_wait_for_it(void **state)
{
    int64_t begin = clock_ms();
    struct transfer transfer = { .request = &request };
    struct caller c;

    (void)state;
    caller_open(&c, NULL, 0);
    transfer.sink = &c.sink;
    assert_int_equal(engine_add(c.engine, &transfer, NULL), PARL_OK);
    for (int i = 0; i < 3; i++)
        engine_run(c.engine, 20);
    assert_false(transfer.done);
    engine_remove(c.engine, &transfer);
    caller_close(&c);
    assert_true(clock_ms() - begin < ANSWERS_AFTER_MS / 2);
}

/* Its threads give back their memory when they are through. */
static int wait_for_it(void **state)
{
    const struct timespec nap = { ANSWERS_AFTER_MS / 1000, 500000000 };

    (void)state;
    nanosleep(&nap, NULL);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_connect_timer_does_not_wait_for_it),
        cmocka_unit_test(taking_off_does_not_wait_for_it),
    };

    return cmocka_run_group_tests(tests, NULL, wait_for_it);
}
