/* tests/dialects/test_openai_chat_read.c -- answers of chat/completions: each
 * in tests/golden/openai_chat/read, as a stream (.sse) or whole (.whole), with
 * the response that it comes to (.json) and its deltas (.deltas). */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/codec.h"
#include "support/golden.h"
#include "support/oom.h"
#include "wire/json_in.h"

struct answer_case {
    const char *name;    /* of the file */
    const char *model;   /* NULL: work/gpt-5 */
    const char *request; /* the vendor's; NULL: unknown */
};

#define BY_A_TOOL                                                              \
    "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":"               \
    "\"structured_answer\"}}]}"

static const struct answer_case cases[] = {
    { .name = "text.sse" },
    { .name = "text.whole" },
    { .name = "parallel_calls.sse" },
    { .name = "parallel_calls.whole" },
    { .name = "calls_without_index.sse" },
    { .name = "one_index_for_all_calls.sse" },
    { .name = "a_call_whose_name_comes_late.sse" },
    { .name = "a_call_without_an_id.sse" },
    { .name = "arguments_that_are_an_object.sse" },
    { .name = "a_custom_call.sse" },
    { .name = "a_custom_call.whole" },
    { .name = "a_signature_of_a_call.sse" },
    { .name = "the_call_of_old.sse" },
    { .name = "refusal.sse" },
    { .name = "refusal.whole" },
    { .name = "logprobs.sse" },
    { .name = "logprobs.whole" },
    { .name = "usage_on_every_chunk.sse" },
    { .name = "usage_inside_a_choice.sse", .model = "moonshot/kimi" },
    { .name = "usage_of_groq.sse", .model = "groq/llama" },
    { .name = "usage_without_reasoning_in_completion.sse",
      .model = "xai/grok" },
    { .name = "azure.sse", .model = "az/fast" },
    { .name = "a_filtered_answer.sse", .model = "az/fast" },
    { .name = "no_done.sse" },
    { .name = "no_reason_but_done.sse" },
    { .name = "cut_short.sse" },
    { .name = "an_error_in_the_stream.sse" },
    { .name = "an_error_event.sse", .model = "groq/llama" },
    { .name = "an_error_field.sse", .model = "llamacpp/x" },
    { .name = "an_error_beside_choices.sse", .model = "openrouter/a/b" },
    { .name = "a_pasted_error.sse" },
    { .name = "an_error_as_an_answer.whole", .model = "xai/grok" },
    { .name = "two_documents_in_an_event.sse" },
    { .name = "surrogates_in_two_halves.sse" },
    { .name = "reasoning_content.sse", .model = "deepseek/chat" },
    { .name = "reasoning_content.whole", .model = "deepseek/chat" },
    { .name = "reasoning.sse", .model = "groq/llama" },
    { .name = "reasoning_details.sse", .model = "openrouter/a/b" },
    { .name = "reasoning_details_alone.sse", .model = "openrouter/a/b" },
    { .name = "content_in_chunks.sse", .model = "mistral/m" },
    { .name = "content_in_chunks.whole", .model = "mistral/m" },
    { .name = "two_choices.sse" },
    { .name = "two_choices.whole" },
    { .name = "audio.sse" },
    { .name = "audio.whole" },
    { .name = "crlf_and_a_byte_order_mark.sse" },
    { .name = "a_message_in_the_stream.sse" },
    { .name = "members_that_nobody_knows.sse" },
    { .name = "a_reason_of_its_own.sse" },
    { .name = "events_that_begin_alike.sse" },
    { .name = "an_error_in_a_choice.sse", .model = "openrouter/a/b" },
    { .name = "an_error_of_groq.sse", .model = "groq/llama" },
    { .name = "reasoning_in_a_summary.sse", .model = "databricks/x" },
    { .name = "thinking_that_is_a_text.whole", .model = "mistral/m" },
    { .name = "a_structured_answer_by_a_tool.sse", .request = BY_A_TOOL },
    { .name = "a_structured_answer_by_a_tool.whole", .request = BY_A_TOOL },
};

enum { N_CASES = sizeof(cases) / sizeof(cases[0]) };

/* "openai_chat/read/NAME" with another ending; NULL: its own. */
static void name_file(const struct answer_case *c, const char *ending,
                      char *file, size_t size)
{
    snprintf(file, size, "openai_chat/read/%s%s", c->name,
             ending != NULL ? ending : "");
}

static struct span read_case(const struct answer_case *c)
{
    char file[256];
    struct span bytes;
    char *text;

    name_file(c, NULL, file, sizeof(file));
    text = golden_read(file, &bytes.len);
    bytes.ptr = text;
    return bytes;
}

static void free_case(struct span bytes)
{
    free((void *)(uintptr_t)bytes.ptr);
}

static struct codec_answer answer_of(const struct answer_case *c)
{
    return (struct codec_answer){ .model = c->model, .request = c->request };
}

