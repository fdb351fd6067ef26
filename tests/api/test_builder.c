/* tests/api/test_builder.c -- requests that are put together at run time. */
#include "support/check.h"

#include <stdlib.h>
#include "api/builder.h"
#include "support/oom.h"

static const parl_request *request_of(parl_builder *builder)
{
    const parl_request *request = parl_builder_request(builder, NULL);

    assert_non_null(request);
    return request;
}

static void assert_failed(parl_builder *builder, parl_status status,
                          const char *message)
{
    parl_error *error = NULL;

    assert_null(parl_builder_request(builder, &error));
    assert_int_equal(parl_error_status(error), status);
    assert_string_equal(parl_error_message(error), message);
    parl_error_free(error);
}

/* ---- what is put in ----------------------------------------------------- */

static void test_an_empty_builder_has_a_model_alone(void **state)
{
    parl_builder *b = parl_builder_new("work/gpt-5");
    parl_request want = { PARL_REQUEST_INIT };

    (void)state;
    assert_string_equal(request_of(b)->model, "work/gpt-5");
    want.model = request_of(b)->model;
    assert_memory_equal(request_of(b), &want, sizeof(want));
    parl_builder_free(b);
}

static void test_what_is_given_is_copied(void **state)
{
    char model[] = "a/b", text[] = "hi", id[] = "c1", result[] = "4";
    char name[] = "f", description[] = "d", parameters[] = "{}";
    char member[] = "user", json[] = "\"u\"";
    char *given[] = { model,       text,       id,     result, name,
                      description, parameters, member, json };
    parl_builder *b = parl_builder_new(model);
    const parl_request *r;

    (void)state;
    parl_builder_message(b, PARL_ROLE_USER, text);
    parl_builder_result(b, id, result);
    parl_builder_tool(b, name, description, parameters);
    parl_builder_set(b, member, json);
    for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
        memset(given[i], 'X', strlen(given[i]));

    r = request_of(b);
    assert_string_equal(r->model, "a/b");
    assert_int_equal(r->n_messages, 2);
    assert_int_equal(r->messages[0].role, PARL_ROLE_USER);
    assert_string_equal(r->messages[0].text, "hi");
    assert_int_equal(r->messages[1].role, PARL_ROLE_TOOL);
    assert_string_equal(r->messages[1].call_id, "c1");
    assert_string_equal(r->messages[1].text, "4");
    assert_int_equal(r->n_tools, 1);
    assert_int_equal(r->tools[0].type, PARL_TOOL_FUNCTION);
    assert_string_equal(r->tools[0].name, "f");
    assert_string_equal(r->tools[0].description, "d");
    assert_string_equal(r->tools[0].parameters, "{}");
    assert_string_equal(r->user, "u");
    parl_builder_free(b);
}

/* Adds a message with everything in it, whose memory is gone afterwards. */
static void add_rich_message(parl_builder *b)
{
    char bytes[] = "a\0b", word[] = "word", object[] = "{\"x\":1}";
    const parl_media media = { .mime_type = word,
                               .url = word,
                               .name = word,
                               .data = bytes,
                               .data_len = 3,
                               .base64 = word,
                               .base64_len = 2,
                               .path = word,
                               .file_id = word };
    const parl_part inner = { .type = PARL_PART_IMAGE, .media = &media };
    const parl_part parts[] = {
        { .type = PARL_PART_THINKING,
          .text = bytes,
          .text_len = 3,
          .id = word,
          .signature = bytes,
          .signature_len = 3 },
        { .type = PARL_PART_TOOL_RESULT,
          .name = word,
          .parts = &inner,
          .n_parts = 1,
          .extra = object },
    };
    const parl_origin origin = { word, word, word };
    const parl_message message = { .role = PARL_ROLE_ASSISTANT,
                                   .parts = parts,
                                   .n_parts = 2,
                                   .name = word,
                                   .origin = &origin,
                                   .extra = object };

    parl_builder_add(b, &message);
    memset(bytes, 'X', 3);
    memset(word, 'X', 4);
    memset(object, 'X', 7);
}

