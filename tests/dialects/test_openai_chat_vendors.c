/* tests/dialects/test_openai_chat_vendors.c -- answers of those who speak
 * chat/completions in ways of their own: each in
 * tests/golden/openai_chat/vendors, with what it comes to. */
#include "support/answers.h"

/* The last of the two is ours. */
#define TWO_OF_A_NAME                                                          \
    "{\"tools\":[{\"function\":{\"name\":\"structured_answer\"}},"             \
    "{\"function\":{\"name\":\"structured_answer_2\"}}]}"

static const struct answer_case cases[] = {
    { .name = "thinking_before_the_text.sse" },
    { .name = "thinking_before_the_text.whole" },
    { .name = "thinking_that_was_cut.sse" },
    { .name = "thinking_that_was_cut.whole" },
    { .name = "a_tag_that_was_cut.sse" },
    { .name = "a_tag_that_was_cut.whole" },
    { .name = "what_only_looks_like_a_tag.sse" },
    { .name = "what_only_looks_like_a_tag.whole" },
    { .name = "a_tag_in_the_middle.sse" },
    { .name = "a_tag_in_the_middle.whole" },
    { .name = "a_closing_tag_alone.sse" },
    { .name = "a_closing_tag_alone.whole" },
    { .name = "a_closing_tag_within_a_line.sse" },
    { .name = "a_closing_tag_within_a_line.whole" },
    { .name = "blanks_alone.sse" },
    { .name = "blanks_alone.whole" },
    { .name = "each_choice_thinks_for_itself.sse" },
    { .name = "details_in_pieces.sse", .model = "openrouter/a/b" },
    { .name = "an_empty_list_of_details.whole", .model = "openrouter/a/b" },
    { .name = "qwen_thinks_in_its_text_at_cerebras.whole",
      .model = "cerebras/qwen-3.8-27b" },
    { .name = "perplexity.sse", .model = "perplexity/sonar" },
    { .name = "perplexity.whole", .model = "perplexity/sonar" },
    { .name = "timings.sse", .model = "llamacpp/x" },
    { .name = "usage_of_qwen.whole", .model = "dashscope/qwen-plus" },
    { .name = "usage_of_grok_on_azure.whole", .model = "xai/grok" },
    { .name = "a_reason_of_glm.sse", .model = "zai/glm-5" },
    { .name = "thinking_that_may_not_be_read.sse",
      .model = "databricks/databricks-claude-sonnet-4-5" },
    { .name = "thinking_that_may_not_be_read.whole",
      .model = "databricks/databricks-claude-sonnet-4-5" },
    { .name = "what_glm_found.sse", .model = "zai/glm-5" },
    { .name = "an_answer_for_lack_of_machines.sse", .model = "deepseek/x" },
    { .name = "an_answer_that_was_given_up.whole", .model = "mistral/x" },
    { .name = "a_reason_of_the_vendor_behind.whole",
      .model = "openrouter/a/b" },
    { .name = "text_behind_a_reference.sse", .model = "mistral/x" },
    { .name = "text_behind_a_reference.whole", .model = "mistral/x" },
    { .name = "what_was_cached_is_said_twice.whole", .model = "mistral/x" },
    { .name = "another_name_under_the_same_number.sse" },
    { .name = "an_answer_beside_a_tool_of_its_name.whole",
      .request = TWO_OF_A_NAME },
};

static const struct answer_suite suite = {
    .folder = "openai_chat/vendors",
    .model = "vllm/x",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
};

int main(void)
{
    return answers_run(&suite, NULL, 0);
}
