/* tests/transport/test_failures.c -- answers that are cut, late, too large or
 * no HTTP, and what each of them is called. */
#include "support/check.h"
#include "support/caller.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, text);
}

static int64_t clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* One call that must end so; the error is left in *err. */
static void expect(const struct server_answer *answer,
                   const struct transfer_limits *limits, parl_status status,
                   struct error *err)
{
    struct caller c;

    caller_open(&c, answer, 1);
    if (limits != NULL)
        c.limits = *limits;
    assert_int_equal(caller_post(&c, "/", "{}"), status);
    assert_int_equal(c.error.status, status);
    *err = c.error;
    caller_close(&c);
}

/* ---- cut short ---- */

static const char gzip_body[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xab\x56\x2a\x49\xad\x28\x51\xb2"
    "\x52\x50\x4a\xcc\x2b\x2e\x4f\x2d\x52\x18\x14\x94\x52\x2d\x00\x54\xb8\x0f"
    "\xfd\x98\x00\x00\x00";

/* Until-close framing has no length to miss: its reader must know the end. */
static void a_cut_body_is_truncated(void **state)
{
    static const enum server_stop stops[] = { SERVER_CLOSE, SERVER_RESET };
    struct error err;

    (void)state;
    for (int framing = SERVER_LENGTH; framing <= SERVER_CHUNKED; framing++) {
        for (size_t i = 0; i < 2 * (sizeof(gzip_body) - 1); i++) {
            const struct server_answer answer = {
                .headers = "content-encoding: gzip\r\n",
                .body = gzip_body,
                .body_len = sizeof(gzip_body) - 1,
                .framing = (enum server_framing)framing,
                .piece = 4,
                .stop = stops[i % 2],
                .stop_at = i / 2,
            };

            expect(&answer, NULL, PARL_TRUNCATED, &err);
            assert_int_equal(err.http_status, 200);
            assert_true(err.retryable);
        }
    }
}

static void a_chunked_body_without_its_end_is_truncated(void **state)
{
    const struct server_answer answer = { .body = "abc",
                                          .framing = SERVER_CHUNKED,
                                          .stop = SERVER_CLOSE,
                                          .stop_at = 3 };
    struct error err;

    (void)state;
    expect(&answer, NULL, PARL_TRUNCATED, &err);
}

/* libcurl has one code for this and for a broken connection. */
static void a_chunk_that_is_none_is_truncated(void **state)
{
    const struct server_answer answer = {
        .headers = "transfer-encoding: chunked\r\n",
        .body = "3\r\nabc\r\nzz\r\nabc\r\n0\r\n\r\n",
        .framing = SERVER_UNTIL_CLOSE,
    };
    struct error err;

    (void)state;
    expect(&answer, NULL, PARL_TRUNCATED, &err);
}

static void a_cut_head_is_no_answer(void **state)
{
    struct server_answer answer = { .body = "abc", .stop_in_head = true };
    const size_t status_line = strlen("HTTP/1.1 200 Scripted\r\n");
    const size_t head = status_line + strlen("content-length: 3\r\n\r\n");
    struct error err;

    (void)state;
    for (size_t i = 0; i < head; i++) {
        for (int stop = SERVER_CLOSE; stop <= SERVER_RESET; stop++) {
            answer.stop = (enum server_stop)stop;
            answer.stop_at = i;
            expect(&answer, NULL,
                   i < status_line ? PARL_NETWORK : PARL_TRUNCATED, &err);
            assert_true(err.retryable);
        }
    }
}

static void an_interim_answer_is_no_beginning(void **state)
{
    const struct server_answer answer = {
        .interim = "HTTP/1.1 100 Continue\r\n\r\n",
        .stop = SERVER_CLOSE,
        .stop_at = 25,
        .stop_in_head = true,
    };
    struct error err;

    (void)state;
    expect(&answer, NULL, PARL_NETWORK, &err);
    assert_int_equal(err.http_status, 0);
}

/* ---- no connection ---- */

static parl_status get(struct caller *c, const char *url)
{
    const struct http_request request = { .method = "GET", .url = url };

    return caller_send(c, &request);
}

static void a_refused_connection_is_the_network(void **state)
{
    struct caller c;

    (void)state;
    caller_open(&c, NULL, 0);
    assert_int_equal(get(&c, "http://127.0.0.1:1/"), PARL_NETWORK);
    assert_has(c.error.message, "cannot connect: ");
    assert_true(c.error.retryable);
    assert_int_equal(c.error.retry_after_ms, -1);
    caller_close(&c);
}

static void an_unknown_host_is_the_network(void **state)
{
    struct caller c;

    (void)state;
    caller_open(&c, NULL, 0);
    assert_int_equal(get(&c, "https://parlance.invalid/"), PARL_NETWORK);
    assert_has(c.error.message, "no such host: ");
    caller_close(&c);
}

/* ---- timers ---- */

static void expect_timeout(const struct server_answer *answer,
                           struct transfer_limits limits, const char *name)
{
    int64_t begin = clock_ms();
    struct error err;

    expect(answer, &limits, PARL_TIMEOUT, &err);
    assert_has(err.message, "100 ms");
    assert_has(err.message, name);
    assert_true(err.retryable);
    assert_in_range(clock_ms() - begin, 100, 5000);
}

static void each_timer_says_its_name(void **state)
{
    const struct server_answer late = { .delay_ms = 60000 };
    const struct server_answer stalled_head = { .stop = SERVER_STALL,
                                                .stop_at = 10,
                                                .stop_in_head = true };
    const struct server_answer stalled = { .body = "abc",
                                           .stop = SERVER_STALL,
                                           .stop_at = 1 };
    const struct server_answer slow = {
        .body = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        .piece = 1,
        .between_ms = 20
    };

    (void)state;
    expect_timeout(&late, (struct transfer_limits){ .first_byte_ms = 100 },
                   "first_byte_timeout_ms");
    expect_timeout(&stalled_head,
                   (struct transfer_limits){ .first_byte_ms = 100 },
                   "first_byte_timeout_ms");
    expect_timeout(&stalled, (struct transfer_limits){ .silence_ms = 100 },
                   "silence_timeout_ms");
    expect_timeout(
        &slow, (struct transfer_limits){ .silence_ms = 9000, .total_ms = 100 },
        "total_timeout_ms");
    expect_timeout(
        &late,
        (struct transfer_limits){ .first_byte_ms = 9000, .total_ms = 100 },
        "total_timeout_ms");
}

/* A socket that listens and whose queue is full: connecting hangs. */
static int open_deaf_port(char *url, size_t size, int *held, size_t n_held)
{
    struct sockaddr_in at = { .sin_family = AF_INET };
    socklen_t len = sizeof(at);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
    assert_int_equal(listen(fd, 0), 0);
    getsockname(fd, (struct sockaddr *)&at, &len);
    snprintf(url, size, "http://127.0.0.1:%d/", ntohs(at.sin_port));
    for (size_t i = 0; i < n_held; i++) {
        held[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        connect(held[i], (struct sockaddr *)&at, len);
    }
    return fd;
}

static void the_connect_timer_says_its_name(void **state)
{
    int held[4], fd;
    char url[64];
    struct caller c;

    (void)state;
    fd = open_deaf_port(url, sizeof(url), held, 4);
    caller_open(&c, NULL, 0);
    c.limits = (struct transfer_limits){ .connect_ms = 100 };
    assert_int_equal(get(&c, url), PARL_TIMEOUT);
    assert_has(c.error.message, "within 100 ms (connect_timeout_ms)");
    caller_close(&c);
    for (size_t i = 0; i < 4; i++)
        close(held[i]);
    close(fd);
}

/* Even one that comes to nothing when it is uncompressed: 600 bytes of stored
 * blocks without content. */
static void every_byte_holds_silence_off(void **state)
{
    char body[10 + 60 * 5] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff";
    struct server_answer answer = { .headers = "content-encoding: gzip\r\n",
                                    .body = body,
                                    .body_len = sizeof(body),
                                    .piece = 10,
                                    .between_ms = 30 };
    const struct transfer_limits limits = { .silence_ms = 500 };
    struct error err;

    (void)state;
    for (size_t i = 10; i < sizeof(body); i += 5)
        memcpy(body + i, "\x00\x00\x00\xff\xff", 5);
    expect(&answer, &limits, PARL_OK, &err);
}

static void the_first_byte_may_take_longer_than_silence(void **state)
{
    const struct server_answer answer = { .body = "abc", .delay_ms = 300 };
    const struct transfer_limits limits = { .silence_ms = 100 };
    struct error err;

    (void)state;
    expect(&answer, &limits, PARL_OK, &err);
}

/* ---- limits ---- */

static void headers_over_their_limit_are_too_large(void **state)
{
    struct server_answer answer = { .headers = "x-a: 0123456789\r\n",
                                    .body = "abc" };
    const size_t whole = strlen("HTTP/1.1 200 Scripted\r\n"
                                "x-a: 0123456789\r\n"
                                "content-length: 3\r\n\r\n");

    (void)state;
    for (size_t limit = 1; limit <= whole; limit++) {
        struct caller c;

        caller_open(&c, &answer, 1);
        c.options.max_header_bytes = limit;
        if (limit == whole) {
            assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
        } else {
            assert_int_equal(caller_post(&c, "/", "{}"), PARL_TOO_LARGE);
            assert_has(c.error.message, "max_header_bytes");
        }
        caller_close(&c);
    }
}

static void interim_answers_count_towards_the_limit(void **state)
{
    static char interim[40 * 30 + 1];
    const struct server_answer answer = { .interim = interim };
    struct caller c;

    (void)state;
    for (size_t i = 0; i < 40; i++)
        memcpy(interim + i * 25, "HTTP/1.1 100 Continue\r\n\r\n", 26);
    caller_open(&c, &answer, 1);
    c.options.max_header_bytes = 500;
    assert_int_equal(caller_post(&c, "/", "{}"), PARL_TOO_LARGE);
    caller_close(&c);
}

/* ---- what is no HTTP ---- */

static void an_answer_that_is_no_http_is_protocol(void **state)
{
    static const char *const starts[] = {
        "hello\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        const struct server_answer answer = {
            .interim = starts[i],
            .framing = SERVER_UNTIL_CLOSE,
        };
        struct error err;

        expect(&answer, NULL, PARL_PROTOCOL, &err);
        assert_false(err.retryable);
    }
}

static void broken_framing_is_protocol(void **state)
{
    const struct server_answer answers[] = {
        { .headers = "content-encoding: gzip\r\n", .body = "no gzip at all" },
        { .headers = "content-encoding: martian\r\n", .body = "abc" },
        { .headers = "content-length: 3\r\ncontent-length: -7\r\n",
          .body = "abc",
          .framing = SERVER_UNTIL_CLOSE },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        struct error err;

        expect(&answers[i], NULL, PARL_PROTOCOL, &err);
        assert_false(err.retryable);
    }
}

/* ---- the sink ---- */

static void a_sink_that_fails_closes_the_connection(void **state)
{
    const struct server_answer script[] = {
        { .body = "abcdef",
          .framing = SERVER_CHUNKED,
          .piece = 1,
          .stop = SERVER_STALL,
          .stop_at = 3 },
        { .body = "abc" },
    };
    struct caller c;

    (void)state;
    caller_open(&c, script, 2);
    c.body_says = PARL_TOO_LARGE;
    assert_int_equal(caller_post(&c, "/", "{}"), PARL_TOO_LARGE);
    assert_string_equal(c.error.message, "the sink has had enough");
    assert_int_equal(c.error.http_status, 200);
    assert_int_equal(c.n_pieces, 1);
    assert_true(server_sees_close(c.server, 0, 10000));

    c.body_says = PARL_OK;
    assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
    assert_int_equal(server_n_connections(c.server), 2);
    caller_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_body_is_truncated),
        cmocka_unit_test(a_chunked_body_without_its_end_is_truncated),
        cmocka_unit_test(a_chunk_that_is_none_is_truncated),
        cmocka_unit_test(a_cut_head_is_no_answer),
        cmocka_unit_test(an_interim_answer_is_no_beginning),
        cmocka_unit_test(a_refused_connection_is_the_network),
        cmocka_unit_test(an_unknown_host_is_the_network),
        cmocka_unit_test(each_timer_says_its_name),
        cmocka_unit_test(the_connect_timer_says_its_name),
        cmocka_unit_test(every_byte_holds_silence_off),
        cmocka_unit_test(the_first_byte_may_take_longer_than_silence),
        cmocka_unit_test(headers_over_their_limit_are_too_large),
        cmocka_unit_test(interim_answers_count_towards_the_limit),
        cmocka_unit_test(an_answer_that_is_no_http_is_protocol),
        cmocka_unit_test(broken_framing_is_protocol),
        cmocka_unit_test(a_sink_that_fails_closes_the_connection),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
