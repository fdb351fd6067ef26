/* tests/wire/test_sse.c -- a byte stream becomes events, however it is cut. */
#include "support/check.h"

#include <stdlib.h>
#include "support/oom.h"
#include "wire/sse.h"

/* ---- help --------------------------------------------------------------- */

/* Writes "name|data;" for each event. */
static parl_status record(void *ctx, const struct sse_event *event,
                          struct error *err)
{
    struct buf *log = ctx;

    (void)err;
    assert_non_null(event->data.ptr);
    buf_add(log, event->name.ptr, event->name.len);
    buf_add_char(log, '|');
    buf_add(log, event->data.ptr, event->data.len);
    buf_add_char(log, ';');
    return PARL_OK;
}

/* In a block of its own size, so that a byte too far is seen. */
static parl_status feed(struct sse *s, const char *bytes, size_t len,
                        sse_event_fn *fn, void *ctx)
{
    char *copy = malloc(len != 0 ? len : 1);
    parl_status status;

    memcpy(copy, bytes, len);
    status = sse_feed(s, copy, len, fn, ctx, NULL);
    memset(copy, '#', len);
    free(copy);
    return status;
}

/* The three pieces of a stream that is cut at `i` and `k`. */
static parl_status feed_cut(struct sse *s, const char *stream, size_t len,
                            size_t i, size_t k, struct buf *log)
{
    parl_status status = feed(s, stream, i, record, log);

    if (status == PARL_OK)
        status = feed(s, stream + i, k - i, record, log);
    if (status == PARL_OK)
        status = feed(s, stream + k, len - k, record, log);
    if (status == PARL_OK)
        status = sse_finish(s, record, log, NULL);
    return status;
}

static void check_cut(const char *stream, size_t len, size_t max_event,
                      size_t i, size_t k, parl_status status,
                      const char *events)
{
    struct sse s;
    struct buf log;

    sse_init(&s, &mem_libc, max_event);
    buf_init(&log, &mem_libc, 10000);
    assert_int_equal(feed_cut(&s, stream, len, i, k, &log), status);
    assert_string_equal(buf_text(&log), events);
    buf_release(&log);
    sse_release(&s);
}

/* At every pair of cuts the stream gives the same. */
static void check_limited(const char *stream, size_t max_event,
                          parl_status status, const char *events)
{
    const size_t len = strlen(stream);

    for (size_t i = 0; i <= len; i++) {
        for (size_t k = i; k <= len; k++)
            check_cut(stream, len, max_event, i, k, status, events);
    }
}

static void check(const char *stream, const char *events)
{
    check_limited(stream, 1000, PARL_OK, events);
}

/* ---- the rules ---------------------------------------------------------- */

static void test_one_stream_with_every_oddity(void **state)
{
    (void)state;
    check("\xEF\xBB\xBF: a comment\n"
          "event: a\r\ndata: one\r\ndata:two\r\n\r\n"
          "data\n\n"
          "event: dropped\n\n"
          "id: 7\rdata:  x\r\r"
          "retry: 10\ndata\ndata\n\n"
          "data: {\"a\":1}\nevent: late\nevent:last\n\n"
          "\n\r\n\r:\n:x\n"
          "unknown: field\ndata : no\nDATA: no\ndata:yes\n\n"
          "data:unfinished\nerror: {\"code\":1}\n\n"
          "data:\n"
          "data: the end",
          "a|one\ntwo;|;| x;|\n;last|{\"a\":1};|yes;|unfinished;"
          "error|{\"code\":1};|\nthe end;");
}

static void test_a_stream_with_a_pasted_body(void **state)
{
    (void)state;
    check("data: x\r\n\r\n{\"error\":\r\n\r\n {\"code\": 1}\n}\r\ndata: y\n\n",
          "|x;error|{\"error\":\r\n\r\n {\"code\": 1}\n}\r\ndata: y;");
}

static void test_line_ends_of_all_three_kinds(void **state)
{
    (void)state;
    check("data: a\n\ndata: b\n\n", "|a;|b;");
    check("data: a\r\rdata: b\r\r", "|a;|b;");
    check("data: a\r\n\r\ndata: b\r\n\r\n", "|a;|b;");
    check("data: a\r\ndata: b\n\r\n", "|a\nb;");
    check("data: a\n\rdata: b\r\r\n", "|a;|b;");
}

