/* tests/dialects/test_openai_responses_write.c -- requests become bodies of
 * OpenAI's Responses: a request in the JSON dialect for each behaviour, and
 * what it comes to in tests/golden/openai_responses/write. */
#include "support/requests.h"

#include <stdlib.h>

#define BREAKPOINT "\"prompt_cache_breakpoint\":{\"mode\":\"explicit\"}"
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
    "\"data:image/png;base64,iVBORw==\",\"detail\":\"high\"}}"
#define SCHEMA                                                                 \
    "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},"      \
    "\"required\":[\"n\"],\"additionalProperties\":false}"
#define JSON_SCHEMA                                                            \
    "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"          \
    "\"name\":\"count\",\"description\":\"a count\",\"schema\":" SCHEMA ","    \
    "\"strict\":true}}"
#define JSON_OBJECT "\"response_format\":{\"type\":\"json_object\"}"

/* A history with an answer of these parts, and what follows it. */
#define HISTORY(model, parts, more)                                            \
    "{\"model\":\"" model "\",\"messages\":[{\"role\":\"user\",\"content\":"   \
    "\"Hi\"},{\"role\":\"assistant\",\"content\":null,\"parts\":[" parts       \
    "]}," more "]}"
/* ... of which somebody's model of this name says that it thought it. */
#define THOUGHT(model, account, maker)                                         \
    "{\"model\":\"" account "/" model "\",\"messages\":[{\"role\":\"user\","   \
    "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"            \
    "\"parts\":[" THINKING("A", ITEM) "," SAID(                                \
        "Yes.") "],\"origin\":{"                                               \
                "\"account\":\"" account "\",\"model\":\"" maker "\"}}," NEXT  \
                "]}"
#define NEXT "{\"role\":\"user\",\"content\":\"And?\"}"
#define ITEM                                                                   \
    "{\\\"id\\\":\\\"rs_1\\\",\\\"type\\\":\\\"reasoning\\\","                 \
    "\\\"status\\\":null,\\\"summary\\\":[{\\\"type\\\":\\\"summary_text\\\"," \
    "\\\"text\\\":\\\"A\\\"},{\\\"type\\\":\\\"summary_text\\\",\\\"text\\\":" \
    "\\\"B\\\"}],\\\"encrypted_content\\\":\\\"gAA/+==\\\",\\\"content\\\":"   \
    "null,\\\"format\\\":\\\"v1\\\"}"
#define OPEN_ITEM                                                              \
    "{\\\"id\\\":\\\"rs_1\\\",\\\"type\\\":\\\"reasoning\\\",\\\"summary\\\":" \
    "[],\\\"content\\\":[{\\\"type\\\":\\\"reasoning_text\\\",\\\"text\\\":"   \
    "\\\"I see\\\"}],\\\"encrypted_content\\\":\\\"\\\"}"
#define THINKING(text, signature)                                              \
    "{\"type\":\"thinking\",\"thinking\":\"" text                              \
    "\",\"signature\":\"" signature "\"}"
#define SAID(text) "{\"type\":\"text\",\"text\":\"" text "\"}"
#define CALLED(id)                                                             \
    "{\"type\":\"tool_call\",\"id\":\"" id "\",\"name\":\"look\","             \
    "\"arguments\":\"{}\"}"
#define LONG_ID                                                                \
    "call_0123456789012345678901234567890123456789012345678901234567890123"

#define PDF_AT(detail)                                                         \
    "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://e.example/"      \
    "a.pdf\",\"mime_type\":\"application/pdf\",\"detail\":\"" detail "\"}}"

