/* tests/api/test_retries.c -- calls that are made again. */
#include "support/node.h"
#include "support/wire.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "api/exchange.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static parl_client_options quick(void)
{
    parl_client_options options = wire_options();

    options.max_retries = 2;
    options.retry_first_delay_ms = 1;
    return options;
}

/* ---- what is tried again ------------------------------------------------ */

#define SSE "content-type: text/event-stream\r\n"
#define FIRST(number, its_headers, its_body)                                   \
    {                                                                          \
        .status = (number), .headers = (its_headers), .body = (its_body)       \
    }

/* The first answer; the next one is well. */
struct row {
    const char *name;
    struct server_answer first;
    parl_status status;     /* OK: it was tried again */
    int64_t least_ms;       /* that the call took */
    int64_t retry_after_ms; /* of the error; 0: -1 */
};

static const struct row rows[] = {
    { "429", .first = FIRST(429, "", "{}") },
    { "408", .first = FIRST(408, "", "{}") },
    { "409", .first = FIRST(409, "", "{}") },
    { "424", .first = FIRST(424, "", "{}") },
    { "500", .first = FIRST(500, "", "{}") },
    { "503", .first = FIRST(503, "", "{}") },
    { "529", .first = FIRST(529, "", "{}") },
    { "a page of a proxy", .first = SERVER_HTML(502) },
    { "400", .first = FIRST(400, "", "{}"), .status = PARL_INVALID_REQUEST },
    { "401", .first = FIRST(401, "", "{}"), .status = PARL_AUTHENTICATION },
    { "402", .first = FIRST(402, "", "{}"), .status = PARL_QUOTA_EXCEEDED },
    { "403", .first = FIRST(403, "", "{}"), .status = PARL_PERMISSION },
    { "404", .first = FIRST(404, "", "{}"), .status = PARL_NOT_FOUND },
    { "413", .first = FIRST(413, "", "{}"), .status = PARL_TOO_LARGE },
    { "a quota that is spent",
      .first = FIRST(429, "retry-after: 0\r\n",
                     "{\"error\":{\"code\":\"insufficient_quota\"}}"),
      .status = PARL_QUOTA_EXCEEDED },

    { "the server says no",
      .first = FIRST(500, "x-should-retry: false\r\n", "{}"),
      .status = PARL_SERVER_ERROR },
    { "the server says no to a conflict",
      .first = FIRST(409, "x-should-retry: false\r\n", "{}"),
      .status = PARL_INVALID_REQUEST },
    { "the server says yes",
      .first = FIRST(400, "x-should-retry: true\r\n", "{}") },

    { "seconds", .first = FIRST(429, "retry-after: 1\r\n", "{}"),
      .least_ms = 1000 },
    { "a part of a second", .first = FIRST(429, "retry-after: 0.2\r\n", "{}"),
      .least_ms = 200 },
    { "milliseconds", .first = FIRST(429, "retry-after-ms: 150\r\n", "{}"),
      .least_ms = 150 },
    { "milliseconds win over seconds",
      .first = FIRST(429, "retry-after-ms: 150\r\nretry-after: 60\r\n", "{}"),
      .least_ms = 150 },
    { "milliseconds at AWS",
      .first = FIRST(503, "x-amz-retry-after: 150\r\n", "{}"),
      .least_ms = 150 },
    { "a date",
      .first = FIRST(429,
                     "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                     "retry-after: Sun, 06 Nov 1994 08:49:38 GMT\r\n",
                     "{}"),
      .least_ms = 1000 },
    { "a date that has passed",
      .first = FIRST(429,
                     "retry-after: Sun, 06 Nov 1994 08:48:37 GMT\r\n"
                     "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
                     "{}") },
    { "a date, and nobody knows what time it is",
      .first =
          FIRST(429, "retry-after: Sun, 06 Nov 2094 08:49:36 GMT\r\n", "{}") },
    { "longer than the longest wait",
      .first = FIRST(429, "retry-after: 121\r\n", "{}"),
      .status = PARL_RATE_LIMITED, .retry_after_ms = 121000 },
    { "longer than anybody lives",
      .first = FIRST(429, "retry-after: 99999999999999999999\r\n", "{}"),
      .status = PARL_RATE_LIMITED, .retry_after_ms = 1000000000000 },
    { "a date beyond the longest wait",
      .first = FIRST(429,
                     "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                     "retry-after: Sun, 06 Nov 1994 09:49:37 GMT\r\n",
                     "{}"),
      .status = PARL_RATE_LIMITED, .retry_after_ms = 3600000 },
    { "behind the deadline", .first = FIRST(429, "retry-after: 100\r\n", "{}"),
      .status = PARL_RATE_LIMITED, .retry_after_ms = 100000 },

    { "closed before the answer",
      .first = { .stop = SERVER_CLOSE, .stop_in_head = true } },
    { "reset before the answer",
      .first = { .stop = SERVER_RESET, .stop_in_head = true } },
    { "no answer in time",
      .first = { .stop = SERVER_STALL, .stop_in_head = true } },
    { "closed before the first piece",
      .first = { .headers = SSE,
                 .body = ": ping\n\n" WIRE_STREAM,
                 .framing = SERVER_CHUNKED,
                 .stop = SERVER_CLOSE,
                 .stop_at = 8 } },
    { "closed behind the first piece",
      .first = { .headers = SSE,
                 .body = WIRE_STREAM,
                 .framing = SERVER_CHUNKED,
                 .stop = SERVER_CLOSE,
                 .stop_at = sizeof(WIRE_TEXT("one")) - 1 },
      .status = PARL_TRUNCATED },
};

