/* tests/dialects/test_bedrock_converse_error.c -- what went wrong, in all
 * shapes in which AWS says it. */
#include "support/check.h"

#include <stdio.h>
#include "support/codec.h"
#include "support/frames.h"

#define CLAUDE "bedrock/us.anthropic.claude-sonnet-4-6"

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

/* `type`: the header's; NULL: none came. */
static void check(int32_t http_status, const char *type, const char *body,
                  const char *want)
{
    const parl_pair header = { "X-Amzn-ErrorType", type };
    const struct codec_answer answer = {
        .model = CLAUDE,
        .http_status = http_status,
        .headers = &header,
        .n_headers = type != NULL,
    };
    parl_client *client = codec_client(NULL);
    parl_error *error = codec_fail(client, &answer, body);
    struct codec_result result;
    char got[2048];

    describe(error, got, sizeof(got));
    assert_string_equal(got, want);
    assert_int_equal(parl_error_http_status(error), http_status);
    assert_null(parl_error_partial(error));
    parl_error_free(error);
    codec_every_split(client, &answer, span_of(body), &result);
    codec_release(&result);
    parl_client_free(client);
}

/* ---- where the type stands ----------------------------------------------- */

static void test_the_type_in_a_header(void **state)
{
    (void)state;
    check(400, "ValidationException", "{\"message\":\"m\"}",
          "invalid_request ValidationException final: m");
    check(429, "ThrottlingException:http://internal.amazon.com/coral/",
          "{\"message\":\"Too many requests\"}",
          "rate_limited ThrottlingException retry: Too many requests");
    check(403, "AccessDeniedException,More", "{\"Message\":\"m\"}",
          "permission AccessDeniedException final: m");
}

static void test_the_type_in_the_body(void **state)
{
    (void)state;
    check(429, NULL,
          "{\"__type\":\"com.amazon.coral.service#ThrottlingException\","
          "\"Message\":\"Rate exceeded\"}",
          "rate_limited ThrottlingException retry: Rate exceeded");
    check(404, NULL,
          "{\"code\":\"ResourceNotFoundException\",\"message\":\"m\"}",
          "not_found ResourceNotFoundException final: m");
    check(400, "ValidationException",
          "{\"__type\":\"Other\",\"message\":\"m\"}",
          "invalid_request ValidationException final: m");
}

static void test_the_type_in_an_object_of_the_body(void **state)
{
    (void)state;
    check(404, NULL,
          "{\"Output\":{\"__type\":\"com.amazon.coral.service#"
          "UnknownOperationException\"},\"Version\":\"1.0\"}",
          "not_found UnknownOperationException final: the vendor reports "
          "UnknownOperationException, without a reason");
    check(400, NULL,
          "{\"type\":\"error\",\"error\":{\"type\":"
          "\"invalid_request_error\",\"message\":\"m\"}}",
          "invalid_request invalid_request_error final: m");
    check(400, NULL, "{\"message\":\"m\",\"error\":\"n\"}",
          "invalid_request - final: m");
}

static void test_without_a_type_the_http_status_counts(void **state)
{
    (void)state;
    check(400, NULL, "{\"message\":\"m\"}", "invalid_request - final: m");
    check(403, NULL, "{\"message\":\"m\"}", "permission - final: m");
    check(408, NULL, "{\"message\":\"m\"}", "timeout - retry: m");
    check(424, NULL, "{\"message\":\"m\"}", "server_error - retry: m");
    check(503, NULL, "{\"message\":\"m\"}", "overloaded - retry: m");
    check(409, "ConflictException", "{\"message\":\"m\"}",
          "invalid_request ConflictException retry: m");
    check(409, NULL, "",
          "invalid_request - retry: HTTP 409, with no reason that could be "
          "read");
}

/* ---- what the types come to ---------------------------------------------- */

