/* tests/api/test_decoder.c -- the decoder's own manners; what answers come to
 * is told in tests/dialects. */
#include "support/check.h"

#include <stdio.h>
#include "support/codec.h"
#include "support/oom.h"

static const char text_stream[] =
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" two\"}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,"
    "\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":"
    "\"tool_calls\"}]}\n\n"
    "data: [DONE]\n\n";

/* Takes so many deltas, and no more. */
struct listener {
    size_t heard, enough;
    char text[64];
};

static int listen(void *user, const parl_delta *delta)
{
    struct listener *l = user;

    l->heard++;
    if (delta->type == PARL_DELTA_TEXT)
        strncat(l->text, delta->text, delta->text_len);
    return l->heard == l->enough;
}

static parl_decoder *open_for(const parl_client *client, struct listener *l)
{
    const parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT,
                                           .model = "work/gpt-5",
                                           .on_delta = listen, .user = l };
    parl_decoder *decoder = NULL;

    assert_int_equal(parl_decoder_new(&decoder, client, &options, NULL),
                     PARL_OK);
    return decoder;
}

static parl_status feed(parl_decoder *decoder, const char *text,
                        parl_error **error)
{
    return parl_decoder_feed(decoder, text, strlen(text), error);
}

/* ---- cancelling --------------------------------------------------------- */

/* Cancels at the n-th delta; false: there were fewer. */
static bool cancel_at(const parl_client *client, size_t n)
{
    struct listener l = { .enough = n };
    parl_decoder *decoder = open_for(client, &l);
    parl_response *response = NULL;
    parl_error *error = NULL;
    parl_status status = feed(decoder, text_stream, &error);

    if (status == PARL_OK)
        status = parl_decoder_finish(decoder, &response, &error);
    parl_response_free(response);
    if (status != PARL_OK) {
        assert_int_equal(status, PARL_CANCELLED);
        assert_int_equal(l.heard, n);
        assert_int_equal(parl_error_retryable(error), 0);
        assert_non_null(parl_error_partial(error));
        assert_string_equal(parl_response_text(parl_error_partial(error)),
                            l.text);
    }
    parl_error_free(error);
    parl_decoder_free(decoder);
    return status != PARL_OK;
}

static void test_a_callback_cancels_with_what_had_arrived(void **state)
{
    parl_client *client = codec_client(NULL);
    size_t n = 1;

    (void)state;
    while (cancel_at(client, n))
        n++;
    assert_int_equal(n, 6); /* two texts, call, arguments, finish */
    parl_client_free(client);
}

/* ---- after the end ------------------------------------------------------ */

static void test_a_failure_stays(void **state)
{
    struct listener l = { .heard = 0 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);
    parl_response *response = NULL;
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(feed(decoder, "data: {\"error\":\"a\"}\n\n", NULL),
                     PARL_SERVER_ERROR);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(feed(decoder, text_stream, &error), PARL_SERVER_ERROR);
        assert_string_equal(parl_error_message(error), "a");
        parl_error_free(error);
        error = NULL;
    }
    assert_int_equal(parl_decoder_finish(decoder, &response, &error),
                     PARL_SERVER_ERROR);
    assert_string_equal(parl_error_message(error), "a");
    assert_null(response);
    assert_int_equal(l.heard, 0);
    parl_error_free(error);
    parl_decoder_free(decoder);
    parl_client_free(client);
}

static void test_an_end_comes_once(void **state)
{
    struct listener l = { .heard = 0 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);
    parl_response *response = NULL, *again = NULL;

    (void)state;
    assert_int_equal(feed(decoder, text_stream, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &response, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &again, NULL),
                     PARL_INVALID_ARGUMENT);
    assert_int_equal(feed(decoder, text_stream, NULL), PARL_INVALID_ARGUMENT);
    assert_null(again);
    parl_decoder_free(decoder);
    assert_string_equal(parl_response_text(response), "one two");
    parl_response_free(response);
    parl_client_free(client);
}

static void test_a_decoder_may_be_freed_at_any_time(void **state)
{
    struct listener l = { .heard = 0 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);

    (void)state;
    parl_decoder_free(decoder);
    decoder = open_for(client, &l);
    assert_int_equal(parl_decoder_feed(decoder, text_stream, 100, NULL),
                     PARL_OK);
    parl_decoder_free(decoder);
    parl_decoder_free(NULL);
    parl_client_free(client);
}

