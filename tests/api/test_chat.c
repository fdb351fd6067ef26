/* tests/api/test_chat.c -- whole calls: over a transport of the test's own,
 * and over libcurl to a scripted server. */
#include "support/check.h"

#include <stdlib.h>

#include "support/codec.h"
#include "support/oom.h"
#include "support/server.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static const parl_message hi[] = { PARL_USER("Hi") };

static parl_request request_to(const char *model)
{
    const parl_request request = { PARL_REQUEST_INIT, .model = model,
                                   .messages = hi, .n_messages = 1 };

    return request;
}

#define CHUNK(delta, finish)                                                   \
    "data: {\"id\":\"i\",\"choices\":[{\"index\":0,\"delta\":" delta           \
    ",\"finish_reason\":" finish "}]}\n\n"

static const char text_stream[] = CHUNK("{\"content\":\"one\"}", "null")
    CHUNK("{\"content\":\" two\"}", "null")
        CHUNK("{}", "\"stop\"") "data: [DONE]\n\n";

static const char text_answer[] =
    "{\"id\":\"i\",\"choices\":[{\"index\":0,\"message\":{\"content\":"
    "\"one two\"},\"finish_reason\":\"stop\"}]}";

/* ---- a transport of one's own ------------------------------------------- */

struct fake {
    const char *bytes; /* of the answer */
    size_t piece;      /* 0: all at once */
    int32_t http_status;
    const parl_pair *headers;
    size_t n_headers;
    parl_status fails; /* instead of an answer, or behind it */
    bool hides_error;  /* what the decoder said is not handed on */
    size_t calls;
    struct buf *log;     /* NULL: none */
    struct buf body;     /* of the last request */
    parl_client *client; /* that sends by it; NULL: no memory for one */
};

static void take_request(struct fake *fake, parl_call *call)
{
    char bytes[7];
    size_t n = 1;

    fake->calls++;
    buf_reset(&fake->body);
    while (n > 0) {
        assert_int_equal(parl_call_read(call, bytes, sizeof(bytes), &n, NULL),
                         PARL_OK);
        buf_add(&fake->body, bytes, n);
    }
    assert_int_equal(fake->body.len, parl_call_body_length(call));
}

static parl_status give_answer(const struct fake *fake, parl_decoder *decoder,
                               parl_error **error)
{
    const size_t len = strlen(fake->bytes);
    const size_t piece = fake->piece != 0 ? fake->piece : len;
    parl_status status = PARL_OK;

    if (fake->http_status != 0)
        parl_decoder_status(decoder, fake->http_status);
    for (size_t i = 0; i < fake->n_headers; i++)
        parl_decoder_header(decoder, fake->headers[i].name,
                            fake->headers[i].value);
    for (size_t at = 0; status == PARL_OK && at < len; at += piece)
        status = parl_decoder_feed(decoder, fake->bytes + at,
                                   len - at < piece ? len - at : piece, error);
    return status;
}

static parl_status send_fake(void *user, parl_call *call, parl_decoder *decoder,
                             parl_error **error)
{
    struct fake *fake = user;
    parl_status status = PARL_OK;

    take_request(fake, call);
    if (fake->bytes != NULL)
        status = give_answer(fake, decoder, fake->hides_error ? NULL : error);
    return status != PARL_OK ? status : fake->fails;
}

static void log_line(void *user, int32_t level, const char *message)
{
    assert_in_range(level, PARL_LOG_ERROR, PARL_LOG_DEBUG);
    buf_add_text(user, message);
    buf_add_char(user, '\n');
}

/* It may not be moved from here on.  `mem` NULL: the usual memory. */
static void fake_open(struct fake *fake, const parl_allocator *mem)
{
    const parl_transport transport = { fake, send_fake };
    parl_client_options options = codec_options();

    buf_init(&fake->body, &mem_libc, SIZE_MAX);
    options.transport = &transport;
    options.allocator = mem;
    if (fake->log != NULL) {
        options.log = log_line;
        options.log_user = fake->log;
    }
    fake->client = codec_client(&options);
}

static void fake_close(struct fake *fake)
{
    parl_client_free(fake->client);
    buf_release(&fake->body);
}

/* ---- answers ------------------------------------------------------------ */

