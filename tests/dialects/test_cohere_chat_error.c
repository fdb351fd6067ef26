/* tests/dialects/test_cohere_chat_error.c -- what went wrong, as Cohere says
 * it. */
#include "support/check.h"

#include <stdio.h>
#include "support/codec.h"

#define MODEL "cohere/command-a-03-2025"

/* "STATUS CODE ID RETRYABLE: MESSAGE"; "-": none. */
static void describe(const parl_error *error, char *text, size_t size)
{
    const char *code = parl_error_provider_code(error);
    const char *id = parl_error_request_id(error);

    snprintf(text, size, "%s %s %s %s: %s",
             parl_status_word(parl_error_status(error)),
             code != NULL ? code : "-", id != NULL ? id : "-",
             parl_error_retryable(error) ? "retry" : "final",
             parl_error_message(error));
}

static void check(int32_t http_status, const char *body, const char *want)
{
    const struct codec_answer answer = { .model = MODEL,
                                         .http_status = http_status };
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

static void test_an_id_and_a_message(void **state)
{
    (void)state;
    check(400, "{\"id\":\"e1\",\"message\":\"invalid \\u00e9\"}",
          "invalid_request - e1 final: invalid \xC3\xA9");
    check(400, "{\"message\":\"bare\"}", "invalid_request - - final: bare");
    check(400, "{\"data\":\"odd\"}", "invalid_request - - final: odd");
    check(400, "{\"data\":{\"n\":1}}", "invalid_request - - final: {\"n\":1}");
    check(404, "{\"id\":\"e1\",\"message\":\"model 'x' not found\"}",
          "not_found - e1 final: model 'x' not found");
    check(500, "<html>",
          "server_error - - retry: HTTP 500, with no reason that could be "
          "read");
}

static void test_the_status_tells_the_kind(void **state)
{
    static const struct {
        int32_t http;
        const char *want;
    } list[] = {
        { 401, "authentication - - final: m" },
        { 402, "quota_exceeded - - final: m" },
        { 403, "permission - - final: m" },
        { 422, "invalid_request - - final: m" },
        { 429, "rate_limited - - retry: m" },
        { 498, "content_filtered - - final: m" },
        { 500, "server_error - - retry: m" },
        { 501, "server_error - - final: m" },
        { 503, "overloaded - - retry: m" },
        { 504, "server_error - - retry: m" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
        check(list[i].http, "{\"message\":\"m\"}", list[i].want);
}

static void test_the_message_tells_more(void **state)
{
    (void)state;
    check(400,
          "{\"id\":\"e1\",\"message\":\"too many tokens: size limit exceeded "
          "by 9 tokens\",\"error_type\":\"TOO_MANY_TOKENS\"}",
          "context_too_long TOO_MANY_TOKENS e1 final: too many tokens: size "
          "limit exceeded by 9 tokens");
    check(400, "{\"message\":\"Too many tokens: shorten it\"}",
          "context_too_long - - final: Too many tokens: shorten it");
    check(422, "{\"message\":\"No valid tool call or response generated\"}",
          "server_error - - retry: No valid tool call or response generated");
    check(429,
          "{\"message\":\"a Trial key is limited to 1000 API calls / month\"}",
          "quota_exceeded - - final: a Trial key is limited to 1000 API calls "
          "/ month");
    check(400, "{\"message\":\"invalid api token\"}",
          "authentication - - final: invalid api token");
}

static void test_a_header_names_the_request_before_the_body(void **state)
{
    static const parl_pair headers[] = { { "X-Debug-Trace-ID", "t1" } };
    const struct codec_answer answer = {
        .model = MODEL, .http_status = 400, .headers = headers, .n_headers = 1
    };
    parl_client *client = codec_client(NULL);
    parl_error *error =
        codec_fail(client, &answer, "{\"id\":\"e1\",\"message\":\"m\"}");

    (void)state;
    assert_string_equal(parl_error_request_id(error), "t1");
    parl_error_free(error);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_id_and_a_message),
        cmocka_unit_test(test_the_status_tells_the_kind),
        cmocka_unit_test(test_the_message_tells_more),
        cmocka_unit_test(test_a_header_names_the_request_before_the_body),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