static void test_nothing_may_be_fed(void **state)
{
    struct listener l = { .heard = 0 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);
    parl_response *response = NULL;

    (void)state;
    assert_int_equal(parl_decoder_feed(decoder, NULL, 0, NULL), PARL_OK);
    assert_int_equal(feed(decoder, text_stream, NULL), PARL_OK);
    assert_int_equal(parl_decoder_feed(decoder, "", 0, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &response, NULL), PARL_OK);
    parl_response_free(response);
    parl_decoder_free(decoder);
    parl_client_free(client);
}

static void check_no_sense(const char *bytes, size_t len)
{
    struct listener l = { .heard = 0 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);
    parl_response *response = NULL;

    assert_int_equal(parl_decoder_feed(decoder, bytes, len, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &response, NULL),
                     PARL_PROTOCOL);
    assert_null(response);
    parl_decoder_free(decoder);
    parl_client_free(client);
}

static void test_what_is_neither_json_nor_a_stream_makes_no_sense(void **state)
{
    static const char zeros[8];

    (void)state;
    check_no_sense(zeros, sizeof(zeros)); /* they are no white space */
    check_no_sense("null", 4);
    check_no_sense("upstream connect error", 22);
}

/* ---- what it is for ----------------------------------------------------- */

static void check_options(parl_decoder_options options, parl_status status,
                          const char *message)
{
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = NULL;
    parl_error *error = NULL;

    assert_int_equal(parl_decoder_new(&decoder, client, &options, &error),
                     status);
    assert_string_equal(parl_error_message(error), message);
    assert_null(decoder);
    parl_error_free(error);
    parl_client_free(client);
}

static void test_it_must_be_said_whose_answer_it_is(void **state)
{
    (void)state;
    check_options((parl_decoder_options){ PARL_DECODER_OPTIONS_INIT },
                  PARL_INVALID_ARGUMENT,
                  "/model: '' is not of the form account/model");
    check_options(
        (parl_decoder_options){ PARL_DECODER_OPTIONS_INIT, .model = "home/x" },
        PARL_INVALID_ARGUMENT, "/model: there is no account 'home'");
    check_options((parl_decoder_options){ PARL_DECODER_OPTIONS_INIT,
                                          .model = "work/x",
                                          .dialect = "morse" },
                  PARL_INVALID_ARGUMENT, "/dialect: 'morse' is unknown");
    check_options(
        (parl_decoder_options){ .model = "work/x" }, PARL_INVALID_ARGUMENT,
        "the decoder's options: struct_size is not set (its ..._INIT sets it)");
}

/* What an answer comes to where nobody said its dialect. */
static void check_guess(const char *model, const char *request,
                        const char *bytes, const char *want)
{
    const struct codec_answer answer = { .model = model, .request = request };
    parl_client *client = codec_client(NULL);
    struct codec_result result;

    codec_every_split(client, &answer, span_of(bytes), &result);
    assert_int_equal(result.status, PARL_OK);
    assert_non_null(strstr(buf_text(&result.json), want));
    codec_release(&result);
    parl_client_free(client);
}

#define BY_A_TOOL                                                              \
    "{\"tools\":[{\"type\":\"function\",\"name\":\"structured_answer\"}]}"
#define ANSWERED                                                               \
    "{\"object\":\"response\",\"status\":\"completed\",\"output\":[{"          \
    "\"type\":\"function_call\",\"call_id\":\"c\",\"name\":"                   \
    "\"structured_answer\",\"arguments\":\"{}\"}]}"

static void test_the_bytes_tell_the_dialect(void **state)
{
    (void)state;
    check_guess("work/gpt-5.5", NULL, ANSWERED,
                "\"tool_calls\":[{\"id\":\"c\"");
    check_guess("work/gpt-5.5", BY_A_TOOL, ANSWERED, "\"content\":\"{}\"");
    check_guess("az/plain", NULL,
                "data: {\"type\":\"response.created\"}\n\n"
                "data: {\"type\":\"response.completed\",\"response\":" ANSWERED
                "}\n\n",
                "\"tool_calls\":[{\"id\":\"c\"");
    check_guess("work/gpt-5.5", NULL,
                "{\"object\":\"chat.completion\",\"choices\":[{\"message\":{"
                "\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}",
                "\"content\":\"Hi\"");
}

