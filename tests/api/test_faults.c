/* tests/api/test_faults.c -- everything that a server can do wrong, and what
 * each of it is called, whichever way the call is waited for. */
#include "support/wire.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
#include "support/node.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

/* ---- the table ---------------------------------------------------------- */

/* Who is called. */
enum peer {
    SCRIPTED,
    SLOW_READER, /* scripted, and takes its time over the request */
    MUTE,        /* scripted, asked for TLS: it takes all for half a request */
    DEAF,        /* listens, and its queue is full */
    CLOSED,      /* nobody listens */
    HTTP2,       /* over TLS ... */
    HTTP1,
    BY_HAND,  /* HTTP/2 that no proper server sends */
    STRANGER, /* over TLS, with a certificate that nobody vouches for */
    IMPOSTOR, /* ... with that of another host */
    EXPIRED,  /* ... out of date */
    N_PEERS
};

struct fault {
    const char *name;
    enum peer peer;
    const char *route; /* over TLS */
    struct server_answer answer;
    struct {
        int64_t connect, first_byte, silence, total; /* ms; 0: seconds */
    } limits;

    parl_status status;
    const char *says;    /* part of the message */
    const char *partial; /* the text that had arrived, or of the whole answer;
                            NULL: nothing had */
    bool goes_on;        /* that is only how the partial text begins */
};

#define SSE "content-type: text/event-stream\r\n"
#define CHUNKED SSE "transfer-encoding: chunked\r\n"
#define ONE WIRE_TEXT("one")
#define ONE_LEN (sizeof(ONE) - 1)
#define HEAD_LEN(headers)                                                      \
    (sizeof("HTTP/1.1 200 Scripted\r\n" headers                                \
            "transfer-encoding: chunked\r\n\r\n") -                            \
     1)
#define STOPS(how, where)                                                      \
    {                                                                          \
        .headers = SSE, .body = WIRE_STREAM, .framing = SERVER_CHUNKED,        \
        .stop = (how), .stop_at = (where)                                      \
    }
#define STOPS_IN_HEAD(how, where)                                              \
    {                                                                          \
        .headers = SSE, .body = WIRE_STREAM, .framing = SERVER_CHUNKED,        \
        .stop = (how), .stop_at = (where), .stop_in_head = true                \
    }
/* In pieces of one event, so that it is read before the connection goes. */
#define STOPS_LATER(how)                                                       \
    {                                                                          \
        .headers = SSE, .body = WIRE_STREAM, .framing = SERVER_CHUNKED,        \
        .stop = (how), .stop_at = ONE_LEN, .piece = ONE_LEN, .between_ms = 50  \
    }
#define RAW(its_headers, its_body)                                             \
    {                                                                          \
        .headers = (its_headers), .body = (its_body),                          \
        .framing = SERVER_UNTIL_CLOSE                                          \
    }
#define STATUS(number, its_headers, its_body)                                  \
    {                                                                          \
        .status = (number), .headers = (its_headers), .body = (its_body)       \
    }

static char wide_header[20000]; /* filled in by set_up */

