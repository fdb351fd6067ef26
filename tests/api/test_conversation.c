/* tests/api/test_conversation.c -- a history that grows, and comes back. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "api/canned.h"
#include "api/conversation.h"
#include "support/oom.h"

/* ---- help --------------------------------------------------------------- */

#define ANSWER(message)                                                        \
    "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"gpt-5\","        \
    "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\"," message   \
    "},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,"           \
    "\"completion_tokens\":2,\"total_tokens\":5}}"

static const parl_message *last(const parl_conversation *c)
{
    size_t n;
    const parl_message *messages = parl_conversation_messages(c, &n);

    assert_true(n > 0);
    return &messages[n - 1];
}

static size_t count(const parl_conversation *c)
{
    size_t n;

    parl_conversation_messages(c, &n);
    return n;
}

static const char *save(parl_conversation *c)
{
    const char *json = NULL;
    parl_error *error = NULL;
    size_t len;

    if (parl_conversation_save(c, &json, &len, &error) != PARL_OK)
        fail_msg("not saved: %s", parl_error_message(error));
    assert_int_equal(strlen(json), len);
    return json;
}

static parl_conversation *load(const char *json)
{
    parl_conversation *c = NULL;
    parl_error *error = NULL;

    if (parl_conversation_load(&c, json, 0, &error) != PARL_OK)
        fail_msg("not loaded: %s", parl_error_message(error));
    return c;
}

/* Saves, loads, and saves the same again. */
static parl_conversation *again(parl_conversation *c)
{
    const char *json = save(c);
    parl_conversation *copy = load(json);

    assert_string_equal(save(copy), json);
    assert_int_equal(count(copy), count(c));
    return copy;
}

/* The conversation of this one message is saved as MESSAGE. */
static void assert_saved(const parl_message *message, const char *want)
{
    parl_conversation *c = parl_conversation_new("a/b");
    char whole[4096];

    parl_conversation_add(c, message);
    snprintf(whole, sizeof(whole), "{\"model\":\"a/b\",\"messages\":[%s]}",
             want);
    assert_string_equal(save(c), whole);
    parl_conversation_free(again(c));
    parl_conversation_free(c);
}

static void assert_parts_saved(int32_t role, const parl_part *parts, size_t n,
                               const char *want)
{
    const parl_message message = parl_message_parts(role, parts, n);

    assert_saved(&message, want);
}

#define ASSERT_PARTS_SAVED(role, parts, want)                                  \
    assert_parts_saved(PARL_ROLE_##role, parts,                                \
                       sizeof(parts) / sizeof((parts)[0]), want)

static void assert_not_saved(const parl_message *message, parl_status status,
                             const char *why)
{
    parl_conversation *c = parl_conversation_new("a/b");
    parl_error *error = NULL;
    const char *json = "same";

    parl_conversation_add(c, message);
    assert_int_equal(parl_conversation_save(c, &json, NULL, &error), status);
    assert_string_equal(parl_error_message(error), why);
    assert_string_equal(json, "same");
    parl_error_free(error);
    parl_conversation_free(c);
}

static void assert_part_not_saved(int32_t role, const parl_part *part,
                                  parl_status status, const char *why)
{
    const parl_message message = parl_message_parts(role, part, 1);

    assert_not_saved(&message, status, why);
}

/* ---- growing ------------------------------------------------------------ */

static void test_a_new_one_is_empty(void **state)
{
    parl_conversation *c = parl_conversation_new("a/b");
    size_t n = 7;

    (void)state;
    assert_null(parl_conversation_messages(c, &n));
    assert_int_equal(n, 0);
    assert_string_equal(parl_conversation_text(c), "");
    assert_string_equal(save(c), "{\"model\":\"a/b\",\"messages\":[]}");
    parl_conversation_free(again(c));
    parl_conversation_free(c);
}

static void test_it_owns_what_it_is_given(void **state)
{
    char text[] = "hello", id[] = "c1", model[] = "a/b";
    parl_conversation *c = parl_conversation_new(model);

    (void)state;
    parl_conversation_system(c, text);
    parl_conversation_user(c, text);
    parl_conversation_result(c, id, text);
    memset(text, 'X', 5);
    memset(id, 'X', 2);
    memset(model, 'X', 3);
    assert_string_equal(save(c), "{\"model\":\"a/b\",\"messages\":["
                                 "{\"role\":\"system\",\"content\":\"hello\"},"
                                 "{\"role\":\"user\",\"content\":\"hello\"},"
                                 "{\"role\":\"tool\",\"tool_call_id\":\"c1\","
                                 "\"content\":\"hello\"}]}");
    assert_string_equal(parl_conversation_text(c), "hello");
    parl_conversation_free(c);
}

