/* tests/dialects/test_openai_chat_read.c -- answers of chat/completions: each
 * in tests/golden/openai_chat/read, as a stream (.sse) or whole (.whole), with
 * the response that it comes to (.json) and its deltas (.deltas). */
#include "support/answers.h"

#include <stdio.h>

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
    { .name = "one_id_for_all_calls.sse" },
    { .name = "one_id_for_all_calls.whole" },
    { .name = "an_id_that_comes_back_at_one_index.sse" },
    { .name = "calls_of_one_id_and_two_names.sse" },
    { .name = "hidden_thoughts_are_texts.whole",
      .model = "databricks/databricks-claude-opus-4-6" },
    { .name = "a_call_whose_name_comes_late.sse" },
    { .name = "a_call_without_an_id.sse" },
    { .name = "arguments_that_are_an_object.sse" },
    { .name = "a_name_comes_back.sse" },
    { .name = "a_name_comes_back.whole" },
    { .name = "a_custom_call.sse" },
    { .name = "a_custom_call.whole" },
    { .name = "a_signature_of_a_call.sse" },
    { .name = "the_call_of_old.sse" },
    { .name = "refusal.sse" },
    { .name = "refusal.whole" },
    { .name = "logprobs.sse" },
    { .name = "logprobs.whole" },
    { .name = "usage_on_every_chunk.sse" },
    { .name = "a_total_of_nothing_is_none.whole", .model = "vllm/m" },
    { .name = "usage_inside_a_choice.sse", .model = "moonshot/kimi" },
    { .name = "a_usage_says_more_than_counts.sse", .model = "openrouter/a/b" },
    { .name = "a_usage_says_more_than_counts.whole",
      .model = "openrouter/a/b" },
    { .name = "what_stands_beside_the_message.sse" },
    { .name = "what_stands_beside_the_message.whole" },
    { .name = "usage_of_groq.sse", .model = "groq/llama" },
    { .name = "usage_of_each_model_at_groq.sse", .model = "groq/llama" },
    { .name = "usage_of_each_model_below_x_groq.sse", .model = "groq/llama" },
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
    { .name = "reasoning_details_without_index.sse",
      .model = "openrouter/a/b" },
    { .name = "content_in_chunks.sse", .model = "mistral/m" },
    { .name = "content_in_chunks.whole", .model = "mistral/m" },
    { .name = "references.sse", .model = "mistral/m" },
    { .name = "references.whole", .model = "mistral/m" },
    { .name = "two_choices.sse" },
    { .name = "two_choices.whole" },
    { .name = "audio.sse" },
    { .name = "audio.whole" },
    { .name = "sound_in_padded_pieces.sse" },
    { .name = "crlf_and_a_byte_order_mark.sse" },
    { .name = "a_message_in_the_stream.sse" },
    { .name = "messages_of_two_choices_in_the_stream.sse" },
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

static const struct answer_suite suite = {
    .folder = "openai_chat/read",
    .model = "work/gpt-5",
    .cases = cases,
    .n_cases = N_CASES,
};

/* ---- laws --------------------------------------------------------------- */

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
        const struct codec_answer answer = answers_of(&suite, &cases[i]);
        struct codec_result alike, numbered;
        struct buf bytes, other;

        buf_init(&other, &mem_libc, SIZE_MAX);
        answers_read(&suite, &cases[i], &bytes);
        number_events((struct span){ bytes.data, bytes.len }, &other);
        codec_decode(client, &answer, (struct span){ bytes.data, bytes.len },
                     (struct codec_cut){ 0, 0 }, &alike);
        codec_decode(client, &answer, (struct span){ other.data, other.len },
                     (struct codec_cut){ 0, 0 }, &numbered);
        assert_string_equal(buf_text(&alike.json), buf_text(&numbered.json));
        assert_string_equal(buf_text(&alike.deltas),
                            buf_text(&numbered.deltas));
        codec_release(&alike);
        codec_release(&numbered);
        buf_release(&other);
        buf_release(&bytes);
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

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_how_events_begin_makes_no_difference),
        cmocka_unit_test(test_what_is_no_answer_is_a_protocol_error),
    };

    return answers_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
