/* tests/api/test_call.c -- a request becomes a call: its address, headers and
 * body, what the report says of it, and what may not show. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "support/codec.h"
#include "support/oom.h"
#include "wire/utf8.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static const parl_message hi[] = { PARL_USER("Hi") };

static parl_request request_to(const char *model)
{
    const parl_request request = { PARL_REQUEST_INIT, .model = model,
                                   .messages = hi, .n_messages = 1 };

    return request;
}

static parl_call *encode(const parl_client *client, const parl_request *request)
{
    parl_error *error = NULL;
    parl_call *call = NULL;

    if (parl_encode(client, request, &call, &error) != PARL_OK)
        fail_msg("refused: %s", parl_error_message(error));
    return call;
}

static parl_call *encode_to(const parl_client *client, const char *model)
{
    const parl_request request = request_to(model);

    return encode(client, &request);
}

/* NULL: there is no such header. */
static const char *header_of(const parl_call *call, const char *name)
{
    const char *value = NULL;

    for (size_t i = 0; i < parl_call_n_headers(call); i++) {
        const parl_pair *header = parl_call_header(call, i);

        if (strcmp(header->name, name) != 0)
            continue;
        assert_null(value); /* never twice */
        value = header->value;
    }
    return value;
}

static void assert_body(const parl_call *call, const char *want)
{
    size_t len = 0;
    const char *body = parl_call_body(call, &len);

    assert_int_equal(len, strlen(want));
    assert_memory_equal(body, want, len);
}

/* ---- addresses ---------------------------------------------------------- */

static void check_url(const char *accounts, const char *model, const char *want)
{
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call;
    char json[512];

    snprintf(json, sizeof(json), "{\"accounts\":[{\"name\":\"a\",%s}]}",
             accounts);
    if (parl_client_load_accounts(client, json, 0, &error) != PARL_OK)
        fail_msg("%s: %s", accounts, parl_error_message(error));
    call = encode_to(client, model);
    assert_string_equal(parl_call_url(call), want);
    assert_string_equal(parl_call_method(call), "POST");
    parl_call_free(call);
    parl_client_free(client);
}

static void test_an_address_is_taken_however_it_is_written(void **state)
{
    static const char *const addresses[] = {
        "https://e.example",     "https://e.example/",  "https://e.example/v1",
        "https://e.example/v1/", "https://e.example//",
    };

    (void)state;
    for (size_t i = 0; i < N_OF(addresses); i++) {
        char account[256];

        snprintf(account, sizeof(account),
                 "\"provider\":\"custom\",\"base_url\":\"%s\"", addresses[i]);
        check_url(account, "a/m", "https://e.example/v1/chat/completions");
    }
}

static void test_a_head_of_the_version_may_be_missing(void **state)
{
    static const char *const addresses[] = {
        "https://api.groq.com",
        "https://api.groq.com/openai",
        "https://api.groq.com/openai/v1",
    };

    (void)state;
    for (size_t i = 0; i < N_OF(addresses); i++) {
        char account[256];

        snprintf(account, sizeof(account),
                 "\"provider\":\"groq\",\"base_url\":\"%s\"", addresses[i]);
        check_url(account, "a/m",
                  "https://api.groq.com/openai/v1/chat/completions");
    }
    check_url("\"provider\":\"groq\",\"base_url\":\"https://e.example/v1\"",
              "a/m", "https://e.example/v1/chat/completions");
}

static void test_another_version_stays(void **state)
{
    (void)state;
    check_url("\"provider\":\"custom\",\"base_url\":\"https://e.example/v2\"",
              "a/m", "https://e.example/v2/chat/completions");
    check_url("\"provider\":\"custom\","
              "\"base_url\":\"https://e.example/x/v1beta/\"",
              "a/m", "https://e.example/x/v1beta/chat/completions");
    check_url("\"provider\":\"zai\","
              "\"base_url\":\"https://e.example/api/paas/v4\"",
              "a/m", "https://e.example/api/paas/v4/chat/completions");
}

static void test_a_host_is_no_version(void **state)
{
    (void)state;
    check_url("\"provider\":\"custom\",\"base_url\":\"https://v2.example\"",
              "a/m", "https://v2.example/v1/chat/completions");
}