static void test_a_byte_order_mark_stands_only_at_the_beginning(void **state)
{
    (void)state;
    check("\xEF\xBB\xBF"
          "data: a\n\n",
          "|a;");
    check("\xEF\xBB\xBF\ndata: a\n\n", "|a;");
    check("\n\xEF\xBB\xBF"
          "data: a\n\ndata: b\n\n",
          "|b;");
    check("\xEF\xBB\xBF\xEF\xBB\xBF"
          "data: a\n\ndata: b\n\n",
          "|b;");
    check("\xEF\xBB"
          "data: a\n\ndata: b\n\n",
          "|b;");
    check("\xEF\xBB\xBF", "");
    check("data: \xEF\xBB\xBF"
          "a\n\n",
          "|\xEF\xBB\xBF"
          "a;");
}

static void test_one_blank_before_the_value_is_left_out(void **state)
{
    (void)state;
    check("data:a\n\n", "|a;");
    check("data: a\n\n", "|a;");
    check("data:  a \n\n", "| a ;");
    check("data:\ta\n\n", "|\ta;");
    check("data: \n\n", "|;");
    check("data:a:b: c\n\n", "|a:b: c;");
}

static void test_data_lines_are_joined(void **state)
{
    (void)state;
    check("data: a\ndata: b\ndata: c\n\n", "|a\nb\nc;");
    check("data\ndata: b\n\n", "|\nb;");
    check("data: a\ndata\n\n", "|a\n;");
    check("data: a\n: comment\nid: 1\ndata: b\n\n", "|a\nb;");
}

static void test_a_name_belongs_to_one_event(void **state)
{
    (void)state;
    check("event: a\ndata: 1\n\ndata: 2\n\n", "a|1;|2;");
    check("data: 1\nevent: a\n\n", "a|1;");
    check("event: a\nevent: b\ndata: 1\n\n", "b|1;");
    check("event: a\nevent\ndata: 1\n\n", "|1;");
    check("event: a\n\ndata: 1\n\n", "|1;");
}

static void test_an_event_without_data_is_none(void **state)
{
    (void)state;
    check("", "");
    check("\n\n\n", "");
    check("event: a\nid: 1\n\n", "");
    check(": ping\n\n: ping\n\n", "");
    check("event: a", "");
}

static void test_the_last_event_needs_no_blank_line(void **state)
{
    (void)state;
    check("data: a\n\ndata: [DONE]", "|a;|[DONE];");
    check("data: a\n\ndata: [DONE]\n", "|a;|[DONE];");
    check("data: a\n\ndata: b\r", "|a;|b;");
    check("event: e\ndata: a\ndata: b", "e|a\nb;");
    check("data: a\nevent: e", "e|a;");
}

/* ---- what real servers do ----------------------------------------------- */

static void test_a_field_error_is_an_event(void **state)
{
    (void)state;
    check("error: {\"code\":500}\n\n", "error|{\"code\":500};");
    check("error: x", "error|x;");
    check("error\n\n", "error|;");
    check("event: e\ndata: a\nerror: x\ndata: b\n\n", "e|a;error|x;|b;");
    check("event: error\ndata: x\n\n", "error|x;");
}

static void test_a_pasted_body_is_an_error_event(void **state)
{
    (void)state;
    check("{\"error\":1}", "error|{\"error\":1};");
    check("{\"error\":1}\n", "error|{\"error\":1};");
    check("[{\"error\":1}]\r\n\r\n", "error|[{\"error\":1}];");
    check("\xEF\xBB\xBF{}", "error|{};");
    check("data: a\n\n{\n  \"error\": 1\n}\n",
          "|a;error|{\n  \"error\": 1\n};");
}

static void test_a_pasted_body_ends_the_event_before_it(void **state)
{
    (void)state;
    check("data: a\n{\"error\":1}\n\n", "|a;error|{\"error\":1};");
    check("data: a\r\n[{\r\n\r\n}]", "|a;error|[{\r\n\r\n}];");
    check("event: e\ndata: a\n{}", "e|a;error|{};");
}

static void test_a_bracket_behind_the_name_of_an_event_is_no_body(void **state)
{
    (void)state;
    check("event: e\n[\ndata: a\n\n", "e|a;");
    check(" {\ndata: a\n\n", "|a;");
}

/* ---- bytes -------------------------------------------------------------- */

static void test_data_may_hold_any_byte_but_line_ends(void **state)
{
    char stream[300] = "data:", want[300] = "|";
    size_t len = 5, n = 1;

    (void)state;
    for (unsigned c = 1; c < 256; c++) {
        if (c == '\n' || c == '\r')
            continue;
        stream[len++] = (char)c;
        want[n++] = (char)c;
    }
    stream[len++] = '\n';
    want[n++] = ';';
    for (size_t i = 0; i <= len; i++)
        check_cut(stream, len, 1000, i, len, PARL_OK, want);
}

