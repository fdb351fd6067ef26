/* tests/encoding/test_check.c -- what is wrong with a request is refused before
 * it is sent, and the message begins with the place. */
#include "support/check.h"

#include <math.h>
#include <stdio.h>
#include "support/codec.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static const parl_message hi[] = { PARL_USER("Hi") };

/* A request that says hi, but for what `request` says. */
static parl_request complete(parl_request request)
{
    request.struct_size = sizeof(request);
    if (request.model == NULL)
        request.model = "work/gpt-4o";
    if (request.messages == NULL) {
        request.messages = hi;
        request.n_messages = 1;
    }
    return request;
}

static void refused(parl_request given, const char *message)
{
    const parl_request request = complete(given);
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_INVALID_ARGUMENT);
    assert_null(call);
    assert_string_equal(parl_error_message(error), message);
    assert_int_equal(parl_error_retryable(error), 0);
    parl_error_free(error);
    parl_client_free(client);
}

/* The same, where the words do not matter, but for the place. */
static void refused_at(parl_request given, const char *field)
{
    const parl_request request = complete(given);
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    parl_encode(client, &request, &call, &error);
    parl_call_free(call);
    parl_client_free(client);
    assert_non_null(error);
    assert_int_equal(parl_error_status(error), PARL_INVALID_ARGUMENT);
    assert_int_equal(strncmp(parl_error_message(error), field, strlen(field)),
                     0);
    parl_error_free(error);
}

static void taken(parl_request given)
{
    const parl_request request = complete(given);
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    if (parl_encode(client, &request, &call, &error) != PARL_OK)
        fail_msg("%s", parl_error_message(error));
    parl_call_free(call);
    parl_client_free(client);
}

static void refused_messages(const parl_message *messages, size_t n,
                             const char *message)
{
    refused((parl_request){ .messages = messages, .n_messages = n }, message);
}

static void refused_part(const parl_part *part, const char *message)
{
    const parl_message user = PARL_USER_PARTS(part, 1);

    refused_messages(&user, 1, message);
}

static void refused_tool(parl_tool tool, const char *message)
{
    refused((parl_request){ .tools = &tool, .n_tools = 1 }, message);
}

/* ---- who is asked ------------------------------------------------------- */

static void test_a_model_is_account_and_model(void **state)
{
    (void)state;
    refused((parl_request){ .model = "gpt-5" },
            "/model: 'gpt-5' is not of the form account/model");
    refused((parl_request){ .model = "/gpt-5" },
            "/model: '/gpt-5' is not of the form account/model");
    refused((parl_request){ .model = "work/" },
            "/model: 'work/' is not of the form account/model");
    refused((parl_request){ .model = "" },
            "/model: '' is not of the form account/model");
    refused((parl_request){ .model = "home/gpt-5" },
            "/model: there is no account 'home'");
    refused((parl_request){ .model = "Work/gpt-5" },
            "/model: there is no account 'Work'");
    refused((parl_request){ .model = "work/\xFF" },
            "/model: not UTF-8: byte 5 is no part of a character");
    taken((parl_request){ .model = "local/a/b:c" });
}

static void test_no_model_at_all(void **state)
{
    parl_request request = { PARL_REQUEST_INIT, .messages = hi,
                             .n_messages = 1 };
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    (void)state;
    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error),
                        "/model: '' is not of the form account/model");
    parl_error_free(error);
    parl_client_free(client);
}

/* ---- messages ----------------------------------------------------------- */

static void test_there_must_be_messages(void **state)
{
    (void)state;
    refused_messages(hi, 0, "/messages: there are none");
}

