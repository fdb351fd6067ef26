/* tests/dialects/test_openai_responses_read.c -- answers in OpenAI's Responses
 * format: each in tests/golden/openai_responses/read, as a stream (.sse) or
 * whole (.whole), with the response that it comes to (.json) and its deltas
 * (.deltas). */
#include "support/answers.h"

#define BY_A_TOOL                                                              \
    "{\"tools\":[{\"type\":\"function\",\"name\":\"structured_answer\"}]}"

static const struct answer_case cases[] = {
    { .name = "text.sse" },
    { .name = "text.whole" },
    { .name = "two_texts.sse" },
    { .name = "two_texts.whole" },
    { .name = "two_messages_with_phases.sse" },
    { .name = "two_messages_with_phases.whole" },
    { .name = "two_messages.sse" },
    { .name = "two_messages.whole" },
    { .name = "items_that_share_an_id.whole" },
    { .name = "parallel_calls.sse" },
    { .name = "parallel_calls.whole" },
    { .name = "a_call_with_members_that_nobody_knows.sse" },
    { .name = "a_call_with_members_that_nobody_knows.whole" },
    { .name = "arguments_that_come_at_once.sse" },
    { .name = "arguments_whose_pieces_do_not_add_up.sse" },
    { .name = "a_call_that_is_never_done.sse" },
    { .name = "arguments_that_are_an_object.whole" },
    { .name = "a_custom_call.sse" },
    { .name = "a_custom_call.whole" },
    { .name = "reasoning_with_a_summary.sse" },
    { .name = "reasoning_with_a_summary.whole" },
    { .name = "a_seal_that_comes_at_the_very_end.sse" },
    { .name = "reasoning_between_items.sse" },
    { .name = "reasoning_between_items.whole" },
    { .name = "thoughts_in_the_open.sse" },
    { .name = "thoughts_in_the_open.whole" },
    { .name = "a_summary_and_thoughts.whole" },
    { .name = "a_summary_without_a_seal.whole" },
    { .name = "brackets_around_blanks_are_empty.whole" },
    { .name = "events_without_data.sse" },
    { .name = "members_of_other_kinds_say_nothing.whole" },
    { .name = "refusal.sse" },
    { .name = "refusal.whole" },
    { .name = "a_search_and_its_citations.sse" },
    { .name = "a_search_and_its_citations.whole" },
    { .name = "citations_that_come_as_pieces_alone.sse" },
    { .name = "logprobs.sse" },
    { .name = "logprobs.whole" },
    { .name = "cut_by_the_token_limit.sse" },
    { .name = "cut_by_the_token_limit.whole" },
    { .name = "filtered.sse" },
    { .name = "filtered.whole" },
    { .name = "incomplete_for_a_reason_of_its_own.sse" },
    { .name = "incomplete_for_a_reason_of_its_own.whole" },
    { .name = "what_only_the_answer_says.whole" },
    { .name = "cut_short.sse" },
    { .name = "done_without_an_end.sse" },
    { .name = "a_done_mark_behind_the_end.sse" },
    { .name = "a_nested_error.sse" },
    { .name = "a_flat_error.sse" },
    { .name = "a_failed_answer.sse" },
    { .name = "an_answer_that_failed.whole" },
    { .name = "an_error_without_a_type.sse" },
    { .name = "a_cancelled_answer.whole" },
    { .name = "an_answer_in_the_background.whole" },
    { .name = "an_error_as_an_answer.whole" },
    { .name = "no_answer.whole" },
    { .name = "names_of_tools_come_back.sse" },
    { .name = "names_of_tools_come_back.whole" },
    { .name = "names_of_custom_tools_come_back.whole" },
    { .name = "thoughts_that_are_called_text.whole" },
    { .name = "nothing_is_numbered.sse" },
    { .name = "nothing_is_numbered_or_named.sse" },
    { .name = "texts_alone.sse" },
    { .name = "an_end_alone.sse" },
    { .name = "events_that_nobody_knows.sse" },
    { .name = "surrogates_in_two_halves.sse" },
    { .name = "azure.sse", .model = "azr/d-5" },
    { .name = "azure.whole", .model = "azr/d-5" },
    { .name = "a_usage_says_more_than_counts.whole", .model = "xai/grok" },
    { .name = "usage_without_reasoning_in_output.sse", .model = "xai/grok" },
    { .name = "usage_without_reasoning_in_output.whole", .model = "xai/grok" },
    { .name = "an_answer_of_nothing.whole" },
    { .name = "an_error_that_is_none.whole" },
    { .name = "a_message_that_is_one_text.whole" },
    { .name = "a_structured_answer_by_a_tool.sse", .request = BY_A_TOOL },
    { .name = "a_structured_answer_by_a_tool.whole", .request = BY_A_TOOL },
    { .name = "items_that_overlap.sse", .model = "openrouter/a/b" },
    { .name = "items_that_are_done_late_keep_their_places.sse" },
    { .name = "items_that_are_done_late_keep_their_places.whole" },
    { .name = "what_had_come_when_it_failed.sse" },
    { .name = "what_had_come_when_it_failed.whole" },
    { .name = "an_end_that_says_it_is_under_way.sse" },
};

static const struct answer_suite suite = {
    .folder = "openai_responses/read",
    .model = "re/gpt-5.5",
    .accounts =
        "{\"accounts\":[{\"name\":\"re\",\"provider\":\"openai\","
        "\"dialect\":\"openai_responses\"},{\"name\":\"azr\",\"provider\":"
        "\"azure\",\"dialect\":\"openai_responses\"},{\"name\":\"xai\","
        "\"provider\":\"xai\",\"dialect\":\"openai_responses\"},{\"name\":"
        "\"openrouter\",\"provider\":\"openrouter\",\"dialect\":"
        "\"openai_responses\"}]}",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
};

int main(void)
{
    return answers_run(&suite, NULL, 0);
}