static void test_no_address_and_no_key_are_needed(void **state)
{
    static const char *const models[] = { "azure/d", "custom/x", "foundry/y",
                                          "openai/z" };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++) {
        const parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT,
                                               .model = models[i] };
        parl_decoder *decoder = NULL;

        assert_int_equal(parl_decoder_new(&decoder, client, &options, NULL),
                         PARL_OK);
        parl_decoder_free(decoder);
    }
    parl_client_free(client);
}

static void test_an_answer_to_a_call_has_its_report(void **state)
{
    static const parl_message hi[] = { PARL_USER("Hi") };
    const parl_request request = { PARL_REQUEST_INIT,
                                   .model = "work/gpt-4-turbo",
                                   .messages = hi,
                                   .n_messages = 1,
                                   .response_format = PARL_FORMAT_JSON_SCHEMA,
                                   .schema = "{\"type\":\"object\"}" };
    static const char answer[] =
        "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"c\","
        "\"function\":{\"name\":\"structured_answer\",\"arguments\":"
        "\"{\\\"a\\\":1}\"}}]},\"finish_reason\":\"stop\"}]}";
    parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = NULL;
    parl_response *response = NULL;
    parl_call *call = NULL;
    const parl_report *report;

    (void)state;
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    options.call = call;
    assert_int_equal(parl_decoder_new(&decoder, client, &options, NULL),
                     PARL_OK);
    assert_int_equal(feed(decoder, answer, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &response, NULL), PARL_OK);
    parl_decoder_free(decoder);
    parl_call_free(call);
    assert_string_equal(parl_response_text(response), "{\"a\":1}");
    assert_int_equal(parl_response_structured_via(response),
                     PARL_STRUCTURED_TOOL);
    report = parl_response_report(response);
    assert_int_equal(parl_report_count(report), 1);
    assert_string_equal(parl_report_at(report, 0)->field, "/response_format");
    parl_response_free(response);
    parl_client_free(client);
}

#define SAYS(content) "{\"content\":" content "},\"finish_reason\":\"stop\""
#define CALLS_WITH(arguments)                                                  \
    "{\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"function\":{"           \
    "\"name\":\"structured_answer\",\"arguments\":\"" arguments                \
    "\"}}]},\"finish_reason\":\"tool_calls\""

/* `rest` is that of an answer, from its message on. */
static void assert_warned(const char *rest, bool warned)
{
    static const char offer[] =
        "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":"
        "\"structured_answer\"}}]}";
    const struct codec_answer answer = { .http_status = 200, .request = offer };
    parl_client *client = codec_client(NULL);
    struct codec_result result;
    char body[256];

    snprintf(body, sizeof(body), "{\"choices\":[{\"message\":%s}]}", rest);
    codec_every_split(client, &answer, span_of(body), &result);
    assert_int_equal(result.status, PARL_OK);
    if ((strstr(buf_text(&result.json), "is no JSON") != NULL) != warned)
        fail_msg("%s", buf_text(&result.json));
    codec_release(&result);
    parl_client_free(client);
}

static void test_an_answer_without_the_tool_is_checked(void **state)
{
    (void)state;
    assert_warned(SAYS("\"I would rather not.\""), true);
    assert_warned(SAYS("\"{\\\"a\\\":1\""), true);
    assert_warned(SAYS("\"{\\\"a\\\":1}\""), false);
    assert_warned(SAYS("null"), true);
    assert_warned(SAYS("null,\"refusal\":\"No.\""), false);
    assert_warned(CALLS_WITH("{\\\"a\\\":1}"), false);
    assert_warned(CALLS_WITH("{\\\"a\\\":"), true);
}