static void test_a_provider_has_its_own_address(void **state)
{
    (void)state;
    check_url("\"provider\":\"openai\"", "a/m",
              "https://api.openai.com/v1/chat/completions");
    check_url("\"provider\":\"deepseek\"", "a/m",
              "https://api.deepseek.com/chat/completions");
    check_url("\"provider\":\"groq\"", "a/m",
              "https://api.groq.com/openai/v1/chat/completions");
    check_url("\"provider\":\"vllm\"", "a/m",
              "http://127.0.0.1:8000/v1/chat/completions");
}

static void test_azure_has_two_surfaces(void **state)
{
    (void)state;
    check_url("\"provider\":\"azure\",\"base_url\":"
              "\"https://r.openai.azure.com/openai/v1/\"",
              "a/dep", "https://r.openai.azure.com/openai/v1/chat/completions");
    check_url("\"provider\":\"azure\",\"base_url\":"
              "\"https://r.openai.azure.com\",\"api_version\":\"2024-10-21\"",
              "a/my dep/\xC3\xA9",
              "https://r.openai.azure.com/openai/deployments/"
              "my%20dep%2F%C3%A9/chat/completions?api-version=2024-10-21");
    check_url("\"provider\":\"azure\",\"base_url\":"
              "\"https://r.openai.azure.com\",\"api_version\":\"2024&x=1\","
              "\"models\":{\"fast\":{\"id\":\"d-1\"}}",
              "a/fast",
              "https://r.openai.azure.com/openai/deployments/d-1/"
              "chat/completions?api-version=2024%26x%3D1");
    check_url("\"provider\":\"azure\",\"base_url\":"
              "\"https://r.openai.azure.com\",\"api_version\":\"preview\"",
              "a/dep",
              "https://r.openai.azure.com/openai/v1/chat/completions"
              "?api-version=preview");
}

static void test_foundry_has_a_dated_surface_too(void **state)
{
    (void)state;
    check_url("\"provider\":\"foundry\",\"base_url\":"
              "\"https://r.services.ai.azure.com/models/\"",
              "a/grok-4",
              "https://r.services.ai.azure.com/openai/v1/chat/completions");
    check_url("\"provider\":\"foundry\",\"base_url\":"
              "\"https://r.services.ai.azure.com/models\","
              "\"api_version\":\"2024-05-01-preview\"",
              "a/grok-4",
              "https://r.services.ai.azure.com/models/chat/completions"
              "?api-version=2024-05-01-preview");
    check_url("\"provider\":\"foundry\",\"base_url\":"
              "\"https://r.services.ai.azure.com\","
              "\"api_version\":\"2024-05-01-preview\"",
              "a/claude-opus-4-6",
              "https://r.services.ai.azure.com/anthropic/v1/messages");
}

static void test_hugging_face_bills_an_organization(void **state)
{
    const parl_account account = { .name = "a",
                                   .provider = "huggingface",
                                   .organization = "org" };
    parl_client *client = codec_client(NULL);
    parl_call *call;

    (void)state;
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    call = encode_to(client, "a/m");
    assert_string_equal(header_of(call, "x-hf-bill-to"), "org");
    parl_call_free(call);
    parl_client_free(client);
}

static void test_an_address_that_is_missing_is_named(void **state)
{
    const parl_request request = request_to("azure/dep");
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    (void)state;
    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error),
                        "account 'azure': base_url is missing");
    parl_error_free(error);
    parl_client_free(client);
}

/* Two dots are no segment of a path, but the way out of it. */
static void test_no_deployment_leads_to_another_address(void **state)
{
    const parl_request request = request_to("a/..");
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    (void)state;
    assert_int_equal(
        parl_client_load_accounts(
            client,
            "{\"accounts\":[{\"name\":\"a\",\"provider\":\"azure\","
            "\"base_url\":\"https://r.openai.azure.com\","
            "\"api_version\":\"2024-10-21\"}]}",
            0, NULL),
        PARL_OK);
    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error),
                        "/model: '..' would lead to another address");
    parl_error_free(error);
    parl_client_free(client);
}

static void test_an_alias_is_sent_as_its_id(void **state)
{
    parl_client *client = codec_client(NULL);
    parl_call *call = encode_to(client, "az/fast");

    (void)state;
    assert_body(call, "{\"model\":\"d-5\",\"messages\":[{\"role\":\"user\","
                      "\"content\":\"Hi\"}]}");
    parl_call_free(call);
    parl_client_free(client);
}

/* ---- headers ------------------------------------------------------------ */

