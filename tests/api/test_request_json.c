/* tests/api/test_request_json.c -- the JSON dialect becomes a request. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "api/builder.h"
#include "support/oom.h"

/* ---- help --------------------------------------------------------------- */

static parl_builder *read_bytes(const char *json, size_t len)
{
    parl_builder *builder = NULL;
    parl_error *error = NULL;

    if (parl_request_from_json(&builder, json, len, &error) != PARL_OK)
        fail_msg("refused: %s", parl_error_message(error));
    return builder;
}

static parl_builder *read_json(const char *json)
{
    return read_bytes(json, 0);
}

static const parl_request *request_of(parl_builder *builder)
{
    const parl_request *request = parl_builder_request(builder, NULL);

    assert_non_null(request);
    return request;
}

/* The one message of a document {"messages": [JSON]}. */
static parl_builder *read_message(const char *json)
{
    char document[4096];

    snprintf(document, sizeof(document), "{\"messages\":[%s]}", json);
    return read_json(document);
}

static const parl_message *message_of(parl_builder *builder)
{
    const parl_request *request = request_of(builder);

    assert_int_equal(request->n_messages, 1);
    return &request->messages[0];
}

/* A user message whose content is the one part JSON. */
static parl_builder *read_part(const char *json)
{
    char message[4096];

    snprintf(message, sizeof(message), "{\"role\":\"user\",\"content\":[%s]}",
             json);
    return read_message(message);
}

static const parl_part *part_of(parl_builder *builder)
{
    const parl_message *message = message_of(builder);

    assert_int_equal(message->n_parts, 1);
    return &message->parts[0];
}

static void assert_text(const char *text, size_t len, const char *want)
{
    assert_non_null(text);
    assert_string_equal(text, want);
    assert_int_equal(len, strlen(want));
}

static void assert_part(const parl_part *part, enum parl_part_type type,
                        const char *text)
{
    assert_int_equal(part->type, type);
    assert_text(part->text, part->text_len, text);
}

static void assert_refused(const char *json, const char *message)
{
    parl_builder *builder = NULL;
    parl_error *error = NULL;

    assert_int_equal(parl_request_from_json(&builder, json, 0, &error),
                     PARL_INVALID_ARGUMENT);
    assert_null(builder);
    assert_string_equal(parl_error_message(error), message);
    assert_int_equal(parl_error_status(error), PARL_INVALID_ARGUMENT);
    parl_error_free(error);
}

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
                  "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048},"
                  "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"},"
                  "\"prompt_cache_key\":\"k\",\"user\":\"u\","
                  "\"safety_identifier\":\"s\",\"service_tier\":\"flex\"}");
    const parl_request *r = request_of(b);

    (void)state;
    assert_int_equal(r->reasoning_effort, PARL_EFFORT_XHIGH);
    assert_int_equal(r->verbosity, PARL_VERBOSITY_LOW);
    assert_int_equal(r->thinking, PARL_THINKING_ENABLED);
    assert_true(r->thinking_budget.set);
    assert_int_equal(r->thinking_budget.value, 2048);
    assert_int_equal(r->cache, PARL_CACHE_1H);
    assert_string_equal(r->prompt_cache_key, "k");
    assert_string_equal(r->user, "u");
    assert_string_equal(r->safety_identifier, "s");
    assert_string_equal(r->service_tier, "flex");
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

/* ---- messages ----------------------------------------------------------- */

static void test_a_text_alone_is_the_text_of_the_message(void **state)
{
    static const struct {
        const char *json;
        int32_t role;
    } cases[] = {
        { "{\"role\":\"system\",\"content\":\"hi\"}", PARL_ROLE_SYSTEM },
        { "{\"content\":\"hi\",\"role\":\"developer\"}", PARL_ROLE_DEVELOPER },
        { "{\"role\":\"user\",\"content\":\"hi\"}", PARL_ROLE_USER },
        { "{\"role\":\"assistant\",\"content\":\"hi\"}", PARL_ROLE_ASSISTANT },
        { "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"hi\"}",
          PARL_ROLE_TOOL },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        parl_builder *b = read_message(cases[i].json);
        const parl_message *m = message_of(b);

        assert_int_equal(m->role, cases[i].role);
        assert_int_equal(m->n_parts, 0);
        assert_text(m->text, m->text_len, "hi");
        parl_builder_free(b);
    }
}

