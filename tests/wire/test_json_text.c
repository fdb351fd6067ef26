/* tests/wire/test_json_text.c -- what stands between the quotes. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/oom.h"
#include "wire/json_in.h"

/* ---- help --------------------------------------------------------------- */

/* Reads the text "BYTES", from a block of its own size. */
static bool decode(const char *bytes, size_t len, struct buf *out)
{
    char *document = malloc(len + 2);
    struct json_in in;
    struct span text;
    bool ok;

    document[0] = document[len + 1] = '"';
    memcpy(document + 1, bytes, len);
    json_in_init(&in, document, len + 2, 0);
    text = json_string(&in, out);
    ok = json_at_end(&in);
    assert_true(ok == (text.ptr != NULL));
    if (text.ptr == document + 1) /* borrowed: `out` was not used */
        buf_add(out, text.ptr, text.len);
    free(document);
    return ok;
}

static void check_decoded(const char *bytes, size_t len, const char *want,
                          size_t want_len)
{
    struct buf out;

    buf_init(&out, &mem_libc, 10000);
    if (!decode(bytes, len, &out))
        fail_msg("\"%s\" is refused", bytes);
    if (out.len != want_len || memcmp(buf_text(&out), want, want_len) != 0)
        fail_msg("\"%s\" reads as \"%s\"", bytes, buf_text(&out));
    buf_release(&out);
}

static void check_refused(const char *bytes)
{
    struct buf out;

    buf_init(&out, &mem_libc, 10000);
    if (decode(bytes, strlen(bytes), &out))
        fail_msg("\"%s\" is accepted", bytes);
    buf_release(&out);
}

struct example {
    const char *raw, *text;
};

static void check_all(const struct example *examples, size_t n)
{
    for (size_t i = 0; i < n; i++)
        check_decoded(examples[i].raw, strlen(examples[i].raw),
                      examples[i].text, strlen(examples[i].text));
}

#define CHECK_ALL(examples)                                                    \
    check_all(examples, sizeof(examples) / sizeof(examples[0]))

/* ---- decoding ----------------------------------------------------------- */

static void test_escapes_are_decoded(void **state)
{
    static const struct example examples[] = {
        { "\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t" },
        { "a\\nb", "a\nb" },
        { "\\u0041\\u00e9\\u00E9\\u20aC", "A\xC3\xA9\xC3\xA9\xE2\x82\xAC" },
        { "\\uFFFF\\u0001", "\xEF\xBF\xBF\x01" },
        { "\\\\u0041", "\\u0041" },
    };

    (void)state;
    CHECK_ALL(examples);
}

static void test_surrogate_pairs_are_one_character(void **state)
{
    static const struct example examples[] = {
        { "\\ud83d\\ude00", "\xF0\x9F\x98\x80" },
        { "\\uD800\\uDC00", "\xF0\x90\x80\x80" },
        { "\\uDBFF\\uDFFF", "\xF4\x8F\xBF\xBF" },
        { "a\\ud83d\\ude00b", "a\xF0\x9F\x98\x80"
                              "b" },
    };

    (void)state;
    CHECK_ALL(examples);
}

static void test_half_a_pair_is_three_bytes(void **state)
{
    static const struct example examples[] = {
        { "\\ud83d", "\xED\xA0\xBD" },
        { "\\ude00", "\xED\xB8\x80" },
        { "\\ud83dx", "\xED\xA0\xBDx" },
        { "\\ude00\\ud83d", "\xED\xB8\x80\xED\xA0\xBD" },
        { "\\ud83d\\ud83d\\ude00", "\xED\xA0\xBD\xF0\x9F\x98\x80" },
        { "\\ud83d\\n", "\xED\xA0\xBD\n" },
        { "\\ud83d\\u0041", "\xED\xA0\xBD"
                            "A" },
    };

    (void)state;
    CHECK_ALL(examples);
}

static void test_nul_is_a_character(void **state)
{
    (void)state;
    check_decoded("a\\u0000b", 8, "a\0b", 3);
}

