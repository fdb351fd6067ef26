/* tests/wire/test_json_in.c -- JSON is read in place.
 *
 * CORPUS_DIR is a folder with vectors/JSONTestSuite in it; without one the
 * tests that read it are skipped. */
#include "support/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include "wire/json_in.h"

#ifndef CORPUS_DIR
#define CORPUS_DIR ""
#endif

#define SUITE CORPUS_DIR "/vectors/JSONTestSuite/test_parsing"

/* ---- help --------------------------------------------------------------- */

static struct json_in read_text(const char *document)
{
    struct json_in in;

    json_in_init(&in, document, strlen(document), 0);
    return in;
}

/* Takes a value apart, with all that the reader has. */
static void walk(struct json_in *in, struct buf *scratch)
{
    struct json_text name;
    struct json_in copy;
    int64_t integer;
    double number;
    bool truth;

    switch (json_peek(in)) {
    case JSON_NOTHING:
    case JSON_NULL:
        json_skip(in);
        break;
    case JSON_FALSE:
    case JSON_TRUE:
        json_bool(in, &truth);
        break;
    case JSON_NUMBER:
        copy = *in;
        json_integer(&copy, &integer);
        json_double(in, &number);
        break;
    case JSON_TEXT:
        json_string(in, scratch);
        break;
    case JSON_ARRAY:
        json_enter_array(in);
        while (json_next_element(in))
            walk(in, scratch);
        break;
    case JSON_OBJECT:
        json_enter_object(in);
        while (json_next_member(in, &name)) {
            json_decode(&name, scratch);
            json_name_is(&name, "name");
            walk(in, scratch);
        }
        break;
    }
}

static bool walks(const char *bytes, size_t len)
{
    struct json_in in;
    struct buf scratch;

    buf_init(&scratch, &mem_libc, 1000000);
    json_in_init(&in, bytes, len, 0);
    walk(&in, &scratch);
    buf_release(&scratch);
    return json_at_end(&in);
}

/* Both ways through the bytes, which lie in a block of their own size. */
static bool accepts(const char *bytes, size_t len)
{
    char *copy = malloc(len != 0 ? len : 1);
    bool valid;

    memcpy(copy, bytes, len);
    valid = json_valid(copy, len);
    assert_int_equal(walks(copy, len), valid);
    free(copy);
    return valid;
}

/* ---- the suite ---------------------------------------------------------- */

static void check_verdict(const char *name, const char *bytes, size_t len)
{
    bool valid = accepts(bytes, len);

    if (name[0] == 'y' && !valid)
        fail_msg("%s is refused", name);
    if (name[0] == 'n' && valid)
        fail_msg("%s is accepted", name);
    for (size_t cut = 0; cut < len && len < 300; cut++)
        accepts(bytes, cut);
}

static void check_file(const char *name)
{
    static char bytes[1000000];
    char path[1000];
    size_t len;
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", SUITE, name);
    file = fopen(path, "rb");
    assert_non_null(file);
    len = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    check_verdict(name, bytes, len);
}

static void test_the_suite_is_judged_as_it_asks(void **state)
{
    DIR *dir = opendir(SUITE);
    size_t n = 0;

    (void)state;
    if (dir == NULL) {
        print_message("no JSONTestSuite in \"%s\"\n", SUITE);
        skip();
    }
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        check_file(entry->d_name);
        n++;
    }
    closedir(dir);
    assert_true(n > 300);
}

/* ---- mistakes ----------------------------------------------------------- */

static const char rich[] =
    " { \"a\" : [ 1 , -2.5e+3 , [ ] , { } ] , \"\\u0062\\n\" : \"\xC3\xA9\\t\" "
    ","
    "\"c\":true,\"d\":[false,null,\"x\\ud83d\\ude00\"],\"\":0} ";

static void test_no_beginning_of_a_document_is_one(void **state)
{
    const size_t len = strlen(rich);

    (void)state;
    assert_true(accepts(rich, len));
    assert_true(accepts(rich, len - 1));
    for (size_t cut = 0; cut < len - 1; cut++)
        assert_false(accepts(rich, cut));
}