static void test_a_key_is_sent_as_a_bearer(void **state)
{
    parl_client *client = codec_client(NULL);
    parl_call *call = encode_to(client, "work/gpt-5");

    (void)state;
    assert_string_equal(header_of(call, "authorization"), "Bearer " CODEC_KEY);
    assert_string_equal(header_of(call, "content-type"), "application/json");
    assert_string_equal(header_of(call, "accept"), "application/json");
    assert_null(header_of(call, "openai-organization"));
    assert_null(parl_call_header(call, parl_call_n_headers(call)));
    parl_call_free(call);
    parl_client_free(client);
}

static void test_azure_has_a_header_for_its_key(void **state)
{
    parl_client *client = codec_client(NULL);
    parl_call *call = encode_to(client, "az/fast");

    (void)state;
    assert_string_equal(header_of(call, "api-key"), CODEC_KEY);
    assert_null(header_of(call, "authorization"));
    parl_call_free(call);
    parl_client_free(client);
}

static void test_without_a_key_there_is_no_header_of_it(void **state)
{
    parl_client *client = codec_client(NULL);
    parl_call *call = encode_to(client, "openai/gpt-5");

    (void)state;
    assert_null(header_of(call, "authorization"));
    parl_call_free(call);
    parl_client_free(client);
}

static void test_a_stream_is_what_it_accepts(void **state)
{
    parl_request request = request_to("work/gpt-5");
    parl_client *client = codec_client(NULL);
    parl_call *call;

    (void)state;
    request.stream = PARL_YES;
    call = encode(client, &request);
    assert_string_equal(header_of(call, "accept"), "text/event-stream");
    parl_call_free(call);
    parl_client_free(client);
}

static void test_headers_of_an_account_win(void **state)
{
    static const parl_pair headers[] = { { "X-Team", "a" },
                                         { "Authorization",
                                           "Basic " CODEC_KEY },
                                         { "x-team", "b" } };
    const parl_account account = { .name = "a",
                                   .provider = "openai",
                                   .api_key = "other",
                                   .organization = "org",
                                   .project = "proj",
                                   .headers = headers,
                                   .n_headers = 3 };
    parl_client *client = codec_client(NULL);
    parl_call *call;

    (void)state;
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    call = encode_to(client, "a/gpt-5");
    assert_string_equal(header_of(call, "x-team"), "b");
    assert_string_equal(header_of(call, "authorization"), "Basic " CODEC_KEY);
    assert_string_equal(header_of(call, "openai-organization"), "org");
    assert_string_equal(header_of(call, "openai-project"), "proj");
    parl_call_free(call);
    parl_client_free(client);
}

static void test_an_empty_organization_is_none(void **state)
{
    const parl_account account = { .name = "a",
                                   .provider = "openai",
                                   .organization = "" };
    parl_client *client = codec_client(NULL);
    parl_call *call;

    (void)state;
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    call = encode_to(client, "a/gpt-5");
    assert_null(header_of(call, "openai-organization"));
    parl_call_free(call);
    parl_client_free(client);
}

static void test_an_access_token_is_a_bearer(void **state)
{
    const parl_account account = { .name = "a",
                                   .provider = "azure",
                                   .base_url = "https://e.example",
                                   .access_token = "token" };
    parl_client *client = codec_client(NULL);
    parl_call *call;

    (void)state;
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    call = encode_to(client, "a/d");
    assert_string_equal(header_of(call, "authorization"), "Bearer token");
    assert_null(header_of(call, "api-key"));
    parl_call_free(call);
    parl_client_free(client);
}

/* ---- bodies ------------------------------------------------------------- */

/* The whole body, `piece` bytes at a time. */
static void read_body(parl_call *call, size_t piece, struct buf *out)
{
    char bytes[4096];
    size_t n = 1;

    buf_reset(out);
    while (n > 0) {
        assert_int_equal(parl_call_read(call, bytes, piece, &n, NULL), PARL_OK);
        buf_add(out, bytes, n);
    }
}

static void test_a_body_is_read_in_any_pieces(void **state)
{
    static const size_t pieces[] = { 1, 2, 7, 4096 };
    parl_client *client = codec_client(NULL);
    parl_call *call = encode_to(client, "work/gpt-5");
    struct buf body;
    size_t len = 0;
    const char *whole = parl_call_body(call, &len);

    (void)state;
    buf_init(&body, &mem_libc, SIZE_MAX);
    assert_int_equal(parl_call_body_length(call), len);
    for (size_t i = 0; i < N_OF(pieces); i++) {
        parl_call_rewind(call);
        read_body(call, pieces[i], &body);
        assert_int_equal(body.len, len);
        assert_memory_equal(body.data, whole, len);
    }
    buf_release(&body);
    parl_call_free(call);
    parl_client_free(client);
}