static void test_text_may_hold_nul_and_escapes(void **state)
{
    parl_builder *b = read_message("{\"role\":\"user\",\"content\":"
                                   "\"a\\u0000b\\ud83d\\ude00\\ud83d.\"}");
    const parl_message *m = message_of(b);
    static const char want[] = "a\0b\xF0\x9F\x98\x80\xEF\xBF\xBD.";

    (void)state;
    assert_int_equal(m->text_len, sizeof(want) - 1);
    assert_memory_equal(m->text, want, sizeof(want));
    parl_builder_free(b);
}

static void test_empty_text_is_not_absent(void **state)
{
    parl_builder *b = read_message("{\"role\":\"user\",\"content\":\"\"}");
    parl_builder *list = read_message("{\"role\":\"user\",\"content\":[]}");
    parl_builder *none =
        read_message("{\"role\":\"assistant\",\"content\":null}");

    (void)state;
    assert_text(message_of(b)->text, message_of(b)->text_len, "");
    assert_text(message_of(list)->text, message_of(list)->text_len, "");
    assert_null(message_of(none)->text);
    assert_int_equal(message_of(none)->n_parts, 0);
    parl_builder_free(b);
    parl_builder_free(list);
    parl_builder_free(none);
}

static void test_the_flat_form_has_one_order(void **state)
{
    parl_builder *b = read_message(
        "{\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":"
        "{\"name\":\"f\",\"arguments\":\"{}\"}},{\"type\":\"custom\","
        "\"custom\":{\"name\":\"g\",\"input\":\"x\"}}],\"refusal\":\"no\","
        "\"audio\":{\"id\":\"a1\"},\"content\":\"yes\","
        "\"reasoning_content\":\"hm\",\"role\":\"assistant\"}");
    const parl_message *m = message_of(b);

    (void)state;
    assert_null(m->text);
    assert_int_equal(m->n_parts, 6);
    assert_part(&m->parts[0], PARL_PART_THINKING, "hm");
    assert_null(m->parts[0].signature);
    assert_part(&m->parts[1], PARL_PART_TEXT, "yes");
    assert_part(&m->parts[2], PARL_PART_REFUSAL, "no");
    assert_int_equal(m->parts[3].type, PARL_PART_AUDIO);
    assert_string_equal(m->parts[3].id, "a1");
    assert_part(&m->parts[4], PARL_PART_TOOL_CALL, "{}");
    assert_string_equal(m->parts[4].id, "c1");
    assert_string_equal(m->parts[4].name, "f");
    assert_part(&m->parts[5], PARL_PART_CUSTOM_CALL, "x");
    assert_null(m->parts[5].id);
    assert_string_equal(m->parts[5].name, "g");
    parl_builder_free(b);
}

static void test_blocks_make_bare_reasoning_redundant(void **state)
{
    parl_builder *b = read_message(
        "{\"role\":\"assistant\",\"content\":\"4\",\"reasoning_content\":"
        "\"Easy.\",\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":"
        "\"Ea\",\"signature\":\"S\"},{\"type\":\"redacted_thinking\","
        "\"data\":\"R\"},{\"type\":\"thinking\",\"thinking\":\"sy.\"}]}");
    const parl_message *m = message_of(b);

    (void)state;
    assert_int_equal(m->n_parts, 4);
    assert_part(&m->parts[0], PARL_PART_THINKING, "Ea");
    assert_text(m->parts[0].signature, m->parts[0].signature_len, "S");
    assert_part(&m->parts[1], PARL_PART_REDACTED_THINKING, "R");
    assert_part(&m->parts[2], PARL_PART_THINKING, "sy.");
    assert_text(m->parts[2].signature, m->parts[2].signature_len, "");
    assert_part(&m->parts[3], PARL_PART_TEXT, "4");
    parl_builder_free(b);
}

static void test_reasoning_is_another_name(void **state)
{
    parl_builder *b = read_message("{\"role\":\"assistant\",\"reasoning\":"
                                   "\"hm\",\"reasoning_content\":\"\"}");

    (void)state;
    assert_part(part_of(b), PARL_PART_THINKING, "hm");
    parl_builder_free(b);
}

