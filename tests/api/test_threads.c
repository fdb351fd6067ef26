/* tests/api/test_threads.c -- one client, any number of threads; a client that
 * is freed while they call; and fork.
 *
 * PARLANCE_STRESS is the number of calls of each thread, 60 without it. */
#include "support/bed.h"
#include "support/wire.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))
#define SSE "content-type: text/event-stream\r\n"

enum { N_THREADS = 8 };

/* ---- calls that are cancelled at random --------------------------------- */

/* Not quite random, and the same on each run. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

struct worker {
    pthread_t thread;
    const struct wire *wire;
    uint32_t random;
    int n_calls;
    parl_cancel *cancel;
    atomic_bool is_over; /* nobody is to fire it any more */
    int n_done, n_cancelled, n_heard, enough;
};

static int listen(void *user, const parl_delta *delta)
{
    struct worker *me = user;

    (void)delta;
    return ++me->n_heard == me->enough;
}

static void count(struct worker *me, parl_status status,
                  parl_response *response, parl_error *error)
{
    assert_int_equal(status == PARL_OK, response != NULL);
    assert_int_equal(status == PARL_OK, error == NULL);
    if (status == PARL_OK) {
        assert_string_equal(parl_response_text(response), "one two");
    } else {
        assert_int_equal(status, PARL_CANCELLED);
        assert_int_equal(parl_error_status(error), PARL_CANCELLED);
        me->n_cancelled++;
    }
    me->n_done++;
    parl_response_free(response);
    parl_error_free(error);
}

static void call_with_callback(struct worker *me, const parl_request *request)
{
    parl_response *response = NULL;
    parl_error *error = NULL;
    parl_status status;

    me->n_heard = 0;
    me->enough = (int)(next_number(&me->random) % 12);
    status = parl_chat_stream(me->wire->client, request, listen, me, &response,
                              &error);
    count(me, status, response, error);
}

static void call_by_pulling(struct worker *me, const parl_request *request)
{
    const parl_delta *delta = NULL;
    parl_response *response;
    parl_stream *stream = NULL;
    parl_error *error = NULL;
    parl_status status =
        parl_stream_open(me->wire->client, request, &stream, &error);

    while (status == PARL_OK && !parl_stream_ended(stream))
        status = parl_stream_next(stream, 5, &delta, &error);
    response = parl_stream_response(stream);
    if (response == NULL && status == PARL_OK) /* it failed on the last piece */
        status = parl_stream_next(stream, 0, &delta, &error);
    parl_stream_close(stream);
    count(me, status, response, error);
}

static void call_blocking(struct worker *me, const parl_request *request)
{
    parl_response *response = NULL;
    parl_error *error = NULL;
    const parl_status status =
        parl_chat(me->wire->client, request, &response, &error);

    count(me, status, response, error);
}

static void *work(void *arg)
{
    static void (*const ways[])(struct worker *, const parl_request *) = {
        call_blocking, call_with_callback, call_by_pulling
    };
    struct worker *me = arg;
    parl_request request = wire_request();

    request.cancel = me->cancel;
    for (int i = 0; i < me->n_calls; i++) {
        if (parl_cancel_is_fired(me->cancel))
            parl_cancel_reset(me->cancel);
        ways[next_number(&me->random) % 3](me, &request);
    }
    atomic_store(&me->is_over, true);
    return NULL;
}

/* Fires one after the other, until all have done their work. */
static void trouble(struct worker *workers)
{
    uint32_t random = 7;
    bool goes_on = true;

    while (goes_on) {
        goes_on = false;
        for (size_t i = 0; i < N_THREADS; i++) {
            if (atomic_load(&workers[i].is_over))
                continue;
            goes_on = true;
            if (next_number(&random) % 16 == 0)
                parl_cancel_fire(workers[i].cancel);
        }
        wire_sleep(next_number(&random) % 4);
    }
}

