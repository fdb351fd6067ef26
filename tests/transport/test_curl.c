/* tests/transport/test_curl.c -- calls that go well, and those that are refused
 * before anything is sent. */
#include "support/check.h"
#include "support/caller.h"

#include <stdio.h>
#include <stdlib.h>

/* "{"text": "answer answer ... "}", compressed */
static const char gzip_body[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xab\x56\x2a\x49\xad\x28\x51\xb2"
    "\x52\x50\x4a\xcc\x2b\x2e\x4f\x2d\x52\x18\x14\x94\x52\x2d\x00\x54\xb8\x0f"
    "\xfd\x98\x00\x00\x00";

static void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("'%s' is in '%s'", part, text);
}

/* ---- answers ---- */

static void a_connection_is_kept(void **state)
{
    const struct server_answer script[] = { SERVER_JSON("{\"n\":1}"),
                                            SERVER_JSON("{\"n\":2}") };
    struct caller c;

    (void)state;
    caller_open(&c, script, 2);
    assert_int_equal(caller_post(&c, "/a", "{}"), PARL_OK);
    assert_string_equal(buf_text(&c.body), "{\"n\":1}");
    assert_int_equal(caller_post(&c, "/b", "[]"), PARL_OK);
    assert_string_equal(buf_text(&c.body), "{\"n\":2}");
    assert_int_equal(server_n_requests(c.server), 2);
    assert_int_equal(server_n_connections(c.server), 1);
    caller_close(&c);
}

static void status_and_headers_come_once(void **state)
{
    const struct server_answer script[] = {
        { .status = 429,
          .interim = "HTTP/1.1 100 Continue\r\n\r\n"
                     "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n",
          .headers = "Content-Type: application/json\r\n"
                     "X-Request-ID:\t req-7 \t\r\n"
                     "Retry-After:3\r\n"
                     "x-nothing:\r\n",
          .body = "{}",
          .framing = SERVER_CHUNKED,
          .trailers = "x-late: no\r\n" },
    };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
    assert_int_equal(c.http_status, 429);
    assert_int_equal(c.n_statuses, 1);
    assert_string_equal(buf_text(&c.headers), "Content-Type: application/json\n"
                                              "X-Request-ID: req-7\n"
                                              "Retry-After: 3\n"
                                              "x-nothing: \n"
                                              "transfer-encoding: chunked\n");
    assert_string_equal(buf_text(&c.body), "{}");
    caller_close(&c);
}

static void every_framing_gives_the_same_body(void **state)
{
    static const size_t pieces[] = { 0, 1, 7 };
    static const char stream[] =
        "event: a\ndata: \xE2\x82\xAC 1\n\ndata: 2\n\n";

    (void)state;
    for (int framing = SERVER_LENGTH; framing <= SERVER_UNTIL_CLOSE;
         framing++) {
        for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
            const struct server_answer script[] = {
                { .body = stream,
                  .framing = (enum server_framing)framing,
                  .piece = pieces[i] },
            };
            struct caller c;

            caller_open(&c, script, 1);
            c.is_stream = true;
            assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
            assert_string_equal(buf_text(&c.body), stream);
            caller_close(&c);
        }
    }
}

static void a_chunk_is_handed_on_before_the_next_comes(void **state)
{
    const struct server_answer script[] = {
        { .body = "abc",
          .framing = SERVER_CHUNKED,
          .piece = 1,
          .between_ms = 20 },
    };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
    assert_true(c.n_pieces > 1); /* all three, on an idle machine */
    caller_close(&c);
}

static void a_compressed_answer_is_undone(void **state)
{
    struct server_answer answer = { .headers = "content-encoding: gzip\r\n",
                                    .body = gzip_body,
                                    .body_len = sizeof(gzip_body) - 1,
                                    .repeats = true };

    (void)state;
    for (size_t piece = 0; piece < 3; piece++) {
        struct caller c;

        answer.piece = piece;
        caller_open(&c, &answer, 1);
        for (int stream = 0; stream < 2; stream++) {
            c.is_stream = stream == 1;
            assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
            assert_int_equal(c.body.len, 152);
            assert_memory_equal(c.body.data, "{\"text\": \"answer ", 17);
        }
        assert_has(server_request(c.server, 0)->head,
                   "accept-encoding: gzip, deflate\r\n");
        assert_has(server_request(c.server, 1)->head,
                   "accept-encoding: identity\r\n");
        caller_close(&c);
    }
}

static void a_redirect_is_an_answer(void **state)
{
    const struct server_answer script[] = {
        { .status = 307, .headers = "location: /elsewhere\r\n" },
    };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
    assert_int_equal(c.http_status, 307);
    assert_int_equal(server_n_requests(c.server), 1);
    caller_close(&c);
}

