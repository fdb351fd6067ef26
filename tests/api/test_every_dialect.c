/* tests/api/test_every_dialect.c -- what holds whichever wire format is
 * spoken. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/codec.h"

static const char accounts[] =
    "{\"accounts\":[{\"name\":\"resp\",\"provider\":\"openai\","
    "\"dialect\":\"openai_responses\"},"
    "{\"name\":\"aws\",\"provider\":\"bedrock\",\"region\":\"us-east-1\"}]}";

static parl_client *new_client(void)
{
    parl_client *client = codec_client(NULL);

    assert_non_null(client);
    assert_int_equal(parl_client_load_accounts(client, accounts, 0, NULL),
                     PARL_OK);
    return client;
}

/* ---- requests ----------------------------------------------------------- */

static const char *const models[] = {
    "openai/gpt-4o",       "resp/gpt-4o", "anthropic/claude-sonnet-4-5",
    "aws/amazon.nova-pro", "mistral/x",   "cohere/command-a-03-2025",
};

static const char signed_text[] =
    "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
    "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"text\":\"b\","
    "\"signature\":\"c2Vlbg==\"}],"
    "\"origin\":{\"provider\":\"gemini\",\"account\":\"gemini\"}},"
    "{\"role\":\"user\",\"content\":\"c\"}]}";

static void test_a_signature_of_a_text_is_not_left_out_in_silence(void **state)
{
    parl_client *client = new_client();
    char request[512];

    (void)state;
    for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++) {
        char *json;

        snprintf(request, sizeof(request), signed_text, models[i]);
        json = codec_encode(client, request);
        assert_null(strstr(json, "c2Vlbg=="));
        assert_non_null(strstr(json, "{\"field\":\"/messages/1/content/0/"
                                     "signature\",\"action\":\"dropped\""));
        free(json);
    }
    parl_client_free(client);
}

/* `null` and an empty list leave without an entry. */
static const char said_nothing[] =
    "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
    "\"text\",\"text\":\"a\",\"zz\":[]}],\"zz\":[]},"
    "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"abcdefghi\",\"type\":"
    "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},\"zz\":"
    "[]}]},{\"role\":\"tool\",\"tool_call_id\":\"abcdefghi\",\"content\":\"b\"}"
    "],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
    "\"parameters\":{\"type\":\"object\",\"properties\":{}}},\"zz\":[]}],"
    "\"zz\":[],\"modalities\":null}";

static void
test_an_empty_list_of_a_member_nobody_knows_is_not_missed(void **state)
{
    parl_client *client = new_client();
    char request[1024];

    (void)state;
    for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++) {
        char *json;

        snprintf(request, sizeof(request), said_nothing, models[i]);
        json = codec_encode(client, request);
        assert_non_null(strstr(json, "\"report\":[]"));
        free(json);
    }
    parl_client_free(client);
}

/* Beside a structured answer that is asked for by a tool. */
static void test_a_choice_without_tools_has_one_entry(void **state)
{
    static const char *const unforced[] = { "anthropic/claude-opus-5-5",
                                            "minimax/MiniMax-M2" };
    parl_client *client = new_client();
    char request[512];

    (void)state;
    for (size_t i = 0; i < sizeof(unforced) / sizeof(unforced[0]); i++) {
        static const char field[] = "{\"field\":\"/tool_choice\"";
        const char *entry;
        char *json;

        snprintf(request, sizeof(request),
                 "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\","
                 "\"content\":\"a\"}],\"tool_choice\":\"required\","
                 "\"response_format\":{\"type\":\"json_object\"}}",
                 unforced[i]);
        json = codec_encode(client, request);
        entry = strstr(json, field);
        assert_non_null(entry);
        assert_null(strstr(entry + 1, field));
        free(json);
    }
    parl_client_free(client);
}

/* The mime_type beside data is heard by all, those that take the whole URL
 * included; where nobody says any, it is the usual one. */
static void test_the_type_beside_data_counts_everywhere(void **state)
{
    static const struct {
        const char *model;
        const char *media;
        const char *sent;
    } cases[] = {
        { "openai/gpt-4o", "data:;base64,YWJj\",\"mime_type\":\"image/webp",
          "data:image/webp;base64,YWJj" },
        { "resp/gpt-4o",
          "data:image/gif;base64,YWJj\",\"mime_type\":\"image/png",
          "data:image/png;base64,YWJj" },
        { "mistral/x", "data:;base64,YWJj", "data:image/png;base64,YWJj" },
        { "anthropic/claude-sonnet-4-5",
          "data:image/gif;base64,YWJj\",\"mime_type\":\"image/png",
          "\"image/png\"" },
        { "openai/gpt-4o", "data:image/png;a=b;base64,YWJj",
          "data:image/png;a=b;base64,YWJj" },
    };
    parl_client *client = new_client();
    char request[512];

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char *json;

        snprintf(request, sizeof(request),
                 "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\","
                 "\"content\":[{\"type\":\"image_url\",\"image_url\":{"
                 "\"url\":\"%s\"}}]}]}",
                 cases[i].model, cases[i].media);
        json = codec_encode(client, request);
        assert_non_null(strstr(json, cases[i].sent));
        free(json);
    }
    parl_client_free(client);
}

