/* tests/api/test_facts_json.c -- facts about models that a program loads. */
#include "support/check.h"

#include <stdlib.h>
#include "api/client.h"
#include "api/facts_json.h"
#include "support/codec.h"
#include "support/oom.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static const struct facts *facts_of_model(const parl_client *client,
                                          const char *provider,
                                          const char *model)
{
    const struct provider *row = NULL;

    assert_int_equal(provider_find(provider, &row, NULL), PARL_OK);
    return facts_of(client, row, model);
}

static parl_client *client_with(const char *json)
{
    parl_client *client = codec_client(NULL);

    assert_int_equal(parl_client_load_facts(client, json, 0, NULL), PARL_OK);
    return client;
}

/* ---- what they do ------------------------------------------------------- */

static void test_each_member_is_read(void **state)
{
    parl_client *client = client_with(
        "{\"models\":[{\"family\":\"F\",\"stem\":\"acme-\",\"from\":\"2\","
        "\"to\":\"2.5\",\"rest\":\"-x*\",\"efforts\":[\"none\",\"max\"],"
        "\"efforts_responses\":[\"low\"],\"default_effort\":\"max\","
        "\"drops\":[\"seed\",\"n\"],\"drops_reasoning\":[\"top_p\"],"
        "\"new_max_tokens\":true,\"no_instructions\":true,"
        "\"no_json_schema\":true,\"no_json_object\":true,\"no_tools\":true,"
        "\"chat_tools\":\"never\",\"responses_only\":true,\"chat_only\":true,"
        "\"note\":\"N\"}]}");
    const struct facts *f = facts_of_model(client, "openai", "acme-2.5-x1");

    (void)state;
    assert_string_equal(f->family, "F");
    assert_true(f->knows_effort);
    assert_int_equal(f->efforts, EFFORT(NONE) | EFFORT(MAX));
    assert_int_equal(f->efforts_responses, EFFORT(LOW));
    assert_int_equal(f->default_effort, PARL_EFFORT_MAX);
    assert_string_equal(words_of(f)->drops, "seed n");
    assert_string_equal(words_of(f)->drops_reasoning, "top_p");
    assert_true(f->new_max_tokens && f->no_instructions && f->no_json_schema);
    assert_true(f->no_json_object && f->no_tools && f->responses_only &&
                f->chat_only);
    assert_int_equal(f->chat_tools, CHAT_TOOLS_NEVER);
    assert_string_equal(facts_note(f), "N");
    assert_true(facts_of_model(client, "openai", "acme-2.6-x")->unknown);
    assert_true(facts_of_model(client, "openai", NULL)->unknown);
    parl_client_free(client);
}

static void test_facts_of_claude_and_gemini_are_read(void **state)
{
    parl_client *client = client_with(
        "{\"models\":[{\"stem\":\"acme-\",\"max_output\":90000,"
        "\"cache_minimum\":512,\"thinking\":[\"adaptive\",\"disabled\"],"
        "\"thinks_unasked\":true,\"sampling\":\"one\","
        "\"no_forced_tools\":true,\"no_prefill\":true,"
        "\"google_thinking\":\"by budget\",\"budget_min\":128,"
        "\"budget_max\":32768}]}");
    const struct facts *f = facts_of_model(client, "anthropic", "acme-1");
    parl_family_info info;

    (void)state;
    assert_int_equal(words_of(f)->max_output, 90000);
    assert_int_equal(words_of(f)->cache_minimum, 512);
    assert_int_equal(f->thinking, THINKS_ADAPTIVELY | THINKS_NOT);
    assert_true(f->thinks_unasked && f->no_forced_tools && f->no_prefill);
    assert_int_equal(f->sampling, SAMPLING_ONE);
    assert_int_equal(f->google_thinking, THINKING_BY_BUDGET);
    assert_int_equal(words_of(f)->budget_min, 128);
    assert_int_equal(words_of(f)->budget_max, 32768);
    assert_true(parl_client_family_at(client, 0, &info));
    assert_int_equal(info.thinking, 1u << PARL_THINKING_ADAPTIVE |
                                        1u << PARL_THINKING_DISABLED);
    assert_int_equal(info.forced_tools, 0);
    assert_int_equal(info.max_output, 90000);
    assert_int_equal(info.cache_minimum, 512);
    parl_client_free(client);
}

