/* tests/api/test_client.c -- clients and their accounts. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "api/client.h"
#include "support/codec.h"
#include "support/oom.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static const parl_message hi[] = { PARL_USER("Hi") };

/* The value of the header that holds the key; NULL: none.  Good until the
 * next call. */
static const char *key_of(const parl_client *client, const char *model)
{
    static char key[256];
    const parl_request request = { PARL_REQUEST_INIT, .model = model,
                                   .messages = hi, .n_messages = 1 };
    parl_call *call = NULL;

    key[0] = '\0';
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    for (size_t i = 0; i < parl_call_n_headers(call); i++) {
        const parl_pair *header = parl_call_header(call, i);

        if (strcmp(header->name, "authorization") == 0 ||
            strcmp(header->name, "api-key") == 0)
            snprintf(key, sizeof(key), "%s", header->value);
    }
    parl_call_free(call);
    return key[0] != '\0' ? key : NULL;
}

static void refused(const parl_account *account, parl_status status,
                    const char *message)
{
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;

    assert_int_equal(parl_client_add_account(client, account, &error), status);
    assert_string_equal(parl_error_message(error), message);
    assert_int_equal(parl_client_add_account(client, account, NULL), status);
    parl_error_free(error);
    parl_client_free(client);
}

/* ---- accounts ----------------------------------------------------------- */

static void test_a_name_is_short_and_plain(void **state)
{
    static const char *const names[] = {
        "",
        "a/b",
        "a b",
        "\xC3\xA9",
        "a:b",
        "0123456789012345678901234567890123456789012345678901234567890123x",
    };

    (void)state;
    for (size_t i = 0; i < N_OF(names); i++) {
        const parl_account account = { .name = names[i], .provider = "openai" };
        char want[256];

        snprintf(want, sizeof(want),
                 "account '%s': a name is 1 to 64 of letters, digits, '-', "
                 "'_' and '.'",
                 names[i]);
        refused(&account, PARL_INVALID_ARGUMENT, want);
    }
    refused(&(parl_account){ .provider = "openai" }, PARL_INVALID_ARGUMENT,
            "account '': a name is 1 to 64 of letters, digits, '-', '_' and "
            "'.'");
}

static void test_a_name_is_taken_once(void **state)
{
    const parl_account work = { .name = "work", .provider = "groq" };

    (void)state;
    refused(&work, PARL_INVALID_ARGUMENT, "account 'work' is there already");
}

static void test_an_account_may_take_a_providers_name(void **state)
{
    const parl_account own = { .name = "openai",
                               .provider = "openai",
                               .api_key = "mine" };
    parl_client *client = codec_client(NULL);

    (void)state;
    assert_null(key_of(client, "openai/gpt-5"));
    assert_int_equal(parl_client_add_account(client, &own, NULL), PARL_OK);
    assert_string_equal(key_of(client, "openai/gpt-5"), "Bearer mine");
    assert_int_equal(parl_client_add_account(client, &own, NULL),
                     PARL_INVALID_ARGUMENT);
    parl_client_free(client);
}

static void test_what_an_account_says_is_checked(void **state)
{
    static const parl_pair broken[] = {
        { "x", "a\r\nb: c" }, { NULL, "a" }, { "", "a" },
        { "x y", "a" },       { "x:", "a" },
    };
    static const char *const too_much[] = {
        "https://e.example/v1?key=1",
        "https://e.example?a=b",
        "https://e.example#a",
        "https://e example/",
    };

    (void)state;
    refused(&(parl_account){ .name = "a", .provider = "acme" },
            PARL_INVALID_ARGUMENT, "account 'a': provider 'acme' is unknown");
    refused(&(parl_account){ .name = "a" }, PARL_INVALID_ARGUMENT,
            "account 'a': provider is missing");
    refused(&(parl_account){ .name = "a",
                             .provider = "openai",
                             .dialect = "morse" },
            PARL_INVALID_ARGUMENT, "account 'a': openai does not speak morse");
    refused(&(parl_account){ .name = "a",
                             .provider = "anthropic",
                             .dialect = "openai_chat" },
            PARL_INVALID_ARGUMENT,
            "account 'a': anthropic does not speak openai_chat");
    for (size_t i = 0; i < N_OF(too_much); i++)
        refused(&(parl_account){ .name = "a",
                                 .provider = "custom",
                                 .base_url = too_much[i] },
                PARL_INVALID_ARGUMENT,
                "account 'a': base_url may have no blank, '?' or '#'");
    refused(&(parl_account){ .name = "a",
                             .provider = "custom",
                             .base_url = "https://me:s3cret@host/v1" },
            PARL_INVALID_ARGUMENT,
            "account 'a': base_url may name no user: an authorization header "
            "does");
    refused(&(parl_account){ .name = "a",
                             .provider = "openai",
                             .reserved = { 0, 0, 0, 1 } },
            PARL_INVALID_ARGUMENT, "account 'a': a reserved word is not zero");
    for (size_t i = 0; i < N_OF(broken); i++)
        refused(&(parl_account){ .name = "a",
                                 .provider = "openai",
                                 .headers = &broken[i],
                                 .n_headers = 1 },
                PARL_INVALID_ARGUMENT,
                "account 'a': header 0 has no proper name, or a line break");
    refused(&(parl_account){ .name = "a",
                             .provider = "openai",
                             .api_key = CODEC_KEY "\n" },
            PARL_INVALID_ARGUMENT, "account 'a': api_key has a line break");
}

