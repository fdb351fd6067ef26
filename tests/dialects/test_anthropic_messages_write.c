/* tests/dialects/test_anthropic_messages_write.c -- requests become bodies of
 * Messages: a request in the JSON dialect for each behaviour, and what it comes
 * to in tests/golden/anthropic_messages/write. */
#include "support/requests.h"

#include <stdlib.h>

#define TO(model) "{\"model\":\"" model "\","
#define MAX "\"max_tokens\":2000,"
#define HI "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
#define PLAIN(model) TO(model) MAX HI
#define CONTENT(parts)                                                         \
    "\"messages\":[{\"role\":\"user\",\"content\":[" parts "]}]"
#define SAID(role, text) "{\"role\":\"" role "\",\"content\":\"" text "\"}"
#define TEXT(text) "{\"type\":\"text\",\"text\":\"" text "\"}"
#define MARKED(text, mark)                                                     \
    "{\"type\":\"text\",\"text\":\"" text                                      \
    "\",\"cache_control\":{\"type\":\"ephemeral\"" mark "}}"
#define HOUR ",\"ttl\":\"1h\""
#define TOOL(name)                                                             \
    "{\"type\":\"function\",\"function\":{\"name\":\"" name "\"}}"
#define TWO_TOOLS "\"tools\":[" TOOL("look") "," TOOL("ask") "]"
#define NAMED(name)                                                            \
    "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"" name    \
    "\"}}"
#define CALL(id, arguments)                                                    \
    "{\"id\":\"" id "\",\"type\":\"function\",\"function\":{\"name\":"         \
    "\"look\",\"arguments\":\"" arguments "\"}}"
#define CALLS(calls)                                                           \
    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" calls "]}"
#define RESULT(id, content)                                                    \
    "{\"role\":\"tool\",\"tool_call_id\":\"" id "\",\"content\":" content "}"
#define ASKED "\"messages\":[" SAID("user", "a")
#define ROUND(id) "," CALLS(CALL(id, "{}")) "," RESULT(id, "\"b\"")
#define TWICE(id)                                                              \
    "," CALLS(CALL(id, "{}") "," CALL(id, "{}")) "," RESULT(                   \
        id, "\"c\"") "," RESULT(id, "\"d\"")
#define PNG "data:image/png;base64,iVBORw=="
#define IMAGE(url)                                                             \
    "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" url "\"}}"
#define FILE_DATA(name, data)                                                  \
    "{\"type\":\"file\",\"file\":{\"filename\":\"" name                        \
    "\",\"file_data\":\"" data "\"}}"
#define SCHEMA                                                                 \
    "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},"      \
    "\"required\":[\"n\"],\"additionalProperties\":false}"
#define FORMAT_OF(schema)                                                      \
    "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"          \
    "\"name\":\"count\",\"schema\":" schema "}}"
#define NULLABLE(name) "\"" name "\":{\"type\":[\"string\",\"null\"]}"
#define SIX(name)                                                              \
    NULLABLE(name "1")                                                         \
    "," NULLABLE(name "2") "," NULLABLE(name "3") "," NULLABLE(                \
        name "4") "," NULLABLE(name "5") "," NULLABLE(name "6")
#define JSON_OBJECT "\"response_format\":{\"type\":\"json_object\"}"
#define THOUGHT(text, signature)                                               \
    "{\"type\":\"thinking\",\"thinking\":\"" text                              \
    "\",\"signature\":\"" signature "\"}"

#define STRICT(name)                                                           \
    "{\"type\":\"function\",\"function\":{\"name\":\"" name                    \
    "\",\"strict\":true}}"
#define SEVEN_STRICT(name)                                                     \
    STRICT(name "1")                                                           \
    "," STRICT(name "2") "," STRICT(name "3") "," STRICT(name "4") "," STRICT( \
        name "5") "," STRICT(name "6") "," STRICT(name "7")

static const char accounts[] =
    "{\"accounts\":["
    "{\"name\":\"a\",\"provider\":\"anthropic\",\"api_key\":\"k\"},"
    "{\"name\":\"vx\",\"provider\":\"vertex\",\"project\":\"p\","
    "\"location\":\"us-east5\",\"access_token\":\"t\"},"
    "{\"name\":\"fd\",\"provider\":\"foundry\",\"api_key\":\"k\","
    "\"base_url\":\"https://r.services.ai.azure.com\",\"models\":{"
    "\"prod\":{\"id\":\"team\",\"base_model\":\"claude-sonnet-4-5\"}}}]}";