static void test_a_message_is_copied_to_its_last_byte(void **state)
{
    parl_builder *b = parl_builder_new("a/b");
    const parl_message *m;
    const parl_media *media;

    (void)state;
    add_rich_message(b);
    m = &request_of(b)->messages[0];
    assert_string_equal(m->name, "word");
    assert_string_equal(m->extra, "{\"x\":1}");
    assert_string_equal(m->origin->model, "word");
    assert_int_equal(m->parts[0].text_len, 3);
    assert_memory_equal(m->parts[0].text, "a\0b", 4);
    assert_int_equal(m->parts[0].signature_len, 3);
    assert_memory_equal(m->parts[0].signature, "a\0b", 4);
    assert_string_equal(m->parts[0].id, "word");
    assert_string_equal(m->parts[1].extra, "{\"x\":1}");
    media = m->parts[1].parts[0].media;
    assert_memory_equal(media->data, "a\0b", 3);
    assert_string_equal(media->base64, "wo");
    assert_string_equal(media->path, "word");
    assert_string_equal(media->file_id, "word");
    parl_builder_free(b);
}

static void test_many_messages_keep_their_order(void **state)
{
    parl_builder *b = parl_builder_new("a/b");
    char text[2] = { '\0', '\0' };

    (void)state;
    for (char c = '!'; c <= '~'; c++) {
        text[0] = c;
        parl_builder_message(b, PARL_ROLE_USER, text);
        parl_builder_tool(b, text, NULL, NULL);
    }
    assert_int_equal(request_of(b)->n_messages, '~' - '!' + 1);
    for (char c = '!'; c <= '~'; c++) {
        assert_int_equal(request_of(b)->messages[c - '!'].text[0], c);
        assert_int_equal(request_of(b)->tools[c - '!'].name[0], c);
    }
    parl_builder_free(b);
}

/* ---- members ------------------------------------------------------------ */

static void test_a_member_is_set_as_in_a_document(void **state)
{
    parl_builder *b = parl_builder_new("a/b");

    (void)state;
    parl_builder_message(b, PARL_ROLE_USER, "hi");
    parl_builder_set(b, "temperature", " 0.5 ");
    parl_builder_set(b, "response_format", "{\"type\":\"json_object\"}");
    parl_builder_set(b, "temperature", "0.25");
    assert_true(request_of(b)->temperature.value == 0.25);
    assert_int_equal(request_of(b)->response_format, PARL_FORMAT_JSON_OBJECT);
    assert_int_equal(request_of(b)->n_messages, 1);
    parl_builder_free(b);
}

static void test_an_unknown_member_set_again_is_replaced(void **state)
{
    parl_builder *b = parl_builder_new("a/b");

    (void)state;
    parl_builder_set(b, "x", "1");
    parl_builder_set(b, "y\"", "[2]");
    parl_builder_set(b, "x", "{\"z\": 3}");
    assert_string_equal(request_of(b)->extra,
                        "{\"y\\\"\":[2],\"x\":{\"z\": 3}}");
    parl_builder_set(b, "x", "null");
    parl_builder_set(b, "y\"", "null");
    assert_null(request_of(b)->extra);
    parl_builder_free(b);
}

static void test_a_member_set_again_leaves_nothing_of_the_first(void **state)
{
    parl_builder *b = parl_builder_new("openai/gpt-5");
    const parl_request *r;

    (void)state;
    parl_builder_set(b, "thinking",
                     "{\"type\":\"enabled\",\"budget_tokens\":5,"
                     "\"display\":\"omitted\",\"x\":1}");
    parl_builder_set(b, "thinking", "{\"type\":\"disabled\"}");
    parl_builder_set(b, "tool_choice",
                     "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}");
    parl_builder_set(b, "tool_choice", "\"auto\"");
    parl_builder_set(b, "response_format",
                     "{\"type\":\"json_schema\",\"json_schema\":{\"name\":"
                     "\"n\",\"description\":\"d\",\"schema\":{},"
                     "\"strict\":true}}");
    parl_builder_set(b, "response_format", "{\"type\":\"text\"}");
    r = parl_builder_request(b, NULL);
    assert_int_equal(r->thinking, PARL_THINKING_DISABLED);
    assert_int_equal(r->thinking_budget.set, 0);
    assert_int_equal(r->thinking_display, PARL_THINKING_DISPLAY_DEFAULT);
    assert_null(r->thinking_extra);
    assert_int_equal(r->n_tool_names, 0);
    assert_null(r->schema);
    assert_null(r->schema_name);
    assert_null(r->schema_description);
    assert_int_equal(r->schema_strict, PARL_DEFAULT);
    parl_builder_free(b);
}

