/* tests/wire/test_utf8.c -- UTF-8 as RFC 3629 has it. */
#include "support/check.h"

#include <stdlib.h>
#include "wire/utf8.h"

/* In a block of its own size, so that a byte too far is seen. */
static bool is_valid(const char *text, size_t len, size_t *at)
{
    char *copy = malloc(len != 0 ? len : 1);
    bool valid;

    memcpy(copy, text, len);
    valid = utf8_valid(copy, len, at);
    free(copy);
    return valid;
}

static bool is_character(uint32_t c)
{
    return c < 0xD800 || (c > 0xDFFF && c < 0x110000);
}

static void test_every_character_comes_back_and_no_other(void **state)
{
    (void)state;
    for (uint32_t c = 0; c < 0x110000; c++) {
        char text[4];
        size_t len = utf8_put(c, text);
        bool valid;
        size_t step = utf8_step(text, len, &valid);

        assert_int_equal(valid, is_character(c));
        if (valid)
            assert_int_equal(step, len);
    }
}

/* The length of the character that `text` begins with, by the definition: what
 * utf8_put() would write for it; 0 when there is none. */
static size_t length_by_definition(const char text[3])
{
    const unsigned char *b = (const unsigned char *)text;
    const uint32_t characters[] = {
        b[0],
        (b[0] & 0x1FU) << 6 | (b[1] & 0x3FU),
        (b[0] & 0x0FU) << 12 | (b[1] & 0x3FU) << 6 | (b[2] & 0x3FU),
    };

    for (size_t len = 1; len <= 3; len++) {
        uint32_t c = characters[len - 1];
        char out[4];

        if (is_character(c) && utf8_put(c, out) == len &&
            memcmp(out, text, len) == 0)
            return len;
    }
    return 0;
}

static void test_all_three_bytes_are_judged_by_the_definition(void **state)
{
    (void)state;
    for (uint32_t bits = 0; bits < 0x1000000; bits++) {
        char text[3] = { (char)(bits >> 16), (char)(bits >> 8), (char)bits };
        bool valid;
        size_t len = utf8_step(text, 3, &valid);

        if ((valid ? len : 0) != length_by_definition(text))
            fail_msg("%06x is misjudged", (unsigned)bits);
    }
}

static void test_a_bad_byte_is_found_at_every_place(void **state)
{
    static const char *const bad[] = {
        "\x80",
        "\xBF",
        "\xC0\xAF",
        "\xC1\x81",
        "\xC3",
        "\xE2\x82",
        "\xE0\x80\xAF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x9F\x98",
        "\xF0\x80\x80\xAF",
        "\xF4\x90\x80\x80",
        "\xF5",
        "\xFF",
        "\xFE",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        for (size_t before = 0; before < 20; before++) {
            char text[64] = "";
            size_t at = 99;

            memset(text, 'x', before);
            strcat(text, bad[i]);
            assert_false(is_valid(text, strlen(text), &at));
            assert_int_equal(at, before);
            strcat(text, "and more text behind");
            assert_false(is_valid(text, strlen(text), &at));
            assert_int_equal(at, before);
        }
    }
}

static void test_good_text_of_every_length_is_valid(void **state)
{
    static const char text[] = "a\xC3\xA9"
                               "bc\xE2\x82\xAC"
                               "d\xF0\x9F\x98\x80"
                               "efghijklmnop\xEF\xBF\xBD"
                               "\xEE\x80\x80\0z";
    size_t border = 0;

    (void)state;
    for (size_t len = 0; len < sizeof(text); len++) {
        bool on_border = ((unsigned char)text[len] & 0xC0) != 0x80;
        size_t at;

        if (on_border)
            border = len;
        assert_int_equal(is_valid(text, len, &at), on_border);
        if (!on_border)
            assert_int_equal(at, border);
    }
}

static void test_nobody_has_to_ask_where(void **state)
{
    (void)state;
    assert_false(utf8_valid("\xFF", 1, NULL));
    assert_true(utf8_valid(NULL, 0, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_character_comes_back_and_no_other),
        cmocka_unit_test(test_all_three_bytes_are_judged_by_the_definition),
        cmocka_unit_test(test_a_bad_byte_is_found_at_every_place),
        cmocka_unit_test(test_good_text_of_every_length_is_valid),
        cmocka_unit_test(test_nobody_has_to_ask_where),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