static const struct request_case cases[] = {
    /* ---- the surfaces ---- */
    { "calls_in_a_row_are_one_turn_with_the_results_of_both",
      TO("a/claude-sonnet-4-5") "\"messages\":[{\"role\":\"user\","
                                "\"content\":\"U\"}," CALLS(CALL("c1", "{}")) "," CALLS(CALL("c2", "{}")) ",{\"role\":\"assistant\",\"content\":\"A moment.\"}," CALLS(
                                    CALL(
                                        "c3",
                                        "{}")) "," RESULT("c2",
                                                          "\"b\"") "," RESULT("c1",
                                                                              "\"a\"") ",{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_text_is_one_string", PLAIN("a/claude-sonnet-4-6") "}" },
    { "vertex_has_the_version_in_the_body_and_no_model",
      PLAIN("vx/claude-sonnet-4-5@20250929") ",\"stream\":true}" },
    { "foundry_goes_by_the_base_model",
      PLAIN("fd/prod") ",\"reasoning_effort\":\"low\"}" },
    { "max_tokens_is_filled_from_the_facts", TO("a/claude-opus-4-1") HI "}" },
    { "the_newer_name_of_max_tokens_wins",
      TO("a/claude-opus-4-6") MAX "\"max_completion_tokens\":9," HI "}" },

    /* ---- instructions ---- */
    { "instructions_at_the_head_are_the_system_prompt",
      TO("a/claude-sonnet-4-6") MAX
      "\"messages\":["
      "{\"role\":\"system\",\"content\":[" TEXT("a") "," TEXT(" ") "]}," SAID(
          "developer", "b") "," SAID("user", "c") "]}" },
    { "later_ones_are_turns_where_the_model_takes_them",
      TO("a/claude-opus-5") MAX
      "\"messages\":[" SAID("user", "a") "," SAID("system", "b") "," SAID(
          "assistant", "c") "," SAID("system", "d") "," SAID("user",
                                                             "e") "]}" },
    { "later_ones_are_text_of_the_user_elsewhere", TO("a/claude-sonnet-5") MAX
      "\"messages\":[" SAID("user", "a") "," SAID("system", "b") "]}" },
    { "a_turn_that_vanishes_leaves_no_gap_for_them",
      TO("a/claude-opus-5") MAX "\"messages\":[" SAID("user", "a") "," SAID(
          "system", "b") "," SAID("assistant", "") "," SAID("user", "c") "]}" },
    { "instructions_alone_are_said_by_the_user", TO("a/claude-sonnet-4-6") MAX
      "\"messages\":[" SAID("system", "a") "," SAID("system", "b") "]}" },
    { "tools_may_go_in_the_middle",
      TO("a/claude-opus-5") MAX "\"messages\":[" SAID(
          "user",
          "a") ","
               "{\"role\":\"system\",\"parts\":[{\"type\":\"opaque\",\"item\":{"
               "\"type\":\"tool_removal\",\"tool\":{\"type\":\"tool_"
               "reference\","
               "\"name\":\"f\"}}}]}]}" },
    { "an_item_is_an_object", TO("a/claude-opus-5") MAX
      "\"messages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"opaque\","
      "\"item\":[1]}]}]}" },
    { "an_instruction_is_text_alone", TO("a/claude-sonnet-4-6") MAX
      "\"messages\":["
      "{\"role\":\"system\",\"content\":[" IMAGE(PNG) "]}," SAID("user",
                                                                 "c") "]}" },

    /* ---- turns ---- */
    { "neighbours_of_one_role_are_one_turn", TO("a/claude-sonnet-4-6") MAX
      "\"messages\":[" SAID("user", "a") "," SAID("user", "b") "," SAID(
          "assistant", "c") "," SAID("assistant", "d") "," SAID("user",
                                                                "e") "]}" },
    { "blank_text_is_left_out",
      TO("a/claude-sonnet-4-6") MAX "\"messages\":[" SAID("user", "a") "," SAID(
          "assistant", "") "," SAID("user", " \\n") "]}" },
    { "a_result_of_white_space_has_no_content",
      "{\"model\":\"a/claude-sonnet-4-6\",\"max_tokens\":2000,\"tools\":[{"
      "\"type\":\"function\",\"function\":{\"name\":\"look\"}}],\"messages"
      "\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\""
      "content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":"
      "\"tool\",\"tool_call_id\":\"c1\",\"content\":\" \\n\"}]}" },
    { "white_space_in_a_result_goes_with_its_mark",
      TO("a/claude-sonnet-4-6") MAX "\"tools\":[" TOOL(
          "look") "]," ASKED
                  "," CALLS(CALL("c1", "{}")) "," RESULT(
                      "c1", "[" MARKED(" ", "") "," TEXT("b") "]") "]}" },
    { "a_message_of_nothing_is_missed",
      "{\"model\":\"anthropic/claude-opus-4-6\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":\"\"},"
      "{\"role\":\"user\",\"content\":\"And?\"}]}" },
    { "nothing_but_blanks_is_refused",
      TO("a/claude-sonnet-4-6") MAX "\"messages\":[" SAID("user", " ") "]}" },
    { "a_summary_stands_first", TO("a/claude-opus-5") MAX
      "\"messages\":[{\"role\":\"assistant\",\"parts\":[{\"type\":"
      "\"opaque\",\"item\":{\"type\":\"compaction\",\"content\":\"s\","
      "\"signature\":\"c2ln\"}}]}," SAID("user", "b") "]}" },
    { "an_assistant_does_not_begin", TO("a/claude-sonnet-4-6") MAX
      "\"messages\":[" SAID("assistant", "a") "," SAID("user", "b") "]}" },
    { "an_old_model_continues_an_assistant", TO("a/claude-sonnet-4-5") MAX
      "\"messages\":[" SAID("user", "a") "," SAID("assistant", "b \\n") "]}" },
    { "a_new_model_refuses_to", TO("a/claude-opus-4-6") MAX
      "\"messages\":[" SAID("user", "a") "," SAID("assistant", "b") "]}" },
    { "but_goes_on_with_what_another_declined_to_finish",
      TO("a/claude-opus-5") MAX "\"messages\":[" SAID("user", "a") "," SAID(
          "assistant",
          "b ") "],"
                "\"extra_body\":{\"fallback_credit_token\":\"t\"}}" },
    { "so_does_an_old_one_that_thinks", TO("a/claude-sonnet-4-5") MAX
      "\"reasoning_effort\":\"low\","
      "\"messages\":[" SAID("user", "a") "," SAID("assistant", "b") "]}" },
    { "or_that_owes_json",
      TO("a/claude-sonnet-4-5") MAX FORMAT_OF(SCHEMA) ",\"messages\":[" SAID(
          "user", "a") "," SAID("assistant", "b") "]}" },
    { "a_turn_that_paused_goes_on",
      TO("a/claude-opus-4-8") MAX "\"messages\":[" SAID(
          "user", "a") ","
                       "{\"role\":\"assistant\",\"parts\":[" TEXT(
                           "b") ",{\"type\":\"opaque\","
                                "\"item\":{\"type\":\"server_tool_use\",\"id\":"
                                "\"s\",\"name\":\"web\","
                                "\"input\":{\"q\":9007199254740993}}}]}]}" },
    { "a_turn_that_ends_in_text_is_a_prefill",
      TO("a/claude-opus-4-8") MAX "\"messages\":[" SAID(
          "user", "a") ","
                       "{\"role\":\"assistant\",\"parts\":[{\"type\":"
                       "\"opaque\",\"item\":{"
                       "\"type\":\"server_tool_use\",\"id\":\"s\"}}," TEXT(
                           "b") "]}]}" },
    { "an_instruction_may_follow_a_search",
      TO("a/claude-opus-5") MAX "\"messages\":[" SAID(
          "user",
          "a") ","
               "{\"role\":\"assistant\",\"parts\":[{\"type\":\"opaque\","
               "\"item\":{"
               "\"type\":\"web_search_tool_result\",\"tool_use_id\":\"s\","
               "\"content\":[]}}]}," SAID("system", "b") "]}" },
    { "what_an_answer_cannot_hold_is_dropped",
      TO("a/claude-opus-4-6") MAX "\"messages\":[" SAID(
          "user",
          "a") ","
               "{\"role\":\"assistant\",\"parts\":[" IMAGE(PNG) "," TEXT(
                   "b") "]},"
                        "{\"role\":\"assistant\",\"content\":null,\"audio\":{"
                        "\"id\":\"x\"}},"
                        "{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "names_and_unknown_members_are_dropped", TO("a/claude-sonnet-4-6") MAX
      "\"messages\":[{\"role\":\"user\","
      "\"name\":\"ann\",\"x_trace\":1,\"content\":\"a\"}]}" },
    { "unknown_members_are_named_with_escapes", TO("a/claude-sonnet-4-6") MAX
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
      "\"text\":\"a\",\"x/y\":1}]}]}" },
    { "details_of_anothers_thoughts_do_not_go_in_silence",
      TO("a/claude-sonnet-4-6") MAX "\"messages\":[" SAID(
          "user", "a") ",{\"role\":\"assistant\","
                       "\"content\":\"b\",\"reasoning_details\":[{\"type\":"
                       "\"reasoning.encrypted\",\"data\":\"x\"}],\"origin\":{"
                       "\"provider\":\"openrouter\",\"account\":\"o\","
                       "\"model\":\"p/m\"}}," SAID("user", "c") "]}" },
    { "pictures_that_another_made_do_not_go_in_silence",
      TO("a/claude-sonnet-4-6") MAX "\"messages\":[" SAID(
          "user", "a") ",{\"role\":\"assistant\","
                       "\"content\":\"b\",\"images\":[{\"type\":\"image_url\","
                       "\"image_url\":{\"url\":\"data:image/"
                       "png;base64,AA==\"}}]}," SAID("user", "c") "]}" },
    { "members_that_the_vendor_does_not_take_stay_behind",
      TO("a/claude-sonnet-4-6") MAX
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"defer_loading\":true,\"x_mark\":1}],\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"text\",\"text\":\"a\",\"x_mark\":1},"
      "{\"type\":\"file\",\"file\":{\"filename\":\"a.txt\",\"file_data\":"
      "\"data:text/plain;base64,aGk=\"},\"title\":\"A\",\"context\":null,"
      "\"citations\":{\"enabled\":true},\"source\":{}}]},{\"role\":"
      "\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":"
      "\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"},"
      "\"caller\":{\"type\":\"code_execution_20250825\",\"tool_id\":"
      "\"srvtoolu_1\"}}]}," RESULT("c1", "\"b\"") "]}" },
    { "an_id_that_comes_again_is_told_apart",
      TO("a/claude-opus-5") MAX ASKED ROUND("c0") ROUND("c0") ROUND("c:1")
          ROUND("c:1") "]}" },
    { "and_so_it_is_within_a_turn",
      TO("a/claude-opus-5") MAX ASKED TWICE("c0") ROUND("c0") "]}" },
    { "a_result_says_of_which_set_its_tool_is", TO("a/claude-opus-5") MAX
      "\"tools\":[{\"type\":\"computer_toolset_20260801\"}],\"messages\":["
      "" SAID("user",
              "a") ",{\"role\":\"assistant\",\"tool_calls\":[{"
                   "\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":"
                   "\"wait\",\"arguments\":\"{}\"},\"toolset_name\":"
                   "\"computer\"}]},"
                   "" RESULT("c1", "\"b\"") "]}" },
    { "but_for_those_that_it_is_known_to_have_said",
      TO("a/claude-sonnet-4-6") MAX "\"messages\":[" SAID(
          "user",
          "a") ",{\"role\":\"assistant\",\"origin\":{\"provider\":"
               "\"anthropic\",\"account\":\"a\"},\"content\":[{\"type\":"
               "\"text\",\"text\":\"b\",\"x_mark\":1}]}," SAID("user",
                                                               "c") "]}" },
    { "a_refusal_and_a_transcript_are_text",
      TO("a/claude-sonnet-4-6") MAX "\"messages\":[" SAID(
          "user",
          "a") ","
               "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\"}"
               "," SAID("user",
                        "b") ",{\"role\":\"assistant\",\"content\":null,"
                             "\"audio\":{\"id\":\"x\",\"transcript\":\"Said.\"}"
                             "}," SAID("user", "c") "]}" },

    /* ---- attachments ---- */
    { "images_stand_where_they_stood",
      TO("a/claude-sonnet-4-6") MAX CONTENT(TEXT("a") "," IMAGE(PNG) "," TEXT(
          "b") ","
               "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/i\","
               "\"detail\":\"high\"}}") "}" },
    { "base64_goes_in_one_line",
      TO("a/claude-sonnet-4-6") MAX CONTENT(
          IMAGE("data:image/png;base64,iVBO\\r\\nRw==\\r\\n")) "}" },
    { "jpg_is_jpeg", TO("vx/claude-opus-4-6")
                         MAX CONTENT(IMAGE("data:image/jpg;base64,/9j/")) "}" },
    { "a_bitmap_is_refused", TO("a/claude-sonnet-4-6") MAX CONTENT(
                                 IMAGE("data:image/bmp;base64,Qk0=")) "}" },
    { "vertex_takes_no_address",
      TO("vx/claude-opus-4-6") MAX CONTENT(IMAGE("https://x/i.png")) "}" },
    { "vertex_takes_no_file_id",
      TO("vx/claude-opus-4-6") MAX CONTENT(
          "{\"type\":\"file\",\"file\":{\"file_id\":\"file_1\"}}") "}" },
    { "sound_is_refused",
      TO("a/claude-sonnet-4-6") MAX CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AA==\","
          "\"format\":\"wav\"}}") "}" },
    { "film_is_refused", TO("a/claude-sonnet-4-6") MAX CONTENT(
                             IMAGE("data:video/mp4;base64,AA==")) "}" },
    { "a_pdf_is_a_document",
      TO("a/claude-sonnet-4-6") MAX CONTENT(
          FILE_DATA("r.pdf", "data:application/pdf;base64,JVBERg==")) "}" },
    { "a_pdf_by_its_address",
      TO("a/claude-sonnet-4-6") MAX CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/p\","
          "\"mime_type\":\"application/pdf\"}}") "}" },
    { "a_text_file_is_its_text",
      TO("a/claude-sonnet-4-6") MAX CONTENT(
          FILE_DATA("n.txt", "data:text/plain;base64,endlaSBcIsO8Igo=")) "}" },
    { "no_name_is_no_title", TO("a/claude-sonnet-4-6") MAX CONTENT(FILE_DATA(
                                 "", "data:text/plain;base64,aGk=")) "}" },
    { "a_text_that_is_not_utf8",
      TO("a/claude-sonnet-4-6")
          MAX CONTENT(FILE_DATA("n.txt", "data:text/plain;base64,/w==")) "}" },
    { "a_text_that_is_not_base64",
      TO("a/claude-sonnet-4-6")
          MAX CONTENT(FILE_DATA("n.txt", "data:text/plain;base64,a")) "}" },
    { "a_document_is_looked_at_in_one_way",
      TO("a/claude-sonnet-4-6")
          MAX CONTENT("{\"type\":\"image_url\",\"image_url\":{\"url\":\"https:/"
                      "/e.example/"
                      "a.pdf\",\"mime_type\":\"application/"
                      "pdf\",\"detail\":\"high\"}},"
                      "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https:/"
                      "/e.example/"
                      "b.pdf\",\"mime_type\":\"application/"
                      "pdf\",\"detail\":\"auto\"}}") "}" },
    { "other_documents_are_refused",
      TO("a/claude-sonnet-4-6") MAX CONTENT(
          FILE_DATA("x.zip", "data:application/zip;base64,UEs=")) "}" },
    { "a_file_that_the_vendor_stores",
      TO("a/claude-sonnet-4-6")
          MAX CONTENT("{\"type\":\"file\",\"file\":{\"file_id\":\"file_1\"},"
                      "\"citations\":{\"enabled\":true}}") "}" },

    /* ---- tools ---- */
    { "a_function_has_an_input_schema",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[" TOOL(
          "now") ",{\"type\":\"function\",\"function\":{\"name\":\"f\","
                 "\"description\":"
                 "\"d\",\"parameters\":{\"type\":\"object\",\"properties\":{"
                 "\"n\":"
                 "{\"type\":\"integer\",\"maximum\":9007199254740993}}}},"
                 "\"eager_input_streaming\":true}]}" },
    { "arguments_are_an_object",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":\"function\","
                                   "\"function\":{\"name\":\"f\","
                                   "\"parameters\":{}}},{\"type\":"
                                   "\"function\",\"function\":{\"name\":\"g\","
                                   "\"parameters\":"
                                   "{\"properties\":{\"a\":{}}}}}]}" },
    { "arguments_that_may_be_null_are_an_object",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":\"function\","
                                   "\"function\":{\"name\":\"f\","
                                   "\"parameters\":{\"type\":[\"object\","
                                   "\"null\"],\"properties\":{}}}}]}" },
    { "arguments_that_are_no_object_are_refused",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":\"function\","
                                   "\"function\":{\"name\":\"f\","
                                   "\"parameters\":{\"type\":"
                                   "\"array\"}}}]}" },
    { "a_strict_tool_is_compiled",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":\"function\","
                                   "\"function\":{\"name\":\"f\",\"strict\":"
                                   "true,\"parameters\":{\"type\":"
                                   "\"object\",\"properties\":{\"n\":{\"type\":"
                                   "\"integer\",\"minimum\":1,"
                                   "\"description\":\"How "
                                   "many\"}},\"required\":[\"n\"]}}}]}" },
    { "an_old_model_compiles_nothing",
      PLAIN("a/claude-opus-4-1") ",\"tools\":[{\"type\":\"function\","
                                 "\"function\":{\"name\":\"f\",\"strict\":true}"
                                 "}]}" },
    { "twenty_tools_are_compiled",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[" SEVEN_STRICT(
          "a") "," SEVEN_STRICT("b") "," SEVEN_STRICT("c") "]}" },
    { "a_custom_tool_has_one_text",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":\"custom\","
                                   "\"custom\":{\"name\":\"run\","
                                   "\"description\":\"d\"}}]}" },
    { "a_tool_of_the_vendor_goes_as_it_is",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":"
                                   "\"web_search_20250305\",\"name\":\"web_"
                                   "search\",\"max_uses\":3}]}" },
    { "auto_is_said",
      PLAIN("a/claude-sonnet-4-6") "," TWO_TOOLS ",\"tool_choice\":\"auto\"}" },
    { "none_keeps_the_definitions",
      PLAIN("a/claude-sonnet-4-6") "," TWO_TOOLS ",\"tool_choice\":\"none\","
                                   "\"parallel_tool_calls\":false}" },
    { "required_is_any",
      PLAIN("a/claude-opus-5") "," TWO_TOOLS ",\"tool_choice\":\"required\","
                               "\"reasoning_effort\":\"low\"}" },
    { "one_call_of_one_tool",
      PLAIN("a/claude-opus-4-6") "," TWO_TOOLS "," NAMED(
          "ask") ",\"parallel_tool_calls\":false}" },
    { "one_call_at_a_time",
      PLAIN("a/claude-opus-4-6") "," TWO_TOOLS
                                 ",\"parallel_tool_calls\":false}" },
    { "only_allowed_tools_are_sent",
      PLAIN("a/claude-opus-4-6") "," TWO_TOOLS ",\"tool_choice\":{\"type\":"
                                 "\"allowed_tools\",\"allowed_tools\":{"
                                 "\"mode\":\"required\",\"tools\":[" TOOL(
                                     "ask") "]}}}" },
    { "a_new_model_cannot_be_forced",
      PLAIN("a/claude-opus-5-5") "," TWO_TOOLS "," NAMED("ask") "}" },
    { "nor_to_choose_among_some",
      PLAIN("a/claude-opus-5-5") "," TWO_TOOLS ",\"tool_choice\":{\"type\":"
                                 "\"allowed_tools\",\"allowed_tools\":{"
                                 "\"mode\":\"required\",\"tools\":[" TOOL(
                                     "ask") "]}}}" },
    { "nor_one_that_thinks_on_a_budget",
      PLAIN("a/claude-sonnet-4-5") "," TWO_TOOLS
                                   ",\"tool_choice\":\"required\",\"reasoning_"
                                   "effort\":\"low\"}" },
    { "switches_of_tools_need_tools",
      PLAIN("a/claude-sonnet-4-6") ",\"tool_choice\":\"auto\",\"parallel_tool_"
                                   "calls\":false}" },

    /* ---- calls and results ---- */
    { "results_share_a_turn_and_come_first",
      TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(CALL(
          "c1",
          "{\\\"n\\\":"
          "1}") "," CALL("c2",
                         "")) "," RESULT("c1",
                                         "\"one\"") "," RESULT("c2",
                                                               "[" TEXT(
                                                                   "two") "]") "," SAID("use"
                                                                                        "r",
                                                                                        "b") "]}" },
    { "a_result_of_several_parts", TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(CALL("c1", "{}") "," CALL(
          "c2",
          "{}")) ","
                 "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_result\","
                 "\"tool_call_id\":\"c1\",\"content\":[" TEXT("see") "," IMAGE(
                     PNG) ","
                          "{\"type\":\"opaque\",\"item\":{\"type\":\"tool_"
                          "reference\","
                          "\"tool_name\":\"f\"}}]}]},"
                          "{\"role\":\"tool\",\"tool_call_id\":\"c2\","
                          "\"content\":\"\","
                          "\"is_error\":true}]}" },
    { "arguments_that_are_no_object_are_wrapped",
      TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(
          CALL("c1", "{\\\"n\\\":") "," CALL(
              "c2", "[1]")) "," RESULT("c1",
                                       "\"x\"") "," RESULT("c2",
                                                           "\"y\"") "]}" },
    { "a_call_that_nothing_answers_gets_an_error",
      TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(CALL("c1", "{}") "," CALL(
          "c2",
          "{}")) "," RESULT("c2",
                            "\"y\"") "," SAID("user",
                                              "b") "," CALLS(CALL("c3",
                                                                  "{}")) "]}" },
    { "so_does_the_second_of_one_id", TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(CALL("c1", "{}") "," CALL(
          "c1", "{}")) "," RESULT("c1", "\"y\"") "," SAID("user", "b") "]}" },
    { "calls_of_two_messages_are_answered_behind_both",
      TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(CALL("c1", "{}")) "," CALLS(
          CALL("c2", "{}") "," CALL(
              "c3", "{}")) "," RESULT("c1", "\"x\"") "," RESULT("c2",
                                                                "\"y\"") "]}" },
    { "foreign_ids_are_made_valid", TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(CALL("f:0", "{}") "," CALL(
          "f.0", "{}")) "," RESULT("f:0", "\"x\"") "," RESULT("f.0",
                                                              "\"y\"") "]}" },
    { "a_history_with_calls_has_their_definitions",
      TO("a/claude-sonnet-4-6") MAX
      "\"messages\":[" SAID("user", "a") "," CALLS(CALL("c1", "{}") "," CALL(
          "c2", "{}")) "," RESULT("c1", "\"x\"") "," RESULT("c2",
                                                            "\"y\"") "]}" },
    { "a_custom_call_has_one_text", TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(
          "{\"id\":\"c1\",\"type\":\"custom\","
          "\"custom\":{\"name\":\"run\",\"input\":"
          "\"ls\"}}") "," RESULT("c1", "\"x\"") "]}" },
    { "signatures_of_others_stay", TO("a/claude-sonnet-4-6") MAX TWO_TOOLS
      ",\"messages\":[" SAID("user", "a") "," CALLS(
          "{\"id\":\"c1\",\"type\":\"function\","
          "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}"
          ","
          "\"provider_specific_fields\":{\"thought_signature\":"
          "\"s\"}}") "," RESULT("c1", "\"x\"") "]}" },

    /* ---- thinking that goes back ---- */
    { "thinking_goes_back_byte_for_byte",
      TO("a/claude-opus-4-6") MAX TWO_TOOLS ",\"messages\":[" SAID(
          "user",
          "a") ",{\"role\":\"assistant\",\"content\":\"b\","
               "\"thinking_blocks\":[" THOUGHT(
                   " x\\n",
                   "Eq/+==") ","
                             "{\"type\":\"redacted_thinking\",\"data\":\"Em/"
                             "+==\"}," THOUGHT(
                                 "", "Es==") "],\"tool_calls\":"
                                             "[" CALL("c1", "{}") "]}," RESULT(
                                                 "c1", "\"x\"") "]}" },
    { "thinking_without_a_signature_is_dropped",
      TO("a/claude-opus-4-6") MAX "\"messages\":[" SAID(
          "user", "a") ","
                       "{\"role\":\"assistant\",\"content\":\"b\",\"thinking_"
                       "blocks\":[" THOUGHT("x", "") "]}," SAID(
                           "user", "c") ","
                                        "{\"role\":\"assistant\",\"content\":"
                                        "\"d\",\"reasoning_content\":"
                                        "\"y\"}," SAID("user", "e") "]}" },
    { "thinking_of_another_account_is_dropped",
      TO("a/claude-opus-4-6") MAX "\"messages\":[" SAID(
          "user",
          "a") ","
               "{\"role\":\"assistant\",\"parts\":[" THOUGHT(
                   "x", "Eq==") ",{\"type\":"
                                "\"opaque\",\"item\":{}},{\"type\":\"text\","
                                "\"text\":\"b\","
                                "\"citations\":[{\"i\":1}]}],\"origin\":{"
                                "\"provider\":\"anthropic\","
                                "\"account\":\"b\"}}," SAID("user", "c") "]}" },
    { "thinking_of_another_maker_is_dropped",
      TO("vx/claude-opus-4-6") MAX "\"messages\":[" SAID(
          "user",
          "a") ","
               "{\"role\":\"assistant\",\"content\":\"b\",\"thinking_blocks\":"
               "[" THOUGHT(
                   "x",
                   "Eq==") "],\"origin\":{\"provider\":\"vertex\","
                           "\"account\":\"vx\",\"model\":\"gemini-3\"}}," SAID(
                               "user", "c") "]}" },
    { "a_turn_does_not_end_in_thinking",
      TO("a/claude-opus-4-6") MAX "\"messages\":[" SAID(
          "user", "a") ","
                       "{\"role\":\"assistant\",\"content\":null,\"thinking_"
                       "blocks\":[" THOUGHT("x", "Eq==") "]}," SAID("user",
                                                                    "b") "]}" },
    { "citations_go_back_to_their_maker",
      TO("a/claude-opus-4-6") MAX "\"messages\":[" SAID(
          "user", "a") ","
                       "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\","
                       "\"text\":\"b\","
                       "\"citations\":[{\"i\":1}]}]}," SAID("user", "c") "]}" },

    /* ---- thinking that is asked for ---- */
    { "a_level_is_a_budget_on_older_models",
      TO("a/claude-sonnet-4-5") "\"max_tokens\":4999,"
                                "\"reasoning_effort\":\"medium\","
                                "\"temperature\":0.3,\"top_p\":0.97,"
                                "\"top_k\":5," HI "}" },
    { "opus_4_5_has_words_for_it_too",
      PLAIN("a/claude-opus-4-5") ",\"reasoning_effort\":\"max\"}" },
    { "a_budget_needs_room",
      TO("a/claude-sonnet-4-5") "\"max_tokens\":1024,"
                                "\"reasoning_effort\":\"low\"," HI "}" },
    { "none_is_nothing_on_a_budget",
      PLAIN("a/claude-sonnet-4-5") ",\"reasoning_effort\":\"none\"}" },
    { "a_level_is_adaptive_on_newer_models",
      PLAIN("a/claude-opus-4-8") ",\"reasoning_effort\":\"xhigh\"}" },
    { "a_level_that_is_missing_is_the_nearest",
      PLAIN("a/claude-sonnet-4-6") ",\"reasoning_effort\":\"xhigh\"}" },
    { "none_is_said_where_it_can_be",
      PLAIN("a/claude-haiku-5-5") ",\"reasoning_effort\":\"none\"}" },
    { "a_budget_is_adaptive_where_there_is_none",
      "{\"model\":\"a/claude-opus-4-8\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\":\"enabl"
      "ed\",\"budget_tokens\":2000}}" },
    { "adaptive_is_a_budget_where_there_is_no_other",
      "{\"model\":\"a/claude-sonnet-4-5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\":\"ada"
      "ptive\"}}" },
    { "disabled_is_the_least_where_thinking_cannot_stop",
      "{\"model\":\"a/claude-opus-5-5\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\":\"disab"
      "led\"}}" },
    { "disabled_is_between_tools_on_sonnet_5_5",
      "{\"model\":\"a/claude-sonnet-5-5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\":\"dis"
      "abled\"}}" },
    { "between_tools_is_disabled_elsewhere",
      "{\"model\":\"a/claude-opus-5\",\"messages\":[{\"role\":\"user\",\"co"
      "ntent\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\":\"between"
      "_tools\"}}" },
    { "a_budget_below_the_least_is_the_least",
      "{\"model\":\"a/claude-opus-4-1\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\":\"enabl"
      "ed\",\"budget_tokens\":500}}" },
    { "a_budget_above_the_limit_is_refused",
      "{\"model\":\"a/claude-opus-4-1\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\":\"enabl"
      "ed\",\"budget_tokens\":5000}}" },
    { "so_it_is_where_thinking_does_not_begin_anew_between_calls",
      PLAIN("a/claude-haiku-4-5") "," TWO_TOOLS ",\"thinking\":{\"type\":"
                                  "\"enabled\",\"budget_tokens\":5000}}" },
    { "thinking_of_a_model_without_any_is_dropped",
      "{\"model\":\"a/claude-3-5-haiku-latest\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\""
      ":\"enabled\",\"budget_tokens\":2000}}" },
    { "too_cold_is_as_cold_as_can_be",
      PLAIN("a/claude-sonnet-4-6") ",\"temperature\":-1}" },
    { "a_usual_top_p_gives_way",
      PLAIN("a/claude-sonnet-4-5") ",\"temperature\":0.5,\"top_p\":1}" },
    { "no_sampling_while_it_thinks_as_it_sees_fit",
      PLAIN("a/claude-opus-4-6") ",\"reasoning_effort\":\"low\","
                                 "\"temperature\":0.5,\"top_p\":0.9,"
                                 "\"top_k\":5}" },
    { "older_models_take_both_of_temperature_and_top_p",
      "{\"model\":\"a/claude-3-7-sonnet-20250219\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Q\"}],\"max_tokens\":4000,\"temperature\":1,"
      "\"top_p\":0.9}" },
    { "a_second_result_of_a_call_is_dropped",
      "{\"model\":\"a/claude-opus-4-8\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"tool_cal"
      "ls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\""
      "look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":"
      "\"c1\",\"content\":\"1\"},{\"role\":\"tool\",\"tool_call_id\":\"c1\""
      ",\"content\":\"2\"}],\"max_tokens\":4000,\"tools\":[{\"type\":\"func"
      "tion\",\"function\":{\"name\":\"look\"}}]}" },
    { "a_result_of_an_older_call_is_dropped",
      "{\"model\":\"a/claude-opus-4-8\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"tool_cal"
      "ls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\""
      "look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":"
      "\"c1\",\"content\":\"1\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c2\",\"type\":\"function\",\"function\":{"
      "\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool"
      "_call_id\":\"c1\",\"content\":\"2\"}],\"max_tokens\":4000,\"tools\":"
      "[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}" },
    { "a_name_that_a_model_made_up_is_cleaned",
      "{\"model\":\"a/claude-opus-4-8\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"tool_cal"
      "ls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\""
      "look up!\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_i"
      "d\":\"c1\",\"content\":\"1\"}],\"max_tokens\":4000}" },
    { "a_tool_with_a_name_that_nobody_may_have_is_refused",
      "{\"model\":\"a/claude-opus-4-8\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"}],\"max_tokens\":4000,\"tools\":[{\"type\":\"functio"
      "n\",\"function\":{\"name\":\"look up!\"}}]}" },
    { "an_empty_id_is_one_on_both_sides",
      "{\"model\":\"a/claude-opus-4-8\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"tool_cal"
      "ls\":[{\"id\":\"\",\"type\":\"function\",\"function\":{\"name\":\"lo"
      "ok\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\""
      "\",\"content\":\"1\"}],\"max_tokens\":4000,\"tools\":[{\"type\":\"fu"
      "nction\",\"function\":{\"name\":\"look\"}}]}" },
    { "an_answer_by_tool_is_an_object",
      PLAIN("a/claude-opus-4-1") ",\"response_format\":{\"type\":"
                                 "\"json_schema\",\"json_schema\":{"
                                 "\"name\":\"n\",\"schema\":{\"type\":"
                                 "\"array\",\"items\":{\"type\":"
                                 "\"string\"}}}}}" },
    { "a_prefill_does_not_go_with_an_answer_by_tool",
      "{\"model\":\"a/claude-opus-4-1\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"Q\"},{\"role\":\"assistant\",\"content\":\"A\"}],\"max_t"
      "okens\":4000,\"response_format\":{\"type\":\"json_object\"}}" },
    { "none_is_between_tools_on_sonnet_5_5",
      PLAIN("a/claude-sonnet-5-5") ",\"reasoning_effort\":\"none\"}" },
    { "none_is_the_least_where_thinking_cannot_stop",
      PLAIN("a/claude-fable-5") ",\"reasoning_effort\":\"none\"}" },
    { "an_effort_of_a_model_that_does_not_think",
      PLAIN("a/claude-3-5-haiku-latest") ",\"reasoning_effort\":\"low\"}" },
    { "the_callers_own_thinking_goes_as_it_is",
      PLAIN("a/claude-opus-5-5") ",\"reasoning_effort\":\"low\",\"thinking\":"
                                 "{\"type\":\"adaptive\",\"display\":"
                                 "\"updates\",\"block_binding\":"
                                 "{\"prefix_mismatch_behavior\":\"drop_block\"}"
                                 "}}" },
    { "between_tools_is_nothing_on_a_budget",
      PLAIN("a/claude-sonnet-4-5") ",\"thinking\":{\"type\":"
                                   "\"between_tools\"}}" },
    { "members_of_thinking_need_thinking",
      PLAIN("a/claude-opus-4-8") ",\"thinking\":{\"type\":\"disabled\","
                                 "\"budget_tokens\":2000,"
                                 "\"display\":\"omitted\"}}" },
    { "between_tools_has_no_members",
      PLAIN("a/claude-sonnet-5-5") ",\"thinking\":{\"type\":"
                                   "\"between_tools\",\"block_binding\":{}}}" },
    { "nor_has_what_is_not_sent",
      PLAIN("a/claude-3-5-haiku-latest") ",\"thinking\":{\"type\":"
                                         "\"adaptive\",\"new\":1}}" },
    { "of_a_model_that_nobody_knows_the_caller_knows_more",
      PLAIN("a/house-model") ",\"thinking\":{\"type\":\"enabled\","
                             "\"budget_tokens\":500},\"temperature\":0.5}" },
    { "a_budget_has_to_be_said",
      PLAIN("a/claude-sonnet-4-5") ",\"thinking\":{\"type\":\"enabled\"}}" },
    { "disabled_is_said",
      PLAIN("a/claude-opus-5") ",\"thinking\":{\"type\":\"disabled\"}}" },

    /* ---- structured answers ---- */
    { "a_schema_is_native", PLAIN("a/claude-opus-4-8") "," FORMAT_OF(
                                SCHEMA) ",\"reasoning_effort\":\"high\"}" },
    { "a_schema_has_no_description",
      PLAIN(
          "a/claude-opus-4-8") ",\"response_format\":{\"type\":"
                               "\"json_schema\",\"json_schema\":{\"name\":"
                               "\"n\",\"description\":\"d\",\"schema\":" SCHEMA
                               "}}}" },
    { "a_schema_loses_what_the_compiler_refuses",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"additionalProperties\":true,\"properties\":{"
          "\"a\":{\"type\":\"string\",\"description\":\"say \\\"a\\\"\","
          "\"minLength\":1,\"pattern\":\"^(?=x)\",\"format\":\"regex\"},"
          "\"b\":{\"oneOf\":[{\"type\":\"string\",\"pattern\":\"^x$\","
          "\"format\":\"date\"},{\"type\":\"null\"}]},"
          "\"c\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":"
          "[\"object\",\"null\"]}},"
          "\"d\":{\"type\":\"array\",\"minItems\":2,\"maxItems\":3},"
          "\"e\\\"\":{\"$ref\":\"#/$defs/e\"},"
          "\"f\":{\"enum\":[9007199254740993],\"default\":0}},"
          "\"required\":[\"a\"],\"$defs\":{\"e\":{\"type\":\"object\","
          "\"properties\":{}}}}") "}" },
    { "a_schema_that_refers_to_itself_is_asked_for_by_a_tool",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"properties\":{\"t\":{\"$ref\":"
          "\"#/$defs/tree\"}},\"$defs\":{\"tree\":{\"type\":\"object\","
          "\"properties\":{\"left\":{\"$ref\":\"#/$defs/tree\"}}}}}") "}" },
    { "a_schema_elsewhere_is_asked_for_by_a_tool",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"properties\":{\"t\":{\"$ref\":"
          "\"https://x/s.json\"}}}") "}" },
    { "the_wish_for_an_answer_by_tool_stays_behind_the_users_words",
      TO("a/claude-opus-5-5") MAX TWO_TOOLS
      "," JSON_OBJECT ",\"messages\":[" SAID(
          "user",
          "a") ",{\"role\":\"assistant\",\"content\":"
               "\"b\",\"thinking_blocks\":[" THOUGHT("x", "Eq==") "]}," SAID(
                   "user",
                   "c") ",{\"role\":\"assistant\",\"content\":null,\"thinking_"
                        "blocks\":[" THOUGHT(
                            "y",
                            "Er==") "],\"tool_calls\":"
                                    "[" CALL("c1",
                                             "{}") "]}"
                                                   "," RESULT("c1",
                                                              "\"d\"") "]}" },
    { "or_behind_results_but_never_behind_an_instruction",
      "{\"model\":\"a/claude-opus-5-5\",\"max_tokens\":2000,\"response_form"
      "at\":{\"type\":\"json_object\"},\"messages\":[{\"role\":\"assistant"
      "\",\"content\":\"a\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"ro"
      "le\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"b\"},{\"role\":"
      "\"system\",\"content\":\"c\"}]}" },
    { "an_answer_that_cites_is_asked_for_by_a_tool",
      TO("a/claude-opus-4-6") MAX CONTENT(
          "{\"type\":\"file\",\"file\":{\"filename\":\"a.txt\",\"file_data\":"
          "\"data:text/plain;base64,aGk=\"},\"citations\":{\"enabled\":"
          "true}}") "," FORMAT_OF(SCHEMA) "}" },
    { "an_object_that_was_open_is_closed",
      PLAIN("a/claude-opus-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":"
          "true}") "}" },
    { "a_map_is_asked_for_by_a_tool",
      PLAIN("a/claude-opus-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"additionalProperties\":{\"type\":"
          "\"integer\"}}") "}" },
    { "a_choice_among_objects_is_asked_for_by_a_tool",
      PLAIN("a/claude-opus-4-6") "," FORMAT_OF("{\"enum\":[{\"n\":1}]}") "}" },
    { "schemas_joined_by_reference_are_asked_for_by_a_tool",
      PLAIN("a/claude-opus-4-6") "," FORMAT_OF(
          "{\"allOf\":[{\"$ref\":\"#/$defs/n\"}],\"$defs\":{\"n\":{\"type\":"
          "\"object\"}}}") "}" },
    { "a_schema_without_types_is_asked_for_by_a_tool",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"properties\":{\"a\":{}}}") "}" },
    { "a_schema_with_too_many_unions_is_asked_for_by_a_tool",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"properties\":{" SIX("a") "," SIX("b") "," SIX(
              "c") "}}") "}" },
    { "a_choice_that_may_be_none_is_compiled_without_types",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"properties\":{\"size\":{\"type\":[\"string\","
          "\"null\"],\"enum\":[\"small\",null]}},\"required\":[\"size\"],"
          "\"additionalProperties\":false}") "}" },
    { "what_has_a_title_alone_is_not_compiled",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF("{\"type\":\"object\","
                                                 "\"properties\":{\"any\":{"
                                                 "\"title\":\"Any\"}}}") "}" },
    { "nor_is_a_schema_that_says_nothing",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF("{}") "}" },
    { "nor_is_a_row_of_different_things",
      PLAIN("a/claude-sonnet-4-6") "," FORMAT_OF(
          "{\"type\":\"object\",\"properties\":{\"pair\":{\"type\":\"array\","
          "\"items\":[{\"type\":\"string\"},{\"type\":\"null\"}]}}}") "}" },
    { "arguments_that_are_a_choice_are_told",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":\"function\","
                                   "\"function\":{\"name\":\"f\",\"strict\":"
                                   "true,\"parameters\":"
                                   "{\"description\":\"d\",\"anyOf\":[{"
                                   "\"required\":[\"a\"]},{\"required\":[\"b\"]"
                                   "}],\"properties\":{\"a\":{\"anyOf\":[{"
                                   "\"type\":\"string\"},{\"type\":\"null\"}]},"
                                   "\"b\":{\"minLength\":1}}}}}]}" },
    { "what_cannot_be_compiled_is_not_strict",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":\"function\","
                                   "\"function\":{\"name\":\"f\",\"strict\":"
                                   "true,\"parameters\":"
                                   "{\"type\":\"object\",\"properties\":{\"t\":"
                                   "{\"$ref\":\"#\"}},"
                                   "\"required\":[\"t\"]}}}]}" },
    { "an_old_model_answers_by_a_tool",
      PLAIN("a/claude-opus-4-1") "," FORMAT_OF(SCHEMA) "}" },
    { "a_choice_among_some_leaves_the_answer_required",
      PLAIN("a/claude-opus-4-1") "," TWO_TOOLS ",\"tool_choice\":{\"type\":"
                                 "\"allowed_tools\",\"allowed_tools\":{"
                                 "\"mode\":\"auto\",\"tools\":[" TOOL(
                                     "ask") "]}}," FORMAT_OF(SCHEMA) "}" },
    { "beside_tools_of_the_caller_any_is_required",
      PLAIN("a/claude-sonnet-4") "," TWO_TOOLS "," FORMAT_OF(SCHEMA) "}" },
    { "a_tool_that_the_caller_forces_comes_first",
      PLAIN("a/claude-sonnet-4") "," TWO_TOOLS
                                 "," NAMED("ask") "," FORMAT_OF(SCHEMA) "}" },
    { "where_none_can_be_forced_it_is_asked_for",
      PLAIN("a/claude-opus-5-5") "," JSON_OBJECT "}" },
    { "though_no_tool_was_to_be_called",
      PLAIN("a/claude-opus-5-5") "," TWO_TOOLS "," JSON_OBJECT
                                 ",\"tool_choice\":\"none\"}" },
    { "or_one_had_to_be",
      PLAIN("a/claude-opus-5-5") "," TWO_TOOLS "," JSON_OBJECT
                                 ",\"tool_choice\":\"required\"}" },
    { "while_it_thinks_on_a_budget_too",
      PLAIN("a/claude-opus-4-1") "," JSON_OBJECT
                                 ",\"reasoning_effort\":\"low\"}" },

    /* ---- sampling ---- */
    { "zero_is_a_value",
      PLAIN("a/claude-haiku-4-5") ",\"temperature\":0,\"top_k\":0}" },
    { "too_warm_is_as_warm_as_can_be",
      PLAIN("a/claude-haiku-4-5") ",\"temperature\":1.7}" },
    { "temperature_or_top_p",
      PLAIN("a/claude-opus-4-6") ",\"temperature\":0.5,\"top_p\":0.9}" },
    { "the_usual_temperature_gives_way",
      PLAIN("a/claude-opus-4-6") ",\"temperature\":1,\"top_p\":0.9}" },
    { "almost_all_of_top_p_is_taken",
      PLAIN("a/claude-opus-4-7") ",\"top_p\":0.99}" },
    { "an_old_model_takes_both",
      PLAIN(
          "a/claude-3-7-sonnet-latest") ",\"temperature\":0.5,\"top_p\":0.9}" },
    { "a_new_model_takes_none",
      PLAIN("a/claude-opus-4-7") ",\"temperature\":0.2,\"top_p\":0.5,\"top_k\":"
                                 "3}" },
    { "usual_values_leave_without_a_word",
      PLAIN("a/claude-opus-5") ",\"temperature\":1,\"top_p\":1,\"n\":1,"
                               "\"presence_penalty\":0,\"frequency_penalty\":0,"
                               "\"logit_bias\":{},"
                               "\"logprobs\":false,\"store\":false,\"stream_"
                               "options\":{"
                               "\"include_usage\":true}}" },
    { "blank_stops_are_left_out",
      PLAIN("a/claude-sonnet-4-6") ",\"stop\":[\"\\n\\n\",\"END\",\"\"]}" },
    { "nothing_but_blank_stops",
      PLAIN("a/claude-sonnet-4-6") ",\"stop\":\" \"}" },
    { "members_of_openai_are_dropped_one_by_one",
      PLAIN("a/claude-sonnet-4-6") ",\"seed\":7,\"presence_penalty\":0.5,"
                                   "\"frequency_penalty\":1,\"n\":2,\"logit_"
                                   "bias\":{\"1\":1},"
                                   "\"logprobs\":true,\"top_logprobs\":3,"
                                   "\"verbosity\":\"low\","
                                   "\"store\":true,\"prompt_cache_key\":\"k\","
                                   "\"stream\":true,"
                                   "\"stream_options\":{\"include_usage\":"
                                   "false},\"x_other\":1}" },

    /* ---- the rest ---- */
    { "a_user_is_metadata",
      PLAIN("a/claude-sonnet-4-6") ",\"user\":\"u\",\"safety_identifier\":"
                                   "\"s\",\"metadata\":{\"team\":\"x\"}}" },
    { "a_user_may_be_said_in_metadata",
      PLAIN("a/claude-sonnet-4-6") ",\"metadata\":{\"user_id\":\"u\"}}" },
    { "a_tier_that_there_is",
      PLAIN("a/claude-sonnet-4-6") ",\"service_tier\":\"standard_only\"}" },
    { "a_tier_that_there_is_not",
      PLAIN("vx/claude-sonnet-4-6") ",\"service_tier\":\"standard_only\"}" },
    { "marks_stand_where_they_stood", TO("a/claude-sonnet-4-6") MAX
      "\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"f\"},\"cache_control\":{\"type\":"
      "\"ephemeral\","
      "\"ttl\":\"1h\"}}],\"messages\":[{\"role\":\"system\","
      "\"content\":[" MARKED("a", HOUR) "]},{\"role\":\"user\",\"content\":"
                                        "[" MARKED("b", "") "," MARKED(
                                            " ", "") "]}]}" },
    { "a_mark_of_the_request_that_stays_behind_takes_no_place",
      "{\"model\":\"a/claude-sonnet-4-6\",\"max_tokens\":2000,\"cache_contr"
      "ol\":{\"type\":\"ephemeral\"},\"messages\":[{\"role\":\"user\",\"con"
      "tent\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type"
      "\":\"ephemeral\",\"ttl\":\"1h\"}},{\"type\":\"text\",\"text\":\"b\","
      "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}},{\"type\""
      ":\"text\",\"text\":\"c\",\"cache_control\":{\"type\":\"ephemeral\","
      "\"ttl\":\"1h\"}},{\"type\":\"text\",\"text\":\"d\",\"cache_control\""
      ":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]}]}" },
    { "of_five_marks_the_last_four_go", TO("a/claude-sonnet-4-6") MAX
      "\"cache_control\":{\"type\":"
      "\"ephemeral\"}," CONTENT(MARKED("a", "") "," MARKED("b", "") "," MARKED(
          "c", "") "," MARKED("d", "") "," TEXT("e")) "}" },
    { "marks_of_what_is_not_sent_do_not_count", TO("a/claude-opus-4-6") MAX
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"ask\"},"
      "\"cache_control\":{\"type\":\"ephemeral\"}}," TOOL(
          "look") "],"
                  "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_"
                  "tools\":{"
                  "\"mode\":\"auto\",\"tools\":[" TOOL("look") "]}}," CONTENT(
                      MARKED("a", "") "," MARKED(" ", "") "," IMAGE(
                          PNG) "," MARKED("b",
                                          "") "," MARKED("c",
                                                         "") "," MARKED("d",
                                                                        "")) "}" },
    { "marks_of_items_that_go_as_they_are_count", TO("a/claude-sonnet-4-6") MAX
      "\"tools\":[{\"type\":\"web_search_1\","
      "\"name\":\"w\",\"cache_control\":{\"type\":\"ephemeral\"}}]," CONTENT(
          MARKED("a", "") "," MARKED("b", HOUR) "," MARKED("c", "") "," MARKED(
              "d", "")) "}" },
    { "an_hour_does_not_stand_behind_minutes",
      TO("a/claude-sonnet-4-6") MAX CONTENT(
          MARKED("a", ",\"ttl\":\"5m\"") "," MARKED("b", HOUR)) "}" },
    { "the_mark_of_the_request_agrees_with_the_last",
      TO("a/claude-sonnet-4-6") MAX
      "\"cache_control\":{\"type\":"
      "\"ephemeral\"}," CONTENT(MARKED("a", HOUR)) "}" },
    { "no_mark_stands_on_thinking",
      TO("a/claude-opus-4-6") MAX "\"messages\":[" SAID(
          "user",
          "a") ","
               "{\"role\":\"assistant\",\"parts\":[{\"type\":\"thinking\","
               "\"thinking\":\"x\",\"signature\":\"Eq==\",\"cache_control\":{"
               "\"type\":"
               "\"ephemeral\"}}," MARKED("b", "") "]}," SAID("user",
                                                             "c") "]}" },
    { "an_empty_list_that_the_vendor_knows_goes_out",
      PLAIN("a/claude-sonnet-4-6") ",\"tools\":[{\"type\":\"function\","
                                   "\"function\":{\"name\":\"look\"},"
                                   "\"allowed_callers\":[],"
                                   "\"input_examples\":[],"
                                   "\"unheard_of\":[]}]}" },
    { "members_of_the_vendor_are_merged",
      PLAIN("a/claude-sonnet-4-6") ",\"extra_body\":{\"inference_geo\":\"us\","
                                   "\"speed\":\"fast\"}}" },
    { "but_not_over_what_is_said",
      PLAIN("a/claude-sonnet-4-6") ",\"extra_body\":{\"max_tokens\":9}}" },
};

