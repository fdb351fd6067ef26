/* tests/dialects/test_cohere_chat_write.c -- requests become bodies of Cohere's
 * chat: a request in the JSON dialect for each behaviour, and what it comes to
 * in tests/golden/cohere_chat/write. */
#include "support/requests.h"

#define A03 "\"model\":\"cohere/command-a-03-2025\","
#define PLUS "\"model\":\"cohere/command-a-plus-05-2026\","
#define OLD "\"model\":\"cohere/command-r-08-2024\","
#define USER "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
#define CONTENT(parts)                                                         \
    "\"messages\":[{\"role\":\"user\",\"content\":[" parts "]}]"
#define TEXT(text) "{\"type\":\"text\",\"text\":\"" text "\"}"
#define IMAGE(url)                                                             \
    "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" url "\"}}"
#define PNG "data:image/png;base64,iVBORw=="
#define NEEDS_N                                                                \
    "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},"      \
    "\"required\":[\"n\"]}"
#define TOOL(name)                                                             \
    "{\"type\":\"function\",\"function\":{\"name\":\"" name "\"}}"
#define STRICT_TOOL(name)                                                      \
    "{\"type\":\"function\",\"function\":{\"name\":\"" name "\",\"strict\":"   \
    "true,\"parameters\":" NEEDS_N "}}"
#define TOOLS(list) "\"tools\":[" list "]"
#define TWO_TOOLS TOOLS(TOOL("look") "," TOOL("ask"))
#define CALL(id, name)                                                         \
    "{\"id\":\"" id "\",\"type\":\"function\",\"function\":{\"name\":\"" name  \
    "\",\"arguments\":\"{\\\"n\\\":1}\"}}"
#define RESULT(id, content)                                                    \
    "{\"role\":\"tool\",\"tool_call_id\":\"" id "\",\"content\":" content "}"
#define JSON_OBJECT "\"response_format\":{\"type\":\"json_object\"}"
#define JSON_SCHEMA(schema)                                                    \
    "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"          \
    "\"name\":\"count\",\"description\":\"a count\",\"schema\":" schema "}}"
#define ORIGIN(model)                                                          \
    "\"origin\":{\"provider\":\"cohere\",\"account\":\"cohere\",\"model\":"    \
    "\"" model "\"}"