static void test_an_answer_comes_back(void **state)
{
    struct fake fake = { .bytes = text_answer };
    const parl_request request = request_to("work/gpt-5");
    parl_response *response = NULL;

    (void)state;
    fake_open(&fake, NULL);
    assert_int_equal(parl_chat(fake.client, &request, &response, NULL),
                     PARL_OK);
    assert_string_equal(parl_response_text(response), "one two");
    assert_string_equal(buf_text(&fake.body),
                        "{\"model\":\"gpt-5\",\"messages\":[{\"role\":"
                        "\"user\",\"content\":\"Hi\"}]}");
    parl_response_free(response);
    fake_close(&fake);
}

/* Writes down the text, and cancels at the n-th delta. */
struct listener {
    char text[64];
    size_t heard, enough;
};

static int listen(void *user, const parl_delta *delta)
{
    struct listener *l = user;

    if (delta->type == PARL_DELTA_TEXT)
        strncat(l->text, delta->text, delta->text_len);
    return ++l->heard == l->enough;
}

static void test_a_stream_ends_in_the_response_of_a_blocking_call(void **state)
{
    struct fake stream = { .bytes = text_stream, .piece = 1 };
    struct fake whole = { .bytes = text_answer };
    const parl_request request = request_to("work/gpt-5");
    struct listener l = { .heard = 0 };
    parl_response *streamed = NULL, *blocking = NULL;

    (void)state;
    fake_open(&stream, NULL);
    fake_open(&whole, NULL);
    assert_int_equal(
        parl_chat_stream(stream.client, &request, listen, &l, &streamed, NULL),
        PARL_OK);
    assert_int_equal(parl_chat(whole.client, &request, &blocking, NULL),
                     PARL_OK);
    assert_string_equal(l.text, "one two");
    assert_int_equal(l.heard, 3);
    assert_string_equal(parl_response_json(streamed, NULL),
                        parl_response_json(blocking, NULL));
    assert_non_null(strstr(buf_text(&stream.body), "\"stream\":true"));
    parl_response_free(streamed);
    parl_response_free(blocking);
    fake_close(&stream);
    fake_close(&whole);
}

static void test_a_stream_without_a_listener(void **state)
{
    struct fake fake = { .bytes = text_stream };
    const parl_request request = request_to("work/gpt-5");
    parl_response *response = NULL;

    (void)state;
    fake_open(&fake, NULL);
    assert_int_equal(
        parl_chat_stream(fake.client, &request, NULL, NULL, &response, NULL),
        PARL_OK);
    assert_string_equal(parl_response_text(response), "one two");
    parl_response_free(response);
    fake_close(&fake);
}

static void test_an_answer_goes_into_the_next_request(void **state)
{
    struct fake fake = { .bytes = text_answer };
    parl_request request = request_to("work/gpt-5");
    parl_message history[3] = { PARL_USER("Hi") };
    parl_response *response = NULL, *next = NULL;

    (void)state;
    fake_open(&fake, NULL);
    assert_int_equal(parl_chat(fake.client, &request, &response, NULL),
                     PARL_OK);
    history[1] = *parl_response_message(response, 0);
    history[2] = parl_message_text(PARL_ROLE_USER, "So?");
    request.messages = history;
    request.n_messages = 3;
    assert_int_equal(parl_chat(fake.client, &request, &next, NULL), PARL_OK);
    assert_string_equal(
        buf_text(&fake.body),
        "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":"
        "\"Hi\"},{\"role\":\"assistant\",\"content\":\"one two\"},{\"role\":"
        "\"user\",\"content\":\"So?\"}]}");
    parl_response_free(response);
    parl_response_free(next);
    fake_close(&fake);
}

/* ---- failures ----------------------------------------------------------- */

/* The error of a call; the caller frees it. */
static parl_error *fail_call(struct fake *fake, struct listener *l,
                             parl_status status)
{
    const parl_request request = request_to("work/gpt-5");
    parl_response *response = NULL;
    parl_error *error = NULL;

    assert_int_equal(parl_chat_stream(fake->client, &request,
                                      l != NULL ? listen : 0, l, &response,
                                      NULL),
                     status);
    if (l != NULL)
        *l = (struct listener){ .enough = l->enough };
    assert_int_equal(parl_chat_stream(fake->client, &request,
                                      l != NULL ? listen : 0, l, &response,
                                      &error),
                     status);
    assert_null(response);
    assert_int_equal(parl_error_status(error), status);
    assert_non_null(parl_error_json(error, NULL));
    return error;
}