static void test_messages_may_follow_those_of_a_document(void **state)
{
    static const char json[] =
        "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"}],"
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}";
    parl_builder *b = NULL;

    (void)state;
    assert_int_equal(parl_request_from_json(&b, json, 0, NULL), PARL_OK);
    parl_builder_set(b, "model", "\"a/b\"");
    parl_builder_message(b, PARL_ROLE_USER, "u");
    parl_builder_tool(b, "g", NULL, NULL);
    assert_string_equal(request_of(b)->model, "a/b");
    assert_int_equal(request_of(b)->n_messages, 2);
    assert_string_equal(request_of(b)->messages[0].text, "s");
    assert_string_equal(request_of(b)->messages[1].text, "u");
    assert_string_equal(request_of(b)->tools[1].name, "g");
    parl_builder_free(b);
}

/* ---- failure ------------------------------------------------------------ */

static void test_the_first_failure_stays(void **state)
{
    parl_builder *b = parl_builder_new("a/b");

    (void)state;
    parl_builder_set(b, "seed", "\"one\"");
    parl_builder_set(b, "top_p", "{");
    parl_builder_set(b, "seed", "1");
    parl_builder_message(b, PARL_ROLE_USER, "hi");
    assert_failed(b, PARL_INVALID_ARGUMENT,
                  "/seed: expected an integer, not a text");
    assert_failed(b, PARL_INVALID_ARGUMENT,
                  "/seed: expected an integer, not a text");
    parl_builder_free(b);
}

static void test_one_member_is_one_value(void **state)
{
    static const char *const wrong[] = { "", "1,\"model\":\"x\"", "1}", "{" };

    (void)state;
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        parl_builder *b = parl_builder_new("a/b");

        parl_builder_set(b, "seed", wrong[i]);
        assert_failed(b, PARL_INVALID_ARGUMENT, "/seed: not JSON");
        parl_builder_free(b);
    }
}

static void test_a_member_that_is_no_text_is_refused(void **state)
{
    parl_builder *b = parl_builder_new("a/b");

    (void)state;
    parl_builder_set(b, "x\xFF", "1");
    assert_failed(b, PARL_INVALID_ARGUMENT, "the JSON is not UTF-8, at byte 3");
    parl_builder_free(b);
}

static void test_nothing_may_be_given(void **state)
{
    parl_builder *b = parl_builder_new(NULL);

    (void)state;
    parl_builder_add(b, NULL);
    assert_failed(b, PARL_INVALID_ARGUMENT, "there is no message");
    parl_builder_free(b);

    parl_builder_message(NULL, PARL_ROLE_USER, "hi");
    parl_builder_tool(NULL, "f", NULL, NULL);
    parl_builder_set(NULL, "seed", "1");
    assert_failed(NULL, PARL_OUT_OF_MEMORY, "no memory for the request");
    parl_builder_free(NULL);
}

static bool build(const parl_allocator *mem)
{
    struct parl_builder *b = builder_new(mem, "a/b");
    bool done;

    if (b == NULL)
        return false;
    for (int i = 0; i < 9; i++) {
        parl_builder_message(b, PARL_ROLE_USER, "hi");
        add_rich_message(b);
        parl_builder_tool(b, "f", "d", "{}");
    }
    parl_builder_set(b, "x", "[1]");
    parl_builder_set(b, "user", "\"\\u00e9\"");
    parl_builder_set(b, "y", "2");
    parl_builder_set(b, "x", "3");
    done = builder_request(b) != NULL;
    if (done)
        assert_string_equal(b->request.extra, "{\"y\":2,\"x\":3}");
    else
        assert_int_equal(builder_status(b), PARL_OUT_OF_MEMORY);
    parl_builder_free(b);
    return done;
}

