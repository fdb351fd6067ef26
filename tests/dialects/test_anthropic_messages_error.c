/* tests/dialects/test_anthropic_messages_error.c -- what went wrong, in all
 * shapes in which Anthropic and those in front of it say it. */
#include "support/check.h"

#include <stdio.h>
#include "support/codec.h"

/* "STATUS CODE RETRYABLE ID: MESSAGE"; "-": none. */
static void describe(const parl_error *error, char *text, size_t size)
{
    const char *code = parl_error_provider_code(error);
    const char *id = parl_error_request_id(error);

    snprintf(text, size, "%s %s %s %s: %s",
             parl_status_word(parl_error_status(error)),
             code != NULL ? code : "-",
             parl_error_retryable(error) ? "retry" : "final",
             id != NULL ? id : "-", parl_error_message(error));
}

static void check(int32_t http_status, const char *body, const char *want)
{
    const struct codec_answer answer = { .model = "anthropic/claude-opus-4-6",
                                         .http_status = http_status };
    parl_client *client = codec_client(NULL);
    parl_error *error = codec_fail(client, &answer, body);
    struct codec_result result;
    char got[2048];

    describe(error, got, sizeof(got));
    assert_string_equal(got, want);
    assert_int_equal(parl_error_http_status(error), http_status);
    assert_null(parl_error_partial(error));
    assert_int_equal(parl_error_retry_after_ms(error), -1);
    parl_error_free(error);
    codec_every_split(client, &answer, span_of(body), &result);
    codec_release(&result);
    parl_client_free(client);
}

#define ERROR(type, message)                                                   \
    "{\"type\":\"error\",\"error\":{\"type\":\"" type                          \
    "\",\"message\":\"" message "\"},\"request_id\":\"r1\"}"

