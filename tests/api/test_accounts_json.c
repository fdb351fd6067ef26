/* tests/api/test_accounts_json.c -- accounts come from a file. */
#include "support/check.h"

#include "support/codec.h"
#include "support/oom.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static parl_status load(const char *json, parl_error **error)
{
    parl_client *client = codec_client(NULL);
    const parl_status status =
        parl_client_load_accounts(client, json, 0, error);

    parl_client_free(client);
    return status;
}

static void refused(const char *json, const char *message)
{
    parl_error *error = NULL;

    assert_int_equal(load(json, &error), PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error), message);
    parl_error_free(error);
}

static void taken(const char *json)
{
    parl_error *error = NULL;

    if (load(json, &error) != PARL_OK)
        fail_msg("%s: %s", json, parl_error_message(error));
}

/* ---- what is taken ------------------------------------------------------ */

static const char full[] =
    "{\"accounts\": [{\"name\": \"a\", \"provider\": \"azure\","
    " \"api_key\": \"" CODEC_KEY "\", \"base_url\": \"https://e.example\","
    " \"dialect\": \"openai_chat\", \"organization\": \"o\","
    " \"project\": \"p\", \"api_version\": \"2024-10-21\","
    " \"region\": \"r\", \"location\": \"l\", \"access_key_id\": \"i\","
    " \"secret_access_key\": \"s\", \"session_token\": \"t\","
    " \"access_token\": null, \"api_key_env\": null,"
    " \"headers\": {\"x-team\": \"\\u00e9\"},"
    " \"models\": {\"fast\": {\"id\": \"d/1\", \"base_model\": \"gpt-5\","
    " \"region\": \"x\"}}}]}";

static void test_every_member_is_taken(void **state)
{
    static const parl_message hi[] = { PARL_USER("Hi") };
    const parl_request request = { PARL_REQUEST_INIT, .model = "a/fast",
                                   .messages = hi, .n_messages = 1,
                                   .max_tokens = 9 };
    parl_client *client = codec_client(NULL);
    const char *json = NULL;
    parl_call *call = NULL;

    (void)state;
    assert_int_equal(parl_client_load_accounts(client, full, 0, NULL), PARL_OK);
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_OK);
    assert_string_equal(
        json,
        "{\"method\":\"POST\",\"url\":\"https://e.example/openai/deployments/"
        "d%2F1/chat/completions?api-version=2024-10-21\",\"headers\":{"
        "\"content-type\":\"application/json\",\"accept\":"
        "\"application/json\",\"api-key\":\"<secret>\","
        "\"x-team\":\"\xC3\xA9\"},\"body\":{\"model\":\"d/1\",\"messages\":[{"
        "\"role\":\"user\",\"content\":\"Hi\"}],\"max_completion_tokens\":9},"
        "\"report\":[{\"field\":\"/max_tokens\",\"action\":\"translated\","
        "\"reason\":\"sent as max_completion_tokens\"}]}");
    parl_call_free(call);
    parl_client_free(client);
}

static void test_nothing_is_a_file_too(void **state)
{
    (void)state;
    taken("{}");
    taken("{\"accounts\":[]}");
    taken(" {\"accounts\" : [ ] } \n");
    taken("{\"accounts\":[{\"name\":\"a\",\"provider\":\"groq\","
          "\"headers\":{},\"models\":{}}]}");
    taken("{\"accounts\":[{\"name\":\"a\",\"provider\":\"groq\","
          "\"headers\":null,\"models\":null}]}");
    taken("{\"accounts\":[{\"name\":\"a\",\"provider\":\"groq\","
          "\"models\":{\"m\":{\"id\":\"x\",\"region\":null}}}]}");
}

static void test_the_length_may_be_given(void **state)
{
    parl_client *client = codec_client(NULL);

    (void)state;
    assert_int_equal(parl_client_load_accounts(client, "{}xyz", 2, NULL),
                     PARL_OK);
    assert_int_equal(parl_client_load_accounts(client, "{}xyz", 0, NULL),
                     PARL_INVALID_ARGUMENT);
    parl_client_free(client);
}

/* ---- what is refused ---------------------------------------------------- */

static void test_an_unknown_member_is_named(void **state)
{
    (void)state;
    refused("{\"account\":[]}", "/account: there is no such member");
    refused("{\"accounts\":[{\"name\":\"a\",\"provider\":\"groq\"},"
            "{\"apikey\":\"" CODEC_KEY "\"}]}",
            "/accounts/1/apikey: there is no such member");
    refused("{\"accounts\":[{\"name\":\"a\",\"provider\":\"groq\","
            "\"models\":{\"fast\":{\"ID\":\"x\"}}}]}",
            "/accounts/0/models/fast/ID: there is no such member");
}