static void test_a_message_is_well_formed(void **state)
{
    static const struct {
        parl_message message;
        const char *want;
    } list[] = {
        { { .role = 5, .text = "a" }, "/messages/1/role: an unknown value" },
        { { .role = -1, .text = "a" }, "/messages/1/role: an unknown value" },
        { { .text = "a", .reserved = { 0, 1 } },
          "/messages/1: a reserved word is not zero" },
        { { .text = "a", .reserved_word = 1 },
          "/messages/1: a reserved word is not zero" },
        { { .text = "ab\xC3" },
          "/messages/1/content: not UTF-8: byte 2 is no part of a character" },
        { { .text = "a\xED\xA0\x80" },
          "/messages/1/content: not UTF-8: byte 1 is no part of a character" },
        { { .text = "a", .name = "\xFF" },
          "/messages/1/name: not UTF-8: byte 0 is no part of a character" },
        { { .text = "a", .extra = "{" }, "/messages/1/extra: not JSON" },
        { { .text = "a", .extra = "[]" },
          "/messages/1/extra: not a JSON object" },
        { { .role = PARL_ROLE_USER }, "/messages/1: an empty message" },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(list); i++) {
        const parl_message two[] = { PARL_USER("Hi"), list[i].message };

        refused_messages(two, 2, list[i].want);
    }
}

static void test_text_with_a_length_may_hold_nul(void **state)
{
    const parl_message nul = { .text = "a\0b", .text_len = 3 };

    (void)state;
    taken((parl_request){ .messages = &nul, .n_messages = 1 });
}

static void test_a_part_is_well_formed(void **state)
{
    static const parl_media two_sources = { .url = "https://e.example/",
                                            .base64 = "AA==" };
    static const parl_media reserved = { .url = "https://e.example/",
                                         .reserved = { 1, 0 } };
    static const parl_media detail = { .url = "https://e.example/",
                                       .detail = 7 };
    static const parl_media medium = { .url = "https://e.example/",
                                       .detail = PARL_DETAIL_MEDIUM };
    static const parl_media no_utf8 = { .file_id = "a/\xC0\xAF" };
    static const parl_media no_base64 = { .url = "data:image/png,x" };
    static const parl_media no_length = { .data = "bytes" };
    static const parl_media no_file = { .path = "/nowhere/a.png" };
    static const struct {
        parl_part part;
        const char *want;
    } list[] = {
        { { .type = 12 }, "/messages/0/content/0/type: an unknown value" },
        { { .type = -1 }, "/messages/0/content/0/type: an unknown value" },
        { { .text = "a", .cache = 4 },
          "/messages/0/content/0/cache_control: an unknown value" },
        { { .text = "a", .reserved = { 1, 0 } },
          "/messages/0/content/0: a reserved word is not zero" },
        { { .text = "\xC0\xAF" },
          "/messages/0/content/0: not UTF-8: byte 0 is "
          "no part of a character" },
        { { .type = PARL_PART_OPAQUE, .text = "{" },
          "/messages/0/parts/0: not JSON" },
        { { .text = "a", .signature = "\xC0\xAF" },
          "/messages/0/content/0: not UTF-8: byte 0 is "
          "no part of a character" },
        { { .type = PARL_PART_IMAGE, .media = &no_utf8 },
          "/messages/0/content/0: not UTF-8: byte 2 is "
          "no part of a character" },
        { { .type = PARL_PART_TOOL_RESULT, .is_error = 9 },
          "/messages/0/content/0/is_error: an unknown value" },
        { { .text = "a", .extra = "1" },
          "/messages/0/content/0/extra: not a JSON object" },
        { { .type = PARL_PART_IMAGE },
          "/messages/0/content/0: there is no media" },
        { { .type = PARL_PART_IMAGE, .media = &reserved },
          "/messages/0/content/0/media: a reserved word is not zero" },
        { { .type = PARL_PART_IMAGE, .media = &detail },
          "/messages/0/content/0: detail: none of auto, low, medium, high, "
          "original, ultra" },
        { { .type = PARL_PART_IMAGE, .media = &medium },
          "/messages/0/content/0/image_url/detail: medium is none of auto, "
          "low, high and original, which OpenAI has" },
        { { .type = PARL_PART_DOCUMENT, .media = &two_sources },
          "/messages/0/content/0: media needs exactly one of url, data, base64,"
          " path, read and file_id" },
        { { .type = PARL_PART_IMAGE, .media = &no_base64 },
          "/messages/0/content/0: the data: URL has no ;base64, in it" },
        { { .type = PARL_PART_IMAGE, .media = &no_length },
          "/messages/0/content/0: media of no bytes: the file is empty, or "
          "data_len or read_len is not set" },
        { { .type = PARL_PART_IMAGE, .media = &no_file },
          "/messages/0/content/0: cannot open the file '/nowhere/a.png'" },
        { { .type = PARL_PART_TOOL_CALL, .name = "" },
          "/messages/0/tool_calls/0: a call without a name" },
        { { .type = PARL_PART_CUSTOM_CALL, .name = "f" },
          "/messages/0/tool_calls/0: only a message of the role assistant has "
          "it" },
        { { .type = PARL_PART_REFUSAL, .text = "no" },
          "/messages/0/refusal: only a message of the role assistant has it" },
        { { .type = PARL_PART_THINKING, .text = "t", .signature = "" },
          "/messages/0/thinking_blocks/0: only a message of the role assistant "
          "has it" },
        { { .type = PARL_PART_TOOL_RESULT, .id = "c" },
          "/messages/0: results of tools belong into a tool message" },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(list); i++)
        refused_part(&list[i].part, list[i].want);
}