static void many_threads_share_a_client(void **state)
{
    static const struct server_answer script[] = {
        { .headers = SSE,
          .body = WIRE_STREAM,
          .framing = SERVER_CHUNKED,
          .piece = 60,
          .between_ms = 1,
          .repeats = true },
    };
    const char *stress = getenv("PARLANCE_STRESS");
    const int n_calls = stress != NULL ? atoi(stress) : 60;
    struct worker workers[N_THREADS];
    struct wire w;
    int n_cancelled = 0;

    (void)state;
    wire_open(&w, script, 1, NULL);
    for (size_t i = 0; i < N_THREADS; i++) {
        workers[i] = (struct worker){ .wire = &w,
                                      .random = (uint32_t)i,
                                      .n_calls = n_calls,
                                      .cancel = parl_cancel_new() };
        pthread_create(&workers[i].thread, NULL, work, &workers[i]);
    }
    trouble(workers);
    for (size_t i = 0; i < N_THREADS; i++) {
        pthread_join(workers[i].thread, NULL);
        assert_int_equal(workers[i].n_done, n_calls);
        n_cancelled += workers[i].n_cancelled;
        parl_cancel_free(workers[i].cancel);
    }
    print_message("%d calls, %d of them cancelled\n", N_THREADS * n_calls,
                  n_cancelled);
    assert_in_range(n_cancelled, 1, N_THREADS * n_calls - 1);
    wire_close(&w);
}

static void *pull_one(void *stream)
{
    const parl_delta *delta = NULL;

    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    return NULL;
}

/* One at a time, and not always the same. */
static void a_stream_moves_between_threads(void **state)
{
    static const struct server_answer script[] = {
        { .headers = SSE,
          .body = WIRE_STREAM,
          .framing = SERVER_CHUNKED,
          .piece = 60,
          .between_ms = 5 },
    };
    const parl_request request = wire_request();
    parl_stream *stream = NULL;
    parl_response *response;
    struct wire w;

    (void)state;
    wire_open(&w, script, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL), 0);
    while (!parl_stream_ended(stream)) {
        pthread_t thread;

        assert_int_equal(pthread_create(&thread, NULL, pull_one, stream), 0);
        pthread_join(thread, NULL);
    }
    response = parl_stream_response(stream);
    assert_string_equal(parl_response_text(response), "one two");
    parl_response_free(response);
    parl_stream_close(stream);
    wire_close(&w);
}

/* ---- a client that is freed meanwhile ----------------------------------- */

struct victim {
    pthread_t thread;
    const struct wire *wire;
    int kind;
    int n_completions;
    parl_status status;
};

static const char json_request[] =
    "{\"model\":\"s/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

struct user {
    const char *name;
};
static const parl_field user_fields[] = {
    PARL_FIELD_TEXT(struct user, name, NULL),
};
static const parl_fields user_table =
    PARL_FIELDS("user", struct user, user_fields);

static void be_typed(struct victim *me)
{
    parl_request request = wire_request();
    struct user user;
    parl_response *response = NULL;

    me->status = parl_chat_typed(me->wire->client, &request, &user_table, &user,
                                 &response, NULL);
}

static void be_json(struct victim *me)
{
    char *answer = NULL;

    me->status = parl_chat_json(me->wire->client, json_request, 0, &answer);
    assert_has(answer, "\"status\":\"cancelled\"");
    parl_text_free(NULL, answer); /* the client is gone */
}

static void be_plain(struct victim *me)
{
    const parl_request request = wire_request();
    struct wire_outcome o;

    wire_call(me->wire, (enum wire_way)me->kind, &request, &o);
    me->status = o.status;
    wire_release(&o);
}

static void be_conversation(struct victim *me)
{
    parl_conversation *talk = parl_conversation_new("s/m");

    parl_conversation_user(talk, "Hi");
    me->status =
        parl_conversation_send(talk, me->wire->client, NULL, NULL, NULL);
    parl_conversation_free(talk);
}

static void *be_freed(void *arg)
{
    static void (*const kinds[])(struct victim *) = {
        be_plain, be_plain, be_plain, be_json, be_typed, be_conversation
    };
    struct victim *me = arg;

    kinds[me->kind](me);
    me->n_completions++;
    return NULL;
}