static void test_they_count_before_those_of_the_build(void **state)
{
    parl_client *client = client_with(
        "{\"models\":[{\"stem\":\"gpt-\",\"from\":\"5.5\",\"note\":\"first\"},"
        "{\"stem\":\"gpt-5.5\",\"note\":\"second\"}]}");

    (void)state;
    assert_string_equal(facts_note(facts_of_model(client, "openai", "gpt-5.5")),
                        "first");
    assert_string_equal(facts_of_model(client, "openai", "gpt-5.4")->family,
                        "gpt-5.4*");
    assert_int_equal(
        parl_client_load_facts(client,
                               "{\"models\":[{\"stem\":\"gpt-5.5\",\"note\":"
                               "\"newer\"}]}",
                               0, NULL),
        PARL_OK);
    assert_string_equal(facts_note(facts_of_model(client, "openai", "gpt-5.5")),
                        "newer");
    parl_client_free(client);
}

static void test_a_provider_keeps_them_from_others(void **state)
{
    parl_client *client =
        client_with("{\"models\":[{\"stem\":\"m\",\"provider\":\"custom\"}]}");

    (void)state;
    assert_string_equal(facts_of_model(client, "custom", "m-1")->family, "m*");
    assert_true(facts_of_model(client, "vllm", "m-1")->unknown);
    parl_client_free(client);
}

static void test_a_model_may_be_like_another(void **state)
{
    parl_client *client = client_with(
        "{\"models\":[{\"stem\":\"gpt-7\",\"no_tools\":true,\"like\":"
        "\"gpt-6-astra\"},{\"stem\":\"gpt-8\",\"like\":\"gpt-6.1-terra\","
        "\"chat_tools\":\"always\",\"default_effort\":\"none\"}]}");
    const struct facts *seven = facts_of_model(client, "openai", "gpt-7");
    const struct facts *eight = facts_of_model(client, "openai", "gpt-8-x");

    (void)state;
    assert_string_equal(seven->family, "gpt-7*");
    assert_int_equal(seven->chat_tools, CHAT_TOOLS_NEVER);
    assert_true(seven->no_tools && seven->new_max_tokens);
    assert_int_equal(eight->chat_tools, CHAT_TOOLS_ALWAYS);
    assert_int_equal(eight->default_effort, PARL_EFFORT_NONE);
    assert_int_equal(parl_client_load_facts(
                         client,
                         "{\"models\":[{\"stem\":\"z\",\"like\":\"gpt-7\"}]}",
                         0, NULL),
                     PARL_OK);
    assert_true(facts_of_model(client, "groq", "z1")->no_tools);
    parl_client_free(client);
}

static void test_a_request_goes_by_them(void **state)
{
    parl_client *client = client_with(
        "{\"models\":[{\"stem\":\"mine\",\"drops\":[\"temperature\"],"
        "\"responses_only\":true}]}");
    char *json = codec_encode(client, "{\"model\":\"work/mine\",\"messages\":[{"
                                      "\"role\":\"user\",\"content\":\"Hi\"}],"
                                      "\"temperature\":1}");

    (void)state;
    assert_non_null(strstr(json, "\"input\":[{"));
    assert_non_null(strstr(json, "\"field\":\"/temperature\",\"action\":"
                                 "\"dropped\""));
    free(json);
    parl_client_free(client);
}

static void test_families_tell_where_they_are_from(void **state)
{
    parl_client *client =
        client_with("{\"models\":[{\"stem\":\"a\"},{\"stem\":\"b\"}]}");
    const size_t n = parl_client_n_families(client);
    parl_family_info info;

    (void)state;
    assert_int_equal(n, parl_n_families() + 2);
    assert_true(parl_client_family_at(client, 1, &info));
    assert_string_equal(info.family, "b*");
    assert_string_equal(info.source, "loaded");
    assert_true(parl_client_family_at(client, 2, &info));
    assert_string_equal(info.family, "o1-mini*");
    assert_string_equal(info.source, "openai");
    assert_true(parl_client_family_at(client, n - 1, &info));
    assert_false(parl_client_family_at(client, n, &info));
    parl_client_free(client);
}

/* ---- what is wrong with them --------------------------------------------- */