static void test_no_memory_at_any_point_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(build);
}

/* ---- small structs and words -------------------------------------------- */

static void test_helpers_make_what_the_macros_make(void **state)
{
    static const parl_part parts[] = { PARL_TEXT("a") };
    const parl_media media = { .url = "https://e.example/" };
    const parl_message text = PARL_USER("hi");
    const parl_message list = PARL_USER_PARTS(parts, 1);
    const parl_message result = PARL_TOOL_RESULT("c", "4");
    const parl_part image = PARL_IMAGE(&media);
    parl_message message = parl_message_text(PARL_ROLE_USER, text.text);
    parl_part part = parl_part_media(PARL_PART_IMAGE, &media);

    (void)state;
    assert_memory_equal(&message, &text, sizeof(text));
    message = parl_message_parts(PARL_ROLE_USER, parts, 1);
    assert_memory_equal(&message, &list, sizeof(list));
    message = parl_message_result(result.call_id, result.text);
    assert_memory_equal(&message, &result, sizeof(result));
    assert_memory_equal(&part, &image, sizeof(image));
    part = parl_part_text(parts[0].text);
    assert_memory_equal(&part, &parts[0], sizeof(part));
}

static void test_init_zeroes_and_stamps(void **state)
{
    parl_request request;
    parl_client_options options;

    (void)state;
    memset(&request, 'X', sizeof(request));
    memset(&options, 'X', sizeof(options));
    parl_request_init(&request, sizeof(request));
    parl_client_options_init(&options, sizeof(options));
    assert_int_equal(request.struct_size, sizeof(request));
    assert_null(request.model);
    assert_int_equal(request.total_timeout_ms, 0);
    assert_int_equal(options.struct_size, sizeof(options));
    assert_null(options.user_agent);
    parl_request_init(NULL, sizeof(request));
    parl_client_options_init(NULL, sizeof(options));
}

static void test_each_number_has_its_word(void **state)
{
    (void)state;
    assert_string_equal(parl_status_word(PARL_OK), "ok");
    assert_string_equal(parl_status_word(PARL_RATE_LIMITED), "rate_limited");
    assert_string_equal(parl_status_word(PARL_OUT_OF_MEMORY), "out_of_memory");
    assert_string_equal(parl_status_word(PARL_STATUS_MAX_ENUM), "unknown");
    assert_string_equal(parl_action_word(PARL_ACTION_DROPPED), "dropped");
    assert_string_equal(parl_action_word(0), "unknown");
    assert_string_equal(parl_action_word(5), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_empty_builder_has_a_model_alone),
        cmocka_unit_test(test_what_is_given_is_copied),
        cmocka_unit_test(test_a_message_is_copied_to_its_last_byte),
        cmocka_unit_test(test_many_messages_keep_their_order),
        cmocka_unit_test(test_a_member_is_set_as_in_a_document),
        cmocka_unit_test(test_an_unknown_member_set_again_is_replaced),
        cmocka_unit_test(test_a_member_set_again_leaves_nothing_of_the_first),
        cmocka_unit_test(test_messages_may_follow_those_of_a_document),
        cmocka_unit_test(test_the_first_failure_stays),
        cmocka_unit_test(test_one_member_is_one_value),
        cmocka_unit_test(test_a_member_that_is_no_text_is_refused),
        cmocka_unit_test(test_nothing_may_be_given),
        cmocka_unit_test(test_no_memory_at_any_point_is_said_and_nothing_leaks),
        cmocka_unit_test(test_helpers_make_what_the_macros_make),
        cmocka_unit_test(test_init_zeroes_and_stamps),
        cmocka_unit_test(test_each_number_has_its_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
