/* tests/base/test_http_date.c -- the dates of HTTP headers. */
#include "support/check.h"

#include "base/http_date.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static void the_three_forms_say_the_same(void **state)
{
    static const char *const texts[] = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    };

    (void)state;
    for (size_t i = 0; i < N_OF(texts); i++) {
        int64_t seconds = 0;

        assert_true(http_date_read(texts[i], &seconds));
        assert_int_equal(seconds, 784111777);
    }
}

static void the_calendar_is_kept(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds;
    } dates[] = {
        { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
        { "Thu, 01 Jan 1970 00:00:01 GMT", 1 },
        { "Tue, 29 Feb 2000 23:59:59 GMT", 951868799 },
        { "Wed, 01 Mar 2000 00:00:00 GMT", 951868800 },
        { "Fri, 31 Dec 2027 23:59:60 GMT", 1830297600 },
        { "Thu, 29 Feb 2024 12:00:00 GMT", 1709208000 },
        { "Mon, 01 Mar 2100 00:00:00 GMT", 4107542400 },
        { "Tue, 19 Jan 2038 03:14:08 GMT", 2147483648 },
        { "Friday, 27-Nov-26 10:00:00 GMT", 1795773600 },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(dates); i++) {
        int64_t seconds = 0;

        assert_true(http_date_read(dates[i].text, &seconds));
        assert_int_equal(seconds, dates[i].seconds);
    }
}

static void what_is_no_date_is_left_alone(void **state)
{
    static const char *const texts[] = {
        "",
        "120",
        "Sun",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 PST",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 Nov 1994 08:49:37 GMTX",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nix 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1969 08:49:37 GMT",
        "Su, 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov  6 08:49:37 19945",
    };

    (void)state;
    for (size_t i = 0; i < N_OF(texts); i++) {
        int64_t seconds = 7;

        if (http_date_read(texts[i], &seconds))
            fail_msg("'%s' is taken for a date", texts[i]);
        assert_int_equal(seconds, 7);
    }
}

/* In a block of its own size, so that a byte too far is seen. */
static void no_beginning_is_read_beyond(void **state)
{
    static const char text[] = "Sunday, 06-Nov-94 08:49:37 GMT";

    (void)state;
    for (size_t len = 0; len < sizeof(text) - 1; len++) {
        char *copy = test_calloc(len + 1, 1);
        int64_t seconds;

        memcpy(copy, text, len);
        assert_false(http_date_read(copy, &seconds));
        test_free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_three_forms_say_the_same),
        cmocka_unit_test(the_calendar_is_kept),
        cmocka_unit_test(what_is_no_date_is_left_alone),
        cmocka_unit_test(no_beginning_is_read_beyond),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