static void test_nul_bytes_are_data(void **state)
{
    static const char stream[] = "data: a\0b\n\n";
    struct sse s;
    struct buf log;

    (void)state;
    for (size_t cut = 0; cut < sizeof(stream); cut++) {
        sse_init(&s, &mem_libc, 1000);
        buf_init(&log, &mem_libc, 1000);
        assert_int_equal(
            feed_cut(&s, stream, sizeof(stream) - 1, cut, cut, &log), PARL_OK);
        assert_int_equal(log.len, 5);
        assert_memory_equal(log.data, "|a\0b;", 5);
        buf_release(&log);
        sse_release(&s);
    }
}

static void test_one_byte_at_a_time_gives_the_same(void **state)
{
    static const char stream[] = "event: a\r\ndata: one\r\ndata: two\r\n\r\n";
    struct sse s;
    struct buf log;

    (void)state;
    sse_init(&s, &mem_libc, 1000);
    buf_init(&log, &mem_libc, 1000);
    for (size_t i = 0; i < sizeof(stream) - 1; i++)
        assert_int_equal(feed(&s, stream + i, 1, record, &log), PARL_OK);
    assert_string_equal(buf_text(&log), "a|one\ntwo;");
    buf_release(&log);
    sse_release(&s);
}

/* ---- limits and failures ------------------------------------------------ */

static void test_a_line_may_be_as_long_as_the_limit(void **state)
{
    (void)state;
    check_limited("data: 6789\n\n", 10, PARL_OK, "|6789;");
    check_limited("data: a\n\ndata: 67890\n\n", 10, PARL_TOO_LARGE, "|a;");
    check_limited("data: a\n\n:comment...", 10, PARL_TOO_LARGE, "|a;");
    check_limited("data: a\n\n{23456789}\n", 10, PARL_TOO_LARGE, "|a;");
}

static void test_an_event_may_be_as_long_as_the_limit(void **state)
{
    (void)state;
    check_limited("data:2345\ndata:7890\n\n", 9, PARL_OK, "|2345\n7890;");
    check_limited("data:2345\ndata:78\ndata:\n\n", 9, PARL_OK, "|2345\n78\n;");
    check_limited("data:2345\ndata:789\ndata:1\n\n", 9, PARL_TOO_LARGE, "");
    check_limited("{23\n56\n8\n", 9, PARL_OK, "error|{23\n56\n8;");
    check_limited("{23\n56\n89\n", 9, PARL_TOO_LARGE, "");
}

static parl_status refuse(void *ctx, const struct sse_event *event,
                          struct error *err)
{
    size_t *calls = ctx;

    (void)event;
    ++*calls;
    return error_set(err, PARL_CANCELLED, "enough");
}

static void test_the_callback_stops_the_parser_for_good(void **state)
{
    struct sse s;
    struct error err = ERROR_INIT;
    size_t calls = 0;

    (void)state;
    sse_init(&s, &mem_libc, 1000);
    assert_int_equal(
        sse_feed(&s, "data: a\n\ndata: b\n\n", 18, refuse, &calls, &err),
        PARL_CANCELLED);
    assert_string_equal(err.message, "enough");
    assert_int_equal(sse_feed(&s, "data: c\n\n", 9, refuse, &calls, &err),
                     PARL_CANCELLED);
    assert_int_equal(sse_finish(&s, refuse, &calls, &err), PARL_CANCELLED);
    assert_int_equal(calls, 1);
    sse_release(&s);
}

static void test_the_callback_is_heard_at_every_kind_of_event(void **state)
{
    static const char *const streams[] = {
        "data: a\n\n", "error: a\n", "data: a\nerror: b\n", "{}", "data: a",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(streams) / sizeof(streams[0]); i++) {
        struct sse s;
        size_t calls = 0;
        parl_status status;

        sse_init(&s, &mem_libc, 1000);
        status = feed(&s, streams[i], strlen(streams[i]), refuse, &calls);
        if (status == PARL_OK)
            status = sse_finish(&s, refuse, &calls, NULL);
        assert_int_equal(status, PARL_CANCELLED);
        assert_int_equal(calls, 1);
        sse_release(&s);
    }
}