/* Its report ends with how it was asked for, or with the warning. */
static void assert_prompted(const char *answer, const char *reason)
{
    static const parl_message hi[] = { PARL_USER("Hi") };
    const parl_request request = { PARL_REQUEST_INIT,
                                   .model = "work/o1-mini",
                                   .messages = hi,
                                   .n_messages = 1,
                                   .response_format = PARL_FORMAT_JSON_SCHEMA,
                                   .schema = "{\"type\":\"array\"}",
                                   .schema_by_prompt = PARL_YES,
                                   .policy = PARL_POLICY_REFUSE };
    parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = NULL;
    parl_response *response = NULL;
    parl_call *call = NULL;
    const parl_report *report;
    const parl_report_entry *last;

    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    options.call = call;
    assert_int_equal(parl_decoder_new(&decoder, client, &options, NULL),
                     PARL_OK);
    assert_int_equal(feed(decoder, answer, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &response, NULL), PARL_OK);
    parl_decoder_free(decoder);
    parl_call_free(call);
    assert_int_equal(parl_response_structured_via(response),
                     PARL_STRUCTURED_PROMPT);
    report = parl_response_report(response);
    last = parl_report_at(report, parl_report_count(report) - 1);
    assert_string_equal(last->field, "/response_format");
    assert_string_equal(last->reason, reason);
    parl_response_free(response);
    parl_client_free(client);
}

static void test_an_answer_to_words_is_checked(void **state)
{
    static const char asked[] =
        "o1-mini has neither structured answers nor tools: the last user turn "
        "asks for it";

    (void)state;
    assert_prompted("{\"choices\":[{\"message\":{\"content\":\"[1, 2]\"},"
                    "\"finish_reason\":\"stop\"}]}",
                    asked);
    assert_prompted("{\"choices\":[{\"message\":{\"content\":\"Sure: [1]\"},"
                    "\"finish_reason\":\"stop\"}]}",
                    "it was asked for, but the text is no JSON");
    assert_prompted("{\"choices\":[{\"message\":{\"content\":\"[1,\"},"
                    "\"finish_reason\":\"length\"}]}",
                    asked);
}

static void test_a_request_that_is_no_json_is_no_hint(void **state)
{
    static const char *const requests[] = {
        "",
        "{",
        "[]",
        "{\"tools\":1}",
        "{\"tools\":[{\"function\":{\"name\":\"structured_answer\"}}]",
    };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
        const struct codec_answer answer = { .request = requests[i] };
        struct codec_result result;

        codec_decode(client, &answer, span_of(text_stream),
                     (struct codec_cut){ 0, 0 }, &result);
        assert_int_equal(result.status, PARL_OK);
        assert_null(strstr(buf_text(&result.json), "structured_via"));
        codec_release(&result);
    }
    parl_client_free(client);
}

/* ---- what the response says --------------------------------------------- */

static void test_a_response_says_what_the_vendor_said(void **state)
{
    static const char answer[] =
        "{\"id\":\"i\",\"created\":7,\"model\":\"m-1\",\"choices\":[{"
        "\"message\":{\"content\":\"a\",\"tool_calls\":[{\"id\":\"c1\","
        "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},{\"id\":\"c2\","
        "\"custom\":{\"name\":\"g\",\"input\":\"x\"}}]},\"finish_reason\":"
        "\"tool_calls\",\"logprobs\":{\"content\":[]}},{\"index\":1,"
        "\"message\":{\"content\":\"b\"},\"finish_reason\":\"odd\"}],"
        "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,"
        "\"total_tokens\":12}}";
    struct listener l = { .heard = 0 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);
    parl_response *r = NULL;
    size_t at = 0, len = 0;

    (void)state;
    parl_decoder_status(decoder, 200);
    parl_decoder_header(decoder, "X-Request-Id", "req-1");
    assert_int_equal(feed(decoder, answer, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &r, NULL), PARL_OK);
    assert_string_equal(parl_response_id(r), "i");
    assert_string_equal(parl_response_model(r), "m-1");
    assert_string_equal(parl_response_request_id(r), "req-1");
    assert_string_equal(parl_response_provider(r), "openai");
    assert_int_equal(parl_response_created(r), 7);
    assert_int_equal(parl_response_n_choices(r), 2);
    assert_string_equal(parl_response_text(r), "a");
    assert_string_equal(parl_response_finish_reason(r, 0), "tool_calls");
    assert_int_equal(parl_response_finish(r, 1), PARL_FINISH_UNKNOWN);
    assert_string_equal(parl_response_finish_reason(r, 1), "odd");
    assert_null(parl_response_finish_reason(r, 2));
    assert_string_equal(parl_response_tool_call(r, &at)->name, "f");
    assert_string_equal(parl_response_tool_call(r, &at)->name, "g");
    assert_null(parl_response_tool_call(r, &at));
    assert_int_equal(parl_response_message(r, 0)->role, PARL_ROLE_ASSISTANT);
    assert_string_equal(parl_response_message(r, 0)->origin->account, "work");
    assert_null(parl_response_message(r, 2));
    assert_non_null(parl_response_logprobs(r, 0));
    assert_null(parl_response_logprobs(r, 1));
    assert_null(parl_response_logprobs(r, 2));
    assert_int_equal(parl_response_usage(r)->input, 9);
    assert_int_equal(parl_response_usage(r)->cache_read, -1);
    assert_int_equal(parl_response_usage(r)->total_tokens, 12);
    assert_int_equal(parl_response_structured_via(r), PARL_STRUCTURED_NONE);
    assert_int_equal(parl_report_count(parl_response_report(r)), 0);
    assert_ptr_equal(parl_response_json(r, &len), parl_response_json(r, NULL));
    assert_int_equal(len, strlen(parl_response_json(r, NULL)));
    parl_response_free(r);
    parl_response_free(NULL);
    parl_decoder_free(decoder);
    parl_client_free(client);
}

