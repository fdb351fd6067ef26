/* tests/wire/test_base64.c -- RFC 4648. */
#include "support/check.h"

#include <stdlib.h>
#include "wire/base64.h"

/* RFC 4648, section 10. */
static const struct {
    const char *bytes, *text;
} vectors[] = {
    { "", "" },
    { "f", "Zg==" },
    { "fo", "Zm8=" },
    { "foo", "Zm9v" },
    { "foob", "Zm9vYg==" },
    { "fooba", "Zm9vYmE=" },
    { "foobar", "Zm9vYmFy" },
};

enum { N_VECTORS = sizeof(vectors) / sizeof(vectors[0]) };

static size_t encode(const void *bytes, size_t len, char *out)
{
    struct base64 b = { .n_held = 0 };
    size_t n = base64_feed(&b, bytes, len, out);

    return n + base64_finish(&b, out + n);
}

static void test_the_vectors_of_the_rfc_encode(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_VECTORS; i++) {
        size_t len = strlen(vectors[i].bytes);
        char text[16] = "";

        assert_int_equal(encode(vectors[i].bytes, len, text),
                         strlen(vectors[i].text));
        assert_string_equal(text, vectors[i].text);
        assert_int_equal(base64_length(len), strlen(text));
    }
}

static void test_the_vectors_of_the_rfc_decode(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_VECTORS; i++) {
        size_t len = strlen(vectors[i].text), out_len;
        unsigned char *out = malloc(len / 4 * 3 + 3);

        assert_true(base64_decode(vectors[i].text, len, out, &out_len));
        assert_int_equal(out_len, strlen(vectors[i].bytes));
        assert_memory_equal(out, vectors[i].bytes, out_len);
        free(out);
    }
}

/* Every cut in three pieces, of every length, written to exact space. */
static void test_any_pieces_give_the_same_as_the_whole(void **state)
{
    const unsigned char bytes[] = "\x00\xFF\x10 pieces \xFB\xEF\x7F!?";

    (void)state;
    for (size_t len = 0; len < sizeof(bytes); len++) {
        size_t text_len = base64_length(len);
        char whole[64];

        assert_int_equal(encode(bytes, len, whole), text_len);
        for (size_t i = 0; i <= len; i++) {
            for (size_t k = i; k <= len; k++) {
                struct base64 b = { .n_held = 0 };
                char *out = malloc(text_len + 1);
                size_t n = base64_feed(&b, bytes, i, out);

                n += base64_feed(&b, bytes + i, k - i, out + n);
                n += base64_feed(&b, bytes + k, len - k, out + n);
                n += base64_finish(&b, out + n);
                assert_int_equal(n, text_len);
                assert_memory_equal(out, whole, n);
                free(out);
            }
        }
    }
}

static void test_one_byte_at_a_time_gives_the_same(void **state)
{
    const char bytes[] = "one byte at a time";
    struct base64 b = { .n_held = 0 };
    char text[64] = "";
    size_t n = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(bytes) - 1; i++)
        n += base64_feed(&b, bytes + i, 1, text + n);
    n += base64_finish(&b, text + n);
    assert_string_equal(text, "b25lIGJ5dGUgYXQgYSB0aW1l");
}

static void test_an_encoder_that_finished_begins_anew(void **state)
{
    struct base64 b = { .n_held = 0 };
    char text[16] = "";

    (void)state;
    assert_int_equal(base64_feed(&b, "f", 1, text), 0);
    assert_int_equal(base64_finish(&b, text), 4);
    assert_int_equal(base64_finish(&b, text), 0);
    assert_int_equal(base64_feed(&b, "foo", 3, text), 4);
    assert_string_equal(text, "Zm9v");
}

static void test_all_bytes_come_back(void **state)
{
    unsigned char bytes[1024], back[1024 + 3];
    char text[2048];
    size_t out_len;

    (void)state;
    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (unsigned char)(i * 167 + i / 256);
    for (size_t len = 0; len <= sizeof(bytes); len++) {
        size_t n = encode(bytes, len, text);

        assert_true(base64_decode(text, n, back, &out_len));
        assert_int_equal(out_len, len);
        assert_memory_equal(back, bytes, len);
    }
}

static void test_what_vendors_write_is_accepted(void **state)
{
    static const struct {
        const char *text, *bytes;
    } cases[] = {
        { "Zg", "f" },
        { "Zm8", "fo" },
        { "Zm9v\nYmFy\r\n", "foobar" },
        { " Z m\t9 v ", "foo" },
        { "Z g = =", "f" },
        { "--__", "\xFB\xEF\xFF" },
        { "++//", "\xFB\xEF\xFF" },
        { " \n", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        unsigned char out[32];
        size_t out_len;

        assert_true(
            base64_decode(cases[i].text, strlen(cases[i].text), out, &out_len));
        assert_int_equal(out_len, strlen(cases[i].bytes));
        assert_memory_equal(out, cases[i].bytes, out_len);
    }
}

static void test_what_is_not_base64_is_refused(void **state)
{
    static const char *const texts[] = {
        "Z",     "Zm9vY",        "=",     "==",       "====",  "Zg=",
        "Zg===", "Zm8==",        "Zm9v=", "Zg==Zg==", "Zg==x", "Zm9v!",
        "Zm,v",  "Zm9v\xC3\xA9", "Zm.v",  "Zm9v\v",   "Z=g=",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        unsigned char out[32];
        size_t out_len = 99;

        assert_false(base64_decode(texts[i], strlen(texts[i]), out, &out_len));
        assert_int_equal(out_len, 99);
    }
    assert_false(
        base64_decode("Zm9\0", 4, (unsigned char[8]){ 0 }, &(size_t){ 0 }));
}

/* "=": it stays as it is. */
static void test_texts_behind_each_other_become_one(void **state)
{
    static const struct {
        const char *texts, *one;
    } cases[] = {
        { "Zg==Zg==", "ZmY=" },
        { "Zm8=Zm9v", "Zm9mb28=" },
        { "Zm9vZm8=Zg==", "Zm9vZm9m" },
        { "Zm9v", "Zm9v" },
        { "Zg=Zm9v", "=" },
        { "Zg==!Zg==", "=" },
        { "Zg=v", "=" },
        { "=g==", "=" },
        { "Zg==Zg", "=" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *want =
            strcmp(cases[i].one, "=") == 0 ? cases[i].texts : cases[i].one;
        const size_t len = strlen(cases[i].texts);
        char *text = malloc(len);
        size_t joined;

        memcpy(text, cases[i].texts, len);
        joined = base64_join(text, len);
        assert_int_equal(joined, strlen(want));
        assert_memory_equal(text, want, joined);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_vectors_of_the_rfc_encode),
        cmocka_unit_test(test_the_vectors_of_the_rfc_decode),
        cmocka_unit_test(test_any_pieces_give_the_same_as_the_whole),
        cmocka_unit_test(test_one_byte_at_a_time_gives_the_same),
        cmocka_unit_test(test_an_encoder_that_finished_begins_anew),
        cmocka_unit_test(test_all_bytes_come_back),
        cmocka_unit_test(test_what_vendors_write_is_accepted),
        cmocka_unit_test(test_what_is_not_base64_is_refused),
        cmocka_unit_test(test_texts_behind_each_other_become_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