static void test_finishing_twice_gives_nothing_more(void **state)
{
    struct sse s;
    struct buf log;

    (void)state;
    sse_init(&s, &mem_libc, 1000);
    buf_init(&log, &mem_libc, 1000);
    assert_int_equal(feed(&s, "{\"a\":1}\n", 8, record, &log), PARL_OK);
    assert_int_equal(sse_finish(&s, record, &log, NULL), PARL_OK);
    assert_int_equal(sse_finish(&s, record, &log, NULL), PARL_OK);
    assert_string_equal(buf_text(&log), "error|{\"a\":1};");
    buf_release(&log);
    sse_release(&s);
}

/* ---- memory ------------------------------------------------------------- */

static parl_status compare(void *ctx, const struct sse_event *event,
                           struct error *err)
{
    (void)err;
    assert_ptr_equal(event->data.ptr, ctx);
    return PARL_OK;
}

static void test_an_event_that_lies_whole_is_not_copied(void **state)
{
    char stream[] = "data: a long line of data\r\n\r\n";
    struct oom o;
    struct sse s;

    (void)state;
    oom_init(&o, OOM_NEVER);
    sse_init(&s, &o.mem, 1000);
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(
            sse_feed(&s, stream, sizeof(stream) - 1, compare, stream + 6, NULL),
            PARL_OK);
    assert_int_equal(o.calls, 0);
    sse_release(&s);
}

static void test_memory_is_kept_from_event_to_event(void **state)
{
    static const char stream[] = "event: name\ndata: a\ndata: b\n\n";
    struct oom o;
    struct sse s;
    struct buf log;
    size_t calls = 0;

    (void)state;
    oom_init(&o, OOM_NEVER);
    sse_init(&s, &o.mem, 1000);
    buf_init(&log, &mem_libc, 10000);
    for (size_t i = 0; i < 100; i++) {
        feed(&s, stream, 15, record, &log);
        feed(&s, stream + 15, sizeof(stream) - 16, record, &log);
        if (i == 0)
            calls = o.calls;
        assert_int_equal(o.calls, calls);
    }
    sse_release(&s);
    buf_release(&log);
    oom_check(&o);
}

static bool read_all(const parl_allocator *mem)
{
    static const char stream[] =
        "event: a long name, longer than what a buffer begins with, really\n"
        "data: one\ndata: two\n\ndata: cut in two\n\n"
        "error: x\n\n{\n\"error\":1}\n";
    const size_t len = sizeof(stream) - 1;
    parl_status status = PARL_OK;
    struct sse s;
    struct buf log;

    sse_init(&s, mem, 1000);
    buf_init(&log, &mem_libc, 1000);
    for (size_t at = 0; at < len && status == PARL_OK; at += 10)
        status =
            feed(&s, stream + at, len - at < 10 ? len - at : 10, record, &log);
    if (status == PARL_OK)
        status = sse_finish(&s, record, &log, NULL);
    assert_int_equal(s.status, status);
    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    sse_release(&s);
    buf_release(&log);
    return status == PARL_OK;
}

static void test_no_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(read_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_stream_with_every_oddity),
        cmocka_unit_test(test_a_stream_with_a_pasted_body),
        cmocka_unit_test(test_line_ends_of_all_three_kinds),
        cmocka_unit_test(test_a_byte_order_mark_stands_only_at_the_beginning),
        cmocka_unit_test(test_one_blank_before_the_value_is_left_out),
        cmocka_unit_test(test_data_lines_are_joined),
        cmocka_unit_test(test_a_name_belongs_to_one_event),
        cmocka_unit_test(test_an_event_without_data_is_none),
        cmocka_unit_test(test_the_last_event_needs_no_blank_line),
        cmocka_unit_test(test_a_field_error_is_an_event),
        cmocka_unit_test(test_a_pasted_body_is_an_error_event),
        cmocka_unit_test(test_a_pasted_body_ends_the_event_before_it),
        cmocka_unit_test(test_a_bracket_behind_the_name_of_an_event_is_no_body),
        cmocka_unit_test(test_data_may_hold_any_byte_but_line_ends),
        cmocka_unit_test(test_nul_bytes_are_data),
        cmocka_unit_test(test_one_byte_at_a_time_gives_the_same),
        cmocka_unit_test(test_a_line_may_be_as_long_as_the_limit),
        cmocka_unit_test(test_an_event_may_be_as_long_as_the_limit),
        cmocka_unit_test(test_the_callback_stops_the_parser_for_good),
        cmocka_unit_test(test_the_callback_is_heard_at_every_kind_of_event),
        cmocka_unit_test(test_finishing_twice_gives_nothing_more),
        cmocka_unit_test(test_an_event_that_lies_whole_is_not_copied),
        cmocka_unit_test(test_memory_is_kept_from_event_to_event),
        cmocka_unit_test(test_no_memory_is_said_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