static void test_a_document_that_stops_early_is_cut(void **state)
{
    static const char document[] =
        "[\"\\ud83d\\ude00\\n\",-2.5e+3,true,{\"a\":null}";

    (void)state;
    for (size_t len = 0; len < sizeof(document) - 1; len++) {
        struct json_in in;

        json_in_init(&in, document, len, 0);
        json_skip(&in);
        assert_false(json_ok(&in));
        assert_true(in.cut);
        assert_ptr_equal(in.at, document + len);
    }
}

/* accepts() compares the two ways; the address sanitizer watches. */
static void test_any_byte_may_be_wrong(void **state)
{
    char bytes[sizeof(rich)];

    (void)state;
    for (size_t at = 0; at < sizeof(rich) - 1; at++) {
        for (int c = 0; c < 256; c++) {
            memcpy(bytes, rich, sizeof(rich));
            bytes[at] = (char)c;
            accepts(bytes, sizeof(rich) - 1);
        }
    }
}

static void test_a_mistake_says_what_and_where(void **state)
{
    static const struct {
        const char *document;
        ptrdiff_t at;
        const char *problem;
    } cases[] = {
        { "", 0, "a value is missing" },
        { "[1,]", 3, "a value is missing" },
        { "[1 2]", 3, "a comma or a bracket is missing" },
        { "[", 1, "a bracket is not closed" },
        { "{\"a\":1,}", 7, "a member has no name" },
        { "{\"a\" 1}", 5, "a member has no colon" },
        { "[\"abc", 5, "a text does not end" },
        { "[\"a\tc\"]", 3, "a control character stands in a text" },
        { "[\"a\\x\"]", 3, "an escape is malformed" },
        { "[-]", 2, "a number lacks a digit" },
        { "[\"\\u12g4\"]", 2, "an escape is malformed" },
        { "[nul]", 1, "a word is not null, true or false" },
        { "1 2", 2, "something stands behind the value" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct json_in in = read_text(cases[i].document);

        json_skip(&in);
        assert_false(json_at_end(&in));
        assert_string_equal(in.problem, cases[i].problem);
        assert_int_equal(in.at - in.begin, cases[i].at);
        assert_false(in.too_deep);
        assert_int_equal(in.cut, cases[i].document[cases[i].at] == '\0');
    }
}

static void test_after_a_mistake_there_is_nothing(void **state)
{
    struct json_in in = read_text("[1,*,\"text\",true,{\"a\":1}]");
    struct json_text name;
    int64_t integer = 7;
    double number = 7;
    bool truth = true;

    (void)state;
    assert_true(json_enter_array(&in));
    assert_true(json_next_element(&in));
    json_skip(&in);
    assert_true(json_next_element(&in));
    json_skip(&in);
    assert_false(json_ok(&in));
    assert_false(json_next_element(&in));
    assert_false(json_next_member(&in, &name));
    assert_false(json_enter_object(&in));
    assert_false(json_enter_array(&in));
    assert_int_equal(json_peek(&in), JSON_NOTHING);
    assert_null(json_raw(&in).ptr);
    assert_null(json_text(&in).raw.ptr);
    assert_null(json_number(&in).ptr);
    assert_false(json_integer(&in, &integer));
    assert_false(json_double(&in, &number));
    assert_false(json_bool(&in, &truth));
    assert_false(json_members(&in, NULL, 0, NULL));
    assert_true(integer == 7 && number == 7 && truth);
    assert_string_equal(in.problem, "a value is missing");
    assert_int_equal(in.at - in.begin, 3);
}

/* ---- depth -------------------------------------------------------------- */

static void check_depth(int depth, int max_depth, bool fits)
{
    char document[2 * 1000];
    struct json_in in;

    memset(document, '[', (size_t)depth);
    memset(document + depth, ']', (size_t)depth);
    json_in_init(&in, document, 2 * (size_t)depth, max_depth);
    json_skip(&in);
    assert_int_equal(json_at_end(&in), fits);
    assert_int_equal(in.too_deep, !fits);

    json_in_init(&in, document, 2 * (size_t)depth, max_depth);
    for (int i = 0; i < depth && json_enter_array(&in); i++)
        json_next_element(&in);
    assert_int_equal(in.too_deep, !fits);
}

static void test_the_depth_is_bounded_to_the_bracket(void **state)
{
    (void)state;
    check_depth(1, 1, true);
    check_depth(2, 1, false);
    check_depth(500, 500, true);
    check_depth(501, 500, false);
    check_depth(JSON_MAX_DEPTH, 0, true);
    check_depth(JSON_MAX_DEPTH + 1, 0, false);
}

static void test_brackets_that_are_closed_do_not_count(void **state)
{
    static const char document[] = "[[],[],{},{\"a\":[]},[[]]]";
    struct json_in in;

    (void)state;
    json_in_init(&in, document, strlen(document), 3);
    json_skip(&in);
    assert_true(json_at_end(&in));
    assert_int_equal(in.depth, 0);
}

/* ---- values ------------------------------------------------------------- */

static void test_a_value_of_another_kind_reads_as_absent(void **state)
{
    static const char *const values[] = {
        "null", "true", "1.5", "\"text\"", "[1,[2]]", "{\"a\":{}}",
    };
    struct buf scratch;

    (void)state;
    buf_init(&scratch, &mem_libc, 100);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        char document[100];
        struct json_in in;
        int64_t integer = 7;
        double number = 7;
        bool truth = false;

        snprintf(document, sizeof(document), "[%s,%s,%s,%s,%s,%s,%s]",
                 values[i], values[i], values[i], values[i], values[i],
                 "\"end\"", "2");
        in = read_text(document);
        json_enter_array(&in);
        json_next_element(&in);
        assert_int_equal(json_string(&in, &scratch).ptr != NULL, i == 3);
        json_next_element(&in);
        assert_int_equal(json_number(&in).ptr != NULL, i == 2);
        json_next_element(&in);
        assert_false(json_integer(&in, &integer));
        json_next_element(&in);
        assert_int_equal(json_double(&in, &number), i == 2);
        json_next_element(&in);
        assert_int_equal(json_bool(&in, &truth), i == 1);
        json_next_element(&in);
        assert_true(span_is(json_string(&in, &scratch), "end"));
        json_next_element(&in);
        assert_true(json_integer(&in, &integer) && integer == 2);
        assert_false(json_next_element(&in));
        assert_true(json_at_end(&in));
    }
    buf_release(&scratch);
}