static void test_what_a_schema_is_for_is_not_left_out_in_silence(void **state)
{
    parl_client *client = new_client();
    char *json = codec_encode(
        client,
        "{\"model\":\"cohere/command-a-03-2025\",\"messages\":[{\"role\":"
        "\"user\",\"content\":\"a\"}],\"response_format\":{\"type\":"
        "\"json_schema\",\"json_schema\":{\"name\":\"a\",\"description\":"
        "\"b\",\"schema\":{\"type\":\"object\",\"properties\":{\"c\":"
        "{\"type\":\"string\"}},\"required\":[\"c\"]}}}}");

    (void)state;
    assert_non_null(strstr(json, "{\"field\":\"/response_format/json_schema/"
                                 "description\",\"action\":\"dropped\""));
    free(json);
    parl_client_free(client);
}

/* ---- answers ------------------------------------------------------------ */

static void test_an_answer_has_a_choice(void **state)
{
    static const struct {
        const char *model, *body;
    } answers[] = {
        { "openai/gpt-4o", "{\"choices\":[[]]}" },
        { "openai/gpt-4o", "{\"choices\":[7]}" },
        { "openai/gpt-4o", "{\"choices\":[]}" },
        { "gemini/gemini-2.5-pro", "{\"candidates\":[[]]}" },
    };
    parl_client *client = new_client();

    (void)state;
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        const struct codec_answer answer = { .model = answers[i].model };
        struct codec_result result;

        codec_decode(client, &answer, span_of(answers[i].body),
                     (struct codec_cut){ 0, 0 }, &result);
        assert_int_equal(result.status, PARL_PROTOCOL);
        codec_release(&result);
    }
    parl_client_free(client);
}

static void test_half_a_pair_in_a_signature_is_replaced(void **state)
{
    static const char body[] =
        "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"parts\":[{"
        "\"functionCall\":{\"name\":\"f\",\"args\":{}},\"thoughtSignature\":"
        "\"a\\ud800\"}]}}]}";
    const struct codec_answer answer = { .model = "gemini/gemini-2.5-pro" };
    parl_client *client = new_client();
    struct codec_result result;

    (void)state;
    codec_decode(client, &answer, span_of(body), (struct codec_cut){ 0, 0 },
                 &result);
    assert_int_equal(result.status, PARL_OK);
    assert_non_null(strstr(buf_text(&result.json),
                           "\"thought_signature\":\"a\xef\xbf\xbd\""));
    codec_release(&result);
    parl_client_free(client);
}

/* From where an event differs from the one before, its members stand in any
 * order. */
static void test_members_behind_a_text_that_comes_again_are_known(void **state)
{
    static const char event[] =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\","
        "\"role\":\"assistant\"},\"finish_reason\":\"stop\"}],"
        "\"id\":\"x\",\"system_fingerprint\":\"%s\"}\n\n";
    const parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT,
                                           .model = "openai/gpt-4o" };
    parl_client *client = new_client();
    parl_response *response = NULL;
    parl_decoder *decoder = NULL;
    char bytes[512];

    (void)state;
    assert_int_equal(parl_decoder_new(&decoder, client, &options, NULL), 0);
    for (int i = 0; i < 3; i++) {
        snprintf(bytes, sizeof(bytes), event, i < 1 ? "" : "f");
        assert_int_equal(parl_decoder_feed(decoder, bytes, strlen(bytes), NULL),
                         0);
    }
    assert_int_equal(parl_decoder_finish(decoder, &response, NULL), 0);
    assert_string_equal(parl_response_text(response), "aaa");
    assert_null(parl_response_message(response, 0)->extra);
    parl_response_free(response);
    parl_decoder_free(decoder);
    parl_client_free(client);
}

/* Most events of a stream are compared with the one before, not read; where
 * another stands between them, each is read.  "%s" is a text. */