static void test_each_type_has_its_word(void **state)
{
    static const struct {
        int32_t http_status;
        const char *type, *want;
    } list[] = {
        { 400, "ValidationException", "invalid_request final" },
        { 400, "ServiceQuotaExceededException", "quota_exceeded final" },
        { 403, "AccessDeniedException", "permission final" },
        { 403, "UnrecognizedClientException", "authentication final" },
        { 403, "InvalidSignatureException", "authentication final" },
        { 403, "ExpiredTokenException", "authentication final" },
        { 400, "ExpiredTokenException", "authentication final" },
        { 403, "MissingAuthenticationTokenException", "authentication final" },
        { 403, "RequestTimeTooSkewed", "authentication final" },
        { 404, "ResourceNotFoundException", "not_found final" },
        { 404, "UnknownOperationException", "not_found final" },
        { 408, "ModelTimeoutException", "timeout retry" },
        { 424, "ModelErrorException", "server_error retry" },
        { 429, "ThrottlingException", "rate_limited retry" },
        { 429, "ModelNotReadyException", "rate_limited retry" },
        { 500, "InternalServerException", "server_error retry" },
        { 503, "ServiceUnavailableException", "overloaded retry" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        const char *blank = strchr(list[i].want, ' ');
        char want[128];

        snprintf(want, sizeof(want), "%.*s %s%s: m",
                 (int)(blank - list[i].want), list[i].want, list[i].type,
                 blank);
        check(list[i].http_status, list[i].type, "{\"message\":\"m\"}", want);
    }
}

static void test_a_phrase_says_more_than_the_type(void **state)
{
    (void)state;
    check(400, "ValidationException",
          "{\"message\":\"Input is too long for requested model.\"}",
          "context_too_long ValidationException final: Input is too long for "
          "requested model.");
    check(400, "ValidationException",
          "{\"message\":\"Input Tokens Exceeded: too long.\"}",
          "context_too_long ValidationException final: Input Tokens Exceeded: "
          "too long.");
    check(429, "ThrottlingException",
          "{\"message\":\"Too many tokens per day, please wait.\"}",
          "quota_exceeded ThrottlingException final: Too many tokens per day, "
          "please wait.");
    check(429, "ThrottlingException",
          "{\"message\":\"Too many tokens, please wait.\"}",
          "rate_limited ThrottlingException retry: Too many tokens, please "
          "wait.");
    check(403, "AccessDeniedException",
          "{\"Message\":\"Authentication failed: check your API Key\"}",
          "authentication AccessDeniedException final: Authentication failed: "
          "check your API Key");
}

static void test_bodies_without_a_reason(void **state)
{
    (void)state;
    check(502, NULL, "<html>bad gateway</html>",
          "server_error - retry: HTTP 502, with no reason that could be read");
    check(403, "AccessDeniedException", "",
          "permission AccessDeniedException final: the vendor reports "
          "AccessDeniedException, without a reason");
    check(500, NULL, "{\"message\":null}",
          "server_error - retry: HTTP 500, with no reason that could be read");
    check(200, NULL,
          "{\"__type\":\"com.amazon.coral.service#"
          "UnknownOperationException\"}",
          "not_found UnknownOperationException final: the vendor reports "
          "UnknownOperationException, without a reason");
}

static void test_the_time_to_wait_is_in_milliseconds(void **state)
{
    const parl_pair headers[] = { { "x-amz-retry-after", "1500" },
                                  { "x-amzn-requestid", "r-1" } };
    const struct codec_answer answer = {
        .model = CLAUDE, .http_status = 429, .headers = headers, .n_headers = 2
    };
    parl_client *client = codec_client(NULL);
    parl_error *error = codec_fail(client, &answer, "{\"message\":\"m\"}");

    (void)state;
    assert_int_equal(parl_error_retry_after_ms(error), 1500);
    assert_string_equal(parl_error_request_id(error), "r-1");
    parl_error_free(error);
    parl_client_free(client);
}

/* ---- in a stream -------------------------------------------------------- */

static void check_stream(const char *frames, const char *want)
{
    const struct codec_answer answer = { .model = CLAUDE };
    parl_client *client = codec_client(NULL);
    struct codec_result result;
    struct buf bytes;

    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frames_make(span_of(frames), &bytes);
    codec_every_split(client, &answer, (struct span){ bytes.data, bytes.len },
                      &result);
    assert_string_equal(parl_status_word(result.status), want);
    assert_non_null(strstr(buf_text(&result.json), "\"http_status\":200"));
    codec_release(&result);
    buf_release(&bytes);
    parl_client_free(client);
}

static void test_each_exception_of_a_stream_has_its_word(void **state)
{
    (void)state;
    check_stream("exception internalServerException {\"message\":\"m\"}",
                 "server_error");
    check_stream("exception modelStreamErrorException {\"message\":\"m\"}",
                 "server_error");
    check_stream("exception modelTimeoutException {\"message\":\"m\"}",
                 "timeout");
    check_stream("exception validationException {\"message\":\"m\"}",
                 "invalid_request");
    check_stream("exception throttlingException {\"message\":\"m\"}",
                 "rate_limited");
    check_stream("exception serviceUnavailableException {\"message\":\"m\"}",
                 "overloaded");
    check_stream("exception somethingNewException {}", "server_error");
    check_stream("error ServiceUnavailable gone", "overloaded");
    check_stream("error SomethingNew ", "server_error");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_type_in_a_header),
        cmocka_unit_test(test_the_type_in_the_body),
        cmocka_unit_test(test_the_type_in_an_object_of_the_body),
        cmocka_unit_test(test_without_a_type_the_http_status_counts),
        cmocka_unit_test(test_each_type_has_its_word),
        cmocka_unit_test(test_a_phrase_says_more_than_the_type),
        cmocka_unit_test(test_bodies_without_a_reason),
        cmocka_unit_test(test_the_time_to_wait_is_in_milliseconds),
        cmocka_unit_test(test_each_exception_of_a_stream_has_its_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