static void test_case(void **state)
{
    const struct answer_case *c = *state;
    const struct codec_answer answer = answer_of(c);
    const struct span bytes = read_case(c);
    parl_client *client = codec_client(NULL);
    struct codec_result whole;
    char file[256];

    codec_every_split(client, &answer, bytes, &whole);
    name_file(c, ".json", file, sizeof(file));
    golden_check_json(file, buf_text(&whole.json));
    name_file(c, ".deltas", file, sizeof(file));
    golden_check(file, buf_text(&whole.deltas));
    codec_every_prefix(client, &answer, bytes, &whole);
    codec_release(&whole);
    free_case(bytes);
    parl_client_free(client);
}

/* ---- laws --------------------------------------------------------------- */

static const struct answer_case *find_case(const char *name)
{
    for (size_t i = 0; i < N_CASES; i++) {
        if (strcmp(cases[i].name, name) == 0)
            return &cases[i];
    }
    fail_msg("there is no case %s", name);
    return NULL;
}

static void decode_case(const parl_client *client, const char *name,
                        struct codec_result *result)
{
    const struct answer_case *c = find_case(name);
    const struct codec_answer answer = answer_of(c);
    const struct span bytes = read_case(c);

    codec_decode(client, &answer, bytes, (struct codec_cut){ 0, 0 }, result);
    free_case(bytes);
}

static void test_a_stream_and_the_whole_end_in_the_same_response(void **state)
{
    static const char *const names[] = {
        "text",
        "parallel_calls",
        "refusal",
        "logprobs",
        "reasoning_content",
        "content_in_chunks",
        "two_choices",
        "audio",
        "a_custom_call",
        "a_structured_answer_by_a_tool",
    };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct codec_result stream, whole;
        char name[128];

        snprintf(name, sizeof(name), "%s.sse", names[i]);
        decode_case(client, name, &stream);
        snprintf(name, sizeof(name), "%s.whole", names[i]);
        decode_case(client, name, &whole);
        assert_string_equal(buf_text(&stream.json), buf_text(&whole.json));
        codec_release(&stream);
        codec_release(&whole);
    }
    parl_client_free(client);
}

/* The stream with another first member in each of its events, by which none
 * begins as the one before. */
static void number_events(struct span stream, struct buf *out)
{
    static const char data[] = "data: {";
    const size_t len = sizeof(data) - 1;

    for (size_t i = 0, n = 0; i < stream.len; i++) {
        const bool begins = stream.len - i > len &&
                            memcmp(stream.ptr + i, data, len) == 0 &&
                            stream.ptr[i + len] == '"';
        char member[64];

        buf_add(out, stream.ptr + i, begins ? len : 1);
        if (!begins)
            continue;
        snprintf(member, sizeof(member), "\"number\":%zu,", n++);
        buf_add_text(out, member);
        i += len - 1;
    }
}

static void test_how_events_begin_makes_no_difference(void **state)
{
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < N_CASES; i++) {
        const struct codec_answer answer = answer_of(&cases[i]);
        const struct span bytes = read_case(&cases[i]);
        struct codec_result alike, numbered;
        struct buf other;

        buf_init(&other, &mem_libc, SIZE_MAX);
        number_events(bytes, &other);
        codec_decode(client, &answer, bytes, (struct codec_cut){ 0, 0 },
                     &alike);
        codec_decode(client, &answer, (struct span){ other.data, other.len },
                     (struct codec_cut){ 0, 0 }, &numbered);
        assert_string_equal(buf_text(&alike.json), buf_text(&numbered.json));
        assert_string_equal(buf_text(&alike.deltas),
                            buf_text(&numbered.deltas));
        codec_release(&alike);
        codec_release(&numbered);
        buf_release(&other);
        free_case(bytes);
    }
    parl_client_free(client);
}

/* Bytes that mean something to one layer or another. */
static const char spoilers[] = "\"\\{}[],:0u\n\r\xFF\xC3 \0";

static void check_spoilt(const parl_client *client,
                         const struct codec_answer *answer, struct span bytes)
{
    struct codec_result whole;

    codec_splits(client, answer, bytes, 3, &whole);
    assert_true(json_valid(buf_text(&whole.json), whole.json.len));
    codec_release(&whole);
}

static void test_a_spoilt_byte_does_no_harm(void **state)
{
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < N_CASES; i++) {
        const struct codec_answer answer = answer_of(&cases[i]);
        const struct span bytes = read_case(&cases[i]);
        char *spoilt = malloc(bytes.len);

        assert_non_null(spoilt);
        for (size_t at = i % 3; at < bytes.len; at += 3) {
            memcpy(spoilt, bytes.ptr, bytes.len);
            spoilt[at] = spoilers[at % sizeof(spoilers)];
            check_spoilt(client, &answer, (struct span){ spoilt, bytes.len });
        }
        free(spoilt);
        free_case(bytes);
    }
    parl_client_free(client);
}

