/* tests/dialects/test_cohere_chat_read.c -- answers of Cohere's chat: each in
 * tests/golden/cohere_chat/read, as a stream (.sse) or whole (.whole), with the
 * response that it comes to (.json) and its deltas (.deltas). */
#include "support/answers.h"

#define BY_A_TOOL                                                              \
    "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":"               \
    "\"structured_answer\"}}]}"
#define OF_ITS_OWN "{\"response_format\":{\"type\":\"json_object\"}}"

static const struct answer_case cases[] = {
    { .name = "text.sse" },
    { .name = "text.whole" },
    { .name = "thinking.sse" },
    { .name = "thinking.whole" },
    { .name = "plan_and_calls.sse" },
    { .name = "plan_and_calls.whole" },
    { .name = "calls_that_interleave.sse" },
    { .name = "calls_that_interleave.whole" },
    { .name = "calls_of_one_index.sse" },
    { .name = "a_call_without_arguments.sse" },
    { .name = "a_call_without_arguments.whole" },
    { .name = "arguments_that_are_null_or_an_object.whole" },
    { .name = "names_come_back.sse" },
    { .name = "citations.sse" },
    { .name = "citations.whole" },
    { .name = "logprobs.sse" },
    { .name = "logprobs.whole" },
    { .name = "a_token_and_a_citation_may_come_twice.sse" },
    { .name = "content_that_is_a_text.whole" },
    { .name = "usage_of_images.whole" },
    { .name = "usage_that_is_billed_alone.whole" },
    { .name = "usage_of_which_half_is_billed.whole" },
    { .name = "a_reason_of_its_own.sse" },
    { .name = "a_toxic_answer.whole" },
    { .name = "a_timeout.sse" },
    { .name = "an_error_at_the_end.sse" },
    { .name = "an_error_of_a_kind_at_the_end.sse" },
    { .name = "an_error_object_at_the_end.sse" },
    { .name = "an_error_for_a_reason.whole" },
    { .name = "an_error_event.sse" },
    { .name = "an_error_as_an_answer.whole" },
    { .name = "cut_short.sse" },
    { .name = "done_without_an_end.sse" },
    { .name = "events_named_outside_alone.sse" },
    { .name = "events_that_nobody_knows.sse" },
    { .name = "members_that_nobody_knows.whole" },
    { .name = "surrogates_in_two_halves.sse" },
    { .name = "a_structured_answer_by_a_tool.sse", .request = BY_A_TOOL },
    { .name = "a_structured_answer_by_a_tool.whole", .request = BY_A_TOOL },
    { .name = "a_structured_answer_of_its_own.whole", .request = OF_ITS_OWN },
};

static const struct answer_suite suite = {
    .folder = "cohere_chat/read",
    .model = "cohere/command-a-plus-05-2026",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
};

static void test_what_is_no_answer_is_a_protocol_error(void **state)
{
    static const struct {
        const char *bytes;
        parl_status status;
    } list[] = {
        { "", PARL_TRUNCATED },
        { "<html>", PARL_PROTOCOL },
        { "\"text\"", PARL_PROTOCOL },
        { "[]", PARL_PROTOCOL },
        { "{}", PARL_PROTOCOL },
        { "{\"finish_reason\":\"COMPLETE\"}", PARL_PROTOCOL },
        { "{\"message\":{}} x", PARL_PROTOCOL },
        { "{\"message\":{", PARL_TRUNCATED },
        { "data: [DONE]\n\n", PARL_TRUNCATED },
        { "data: \n\n", PARL_TRUNCATED },
        { "data: {\n\n", PARL_PROTOCOL },
        { "data: {}x\n\n", PARL_PROTOCOL },
        { "data: null\n\n", PARL_TRUNCATED },
        { ": comments alone\n\n", PARL_TRUNCATED },
    };
    static const struct codec_answer answer = {
        .model = "cohere/command-a-plus-05-2026",
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

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_what_is_no_answer_is_a_protocol_error),
    };

    return answers_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
