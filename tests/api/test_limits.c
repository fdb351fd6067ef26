/* tests/api/test_limits.c -- everything that can grow has a limit, and what
 * crosses one is told which. */
#include "support/wire.h"

#include <stdio.h>
#include "base/buf.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))
#define CHUNK WIRE_CHUNK

/* ---- answers ------------------------------------------------------------ */

/* `times` times `unit`, in which '#' is its number, between what begins and
 * what ends an answer. */
struct limit {
    const char *name;    /* that the message has to say */
    const char *type;    /* of its content */
    const char *headers; /* repeated too, where `unit` is NULL; NULL */
    const char *begin, *unit, *end;
    size_t fits, crosses; /* so many units */
};

#define SSE "content-type: text/event-stream\r\n"
#define JSON "content-type: application/json\r\n"
#define CALL                                                                   \
    CHUNK("{\"tool_calls\":[{\"index\":#,\"id\":\"c\",\"function\":{"          \
          "\"name\":\"f\",\"arguments\":\"{}\"}}]}",                           \
          "null")

static parl_client_options low_limits(void)
{
    parl_client_options options = wire_options();

    options.max_request_bytes = 2000;
    options.max_response_bytes = 4000;
    options.max_event_bytes = 1000;
    options.max_tool_calls = 4;
    options.max_header_bytes = 2000;
    options.max_depth = 20;
    return options;
}

static const struct limit limits[] = {
    { "max_response_bytes", JSON, NULL,
      "{\"id\":\"i\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"",
      "0123456789", "\"},\"finish_reason\":\"stop\"}]}", 150, 500 },
    { "max_response_bytes", SSE, NULL, "", WIRE_TEXT("0123456789"), WIRE_END,
      100, 500 },
    { "max_response_bytes", SSE, NULL, "",
      CHUNK("{\"reasoning_content\":\"0123456789\"}", "null"), WIRE_END, 100,
      500 },
    { "max_response_bytes", SSE, NULL,
      CHUNK("{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{"
            "\"name\":\"f\",\"arguments\":\"\"}}]}",
            "null"),
      CHUNK("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"
            "\"0123456789\"}}]}",
            "null"),
      WIRE_END, 100, 500 },
    /* what nobody has a name for is kept too, and so are probabilities */
    { "max_response_bytes", SSE, NULL, "",
      CHUNK("{\"x#\":\"0123456789\"}", "null"), WIRE_STREAM, 50, 500 },
    { "max_response_bytes", SSE, NULL, "",
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":{\"content\":"
      "[{\"token\":\"a\",\"logprob\":-1}]}}]}\n\n",
      WIRE_STREAM, 50, 500 },
    /* what is not kept does not count */
    { NULL, SSE, NULL, "", ": ping ping ping ping\n\n", WIRE_STREAM, 2000, 0 },
    { "max_event_bytes", SSE, NULL, "data: ", "0123456789", "\n\n" WIRE_STREAM,
      0, 200 },
    { "max_event_bytes", SSE, NULL, ": ", "0123456789", "\n\n" WIRE_STREAM, 50,
      0 },
    { "max_tool_calls", SSE, NULL, "", CALL, WIRE_END, 4, 5 },
    { "max_depth", SSE, NULL, "data: {\"id\":\"i\",\"x\":", "[",
      "\n\n" WIRE_STREAM, 0, 40 },
    { "max_depth", JSON, NULL, "{\"choices\":", "[", "", 0, 40 },
    { "max_header_bytes", SSE, "x-a: 0123456789\r\n", "", NULL, WIRE_STREAM, 50,
      200 },
};

static void add_units(struct buf *out, const char *unit, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        const char *hash = strchr(unit, '#');
        char number[24];

        if (hash == NULL) {
            buf_add_text(out, unit);
            continue;
        }
        snprintf(number, sizeof(number), "%zu", i);
        buf_add(out, unit, (size_t)(hash - unit));
        buf_add_text(out, number);
        buf_add_text(out, hash + 1);
    }
}

static void check_answer(const struct limit *l, size_t times, bool crosses)
{
    const parl_client_options options = low_limits();
    const parl_request request = wire_request();
    struct server_answer answer = { .framing = SERVER_CHUNKED,
                                    .repeats = true };
    struct buf headers, body;

    buf_init(&headers, &mem_libc, SIZE_MAX);
    buf_init(&body, &mem_libc, SIZE_MAX);
    buf_add_text(&headers, l->type);
    if (l->headers != NULL)
        add_units(&headers, l->headers, times);
    buf_add_text(&body, l->begin);
    if (l->unit != NULL)
        add_units(&body, l->unit, times);
    buf_add_text(&body, l->end);
    answer.headers = buf_text(&headers);
    answer.body = buf_text(&body);
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        struct wire_outcome o;
        struct wire w;

        wire_open(&w, &answer, 1, &options);
        wire_expect(&w, (enum wire_way)way, &request,
                    crosses ? PARL_TOO_LARGE : PARL_OK, &o);
        if (crosses) {
            assert_has(parl_error_message(o.error), l->name);
            assert_int_equal(parl_error_retryable(o.error), 0);
        }
        wire_release(&o);
        wire_close(&w);
    }
    buf_release(&headers);
    buf_release(&body);
}

static void an_answer_that_crosses_a_limit_is_told_which(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(limits); i++) {
        print_message("%zu: %s\n", i, limits[i].name ? limits[i].name : "-");
        if (limits[i].fits != 0)
            check_answer(&limits[i], limits[i].fits, false);
        if (limits[i].crosses != 0)
            check_answer(&limits[i], limits[i].crosses, true);
    }
}

/* ---- requests ----------------------------------------------------------- */

static void a_request_that_crosses_a_limit_is_not_sent(void **state)
{
    static const struct server_answer script[] = { SERVER_SSE(WIRE_STREAM) };
    const parl_client_options options = low_limits();
    char text[4000];
    parl_message message = PARL_USER(text);
    parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;

    (void)state;
    memset(text, 'x', sizeof(text));
    text[sizeof(text) - 1] = '\0';
    request.messages = &message;
    wire_open(&w, script, 1, &options);
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        wire_expect(&w, (enum wire_way)way, &request, PARL_TOO_LARGE, &o);
        assert_has(parl_error_message(o.error), "max_request_bytes");
        assert_int_equal(parl_error_attempts(o.error), 0);
        wire_release(&o);
    }
    assert_int_equal(server_n_connections(w.server), 0);
    text[1000] = '\0';
    wire_expect(&w, WIRE_BLOCKING, &request, PARL_OK, &o);
    wire_release(&o);
    wire_close(&w);
}

/* Attachments do not count: they are not held. */
static void an_attachment_is_not_held(void **state)
{
    static const struct server_answer script[] = { SERVER_SSE(WIRE_STREAM) };
    static const char blob[100000];
    const parl_media media = { .mime_type = "image/png",
                               .data = blob,
                               .data_len = sizeof(blob) };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    const parl_client_options options = low_limits();
    parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;

    (void)state;
    request.messages = &message;
    wire_open(&w, script, 1, &options);
    wire_expect(&w, WIRE_BLOCKING, &request, PARL_OK, &o);
    assert_true(server_request(w.server, 0)->body_len > sizeof(blob));
    wire_release(&o);
    wire_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_that_crosses_a_limit_is_told_which),
        cmocka_unit_test(a_request_that_crosses_a_limit_is_not_sent),
        cmocka_unit_test(an_attachment_is_not_held),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