static const struct server_answer stalls[] = {
    { .headers = SSE,
      .body = WIRE_STREAM,
      .framing = SERVER_CHUNKED,
      .stop = SERVER_STALL,
      .stop_at = 0,
      .repeats = true },
};

static void freeing_a_client_ends_the_calls_of_other_threads(void **state)
{
    struct victim victims[6];
    struct wire w;
    int64_t begun;

    (void)state;
    wire_open(&w, stalls, 1, NULL);
    for (int i = 0; i < 6; i++) {
        victims[i] = (struct victim){ .wire = &w, .kind = i };
        pthread_create(&victims[i].thread, NULL, be_freed, &victims[i]);
    }
    while (server_n_requests(w.server) < N_OF(victims))
        wire_sleep(1);
    begun = wire_ms();
    parl_client_free(w.client);
    for (int i = 0; i < 6; i++) {
        pthread_join(victims[i].thread, NULL);
        assert_int_equal(victims[i].status, PARL_CANCELLED);
        assert_int_equal(victims[i].n_completions, 1);
        assert_true(server_sees_close(w.server, (size_t)i, 10000));
    }
    assert_in_range(wire_ms() - begun, 0, 5000); /* not by the limits */
    w.client = NULL;
    wire_close(&w);
}

static void freeing_a_client_ends_its_streams(void **state)
{
    static const struct server_answer script[] = {
        { .headers = SSE,
          .body = WIRE_STREAM,
          .framing = SERVER_CHUNKED,
          .stop = SERVER_STALL,
          .stop_at = sizeof(WIRE_TEXT("one")) - 1,
          .repeats = true },
    };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *fresh = NULL, *moving = NULL, *closed = NULL;
    parl_error *error = NULL;
    struct wire w;

    (void)state;
    wire_open(&w, script, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &fresh, NULL), 0);
    assert_int_equal(parl_stream_open(w.client, &request, &moving, NULL), 0);
    assert_int_equal(parl_stream_open(w.client, &request, &closed, NULL), 0);
    assert_int_equal(parl_stream_next(moving, -1, &delta, NULL), PARL_OK);
    assert_int_equal(parl_stream_next(closed, -1, &delta, NULL), PARL_OK);
    parl_client_free(w.client);
    w.client = NULL;

    assert_int_equal(parl_stream_next(fresh, -1, &delta, NULL), PARL_CANCELLED);
    assert_int_equal(parl_stream_next(moving, -1, &delta, &error),
                     PARL_CANCELLED);
    assert_string_equal(parl_response_text(parl_error_partial(error)), "one");
    parl_error_free(error);
    parl_stream_close(closed);
    parl_stream_close(fresh);
    parl_stream_close(moving);
    wire_close(&w);
}

/* Over a transport of the program's own, in its own thread. */
static parl_status send_and_free(void *user, parl_call *call,
                                 parl_decoder *decoder, parl_error **error)
{
    parl_client **client = user;

    (void)call;
    parl_client_free(*client);
    *client = NULL;
    return parl_decoder_feed(decoder, WIRE_STREAM, strlen(WIRE_STREAM), error);
}

static void freeing_a_client_inside_its_transport(void **state)
{
    struct wire w;
    const parl_transport transport = { &w.client, send_and_free };
    parl_client_options options = wire_options();
    const parl_request request = wire_request();

    (void)state;
    options.transport = &transport;
    for (int way = 0; way < WIRE_N_WAYS; way++) {
        struct wire_outcome o;

        wire_open_at(&w, "http://127.0.0.1:1", &options);
        wire_expect(&w, (enum wire_way)way, &request, PARL_CANCELLED, &o);
        wire_release(&o);
        wire_close(&w);
    }
}

/* ---- fork --------------------------------------------------------------- */

static int live_as_child(struct wire *w, const parl_request *request)
{
    parl_response *response = NULL;
    parl_error *error = NULL;
    bool fine = parl_chat(w->client, request, &response, &error) ==
                    PARL_INVALID_ARGUMENT &&
                strstr(parl_error_message(error), "fork") != NULL;

    parl_error_free(error);
    parl_client_free(w->client);
    return fine && w->memory.blocks == 0 ? 0 : 1;
}