static void test_mistakes_are_named(void **state)
{
    static const struct {
        const char *json, *message;
    } list[] = {
        { "[]", "the JSON: expected an object, not a list" },
        { "{\"model\":[]}", "/model: there is no such member" },
        { "{\"models\":{}}", "/models: expected a list, not an object" },
        { "{\"models\":[1]}", "/models/0: expected an object, not a number" },
        { "{\"models\":[{}]}", "/models/0/stem: missing" },
        { "{\"models\":[{\"stem\":\"a\"},{\"stem\":\"b\",\"no_tool\":true}]}",
          "/models/1/no_tool: there is no such member" },
        { "{\"models\":[{\"stem\":\"a\",\"no_tools\":1}]}",
          "/models/0/no_tools: expected true or false, not a number" },
        { "{\"models\":[{\"stem\":\"a\",\"efforts\":[\"low\",\"huge\"]}]}",
          "/models/0/efforts/1: expected one of none, minimal, low, medium, "
          "high, xhigh, max, not 'huge'" },
        { "{\"models\":[{\"stem\":\"a\",\"from\":\"5.\"}]}",
          "/models/0/from: expected a version like \"5.4\", not '5.'" },
        { "{\"models\":[{\"stem\":\"a\",\"from\":\"1234\"}]}",
          "/models/0/from: expected a version like \"5.4\", not '1234'" },
        { "{\"models\":[{\"stem\":\"a\",\"from\":\"5.4\",\"to\":\"5.3\"}]}",
          "/models/0/to: less than `from`" },
        { "{\"models\":[{\"stem\":\"a\",\"chat_tools\":\"no\"}]}",
          "/models/0/chat_tools: expected one of always, at effort none, "
          "never, not 'no'" },
        { "{\"models\":[{\"stem\":\"a\",\"cache_minimum\":65536}]}",
          "/models/0/cache_minimum: not from 0 to 65535" },
        { "{\"models\":[{\"stem\":\"a\",\"max_output\":-1}]}",
          "/models/0/max_output: not from 0 to 2147483647" },
        { "{\"models\":[{\"stem\":\"a\",\"thinking\":[\"enabled\",\"on\"]}]}",
          "/models/0/thinking/1: expected one of enabled, adaptive, "
          "between_tools, disabled, not 'on'" },
        { "{\"models\":[{\"stem\":\"a\",\"like\":\"nobody\"}]}",
          "/models/0/like: nothing is known of 'nobody'" },
        { "{\"models\":[{\"stem\":\"a\",\"provider\":\"acme\"}]}",
          "/models/0/provider: provider 'acme' is unknown" },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(list); i++) {
        parl_client *client = codec_client(NULL);
        parl_error *error = NULL;

        assert_int_equal(
            parl_client_load_facts(client, list[i].json, 0, &error),
            PARL_INVALID_ARGUMENT);
        assert_string_equal(parl_error_message(error), list[i].message);
        assert_int_equal(parl_client_n_families(client), parl_n_families());
        parl_error_free(error);
        parl_client_free(client);
    }
}

static void test_what_is_no_json_is_said(void **state)
{
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;

    (void)state;
    assert_int_equal(parl_client_load_facts(client, "{\"models\":[", 0, &error),
                     PARL_INVALID_ARGUMENT);
    assert_non_null(strstr(parl_error_message(error), "JSON"));
    parl_error_free(error);
    parl_client_free(client);
}

static bool load(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_client *client;
    parl_status status;

    options.allocator = mem;
    client = codec_client(&options);
    if (client == NULL)
        return false;
    status = parl_client_load_facts(
        client,
        "{\"models\":[{\"stem\":\"gpt-7\",\"like\":\"gpt-6-sol\",\"drops\":["
        "\"a\",\"b\\u0041\"],\"efforts\":[\"low\"]},{\"stem\":\"b\"},{\"stem\":"
        "\"c\"},{\"stem\":\"d\"},{\"stem\":\"e\"}]}",
        0, NULL);
    if (status == PARL_OK)
        assert_string_equal(
            words_of(facts_of_model(client, "openai", "gpt-7"))->drops, "a bA");
    else
        assert_int_equal(status, PARL_OUT_OF_MEMORY);
    parl_client_free(client);
    return status == PARL_OK;
}

static void test_no_memory_for_them_is_said(void **state)
{
    (void)state;
    oom_each(load);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_member_is_read),
        cmocka_unit_test(test_facts_of_claude_and_gemini_are_read),
        cmocka_unit_test(test_they_count_before_those_of_the_build),
        cmocka_unit_test(test_a_provider_keeps_them_from_others),
        cmocka_unit_test(test_a_model_may_be_like_another),
        cmocka_unit_test(test_a_request_goes_by_them),
        cmocka_unit_test(test_families_tell_where_they_are_from),
        cmocka_unit_test(test_mistakes_are_named),
        cmocka_unit_test(test_what_is_no_json_is_said),
        cmocka_unit_test(test_no_memory_for_them_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