/* ---- results ------------------------------------------------------------ */

static const parl_part call = {
    .type = PARL_PART_TOOL_CALL, .text = "{}", .id = "c1", .name = "f"
};

#define CALLS                                                                  \
    {                                                                          \
        .role = PARL_ROLE_ASSISTANT, .parts = &call, .n_parts = 1              \
    }

static void test_a_result_answers_a_call(void **state)
{
    const parl_message stray[] = { PARL_USER("Hi"),
                                   PARL_TOOL_RESULT("c1", "4") };
    const parl_message other[] = { PARL_USER("Hi"), CALLS,
                                   PARL_TOOL_RESULT("c2", "4") };
    const parl_message late[] = { PARL_USER("Hi"), CALLS, PARL_USER("so?"),
                                  PARL_TOOL_RESULT("c1", "4") };
    const parl_message blank[] = { PARL_USER("Hi"),
                                   CALLS,
                                   { .role = PARL_ROLE_TOOL } };
    const parl_message no_id[] = { PARL_USER("Hi"),
                                   CALLS,
                                   { .role = PARL_ROLE_TOOL, .text = "4" } };
    const parl_message right[] = { PARL_USER("Hi"), CALLS,
                                   PARL_TOOL_RESULT("c1", "4") };

    (void)state;
    refused_messages(stray, 2,
                     "/messages/1: answers the call 'c1', which nobody made");
    refused_messages(other, 3,
                     "/messages/2: answers the call 'c2', which nobody made");
    refused_messages(
        late, 4, "/messages/3: a result must follow the calls that it answers");
    refused_messages(blank, 3, "/messages/2: a tool message without a result");
    refused_messages(no_id, 3,
                     "/messages/2: a tool message holds results alone, each "
                     "with the id of its call");
    taken((parl_request){ .messages = right, .n_messages = 3 });
}

static void test_a_result_without_an_id_is_refused(void **state)
{
    const parl_part result = { .type = PARL_PART_TOOL_RESULT, .text = "4" };
    const parl_message list[] = {
        PARL_USER("Hi"),
        CALLS,
        { .role = PARL_ROLE_TOOL, .parts = &result, .n_parts = 1 },
    };

    (void)state;
    refused_messages(list, 3, "/messages/2: a result without tool_call_id");
}