static void check_row(const struct row *row, enum wire_way way)
{
    const struct server_answer script[] = { row->first,
                                            SERVER_SSE(WIRE_STREAM) };
    parl_client_options options = quick();
    parl_request request = wire_request();
    const int64_t begun = wire_ms();
    const int n = row->status == PARL_OK ? 2 : 1;
    struct wire_outcome o;
    struct wire w;
    int64_t lasted;

    options.first_byte_timeout_ms = 1000;
    options.retry_deadline_ms = 90000;
    wire_open(&w, script, 2, &options);
    wire_expect(&w, way, &request, row->status, &o);
    lasted = wire_ms() - begun;
    assert_in_range(lasted, row->least_ms, 9000);
    assert_int_equal(server_n_requests(w.server), n);
    if (o.response != NULL) {
        assert_int_equal(parl_response_attempts(o.response), n);
        assert_string_equal(parl_response_text(o.response), "one two");
        assert_string_equal(o.text, way != WIRE_BLOCKING ? "one two" : "");
    } else {
        assert_int_equal(parl_error_attempts(o.error), n);
        if (row->retry_after_ms != 0)
            assert_int_equal(parl_error_retry_after_ms(o.error),
                             row->retry_after_ms);
    }
    wire_release(&o);
    wire_close(&w);
}

static void each_failure_is_final_or_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(rows); i++) {
        print_message("%s\n", rows[i].name);
        check_row(&rows[i], (enum wire_way)(i % WIRE_N_WAYS));
        if (rows[i].least_ms == 0)
            check_row(&rows[i], (enum wire_way)((i + 1) % WIRE_N_WAYS));
    }
}

/* The server says that it did nothing, or says nothing at all.  A single stream
 * that it refuses is libcurl's to try again, and no attempt of ours. */
