/* tests/wire/test_json_out.c -- JSON is written straight into a buffer. */
#include "support/check.h"

#include <float.h>
#include <math.h>
#include "support/oom.h"
#include "wire/json_in.h"
#include "wire/json_out.h"

/* ---- help --------------------------------------------------------------- */

struct writer {
    struct buf buf;
    struct json_out json;
};

static struct json_out *begin(struct writer *w)
{
    buf_init(&w->buf, &mem_libc, 10000);
    json_out_init(&w->json, &w->buf);
    return &w->json;
}

static void check_end(struct writer *w, const char *want)
{
    assert_int_equal(w->json.depth, 0);
    assert_string_equal(buf_text(&w->buf), want);
    assert_true(json_valid(w->buf.data, w->buf.len));
    buf_release(&w->buf);
}

/* ---- structure ---------------------------------------------------------- */

static void test_the_code_is_the_picture_of_the_document(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);

    (void)state;
    json_object(j, NULL);
    json_str(j, "role", "user");
    json_array(j, "content");
    json_object(j, NULL);
    json_int(j, "n", -1);
    json_end(j);
    json_object(j, NULL);
    json_end(j);
    json_array(j, NULL);
    json_end(j);
    json_bool_out(j, NULL, true);
    json_bool_out(j, NULL, false);
    json_null(j, NULL);
    json_end(j);
    json_num(j, "t", 0.5);
    json_end(j);
    check_end(&w, "{\"role\":\"user\",\"content\":[{\"n\":-1},{},[],true,false,"
                  "null],\"t\":0.5}");
}

static void test_what_holds_nothing_is_taken_back(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);
    size_t outer, inner;

    (void)state;
    json_object(j, NULL);
    outer = w.buf.len;
    json_object(j, "none");
    inner = w.buf.len;
    json_array(j, "of");
    json_end_written(j, inner);
    json_end_written(j, outer);
    outer = w.buf.len;
    json_array(j, "some");
    json_str(j, NULL, "{");
    inner = w.buf.len;
    json_object(j, NULL);
    json_end_written(j, inner);
    json_int(j, NULL, 1);
    json_end_written(j, outer);
    json_end(j);
    check_end(&w, "{\"some\":[\"{\",1]}");
}

static void test_any_value_may_be_the_outermost(void **state)
{
    struct writer w;

    (void)state;
    json_str(begin(&w), NULL, "text");
    check_end(&w, "\"text\"");
    json_int(begin(&w), NULL, 7);
    check_end(&w, "7");
    json_null(begin(&w), NULL);
    check_end(&w, "null");
}

static void test_the_depth_may_be_all_there_is(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);
    char want[2 * JSON_OUT_DEPTH + 1] = "";

    (void)state;
    for (int i = 0; i < JSON_OUT_DEPTH; i++) {
        json_array(j, NULL);
        want[i] = '[';
        want[JSON_OUT_DEPTH + i] = ']';
    }
    for (int i = 0; i < JSON_OUT_DEPTH; i++)
        json_end(j);
    check_end(&w, want);
}

/* ---- texts -------------------------------------------------------------- */

static void test_only_what_must_be_is_escaped(void **state)
{
    struct writer w;

    (void)state;
    json_str(begin(&w), NULL,
             "\"\\\b\f\n\r\t\x01\x1F\x7F/<>&'\xC3\xA9\xE2\x80\xA8");
    check_end(&w, "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\x7F/<>&'\xC3\xA9"
                  "\xE2\x80\xA8\"");
}

static void test_a_key_is_escaped_too(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);

    (void)state;
    json_object(j, NULL);
    json_int(j, "a\"b", 1);
    json_int(j, "", 2);
    json_end(j);
    check_end(&w, "{\"a\\\"b\":1,\"\":2}");
}

static void test_null_is_not_empty(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);

    (void)state;
    json_array(j, NULL);
    json_str(j, NULL, NULL);
    json_str(j, NULL, "");
    json_span(j, NULL, SPAN_NONE);
    json_span(j, NULL, SPAN(""));
    json_span(j, NULL, (struct span){ "a\0b", 3 });
    json_end(j);
    check_end(&w, "[null,\"\",null,\"\",\"a\\u0000b\"]");
}

/* What is written reads back, each byte at each place of a word. */
static void test_every_byte_at_every_place_reads_back(void **state)
{
    (void)state;
    for (int c = 0; c < 0x80; c++) {
        for (size_t at = 0; at < 20; at++) {
            char text[20] = "xxxxxxxxxxxxxxxxxxx";
            struct writer w;
            struct json_in in;
            struct buf scratch;
            struct span back;

            text[at] = (char)c;
            json_span(begin(&w), NULL, (struct span){ text, sizeof(text) });
            buf_init(&scratch, &mem_libc, 100);
            json_in_init(&in, w.buf.data, w.buf.len, 0);
            back = json_string(&in, &scratch);
            assert_int_equal(back.len, sizeof(text));
            assert_memory_equal(back.ptr, text, sizeof(text));
            buf_release(&scratch);
            buf_release(&w.buf);
        }
    }
}

static void test_a_text_in_pieces_is_one_text(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);

    (void)state;
    json_object(j, NULL);
    json_text_open(j, "a");
    json_text_piece(j, SPAN("one\n"));
    json_text_piece(j, SPAN("\xE2\x82"));
    json_text_piece(j, SPAN("\xAC\""));
    json_text_piece(j, SPAN_NONE);
    json_text_close(j);
    json_text_open(j, "b");
    json_text_close(j);
    json_end(j);
    check_end(&w, "{\"a\":\"one\\n\xE2\x82\xAC\\\"\",\"b\":\"\"}");
}