static void test_what_is_cut_off_is_forgotten(void **state)
{
    parl_conversation *c = parl_conversation_new("a/b");
    size_t n;

    (void)state;
    for (size_t i = 0; i < 9; i++)
        parl_conversation_user(c, "x");
    parl_conversation_truncate(c, 9);
    parl_conversation_messages(c, &n);
    assert_int_equal(n, 9);
    parl_conversation_truncate(c, 1);
    for (size_t i = 0; i < 9; i++)
        parl_conversation_user(c, "y");
    parl_conversation_truncate(c, 2);
    assert_string_equal(save(c), "{\"model\":\"a/b\",\"messages\":["
                                 "{\"role\":\"user\",\"content\":\"x\"},"
                                 "{\"role\":\"user\",\"content\":\"y\"}]}");
    parl_conversation_truncate(c, 0);
    assert_null(parl_conversation_messages(c, &n));
    parl_conversation_free(c);
}

/* Its text alone takes room each time, whatever number stands before it. */
static void test_a_message_that_is_asked_anew_takes_no_list(void **state)
{
    enum { N = 64, TIMES = 1000 };
    parl_conversation *c;
    struct oom oom;
    size_t n, before;

    (void)state;
    oom_init(&oom, OOM_NEVER);
    c = conversation_new(&oom.mem, "a/b");
    for (int i = 0; i < N; i++)
        parl_conversation_user(c, "x");
    before = oom.live_bytes;
    for (int i = 0; i < TIMES; i++) {
        parl_conversation_truncate(c, N);
        parl_conversation_user(c, "y");
    }
    assert_in_range(oom.live_bytes - before, 0,
                    2 * N * sizeof(parl_message) + 128 * 1024);
    assert_string_equal(parl_conversation_messages(c, &n)[N].text, "y");
    assert_int_equal(n, N + 1);
    parl_conversation_free(c);
    oom_check(&oom);
}