enum { N_CASES = sizeof(cases) / sizeof(cases[0]) };

static const struct request_suite suite = {
    .folder = "anthropic_messages/write",
    .accounts = accounts,
    .cases = cases,
    .n_cases = N_CASES,
};

/* ---- addresses and headers ------------------------------------------------
 */

static void check_call(const char *more_accounts, const char *request,
                       const char *url, const char *headers)
{
    parl_client *client = requests_client(&suite, NULL);
    parl_builder *builder = NULL;
    parl_call *call = NULL;
    char got[1024] = "";

    if (more_accounts != NULL)
        assert_int_equal(
            parl_client_load_accounts(client, more_accounts, 0, NULL), PARL_OK);
    assert_int_equal(parl_request_from_json(&builder, request, 0, NULL),
                     PARL_OK);
    assert_int_equal(
        parl_encode(client, parl_builder_request(builder, NULL), &call, NULL),
        PARL_OK);
    assert_string_equal(parl_call_url(call), url);
    for (size_t i = 2; i < parl_call_n_headers(call); i++) {
        const parl_pair *header = parl_call_header(call, i);

        strcat(strcat(strcat(got, header->name), ": "), header->value);
        strcat(got, "\n");
    }
    assert_string_equal(got, headers);
    parl_call_free(call);
    parl_builder_free(builder);
    parl_client_free(client);
}

