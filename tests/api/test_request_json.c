/* tests/api/test_request_json.c -- the JSON dialect becomes a request. */
#include "api/reading.h"

#include <stdlib.h>
#include "support/oom.h"

/* ---- members of the request --------------------------------------------- */

static void test_numbers_and_switches_arrive(void **state)
{
    parl_builder *b = read_json(
        "{\"model\":\"work/gpt-5\",\"max_tokens\":10,"
        "\"max_completion_tokens\":20,\"temperature\":0,\"top_p\":0.25,"
        "\"top_k\":40,\"frequency_penalty\":-1.5,\"presence_penalty\":2,"
        "\"n\":3,\"logprobs\":true,\"top_logprobs\":0,\"store\":false,"
        "\"parallel_tool_calls\":false,\"stream\":true,"
        "\"stream_options\":{\"include_usage\":false,"
        "\"include_obfuscation\":true}}");
    const parl_request *r = request_of(b);

    (void)state;
    assert_int_equal(r->struct_size, sizeof(*r));
    assert_string_equal(r->model, "work/gpt-5");
    assert_int_equal(r->max_tokens, 10);
    assert_int_equal(r->max_completion_tokens, 20);
    assert_true(r->temperature.set && r->temperature.value == 0);
    assert_true(r->top_p.set && r->top_p.value == 0.25);
    assert_true(r->top_k.set && r->top_k.value == 40);
    assert_true(r->frequency_penalty.value == -1.5);
    assert_true(r->presence_penalty.value == 2);
    assert_int_equal(r->n, 3);
    assert_int_equal(r->logprobs, PARL_YES);
    assert_true(r->top_logprobs.set && r->top_logprobs.value == 0);
    assert_int_equal(r->store, PARL_NO);
    assert_int_equal(r->parallel_tool_calls, PARL_NO);
    assert_int_equal(r->stream, PARL_YES);
    assert_int_equal(r->include_usage, PARL_NO);
    assert_null(r->extra);
    parl_builder_free(b);
}

static void test_words_and_texts_arrive(void **state)
{
    parl_builder *b =
        read_json("{\"reasoning_effort\":\"xhigh\",\"verbosity\":\"low\","
                  "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048,"
                  "\"display\":\"omitted\",\"x\":[1]},"
                  "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"},"
                  "\"prompt_cache_key\":\"k\",\"user\":\"u\","
                  "\"safety_identifier\":\"s\",\"service_tier\":\"flex\","
                  "\"schema_by_prompt\":true}");
    const parl_request *r = request_of(b);

    (void)state;
    assert_int_equal(r->reasoning_effort, PARL_EFFORT_XHIGH);
    assert_int_equal(r->verbosity, PARL_VERBOSITY_LOW);
    assert_int_equal(r->thinking, PARL_THINKING_ENABLED);
    assert_true(r->thinking_budget.set);
    assert_int_equal(r->thinking_budget.value, 2048);
    assert_int_equal(r->thinking_display, PARL_THINKING_OMITTED);
    assert_string_equal(r->thinking_extra, "{\"x\":[1]}");
    assert_int_equal(r->cache, PARL_CACHE_1H);
    assert_string_equal(r->prompt_cache_key, "k");
    assert_string_equal(r->user, "u");
    assert_string_equal(r->safety_identifier, "s");
    assert_string_equal(r->service_tier, "flex");
    assert_int_equal(r->schema_by_prompt, PARL_YES);
    parl_builder_free(b);
}

static void test_a_budget_has_the_name_that_cohere_gives_it_too(void **state)
{
    parl_builder *b = read_json("{\"thinking\":{\"type\":\"enabled\","
                                "\"token_budget\":512,"
                                "\"budget_tokens\":null}}");

    (void)state;
    assert_true(request_of(b)->thinking_budget.set);
    assert_int_equal(request_of(b)->thinking_budget.value, 512);
    assert_null(request_of(b)->thinking_extra);
    parl_builder_free(b);
}

static void test_a_seed_keeps_all_its_digits(void **state)
{
    parl_builder *b = read_json("{\"seed\":-9223372036854775807}");

    (void)state;
    assert_true(request_of(b)->seed.set);
    assert_true(request_of(b)->seed.value == -9223372036854775807);
    parl_builder_free(b);
}

static void test_stop_is_a_text_or_a_list(void **state)
{
    parl_builder *one = read_json("{\"stop\":\"\\n\"}");
    parl_builder *many =
        read_json("{\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}");

    (void)state;
    assert_int_equal(request_of(one)->n_stop, 1);
    assert_string_equal(request_of(one)->stop[0], "\n");
    assert_int_equal(request_of(many)->n_stop, 5);
    assert_string_equal(request_of(many)->stop[0], "a");
    assert_string_equal(request_of(many)->stop[4], "e");
    parl_builder_free(one);
    parl_builder_free(many);
}