static const struct request_case cases[] = {
    { "documents_are_looked_at_closely",
      "{\"model\":\"re/gpt-5\"," CONTENT(
          PDF_AT("low") "," PDF_AT("original")) "}" },
    { "a_document_elsewhere_takes_no_name",
      "{\"model\":\"re/gpt-5\"," CONTENT(
          "{\"type\":\"file\",\"file\":{\"filename\":\"n.pdf\","
          "\"file_data\":\"https://e.example/a.pdf\"}},"
          "{\"type\":\"file\",\"file\":{\"filename\":\"n.pdf\","
          "\"file_id\":\"file-1\"}}") "}" },
    /* ---- messages ---- */
    { "each_role_keeps_its_place",
      "{\"model\":\"re/gpt-5\",\"messages\":["
      "{\"role\":\"system\",\"content\":\"S\"},"
      "{\"role\":\"developer\",\"content\":\"D\"},"
      "{\"role\":\"user\",\"content\":\"U\",\"name\":\"ann\"},"
      "{\"role\":\"assistant\",\"content\":\"A\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "azure_mixes_no_instructions",
      "{\"model\":\"az-re/fast\",\"messages\":["
      "{\"role\":\"system\",\"content\":\"S\"},"
      "{\"role\":\"developer\",\"content\":\"D\"},"
      "{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "xai_knows_no_developer", "{\"model\":\"xai-re/grok\",\"messages\":["
                                "{\"role\":\"developer\",\"content\":\"D\"},"
                                "{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "pictures_and_files_become_inputs",
      "{\"model\":\"re/gpt-5\"," CONTENT(
          "{\"type\":\"text\",\"text\":\"Look\",\"cache_control\":{\"type\":"
          "\"ephemeral\"}}," IMAGE_DATA ",{\"type\":\"image_url\","
          "\"image_url\":{\"url\":\"https://a.test/b.jpg\"}},"
          "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
          "\"data:application/pdf;base64,JVBE\"}},"
          "{\"type\":\"file\",\"file\":{\"file_data\":"
          "\"https://a.test/c.pdf\"}},"
          "{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}") "}" },
    { "sound_is_refused",
      "{\"model\":\"re/gpt-5\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklG\","
          "\"format\":\"wav\"}}") "}" },
    { "video_is_refused", "{\"model\":\"re/gpt-5\"," CONTENT(
                              "{\"type\":\"video_url\",\"video_url\":{\"url\":"
                              "\"https://a.test/v.mp4\"}}") "}" },
    { "a_bitmap_is_refused",
      "{\"model\":\"re/gpt-5\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"url\":"
          "\"data:image/bmp;base64,AAAA\"}}") "}" },
    { "calls_without_an_id_get_one",
      "{\"model\":\"re/gpt-5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}},"
      "{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
      "{\"role\":\"user\",\"content\":\"And?\"}]}" },
    { "a_document_may_be_of_any_type",
      "{\"model\":\"re/gpt-5\"," CONTENT(
          "{\"type\":\"file\",\"file\":{\"filename\":\"a.csv\",\"file_data\":"
          "\"data:text/csv;base64,YSxi\"}}") "}" },
    { "a_document_without_a_name_gets_the_ending_of_its_type",
      "{\"model\":\"re/gpt-5\"," CONTENT(
          "{\"type\":\"file\",\"file\":{\"file_data\":"
          "\"data:text/csv;base64,YSxi\"}},"
          "{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/"
          "vnd.openxmlformats-officedocument.wordprocessingml.document;base64,"
          "UEsD\"}},"
          "{\"type\":\"file\",\"file\":{\"file_data\":"
          "\"data:application/pdf;base64,JVBE\"}},"
          "{\"type\":\"file\",\"file\":{\"file_data\":"
          "\"data:application/x-new;base64,AAAA\"}}") "}" },
    { "marks_of_its_own_stay_off_older_models",
      "{\"model\":\"re/gpt-5.5\"," CONTENT(
          "{\"type\":\"text\",\"text\":\"Hi\",\"prompt_cache_breakpoint\":{"
          "\"mode\":\"explicit\"}}") "}" },
    { "marks_of_its_own_go_to_newer_models",
      "{\"model\":\"re/gpt-5.6\"," CONTENT(
          "{\"type\":\"text\",\"text\":\"Hi\",\"prompt_cache_breakpoint\":{"
          "\"mode\":\"explicit\"}}") "}" },
    { "of_spoken_answers_goes_what_they_say",
      "{\"model\":\"re/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"Hi\"},{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":"
      "\"audio_1\",\"expires_at\":1,\"transcript\":\"Aah\"}},"
      "{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "blank_arguments_are_an_empty_object",
      "{\"model\":\"re/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"Hi\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":"
      "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\" "
      "\"}}]}," RESULT("c1", "\"one\"") "]}" },
    { "llamacpp_takes_no_files",
      "{\"model\":\"llama-re/x\"," CONTENT(
          "{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}") "}" },
    { "members_of_messages_are_dropped",
      "{\"model\":\"re/gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"Hi\",\"mood\":\"good\"},{\"role\":\"assistant\",\"content\":\"A\","
      "\"annotations\":[1],\"mood\":null},{\"role\":\"user\",\"content\":"
      "\"B\"}]}" },

    /* ---- answers of the history ---- */
    { "an_answer_goes_back_item_for_item",
      HISTORY(
          "re/gpt-5.5",
          THINKING("A\\n\\nB",
                   ITEM) ","
                         "{\"type\":\"text\",\"text\":\"I look.\",\"phase\":"
                         "\"commentary\"},"
                         "{\"type\":\"opaque\",\"item\":{\"type\":\"web_search_"
                         "call\","
                         "\"id\":\"ws_1\",\"status\":\"completed\"}}," THINKING(
                             "", "gBB==") "," CALLED("call_1"),
          RESULT("call_1", "\"nothing\"")) },
    { "two_messages_in_a_row_stay_two",
      HISTORY(
          "re/gpt-5.5",
          SAID("One ") "," SAID("text.") ","
                                         "{\"type\":\"text\",\"text\":"
                                         "\"Another.\",\"id\":\"msg_2\"},"
                                         "{\"type\":\"refusal\",\"refusal\":"
                                         "\"No.\",\"id\":\"msg_2\"}",
          NEXT) },
    { "a_result_names_the_caller_of_its_call",
      "{\"model\":\"re/gpt-6-astra\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":"
      "\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\","
      "\"arguments\":\"{}\"},\"caller\":{\"type\":\"program\",\"caller_id\":"
      "\"p1\"}}]}," RESULT("c1", "\"one\"") "]}" },
    { "so_does_one_that_is_added_whatever_has_its_id_later",
      "{\"model\":\"re/gpt-6-astra\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":"
      "\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\","
      "\"arguments\":\"{}\"},\"caller\":{\"type\":\"program\",\"caller_id\":"
      "\"p1\"}}]},{\"role\":\"user\",\"content\":\"Go on\"},{\"role\":"
      "\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"custom\","
      "\"custom\":{\"name\":\"g\",\"input\":\"x\"}}]}," RESULT(
          "c1", "\"one\"") "]}" },
    { "a_phase_of_the_message_is_that_of_its_texts",
      "{\"model\":\"re/gpt-5.5\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"Hi\"},{\"role\":\"assistant\",\"content\":\"A\",\"phase\":"
      "\"final_answer\"},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "thinking_without_a_seal_stays_behind",
      HISTORY("re/gpt-5.5", THINKING("A", "") "," SAID("Yes."), NEXT) },
    { "thinking_that_is_not_encrypted_stays_behind",
      HISTORY("re/gpt-5.5", THINKING("I see", OPEN_ITEM) "," SAID("Yes."),
              NEXT) },
    { "a_server_of_ones_own_takes_its_thoughts",
      HISTORY("llama-re/x", THINKING("I see", OPEN_ITEM) "," SAID("Yes."),
              NEXT) },
    { "thinking_that_nothing_follows_stays_behind",
      HISTORY("re/gpt-5.5", SAID("Yes.") "," THINKING("A", ITEM), NEXT) },
    { "openrouter_takes_thinking_at_the_end",
      HISTORY("or-re/a/b", SAID("Yes.") "," THINKING("A", ITEM), NEXT) },
    { "what_another_made_stays_behind",
      "{\"model\":\"re/gpt-5.5\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"Hi\"},{\"role\":\"assistant\",\"content\":null,\"parts\":[" THINKING(
          "A", "gAA") ",{\"type\":\"redacted_thinking\",\"data\":\"x\"},"
                      "{\"type\":\"opaque\",\"item\":{\"type\":\"x\"}}," SAID(
                          "Yes.") "],"
                                  "\"origin\":{\"provider\":\"openai\","
                                  "\"account\":\"other\",\"model\":"
                                  "\"gpt-5.5\"}}," NEXT "]}" },
    { "what_another_family_thought_stays_behind",
      THOUGHT("gpt-6-sol", "re", "gpt-5.5") },
    { "what_a_sister_thought_goes_back",
      THOUGHT("gpt-5.6-luna", "re", "gpt-5.6-sol") },
    { "what_a_variant_thought_goes_back",
      THOUGHT("gpt-5.2-codex", "re", "gpt-5.5") },
    { "what_o3_thought_stays_off_o4", THOUGHT("o4-mini", "re", "o3") },
    { "what_a_model_thought_goes_to_what_is_tuned_from_it",
      THOUGHT("ft:gpt-5.2:acme:x:abc", "re", "gpt-5.2") },
    { "what_an_effort_does_not_say_is_missed",
      "{\"model\":\"re/gpt-5.2\",\"messages\":[" NEXT "],"
      "\"reasoning_effort\":\"none\",\"thinking\":{\"type\":\"enabled\","
      "\"budget_tokens\":5000,\"foo\":1,\"display\":\"omitted\"}}" },
    { "a_mark_on_a_tool_of_its_own_stays_behind",
      "{\"model\":\"re/gpt-5.2\",\"messages\":[" NEXT "],\"tools\":[{"
      "\"type\":\"web_search\",\"cache_control\":{\"type\":\"ephemeral\"},"
      "\"filters\":{\"allowed_domains\":[\"a.example\"]}}]}" },
    { "a_deployment_of_any_name_may_have_thought_it",
      THOUGHT("fast", "az-re", "gpt-5.5") },
    { "what_is_behind_a_deployment_may_not_have",
      THOUGHT("fast", "az-re", "slow") },
    { "one_that_always_thinks_gets_its_thoughts_back",
      THOUGHT("grok-4", "xai-re", "grok-4") },
    { "what_claude_thought_stays_off_gemini_at_openrouter",
      "{\"model\":\"or-re/google/g\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"parts\":[" THINKING("A", ITEM) "," SAID(
          "Yes.") "],"
                  "\"origin\":{\"provider\":\"openrouter\",\"account\":"
                  "\"or-re\",\"model\":\"anthropic/c\"}}," NEXT "]}" },
    { "redacted_thinking_is_not_to_be_had_here",
      HISTORY("re/gpt-5.5",
              "{\"type\":\"redacted_thinking\",\"data\":\"x\"}," SAID("Yes."),
              NEXT) },
    { "a_wish_to_search_without_options_is_reported",
      "{\"model\":\"re/"
      "gpt-5\",\"web_search_options\":{},\"messages\":[{\"role\":\"user\","
      "\"content\":\"Q\"}]}" },
    { "sound_goes_back_as_what_it_says",
      HISTORY("re/gpt-5.5",
              "{\"type\":\"audio\",\"id\":\"a1\",\"transcript\":\"Yes.\"},"
              "{\"type\":\"audio\",\"id\":\"a2\"}",
              NEXT) },
    { "an_assistant_shows_no_pictures",
      HISTORY("re/gpt-5.5", IMAGE_DATA, NEXT) },
    { "an_answer_of_nothing_is_no_item",
      "{\"model\":\"re/gpt-5.5\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"Hi\"},{\"role\":\"assistant\",\"content\":\"\"}," NEXT "]}" },

    /* ---- calls and their results ---- */
    { "calls_and_results_are_items",
      "{\"model\":\"re/gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"Hi\"},{\"role\":\"assistant\",\"content\":\"I "
      "look.\",\"tool_calls\":[" CALL(
          "c1", "look") ",{\"id\":\"c2\",\"type\":\"custom\",\"custom\":{"
                        "\"name\":\"sql\",\"input\":\"SELECT "
                        "1\"},\"namespace\":\"db\"},"
                        "{\"id\":\"c3\",\"index\":2,\"type\":\"function\","
                        "\"function\":{\"name\":"
                        "\"look\",\"arguments\":\" \",\"thought_signature\":"
                        "\"s\"}}]}," RESULT("c2", "\"1\"") "," RESULT(
                            "c1",
                            "[{\"type\":\"text\",\"text\":"
                            "\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}"
                            "]") "," RESULT("c3", "[{\"type\":\"text\","
                                                  "\"text\":\"b\"}," IMAGE_DATA
                                                  "]") "]," TWO_TOOLS "}" },
    { "a_call_that_nothing_answers_gets_an_error",
      HISTORY("re/gpt-4.1", CALLED("c1") "," CALLED("c2"),
              RESULT("c1", "\"1\"")) },
    { "an_id_that_is_too_long_is_shortened",
      HISTORY("re/gpt-4.1", CALLED(LONG_ID), RESULT(LONG_ID, "\"1\"")) },

    /* ---- tools ---- */
    { "tools_are_flat_and_say_that_they_are_not_strict",
      "{\"model\":\"re/gpt-5\"," USER ",\"tools\":[" TOOL(
          "look") ",{\"type\":"
                  "\"function\",\"function\":{\"name\":\"ask\",\"description\":"
                  "\"asks\","
                  "\"parameters\":" SCHEMA
                  ",\"strict\":true},\"cache_control\":{\"type\":"
                  "\"ephemeral\"}}],\"tool_choice\":\"auto\",\"parallel_tool_"
                  "calls\":false}" },
    { "custom_and_opaque_tools",
      "{\"model\":\"work/gpt-5\"," USER ",\"tools\":[{\"type\":\"custom\","
      "\"custom\":{\"name\":\"sql\",\"description\":\"a query\","
      "\"format\":{\"type\":\"grammar\",\"grammar\":{\"syntax\":\"lark\","
      "\"definition\":\"start: A\"}}}},{\"type\":\"custom\",\"custom\":{"
      "\"name\":\"free\",\"format\":{\"type\":\"text\"}}},{\"type\":"
      "\"web_search\",\"depth\":2}]}" },
    { "tool_choice_none", "{\"model\":\"re/gpt-5\"," USER "," TWO_TOOLS
                          ",\"tool_choice\":\"none\"}" },
    { "tool_choice_required", "{\"model\":\"re/gpt-5\"," USER "," TWO_TOOLS
                              ",\"tool_choice\":\"required\"}" },
    { "tool_choice_named", "{\"model\":\"re/gpt-5\"," USER "," TWO_TOOLS
                           ",\"tool_choice\":{\"type\":\"function\","
                           "\"function\":{\"name\":\"ask\"}}}" },
    { "tool_choice_allowed",
      "{\"model\":\"re/gpt-5\"," USER "," TWO_TOOLS
      ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{"
      "\"mode\":\"required\",\"tools\":[" TOOL("ask") "]}}}" },
    { "a_choice_without_tools_is_dropped",
      "{\"model\":\"re/gpt-5\"," USER ",\"tool_choice\":\"auto\","
      "\"parallel_tool_calls\":true}" },
    { "o3_makes_no_choice_of_parallel_calls",
      "{\"model\":\"re/o3\"," USER "," TWO_TOOLS
      ",\"parallel_tool_calls\":false}" },

    /* ---- which dialect ---- */
    { "tools_and_reasoning_choose_responses",
      "{\"model\":\"work/gpt-5.5\"," USER "," TWO_TOOLS "}" },
    { "the_most_effort_chooses_responses",
      "{\"model\":\"work/gpt-5.6-luna\"," USER
      ",\"reasoning_effort\":\"max\"}" },
    { "o3_pro_chooses_responses", "{\"model\":\"work/o3-pro\"," USER "}" },
    { "computer_use_chooses_responses",
      "{\"model\":\"work/computer-use-preview\"," USER "}" },
    { "gpt_5_6_cyber_chooses_responses",
      "{\"model\":\"work/gpt-5.6-cyber\"," USER
      ",\"reasoning_effort\":\"max\"}" },
    { "neither_a_schema_nor_a_tool_is_refused",
      "{\"model\":\"re/chatgpt-4o-latest\"," USER "," JSON_SCHEMA "}" },
    { "without_either_a_schema_may_go_into_the_prompt",
      "{\"model\":\"re/chatgpt-4o-latest\"," USER "," JSON_SCHEMA
      ",\"schema_by_prompt\":true}" },
    { "tools_of_a_model_that_takes_none_are_refused",
      "{\"model\":\"re/chatgpt-4o-latest\"," USER "," TWO_TOOLS "}" },
    { "a_model_that_nobody_knows_yet_chooses_responses_for_tools",
      "{\"model\":\"work/gpt-7\"," USER "," TWO_TOOLS "}" },
    { "the_highest_effort_of_a_model_nobody_knows_chooses_responses",
      "{\"model\":\"work/gpt-7\"," USER ",\"reasoning_effort\":\"max\"}" },
    { "a_wish_to_rest_is_an_effort_of_none",
      "{\"model\":\"re/gpt-5.2\"," USER ",\"reasoning_effort\":\"high\","
      "\"thinking\":{\"type\":\"disabled\"},\"temperature\":0.5}" },
    { "a_wish_to_think_wins_over_an_effort_of_none",
      "{\"model\":\"re/gpt-5.2\"," USER ",\"reasoning_effort\":\"none\","
      "\"thinking\":{\"type\":\"enabled\"}}" },
    { "a_wish_to_think_beside_tools_chooses_responses_despite_none",
      "{\"model\":\"work/gpt-5.4\"," USER "," TWO_TOOLS
      ",\"reasoning_effort\":\"none\",\"thinking\":{\"type\":\"enabled\"}}" },
    { "xai_has_two_tiers_here_as_well",
      "{\"model\":\"xai/grok-4.5\"," USER ",\"service_tier\":\"flex\","
      "\"previous_response_id\":\"resp_1\"}" },
    { "an_old_version_of_azure_has_no_responses",
      "{\"model\":\"old/five\"," USER "," TWO_TOOLS "}" },
    { "o1_mini_is_not_here", "{\"model\":\"re/o1-mini\"," USER "}" },
    { "tools_with_effort_none_choose_chat",
      "{\"model\":\"work/gpt-5.4\"," USER "," TWO_TOOLS
      ",\"reasoning_effort\":\"none\"}" },
    { "a_wish_for_what_was_thought_chooses_responses",
      "{\"model\":\"work/gpt-5.6\"," USER
      ",\"reasoning\":{\"summary\":\"auto\"}}" },
    { "a_wish_to_be_cut_short_chooses_responses",
      "{\"model\":\"work/gpt-5.1\"," USER ",\"truncation\":\"auto\"}" },
    { "its_own_name_for_the_most_tokens_chooses_responses",
      "{\"model\":\"work/gpt-5\"," USER ",\"max_output_tokens\":500}" },
    { "what_extra_body_wishes_chooses_responses",
      "{\"model\":\"work/gpt-5\"," USER ",\"extra_body\":{"
      "\"previous_response_id\":\"resp_1\"}}" },
    { "what_is_written_anyway_does_not_choose_by_extra_body",
      "{\"model\":\"work/gpt-5\"," USER ",\"extra_body\":{\"include\":["
      "\"reasoning.encrypted_content\"]}}" },
    { "a_document_that_chat_does_not_take_chooses_responses",
      "{\"model\":\"work/gpt-4.1\"," CONTENT(
          "{\"type\":\"file\",\"file\":{\"file_data\":"
          "\"https://a.test/c.pdf\"}}") "}" },
    { "a_document_of_an_office_chooses_responses",
      "{\"model\":\"work/gpt-4.1\"," CONTENT(
          "{\"type\":\"file\",\"file\":{\"filename\":\"a.xlsx\",\"file_data\":"
          "\"UEsD\"}}") "}" },
    { "tools_and_no_word_of_effort_choose_responses",
      "{\"model\":\"work/gpt-5.4\"," USER "," TWO_TOOLS "}" },
    { "a_deployment_of_nobody_knows_what_chooses_chat",
      "{\"model\":\"az/plain\"," USER "," TWO_TOOLS "}" },

    /* ---- reasoning ---- */
    { "effort_stands_in_an_object",
      "{\"model\":\"re/gpt-5.5\"," USER ",\"reasoning_effort\":\"high\"}" },
    { "effort_is_the_nearest",
      "{\"model\":\"re/gpt-6.1-sol\"," USER ",\"reasoning_effort\":\"none\"}" },
    { "effort_is_dropped_where_nobody_reasons",
      "{\"model\":\"re/gpt-4.1\"," USER ",\"reasoning_effort\":\"high\"}" },
    { "a_summary_may_be_asked_for",
      "{\"model\":\"re/gpt-5.5\"," USER ",\"reasoning_effort\":\"low\","
      "\"reasoning\":{\"summary\":\"auto\",\"effort\":\"high\"}}" },
    { "thinking_is_dropped",
      "{\"model\":\"re/gpt-5.5\"," USER ",\"thinking\":{\"type\":"
      "\"enabled\",\"budget_tokens\":2000}}" },
    { "rest_wins_over_an_effort",
      "{\"model\":\"re/gpt-5.5\"," USER
      ",\"reasoning_effort\":\"high\",\"thinking\":{\"type\":"
      "\"disabled\"}}" },
    { "a_member_of_a_message_is_named_with_escapes",
      "{\"model\":\"re/gpt-5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\",\"x/y\":1}]}" },
    { "reasoning_takes_no_sampling",
      "{\"model\":\"re/gpt-5.5\"," USER ",\"temperature\":0.5,\"top_p\":0.5,"
      "\"logprobs\":true,\"top_logprobs\":2}" },
    { "llamacpp_encrypts_nothing",
      "{\"model\":\"llama-re/x\"," USER ",\"prompt_cache_key\":\"k\"}" },

    /* ---- structured answers ---- */
    { "a_schema_and_verbosity_stand_under_text",
      "{\"model\":\"re/gpt-5.2\"," USER "," JSON_SCHEMA
      ",\"verbosity\":\"low\"}" },
    { "json_mode_gets_its_word",
      "{\"model\":\"re/gpt-4.1\"," USER "," JSON_OBJECT "}" },
    { "a_schema_by_a_tool",
      "{\"model\":\"re/gpt-4-turbo\"," USER "," JSON_SCHEMA "}" },
    { "text_of_ones_own_is_merged",
      "{\"model\":\"re/gpt-5.2\"," USER "," JSON_OBJECT
      ",\"text\":{\"format\":{\"type\":\"text\"},\"voice\":1}}" },

    /* ---- the rest ---- */
    { "what_chat_alone_has_is_dropped",
      "{\"model\":\"re/gpt-4.1\"," USER ",\"stop\":\"x\",\"seed\":1,\"n\":2,"
      "\"frequency_penalty\":0.1,\"presence_penalty\":0.2,\"logit_bias\":{"
      "\"1\":2},\"top_k\":3,\"prediction\":{\"type\":\"content\"},"
      "\"modalities\":[\"text\",\"audio\"]}" },
    { "what_is_usual_leaves_no_trace",
      "{\"model\":\"re/gpt-5\"," USER ",\"temperature\":1,\"top_p\":1.0,"
      "\"frequency_penalty\":0,\"presence_penalty\":0.0,\"logit_bias\":{},"
      "\"n\":1,\"stop\":[],\"parallel_tool_calls\":null,\"modalities\":["
      "\"text\"],\"functions\":[]}" },
    { "the_rest_keeps_its_name",
      "{\"model\":\"re/gpt-4.1\"," USER ",\"max_tokens\":200,\"temperature\":0,"
      "\"top_p\":0.5,\"user\":\"u\",\"safety_identifier\":\"h\","
      "\"service_tier\":\"flex\",\"prompt_cache_key\":\"k\",\"store\":true,"
      "\"metadata\":{\"a\":\"b\"},\"truncation\":\"auto\","
      "\"cache_control\":{\"type\":\"ephemeral\"}}" },
    { "an_answer_has_at_least_16_tokens",
      "{\"model\":\"re/gpt-4.1\"," USER ",\"max_tokens\":9,"
      "\"max_completion_tokens\":5}" },
    { "log_probabilities_are_included",
      "{\"model\":\"re/gpt-4.1\"," USER ",\"top_logprobs\":2,\"include\":["
      "\"message.output_text.logprobs\",\"file_search_call.results\"]}" },
    { "a_stream_counts_by_itself",
      "{\"model\":\"re/gpt-5\"," USER ",\"stream\":true,\"stream_options\":{"
      "\"include_usage\":false}}" },
    { "a_stream_need_not_be_padded",
      "{\"model\":\"re/gpt-5\"," USER ",\"stream\":true,\"stream_options\":{"
      "\"include_obfuscation\":false}}" },
    { "no_stream_has_no_options",
      "{\"model\":\"re/gpt-5\"," USER
      ",\"stream_options\":{\"include_usage\":true}}" },
    { "what_is_said_twice_is_dropped",
      "{\"model\":\"re/gpt-5\"," USER
      ",\"input\":\"x\",\"background\":false}" },
    { "what_cannot_be_joined_is_sent_or_reported",
      "{\"model\":\"re/gpt-5\"," USER
      ",\"reasoning\":\"much\",\"include\":\"all\",\"text\":null}" },
    { "extra_body_is_merged",
      "{\"model\":\"re/gpt-5\"," USER ",\"extra_body\":{\"x\":1}}" },
    { "extra_body_does_not_overrule",
      "{\"model\":\"re/gpt-5\"," USER ",\"extra_body\":{\"store\":true}}" },

    /* ---- what few say ---- */
    { "names_of_tools_are_spelt_as_they_may_be",
      HISTORY(
          "re/gpt-5.5",
          "{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"a.b\","
          "\"arguments\":\"{}\"}",
          RESULT("c1", "\"r\"") "],\"tools\":[" TOOL(
              "a.b") ",{\"type\":\"custom\","
                     "\"custom\":{\"name\":\"c/"
                     "d\"}}],\"tool_choice\":{\"type\":"
                     "\"custom\",\"custom\":{\"name\":\"c/d\"}},\"stop\":[") },
    { "a_name_that_gets_too_long_is_refused",
      "{\"model\":\"re/gpt-5.5\"," USER
      ",\"tools\":[" TOOL("a."
                          "0123456789012345678901234567890123456789012345678901"
                          "234567890") "]"
                                       "}" },
    { "items_of_a_user_stand_beside_the_messages",
      "{\"model\":\"re/gpt-5.5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"\",\"parts\":[" SAID(
          "Go on.") ",{\"type\":"
                    "\"opaque\",\"item\":{\"type\":\"mcp_approval_response\","
                    "\"approval_request_id\":\"mcpr_1\",\"approve\":true}},{"
                    "\"type\":"
                    "\"opaque\",\"item\":{\"type\":\"computer_call_output\","
                    "\"call_id\":\"c\"}},{\"type\":\"opaque\",\"item\":{"
                    "\"type\":"
                    "\"input_text\",\"text\":\"And on.\"}}]}]}" },
    { "json_mode_without_a_user_gets_one",
      "{\"model\":\"re/gpt-4.1\",\"messages\":[{\"role\":\"system\","
      "\"content\":\"S\"}]," JSON_OBJECT "}" },
    { "json_mode_behind_an_item_gets_its_word",
      "{\"model\":\"re/gpt-4.1\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"\",\"parts\":[{\"type\":\"opaque\",\"item\":{"
      "\"type\":\"mcp_approval_response\",\"approve\":true}}]}]," JSON_OBJECT
      "}" },
    { "a_second_result_for_a_call_is_dropped",
      HISTORY("re/gpt-5.5", CALLED("c1"),
              RESULT("c1", "\"one\"") "," RESULT("c1", "\"two\"")) },
    { "a_result_may_follow_what_else_was_said",
      HISTORY("re/gpt-5.5", CALLED("c1"),
              "{\"role\":\"assistant\",\"content\":\"Wait.\"}," RESULT(
                  "c1", "\"r\"")) },
    { "members_of_parts_of_others_are_dropped",
      "{\"model\":\"re/gpt-5.5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"parts\":[{\"type\":\"text\",\"text\":\"A\",\"mood\":1,"
      "\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text\","
      "\"text\":\"\"},{\"type\":\"tool_call\",\"id\":\"c\",\"name\":"
      "\"look\",\"arguments\":\"{}\",\"mood\":2,\"index\":0}],"
      "\"origin\":{\"provider\":\"gemini\",\"account\":\"g\",\"model\":"
      "\"m\"}}," RESULT("c", "\"r\"") "]}" },
    { "members_of_ones_own_parts_go_back",
      HISTORY("re/gpt-5.5",
              "{\"type\":\"text\",\"text\":\"A\",\"mood\":1},"
              "{\"type\":\"tool_call\",\"id\":\"c\",\"name\":\"look\","
              "\"arguments\":\"{}\",\"mood\":2,\"index\":0}",
              RESULT("c", "\"r\"")) },
    { "what_stands_around_a_result_is_dropped",
      HISTORY("re/gpt-5.5", CALLED("c1") "," CALLED("c2"),
              "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"name\":\"look\","
              "\"content\":\"r\",\"is_error\":true,\"mood\":1},"
              "{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":[{"
              "\"type\":\"text\",\"text\":\"s\",\"mood\":1}]}") },
    { "a_result_that_bears_a_mark_is_a_list",
      HISTORY("re/gpt-5.6-sol",
              "{\"type\":\"text\",\"text\":\"A\"," BREAKPOINT "}," CALLED("c1"),
              RESULT("c1",
                     "[{\"type\":\"text\",\"text\":\"r\"," BREAKPOINT "}]")) },
    { "a_mark_that_the_model_does_not_know_makes_no_list",
      HISTORY("re/gpt-5.5", CALLED("c1"),
              RESULT("c1",
                     "[{\"type\":\"text\",\"text\":\"r\"," BREAKPOINT "}]")) },
    { "a_name_of_a_schema_is_spelt_as_it_may_be",
      "{\"model\":\"re/gpt-5.2\"," USER ",\"response_format\":{\"type\":"
      "\"json_schema\",\"json_schema\":{\"name\":\"my "
      "answer\",\"schema\":" SCHEMA "}}}" },
    { "a_bare_seal_goes_back_with_its_summary",
      HISTORY("re/gpt-5.5", THINKING("I see", "gBB==") "," SAID("Yes."),
              NEXT) },
    { "an_effort_in_its_own_object_counts",
      "{\"model\":\"re/gpt-5.1\"," USER ",\"temperature\":0.5,"
      "\"reasoning\":{\"effort\":\"high\"}}" },
    { "no_effort_in_its_own_object_counts",
      "{\"model\":\"re/gpt-5.5\"," USER ",\"temperature\":0.5,"
      "\"reasoning\":{\"effort\":\"none\"}}" },
    { "an_effort_of_a_model_that_takes_none_is_refused",
      "{\"model\":\"xai-re/grok-4\"," USER ",\"reasoning_effort\":\"low\"}" },
    { "xai_pads_no_streams",
      "{\"model\":\"xai-re/grok-4\"," USER ",\"stream\":true,"
      "\"stream_options\":{\"include_obfuscation\":true}}" },
    { "a_choice_among_tools_that_demands_one",
      "{\"model\":\"re/gpt-5.5\"," USER "," TWO_TOOLS ",\"tool_choice\":{"
      "\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\","
      "\"tools\":[" TOOL("ask") "]}}}" },
    { "the_answers_tool_is_one_among_those_demanded",
      "{\"model\":\"re/gpt-4-turbo\"," USER "," TWO_TOOLS "," JSON_SCHEMA "}" },
    { "the_answers_tool_is_allowed_among_others",
      "{\"model\":\"re/gpt-4-turbo\"," USER "," TWO_TOOLS "," JSON_SCHEMA
      ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{"
      "\"mode\":\"auto\",\"tools\":[" TOOL("ask") "]}}}" },
    { "a_forced_tool_comes_before_the_answers",
      "{\"model\":\"re/gpt-4-turbo\"," USER "," TWO_TOOLS "," JSON_SCHEMA
      ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":"
      "\"ask\"}}}" },
    { "text_may_be_asked_for_plainly",
      "{\"model\":\"re/gpt-5.2\"," USER ",\"text\":{\"format\":{\"type\":"
      "\"text\"}}}" },
};

enum { N_CASES = sizeof(cases) / sizeof(cases[0]) };

#define RESPONSES(name, provider)                                              \
    "{\"name\":\"" name "\",\"provider\":\"" provider                          \
    "\",\"dialect\":\"openai_responses\"}"

#define RE RESPONSES("re", "openai")
#define XAI RESPONSES("xai-re", "xai")
#define OPENROUTER RESPONSES("or-re", "openrouter")
#define LLAMACPP RESPONSES("llama-re", "llamacpp")
#define AZURE(name, more, models)                                              \
    "{\"name\":\"" name "\",\"provider\":\"azure\",\"base_url\":"              \
    "\"https://my.openai.azure.com\"," more ",\"models\":{" models "}}"
#define AZURE_RE                                                               \
    AZURE("az-re", "\"dialect\":\"openai_responses\"",                         \
          "\"fast\":{\"id\":\"d-5\",\"base_model\":\"gpt-5-mini\"},"           \
          "\"slow\":{\"id\":\"d-6\",\"base_model\":\"gpt-6-sol\"}")
#define OLD_AZURE                                                              \
    AZURE("old", "\"api_version\":\"2024-12-01-preview\"",                     \
          "\"five\":{\"id\":\"d-55\",\"base_model\":\"gpt-5.5\"}")

static const char accounts[] = "{\"accounts\":[" RE "," XAI "," OPENROUTER
                               "," LLAMACPP "," AZURE_RE "," OLD_AZURE "]}";

static const struct request_suite suite = {
    .folder = "openai_responses/write",
    .accounts = accounts,
    .cases = cases,
    .n_cases = N_CASES,
};

/* ---- addresses ---------------------------------------------------------- */

static void check_url(const char *account, const char *model, const char *url)
{
    const parl_message message = PARL_USER("Hi");
    const parl_request request = { PARL_REQUEST_INIT, .model = model,
                                   .messages = &message, .n_messages = 1 };
    parl_client *client = codec_client(NULL);
    parl_call *call = NULL;

    assert_int_equal(parl_client_load_accounts(client, account, 0, NULL),
                     PARL_OK);
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    assert_string_equal(parl_call_url(call), url);
    parl_call_free(call);
    parl_client_free(client);
}

#define ACCOUNT(more)                                                          \
    "{\"accounts\":[{\"name\":\"a\",\"dialect\":\"openai_responses\"," more    \
    "}]}"

static void test_each_vendor_has_its_address(void **state)
{
    (void)state;
    check_url(ACCOUNT("\"provider\":\"openai\""), "a/m",
              "https://api.openai.com/v1/responses");
    check_url(ACCOUNT("\"provider\":\"azure\",\"base_url\":"
                      "\"https://r.openai.azure.com\""),
              "a/m", "https://r.openai.azure.com/openai/v1/responses");
    check_url(ACCOUNT("\"provider\":\"azure\",\"base_url\":"
                      "\"https://r.openai.azure.com\",\"api_version\":"
                      "\"2025-04-01-preview\""),
              "a/m",
              "https://r.openai.azure.com/openai/responses"
              "?api-version=2025-04-01-preview");
    check_url(ACCOUNT("\"provider\":\"foundry\",\"base_url\":"
                      "\"https://r.services.ai.azure.com\""),
              "a/m", "https://r.services.ai.azure.com/openai/v1/responses");
    check_url(ACCOUNT("\"provider\":\"xai\""), "a/m",
              "https://api.x.ai/v1/responses");
    check_url(ACCOUNT("\"provider\":\"openrouter\""), "a/b/c",
              "https://openrouter.ai/api/v1/responses");
    check_url(ACCOUNT("\"provider\":\"custom\",\"base_url\":"
                      "\"http://127.0.0.1:1/v1/\""),
              "a/m", "http://127.0.0.1:1/v1/responses");
}

/* ---- parts that JSON does not say ---------------------------------------- */

static void test_a_picture_may_be_one_that_is_stored(void **state)
{
    const parl_media media = { .file_id = "file-1" };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    const parl_request request = { PARL_REQUEST_INIT, .model = "work/gpt-4o",
                                   .dialect = "openai_responses",
                                   .messages = &message, .n_messages = 1 };
    parl_client *client = codec_client(NULL);
    parl_call *call = NULL;

    (void)state;
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    assert_non_null(
        strstr(parl_call_body(call, NULL),
               "{\"type\":\"input_image\",\"file_id\":\"file-1\"}"));
    parl_call_free(call);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_each_vendor_has_its_address),
        cmocka_unit_test(test_a_picture_may_be_one_that_is_stored),
    };

    return requests_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