static void what_http2_refused_is_tried_again(void **state)
{
    static const char *const modes[] = { "refused", "goaway", "gone" };

    (void)state;
    if (!node_certify()) {
        node_forget();
        skip();
    }
    for (int i = 0; i < (int)N_OF(modes) * WIRE_N_WAYS; i++) {
        parl_client_options options = quick();
        const parl_request request = wire_request();
        struct wire_outcome o;
        struct node node;
        struct wire w;

        node_start(&node, modes[i / WIRE_N_WAYS], "cert.pem");
        options.ca_file = node_certificate("cert.pem");
        wire_open_at(&w, node.url, &options);
        wire_expect(&w, (enum wire_way)(i % WIRE_N_WAYS), &request, PARL_OK,
                    &o);
        assert_string_equal(parl_response_text(o.response), "one two");
        if (i >= WIRE_N_WAYS)
            assert_int_equal(parl_response_attempts(o.response), 2);
        wire_release(&o);
        wire_close(&w);
        node_stop(&node);
    }
    node_forget();
}

/* ---- how often ---------------------------------------------------------- */

static void the_number_of_retries_is_kept(void **state)
{
    static const struct server_answer script[] = {
        { .repeats = true, .status = 500, .body = "{}" },
    };
    static const struct {
        int32_t client, request;
        int attempts;
    } numbers[] = {
        { 0, 0, 3 },  { -1, 0, 1 }, { 1, 0, 2 },  { 5, 0, 6 },
        { 0, -1, 1 }, { 0, 1, 2 },  { -1, 3, 4 }, { 5, 1, 2 },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(numbers); i++) {
        parl_client_options options = quick();
        parl_request request = wire_request();
        struct wire_outcome o;
        struct wire w;

        options.max_retries = numbers[i].client;
        request.max_retries = numbers[i].request;
        wire_open(&w, script, 1, &options);
        wire_expect(&w, WIRE_CALLBACK, &request, PARL_SERVER_ERROR, &o);
        assert_int_equal(parl_error_attempts(o.error), numbers[i].attempts);
        assert_int_equal(server_n_requests(w.server), numbers[i].attempts);
        assert_int_equal(server_n_connections(w.server), 1);
        wire_release(&o);
        wire_close(&w);
    }
}

static void what_was_not_sent_was_not_attempted(void **state)
{
    struct wire w;
    struct wire_outcome o;
    const parl_request request = wire_request();

    (void)state;
    wire_open_at(&w, "http://192.0.2.1", NULL); /* plain http goes nowhere */
    wire_expect(&w, WIRE_BLOCKING, &request, PARL_INVALID_ARGUMENT, &o);
    assert_int_equal(parl_error_attempts(o.error), 0);
    wire_release(&o);
    wire_close(&w);
}

/* ---- how long ----------------------------------------------------------- */

/* The last failure is the one that is told. */
static void no_attempt_begins_behind_the_deadline(void **state)
{
    static const struct server_answer script[] = {
        { .repeats = true,
          .status = 500,
          .headers = "retry-after-ms: 60\r\n",
          .body = "{}" },
    };
    parl_client_options options = quick();
    parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;
    int64_t begun;

    (void)state;
    options.max_retries = 100;
    options.retry_deadline_ms = 200;
    for (int by_total = 0; by_total < 2; by_total++) {
        wire_open(&w, script, 1, &options);
        begun = wire_ms();
        wire_expect(&w, WIRE_PULL, &request, PARL_SERVER_ERROR, &o);
        assert_in_range(wire_ms() - begun, 60, 3000); /* of six seconds */
        assert_in_range(parl_error_attempts(o.error), 2, 4);
        wire_release(&o);
        wire_close(&w);
        options.retry_deadline_ms = 0;
        request.total_timeout_ms = 200;
    }
}

static void the_total_time_holds_for_all_attempts(void **state)
{
    static const struct server_answer script[] = {
        { .status = 500, .delay_ms = 300, .body = "{}" },
        { .stop = SERVER_STALL, .stop_in_head = true },
    };
    const parl_client_options options = quick();
    parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;
    const int64_t begun = wire_ms();

    (void)state;
    request.total_timeout_ms = 1000;
    wire_open(&w, script, 2, &options);
    wire_expect(&w, WIRE_BLOCKING, &request, PARL_TIMEOUT, &o);
    assert_in_range(wire_ms() - begun, 980, 5000);
    assert_has(parl_error_message(o.error), "(total_timeout_ms)");
    assert_int_equal(parl_error_attempts(o.error), 2);
    wire_release(&o);
    wire_close(&w);
}