/* ---- requests ---- */

static void a_request_goes_out_as_it_was_given(void **state)
{
    static const struct http_header headers[] = {
        { "content-type", "application/json", false },
        { "x-api-key", "sesame", true },
        { "x-empty", "", false },
    };
    static const char body[] = "{\"nul\":\"\0\"}";
    const struct server_answer script[] = { SERVER_JSON("{}") };
    struct caller c;
    const struct server_request *got;

    (void)state;
    caller_open(&c, script, 1);
    assert_int_equal(
        caller_send(&c,
                    &(struct http_request){ .method = "POST",
                                            .url = caller_url(&c, "/v1?q=1"),
                                            .headers = headers,
                                            .n_headers = 3,
                                            .body = body,
                                            .body_len = sizeof(body) - 1 }),
        PARL_OK);
    got = server_request(c.server, 0);
    assert_has(got->head, "POST /v1?q=1 HTTP/1.1\r\n");
    assert_has(got->head, "\r\ncontent-type: application/json\r\n"
                          "x-api-key: sesame\r\nx-empty:\r\n"
                          "user-agent: parlance-test\r\n"
                          "accept-encoding: gzip, deflate\r\n"
                          "Content-Length: 11\r\n");
    assert_lacks(got->head, "xpect");
    assert_int_equal(got->body_len, sizeof(body) - 1);
    assert_memory_equal(got->body, body, sizeof(body));
    caller_close(&c);
}

static void a_request_says_itself_who_sends_it(void **state)
{
    static const struct http_header headers[] = {
        { "accept-encoding", "br", false },
        { "user-agent", "a program/2", false },
    };
    const struct server_answer script[] = { SERVER_JSON("{}") };
    const struct server_request *got;
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    assert_int_equal(
        caller_send(&c, &(struct http_request){ .method = "GET",
                                                .url = caller_url(&c, "/"),
                                                .headers = headers,
                                                .n_headers = 2 }),
        PARL_OK);
    got = server_request(c.server, 0);
    assert_has(got->head, "\r\naccept-encoding: br\r\n"
                          "user-agent: a program/2\r\n\r\n");
    assert_lacks(got->head, "parlance-test");
    assert_lacks(got->head, "gzip");
    caller_close(&c);
}

/* One after the other, so that nothing of one is left in the next. */
static void every_method_is_itself(void **state)
{
    static const struct {
        const char *method, *body, *line, *length;
    } cases[] = {
        { "GET", NULL, "GET / ", NULL },
        { "POST", "12345", "POST / ", "Content-Length: 5\r\n" },
        { "GET", NULL, "GET / ", NULL },
        { "POST", NULL, "POST / ", "Content-Length: 0\r\n" },
        { "PUT", "123", "PUT / ", "Content-Length: 3\r\n" },
        { "DELETE", NULL, "DELETE / ", NULL },
        { "POST", "1", "POST / ", "Content-Length: 1\r\n" },
    };
    const struct server_answer script[] = { { .repeats = true } };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *body = cases[i].body;
        const struct http_request request = {
            .method = cases[i].method,
            .url = caller_url(&c, "/"),
            .body = body,
            .body_len = body != NULL ? strlen(body) : 0,
        };
        const struct server_request *got;

        assert_int_equal(caller_send(&c, &request), PARL_OK);
        got = server_request(c.server, i);
        assert_memory_equal(got->head, cases[i].line, strlen(cases[i].line));
        if (cases[i].length != NULL)
            assert_has(got->head, cases[i].length);
        else
            assert_lacks(got->head, "Content-Length");
        assert_string_equal(got->body, body != NULL ? body : "");
    }
    assert_int_equal(server_n_connections(c.server), 1);
    caller_close(&c);
}

/* ---- bodies that are read piece by piece ---- */

struct source {
    size_t at, len; /* of the letters a to z, over and over */
    size_t ends_at; /* early, when it is less than len */
    parl_status fails;
    size_t n_rewinds;
};

static parl_status read_source(void *ctx, void *bytes, size_t size,
                               size_t *n_read, struct error *err)
{
    struct source *s = ctx;
    char *out = bytes;

    *n_read = 0;
    if (s->fails != PARL_OK)
        return error_set(err, s->fails, "the source is broken");
    if (size > 1000)
        size = 1000;
    for (; *n_read < size && s->at < s->ends_at; s->at++)
        out[(*n_read)++] = (char)('a' + s->at % 26);
    return PARL_OK;
}

static void rewind_source(void *ctx)
{
    struct source *s = ctx;

    s->at = 0;
    s->n_rewinds++;
}

static parl_status send_source(struct caller *c, struct source *s)
{
    const struct http_request request = { .method = "POST",
                                          .url = caller_url(c, "/"),
                                          .body_len = s->len,
                                          .read = read_source,
                                          .rewind = rewind_source,
                                          .ctx = s };

    return caller_send(c, &request);
}

