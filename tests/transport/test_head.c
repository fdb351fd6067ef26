/* tests/transport/test_head.c -- heads of answers, line by line. */
#include "base/buf.h"
#include "support/check.h"
#include "transport/head.h"

static void on_status(void *ctx, int http_status)
{
    char digits[] = { (char)('0' + http_status / 100),
                      (char)('0' + http_status / 10 % 10),
                      (char)('0' + http_status % 10), '|', '\0' };

    buf_add_text(ctx, digits);
}

static void on_header(void *ctx, struct span name, struct span value)
{
    buf_add(ctx, name.ptr, name.len);
    buf_add_char(ctx, '=');
    buf_add(ctx, value.ptr, value.len);
    buf_add_char(ctx, '|');
}

/* Gives the head all lines of a text; what was reported is left in *log. */
static parl_status read_lines(struct head *h, const char *text, struct buf *log)
{
    const struct transfer_sink sink = { on_status, on_header, NULL, log };
    parl_status status = PARL_OK;

    while (status == PARL_OK && *text != '\0') {
        size_t len = strcspn(text, "\n") + 1;

        status = head_line(h, text, len, &sink, NULL);
        text += len;
    }
    return status;
}

static void a_head_is_reported_once_it_is_final(void **state)
{
    static const struct {
        const char *text, *log;
        enum head_state ends;
    } cases[] = {
        { "HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "200|A=b|", HEAD_WHOLE },
        { "HTTP/2 404 \r\n\r\n", "404|", HEAD_WHOLE },
        { "HTTP/1.0 503\r\n\r\n", "503|", HEAD_WHOLE },
        { "HTTP/1.1 200 OK\nA:b\n\n", "200|A=b|", HEAD_WHOLE },
        { "HTTP/1.1 200 OK\r\nA: b\r\n", "200|A=b|", HEAD_OPEN },
        { "HTTP/1.1 100 Continue\r\nA: b\r\n", "", HEAD_INTERIM },
        { "HTTP/1.1 100 Continue\r\nA: b\r\n\r\n", "", HEAD_NONE },
        { "HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\nC: d\r\n\r\n",
          "200|C=d|", HEAD_WHOLE },
        { "HTTP/1.1 200 OK\r\n\r\nX-Late: 1\r\n\r\n", "200|", HEAD_WHOLE },
        { "HTTP/1.1 200 OK\r\nno colon\r\n: no name\r\n folded: 1\r\n\r\n",
          "200|", HEAD_WHOLE },
        { "HTTP/1.1 200 OK\r\nA:\t b:c \t\r\nB:\r\n\r\n", "200|A=b:c|B=|",
          HEAD_WHOLE },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buf log;
        struct head h = { .limit = 1000 };

        buf_init(&log, &mem_libc, SIZE_MAX);
        assert_int_equal(read_lines(&h, cases[i].text, &log), PARL_OK);
        assert_string_equal(buf_text(&log), cases[i].log);
        assert_int_equal(h.state, cases[i].ends);
        buf_release(&log);
    }
}

static void a_status_line_is_one_or_is_refused(void **state)
{
    static const char *const lines[] = {
        "\r\n",
        "hello\r\n",
        "HTTP/1.1\r\n",
        "HTTP/1.1 \r\n",
        "HTTP/1.1 20\r\n",
        "HTTP/1.1 2000 OK\r\n",
        "A: b\r\n",
        "HTTP/1.1 099 Odd\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n",
        "http 200 OK\r\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        struct buf log;
        struct head h = { .limit = 1000 };

        buf_init(&log, &mem_libc, SIZE_MAX);
        assert_int_equal(read_lines(&h, lines[i], &log), PARL_PROTOCOL);
        assert_int_equal(log.len, 0);
        buf_release(&log);
    }
}

static void a_head_that_is_reset_begins_anew(void **state)
{
    struct buf log;
    struct head h = { .limit = 40 };

    (void)state;
    buf_init(&log, &mem_libc, SIZE_MAX);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            read_lines(&h, "HTTP/1.1 200 OK\r\nA: b\r\n\r\n", &log), PARL_OK);
        assert_int_equal(h.status, 200);
        head_reset(&h);
    }
    assert_string_equal(buf_text(&log), "200|A=b|200|A=b|200|A=b|");
    buf_release(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_is_reported_once_it_is_final),
        cmocka_unit_test(a_status_line_is_one_or_is_refused),
        cmocka_unit_test(a_head_that_is_reset_begins_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