static void test_a_schema_is_kept_byte_for_byte(void **state)
{
    parl_builder *b = read_json(
        "{\"response_format\":{\"json_schema\":{\"strict\":true,"
        "\"name\":\"n\",\"description\":\"d\",\"schema\": { \"b\" : 1.50 , "
        "\"a\":18446744073709551615 } },\"type\":\"json_schema\"}}");
    const parl_request *r = request_of(b);

    (void)state;
    assert_int_equal(r->response_format, PARL_FORMAT_JSON_SCHEMA);
    assert_int_equal(r->schema_strict, PARL_YES);
    assert_string_equal(r->schema_name, "n");
    assert_string_equal(r->schema_description, "d");
    assert_string_equal(r->schema,
                        "{ \"b\" : 1.50 , \"a\":18446744073709551615 }");
    parl_builder_free(b);
}

static void test_objects_are_kept_byte_for_byte(void **state)
{
    parl_builder *b = read_json("{\"logit_bias\":{\"50256\": -100 },"
                                "\"extra_body\":{ \"a\":1.0}}");

    (void)state;
    assert_string_equal(request_of(b)->logit_bias, "{\"50256\": -100 }");
    assert_string_equal(request_of(b)->extra_body, "{ \"a\":1.0}");
    parl_builder_free(b);
}

static void test_metadata_are_pairs(void **state)
{
    parl_builder *b = read_json("{\"metadata\":{\"a\\u002f\":\"1\","
                                "\"b\":\"\"}}");
    const parl_request *r = request_of(b);

    (void)state;
    assert_int_equal(r->n_metadata, 2);
    assert_string_equal(r->metadata[0].name, "a/");
    assert_string_equal(r->metadata[0].value, "1");
    assert_string_equal(r->metadata[1].name, "b");
    assert_string_equal(r->metadata[1].value, "");
    parl_builder_free(b);
}

static void test_unknown_members_are_kept_in_order(void **state)
{
    parl_builder *b = read_json("{\"modalities\":[\"text\"],\"seed\":1,"
                                "\"x\\\"y\":{\"id\":18446744073709551615},"
                                "\"gone\":null}");

    (void)state;
    assert_string_equal(request_of(b)->extra,
                        "{\"modalities\":[\"text\"],"
                        "\"x\\\"y\":{\"id\":18446744073709551615}}");
    parl_builder_free(b);
}

static void test_null_is_not_there(void **state)
{
    parl_builder *b = read_json(
        "{\"model\":null,\"messages\":null,\"tools\":null,\"tool_choice\":"
        "null,\"temperature\":null,\"stop\":null,\"response_format\":null,"
        "\"thinking\":null,\"cache_control\":null,\"metadata\":null,"
        "\"stream_options\":null,\"max_tokens\":null,\"logit_bias\":null}");
    parl_request nothing = { PARL_REQUEST_INIT };

    (void)state;
    assert_memory_equal(request_of(b), &nothing, sizeof(nothing));
    parl_builder_free(b);
}

static void test_the_last_of_two_members_counts(void **state)
{
    parl_builder *b =
        read_json("{\"seed\":1,\"stop\":[\"a\",\"b\"],\"messages\":[{\"role\":"
                  "\"user\",\"content\":\"1\"}],\"stop\":\"c\",\"seed\":2,"
                  "\"messages\":[{\"role\":\"user\",\"content\":\"2\"}]}");

    (void)state;
    assert_int_equal(request_of(b)->seed.value, 2);
    assert_int_equal(request_of(b)->n_stop, 1);
    assert_string_equal(message_of(b)->text, "2");
    parl_builder_free(b);
}

/* ---- tools -------------------------------------------------------------- */

static void test_tools_of_three_kinds(void **state)
{
    parl_builder *b = read_json(
        "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
        "\"description\":\"d\",\"parameters\":{ \"type\":\"object\" },"
        "\"strict\":true},\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":"
        "\"5m\"},\"x\":1},{\"type\":\"custom\",\"custom\":{\"name\":\"g\","
        "\"format\":{\"type\":\"text\"}}},{ \"type\":\"web_search\"}]}");
    const parl_tool *tools = request_of(b)->tools;

    (void)state;
    assert_int_equal(request_of(b)->n_tools, 3);
    assert_int_equal(tools[0].type, PARL_TOOL_FUNCTION);
    assert_string_equal(tools[0].name, "f");
    assert_string_equal(tools[0].description, "d");
    assert_string_equal(tools[0].parameters, "{ \"type\":\"object\" }");
    assert_int_equal(tools[0].strict, PARL_YES);
    assert_int_equal(tools[0].cache, PARL_CACHE_5M);
    assert_string_equal(tools[0].extra, "{\"x\":1}");
    assert_int_equal(tools[1].type, PARL_TOOL_CUSTOM);
    assert_string_equal(tools[1].name, "g");
    assert_string_equal(tools[1].parameters, "{\"type\":\"text\"}");
    assert_int_equal(tools[2].type, PARL_TOOL_OPAQUE);
    assert_string_equal(tools[2].parameters, "{ \"type\":\"web_search\"}");
    parl_builder_free(b);
}