static void test_parts_of_a_result_are_looked_at(void **state)
{
    const parl_part inner = PARL_TEXT("\xFF");
    const parl_part result = {
        .type = PARL_PART_TOOL_RESULT, .id = "c1", .parts = &inner, .n_parts = 1
    };
    const parl_message list[] = {
        PARL_USER("Hi"),
        CALLS,
        { .role = PARL_ROLE_TOOL, .parts = &result, .n_parts = 1 },
    };

    (void)state;
    refused_messages(list, 3,
                     "/messages/2/content/0: not UTF-8: byte 0 is no part of "
                     "a character");
}

/* ---- tools -------------------------------------------------------------- */

static void test_a_tool_is_well_formed(void **state)
{
    (void)state;
    refused_tool((parl_tool){ .name = "f", .type = 3 },
                 "/tools/0/type: an unknown value");
    refused_tool((parl_tool){ .name = "f", .reserved = { 1, 0 } },
                 "/tools/0: a reserved word is not zero");
    refused_tool((parl_tool){ .name = "f", .cache = 9 },
                 "/tools/0/cache_control: an unknown value");
    refused_tool((parl_tool){ .name = "" }, "/tools/0: a tool without a name");
    refused_tool((parl_tool){ .name = NULL },
                 "/tools/0: a tool without a name");
    refused_tool((parl_tool){ .name = "\xFF" },
                 "/tools/0: not UTF-8: byte 0 is no part of a character");
    refused_tool((parl_tool){ .name = "f", .extra = "x" },
                 "/tools/0/extra: not JSON");
    refused_tool((parl_tool){ .name = "f", .parameters = "{\"a\":}" },
                 "/tools/0/function/parameters: not JSON");
    refused_tool((parl_tool){ .name = "f", .parameters = "true" },
                 "/tools/0/function/parameters: not a JSON object");
}

static void test_an_opaque_tool_is_an_object(void **state)
{
    const parl_tool tool = { .type = PARL_TOOL_OPAQUE };

    (void)state;
    refused_at((parl_request){ .tools = &tool, .n_tools = 1 }, "/tools/0");
}

static void test_a_choice_names_a_tool_that_is_there(void **state)
{
    static const parl_tool tool = { .name = "f" };
    static const char *const names[] = { "f", "g" };

    (void)state;
    refused((parl_request){ .tools = &tool, .n_tools = 1, .tool_choice = 7 },
            "/tool_choice: an unknown value");
    refused((parl_request){ .tools = &tool,
                            .n_tools = 1,
                            .tool_choice = PARL_TOOL_CHOICE_NAMED },
            "/tool_choice: names no tool");
    refused((parl_request){ .tools = &tool,
                            .n_tools = 1,
                            .tool_choice = PARL_TOOL_CHOICE_ALLOWED,
                            .tool_names = names,
                            .n_tool_names = 2 },
            "/tool_choice: there is no tool 'g'");
}

/* ---- schemas ------------------------------------------------------------ */

static void refused_schema(const char *schema, const char *at,
                           const char *property)
{
    char want[512];

    snprintf(want, sizeof(want),
             "/response_format/json_schema/schema%s: strict, but its property "
             "'%s' is not in \"required\"; list all, and make an optional one "
             "nullable",
             at, property);
    refused((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                            .schema = schema,
                            .schema_strict = PARL_YES },
            want);
}

static void test_a_strict_schema_requires_every_property(void **state)
{
    (void)state;
    refused_schema("{\"properties\":{\"a\":{}}}", "", "a");
    refused_schema("{\"properties\":{\"a\":{},\"b\":{}},\"required\":[\"a\"]}",
                   "", "b");
    refused_schema("{\"properties\":{\"a\":{\"properties\":{\"b\":{}}}},"
                   "\"required\":[\"a\"]}",
                   "/properties/a", "b");
    refused_schema("{\"$defs\":{\"d\":{\"properties\":{\"x\":{}}}}}",
                   "/$defs/d", "x");
    refused_schema("{\"anyOf\":[{},{\"items\":{\"properties\":{\"x\":{}}}}]}",
                   "/anyOf/1/items", "x");
}