#define ACCOUNT(text) "{\"accounts\":[{\"name\":\"x\"," text "}]}"
#define FOUNDRY(url)                                                           \
    ACCOUNT("\"provider\":\"foundry\",\"base_url\":\"" url "\"")
#define VERTEX(location)                                                       \
    ACCOUNT("\"provider\":\"vertex\",\"project\":\"p\",\"location\":"          \
            "\"" location "\"")
#define MODELS "/publishers/anthropic/models/"

static void test_where_it_goes(void **state)
{
    static const char version[] = "anthropic-version: 2023-06-01\n";

    (void)state;
    check_call(NULL, PLAIN("a/claude-opus-5") "}",
               "https://api.anthropic.com/v1/messages",
               "x-api-key: k\nanthropic-version: 2023-06-01\n");
    check_call(FOUNDRY("https://r.ai/"), PLAIN("x/claude-opus-5") "}",
               "https://r.ai/anthropic/v1/messages", version);
    check_call(FOUNDRY("https://r.ai/anthropic"), PLAIN("x/claude-opus-5") "}",
               "https://r.ai/anthropic/v1/messages", version);
    check_call(FOUNDRY("https://r.ai/anthropic/v1/"),
               PLAIN("x/claude-opus-5") "}",
               "https://r.ai/anthropic/v1/messages", version);
    check_call(FOUNDRY("https://r.ai/openai/v1"), PLAIN("x/claude-opus-5") "}",
               "https://r.ai/anthropic/v1/messages", version);
    check_call(FOUNDRY("https://r.ai/openai"), PLAIN("x/claude-opus-5") "}",
               "https://r.ai/anthropic/v1/messages", version);
    check_call(FOUNDRY("https://r.ai/anthropic"), PLAIN("x/gpt-5") "}",
               "https://r.ai/openai/v1/chat/completions", "");
    check_call(VERTEX("europe-west1"), PLAIN("x/claude-opus-4-6") "}",
               "https://europe-west1-aiplatform.googleapis.com/v1/projects/p/"
               "locations/europe-west1" MODELS "claude-opus-4-6:rawPredict",
               "");
    check_call(VERTEX("global"),
               PLAIN("x/claude-opus-4-5@20251101") ",\"stream\":true}",
               "https://aiplatform.googleapis.com/v1/projects/p/locations/"
               "global" MODELS "claude-opus-4-5%4020251101:streamRawPredict",
               "");
    check_call(VERTEX("global"),
               PLAIN("x/anthropic/claude-opus-4-5@20251101") "}",
               "https://aiplatform.googleapis.com/v1/projects/p/locations/"
               "global" MODELS "claude-opus-4-5%4020251101:rawPredict",
               "");
    check_call(VERTEX("us"),
               PLAIN("x/publishers/anthropic/models/claude-opus-4-6") "}",
               "https://aiplatform.us.rep.googleapis.com/v1/projects/p/"
               "locations/us" MODELS "claude-opus-4-6:rawPredict",
               "");
    check_call(VERTEX("us"), PLAIN("x/claude-opus-4-6") "}",
               "https://aiplatform.us.rep.googleapis.com/v1/projects/p/"
               "locations/us" MODELS "claude-opus-4-6:rawPredict",
               "");
    check_call(ACCOUNT("\"provider\":\"vertex\",\"project\":\"p\","
                       "\"location\":\"us\",\"base_url\":\"https://h/v1\","
                       "\"models\":{\"m\":{\"id\":\"claude-opus-4-6\","
                       "\"region\":\"eu\"}}"),
               PLAIN("x/m") "}",
               "https://h/v1/projects/p/locations/eu" MODELS
               "claude-opus-4-6:rawPredict",
               "");
}

