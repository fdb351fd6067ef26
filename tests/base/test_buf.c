/* tests/base/test_buf.c -- bytes that grow, up to a limit. */
#include "support/check.h"

#include "base/buf.h"
#include "support/oom.h"

static void test_pieces_make_one_text(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, &mem_libc, 100);
    buf_add(&b, "one", 3);
    buf_add_char(&b, ',');
    buf_add_text(&b, "two");
    buf_add(&b, NULL, 0);
    assert_string_equal(buf_text(&b), "one,two");
    assert_int_equal(b.len, 7);
    assert_true(buf_ok(&b));
    buf_release(&b);
}

static void test_an_empty_buffer_reads_as_empty_text(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, &mem_libc, 0);
    assert_string_equal(buf_text(&b), "");
    assert_true(buf_ok(&b));
    buf_release(&b);
}

static void test_a_zeroed_buffer_may_be_released(void **state)
{
    struct buf b = { 0 };

    (void)state;
    buf_release(&b);
}

static void test_every_length_keeps_its_bytes_and_a_nul(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, &mem_libc, 2000);
    for (size_t len = 1; len <= 2000; len++) {
        buf_add_char(&b, (char)('a' + len % 26));
        assert_int_equal(strlen(buf_text(&b)), len);
    }
    for (size_t i = 0; i < b.len; i++)
        assert_int_equal(b.data[i], 'a' + (i + 1) % 26);
    buf_release(&b);
}

static void test_the_limit_is_reached_but_not_passed(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, &mem_libc, 4);
    buf_add_text(&b, "1234");
    assert_true(buf_ok(&b));
    buf_add_char(&b, '5');
    assert_int_equal(b.status, PARL_TOO_LARGE);
    assert_string_equal(buf_text(&b), "1234");
    buf_release(&b);
}

static void test_a_failure_stays_until_reset(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, &mem_libc, 4);
    buf_add_text(&b, "12");
    buf_add_text(&b, "too long");
    buf_add_char(&b, '3');
    assert_null(buf_room(&b, 1));
    assert_int_equal(b.status, PARL_TOO_LARGE);
    assert_int_equal(b.len, 2);
    buf_reset(&b);
    assert_true(buf_ok(&b));
    buf_add_text(&b, "ok");
    assert_string_equal(buf_text(&b), "ok");
    buf_release(&b);
}

static void test_a_length_that_would_overflow_is_too_large(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, &mem_libc, (size_t)-1);
    buf_add_char(&b, 'x');
    assert_null(buf_room(&b, (size_t)-1));
    assert_int_equal(b.status, PARL_TOO_LARGE);
    buf_release(&b);
}

static void test_room_is_counted_by_the_caller(void **state)
{
    struct buf b;
    char *room;

    (void)state;
    buf_init(&b, &mem_libc, 100);
    room = buf_room(&b, 10);
    assert_non_null(room);
    memcpy(room, "four", 4);
    b.len += 4;
    assert_string_equal(buf_text(&b), "four");
    buf_release(&b);
}

static bool fill(const parl_allocator *mem)
{
    struct buf b;
    parl_status status;

    buf_init(&b, mem, 1000);
    for (size_t i = 0; i < 100; i++)
        buf_add_text(&b, "0123456789");
    status = b.status;
    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    buf_release(&b);
    return status == PARL_OK;
}

static void test_no_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(fill);
}

static void test_no_memory_keeps_what_was_there(void **state)
{
    struct oom o;
    struct buf b;

    (void)state;
    oom_init(&o, 1);
    buf_init(&b, &o.mem, 1000);
    buf_add_text(&b, "kept");
    assert_null(buf_room(&b, 500));
    assert_int_equal(b.status, PARL_OUT_OF_MEMORY);
    assert_int_equal(b.len, 4);
    assert_memory_equal(b.data, "kept", 4);
    buf_release(&b);
    oom_check(&o);
}

static void test_a_text_without_memory_for_its_nul_is_empty(void **state)
{
    struct oom o;
    struct buf b;

    (void)state;
    oom_init(&o, 0);
    buf_init(&b, &o.mem, 1000);
    assert_string_equal(buf_text(&b), "");
    assert_int_equal(b.status, PARL_OUT_OF_MEMORY);
    buf_release(&b);
    oom_check(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_make_one_text),
        cmocka_unit_test(test_an_empty_buffer_reads_as_empty_text),
        cmocka_unit_test(test_a_zeroed_buffer_may_be_released),
        cmocka_unit_test(test_every_length_keeps_its_bytes_and_a_nul),
        cmocka_unit_test(test_the_limit_is_reached_but_not_passed),
        cmocka_unit_test(test_a_failure_stays_until_reset),
        cmocka_unit_test(test_a_length_that_would_overflow_is_too_large),
        cmocka_unit_test(test_room_is_counted_by_the_caller),
        cmocka_unit_test(test_no_memory_is_said_and_nothing_leaks),
        cmocka_unit_test(test_no_memory_keeps_what_was_there),
        cmocka_unit_test(test_a_text_without_memory_for_its_nul_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
