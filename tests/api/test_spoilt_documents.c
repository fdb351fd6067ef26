/* tests/api/test_spoilt_documents.c -- requests, conversations, accounts and
 * facts that are spoilt by chance: what is taken comes out as JSON, and what
 * is saved is what was loaded. */
#include "support/check.h"

#include <stdlib.h>
#include <parlance/parlance.h>
#include "support/codec.h"
#include "support/spoil.h"
#include "wire/json_in.h"
#include "wire/utf8.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

/* An error says something that can be shown, and goes. */
static void assert_error(parl_error *error)
{
    const char *message = parl_error_message(error);
    const char *json = parl_error_json(error, NULL);
    size_t at;

    assert_true(message[0] != '\0');
    assert_true(utf8_valid(message, strlen(message), &at));
    assert_true(json_valid(json, strlen(json)));
    parl_error_free(error);
}

/* Every fourth one is no JSON any more, most of them. */
static char *spoil(uint32_t *random, const char *sample, size_t *len)
{
    return spoil_number(random, 4) == 0
               ? spoil_copy(random, span_of(sample), len)
               : spoil_json(random, sample, len);
}

/* ---- requests ----------------------------------------------------------- */

static const char *const requests[] = {
    "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be "
    "terse.\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":"
    "\"What is it?\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":"
    "\"1h\"}},{\"type\":\"image_url\",\"image_url\":{\"url\":"
    "\"data:image/png;base64,AAAA\",\"detail\":\"low\"}},{\"type\":\"file\","
    "\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
    "\"data:application/pdf;base64,AAAA\"}},{\"type\":\"input_audio\","
    "\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}],\"name\":"
    "\"ann\"}],\"max_tokens\":4000,\"temperature\":0.5,\"top_p\":0.9,"
    "\"top_k\":4,\"stop\":[\"a\",\"b\"],\"seed\":7,\"n\":1,\"logit_bias\":"
    "{\"1\":2},\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"stream\":true}",

    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"},"
    "{\"role\":\"assistant\",\"content\":\"I go.\",\"thinking_blocks\":[{"
    "\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"},{"
    "\"type\":\"redacted_thinking\",\"data\":\"AAAA\"}],\"tool_calls\":[{"
    "\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"look\","
    "\"arguments\":\"{\\\"at\\\":\\\"sky\\\"}\"},\"provider_specific_fields\":"
    "{\"thought_signature\":\"c2ln\"}}],\"origin\":{\"provider\":\"openai\","
    "\"account\":\"work\",\"model\":\"gpt-5\"}},{\"role\":\"tool\","
    "\"tool_call_id\":\"call_1\",\"content\":[{\"type\":\"text\",\"text\":"
    "\"blue\"}],\"is_error\":false}],\"tools\":[{\"type\":\"function\","
    "\"function\":{\"name\":\"look\",\"description\":\"Looks.\",\"parameters\":"
    "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":[\"string\","
    "\"null\"],\"enum\":[\"sky\",\"sea\"],\"minLength\":1}},\"required\":["
    "\"at\"],\"additionalProperties\":false,\"$defs\":{\"a\":{\"$ref\":"
    "\"#/$defs/a\"}}},\"strict\":true}},{\"type\":\"custom\",\"custom\":{"
    "\"name\":\"draw\",\"format\":{\"type\":\"text\"}}}],\"tool_choice\":{"
    "\"type\":\"function\",\"function\":{\"name\":\"look\"}},"
    "\"parallel_tool_calls\":false,\"reasoning_effort\":\"high\"}",

    "{\"model\":\"m\",\"messages\":[{\"role\":\"developer\",\"content\":\"In "
    "JSON.\"},{\"role\":\"user\",\"content\":\"Who?\"},{\"role\":"
    "\"assistant\",\"parts\":[{\"type\":\"thinking\",\"thinking\":\"a\"},{"
    "\"type\":\"text\",\"text\":\"b\",\"signature\":\"c\"},{\"type\":"
    "\"opaque\",\"item\":{\"type\":\"web_search_call\",\"id\":\"ws_1\"},"
    "\"id\":\"ws_1\"},{\"type\":\"tool_call\",\"id\":\"x\",\"name\":\"f\","
    "\"arguments\":\"{}\"}]},{\"role\":\"user\",\"parts\":[{\"type\":"
    "\"tool_result\",\"tool_call_id\":\"x\",\"content\":\"1\"}]}],\"tools\":[{"
    "\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
    "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":"
    "\"who\",\"strict\":true,\"schema\":{\"type\":\"object\",\"properties\":{"
    "\"name\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]},\"list\":"
    "{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"minItems\":1}},"
    "\"required\":[\"name\"]}}},\"thinking\":{\"type\":\"enabled\","
    "\"budget_tokens\":2000},\"max_completion_tokens\":9000,\"extra_body\":{"
    "\"a\":1},\"whatever\":[1,2,{\"b\":null}]}",
};

static const char *const models[] = {
    "openai/gpt-4o",
    "openai/gpt-5.5",
    "groq/qwen3-32b",
    "mistral/mistral-large-latest",
    "deepseek/deepseek-chat",
    "anthropic/claude-opus-5",
    "anthropic/claude-sonnet-4-5",
    "gemini/gemini-3-pro-preview",
    "gemini/gemini-2.5-flash",
    "bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0",
    "bedrock/amazon.nova-pro-v1:0",
    "cohere/command-a-03-2025",
};

static void assert_body(parl_call *call)
{
    parl_error *error = NULL;
    const char *json = NULL;
    size_t len = 0;

    if (parl_call_json(call, &json, &len, &error) == PARL_OK)
        assert_true(json_valid(json, len));
    else
        assert_error(error); /* an attachment that is no base64 */
}

static void encode(const parl_client *client, const parl_request *given,
                   const char *model, int n[2])
{
    parl_request request = *given;
    parl_error *error = NULL;
    parl_call *call = NULL;

    request.model = model;
    if (parl_encode(client, &request, &call, &error) == PARL_OK) {
        n[1]++;
        assert_body(call);
        parl_call_free(call);
    } else {
        n[0]++;
        assert_error(error);
    }
}

static void test_requests_are_written_or_refused(void **state)
{
    parl_client *client = codec_client(NULL);
    uint32_t random = 1;
    int n[2] = { 0, 0 };

    (void)state;
    for (size_t i = 0; i < N_OF(requests) * (size_t)spoil_rounds(); i++) {
        size_t len;
        char *text = spoil(&random, requests[i % N_OF(requests)], &len);
        parl_builder *builder = NULL;
        parl_error *error = NULL;

        if (len > 0 &&
            parl_request_from_json(&builder, text, len, &error) == PARL_OK) {
            for (size_t k = 0; k < N_OF(models); k++)
                encode(client, parl_builder_request(builder, NULL), models[k],
                       n);
            parl_builder_free(builder);
        } else if (len > 0) {
            assert_error(error);
        }
        free(text);
    }
    print_message("%d written, %d refused\n", n[1], n[0]);
    assert_true(n[0] > 0 && n[1] > 0);
    parl_client_free(client);
}

/* ---- conversations ------------------------------------------------------ */

static void save_again(parl_conversation *c, int n[2])
{
    parl_conversation *copy = NULL;
    parl_error *error = NULL;
    const char *json = NULL, *again = NULL;
    size_t len = 0;

    if (parl_conversation_save(c, &json, &len, &error) != PARL_OK) {
        n[0]++;
        assert_error(error);
        return;
    }
    n[1]++;
    if (parl_conversation_load(&copy, json, len, &error) != PARL_OK)
        fail_msg("%s: %s", parl_error_message(error), json);
    assert_int_equal(parl_conversation_save(copy, &again, NULL, NULL), PARL_OK);
    assert_string_equal(again, json);
    parl_conversation_free(copy);
}

static void test_conversations_are_saved_as_they_were_loaded(void **state)
{
    static const char *const histories[] = {
        "{\"model\":\"a/b\",\"messages\":[{\"role\":\"user\",\"content\":[{"
        "\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\","
        "\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}},{\"type\":"
        "\"file\",\"file\":{\"file_id\":\"f-1\",\"filename\":\"n\"},"
        "\"cache_control\":{\"type\":\"ephemeral\"}}],\"name\":\"ann\","
        "\"more\":1},{\"role\":\"assistant\",\"content\":\"b\",\"refusal\":"
        "\"no\",\"reasoning_content\":\"hm\",\"audio\":{\"id\":\"a1\","
        "\"transcript\":\"t\"},\"tool_calls\":[{\"id\":\"1\",\"type\":"
        "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},"
        "\"extra\":[1]},{\"id\":\"2\",\"type\":\"custom\",\"custom\":{"
        "\"name\":\"g\",\"input\":\"x\"}}]},{\"role\":\"tool\","
        "\"tool_call_id\":\"1\",\"content\":\"c\"}]}",
        "{\"model\":\"a/b\",\"messages\":[{\"role\":\"assistant\",\"parts\":[{"
        "\"type\":\"thinking\",\"thinking\":\"a\",\"signature\":\"\",\"id\":"
        "\"r\"},{\"type\":\"text\",\"text\":\"b\",\"x\":{}},{\"type\":"
        "\"redacted_thinking\",\"data\":\"d\"},{\"type\":\"opaque\",\"item\":"
        "[1, 2]},{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"f\","
        "\"arguments\":\"{}\",\"signature\":\"s\",\"cache_control\":{\"type\":"
        "\"ephemeral\"}},{\"type\":\"custom_call\",\"name\":\"g\",\"input\":"
        "\"i\"}],\"origin\":{\"provider\":\"p\",\"account\":\"q\",\"model\":"
        "\"r\"}},{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_result\","
        "\"tool_call_id\":\"1\",\"content\":[{\"type\":\"text\",\"text\":"
        "\"t\"}],\"is_error\":true}]}]}",
    };
    uint32_t random = 2;
    int n[2] = { 0, 0 };

    (void)state;
    for (size_t i = 0; i < N_OF(histories) * (size_t)spoil_rounds() * 8; i++) {
        size_t len;
        char *text = spoil(&random, histories[i % N_OF(histories)], &len);
        parl_conversation *c = NULL;
        parl_error *error = NULL;

        if (len > 0 &&
            parl_conversation_load(&c, text, len, &error) == PARL_OK) {
            save_again(c, n);
            parl_conversation_free(c);
        } else if (len > 0) {
            assert_error(error);
        }
        free(text);
    }
    print_message("%d saved, %d not\n", n[1], n[0]);
    assert_true(n[1] > 0);
}

/* ---- accounts and facts ------------------------------------------------- */

typedef parl_status load_fn(parl_client *client, const char *json, size_t len,
                            parl_error **error);

/* What is loaded is believed: a request is written by it. */
static void load_spoilt(load_fn *load, const char *sample, const char *model)
{
    static const parl_message hi[] = { PARL_USER("Hi") };
    const parl_request request = { PARL_REQUEST_INIT, .model = model,
                                   .messages = hi, .n_messages = 1 };
    uint32_t random = 3;
    int n[2] = { 0, 0 }, n_loaded = 0;

    for (int i = 0; i < spoil_rounds() * 4; i++) {
        parl_client *client = codec_client(NULL);
        parl_error *error = NULL;
        size_t len;
        char *text = spoil(&random, sample, &len);

        if (len > 0 && load(client, text, len, &error) == PARL_OK)
            n_loaded++;
        else if (len > 0)
            assert_error(error);
        encode(client, &request, model, n);
        parl_client_free(client);
        free(text);
    }
    assert_true(n_loaded > 0);
}

static void test_accounts_are_taken_or_refused(void **state)
{
    (void)state;
    load_spoilt(
        parl_client_load_accounts,
        "{\"accounts\":[{\"name\":\"a\",\"provider\":\"azure\",\"api_key\":"
        "\"k\",\"base_url\":\"https://e.example/openai/v1\",\"dialect\":"
        "\"openai_chat\",\"api_version\":\"2024-10-21\",\"headers\":{"
        "\"x-team\":\"a\"},\"models\":{\"fast\":{\"id\":\"d\",\"base_model\":"
        "\"gpt-5\",\"region\":\"x\"}}},{\"name\":\"aws\",\"provider\":"
        "\"bedrock\",\"region\":\"us-east-1\",\"access_key_id\":\"i\","
        "\"secret_access_key\":\"s\"},{\"name\":\"vx\",\"provider\":"
        "\"vertex\",\"project\":\"p\",\"location\":\"global\",\"credentials\":"
        "\"default\"}]}",
        "a/fast");
}

static void test_facts_are_taken_or_refused(void **state)
{
    (void)state;
    load_spoilt(parl_client_load_facts,
                "{\"models\":[{\"stem\":\"gpt-\",\"from\":\"5.1\",\"to\":"
                "\"7.9\",\"rest\":\"*-x*\",\"provider\":\"openai\",\"like\":"
                "\"gpt-5.5\",\"family\":\"f\",\"efforts\":[\"low\",\"high\"],"
                "\"default_effort\":\"low\",\"drops\":[\"seed\",\"n\"],"
                "\"drops_reasoning\":[\"stop\"],\"no_tools\":true,"
                "\"chat_tools\":\"never\",\"note\":\"n\"},{\"stem\":\"gpt\","
                "\"knows_effort\":true,\"chat_only\":true}]}",
                "openai/gpt-5.5-x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requests_are_written_or_refused),
        cmocka_unit_test(test_conversations_are_saved_as_they_were_loaded),
        cmocka_unit_test(test_accounts_are_taken_or_refused),
        cmocka_unit_test(test_facts_are_taken_or_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
