/* tests/route/test_retry.c -- whether a call that failed is made again, and
 * when. */
#include "support/check.h"

#include "route/retry.h"

static const struct retry_policy policy = { .max_retries = 10,
                                            .first_delay_ms = 500,
                                            .max_delay_ms = 8000,
                                            .max_wait_ms = 120000,
                                            .deadline_ms = 600000 };

static struct error failure(int64_t retry_after_ms)
{
    const struct error err = { .status = PARL_OVERLOADED,
                               .retryable = true,
                               .retry_after_ms = retry_after_ms };

    return err;
}

static void the_wait_doubles_up_to_its_limit(void **state)
{
    static const int64_t whole[] = { 500,  1000, 2000, 4000, 8000,
                                     8000, 8000, 8000, 8000, 8000 };
    const struct error err = failure(-1);

    (void)state;
    for (int n = 0; n < 10; n++) {
        int64_t least = INT64_MAX, most = 0;

        for (uint64_t random = 0; random < 10000; random++) {
            const int64_t delay = retry_delay(&policy, &err, n, 0, random);

            assert_in_range(delay, whole[n] * 3 / 4, whole[n]);
            least = delay < least ? delay : least;
            most = delay > most ? delay : most;
        }
        assert_int_equal(least, whole[n] * 3 / 4);
        assert_int_equal(most, whole[n]);
    }
}

static void what_the_server_asks_for_is_kept(void **state)
{
    static const int64_t waits[] = { 0, 1, 9000, 120000 };

    (void)state;
    for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
        const struct error err = failure(waits[i]);

        assert_int_equal(retry_delay(&policy, &err, 3, 0, 77), waits[i]);
    }
}

static void a_longer_wait_than_the_longest_is_final(void **state)
{
    const struct error err = failure(120001);

    (void)state;
    assert_int_equal(retry_delay(&policy, &err, 0, 0, 0), RETRY_NEVER);
}

static void only_what_may_pass_is_tried_again(void **state)
{
    struct error err = failure(5);

    (void)state;
    err.retryable = false;
    assert_int_equal(retry_delay(&policy, &err, 0, 0, 0), RETRY_NEVER);
}

static void no_more_often_than_allowed(void **state)
{
    const struct error err = failure(5);
    struct retry_policy p = policy;

    (void)state;
    assert_int_equal(retry_delay(&p, &err, 9, 0, 0), 5);
    assert_int_equal(retry_delay(&p, &err, 10, 0, 0), RETRY_NEVER);
    p.max_retries = 0;
    assert_int_equal(retry_delay(&p, &err, 0, 0, 0), RETRY_NEVER);
}

static void nothing_begins_behind_the_deadline(void **state)
{
    const struct error err = failure(1000);
    struct retry_policy p = policy;

    (void)state;
    assert_int_equal(retry_delay(&p, &err, 0, 598999, 0), 1000);
    assert_int_equal(retry_delay(&p, &err, 0, 599000, 0), RETRY_NEVER);
    p.deadline_ms = 0;
    assert_int_equal(retry_delay(&p, &err, 0, 599000, 0), 1000);
}

/* Nothing overflows, whatever a program asks for. */
static void no_number_is_too_large(void **state)
{
    const struct error err = failure(-1);
    struct retry_policy p = policy;

    (void)state;
    p.max_retries = INT32_MAX;
    p.max_delay_ms = INT64_MAX;
    p.deadline_ms = 0;
    for (int n = 0; n < 200; n++)
        assert_true(retry_delay(&p, &err, n, 0, UINT64_MAX) > 0);
    p.first_delay_ms = INT64_MAX;
    assert_true(retry_delay(&p, &err, 0, 0, 3) > 0);
    p.first_delay_ms = 0;
    assert_int_equal(retry_delay(&p, &err, 100, 0, 3), 0);
    p = policy;
    p.max_delay_ms = 0;
    assert_int_equal(retry_delay(&p, &err, 2, 0, 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_wait_doubles_up_to_its_limit),
        cmocka_unit_test(what_the_server_asks_for_is_kept),
        cmocka_unit_test(a_longer_wait_than_the_longest_is_final),
        cmocka_unit_test(only_what_may_pass_is_tried_again),
        cmocka_unit_test(no_more_often_than_allowed),
        cmocka_unit_test(nothing_begins_behind_the_deadline),
        cmocka_unit_test(no_number_is_too_large),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