static const struct request_case cases[] = {
    /* ---- messages ---- */
    { "a_text_is_one_string", "{" A03 USER "}" },
    { "results_stand_behind_the_call_that_they_answer",
      "{" A03 "\"messages\":[{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[" CALL(
          "c1",
          "look") "]},"
                  "{\"role\":\"assistant\",\"content\":\"A moment.\"},"
                  "{\"role\":\"assistant\",\"tool_calls\":[" CALL("c2", "ask") "," CALL(
                      "c3",
                      "ask") "]}," RESULT("c2",
                                          "\"b\"") "," RESULT("c1",
                                                              "\"a\"") ",{"
                                                                       "\"role"
                                                                       "\":"
                                                                       "\"user"
                                                                       "\","
                                                                       "\"conte"
                                                                       "nt\":"
                                                                       "\"V\"}]"
                                                                       "}" },
    { "several_texts_stay_apart",
      "{" A03 CONTENT(TEXT("a") "," TEXT("b")) "}" },
    { "instructions_are_one_message_and_the_first",
      "{" A03 "\"messages\":["
      "{\"role\":\"system\",\"content\":\"S\"},"
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"developer\",\"content\":\"D\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "an_instruction_that_comes_late_comes_first",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"system\",\"content\":\"S\"}]}" },
    { "names_and_unknown_members_stay_behind",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"name\":\"ann\",\"content\":["
      "{\"type\":\"text\",\"text\":\"a\",\"mood\":\"fine\"}]},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"mood\":\"fine\","
      "\"citations\":[1]},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_turn_that_says_nothing_is_dropped",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_refusal_is_a_text",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "cache_marks_are_dropped",
      "{" A03 "\"cache_control\":{\"type\":\"ephemeral\"},\"messages\":["
      "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\","
      "\"cache_control\":{\"type\":\"ephemeral\"}}]}]}" },

    /* ---- media ---- */
    { "images_stand_between_the_texts",
      "{" PLUS CONTENT(TEXT("a") "," IMAGE("https://e.example/a.png") "," TEXT(
          "b") "," IMAGE(PNG)) "}" },
    { "an_original_detail_is_high",
      "{" PLUS CONTENT("{\"type\":\"image_url\",\"image_url\":{\"url\":\"" PNG
                       "\",\"detail\":\"original\"}}") "}" },
    { "an_image_for_a_model_that_sees_none_is_refused",
      "{" A03 CONTENT(IMAGE(PNG)) "}" },
    { "a_bitmap_is_refused",
      "{" PLUS CONTENT(IMAGE("data:image/bmp;base64,Qk0=")) "}" },
    { "audio_is_refused",
      "{" PLUS CONTENT("{\"type\":\"input_audio\",\"input_audio\":{\"data\":"
                       "\"UklGRg==\",\"format\":\"wav\"}}") "}" },
    { "a_document_is_refused",
      "{" PLUS CONTENT("{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\","
                       "\"file_data\":\"data:application/pdf;base64,JVBERg=="
                       "\"}}") "}" },

    /* ---- thinking ---- */
    { "no_effort_disables_thinking",
      "{" PLUS USER ",\"reasoning_effort\":\"none\"}" },
    { "a_low_effort_is_a_budget",
      "{" PLUS USER ",\"reasoning_effort\":\"low\"}" },
    { "a_budget_leaves_room_for_the_answer",
      "{" PLUS USER ",\"reasoning_effort\":\"medium\",\"max_tokens\":4000}" },
    { "the_highest_effort_has_no_budget",
      "{" PLUS USER ",\"reasoning_effort\":\"max\",\"max_tokens\":4000}" },
    { "no_room_for_any_budget_is_refused",
      "{" PLUS USER ",\"reasoning_effort\":\"low\",\"max_tokens\":1}" },
    { "an_effort_of_a_model_that_does_not_reason_is_dropped",
      "{" A03 USER ",\"reasoning_effort\":\"high\"}" },
    { "thinking_wins_over_effort",
      "{" PLUS USER ",\"reasoning_effort\":\"none\",\"thinking\":{\"type\":"
      "\"enabled\",\"budget_tokens\":2048}}" },
    { "a_budget_over_max_tokens_is_cut",
      "{" PLUS USER ",\"max_tokens\":2000,\"thinking\":{\"type\":"
      "\"enabled\",\"budget_tokens\":4096}}" },
    { "what_else_thinking_says_is_dropped",
      "{\"model\":\"cohere/command-a-plus-05-2026\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"U\"}],\"thinking\":{\"type\":\"enabled\""
      ",\"display\":\"omitted\",\"depth\":700}}" },
    { "a_budget_may_have_the_name_that_it_has_here",
      "{\"model\":\"cohere/command-a-plus-05-2026\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"U\"}],\"thinking\":{\"type\":\"enabled\""
      ",\"token_budget\":700}}" },
    { "a_budget_without_thinking_is_dropped",
      "{\"model\":\"cohere/command-a-plus-05-2026\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"U\"}],\"thinking\":{\"type\":\"disabled"
      "\",\"budget_tokens\":700}}" },
    { "thinking_disabled",
      "{" PLUS USER ",\"thinking\":{\"type\":\"disabled\"}}" },
    { "thinking_goes_back_before_the_text",
      "{" PLUS "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"reasoning_content\":"
      "\"T\"," ORIGIN(
          "command-a-plus-05-2026") "},"
                                    "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_plan_does_not_go_back",
      "{" PLUS "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":"
      "\"I look it up.\",\"tool_calls\":[" CALL("a", "look") "]," ORIGIN(
          "command-a-03-2025") "}," RESULT("a", "\"r\"") "]}" },
    { "thinking_of_others_does_not_go_back",
      "{" PLUS "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"thinking_blocks\":[{"
      "\"type\":\"thinking\",\"thinking\":\"T\",\"signature\":\"c2ln\"}]},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },

    /* ---- tools ---- */
    { "a_tool_without_parameters_gets_an_empty_object",
      "{" A03 USER "," TOOLS(TOOL("look")) "}" },
    { "names_are_spelt_with_letters_and_underscores",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          "a",
          "ge"
          "t-"
          "we"
          "at"
          "he"
          "r") "]}," RESULT("a",
                            "\"r\"") "]," TOOLS(TOOL("get-weather") "," TOOL("g"
                                                                             "e"
                                                                             "t"
                                                                             "."
                                                                             "w"
                                                                             "e"
                                                                             "a"
                                                                             "t"
                                                                             "h"
                                                                             "e"
                                                                             "r") "," TOOL("get_weather") "," TOOL("3d") "," TOOL("a_x2d_b") "," TOOL("_xab"
                                                                                                                                                      "-")) "}" },
    { "strictness_of_all_is_strict_tools",
      "{" A03 USER "," TOOLS(STRICT_TOOL("look") "," STRICT_TOOL("ask")) "}" },
    { "strictness_of_some_is_dropped",
      "{" A03 USER "," TOOLS(STRICT_TOOL("look") "," TOOL("ask")) "}" },
    { "strictness_with_a_bound_is_dropped",
      "{" A03 USER
      "," TOOLS(STRICT_TOOL("look") ",{\"type\":\"function\",\"function\":{"
                                    "\"name\":\"ask\",\"strict\":true,"
                                    "\"parameters\":{\"type\":\"object\","
                                    "\"properties\":{\"not\":{\"type\":"
                                    "\"integer\",\"minimum\":1}},"
                                    "\"required\":[\"not\"]}}}") "}" },
    { "auto_is_said_by_silence",
      "{" A03 USER "," TWO_TOOLS ",\"tool_choice\":\"auto\"}" },
    { "required_is_in_capitals",
      "{" A03 USER "," TWO_TOOLS ",\"tool_choice\":\"required\"}" },
    { "none_keeps_the_tools",
      "{" A03 USER "," TWO_TOOLS ",\"tool_choice\":\"none\"}" },
    { "a_named_tool_is_the_only_one",
      "{" A03 USER "," TWO_TOOLS ",\"tool_choice\":{\"type\":\"function\","
      "\"function\":{\"name\":\"ask\"}}}" },
    { "allowed_tools_are_the_only_ones",
      "{" A03 USER "," TWO_TOOLS ",\"tool_choice\":{\"type\":"
      "\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":["
      "{\"type\":\"function\",\"function\":{\"name\":\"ask\"}}]}}}" },
    { "an_old_model_is_not_forced",
      "{" OLD USER "," TWO_TOOLS ",\"tool_choice\":\"required\"}" },
    { "an_old_model_that_may_not_call_sees_no_tools",
      "{" OLD USER "," TWO_TOOLS ",\"tool_choice\":\"none\"}" },
    { "parallel_calls_cannot_be_switched_off",
      "{" A03 USER "," TWO_TOOLS ",\"parallel_tool_calls\":false}" },
    { "a_choice_without_tools_is_dropped",
      "{" A03 USER ",\"tool_choice\":\"auto\",\"parallel_tool_calls\":true}" },
    { "a_tool_of_another_vendor_is_refused_by_its_type",
      "{" A03 USER "," TOOLS("{\"type\":\"web_search\"}") "}" },
    { "a_custom_tool_is_refused",
      "{" A03 USER "," TOOLS("{\"type\":\"custom\",\"custom\":{\"name\":"
                             "\"sql\"}}") "}" },
    { "a_vision_model_takes_no_tools",
      "{\"model\":\"cohere/command-a-vision-07-2025\"," USER "," TWO_TOOLS
      "}" },

    /* ---- calls and results ---- */
    { "calls_keep_their_text_and_results_follow",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"Let me "
      "look.\",\"tool_calls\":[" CALL("a", "look") "," CALL(
          "b", "ask") "]}," RESULT("a",
                                   "\"r\"") "," RESULT("b",
                                                       "[" TEXT("s") "," TEXT(
                                                           "t") "]") "]}" },
    { "no_arguments_are_an_empty_object",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"a\","
      "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}"
      "]}," RESULT("a", "\"r\"") "]}" },
    { "blank_arguments_are_an_empty_object",
      "{\"model\":\"cohere/command-a-03-2025\",\"messages\":[{\"role\":\""
      "user\",\"content\":\"U\"},{\"role\":\"assistant\",\"content\":null"
      ",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":"
      "{\"name\":\"f\",\"arguments\":\" \\n\"}}]},{\"role\":\"tool\",\"to"
      "ol_call_id\":\"a\",\"content\":\"r\"}]}" },
    { "an_empty_schema_is_that_of_no_arguments",
      "{\"model\":\"cohere/command-a-03-2025\",\"tools\":[{\"type\":\"fun"
      "ction\",\"function\":{\"name\":\"f\",\"parameters\":{}}}],\"messag"
      "es\":[{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "calls_without_an_id_get_one",
      "{\"model\":\"cohere/command-a-03-2025\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}},"
      "{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
      "{\"role\":\"user\",\"content\":\"And?\"}]}" },
    { "a_custom_call_is_a_function_with_an_input",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"a\","
      "\"type\":\"custom\",\"custom\":{\"name\":\"sql\",\"input\":"
      "\"select \\\"x\\\"\"}}]}," RESULT("a", "\"r\"") "]}" },
    { "a_call_that_nothing_answers_gets_an_error",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          "a", "look") "]},"
                       "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_result_may_hold_documents",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          "a",
          "look") "]},"
                  "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_result\","
                  "\"tool_call_id\":\"a\",\"content\":["
                  "{\"type\":\"opaque\",\"item\":{\"type\":\"document\","
                  "\"document\":{"
                  "\"id\":\"1\",\"data\":{\"text\":\"t\"}}}},"
                  "{\"type\":\"opaque\",\"item\":{\"type\":\"hum\"}}]}]}]}" },
    { "an_image_in_a_result_follows_it",
      "{" PLUS "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          "a", "look") "]}," RESULT("a", "[" IMAGE(PNG) "]") "]}" },
    { "a_failed_result_is_just_text",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          "a",
          "look") "]},"
                  "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"is_error\":true,"
                  "\"content\":\"no\"}]}" },
    { "a_signature_of_another_stays_behind",
      "{" A03 "\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"a\","
      "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\","
      "\"thought_signature\":\"c2ln\"}}]}," RESULT("a", "\"r\"") "]}" },

    /* ---- structured answers ---- */
    { "a_schema_stands_without_its_wrapper",
      "{" A03 USER "," JSON_SCHEMA(NEEDS_N) "}" },
    { "json_mode_asks_for_json", "{" A03 USER "," JSON_OBJECT "}" },
    { "json_mode_adds_no_word_that_is_there",
      "{" A03 CONTENT(TEXT("In JSON, please.")) "," JSON_OBJECT "}" },
    { "beside_tools_a_schema_is_a_tool",
      "{" A03 USER "," TWO_TOOLS "," JSON_SCHEMA(NEEDS_N) "}" },
    { "beside_documents_a_schema_is_a_tool",
      "{" A03 USER "," JSON_SCHEMA(NEEDS_N) ",\"extra_body\":{\"documents\":["
                                            "\"d\"]}}" },
    { "names_of_properties_are_no_keywords",
      "{" A03 USER "," TOOLS(
          "{\"type\":\"function\",\"function\":{\"name\":"
          "\"ask\",\"strict\":true,\"parameters\":{\"type\":\"object\","
          "\"properties\":{\"not\":{\"type\":\"string\",\"default\":\"a\"},"
          "\"type\":{\"anyOf\":[{\"type\":\"string\"}]},\"required\":{\"type\":"
          "\"string\"}},\"required\":[\"not\",\"type\",\"required\"]}}}") "}" },
    { "an_object_that_requires_nothing_is_a_tool",
      "{" A03 USER "," JSON_SCHEMA(
          "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\","
          "\"properties\":{}}},\"required\":[\"a\"]}") "}" },
    { "tools_that_may_not_be_called_are_not_sent_beside_the_answers",
      "{" A03 USER "," TWO_TOOLS
      "," JSON_SCHEMA(NEEDS_N) ",\"tool_choice\":\"none\"}" },
    { "a_forced_tool_leaves_no_room_for_a_schema",
      "{" A03 USER "," TWO_TOOLS "," JSON_SCHEMA(
          NEEDS_N) ",\"tool_choice\":{\"type\":\"function\",\"function\":{"
                   "\"name\":\"ask\"}}}" },
    { "an_old_model_is_asked_to_call_the_answers_tool",
      "{" OLD USER "," TWO_TOOLS "," JSON_SCHEMA(NEEDS_N) "}" },

    /* ---- the rest ---- */
    { "sampling_has_names_of_its_own",
      "{" A03 USER ",\"temperature\":0,\"top_p\":0.5,\"top_k\":40,\"seed\":"
      "9007199254740993,\"frequency_penalty\":0.5,\"presence_penalty\":0.25,"
      "\"stop\":[\"a\",\"b\"],\"max_completion_tokens\":9,\"logprobs\":true}" },
    { "sampling_keeps_within_its_limits",
      "{" A03 USER
      ",\"temperature\":1.5,\"top_p\":1,\"top_k\":1000,\"seed\":-1,"
      "\"frequency_penalty\":-1,\"presence_penalty\":2,\"stop\":[\"a\",\"b\","
      "\"c\",\"d\",\"e\",\"f\"],\"max_tokens\":9,\"max_completion_tokens\":"
      "8}" },
    { "what_has_no_place_is_dropped",
      "{" A03 USER ",\"n\":2,\"logprobs\":true,\"top_logprobs\":2,"
      "\"logit_bias\":{\"1\":1},\"verbosity\":\"low\",\"prompt_cache_key\":"
      "\"k\",\"user\":\"u\",\"safety_identifier\":\"s\",\"service_tier\":"
      "\"flex\",\"store\":true,\"metadata\":{\"a\":\"b\"},\"mood\":1,"
      "\"stream_options\":{\"include_usage\":true}}" },
    { "a_stream_counts_by_itself",
      "{" A03 USER ",\"stream\":true,\"stream_options\":{\"include_usage\":"
      "true}}" },
    { "a_stream_that_shall_not_count_counts",
      "{" A03 USER ",\"stream\":true,\"stream_options\":{\"include_usage\":"
      "false}}" },
    { "members_of_coheres_own_go_in_extra_body",
      "{" A03 USER ",\"extra_body\":{\"safety_mode\":\"STRICT\",\"documents\":["
      "{\"id\":\"d1\",\"data\":{\"text\":\"t\"}}],\"citation_options\":{"
      "\"mode\":\"OFF\"},\"priority\":3}}" },
    { "what_is_said_twice_is_refused",
      "{" A03 USER ",\"top_p\":0.5,\"extra_body\":{\"p\":0.75}}" },
    { "a_model_that_nobody_knows_gets_what_was_said",
      "{\"model\":\"cohere/next-1\"," CONTENT(
          IMAGE(PNG)) ",\"reasoning_effort\":\"low\"}" },

    /* ---- what few say ---- */
    { "a_member_that_came_twice_is_one_thing",
      "{" A03 USER ",\"mood\":1,\"tone\":2,\"mood\":3,\"logit_bias\":{}}" },
    { "a_second_result_for_a_call_is_dropped",
      "{" A03 "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          "c1", "look") "]}," RESULT("c1",
                                     "\"one\"") "," RESULT("c1",
                                                           "\"two\"") "]}" },
    { "strictness_with_anchors_is_dropped",
      "{" A03 USER
      "," TOOLS("{\"type\":\"function\",\"function\":{\"name\":\"look\","
                "\"strict\":true,\"parameters\":{\"type\":\"object\","
                "\"properties\":{\"n\":{\"type\":\"string\",\"pattern\":"
                "\"^a+$\"}},\"required\":[\"n\"]}}}") "}" },
    { "strictness_with_a_format_of_others_is_dropped",
      "{" A03 USER
      "," TOOLS("{\"type\":\"function\",\"function\":{\"name\":\"look\","
                "\"strict\":true,\"parameters\":{\"type\":\"object\","
                "\"properties\":{\"n\":{\"type\":\"string\",\"format\":"
                "\"email\"}},\"required\":[\"n\"]}}}") "}" },
    { "a_pattern_and_a_date_may_be_strict",
      "{" A03 USER "," TOOLS(
          "{\"type\":\"function\",\"function\":{\"name\":\"look\","
          "\"strict\":true,\"parameters\":{\"type\":\"object\","
          "\"properties\":{\"n\":{\"type\":\"string\",\"pattern\":"
          "\"a+\"},\"d\":{\"anyOf\":[{\"type\":\"string\",\"format\":"
          "\"date\"},{\"type\":\"null\"}]}},\"required\":[\"n\"]}}}") "}" },
    { "an_answer_that_cannot_be_strict_undoes_strict_tools",
      "{" A03 USER "," TOOLS(STRICT_TOOL("look")) "," JSON_OBJECT "}" },
    { "an_object_that_may_be_null_requires_something_too",
      "{" A03 USER
      "," JSON_SCHEMA("{\"type\":\"object\",\"properties\":{\"o\":{\"type\":["
                      "\"object\",\"null\"],\"properties\":{\"a\":{\"type\":"
                      "\"string\"}}}},\"required\":[\"o\"]}") "}" },
    { "a_schema_that_no_tool_can_carry_is_refused",
      "{\"model\":\"cohere/command-a-vision-07-2025\"," USER
      "," JSON_SCHEMA("{\"type\":\"object\",\"properties\":{\"n\":{\"type\":"
                      "\"integer\"}}}") "}" },
    { "a_schema_that_no_tool_can_carry_may_go_into_the_prompt",
      "{\"model\":\"cohere/command-a-vision-07-2025\"," USER
      "," JSON_SCHEMA("{\"type\":\"object\",\"properties\":{\"n\":{\"type\":"
                      "\"integer\"}}}") ",\"schema_by_prompt\":true}" },
    { "json_mode_without_a_user_gets_one",
      "{" A03
      "\"messages\":[{\"role\":\"system\",\"content\":\"S\"}]," JSON_OBJECT
      "}" },
    { "adaptive_thinking_is_enabled",
      "{" PLUS USER ",\"thinking\":{\"type\":\"adaptive\"}}" },
    { "a_budget_of_nothing_is_refused",
      "{" PLUS USER ",\"thinking\":{\"type\":\"enabled\","
      "\"budget_tokens\":0}}" },
    { "thinking_of_a_model_that_does_not_is_dropped",
      "{" A03 USER ",\"thinking\":{\"type\":\"enabled\"}}" },
    { "thinking_that_is_off_anyway_is_not_said",
      "{" A03 USER ",\"thinking\":{\"type\":\"disabled\"}}" },
    { "a_name_is_escaped_in_a_pointer",
      "{" A03 "\"messages\":[{\"role\":\"user\",\"x/y\":1,\"content\":["
      "{\"type\":\"text\",\"text\":\"Hi\",\"x~y\":1}]}],\"x/~y\":1}" },
    { "what_nobody_knows_of_thinking_is_reported",
      "{\"model\":\"cohere/"
      "command-a-reasoning-08-2025\",\"max_tokens\":4000,\"thinking\":{"
      "\"type\":\"enabled\",\"budget_tokens\":2000,\"display\":\"updates\","
      "\"mood\":1},\"messages\":[{\"role\":\"user\",\"content\":\"Q\"}]}" },
    { "an_image_of_an_instruction_is_refused",
      "{" PLUS "\"messages\":[{\"role\":\"system\",\"content\":[" IMAGE(
          PNG) "]},{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "an_image_of_an_assistant_is_refused",
      "{" PLUS "\"messages\":[{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":[" IMAGE(
          PNG) "]},"
               "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "what_others_keep_closed_stays_behind",
      "{" PLUS "\"messages\":[{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"thinking_blocks\":["
      "{\"type\":\"redacted_thinking\",\"data\":\"xyz\"}],\"origin\":{"
      "\"provider\":\"anthropic\",\"account\":\"a\",\"model\":\"m\"}},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "members_and_marks_of_tools_and_results_are_dropped",
      "{" A03 "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          "c1",
          "look") "]},{\"role\":\"tool\",\"tool_call_id\":\"c1\","
                  "\"content\":\"r\",\"cache_control\":{\"type\":\"ephemeral\"}"
                  "}]," TOOLS("{\"type\":\"function\",\"function\":{\"name\":"
                              "\"look\"},"
                              "\"mood\":1,\"cache_control\":{\"type\":"
                              "\"ephemeral\"}}") "}" },
};

static const struct request_suite suite = {
    .folder = "cohere_chat/write",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
};

int main(void)
{
    return requests_run(&suite, NULL, 0);
}