static void the_wait_is_random_within_its_bounds(void **state)
{
    static const struct server_answer script[] = {
        { .repeats = true, .status = 500, .body = "{}" },
    };
    parl_client_options options = quick();
    const parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;
    int64_t begun;

    (void)state;
    options.retry_first_delay_ms = 100;
    options.retry_max_delay_ms = 150; /* 75 to 100, and 113 to 150 */
    wire_open(&w, script, 1, &options);
    begun = wire_ms();
    wire_expect(&w, WIRE_BLOCKING, &request, PARL_SERVER_ERROR, &o);
    assert_in_range(wire_ms() - begun, 187, 5000);
    wire_release(&o);
    wire_close(&w);
}

/* ---- what happens meanwhile --------------------------------------------- */

struct diary {
    char lines[512];
};

static void write_down(void *user, int32_t level, const char *message)
{
    struct diary *d = user;

    assert_in_range(level, PARL_LOG_ERROR, PARL_LOG_DEBUG);
    assert_true(strlen(d->lines) + strlen(message) + 2 < sizeof(d->lines));
    strcat(strcat(d->lines, message), "\n");
}

static void a_retry_is_told_to_the_log(void **state)
{
    static const struct server_answer script[] = {
        { .status = 500, .headers = "retry-after-ms: 20\r\n", .body = "{}" },
        SERVER_SSE(WIRE_STREAM),
    };
    struct diary diary = { "" };
    parl_client_options options = quick();
    const parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;

    (void)state;
    options.log = write_down;
    options.log_user = &diary;
    wire_open(&w, script, 2, &options);
    wire_expect(&w, WIRE_BLOCKING, &request, PARL_OK, &o);
    assert_string_equal(diary.lines,
                        "s/m: server_error, again in 20 ms\ns/m: ok\n");
    wire_release(&o);
    wire_close(&w);
}

static void pulling_passes_the_time_of_a_wait(void **state)
{
    static const struct server_answer script[] = {
        { .status = 500, .headers = "retry-after-ms: 300\r\n", .body = "{}" },
        SERVER_SSE(WIRE_STREAM),
    };
    const parl_client_options options = quick();
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    const int64_t begun = wire_ms();
    struct wire w;
    int n_empty = 0;

    (void)state;
    wire_open(&w, script, 2, &options);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    while (delta == NULL) {
        assert_int_equal(parl_stream_next(stream, 20, &delta, NULL), PARL_OK);
        assert_int_equal(parl_stream_ended(stream), 0);
        n_empty += delta == NULL;
    }
    assert_in_range(wire_ms() - begun, 300, 5000);
    assert_in_range(n_empty, 2, 40);
    assert_string_equal(delta->text, "one");
    parl_stream_close(stream);
    wire_close(&w);
}

/* ---- cancelling the wait ------------------------------------------------ */

static void *fire_soon(void *cancel)
{
    wire_sleep(60);
    parl_cancel_fire(cancel);
    return NULL;
}

static void expect_cancelled(struct wire *w, enum wire_way way)
{
    parl_request request = wire_request();
    parl_cancel *cancel = parl_cancel_new();
    const int64_t begun = wire_ms();
    struct wire_outcome o;
    pthread_t thread;

    request.cancel = cancel;
    assert_int_equal(pthread_create(&thread, NULL, fire_soon, cancel), 0);
    wire_expect(w, way, &request, PARL_CANCELLED, &o);
    pthread_join(thread, NULL);
    assert_in_range(wire_ms() - begun, 60, 5000); /* of a minute */
    assert_int_equal(parl_error_attempts(o.error), 1);
    wire_release(&o);
    parl_cancel_free(cancel);
}