static void test_each_type_has_a_status(void **state)
{
    static const struct {
        int32_t http_status;
        const char *type, *word;
        bool retry;
    } list[] = {
        { 400, "invalid_request_error", "invalid_request", false },
        { 401, "authentication_error", "authentication", false },
        { 402, "billing_error", "quota_exceeded", false },
        { 403, "permission_error", "permission", false },
        { 404, "not_found_error", "not_found", false },
        { 409, "conflict_error", "invalid_request", true },
        { 413, "request_too_large", "too_large", false },
        { 429, "rate_limit_error", "rate_limited", true },
        { 500, "api_error", "server_error", true },
        { 504, "timeout_error", "timeout", true },
        { 529, "overloaded_error", "overloaded", true },
        { 418, "teapot_error", "invalid_request", false },
        { 503, "new_error", "overloaded", true },
        { 404, "invalid_request_error", "not_found", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char body[256], want[256];

        snprintf(body, sizeof(body),
                 "{\"type\":\"error\",\"error\":{\"type\":\"%s\","
                 "\"message\":\"m\"}}",
                 list[i].type);
        snprintf(want, sizeof(want), "%s %s %s -: m", list[i].word,
                 list[i].type, list[i].retry ? "retry" : "final");
        check(list[i].http_status, body, want);
    }
}

static void test_a_conflict_is_one_in_a_stream_too(void **state)
{
    (void)state;
    check(200, "event: error\ndata: " ERROR("conflict_error", "m") "\n\n",
          "invalid_request conflict_error retry r1: m");
    check(200,
          "event: error\ndata: " ERROR("invalid_request_error", "m") "\n\n",
          "invalid_request invalid_request_error final r1: m");
}

static void test_some_things_only_the_message_says(void **state)
{
    (void)state;
    check(400,
          ERROR("invalid_request_error",
                "prompt is too long: 215000 tokens > 200000 maximum"),
          "context_too_long invalid_request_error final r1: prompt is too "
          "long: 215000 tokens > 200000 maximum");
    check(400,
          ERROR("invalid_request_error",
                "input length and `max_tokens` exceed context limit: 1 + 2"),
          "context_too_long invalid_request_error final r1: input length and "
          "`max_tokens` exceed context limit: 1 + 2");
    check(400,
          ERROR("invalid_request_error",
                "Your credit balance is too low to access the API"),
          "quota_exceeded invalid_request_error final r1: Your credit balance "
          "is too low to access the API");
    check(400,
          ERROR("invalid_request_error",
                "Output blocked by content filtering policy"),
          "content_filtered invalid_request_error final r1: Output blocked by "
          "content filtering policy");
    check(529, ERROR("overloaded_error", "prompt is too long"),
          "overloaded overloaded_error retry r1: prompt is too long");
}

#define CAUSED(type, code)                                                     \
    "{\"type\":\"error\",\"error\":{\"type\":\"" type                          \
    "\",\"message\":\"m\",\"details\":{\"error_code\":\"" code "\"}}}"

static void test_a_limit_that_is_spent_is_no_rate(void **state)
{
    (void)state;
    check(429, CAUSED("rate_limit_error", "enforced_spend_limit_reached"),
          "quota_exceeded rate_limit_error final -: m");
    check(429, CAUSED("rate_limit_error", "contract_spend_limit_reached"),
          "quota_exceeded rate_limit_error final -: m");
    check(403,
          CAUSED("permission_error", "linked_organization_spend_limit_reached"),
          "quota_exceeded permission_error final -: m");
    check(429, CAUSED("rate_limit_error", "ramp_limit_exceeded"),
          "rate_limited rate_limit_error retry -: m");
    check(500, CAUSED("api_error", "cmek_key_unreachable"),
          "server_error api_error retry -: m");
}

static void test_google_in_front_of_it(void **state)
{
    (void)state;
    check(403,
          "{\"error\":{\"code\":403,\"message\":\"denied\",\"status\":"
          "\"PERMISSION_DENIED\"}}",
          "permission PERMISSION_DENIED final -: denied");
    check(429,
          " [{\"error\":{\"code\":429,\"message\":\"exhausted\",\"status\":"
          "\"RESOURCE_EXHAUSTED\"}}]",
          "rate_limited RESOURCE_EXHAUSTED retry -: exhausted");
    check(200,
          "[{\"error\":{\"code\":503,\"message\":\"later\",\"status\":"
          "\"UNAVAILABLE\"}}]",
          "overloaded UNAVAILABLE retry -: later");
}

static void test_google_says_when_to_come_back(void **state)
{
    const struct codec_answer answer = { .model = "anthropic/claude-opus-4-6",
                                         .http_status = 429 };
    parl_client *client = codec_client(NULL);
    parl_error *error = codec_fail(
        client, &answer,
        "[{\"error\":{\"code\":429,\"message\":\"exhausted\",\"status\":"
        "\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":\"type.googleapis"
        ".com/google.rpc.RetryInfo\",\"retryDelay\":\"3.5s\"}]}}]");

    (void)state;
    assert_int_equal(parl_error_status(error), PARL_RATE_LIMITED);
    assert_int_equal(parl_error_retry_after_ms(error), 3500);
    parl_error_free(error);
    parl_client_free(client);
}

static void test_azure_and_aws_in_front_of_it(void **state)
{
    (void)state;
    check(404,
          "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":"
          "\"no \\u00e9\"}}",
          "not_found DeploymentNotFound final -: no \xC3\xA9");
    check(400,
          "{\"error\":{\"code\":\"content_filter\",\"message\":\"no\","
          "\"status\":400}}",
          "content_filtered content_filter final -: no");
    check(400,
          "{\"error\":{\"code\":\"context_length_exceeded\",\"message\":"
          "\"long\"}}",
          "context_too_long context_length_exceeded final -: long");
    check(429,
          "{\"error\":{\"code\":\"insufficient_quota\",\"message\":"
          "\"spent\"}}",
          "quota_exceeded insufficient_quota final -: spent");
    check(200, "{\"error\":{\"code\":\"429\",\"message\":\"slower\"}}",
          "rate_limited 429 retry -: slower");
    check(200, "{\"error\":{\"code\":\"4xx\",\"message\":\"odd\"}}",
          "server_error 4xx retry -: odd");
    check(401, "{\"statusCode\":401,\"message\":\"Unauthorized\"}",
          "authentication 401 final -: Unauthorized");
    check(400, "{\"message\":\"Malformed input\"}",
          "invalid_request - final -: Malformed input");
}

static void test_others_who_speak_it(void **state)
{
    (void)state;
    check(400,
          "{\"error\":{\"code\":400,\"message\":\"the request exceeds the "
          "available context size\",\"type\":\"exceed_context_size_error\"}}",
          "context_too_long exceed_context_size_error final -: the request "
          "exceeds the available context size");
    check(404, "{\"error\":\"model 'x' not found\"}",
          "not_found - final -: model 'x' not found");
    check(422, "{\"detail\":\"no\"}", "invalid_request - final -: no");
}

static void test_what_is_no_json_keeps_the_status(void **state)
{
    (void)state;
    check(413, "<html>too large</html>",
          "too_large - final -: HTTP 413, with no reason that could be read");
    check(502, "",
          "server_error - retry -: HTTP 502, with no reason that "
          "could be read");
    check(503, "{\"type\":\"error\",\"error\":{}}",
          "overloaded - retry -: HTTP 503, with no reason that could be read");
    check(200, "{\"type\":\"error\"}",
          "server_error - retry -: the vendor reports an error, without a "
          "reason");
}

/* The id of the headers goes before that in the body. */
static void test_the_id_of_the_headers_wins(void **state)
{
    const parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT,
                                           .model =
                                               "anthropic/claude-opus-4-6" };
    static const char body[] = ERROR("api_error", "m");
    parl_client *client = codec_client(NULL);
    parl_decoder *decoder = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(parl_decoder_new(&decoder, client, &options, NULL),
                     PARL_OK);
    parl_decoder_status(decoder, 500);
    parl_decoder_header(decoder, "Request-Id", "r2");
    parl_decoder_feed(decoder, body, sizeof(body) - 1, NULL);
    assert_int_equal(parl_decoder_finish(decoder, &response, &error),
                     PARL_SERVER_ERROR);
    assert_string_equal(parl_error_request_id(error), "r2");
    parl_error_free(error);
    parl_decoder_free(decoder);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_type_has_a_status),
        cmocka_unit_test(test_a_conflict_is_one_in_a_stream_too),
        cmocka_unit_test(test_some_things_only_the_message_says),
        cmocka_unit_test(test_a_limit_that_is_spent_is_no_rate),
        cmocka_unit_test(test_google_in_front_of_it),
        cmocka_unit_test(test_google_says_when_to_come_back),
        cmocka_unit_test(test_azure_and_aws_in_front_of_it),
        cmocka_unit_test(test_others_who_speak_it),
        cmocka_unit_test(test_what_is_no_json_keeps_the_status),
        cmocka_unit_test(test_the_id_of_the_headers_wins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