static void test_what_is_on_trial_is_asked_for_in_a_header(void **state)
{
    (void)state;
    check_call(NULL,
               TO("a/claude-opus-5-5") MAX
               "\"extra_body\":{\"speed\":1,"
               "\"mcp_servers\":[]},\"thinking\":{\"type\":\"adaptive\","
               "\"display\":\"updates\",\"block_binding\":{}}," CONTENT(
                   "{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}},"
                   "{\"type\":\"file\",\"file\":{\"file_id\":\"g\"}}") "}",
               "https://api.anthropic.com/v1/messages",
               "x-api-key: k\nanthropic-version: 2023-06-01\n"
               "anthropic-beta: files-api-2025-04-14,"
               "thinking-display-updates-2026-08-18,"
               "thinking-binding-controls-2026-08-01,fast-mode-2026-02-01,"
               "mcp-client-2025-11-20\n");
    check_call(
        NULL,
        PLAIN("a/claude-opus-5") ",\"extra_body\":{"
                                 "\"container\":{\"skills\":[]},\"output_"
                                 "config\":"
                                 "{\"task_budget\":{}},\"context_management\":{"
                                 "\"edits\":["
                                 "{\"type\":\"clear_thinking_20251015\"},"
                                 "{\"type\":\"compact_20260112\"}]}}}",
        "https://api.anthropic.com/v1/messages",
        "x-api-key: k\nanthropic-version: 2023-06-01\n"
        "anthropic-beta: skills-2025-10-02,task-budgets-2026-03-13,"
        "context-management-2025-06-27,compact-2026-01-12\n");
    check_call(
        NULL,
        PLAIN("a/claude-opus-5") ",\"extra_body\":{"
                                 "\"container\":\"c\",\"output_config\":{},"
                                 "\"thinking\":{\"display\":\"omitted\"}}}",
        "https://api.anthropic.com/v1/messages",
        "x-api-key: k\nanthropic-version: 2023-06-01\n");
    check_call(NULL,
               TO("a/claude-opus-5") MAX "\"messages\":[" SAID(
                   "user", "a") ",{\"role\":\"assistant\",\"parts\":["
                                "{\"type\":\"opaque\",\"item\":{\"type\":"
                                "\"fallback\",\"to\":{}}},"
                                "{\"type\":\"text\",\"text\":\"b\"}]}," SAID(
                                    "user", "c") "]}",
               "https://api.anthropic.com/v1/messages",
               "x-api-key: k\nanthropic-version: 2023-06-01\n"
               "anthropic-beta: server-side-fallback-2026-07-01\n");
    check_call(NULL,
               PLAIN("a/claude-opus-5") ",\"extra_body\":{\"diagnostics\":{"
                                        "\"previous_message_id\":null}}}",
               "https://api.anthropic.com/v1/messages",
               "x-api-key: k\nanthropic-version: 2023-06-01\n"
               "anthropic-beta: cache-diagnosis-2026-04-07\n");
    check_call(NULL,
               PLAIN("a/claude-opus-5-5") ",\"extra_body\":{\"thinking\":{"
                                          "\"display\":\"updates\","
                                          "\"block_binding\":{}}}}",
               "https://api.anthropic.com/v1/messages",
               "x-api-key: k\nanthropic-version: 2023-06-01\n"
               "anthropic-beta: thinking-binding-controls-2026-08-01,"
               "thinking-display-updates-2026-08-18\n");
    check_call(NULL,
               TO("a/claude-opus-5") MAX "\"messages\":[" SAID(
                   "user", "a") ","
                                "{\"role\":\"system\",\"parts\":[{\"type\":"
                                "\"opaque\",\"item\":"
                                "{\"type\":\"tool_addition\",\"tool\":{}}}]}]}",
               "https://api.anthropic.com/v1/messages",
               "x-api-key: k\nanthropic-version: 2023-06-01\n"
               "anthropic-beta: mid-conversation-tool-changes-2026-07-01\n");
    check_call(
        NULL,
        TO("a/claude-opus-5") MAX "\"messages\":[" SAID(
            "user", "a") ","
                         "{\"role\":\"system\",\"parts\":[{\"type\":"
                         "\"opaque\",\"item\":{\"type\":\"tool_addition\","
                         "\"tool\":{\"type\":\"tool_definition\","
                         "\"definition\":{\"name\":\"f\"}}}}]}]}",
        "https://api.anthropic.com/v1/messages",
        "x-api-key: k\nanthropic-version: 2023-06-01\n"
        "anthropic-beta: mid-conversation-tool-changes-2026-07-01,"
        "inline-tools-2026-09-15\n");
    check_call(NULL,
               TO("a/claude-opus-5") MAX
               "\"messages\":[{\"role\":\"assistant\",\"parts\":[{\"type\":"
               "\"opaque\",\"item\":{\"type\":\"compaction\","
               "\"signature\":\"c2ln\"}}]}," SAID("user", "b") "]}",
               "https://api.anthropic.com/v1/messages",
               "x-api-key: k\nanthropic-version: 2023-06-01\n"
               "anthropic-beta: compact-2026-09-04\n");
    check_call(
        NULL,
        TO("a/claude-opus-5") MAX "\"messages\":[" SAID(
            "user", "a") ","
                         "{\"role\":\"assistant\",\"parts\":[{\"type\":"
                         "\"opaque\",\"item\":{\"type\":\"compaction\","
                         "\"signature\":null}}]}," SAID("user", "b") "]}",
        "https://api.anthropic.com/v1/messages",
        "x-api-key: k\nanthropic-version: 2023-06-01\n"
        "anthropic-beta: compact-2026-01-12\n");
    check_call(NULL,
               PLAIN("a/claude-sonnet-4-5") "," TWO_TOOLS
                                            ",\"thinking\":{\"type\":"
                                            "\"enabled\",\"budget_tokens\":"
                                            "9000}}",
               "https://api.anthropic.com/v1/messages",
               "x-api-key: k\nanthropic-version: 2023-06-01\n"
               "anthropic-beta: interleaved-thinking-2025-05-14\n");
    check_call(ACCOUNT("\"provider\":\"anthropic\",\"headers\":{"
                       "\"Anthropic-Version\":\"2030-01-01\","
                       "\"anthropic-beta\":\"mine\"}"),
               PLAIN("x/claude-opus-5") ",\"extra_body\":{\"speed\":1}}",
               "https://api.anthropic.com/v1/messages",
               "anthropic-version: 2030-01-01\n"
               "anthropic-beta: mine,fast-mode-2026-02-01\n");
}