static void a_child_may_only_free(void **state)
{
    const parl_request request = wire_request();
    struct wire_outcome o;
    struct wire w;

    (void)state;
    wire_open(&w,
              (struct server_answer[]){ SERVER_SSE(WIRE_STREAM),
                                        SERVER_SSE(WIRE_STREAM) },
              2, NULL);
    for (int i = 0; i < 2; i++) {
        int left = -1;
        pid_t child;

        wire_expect(&w, WIRE_BLOCKING, &request, PARL_OK, &o);
        wire_release(&o);
        child = fork();
        if (child == 0)
            _exit(live_as_child(&w, &request));
        waitpid(child, &left, 0);
        assert_int_equal(left, 0);
    }
    assert_int_equal(server_n_connections(w.server), 1);
    assert_int_equal(server_n_requests(w.server), 2);
    wire_close(&w);
}

/* The child's copy of the connection does not keep it open, nor end it. */
static void a_stream_goes_on_behind_a_fork(void **state)
{
    static const struct server_answer script[] = {
        { .headers = SSE,
          .body = WIRE_STREAM,
          .framing = SERVER_CHUNKED,
          .piece = 40,
          .between_ms = 20 },
    };
    const parl_request request = wire_request();
    const parl_delta *delta = NULL;
    parl_stream *stream = NULL;
    parl_response *response;
    struct wire w;
    pid_t child;

    (void)state;
    wire_open(&w, script, 1, NULL);
    assert_int_equal(parl_stream_open(w.client, &request, &stream, NULL), 0);
    assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    child = fork();
    if (child == 0) {
        parl_client_free(w.client);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    while (!parl_stream_ended(stream))
        assert_int_equal(parl_stream_next(stream, -1, &delta, NULL), PARL_OK);
    response = parl_stream_response(stream);
    assert_string_equal(parl_response_text(response), "one two");
    parl_response_free(response);
    parl_stream_close(stream);
    wire_close(&w);
}

/* Lends a token once the test lets it. */
static int lend_late(void *user, parl_credential *credential)
{
    atomic_int *stage = user;

    atomic_store(stage, 1);
    while (atomic_load(stage) == 1)
        poll(NULL, 0, 1);
    credential->access_token = "token";
    return 0;
}

static void *ask_once(void *user)
{
    const parl_message hi = PARL_USER("Hi");
    const parl_request request = { PARL_REQUEST_INIT, .model = "a/m",
                                   .messages = &hi, .n_messages = 1,
                                   .max_retries = -1 };
    parl_response *response = NULL;

    parl_chat(user, &request, &response, NULL);
    parl_response_free(response);
    return NULL;
}

/* A child has none of the threads that wait for credentials. */
static void a_child_frees_a_client_whose_threads_wait(void **state)
{
    atomic_int stage = 0;
    const parl_account account = { .on_credential = lend_late,
                                   .credential_user = &stage };
    pthread_t threads[3];
    struct bed bed;
    int left = -1;
    pid_t child;

    (void)state;
    bed_open(&bed, (struct server_answer[]){ { .repeats = true } }, 1, NULL,
             &account);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(
            pthread_create(&threads[i], NULL, ask_once, bed.client), 0);
    while (atomic_load(&stage) == 0)
        poll(NULL, 0, 1);
    poll(NULL, 0, 50); /* the others wait by then, or the test proves less */
    child = fork();
    if (child == 0) {
        alarm(10);
        parl_client_free(bed.client);
        _exit(0);
    }
    waitpid(child, &left, 0);
    atomic_store(&stage, 2);
    for (size_t i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(left, 0);
    bed_close(&bed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_threads_share_a_client),
        cmocka_unit_test(a_stream_moves_between_threads),
        cmocka_unit_test(freeing_a_client_ends_the_calls_of_other_threads),
        cmocka_unit_test(freeing_a_client_ends_its_streams),
        cmocka_unit_test(freeing_a_client_inside_its_transport),
        cmocka_unit_test(a_child_may_only_free),
        cmocka_unit_test(a_stream_goes_on_behind_a_fork),
        cmocka_unit_test(a_child_frees_a_client_whose_threads_wait),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