static void refused_at_all(const parl_account *account)
{
    parl_client *client = codec_client(NULL);

    assert_int_equal(parl_client_add_account(client, account, NULL),
                     PARL_INVALID_ARGUMENT);
    parl_client_free(client);
}

static void test_a_token_has_no_line_break_either(void **state)
{
    const parl_account account = { .name = "a",
                                   .provider = "openai",
                                   .access_token = CODEC_KEY "\r\nx: y" };
    const parl_account organization = { .name = "a",
                                        .provider = "openai",
                                        .organization = "o\r\nx: y" };

    (void)state;
    refused_at_all(&account);
    refused_at_all(&organization);
}

static void test_a_model_has_an_alias(void **state)
{
    static const parl_model nameless[] = { { .id = "m" } };
    const parl_account account = {
        .name = "a", .provider = "openai", .models = nameless, .n_models = 1
    };

    (void)state;
    refused_at_all(&account);
}

static void test_reserved_words_of_a_model_are_zero(void **state)
{
    static const parl_model odd[] = { { .alias = "x", .reserved = { 1, 0 } } };
    const parl_account account = {
        .name = "a", .provider = "openai", .models = odd, .n_models = 1
    };

    (void)state;
    refused_at_all(&account);
}

static void test_what_is_not_built_fails_only_the_call(void **state)
{
    static const struct {
        parl_account account;
        const char *message;
    } list[] = {
        { { .name = "a", .provider = "left_out" },
          "/model: the provider 'left_out' of account 'a' is not in this "
          "build" },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(list); i++) {
        const parl_request request = { PARL_REQUEST_INIT, .model = "a/m",
                                       .messages = hi, .n_messages = 1 };
        parl_client *client = codec_client(NULL);
        parl_error *error = NULL;
        parl_call *call = NULL;

        assert_int_equal(
            parl_client_add_account(client, &list[i].account, NULL), PARL_OK);
        assert_int_equal(parl_encode(client, &request, &call, &error),
                         PARL_NOT_BUILT);
        assert_string_equal(parl_error_message(error), list[i].message);
        parl_error_free(error);
        parl_client_free(client);
    }
}

static void test_an_account_is_copied(void **state)
{
    char name[] = "a", provider[] = "openai", key[] = "k", header[] = "x";
    char alias[] = "fast", id[] = "gpt-5";
    const parl_pair headers[] = { { header, header } };
    const parl_model models[] = { { .alias = alias, .id = id } };
    const parl_account account = { .name = name,
                                   .provider = provider,
                                   .api_key = key,
                                   .headers = headers,
                                   .n_headers = 1,
                                   .models = models,
                                   .n_models = 1 };
    parl_client *client = codec_client(NULL);

    (void)state;
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    name[0] = provider[0] = key[0] = header[0] = alias[0] = id[0] = '?';
    assert_string_equal(key_of(client, "a/fast"), "Bearer k");
    parl_client_free(client);
}

/* ---- the environment ---------------------------------------------------- */

static void test_a_key_may_stand_in_a_variable(void **state)
{
    const parl_account account = { .name = "a",
                                   .provider = "openai",
                                   .api_key_env = "PARLANCE_TEST_KEY" };
    parl_client *client = codec_client(NULL);

    (void)state;
    setenv("PARLANCE_TEST_KEY", "from-there", 1);
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    setenv("PARLANCE_TEST_KEY", "later", 1);
    assert_string_equal(key_of(client, "a/m"), "Bearer from-there");
    unsetenv("PARLANCE_TEST_KEY");
    parl_client_free(client);
}

