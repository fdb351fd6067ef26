/* tests/api/test_stream.c -- a stream to pull from. */
#include "support/wire.h"

#include <stdio.h>
#include "base/buf.h"
#include "support/oom.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

/* Text, thinking, and a call whose arguments come in pieces. */
static const char rich[] =
    ": ping\n\n" WIRE_CHUNK("{\"reasoning_content\":\"hm \xE2\x82\xAC\"}",
                            "null") WIRE_TEXT("one") WIRE_TEXT(" two")
        WIRE_CHUNK("{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":"
                   "{\"name\":\"f\",\"arguments\":\"{\\\"a\\\"\"}}]}",
                   "null") WIRE_CHUNK("{\"tool_calls\":[{\"index\":0,"
                                      "\"function\":{\"arguments\":\":1}\"}}]}",
                                      "null")
            WIRE_CHUNK("{}", "\"tool_calls\"") "data: [DONE]\n\n";

enum { N_RICH = 7 }; /* deltas */

static const char *text_of(const parl_delta *delta)
{
    return delta->text != NULL ? delta->text : "-";
}

/* ---- a transport of one's own ------------------------------------------- */

struct split {
    const char *bytes;
    size_t at; /* where they are cut in two */
};

static parl_status send_split(void *user, parl_call *call,
                              parl_decoder *decoder, parl_error **error)
{
    const struct split *s = user;
    parl_status status = parl_decoder_feed(decoder, s->bytes, s->at, error);

    (void)call;
    if (status == PARL_OK)
        status = parl_decoder_feed(decoder, s->bytes + s->at,
                                   strlen(s->bytes) - s->at, error);
    return status;
}

static void open_own(struct wire *w, const parl_transport *transport)
{
    parl_client_options options = wire_options();

    options.transport = transport;
    wire_open_at(w, "http://127.0.0.1:1", &options);
}

/* ---- the same as any other way ------------------------------------------ */

struct transcript {
    struct buf lines;
};

static int write_line(void *user, const parl_delta *delta)
{
    struct transcript *t = user;
    char line[256];

    snprintf(line, sizeof(line), "%d %d.%d %d '%s' %zu %s %s\n",
             (int)delta->type, (int)delta->choice, (int)delta->part,
             (int)delta->finish_reason, text_of(delta), delta->text_len,
             delta->id != NULL ? delta->id : "-",
             delta->name != NULL ? delta->name : "-");
    buf_add_text(&t->lines, line);
    return 0;
}

static parl_response *pull_all(parl_client *client, struct transcript *t)
{
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_response *response;
    parl_stream *stream = NULL;

    assert_int_equal(parl_stream_open(client, &request, &stream, NULL),
                     PARL_OK);
    do {
        assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
        if (delta != NULL)
            write_line(t, delta);
    } while (delta != NULL);
    response = parl_stream_response(stream);
    assert_non_null(response);
    parl_stream_close(stream);
    return response;
}

static void check_same(parl_client *client)
{
    struct transcript pulled, called;
    const parl_request request = wire_request();
    parl_response *response = NULL, *blocking = NULL, *by_pull;

    buf_init(&pulled.lines, &mem_libc, SIZE_MAX);
    buf_init(&called.lines, &mem_libc, SIZE_MAX);
    by_pull = pull_all(client, &pulled);
    assert_int_equal(parl_chat_stream(client, &request, write_line, &called,
                                      &response, NULL),
                     PARL_OK);
    assert_int_equal(parl_chat(client, &request, &blocking, NULL), PARL_OK);
    assert_string_equal(buf_text(&pulled.lines), buf_text(&called.lines));
    assert_string_equal(parl_response_json(by_pull, NULL),
                        parl_response_json(response, NULL));
    assert_string_equal(parl_response_json(by_pull, NULL),
                        parl_response_json(blocking, NULL));
    buf_release(&pulled.lines);
    buf_release(&called.lines);
    parl_response_free(by_pull);
    parl_response_free(response);
    parl_response_free(blocking);
}

static void every_split_gives_what_a_callback_hears(void **state)
{
    struct split split = { .bytes = rich };
    const parl_transport transport = { &split, send_split };
    struct wire w;

    (void)state;
    open_own(&w, &transport);
    for (; split.at <= strlen(rich); split.at++)
        check_same(w.client);
    wire_close(&w);
}