static const struct fault faults[] = {
    /* stalls, from the first phase to the last */
    { "the queue of a listener is full", .peer = DEAF,
      .limits = { .connect = 100 }, .status = PARL_TIMEOUT,
      .says = "100 ms (connect_timeout_ms)" },
    { "a stall in the TLS handshake", .peer = MUTE,
      .limits = { .connect = 100 }, .status = PARL_TIMEOUT,
      .says = "100 ms (connect_timeout_ms)" },
    { "a stall before the answer", .answer = STOPS_IN_HEAD(SERVER_STALL, 0),
      .limits = { .first_byte = 100 }, .status = PARL_TIMEOUT,
      .says = "100 ms (first_byte_timeout_ms)" },
    { "a stall in the status line", .answer = STOPS_IN_HEAD(SERVER_STALL, 10),
      .limits = { .first_byte = 100 }, .status = PARL_TIMEOUT,
      .says = "(first_byte_timeout_ms)" },
    { "a stall in the headers", .answer = STOPS_IN_HEAD(SERVER_STALL, 40),
      .limits = { .silence = 100 }, .status = PARL_TIMEOUT,
      .says = "100 ms (silence_timeout_ms)" },
    { "a stall between head and body",
      .answer = STOPS_IN_HEAD(SERVER_STALL, HEAD_LEN(SSE)),
      .limits = { .silence = 100 }, .status = PARL_TIMEOUT,
      .says = "(silence_timeout_ms)" },
    { "a stall in the body", .answer = STOPS(SERVER_STALL, ONE_LEN + 7),
      .limits = { .silence = 100 }, .status = PARL_TIMEOUT,
      .says = "(silence_timeout_ms)", .partial = "one" },
    { "a stall in a chunk's header",
      .answer = { .headers = CHUNKED,
                  .body = "e\r\ndata: {\"choic\r\n4",
                  .framing = SERVER_UNTIL_CLOSE,
                  .stop = SERVER_STALL,
                  .stop_at = 20 },
      .limits = { .silence = 100 }, .status = PARL_TIMEOUT,
      .says = "(silence_timeout_ms)" },
    { "a stall behind the last event, before the last chunk",
      .answer = STOPS(SERVER_STALL, sizeof(WIRE_STREAM) - 1),
      .limits = { .silence = 100 }, .status = PARL_TIMEOUT,
      .says = "(silence_timeout_ms)", .partial = "one two" },
    { "pings without an end",
      .answer = { .headers = SSE,
                  .body = ": ping\n\n",
                  .framing = SERVER_CHUNKED,
                  .endless = true,
                  .piece = 8,
                  .between_ms = 20 },
      .limits = { .silence = 200, .total = 400 }, .status = PARL_TIMEOUT,
      .says = "400 ms (total_timeout_ms)" },
    { "a server that reads slowly", .peer = SLOW_READER,
      .answer = SERVER_SSE(WIRE_STREAM), .status = PARL_OK,
      .partial = "one two" },
    { "a server that reads too slowly", .peer = SLOW_READER,
      .answer = SERVER_SSE(WIRE_STREAM), .limits = { .first_byte = 40 },
      .status = PARL_TIMEOUT, .says = "(first_byte_timeout_ms)" },

    /* connections that break */
    { "nobody listens", .peer = CLOSED, .status = PARL_NETWORK,
      .says = "cannot connect" },
    { "closed before the answer", .answer = STOPS_IN_HEAD(SERVER_CLOSE, 0),
      .status = PARL_NETWORK, .says = "nothing" },
    { "reset before the answer", .answer = STOPS_IN_HEAD(SERVER_RESET, 0),
      .status = PARL_NETWORK, .says = "broke" },
    { "closed in the status line", .answer = STOPS_IN_HEAD(SERVER_CLOSE, 10),
      .status = PARL_NETWORK },
    { "closed in the headers", .answer = STOPS_IN_HEAD(SERVER_CLOSE, 40),
      .status = PARL_TRUNCATED, .says = "headers" },
    { "closed between head and body",
      .answer = STOPS_IN_HEAD(SERVER_CLOSE, HEAD_LEN(SSE)),
      .status = PARL_TRUNCATED },
    { "closed in the body", .answer = STOPS(SERVER_CLOSE, ONE_LEN + 7),
      .status = PARL_TRUNCATED, .partial = "one" },
    { "reset in the body", .answer = STOPS_LATER(SERVER_RESET),
      .status = PARL_TRUNCATED, .partial = "one" },
    { "closed before the last chunk",
      .answer = STOPS(SERVER_CLOSE, sizeof(WIRE_STREAM) - 1),
      .status = PARL_TRUNCATED, .partial = "one two" },
    { "a clean end before the answer's", .answer = SERVER_SSE(ONE),
      .status = PARL_TRUNCATED, .says = "ended before", .partial = "one" },
    { "a body until the connection closes, cut", .answer = RAW(SSE, ONE),
      .status = PARL_TRUNCATED, .says = "ended before", .partial = "one" },
    { "an empty answer", .answer = SERVER_JSON(""), .status = PARL_TRUNCATED,
      .says = "empty" },
    { "a whole body, cut",
      .answer = RAW(SSE, "{\"choices\":[{\"index\":0,\"message\":{"),
      .status = PARL_TRUNCATED },

    /* lengths that are wrong */
    { "a length that is too long",
      .answer = RAW(SSE "content-length: 5000\r\n", WIRE_STREAM),
      .status = PARL_TRUNCATED, .partial = "one two" },
    { "a length that is too short",
      .answer = RAW(SSE "content-length: 100\r\n", WIRE_STREAM),
      .status = PARL_TRUNCATED, .partial = "one" },
    { "a length that is none",
      .answer = RAW(SSE "content-length: -1\r\n", WIRE_STREAM),
      .status = PARL_PROTOCOL },
    { "a chunk whose size is no number",
      .answer = RAW(CHUNKED, "8\r\n: ping\n\n\r\nzz\r\nabc\r\n0\r\n\r\n"),
      .status = PARL_TRUNCATED },
    { "a chunk whose size is beyond all numbers",
      .answer = RAW(CHUNKED, "fffffffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
      .status = PARL_TRUNCATED },
    { "a chunk that is shorter than it says",
      .answer = RAW(CHUNKED, "ff\r\nabc\r\n0\r\n\r\n"),
      .status = PARL_TRUNCATED },

    /* too much of it */
    { "headers without an end", .answer = STATUS(200, wide_header, WIRE_ANSWER),
      .status = PARL_TOO_LARGE, .says = "max_header_bytes" },
    { "text without an end",
      .answer = { .headers = SSE,
                  .body = ONE,
                  .framing = SERVER_CHUNKED,
                  .endless = true,
                  .piece = ONE_LEN },
      .status = PARL_TOO_LARGE, .says = "max_response_bytes",
      .partial = "oneoneone", .goes_on = true },
    { "an event without an end",
      .answer = { .headers = SSE,
                  .body = "data: ............................",
                  .framing = SERVER_CHUNKED,
                  .endless = true,
                  .piece = 34 },
      .status = PARL_TOO_LARGE, .says = "max_event_bytes" },
    { "a whole body without an end",
      .answer = { .headers = "content-type: application/json\r\n",
                  .body = "{\"id\":\"                    \",",
                  .framing = SERVER_CHUNKED,
                  .endless = true,
                  .piece = 29 },
      .status = PARL_TOO_LARGE, .says = "max_response_bytes" },

    /* what a vendor says, and what stands before it */
    { "a rate limit, with seconds",
      .answer = SERVER_RATE_LIMITED("3", "{\"error\":{\"message\":\"slow\"}}"),
      .status = PARL_RATE_LIMITED, .says = "slow" },
    { "a rate limit, with a date",
      .answer = STATUS(429,
                       "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                       "retry-after: Sun, 06 Nov 1994 08:49:40 GMT\r\n",
                       "{\"error\":{\"message\":\"slow\"}}"),
      .status = PARL_RATE_LIMITED, .says = "slow" },
    { "a server's error", .answer = SERVER_ERROR(500, "{}"),
      .status = PARL_SERVER_ERROR },
    { "an overload", .answer = SERVER_ERROR(529, "{}"),
      .status = PARL_OVERLOADED },
    { "a page of a proxy, with its error", .answer = SERVER_HTML(502),
      .status = PARL_SERVER_ERROR, .says = "502" },
    { "a page of a proxy, instead of an answer", .answer = SERVER_HTML(200),
      .status = PARL_PROTOCOL },
    { "an error whose body is cut",
      .answer = { .status = 401,
                  .headers = "content-length: 1000\r\n",
                  .body = "{\"err",
                  .framing = SERVER_UNTIL_CLOSE },
      .status = PARL_AUTHENTICATION },
    { "an error whose body stalls",
      .answer = { .status = 401,
                  .body = "{\"error\":{\"message\":\"no\"}}",
                  .stop = SERVER_STALL,
                  .stop_at = 4 },
      .limits = { .silence = 100 }, .status = PARL_AUTHENTICATION },
    { "an answer that is elsewhere",
      .answer = STATUS(302, "location: https://127.0.0.1/\r\n", ""),
      .status = PARL_PROTOCOL, .says = "redirects" },
    { "an error in the middle of a stream",
      .answer = SERVER_SSE(ONE "data: {\"error\":{\"message\":\"broken\","
                               "\"type\":\"server_error\"}}\n\n"),
      .status = PARL_SERVER_ERROR, .says = "broken", .partial = "one" },
    { "an event that is no JSON",
      .answer = SERVER_SSE(ONE "data: {\"choices\": oops}\n\n" WIRE_END),
      .status = PARL_PROTOCOL, .partial = "one" },
    { "an answer that is no HTTP",
      .answer = { .interim = "SSH-2.0-OpenSSH_9.2\r\n",
                  .stop = SERVER_CLOSE,
                  .stop_at = 21,
                  .stop_in_head = true },
      .status = PARL_PROTOCOL },
    { "an answer that is well", .answer = SERVER_SSE(WIRE_STREAM),
      .partial = "one two" },

    /* over TLS */
    { "a certificate of nobody's", .peer = STRANGER, .route = "/chat",
      .status = PARL_NETWORK, .says = "certificate" },
    { "a certificate of another host", .peer = IMPOSTOR, .route = "/chat",
      .status = PARL_NETWORK, .says = "certificate" },
    { "a certificate out of date", .peer = EXPIRED, .route = "/chat",
      .status = PARL_NETWORK, .says = "certificate" },
    { "HTTP/2, a reset before the answer", .peer = HTTP2,
      .route = "/refuse-chat", .status = PARL_NETWORK, .says = "HTTP/2" },
    { "HTTP/2, a reset in the body", .peer = HTTP2, .route = "/cut-chat",
      .status = PARL_TRUNCATED, .partial = "one" },
    { "HTTP/2, a stall in the body", .peer = HTTP2, .route = "/stall",
      .limits = { .silence = 100 }, .status = PARL_TIMEOUT,
      .says = "(silence_timeout_ms)", .partial = "one" },
    { "HTTP/2, a reset behind a clean end", .peer = BY_HAND,
      .route = "/reset-behind-end", .status = PARL_TRUNCATED,
      .partial = "one" },
    { "HTTP/2, an answer that is well", .peer = HTTP2, .route = "/chat",
      .partial = "one two" },
    { "TLS, closed in the body", .peer = HTTP1, .route = "/cut-chat",
      .status = PARL_TRUNCATED, .partial = "one" },
};

/* ---- who is called ------------------------------------------------------ */

static bool has_node;
static struct node nodes[N_PEERS]; /* pid 0: not started */

static parl_client_options small_limits(void)
{
    parl_client_options options = wire_options();

    options.max_response_bytes = 20000;
    options.max_event_bytes = 8000;
    options.max_header_bytes = 16000;
    return options;
}

/* A socket that listens, or that is only bound, and whose queue is full. */
struct port {
    int fd, held[4];
    char url[64];
};

static void open_port(struct port *p, bool listens)
{
    struct sockaddr_in at = { .sin_family = AF_INET };
    socklen_t len = sizeof(at);

    p->fd = socket(AF_INET, SOCK_STREAM, 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_int_equal(bind(p->fd, (struct sockaddr *)&at, len), 0);
    getsockname(p->fd, (struct sockaddr *)&at, &len);
    if (listens)
        assert_int_equal(listen(p->fd, 0), 0);
    for (size_t i = 0; i < N_OF(p->held); i++) {
        p->held[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        if (listens)
            connect(p->held[i], (struct sockaddr *)&at, len);
    }
    snprintf(p->url, sizeof(p->url), "http://127.0.0.1:%d", ntohs(at.sin_port));
}

static void close_port(struct port *p)
{
    for (size_t i = 0; i < N_OF(p->held); i++)
        close(p->held[i]);
    close(p->fd);
}

static const char *certificate_of(enum peer peer)
{
    return peer == EXPIRED ? "expired.pem" : "cert.pem";
}

static struct node *node_of(enum peer peer)
{
    struct node *node = &nodes[peer];

    if (node->pid == 0)
        node_start(node,
                   peer == HTTP1     ? "h1"
                   : peer == BY_HAND ? "frames"
                                     : "h2",
                   certificate_of(peer));
    return node;
}

static void open_tls(struct wire *w, const struct fault *f)
{
    parl_client_options options = small_limits();
    const struct node *node = node_of(f->peer);
    char url[128];

    if (f->peer != STRANGER)
        options.ca_file = node_certificate(certificate_of(f->peer));
    snprintf(url, sizeof(url), "https://%s%s%s",
             f->peer == IMPOSTOR ? "localhost" : "127.0.0.1",
             strrchr(node->url, ':'), f->route);
    wire_open_at(w, url, &options);
}

static void open_scripted(struct wire *w, const struct fault *f)
{
    const parl_client_options options = small_limits();
    struct server *server;
    char url[64];

    if (f->peer != MUTE) {
        wire_open(w, &f->answer, 1, &options);
        if (f->peer == SLOW_READER)
            server_read_slowly(w->server, 100, 30);
        return;
    }
    server = server_start(&f->answer, 1);
    snprintf(url, sizeof(url), "https%s", server_url(server) + 4);
    wire_open_at(w, url, &options);
    w->server = server;
}

/* ---- the test ----------------------------------------------------------- */

static const char *partial_text(const struct wire_outcome *o)
{
    const parl_response *r = o->response;

    if (r == NULL)
        r = parl_error_partial(o->error);
    return r != NULL ? parl_response_text(r) : NULL;
}

static void check_outcome(const struct fault *f, enum wire_way way,
                          const struct wire_outcome *o)
{
    const char *text = partial_text(o);
    const size_t len = f->partial != NULL ? strlen(f->partial) : 0;

    if (f->says != NULL)
        assert_has(parl_error_message(o->error), f->says);
    if (f->partial == NULL) {
        assert_null(text);
        assert_string_equal(o->text, "");
        return;
    }
    assert_non_null(text);
    assert_memory_equal(text, f->partial, len);
    if (!f->goes_on)
        assert_int_equal(text[len], '\0');
    if (way != WIRE_BLOCKING)
        assert_memory_equal(o->text, f->partial, len);
}

static void check_way(const struct fault *f, enum wire_way way, struct wire *w)
{
    parl_request request = wire_request();
    struct wire_outcome o;
    const int64_t begun = wire_ms();

    request.connect_timeout_ms = f->limits.connect;
    request.first_byte_timeout_ms = f->limits.first_byte;
    request.silence_timeout_ms = f->limits.silence;
    request.total_timeout_ms = f->limits.total;
    wire_expect(w, way, &request, f->status, &o);
    check_outcome(f, way, &o);
    assert_in_range(wire_ms() - begun, 0, 9000); /* not by the usual limits */
    parl_client_free(w->client);
    w->client = NULL;
    wire_release(&o); /* which outlive their client */
    wire_close(w);
}

static void check_fault(const struct fault *f, enum wire_way way)
{
    struct wire w;
    struct port port;
    const bool is_port = f->peer == DEAF || f->peer == CLOSED;

    if (is_port) {
        const parl_client_options options = small_limits();

        open_port(&port, f->peer == DEAF);
        wire_open_at(&w, port.url, &options);
    } else if (f->peer >= HTTP2) {
        open_tls(&w, f);
    } else {
        open_scripted(&w, f);
    }
    check_way(f, way, &w);
    if (is_port)
        close_port(&port);
}

static void test_each_fault_has_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(faults); i++) {
        if (faults[i].peer >= HTTP2 && !has_node) {
            print_message("no node: skipped: %s\n", faults[i].name);
            continue;
        }
        for (int way = 0; way < WIRE_N_WAYS; way++) {
            print_message("%s\n", way == 0 ? faults[i].name : "  and so on");
            check_fault(&faults[i], (enum wire_way)way);
        }
    }
}

/* Whether the end of the connection is clean or not. */
static void test_no_cut_of_a_stream_is_taken_for_the_whole(void **state)
{
    static const char stream[] = WIRE_STREAM;
    enum { N = sizeof(stream) };
    static struct server_answer script[N];

    (void)state;
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        const parl_request request = wire_request();
        struct wire w;

        for (size_t i = 0; i < N; i++)
            script[i] = (struct server_answer){
                .headers = SSE,
                .body = stream,
                .framing = i % 2 != 0 ? SERVER_CHUNKED : SERVER_UNTIL_CLOSE,
                .stop = SERVER_CLOSE,
                .stop_at = i,
            };
        wire_open(&w, script, N, NULL);
        for (size_t i = 0; i < N; i++) {
            struct wire_outcome o;

            wire_call(&w, (enum wire_way)way, &request, &o);
            if (o.status == PARL_OK)
                assert_string_equal(parl_response_text(o.response), "one two");
            else if (o.status != PARL_TRUNCATED)
                fail_msg("%zu: %s", i, parl_error_message(o.error));
            wire_release(&o);
        }
        wire_close(&w);
    }
}

static int set_up(void **state)
{
    size_t len = 0;

    (void)state;
    while (len + 20 < sizeof(wide_header))
        len += (size_t)sprintf(wide_header + len, "x: 0123456789\r\n");
    has_node = node_certify();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_PEERS; i++) {
        if (nodes[i].pid != 0)
            node_stop(&nodes[i]);
    }
    node_forget();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_fault_has_its_name),
        cmocka_unit_test(test_no_cut_of_a_stream_is_taken_for_the_whole),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