/* ---- typed requests -------------------------------------------------------
 */

static parl_status give_text(void *user, uint64_t offset, void *bytes,
                             size_t size, size_t *n_read)
{
    const char *text = user;
    const size_t left = strlen(text) - (size_t)offset;

    *n_read = size < left ? size : left;
    memcpy(bytes, text + offset, *n_read);
    return PARL_OK;
}

static void check_media(const parl_media *media, const char *source)
{
    const parl_part part = PARL_DOCUMENT(media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    const parl_request request = { PARL_REQUEST_INIT,
                                   .model = "a/claude-opus-5",
                                   .messages = &message, .n_messages = 1 };
    parl_client *client = requests_client(&suite, NULL);
    parl_call *call = NULL;
    const char *json = NULL;

    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_OK);
    assert_non_null(strstr(json, source));
    parl_call_free(call);
    parl_client_free(client);
}

static void test_a_text_document_from_anywhere(void **state)
{
    static const char source[] = "\"source\":{\"type\":\"text\",\"media_type\":"
                                 "\"text/plain\",\"data\":\"a\\\"b\"}";
    char text[] = "a\"b";
    const parl_media data = { .mime_type = "text/plain",
                              .data = text,
                              .data_len = 3 };
    const parl_media base64 = { .mime_type = "text/csv", .base64 = "YSJi" };
    const parl_media read = {
        .name = "x.txt", .read = give_text, .read_user = text, .read_len = 3
    };

    (void)state;
    check_media(&data, source);
    check_media(&base64, source);
    check_media(&read, source);
}

