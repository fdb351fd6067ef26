/* tests/dialects/test_openai_chat_error.c -- what went wrong, in all shapes in
 * which the speakers of chat/completions say it. */
#include "support/check.h"

#include <stdio.h>
#include "support/codec.h"
#include "wire/utf8.h"

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
    const struct codec_answer answer = { .http_status = http_status };
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

/* ---- shapes ------------------------------------------------------------- */

static void test_an_error_object(void **state)
{
    (void)state;
    check(400,
          "{\"error\":{\"message\":\"Unknown parameter: 'x'\",\"type\":"
          "\"invalid_request_error\",\"param\":\"x\",\"code\":"
          "\"unknown_parameter\"}}",
          "invalid_request unknown_parameter final: Unknown parameter: 'x'");
    check(400, "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":null}}",
          "invalid_request t final: m");
    check(400, " [{\"error\":{\"code\":400,\"message\":\"m\"}}]",
          "invalid_request 400 final: m");
    check(429,
          "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\","
          "\"message\":\"slow\"}}",
          "rate_limited rate_limit_error retry: slow");
}

static void test_an_error_that_is_a_text(void **state)
{
    (void)state;
    check(400, "{\"code\":\"invalid-argument\",\"error\":\"bad \\u00e9\"}",
          "invalid_request invalid-argument final: bad \xC3\xA9");
    check(404, "{\"error\":\"model 'x' not found\"}",
          "not_found - final: model 'x' not found");
}

static void test_members_at_the_top(void **state)
{
    (void)state;
    check(400,
          "{\"object\":\"error\",\"message\":\"order\",\"type\":"
          "\"invalid_request_message_order\",\"param\":null,\"code\":"
          "\"3230\"}",
          "invalid_request 3230 final: order");
    check(422,
          "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":"
          "\"extra_forbidden\",\"loc\":[\"body\"],\"msg\":\"Extra inputs\"}]},"
          "\"type\":\"invalid_request_error\",\"code\":null}",
          "invalid_request invalid_request_error final: body: Extra inputs");
    check(400,
          "{\"message\":\"bare\",\"type\":\"t\",\"param\":\"p\","
          "\"code\":\"c\"}",
          "invalid_request c final: bare");
    check(400, "{\"error_code\":\"BAD_REQUEST\",\"message\":\"databricks\"}",
          "invalid_request BAD_REQUEST final: databricks");
}

static void test_an_id_of_the_request(void **state)
{
    static const struct codec_answer answer = { .http_status = 401 };
    parl_client *client = codec_client(NULL);
    parl_error *error =
        codec_fail(client, &answer,
                   "{\"message\":\"Unauthorized\",\"request_id\":\"r1\"}");

    (void)state;
    assert_string_equal(parl_error_request_id(error), "r1");
    parl_error_free(error);
    parl_client_free(client);
}

static void test_a_detail(void **state)
{
    (void)state;
    check(401, "{\"detail\":\"Unauthorized\"}",
          "authentication - final: Unauthorized");
    check(422,
          "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"model\"],"
          "\"msg\":\"Field required\",\"input\":{}}]}",
          "invalid_request - final: body.model: Field required");
    check(410,
          "{\"title\":\"Gone\",\"status\":410,\"detail\":\"The model left\"}",
          "not_found 410 final: The model left");
    check(500, "{\"title\":\"Internal\",\"status\":500}",
          "server_error 500 retry: Internal");
}

static void test_a_base_resp_in_an_answer(void **state)
{
    (void)state;
    check(200,
          "{\"base_resp\":{\"status_code\":1004,\"status_msg\":\"no login\"}}",
          "server_error 1004 retry: no login");
    check(200, "{\"error\":{\"message\":\"busy\",\"code\":503}}",
          "overloaded 503 retry: busy");
    check(200, "{\"object\":\"error\",\"message\":\"no\",\"code\":404}",
          "not_found 404 final: no");
    check(200, "{\"code\":\"x\",\"error\":\"at capacity\"}",
          "server_error x retry: at capacity");
}

