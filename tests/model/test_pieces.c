/* tests/model/test_pieces.c -- a list of objects that came in pieces. */
#include "support/check.h"

#include <stdio.h>
#include "model/pieces.h"

static void check(const char *list, const char *want)
{
    struct buf out;

    buf_init(&out, &mem_libc, SIZE_MAX);
    pieces_write(span_of(list), &out);
    assert_string_equal(buf_text(&out), want);
    buf_release(&out);
}

static void test_pieces_of_one_object_are_joined(void **state)
{
    (void)state;
    check("[]", "[]");
    check("[{\"index\":0,\"text\":\"a\"},{\"index\":0,\"text\":\"b\"}]",
          "[{\"index\":0,\"text\":\"ab\"}]");
    check("[{\"index\":0,\"summary\":\"a\"},{\"index\":0,\"summary\":\"\"},"
          "{\"index\":0,\"summary\":\"b\",\"x\":1e5}]",
          "[{\"index\":0,\"summary\":\"ab\",\"x\":1e5}]");
    check("[{\"index\":0,\"text\":null},{\"index\":0,\"text\":\"b\"}]",
          "[{\"index\":0,\"text\":\"b\"}]");
    check("[{\"index\":0,\"n\":1},{\"index\":0,\"n\":2},"
          "{\"index\":0,\"n\":null}]",
          "[{\"index\":0,\"n\":2}]");
}

static void test_texts_are_joined_as_they_are_written(void **state)
{
    (void)state;
    check("[{\"index\":0,\"text\":\"\\ud83d\"},"
          "{\"index\":0,\"text\":\"\\ude00\\n\"}]",
          "[{\"index\":0,\"text\":\"\\ud83d\\ude00\\n\"}]");
}

static void test_a_signature_that_is_said_again_stays(void **state)
{
    (void)state;
    check("[{\"index\":0,\"signature\":\"ab\"},"
          "{\"index\":0,\"signature\":\"ab\"}]",
          "[{\"index\":0,\"signature\":\"ab\"}]");
    check("[{\"index\":0,\"data\":\"ab\"},{\"index\":0,\"data\":\"cd\"}]",
          "[{\"index\":0,\"data\":\"abcd\"}]");
}

static void test_what_differs_stays_apart(void **state)
{
    (void)state;
    check("[{\"index\":0,\"text\":\"a\"},{\"index\":1,\"text\":\"b\"},"
          "{\"index\":0,\"text\":\"c\"}]",
          "[{\"index\":0,\"text\":\"ac\"},{\"index\":1,\"text\":\"b\"}]");
    check("[{\"index\":0,\"type\":\"t\",\"text\":\"a\"},"
          "{\"index\":0,\"type\":\"u\",\"text\":\"b\"}]",
          "[{\"index\":0,\"type\":\"t\",\"text\":\"a\"},"
          "{\"index\":0,\"type\":\"u\",\"text\":\"b\"}]");
    check("[{\"index\":0,\"id\":\"x\",\"text\":\"a\"},"
          "{\"index\":0,\"text\":\"b\"},{\"index\":0,\"id\":\"y\"}]",
          "[{\"index\":0,\"id\":\"x\",\"text\":\"ab\"},"
          "{\"index\":0,\"id\":\"y\"}]");
}

static void test_without_an_index_equal_ones_are_one(void **state)
{
    (void)state;
    check("[{\"data\":\"a\"},{\"data\":\"b\"},{\"data\":\"a\"}]",
          "[{\"data\":\"a\"},{\"data\":\"b\"}]");
}

static void test_what_is_no_list_of_objects_stays(void **state)
{
    (void)state;
    check("[1,2]", "[1,2]");
    check("{\"a\":1}", "{\"a\":1}");
    check("[{\"index\":0,\"a\\u0062\":1},{\"index\":0}]",
          "[{\"index\":0,\"a\\u0062\":1},{\"index\":0}]");
    check("[{\"index\":0}", "[{\"index\":0}");
}

static void test_too_many_objects_stay_as_they_are(void **state)
{
    struct buf list;
    size_t n = 0;

    (void)state;
    buf_init(&list, &mem_libc, SIZE_MAX);
    for (; n < 200; n++) {
        char object[32];

        snprintf(object, sizeof(object), "%s{\"index\":%zu}",
                 n == 0 ? "[" : ",", n);
        buf_add_text(&list, object);
    }
    buf_add_char(&list, ']');
    check(buf_text(&list), buf_text(&list));
    buf_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_of_one_object_are_joined),
        cmocka_unit_test(test_texts_are_joined_as_they_are_written),
        cmocka_unit_test(test_a_signature_that_is_said_again_stays),
        cmocka_unit_test(test_what_differs_stays_apart),
        cmocka_unit_test(test_without_an_index_equal_ones_are_one),
        cmocka_unit_test(test_what_is_no_list_of_objects_stays),
        cmocka_unit_test(test_too_many_objects_stay_as_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