static void test_the_body_is_compact_and_its_order_is_fixed(void **state)
{
    parl_client *client = requests_client(&suite, NULL);
    char *json = codec_encode(
        client,
        "{ \"stream\": true, \"stop\": \"x\", \"temperature\": 0.5,"
        "\"max_tokens\": 5, \"tools\": [" TOOL("f") "], \"messages\": [" SAID(
            "system", "S") "," SAID("user",
                                    "U") "],"
                                         "\"model\": \"a/claude-haiku-4-5\", "
                                         "\"user\": \"u\"}");

    (void)state;
    assert_string_equal(
        json,
        "{\"body\":{\"model\":\"claude-haiku-4-5\",\"max_tokens\":5,\"tools\":"
        "[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\","
        "\"properties\":{}}}],\"system\":\"S\",\"messages\":[{\"role\":"
        "\"user\",\"content\":\"U\"}],\"temperature\":0.5,"
        "\"stop_sequences\":[\"x\"],\"metadata\":{\"user_id\":\"u\"},"
        "\"stream\":true},\"report\":[]}");
    free(json);
    parl_client_free(client);
}

/* A schema may be nested deeper than a body. */
static void test_a_schema_of_any_depth_does_no_harm(void **state)
{
    enum { DEPTH = 60 };
    char request[8192] = PLAIN(
        "a/claude-opus-5") ",\"response_format\":{"
                           "\"type\":\"json_schema\",\"json_schema\":{\"name\":"
                           "\"d\",\"schema\":";
    parl_client *client = requests_client(&suite, NULL);
    char *json;

    (void)state;
    for (int i = 0; i < DEPTH; i++)
        strcat(request, "{\"items\":");
    strcat(request, "true");
    for (int i = 0; i < DEPTH; i++)
        strcat(request, "}");
    strcat(request, "}}}");
    json = codec_encode(client, request);
    assert_null(strstr(json, "\"error\""));
    assert_non_null(strstr(json, "\"items\":true"));
    free(json);
    parl_client_free(client);
}