/* As check(), of the vendor whose account is asked. */
static void check_vendor(const char *model, int32_t http_status,
                         const char *body, const char *want)
{
    const struct codec_answer answer = { .model = model,
                                         .http_status = http_status };
    parl_client *client = codec_client(NULL);
    parl_error *error = codec_fail(client, &answer, body);
    char got[2048];

    describe(error, got, sizeof(got));
    assert_string_equal(got, want);
    parl_error_free(error);
    parl_client_free(client);
}

static void test_a_vendors_numbers_are_its_own(void **state)
{
    (void)state;
    check_vendor("zai/glm-5", 429,
                 "{\"error\":{\"code\":\"1113\",\"message\":\"no money\"}}",
                 "quota_exceeded 1113 final: no money");
    check_vendor("zai/glm-5", 429, "{\"code\":\"1302\",\"message\":\"slow\"}",
                 "rate_limited 1302 retry: slow");
    check_vendor("minimax/MiniMax-M3", 200,
                 "{\"choices\":null,\"base_resp\":{\"status_code\":1008,"
                 "\"status_msg\":\"no money\"}}",
                 "quota_exceeded 1008 final: no money");
    check_vendor("minimax/MiniMax-M3", 429,
                 "{\"type\":\"error\",\"error\":{\"type\":"
                 "\"insufficient_balance_error\",\"message\":\"no money\","
                 "\"http_code\":\"429\"}}",
                 "quota_exceeded insufficient_balance_error final: no money");
    check_vendor("zai/glm-5", 429,
                 "{\"error\":{\"code\":\"1308\",\"message\":\"no more\"}}",
                 "quota_exceeded 1308 final: no more");
    check_vendor("dashscope/qwen-plus", 403,
                 "{\"error\":{\"code\":\"AllocationQuota.FreeTierOnly\","
                 "\"message\":\"no more\"}}",
                 "quota_exceeded AllocationQuota.FreeTierOnly final: no more");
    check_vendor("dashscope/qwen-plus", 400,
                 "{\"error\":{\"code\":\"Arrearage\",\"message\":\"owed\"},"
                 "\"request_id\":\"r\"}",
                 "quota_exceeded Arrearage final: owed");
    check_vendor("groq/llama", 429,
                 "{\"error\":{\"code\":\"1113\",\"message\":\"m\"}}",
                 "rate_limited 1113 retry: m");
}

/* What DashScope calls a quota are the tokens of a minute. */
static void test_a_quota_of_a_minute_is_a_rate(void **state)
{
    (void)state;
    check_vendor("dashscope/qwen-plus", 429,
                 "{\"error\":{\"code\":\"insufficient_quota\",\"message\":"
                 "\"You exceeded your current quota\"}}",
                 "rate_limited insufficient_quota retry: You exceeded your "
                 "current quota");
    check_vendor("dashscope/qwen-plus", 429,
                 "{\"code\":\"Throttling.AllocationQuota\",\"message\":"
                 "\"Allocated quota exceeded\"}",
                 "rate_limited Throttling.AllocationQuota retry: Allocated "
                 "quota exceeded");
}