struct source {
    size_t reads;
    parl_status says;
};

static parl_status read_source(void *user, uint64_t offset, void *bytes,
                               size_t size, size_t *n_read)
{
    struct source *source = user;

    source->reads++;
    *n_read = offset == 0 && size >= 3 ? 3 : 0;
    memcpy(bytes, "abc", *n_read);
    return source->says;
}

static void test_an_attachment_is_read_when_it_is_sent(void **state)
{
    struct source source = { .says = PARL_OK };
    const parl_media media = { .read = read_source,
                               .read_user = &source,
                               .read_len = 3 };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    parl_request request = request_to("work/gpt-4o");
    parl_client *client = codec_client(NULL);
    parl_call *call;
    struct buf body;

    (void)state;
    request.messages = &message;
    call = encode(client, &request);
    buf_init(&body, &mem_libc, SIZE_MAX);
    assert_int_equal(source.reads, 0);
    assert_null(parl_call_body(call, NULL));
    read_body(call, 5, &body);
    assert_string_equal(buf_text(&body),
                        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":"
                        "\"user\",\"content\":[{\"type\":\"image_url\","
                        "\"image_url\":{\"url\":\"data:image/png;base64,YWJj\""
                        "}}]}]}");
    assert_int_equal(parl_call_body_length(call), body.len);
    buf_release(&body);
    parl_call_free(call);
    parl_client_free(client);
}

/* But for the bytes themselves, what a callback reads, and a `cancel`. */
static void test_nothing_of_a_request_is_looked_at_again(void **state)
{
    char path[] = "/tmp/parlance-call-XXXXXX", text[] = "What?";
    const int file = mkstemp(path);
    char name[sizeof(path)];
    parl_media media[] = { { .path = name, .mime_type = "image/png" },
                           { .data = "abc", .data_len = 3 } };
    parl_part parts[] = { PARL_TEXT(text), PARL_IMAGE(&media[0]),
                          PARL_IMAGE(&media[1]) };
    parl_message message = PARL_USER_PARTS(parts, 3);
    parl_request request = request_to("work/gpt-4o");
    parl_client *client = codec_client(NULL);
    parl_call *call;
    struct buf body;

    (void)state;
    memcpy(name, path, sizeof(path));
    assert_int_equal(write(file, "def", 3), 3);
    request.messages = &message;
    call = encode(client, &request);
    memset(media, 0xFF, sizeof(media));
    memset(parts, 0xFF, sizeof(parts));
    memset(&message, 0xFF, sizeof(message));
    memset(&request, 0xFF, sizeof(request));
    memset(name, 'x', sizeof(name) - 1);
    memset(text, 'x', sizeof(text) - 1);
    buf_init(&body, &mem_libc, SIZE_MAX);
    read_body(call, 5, &body);
    assert_non_null(strstr(buf_text(&body), "\"What?\""));
    assert_non_null(strstr(buf_text(&body), ";base64,ZGVm\""));
    assert_non_null(strstr(buf_text(&body), ";base64,YWJj\""));
    buf_release(&body);
    parl_call_free(call);
    parl_client_free(client);
    close(file);
    unlink(path);
}

static void test_a_source_that_fails_fails_the_reading(void **state)
{
    struct source source = { .says = PARL_NETWORK };
    const parl_media media = { .read = read_source,
                               .read_user = &source,
                               .read_len = 3 };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    parl_request request = request_to("work/gpt-4o");
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    const char *json = NULL;
    char bytes[4096];
    size_t n = 0;
    parl_call *call;

    (void)state;
    request.messages = &message;
    call = encode(client, &request);
    assert_int_equal(parl_call_read(call, bytes, sizeof(bytes), &n, &error),
                     PARL_NETWORK);
    assert_int_equal(parl_error_status(error), PARL_NETWORK);
    parl_error_free(error);
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_NETWORK);
    assert_null(json);
    parl_call_free(call);
    parl_client_free(client);
}

