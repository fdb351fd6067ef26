/* tests/dialects/test_google_generate_read.c -- answers of generateContent:
 * each in tests/golden/google_generate/read, as a stream of events (.sse), as
 * one of elements (.array) or whole (.whole), with the response that it comes
 * to (.json) and its deltas (.deltas). */
#include "support/answers.h"

#include <stdio.h>

#define BY_A_TOOL                                                              \
    "{\"tools\":[{\"googleSearch\":{}},{\"functionDeclarations\":["            \
    "{\"name\":\"look\"},{\"name\":\"structured_answer\"}]}]}"

static const struct answer_case cases[] = {
    { .name = "text.sse" },
    { .name = "text.array" },
    { .name = "text.whole" },
    { .name = "vertex.sse", .model = "vertex/gemini-2.5-pro" },
    { .name = "vertex.whole", .model = "vertex/gemini-2.5-pro" },
    { .name = "counts_replace_each_other.sse" },
    { .name = "a_signature_on_an_empty_text.sse" },
    { .name = "a_signature_on_an_empty_text.whole" },
    { .name = "a_signed_text_is_no_thought.whole" },
    { .name = "calls.sse" },
    { .name = "calls.whole" },
    { .name = "arguments_in_pieces.sse" },
    { .name = "pieces_up_to_an_empty_call.sse" },
    { .name = "lists_in_pieces_end.sse" },
    { .name = "pieces_that_cannot_agree_are_json_still.sse" },
    { .name = "a_structured_answer_by_a_tool.whole", .request = BY_A_TOOL },
    { .name = "what_the_server_ran.sse" },
    { .name = "media.sse" },
    { .name = "media.whole" },
    { .name = "a_voice_alone.whole" },
    { .name = "two_candidates.sse" },
    { .name = "two_candidates.whole" },
    { .name = "the_prompt_was_blocked.sse" },
    { .name = "the_prompt_was_blocked.whole" },
    { .name = "a_filtered_answer.whole" },
    { .name = "a_filter_says_more.whole" },
    { .name = "a_rule_may_filter.sse" },
    { .name = "no_content_at_all.whole" },
    { .name = "an_answer_to_be_continued.whole" },
    { .name = "a_reason_of_its_own.whole" },
    { .name = "a_malformed_call.sse" },
    { .name = "a_malformed_call.whole" },
    { .name = "one_of_two_failed.whole" },
    { .name = "cut_short.sse" },
    { .name = "the_last_counts_before_a_cut.sse" },
    { .name = "cut_short.array" },
    { .name = "events_without_data.sse" },
    { .name = "a_pasted_error.sse" },
    { .name = "an_error_event.sse" },
    { .name = "an_error_in_the_array.array" },
    { .name = "an_array_with_an_error_alone.array" },
    { .name = "grounding.sse" },
    { .name = "grounding.whole" },
    { .name = "grounding_in_later_parts.whole" },
    { .name = "logprobs.sse" },
    { .name = "logprobs.whole" },
    { .name = "what_stands_beside_the_text.whole" },
    { .name = "the_end_comes_without_content.sse" },
    { .name = "surrogates_in_two_halves.sse" },
    { .name = "a_text_that_says_more.sse" },
    { .name = "a_token_without_a_use.sse" },
    { .name = "what_is_said_of_the_model.sse" },
    { .name = "blocked_on_the_way.sse" },
    { .name = "blocked_for_no_reason_is_not_blocked.sse" },
    { .name = "each_event_cites_for_itself.sse" },
    { .name = "how_much_was_sound.whole" },
    { .name = "grounding_of_odd_kinds.sse" },
    { .name = "counts_of_many_kinds.whole" },
    { .name = "a_chunk_with_more_than_its_source.whole" },
};

static const struct answer_suite suite = {
    .folder = "google_generate/read",
    .model = "gemini/gemini-3.5-flash",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
};

/* ---- laws --------------------------------------------------------------- */

static void test_an_array_says_what_its_events_say(void **state)
{
    struct codec_result events, elements;

    (void)state;
    answers_decode(&suite, "text.sse", &events);
    answers_decode(&suite, "text.array", &elements);
    assert_string_equal(buf_text(&events.json), buf_text(&elements.json));
    assert_string_equal(buf_text(&events.deltas), buf_text(&elements.deltas));
    codec_release(&events);
    codec_release(&elements);
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
        { "[]", PARL_TRUNCATED },
        { "[1]", PARL_TRUNCATED },
        { "[{},{", PARL_TRUNCATED },
        { "[{},{]", PARL_PROTOCOL },
        { "[{\"candidates\":}]", PARL_PROTOCOL },
        { "[]x", PARL_PROTOCOL },
        { "{}", PARL_PROTOCOL },
        { "{\"candidates\":[]}", PARL_PROTOCOL },
        { "{\"candidates\":[{}]}", PARL_TRUNCATED },
        { "{\"candidates\":[]} x", PARL_PROTOCOL },
        { "{\"candidates\":[", PARL_TRUNCATED },
        { "{\"promptFeedback\":{}}", PARL_PROTOCOL },
        { "data: [DONE]\n\n", PARL_TRUNCATED },
        { "data: {}x\n\n", PARL_PROTOCOL },
        { "data: x\n\n", PARL_PROTOCOL },
        { "data: {\"candidates\":[1,null,{}]}\n\n", PARL_TRUNCATED },
        { ": comments alone\n\n", PARL_TRUNCATED },
    };
    static const struct codec_answer answer = {
        .model = "gemini/gemini-2.5-pro",
        .http_status = 200,
    };
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

/* More may come behind a reason for the end. */
static void test_an_event_cut_behind_a_reason_is_a_cut_answer(void **state)
{
    static const char first[] = "{\"candidates\":[{\"content\":{\"parts\":["
                                "{\"text\":\"Half\"}]},"
                                "\"finishReason\":\"STOP\"}]}";
    static const char *const forms[] = { "data: %s\n\ndata: {\"candidates\":[",
                                         "[%s,{\"candidates\":[" };
    static const struct codec_answer answer = {
        .model = "gemini/gemini-2.5-pro",
    };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct codec_result whole;
        char bytes[256];

        snprintf(bytes, sizeof(bytes), forms[i], first);
        codec_every_split(client, &answer, span_of(bytes), &whole);
        assert_int_equal(whole.status, PARL_TRUNCATED);
        assert_non_null(strstr(buf_text(&whole.json), "\"Half\""));
        codec_release(&whole);
    }
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_an_array_says_what_its_events_say),
        cmocka_unit_test(test_what_is_no_answer_is_a_protocol_error),
        cmocka_unit_test(test_an_event_cut_behind_a_reason_is_a_cut_answer),
    };

    return answers_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
