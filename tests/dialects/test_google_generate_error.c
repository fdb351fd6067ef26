/* tests/dialects/test_google_generate_error.c -- what went wrong, as Google
 * says it. */
#include "support/check.h"

#include <stdio.h>
#include "support/codec.h"

#define RPC "{\"@type\":\"type.googleapis.com/google.rpc."
#define ERROR(code, message, status, details)                                  \
    "{\"error\":{\"code\":" #code ",\"message\":\"" message                    \
    "\",\"status\":\"" status "\",\"details\":[" details "]}}"
#define RETRY(delay) RPC "RetryInfo\",\"retryDelay\":" delay "}"
#define QUOTA(id)                                                              \
    RPC "QuotaFailure\",\"violations\":[{\"quotaId\":\"" id "\"}]}"
#define REASON(reason) RPC "ErrorInfo\",\"reason\":\"" reason "\"}"

/* "STATUS CODE RETRYABLE DELAY: MESSAGE"; "-": no code. */
static void describe(const parl_error *error, char *text, size_t size)
{
    const char *code = parl_error_provider_code(error);

    snprintf(
        text, size, "%s %s %s %lld: %s",
        parl_status_word(parl_error_status(error)), code != NULL ? code : "-",
        parl_error_retryable(error) ? "retry" : "final",
        (long long)parl_error_retry_after_ms(error), parl_error_message(error));
}

static void check(int32_t http_status, const char *body, const char *want)
{
    const struct codec_answer answer = { .model = "gemini/gemini-2.5-pro",
                                         .http_status = http_status };
    parl_client *client = codec_client(NULL);
    parl_error *error = codec_fail(client, &answer, body);
    struct codec_result result;
    char got[2048];

    describe(error, got, sizeof(got));
    assert_string_equal(got, want);
    assert_int_equal(parl_error_http_status(error), http_status);
    parl_error_free(error);
    codec_every_split(client, &answer, span_of(body), &result);
    codec_release(&result);
    parl_client_free(client);
}

/* ---- shapes ------------------------------------------------------------- */

static void test_a_status_alone_and_in_a_list(void **state)
{
    (void)state;
    check(403, ERROR(403, "no", "PERMISSION_DENIED", ""),
          "permission PERMISSION_DENIED final -1: no");
    check(403, " [" ERROR(403, "no", "PERMISSION_DENIED", "") "\n]\n",
          "permission PERMISSION_DENIED final -1: no");
}

static void test_what_is_no_status(void **state)
{
    (void)state;
    check(404, "<html>Not Found</html>",
          "not_found - final -1: HTTP 404, with no reason that could be read: "
          "is base_url right?");
    check(502, "",
          "server_error - retry -1: HTTP 502, with no reason that "
          "could be read");
    check(400, "{\"error\":\"bad\"}", "invalid_request - final -1: bad");
    check(400, "{\"message\":\"bad\"}", "invalid_request - final -1: bad");
    check(413, "{\"error\":{\"code\":413}}",
          "too_large 413 final -1: HTTP 413, with no reason that could be "
          "read");
    check(418, "{\"error\":{\"message\":7,\"status\":{},\"details\":{}}}",
          "invalid_request - final -1: 7");
}

static void test_an_error_behind_the_events_of_a_stream(void **state)
{
    (void)state;
    check(499,
          "data: {\"candidates\":[]}\r\n\r\n{\n  \"error\": {\"code\": 499, "
          "\"message\": \"m\", \"status\": \"CANCELLED\"}\n}\n",
          "invalid_request CANCELLED final -1: m");
}

/* ---- words -------------------------------------------------------------- */

/* Where neither HTTP nor the body has a number. */
static void test_a_word_is_enough_in_a_stream(void **state)
{
    (void)state;
    check(200, "data: " ERROR(null, "m", "INVALID_ARGUMENT", "") "\n\n",
          "invalid_request INVALID_ARGUMENT final -1: m");
    check(200, "data: " ERROR(null, "m", "CANCELLED", "") "\n\n",
          "invalid_request CANCELLED final -1: m");
    check(200, "data: " ERROR(null, "m", "UNAVAILABLE", "") "\n\n",
          "overloaded UNAVAILABLE retry -1: m");
    check(200, "data: " ERROR(413, "m", "INVALID_ARGUMENT", "") "\n\n",
          "too_large INVALID_ARGUMENT final -1: m");
}

