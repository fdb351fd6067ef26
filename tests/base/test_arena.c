/* tests/base/test_arena.c -- memory that dies together. */
#include "support/check.h"

#include "base/arena.h"
#include "support/oom.h"

static void test_every_size_is_zeroed_aligned_and_apart(void **state)
{
    struct arena a;
    unsigned char *blocks[300];

    (void)state;
    arena_init(&a, &mem_libc, 1000000);
    for (size_t size = 0; size < 300; size++) {
        blocks[size] = arena_alloc(&a, size);
        assert_non_null(blocks[size]);
        assert_int_equal((uintptr_t)blocks[size] % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(blocks[size][i], 0);
        memset(blocks[size], (int)size, size);
    }
    for (size_t size = 0; size < 300; size++) {
        for (size_t i = 0; i < size; i++)
            assert_int_equal(blocks[size][i], size & 0xFF);
    }
    arena_release(&a);
}

static void test_a_block_larger_than_usual_has_its_place(void **state)
{
    struct arena a;
    char *small, *large;

    (void)state;
    arena_init(&a, &mem_libc, 1000000);
    small = arena_strdup(&a, "small");
    large = arena_alloc(&a, 100000);
    assert_non_null(large);
    memset(large, 'x', 100000);
    assert_string_equal(small, "small");
    arena_release(&a);
}

static void test_much_comes_in_few_blocks(void **state)
{
    struct arena a;
    struct oom oom;

    (void)state;
    oom_init(&oom, OOM_NEVER);
    arena_init(&a, &oom.mem, 10000000);
    for (int i = 0; i < 1000; i++)
        assert_non_null(arena_alloc(&a, 496));
    assert_true(oom.calls < 20);
    arena_release(&a);
    oom_check(&oom);
}

static void test_the_limit_is_reached_but_not_passed(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, &mem_libc, 100);
    assert_non_null(arena_alloc(&a, 60));
    assert_null(arena_alloc(&a, 60));
    assert_int_equal(a.status, PARL_TOO_LARGE);
    assert_null(arena_alloc(&a, 1));
    arena_release(&a);
}

static void test_an_array_that_would_overflow_is_too_large(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, &mem_libc, (size_t)-1);
    assert_null(arena_array(&a, SIZE_MAX / 2, 3));
    assert_int_equal(a.status, PARL_TOO_LARGE);
    arena_release(&a);
}

static void test_the_largest_sizes_are_too_large(void **state)
{
    static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 15,
                                    SIZE_MAX / 2 + 1 };

    (void)state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct arena a;

        arena_init(&a, &mem_libc, (size_t)-1);
        assert_null(arena_alloc(&a, sizes[i]));
        assert_int_equal(a.status, PARL_TOO_LARGE);
        arena_release(&a);
    }
}

static void test_texts_end_with_nul(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, &mem_libc, 1000);
    assert_string_equal(arena_text(&a, "abcdef", 3), "abc");
    assert_string_equal(arena_text(&a, NULL, 0), "");
    assert_string_equal(arena_strdup(&a, "all"), "all");
    assert_null(arena_strdup(&a, NULL));
    assert_string_equal(arena_format(&a, "%d of %s", 1, "two"), "1 of two");
    assert_int_equal(a.status, PARL_OK);
    arena_release(&a);
}

static bool fill(const parl_allocator *mem)
{
    struct arena a;
    parl_status status;

    arena_init(&a, mem, 100000);
    for (size_t i = 0; i < 20; i++) {
        arena_alloc(&a, 500);
        arena_format(&a, "%3000s", "x");
        ARENA_ARRAY(&a, i, uint64_t);
    }
    status = a.status;
    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    arena_release(&a);
    return status == PARL_OK;
}

static void test_no_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(fill);
}

static void test_a_failed_arena_gives_nothing_more(void **state)
{
    struct oom o;
    struct arena a;

    (void)state;
    oom_init(&o, 0);
    arena_init(&a, &o.mem, 1000);
    assert_null(ARENA_NEW(&a, uint64_t));
    assert_null(arena_strdup(&a, "text"));
    assert_null(arena_format(&a, "text"));
    assert_int_equal(a.status, PARL_OUT_OF_MEMORY);
    arena_release(&a);
    oom_check(&o);
}

static void test_a_zeroed_arena_may_be_released(void **state)
{
    struct arena a = { 0 };

    (void)state;
    arena_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_size_is_zeroed_aligned_and_apart),
        cmocka_unit_test(test_a_block_larger_than_usual_has_its_place),
        cmocka_unit_test(test_much_comes_in_few_blocks),
        cmocka_unit_test(test_the_limit_is_reached_but_not_passed),
        cmocka_unit_test(test_an_array_that_would_overflow_is_too_large),
        cmocka_unit_test(test_the_largest_sizes_are_too_large),
        cmocka_unit_test(test_texts_end_with_nul),
        cmocka_unit_test(test_no_memory_is_said_and_nothing_leaks),
        cmocka_unit_test(test_a_failed_arena_gives_nothing_more),
        cmocka_unit_test(test_a_zeroed_arena_may_be_released),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
