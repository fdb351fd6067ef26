/* tests/wire/test_number.c -- numbers of JSON, to and from those of C. */
#include "support/comma_locale.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include "wire/number.h"

/* ---- integers ----------------------------------------------------------- */

static void test_integers_are_read_whichever_way_they_are_written(void **state)
{
    static const struct {
        const char *text;
        int64_t value;
    } cases[] = {
        { "0", 0 },
        { "-0", 0 },
        { "7", 7 },
        { "-7", -7 },
        { "12.0", 12 },
        { "12.000", 12 },
        { "-12.0", -12 },
        { "1e3", 1000 },
        { "1E+3", 1000 },
        { "1.5e1", 15 },
        { "1.50e1", 15 },
        { "1200e-2", 12 },
        { "0.012e3", 12 },
        { "0e5", 0 },
        { "0.0e-5", 0 },
        { "0e999999999999999999999999", 0 },
        { "999999999999999999", 999999999999999999 },
        { "1000000000000000000", 1000000000000000000 },
        { "9007199254740993", 9007199254740993 },
        { "9223372036854775807", INT64_MAX },
        { "9223372036854775807.0", INT64_MAX },
        { "9223372036854775.807e3", INT64_MAX },
        { "-9223372036854775807", -INT64_MAX },
        { "-9223372036854775808", INT64_MIN },
        { "922337203685477580700000e-5", INT64_MAX },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int64_t value = 99;

        if (!number_integer(span_of(cases[i].text), &value))
            fail_msg("%s is refused", cases[i].text);
        assert_int_equal(value, cases[i].value);
    }
}

static void test_what_is_no_integer_leaves_the_result_alone(void **state)
{
    static const char *const texts[] = {
        "0.5",
        "12.5",
        "-0.1",
        "1e-1",
        "15e-1",
        "12.0000000000000000000000001",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999999999999",
        "1e19",
        "1e999999999999999999999999",
        "1e-999999999999999999999999",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        int64_t value = 99;

        if (number_integer(span_of(texts[i]), &value))
            fail_msg("%s is accepted", texts[i]);
        assert_int_equal(value, 99);
    }
}

/* ---- doubles ------------------------------------------------------------ */

/* The test runs under the locale C: there, strtod reads JSON. */
static void check_double(const char *text)
{
    double value = 99, want = strtod(text, NULL);

    if (isinf(want)) {
        assert_false(number_double(span_of(text), &value));
        assert_true(value == 99);
        return;
    }
    assert_true(number_double(span_of(text), &value));
    if (memcmp(&value, &want, sizeof(value)) != 0)
        fail_msg("%s reads as %.17g", text, value);
}

static void test_doubles_are_the_nearest(void **state)
{
    static const char *const texts[] = {
        "0",
        "-0",
        "0.0",
        "-0.0e5",
        "1",
        "0.1",
        "-0.7",
        "1e23",
        "9007199254740993",
        "9007199254740993.0000000000000000000000000000000000000001",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "5e-324",
        "2e-324",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "-1e400",
        "1e400",
        "1e-400",
        "0.000001e400",
        "123456789012345678901234567890",
        "0.000000000000000000000000000000000000001e39",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "0e99999999999999999999",
        "10000000000000000000000e-22",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        check_double(texts[i]);
}

/* 2^53 + 1 lies half way between two doubles, and goes to the even one; a
 * digit far behind decides otherwise. */
static void test_a_digit_far_behind_still_counts(void **state)
{
    (void)state;
    for (size_t zeroes = 0; zeroes < 2000; zeroes += 7) {
        char text[2100] = "9007199254740993.";

        memset(text + 17, '0', zeroes);
        text[17 + zeroes] = '0';
        check_double(text);
        text[17 + zeroes] = '1';
        check_double(text);
    }
}

static void test_random_digits_read_as_by_strtod(void **state)
{
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[64];
        uint32_t words[3];

        for (int i = 0; i < 3; i++)
            words[i] = seed = seed * 1664525 + 1013904223;
        snprintf(text, sizeof(text), "%s%u.%u%ue%d", words[0] & 4 ? "-" : "",
                 words[0], words[1], words[2], (int)(words[2] >> 22) - 512);
        check_double(text);
    }
}

/* ---- written ------------------------------------------------------------ */

static void check_written(double value, const char *want)
{
    char text[NUMBER_SIZE + 1];

    text[number_write(value, text)] = '\0';
    assert_string_equal(text, want);
}

static void test_the_shortest_digits_are_written(void **state)
{
    (void)state;
    check_written(0, "0");
    check_written(-0.0, "-0");
    check_written(1, "1");
    check_written(-100, "-100");
    check_written(0.7, "0.7");
    check_written(0.30000000000000004, "0.30000000000000004");
    check_written(1.0 / 3, "0.3333333333333333");
    check_written(1234567.5, "1234567.5");
    check_written(150.25, "150.25");
    check_written(1000000, "1000000");
    check_written(9007199254740991, "9007199254740991");
    check_written(9007199254740992, "9007199254740992");
    check_written(1e23, "1e+23");
    check_written(0.0000001, "1e-07");
    check_written(5e-324, "5e-324");
    check_written(DBL_MAX, "1.7976931348623157e+308");
    check_written(-DBL_MIN, "-2.2250738585072014e-308");
}

static void check_round_trip(double value)
{
    char text[NUMBER_SIZE];
    size_t len = number_write(value, text);
    double back;

    assert_true(len <= NUMBER_SIZE);
    assert_true(number_double((struct span){ text, len }, &back));
    assert_memory_equal(&back, &value, sizeof(value));
}

static void test_what_is_written_reads_back(void **state)
{
    uint64_t bits = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        double value;

        bits = bits * 6364136223846793005U + 1442695040888963407U;
        memcpy(&value, &bits, sizeof(value));
        if (isfinite(value))
            check_round_trip(value);
    }
}

/* ---- the locale --------------------------------------------------------- */

static void test_a_comma_locale_makes_no_difference(void **state)
{
    double value = 0;

    (void)state;
    if (!set_comma_locale()) {
        print_message("no locale with a decimal comma is installed\n");
        skip();
    }
    check_written(0.7, "0.7");
    check_written(-1234567.25, "-1234567.25");
    check_written(1.5e300, "1.5e+300");
    assert_true(number_double(SPAN("-0.25"), &value));
    assert_true(value == -0.25);
    check_round_trip(0.1 + 0.2);
    setlocale(LC_NUMERIC, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integers_are_read_whichever_way_they_are_written),
        cmocka_unit_test(test_what_is_no_integer_leaves_the_result_alone),
        cmocka_unit_test(test_doubles_are_the_nearest),
        cmocka_unit_test(test_a_digit_far_behind_still_counts),
        cmocka_unit_test(test_random_digits_read_as_by_strtod),
        cmocka_unit_test(test_the_shortest_digits_are_written),
        cmocka_unit_test(test_what_is_written_reads_back),
        cmocka_unit_test(test_a_comma_locale_makes_no_difference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