static void test_a_call_signature_has_three_spellings(void **state)
{
    static const char *const calls[] = {
        "\"provider_specific_fields\":{\"thought_signature\":\"S\"},"
        "\"function\":{\"name\":\"f\",\"arguments\":\"\"}",
        "\"function\":{\"name\":\"f\",\"thought_signature\":\"S\"}",
        "\"extra_content\":{\"google\":{\"thought_signature\":\"S\"}},"
        "\"function\":{\"name\":\"f\"}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        char message[512];
        parl_builder *b;

        snprintf(message, sizeof(message),
                 "{\"role\":\"assistant\",\"tool_calls\":[{%s}]}", calls[i]);
        b = read_message(message);
        assert_part(part_of(b), PARL_PART_TOOL_CALL, "");
        assert_text(part_of(b)->signature, part_of(b)->signature_len, "S");
        parl_builder_free(b);
    }
}

static void test_arguments_keep_their_bytes(void **state)
{
    parl_builder *b = read_message(
        "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"function\":"
        "{\"name\":\"f\",\"arguments\":{ \"n\" : 18446744073709551615 }}}]}");

    (void)state;
    assert_part(part_of(b), PARL_PART_TOOL_CALL,
                "{ \"n\" : 18446744073709551615 }");
    assert_string_equal(part_of(b)->extra, "{\"index\":0}");
    parl_builder_free(b);
}

static void test_the_ordered_form_wins(void **state)
{
    parl_builder *b = read_message(
        "{\"role\":\"assistant\",\"content\":\"STALE\",\"parts\":["
        "{\"type\":\"text\",\"text\":\"a\",\"signature\":\"S\"},"
        "{\"type\":\"thinking\",\"thinking\":\"b\"},"
        "{\"type\":\"tool_call\",\"id\":\"i\",\"name\":\"f\",\"arguments\":"
        "\"{}\",\"signature\":\"T\"},"
        "{\"type\":\"custom_call\",\"id\":\"k\",\"name\":\"g\",\"input\":"
        "\"x\"},"
        "{\"type\":\"opaque\",\"id\":\"o\",\"item\":{\"n\": 1e2}},"
        "{\"type\":\"audio\",\"id\":\"a\",\"data\":\"QQ==\","
        "\"transcript\":\"aah\"},"
        "{\"type\":\"refusal\",\"refusal\":\"no\"},"
        "{\"type\":\"redacted_thinking\",\"data\":\"R\"}]}");
    const parl_message *m = message_of(b);

    (void)state;
    assert_null(m->text);
    assert_int_equal(m->n_parts, 8);
    assert_part(&m->parts[0], PARL_PART_TEXT, "a");
    assert_string_equal(m->parts[0].signature, "S");
    assert_part(&m->parts[1], PARL_PART_THINKING, "b");
    assert_null(m->parts[1].signature);
    assert_part(&m->parts[2], PARL_PART_TOOL_CALL, "{}");
    assert_string_equal(m->parts[2].signature, "T");
    assert_part(&m->parts[3], PARL_PART_CUSTOM_CALL, "x");
    assert_part(&m->parts[4], PARL_PART_OPAQUE, "{\"n\": 1e2}");
    assert_string_equal(m->parts[4].id, "o");
    assert_part(&m->parts[5], PARL_PART_AUDIO, "aah");
    assert_string_equal(m->parts[5].media->base64, "QQ==");
    assert_part(&m->parts[6], PARL_PART_REFUSAL, "no");
    assert_part(&m->parts[7], PARL_PART_REDACTED_THINKING, "R");
    parl_builder_free(b);
}

static void test_a_message_keeps_its_origin_and_what_nobody_knows(void **state)
{
    parl_builder *b = read_message(
        "{\"role\":\"assistant\",\"content\":\"x\",\"name\":\"n\",\"origin\":"
        "{\"provider\":\"gemini\",\"account\":\"g\",\"model\":\"m\"},"
        "\"annotations\":[],\"x_trace\":18446744073709551615}");
    const parl_message *m = message_of(b);

    (void)state;
    assert_string_equal(m->name, "n");
    assert_string_equal(m->origin->provider, "gemini");
    assert_string_equal(m->origin->account, "g");
    assert_string_equal(m->origin->model, "m");
    assert_string_equal(m->extra, "{\"annotations\":[],"
                                  "\"x_trace\":18446744073709551615}");
    parl_builder_free(b);
}

/* ---- results ------------------------------------------------------------ */

