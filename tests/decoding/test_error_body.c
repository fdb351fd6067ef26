/* tests/test_error_body.c tests lib/error_body.c: the forms of errors that
 * everybody may send, whatever dialect was spoken. */
#include "support/check.h"

#include <stdio.h>
#include "decoding/error_body.h"
#include "support/codec.h"

/* One for each dialect. */
static const char *const models[] = {
    "groq/x",
    "work/gpt-5",
    "anthropic/claude-opus-4-6",
    "bedrock/anthropic.claude-x",
    "gemini/gemini-x",
    "cohere/command-x",
};

enum { N_MODELS = sizeof(models) / sizeof(models[0]) };

/* "STATUS CODE RETRYABLE MILLISECONDS ID: MESSAGE"; "-": no code, no id. */
static void check(const char *model, int32_t http_status, const char *body,
                  const char *want)
{
    const struct codec_answer answer = { .model = model,
                                         .http_status = http_status };
    parl_client *client = codec_client(NULL);
    parl_error *error = codec_fail(client, &answer, body);
    const char *code = parl_error_provider_code(error);
    const char *id = parl_error_request_id(error);
    struct codec_result result;
    char got[2048];

    snprintf(got, sizeof(got), "%s %s %s %d %s: %s",
             parl_status_word(parl_error_status(error)),
             code != NULL ? code : "-",
             parl_error_retryable(error) ? "retry" : "final",
             (int)parl_error_retry_after_ms(error), id != NULL ? id : "-",
             parl_error_message(error));
    if (strcmp(got, want) != 0)
        fail_msg("%s: %s: %s, not %s", model, body, got, want);
    parl_error_free(error);
    codec_splits(client, &answer, span_of(body), 9, &result);
    codec_release(&result);
    parl_client_free(client);
}

static void check_all(int32_t http_status, const char *body, const char *want)
{
    for (size_t i = 0; i < N_MODELS; i++)
        check(models[i], http_status, body, want);
}

/* ---- forms -------------------------------------------------------------- */