static void test_a_variable_may_not_break_a_header(void **state)
{
    const parl_account account = { .name = "a",
                                   .provider = "openai",
                                   .api_key_env = "PARLANCE_TEST_KEY" };

    (void)state;
    setenv("PARLANCE_TEST_KEY", CODEC_KEY "\n", 1);
    refused(&account, PARL_INVALID_ARGUMENT,
            "account 'a': api_key has a line break");
    unsetenv("PARLANCE_TEST_KEY");
}

static void test_the_environment_is_looked_at_when_asked(void **state)
{
    parl_client *client;

    (void)state;
    setenv("GROQ_API_KEY", "from-there", 1);
    setenv("VLLM_BASE_URL", "http://127.0.0.1:9/v1", 1);
    setenv("ANTHROPIC_AUTH_TOKEN", "a-token", 1);
    client = codec_client(NULL);
    assert_null(key_of(client, "groq/llama"));
    assert_int_equal(parl_client_add_env_accounts(client, NULL), PARL_OK);
    assert_string_equal(key_of(client, "groq/llama"), "Bearer from-there");
    assert_null(key_of(client, "vllm/x"));
    assert_string_equal(key_of(client, "anthropic/c"), "Bearer a-token");
    assert_string_equal(key_of(client, "work/gpt-5"), "Bearer " CODEC_KEY);
    unsetenv("GROQ_API_KEY");
    unsetenv("VLLM_BASE_URL");
    unsetenv("ANTHROPIC_AUTH_TOKEN");
    parl_client_free(client);
}

static void test_a_configured_account_stands_above_the_environment(void **state)
{
    const parl_account own = { .name = "groq",
                               .provider = "groq",
                               .api_key = "mine" };
    parl_client *client = codec_client(NULL);

    (void)state;
    setenv("GROQ_API_KEY", "from-there", 1);
    assert_int_equal(parl_client_add_account(client, &own, NULL), PARL_OK);
    assert_int_equal(parl_client_add_env_accounts(client, NULL), PARL_OK);
    assert_string_equal(key_of(client, "groq/llama"), "Bearer mine");
    unsetenv("GROQ_API_KEY");
    parl_client_free(client);
}

static void test_an_address_has_a_host(void **state)
{
    static const char *const addresses[] = {
        "http://",         "https://",   "https:///", "https:///v1",
        "https:////v1",    "https://?a", "e.example", "ftp://e.example",
        "https:e.example", "",
    };

    (void)state;
    for (size_t i = 0; i < N_OF(addresses); i++) {
        char *address = strdup(addresses[i]); /* its end is watched */

        refused(
            &(parl_account){
                .name = "a", .provider = "openai", .base_url = address },
            PARL_INVALID_ARGUMENT, "account 'a': base_url is no http address");
        free(address);
    }
}

static void test_a_bad_address_in_the_environment_is_told(void **state)
{
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;

    (void)state;
    setenv("VLLM_BASE_URL", "127.0.0.1:9", 1);
    setenv("GROQ_API_KEY", "k", 1);
    setenv("ZAI_API_KEY", "k", 1);
    assert_int_equal(parl_client_add_env_accounts(client, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error),
                        "account 'vllm': base_url is no http address");
    assert_string_equal(key_of(client, "groq/m"), "Bearer k"); /* before it */
    assert_string_equal(key_of(client, "zai/m"), "Bearer k");  /* behind it */
    unsetenv("VLLM_BASE_URL");
    unsetenv("GROQ_API_KEY");
    unsetenv("ZAI_API_KEY");
    parl_error_free(error);
    parl_client_free(client);
}

/* ---- the client itself -------------------------------------------------- */

static void test_options_may_be_left_out(void **state)
{
    parl_client *client = NULL;

    (void)state;
    assert_int_equal(parl_client_new(&client, NULL, NULL), PARL_OK);
    assert_null(key_of(client, "openai/gpt-5"));
    parl_client_free(client);
    parl_client_free(NULL);
}

/* The figures of the header, docs/ERRORS.md and docs/WAITING.md. */
static void test_what_is_not_said_has_its_default(void **state)
{
    parl_client *client = NULL;
    const parl_client_options *o;

    (void)state;
    assert_int_equal(parl_client_new(&client, NULL, NULL), PARL_OK);
    o = &client->options;
    assert_int_equal(o->connect_timeout_ms, 10000);
    assert_int_equal(o->first_byte_timeout_ms, 600000);
    assert_int_equal(o->silence_timeout_ms, 120000);
    assert_int_equal(o->total_timeout_ms, 0);
    assert_int_equal(o->max_request_bytes, 256 << 20);
    assert_int_equal(o->max_response_bytes, 64 << 20);
    assert_int_equal(o->max_event_bytes, 16 << 20);
    assert_int_equal(o->max_tool_calls, 1024);
    assert_int_equal(o->max_header_bytes, 256 << 10);
    assert_int_equal(o->max_depth, 128);
    assert_int_equal(o->max_retries, 2);
    assert_int_equal(o->retry_first_delay_ms, 500);
    assert_int_equal(o->retry_max_delay_ms, 8000);
    assert_int_equal(o->retry_max_wait_ms, 120000);
    assert_int_equal(o->retry_deadline_ms, 600000);
    parl_client_free(client);
}