static void test_a_strict_schema_may_be_any_json(void **state)
{
    (void)state;
    refused_schema("{\"properties\":{\"b\":0},\"required\":\"\\ud800\"}", "",
                   "b");
    taken((parl_request){
        .response_format = PARL_FORMAT_JSON_SCHEMA,
        .schema = " {\"properties\":{\"a\\u0062\":{\"const\":\"\\udc00\"}},"
                  "\"required\":[1,\"ab\"],\"additionalProperties\":false,"
                  "\"maximum\":"
                  "1000000000000000000000000000000000000000000000000000000000"
                  "00000000000000}",
        .schema_strict = PARL_YES });
}

static void test_a_schema_that_is_not_strict_may_leave_out(void **state)
{
    static const char *const schema = "{\"properties\":{\"a\":{}}}";

    (void)state;
    taken((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                          .schema = schema });
    taken((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                          .schema = schema,
                          .schema_strict = PARL_NO });
    taken((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                          .schema = "{\"properties\":{\"a\":{}},"
                                    "\"required\":[\"a\"],"
                                    "\"additionalProperties\":false}",
                          .schema_strict = PARL_YES });
}

static void test_a_strict_schema_is_closed(void **state)
{
    (void)state;
    refused(
        (parl_request){
            .response_format = PARL_FORMAT_JSON_SCHEMA,
            .schema = "{\"properties\":{\"a\":{\"properties\":{},"
                      "\"additionalProperties\":true}},\"required\":[\"a\"],"
                      "\"additionalProperties\":false}",
            .schema_strict = PARL_YES },
        "/response_format/json_schema/schema/properties/a: strict, but "
        "without \"additionalProperties\": false");
    refused_at(
        (parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                        .schema =
                            "{\"properties\":{\"a/~\":{\"properties\":{}}},"
                            "\"required\":[\"a/~\"],"
                            "\"additionalProperties\":false}",
                        .schema_strict = PARL_YES },
        "/response_format/json_schema/schema/properties/a~1~0: strict, but ");
    refused_at((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                               .schema = "{\"type\":\"object\"}",
                               .schema_strict = PARL_YES },
               "/response_format/json_schema/schema: strict, but ");
}

static void test_a_strict_tool_requires_every_property(void **state)
{
    (void)state;
    refused_tool(
        (parl_tool){ .name = "f",
                     .parameters = "{\"properties\":{\"a\":{}}}",
                     .strict = PARL_YES },
        "/tools/0/function/parameters: strict, but its property 'a' "
        "is not in \"required\"; list all, and make an optional one nullable");
}

static void test_a_schema_is_json(void **state)
{
    static const char field[] = "/response_format/json_schema/schema";
    char want[256];

    (void)state;
    snprintf(want, sizeof(want), "%s: there is no schema", field);
    refused((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA }, want);
    snprintf(want, sizeof(want), "%s: not JSON", field);
    refused((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                            .schema = "{'a':1}",
                            .schema_strict = PARL_YES },
            want);
    snprintf(want, sizeof(want), "%s: not a JSON object", field);
    refused((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                            .schema = "[]" },
            want);
    refused((parl_request){ .response_format = PARL_FORMAT_JSON_SCHEMA,
                            .schema = "{}",
                            .schema_name = "\xFF" },
            "/response_format/json_schema/name: not UTF-8: byte 0 is no part "
            "of a character");
}

/* ---- the rest ----------------------------------------------------------- */