static void test_numbers_tell_where_the_status_does_not(void **state)
{
    static const struct {
        const char *code, *want;
    } minimax[] = {
        { "1041", "rate_limited 1041 retry: m" },
        { "2045", "rate_limited 2045 retry: m" },
        { "2049", "authentication 2049 final: m" },
        { "2056", "quota_exceeded 2056 final: m" },
        { "1042", "invalid_request 1042 final: m" },
        { "1033", "server_error 1033 retry: m" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(minimax) / sizeof(minimax[0]); i++) {
        char body[128];

        snprintf(body, sizeof(body),
                 "{\"base_resp\":{\"status_code\":%s,\"status_msg\":\"m\"}}",
                 minimax[i].code);
        check_vendor("minimax/MiniMax-M3", 200, body, minimax[i].want);
    }
    check_vendor("zai/glm-5", 400,
                 "{\"error\":{\"code\":\"1211\",\"message\":\"m\"}}",
                 "not_found 1211 final: m");
    check_vendor("zai/glm-5", 200,
                 "{\"error\":{\"code\":\"1112\",\"message\":\"m\"}}",
                 "permission 1112 final: m");
    check_vendor("zai/glm-5", 200,
                 "{\"error\":{\"code\":\"1222\",\"message\":\"m\"}}",
                 "not_found 1222 final: m");
    check_vendor("zai/glm-5", 429,
                 "{\"error\":{\"code\":\"1311\",\"message\":\"m\"}}",
                 "permission 1311 final: m");
    check_vendor("zai/glm-5", 200,
                 "{\"error\":{\"code\":\"1210\",\"message\":\"m\"}}",
                 "invalid_request 1210 final: m");
    check_vendor("zai/glm-5", 200, "{\"code\":1002,\"message\":\"m\"}",
                 "authentication 1002 final: m");
    check_vendor("zai/glm-5", 429,
                 "{\"error\":{\"code\":\"1304\",\"message\":\"m\"}}",
                 "quota_exceeded 1304 final: m");
    check_vendor("zai/glm-5", 429,
                 "{\"error\":{\"code\":\"1312\",\"message\":\"m\"}}",
                 "overloaded 1312 retry: m");
    check_vendor("zai/glm-5", 429,
                 "{\"error\":{\"code\":\"1305\",\"message\":\"m\"}}",
                 "overloaded 1305 retry: m");
    check_vendor("zai/glm-5", 429,
                 "{\"error\":{\"code\":\"1309\",\"message\":\"m\"}}",
                 "quota_exceeded 1309 final: m");
}

static void test_an_error_inside_an_error(void **state)
{
    (void)state;
    check(429,
          "{\"error\":{\"message\":\"Provider returned error\",\"code\":429,"
          "\"metadata\":{\"raw\":\"{\\\"error\\\":{\\\"message\\\":"
          "\\\"upstream is busy\\\"}}\",\"provider_name\":\"X\"}}}",
          "rate_limited 429 retry: Provider returned error: upstream is busy");
    check(502,
          "{\"error\":{\"message\":\"Bad gateway\",\"code\":502,"
          "\"metadata\":{\"raw\":\"it died\"}}}",
          "server_error 502 retry: Bad gateway: it died");
    check(400,
          "{\"error_code\":\"BAD_REQUEST\",\"message\":"
          "\"{\\\"message\\\":\\\"no temperature\\\"}\"}",
          "invalid_request BAD_REQUEST final: no temperature");
    check(403,
          "{\"error_code\":\"PERMISSION_DENIED\",\"message\":"
          "\"{\\\"external_model_provider\\\":\\\"x\\\","
          "\\\"external_model_error\\\":{\\\"message\\\":\\\"not you\\\"}}"
          "\\n\"}",
          "permission PERMISSION_DENIED final: not you");
}

static void test_a_word_beside_a_number_counts(void **state)
{
    (void)state;
    check(400,
          "{\"error\":{\"message\":\"m\",\"code\":400,\"metadata\":"
          "{\"error_type\":\"context_length_exceeded\"}}}",
          "context_too_long 400 final: m");
    check(403,
          "{\"error\":{\"message\":\"m\",\"code\":403,\"metadata\":"
          "{\"error_type\":\"content_policy_violation\"}}}",
          "content_filtered 403 final: m");
    check(503,
          "{\"error\":{\"message\":\"m\",\"code\":503,\"metadata\":"
          "{\"error_type\":\"provider_unavailable\"}}}",
          "overloaded 503 retry: m");
}

static void test_a_guideline_is_no_permission(void **state)
{
    (void)state;
    check_vendor("xai/grok-4.6", 403,
                 "{\"code\":\"denied\",\"error\":\"Content violates usage "
                 "guidelines.\"}",
                 "content_filtered denied final: Content violates usage "
                 "guidelines.");
}

static void test_an_image_without_a_status_is_the_requests(void **state)
{
    (void)state;
    check(200, "{\"error\":{\"message\":\"m\",\"code\":\"image_too_small\"}}",
          "invalid_request image_too_small final: m");
    check(200, "{\"error\":{\"message\":\"m\",\"code\":\"empty_image_file\"}}",
          "invalid_request empty_image_file final: m");
    check(200,
          "{\"error\":{\"message\":\"m\",\"code\":"
          "\"image_content_policy_violation\"}}",
          "content_filtered image_content_policy_violation final: m");
}

static void test_what_is_no_json_keeps_the_status(void **state)
{
    (void)state;
    check(502, "<html><h1>Bad Gateway</h1></html>",
          "server_error - retry: HTTP 502, with no reason that could be read");
    check(504, "",
          "server_error - retry: HTTP 504, with no reason that could be read");
    check(405, "<html><h1>Not Allowed</h1></html>",
          "invalid_request - final: "
          "HTTP 405, with no reason that could be read: is base_url right?");
    check(400, "{\"error\":{\"message\":\"cut sho",
          "invalid_request - final: "
          "HTTP 400, with no reason that could be read");
    check(400, "[]",
          "invalid_request - final: "
          "HTTP 400, with no reason that could be read");
    check(400, "{\"error\":{}}",
          "invalid_request - final: "
          "HTTP 400, with no reason that could be read");
}

static void test_a_page_in_place_of_an_answer_hints_at_the_address(void **state)
{
    (void)state;
    check(200, "<html><h1>Welcome</h1></html>",
          "protocol - final: the answer is not a chat completion: is base_url "
          "right?");
}

static void test_a_redirect_is_not_followed(void **state)
{
    (void)state;
    check(302, "",
          "protocol - final: HTTP 302: the answer is elsewhere, and redirects "
          "are not followed");
}

/* ---- statuses ----------------------------------------------------------- */

static void test_each_http_status_has_its_word(void **state)
{
    static const struct {
        int32_t http;
        const char *want;
    } list[] = {
        { 400, "invalid_request - final: m" },
        { 401, "authentication - final: m" },
        { 402, "quota_exceeded - final: m" },
        { 403, "permission - final: m" },
        { 404, "not_found - final: m" },
        { 408, "timeout - retry: m" },
        { 409, "invalid_request - retry: m" },
        { 410, "not_found - final: m" },
        { 413, "too_large - final: m" },
        { 418, "invalid_request - final: m" },
        { 422, "invalid_request - final: m" },
        { 424, "server_error - retry: m" },
        { 429, "rate_limited - retry: m" },
        { 431, "invalid_request - final: m" },
        { 498, "overloaded - retry: m" },
        { 500, "server_error - retry: m" },
        { 502, "server_error - retry: m" },
        { 503, "overloaded - retry: m" },
        { 504, "server_error - retry: m" },
        { 529, "overloaded - retry: m" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
        check(list[i].http, "{\"error\":{\"message\":\"m\"}}", list[i].want);
}

static void test_a_vendors_own_word_counts_more(void **state)
{
    static const struct {
        int32_t http;
        const char *code, *want;
    } list[] = {
        { 400, "context_length_exceeded", "context_too_long" },
        { 400, "exceed_context_size_error", "context_too_long" },
        { 400, "string_above_max_length", "context_too_long" },
        { 400, "content_filter", "content_filtered" },
        { 400, "content_policy_violation", "content_filtered" },
        { 429, "insufficient_quota", "quota_exceeded" },
        { 429, "credit_balance_exhausted", "quota_exceeded" },
        { 429, "organization_spend_limit_exceeded", "quota_exceeded" },
        { 429, "project_spend_limit_exceeded", "quota_exceeded" },
        { 429, "organization_usage_limit_exceeded", "quota_exceeded" },
        { 429, "billing_not_active", "quota_exceeded" },
        { 400, "model_not_found", "not_found" },
        { 404, "DeploymentNotFound", "not_found" },
        { 400, "invalid_api_key", "authentication" },
        { 400, "tool_use_failed", "server_error" },
        { 400, "json_validate_failed", "server_error" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        const bool again = strcmp(list[i].want, "server_error") == 0;
        char body[256], want[256];

        snprintf(body, sizeof(body),
                 "{\"error\":{\"message\":\"m\",\"code\":\"%s\"}}",
                 list[i].code);
        snprintf(want, sizeof(want), "%s %s %s: m", list[i].want, list[i].code,
                 again ? "retry" : "final");
        check(list[i].http, body, want);
    }
}

static void test_a_word_may_stand_as_the_type(void **state)
{
    (void)state;
    check(429,
          "{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\","
          "\"code\":\"c\"}}",
          "quota_exceeded c final: m");
}

static void test_what_azure_filters_may_stand_deeper(void **state)
{
    (void)state;
    check(400,
          "{\"error\":{\"message\":\"m\",\"code\":\"BadRequest\","
          "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}",
          "content_filtered BadRequest final: m");
}

static void test_a_long_id_is_no_long_prompt(void **state)
{
    (void)state;
    check(400,
          "{\"error\":{\"message\":\"m\",\"param\":\"safety_identifier\","
          "\"code\":\"string_above_max_length\"}}",
          "invalid_request string_above_max_length final: m");
    check(400,
          "{\"error\":{\"message\":\"m\",\"param\":"
          "\"messages[0].content\",\"code\":\"string_above_max_length\"}}",
          "context_too_long string_above_max_length final: m");
}

/* As servers and vendors say it that have no code for the matter. */
static void test_a_prompt_is_too_long_in_many_words(void **state)
{
    static const char *const said[] = {
        "The input (9 tokens) is longer than the model's context length",
        "Your input exceeds the context window of this model",
        "input length and `max_tokens` exceed context limit: 7 + 2 > 8",
        "Input is too long for requested model.",
        "prompt too long; exceeded max context length by 4 tokens",
        "The number of tokens is greater than the context length",
        "The model is loaded with context length of only 8 tokens",
        "The input token count exceeds the maximum number of tokens allowed",
        "The prompt (length 9) is longer than the maximum model length of 8",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
        char body[256], want[256];

        snprintf(body, sizeof(body), "{\"error\":{\"message\":\"%s\"}}",
                 said[i]);
        snprintf(want, sizeof(want), "context_too_long - final: %s", said[i]);
        check(400, body, want);
    }
}

static void test_deepseek_says_what_it_filters_by_a_phrase(void **state)
{
    (void)state;
    check(400,
          "{\"error\":{\"message\":\"Content Exists Risk\",\"code\":"
          "\"invalid_request_error\"}}",
          "content_filtered invalid_request_error final: Content Exists Risk");
}

static void test_a_telling_phrase_counts_more_than_400(void **state)
{
    (void)state;
    check(400,
          "{\"error\":{\"message\":\"This model's maximum context length is "
          "4096 tokens\",\"code\":400}}",
          "context_too_long 400 final: This model's maximum context length is "
          "4096 tokens");
    check(400, "{\"error\":\"Incorrect API key provided\"}",
          "authentication - final: Incorrect API key provided");
    check(429, "{\"error\":\"the prompt is too long\"}",
          "rate_limited - retry: the prompt is too long");
    check(500, "{\"error\":\"the prompt is too long\"}",
          "server_error - retry: the prompt is too long");
}

/* ---- in a stream -------------------------------------------------------- */

static void check_stream(const char *error, const char *want)
{
    char stream[1024];

    snprintf(stream, sizeof(stream), "data: {\"error\":%s}\n\n", error);
    check(200, stream, want);
    snprintf(stream, sizeof(stream), "event: error\ndata: {\"error\":%s}\n\n",
             error);
    check(200, stream, want);
    snprintf(stream, sizeof(stream), "error: %s\n\n", error);
    check(200, stream, want);
}

static void test_in_a_stream_the_type_tells(void **state)
{
    static const struct {
        const char *type, *want;
    } list[] = {
        { "rate_limit_exceeded", "rate_limited rate_limit_exceeded retry: m" },
        { "tokens", "rate_limited tokens retry: m" },
        { "overloaded_error", "overloaded overloaded_error retry: m" },
        { "authentication_error",
          "authentication authentication_error final: m" },
        { "permission_error", "permission permission_error final: m" },
        { "not_found_error", "not_found not_found_error final: m" },
        { "invalid_request_error",
          "invalid_request invalid_request_error final: m" },
        { "BadRequestError", "invalid_request BadRequestError final: m" },
        { "invalid-argument", "invalid_request invalid-argument final: m" },
        { "server_error", "server_error server_error retry: m" },
        { "never_heard_of", "server_error never_heard_of retry: m" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        char error[256];

        snprintf(error, sizeof(error), "{\"message\":\"m\",\"type\":\"%s\"}",
                 list[i].type);
        check_stream(error, list[i].want);
    }
}

static void test_in_a_stream_the_code_may_be_an_http_status(void **state)
{
    (void)state;
    check_stream("{\"code\":429,\"message\":\"m\"}",
                 "rate_limited 429 retry: m");
    check_stream("{\"code\":\"503\",\"message\":\"m\"}",
                 "overloaded 503 retry: m");
    check_stream("{\"code\":600,\"message\":\"m\"}",
                 "server_error 600 retry: m");
}

static void test_an_error_without_a_reason(void **state)
{
    (void)state;
    check(200, "event: error\ndata: {}\n\n",
          "server_error - retry: the vendor reports an error, without a "
          "reason");
    check(200, "event: error\ndata: oops\n\n", "server_error - retry: oops");
    check(200, "data: {\"error\":true}\n\n",
          "server_error - retry: the vendor reports an error, without a "
          "reason");
}

/* ---- headers ------------------------------------------------------------ */

static parl_error *fail_with_headers(const parl_client *client,
                                     const parl_pair *headers, size_t n)
{
    const struct codec_answer answer = { .http_status = 429,
                                         .headers = headers,
                                         .n_headers = n };

    return codec_fail(client, &answer, "{\"error\":{\"message\":\"m\"}}");
}

static void check_delay(const char *name, const char *value, int64_t want)
{
    const parl_pair header = { name, value };
    parl_client *client = codec_client(NULL);
    parl_error *error = fail_with_headers(client, &header, 1);

    if (parl_error_retry_after_ms(error) != want)
        fail_msg("%s: %s", name, value);
    parl_error_free(error);
    parl_client_free(client);
}

static void test_the_time_to_wait_comes_in_two_headers(void **state)
{
    (void)state;
    check_delay("retry-after", "20", 20000);
    check_delay("Retry-After", " 20", 20000);
    check_delay("retry-after", "0", 0);
    check_delay("retry-after", "1.5", 1500);
    check_delay("retry-after-ms", "250", 250);
    check_delay("retry-after-ms", "0.6", 1);
    check_delay("retry-after", "-1", -1);
    check_delay("retry-after", "", -1);
    check_delay("retry-after", "soon", -1);
    check_delay("retry-after", "20 s", -1);
    check_delay("retry-after", "1e300", INT64_C(1000000000000));
}

/* A date says nothing to those who have no clock. */
static void test_a_date_to_wait_for_is_no_number(void **state)
{
    (void)state;
    check_delay("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT", -1);
}

static void test_milliseconds_are_the_better_word(void **state)
{
    static const parl_pair orders[][2] = {
        { { "retry-after-ms", "250" }, { "retry-after", "1" } },
        { { "retry-after", "1" }, { "retry-after-ms", "250" } },
    };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        parl_error *error = fail_with_headers(client, orders[i], 2);

        assert_int_equal(parl_error_retry_after_ms(error), 250);
        parl_error_free(error);
    }
    parl_client_free(client);
}

static void test_x_should_retry_overrules(void **state)
{
    static const struct {
        int32_t http;
        const char *value;
        int32_t retryable;
    } list[] = {
        { 429, "false", 0 }, { 429, "true", 1 },  { 400, "true", 1 },
        { 400, "TRUE", 1 },  { 400, "false", 0 }, { 429, "perhaps", 1 },
    };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        const parl_pair header = { "x-should-retry", list[i].value };
        const struct codec_answer answer = { .http_status = list[i].http,
                                             .headers = &header,
                                             .n_headers = 1 };
        parl_error *error = codec_fail(client, &answer, "{}");

        assert_int_equal(parl_error_retryable(error), list[i].retryable);
        parl_error_free(error);
    }
    parl_client_free(client);
}

/* All of them, the one that counts least first. */
static const parl_pair ids[] = {
    { "x-goog-request-id", "7" },
    { "x-ds-trace-id", "6" },
    { "mistral-correlation-id", "5" },
    { "x-debug-trace-id", "4" },
    { "apim-request-id", "3" },
    { "x-amzn-requestid", "2" },
    { "request-id", "1" },
    { "x-request-id", "0" },
};

enum { N_IDS = sizeof(ids) / sizeof(ids[0]) };

static void check_id(const parl_pair *headers, size_t n, const char *want)
{
    parl_client *client = codec_client(NULL);
    parl_error *error = fail_with_headers(client, headers, n);

    assert_string_equal(parl_error_request_id(error), want);
    parl_error_free(error);
    parl_client_free(client);
}

static void test_the_first_header_of_the_list_is_the_request_id(void **state)
{
    parl_pair backwards[N_IDS];

    (void)state;
    for (size_t n = 1; n <= N_IDS; n++) {
        check_id(ids, n, ids[n - 1].value);
        for (size_t i = 0; i < n; i++)
            backwards[i] = ids[n - 1 - i];
        check_id(backwards, n, ids[n - 1].value);
    }
}

static void test_an_empty_id_is_none(void **state)
{
    const parl_pair two[] = { { "X-Request-ID", "" }, { "request-id", "r" } };

    (void)state;
    check_id(two, 2, "r");
}

static void test_bytes_of_a_header_do_not_spoil_the_json(void **state)
{
    const parl_pair header = { "x-request-id", "r\xFF\xC3" };
    parl_client *client = codec_client(NULL);
    parl_error *error = fail_with_headers(client, &header, 1);
    const char *json = parl_error_json(error, NULL);
    size_t at = 0;

    (void)state;
    assert_true(utf8_valid(json, strlen(json), &at));
    parl_error_free(error);
    parl_client_free(client);
}

static void test_the_body_is_kept_up_to_64_kib(void **state)
{
    static char body[100000];
    const struct codec_answer answer = { .http_status = 500 };
    parl_client *client = codec_client(NULL);
    parl_error *error;
    size_t len = 0;

    (void)state;
    memset(body, 'x', sizeof(body) - 1);
    error = codec_fail(client, &answer, body);
    assert_memory_equal(parl_error_body(error, &len), body, 65536);
    assert_int_equal(len, 65536);
    parl_error_free(error);
    error = codec_fail(client, &answer, "");
    assert_null(parl_error_body(error, &len));
    assert_int_equal(len, 0);
    parl_error_free(error);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_error_object),
        cmocka_unit_test(test_an_error_that_is_a_text),
        cmocka_unit_test(test_members_at_the_top),
        cmocka_unit_test(test_an_id_of_the_request),
        cmocka_unit_test(test_a_detail),
        cmocka_unit_test(test_a_base_resp_in_an_answer),
        cmocka_unit_test(test_a_vendors_numbers_are_its_own),
        cmocka_unit_test(test_a_quota_of_a_minute_is_a_rate),
        cmocka_unit_test(test_numbers_tell_where_the_status_does_not),
        cmocka_unit_test(test_an_error_inside_an_error),
        cmocka_unit_test(test_a_word_beside_a_number_counts),
        cmocka_unit_test(test_a_guideline_is_no_permission),
        cmocka_unit_test(test_an_image_without_a_status_is_the_requests),
        cmocka_unit_test(test_what_is_no_json_keeps_the_status),
        cmocka_unit_test(
            test_a_page_in_place_of_an_answer_hints_at_the_address),
        cmocka_unit_test(test_a_redirect_is_not_followed),
        cmocka_unit_test(test_each_http_status_has_its_word),
        cmocka_unit_test(test_a_vendors_own_word_counts_more),
        cmocka_unit_test(test_a_word_may_stand_as_the_type),
        cmocka_unit_test(test_what_azure_filters_may_stand_deeper),
        cmocka_unit_test(test_a_long_id_is_no_long_prompt),
        cmocka_unit_test(test_a_prompt_is_too_long_in_many_words),
        cmocka_unit_test(test_deepseek_says_what_it_filters_by_a_phrase),
        cmocka_unit_test(test_a_telling_phrase_counts_more_than_400),
        cmocka_unit_test(test_in_a_stream_the_type_tells),
        cmocka_unit_test(test_in_a_stream_the_code_may_be_an_http_status),
        cmocka_unit_test(test_an_error_without_a_reason),
        cmocka_unit_test(test_the_time_to_wait_comes_in_two_headers),
        cmocka_unit_test(test_a_date_to_wait_for_is_no_number),
        cmocka_unit_test(test_milliseconds_are_the_better_word),
        cmocka_unit_test(test_x_should_retry_overrules),
        cmocka_unit_test(test_the_first_header_of_the_list_is_the_request_id),
        cmocka_unit_test(test_an_empty_id_is_none),
        cmocka_unit_test(test_bytes_of_a_header_do_not_spoil_the_json),
        cmocka_unit_test(test_the_body_is_kept_up_to_64_kib),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