static void test_each_word_has_its_status(void **state)
{
    (void)state;
    check(400, ERROR(400, "m", "INVALID_ARGUMENT", ""),
          "invalid_request INVALID_ARGUMENT final -1: m");
    check(413, ERROR(413, "m", "INVALID_ARGUMENT", ""),
          "too_large INVALID_ARGUMENT final -1: m");
    check(400, ERROR(400, "m", "FAILED_PRECONDITION", ""),
          "invalid_request FAILED_PRECONDITION final -1: m");
    check(401, ERROR(401, "m", "UNAUTHENTICATED", ""),
          "authentication UNAUTHENTICATED final -1: m");
    check(404, ERROR(404, "m", "NOT_FOUND", ""),
          "not_found NOT_FOUND final -1: m");
    check(429, ERROR(429, "m", "RESOURCE_EXHAUSTED", ""),
          "rate_limited RESOURCE_EXHAUSTED retry -1: m");
    check(500, ERROR(500, "m", "INTERNAL", ""),
          "server_error INTERNAL retry -1: m");
    check(503, ERROR(503, "m", "UNAVAILABLE", ""),
          "overloaded UNAVAILABLE retry -1: m");
    check(504, ERROR(504, "m", "DEADLINE_EXCEEDED", ""),
          "server_error DEADLINE_EXCEEDED retry -1: m");
    check(409, ERROR(409, "m", "ABORTED", ""),
          "invalid_request ABORTED retry -1: m");
}

static void test_a_reason_says_more_than_the_word(void **state)
{
    (void)state;
    check(400, ERROR(400, "m", "INVALID_ARGUMENT", REASON("API_KEY_INVALID")),
          "authentication INVALID_ARGUMENT final -1: m");
    check(403, ERROR(403, "m", "PERMISSION_DENIED", REASON("SERVICE_DISABLED")),
          "permission PERMISSION_DENIED final -1: m");
    check(400, ERROR(400, "API key not valid.", "INVALID_ARGUMENT", ""),
          "authentication INVALID_ARGUMENT final -1: API key not valid.");
    check(400,
          ERROR(400, "The input token count (9) exceeds the maximum.",
                "INVALID_ARGUMENT", ""),
          "context_too_long INVALID_ARGUMENT final -1: The input token count "
          "(9) exceeds the maximum.");
}

/* ---- waiting ------------------------------------------------------------ */

static void test_the_time_to_wait_stands_in_the_body(void **state)
{
    (void)state;
    check(429, ERROR(429, "m", "RESOURCE_EXHAUSTED", RETRY("\"48s\"")),
          "rate_limited RESOURCE_EXHAUSTED retry 48000: m");
    check(429,
          ERROR(429, "m", "RESOURCE_EXHAUSTED",
                QUOTA("PerMinutePerProject") "," RETRY("\"45.8379s\"")),
          "rate_limited RESOURCE_EXHAUSTED retry 45838: m");
    check(429, ERROR(429, "m", "RESOURCE_EXHAUSTED", RETRY("\"soon\"")),
          "rate_limited RESOURCE_EXHAUSTED retry -1: m");
    check(429, ERROR(429, "m", "RESOURCE_EXHAUSTED", RETRY("7")),
          "rate_limited RESOURCE_EXHAUSTED retry -1: m");
    check(429, ERROR(429, "m", "RESOURCE_EXHAUSTED", RETRY("\"s\"")),
          "rate_limited RESOURCE_EXHAUSTED retry -1: m");
}

static void test_a_quota_for_the_day_is_final(void **state)
{
    (void)state;
    check(429,
          ERROR(429, "m", "RESOURCE_EXHAUSTED",
                QUOTA("RequestsPerDayPerProject") "," RETRY("\"3s\"")),
          "quota_exceeded RESOURCE_EXHAUSTED final -1: m");
}

static void test_an_id_of_the_request_may_stand_in_the_body(void **state)
{
    const struct codec_answer answer = { .model = "gemini/gemini-2.5-pro",
                                         .http_status = 500 };
    parl_client *client = codec_client(NULL);
    parl_error *error =
        codec_fail(client, &answer,
                   ERROR(500, "m", "INTERNAL",
                         RPC "RequestInfo\",\"requestId\":\"q-1\"}"));

    (void)state;
    assert_string_equal(parl_error_request_id(error), "q-1");
    parl_error_free(error);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_status_alone_and_in_a_list),
        cmocka_unit_test(test_what_is_no_status),
        cmocka_unit_test(test_an_error_behind_the_events_of_a_stream),
        cmocka_unit_test(test_a_word_is_enough_in_a_stream),
        cmocka_unit_test(test_each_word_has_its_status),
        cmocka_unit_test(test_a_reason_says_more_than_the_word),
        cmocka_unit_test(test_the_time_to_wait_stands_in_the_body),
        cmocka_unit_test(test_a_quota_for_the_day_is_final),
        cmocka_unit_test(test_an_id_of_the_request_may_stand_in_the_body),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