/* No Claude is known that takes none; facts that a program loads may say so. */
static void test_without_tools_a_schema_may_go_into_the_prompt(void **state)
{
    parl_client *client = requests_client(&suite, NULL);
    char *json;

    (void)state;
    assert_int_equal(
        parl_client_load_facts(client,
                               "{\"models\":[{\"stem\":\"claude-bare\","
                               "\"no_tools\":true,\"no_json_schema\":true}]}",
                               0, NULL),
        PARL_OK);
    json = codec_encode(
        client,
        PLAIN("a/claude-bare") ",\"schema_by_prompt\":true," JSON_OBJECT "}");
    assert_non_null(strstr(
        json, "\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},"
              "{\"type\":\"text\",\"text\":\"Answer with a JSON object alone, "
              "without a code fence.\"}]}]}"));
    assert_non_null(strstr(json, "\"report\":[{\"field\":"
                                 "\"/response_format\",\"action\":"
                                 "\"translated\""));
    free(json);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_where_it_goes),
        cmocka_unit_test(test_what_is_on_trial_is_asked_for_in_a_header),
        cmocka_unit_test(test_a_text_document_from_anywhere),
        cmocka_unit_test(test_the_body_is_compact_and_its_order_is_fixed),
        cmocka_unit_test(test_a_schema_of_any_depth_does_no_harm),
        cmocka_unit_test(test_without_tools_a_schema_may_go_into_the_prompt),
    };

    return requests_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