static void a_wait_is_cancelled(void **state)
{
    static const struct server_answer script[] = {
        { .repeats = true,
          .status = 429,
          .headers = "retry-after: 60\r\n",
          .body = "{}" },
    };
    const parl_client_options options = quick();
    struct wire w;

    (void)state;
    wire_open(&w, script, 1, &options);
    for (int way = 0; way < WIRE_N_WAYS; way++)
        expect_cancelled(&w, (enum wire_way)way);
    wire_close(&w);
}

static parl_status send_refusal(void *user, parl_call *call,
                                parl_decoder *decoder, parl_error **error)
{
    int *n = user;

    (void)call;
    (void)error;
    ++*n;
    parl_decoder_status(decoder, 429);
    parl_decoder_header(decoder, "retry-after", "60");
    return PARL_OK;
}

static void a_wait_is_cancelled_over_an_own_transport(void **state)
{
    int n = 0;
    const parl_transport transport = { &n, send_refusal };
    parl_client_options options = quick();
    struct wire w;

    (void)state;
    options.transport = &transport;
    wire_open_at(&w, "http://127.0.0.1:1", &options);
    for (int way = 0; way < WIRE_N_WAYS; way++)
        expect_cancelled(&w, (enum wire_way)way);
    assert_int_equal(n, WIRE_N_WAYS);
    wire_close(&w);
}

/* ---- an own transport --------------------------------------------------- */

/* Refuses twice, then answers; reads the body in pieces each time. */
struct grudging {
    int n;
    struct buf bodies[3];
};

static parl_status send_in_the_end(void *user, parl_call *call,
                                   parl_decoder *decoder, parl_error **error)
{
    struct grudging *g = user;
    char piece[11];
    size_t len = 1;

    while (len > 0) {
        assert_int_equal(parl_call_read(call, piece, sizeof(piece), &len, NULL),
                         PARL_OK);
        buf_add(&g->bodies[g->n], piece, len);
    }
    if (g->n++ == 0)
        return PARL_NETWORK;
    parl_decoder_status(decoder, g->n == 2 ? 503 : 200);
    return parl_decoder_feed(decoder, WIRE_STREAM, strlen(WIRE_STREAM), error);
}

static void an_own_transport_is_asked_again(void **state)
{
    struct grudging g = { .n = 0 };
    const parl_transport transport = { &g, send_in_the_end };
    parl_client_options options = quick();
    const parl_request request = wire_request();

    (void)state;
    options.transport = &transport;
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        struct wire_outcome o;
        struct wire w;

        g.n = 0;
        for (size_t i = 0; i < 3; i++)
            buf_init(&g.bodies[i], &mem_libc, SIZE_MAX);
        wire_open_at(&w, "http://127.0.0.1:1", &options);
        wire_expect(&w, (enum wire_way)way, &request, PARL_OK, &o);
        assert_int_equal(parl_response_attempts(o.response), 3);
        for (size_t i = 0; i < 3; i++) {
            assert_string_equal(buf_text(&g.bodies[i]), buf_text(&g.bodies[0]));
            assert_true(g.bodies[i].len > 20);
        }
        for (size_t i = 0; i < 3; i++)
            buf_release(&g.bodies[i]);
        wire_release(&o);
        wire_close(&w);
    }
}

/* ---- bodies ------------------------------------------------------------- */

enum { BLOB = 100000 };

static parl_status read_blob(void *user, uint64_t offset, void *bytes,
                             size_t size, size_t *n_read)
{
    const char *blob = user;
    const size_t left = BLOB - (size_t)offset;

    *n_read = size < left ? size : left;
    memcpy(bytes, blob + offset, *n_read);
    return PARL_OK;
}

static void check_body(struct wire *w, size_t i)
{
    const struct server_request *first = server_request(w->server, 0);
    const struct server_request *seen = server_request(w->server, i);
    char length[64];

    assert_int_equal(seen->body_len, first->body_len);
    assert_memory_equal(seen->body, first->body, first->body_len);
    snprintf(length, sizeof(length), "ontent-length: %zu\r\n", seen->body_len);
    if (strstr(seen->head, length) == NULL) {
        length[7] = 'L'; /* libcurl spells it so */
        assert_has(seen->head, length);
    }
    assert_null(strstr(seen->head, "chunked"));
}