static void test_a_vendors_error_comes_back(void **state)
{
    static const parl_pair headers[] = { { "retry-after", "3" },
                                         { "x-request-id", "r" } };
    struct fake fake = { .bytes = "{\"error\":{\"message\":\"slow\"}}",
                         .http_status = 429,
                         .headers = headers,
                         .n_headers = 2 };
    parl_error *error;

    (void)state;
    fake_open(&fake, NULL);
    error = fail_call(&fake, NULL, PARL_RATE_LIMITED);
    assert_string_equal(parl_error_message(error), "slow");
    assert_int_equal(parl_error_http_status(error), 429);
    assert_int_equal(parl_error_retry_after_ms(error), 3000);
    assert_string_equal(parl_error_request_id(error), "r");
    assert_memory_equal(parl_error_body(error, NULL), fake.bytes,
                        strlen(fake.bytes));
    parl_error_free(error);
    fake_close(&fake);
}

static void test_a_stream_cut_short_gives_what_had_arrived(void **state)
{
    struct fake fake = { .bytes = CHUNK("{\"content\":\"one\"}", "null") };
    parl_error *error;

    (void)state;
    fake_open(&fake, NULL);
    error = fail_call(&fake, NULL, PARL_TRUNCATED);
    assert_int_equal(parl_error_retryable(error), 1);
    assert_string_equal(parl_response_text(parl_error_partial(error)), "one");
    parl_error_free(error);
    fake_close(&fake);
}

static void test_a_transport_that_fails_is_heard(void **state)
{
    struct fake fake = { .fails = PARL_TIMEOUT };
    parl_error *error;

    (void)state;
    fake_open(&fake, NULL);
    error = fail_call(&fake, NULL, PARL_TIMEOUT);
    assert_string_equal(parl_error_message(error),
                        "the transport failed: timeout");
    assert_null(parl_error_partial(error));
    parl_error_free(error);
    fake.fails = PARL_NETWORK;
    fake.bytes = CHUNK("{\"content\":\"one\"}", "null");
    error = fail_call(&fake, NULL, PARL_NETWORK);
    assert_string_equal(parl_response_text(parl_error_partial(error)), "one");
    parl_error_free(error);
    fake_close(&fake);
}

static void test_a_callback_cancels_with_what_had_arrived(void **state)
{
    struct fake fake = { .bytes = text_stream };
    struct listener l = { .enough = 2 };
    parl_error *error;

    (void)state;
    fake_open(&fake, NULL);
    error = fail_call(&fake, &l, PARL_CANCELLED);
    assert_int_equal(l.heard, 2);
    assert_string_equal(parl_response_text(parl_error_partial(error)),
                        "one two");
    parl_error_free(error);
    fake_close(&fake);
}

/* The decoder's own reason is the better one, even where the transport keeps
 * it to itself. */
static void test_the_decoders_error_is_not_lost(void **state)
{
    struct fake fake = { .bytes = "data: {\"error\":{\"message\":\"busy\","
                                  "\"code\":503}}\n\n",
                         .hides_error = true };
    parl_error *error;

    (void)state;
    fake_open(&fake, NULL);
    error = fail_call(&fake, NULL, PARL_OVERLOADED);
    assert_string_equal(parl_error_message(error), "busy");
    parl_error_free(error);
    fake_close(&fake);
}

static void check_unsent(const parl_request *request, parl_status status,
                         const char *message)
{
    struct fake fake = { .bytes = text_answer };
    parl_response *response = NULL;
    parl_error *error = NULL;

    fake_open(&fake, NULL);
    assert_int_equal(parl_chat(fake.client, request, &response, &error),
                     status);
    assert_string_equal(parl_error_message(error), message);
    assert_null(response);
    assert_int_equal(fake.calls, 0);
    parl_error_free(error);
    fake_close(&fake);
}

static void test_a_bad_request_is_not_sent(void **state)
{
    parl_request request = request_to("work/gpt-5");

    (void)state;
    request.n = -1;
    check_unsent(&request, PARL_INVALID_ARGUMENT, "/n: -1 is less than 1");
    request = request_to("work/gpt-5");
    request.policy = PARL_POLICY_REFUSE;
    request.top_k = (parl_integer)PARL_INTEGER(1);
    check_unsent(&request, PARL_UNSUPPORTED, "/top_k: OpenAI has none");
}