static void test_what_was_not_said_is_not_made_up(void **state)
{
    static const char answer[] =
        "{\"choices\":[{\"message\":{\"content\":null}}]}";
    struct listener l = { .heard = 0 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);
    parl_response *r = NULL;

    (void)state;
    assert_int_equal(feed(decoder, answer, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &r, NULL), PARL_OK);
    assert_null(parl_response_id(r));
    assert_null(parl_response_model(r));
    assert_null(parl_response_request_id(r));
    assert_int_equal(parl_response_created(r), 0);
    assert_string_equal(parl_response_text(r), "");
    assert_int_equal(parl_response_usage(r)->total_tokens, -1);
    /* but that: it came whole, so it has just ended */
    assert_string_equal(parl_response_finish_reason(r, 0), "stop");
    parl_response_free(r);
    parl_decoder_free(decoder);
    parl_client_free(client);
}

/* What stands before a vendor answers 200 as well, each in its own words. */
static void test_what_a_proxy_says_in_a_200_is_the_error(void **state)
{
    static const char *const models[] = {
        "openai/gpt-4o",    "anthropic/claude-opus-4-6", "cohere/command-a",
        "gemini/gemini-3p", "mistral/mistral-large",
    };
    static const char *const bodies[] = {
        "{\"message\":\"no upstream\"}",
        " {\"error\":{\"message\":\"no upstream\"}}",
        "{\"detail\":\"no upstream\"}",
    };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++) {
        for (size_t k = 0; k < sizeof(bodies) / sizeof(bodies[0]); k++) {
            const struct codec_answer answer = { .model = models[i],
                                                 .http_status = 200 };
            struct codec_result result;

            codec_every_split(client, &answer, span_of(bodies[k]), &result);
            assert_int_equal(result.status, PARL_SERVER_ERROR);
            assert_non_null(strstr(buf_text(&result.json), "no upstream"));
            codec_release(&result);
        }
    }
    parl_client_free(client);
}

static void test_a_body_that_is_no_json_says_where(void **state)
{
    static const char body[] = "{\"message\":\"no upstream\"} and more";
    const struct codec_answer answer = { .model = "anthropic/claude-opus-4-6",
                                         .http_status = 200 };
    parl_client *client = codec_client(NULL);
    struct codec_result result;

    (void)state;
    codec_every_split(client, &answer, span_of(body), &result);
    assert_int_equal(result.status, PARL_PROTOCOL);
    assert_non_null(strstr(buf_text(&result.json), "at byte 26"));
    codec_release(&result);
    parl_client_free(client);
}

/* ---- limits ------------------------------------------------------------- */

static void check_limit(const parl_client_options *options, const char *stream,
                        const char *limit)
{
    const struct codec_answer answer = { .http_status = 200 };
    parl_client *client = codec_client(options);
    struct codec_result result;

    codec_every_split(client, &answer, span_of(stream), &result);
    if (result.status != PARL_TOO_LARGE ||
        strstr(buf_text(&result.json), limit) == NULL)
        fail_msg("%s: %s", limit, buf_text(&result.json));
    codec_release(&result);
    parl_client_free(client);
}