static void every_piece_of_the_network_does_too(void **state)
{
    static const size_t pieces[] = { 1, 2, 3, 7, 50, 200 };

    (void)state;
    for (size_t i = 0; i < N_OF(pieces); i++) {
        const struct server_answer answer = {
            .headers = "content-type: text/event-stream\r\n",
            .body = rich,
            .framing = i % 2 != 0 ? SERVER_CHUNKED : SERVER_LENGTH,
            .piece = pieces[i],
            .repeats = true,
        };
        struct wire w;

        wire_open(&w, &answer, 1, NULL);
        check_same(w.client);
        assert_int_equal(server_n_connections(w.server), 1);
        wire_close(&w);
    }
}

/* ---- how long things live ----------------------------------------------- */

/* All that one read brings is there, and only the newest piece is the
 * caller's. */
static void a_piece_lives_until_the_next_one(void **state)
{
    struct split split = { .bytes = rich };
    const parl_transport transport = { &split, send_split };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    parl_response *other;
    struct transcript t;
    struct wire w;

    (void)state;
    buf_init(&t.lines, &mem_libc, SIZE_MAX);
    open_own(&w, &transport);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    for (int i = 0; i < 4; i++)
        assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    other = pull_all(w.client, &t); /* whatever goes on beside it */
    assert_int_equal(parl_stream_ended(stream), 0);
    assert_null(parl_stream_response(stream));
    assert_int_equal(delta->type, PARL_DELTA_TOOL_CALL);
    assert_string_equal(delta->id, "c1");
    assert_string_equal(delta->name, "f");
    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    assert_string_equal(delta->text, "{\"a\"");
    assert_null(delta->id);
    parl_stream_close(stream);
    parl_response_free(other);
    buf_release(&t.lines);
    wire_close(&w);
}

/* Asked, answered and let go at each point, before the first piece and behind
 * the last. */
static void stop_behind(parl_client *client, int n_pulled, int n_all)
{
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    parl_response *response;

    assert_int_equal(parl_stream_open(client, &request, &stream, NULL),
                     PARL_OK);
    for (int i = 0; i < n_pulled; i++) {
        if (i < n_all) {
            assert_int_equal(parl_stream_ended(stream), 0);
            assert_null(parl_stream_response(stream));
        }
        assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
        assert_int_equal(delta != NULL, i < n_all);
        if (i == n_all) {
            assert_int_equal(parl_stream_ended(stream), 1);
            response = parl_stream_response(stream);
            assert_non_null(response);
            assert_null(parl_stream_response(stream));
            parl_response_free(response);
        }
    }
    parl_stream_close(stream);
}

static void a_stream_is_let_go_at_any_point(void **state)
{
    static const struct server_answer script[] = {
        { .headers = "content-type: text/event-stream\r\n",
          .body = rich,
          .framing = SERVER_CHUNKED,
          .piece = 20,
          .between_ms = 1,
          .repeats = true },
    };
    struct wire w;

    (void)state;
    wire_open(&w, script, 1, NULL);
    for (int n = 0; n < N_RICH + 4; n++)
        stop_behind(w.client, n, N_RICH);
    wire_close(&w);
    parl_stream_close(NULL);
}

/* The last piece may have been handed out, and the response not yet asked
 * for. */
static void a_response_that_nobody_takes_is_freed(void **state)
{
    struct split split = { .bytes = rich };
    const parl_transport transport = { &split, send_split };
    struct wire w;

    (void)state;
    open_own(&w, &transport);
    for (int n = 0; n <= N_RICH; n++) {
        const parl_request request = wire_request();
        const parl_delta *delta = NULL;
        parl_stream *stream = NULL;

        assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                         PARL_OK);
        for (int i = 0; i < n; i++)
            assert_int_equal(parl_stream_next(stream, 0, &delta, NULL),
                             PARL_OK);
        assert_int_equal(parl_stream_ended(stream), n == N_RICH);
        parl_stream_close(stream);
    }
    wire_close(&w);
}

/* ---- waiting ------------------------------------------------------------ */