static void test_a_body_over_the_limit_is_refused(void **state)
{
    parl_client_options options = codec_options();
    parl_request request = request_to("work/gpt-4o");
    parl_error *error = NULL;
    parl_call *call = NULL;
    parl_client *client;

    (void)state;
    options.max_request_bytes = 64;
    client = codec_client(&options);
    call = encode(client, &request);
    parl_call_free(call);
    call = NULL;
    request.user = "somebody";
    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_TOO_LARGE);
    assert_non_null(strstr(parl_error_message(error), "max_request_bytes"));
    assert_null(call);
    parl_error_free(error);
    parl_client_free(client);
}

/* ---- as JSON ------------------------------------------------------------ */

static void test_json_hides_each_secret(void **state)
{
    static const parl_pair headers[] = { { "X-Api-Key", CODEC_KEY },
                                         { "cookie", CODEC_KEY },
                                         { "x-team", "a" } };
    const parl_account account = { .name = "a",
                                   .provider = "openai",
                                   .api_key = CODEC_KEY,
                                   .headers = headers,
                                   .n_headers = 3 };
    parl_client *client = codec_client(NULL);
    const char *json = NULL;
    size_t len = 0;
    parl_call *call;

    (void)state;
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    call = encode_to(client, "a/gpt-5");
    assert_int_equal(parl_call_json(call, &json, &len, NULL), PARL_OK);
    assert_string_equal(
        json, "{\"method\":\"POST\",\"url\":"
              "\"https://api.openai.com/v1/chat/completions\",\"headers\":{"
              "\"content-type\":\"application/json\",\"accept\":"
              "\"application/json\",\"authorization\":\"<secret>\","
              "\"x-api-key\":\"<secret>\",\"cookie\":\"<secret>\","
              "\"x-team\":\"a\"},\"body\":{\"model\":\"gpt-5\",\"messages\":[{"
              "\"role\":\"user\",\"content\":\"Hi\"}]},\"report\":[]}");
    assert_int_equal(len, strlen(json));
    parl_call_free(call);
    parl_client_free(client);
}

/* Gateways have names of their own for their keys. */
static void test_a_header_whose_name_ends_as_a_keys_is_a_secret(void **state)
{
    static const parl_pair headers[] = {
        { "Cf-Aig-Authorization", "Bearer s3cret" },
        { "Ocp-Apim-Subscription-Key", "s3cret" },
        { "x-auth-token", "s3cret" },
        { "helicone-auth", "s3cret" },
        { "x-client-secret", "s3cret" },
        { "x-gateway-password", "s3cret" },
        { "x-key-name", "shown" },
        { "x-tokens", "shown" },
    };
    const parl_account account = { .name = "gateway",
                                   .provider = "openai",
                                   .headers = headers,
                                   .n_headers = 8 };
    parl_client *client = codec_client(NULL);
    const char *json = NULL;
    parl_call *call;

    (void)state;
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    call = encode_to(client, "gateway/gpt-5");
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_OK);
    assert_null(strstr(json, "s3cret"));
    assert_non_null(strstr(json, "\"x-key-name\":\"shown\""));
    assert_non_null(strstr(json, "\"x-tokens\":\"shown\""));
    parl_call_free(call);
    parl_client_free(client);
}

static void test_json_of_a_call_may_be_made_at_any_time(void **state)
{
    parl_client *client = codec_client(NULL);
    parl_call *call = encode_to(client, "work/gpt-5");
    const char *json = NULL;
    char *first, byte;
    size_t n;

    (void)state;
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_OK);
    first = strdup(json);
    assert_int_equal(parl_call_read(call, &byte, 1, &n, NULL), PARL_OK);
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_OK);
    assert_string_equal(json, first);
    free(first);
    parl_call_free(call);
    parl_client_free(client);
}

/* ---- the report --------------------------------------------------------- */

static void test_a_call_reports_what_differs(void **state)
{
    parl_request request = request_to("work/gpt-4o");
    parl_client *client = codec_client(NULL);
    const parl_report *report;
    parl_call *call;

    (void)state;
    request.top_k = (parl_integer)PARL_INTEGER(40);
    request.user = "u";
    call = encode(client, &request);
    report = parl_call_report(call);
    assert_int_equal(parl_report_count(report), 1);
    assert_string_equal(parl_report_at(report, 0)->field, "/top_k");
    assert_int_equal(parl_report_at(report, 0)->action, PARL_ACTION_DROPPED);
    assert_null(parl_report_at(report, 1));
    parl_call_free(call);
    parl_client_free(client);
}

