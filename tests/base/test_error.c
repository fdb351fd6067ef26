/* tests/base/test_error.c -- what went wrong, on the inside. */
#include "support/check.h"

#include <stdbool.h>
#include "base/error.h"

static void test_setting_gives_back_the_status(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(error_set(&err, PARL_PROTOCOL, "byte %d", 7),
                     PARL_PROTOCOL);
    assert_int_equal(err.status, PARL_PROTOCOL);
    assert_string_equal(err.message, "byte 7");
    assert_int_equal(err.retry_after_ms, -1);
    assert_int_equal(err.http_status, 0);
}

static void test_nobody_has_to_want_to_know(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, PARL_NETWORK, "x"), PARL_NETWORK);
    assert_int_equal(error_memory(NULL, PARL_TOO_LARGE, "x"), PARL_TOO_LARGE);
}

static void test_what_may_pass_is_worth_a_retry(void **state)
{
    static const struct {
        parl_status status;
        bool retryable;
    } cases[] = {
        { PARL_OK, false },
        { PARL_INVALID_ARGUMENT, false },
        { PARL_UNSUPPORTED, false },
        { PARL_AUTHENTICATION, false },
        { PARL_QUOTA_EXCEEDED, false },
        { PARL_CONTENT_FILTERED, false },
        { PARL_CANCELLED, false },
        { PARL_OUT_OF_MEMORY, false },
        { PARL_PROTOCOL, false },
        { PARL_RATE_LIMITED, true },
        { PARL_OVERLOADED, true },
        { PARL_SERVER_ERROR, true },
        { PARL_TIMEOUT, true },
        { PARL_NETWORK, true },
        { PARL_TRUNCATED, true },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct error err = ERROR_INIT;

        error_set(&err, cases[i].status, "x");
        assert_int_equal(err.retryable, cases[i].retryable);
    }
}

static void test_memory_says_which_of_the_two(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(error_memory(&err, PARL_TOO_LARGE, "a body"),
                     PARL_TOO_LARGE);
    assert_string_equal(err.message, "a body is over its limit");
    assert_int_equal(error_memory(&err, PARL_OUT_OF_MEMORY, "a body"),
                     PARL_OUT_OF_MEMORY);
    assert_string_equal(err.message, "no memory for a body");
}

/* Each text is cut after each of its bytes. */
static void test_a_cut_falls_on_a_border_of_characters(void **state)
{
    static const char text[] = "a\xC3\xA9z\xE2\x82\xACz\xF0\x9F\x98\x80z";
    static const size_t borders[] = { 0, 1, 1, 3, 4, 4, 4, 7, 8, 8, 8, 8, 12 };

    (void)state;
    for (size_t size = 1; size <= 13; size++) {
        char field[16];

        memset(field, 'x', sizeof(field));
        error_copy(field, size, text, sizeof(text) - 1);
        assert_int_equal(strlen(field), borders[size - 1]);
        assert_memory_equal(field, text, strlen(field));
        assert_int_equal(field[size], 'x');
    }
}

static void test_a_short_text_is_copied_whole(void **state)
{
    char field[16];

    (void)state;
    error_copy(field, sizeof(field), "text\xC3\xA9 and more", 6);
    assert_string_equal(field, "text\xC3\xA9");
    error_copy(field, sizeof(field), NULL, 0);
    assert_string_equal(field, "");
}

static void test_a_long_message_is_cut(void **state)
{
    char text[3000];
    struct error err = ERROR_INIT;
    size_t len;

    (void)state;
    for (size_t i = 0; i < sizeof(text) - 1; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    text[sizeof(text) - 2] = '\0';
    error_set(&err, PARL_PROTOCOL, "%s", text);
    len = strlen(err.message);
    assert_int_equal(len, sizeof(err.message) - 2);
    assert_memory_equal(err.message, text, len);
}

static void test_what_is_kept_has_nothing_of_before(void **state)
{
    struct error err, kept;

    (void)state;
    memset(&err, 's', sizeof(err));
    memset(&kept, 's', sizeof(kept));
    error_init(&err);
    error_set(&err, PARL_NETWORK, "no route");
    error_keep(&kept, &err);
    assert_int_equal(kept.status, PARL_NETWORK);
    assert_int_equal(kept.retryable, true);
    assert_string_equal(kept.message, "no route");
    assert_null(memchr(kept.message, 's', sizeof(kept.message)));
    assert_null(memchr(kept.request_id, 's', sizeof(kept.request_id)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_setting_gives_back_the_status),
        cmocka_unit_test(test_nobody_has_to_want_to_know),
        cmocka_unit_test(test_what_may_pass_is_worth_a_retry),
        cmocka_unit_test(test_memory_says_which_of_the_two),
        cmocka_unit_test(test_a_cut_falls_on_a_border_of_characters),
        cmocka_unit_test(test_a_short_text_is_copied_whole),
        cmocka_unit_test(test_a_long_message_is_cut),
        cmocka_unit_test(test_what_is_kept_has_nothing_of_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