static void test_the_message_is_found_in_every_form(void **state)
{
    static const char *const bodies[] = {
        "{\"error\":\"m\"}",
        "{\"error\":[\"m\"]}",
        "{\"error\":{\"message\":\"m\"}}",
        "{\"error\":{\"message\":[\"m\"]}}",
        "{\"error\":[{\"message\":\"m\"}]}",
        "[{\"error\":{\"message\":\"m\"}}]",
        "{\"errors\":[\"m\",\"n\"]}",
        "{\"errors\":[{\"message\":\"m\"},{\"message\":\"n\"}]}",
        "{\"success\":false,\"error\":\"m\"}",
        "{\"error\":true,\"message\":\"m\"}",
        "{\"status\":\"error\",\"message\":\"m\"}",
        "{\"type\":\"error\",\"error\":\"m\"}",
        "{\"detail\":\"m\"}",
        "{\"detail\":{\"message\":\"m\"}}",
        "{\"detail\":[{\"msg\":\"m\"}]}",
        "{\"message\":\"m\"}",
        "{\"Message\":\"m\"}",
        "{\"msg\":\"m\"}",
        "{\"title\":\"m\"}",
        "{\"title\":\"t\",\"detail\":\"m\"}",
        "{\"data\":\"m\"}",
        "{\"message\":null,\"error\":\"m\"}",
        "{\"message\":{\"error\":{\"message\":\"m\"}}}",
        "{\"message\":\"{\\\"message\\\":\\\"m\\\"}\"}",
        "\"m\"",
        " m\n",
        "data: {\"error\":{\"message\":\"m\"}}\n\n",
        "id:1\nevent:error\n:HTTP_STATUS/400\ndata:{\"message\":\"m\"}\n\n",
        "error: {\"message\":\"m\"}\n\n",
        "data: {\"x\":1}\r\n\r\n[{\"error\":{\n\"message\":\"m\"}}\n]\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
        check_all(400, bodies[i], "invalid_request - final -1 -: m");
}

static void test_the_place_of_what_is_wrong_is_said(void **state)
{
    (void)state;
    check_all(422,
              "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\","
              "\"messages\",0,\"role\"],\"msg\":\"Field required\"}]}",
              "invalid_request - final -1 -: body.messages.0.role: Field "
              "required");
}

static void test_what_says_nothing_keeps_the_status(void **state)
{
    static const char *const bodies[] = {
        "",   "<html>\n<h1>m</h1>", "{}",   "[]",
        "[{", "{\"error\":{}}",     "null", "{\"error\":\"m",
        "\n", "two\nlines",         "true", "{\"errors\":{\"a\":[\"m\"]}}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
        check_all(503, bodies[i],
                  "overloaded - retry -1 -: HTTP 503, with no reason that "
                  "could be read");
    check_all(410, "",
              "not_found - final -1 -: HTTP 410: the vendor has closed what "
              "was asked for");
}

static void test_a_word_without_a_reason_is_said(void **state)
{
    (void)state;
    check("groq/x", 400, "{\"error\":{\"code\":\"x\"}}",
          "invalid_request x final -1 -: the vendor reports x, without a "
          "reason");
    check("groq/x", 413, "{\"error\":{\"code\":413}}",
          "too_large 413 final -1 -: HTTP 413, with no reason that could be "
          "read");
}

static void test_ids_stand_beside_an_error_or_in_it(void **state)
{
    static const char *const bodies[] = {
        "{\"error\":{\"message\":\"m\"},\"request_id\":\"r\"}",
        "{\"error\":{\"message\":\"m\",\"request_id\":\"r\"}}",
        "{\"detail\":\"m\",\"requestId\":\"r\"}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
        for (size_t k = 0; k < N_MODELS - 1; k++) /* Cohere has "id" */
            check(models[k], 401, bodies[i], "authentication - final -1 r: m");
    }
}

static void test_an_http_status_in_an_event(void **state)
{
    (void)state;
    check("groq/x", 200,
          "event: error\ndata: {\"error\":{\"message\":\"m\",\"type\":\"t\","
          "\"status_code\":413}}\n\n",
          "too_large t final -1 -: m");
    check("minimax/x", 200,
          "data: {\"type\":\"error\",\"error\":{\"type\":\"t\",\"message\":"
          "\"m\",\"http_code\":\"429\"},\"request_id\":\"r\"}\n\n",
          "rate_limited t retry -1 r: m");
}

static void test_an_error_in_a_body_of_200(void **state)
{
    (void)state;
    check("zai/x", 200, "{\"code\":500,\"msg\":\"m\",\"success\":false}",
          "server_error 500 retry -1 -: m");
    check("groq/x", 200, "{\"errors\":[{\"code\":\"c\",\"message\":\"m\"}]}",
          "server_error c retry -1 -: m");
}

/* ---- words --------------------------------------------------------------- */

static void test_googles_reasons_count_whatever_is_spoken(void **state)
{
    (void)state;
    check("local/x", 400,
          "[{\"error\":{\"code\":400,\"message\":\"m\",\"status\":"
          "\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"type.googleapis.com/"
          "google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}]}}]",
          "authentication INVALID_ARGUMENT final -1 -: m");
    check("anthropic/claude-opus-4-6", 429,
          "{\"error\":{\"code\":429,\"message\":\"m\",\"status\":"
          "\"RESOURCE_EXHAUSTED\",\"details\":[{\"violations\":[{\"quotaId\":"
          "\"RequestsPerDay\"}]},{\"retryDelay\":\"3s\"}]}}",
          "quota_exceeded RESOURCE_EXHAUSTED final -1 -: m");
}

static void test_what_vendors_say_in_the_message_alone(void **state)
{
    static const struct {
        const char *model;
        int32_t http_status;
        const char *message, *want;
    } list[] = {
        { "xai/x", 403, "The team has used all available credits",
          "quota_exceeded - final" },
        { "xai/x", 429, "The team has used all available credits",
          "quota_exceeded - final" },
        { "openrouter/x", 429, "Limit exceeded: free-models-per-day",
          "quota_exceeded - final" },
        { "minimax/x", 400, "context window exceeds limit (2013)",
          "context_too_long - final" },
        { "dashscope/x", 400, "Range of input length should be [1, 9]",
          "context_too_long - final" },
        { "together/x", 422, "`inputs` tokens + `max_new_tokens` must be <= 9",
          "context_too_long - final" },
        { "anthropic/claude-opus-4-6", 429, "you hit the spend limit",
          "quota_exceeded - final" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char body[256], want[256];

        snprintf(body, sizeof(body), "{\"error\":{\"message\":\"%s\"}}",
                 list[i].message);
        snprintf(want, sizeof(want), "%s -1 -: %s", list[i].want,
                 list[i].message);
        check(list[i].model, list[i].http_status, body, want);
    }
}

/* ---- the time to wait ---------------------------------------------------- */

static void test_a_time_in_the_message(void **state)
{
    static const struct {
        const char *message;
        int64_t ms;
    } list[] = {
        { "Please try again in 1.2s. Or not.", 1200 },
        { "Please try again in 20ms.", 20 },
        { "Try again in 7m12.5s.", 432500 },
        { "try again in 1h0m3s", 3603000 },
        { "Please retry in 45.837906927s.", 45838 },
        { "Please retry after 52 seconds.", 52000 },
        { "please try again after 1 seconds", 1000 },
        { "Please wait 2 minutes before retrying", 120000 },
        { "try again in 3 milliseconds", 3 },
        { "try again in 2 days", 172800000 },
        { "try again in 0s", 0 },
        { "try again in 1 month", -1 },
        { "try again in 5", -1 },
        { "try again in .s", -1 },
        { "try again in 1e9s", -1 },
        { "try again in 99999999999999s", -1 },
        { "try again in a few minutes", -1 },
        { "please wait", -1 },
        { "", -1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        if (error_delay_said(list[i].message) != list[i].ms)
            fail_msg("%s: %d", list[i].message,
                     (int)error_delay_said(list[i].message));
    }
}

static void test_a_time_is_for_those_who_may_try_again(void **state)
{
    (void)state;
    check_all(429, "{\"message\":\"try again in 2s\"}",
              "rate_limited - retry 2000 -: try again in 2s");
    check_all(400, "{\"message\":\"try again in 2s\"}",
              "invalid_request - final -1 -: try again in 2s");
}

static void test_a_time_in_a_header_counts_more(void **state)
{
    static const parl_pair header = { "retry-after", "7" };
    const struct codec_answer answer = { .model = "groq/x",
                                         .http_status = 429,
                                         .headers = &header,
                                         .n_headers = 1 };
    parl_client *client = codec_client(NULL);
    parl_error *error =
        codec_fail(client, &answer, "{\"message\":\"try again in 2s\"}");

    (void)state;
    assert_int_equal(parl_error_retry_after_ms(error), 7000);
    parl_error_free(error);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_message_is_found_in_every_form),
        cmocka_unit_test(test_the_place_of_what_is_wrong_is_said),
        cmocka_unit_test(test_what_says_nothing_keeps_the_status),
        cmocka_unit_test(test_a_word_without_a_reason_is_said),
        cmocka_unit_test(test_ids_stand_beside_an_error_or_in_it),
        cmocka_unit_test(test_an_http_status_in_an_event),
        cmocka_unit_test(test_an_error_in_a_body_of_200),
        cmocka_unit_test(test_googles_reasons_count_whatever_is_spoken),
        cmocka_unit_test(test_what_vendors_say_in_the_message_alone),
        cmocka_unit_test(test_a_time_in_the_message),
        cmocka_unit_test(test_a_time_is_for_those_who_may_try_again),
        cmocka_unit_test(test_a_time_in_a_header_counts_more),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