static void test_a_strict_policy_refuses_a_drop(void **state)
{
    parl_request request = request_to("work/gpt-4o");
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    (void)state;
    request.policy = PARL_POLICY_REFUSE;
    call = encode(client, &request);
    parl_call_free(call);
    call = NULL;
    request.top_k = (parl_integer)PARL_INTEGER(40);
    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_UNSUPPORTED);
    assert_string_equal(parl_error_message(error), "/top_k: OpenAI has none");
    assert_null(call);
    parl_error_free(error);
    parl_client_free(client);
}

static int32_t action_of(const parl_report *report, const char *field)
{
    for (size_t i = 0; i < parl_report_count(report); i++) {
        const parl_report_entry *entry = parl_report_at(report, i);

        if (strcmp(entry->field, field) == 0)
            return entry->action;
    }
    return 0;
}

static void test_explain_lists_what_is_sent_as_well(void **state)
{
    parl_request request = request_to("openai/gpt-5");
    parl_client *client = codec_client(NULL);
    parl_report *report = NULL;

    (void)state;
    request.top_k = (parl_integer)PARL_INTEGER(0);
    request.seed = (parl_integer)PARL_INTEGER(0);
    request.max_tokens = 9;
    request.user = "u";
    assert_int_equal(parl_explain(client, &request, &report, NULL), PARL_OK);
    assert_int_equal(action_of(report, "/model"), PARL_ACTION_SENT);
    assert_int_equal(action_of(report, "/messages"), PARL_ACTION_SENT);
    assert_int_equal(action_of(report, "/seed"), PARL_ACTION_SENT);
    assert_int_equal(action_of(report, "/user"), PARL_ACTION_SENT);
    assert_int_equal(action_of(report, "/top_k"), PARL_ACTION_DROPPED);
    assert_int_equal(action_of(report, "/max_tokens"), PARL_ACTION_TRANSLATED);
    assert_int_equal(action_of(report, "/n"), 0);
    parl_report_free(report);
    parl_client_free(client);
    parl_report_free(NULL);
}

static void test_explain_lists_unknown_members(void **state)
{
    parl_request request = request_to("openai/gpt-4o");
    parl_client *client = codec_client(NULL);
    parl_report *report = NULL;

    (void)state;
    request.extra = "{\"moderation\":{},\"a/b\":1}";
    assert_int_equal(parl_explain(client, &request, &report, NULL), PARL_OK);
    assert_int_equal(action_of(report, "/moderation"), PARL_ACTION_SENT);
    assert_int_equal(action_of(report, "/a~1b"), PARL_ACTION_SENT);
    parl_report_free(report);
    parl_client_free(client);
}

static void test_explain_says_why_a_request_is_refused(void **state)
{
    parl_request request = request_to("work/gpt-4o");
    parl_client *client = codec_client(NULL);
    parl_report *report = NULL;
    parl_error *error = NULL;

    (void)state;
    request.n = -1;
    assert_int_equal(parl_explain(client, &request, &report, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error), "/n: -1 is less than 1");
    assert_int_equal(action_of(report, "/n"), PARL_ACTION_REFUSED);
    parl_report_free(report);
    parl_error_free(error);
    parl_client_free(client);
}

static void test_explain_of_an_unknown_account(void **state)
{
    const parl_request request = request_to("home/x");
    parl_client *client = codec_client(NULL);
    parl_report *report = NULL;
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(parl_explain(client, &request, &report, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error),
                        "/model: there is no account 'home'");
    assert_non_null(report);
    assert_int_equal(action_of(report, "/model"), PARL_ACTION_REFUSED);
    parl_report_free(report);
    parl_error_free(error);
    parl_client_free(client);
}

/* ---- structs of other ages ---------------------------------------------- */

struct newer_request {
    parl_request request;
    int64_t novelty;
};

static void test_a_member_of_a_newer_header_is_refused_when_set(void **state)
{
    struct newer_request newer = { .request = request_to("work/gpt-4o") };
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    (void)state;
    newer.request.struct_size = sizeof(newer);
    call = encode(client, &newer.request);
    parl_call_free(call);
    call = NULL;
    newer.novelty = 1;
    assert_int_equal(parl_encode(client, &newer.request, &call, &error),
                     PARL_INVALID_ARGUMENT);
    assert_non_null(strstr(parl_error_message(error), "does not know"));
    parl_error_free(error);
    parl_client_free(client);
}

