/* tests/wire/test_json_array.c -- an array becomes its elements, however it is
 * cut. */
#include "support/check.h"

#include <stdlib.h>
#include "wire/json_array.h"

enum { MAX_ELEMENT = 64, MAX_DEPTH = 3 };

/* ---- help --------------------------------------------------------------- */

/* Writes "element;" for each element. */
static parl_status record(void *ctx, struct span element, struct error *err)
{
    struct buf *log = ctx;

    (void)err;
    assert_non_null(element.ptr);
    buf_add(log, element.ptr, element.len);
    buf_add_char(log, ';');
    return PARL_OK;
}

/* In a block of its own size, so that a byte too far is seen. */
static parl_status feed(struct json_array *a, const char *bytes, size_t len,
                        json_array_fn *fn, void *ctx)
{
    char *copy = malloc(len != 0 ? len : 1);
    parl_status status;

    memcpy(copy, bytes, len);
    status = json_array_feed(a, copy, len, fn, ctx, NULL);
    memset(copy, '#', len);
    free(copy);
    return status;
}

/* The stream in two pieces, of which the second comes byte by byte. */
static void check_cut(const char *stream, size_t cut, parl_status want,
                      const char *elements)
{
    const size_t len = strlen(stream);
    struct json_array a;
    parl_status status;
    struct buf log;

    json_array_init(&a, &mem_libc, MAX_ELEMENT, MAX_DEPTH);
    buf_init(&log, &mem_libc, SIZE_MAX);
    status = feed(&a, stream, cut, record, &log);
    for (size_t i = cut; i < len && status == PARL_OK; i++)
        status = feed(&a, stream + i, 1, record, &log);
    assert_int_equal(status, want);
    assert_string_equal(buf_text(&log), elements);
    buf_release(&log);
    json_array_release(&a);
}

static void check(const char *stream, parl_status want, const char *elements)
{
    for (size_t cut = 0; cut <= strlen(stream); cut++)
        check_cut(stream, cut, want, elements);
}

/* ---- elements ----------------------------------------------------------- */

static void test_an_array_becomes_its_elements(void **state)
{
    (void)state;
    check("[{\"a\":1},{\"b\":[2]}]", PARL_OK, "{\"a\":1};{\"b\":[2]};");
    check("[{\"a\":1}\n,\r\n{\n \"b\": 2\n}\n]\n", PARL_OK,
          "{\"a\":1};{\n \"b\": 2\n};");
    check("[]", PARL_OK, "");
    check(" [ ] ", PARL_OK, "");
    check("", PARL_OK, "");
}

static void test_scalars_are_elements(void **state)
{
    (void)state;
    check("[1, true,null ,\"a\",[]]", PARL_OK, "1;true;null;\"a\";[];");
}

static void test_brackets_in_texts_do_not_count(void **state)
{
    (void)state;
    check("[{\"a\":\"]}[{,\"},\"x\\\"],\",{\"b\\\\\":1}]", PARL_OK,
          "{\"a\":\"]}[{,\"};\"x\\\"],\";{\"b\\\\\":1};");
}

static void test_a_byte_order_mark_is_passed_over(void **state)
{
    (void)state;
    check("\xEF\xBB\xBF[1]", PARL_OK, "1;");
}

static void test_an_unfinished_element_is_kept_back(void **state)
{
    (void)state;
    check("[{\"a\":1},{\"b\":", PARL_OK, "{\"a\":1};");
    check("[{\"a\":1}", PARL_OK, "{\"a\":1};");
}

/* ---- failure ------------------------------------------------------------ */

static void test_what_is_no_array_fails(void **state)
{
    (void)state;
    check("{\"a\":1}", PARL_PROTOCOL, "");
    check("[1]2", PARL_PROTOCOL, "1;");
    check("[1}", PARL_PROTOCOL, "1;");
    check("[}]", PARL_PROTOCOL, "");
}

static void test_limits_hold_at_every_cut(void **state)
{
    char text[MAX_ELEMENT + 8];

    (void)state;
    check("[[[[1]]]]", PARL_OK, "[[[1]]];");
    check("[[[[[1]]]]]", PARL_TOO_LARGE, "");

    /* a text of the limit, and of one byte more */
    memset(text, 'x', sizeof(text));
    memcpy(text, "[1,\"", 4);
    memcpy(text + 3 + MAX_ELEMENT - 1, "\"]", 3);
    check(text, PARL_OK,
          "1;\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
          "\";");
    memcpy(text + 3 + MAX_ELEMENT - 1, "x\"]", 4);
    check(text, PARL_TOO_LARGE, "1;");
}

static parl_status refuse_all(void *ctx, struct span element, struct error *err)
{
    (void)element;
    ++*(int *)ctx;
    return error_set(err, PARL_CANCELLED, "enough");
}

static void test_what_the_callback_says_is_final(void **state)
{
    struct json_array a;
    int calls = 0;

    (void)state;
    json_array_init(&a, &mem_libc, MAX_ELEMENT, MAX_DEPTH);
    assert_int_equal(feed(&a, "[1,2,", 5, refuse_all, &calls), PARL_CANCELLED);
    assert_int_equal(feed(&a, "3]", 2, refuse_all, &calls), PARL_CANCELLED);
    assert_int_equal(calls, 1);
    json_array_release(&a);
}

static void test_a_whole_element_is_not_copied(void **state)
{
    struct json_array a;
    struct buf log;

    (void)state;
    json_array_init(&a, &mem_libc, MAX_ELEMENT, MAX_DEPTH);
    buf_init(&log, &mem_libc, SIZE_MAX);
    assert_int_equal(feed(&a, "[{\"a\":1},{\"b\":2}]", 17, record, &log), 0);
    assert_null(a.element.data);
    buf_release(&log);
    json_array_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_array_becomes_its_elements),
        cmocka_unit_test(test_scalars_are_elements),
        cmocka_unit_test(test_brackets_in_texts_do_not_count),
        cmocka_unit_test(test_a_byte_order_mark_is_passed_over),
        cmocka_unit_test(test_an_unfinished_element_is_kept_back),
        cmocka_unit_test(test_what_is_no_array_fails),
        cmocka_unit_test(test_limits_hold_at_every_cut),
        cmocka_unit_test(test_what_the_callback_says_is_final),
        cmocka_unit_test(test_a_whole_element_is_not_copied),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