static void test_options_without_a_size_are_refused(void **state)
{
    const parl_client_options options = { .max_depth = 8 };
    parl_client *client = NULL;
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(parl_client_new(&client, &options, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(
        parl_error_message(error),
        "the client's options: struct_size is not set (its ..._INIT sets it)");
    assert_null(client);
    parl_error_free(error);
}

struct newer_options {
    parl_client_options options;
    int64_t novelty;
};

static void test_an_option_of_a_newer_header_is_refused_when_set(void **state)
{
    struct newer_options newer = { .options = codec_options() };
    parl_client *client = NULL;

    (void)state;
    newer.options.struct_size = sizeof(newer);
    assert_int_equal(parl_client_new(&client, &newer.options, NULL), PARL_OK);
    parl_client_free(client);
    client = NULL;
    newer.novelty = 1;
    assert_int_equal(parl_client_new(&client, &newer.options, NULL),
                     PARL_INVALID_ARGUMENT);
    assert_null(client);
}

/* ---- memory ------------------------------------------------------------- */

static bool make_client(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_client *client;

    options.allocator = mem;
    options.ca_file = "ca.pem";
    options.user_agent = "test/1";
    client = codec_client(&options);
    parl_client_free(client);
    return client != NULL;
}

/* With libcurl as its transport. */
static bool make_sending_client(const parl_allocator *mem)
{
    const parl_client_options options = { PARL_CLIENT_OPTIONS_INIT,
                                          .allocator = mem };
    parl_client *client = NULL;
    const parl_status status = parl_client_new(&client, &options, NULL);

    parl_client_free(client);
    return status == PARL_OK;
}

static bool look_at_environment(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_client *client;
    bool done;

    options.allocator = mem;
    client = codec_client(&options);
    done =
        client != NULL && parl_client_add_env_accounts(client, NULL) == PARL_OK;
    parl_client_free(client);
    return done;
}

static bool refuse_account(const parl_allocator *mem)
{
    const parl_account account = { .name = "a", .provider = "acme" };
    parl_client_options options = codec_options();
    parl_error *error = NULL;
    parl_client *client;
    bool done = false;

    options.allocator = mem;
    client = codec_client(&options);
    if (client != NULL) {
        parl_client_add_account(client, &account, &error);
        done = parl_error_status(error) == PARL_INVALID_ARGUMENT;
    }
    parl_error_free(error);
    parl_client_free(client);
    return done;
}

static void test_no_memory_at_any_point_is_said(void **state)
{
    (void)state;
    oom_each(make_client);
    oom_each(make_sending_client);
    oom_each(refuse_account);
    setenv("GROQ_API_KEY", "k", 1);
    oom_each(look_at_environment);
    unsetenv("GROQ_API_KEY");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_name_is_short_and_plain),
        cmocka_unit_test(test_a_name_is_taken_once),
        cmocka_unit_test(test_an_account_may_take_a_providers_name),
        cmocka_unit_test(test_what_an_account_says_is_checked),
        cmocka_unit_test(test_a_token_has_no_line_break_either),
        cmocka_unit_test(test_reserved_words_of_a_model_are_zero),
        cmocka_unit_test(test_what_is_not_built_fails_only_the_call),
        cmocka_unit_test(test_an_account_is_copied),
        cmocka_unit_test(test_a_key_may_stand_in_a_variable),
        cmocka_unit_test(test_a_variable_may_not_break_a_header),
        cmocka_unit_test(test_the_environment_is_looked_at_when_asked),
        cmocka_unit_test(
            test_a_configured_account_stands_above_the_environment),
        cmocka_unit_test(test_an_address_has_a_host),
        cmocka_unit_test(test_a_bad_address_in_the_environment_is_told),
        cmocka_unit_test(test_options_may_be_left_out),
        cmocka_unit_test(test_what_is_not_said_has_its_default),
        cmocka_unit_test(test_options_without_a_size_are_refused),
        cmocka_unit_test(test_an_option_of_a_newer_header_is_refused_when_set),
        cmocka_unit_test(test_no_memory_at_any_point_is_said),
        cmocka_unit_test(test_a_model_has_an_alias),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