static void test_a_call_without_a_key_is_not_sent(void **state)
{
    parl_request request = request_to("openai/gpt-5");

    (void)state;
    check_unsent(&request, PARL_CREDENTIALS,
                 "account 'openai' has no key: tried api_key, api_key_env and "
                 "access_token; with parl_client_add_env_accounts the variable "
                 "OPENAI_API_KEY");
}

/* Where no key is needed the variable was named for a reason, too. */
static void test_a_variable_that_is_not_set_stops_the_calls_alone(void **state)
{
    static const struct {
        const char *provider, *access_token;
    } cases[] = {
        { "openai", NULL },
        { "vllm", NULL },
        { "openai", "another" }, /* which nobody asked for */
    };

    (void)state;
    setenv("PARLANCE_TEST_KEY", "", 1);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const parl_account account = { .name = "a",
                                       .provider = cases[i].provider,
                                       .api_key_env = "PARLANCE_TEST_KEY",
                                       .access_token = cases[i].access_token };
        const parl_request request = request_to("a/m");
        struct fake fake = { .bytes = text_answer };
        parl_response *response = NULL;
        parl_error *error = NULL;
        parl_call *call = NULL;

        fake_open(&fake, NULL);
        assert_int_equal(parl_client_add_account(fake.client, &account, NULL),
                         PARL_OK);
        assert_int_equal(parl_encode(fake.client, &request, &call, NULL),
                         PARL_OK);
        parl_call_free(call);
        assert_int_equal(parl_chat(fake.client, &request, &response, &error),
                         PARL_CREDENTIALS);
        assert_string_equal(parl_error_message(error),
                            "account 'a' has no key: tried api_key and "
                            "api_key_env (PARLANCE_TEST_KEY is not set)");
        assert_int_equal(fake.calls, 0);
        parl_error_free(error);
        fake_close(&fake);
    }
    unsetenv("PARLANCE_TEST_KEY");
}

static void test_an_empty_key_is_none(void **state)
{
    static const parl_account empty = { .name = "e",
                                        .provider = "openai",
                                        .api_key = "" };
    const parl_request request = request_to("e/gpt-5");
    struct fake fake = { .bytes = text_answer };
    parl_response *response = NULL;

    (void)state;
    fake_open(&fake, NULL);
    assert_int_equal(parl_client_add_account(fake.client, &empty, NULL),
                     PARL_OK);
    assert_int_equal(parl_chat(fake.client, &request, &response, NULL),
                     PARL_CREDENTIALS);
    assert_int_equal(fake.calls, 0);
    fake_close(&fake);
}

static void test_some_servers_need_no_key(void **state)
{
    struct fake fake = { .bytes = text_answer };
    const parl_request request = request_to("local/x");
    parl_response *response = NULL;

    (void)state;
    fake_open(&fake, NULL);
    assert_int_equal(parl_chat(fake.client, &request, &response, NULL),
                     PARL_OK);
    parl_response_free(response);
    fake_close(&fake);
}

/* ---- the JSON door ------------------------------------------------------ */

static void check_json(struct fake *fake, const char *request,
                       parl_status status, const char *want)
{
    char *answer = NULL;

    fake_open(fake, NULL);
    assert_int_equal(parl_chat_json(fake->client, request, 0, &answer), status);
    assert_string_equal(answer, want);
    parl_text_free(fake->client, answer);
    parl_text_free(fake->client, NULL);
    fake_close(fake);
}

#define JSON_REQUEST                                                           \
    "{\"model\":\"work/gpt-5\",\"messages\":[{\"role\":\"user\","              \
    "\"content\":\"Hi\"}]}"

static void test_json_goes_in_and_out(void **state)
{
    struct fake fake = { .bytes = text_answer };

    (void)state;
    check_json(&fake, JSON_REQUEST, PARL_OK,
               "{\"id\":\"i\",\"object\":\"chat.completion\",\"model\":"
               "\"gpt-5\",\"provider\":\"openai\",\"choices\":[{\"index\":0,"
               "\"message\":{\"role\":\"assistant\",\"content\":\"one two\","
               "\"origin\":{\"provider\":\"openai\",\"account\":\"work\","
               "\"model\":\"gpt-5\"}},\"finish_reason\":\"stop\"}]}");
}