static void nothing_is_sent_before_the_first_pull(void **state)
{
    static const struct server_answer script[] = { SERVER_SSE(WIRE_STREAM) };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    struct wire w;

    (void)state;
    wire_open(&w, script, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    wire_sleep(30);
    assert_int_equal(server_n_connections(w.server), 0);
    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    assert_string_equal(delta->text, "one");
    parl_stream_close(stream);
    wire_close(&w);
}

static void a_pull_waits_as_long_as_it_is_told(void **state)
{
    static const struct server_answer script[] = {
        { .headers = "content-type: text/event-stream\r\n",
          .body = WIRE_STREAM,
          .delay_ms = 1500 },
    };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    int64_t begun;
    struct wire w;

    (void)state;
    wire_open(&w, script, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    begun = wire_ms();
    for (int i = 0; i < 10; i++) {
        assert_int_equal(parl_stream_next(stream, 0, &delta, NULL), PARL_OK);
        assert_null(delta);
    }
    assert_in_range(wire_ms() - begun, 0, 600);
    assert_int_equal(parl_stream_next(stream, 80, &delta, NULL), PARL_OK);
    assert_null(delta);
    assert_in_range(wire_ms() - begun, 80, 1000);
    assert_int_equal(parl_stream_next(stream, INT64_MAX, &delta, NULL),
                     PARL_OK);
    assert_string_equal(delta->text, "one");
    assert_in_range(wire_ms() - begun, 1495, 9000);
    parl_stream_close(stream);
    wire_close(&w);
}

/* It keeps no more than one turn of libcurl brings: up to a hundred reads of 16
 * KiB, where the server is that fast. */
static void the_server_waits_for_a_slow_reader(void **state)
{
    static const struct server_answer script[] = {
        { .headers = "content-type: text/event-stream\r\n",
          .body = WIRE_TEXT("one") WIRE_TEXT(" two"),
          .framing = SERVER_CHUNKED,
          .endless = true },
    };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    struct wire w;

    (void)state;
    wire_open(&w, script, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
        assert_non_null(delta);
        wire_sleep(10);
        assert_in_range(w.memory.bytes, 1, 8 << 20);
    }
    parl_stream_close(stream);
    assert_true(server_sees_close(w.server, 0, 10000));
    wire_close(&w);
}

/* What was handed out is not kept: there is the response, which is being made,
 * and little beside it. */
static void what_was_pulled_is_not_kept(void **state)
{
    enum { PIECE = 1000, N = 4100, RESPONSE = 8 << 20 };
    struct server_answer answer = {
        .headers = "content-type: text/event-stream\r\n",
        .framing = SERVER_CHUNKED,
        .endless = true,
    };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    char text[PIECE + 1], body[PIECE + 200];
    struct wire w;

    (void)state;
    memset(text, 'x', PIECE);
    text[PIECE] = '\0';
    snprintf(
        body, sizeof(body),
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}"
        "\n\n",
        text);
    answer.body = body;
    wire_open(&w, &answer, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    for (int i = 0; i < N; i++) {
        assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
        assert_int_equal(delta->text_len, PIECE);
    }
    assert_in_range(w.memory.bytes, N * PIECE, RESPONSE + (5 << 20));
    parl_stream_close(stream);
    wire_close(&w);
}

/* ---- failures ----------------------------------------------------------- */

static void a_failure_comes_behind_all_that_arrived(void **state)
{
    struct split split = { .bytes = WIRE_TEXT("one") WIRE_TEXT(" two") };
    const parl_transport transport = { &split, send_split };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    parl_error *error = NULL;
    struct wire w;

    (void)state;
    open_own(&w, &transport);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_OK);
    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    assert_int_equal(parl_stream_ended(stream), 0);
    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    assert_string_equal(delta->text, " two");
    assert_int_equal(parl_stream_ended(stream), 1);
    assert_null(parl_stream_response(stream));

    /* asked without wanting to know, it keeps what it knows */
    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL),
                     PARL_TRUNCATED);
    assert_string_equal(delta->text, " two"); /* untouched */
    assert_int_equal(parl_stream_next(stream, -1, &delta, &error),
                     PARL_TRUNCATED);
    assert_string_equal(parl_response_text(parl_error_partial(error)),
                        "one two");
    assert_int_equal(parl_error_attempts(error), 1);
    parl_error_free(error);
    error = NULL;
    assert_int_equal(parl_stream_next(stream, 0, &delta, &error),
                     PARL_TRUNCATED);
    assert_string_equal(parl_error_message(error),
                        "the stream has failed already");
    parl_error_free(error);
    assert_null(parl_stream_response(stream));
    parl_stream_close(stream);
    wire_close(&w);
}

