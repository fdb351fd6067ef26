/* Tests lib/wire/joiner.c. */
#include "support/check.h"

#include "base/mem.h"
#include "wire/joiner.h"
#include "wire/utf8.h"

#define LOST "\xEF\xBF\xBD"

struct text_case {
    struct span in;
    const char *out;
};

/* Halves of a pair are written as json_decode() writes them. */
static const struct text_case cases[] = {
    { { "", 0 }, "" },
    { { "plain text, longer than a word", 30 },
      "plain text, longer than a word" },
    { { "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", 11 },
      "\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80" },
    { { "a\xED\xA0\xBD\xED\xB8\x80z", 8 }, "a\xF0\x9F\x98\x80z" },
    { { "\xED\xA0\x80\xED\xB0\x80", 6 }, "\xF0\x90\x80\x80" },
    { { "\xED\xAF\xBF\xED\xBF\xBF", 6 }, "\xF4\x8F\xBF\xBF" },
    { { "high \xED\xA0\xBD alone", 14 }, "high " LOST " alone" },
    { { "low \xED\xB8\x80 alone", 13 }, "low " LOST " alone" },
    { { "\xED\xA0\xBD\xED\xA0\xBD\xED\xB8\x80", 9 }, LOST "\xF0\x9F\x98\x80" },
    { { "\xED\xB8\x80\xED\xA0\xBD", 6 }, LOST LOST },
    { { "\xED\xA0\xBD\xC3\xA9", 5 }, LOST "\xC3\xA9" },
    { { "\xED\xA0\xBD\xED\x9F\xBF", 6 }, LOST "\xED\x9F\xBF" },
    { { "\xED\xA0\xBD\xED", 4 }, LOST LOST },
    { { "\xED\xA0\xBD\xFF", 4 }, LOST LOST },
    { { "\xED\xA0"
        "a",
        3 },
      LOST "a" },
    { { "end \xF0\x9F\x98", 7 }, "end " LOST },
    { { "\xE2\x82"
        "a\xC3",
        4 },
      LOST "a" LOST },
    { { "\xFF\x80"
        "b",
        3 },
      LOST LOST "b" },
    { { "\xC0\xAF", 2 }, LOST LOST },
    { { "\xF4\x90\x80\x80", 4 }, LOST LOST LOST LOST },
};

static void feed(struct joiner *joiner, const char *bytes, size_t len,
                 struct buf *out)
{
    joiner_feed(joiner, (struct span){ bytes, len }, out);
    if (out->len > 0)
        assert_true(utf8_valid(out->data, out->len, NULL));
}

static void check_cuts(const struct text_case *c, size_t first, size_t second)
{
    struct joiner joiner = { .n_held = 0 };
    struct buf out;

    buf_init(&out, &mem_libc, 1024);
    feed(&joiner, c->in.ptr, first, &out);
    feed(&joiner, c->in.ptr + first, second - first, &out);
    feed(&joiner, c->in.ptr + second, c->in.len - second, &out);
    joiner_finish(&joiner, &out);
    assert_string_equal(buf_text(&out), c->out);
    buf_release(&out);
}

static void test_every_two_cuts_give_the_same_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        for (size_t k = 0; k <= cases[i].in.len; k++) {
            for (size_t m = k; m <= cases[i].in.len; m++)
                check_cuts(&cases[i], k, m);
        }
    }
}

static void test_byte_by_byte_gives_the_same_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct joiner joiner = { .n_held = 0 };
        struct buf out;

        buf_init(&out, &mem_libc, 1024);
        for (size_t k = 0; k < cases[i].in.len; k++)
            feed(&joiner, cases[i].in.ptr + k, 1, &out);
        joiner_finish(&joiner, &out);
        assert_string_equal(buf_text(&out), cases[i].out);
        buf_release(&out);
    }
}

static void test_after_the_end_nothing_is_held(void **state)
{
    struct joiner joiner = { .n_held = 0 };
    struct buf out;

    (void)state;
    buf_init(&out, &mem_libc, 1024);
    feed(&joiner, "\xED\xA0\xBD\xE2", 4, &out);
    joiner_finish(&joiner, &out);
    joiner_finish(&joiner, &out);
    feed(&joiner, "\xED\xB8\x80", 3, &out);
    assert_string_equal(buf_text(&out), LOST LOST LOST);
    buf_release(&out);
}

static void test_a_full_buffer_keeps_its_failure(void **state)
{
    struct joiner joiner = { .n_held = 0 };
    struct buf out;

    (void)state;
    buf_init(&out, &mem_libc, 4);
    feed(&joiner, "abcd", 4, &out);
    feed(&joiner, "e", 1, &out);
    assert_int_equal(out.status, PARL_TOO_LARGE);
    assert_int_equal(out.len, 4);
    buf_release(&out);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_two_cuts_give_the_same_text),
        cmocka_unit_test(test_byte_by_byte_gives_the_same_text),
        cmocka_unit_test(test_after_the_end_nothing_is_held),
        cmocka_unit_test(test_a_full_buffer_keeps_its_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