static void attachments_are_sent_again_whole(void **state)
{
    static const struct server_answer script[] = {
        { .status = 500, .body = "{}" },
        { .stop = SERVER_RESET, .stop_in_head = true },
        SERVER_SSE(WIRE_STREAM),
    };
    static char blob[BLOB];
    char path[] = "/tmp/parlance-retry-XXXXXX";
    const int fd = mkstemp(path);
    const parl_media media[] = {
        { .mime_type = "image/png", .data = blob, .data_len = BLOB },
        { .mime_type = "image/png", .path = path },
        { .mime_type = "image/png",
          .read = read_blob,
          .read_user = blob,
          .read_len = BLOB },
    };
    const parl_part parts[] = { PARL_IMAGE(&media[0]), PARL_IMAGE(&media[1]),
                                PARL_IMAGE(&media[2]) };
    const parl_message message = PARL_USER_PARTS(parts, 3);
    const parl_client_options options = quick();
    parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;

    (void)state;
    for (size_t i = 0; i < BLOB; i++)
        blob[i] = (char)(i * 7 + i / 256);
    assert_int_equal(write(fd, blob, BLOB), BLOB);
    close(fd);
    request.messages = &message;
    wire_open(&w, script, 3, &options);
    wire_expect(&w, WIRE_CALLBACK, &request, PARL_OK, &o);
    /* a kept connection that turns out to be dead is no failure yet */
    assert_int_equal(parl_response_attempts(o.response), 2);
    for (size_t i = 0; i < 3; i++)
        check_body(&w, i);
    assert_true(server_request(w.server, 0)->body_len > 3 * BLOB * 4 / 3);
    wire_release(&o);
    wire_close(&w);
    unlink(path);
}

/* One that lies in memory is given to libcurl as it lies there. */
static void a_body_in_one_piece_is_not_copied(void **state)
{
    static const struct server_answer script[] = {
        { .status = 500, .body = "{}" },
        SERVER_SSE(WIRE_STREAM),
    };
    const parl_client_options options = quick();
    const parl_request request = wire_request();
    parl_response *response = NULL;
    struct exchange x;
    struct wire w;

    (void)state;
    wire_open(&w, script, 2, &options);
    assert_int_equal(exchange_begin(&x, w.client, &request, PARL_YES, NULL),
                     PARL_OK);
    while (x.state != EXCHANGE_DONE) {
        exchange_step(&x, 1000);
        if (x.state == EXCHANGE_MOVING)
            assert_ptr_equal(x.request.body, parl_call_body(x.call, NULL));
    }
    assert_int_equal(x.n_sent, 2);
    assert_int_equal(exchange_end(&x, &response, NULL), PARL_OK);
    check_body(&w, 0);
    check_body(&w, 1);
    parl_response_free(response);
    wire_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_failure_is_final_or_not),
        cmocka_unit_test(what_http2_refused_is_tried_again),
        cmocka_unit_test(the_number_of_retries_is_kept),
        cmocka_unit_test(what_was_not_sent_was_not_attempted),
        cmocka_unit_test(no_attempt_begins_behind_the_deadline),
        cmocka_unit_test(the_total_time_holds_for_all_attempts),
        cmocka_unit_test(the_wait_is_random_within_its_bounds),
        cmocka_unit_test(a_retry_is_told_to_the_log),
        cmocka_unit_test(pulling_passes_the_time_of_a_wait),
        cmocka_unit_test(a_wait_is_cancelled),
        cmocka_unit_test(a_wait_is_cancelled_over_an_own_transport),
        cmocka_unit_test(an_own_transport_is_asked_again),
        cmocka_unit_test(attachments_are_sent_again_whole),
        cmocka_unit_test(a_body_in_one_piece_is_not_copied),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
