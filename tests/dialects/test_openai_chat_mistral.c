/* tests/dialects/test_openai_chat_mistral.c -- requests become bodies of
 * Mistral's chat/completions, whose schema is closed and whose content has
 * chunks of its own: what they come to is in tests/golden/openai_chat/mistral.
 */
#include "support/requests.h"

#define SMALL "\"model\":\"mistral/mistral-small-latest\","
#define USER "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
#define CONTENT(parts)                                                         \
    "\"messages\":[{\"role\":\"user\",\"content\":[" parts "]}]"
#define TOOL(name)                                                             \
    "{\"type\":\"function\",\"function\":{\"name\":\"" name "\"}}"
#define TWO_TOOLS "\"tools\":[" TOOL("look") "," TOOL("ask") "]"
#define CALL(id, name)                                                         \
    "{\"id\":\"" id "\",\"type\":\"function\",\"function\":{\"name\":\"" name  \
    "\",\"arguments\":\"{\\\"n\\\":1}\"}}"
#define RESULT(id, content)                                                    \
    "{\"role\":\"tool\",\"tool_call_id\":\"" id "\",\"content\":" content "}"
#define IMAGE_DATA                                                             \
    "{\"type\":\"image_url\",\"image_url\":{\"url\":"                          \
    "\"data:image/png;base64,iVBORw==\"}}"
#define JSON_OBJECT "\"response_format\":{\"type\":\"json_object\"}"
#define NINE "D681PevKs"
#define LONG_ID "toolu_01SameBeginning000"

