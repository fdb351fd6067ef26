/* tests/transport/test_tls.c -- calls over TLS, with HTTP/2 and without.
 *
 * The server is node's, with a certificate that openssl makes for this run;
 * where one of them is missing the tests are skipped. */
#include "support/check.h"
#include "support/caller.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#include "support/node.h"

static bool is_able;

static int set_up(void **state)
{
    (void)state;
    is_able = node_certify();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    node_forget();
    return 0;
}

static void open_tls(struct caller *c, struct node *node, const char *protocol)
{
    if (!is_able)
        skip();
    node_start(node, protocol, "cert.pem");
    caller_open(c, NULL, 0);
    c->options.ca_file = node_certificate("cert.pem");
}

static void close_tls(struct caller *c, struct node *node)
{
    caller_close(c);
    node_stop(node);
}

static parl_status post(struct caller *c, const char *base, const char *path,
                        const char *body, size_t body_len)
{
    char url[128];
    const struct http_request request = {
        .method = "POST", .url = url, .body = body, .body_len = body_len
    };

    snprintf(url, sizeof(url), "%s%s", base, path);
    return caller_send(c, &request);
}

/* ---- trust ---- */

static void expect_distrust(struct caller *c, const char *base)
{
    assert_int_equal(post(c, base, "/", "{}", 2), PARL_NETWORK);
    assert_false(c->error.retryable);
    assert_non_null(strstr(c->error.message, "certificate"));
}

static void an_unknown_certificate_is_final(void **state)
{
    struct node node;
    struct caller c;

    (void)state;
    open_tls(&c, &node, "h2");
    c.options.ca_file = NULL;
    expect_distrust(&c, node.url);
    close_tls(&c, &node);
}

static void a_certificate_for_another_host_is_final(void **state)
{
    struct node node;
    struct caller c;
    char url[64];

    (void)state;
    open_tls(&c, &node, "h2");
    snprintf(url, sizeof(url), "https://localhost%s", strrchr(node.url, ':'));
    expect_distrust(&c, url);
    close_tls(&c, &node);
}

static void an_expired_certificate_is_final(void **state)
{
    struct node node;
    struct caller c;

    (void)state;
    if (!is_able)
        skip();
    node_start(&node, "h2", "expired.pem");
    caller_open(&c, NULL, 0);
    c.options.ca_file = node_certificate("expired.pem");
    expect_distrust(&c, node.url);
    close_tls(&c, &node);
}

static void a_missing_ca_file_is_final(void **state)
{
    struct node node;
    struct caller c;

    (void)state;
    open_tls(&c, &node, "h2");
    c.options.ca_file = "/nonexistent/ca.pem";
    expect_distrust(&c, node.url);
    close_tls(&c, &node);
}

/* ---- calls ---- */

static void each_protocol_keeps_its_connection(void **state)
{
    static const char *const protocols[] = { "h2", "h1" };
    static const char *const answers[] = { "2.0 1 5", "1.1 1 5" };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct node node;
        struct caller c;

        open_tls(&c, &node, protocols[i]);
        for (int n = 0; n < 3; n++) {
            assert_int_equal(post(&c, node.url, "/", "12345", 5), PARL_OK);
            assert_int_equal(c.http_status, 200);
            assert_int_equal(c.n_statuses, 1);
            assert_string_equal(buf_text(&c.body), answers[i]);
        }
        close_tls(&c, &node);
    }
}

static void a_cut_answer_is_truncated(void **state)
{
    static const char *const protocols[] = { "h2", "h1" };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct node node;
        struct caller c;

        open_tls(&c, &node, protocols[i]);
        assert_int_equal(post(&c, node.url, "/cut", "{}", 2), PARL_TRUNCATED);
        assert_string_equal(buf_text(&c.body), "half");
        assert_int_equal(c.error.http_status, 200);
        assert_int_equal(post(&c, node.url, "/refuse", "{}", 2), PARL_NETWORK);
        assert_true(c.error.retryable);
        assert_int_equal(post(&c, node.url, "/", "{}", 2), PARL_OK);
        close_tls(&c, &node);
    }
}

/* The signal is at its default: it would end this program. */
static void a_peer_that_hangs_up_raises_no_signal(void **state)
{
    static const char *const protocols[] = { "h2", "h1" };
    static const char body[16 * 1024 * 1024];

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct node node;
        struct caller c;

        open_tls(&c, &node, protocols[i]);
        assert_int_equal(post(&c, node.url, "/slam", body, sizeof(body)),
                         PARL_NETWORK);
        close_tls(&c, &node);
    }
}

/* ---- sharing ---- */

static void ignore_status(void *ctx, int http_status)
{
    (void)ctx;
    (void)http_status;
}

static void ignore_header(void *ctx, struct span name, struct span value)
{
    (void)ctx;
    (void)name;
    (void)value;
}

static parl_status ignore_body(void *ctx, const char *bytes, size_t len,
                               struct error *err)
{
    (void)ctx;
    (void)bytes;
    (void)len;
    (void)err;
    return PARL_OK;
}

static void http2_calls_share_a_connection(void **state)
{
    enum { N = 20 };
    static const struct transfer_sink sink = { ignore_status, ignore_header,
                                               ignore_body, NULL };
    struct transfer transfers[N];
    struct node node;
    struct caller c;
    char url[128];
    const struct http_request request = {
        .method = "POST", .url = url, .body = "{}", .body_len = 2
    };

    (void)state;
    open_tls(&c, &node, "h2");
    snprintf(url, sizeof(url), "%s/slow", node.url);
    for (size_t i = 0; i < N; i++) {
        transfers[i] = (struct transfer){ .request = &request,
                                          .sink = &sink,
                                          .limits = c.limits };
        assert_int_equal(engine_add(c.engine, &transfers[i], NULL), PARL_OK);
    }
    for (size_t i = 0; i < N; i++) {
        while (!transfers[i].done)
            engine_run(c.engine, 1000);
        assert_int_equal(transfers[i].result, PARL_OK);
    }
    assert_int_equal(post(&c, node.url, "/", "{}", 2), PARL_OK);
    assert_string_equal(buf_text(&c.body), "2.0 1 2");
    close_tls(&c, &node);
}

/* Nor does the child say good-bye on the parent's connection. */
static void a_child_leaves_the_connection_alone(void **state)
{
    static const char *const protocols[] = { "h2", "h1" };

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct node node;
        struct caller c;
        pid_t child;

        open_tls(&c, &node, protocols[i]);
        assert_int_equal(post(&c, node.url, "/", "{}", 2), PARL_OK);
        child = fork();
        if (child == 0) {
            engine_free(c.engine);
            _exit(0);
        }
        waitpid(child, NULL, 0);
        assert_int_equal(post(&c, node.url, "/", "{}", 2), PARL_OK);
        assert_string_equal(buf_text(&c.body) + 3, " 1 2");
        close_tls(&c, &node);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unknown_certificate_is_final),
        cmocka_unit_test(a_certificate_for_another_host_is_final),
        cmocka_unit_test(an_expired_certificate_is_final),
        cmocka_unit_test(a_missing_ca_file_is_final),
        cmocka_unit_test(each_protocol_keeps_its_connection),
        cmocka_unit_test(a_cut_answer_is_truncated),
        cmocka_unit_test(a_peer_that_hangs_up_raises_no_signal),
        cmocka_unit_test(http2_calls_share_a_connection),
        cmocka_unit_test(a_child_leaves_the_connection_alone),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