static void test_json_of_a_failure_comes_out_too(void **state)
{
    struct fake fake = { .bytes = "{\"error\":{\"message\":\"no\"}}",
                         .http_status = 401 };

    (void)state;
    check_json(
        &fake, JSON_REQUEST, PARL_AUTHENTICATION,
        "{\"error\":{\"status\":\"authentication\",\"message\":\"no\","
        "\"http_status\":401,\"provider_code\":null,\"request_id\":null,"
        "\"retryable\":false,\"retry_after_ms\":null,\"partial\":null}}");
    check_json(&fake, "{\"model\":1}", PARL_INVALID_ARGUMENT,
               "{\"error\":{\"status\":\"invalid_argument\",\"message\":"
               "\"/model: expected a text, not a number\",\"http_status\":null,"
               "\"provider_code\":null,\"request_id\":null,\"retryable\":false,"
               "\"retry_after_ms\":null,\"partial\":null}}");
}

/* ---- secrets ------------------------------------------------------------ */

/* Says everything that a failure can say. */
static void gather(struct buf *all, parl_error *error)
{
    size_t len = 0;
    const char *body = parl_error_body(error, &len);

    buf_add_text(all, parl_error_message(error));
    buf_add_text(all, parl_error_json(error, NULL));
    if (parl_error_provider_code(error) != NULL)
        buf_add_text(all, parl_error_provider_code(error));
    buf_add(all, body, len);
}

static void run_secret(struct fake *fake, parl_request request, struct buf *all)
{
    parl_response *response = NULL;
    parl_report *report = NULL;
    parl_error *error = NULL;

    parl_chat(fake->client, &request, &response, &error);
    if (error != NULL)
        gather(all, error);
    if (response != NULL)
        buf_add_text(all, parl_response_json(response, NULL));
    parl_error_free(error);
    parl_response_free(response);
    parl_explain(fake->client, &request, &report, NULL);
    for (size_t i = 0; i < parl_report_count(report); i++) {
        buf_add_text(all, parl_report_at(report, i)->field);
        buf_add_text(all, parl_report_at(report, i)->reason);
    }
    parl_report_free(report);
}

static void test_a_key_shows_nowhere(void **state)
{
    struct fake fakes[] = {
        { .bytes = text_answer },
        { .bytes = text_stream, .piece = 3 },
        { .bytes = "{\"error\":{\"message\":\"no\"}}", .http_status = 401 },
        { .bytes = "<html>", .http_status = 502 },
        { .bytes = CHUNK("{\"content\":\"one\"}", "null") },
        { .bytes = "{" },
        { .fails = PARL_NETWORK },
    };
    parl_request requests[] = {
        request_to("work/gpt-5"),  request_to("az/fast"),
        request_to("dated/d"),     request_to("work/gpt-5"),
        request_to("work/o3-pro"),
    };
    struct buf all;

    (void)state;
    requests[3].n = -1;
    buf_init(&all, &mem_libc, SIZE_MAX);
    for (size_t i = 0; i < N_OF(fakes); i++) {
        fakes[i].log = &all;
        fake_open(&fakes[i], NULL);
        for (size_t k = 0; k < N_OF(requests); k++)
            run_secret(&fakes[i], requests[k], &all);
        fake_close(&fakes[i]);
    }
    assert_in_range(all.len, 1000, 1000000);
    assert_null(strstr(buf_text(&all), CODEC_KEY));
    assert_null(strstr(buf_text(&all), "sesame"));
    assert_null(strstr(buf_text(&all), "Hi")); /* nor what was said */
    buf_release(&all);
}

static void test_a_key_that_the_vendor_repeats_is_not_passed_on(void **state)
{
    struct fake fake = { .bytes = "{\"error\":{\"message\":\"Incorrect API key "
                                  "provided: " CODEC_KEY "\"}}",
                         .http_status = 401 };
    struct buf all;

    (void)state;
    buf_init(&all, &mem_libc, SIZE_MAX);
    fake.log = &all;
    fake_open(&fake, NULL);
    run_secret(&fake, request_to("work/gpt-5"), &all);
    assert_null(strstr(buf_text(&all), CODEC_KEY));
    fake_close(&fake);
    buf_release(&all);
}