/* The beginning of a request, as an old header had it. */
struct older_request {
    size_t struct_size;
    const char *model;
    const parl_message *messages;
    size_t n_messages;
};

static void test_an_older_request_is_taken(void **state)
{
    const struct older_request given = { sizeof(given), "work/gpt-4o", hi, 1 };
    /* in a block of its own size, so that a byte too far is seen */
    void *older = malloc(sizeof(given));
    parl_client *client = codec_client(NULL);
    parl_call *call;

    (void)state;
    assert_non_null(older);
    memcpy(older, &given, sizeof(given));
    call = encode(client, older);
    parl_call_free(call);
    parl_client_free(client);
    free(older);
}

static void test_a_forgotten_init_is_refused(void **state)
{
    parl_request request = request_to("work/gpt-4o");
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    (void)state;
    request.struct_size = 0;
    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(
        parl_error_message(error),
        "the request: struct_size is not set (its ..._INIT sets it)");
    parl_error_free(error);
    assert_int_equal(parl_encode(client, NULL, &call, NULL),
                     PARL_INVALID_ARGUMENT);
    parl_call_free(NULL);
    parl_client_free(client);
}

/* ---- dialects and providers --------------------------------------------- */

static void check_dialect(const char *model, const char *dialect,
                          parl_status status, const char *message)
{
    parl_request request = request_to(model);
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    request.dialect = dialect;
    assert_int_equal(parl_encode(client, &request, &call, &error), status);
    assert_string_equal(parl_error_message(error), message);
    parl_error_free(error);
    parl_client_free(client);
}

static void test_a_dialect_that_cannot_be_spoken_is_named(void **state)
{
    (void)state;
    check_dialect("work/gpt-5", "morse", PARL_INVALID_ARGUMENT,
                  "/dialect: 'morse' is unknown");
    check_dialect("work/gpt-5", "cohere_chat", PARL_INVALID_ARGUMENT,
                  "/dialect: openai does not speak cohere_chat");
    check_dialect("left_out/x", NULL, PARL_NOT_BUILT,
                  "/model: the provider 'left_out' is not in this build");
}

static void test_a_model_of_any_bytes_does_not_spoil_the_json(void **state)
{
    const parl_request request = request_to("a\xFF/m");
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;
    const char *json;
    size_t at = 0;

    (void)state;
    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_INVALID_ARGUMENT);
    json = parl_error_json(error, NULL);
    assert_true(utf8_valid(json, strlen(json), &at));
    parl_error_free(error);
    parl_client_free(client);
}

/* ---- the end of the text ------------------------------------------------ */

static void test_a_body_has_a_nul_behind_it(void **state)
{
    char user[128];

    (void)state;
    for (size_t n = 0; n + 1 < sizeof(user); n++) {
        parl_request request = request_to("work/gpt-4o");
        parl_client *client = codec_client(NULL);
        size_t len = 0;
        const char *body;
        parl_call *call;

        memset(user, 'x', n);
        user[n] = '\0';
        request.user = user;
        call = encode(client, &request);
        body = parl_call_body(call, &len);
        assert_int_equal(strlen(body), len);
        parl_call_free(call);
        parl_client_free(client);
    }
}

/* ---- memory ------------------------------------------------------------- */

static bool make_call(const parl_allocator *mem)
{
    struct source source = { .says = PARL_OK };
    const parl_media media = { .read = read_source,
                               .read_user = &source,
                               .read_len = 3 };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    parl_client_options options = codec_options();
    parl_request request = request_to("work/gpt-4o");
    parl_call *call = NULL;
    const char *json = NULL;
    parl_client *client;
    bool done = false;

    options.allocator = mem;
    request.messages = &message;
    request.top_k = (parl_integer)PARL_INTEGER(1);
    client = codec_client(&options);
    if (client != NULL && parl_encode(client, &request, &call, NULL) == PARL_OK)
        done = parl_call_json(call, &json, NULL, NULL) == PARL_OK;
    parl_call_free(call);
    parl_client_free(client);
    return done;
}

