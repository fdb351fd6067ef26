/* tests/dialects/test_openai_responses_error.c -- what went wrong, in the
 * places where Responses say it: the body of an HTTP error, an answer that
 * failed, and two kinds of event. */
#include "support/check.h"

#include <stdio.h>
#include "support/codec.h"

#define ACCOUNTS                                                               \
    "{\"accounts\":[{\"name\":\"re\",\"provider\":\"openai\",\"dialect\":"     \
    "\"openai_responses\"}]}"

/* "STATUS CODE RETRYABLE: MESSAGE"; "-": no code. */
static void describe(const parl_error *error, char *text, size_t size)
{
    const char *code = parl_error_provider_code(error);

    snprintf(text, size, "%s %s %s: %s",
             parl_status_word(parl_error_status(error)),
             code != NULL ? code : "-",
             parl_error_retryable(error) ? "retry" : "final",
             parl_error_message(error));
}

static void check(int32_t http_status, const char *body, const char *want)
{
    const struct codec_answer answer = { .model = "re/gpt-5.5",
                                         .http_status = http_status };
    parl_client *client = codec_client(NULL);
    struct codec_result result;
    parl_error *error;
    char got[2048];

    assert_int_equal(parl_client_load_accounts(client, ACCOUNTS, 0, NULL),
                     PARL_OK);
    error = codec_fail(client, &answer, body);
    describe(error, got, sizeof(got));
    assert_string_equal(got, want);
    parl_error_free(error);
    codec_every_split(client, &answer, span_of(body), &result);
    codec_release(&result);
    parl_client_free(client);
}

static void test_an_http_error(void **state)
{
    (void)state;
    check(400,
          "{\"error\":{\"message\":\"The model 'x' does not exist.\",\"type\":"
          "\"invalid_request_error\",\"param\":\"model\",\"code\":"
          "\"model_not_found\"}}",
          "not_found model_not_found final: The model 'x' does not exist.");
    check(400,
          "{\"error\":{\"message\":\"Item 'rs_1' not found.\",\"type\":"
          "\"invalid_request_error\",\"param\":\"input\",\"code\":null}}",
          "invalid_request invalid_request_error final: Item 'rs_1' not "
          "found.");
    check(429,
          "{\"error\":{\"message\":\"m\",\"code\":\"insufficient_quota\"}}",
          "quota_exceeded insufficient_quota final: m");
    check(502, "<html>",
          "server_error - retry: HTTP 502, with no reason that "
          "could be read");
}

static void test_an_answer_that_failed(void **state)
{
    (void)state;
    check(200,
          "{\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":"
          "\"server_error\",\"message\":\"It broke.\"},\"output\":[]}",
          "server_error server_error retry: It broke.");
    check(200,
          "{\"object\":\"response\",\"status\":\"completed\",\"error\":{"
          "\"code\":\"rate_limit_exceeded\",\"message\":\"Slow.\"},"
          "\"output\":[]}",
          "rate_limited rate_limit_exceeded retry: Slow.");
    check(200,
          "{\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":"
          "\"invalid_prompt\",\"message\":\"No.\"},\"output\":[]}",
          "invalid_request invalid_prompt final: No.");
    check(200,
          "{\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":"
          "\"image_too_large\",\"message\":\"No.\"},\"output\":[]}",
          "invalid_request image_too_large final: No.");
    check(200,
          "{\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":"
          "\"vector_store_timeout\",\"message\":\"Late.\"},\"output\":[]}",
          "timeout vector_store_timeout retry: Late.");
    check(200,
          "{\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":"
          "\"bio_policy\",\"message\":\"No.\"},\"output\":[]}",
          "content_filtered bio_policy final: No.");
    check(200,
          "{\"object\":\"response\",\"status\":\"failed\",\"error\":{\"code\":"
          "\"misalignment_policy_violation\",\"message\":\"No.\"},\"output\":"
          "[]}",
          "content_filtered misalignment_policy_violation final: No.");
    check(200,
          "{\"object\":\"response\",\"status\":\"cancelled\",\"output\":[]}",
          "server_error cancelled retry: the vendor reports cancelled, "
          "without a reason");
}

static void test_an_error_event(void **state)
{
    (void)state;
    check(200,
          "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":"
          "\"invalid_request_error\",\"code\":\"context_length_exceeded\","
          "\"message\":\"Long.\"}}\n\n",
          "context_too_long context_length_exceeded final: Long.");
    check(200,
          "event: error\ndata: {\"code\":null,\"message\":\"Odd.\","
          "\"sequence_number\":3}\n\n",
          "server_error - retry: Odd.");
    check(200,
          "event: response.failed\ndata: {\"type\":\"response.failed\","
          "\"response\":{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{"
          "\"code\":\"server_error\",\"message\":\"It broke.\"}}}\n\n",
          "server_error server_error retry: It broke.");
    check(200, "data: {\"type\":\"response.failed\",\"response\":null}\n\n",
          "server_error response.failed retry: the vendor reports "
          "response.failed, without a reason");
    /* as the whole answer would */
    check(200,
          "data: {\"type\":\"response.cancelled\",\"response\":{\"id\":"
          "\"resp_1\",\"status\":\"cancelled\",\"error\":null}}\n\n",
          "server_error cancelled retry: the vendor reports cancelled, "
          "without a reason");
}

static void test_bytes_that_make_no_sense(void **state)
{
    (void)state;
    check(200, "data: {\"type\":\n\n",
          "protocol - final: an event is not JSON: a value is missing, "
          "at byte 8");
    check(200, "[1]", "protocol - final: the answer is not a response");
    check(200, "{\"object\":\"response\",\"output\":[",
          "truncated - retry: the answer was cut short");
    check(200, "{\"object\":\"response\",\"output\":[,]}",
          "protocol - final: the answer is not JSON: a value is missing, at "
          "byte 31");
    check(200, "data: {}\n\n",
          "truncated - retry: the stream ended before the answer did");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_http_error),
        cmocka_unit_test(test_an_answer_that_failed),
        cmocka_unit_test(test_an_error_event),
        cmocka_unit_test(test_bytes_that_make_no_sense),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
