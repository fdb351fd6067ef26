/* tests/api/test_json_messages.c -- messages of the JSON dialect, and their
 * parts. */
#include "api/reading.h"

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

/* ---- complaints -------------------------------------------------------- */

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
        { "{\"role\":\"user\",\"content\":[{\"text\":\"x\",\"type\":5}]}",
          "/messages/1/content/0/type: expected a text, not a number" },
        { "{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}",
          "/messages/1/content/0/text: missing" },
        { "{\"role\":\"user\",\"content\":[{\"type\":\"poem\"}]}",
          "/messages/1/content/0/type: expected one of text, image_url, "
          "input_audio, file, video_url, audio_url, refusal, thinking, "
          "redacted_thinking, not 'poem'" },
        { "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"},"
          "{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\",\"detail\":"
          "\"huge\"}}]}",
          "/messages/1/content/1/image_url/detail: expected one of auto, "
          "low, high, original, medium, ultra, not 'huge'" },
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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
        cmocka_unit_test(test_a_complaint_about_a_message_names_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