static void test_malformed_escapes_are_refused(void **state)
{
    static const char *const texts[] = {
        "\\",     "\\x41",   "\\u",          "\\u1",           "\\u12",
        "\\u123", "\\u123g", "\\u 123",      "\\U0041",        "\\'",
        "\\0",    "\\a",     "\\ud83d\\u12", "\\ud83d\\uxyzw", "\\u+123",
        "\\\n",   "\\N",     "\\\xC3\xA9",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        check_refused(texts[i]);
}

static void test_control_characters_are_refused_at_every_place(void **state)
{
    (void)state;
    for (int c = 1; c < 0x20; c++) {
        for (int before = 0; before < 20; before++) {
            char text[64];

            snprintf(text, sizeof(text), "%.*s%cxxxxxxxxxxxx", before,
                     "xxxxxxxxxxxxxxxxxxxx", c);
            check_refused(text);
        }
    }
}

static void test_invalid_utf8_is_replaced(void **state)
{
#define X "\xEF\xBF\xBD"
    static const struct example examples[] = {
        { "a\xFF"
          "b",
          "a" X "b" },
        { "\x80\xBF", X X },
        { "\xC3", X },
        { "\xE2\x82z", X "z" },
        { "\xE2\x82\xAC\xE2\x82", "\xE2\x82\xAC" X },
        { "\xF0\x9F\x98", X },
        { "\xF0\x9F\xC3\xA9", X "\xC3\xA9" },
        { "\xC0\xAF\xE0\x80\xAF", X X X X X },
        { "\xED\xA0\xBD\xED\xB8\x80", X X X X X X },
        { "\xF4\x90\x80\x80", X X X X },
        { "\xE2\x82\\n", X "\n" },
    };

    (void)state;
    CHECK_ALL(examples);
#undef X
}

/* Each kind of byte that stops the search, at each place in and around words
 * of eight. */
static void test_every_place_of_what_is_special(void **state)
{
    static const struct example specials[] = {
        { "", "" },
        { "\\n", "\n" },
        { "\xC3\xA9", "\xC3\xA9" },
        { "\xFF", "\xEF\xBF\xBD" },
        { "\\ud83d\\ude00", "\xF0\x9F\x98\x80" },
        { "\x7F", "\x7F" },
        { " !#[]^_", " !#[]^_" },
    };
    const size_t n = sizeof(specials) / sizeof(specials[0]);

    (void)state;
    for (size_t round = 0; round < n * 20 * 20; round++) {
        const struct example *special = &specials[round % n];
        int before = (int)(round / n % 20), after = (int)(round / n / 20);
        char raw[64], text[64];

        snprintf(raw, sizeof(raw), "%.*s%s%.*s", before, "xxxxxxxxxxxxxxxxxxxx",
                 special->raw, after, "yyyyyyyyyyyyyyyyyyyy");
        snprintf(text, sizeof(text), "%.*s%s%.*s", before,
                 "xxxxxxxxxxxxxxxxxxxx", special->text, after,
                 "yyyyyyyyyyyyyyyyyyyy");
        check_decoded(raw, strlen(raw), text, strlen(text));
    }
}

/* ---- borrowing ---------------------------------------------------------- */

static void test_plain_text_is_borrowed_and_else_copied(void **state)
{
    static const struct {
        const char *document;
        bool plain;
    } cases[] = {
        { "\"\"", true },
        { "\"plain\"", true },
        { "\"gr\xC3\xBC\xC3\x9F \xF0\x9F\x98\x80\"", true },
        { "\"a\\/b\"", false },
        { "\"\xFF\"", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json_in in;
        struct json_text text;
        struct span decoded;
        struct buf scratch;

        buf_init(&scratch, &mem_libc, 100);
        json_in_init(&in, cases[i].document, strlen(cases[i].document), 0);
        text = json_text(&in);
        assert_int_equal(text.plain, cases[i].plain);
        assert_ptr_equal(text.raw.ptr, cases[i].document + 1);
        assert_int_equal(text.raw.len, strlen(cases[i].document) - 2);
        decoded = json_decode(&text, &scratch);
        assert_int_equal(decoded.ptr == text.raw.ptr, cases[i].plain);
        assert_int_equal(scratch.len == 0, cases[i].plain);
        buf_release(&scratch);
    }
}

static void test_decoded_texts_are_appended(void **state)
{
    static const char document[] = "\"a\\n\" \"b\\n\"";
    struct json_in in;
    struct span text;
    struct buf scratch;

    (void)state;
    buf_init(&scratch, &mem_libc, 100);
    json_in_init(&in, document, sizeof(document) - 1, 0);
    json_string(&in, &scratch);
    text = json_string(&in, &scratch);
    assert_true(span_is(text, "b\n"));
    assert_string_equal(buf_text(&scratch), "a\nb\n");
    buf_release(&scratch);
}

static void test_a_scratch_that_is_full_gives_nothing(void **state)
{
    static const char document[] = "\"0123456789\\n\"";
    struct json_in in;
    struct buf scratch;

    (void)state;
    buf_init(&scratch, &mem_libc, 10);
    json_in_init(&in, document, sizeof(document) - 1, 0);
    assert_null(json_string(&in, &scratch).ptr);
    assert_int_equal(scratch.status, PARL_TOO_LARGE);
    assert_true(json_at_end(&in));
    buf_release(&scratch);
}

static bool decode_long(const parl_allocator *mem)
{
    static const char document[] =
        "\"a text with \\n in it, longer than what a buffer begins with: "
        "0123456789 0123456789 0123456789 0123456789 0123456789\\t\"";
    struct json_in in;
    struct buf scratch;
    bool ok;

    buf_init(&scratch, mem, 1000);
    json_in_init(&in, document, sizeof(document) - 1, 0);
    ok = json_string(&in, &scratch).ptr != NULL;
    assert_true(json_at_end(&in));
    assert_int_equal(scratch.status, ok ? PARL_OK : PARL_OUT_OF_MEMORY);
    buf_release(&scratch);
    return ok;
}

static void test_no_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(decode_long);
}

/* ---- names -------------------------------------------------------------- */

static bool name_is(const char *raw, bool plain, const char *text)
{
    return json_name_is(&(struct json_text){ span_of(raw), plain }, text);
}

static void test_names_are_compared_decoded(void **state)
{
    (void)state;
    assert_true(name_is("id", true, "id"));
    assert_true(name_is("", true, ""));
    assert_false(name_is("id", true, "i"));
    assert_false(name_is("id", true, "idx"));
    assert_false(name_is("", true, "id"));
    assert_true(name_is("\\u0069d", false, "id"));
    assert_true(name_is("a\\/b", false, "a/b"));
    assert_true(name_is("\\ud83d\\ude00", false, "\xF0\x9F\x98\x80"));
    assert_false(name_is("\\u0069d", false, "i"));
    assert_false(name_is("\\u0069d", false, "idx"));
    assert_false(name_is("\\u0000", false, ""));
    assert_false(name_is("id\\u0000", false, "id"));
    assert_false(json_name_is(&(struct json_text){ SPAN_NONE, false }, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes_are_decoded),
        cmocka_unit_test(test_surrogate_pairs_are_one_character),
        cmocka_unit_test(test_half_a_pair_is_three_bytes),
        cmocka_unit_test(test_nul_is_a_character),
        cmocka_unit_test(test_malformed_escapes_are_refused),
        cmocka_unit_test(test_control_characters_are_refused_at_every_place),
        cmocka_unit_test(test_invalid_utf8_is_replaced),
        cmocka_unit_test(test_every_place_of_what_is_special),
        cmocka_unit_test(test_plain_text_is_borrowed_and_else_copied),
        cmocka_unit_test(test_decoded_texts_are_appended),
        cmocka_unit_test(test_a_scratch_that_is_full_gives_nothing),
        cmocka_unit_test(test_no_memory_is_said_and_nothing_leaks),
        cmocka_unit_test(test_names_are_compared_decoded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