static void test_an_event_has_a_limit(void **state)
{
    parl_client_options options = codec_options();

    (void)state;
    options.max_event_bytes = 60;
    check_limit(&options, text_stream, "max_event_bytes");
}

static void test_an_answer_has_a_limit(void **state)
{
    static const char whole[] =
        "{\"choices\":[{\"message\":{\"content\":\"a long answer\"},"
        "\"finish_reason\":\"stop\"}]}";
    parl_client_options options = codec_options();

    (void)state;
    options.max_response_bytes = 6;
    check_limit(&options, text_stream, "max_response_bytes");
    options.max_response_bytes = 40;
    check_limit(&options, whole, "max_response_bytes");
}

static void test_calls_have_a_limit(void **state)
{
    static const char two[] =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{"
        "\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\"}},{\"index\":1,"
        "\"id\":\"b\",\"function\":{\"name\":\"f\"}}]}}]}\n\n";
    parl_client_options options = codec_options();

    (void)state;
    options.max_tool_calls = 1;
    check_limit(&options, two, "max_tool_calls");
}

static void test_nesting_has_a_limit(void **state)
{
    static const char whole[] =
        "{\"choices\":[{\"message\":{\"content\":\"a\",\"x\":[[[[[[1]]]]]]}}]}";
    static const char stream[] =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"x\":[[[[[[1]]]]]]}}]}"
        "\n\n";
    parl_client_options options = codec_options();

    (void)state;
    options.max_depth = 8;
    check_limit(&options, whole, "max_depth");
    check_limit(&options, stream, "max_depth");
}

static void test_a_deep_answer_is_no_danger_to_the_stack(void **state)
{
    static char deep[200000];
    const struct codec_answer answer = { .http_status = 200 };
    parl_client *client = codec_client(NULL);
    struct codec_result result;
    const int len = snprintf(deep, sizeof(deep), "{\"choices\":");

    (void)state;
    memset(deep + len, '[', sizeof(deep) - (size_t)len - 1);
    codec_decode(client, &answer, span_of(deep), (struct codec_cut){ 0, 0 },
                 &result);
    assert_int_equal(result.status, PARL_TOO_LARGE);
    codec_release(&result);
    parl_client_free(client);
}

/* ---- structs of other ages ---------------------------------------------- */

struct newer_options {
    parl_decoder_options options;
    int64_t novelty;
};

static void test_an_option_of_a_newer_header_is_refused_when_set(void **state)
{
    struct newer_options newer = {
        .options = { .struct_size = sizeof(newer), .model = "work/x" },
    };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = NULL;

    (void)state;
    assert_int_equal(parl_decoder_new(&decoder, client, &newer.options, NULL),
                     PARL_OK);
    parl_decoder_free(decoder);
    decoder = NULL;
    newer.novelty = 1;
    assert_int_equal(parl_decoder_new(&decoder, client, &newer.options, NULL),
                     PARL_INVALID_ARGUMENT);
    assert_null(decoder);
    parl_client_free(client);
}

/* ---- lives -------------------------------------------------------------- */

static void test_a_response_outlives_its_client(void **state)
{
    struct listener l = { .heard = 0 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);
    parl_response *response = NULL;

    (void)state;
    assert_int_equal(feed(decoder, text_stream, NULL), PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &response, NULL), PARL_OK);
    parl_decoder_free(decoder);
    parl_client_free(client);
    assert_string_equal(parl_response_text(response), "one two");
    assert_non_null(parl_response_json(response, NULL));
    parl_response_free(response);
}

static void test_an_error_outlives_its_client(void **state)
{
    struct listener l = { .enough = 1 };
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = open_for(client, &l);
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(feed(decoder, text_stream, &error), PARL_CANCELLED);
    parl_decoder_free(decoder);
    parl_client_free(client);
    assert_non_null(parl_error_json(error, NULL));
    assert_non_null(parl_error_partial(error));
    parl_error_free(error);
}

/* ---- memory ------------------------------------------------------------- */

