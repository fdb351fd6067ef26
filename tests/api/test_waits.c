/* tests/api/test_waits.c -- the timers of a call: set for a client or for a
 * call, and what holds them off. */
#include "support/wire.h"

#include <stdio.h>

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))
#define SSE "content-type: text/event-stream\r\n"
#define PING ": ping\n\n"

/* Late in one phase, and well in the end. */
static const struct timer {
    const char *name;
    size_t in_options, in_request; /* where it is set */
    struct server_answer late;
    const char *partial; /* when it has expired; NULL: none */
} timers[] = {
    { "first_byte_timeout_ms",
      offsetof(parl_client_options, first_byte_timeout_ms),
      offsetof(parl_request, first_byte_timeout_ms),
      { .headers = SSE, .body = WIRE_STREAM, .delay_ms = 250 },
      NULL },
    { "silence_timeout_ms",
      offsetof(parl_client_options, silence_timeout_ms),
      offsetof(parl_request, silence_timeout_ms),
      { .headers = SSE,
        .body = WIRE_STREAM,
        .piece = sizeof(WIRE_TEXT("one")) - 1,
        .between_ms = 250 },
      "one" },
    { "total_timeout_ms",
      offsetof(parl_client_options, total_timeout_ms),
      offsetof(parl_request, total_timeout_ms),
      { .headers = SSE,
        .body = WIRE_STREAM,
        .piece = sizeof(WIRE_TEXT("one")) - 1,
        .between_ms = 80 },
      "one" },
};

static void set(void *options, size_t at, int64_t ms)
{
    memcpy((char *)options + at, &ms, sizeof(ms));
}

static void check_timer(const struct timer *t, int64_t of_client,
                        int64_t of_call, enum wire_way way, bool expires)
{
    parl_client_options options = wire_options();
    parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;
    char words[64];

    set(&options, t->in_options, of_client);
    set(&request, t->in_request, of_call);
    wire_open(&w, &t->late, 1, &options);
    wire_expect(&w, way, &request, expires ? PARL_TIMEOUT : PARL_OK, &o);
    if (expires) {
        snprintf(words, sizeof(words), "%d ms (%s)", 120, t->name);
        assert_has(parl_error_message(o.error), words);
        assert_int_equal(parl_error_retryable(o.error), 1);
        assert_int_equal(parl_error_partial(o.error) != NULL,
                         t->partial != NULL);
        if (t->partial != NULL)
            assert_has(parl_response_text(parl_error_partial(o.error)),
                       t->partial);
        assert_true(server_sees_close(w.server, 0, 10000));
    }
    wire_release(&o);
    wire_close(&w);
}

static void each_timer_is_set_for_a_client_or_for_a_call(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(timers); i++) {
        const struct timer *t = &timers[i];
        const bool is_total = strstr(t->name, "total") != NULL;

        print_message("%s\n", t->name);
        for (int w = 0; w < WIRE_N_WAYS; w++) {
            const enum wire_way way = (enum wire_way)w;

            /* a client's total is not for streams */
            check_timer(t, 120, 0, way, !is_total);
            check_timer(t, 5000, 120, way, true);
            check_timer(t, 120, 5000, way, false);
            check_timer(t, 120, -1, way, false);
            check_timer(t, -1, 0, way, false);
        }
    }
}

static void the_clients_total_is_for_whole_answers(void **state)
{
    static const struct server_answer script[] = {
        { .headers = "content-type: application/json\r\n",
          .body = WIRE_ANSWER,
          .piece = 20,
          .between_ms = 50 },
    };
    parl_client_options options = wire_options();
    parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;

    (void)state;
    options.total_timeout_ms = 120;
    request.stream = PARL_DEFAULT;
    wire_open(&w, script, 1, &options);
    wire_expect(&w, WIRE_BLOCKING, &request, PARL_TIMEOUT, &o);
    assert_has(parl_error_message(o.error), "120 ms (total_timeout_ms)");
    wire_release(&o);
    wire_close(&w);
}

static void a_ping_keeps_silence_away(void **state)
{
    static const struct server_answer script[] = {
        { .headers = SSE,
          .body = PING PING PING PING PING PING PING PING WIRE_STREAM,
          .framing = SERVER_CHUNKED,
          .piece = sizeof(PING) - 1,
          .between_ms = 80,
          .repeats = true },
    };
    parl_client_options options = wire_options();
    const parl_request request = wire_request();
    const int64_t begun = wire_ms();
    struct wire w;

    (void)state;
    options.silence_timeout_ms = 600;
    wire_open(&w, script, 1, &options);
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        struct wire_outcome o;

        wire_expect(&w, (enum wire_way)way, &request, PARL_OK, &o);
        wire_release(&o);
    }
    assert_true(wire_ms() - begun > 3 * 8 * 80);
    wire_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_timer_is_set_for_a_client_or_for_a_call),
        cmocka_unit_test(the_clients_total_is_for_whole_answers),
        cmocka_unit_test(a_ping_keeps_silence_away),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