static void test_numbers_are_spans_with_every_digit(void **state)
{
    static const char *const numbers[] = {
        "0", "-0", "12345678901234567890123", "1.50", "1E+02", "-0.0e-10",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        char document[100];
        struct json_in in;

        snprintf(document, sizeof(document), " %s ", numbers[i]);
        in = read_text(document);
        assert_true(span_is(json_number(&in), numbers[i]));
        assert_true(json_at_end(&in));
    }
}

static void test_integers_keep_64_bits(void **state)
{
    struct json_in in = read_text("[9223372036854775807,-9223372036854775808,"
                                  "9223372036854775808,12.0,1.5,5]");
    int64_t values[6] = { 0, 0, 7, 0, 7, 0 };

    (void)state;
    json_enter_array(&in);
    for (size_t i = 0; json_next_element(&in); i++)
        assert_int_equal(json_integer(&in, &values[i]), i != 2 && i != 4);
    assert_true(json_at_end(&in));
    assert_true(values[0] == INT64_MAX && values[1] == INT64_MIN);
    assert_true(values[2] == 7 && values[3] == 12);
    assert_true(values[4] == 7 && values[5] == 5);
}

static void test_counts_can_be_added(void **state)
{
    struct json_in in = read_text("[0,9007199254740992,9007199254740993,-1,"
                                  "9223372036854775807,1.5,\"1\",7]");
    int64_t values[8] = { 5, 5, 5, 5, 5, 5, 5, 5 };

    (void)state;
    json_enter_array(&in);
    for (size_t i = 0; json_next_element(&in); i++)
        assert_int_equal(json_count(&in, &values[i]), i < 2 || i == 7);
    assert_true(json_at_end(&in));
    assert_true(values[0] == 0 && values[1] == (int64_t)1 << 53);
    for (size_t i = 2; i < 7; i++)
        assert_int_equal(values[i], 5);
    assert_int_equal(values[7], 7);
}