static void test_what_is_no_answer_is_a_protocol_error(void **state)
{
    static const struct {
        const char *bytes;
        parl_status status;
    } list[] = {
        { "", PARL_TRUNCATED },
        { " \r\n", PARL_TRUNCATED },
        { "<html>", PARL_PROTOCOL },
        { "\"text\"", PARL_PROTOCOL },
        { "[]", PARL_PROTOCOL },
        { "{}", PARL_PROTOCOL },
        { "{\"choices\":[]}", PARL_PROTOCOL },
        { "{\"choices\":[]} x", PARL_PROTOCOL },
        { "{\"choices\":{}}", PARL_PROTOCOL },
        { "{\"choices\":[", PARL_TRUNCATED },
        { "data: [DONE]\n\n", PARL_TRUNCATED },
        { "data: \n\n", PARL_TRUNCATED },
        { "data: {\n\n", PARL_PROTOCOL },
        { "data: {}x\n\n", PARL_PROTOCOL },
        { "data: x\n\n", PARL_PROTOCOL },
        { "data: null\n\n", PARL_TRUNCATED },
        { ": comments alone\n\n", PARL_TRUNCATED },
    };
    static const struct codec_answer answer = { .http_status = 200 };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct codec_result whole;

        codec_every_split(client, &answer, span_of(list[i].bytes), &whole);
        if (whole.status != list[i].status)
            fail_msg("%s: %s", list[i].bytes, buf_text(&whole.json));
        codec_release(&whole);
    }
    parl_client_free(client);
}

/* ---- memory ------------------------------------------------------------- */

static struct span oom_bytes; /* of decode_one */
static const struct answer_case *oom_case;
static struct codec_result oom_whole;

static int take_delta(void *user, const parl_delta *delta)
{
    (void)user;
    (void)delta;
    return 0;
}

/* A success is the whole answer, with not a byte missing. */
static bool is_whole(parl_response *response)
{
    const char *json =
        response != NULL ? parl_response_json(response, NULL) : NULL;

    if (json == NULL)
        return false;
    assert_string_equal(json, buf_text(&oom_whole.json));
    return true;
}

static bool decode_one(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    const parl_decoder_options decoding = {
        PARL_DECODER_OPTIONS_INIT,
        .model = oom_case->model != NULL ? oom_case->model : "work/gpt-5",
        .request = oom_case->request,
        .on_delta = take_delta,
    };
    parl_decoder *decoder = NULL;
    parl_response *response = NULL;
    parl_client *client;
    bool done = false;

    options.allocator = mem;
    client = codec_client(&options);
    if (client != NULL &&
        parl_decoder_new(&decoder, client, &decoding, NULL) == PARL_OK) {
        const size_t half = oom_bytes.len / 2;

        parl_decoder_feed(decoder, oom_bytes.ptr, half, NULL);
        parl_decoder_feed(decoder, oom_bytes.ptr + half, oom_bytes.len - half,
                          NULL);
        if (parl_decoder_finish(decoder, &response, NULL) == PARL_OK)
            done = is_whole(response);
    }
    parl_response_free(response);
    parl_decoder_free(decoder);
    parl_client_free(client);
    return done;
}

static void test_no_memory_at_any_point_is_said(void **state)
{
    parl_client *client = codec_client(NULL);

    oom_case = find_case(*state);
    oom_bytes = read_case(oom_case);
    decode_case(client, oom_case->name, &oom_whole);
    oom_each(decode_one);
    codec_release(&oom_whole);
    free_case(oom_bytes);
    parl_client_free(client);
}

#define WITHOUT_MEMORY(name)                                                   \
    {                                                                          \
        "no_memory_at_any_point_is_said: " name,                               \
            test_no_memory_at_any_point_is_said, NULL, NULL, (char[])          \
        {                                                                      \
            name                                                               \
        }                                                                      \
    }

int main(void)
{
    struct CMUnitTest tests[N_CASES + 13] = {
        cmocka_unit_test(test_a_stream_and_the_whole_end_in_the_same_response),
        cmocka_unit_test(test_how_events_begin_makes_no_difference),
        cmocka_unit_test(test_a_spoilt_byte_does_no_harm),
        cmocka_unit_test(test_what_is_no_answer_is_a_protocol_error),
        WITHOUT_MEMORY("text.sse"),
        WITHOUT_MEMORY("text.whole"),
        WITHOUT_MEMORY("parallel_calls.sse"),
        WITHOUT_MEMORY("reasoning_details.sse"),
        WITHOUT_MEMORY("logprobs.sse"),
        WITHOUT_MEMORY("audio.sse"),
        WITHOUT_MEMORY("content_in_chunks.sse"),
        WITHOUT_MEMORY("surrogates_in_two_halves.sse"),
        WITHOUT_MEMORY("a_structured_answer_by_a_tool.sse"),
    };
    struct answer_case mutable[N_CASES];

    for (size_t i = 0; i < N_CASES; i++) {
        mutable[i] = cases[i];
        tests[13 + i] = (struct CMUnitTest){ .name = cases[i].name,
                                             .test_func = test_case,
                                             .initial_state = &mutable[i] };
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
