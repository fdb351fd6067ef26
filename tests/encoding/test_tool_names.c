/* tests/encoding/test_tool_names.c -- names of tools, there and back. */
#include "support/check.h"

#include <stdio.h>
#include "encoding/tool_names.h"

static const struct name_rule strict = { .more = "_", .no_digit_first = true };
static const struct name_rule usual = { .more = "_-", .max = 64 };

static bool fits(const struct name_rule *rule, const char *name)
{
    if (*name == '\0' || (rule->no_digit_first && *name >= '0' && *name <= '9'))
        return false;
    for (; *name != '\0'; name++) {
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                   "0123456789",
                   *name) == NULL &&
            strchr(rule->more, *name) == NULL)
            return false;
    }
    return true;
}

/* All names of up to four of these: whatever they are, each is spelt as it is
 * taken, and comes back as it was, so that no two are spelt alike. */
static void check_every_name(const struct name_rule *rule)
{
    static const char *const pieces[] = { "",      "_",     "x",       "2",
                                          "d",     "-",     ".",       "_x2d",
                                          "_x2d_", "_x5f_", "\xC3\xA9" };
    enum { N = sizeof(pieces) / sizeof(pieces[0]) };
    struct encoding e = { .arena = NULL };
    struct arena arena;

    arena_init(&arena, &mem_libc, SIZE_MAX);
    e.arena = &arena;
    for (size_t i = 1; i < (size_t)N * N * N * N; i++) {
        char name[64];
        const char *sent;

        snprintf(name, sizeof(name), "%s%s%s%s", pieces[i % N],
                 pieces[i / N % N], pieces[i / N / N % N],
                 pieces[i / N / N / N]);
        sent = sent_name(&e, rule, name, NULL);
        if (!fits(rule, sent) ||
            !span_is(meant_name(&arena, rule, span_of(sent)), name))
            fail_msg("%s, %s", name, sent);
    }
    arena_release(&arena);
}

static void test_every_name_comes_back(void **state)
{
    (void)state;
    check_every_name(&strict);
    check_every_name(&usual);
}

static void test_what_is_taken_stays(void **state)
{
    static const char *const names[] = { "a-b_c9", "9a", "_x2d", "_xzz_" };
    struct encoding e = { .arena = NULL };

    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_ptr_equal(sent_name(&e, &usual, names[i], NULL), names[i]);
    assert_null(sent_name(&e, &usual, NULL, "/x"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_name_comes_back),
        cmocka_unit_test(test_what_is_taken_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