static void a_bad_request_opens_nothing(void **state)
{
    parl_request request = wire_request();
    parl_stream *stream = NULL;
    parl_error *error = NULL;
    struct wire w;

    (void)state;
    wire_open(&w, NULL, 0, NULL);
    request.n_messages = 0;
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL),
                     PARL_INVALID_ARGUMENT);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, &error),
                     PARL_INVALID_ARGUMENT);
    assert_null(stream);
    assert_non_null(error);
    assert_int_equal(parl_error_attempts(error), 0);
    parl_error_free(error);
    wire_close(&w);
}

/* One whole answer of two is no whole answer, unless the server says that it
 * is all. */
static void a_stream_of_two_answers_does_not_end_with_one(void **state)
{
    static const char one[] = WIRE_TEXT("one") WIRE_CHUNK("{}", "\"stop\"");
    static const char both[] = WIRE_TEXT("one") WIRE_CHUNK(
        "{}",
        "\"stop\"") "data: "
                    "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"1\"},"
                    "\"finish_reason\":\"stop\"}]}\n\n";
    static const char less[] =
        WIRE_TEXT("one") WIRE_CHUNK("{}", "\"stop\"") "data: [DONE]\n\n";
    static const struct {
        const char *bytes;
        int64_t n;
        parl_status status;
    } rows[] = {
        { one, 0, PARL_OK },         { one, 1, PARL_OK },
        { one, 2, PARL_TRUNCATED },  { both, 2, PARL_OK },
        { both, 3, PARL_TRUNCATED }, { less, 2, PARL_OK },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(rows); i++) {
        struct split split = { .bytes = rows[i].bytes };
        const parl_transport transport = { &split, send_split };
        parl_request request = wire_request();
        struct wire w;

        request.n = rows[i].n;
        open_own(&w, &transport);
        for (int way = 0; way < WIRE_N_WAYS; way++) {
            struct wire_outcome o;

            wire_expect(&w, (enum wire_way)way, &request, rows[i].status, &o);
            wire_release(&o);
        }
        wire_close(&w);
    }
}

/* ---- no memory ---------------------------------------------------------- */

static bool pull(const parl_allocator *mem)
{
    struct split split = { .bytes = rich, .at = 100 };
    const parl_transport transport = { &split, send_split };
    const parl_account account = { .name = "s",
                                   .provider = "custom",
                                   .base_url = "http://127.0.0.1:1" };
    parl_client_options options = wire_options();
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_response *response = NULL;
    parl_stream *stream = NULL;
    parl_client *client = NULL;
    parl_error *error = NULL;
    parl_status status;
    int n = 0;

    options.transport = &transport;
    options.allocator = mem;
    status = parl_client_new(&client, &options, &error);
    if (status == PARL_OK)
        status = parl_client_add_account(client, &account, &error);
    if (status == PARL_OK)
        status = parl_stream_open(client, &request, &stream, &error);
    while (status == PARL_OK && response == NULL) {
        status = parl_stream_next(stream, -1, &delta, &error);
        n += status == PARL_OK && delta != NULL;
        response = parl_stream_response(stream);
    }
    if (status == PARL_OK)
        assert_int_equal(n, N_RICH);
    else
        assert_int_equal(parl_error_status(error), PARL_OUT_OF_MEMORY);
    parl_response_free(response);
    parl_stream_close(stream);
    parl_client_free(client);
    parl_error_free(error);
    return status == PARL_OK;
}

static void no_memory_at_any_point_is_said(void **state)
{
    (void)state;
    oom_each(pull);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_split_gives_what_a_callback_hears),
        cmocka_unit_test(every_piece_of_the_network_does_too),
        cmocka_unit_test(a_piece_lives_until_the_next_one),
        cmocka_unit_test(a_stream_is_let_go_at_any_point),
        cmocka_unit_test(a_response_that_nobody_takes_is_freed),
        cmocka_unit_test(nothing_is_sent_before_the_first_pull),
        cmocka_unit_test(a_pull_waits_as_long_as_it_is_told),
        cmocka_unit_test(the_server_waits_for_a_slow_reader),
        cmocka_unit_test(what_was_pulled_is_not_kept),
        cmocka_unit_test(a_failure_comes_behind_all_that_arrived),
        cmocka_unit_test(a_bad_request_opens_nothing),
        cmocka_unit_test(a_stream_of_two_answers_does_not_end_with_one),
        cmocka_unit_test(no_memory_at_any_point_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