/* Each vendor has its own writer of the two. */
static void test_what_nothing_asks_for_is_reported(void **state)
{
    static const char *const models[] = { "work/gpt-4o", "anthropic/claude-x",
                                          "gemini/gemini-2.5-flash",
                                          "cohere/command-a-03-2025" };
    static const struct {
        parl_request request;
        const char *field, *reason;
    } cases[] = {
        { { .schema = "{}" },
          "/response_format/json_schema/schema",
          "response_format does not ask" },
        { { .thinking_budget = PARL_INTEGER(2000) },
          "/thinking/budget_tokens",
          "thinking/type does not ask" },
    };

    (void)state;
    for (size_t i = 0; i < N_OF(models) * N_OF(cases); i++) {
        parl_request request = complete(cases[i % N_OF(cases)].request);
        parl_client *client = codec_client(NULL);
        parl_report *report = NULL;
        const parl_report_entry *entry;

        request.model = models[i / N_OF(cases)];
        assert_int_equal(parl_explain(client, &request, &report, NULL),
                         PARL_OK);
        entry = parl_report_at(report, 0);
        assert_string_equal(entry->field, cases[i % N_OF(cases)].field);
        assert_int_equal(entry->action, PARL_ACTION_DROPPED);
        assert_string_equal(entry->reason, cases[i % N_OF(cases)].reason);
        parl_report_free(report);
        parl_client_free(client);
    }
}

static void test_json_members_are_objects(void **state)
{
    (void)state;
    refused((parl_request){ .logit_bias = "[]" },
            "/logit_bias: not a JSON object");
    refused((parl_request){ .extra = "{\"a\":1" }, "/extra: not JSON");
    refused((parl_request){ .extra_body = "null" },
            "/extra_body: not a JSON object");
}

static void test_words_are_utf8(void **state)
{
    static const char *const stop[] = { "a", "\xFF" };
    static const parl_pair metadata[] = { { "a", "\xFF" } };

    (void)state;
    refused((parl_request){ .user = "\xFF" },
            "/user: not UTF-8: byte 0 is no part of a character");
    refused((parl_request){ .prompt_cache_key = "\xFF" },
            "/prompt_cache_key: not UTF-8: byte 0 is no part of a character");
    refused((parl_request){ .stop = stop, .n_stop = 2 },
            "/stop/1: not UTF-8: byte 0 is no part of a character");
    refused((parl_request){ .metadata = metadata, .n_metadata = 1 },
            "/metadata: not UTF-8: byte 0 is no part of a character");
}

static void test_numbers_are_in_their_ranges(void **state)
{
    (void)state;
    refused((parl_request){ .reasoning_effort = 8 },
            "/reasoning_effort: an unknown value");
    refused((parl_request){ .thinking = 5 }, "/thinking: an unknown value");
    refused((parl_request){ .verbosity = -1 }, "/verbosity: an unknown value");
    refused((parl_request){ .thinking_display = 4 },
            "/thinking/display: an unknown value");
    refused((parl_request){ .cache = 4 }, "/cache_control: an unknown value");
    refused((parl_request){ .policy = 2 }, "/policy: an unknown value");
    refused((parl_request){ .schema_by_prompt = 3 },
            "/schema_by_prompt: an unknown value");
    refused((parl_request){ .response_format = 4 },
            "/response_format: an unknown value");
    refused((parl_request){ .max_tokens = -1 },
            "/max_tokens: -1 is less than 1");
    refused((parl_request){ .max_completion_tokens = -1 },
            "/max_completion_tokens: -1 is less than 1");
    refused((parl_request){ .n = 129 }, "/n: 129 is more than 128");
    refused((parl_request){ .n = -1 }, "/n: -1 is less than 1");
}

static void test_a_number_is_finite(void **state)
{
    (void)state;
    refused_at((parl_request){ .temperature = { 1, (double)INFINITY } },
               "/temperature");
    refused_at((parl_request){ .top_p = { 1, (double)NAN } }, "/top_p");
}