/* ---- numbers ------------------------------------------------------------ */

static void test_integers_have_all_their_digits(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);

    (void)state;
    json_array(j, NULL);
    json_int(j, NULL, 0);
    json_int(j, NULL, INT64_MAX);
    json_int(j, NULL, INT64_MIN);
    json_int(j, NULL, 9007199254740993);
    json_end(j);
    check_end(&w, "[0,9223372036854775807,-9223372036854775808,"
                  "9007199254740993]");
}

static void test_numbers_have_the_fewest_digits(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);

    (void)state;
    json_array(j, NULL);
    json_num(j, NULL, 1.0);
    json_num(j, NULL, 0.7);
    json_num(j, NULL, 1e-7);
    json_num(j, NULL, DBL_MAX);
    json_num(j, NULL, (double)INFINITY);
    json_num(j, NULL, -(double)INFINITY);
    json_num(j, NULL, (double)NAN);
    json_end(j);
    check_end(&w, "[1,0.7,1e-07,1.7976931348623157e+308,null,null,null]");
}

/* ---- bytes that are JSON ------------------------------------------------ */

static void test_json_goes_through_unchanged(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);

    (void)state;
    json_object(j, NULL);
    json_raw_out(j, "schema", SPAN("{ \"a\" : 1.50 }"));
    json_raw_out(j, "n", SPAN("1E2"));
    json_end(j);
    check_end(&w, "{\"schema\":{ \"a\" : 1.50 },\"n\":1E2}");
}

static void check_splice(const char *object, const char *want)
{
    struct writer w;
    struct json_out *j = begin(&w);

    json_object(j, NULL);
    json_splice(j, span_of(object));
    json_int(j, "between", 1);
    json_splice(j, span_of(object));
    json_end(j);
    check_end(&w, want);
}

static void test_members_are_spliced_in(void **state)
{
    (void)state;
    check_splice("{\"a\":1}", "{\"a\":1,\"between\":1,\"a\":1}");
    check_splice(" { \"a\" : 1 , \"b\":{} } \n",
                 "{\"a\" : 1 , \"b\":{},\"between\":1,\"a\" : 1 , \"b\":{}}");
}

static void test_blank_objects_add_nothing(void **state)
{
    (void)state;
    check_splice("{}", "{\"between\":1}");
    check_splice(" {\r\n\t} ", "{\"between\":1}");
    check_splice("", "{\"between\":1}");
    check_splice(" \n", "{\"between\":1}");
    check_splice(NULL, "{\"between\":1}");
}

static void test_a_name_may_stand_as_in_json(void **state)
{
    struct writer w;
    struct json_out *j = begin(&w);

    (void)state;
    json_object(j, NULL);
    json_member_out(j, SPAN("a\\u0041\\\""), SPAN("[ 1]"));
    json_member_out(j, SPAN("b"), SPAN("{}"));
    json_end(j);
    check_end(&w, "{\"a\\u0041\\\"\":[ 1],\"b\":{}}");
}

/* ---- failures ----------------------------------------------------------- */

static void write_some(struct json_out *j)
{
    json_object(j, NULL);
    json_array(j, "a");
    for (int i = 0; i < 20; i++)
        json_str(j, NULL, "a text\nof some length");
    json_end(j);
    json_splice(j, SPAN("{\"b\":2}"));
    json_num(j, "c", 0.1);
    json_end(j);
}

static bool write_all(const parl_allocator *mem)
{
    struct buf buf;
    struct json_out json;
    parl_status status;

    buf_init(&buf, mem, 10000);
    json_out_init(&json, &buf);
    write_some(&json);
    status = buf.status;
    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    buf_release(&buf);
    return status == PARL_OK;
}

static void test_no_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(write_all);
}

static struct buf write_limited(size_t limit)
{
    struct buf buf;
    struct json_out json;

    buf_init(&buf, &mem_libc, limit);
    json_out_init(&json, &buf);
    write_some(&json);
    return buf;
}

static void test_every_limit_but_the_whole_is_too_small(void **state)
{
    struct buf whole = write_limited(10000);

    (void)state;
    for (size_t limit = 0; limit <= whole.len; limit++) {
        struct buf buf = write_limited(limit);

        assert_true(buf.len <= limit);
        assert_int_equal(buf.status,
                         limit < whole.len ? PARL_TOO_LARGE : PARL_OK);
        buf_release(&buf);
    }
    buf_release(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_code_is_the_picture_of_the_document),
        cmocka_unit_test(test_what_holds_nothing_is_taken_back),
        cmocka_unit_test(test_any_value_may_be_the_outermost),
        cmocka_unit_test(test_the_depth_may_be_all_there_is),
        cmocka_unit_test(test_only_what_must_be_is_escaped),
        cmocka_unit_test(test_a_key_is_escaped_too),
        cmocka_unit_test(test_null_is_not_empty),
        cmocka_unit_test(test_every_byte_at_every_place_reads_back),
        cmocka_unit_test(test_a_text_in_pieces_is_one_text),
        cmocka_unit_test(test_integers_have_all_their_digits),
        cmocka_unit_test(test_numbers_have_the_fewest_digits),
        cmocka_unit_test(test_json_goes_through_unchanged),
        cmocka_unit_test(test_members_are_spliced_in),
        cmocka_unit_test(test_a_name_may_stand_as_in_json),
        cmocka_unit_test(test_blank_objects_add_nothing),
        cmocka_unit_test(test_no_memory_is_said_and_nothing_leaks),
        cmocka_unit_test(test_every_limit_but_the_whole_is_too_small),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