static void test_a_choice_among_tools(void **state)
{
    static const struct {
        const char *json;
        int32_t choice;
        const char *first;
        size_t n;
    } cases[] = {
        { "\"auto\"", PARL_TOOL_CHOICE_AUTO, NULL, 0 },
        { "\"none\"", PARL_TOOL_CHOICE_NONE, NULL, 0 },
        { "\"required\"", PARL_TOOL_CHOICE_REQUIRED, NULL, 0 },
        { "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
          PARL_TOOL_CHOICE_NAMED, "f", 1 },
        { "{\"type\":\"custom\",\"custom\":{\"name\":\"g\"}}",
          PARL_TOOL_CHOICE_NAMED, "g", 1 },
        { "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\","
          "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},"
          "{\"type\":\"custom\",\"custom\":{\"name\":\"g\"}}]}}",
          PARL_TOOL_CHOICE_ALLOWED, "f", 2 },
        { "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":"
          "\"required\",\"tools\":[{\"type\":\"function\",\"function\":"
          "{\"name\":\"h\"}}]}}",
          PARL_TOOL_CHOICE_ALLOWED_REQUIRED, "h", 1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char json[512];
        parl_builder *b;

        snprintf(json, sizeof(json), "{\"tool_choice\":%s}", cases[i].json);
        b = read_json(json);
        assert_int_equal(request_of(b)->tool_choice, cases[i].choice);
        assert_int_equal(request_of(b)->n_tool_names, cases[i].n);
        if (cases[i].n > 0)
            assert_string_equal(request_of(b)->tool_names[0], cases[i].first);
        parl_builder_free(b);
    }
}

/* ---- complaints --------------------------------------------------------- */

static void test_a_complaint_names_the_pointer(void **state)
{
    static const struct {
        const char *json, *message;
    } cases[] = {
        { "[]", "the JSON: expected an object, not a list" },
        { "{\"model\":7}", "/model: expected a text, not a number" },
        { "{\"model\":\"a\\u0000b\"}", "/model: holds a NUL character" },
        { "{\"n\":0}", "/n: 0 is less than 1" },
        { "{\"max_tokens\":1.5}", "/max_tokens: 1.5 is no integer of 64 "
                                  "bits" },
        { "{\"seed\":9223372036854775808}",
          "/seed: 9223372036854775808 is no integer of 64 bits" },
        { "{\"temperature\":\"1\"}",
          "/temperature: expected a number, not a text" },
        { "{\"temperature\":1e999}", "/temperature: 1e999 is too large" },
        { "{\"stream\":1}", "/stream: expected true or false, not a number" },
        { "{\"reasoning_effort\":\"huge\"}",
          "/reasoning_effort: expected one of none, minimal, low, medium, "
          "high, xhigh, max, not 'huge'" },
        { "{\"thinking\":{\"budget_tokens\":1}}", "/thinking/type: missing" },
        { "{\"thinking\":{\"type\":\"enabled\",\"token_budget\":1,"
          "\"budget_tokens\":1}}",
          "/thinking/token_budget: budget_tokens says it, too" },
        { "{\"thinking\":{\"type\":\"enabled\",\"display\":\"x\"}}",
          "/thinking/display: expected one of summarized, omitted, updates, "
          "not 'x'" },
        { "{\"stop\":[\"a\",1]}", "/stop/1: expected a text, not a number" },
        { "{\"stop\":1}",
          "/stop: expected a text or a list of texts, not a number" },
        { "{\"metadata\":{\"a/b~\":1}}",
          "/metadata/a~1b~0: expected a text, not a number" },
        { "{\"logit_bias\":[]}", "/logit_bias: expected an object, not a "
                                 "list" },
        { "{\"response_format\":{\"type\":\"json_schema\"}}",
          "/response_format/json_schema: missing" },
        { "{\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
          "{\"name\":\"n\"}}}",
          "/response_format/json_schema/schema: missing" },
        { "{\"cache_control\":{\"type\":\"permanent\"}}",
          "/cache_control/type: expected one of ephemeral, not "
          "'permanent'" },
        { "{\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"2h\"}}",
          "/cache_control/ttl: expected one of 5m, 1h, not '2h'" },
        { "{\"tools\":[{\"type\":\"function\",\"function\":{}}]}",
          "/tools/0/function/name: missing" },
        { "{\"tools\":[7]}", "/tools/0: expected an object, not a number" },
        { "{\"tools\":[{\"function\":{\"name\":\"f\"}}]}",
          "/tools/0/type: missing" },
        { "{\"tools\":[{\"type\":1,\"function\":{\"name\":\"f\"}}]}",
          "/tools/0/type: expected a text, not a number" },
        { "{\"tool_choice\":\"any\"}",
          "/tool_choice: expected one of auto, none, required, not 'any'" },
        { "{\"tool_choice\":{\"type\":\"function\"}}",
          "/tool_choice/function: missing" },
        { "{\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":"
          "{\"mode\":\"auto\",\"tools\":[{\"type\":\"custom\"}]}}}",
          "/tool_choice/allowed_tools/tools/0/custom: missing" },
        { "{\"messages\":{}}", "/messages: expected a list, not an object" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_refused(cases[i].json, cases[i].message);
}

static void test_bytes_that_are_no_json_are_found(void **state)
{
    (void)state;
    assert_refused("{\"seed\":1,}", "not JSON: a member has no name, at byte "
                                    "10");
    assert_refused("{\"user\":\"\xFF\"}", "the JSON is not UTF-8, at byte 9");
    assert_refused("", "not JSON: a value is missing, at byte 0");
    assert_refused(NULL, "there is no JSON");
}

/* Something of everything. */
static const char rich[] =
    "{\"model\":\"a/b\",\"messages\":[{\"role\":\"user\",\"content\":[{"
    "\"type\":\"text\",\"text\":\"\\u00e9\",\"x\":1},{\"type\":\"image_url\","
    "\"image_url\":{\"url\":\"https://e.example/\"}},{\"type\":"
    "\"input_audio\",\"input_audio\":{\"data\":\"AA==\",\"format\":\"wav\"}},"
    "{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}},{\"type\":\"text\","
    "\"text\":\"\"}]},{\"role\":\"assistant\",\"x\":{},\"origin\":{},"
    "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"\\n\"}],"
    "\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\"}}]},"
    "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":[{\"type\":"
    "\"text\",\"text\":\"r\"}]},{\"role\":\"assistant\",\"function_call\":{"
    "\"name\":\"f\"}},{\"role\":\"function\",\"name\":\"f\",\"content\":"
    "\"\\t\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":"
    "\"f\",\"x\":1}},{\"type\":\"y\"}],\"metadata\":{\"a\":\"b\"},\"stop\":"
    "[\"x\"],\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
    "{\"schema\":{}}},\"modalities\":[\"text\"],\"seed\":1}";

static void test_a_document_cut_anywhere_is_refused(void **state)
{
    (void)state;
    for (size_t len = 1; len < sizeof(rich) - 1; len++) {
        parl_builder *b = NULL;
        char *copy = malloc(len); /* exactly, for the sanitizer */

        assert_non_null(copy);
        memcpy(copy, rich, len);
        assert_int_equal(parl_request_from_json(&b, copy, len, NULL),
                         PARL_INVALID_ARGUMENT);
        assert_null(b);
        free(copy);
    }
    parl_builder_free(read_bytes(rich, sizeof(rich) - 1));
}

/* ---- memory ------------------------------------------------------------- */

static bool read_rich(const parl_allocator *mem)
{
    struct parl_builder *b = NULL;
    struct error err = ERROR_INIT;
    parl_status status = builder_from_json(&b, mem, SPAN(rich), &err);

    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    assert_int_equal(status, err.status);
    assert_true((b != NULL) == (status == PARL_OK));
    parl_builder_free(b);
    return status == PARL_OK;
}

static void test_no_memory_at_any_point_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(read_rich);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_and_switches_arrive),
        cmocka_unit_test(test_words_and_texts_arrive),
        cmocka_unit_test(test_a_budget_has_the_name_that_cohere_gives_it_too),
        cmocka_unit_test(test_a_seed_keeps_all_its_digits),
        cmocka_unit_test(test_stop_is_a_text_or_a_list),
        cmocka_unit_test(test_a_schema_is_kept_byte_for_byte),
        cmocka_unit_test(test_objects_are_kept_byte_for_byte),
        cmocka_unit_test(test_metadata_are_pairs),
        cmocka_unit_test(test_unknown_members_are_kept_in_order),
        cmocka_unit_test(test_null_is_not_there),
        cmocka_unit_test(test_the_last_of_two_members_counts),
        cmocka_unit_test(test_tools_of_three_kinds),
        cmocka_unit_test(test_a_choice_among_tools),
        cmocka_unit_test(test_a_complaint_names_the_pointer),
        cmocka_unit_test(test_bytes_that_are_no_json_are_found),
        cmocka_unit_test(test_a_document_cut_anywhere_is_refused),
        cmocka_unit_test(test_no_memory_at_any_point_is_said_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
