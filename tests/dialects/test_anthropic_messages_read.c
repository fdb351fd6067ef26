/* tests/dialects/test_anthropic_messages_read.c -- answers of Messages: each in
 * tests/golden/anthropic_messages/read, as a stream (.sse) or whole (.whole),
 * with the response that it comes to (.json) and its deltas (.deltas). */
#include "support/answers.h"

#include <stdio.h>

#define BY_A_TOOL                                                              \
    "{\"tools\":[{\"name\":\"f\"},{\"name\":\"structured_answer\"}]}"
#define NATIVE                                                                 \
    "{\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}" \
    "}"

static const struct answer_case cases[] = {
    { .name = "text.sse" },
    { .name = "text.whole" },
    { .name = "ended_without_content.whole" },
    { .name = "thinking_text_and_calls.sse" },
    { .name = "thinking_text_and_calls.whole" },
    { .name = "thinking_that_is_omitted.sse" },
    { .name = "thinking_that_is_omitted.whole" },
    { .name = "thinking_between_calls.sse" },
    { .name = "a_search_of_the_vendor.sse" },
    { .name = "a_search_of_the_vendor.whole" },
    { .name = "unknown_events_deltas_and_blocks.sse" },
    { .name = "a_summary_with_its_sealed_part.sse" },
    { .name = "a_fallback_names_who_answers.sse" },
    { .name = "a_call_by_a_program.sse" },
    { .name = "a_call_by_a_program.whole" },
    { .name = "calls_without_arguments.whole" },
    { .name = "counts_are_totals.sse", .model = "vertex/claude-opus-4-6" },
    { .name = "llamacpp.sse" },
    { .name = "reason_refusal.sse" },
    { .name = "reason_refusal.whole" },
    { .name = "reason_stop_sequence.sse" },
    { .name = "reason_stop_sequence.whole" },
    { .name = "reason_max_tokens.whole" },
    { .name = "reason_context_window.whole" },
    { .name = "reason_pause_turn.whole" },
    { .name = "a_reason_that_nobody_knows.whole" },
    { .name = "no_content.sse" },
    { .name = "no_content.whole" },
    { .name = "members_that_nobody_knows.whole" },
    { .name = "members_beside_the_message.sse" },
    { .name = "calls_that_grow_side_by_side.sse" },
    { .name = "arguments_that_are_cut.sse" },
    { .name = "arguments_that_are_no_json.sse" },
    { .name = "no_names_of_events.sse" },
    { .name = "crlf_and_comments.sse" },
    { .name = "surrogates_in_two_halves.sse" },
    { .name = "blocks_that_do_not_begin_or_end.sse" },
    { .name = "a_structured_answer.sse", .request = BY_A_TOOL },
    { .name = "a_structured_answer.whole", .request = BY_A_TOOL },
    { .name = "a_structured_answer_beside_a_text.sse", .request = BY_A_TOOL },
    { .name = "a_structured_answer_beside_a_tool_of_its_name.whole",
      .request = "{\"tools\":[{\"name\":\"structured_answer\"},"
                 "{\"name\":\"structured_answer_2\"}]}" },
    { .name = "a_native_answer.sse", .request = NATIVE },
    { .name = "an_error_in_the_stream.sse" },
    { .name = "an_error_at_once.sse" },
    { .name = "an_error_as_an_answer.whole" },
    { .name = "an_error_in_a_list.whole", .model = "vertex/claude-opus-4-6" },
    { .name = "cut_in_a_text.sse" },
    { .name = "cut_before_the_end.sse" },
    { .name = "cut_in_an_item.sse" },
    { .name = "two_messages.sse" },
    { .name = "after_the_end.sse" },
    { .name = "a_message_in_the_stream.sse" },
};

enum { N_CASES = sizeof(cases) / sizeof(cases[0]) };

static const struct answer_suite suite = {
    .folder = "anthropic_messages/read",
    .model = "anthropic/claude-opus-4-6",
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
        snprintf(member, sizeof(member), "\"number_%zu\":null,", n++);
        buf_add_text(out, member);
        i += len - 1;
    }
}

static void check_numbered(const struct answer_case *c)
{
    const struct codec_answer answer = answers_of(&suite, c);
    parl_client *client = answers_client(&suite, NULL);
    struct codec_result numbered, alike;
    struct buf bytes, other;

    buf_init(&other, &mem_libc, SIZE_MAX);
    answers_read(&suite, c, &bytes);
    number_events((struct span){ bytes.data, bytes.len }, &other);
    codec_decode(client, &answer, (struct span){ bytes.data, bytes.len },
                 (struct codec_cut){ 0, 0 }, &alike);
    codec_decode(client, &answer, (struct span){ other.data, other.len },
                 (struct codec_cut){ 0, 0 }, &numbered);
    assert_string_equal(buf_text(&alike.json), buf_text(&numbered.json));
    assert_string_equal(buf_text(&alike.deltas), buf_text(&numbered.deltas));
    codec_release(&alike);
    codec_release(&numbered);
    buf_release(&other);
    buf_release(&bytes);
    parl_client_free(client);
}

static void test_how_events_begin_makes_no_difference(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CASES; i++) {
        const char *dot = strrchr(cases[i].name, '.');

        if (strcmp(dot, ".sse") == 0 &&
            strcmp(cases[i].name, "a_message_in_the_stream.sse") != 0)
            check_numbered(&cases[i]);
    }
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
        { "{}", PARL_PROTOCOL },
        { "{\"content\":{}}", PARL_PROTOCOL },
        { "{\"content\":[]} x", PARL_PROTOCOL },
        { "{\"content\":[", PARL_TRUNCATED },
        { "{\"content\":[{\"type\":\"text\",\"text\":\"a", PARL_TRUNCATED },
        { "data: [DONE]\n\n", PARL_TRUNCATED },
        { "data: {\n\n", PARL_PROTOCOL },
        { "data: {}x\n\n", PARL_PROTOCOL },
        { "data: x\n\n", PARL_PROTOCOL },
        { "data: null\n\n", PARL_TRUNCATED },
        { ": comments alone\n\n", PARL_TRUNCATED },
    };
    const struct codec_answer answer = { .model = suite.model };
    parl_client *client = answers_client(&suite, NULL);

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