static void assert_is_source(const struct server_request *got, size_t len)
{
    assert_int_equal(got->body_len, len);
    for (size_t i = 0; i < len; i++)
        assert_int_equal(got->body[i], 'a' + i % 26);
}

static void a_body_is_read_to_its_length(void **state)
{
    static const size_t lengths[] = { 1, 999, 1000, 65536, 1000000 };
    const struct server_answer script[] = { { .repeats = true } };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
        struct source source = { .len = lengths[i], .ends_at = lengths[i] + 9 };
        char length[64];

        snprintf(length, sizeof(length), "Content-Length: %zu\r\n", lengths[i]);
        assert_int_equal(send_source(&c, &source), PARL_OK);
        assert_is_source(server_request(c.server, i), lengths[i]);
        assert_has(server_request(c.server, i)->head, length);
        assert_lacks(server_request(c.server, i)->head, "xpect");
    }
    caller_close(&c);
}

static void a_dead_kept_connection_rewinds_the_body(void **state)
{
    struct server_answer script[] = {
        { .path = "/", .body = "warm" },
        { .path = "/", .stop = SERVER_CLOSE, .stop_in_head = true },
        { .path = "/", .body = "fine" },
    };
    struct source source = { .len = 5000, .ends_at = 5000 };
    struct caller c;

    (void)state;
    caller_open(&c, script, 3);
    assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
    assert_int_equal(send_source(&c, &source), PARL_OK);
    assert_string_equal(buf_text(&c.body), "fine");
    assert_int_equal(source.n_rewinds, 1);
    assert_int_equal(server_n_connections(c.server), 2);
    assert_is_source(server_request(c.server, 1), 5000);
    assert_is_source(server_request(c.server, 2), 5000);
    caller_close(&c);
}

static void a_body_that_ends_early_is_refused(void **state)
{
    struct source source = { .len = 5000, .ends_at = 4990 };
    const struct server_answer script[] = { { .body = "never" } };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    assert_int_equal(send_source(&c, &source), PARL_INVALID_ARGUMENT);
    assert_has(c.error.message, "10 bytes early");
    assert_true(server_sees_close(c.server, 0, 10000));
    caller_close(&c);
}

static void a_source_that_fails_ends_the_call(void **state)
{
    struct source source = { .len = 5, .fails = PARL_UNSUPPORTED };
    const struct server_answer script[] = { { .body = "never" } };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    assert_int_equal(send_source(&c, &source), PARL_UNSUPPORTED);
    assert_string_equal(c.error.message, "the source is broken");
    caller_close(&c);
}

/* ---- refused before anything is sent ---- */

static parl_status get(struct caller *c, const char *url)
{
    const struct http_request request = { .method = "GET", .url = url };

    return caller_send(c, &request);
}

static void plain_http_goes_to_loopback_only(void **state)
{
    static const char *const refused[] = {
        "http://api.example.com/v1",
        "http://127.0.0.1@api.example.com/v1",
        "http://localhost.example.com/v1",
        "http://127.example.com/",
        "http://128.0.0.1/",
        "http://[::2]/",
        "http://0.0.0.0/",
        "HTTP://api.example.com/v1",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "api.example.com/v1",
        "https://",
        "",
    };
    struct caller c;

    (void)state;
    caller_open(&c, NULL, 0);
    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        assert_int_equal(get(&c, refused[i]), PARL_INVALID_ARGUMENT);
        assert_has(c.error.message, "base_url");
        assert_false(c.error.retryable);
    }
    caller_close(&c);
}

static void an_address_is_not_completed_by_the_last_one(void **state)
{
    const struct server_answer script[] = { { .repeats = true } };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    assert_int_equal(caller_post(&c, "/v1/a", "{}"), PARL_OK);
    assert_int_equal(get(&c, "/v1/b"), PARL_INVALID_ARGUMENT);
    assert_int_equal(get(&c, "b"), PARL_INVALID_ARGUMENT);
    assert_int_equal(caller_post(&c, "/c?d", "{}"), PARL_OK);
    assert_int_equal(server_n_requests(c.server), 2);
    assert_has(server_request(c.server, 1)->head, "POST /c?d HTTP/1.1\r\n");
    caller_close(&c);
}

static void every_name_of_loopback_will_do(void **state)
{
    static const char *const hosts[] = { "127.0.0.1", "localhost", "127.1",
                                         "2130706433" };
    const struct server_answer script[] = { { .repeats = true } };
    struct caller c;

    (void)state;
    caller_open(&c, script, 1);
    for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
        char url[64];

        snprintf(url, sizeof(url), "http://%s%s/", hosts[i],
                 strrchr(server_url(c.server), ':'));
        assert_int_equal(get(&c, url), PARL_OK);
    }
    caller_close(&c);
}