/* The refused message stands in the history, until it is cut off. */
static void test_a_refused_message_can_be_taken_back(void **state)
{
    struct canned canned = { .answer = ANSWER("\"content\":\"Four.\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("work/gpt-5");

    (void)state;
    parl_conversation_user(c, "\xff");
    assert_int_equal(parl_conversation_send(c, client, NULL, NULL, NULL),
                     PARL_INVALID_ARGUMENT);
    parl_conversation_truncate(c, 0);
    parl_conversation_user(c, "Two and two?");
    assert_int_equal(parl_conversation_send(c, client, NULL, NULL, NULL),
                     PARL_OK);
    assert_string_equal(parl_conversation_text(c), "Four.");
    parl_conversation_free(c);
    parl_client_free(client);
}

static void test_the_texts_of_the_last_message_are_joined(void **state)
{
    static const parl_part parts[] = {
        { .type = PARL_PART_THINKING, .text = "hm" },
        PARL_TEXT("a"),
        { .type = PARL_PART_TOOL_CALL, .text = "{}", .name = "f" },
        PARL_TEXT("b"),
    };
    const parl_message message =
        parl_message_parts(PARL_ROLE_ASSISTANT, parts, 4);
    parl_conversation *c = parl_conversation_new("a/b");

    (void)state;
    parl_conversation_add(c, &message);
    assert_string_equal(parl_conversation_text(c), "ab");
    assert_string_equal(parl_conversation_text(c), "ab");
    parl_conversation_free(c);
}

/* ---- calls -------------------------------------------------------------- */

static void test_an_answer_is_added_and_goes_out_again(void **state)
{
    struct canned canned = { .answer = ANSWER("\"content\":\"Four.\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("work/gpt-5");
    parl_response *response = NULL;

    (void)state;
    parl_conversation_user(c, "Two and two?");
    assert_int_equal(parl_conversation_send(c, client, NULL, &response, NULL),
                     PARL_OK);
    assert_int_equal(parl_response_usage(response)->total_tokens, 5);
    parl_response_free(response); /* what was added is a copy */
    assert_string_equal(parl_conversation_text(c), "Four.");
    assert_int_equal(last(c)->role, PARL_ROLE_ASSISTANT);
    assert_string_equal(last(c)->origin->account, "work");

    parl_conversation_user(c, "And two?");
    assert_int_equal(parl_conversation_send(c, client, NULL, NULL, NULL),
                     PARL_OK);
    assert_int_equal(count(c), 4);
    assert_non_null(strstr(canned.sent, "Two and two?"));
    assert_non_null(strstr(canned.sent, "Four."));
    assert_non_null(strstr(canned.sent, "And two?"));
    parl_conversation_free(c);
    parl_client_free(client);
}

static void test_options_say_the_rest_of_the_request(void **state)
{
    const parl_request options = { PARL_REQUEST_INIT, .seed = { 1, 77 } };
    struct canned canned = { .answer = ANSWER("\"content\":\"hi\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("local/m");

    (void)state;
    parl_conversation_user(c, "hi");
    assert_int_equal(parl_conversation_send(c, client, &options, NULL, NULL),
                     PARL_OK);
    assert_non_null(strstr(canned.sent, "\"seed\":77"));
    assert_null(options.model);
    parl_conversation_free(c);
    parl_client_free(client);
}

static void assert_options_refused(const parl_request *options, const char *why)
{
    struct canned canned = { .answer = ANSWER("\"content\":\"hi\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("local/m");
    parl_error *error = NULL;

    parl_conversation_user(c, "hi");
    assert_int_equal(parl_conversation_send(c, client, options, NULL, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error), why);
    parl_error_free(error);
    assert_int_equal(parl_conversation_send(c, client, NULL, NULL, NULL),
                     PARL_OK);
    parl_conversation_free(c);
    parl_client_free(client);
}

static void test_options_say_neither_model_nor_messages(void **state)
{
    static const parl_message messages[] = { PARL_USER("hi") };
    const parl_request model = { PARL_REQUEST_INIT, .model = "a/b" };
    const parl_request history = { PARL_REQUEST_INIT, .messages = messages,
                                   .n_messages = 1 };
    const parl_request no_size = { .n = 1 };

    (void)state;
    assert_options_refused(&model,
                           "the options: model is the conversation's own");
    assert_options_refused(&history,
                           "the options: messages is the conversation's own");
    assert_options_refused(
        &no_size, "the options: struct_size is not set (its ..._INIT sets it)");
}

static void test_a_call_that_fails_leaves_the_history_alone(void **state)
{
    struct canned canned = { .answer = NULL };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("local/m");
    parl_response *response = NULL;
    parl_error *error = NULL;

    (void)state;
    parl_conversation_user(c, "hi");
    assert_int_equal(parl_conversation_send(c, client, NULL, &response, &error),
                     PARL_NETWORK);
    assert_null(response);
    assert_int_equal(count(c), 1);
    parl_error_free(error);

    canned.answer = ANSWER("\"content\":\"hi\"");
    assert_int_equal(parl_conversation_send(c, client, NULL, NULL, NULL),
                     PARL_OK);
    assert_int_equal(count(c), 2);
    parl_conversation_free(c);
    parl_client_free(client);
}

static int count_deltas(void *user, const parl_delta *delta)
{
    int *n = user;

    *n += delta->type == PARL_DELTA_TEXT;
    return 0;
}

static void test_a_stream_is_told_in_pieces_and_added_whole(void **state)
{
    struct canned canned = {
        .type = "text/event-stream",
        .answer = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                  "\"Fo\"}}]}\n\n"
                  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                  "\"ur.\"},\"finish_reason\":\"stop\"}]}\n\n"
                  "data: [DONE]\n\n",
    };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("work/gpt-5");
    int n = 0;

    (void)state;
    parl_conversation_user(c, "Two and two?");
    assert_int_equal(
        parl_conversation_stream(c, client, NULL, count_deltas, &n, NULL, NULL),
        PARL_OK);
    assert_int_equal(n, 2);
    assert_string_equal(parl_conversation_text(c), "Four.");
    assert_non_null(strstr(canned.sent, "\"stream\":true"));
    parl_conversation_free(c);
    parl_client_free(client);
}

static void test_calls_and_their_results_go_on(void **state)
{
    struct canned canned = {
        .answer = ANSWER("\"content\":null,\"tool_calls\":[{\"id\":\"c1\","
                         "\"type\":\"function\",\"function\":{\"name\":\"f\","
                         "\"arguments\":\"{\\\"n\\\":18446744073709551615}\"}"
                         "}]"),
    };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("work/gpt-5"), *copy;
    size_t at = 0;
    parl_response *response = NULL;

    (void)state;
    parl_conversation_user(c, "go");
    assert_int_equal(parl_conversation_send(c, client, NULL, &response, NULL),
                     PARL_OK);
    parl_conversation_result(c, parl_response_tool_call(response, &at)->id,
                             "done");
    copy = again(c);
    canned.answer = ANSWER("\"content\":\"ok\"");
    assert_int_equal(parl_conversation_send(copy, client, NULL, NULL, NULL),
                     PARL_OK);
    assert_non_null(strstr(canned.sent, "18446744073709551615"));
    assert_non_null(strstr(canned.sent, "\"tool_call_id\":\"c1\""));
    parl_response_free(response);
    parl_conversation_free(copy);
    parl_conversation_free(c);
    parl_client_free(client);
}

static void test_it_moves_to_another_account(void **state)
{
    struct canned canned = { .answer = ANSWER("\"content\":\"hi\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("work/gpt-5");

    (void)state;
    parl_conversation_user(c, "hi");
    assert_int_equal(parl_conversation_send(c, client, NULL, NULL, NULL),
                     PARL_OK);
    assert_non_null(strstr(canned.url, "api.openai.com"));
    parl_conversation_model(c, "local/m");
    parl_conversation_user(c, "hi again");
    assert_int_equal(parl_conversation_send(c, client, NULL, NULL, NULL),
                     PARL_OK);
    assert_non_null(strstr(canned.url, "127.0.0.1"));
    assert_non_null(strstr(canned.sent, "\"model\":\"m\""));
    assert_string_equal(last(c)->origin->account, "local");
    assert_string_equal((last(c) - 2)->origin->account, "work");
    parl_conversation_free(again(c));
    parl_conversation_free(c);
    parl_client_free(client);
}

/* ---- saving ------------------------------------------------------------- */

static void test_texts_keep_every_byte(void **state)
{
    const parl_message nul = { .role = PARL_ROLE_USER,
                               .text = "a\0b\x7F\"\\",
                               .text_len = 6,
                               .name = "Ann" };
    const parl_message extra = { .role = PARL_ROLE_SYSTEM,
                                 .text = "s",
                                 .extra = "{\"n\":18446744073709551615}" };
    parl_conversation *c = parl_conversation_new("a/b"), *copy;

    (void)state;
    assert_saved(&nul, "{\"role\":\"user\",\"content\":"
                       "\"a\\u0000b\x7F\\\"\\\\\",\"name\":\"Ann\"}");
    assert_saved(&extra, "{\"role\":\"system\",\"content\":\"s\","
                         "\"n\":18446744073709551615}");
    parl_conversation_add(c, &nul);
    copy = again(c);
    assert_int_equal(last(copy)->text_len, 6);
    assert_memory_equal(last(copy)->text, nul.text, 7);
    parl_conversation_free(copy);
    parl_conversation_free(c);
}

static void test_parts_of_a_question_keep_their_order_and_marks(void **state)
{
    static const parl_media image = { .url = "https://e.example/x",
                                      .mime_type = "image/png",
                                      .detail = PARL_DETAIL_LOW };
    static const parl_media bytes = { .data = "abc",
                                      .data_len = 3,
                                      .mime_type = "image/gif" };
    static const parl_media sound = { .base64 = "QUI=", .name = "x.mp3" };
    static const parl_media video = { .url = "https://e.example/v",
                                      .mime_type = "video/mp4" };
    static const parl_part parts[] = {
        { .type = PARL_PART_TEXT,
          .text = "look",
          .cache = PARL_CACHE_1H,
          .extra = "{\"x\":[1]}" },
        { .type = PARL_PART_IMAGE, .media = &image },
        { .type = PARL_PART_IMAGE,
          .media = &bytes,
          .cache = PARL_CACHE_DEFAULT },
        { .type = PARL_PART_AUDIO, .media = &sound },
        { .type = PARL_PART_VIDEO, .media = &video },
    };

    (void)state;
    ASSERT_PARTS_SAVED(
        USER, parts,
        "{\"role\":\"user\",\"content\":["
        "{\"type\":\"text\",\"text\":\"look\",\"cache_control\":"
        "{\"type\":\"ephemeral\",\"ttl\":\"1h\"},\"x\":[1]},"
        "{\"type\":\"image_url\",\"image_url\":{\"url\":"
        "\"https://e.example/x\",\"mime_type\":\"image/png\","
        "\"detail\":\"low\"}},"
        "{\"type\":\"image_url\",\"image_url\":{\"url\":"
        "\"data:image/gif;base64,YWJj\"},"
        "\"cache_control\":{\"type\":\"ephemeral\"}},"
        "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"QUI=\","
        "\"format\":\"mpeg\"}},"
        "{\"type\":\"video_url\",\"video_url\":{\"url\":"
        "\"https://e.example/v\",\"mime_type\":\"video/mp4\"}}]}");
}

static void test_documents_are_files(void **state)
{
    static const parl_media pdf = { .data = "abc",
                                    .data_len = 3,
                                    .name = "a.pdf" };
    static const parl_media seen = { .url = "https://e.example/e",
                                     .mime_type = "application/pdf",
                                     .detail = PARL_DETAIL_HIGH };
    static const parl_media stored = { .file_id = "file-1" };
    static const parl_media far = { .url = "https://e.example/d" };
    static const parl_media cloud = { .url = "gs://bucket/x" };
    static const parl_media ogg = { .base64 = "QUI=",
                                    .mime_type = "application/ogg" };
    static const parl_part parts[] = {
        PARL_DOCUMENT(&pdf),   PARL_DOCUMENT(&stored), PARL_DOCUMENT(&far),
        PARL_DOCUMENT(&cloud), PARL_DOCUMENT(&seen),   PARL_AUDIO(&ogg),
    };

    (void)state;
    ASSERT_PARTS_SAVED(
        USER, parts,
        "{\"role\":\"user\",\"content\":["
        "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
        "\"data:application/pdf;base64,YWJj\"}},"
        "{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}},"
        "{\"type\":\"file\",\"file\":{\"file_data\":\"https://e.example/d\"}},"
        "{\"type\":\"file\",\"file\":{\"file_data\":\"gs://bucket/x\"}},"
        "{\"type\":\"image_url\",\"image_url\":{\"url\":"
        "\"https://e.example/e\",\"mime_type\":\"application/pdf\","
        "\"detail\":\"high\"}},"
        "{\"type\":\"audio_url\",\"audio_url\":{\"url\":"
        "\"data:application/ogg;base64,QUI=\"}}]}");
}

static void test_a_file_is_read_when_it_is_saved(void **state)
{
    char path[] = "/tmp/parlance-test-XXXXXX", why[80];
    const parl_media media = { .path = path, .mime_type = "image/png" };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = parl_message_parts(PARL_ROLE_USER, &part, 1);
    int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");

    (void)state;
    fputs("abc", file);
    fclose(file);
    assert_saved(&message, "{\"role\":\"user\",\"content\":[{\"type\":"
                           "\"image_url\",\"image_url\":{\"url\":"
                           "\"data:image/png;base64,YWJj\"}}]}");
    remove(path);
    snprintf(why, sizeof(why),
             "/messages/0/content/0: cannot open the file '%s'", path);
    assert_not_saved(&message, PARL_INVALID_ARGUMENT, why);
}

static void test_results_are_flat_where_that_says_it_all(void **state)
{
    static const parl_part texts[] = { PARL_TEXT("a"), PARL_TEXT("b") };
    static const parl_part flat[] = {
        { .type = PARL_PART_TOOL_RESULT,
          .id = "c1",
          .parts = texts,
          .n_parts = 2,
          .is_error = PARL_YES },
    };
    static const parl_part many[] = {
        { .type = PARL_PART_TOOL_RESULT, .id = "c1", .text = "x" },
        { .type = PARL_PART_TOOL_RESULT,
          .id = "c2",
          .cache = PARL_CACHE_DEFAULT },
    };

    (void)state;
    ASSERT_PARTS_SAVED(TOOL, flat,
                       "{\"role\":\"tool\",\"tool_call_id\":\"c1\","
                       "\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                       "{\"type\":\"text\",\"text\":\"b\"}],"
                       "\"is_error\":true}");
    ASSERT_PARTS_SAVED(TOOL, many,
                       "{\"role\":\"tool\",\"parts\":["
                       "{\"type\":\"tool_result\",\"tool_call_id\":\"c1\","
                       "\"content\":\"x\"},"
                       "{\"type\":\"tool_result\",\"tool_call_id\":\"c2\","
                       "\"content\":\"\",\"cache_control\":"
                       "{\"type\":\"ephemeral\"}}]}");
}

static void test_answers_keep_order_signatures_and_origin(void **state)
{
    static const parl_origin origin = { "anthropic", "work", "claude-x" };
    static const parl_part parts[] = {
        { .type = PARL_PART_THINKING,
          .text = "a",
          .signature = "S\0T",
          .signature_len = 3 },
        PARL_TEXT("b"),
        { .type = PARL_PART_REDACTED_THINKING, .text = "R" },
        { .type = PARL_PART_TOOL_CALL,
          .text = "{\"n\":18446744073709551615}",
          .id = "c1",
          .name = "f",
          .signature = "G",
          .cache = PARL_CACHE_5M,
          .extra = "{\"x\":1}" },
        { .type = PARL_PART_OPAQUE, .text = "{\"t\":1e400}", .id = "i" },
    };
    const parl_message message = { .role = PARL_ROLE_ASSISTANT,
                                   .parts = parts,
                                   .n_parts = 5,
                                   .origin = &origin,
                                   .extra = "{\"odd\":{\"y\":[null]}}" };
    parl_conversation *c = parl_conversation_new("a/b"), *copy;
    const parl_message *m;

    (void)state;
    parl_conversation_add(c, &message);
    copy = again(c);
    m = last(copy);
    assert_int_equal(m->n_parts, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(m->parts[i].type, parts[i].type);
    assert_int_equal(m->parts[0].signature_len, 3);
    assert_memory_equal(m->parts[0].signature, "S\0T", 4);
    assert_string_equal(m->parts[2].text, "R");
    assert_string_equal(m->parts[3].text, parts[3].text);
    assert_string_equal(m->parts[3].signature, "G");
    assert_int_equal(m->parts[3].cache, PARL_CACHE_5M);
    assert_string_equal(m->parts[3].extra, "{\"x\":1}");
    assert_string_equal(m->parts[4].text, "{\"t\":1e400}");
    assert_string_equal(m->origin->provider, "anthropic");
    assert_string_equal(m->origin->model, "claude-x");
    assert_string_equal(m->extra, message.extra);
    parl_conversation_free(copy);
    parl_conversation_free(c);
}

/* By what is known of its maker a signature is kept from others. */
static void test_a_maker_half_known_is_saved(void **state)
{
    static const parl_origin origin = { NULL, "work", "claude-x" };
    const parl_message message = { .role = PARL_ROLE_ASSISTANT,
                                   .text = "a",
                                   .origin = &origin };

    (void)state;
    assert_saved(&message, "{\"role\":\"assistant\",\"content\":\"a\","
                           "\"origin\":{\"account\":\"work\","
                           "\"model\":\"claude-x\"}}");
}

static void test_an_answer_may_be_plain_or_named(void **state)
{
    const parl_message plain = parl_message_text(PARL_ROLE_ASSISTANT, "a");
    const parl_message named = { .role = PARL_ROLE_ASSISTANT,
                                 .text = "a",
                                 .name = "Bob" };

    (void)state;
    assert_saved(&plain, "{\"role\":\"assistant\",\"content\":\"a\"}");
    assert_saved(&named, "{\"name\":\"Bob\",\"role\":\"assistant\","
                         "\"content\":\"a\"}");
}

/* As a model made them, and by their address. */
static void test_pictures_of_an_answer_are_saved(void **state)
{
    static const parl_media made = { .mime_type = "image/png",
                                     .base64 = "AAAA" };
    static const parl_media stored = { .url = "https://e.example/v.mp4" };
    static const parl_part parts[] = {
        { .type = PARL_PART_IMAGE, .media = &made, .signature = "S" },
        { .type = PARL_PART_VIDEO, .media = &stored, .cache = PARL_CACHE_5M },
    };
    const parl_message message =
        parl_message_parts(PARL_ROLE_ASSISTANT, parts, 2);

    (void)state;
    assert_saved(&message,
                 "{\"role\":\"assistant\",\"content\":null,\"parts\":[{"
                 "\"type\":\"image_url\",\"image_url\":{\"url\":"
                 "\"data:image/png;base64,AAAA\"},\"signature\":\"S\"},{"
                 "\"type\":\"video_url\",\"video_url\":{\"url\":"
                 "\"https://e.example/v.mp4\"},\"cache_control\":{\"type\":"
                 "\"ephemeral\",\"ttl\":\"5m\"}}]}");
}

/* A user may send what a model made. */
static void test_marks_of_the_maker_are_saved(void **state)
{
    static const parl_media made = { .url = "https://e.example/a.png" };
    static const parl_part parts[] = {
        { .type = PARL_PART_TEXT, .text = "a", .id = "m", .signature = "S" },
        { .type = PARL_PART_IMAGE, .media = &made, .signature = "T" },
        { .type = PARL_PART_OPAQUE, .text = "{}", .id = "o", .signature = "U" },
    };
    const parl_message message = parl_message_parts(PARL_ROLE_USER, parts, 3);

    (void)state;
    assert_saved(&message, "{\"role\":\"user\",\"parts\":[{\"type\":\"text\","
                           "\"text\":\"a\",\"id\":\"m\",\"signature\":\"S\"},{"
                           "\"type\":\"image_url\",\"image_url\":{\"url\":"
                           "\"https://e.example/a.png\"},\"signature\":\"T\"},{"
                           "\"type\":\"opaque\",\"item\":{},\"id\":\"o\","
                           "\"signature\":\"U\"}]}");
}

static void test_what_cannot_be_said_is_refused_by_its_pointer(void **state)
{
    static const parl_media stored = { .file_id = "f" };
    static const parl_media other = { .url = "ftp://host/x" };
    static const parl_media two = { .file_id = "f", .url = "https://e" };
    const parl_part image = PARL_IMAGE(&stored);
    const parl_part document = PARL_DOCUMENT(&other);
    const parl_part doubled = PARL_VIDEO(&two);
    const parl_part thought = PARL_PART(PARL_PART_THINKING, "hm", NULL);
    const parl_part unknown = PARL_PART(99, "hm", NULL);

    (void)state;
    assert_part_not_saved(PARL_ROLE_USER, &image, PARL_UNSUPPORTED,
                          "/messages/0/content/0: only a document has a "
                          "file_id in the JSON dialect");
    assert_part_not_saved(PARL_ROLE_USER, &document, PARL_UNSUPPORTED,
                          "/messages/0/content/0: a document's address is "
                          "https:, http:, s3:, gs: or data: in the JSON "
                          "dialect");
    assert_part_not_saved(PARL_ROLE_USER, &doubled, PARL_UNSUPPORTED,
                          "/messages/0/content/0: media needs exactly one "
                          "source");
    assert_part_not_saved(PARL_ROLE_USER, &thought, PARL_UNSUPPORTED,
                          "/messages/0/content/0: a part of this kind stands "
                          "in an answer alone");
    assert_part_not_saved(PARL_ROLE_USER, &unknown, PARL_UNSUPPORTED,
                          "/messages/0/content/0: a part of this kind stands "
                          "in an answer alone");
    assert_part_not_saved(PARL_ROLE_ASSISTANT, &image, PARL_UNSUPPORTED,
                          "/messages/0/parts/0: an answer has no such part in "
                          "the JSON dialect");
}

static void test_what_could_not_be_loaded_is_not_saved(void **state)
{
    const parl_message odd_text = parl_message_text(PARL_ROLE_USER, "\xFF");
    const parl_message odd_role = parl_message_text(9, "hi");
    const parl_message list = { .role = PARL_ROLE_USER,
                                .text = "hi",
                                .extra = "[1]" };
    const parl_message no_json = { .role = PARL_ROLE_USER,
                                   .text = "hi",
                                   .extra = "{\"a\":}" };
    const parl_part no_name = { .type = PARL_PART_TOOL_CALL,
                                .text = "{}",
                                .id = "c" };
    const parl_part opaque = { .type = PARL_PART_OPAQUE, .text = "{" };

    (void)state;
    assert_not_saved(&odd_text, PARL_INVALID_ARGUMENT,
                     "/messages/0: not UTF-8");
    assert_not_saved(&odd_role, PARL_INVALID_ARGUMENT,
                     "/messages/0: an unknown role");
    assert_not_saved(&list, PARL_INVALID_ARGUMENT,
                     "/messages/0: extra: not a JSON object");
    assert_not_saved(&no_json, PARL_INVALID_ARGUMENT,
                     "/messages/0: extra: not a JSON object");
    assert_part_not_saved(PARL_ROLE_ASSISTANT, &no_name, PARL_INVALID_ARGUMENT,
                          "/messages/0/tool_calls/0/function/name: missing");
    assert_part_not_saved(PARL_ROLE_USER, &opaque, PARL_INVALID_ARGUMENT,
                          "/messages/0/parts/0: not JSON");
    assert_part_not_saved(PARL_ROLE_ASSISTANT, &opaque, PARL_INVALID_ARGUMENT,
                          "/messages/0/parts/0: not JSON");
}

/* ---- loading ------------------------------------------------------------ */

static void assert_not_loaded(const char *json, const char *why)
{
    parl_conversation *c = NULL;
    parl_error *error = NULL;

    assert_int_equal(parl_conversation_load(&c, json, 0, &error),
                     PARL_INVALID_ARGUMENT);
    assert_null(c);
    assert_string_equal(parl_error_message(error), why);
    parl_error_free(error);
    assert_int_equal(parl_conversation_load(&c, json, 0, NULL),
                     PARL_INVALID_ARGUMENT);
}

static void
test_what_is_wrong_in_a_document_is_told_by_its_pointer(void **state)
{
    (void)state;
    assert_not_loaded(NULL, "there is no JSON");
    assert_not_loaded("[]", "the JSON: expected an object, not a list");
    assert_not_loaded("{\"model\":1}", "/model: expected a text, not a number");
    assert_not_loaded("{\"tools\":[]}", "/tools: there is no such member");
    assert_not_loaded("{\"messages\":[{\"role\":\"user\"}]}",
                      "/messages/0/content: missing");
}

static void test_a_conversation_that_was_loaded_goes_on(void **state)
{
    parl_conversation *c = load("{\"messages\":[{\"role\":\"user\","
                                "\"content\":[{\"type\":\"text\",\"text\":"
                                "\"hi\"}]}],\"model\":null}");

    (void)state;
    parl_conversation_model(c, "a/b");
    parl_conversation_user(c, "ho");
    assert_string_equal(save(c), "{\"model\":\"a/b\",\"messages\":["
                                 "{\"role\":\"user\",\"content\":[{\"type\":"
                                 "\"text\",\"text\":\"hi\"}]},"
                                 "{\"role\":\"user\",\"content\":\"ho\"}]}");
    parl_conversation_free(c);
}

/* ---- failure ------------------------------------------------------------ */

static void test_the_first_failure_stays(void **state)
{
    struct canned canned = { .answer = ANSWER("\"content\":\"hi\"") };
    parl_client *client = canned_client(&canned, NULL);
    parl_conversation *c = parl_conversation_new("local/m");
    parl_error *error = NULL;
    const char *json = NULL;
    size_t n = 7;

    (void)state;
    parl_conversation_add(c, NULL);
    parl_conversation_user(c, "hi");
    assert_int_equal(parl_conversation_send(c, client, NULL, NULL, &error),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error), "there is no message");
    parl_error_free(error);
    assert_int_equal(parl_conversation_save(c, &json, NULL, NULL),
                     PARL_INVALID_ARGUMENT);
    assert_null(parl_conversation_messages(c, &n));
    assert_int_equal(n, 0);
    assert_int_equal(canned.n_sent, 0);
    parl_conversation_free(c);
    parl_client_free(client);
}

static void test_none_is_taken_for_lack_of_memory(void **state)
{
    const char *json = NULL;
    size_t n = 7;

    (void)state;
    parl_conversation_model(NULL, "a/b");
    parl_conversation_user(NULL, "hi");
    parl_conversation_add(NULL, NULL);
    assert_null(parl_conversation_messages(NULL, &n));
    assert_int_equal(n, 0);
    parl_conversation_truncate(NULL, 0);
    assert_string_equal(parl_conversation_text(NULL), "");
    assert_int_equal(parl_conversation_send(NULL, NULL, NULL, NULL, NULL),
                     PARL_OUT_OF_MEMORY);
    assert_int_equal(parl_conversation_save(NULL, &json, NULL, NULL),
                     PARL_OUT_OF_MEMORY);
    parl_conversation_free(NULL);
}

static void add_much(parl_conversation *c)
{
    static const parl_media media = { .data = "abc", .data_len = 3 };
    static const parl_part image[] = { PARL_TEXT("see"), PARL_IMAGE(&media) };
    static const parl_part parts[] = {
        { .type = PARL_PART_TEXT, .text = "a", .cache = PARL_CACHE_DEFAULT },
        PARL_TEXT("b"),
    };
    const parl_message question = PARL_USER_PARTS(image, 2);
    const parl_message answer = { .role = PARL_ROLE_ASSISTANT,
                                  .parts = parts,
                                  .n_parts = 2,
                                  .name = "x",
                                  .extra = "{\"y\":1}" };

    parl_conversation_user(c, "hi");
    parl_conversation_add(c, &answer);
    parl_conversation_add(c, &question);
}

static bool converse_and_save(const parl_allocator *mem)
{
    struct canned canned = { .answer = ANSWER("\"content\":\"hi\"") };
    parl_client *client = canned_client(&canned, mem);
    parl_conversation *c = conversation_new(mem, "local/m");
    parl_error *error = NULL;
    const char *json = NULL;
    bool done = false;

    if (client != NULL && c != NULL) {
        add_much(c);
        done =
            parl_conversation_send(c, client, NULL, NULL, &error) == PARL_OK &&
            parl_conversation_save(c, &json, NULL, &error) == PARL_OK;
        if (!done)
            assert_int_equal(parl_error_status(error), PARL_OUT_OF_MEMORY);
    }
    parl_error_free(error);
    parl_conversation_free(c);
    parl_client_free(client);
    return done;
}

static bool join(const parl_allocator *mem)
{
    static const parl_part parts[] = { PARL_TEXT("a"), PARL_TEXT("b") };
    const parl_message message = PARL_USER_PARTS(parts, 2);
    parl_conversation *c = conversation_new(mem, "a/b");
    const char *text;
    bool done;

    parl_conversation_add(c, &message);
    if (c == NULL || builder_status(c->builder) != PARL_OK) {
        parl_conversation_free(c);
        return false;
    }
    text = parl_conversation_text(c);
    done = text != NULL;
    if (done)
        assert_string_equal(text, "ab");
    parl_conversation_free(c);
    return done;
}

static void test_no_memory_at_any_point_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(converse_and_save);
    oom_each(join);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_one_is_empty),
        cmocka_unit_test(test_it_owns_what_it_is_given),
        cmocka_unit_test(test_what_is_cut_off_is_forgotten),
        cmocka_unit_test(test_a_message_that_is_asked_anew_takes_no_list),
        cmocka_unit_test(test_a_refused_message_can_be_taken_back),
        cmocka_unit_test(test_the_texts_of_the_last_message_are_joined),
        cmocka_unit_test(test_an_answer_is_added_and_goes_out_again),
        cmocka_unit_test(test_options_say_the_rest_of_the_request),
        cmocka_unit_test(test_options_say_neither_model_nor_messages),
        cmocka_unit_test(test_a_call_that_fails_leaves_the_history_alone),
        cmocka_unit_test(test_a_stream_is_told_in_pieces_and_added_whole),
        cmocka_unit_test(test_calls_and_their_results_go_on),
        cmocka_unit_test(test_it_moves_to_another_account),
        cmocka_unit_test(test_texts_keep_every_byte),
        cmocka_unit_test(test_parts_of_a_question_keep_their_order_and_marks),
        cmocka_unit_test(test_documents_are_files),
        cmocka_unit_test(test_a_file_is_read_when_it_is_saved),
        cmocka_unit_test(test_results_are_flat_where_that_says_it_all),
        cmocka_unit_test(test_answers_keep_order_signatures_and_origin),
        cmocka_unit_test(test_a_maker_half_known_is_saved),
        cmocka_unit_test(test_an_answer_may_be_plain_or_named),
        cmocka_unit_test(test_pictures_of_an_answer_are_saved),
        cmocka_unit_test(test_marks_of_the_maker_are_saved),
        cmocka_unit_test(test_what_cannot_be_said_is_refused_by_its_pointer),
        cmocka_unit_test(test_what_could_not_be_loaded_is_not_saved),
        cmocka_unit_test(
            test_what_is_wrong_in_a_document_is_told_by_its_pointer),
        cmocka_unit_test(test_a_conversation_that_was_loaded_goes_on),
        cmocka_unit_test(test_the_first_failure_stays),
        cmocka_unit_test(test_none_is_taken_for_lack_of_memory),
        cmocka_unit_test(test_no_memory_at_any_point_is_said_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