static void test_a_value_of_the_wrong_kind_is_named(void **state)
{
    (void)state;
    refused("[]", "the JSON: expected an object, not a list");
    refused("{\"accounts\":{}}", "/accounts: expected a list, not an object");
    refused("{\"accounts\":[7]}",
            "/accounts/0: expected an object, not a number");
    refused("{\"accounts\":[{\"api_key\":7}]}",
            "/accounts/0/api_key: expected a text, not a number");
    refused("{\"accounts\":[{\"headers\":[]}]}",
            "/accounts/0/headers: expected an object, not a list");
    refused("{\"accounts\":[{\"headers\":{\"a\":1}}]}",
            "/accounts/0/headers/a: expected a text, not a number");
    refused("{\"accounts\":[{\"models\":\"m\"}]}",
            "/accounts/0/models: expected an object, not a text");
    refused("{\"accounts\":[{\"models\":{\"m\":\"x\"}}]}",
            "/accounts/0/models/m: expected an object, not a text");
}

static void test_a_model_id_is_a_text(void **state)
{
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(load("{\"accounts\":[{\"name\":\"a\",\"provider\":"
                          "\"groq\",\"models\":{\"m\":{\"id\":7}}}]}",
                          &error),
                     PARL_INVALID_ARGUMENT);
    parl_error_free(error);
}

static void test_a_text_with_nul_is_refused(void **state)
{
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(load("{\"accounts\":[{\"name\":\"a\",\"provider\":"
                          "\"groq\",\"api_key\":\"a\\u0000b\"}]}",
                          &error),
                     PARL_INVALID_ARGUMENT);
    parl_error_free(error);
}

static void test_what_an_account_lacks_is_told_with_its_place(void **state)
{
    (void)state;
    refused("{\"accounts\":[{\"name\":\"a\",\"provider\":\"groq\"},"
            "{\"name\":\"a\",\"provider\":\"groq\"}]}",
            "/accounts/1: account 'a' is there already");
    refused("{\"accounts\":[{\"name\":\"a\",\"provider\":\"acme\"}]}",
            "/accounts/0: account 'a': provider 'acme' is unknown");
    refused("{\"accounts\":[{}]}",
            "/accounts/0: account '': a name is 1 to 64 of letters, digits, "
            "'-', '_' and '.'");
}

static void test_bytes_that_are_no_json_are_placed(void **state)
{
    static const char *const list[] = {
        "",
        "{",
        "{}}",
        "{\"accounts\":[}",
        "{\"accounts\":[{\"name\":\"a\",\"provider\":\"groq\"}",
        "{\"accounts\":[{\"headers\":{\"a\":\"b\"}]}",
        "{\"accounts\":[{\"models\":{\"m\":{\"id\":\"x\"}]}",
        "nonsense",
    };

    (void)state;
    for (size_t i = 0; i < N_OF(list); i++) {
        parl_error *error = NULL;

        if (load(list[i], &error) != PARL_INVALID_ARGUMENT)
            fail_msg("%s is taken", list[i]);
        parl_error_free(error);
    }
    refused("{}}", "not JSON: something stands behind the value, "
                   "at byte 2");
}

static void test_every_beginning_of_a_file_is_refused(void **state)
{
    (void)state;
    for (size_t len = 1; len + 1 < sizeof(full); len++) {
        parl_client *client = codec_client(NULL);

        assert_int_equal(parl_client_load_accounts(client, full, len, NULL),
                         PARL_INVALID_ARGUMENT);
        parl_client_free(client);
    }
}

/* ---- memory ------------------------------------------------------------- */

static bool load_full(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_client *client;
    bool done;

    options.allocator = mem;
    client = codec_client(&options);
    done = client != NULL &&
           parl_client_load_accounts(client, full, 0, NULL) == PARL_OK;
    parl_client_free(client);
    return done;
}

static void test_no_memory_at_any_point_is_said(void **state)
{
    (void)state;
    oom_each(load_full);
}

static bool load_and_tell(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_error *error = NULL;
    parl_client *client;
    bool done = true;

    options.allocator = mem;
    client = codec_client(&options);
    if (client != NULL &&
        parl_client_load_accounts(client, full, 0, &error) != PARL_OK) {
        assert_int_equal(parl_error_status(error), PARL_OUT_OF_MEMORY);
        done = false;
    }
    done = done && client != NULL;
    parl_error_free(error);
    parl_client_free(client);
    return done;
}

static void test_a_lack_of_memory_is_called_by_its_name(void **state)
{
    (void)state;
    oom_each(load_and_tell);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_member_is_taken),
        cmocka_unit_test(test_nothing_is_a_file_too),
        cmocka_unit_test(test_the_length_may_be_given),
        cmocka_unit_test(test_an_unknown_member_is_named),
        cmocka_unit_test(test_a_value_of_the_wrong_kind_is_named),
        cmocka_unit_test(test_a_model_id_is_a_text),
        cmocka_unit_test(test_a_text_with_nul_is_refused),
        cmocka_unit_test(test_what_an_account_lacks_is_told_with_its_place),
        cmocka_unit_test(test_bytes_that_are_no_json_are_placed),
        cmocka_unit_test(test_every_beginning_of_a_file_is_refused),
        cmocka_unit_test(test_no_memory_at_any_point_is_said),
        cmocka_unit_test(test_a_lack_of_memory_is_called_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