static void test_raw_bytes_are_those_of_the_value(void **state)
{
    struct json_in in =
        read_text("{ \"a\" : { \"b\" : [ 1 ] } , \"c\": \"d\\n\" }");
    struct json_text name;

    (void)state;
    assert_true(json_enter_object(&in));
    assert_true(json_next_member(&in, &name));
    assert_true(span_is(json_raw(&in), "{ \"b\" : [ 1 ] }"));
    assert_true(json_next_member(&in, &name));
    assert_true(span_is(json_raw(&in), "\"d\\n\""));
    assert_false(json_next_member(&in, &name));
    assert_true(json_at_end(&in));
}

static void test_raw_bytes_of_a_mistake_are_absent(void **state)
{
    struct json_in in = read_text("[1,");

    (void)state;
    assert_null(json_raw(&in).ptr);
}

static void test_peeking_takes_nothing(void **state)
{
    struct json_in in = read_text(" [ 1 , { } ] ");

    (void)state;
    assert_int_equal(json_peek(&in), JSON_ARRAY);
    assert_int_equal(json_peek(&in), JSON_ARRAY);
    assert_true(json_enter_array(&in));
    assert_int_equal(json_peek(&in), JSON_NUMBER);
    assert_true(json_next_element(&in));
    assert_int_equal(json_peek(&in), JSON_NUMBER);
    json_skip(&in);
    assert_true(json_next_element(&in));
    assert_int_equal(json_peek(&in), JSON_OBJECT);
    json_skip(&in);
    assert_false(json_next_element(&in));
    assert_int_equal(json_peek(&in), JSON_NOTHING);
    assert_true(json_at_end(&in));
}

static void test_nothing_at_all_is_no_value(void **state)
{
    struct json_in in;

    (void)state;
    json_in_init(&in, NULL, 0, 0);
    assert_int_equal(json_peek(&in), JSON_NOTHING);
    assert_true(json_at_end(&in));
    assert_false(json_valid(NULL, 0));
    assert_false(json_valid(" ", 1));
}

/* ---- members ------------------------------------------------------------ */

struct seen {
    int64_t a, abc;
    struct span b;
    int calls;
};

static void read_a(struct json_in *in, void *ctx)
{
    struct seen *seen = ctx;

    seen->calls++;
    json_integer(in, &seen->a);
}

static void read_b(struct json_in *in, void *ctx)
{
    struct seen *seen = ctx;

    seen->calls++;
    seen->b = json_raw(in);
}

static void read_abc(struct json_in *in, void *ctx)
{
    struct seen *seen = ctx;

    seen->calls++;
    json_integer(in, &seen->abc);
}

static const struct json_member members[] = {
    JSON_MEMBER("a", read_a),
    JSON_MEMBER("b/\xC3\xA9", read_b),
    JSON_MEMBER("abc", read_abc),
};

static struct seen read_members(const char *document, size_t len)
{
    char *copy = malloc(len);
    struct seen seen = { .a = 0 };
    struct json_in in;

    memcpy(copy, document, len);
    json_in_init(&in, copy, len, 0);
    assert_true(json_members(&in, members, 3, &seen));
    assert_true(json_at_end(&in));
    free(copy);
    return seen;
}

static void test_members_are_found_in_any_order(void **state)
{
    static const char *const documents[] = {
        "{\"a\":1,\"b/\xC3\xA9\":[2],\"abc\":3}",
        "{\"abc\":3,\"b/\xC3\xA9\":[2],\"a\":1}",
        "{\"b/\xC3\xA9\":[2],\"a\":1,\"abc\":3}",
        "{\"x\":{\"a\":9},\"abc\":3,\"ab\":[],\"a\":1,\"b/\xC3\xA9\":[2]}",
        "{\"\":9,\"abc\":3,\"abcd\":[],\"a\":1,\"b/\xC3\xA9\":[2],\"b\":0}",
        " { \"a\" : 1 , \"b/\xC3\xA9\" : [2] , \"abc\"\n:\t3 } ",
        "{\"\\u0061\":1,\"b\\/\\u00e9\":[2],\"a\\u0062c\":3}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(documents) / sizeof(documents[0]); i++) {
        struct seen seen = read_members(documents[i], strlen(documents[i]));

        assert_int_equal(seen.calls, 3);
        assert_true(seen.a == 1 && seen.abc == 3);
        assert_int_equal(seen.b.len, 3);
    }
}