/* The server repeats it without the word before it, or one cookie of two. */
static void test_nor_is_a_word_of_a_secret_header(void **state)
{
    const parl_pair headers[] = {
        { "Authorization", "Bearer sk-1234567890" },
        { "Cookie", "sid=abcdefghij; theme=dark" },
    };
    const parl_account account = { .name = "gateway",
                                   .provider = "vllm",
                                   .headers = headers,
                                   .n_headers = 2 };
    struct fake fake = { .bytes = "{\"error\":{\"message\":\"no sk-1234567890 "
                                  "of abcdefghij in the dark\"}}",
                         .http_status = 401 };
    const parl_request request = request_to("gateway/m");
    parl_error *error = NULL;

    (void)state;
    fake_open(&fake, NULL);
    assert_int_equal(parl_client_add_account(fake.client, &account, NULL),
                     PARL_OK);
    assert_int_equal(parl_chat(fake.client, &request, NULL, &error),
                     PARL_AUTHENTICATION);
    assert_string_equal(parl_error_message(error),
                        "no ************* of ********** in the dark");
    parl_error_free(error);
    fake_close(&fake);
}

/* ---- memory ------------------------------------------------------------- */

static bool chat_whole(const parl_allocator *mem)
{
    struct fake fake = { .bytes = text_answer };
    const parl_request request = request_to("work/gpt-5");
    parl_response *response = NULL;
    bool done = false;

    fake_open(&fake, mem);
    if (fake.client != NULL &&
        parl_chat(fake.client, &request, &response, NULL) == PARL_OK) {
        assert_string_equal(parl_response_text(response), "one two");
        done = parl_response_json(response, NULL) != NULL;
    }
    parl_response_free(response);
    fake_close(&fake);
    return done;
}

static bool chat_streaming(const parl_allocator *mem)
{
    struct fake fake = { .bytes = text_stream, .piece = 5 };
    const parl_request request = request_to("work/gpt-5");
    struct listener l = { .heard = 0 };
    parl_response *response = NULL;
    parl_error *error = NULL;
    bool done = false;

    fake_open(&fake, mem);
    if (fake.client != NULL) {
        done = parl_chat_stream(fake.client, &request, listen, &l, &response,
                                &error) == PARL_OK;
        assert_int_equal(done, error == NULL);
        if (!done)
            assert_int_equal(parl_error_status(error), PARL_OUT_OF_MEMORY);
    }
    parl_error_free(error);
    parl_response_free(response);
    fake_close(&fake);
    return done;
}

static bool chat_in_json(const parl_allocator *mem)
{
    struct fake fake = { .bytes = text_answer };
    char *answer = NULL;
    bool done = false;

    fake_open(&fake, mem);
    if (fake.client != NULL)
        done = parl_chat_json(fake.client, JSON_REQUEST, 0, &answer) == PARL_OK;
    if (fake.client != NULL)
        parl_text_free(fake.client, answer);
    fake_close(&fake);
    return done;
}

static void test_no_memory_at_any_point_is_said(void **state)
{
    (void)state;
    oom_each(chat_whole);
    oom_each(chat_streaming);
    oom_each(chat_in_json);
}

/* ---- over libcurl ------------------------------------------------------- */

/* A server, and a client whose account "s" is there. */
struct wire {
    struct server *server;
    parl_client *client;
};

static struct wire wire_open(const struct server_answer *script, size_t n)
{
    struct wire wire = { .server = server_start(script, n) };
    const parl_client_options options = { PARL_CLIENT_OPTIONS_INIT,
                                          .max_retries = -1 };
    const parl_account account = { .name = "s",
                                   .provider = "custom",
                                   .api_key = CODEC_KEY,
                                   .base_url = server_url(wire.server) };

    assert_int_equal(parl_client_new(&wire.client, &options, NULL), PARL_OK);
    assert_int_equal(parl_client_add_account(wire.client, &account, NULL),
                     PARL_OK);
    return wire;
}

static void wire_close(struct wire *wire)
{
    parl_client_free(wire->client);
    server_stop(wire->server);
}

static void test_a_call_over_the_wire(void **state)
{
    static const struct server_answer script[] = {
        { .headers = "content-type: application/json\r\n"
                     "x-request-id: req-7\r\n",
          .body = text_answer },
        SERVER_SSE(text_stream),
    };
    struct wire wire = wire_open(script, 2);
    const parl_request request = request_to("s/m");
    struct listener l = { .heard = 0 };
    parl_response *response = NULL;
    const struct server_request *seen;

    (void)state;
    assert_int_equal(parl_chat(wire.client, &request, &response, NULL),
                     PARL_OK);
    assert_string_equal(parl_response_text(response), "one two");
    assert_string_equal(parl_response_request_id(response), "req-7");
    parl_response_free(response);
    response = NULL;
    assert_int_equal(
        parl_chat_stream(wire.client, &request, listen, &l, &response, NULL),
        PARL_OK);
    assert_string_equal(l.text, "one two");
    parl_response_free(response);
    seen = server_request(wire.server, 0);
    assert_non_null(strstr(seen->head, "POST /v1/chat/completions HTTP/1.1"));
    assert_non_null(strstr(seen->head, "authorization: Bearer " CODEC_KEY));
    assert_non_null(strstr(seen->head, "content-type: application/json"));
    assert_string_equal(seen->body, "{\"model\":\"m\",\"messages\":[{\"role\":"
                                    "\"user\",\"content\":\"Hi\"}]}");
    assert_int_equal(server_n_connections(wire.server), 1);
    wire_close(&wire);
}