static bool explain(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_request request = request_to("work/gpt-4o");
    parl_report *report = NULL;
    parl_client *client;
    bool done = false;

    options.allocator = mem;
    request.top_k = (parl_integer)PARL_INTEGER(1);
    client = codec_client(&options);
    if (client != NULL)
        done = parl_explain(client, &request, &report, NULL) == PARL_OK &&
               parl_report_count(report) == 3;
    parl_report_free(report);
    parl_client_free(client);
    return done;
}

/* A refusal that is told in full needs memory, too. */
static bool refuse_call(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_request request = request_to("work/gpt-4o");
    parl_error *error = NULL;
    parl_report *report = NULL;
    parl_client *client;
    bool done = false;

    options.allocator = mem;
    request.n = -1;
    client = codec_client(&options);
    if (client != NULL) {
        assert_int_not_equal(parl_explain(client, &request, &report, &error),
                             PARL_OK);
        done = parl_error_status(error) == PARL_INVALID_ARGUMENT &&
               action_of(report, "/n") == PARL_ACTION_REFUSED &&
               parl_error_json(error, NULL) != NULL;
    }
    parl_report_free(report);
    parl_error_free(error);
    parl_client_free(client);
    return done;
}

static void test_no_memory_for_a_call_is_said(void **state)
{
    (void)state;
    oom_each(make_call);
}

static void test_no_memory_for_a_report_is_said(void **state)
{
    (void)state;
    oom_each(explain);
}

static void test_no_memory_for_a_refusal_is_said(void **state)
{
    (void)state;
    oom_each(refuse_call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_address_is_taken_however_it_is_written),
        cmocka_unit_test(test_a_head_of_the_version_may_be_missing),
        cmocka_unit_test(test_another_version_stays),
        cmocka_unit_test(test_a_host_is_no_version),
        cmocka_unit_test(test_a_provider_has_its_own_address),
        cmocka_unit_test(test_azure_has_two_surfaces),
        cmocka_unit_test(test_foundry_has_a_dated_surface_too),
        cmocka_unit_test(test_hugging_face_bills_an_organization),
        cmocka_unit_test(test_an_address_that_is_missing_is_named),
        cmocka_unit_test(test_no_deployment_leads_to_another_address),
        cmocka_unit_test(test_an_alias_is_sent_as_its_id),
        cmocka_unit_test(test_a_key_is_sent_as_a_bearer),
        cmocka_unit_test(test_azure_has_a_header_for_its_key),
        cmocka_unit_test(test_without_a_key_there_is_no_header_of_it),
        cmocka_unit_test(test_a_stream_is_what_it_accepts),
        cmocka_unit_test(test_headers_of_an_account_win),
        cmocka_unit_test(test_an_empty_organization_is_none),
        cmocka_unit_test(test_an_access_token_is_a_bearer),
        cmocka_unit_test(test_a_body_is_read_in_any_pieces),
        cmocka_unit_test(test_an_attachment_is_read_when_it_is_sent),
        cmocka_unit_test(test_nothing_of_a_request_is_looked_at_again),
        cmocka_unit_test(test_a_source_that_fails_fails_the_reading),
        cmocka_unit_test(test_a_body_over_the_limit_is_refused),
        cmocka_unit_test(test_json_hides_each_secret),
        cmocka_unit_test(test_a_header_whose_name_ends_as_a_keys_is_a_secret),
        cmocka_unit_test(test_json_of_a_call_may_be_made_at_any_time),
        cmocka_unit_test(test_a_call_reports_what_differs),
        cmocka_unit_test(test_a_strict_policy_refuses_a_drop),
        cmocka_unit_test(test_explain_lists_what_is_sent_as_well),
        cmocka_unit_test(test_explain_lists_unknown_members),
        cmocka_unit_test(test_explain_says_why_a_request_is_refused),
        cmocka_unit_test(test_explain_of_an_unknown_account),
        cmocka_unit_test(test_a_member_of_a_newer_header_is_refused_when_set),
        cmocka_unit_test(test_an_older_request_is_taken),
        cmocka_unit_test(test_a_forgotten_init_is_refused),
        cmocka_unit_test(test_a_dialect_that_cannot_be_spoken_is_named),
        cmocka_unit_test(test_no_memory_for_a_call_is_said),
        cmocka_unit_test(test_no_memory_for_a_report_is_said),
        cmocka_unit_test(test_no_memory_for_a_refusal_is_said),
        cmocka_unit_test(test_a_model_of_any_bytes_does_not_spoil_the_json),
        cmocka_unit_test(test_a_body_has_a_nul_behind_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