static void test_a_member_may_come_twice(void **state)
{
    static const char document[] = "{\"a\":1,\"a\":2,\"abc\":null,\"a\":3}";
    struct seen seen = read_members(document, strlen(document));

    (void)state;
    assert_int_equal(seen.calls, 4);
    assert_int_equal(seen.a, 3);
}

static void test_what_is_no_object_has_no_members(void **state)
{
    struct json_in in = read_text("[null,[{\"a\":1}],\"a\",{}]");
    struct seen seen = { .a = 0 };

    (void)state;
    json_enter_array(&in);
    for (int i = 0; json_next_element(&in); i++)
        assert_int_equal(json_members(&in, members, 3, &seen), i == 3);
    assert_true(json_at_end(&in));
    assert_int_equal(seen.calls, 0);
}

/* A NUL in the document is not the end of a name in the table. */
static void test_no_member_is_found_in_broken_bytes(void **state)
{
    static const char document[] = "{\"abc\0\":1,\"b/\xC3\xA9\":[2],\"a\":1}";
    struct seen seen = { .a = 0 };

    (void)state;
    for (size_t len = 0; len < sizeof(document) - 1; len++) {
        char *copy = malloc(len != 0 ? len : 1);
        struct json_in in;

        memcpy(copy, document, len);
        json_in_init(&in, copy, len, 0);
        json_members(&in, members, 3, &seen);
        assert_false(json_at_end(&in));
        free(copy);
    }
    assert_int_equal(seen.calls, 0);
}

static void test_one_member_is_found_in_a_document(void **state)
{
    struct span object = SPAN(" {\"x\":[{\"a\":0}],\"\\u0061\": {\"b\":1} ,"
                              "\"a\":2,*");

    (void)state;
    assert_true(span_is(json_find(object, "a"), "{\"b\":1}"));
    assert_true(span_is(json_find(object, "x"), "[{\"a\":0}]"));
    assert_null(json_find(object, "b").ptr);
    assert_null(json_find(SPAN("[\"a\"]"), "a").ptr);
    assert_null(json_find(SPAN("{\"a\":}"), "a").ptr);
    assert_null(json_find(SPAN_NONE, "a").ptr);
    assert_true(span_is(json_find_in("{\"a\":1}", "a"), "1"));
    assert_null(json_find_in(NULL, "a").ptr);
}

static void test_a_member_says_a_text_and_nothing_like_it(void **state)
{
    const struct span object =
        SPAN("{\"a\":\"b\",\"c\":\"\",\"d\":1,\"e\":[1]}");

    (void)state;
    assert_true(json_says(object, "a", "b"));
    assert_false(json_says(object, "a", "bc"));
    assert_true(json_says(object, "c", ""));
    assert_false(json_says(object, "d", ""));
    assert_false(json_says(object, "e", "1"));
    assert_false(json_says(object, "f", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_suite_is_judged_as_it_asks),
        cmocka_unit_test(test_no_beginning_of_a_document_is_one),
        cmocka_unit_test(test_a_document_that_stops_early_is_cut),
        cmocka_unit_test(test_any_byte_may_be_wrong),
        cmocka_unit_test(test_a_mistake_says_what_and_where),
        cmocka_unit_test(test_after_a_mistake_there_is_nothing),
        cmocka_unit_test(test_the_depth_is_bounded_to_the_bracket),
        cmocka_unit_test(test_brackets_that_are_closed_do_not_count),
        cmocka_unit_test(test_a_value_of_another_kind_reads_as_absent),
        cmocka_unit_test(test_numbers_are_spans_with_every_digit),
        cmocka_unit_test(test_integers_keep_64_bits),
        cmocka_unit_test(test_counts_can_be_added),
        cmocka_unit_test(test_raw_bytes_are_those_of_the_value),
        cmocka_unit_test(test_raw_bytes_of_a_mistake_are_absent),
        cmocka_unit_test(test_peeking_takes_nothing),
        cmocka_unit_test(test_nothing_at_all_is_no_value),
        cmocka_unit_test(test_members_are_found_in_any_order),
        cmocka_unit_test(test_a_member_may_come_twice),
        cmocka_unit_test(test_what_is_no_object_has_no_members),
        cmocka_unit_test(test_no_member_is_found_in_broken_bytes),
        cmocka_unit_test(test_one_member_is_found_in_a_document),
        cmocka_unit_test(test_a_member_says_a_text_and_nothing_like_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