/* A failure that is told in full, with the partial answer. */
static bool fail_in_full(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_decoder_options decoding = { PARL_DECODER_OPTIONS_INIT,
                                      .model = "work/gpt-5" };
    parl_decoder *decoder = NULL;
    parl_error *error = NULL;
    parl_client *client;
    bool done = false;

    options.allocator = mem;
    client = codec_client(&options);
    if (client != NULL &&
        parl_decoder_new(&decoder, client, &decoding, NULL) == PARL_OK &&
        parl_decoder_feed(decoder, text_stream, 90, &error) == PARL_OK) {
        parl_response *response = NULL;

        done =
            parl_decoder_finish(decoder, &response, &error) == PARL_TRUNCATED &&
            parl_error_status(error) == PARL_TRUNCATED &&
            parl_error_partial(error) != NULL &&
            parl_error_json(error, NULL) != NULL;
    }
    parl_error_free(error);
    parl_decoder_free(decoder);
    parl_client_free(client);
    return done;
}

static bool fail_with_a_body(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_decoder_options decoding = { PARL_DECODER_OPTIONS_INIT,
                                      .model = "work/gpt-5" };
    parl_decoder *decoder = NULL;
    parl_error *error = NULL;
    parl_client *client;
    bool done = false;

    options.allocator = mem;
    client = codec_client(&options);
    if (client != NULL &&
        parl_decoder_new(&decoder, client, &decoding, NULL) == PARL_OK) {
        parl_response *response = NULL;

        parl_decoder_status(decoder, 500);
        feed(decoder, "{\"error\":\"d\\u00e9j\\u00e0\"}", NULL);
        parl_decoder_finish(decoder, &response, &error);
        done = parl_error_body(error, NULL) != NULL &&
               strcmp(parl_error_message(error), "d\xC3\xA9j\xC3\xA0") == 0 &&
               parl_error_json(error, NULL) != NULL;
    }
    parl_error_free(error);
    parl_decoder_free(decoder);
    parl_client_free(client);
    return done;
}

static void test_no_memory_for_a_partial_answer(void **state)
{
    (void)state;
    oom_each(fail_in_full);
}

static void test_no_memory_for_an_error_body(void **state)
{
    (void)state;
    oom_each(fail_with_a_body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_callback_cancels_with_what_had_arrived),
        cmocka_unit_test(test_a_failure_stays),
        cmocka_unit_test(test_an_end_comes_once),
        cmocka_unit_test(test_a_decoder_may_be_freed_at_any_time),
        cmocka_unit_test(test_nothing_may_be_fed),
        cmocka_unit_test(test_what_is_neither_json_nor_a_stream_makes_no_sense),
        cmocka_unit_test(test_it_must_be_said_whose_answer_it_is),
        cmocka_unit_test(test_the_bytes_tell_the_dialect),
        cmocka_unit_test(test_no_address_and_no_key_are_needed),
        cmocka_unit_test(test_an_answer_to_a_call_has_its_report),
        cmocka_unit_test(test_an_answer_without_the_tool_is_checked),
        cmocka_unit_test(test_an_answer_to_words_is_checked),
        cmocka_unit_test(test_a_request_that_is_no_json_is_no_hint),
        cmocka_unit_test(test_a_response_says_what_the_vendor_said),
        cmocka_unit_test(test_what_was_not_said_is_not_made_up),
        cmocka_unit_test(test_what_a_proxy_says_in_a_200_is_the_error),
        cmocka_unit_test(test_a_body_that_is_no_json_says_where),
        cmocka_unit_test(test_an_event_has_a_limit),
        cmocka_unit_test(test_an_answer_has_a_limit),
        cmocka_unit_test(test_calls_have_a_limit),
        cmocka_unit_test(test_nesting_has_a_limit),
        cmocka_unit_test(test_a_deep_answer_is_no_danger_to_the_stack),
        cmocka_unit_test(test_an_option_of_a_newer_header_is_refused_when_set),
        cmocka_unit_test(test_no_memory_for_a_partial_answer),
        cmocka_unit_test(test_no_memory_for_an_error_body),
        cmocka_unit_test(test_a_response_outlives_its_client),
        cmocka_unit_test(test_an_error_outlives_its_client),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