static const struct request_case cases[] = {
    { "audio_is_a_bare_text",
      "{\"model\":\"mistral/voxtral-small-latest\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":"
          "\"UklGRg==\","
          "\"format\":\"wav\"}},"
          "{\"type\":\"image_url\",\"image_url\":{\"url\":"
          "\"https://e.example/a.mp3\",\"mime_type\":\"audio/"
          "mp3\"}}") "}" },
    { "documents_come_by_address_as_data_and_by_id",
      "{" SMALL CONTENT("{\"type\":\"image_url\",\"image_url\":{\"url\":"
                        "\"https://e.example/"
                        "a.pdf\",\"mime_type\":\"application/pdf\"}},"
                        "{\"type\":\"file\",\"file\":{\"filename\":\"a."
                        "pdf\",\"file_data\":"
                        "\"data:application/pdf;base64,JVBERg==\"}},"
                        "{\"type\":\"file\",\"file\":{\"file_id\":\"f-"
                        "1\"}}") "}" },
    { "a_wish_to_think_is_a_high_effort_and_wins",
      "{" SMALL USER ",\"reasoning_effort\":\"none\",\"thinking\":"
      "{\"type\":\"enabled\",\"budget_tokens\":2048,\"x\":1}}" },
    { "a_wish_to_think_is_lost_on_a_model_that_does_not",
      "{\"model\":\"mistral/codestral-latest\"," USER ",\"thinking\":"
      "{\"type\":\"enabled\",\"budget_tokens\":2048}}" },
    { "an_original_detail_is_high",
      "{" SMALL CONTENT("{\"type\":\"image_url\",\"image_url\":{\"url\":"
                        "\"https://e.example/"
                        "a.png\",\"detail\":\"original\"}}") "}" },
    { "members_that_it_does_not_know_stay_behind",
      "{" SMALL "\"messages\":["
      "{\"role\":\"user\",\"name\":\"ann\",\"content\":[{\"type\":"
      "\"text\","
      "\"text\":\"U\",\"mood\":\"fine\"}]},"
      "{\"role\":\"assistant\",\"name\":\"bot\",\"content\":\"A\","
      "\"mood\":"
      "\"fine\"},{\"role\":\"user\",\"content\":\"V\"}],\"tools\":["
      "{\"type\":"
      "\"function\",\"mood\":\"fine\",\"function\":{\"name\":"
      "\"look\"}}]}" },
    { "a_turn_of_nothing_is_no_turn_after_a_tool",
      "{\"model\":\"mistral/mistral-large-latest\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
      "{\"id\":\"abcdefgh1\",\"type\":\"function\",\"function\":"
      "{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
      "{\"role\":\"assistant\",\"content\":\"\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "sampling_has_other_names_and_limits",
      "{" SMALL USER ",\"temperature\":2,\"seed\":7,\"top_p\":0.5,"
      "\"max_completion_tokens\":9,"
      "\"stop\":[\"a\"],\"n\":2}" },
    { "a_seed_is_not_below_zero", "{" SMALL USER ",\"seed\":-1}" },
    { "what_its_schema_has_not_is_dropped",
      "{" SMALL USER ",\"user\":\"u\",\"store\":true,\"logprobs\":"
      "true,\"top_logprobs\":1,"
      "\"logit_bias\":{\"1\":1},\"service_tier\":\"flex\","
      "\"verbosity\":"
      "\"low\",\"top_k\":4,\"safety_identifier\":\"s\"}" },
    { "members_of_its_own_go_as_they_are",
      "{" SMALL USER ",\"safe_prompt\":true,\"document_page_"
      "limit\":8,\"metadata\":{\"a\":"
      "\"b\"},\"prompt_cache_key\":\"k\"}" },
    { "it_thinks_or_it_does_not",
      "{" SMALL USER ",\"reasoning_effort\":\"medium\"}" },
    { "coders_do_not_think", "{\"model\":\"mistral/codestral-latest\"," USER
                             ",\"reasoning_effort\":\"high\"}" },
    { "small_ones_of_old_do_not_think",
      "{\"model\":\"mistral/mistral-small-2503\"," USER
      ",\"reasoning_effort\":\"high\"}" },
    { "thinking_goes_back_first_in_the_content",
      "{" SMALL "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"thinking_"
      "blocks\":[{"
      "\"type\":\"thinking\",\"thinking\":\"T\",\"signature\":"
      "\"c2ln\"}]},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "references_go_back_in_their_place",
      "{" SMALL "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\","
      "\"text\":\"A\"},"
      "{\"type\":\"opaque\",\"item\":{\"type\":\"reference\","
      "\"reference_ids\":[1]}},{\"type\":\"text\",\"text\":\"B\"}]}"
      ","
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "thinking_of_others_does_not_go_back",
      "{" SMALL "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"thinking_"
      "blocks\":[{"
      "\"type\":\"thinking\",\"thinking\":\"T\",\"signature\":"
      "\"c2ln\"}],"
      "\"origin\":{\"provider\":\"anthropic\",\"account\":\"a\","
      "\"model\":"
      "\"m\"}},{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "ids_become_nine_letters_and_digits",
      "{" SMALL "\"messages\":[{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":"
      "[" CALL(LONG_ID "1", "a") "," CALL(LONG_ID "2", "b") "," CALL(
          NINE,
          "c") "]}," RESULT(LONG_ID "2",
                            "\"B\"") "," RESULT(LONG_ID "1",
                                                "\"A\"") "," RESULT(NINE,
                                                                    "\"C\"") "]"
                                                                             "}" },
    { "an_id_that_is_taken_is_not_taken_again",
      "{" SMALL "\"messages\":[{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          LONG_ID "1",
          "a") "," CALL("xrqK901kB",
                        "b") "]}," RESULT(LONG_ID "1",
                                          "\"A\"") "," RESULT("xrqK901kB",
                                                              "\"B\"") "]}" },
    { "a_strict_tool_may_have_an_optional_argument",
      "{" SMALL USER ",\"tools\":[{\"type\":\"function\",\"function\":{"
      "\"name\":\"look\",\"strict\":true,\"parameters\":{\"type\":\"object\","
      "\"properties\":{\"a\":{}}}}}]}" },
    { "an_assistant_speaks_after_a_tool",
      "{\"model\":\"mistral/mistral-large-latest\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":"
      "[" CALL(NINE, "look") "]}," RESULT(
          NINE, "\"r\"") ","
                         "{\"role\":\"assistant\",\"content\":\"\"},"
                         "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "an_assistant_speaks_before_a_picture_of_a_tool",
      "{" SMALL "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":"
      "[" CALL(NINE, "look") "]}," RESULT(NINE, "[" IMAGE_DATA "]") "]}" },
    { "a_turn_that_says_nothing_is_dropped",
      "{" SMALL "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_last_message_of_an_assistant_is_marked",
      "{" SMALL "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"Once\"}]}" },
    { "calls_without_an_id_get_one",
      "{\"model\":\"mistral/mistral-large-latest\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}},"
      "{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
      "{\"role\":\"user\",\"content\":\"And?\"}]}" },
    { "a_mark_of_the_callers_own_stays",
      "{" SMALL "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"Once\",\"prefix\":"
      "true}]}" },
    { "its_word_for_required_is_any",
      "{" SMALL USER "," TWO_TOOLS ",\"tool_choice\":\"required\"}" },
    { "it_sees_the_allowed_tools_alone",
      "{" SMALL USER "," TWO_TOOLS
      ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_"
      "tools\":{"
      "\"mode\":\"required\",\"tools\":[" TOOL("ask") "]}}}" },
    { "a_custom_tool_is_refused",
      "{" SMALL USER ",\"tools\":[{\"type\":\"custom\",\"custom\":{"
      "\"name\":\"sql\"}}]}" },
    { "instructions_are_text_alone",
      "{" SMALL "\"messages\":[{\"role\":\"system\",\"content\":[" IMAGE_DATA
      "]},{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "json_mode_wants_the_word", "{" SMALL USER "," JSON_OBJECT "}" },
    { "a_turn_of_thinking_alone_is_no_turn",
      "{\"model\":\"mistral/mistral-small-latest\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"U\"},{\"role\":\"assistant\",\"content\""
      ":null,\"reasoning_content\":\"Hm\"},{\"role\":\"user\",\"content\""
      ":\"V\"}]}" },
    { "a_refusal_behind_thinking_is_text",
      "{" SMALL "\"messages\":[{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"thinking_blocks\":[{"
      "\"type\":\"thinking\",\"thinking\":\"Hm\",\"signature\":\"c2ln\"}],"
      "\"refusal\":\"No.\"},{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_turn_whose_media_stay_behind_is_no_turn",
      "{" SMALL "\"messages\":[{\"role\":\"user\",\"content\":\"Q\"},"
      "{\"role\":\"assistant\",\"origin\":{\"provider\":\"gemini\",\"account\":"
      "\"g\",\"model\":\"m\"},\"parts\":[" IMAGE_DATA "]},"
      "{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":\"a\"}},"
      "{\"role\":\"user\",\"content\":\"N\"}]}" },
    { "a_last_message_before_one_of_nothing_is_marked",
      "{\"model\":\"mistral/mistral-small-latest\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"U\"},{\"role\":\"assistant\",\"content\""
      ":\"Once\"},{\"role\":\"assistant\",\"content\":\"\"}]}" },
    { "the_newest_large_model_has_levels",
      "{\"model\":\"mistral/mistral-large-4-0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"U\"}],\"reasoning_effort\":\"medium\"}" },
    { "an_older_large_model_takes_no_effort",
      "{\"model\":\"mistral/mistral-large-2512\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"U\"}],\"reasoning_effort\":\"medium\"}" },
    { "a_tool_of_others_is_refused_by_its_type",
      "{\"model\":\"mistral/mistral-small-latest\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"U\"}],\"tools\":[{\"type\":\"web_search"
      "\"}]}" },
};

static const struct request_suite suite = {
    .folder = "openai_chat/mistral",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
};

int main(void)
{
    return requests_run(&suite, NULL, 0);
}