static void test_a_result_of_parts_is_one_part(void **state)
{
    parl_builder *b = read_message(
        "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":[{\"type\":"
        "\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":"
        "{\"url\":\"https://e.example/a.png\"}}]}");
    const parl_part *part = part_of(b);

    (void)state;
    assert_null(message_of(b)->call_id);
    assert_int_equal(part->type, PARL_PART_TOOL_RESULT);
    assert_string_equal(part->id, "c");
    assert_int_equal(part->n_parts, 2);
    assert_part(&part->parts[0], PARL_PART_TEXT, "a");
    assert_int_equal(part->parts[1].type, PARL_PART_IMAGE);
    parl_builder_free(b);
}

static void test_a_result_may_be_a_failure(void **state)
{
    parl_builder *b =
        read_message("{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":"
                     "\"broken\",\"is_error\":true}");

    (void)state;
    assert_part(part_of(b), PARL_PART_TOOL_RESULT, "broken");
    assert_string_equal(part_of(b)->id, "c");
    assert_int_equal(part_of(b)->is_error, PARL_YES);
    parl_builder_free(b);
}

static void test_a_result_stands_in_the_ordered_form_too(void **state)
{
    parl_builder *b = read_message(
        "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_result\","
        "\"tool_call_id\":\"c\",\"is_error\":false,\"content\":[{\"type\":"
        "\"text\",\"text\":\"a\"},{\"type\":\"opaque\",\"item\":{}}]}]}");

    (void)state;
    assert_string_equal(part_of(b)->id, "c");
    assert_int_equal(part_of(b)->is_error, PARL_NO);
    assert_part(&part_of(b)->parts[0], PARL_PART_TEXT, "a");
    assert_part(&part_of(b)->parts[1], PARL_PART_OPAQUE, "{}");
    parl_builder_free(b);
}

static void test_a_function_answers_the_last_call_of_its_name(void **state)
{
    parl_builder *b =
        read_json("{\"messages\":["
                  "{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\","
                  "\"arguments\":\"{}\"}},"
                  "{\"role\":\"function\",\"name\":\"f\",\"content\":\"1\"},"
                  "{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\"}},"
                  "{\"role\":\"function\",\"name\":\"f\",\"content\":\"2\"}]}");
    const parl_message *m = request_of(b)->messages;

    (void)state;
    assert_string_not_equal(m[0].parts[0].id, m[2].parts[0].id);
    assert_int_equal(m[1].role, PARL_ROLE_TOOL);
    assert_string_equal(m[1].call_id, m[0].parts[0].id);
    assert_string_equal(m[1].text, "1");
    assert_null(m[1].name);
    assert_string_equal(m[3].call_id, m[2].parts[0].id);
    parl_builder_free(b);
}

/* ---- parts -------------------------------------------------------------- */

static void test_an_address_is_what_its_type_says(void **state)
{
    static const struct {
        const char *members;
        enum parl_part_type type;
    } cases[] = {
        { "\"url\":\"https://e.example/a\"", PARL_PART_IMAGE },
        { "\"url\":\"data:image/png;base64,AA\"", PARL_PART_IMAGE },
        { "\"url\":\"DATA:Audio/wav;base64,AA\"", PARL_PART_AUDIO },
        { "\"url\":\"data:application/pdf;base64,AA\"", PARL_PART_DOCUMENT },
        { "\"url\":\"data:text/plain;base64,AA\"", PARL_PART_DOCUMENT },
        { "\"mime_type\":\"video/mp4\",\"url\":\"gs://b/a\"", PARL_PART_VIDEO },
        { "\"mime_type\":\"image/webp\","
          "\"url\":\"data:audio/wav;base64,AA\"",
          PARL_PART_IMAGE },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char json[256];
        parl_builder *b;

        snprintf(json, sizeof(json),
                 "{\"type\":\"image_url\",\"image_url\":{%s}}",
                 cases[i].members);
        b = read_part(json);
        assert_int_equal(part_of(b)->type, cases[i].type);
        assert_non_null(strstr(json, part_of(b)->media->url));
        parl_builder_free(b);
    }
}

static void test_an_image_has_a_detail_and_a_cache_mark(void **state)
{
    parl_builder *b = read_part(
        "{\"cache_control\":{\"type\":\"ephemeral\"},\"image_url\":{\"url\":"
        "\"https://e.example/a\",\"detail\":\"original\",\"mime_type\":"
        "\"image/png\"},\"type\":\"image_url\",\"uuid\":\"7\"}");

    (void)state;
    assert_int_equal(part_of(b)->cache, PARL_CACHE_DEFAULT);
    assert_int_equal(part_of(b)->media->detail, PARL_DETAIL_ORIGINAL);
    assert_string_equal(part_of(b)->media->mime_type, "image/png");
    assert_string_equal(part_of(b)->extra, "{\"uuid\":\"7\"}");
    parl_builder_free(b);
}

static void test_sound_is_base64_with_a_format(void **state)
{
    parl_builder *b =
        read_part("{\"type\":\"input_audio\",\"input_audio\":{\"data\":"
                  "\"UklG\",\"format\":\"wav\"}}");

    (void)state;
    assert_int_equal(part_of(b)->type, PARL_PART_AUDIO);
    assert_text(part_of(b)->media->base64, part_of(b)->media->base64_len,
                "UklG");
    assert_string_equal(part_of(b)->media->mime_type, "audio/wav");
    parl_builder_free(b);
}

static void test_a_file_comes_in_three_ways(void **state)
{
    parl_builder *url = read_part(
        "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
        "\"data:application/pdf;base64,JVBE\"}}");
    parl_builder *raw =
        read_part("{\"type\":\"file\",\"file\":{\"file_data\":\"JVBE\"}}");
    parl_builder *id =
        read_part("{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}");

    (void)state;
    assert_int_equal(part_of(url)->type, PARL_PART_DOCUMENT);
    assert_string_equal(part_of(url)->media->name, "a.pdf");
    assert_string_equal(part_of(url)->media->url,
                        "data:application/pdf;base64,JVBE");
    assert_null(part_of(url)->media->base64);
    assert_text(part_of(raw)->media->base64, part_of(raw)->media->base64_len,
                "JVBE");
    assert_string_equal(part_of(id)->media->file_id, "file-1");
    parl_builder_free(url);
    parl_builder_free(raw);
    parl_builder_free(id);
}

static void test_sound_and_film_have_addresses(void **state)
{
    parl_builder *sound = read_part("{\"type\":\"audio_url\",\"audio_url\":"
                                    "{\"url\":\"https://e.example/a\"}}");
    parl_builder *film = read_part("{\"type\":\"video_url\",\"video_url\":"
                                   "{\"url\":\"https://e.example/v\"}}");

    (void)state;
    assert_int_equal(part_of(sound)->type, PARL_PART_AUDIO);
    assert_int_equal(part_of(film)->type, PARL_PART_VIDEO);
    assert_string_equal(part_of(film)->media->url, "https://e.example/v");
    parl_builder_free(sound);
    parl_builder_free(film);
}

static void test_the_type_of_a_part_may_come_last(void **state)
{
    parl_builder *b = read_part("{\"text\":\"a\",\"x\":{\"type\":\"file\"},"
                                "\"type\":\"text\"}");

    (void)state;
    assert_part(part_of(b), PARL_PART_TEXT, "a");
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
        { "{\"n\":0}", "/n: must be at least 1" },
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
        { "{\"thinking\":{\"type\":\"enabled\",\"x\":1}}",
          "/thinking/x: there is no such member" },
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

static void test_a_complaint_about_a_message_names_it(void **state)
{
    static const struct {
        const char *json, *message;
    } cases[] = {
        { "null", "/messages/1: expected an object, not null" },
        { "{\"content\":\"x\"}", "/messages/1/role: missing" },
        { "{\"role\":\"robot\",\"content\":\"x\"}",
          "/messages/1/role: expected one of user, system, developer, "
          "assistant, tool, function, not 'robot'" },
        { "{\"role\":\"user\"}", "/messages/1/content: missing" },
        { "{\"role\":\"user\",\"content\":7}",
          "/messages/1/content: expected a text or a list of parts, not a "
          "number" },
        { "{\"role\":\"user\",\"content\":[\"x\"]}",
          "/messages/1/content/0: expected an object, not a text" },
        { "{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}",
          "/messages/1/content/0/type: missing" },
        { "{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}",
          "/messages/1/content/0/text: missing" },
        { "{\"role\":\"user\",\"content\":[{\"type\":\"poem\"}]}",
          "/messages/1/content/0/type: expected one of text, image_url, "
          "input_audio, file, video_url, audio_url, refusal, thinking, "
          "redacted_thinking, not 'poem'" },
        { "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"},"
          "{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\",\"detail\":"
          "\"ultra\"}}]}",
          "/messages/1/content/1/image_url/detail: expected one of auto, "
          "low, high, original, not 'ultra'" },
        { "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{}}]}",
          "/messages/1/content/0/file: neither file_data nor file_id is "
          "there" },
        { "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":"
          "{\"file_data\":\"AA\",\"file_id\":\"f\"}}]}",
          "/messages/1/content/0/file: both file_data and file_id are "
          "there" },
        { "{\"role\":\"user\",\"content\":\"x\",\"tool_calls\":[{\"function\":"
          "{\"name\":\"f\"}}]}",
          "/messages/1/tool_calls: only a message of the role assistant has "
          "it" },
        { "{\"role\":\"user\",\"content\":\"x\",\"tool_call_id\":\"c\"}",
          "/messages/1/tool_call_id: only a message of the role tool has "
          "it" },
        { "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\"}]}",
          "/messages/1/tool_calls/0/function: missing" },
        { "{\"role\":\"assistant\",\"tool_calls\":[{\"type\":\"custom\","
          "\"function\":{\"name\":\"f\"}}]}",
          "/messages/1/tool_calls/0/custom: missing" },
        { "{\"role\":\"tool\",\"content\":\"x\"}",
          "/messages/1/tool_call_id: missing" },
        { "{\"role\":\"function\",\"content\":\"x\"}",
          "/messages/1/name: missing" },
        { "{\"role\":\"function\",\"content\":\"x\",\"name\":\"f\"}",
          "/messages/1/name: no earlier message calls 'f'" },
        { "{\"role\":\"assistant\",\"origin\":{\"vendor\":\"x\"}}",
          "/messages/1/origin/vendor: there is no such member" },
        { "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\"}]}",
          "/messages/1/parts/0/name: missing" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char json[1024];

        snprintf(json, sizeof(json),
                 "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"},%s]}",
                 cases[i].json);
        assert_refused(json, cases[i].message);
    }
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
        cmocka_unit_test(test_a_seed_keeps_all_its_digits),
        cmocka_unit_test(test_stop_is_a_text_or_a_list),
        cmocka_unit_test(test_a_schema_is_kept_byte_for_byte),
        cmocka_unit_test(test_objects_are_kept_byte_for_byte),
        cmocka_unit_test(test_metadata_are_pairs),
        cmocka_unit_test(test_unknown_members_are_kept_in_order),
        cmocka_unit_test(test_null_is_not_there),
        cmocka_unit_test(test_the_last_of_two_members_counts),
        cmocka_unit_test(test_a_text_alone_is_the_text_of_the_message),
        cmocka_unit_test(test_text_may_hold_nul_and_escapes),
        cmocka_unit_test(test_empty_text_is_not_absent),
        cmocka_unit_test(test_the_flat_form_has_one_order),
        cmocka_unit_test(test_blocks_make_bare_reasoning_redundant),
        cmocka_unit_test(test_reasoning_is_another_name),
        cmocka_unit_test(test_a_call_signature_has_three_spellings),
        cmocka_unit_test(test_arguments_keep_their_bytes),
        cmocka_unit_test(test_the_ordered_form_wins),
        cmocka_unit_test(test_a_message_keeps_its_origin_and_what_nobody_knows),
        cmocka_unit_test(test_a_result_of_parts_is_one_part),
        cmocka_unit_test(test_a_result_may_be_a_failure),
        cmocka_unit_test(test_a_result_stands_in_the_ordered_form_too),
        cmocka_unit_test(test_a_function_answers_the_last_call_of_its_name),
        cmocka_unit_test(test_an_address_is_what_its_type_says),
        cmocka_unit_test(test_an_image_has_a_detail_and_a_cache_mark),
        cmocka_unit_test(test_sound_is_base64_with_a_format),
        cmocka_unit_test(test_a_file_comes_in_three_ways),
        cmocka_unit_test(test_sound_and_film_have_addresses),
        cmocka_unit_test(test_the_type_of_a_part_may_come_last),
        cmocka_unit_test(test_tools_of_three_kinds),
        cmocka_unit_test(test_a_choice_among_tools),
        cmocka_unit_test(test_a_complaint_names_the_pointer),
        cmocka_unit_test(test_a_complaint_about_a_message_names_it),
        cmocka_unit_test(test_bytes_that_are_no_json_are_found),
        cmocka_unit_test(test_a_document_cut_anywhere_is_refused),
        cmocka_unit_test(test_no_memory_at_any_point_is_said_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