static void test_a_switch_is_yes_or_no(void **state)
{
    (void)state;
    refused_at((parl_request){ .include_obfuscation = 3 },
               "/stream_options/include_obfuscation");
    refused_at((parl_request){ .include_usage = -1 },
               "/stream_options/include_usage");
    refused_at((parl_request){ .parallel_tool_calls = 3 },
               "/parallel_tool_calls");
    refused_at((parl_request){ .logprobs = 3 }, "/logprobs");
    refused_at((parl_request){ .store = 3 }, "/store");
    refused_at((parl_request){ .stream = 3 }, "/stream");
    refused_at((parl_request){ .schema_strict = 3 },
               "/response_format/json_schema/strict");
    refused_tool((parl_tool){ .name = "f", .strict = 3 },
                 "/tools/0/function/strict: an unknown value");
}

static void test_a_list_is_there(void **state)
{
    static const char *const none[] = { NULL };
    static const parl_pair no_value[] = { { "a", NULL } };
    static const parl_part result = { .type = PARL_PART_TOOL_RESULT,
                                      .id = "c",
                                      .n_parts = 1 };
    static const parl_message no_parts[] = { { .n_parts = 1 } };
    static const parl_message no_result[] = { { .parts = &result,
                                                .n_parts = 1 } };

    (void)state;
    refused_at((parl_request){ .n_tools = 1 }, "/tools: ");
    refused_at((parl_request){ .n_stop = 1 }, "/stop: ");
    refused_at((parl_request){ .stop = none, .n_stop = 1 }, "/stop: ");
    refused_at((parl_request){ .n_metadata = 1 }, "/metadata: ");
    refused_at((parl_request){ .metadata = no_value, .n_metadata = 1 },
               "/metadata: ");
    refused_at((parl_request){ .n_tool_names = 1 }, "/tool_choice: ");
    refused_at((parl_request){ .tool_names = none, .n_tool_names = 1 },
               "/tool_choice: ");
    refused_at((parl_request){ .messages = no_parts, .n_messages = 1 },
               "/messages/0/content: ");
    refused_at((parl_request){ .messages = no_result, .n_messages = 1 },
               "/messages/0/content: ");
}

static void test_a_reserved_word_of_the_request_is_zero(void **state)
{
    (void)state;
    refused((parl_request){ .reserved_word = 1 },
            "the request: a reserved word is not zero");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_reserved_word_of_the_request_is_zero),
        cmocka_unit_test(test_a_model_is_account_and_model),
        cmocka_unit_test(test_no_model_at_all),
        cmocka_unit_test(test_there_must_be_messages),
        cmocka_unit_test(test_a_message_is_well_formed),
        cmocka_unit_test(test_text_with_a_length_may_hold_nul),
        cmocka_unit_test(test_a_part_is_well_formed),
        cmocka_unit_test(test_a_result_answers_a_call),
        cmocka_unit_test(test_a_result_without_an_id_is_refused),
        cmocka_unit_test(test_parts_of_a_result_are_looked_at),
        cmocka_unit_test(test_a_tool_is_well_formed),
        cmocka_unit_test(test_an_opaque_tool_is_an_object),
        cmocka_unit_test(test_a_choice_names_a_tool_that_is_there),
        cmocka_unit_test(test_a_strict_schema_requires_every_property),
        cmocka_unit_test(test_a_strict_schema_may_be_any_json),
        cmocka_unit_test(test_a_schema_that_is_not_strict_may_leave_out),
        cmocka_unit_test(test_a_strict_schema_is_closed),
        cmocka_unit_test(test_a_strict_tool_requires_every_property),
        cmocka_unit_test(test_a_schema_is_json),
        cmocka_unit_test(test_what_nothing_asks_for_is_reported),
        cmocka_unit_test(test_json_members_are_objects),
        cmocka_unit_test(test_words_are_utf8),
        cmocka_unit_test(test_numbers_are_in_their_ranges),
        cmocka_unit_test(test_a_number_is_finite),
        cmocka_unit_test(test_a_switch_is_yes_or_no),
        cmocka_unit_test(test_a_list_is_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
