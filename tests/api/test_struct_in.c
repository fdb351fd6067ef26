/* tests/api/test_struct_in.c -- structs of any age are taken. */
#include "support/check.h"

#include <stdlib.h>
#include "api/struct_in.h"

struct today {
    size_t struct_size;
    int64_t a, b;
};

/* The first half of today's. */
struct yesterday {
    size_t struct_size;
    int64_t a;
};

struct tomorrow {
    size_t struct_size;
    int64_t a, b, c;
};

static parl_status take(struct today *to, const void *from, struct error *err)
{
    return struct_in(to, sizeof(*to), from, "the struct", err);
}

static void test_a_struct_of_today_is_copied(void **state)
{
    const struct today from = { sizeof(from), 1, 2 };
    struct today to;

    (void)state;
    assert_int_equal(take(&to, &from, NULL), PARL_OK);
    assert_memory_equal(&to, &from, sizeof(to));
}

static void test_members_of_a_newer_library_stay_zero(void **state)
{
    /* in a block of its own size, so that a byte too far is seen */
    struct yesterday *from = malloc(sizeof(*from));
    struct today to = { 9, 9, 9 };

    (void)state;
    assert_non_null(from);
    *from = (struct yesterday){ sizeof(*from), 1 };
    assert_int_equal(take(&to, from, NULL), PARL_OK);
    assert_int_equal(to.a, 1);
    assert_int_equal(to.b, 0);
    free(from);
}

static void test_unset_members_of_a_newer_header_do_no_harm(void **state)
{
    const struct tomorrow from = { sizeof(from), 1, 2, 0 };
    struct today to;

    (void)state;
    assert_int_equal(take(&to, &from, NULL), PARL_OK);
    assert_int_equal(to.b, 2);
}

static void test_a_set_member_of_a_newer_header_is_refused(void **state)
{
    const struct tomorrow from = { sizeof(from), 1, 2, (int64_t)1 << 62 };
    struct error err = ERROR_INIT;
    struct today to;

    (void)state;
    assert_int_equal(take(&to, &from, &err), PARL_INVALID_ARGUMENT);
    assert_non_null(strstr(err.message, "the struct has a member set"));
}

static void test_a_forgotten_size_is_refused(void **state)
{
    const struct today from = { 0, 1, 2 }, tiny = { 1, 1, 2 };
    struct error err = ERROR_INIT;
    struct today to;

    (void)state;
    assert_int_equal(take(&to, &from, &err), PARL_INVALID_ARGUMENT);
    assert_string_equal(
        err.message,
        "the struct: struct_size is not set (its ..._INIT sets it)");
    assert_int_equal(take(&to, &tiny, NULL), PARL_INVALID_ARGUMENT);
}

static void test_nothing_is_refused(void **state)
{
    struct error err = ERROR_INIT;
    struct today to;

    (void)state;
    assert_int_equal(take(&to, NULL, &err), PARL_INVALID_ARGUMENT);
    assert_string_equal(err.message, "the struct is NULL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_struct_of_today_is_copied),
        cmocka_unit_test(test_members_of_a_newer_library_stay_zero),
        cmocka_unit_test(test_unset_members_of_a_newer_header_do_no_harm),
        cmocka_unit_test(test_a_set_member_of_a_newer_header_is_refused),
        cmocka_unit_test(test_a_forgotten_size_is_refused),
        cmocka_unit_test(test_nothing_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
