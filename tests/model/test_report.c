/* Tests lib/report.c. */
#include "support/check.h"

#include <stdio.h>
#include "model/report.h"
#include "support/oom.h"

static void test_entries_keep_their_order(void **state)
{
    struct parl_report report = { .n_entries = 0 };
    struct arena arena;
    char field[32];

    (void)state;
    arena_init(&arena, &mem_libc, 1 << 20);
    report.arena = &arena;
    for (int i = 0; i < 100; i++) {
        snprintf(field, sizeof(field), "/messages/%d", i);
        report_add(&report, PARL_ACTION_DROPPED, field, "nobody takes it");
    }
    assert_int_equal(report.n_entries, 100);
    assert_string_equal(report.entries[0].field, "/messages/0");
    assert_string_equal(report.entries[99].field, "/messages/99");
    assert_string_equal(report.entries[50].reason, "nobody takes it");
    assert_int_equal(report.entries[50].action, PARL_ACTION_DROPPED);
    arena_release(&arena);
}

static void test_texts_are_copied(void **state)
{
    struct parl_report report = { .n_entries = 0 };
    char field[] = "/seed", reason[] = "old";
    struct arena arena;

    (void)state;
    arena_init(&arena, &mem_libc, 1 << 20);
    report.arena = &arena;
    report_add(&report, PARL_ACTION_TRANSLATED, field, reason);
    field[1] = reason[0] = 'x';
    assert_string_equal(report.entries[0].field, "/seed");
    assert_string_equal(report.entries[0].reason, "old");
    arena_release(&arena);
}

static void test_the_first_entry_of_a_field_is_found(void **state)
{
    struct parl_report report = { .n_entries = 0 };
    struct arena arena;

    (void)state;
    arena_init(&arena, &mem_libc, 1 << 20);
    report.arena = &arena;
    assert_null(report_find(&report, "/seed"));
    report_add(&report, PARL_ACTION_DROPPED, "/seed", "one");
    report_add(&report, PARL_ACTION_DROPPED, "/top_k", "two");
    report_add(&report, PARL_ACTION_REFUSED, "/seed", "three");
    assert_string_equal(report_find(&report, "/seed")->reason, "one");
    assert_string_equal(report_find(&report, "/top_k")->reason, "two");
    assert_null(report_find(&report, "/see"));
    arena_release(&arena);
}

/* Entries that there was no memory for are missing; the arena tells. */
static bool report_many(const parl_allocator *mem)
{
    struct parl_report report = { .n_entries = 0 };
    struct arena arena;
    bool done;

    arena_init(&arena, mem, 1 << 20);
    report.arena = &arena;
    for (int i = 0; i < 200; i++)
        report_add(&report, PARL_ACTION_DROPPED, "/seed", "a reason");
    report_find(&report, "/other");
    done = arena.status == PARL_OK;
    arena_release(&arena);
    return done;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    oom_each(report_many);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries_keep_their_order),
        cmocka_unit_test(test_texts_are_copied),
        cmocka_unit_test(test_the_first_entry_of_a_field_is_found),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