static void a_header_cannot_break_out_of_its_line(void **state)
{
    static const struct http_header bad[] = {
        { "authorization", "Bearer sesame\n", true },
        { "authorization", "Bearer sesame\r\nx-more: 1", true },
        { "x-a: b\r\nx-c", "sesame", false },
        { "x a", "sesame", false },
        { "", "sesame", false },
    };
    struct caller c;

    (void)state;
    caller_open(&c, NULL, 0);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        const struct http_request request = { .method = "GET",
                                              .url = caller_url(&c, "/"),
                                              .headers = &bad[i],
                                              .n_headers = 1 };

        assert_int_equal(caller_send(&c, &request), PARL_INVALID_ARGUMENT);
        assert_lacks(c.error.message, "sesame");
    }
    assert_int_equal(server_n_connections(c.server), 0);
    caller_close(&c);
}

/* ---- proxies ---- */

static void the_environment_names_no_proxy(void **state)
{
    const struct server_answer script[] = { SERVER_JSON("{}") };
    struct caller c;

    (void)state;
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("all_proxy", "http://127.0.0.1:1", 1);
    caller_open(&c, script, 1);
    assert_int_equal(caller_post(&c, "/", "{}"), PARL_OK);
    caller_close(&c);
    unsetenv("http_proxy");
    unsetenv("all_proxy");
}

static void a_proxy_is_used_as_given(void **state)
{
    const struct server_answer script[] = { { .repeats = true } };
    struct caller c;

    (void)state;
    setenv("no_proxy", "*", 1);
    caller_open(&c, script, 1);
    c.options.proxy = server_url(c.server);
    c.options.allow_http = true;
    assert_int_equal(get(&c, "http://api.invalid/v1"), PARL_OK);
    assert_has(server_request(c.server, 0)->head,
               "GET http://api.invalid/v1 HTTP/1.1\r\nHost: api.invalid\r\n");
    assert_int_equal(get(&c, "http://other.invalid/v2"), PARL_OK);
    assert_has(
        server_request(c.server, 1)->head,
        "GET http://other.invalid/v2 HTTP/1.1\r\nHost: other.invalid\r\n");
    caller_close(&c);
    unsetenv("no_proxy");
}

static void loopback_by_a_proxy_is_not_loopback(void **state)
{
    struct caller c;

    (void)state;
    caller_open(&c, NULL, 0);
    c.options.proxy = server_url(c.server);
    assert_int_equal(get(&c, "http://127.0.0.1:1/"), PARL_INVALID_ARGUMENT);
    caller_close(&c);
}

static void the_password_of_a_proxy_is_not_repeated(void **state)
{
    static const char *const proxies[] = {
        "gopher://user:sesame@127.0.0.1:1",
        "http://user:sesame@127.0.0.1:port",
        "user:sesame@127.0.0.1:port",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(proxies) / sizeof(proxies[0]); i++) {
        struct caller c;

        caller_open(&c, NULL, 0);
        c.options.proxy = proxies[i];
        assert_int_equal(get(&c, "https://api.invalid/"), PARL_NETWORK);
        assert_has(c.error.message, "proxy");
        assert_lacks(c.error.message, "sesame");
        caller_close(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_connection_is_kept),
        cmocka_unit_test(status_and_headers_come_once),
        cmocka_unit_test(every_framing_gives_the_same_body),
        cmocka_unit_test(a_chunk_is_handed_on_before_the_next_comes),
        cmocka_unit_test(a_compressed_answer_is_undone),
        cmocka_unit_test(a_redirect_is_an_answer),
        cmocka_unit_test(a_request_goes_out_as_it_was_given),
        cmocka_unit_test(a_request_says_itself_who_sends_it),
        cmocka_unit_test(every_method_is_itself),
        cmocka_unit_test(a_body_is_read_to_its_length),
        cmocka_unit_test(a_dead_kept_connection_rewinds_the_body),
        cmocka_unit_test(a_body_that_ends_early_is_refused),
        cmocka_unit_test(a_source_that_fails_ends_the_call),
        cmocka_unit_test(plain_http_goes_to_loopback_only),
        cmocka_unit_test(an_address_is_not_completed_by_the_last_one),
        cmocka_unit_test(every_name_of_loopback_will_do),
        cmocka_unit_test(a_header_cannot_break_out_of_its_line),
        cmocka_unit_test(the_environment_names_no_proxy),
        cmocka_unit_test(a_proxy_is_used_as_given),
        cmocka_unit_test(loopback_by_a_proxy_is_not_loopback),
        cmocka_unit_test(the_password_of_a_proxy_is_not_repeated),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