static const struct {
    const char *model, *begin, *event, *end;
} streams[] = {
    { "openai/gpt-4o", "",
      "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
      "\"%s\"},\"finish_reason\":null}],\"obfuscation\":\"%s\"}\n\n",
      "data: {\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{},"
      "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n" },
    { "openai/gpt-4o",
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{"
      "\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\"}}]}}]}\n\n",
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{"
      "\"index\":0,\"function\":{\"arguments\":\"%s\"}}]}}],\"p\":\"%s\"}"
      "\n\n",
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":"
      "\"tool_calls\"}]}\n\n" },
    { "resp/gpt-4o", "",
      "event: response.output_text.delta\n"
      "data: {\"type\":\"response.output_text.delta\",\"sequence_number\":7,"
      "\"item_id\":\"m\",\"output_index\":0,\"content_index\":0,\"delta\":"
      "\"%s\",\"obfuscation\":\"%s\"}\n\n",
      "data: {\"type\":\"response.completed\",\"response\":{\"status\":"
      "\"completed\"}}\n\n" },
    { "anthropic/claude-sonnet-4-5",
      "data: {\"type\":\"message_start\",\"message\":{}}\n\n"
      "data: {\"type\":\"content_block_start\",\"index\":0,"
      "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
      "event: content_block_delta\n"
      "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{"
      "\"type\":\"text_delta\",\"text\":\"%s\"},\"x\":\"%s\"  }\n\n",
      "data: {\"type\":\"message_stop\"}\n\n" },
    { "gemini/gemini-2.5-pro", "",
      "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"%s\"}]},"
      "\"index\":0}],\"usageMetadata\":{\"candidatesTokenCount\":12%s}}"
      "\r\n\r\n",
      "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}\r\n\r\n" },
    { "cohere/command-a-03-2025", "",
      "event: content-delta\n"
      "data: {\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{"
      "\"content\":{\"text\":\"%s\"}}},\"x\":\"%s\"}\n\n",
      "data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":"
      "\"COMPLETE\"}}\n\n" },
};

static void write_stream(size_t i, const char *between, struct buf *out)
{
    static const char *const texts[] = { "a",       " b",       "",
                                         "\\n",     "c\\u00e9", "d",
                                         "\\ud83d", "\\ude00",  "\xc3",
                                         "\xa9",    "<think>",  "e" };
    static const char *const others[] = { "", "34", "3", "45", "46", "0" };

    buf_add_text(out, streams[i].begin);
    for (size_t k = 0; k < sizeof(texts) / sizeof(texts[0]); k++) {
        char event[512];

        snprintf(event, sizeof(event), streams[i].event, texts[k],
                 others[k % 6]);
        buf_add_text(out, event);
        buf_add_text(out, between);
    }
    buf_add_text(out, streams[i].end);
}

static void
test_an_event_that_is_compared_says_what_one_that_is_read_says(void **state)
{
    parl_client *client = new_client();

    (void)state;
    for (size_t i = 0; i < sizeof(streams) / sizeof(streams[0]); i++) {
        const struct codec_answer answer = { .model = streams[i].model };
        struct codec_result compared, read;
        struct buf once, apart;

        buf_init(&once, &mem_libc, SIZE_MAX);
        buf_init(&apart, &mem_libc, SIZE_MAX);
        write_stream(i, "", &once);
        write_stream(i, "data: {\"type\":\"unheard of\"}\n\n", &apart);
        codec_every_split(client, &answer, (struct span){ once.data, once.len },
                          &compared);
        codec_decode(client, &answer, (struct span){ apart.data, apart.len },
                     (struct codec_cut){ 0, 0 }, &read);
        assert_int_equal(compared.status, PARL_OK);
        assert_string_equal(buf_text(&compared.json), buf_text(&read.json));
        assert_string_equal(buf_text(&compared.deltas), buf_text(&read.deltas));
        codec_release(&compared);
        codec_release(&read);
        buf_release(&once);
        buf_release(&apart);
    }
    parl_client_free(client);
}

static void test_no_count_is_too_large_to_be_added(void **state)
{
    static const struct {
        const char *model, *body;
    } answers[] = {
        { "openai/gpt-4o",
          "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":"
          "\"a\"}}],\"usage\":{\"prompt_tokens\":9223372036854775807,"
          "\"completion_tokens\":9223372036854775807}}" },
        { "gemini/gemini-2.5-pro",
          "{\"candidates\":[{\"finishReason\":\"STOP\",\"content\":{\"parts\":["
          "{\"text\":\"a\"}]}}],\"usageMetadata\":{\"promptTokenCount\":"
          "9223372036854775807,\"candidatesTokenCount\":9223372036854775807,"
          "\"thoughtsTokenCount\":9223372036854775807}}" },
    };
    parl_client *client = new_client();

    (void)state;
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        const struct codec_answer answer = { .model = answers[i].model };
        struct codec_result result;

        codec_decode(client, &answer, span_of(answers[i].body),
                     (struct codec_cut){ 0, 0 }, &result);
        assert_int_equal(result.status, PARL_OK);
        assert_null(strstr(buf_text(&result.json), "\"usage\":"));
        codec_release(&result);
    }
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_signature_of_a_text_is_not_left_out_in_silence),
        cmocka_unit_test(
            test_an_empty_list_of_a_member_nobody_knows_is_not_missed),
        cmocka_unit_test(test_a_choice_without_tools_has_one_entry),
        cmocka_unit_test(test_the_type_beside_data_counts_everywhere),
        cmocka_unit_test(test_what_a_schema_is_for_is_not_left_out_in_silence),
        cmocka_unit_test(test_an_answer_has_a_choice),
        cmocka_unit_test(test_half_a_pair_in_a_signature_is_replaced),
        cmocka_unit_test(test_members_behind_a_text_that_comes_again_are_known),
        cmocka_unit_test(
            test_an_event_that_is_compared_says_what_one_that_is_read_says),
        cmocka_unit_test(test_no_count_is_too_large_to_be_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