static void test_an_attachment_over_the_wire(void **state)
{
    static const struct server_answer script[] = { SERVER_JSON(text_answer) };
    static const parl_media media = { .data = "abc", .data_len = 3 };
    static const parl_part parts[] = { PARL_IMAGE(&media) };
    static const parl_message message = PARL_USER_PARTS(parts, 1);
    struct wire wire = wire_open(script, 1);
    parl_request request = request_to("s/m");
    parl_response *response = NULL;

    (void)state;
    request.messages = &message;
    assert_int_equal(parl_chat(wire.client, &request, &response, NULL),
                     PARL_OK);
    assert_non_null(strstr(server_request(wire.server, 0)->body,
                           "\"data:image/png;base64,YWJj\""));
    parl_response_free(response);
    wire_close(&wire);
}

/* The error of a call, the first one; the caller frees it. */
static parl_error *fail_over_wire(const struct wire *wire,
                                  const parl_request *request,
                                  struct listener *l, parl_status status)
{
    parl_response *response = NULL;
    parl_error *error = NULL;
    const parl_status got = parl_chat_stream(
        wire->client, request, l != NULL ? listen : NULL, l, &response, &error);

    if (got != status)
        fail_msg("%s", error != NULL ? parl_error_message(error) : "ok");
    assert_null(strstr(parl_error_json(error, NULL), CODEC_KEY));
    return error;
}

static void test_an_error_over_the_wire(void **state)
{
    static const struct server_answer script =
        SERVER_RATE_LIMITED("2", "{\"error\":{\"message\":\"slow\"}}");
    const parl_request request = request_to("s/m");
    struct wire wire = wire_open(&script, 1);
    parl_error *error =
        fail_over_wire(&wire, &request, NULL, PARL_RATE_LIMITED);

    (void)state;
    assert_int_equal(parl_error_http_status(error), 429);
    assert_int_equal(parl_error_retry_after_ms(error), 2000);
    parl_error_free(error);
    wire_close(&wire);
}

static void test_a_page_of_a_proxy_over_the_wire(void **state)
{
    static const struct server_answer script = SERVER_HTML(502);
    const parl_request request = request_to("s/m");
    struct wire wire = wire_open(&script, 1);
    parl_error *error =
        fail_over_wire(&wire, &request, NULL, PARL_SERVER_ERROR);

    (void)state;
    assert_int_equal(parl_error_http_status(error), 502);
    assert_non_null(strstr(parl_error_body(error, NULL), "Bad Gateway"));
    parl_error_free(error);
    wire_close(&wire);
}

static void test_a_connection_lost_in_the_middle(void **state)
{
    static const struct server_answer script = {
        .headers = "content-type: text/event-stream\r\n",
        .body = text_stream,
        .framing = SERVER_CHUNKED,
        .stop = SERVER_CLOSE,
        .stop_at = 100,
    };
    const parl_request request = request_to("s/m");
    struct wire wire = wire_open(&script, 1);
    parl_error *error = fail_over_wire(&wire, &request, NULL, PARL_TRUNCATED);

    (void)state;
    assert_int_equal(parl_error_retryable(error), 1);
    assert_string_equal(parl_response_text(parl_error_partial(error)), "one");
    parl_error_free(error);
    wire_close(&wire);
}

static void test_a_body_that_ends_early_is_truncated(void **state)
{
    static const struct server_answer script = {
        .headers = "content-type: text/event-stream\r\n",
        .body = CHUNK("{\"content\":\"one\"}", "null"),
        .framing = SERVER_UNTIL_CLOSE,
    };
    const parl_request request = request_to("s/m");
    struct wire wire = wire_open(&script, 1);
    parl_error *error = fail_over_wire(&wire, &request, NULL, PARL_TRUNCATED);

    (void)state;
    assert_string_equal(parl_response_text(parl_error_partial(error)), "one");
    parl_error_free(error);
    wire_close(&wire);
}

