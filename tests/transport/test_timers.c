/* tests/transport/test_timers.c -- which timer ends a transfer, and when. */
#include "support/check.h"
#include "transport/timers.h"

static const struct transfer_limits limits = {
    .connect_ms = 5, .first_byte_ms = 100, .silence_ms = 10, .total_ms = 1000
};

static void assert_expires(const struct timers *t, int64_t at, const char *name)
{
    struct error err = ERROR_INIT;

    assert_int_equal(timers_deadline(t), at);
    assert_int_equal(timers_check(t, at - 1, &err), PARL_OK);
    assert_int_equal(timers_check(t, at, &err), PARL_TIMEOUT);
    assert_non_null(strstr(err.message, name));
}

static void each_phase_has_its_timer(void **state)
{
    struct timers t;

    (void)state;
    timers_start(&t, &limits, 50);
    assert_expires(&t, 1050, "total_timeout_ms");
    timers_enter(&t, TIMERS_SENDING, 200);
    assert_expires(&t, 300, "first_byte_timeout_ms");
    timers_enter(&t, TIMERS_ANSWERING, 290);
    assert_expires(&t, 300, "silence_timeout_ms");
}

static void only_a_byte_sets_a_timer_back(void **state)
{
    struct timers t;

    (void)state;
    timers_start(&t, &limits, 0);
    timers_enter(&t, TIMERS_SENDING, 0);
    timers_count(&t, 0, 0, 30);
    assert_expires(&t, 100, "first_byte");
    timers_count(&t, 1, 0, 40);
    assert_expires(&t, 140, "first_byte");
    timers_enter(&t, TIMERS_ANSWERING, 50);
    timers_count(&t, 1, 1, 55);
    timers_count(&t, 1, 1, 60);
    assert_expires(&t, 65, "silence");
}

static void the_total_is_never_set_back(void **state)
{
    struct timers t;

    (void)state;
    timers_start(&t, &limits, 0);
    timers_enter(&t, TIMERS_ANSWERING, 0);
    for (int64_t now = 0; now <= 995; now += 5)
        timers_count(&t, 0, now, now);
    assert_expires(&t, 1000, "total");
}

static void no_limit_is_no_deadline(void **state)
{
    static const struct transfer_limits none = { 0 };
    static const struct transfer_limits huge = { INT64_MAX, INT64_MAX,
                                                 INT64_MAX, INT64_MAX };
    struct timers t;

    (void)state;
    for (int phase = TIMERS_CONNECTING; phase <= TIMERS_ANSWERING; phase++) {
        timers_start(&t, &none, 7);
        timers_enter(&t, (enum timers_phase)phase, 7);
        assert_int_equal(timers_deadline(&t), TIMERS_NEVER);
        timers_start(&t, &huge, 7);
        timers_enter(&t, (enum timers_phase)phase, 7);
        assert_int_equal(timers_deadline(&t), TIMERS_NEVER);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_phase_has_its_timer),
        cmocka_unit_test(only_a_byte_sets_a_timer_back),
        cmocka_unit_test(the_total_is_never_set_back),
        cmocka_unit_test(no_limit_is_no_deadline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