static void test_silence_ends_a_call(void **state)
{
    static const struct server_answer script = {
        .headers = "content-type: text/event-stream\r\n",
        .body = text_stream,
        .framing = SERVER_CHUNKED,
        .stop = SERVER_STALL,
        .stop_at = 100,
    };
    struct wire wire = wire_open(&script, 1);
    parl_request request = request_to("s/m");
    parl_error *error;

    (void)state;
    request.silence_timeout_ms = 100;
    error = fail_over_wire(&wire, &request, NULL, PARL_TIMEOUT);
    assert_string_equal(parl_response_text(parl_error_partial(error)), "one");
    parl_error_free(error);
    wire_close(&wire);
}

static void test_a_callback_cancels_over_the_wire(void **state)
{
    static const struct server_answer script = {
        .headers = "content-type: text/event-stream\r\n",
        .body = text_stream,
        .framing = SERVER_CHUNKED,
        .stop = SERVER_STALL,
        .stop_at = 100,
    };
    const parl_request request = request_to("s/m");
    struct listener l = { .enough = 1 };
    struct wire wire = wire_open(&script, 1);
    parl_error *error = fail_over_wire(&wire, &request, &l, PARL_CANCELLED);

    (void)state;
    assert_int_equal(l.heard, 1);
    assert_string_equal(parl_response_text(parl_error_partial(error)), "one");
    parl_error_free(error);
    wire_close(&wire);
}

static void test_plain_http_stays_at_home(void **state)
{
    const parl_account account = { .name = "far",
                                   .provider = "custom",
                                   .api_key = CODEC_KEY,
                                   .base_url = "http://192.0.2.1" };
    const parl_request request = request_to("far/m");
    parl_client *client = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(parl_client_new(&client, NULL, NULL), PARL_OK);
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    assert_int_equal(parl_chat(client, &request, &response, &error),
                     PARL_INVALID_ARGUMENT);
    assert_non_null(strstr(parl_error_message(error), "192.0.2.1"));
    assert_null(strstr(parl_error_json(error, NULL), CODEC_KEY));
    parl_error_free(error);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_answer_comes_back),
        cmocka_unit_test(test_a_stream_ends_in_the_response_of_a_blocking_call),
        cmocka_unit_test(test_a_stream_without_a_listener),
        cmocka_unit_test(test_an_answer_goes_into_the_next_request),
        cmocka_unit_test(test_a_vendors_error_comes_back),
        cmocka_unit_test(test_a_stream_cut_short_gives_what_had_arrived),
        cmocka_unit_test(test_a_transport_that_fails_is_heard),
        cmocka_unit_test(test_a_callback_cancels_with_what_had_arrived),
        cmocka_unit_test(test_the_decoders_error_is_not_lost),
        cmocka_unit_test(test_a_bad_request_is_not_sent),
        cmocka_unit_test(test_a_call_without_a_key_is_not_sent),
        cmocka_unit_test(test_a_variable_that_is_not_set_stops_the_calls_alone),
        cmocka_unit_test(test_an_empty_key_is_none),
        cmocka_unit_test(test_some_servers_need_no_key),
        cmocka_unit_test(test_json_goes_in_and_out),
        cmocka_unit_test(test_json_of_a_failure_comes_out_too),
        cmocka_unit_test(test_a_key_shows_nowhere),
        cmocka_unit_test(test_a_key_that_the_vendor_repeats_is_not_passed_on),
        cmocka_unit_test(test_nor_is_a_word_of_a_secret_header),
        cmocka_unit_test(test_no_memory_at_any_point_is_said),
        cmocka_unit_test(test_a_call_over_the_wire),
        cmocka_unit_test(test_an_attachment_over_the_wire),
        cmocka_unit_test(test_an_error_over_the_wire),
        cmocka_unit_test(test_a_page_of_a_proxy_over_the_wire),
        cmocka_unit_test(test_a_connection_lost_in_the_middle),
        cmocka_unit_test(test_a_body_that_ends_early_is_truncated),
        cmocka_unit_test(test_silence_ends_a_call),
        cmocka_unit_test(test_a_callback_cancels_over_the_wire),
        cmocka_unit_test(test_plain_http_stays_at_home),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
