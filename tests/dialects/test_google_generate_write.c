/* tests/dialects/test_google_generate_write.c -- requests become bodies of
 * generateContent: a request in the JSON dialect for each behaviour, and what
 * it comes to in tests/golden/google_generate/write. */
#include "support/requests.h"

#include <stdio.h>
#include <stdlib.h>

#define ACCOUNTS                                                               \
    "{\"accounts\":["                                                          \
    "{\"name\":\"gem\",\"provider\":\"gemini\",\"api_key\":\"" CODEC_KEY       \
    "\"},"                                                                     \
    "{\"name\":\"other\",\"provider\":\"gemini\",\"api_key\":\"" CODEC_KEY     \
    "\"},"                                                                     \
    "{\"name\":\"vx\",\"provider\":\"vertex\",\"project\":\"p\","              \
    "\"location\":\"europe-west9\",\"access_token\":\"" CODEC_KEY "\","        \
    "\"models\":{\"mine\":{\"id\":\"endpoints/77\",\"base_model\":"            \
    "\"gemini-2.5-pro\"},\"away\":{\"id\":\"gemini-2.5-flash\","               \
    "\"region\":\"global\"}}},"                                                \
    "{\"name\":\"us\",\"provider\":\"vertex\",\"project\":\"p\","              \
    "\"location\":\"us\",\"access_token\":\"" CODEC_KEY "\"},"                 \
    "{\"name\":\"express\",\"provider\":\"vertex\",\"api_key\":\"" CODEC_KEY   \
    "\"},"                                                                     \
    "{\"name\":\"both\",\"provider\":\"vertex\",\"project\":\"p\","            \
    "\"location\":\"eu\",\"api_key\":\"" CODEC_KEY "\"},"                      \
    "{\"name\":\"near\",\"provider\":\"gemini\",\"api_key\":\"" CODEC_KEY      \
    "\",\"base_url\":\"https://proxy.example/gemini/v1beta/\"},"               \
    "{\"name\":\"stable\",\"provider\":\"gemini\",\"api_key\":\"" CODEC_KEY    \
    "\",\"base_url\":\"https://proxy.example/v1\"},"                           \
    "{\"name\":\"vnear\",\"provider\":\"vertex\",\"project\":\"p\","           \
    "\"location\":\"us\",\"access_token\":\"" CODEC_KEY                        \
    "\",\"base_url\":\"https://proxy.example/\"},"                             \
    "{\"name\":\"vbeta\",\"provider\":\"vertex\",\"project\":\"p\","           \
    "\"location\":\"us\",\"access_token\":\"" CODEC_KEY                        \
    "\",\"base_url\":\"https://proxy.example/v1beta1\"},"                      \
    "{\"name\":\"nowhere\",\"provider\":\"vertex\",\"project\":\"p\"}"         \
    "]}"

#define REQUEST(model, members) "{\"model\":\"" model "\"," members "}"
#define USER "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"
#define TALK(messages) "\"messages\":[" messages "]"
#define SAYS(role, text) "{\"role\":\"" role "\",\"content\":\"" text "\"}"
#define CONTENT(parts) TALK("{\"role\":\"user\",\"content\":[" parts "]}")
#define TEXT "{\"type\":\"text\",\"text\":\"Look\"}"
#define TOOL(name)                                                             \
    "{\"type\":\"function\",\"function\":{\"name\":\"" name                    \
    "\",\"description\":\"D\",\"parameters\":" SCHEMA "}}"
#define STRICT_TOOL                                                            \
    "{\"type\":\"function\",\"function\":{\"name\":\"look\",\"strict\":true,"  \
    "\"parameters\":" SCHEMA "}}"
#define SEARCH                                                                 \
    "{\"type\":\"function\",\"function\":{\"name\":\"google_search\"}}"
#define TOOLS(list) USER ",\"tools\":[" list "]"
#define TWO_TOOLS TOOLS(TOOL("look") "," TOOL("ask"))
#define SIGNED(id, name, signature)                                            \
    "{\"id\":\"" id "\",\"type\":\"function\",\"function\":{\"name\":\"" name  \
    "\",\"arguments\":\"{\\\"n\\\":12345678901234567890}\"},"                  \
    "\"provider_specific_fields\":{\"thought_signature\":\"" signature "\"}}"
#define CALL(id, name)                                                         \
    "{\"id\":\"" id "\",\"type\":\"function\",\"function\":{\"name\":\"" name  \
    "\",\"arguments\":\"{\\\"n\\\": 1}\"}}"
#define CALLS(list)                                                            \
    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" list "]}"
#define RESULT(id, content)                                                    \
    "{\"role\":\"tool\",\"tool_call_id\":\"" id "\",\"content\":" content "}"
#define ORIGIN(account, model)                                                 \
    "\"origin\":{\"provider\":\"gemini\",\"account\":\"" account               \
    "\",\"model\":\"" model "\"}"
#define FROM(account, model, list)                                             \
    "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" list           \
    "]," ORIGIN(account, model) "}"
#define URL_PART(members) "{\"type\":\"image_url\",\"image_url\":{" members "}}"
#define PNG "\"url\":\"data:image/png;base64,iVBORw==\""
#define SCHEMA                                                                 \
    "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\","        \
    "\"maximum\":9223372036854775807}},\"required\":[\"n\"],"                  \
    "\"additionalProperties\":false}"
#define JSON_SCHEMA                                                            \
    "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"          \
    "\"name\":\"count\",\"schema\":" SCHEMA ",\"strict\":true}}"
#define JSON_OBJECT "\"response_format\":{\"type\":\"json_object\"}"
#define TALK_OF_A_CALL(model, account, origin)                                 \
    REQUEST(model,                                                             \
            TALK(SAYS("user", "U") "," FROM(                                   \
                account, origin,                                               \
                SIGNED("call_7", "look", "c2ln+/==") "," CALL(                 \
                    "call_8",                                                  \
                    "ask")) "," RESULT("call_8",                               \
                                       "\"eight\"") "," RESULT("call_7",       \
                                                               "\"seven\"")))

static const struct request_case cases[] = {
    /* ---- the talk ---- */
    { "a_text_is_a_part",
      REQUEST("gem/gemini-2.5-flash", TALK(SAYS("user", "a\\\"\\n\\u00e9"))) },
    { "instructions_stand_apart_in_their_order",
      REQUEST(
          "gem/gemini-2.5-flash",
          TALK(SAYS("system", "S") "," SAYS("developer", "D") "," SAYS(
              "user", "U") "," SAYS("system", "T") "," SAYS("user", "V"))) },
    { "instructions_are_text_alone",
      REQUEST("gem/gemini-2.5-flash",
              TALK("{\"role\":\"system\",\"content\":[" TEXT
                   "," URL_PART(PNG) "]}," SAYS("user", "U"))) },
    { "gemma_3_is_instructed_by_the_user",
      REQUEST("gem/gemma-3-27b-it",
              TALK(SAYS("system", "S") "," SAYS("user", "U"))) },
    { "turns_of_one_role_are_one",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("user", "a") "," SAYS("user", "b") "," SAYS(
                  "assistant", "c") "," SAYS("assistant", "d") "," SAYS("user",
                                                                        ""))) },
    { "a_talk_of_nothing_is_refused",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("system", "S") "," SAYS("user", ""))) },
    { "a_prefill_goes_to_2_5",
      REQUEST("gem/gemini-2.5-pro",
              TALK(SAYS("user", "U") "," SAYS("assistant", "A"))) },
    { "a_talk_begins_with_a_user",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"system"
      "\",\"content\":\"S\"},{\"role\":\"assistant\",\"content\":\"A\"},{\""
      "role\":\"user\",\"content\":\"Q\"}],\"max_tokens\":4000}" },
    { "a_call_at_the_beginning_follows_a_user",
      "{\"model\":\"vx/gemini-2.5-flash\",\"messages\":[{\"role\":\"assista"
      "nt\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"func"
      "tion\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"r"
      "ole\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"1\"}],\"max_tok"
      "ens\":4000}" },
    { "thoughts_that_are_not_to_be_shown_are_not_asked_for",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"max_tokens\":4000,\"thinking\":{\"type\":\"ad"
      "aptive\",\"display\":\"omitted\"}}" },
    { "a_tool_with_a_name_that_nobody_may_have_is_refused",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"max_tokens\":4000,\"tools\":[{\"type\":\"func"
      "tion\",\"function\":{\"name\":\"look up!\"}}]}" },
    { "the_usual_tier_needs_no_word_at_vertex",
      "{\"model\":\"vx/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Q\"}],\"max_tokens\":4000,\"service_tier\":\"auto\"}" },
    { "a_prefill_is_refused_by_3_6",
      REQUEST("gem/gemini-3.6-flash",
              TALK(SAYS("user", "U") "," SAYS("assistant", "A"))) },
    { "names_and_members_are_reported",
      REQUEST(
          "gem/gemini-2.5-flash",
          TALK(
              "{\"role\":\"user\",\"name\":\"ann\",\"mood\":\"good\","
              "\"content\":\"U\"},"
              "{\"role\":\"assistant\",\"content\":\"A\",\"annotations\":"
              "[1],\"grounding\":{\"queries\":[\"q\"]},\"mood\":\"bad\"}," SAYS(
                  "user", "V"))) },

    /* ---- attachments ---- */
    { "data_stands_inline_in_its_order",
      REQUEST("gem/gemini-2.5-flash",
              CONTENT(TEXT "," URL_PART(
                  PNG) "," TEXT
                       ",{\"type\":\"input_audio\",\"input_audio\":{\"data\":"
                       "\"UklGRg==\",\"format\":\"wav\"}}," URL_PART(
                           "\"url\":\"data:video/mp4;base64,AAAA\""))) },
    { "a_document_has_its_name_at_vertex",
      REQUEST("vx/gemini-2.5-flash",
              CONTENT(TEXT
                      ",{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\","
                      "\"file_data\":\"data:application/pdf;base64,JVBERg==\"}"
                      "}")) },
    { "a_document_loses_its_name_elsewhere",
      REQUEST("gem/gemini-2.5-flash",
              CONTENT("{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\","
                      "\"file_data\":\"data:application/pdf;base64,JVBERg==\"}"
                      "}")) },
    { "a_jpg_is_a_jpeg",
      REQUEST(
          "gem/gemini-2.5-flash",
          CONTENT(
              URL_PART("\"url\":\"data:image/jpg;base64,/9j/\"") "," URL_PART(
                  "\"url\":\"gs://b/a\",\"mime_type\":"
                  "\"image/jpg\"") "," TEXT)) },
    { "an_address_tells_its_type_by_its_end",
      REQUEST("vx/gemini-2.5-flash",
              CONTENT(URL_PART(
                  "\"url\":\"https://x.example/a.JPG?s=1.gif\"") "," TEXT)) },
    { "an_address_may_hide_its_type_from_the_developer_api",
      REQUEST("gem/gemini-2.5-flash",
              CONTENT(URL_PART("\"url\":\"https://x.example/a\"") "," TEXT)) },
    { "an_address_may_not_hide_its_type_from_vertex",
      REQUEST("vx/gemini-2.5-flash",
              CONTENT(URL_PART("\"url\":\"https://x.example/a\"") "," TEXT)) },
    { "a_page_with_a_video_is_a_video",
      REQUEST("vx/gemini-2.5-flash",
              CONTENT("{\"type\":\"video_url\",\"video_url\":{\"url\":"
                      "\"https://www.youtube.com/watch?v=1\"},"
                      "\"videoMetadata\":{\"fps\":2},\"mood\":1}," TEXT)) },
    { "a_file_is_known_by_its_id",
      REQUEST(
          "gem/gemini-2.5-flash",
          CONTENT("{\"type\":\"file\",\"file\":{\"file_id\":"
                  "\"files/abc-1\"}},{\"type\":\"file\",\"file\":{"
                  "\"file_id\":\"abc-2\",\"mime_type\":\"text/plain\"}}")) },
    { "vertex_stores_no_files",
      REQUEST("vx/gemini-2.5-flash",
              CONTENT("{\"type\":\"file\",\"file\":{\"file_id\":\"abc\"}}")) },
    { "a_gif_is_refused",
      REQUEST("gem/gemini-2.5-flash",
              CONTENT(URL_PART("\"url\":\"data:image/gif;base64,R0lG\""))) },
    { "the_closest_look_holds_for_all_at_2_5",
      REQUEST(
          "gem/gemini-2.5-flash",
          CONTENT(URL_PART(PNG ",\"detail\":\"low\"") "," URL_PART(
              PNG ",\"detail\":\"original\"") "," URL_PART(PNG ",\"detail\":"
                                                               "\"auto\""))) },
    { "each_has_its_own_look_at_3",
      REQUEST(
          "gem/gemini-3-flash-preview",
          CONTENT(URL_PART(PNG ",\"detail\":\"low\"") "," URL_PART(
              PNG ",\"detail\":\"original\"") "," URL_PART(PNG ",\"detail\":"
                                                               "\"auto\""))) },

    { "ultra_is_the_closest_look",
      REQUEST("gem/gemini-3.8-flash",
              CONTENT(URL_PART(PNG ",\"detail\":\"ultra\""))) },
    { "a_function_does_not_begin_with_a_digit",
      REQUEST("gem/gemini-2.5-flash", TOOLS(TOOL("2fast"))) },
    { "two_functions_of_one_name_are_refused",
      REQUEST("gem/gemini-2.5-flash", TOOLS(TOOL("look") "," TOOL("look"))) },

    /* ---- calls and results ---- */
    { "a_call_goes_back_with_its_signature_and_id",
      TALK_OF_A_CALL("gem/gemini-3-flash-preview", "gem",
                     "gemini-3-flash-preview") },
    { "another_model_gets_the_skip_value",
      TALK_OF_A_CALL("gem/gemini-3.5-flash", "gem", "gemini-3-flash-preview") },
    { "another_account_gets_no_id",
      TALK_OF_A_CALL("gem/gemini-2.5-flash", "other", "gemini-2.5-flash") },
    { "vertex_gets_no_ids", TALK_OF_A_CALL("us/gemini-3.1-pro-preview", "gem",
                                           "gemini-3-flash-preview") },
    { "made_up_ids_stay_at_home",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("user", "U") "," CALLS(
                  CALL("call_0_0", "look")) "," RESULT("call_0_0", "\"r\""))) },
    { "an_unanswered_call_is_answered",
      REQUEST(
          "gem/gemini-2.5-flash",
          TALK(SAYS("user", "U") "," CALLS(CALL("a", "look") "," CALL(
              "b", "ask")) "," RESULT("b", "\"r\"") "," SAYS("user", "V"))) },
    { "a_second_answer_is_left_out",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("user", "U") "," CALLS(CALL("a", "look")) "," RESULT(
                  "a", "\"r\"") "," RESULT("a", "\"s\""))) },
    { "a_result_is_an_object",
      REQUEST(
          "gem/gemini-2.5-flash",
          TALK(SAYS("user", "U") "," CALLS(
              CALL("a", "f") "," CALL("b", "f") "," CALL("c", "f") "," CALL("d", "f") "," CALL(
                  "e",
                  "f")) "," RESULT("a",
                                   "\" {\\\"t\\\": 1.0}\"") "," RESULT("b",
                                                                       "\"[1,2]"
                                                                       "\"") ","
                                                                             "{"
                                                                             "\"role\":\"tool\",\"tool_call_id\":\"c\",\"is_error\":"
                                                                             "t"
                                                                             "r"
                                                                             "u"
                                                                             "e"
                                                                             ","
                                                                             "\"content\":\"no\"},"
                                                                             "{"
                                                                             "\"role\":\"tool\",\"tool_call_id\":\"d\",\"is_error\":"
                                                                             "t"
                                                                             "r"
                                                                             "u"
                                                                             "e"
                                                                             ","
                                                                             "\"content\":\"{\\\"e\\\":1}\"}," RESULT(
                                                                                 "e",
                                                                                 "[" TEXT
                                                                                 "," TEXT
                                                                                 "]"))) },
    { "arguments_are_an_object",
      REQUEST(
          "gem/gemini-2.5-flash",
          TALK(SAYS("user", "U") "," CALLS(
              "{\"id\":\"a\",\"type\":\"function\",\"function\":{"
              "\"name\":\"f\",\"arguments\":\" \"}},"
              "{\"id\":\"b\",\"type\":\"function\",\"function\":{"
              "\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}},"
              "{\"id\":\"c\",\"type\":\"custom\",\"custom\":{"
              "\"name\":\"f\",\"input\":\"x\"}}") "," RESULT("a",
                                                             "\"r\"") "," RESULT("b",
                                                                                 "\"r\"") "," RESULT("c",
                                                                                                     "\"r\""))) },
    { "a_picture_stands_in_the_result_at_3",
      REQUEST("vx/gemini-3.5-flash",
              TALK(SAYS("user", "U") "," CALLS(CALL("a", "draw")) "," RESULT(
                  "a", "[" TEXT "," URL_PART(PNG) "]"))) },
    { "a_picture_stands_behind_the_results_at_2_5",
      REQUEST(
          "gem/gemini-2.5-flash",
          TALK(SAYS("user", "U") "," CALLS(CALL("a", "draw")) "," RESULT(
              "a", "[" TEXT "," URL_PART(PNG) "]") "," SAYS("user", "V"))) },

    /* ---- what the model said ---- */
    { "parts_keep_their_order_and_their_signatures",
      REQUEST(
          "gem/gemini-3-flash-preview",
          TALK(SAYS(
              "user",
              "U") ",{\"role\":\"assistant\",\"parts\":["
                   "{\"type\":\"thinking\",\"thinking\":\"Hm.\"},"
                   "{\"type\":\"text\",\"text\":\"A\"},"
                   "{\"type\":\"text\",\"text\":\"\"},"
                   "{\"type\":\"text\",\"text\":\"\",\"signature\":\"c2ln\"},"
                   "{\"type\":\"opaque\",\"item\":{\"executableCode\":{"
                   "\"code\":\"1\"}, \"thoughtSignature\":\"YWJj\"}},"
                   "{\"type\":\"image_url\",\"image_url\":{" PNG "},"
                   "\"signature\":\"cGlj\"},"
                   "{\"type\":\"audio\",\"data\":\"AAAA\",\"mime_type\":"
                   "\"audio/L16;rate=24000\"}"
                   "]," ORIGIN("gem", "gemini-3-flash-preview") "}," SAYS(
                       "user", "V"))) },
    { "what_another_model_signed_is_left_out",
      REQUEST(
          "gem/gemini-3.5-flash",
          TALK(SAYS(
              "user",
              "U") ",{\"role\":\"assistant\",\"parts\":["
                   "{\"type\":\"thinking\",\"thinking\":\"Hm.\"},"
                   "{\"type\":\"redacted_thinking\",\"data\":\"ZZZ\"},"
                   "{\"type\":\"text\",\"text\":\"A\",\"signature\":\"c2ln\"},"
                   "{\"type\":\"text\",\"text\":\"\",\"signature\":\"c2ln\"},"
                   "{\"type\":\"opaque\",\"item\":{\"executableCode\":{"
                   "\"code\":\"1\"}}}"
                   "]," ORIGIN("gem", "gemini-3-flash-preview") "}," SAYS(
                       "user", "V"))) },
    { "thinking_that_was_cut_is_left_out",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("user", "U") ",{\"role\":\"assistant\",\"content\":"
                                     "null,\"reasoning_content\":\"Hm\"}," SAYS(
                                         "user", "V"))) },
    { "thinking_is_left_out_where_nobody_thinks",
      REQUEST(
          "gem/gemini-2.0-flash",
          TALK(SAYS("user", "U") ",{\"role\":\"assistant\",\"content\":"
                                 "\"A\",\"reasoning_content\":\"Hm\"}," SAYS(
                                     "user", "V"))) },
    { "a_refusal_is_a_text",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("user", "U") ",{\"role\":\"assistant\",\"content\":"
                                     "null,\"refusal\":\"No.\"}," SAYS("user",
                                                                       "V"))) },

    /* ---- tools ---- */
    { "functions_stand_in_one_tool",
      REQUEST("gem/gemini-2.5-flash", TWO_TOOLS) },
    { "a_function_without_parameters_has_none",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS("{\"type\":\"function\",\"function\":{\"name\":\"ping\","
                    "\"behavior\":\"BLOCKING\",\"mood\":1}}")) },
    { "a_function_that_takes_nothing_has_no_schema",
      REQUEST("gem/gemini-3.8-flash",
              TOOLS("{\"type\":\"function\",\"function\":{\"name\":\"ping\","
                    "\"parameters\":{\"type\":\"object\",\"properties\":{},"
                    "\"additionalProperties\":false}}},"
                    "{\"type\":\"function\",\"function\":{\"name\":\"log\","
                    "\"parameters\":{\"type\":\"object\",\"properties\":{},"
                    "\"additionalProperties\":{\"type\":\"string\"}}}}")) },
    { "a_schema_that_says_more_than_no_properties_stays",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS("{\"type\":\"function\",\"function\":{\"name\":\"find\","
                    "\"parameters\":{\"type\":\"object\",\"properties\":{},\""
                    "patternProperties\":{\"^x\":{\"type\":\"string\"}}}}},{"
                    "\"type\":\"function\",\"function\":{\"name\":\"tell\",\""
                    "parameters\":{\"type\":\"object\",\"properties\":{},\"de"
                    "scription\":\"None.\"}}},{\"type\":\"function\",\"functi"
                    "on\":{\"name\":\"ping\",\"parameters\":{\"$schema\":\"s"
                    "\",\"title\":\"ping\",\"type\":\"object\",\"properties\""
                    ":{},\"required\":[]}}},{\"type\":\"function\",\"function"
                    "\":{\"name\":\"free\",\"parameters\":{\"type\":\"object"
                    "\"}}}")) },
    { "a_schema_without_properties_is_missed_where_it_says_more",
      REQUEST("gem/gemini-2.0-flash",
              TOOLS("{\"type\":\"function\",\"function\":{\"name\":\"find\","
                    "\"parameters\":{\"type\":\"object\",\"properties\":{},\""
                    "patternProperties\":{\"^x\":{\"type\":\"string\"}}}}},{"
                    "\"type\":\"function\",\"function\":{\"name\":\"tell\",\""
                    "parameters\":{\"type\":\"object\",\"properties\":{},\"de"
                    "scription\":\"None.\"}}},{\"type\":\"function\",\"functi"
                    "on\":{\"name\":\"ping\",\"parameters\":{\"$schema\":\"s"
                    "\",\"title\":\"ping\",\"type\":\"object\",\"properties\""
                    ":{},\"required\":[]}}},{\"type\":\"function\",\"function"
                    "\":{\"name\":\"free\",\"parameters\":{\"type\":\"object"
                    "\"}}}")) },
    { "the_search_tool_is_built_in",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS(SEARCH) ",\"tool_choice\":\"auto\"") },
    { "a_search_tool_with_no_properties_is_built_in",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS("{\"type\":\"function\",\"function\":{\"name\":"
                    "\"google_search\",\"parameters\":{\"type\":\"object\","
                    "\"properties\":{}}}}")) },
    { "a_search_tool_with_properties_is_the_callers",
      REQUEST("gem/gemini-2.5-flash", TOOLS(TOOL("google_search"))) },
    { "a_minimal_effort_is_a_low_one_at_2_5",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"reasoning_effort\":\"minimal\",\"max_tokens\":9000") },
    { "a_document_by_address_has_its_name_at_vertex",
      REQUEST("vx/gemini-2.5-flash",
              CONTENT("{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\","
                      "\"file_data\":\"https://x.example/1\"}}")) },
    { "the_search_tool_had_another_name",
      REQUEST("gem/gemini-1.5-pro", TOOLS(SEARCH)) },
    { "search_options_are_the_search_tool",
      REQUEST("gem/gemini-2.5-flash", USER ",\"web_search_options\":{}") },
    { "search_beside_functions_has_a_switch_at_3",
      REQUEST("gem/gemini-3.5-flash", TOOLS(SEARCH "," TOOL("look"))) },
    { "search_beside_functions_is_refused_by_2_5",
      REQUEST("gem/gemini-2.5-flash", TOOLS(SEARCH "," TOOL("look"))) },
    { "search_beside_functions_is_refused_by_vertex",
      REQUEST("us/gemini-3.5-flash", TOOLS(SEARCH "," TOOL("look"))) },
    { "tools_of_googles_own_go_as_they_are",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS("{\"codeExecution\": {}},{\"urlContext\":{}}")) },
    { "a_mark_on_a_tool_of_googles_own_stays_behind",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS("{\"codeExecution\":{},\"cache_control\":{\"type\":"
                    "\"ephemeral\"}}")) },
    { "tools_of_others_are_refused",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS("{\"type\":\"web_search_preview\"}")) },
    { "custom_tools_are_refused",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS("{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}")) },
    { "a_choice_of_none_keeps_the_tools",
      REQUEST("gem/gemini-2.5-flash", TWO_TOOLS ",\"tool_choice\":\"none\"") },
    { "a_choice_may_be_forced", REQUEST("gem/gemini-2.5-flash", TWO_TOOLS
                                        ",\"tool_choice\":\"required\"") },
    { "a_choice_may_name_one",
      REQUEST("gem/gemini-2.5-flash",
              TWO_TOOLS ",\"tool_choice\":{\"type\":\"function\",\"function\":"
                        "{\"name\":\"ask\"}}") },
    { "a_choice_may_allow_some",
      REQUEST("gem/gemini-2.5-flash",
              TWO_TOOLS ",\"tool_choice\":{\"type\":\"allowed_tools\","
                        "\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[{"
                        "\"type\":\"function\",\"function\":{\"name\":\"look\"}"
                        "}]}}") },
    { "the_search_tool_cannot_be_chosen",
      REQUEST("gem/gemini-3.5-flash",
              TOOLS(SEARCH "," TOOL(
                  "look")) ",\"tool_choice\":{\"type\":\"function\","
                           "\"function\":{\"name\":\"google_search\"}}") },
    { "a_choice_without_functions_is_left_out",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"tool_choice\":\"none\",\"parallel_tool_calls\":true") },
    { "strict_is_a_mode_of_calling",
      REQUEST("gem/gemini-2.5-flash",
              TOOLS(STRICT_TOOL) ",\"parallel_tool_calls\":false") },
    { "no_parallel_calls_is_a_wish_beside_built_in_tools_too",
      REQUEST("gem/gemini-3.5-flash",
              TOOLS(SEARCH) ",\"parallel_tool_calls\":false") },
    { "what_has_properties_stays_an_object_beside_its_choices",
      REQUEST("gem/gemini-2.0-flash",
              TOOLS("{\"type\":\"function\",\"function\":{\"name\":\"look\","
                    "\"parameters\":{\"properties\":{\"a\":{\"type\":"
                    "\"string\"},\"b\":{\"type\":\"string\"}},\"anyOf\":[{"
                    "\"required\":[\"a\"]},{\"required\":[\"b\"]}]}}}")) },
    { "no_tools_for_gemma_3",
      REQUEST("gem/gemma-3-27b-it", TOOLS(TOOL("look"))) },

    /* ---- structured answers ---- */
    { "a_schema_is_native",
      REQUEST("gem/gemini-2.5-flash", USER "," JSON_SCHEMA) },
    { "json_mode_is_native",
      REQUEST("vx/gemini-2.5-flash", USER "," JSON_OBJECT) },
    { "beside_functions_a_schema_is_native_at_3",
      REQUEST("gem/gemini-3.5-flash", TWO_TOOLS "," JSON_SCHEMA) },
    { "beside_functions_a_schema_is_a_function_at_2_5",
      REQUEST("gem/gemini-2.5-flash", TWO_TOOLS "," JSON_SCHEMA) },
    { "with_no_other_call_allowed_only_the_answer_is",
      REQUEST("gem/gemini-2.5-flash",
              TWO_TOOLS "," JSON_OBJECT ",\"tool_choice\":\"none\"") },
    { "a_named_call_comes_before_the_answer",
      REQUEST("gem/gemini-2.5-flash",
              TWO_TOOLS "," JSON_OBJECT
                        ",\"tool_choice\":{\"type\":\"function\",\"function\":"
                        "{\"name\":\"ask\"}}") },
    { "beside_search_a_schema_is_native",
      REQUEST("gem/gemini-2.5-flash", TOOLS(SEARCH) "," JSON_SCHEMA) },
    { "gemma_3_has_no_structure",
      REQUEST("gem/gemma-3-27b-it", USER "," JSON_OBJECT) },
    { "gemma_3_may_be_asked_for_it_in_words",
      REQUEST("gem/gemma-3-27b-it",
              TALK(SAYS("system", "S") "," SAYS("user", "U") "," SAYS(
                  "assistant",
                  "A") "," SAYS("user", "V")) "," JSON_SCHEMA
                                              ",\"schema_by_prompt\":true") },
    { "words_for_it_stand_with_the_user_where_an_answer_goes_on",
      REQUEST("gem/gemma-3-27b-it",
              TALK(SAYS("user", "U") "," SAYS(
                  "assistant", "A")) "," JSON_OBJECT
                                     ",\"schema_by_prompt\":true") },
    { "where_no_user_speaks_words_for_it_come_last",
      REQUEST("gem/gemma-3-27b-it",
              TALK(SAYS("assistant", "A")) "," JSON_OBJECT
                                           ",\"schema_by_prompt\":true") },

    /* ---- the older schema ---- */
    { "an_older_model_gets_the_older_schema",
      REQUEST("gem/gemini-2.0-flash", TWO_TOOLS) },
    { "the_older_schema_has_no_references",
      REQUEST(
          "gem/gemini-2.0-flash", USER
          ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
          "{\"name\":\"n\",\"schema\":{\"$schema\":\"s\",\"type\":"
          "\"object\",\"title\":\"T\",\"properties\":{"
          "\"from\":{\"$ref\":\"#/$defs/place\",\"description\":\"F\"},"
          "\"kind\":{\"const\":\"a\"},"
          "\"codes\":{\"type\":\"integer\",\"enum\":[1,2]},"
          "\"words\":{\"enum\":[\"x\",\"\",\"y\"]},"
          "\"maybe\":{\"type\":[\"number\",\"null\"],\"minimum\":0.50},"
          "\"either\":{\"type\":[\"string\",\"array\"]},"
          "\"one\":{\"oneOf\":[{\"type\":\"string\",\"format\":\"uri\"},"
          "{\"type\":\"null\"}]},"
          "\"any\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"object\","
          "\"properties\":{\"z\":{\"type\":\"boolean\"}}}]},"
          "\"list\":{\"type\":\"array\"},"
          "\"all\":{\"allOf\":[{\"properties\":{\"p\":{\"type\":"
          "\"string\"}},\"required\":[\"p\"]},{\"properties\":{\"q\":{"
          "\"type\":\"integer\"},\"p\":{\"type\":\"null\"}}}]}},"
          "\"required\":[\"from\",\"none\"],\"additionalProperties\":"
          "false,\"$defs\":{\"place\":{\"type\":\"object\",\"properties\":"
          "{\"when\":{\"type\":\"string\",\"format\":\"date-time\"}}}}}}}") },
    { "a_schema_that_holds_itself_ends",
      REQUEST("gem/gemini-2.0-flash",
              USER ",\"response_format\":{\"type\":\"json_schema\","
                   "\"json_schema\":{\"name\":\"n\",\"schema\":{\"$ref\":"
                   "\"#/$defs/node\",\"$defs\":{\"node\":{\"type\":\"object\","
                   "\"properties\":{\"next\":{\"$ref\":\"#/$defs/node\"},"
                   "\"a~b\":{\"$ref\":\"#/nowhere\"}}}}}}}") },
    { "what_an_older_schema_lists_has_its_type",
      REQUEST("gem/gemini-2.0-flash",
              USER ",\"response_format\":{\"type\":\"json_schema\","
                   "\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":"
                   "\"object\",\"properties\":{"
                   "\"count\":{\"enum\":[null,1,2]},"
                   "\"less\":{\"const\":-1.5},\"yes\":{\"const\":true},"
                   "\"word\":{\"enum\":[\"a\",null]},"
                   "\"blank\":{\"type\":\"string\",\"enum\":[\"\"]},"
                   "\"nothing\":{\"const\":null},"
                   "\"said\":{\"type\":\"string\",\"nullable\":true}}}}}") },

    /* ---- thinking ---- */
    { "an_effort_is_a_share_at_2_5",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"reasoning_effort\":\"medium\",\"max_tokens\":1000") },
    { "an_effort_without_a_limit_is_googles_own",
      REQUEST("gem/gemini-2.5-pro", USER ",\"reasoning_effort\":\"max\"") },
    { "an_effort_of_none_stops_flash",
      REQUEST("vx/gemini-2.5-flash-lite",
              USER ",\"reasoning_effort\":\"none\"") },
    { "an_effort_of_none_does_not_stop_pro",
      REQUEST("vx/mine", USER ",\"reasoning_effort\":\"none\"") },
    { "a_limit_may_be_too_small_for_thinking",
      REQUEST("gem/gemini-2.5-flash-lite",
              USER ",\"reasoning_effort\":\"low\",\"max_tokens\":400") },
    { "an_effort_is_a_level_at_3", REQUEST("gem/gemini-3-flash-preview", USER
                                           ",\"reasoning_effort\":\"low\"") },
    { "a_level_that_is_missing_is_the_nearest",
      REQUEST("gem/gemini-3.7-flash",
              USER ",\"reasoning_effort\":\"minimal\"") },
    { "none_is_the_lowest_level",
      REQUEST("gem/gemini-4-argon", USER ",\"reasoning_effort\":\"none\"") },
    { "no_effort_where_nobody_thinks",
      REQUEST("gem/gemini-2.0-flash", USER ",\"reasoning_effort\":\"low\"") },
    { "a_budget_wins_over_an_effort",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"reasoning_effort\":\"low\",\"thinking\":{\"type\":"
                   "\"enabled\",\"budget_tokens\":99999}") },
    { "a_budget_is_a_level_at_3",
      REQUEST("gem/gemini-3.5-flash",
              USER ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":"
                   "4000}") },
    { "adaptive_thinking_sets_its_own_budget",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"thinking\":{\"type\":\"adaptive\"}") },
    { "adaptive_thinking_sets_its_own_level",
      REQUEST("gem/gemini-3.5-flash",
              USER ",\"thinking\":{\"type\":\"adaptive\"}") },
    { "thinking_is_switched_off_as_far_as_can_be",
      REQUEST("gem/gemini-3.5-flash",
              USER ",\"thinking\":{\"type\":\"disabled\"}") },
    { "a_model_of_nobody_knows_what_has_levels",
      REQUEST("vx/endpoints/9", USER ",\"reasoning_effort\":\"xhigh\"") },

    /* ---- the rest ---- */
    { "sampling_goes_under_its_names",
      REQUEST("vx/gemini-2.5-flash",
              USER ",\"temperature\":0,\"top_p\":0.5,\"top_k\":40,\"n\":2,"
                   "\"stop\":[\"a\",\"b\"],\"presence_penalty\":0.1,"
                   "\"frequency_penalty\":-0.1,\"seed\":-7,\"logprobs\":true,"
                   "\"top_logprobs\":3,\"max_completion_tokens\":9,"
                   "\"max_tokens\":8") },
    { "newer_models_take_less",
      REQUEST("gem/gemini-3.8-flash",
              USER ",\"temperature\":0,\"top_p\":0.5,\"top_k\":40,"
                   "\"presence_penalty\":0.1,\"frequency_penalty\":-0.1,"
                   "\"top_logprobs\":3") },
    { "six_stops_are_too_many",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]") },
    { "twenty_likely_tokens_are_the_most",
      REQUEST("vx/gemini-2.5-flash",
              USER ",\"logprobs\":true,\"top_logprobs\":21") },
    { "a_seed_has_32_bits",
      REQUEST("gem/gemini-2.5-flash", USER ",\"seed\":2147483648") },
    { "argon_gives_less_at_once",
      REQUEST("gem/gemini-4-argon", USER ",\"max_tokens\":60000") },
    { "what_is_continued_has_one_limit_for_all",
      REQUEST("gem/gemini-4-argon",
              USER ",\"max_tokens\":60000,\"continuation_token\":\"dG9r\"") },
    { "neon_gives_as_much_at_once",
      REQUEST("gem/gemini-4-neon",
              USER ",\"max_tokens\":60000,\"reasoning_effort\":\"xhigh\"") },
    { "carbon_has_no_more_than_high",
      REQUEST("vx/gemini-4-carbon",
              USER ",\"max_tokens\":60000,\"reasoning_effort\":\"xhigh\"") },
    { "what_has_no_room_is_reported",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"user\":\"u\",\"safety_identifier\":\"s\","
                   "\"prompt_cache_key\":\"k\",\"logit_bias\":{\"1\":2},"
                   "\"store\":true,\"verbosity\":\"low\",\"cache_control\":{"
                   "\"type\":\"ephemeral\"},\"metadata\":{\"a\":\"b\"},"
                   "\"service_tier\":\"scale\",\"prediction\":{\"a\":1}") },
    { "what_changes_nothing_leaves_no_trace",
      REQUEST("gem/gemini-2.5-flash", USER ",\"logit_bias\":{}") },
    { "metadata_are_labels_at_vertex",
      REQUEST("vx/gemini-2.5-flash",
              USER ",\"metadata\":{\"team\":\"search\",\"Env Name\":"
                   "\"Prod.1\"},\"service_tier\":\"flex\"") },
    { "a_tier_has_its_word",
      REQUEST("gem/gemini-2.5-flash", USER ",\"service_tier\":\"default\"") },
    { "members_of_googles_own_have_their_places",
      REQUEST("gem/gemini-2.5-flash-image",
              USER ",\"modalities\":[\"text\",\"image\"],\"safety_settings\":["
                   "{\"category\":\"C\",\"threshold\":\"OFF\"}],"
                   "\"image_config\":{\"aspectRatio\":\"1:1\"},\"labels\":{"
                   "\"a\":\"b\"}") },
    { "a_cached_prompt_goes_by_its_name",
      REQUEST("gem/gemini-2.5-flash", USER
              ",\"extra_body\":{\"cachedContent\":\"cachedContents/1\"}") },
    { "a_cached_prompt_holds_its_instructions",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("system", "S") "," SAYS(
                  "user", "U")) ",\"cached_content\":\"cachedContents/1\"") },
    { "a_member_of_the_body_is_said_once",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"seed\":1,\"extra_body\":{\"generationConfig\":{}}") },
    { "a_member_is_the_same_in_the_other_spelling",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"seed\":1,\"extra_body\":{\"generation_config\":{}}") },
    { "instructions_stand_in_a_cache_of_the_other_spelling",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("system", "S") "," SAYS("user", "U")) ",\"extra_body\":"
                                                              "{\"cached_"
                                                              "content\":"
                                                              "\"c/1\"}") },
    { "cache_marks_are_left_out",
      REQUEST("gem/gemini-2.5-flash",
              TALK("{\"role\":\"system\",\"content\":[{\"type\":\"text\","
                   "\"text\":\"S\",\"cache_control\":{\"type\":\"ephemeral\"}}"
                   "]},{\"role\":\"user\",\"content\":[{\"type\":\"text\","
                   "\"text\":\"U\",\"cache_control\":{\"type\":\"ephemeral\"}}"
                   "]}") ",\"tools\":[{\"type\":\"function\",\"cache_control\":"
                         "{\"type\":\"ephemeral\"},\"function\":{\"name\":"
                         "\"f\"}}]") },

    /* ---- rarer things ---- */
    { "results_of_several_messages_stand_in_one_turn",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"t"
      "ool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\""
      "name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"assistant\",\""
      "content\":null,\"tool_calls\":[{\"id\":\"c2\",\"type\":\"function\""
      ",\"function\":{\"name\":\"ask\",\"arguments\":\"{}\"}}]},{\"role\""
      ":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"two\"},{\"role\":\""
      "tool\",\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "calls_may_share_an_id",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"t"
      "ool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"n"
      "ame\":\"look\",\"arguments\":\"{}\"}},{\"id\":\"c\",\"type\":\"fun"
      "ction\",\"function\":{\"name\":\"ask\",\"arguments\":\"{}\"}}]},{\""
      "role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"one\"},{\"rol"
      "e\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"two\"},{\"role\""
      ":\"tool\",\"tool_call_id\":\"c\",\"content\":\"three\"}]}" },
    { "what_a_result_has_beside_its_content_is_reported",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"t"
      "ool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\""
      "name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool"
      "_call_id\":\"c1\",\"content\":[{\"type\":\"text\",\"text\":\"see\""
      ",\"mood\":1,\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":"
      "\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBOR"
      "w==\",\"detail\":\"high\"}},{\"type\":\"file\",\"file\":{\"filenam"
      "e\":\"a.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERg=="
      "\"}}],\"name\":\"look\",\"mood\":\"good\"}]}" },
    { "a_document_in_a_result_has_its_name_at_vertex",
      "{\"model\":\"vx/gemini-3.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"too"
      "l_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"na"
      "me\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_c"
      "all_id\":\"c1\",\"content\":[{\"type\":\"file\",\"file\":{\"filena"
      "me\":\"a.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERg="
      "=\"}}]}]}" },
    { "what_a_result_cannot_hold_follows_it",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"t"
      "ool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\""
      "name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool"
      "_call_id\":\"c1\",\"content\":[{\"type\":\"text\",\"text\":\"{\\\""
      "a\\\":1}\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https"
      "://x.example/a.png\"}}]}]}" },
    { "a_budget_of_none_stops_thinking",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"thinking\":{\"type\":\"enabled\",\"budget"
      "_tokens\":0}}" },
    { "a_budget_of_none_is_the_lowest_level",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"thinking\":{\"type\":\"enabled\",\"budget"
      "_tokens\":0}}" },
    { "a_small_budget_is_a_low_level",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"thinking\":{\"type\":\"enabled\",\"budget"
      "_tokens\":1024}}" },
    { "thinking_between_tools_is_thinking",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"thinking\":{\"type\":\"between_tools\"}}" },
    { "a_budget_is_left_out_where_nobody_thinks",
      "{\"model\":\"gem/gemini-2.0-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"thinking\":{\"type\":\"enabled\",\"budget"
      "_tokens\":99}}" },
    { "a_huge_limit_is_no_huge_budget",
      "{\"model\":\"gem/gemini-2.5-pro\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"reasoning_effort\":\"high\",\"max_tokens\":"
      "9223372036854775807}" },
    { "an_older_model_has_no_strict_mode",
      "{\"model\":\"gem/gemini-2.0-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"prope"
      "rties\":{\"n\":{\"type\":\"integer\"}}},\"strict\":true}}]}" },
    { "an_older_model_cannot_be_kept_to_some",
      "{\"model\":\"gem/gemini-2.0-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"prope"
      "rties\":{\"n\":{\"type\":\"integer\"}}}}}],\"tool_choice\":{\"type"
      "\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\""
      ":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}}}" },
    { "some_may_be_allowed_beside_an_answer",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"prope"
      "rties\":{\"n\":{\"type\":\"integer\"}}}}}],\"tool_choice\":{\"type"
      "\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\""
      ":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}},\"re"
      "sponse_format\":{\"type\":\"json_object\"}}" },
    { "the_search_tool_is_no_choice_among_functions",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"prope"
      "rties\":{\"n\":{\"type\":\"integer\"}}}}},{\"type\":\"function\",\""
      "function\":{\"name\":\"google_search\"}}],\"tool_choice\":{\"type\""
      ":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tool"
      "s\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}},{\"t"
      "ype\":\"function\",\"function\":{\"name\":\"google_search\"}}]}}}" },
    { "one_search_tool_is_enough",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"google_search\"}}],\"web_search_options\":{\"searc"
      "h_context_size\":\"high\",\"user_location\":null}}" },
    { "no_search_for_gemma_3",
      "{\"model\":\"gem/gemma-3-27b-it\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"web_search_options\":{}}" },
    { "an_empty_schema_is_none",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"f\",\"parameters\":{}}}]}" },
    { "members_of_a_declaration_go_along",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"prope"
      "rties\":{\"n\":{\"type\":\"integer\"}}}},\"response_json_schema\":"
      "{\"type\":\"string\"},\"mood\":1,\"behavior\":null}]}" },
    { "a_shield_is_for_vertex",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"modelArmorConfig\":{\"promptTemplateName\""
      ":\"t\"},\"safetySettings\":null}" },
    { "vertex_takes_members_of_its_own",
      "{\"model\":\"vx/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"model_armor_config\":{\"promptTemplateName\""
      ":\"t\"},\"labels\":{\"a\":\"b\"},\"routing_config\":{\"autoMode\":"
      "{}},\"audio_timestamp\":true,\"translationConfig\":{}}" },
    { "where_the_user_is_stands_beside_the_choice",
      "{\"model\":\"gem/gemini-3.8-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"tools\":[{\"googleMaps\":{}},{\"type\":\"func"
      "tion\",\"function\":{\"name\":\"f\"}}],\"tool_choice\":\"required\","
      "\"retrieval_config\":{\"latLng\":{\"latitude\":1.5,\"longitude\":-2}"
      "}}" },
    { "where_the_user_is_may_stand_alone",
      "{\"model\":\"vx/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"tools\":[{\"googleMaps\":{}}],\"retrievalConf"
      "ig\":{\"languageCode\":\"de\"}}" },
    { "where_the_user_is_is_said_once",
      "{\"model\":\"vx/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"tools\":[{\"googleMaps\":{}}],\"retrievalConf"
      "ig\":{\"languageCode\":\"de\"},\"retrieval_config\":{}}" },
    { "an_empty_list_that_google_knows_goes_out",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"safetySettings\":[],\"modalities\":[],"
                   "\"web_search_options\":[],\"unheard_of\":[]") },
    { "a_member_of_the_config_is_said_once",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"speechConfig\":{},\"speech_config\":{}") },
    { "modalities_are_said_once",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"modalities\":[\"text\"],"
                   "\"responseModalities\":[\"TEXT\"]") },
    { "names_that_come_to_one_label_are_one",
      REQUEST("vx/gemini-2.5-flash",
              USER ",\"metadata\":{\"User/1\":\"a\",\"user.1\":\"b\"}") },
    { "labels_are_said_once",
      "{\"model\":\"vx/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"metadata\":{\"a\":\"b\"},\"labels\":{\"a\":"
      "\"b\"}}" },
    { "a_label_is_cut_between_characters",
      "{\"model\":\"vx/gemini-2.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"Q\"}],\"metadata\":{\"a\":\"xxxxxxxxxxxxxxxxxxxxxxx"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\u00e9t\\u00e9\"}}" },
    { "a_voice_has_its_place",
      "{\"model\":\"gem/gemini-2.5-flash-preview-tts\",\"messages\":[{\"r"
      "ole\":\"user\",\"content\":\"Q\"}],\"modalities\":[\"audio\"],\"sp"
      "eech_config\":{\"voiceConfig\":{}}}" },
    { "modalities_are_a_list",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"modalities\":\"audio\",\"speechConfig\":n"
      "ull}" },
    { "counts_come_unasked",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"stream_options\":{\"include_usage\":false"
      "},\"stream\":true}" },
    { "a_schema_has_no_description_of_its_own",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"response_format\":{\"type\":\"json_schema"
      "\",\"json_schema\":{\"name\":\"n\",\"description\":\"d\",\"schema\""
      ":{\"type\":\"object\"}}}}" },
    { "a_middling_look_has_its_word",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"d"
      "ata:image/png;base64,iVBORw==\",\"detail\":\"medium\"}},{\"type\":"
      "\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBOR"
      "w==\",\"detail\":\"original\"}}]}]}" },
    { "a_middling_look_may_be_the_closest",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"d"
      "ata:image/png;base64,iVBORw==\",\"detail\":\"medium\"}},{\"type\":"
      "\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBOR"
      "w==\",\"detail\":\"low\"}}]}]}" },
    { "a_video_is_cut_to_size",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":[{\"type\":\"video_url\",\"video_url\":{\"url\":\"h"
      "ttps://x.example/a.mp4\"},\"video_metadata\":{\"fps\":2},\"part_me"
      "tadata\":{\"a\":1},\"mood\":1}]}]}" },
    { "what_google_knows_of_media_goes_out",
      "{\"model\":\"vx/gemini-3.8-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"gs://b/a."
      "pdf\"},\"document_metadata\":{\"a\":1}},{\"type\":\"video_url\",\"vi"
      "deo_url\":{\"url\":\"gs://b/a.mp4\"},\"media_processing\":{\"b\":2}}"
      ",{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"for"
      "mat\":\"wav\"},\"audioMetadata\":{\"c\":3}},{\"type\":\"text\",\"te"
      "xt\":\"Q\",\"speech_metadata\":{\"speaker\":\"A\"}}]}],\"output_con"
      "fig\":{\"outputUriPrefix\":\"gs://b/\"}}" },
    { "metadata_of_a_part_stay_at_home_at_vertex",
      "{\"model\":\"vx/gemini-3.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":[{\"type\":\"video_url\",\"video_url\":{\"url\":\"gs:"
      "//b/a.mp4\"},\"videoMetadata\":{\"fps\":2},\"partMetadata\":{\"a\""
      ":1}}]}]}" },
    { "a_picture_of_a_long_kind_is_refused",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"h"
      "ttps://x.example/a\",\"mime_type\":\"image/xxxxxxxxxxxxxxxxxxxxxxx"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}}]}]}" },
    { "an_address_may_be_a_file_id",
      "{\"model\":\"vx/gemini-3.5-flash\",\"messages\":[{\"role\":\"user\""
      ",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"gs://b/a."
      "pdf\"}}]}]}" },
    { "a_sound_of_another_is_what_it_said",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"},{\"role\":\"assistant\",\"audio\":{\"id\":\""
      "audio_1\",\"transcript\":\"Said so.\"}},{\"role\":\"user\",\"conte"
      "nt\":\"V\"}]}" },
    { "what_nobody_knows_of_thinking_is_reported",
      "{\"model\":\"gem/gemini-2.5-flash\",\"max_tokens\":4000,\"thinking\":{"
      "\"type\":\"enabled\",\"budget_tokens\":2000,\"display\":\"updates\","
      "\"mood\":1},\"messages\":[{\"role\":\"user\",\"content\":\"Q\"}]}" },
    { "marks_and_names_of_the_model_are_left_out",
      "{\"model\":\"gem/gemini-3.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"},{\"role\":\"assistant\",\"name\":\"ann\",\"c"
      "ontent\":[{\"type\":\"text\",\"text\":\"A\",\"cache_control\":{\"t"
      "ype\":\"ephemeral\"}}]},{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "arguments_may_have_blanks_before_them",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":null,\"t"
      "ool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\""
      "name\":\"look\",\"arguments\":\" \\n{\\\"a\\\":1}\"}},{\"id\":\"c2"
      "\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"argumen"
      "ts\":\" \\n\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"con"
      "tent\":\"1\"},{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content"
      "\":\" {\\\"b\\\":2}\"}]}" },
    { "unknown_members_of_an_answer_are_reported",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"U\"},{\"role\":\"assistant\",\"content\":[{\"type"
      "\":\"text\",\"text\":\"A\",\"odd\":1}],\"tool_calls\":[{\"id\":\"a"
      "\",\"type\":\"function\",\"extra_content\":{\"other\":{\"x\":1}},"
      "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\""
      "tool\",\"tool_call_id\":\"a\",\"content\":\"r\"}]}" },
    { "what_else_thinking_says_is_dropped",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"U\"}],\"thinking\":{\"type\":\"disabled\",\"budge"
      "t_tokens\":2000,\"odd\":1}}" },
    { "the_id_of_a_legacy_call_is_not_sent",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("user", "U") ",{\"role\":\"assistant\",\"content\":"
                                     "null,\"function_call\":{\"name\":"
                                     "\"look\",\"arguments\":\"{}\"}},"
                                     "{\"role\":\"function\",\"name\":"
                                     "\"look\",\"content\":\"one\"}")) },
    { "the_closest_look_is_for_pictures_alone",
      REQUEST("gem/gemini-3.8-flash",
              CONTENT(URL_PART(PNG ",\"detail\":\"ultra\"") "," URL_PART(
                  "\"url\":\"data:application/pdf;base64,JVBERg==\","
                  "\"detail\":\"ultra\""))) },
    { "sampling_stays_within_its_limits",
      REQUEST("gem/gemini-2.5-flash",
              USER ",\"presence_penalty\":2,\"frequency_penalty\":-2,"
                   "\"temperature\":2.5,\"top_p\":1") },
    { "an_alias_made_what_its_model_made",
      REQUEST("vx/gemini-2.5-flash",
              TALK(SAYS("user",
                        "U") ",{\"role\":\"assistant\",\"content\":"
                             "null,\"tool_calls\":[" SIGNED(
                                 "c1", "look",
                                 "c2ln") "],\"origin\":{\"provider\":"
                                         "\"vertex\",\"account\":"
                                         "\"vx\",\"model\":\"away\"}}," RESULT(
                                             "c1", "\"1\""))) },
    { "a_message_of_nothing_stays_behind",
      REQUEST("gem/gemini-2.5-flash",
              TALK(SAYS("user", "U") "," SAYS("assistant", "") "," SAYS(
                  "user", "") "," SAYS("user", "V"))) },
    { "empty_instructions_are_none",
      "{\"model\":\"gem/gemini-2.5-flash\",\"messages\":[{\"role\":\"syst"
      "em\",\"content\":\"\"},{\"role\":\"user\",\"content\":\"Q\"}]}" },
    { "the_older_schema_has_its_odd_ends",
      "{\"model\":\"gem/gemini-2.0-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"response_format\":{\"type\":\"json_schema"
      "\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\""
      ",\"properties\":{\"lost\":{\"$ref\":\"other.json\"},\"list\":{\"it"
      "ems\":{\"type\":\"integer\"}},\"pair\":{\"type\":[\"string\",\"arr"
      "ay\",\"null\"]},\"bad\":{\"anyOf\":7},\"none\":{\"type\":[\"null\""
      "]},\"same\":{\"$ref\":\"#\"},\"word\":{\"enum\":[\"a\",\"\",1]}},\""
      "required\":[\"list\",\"gone\"]}}}}" },
    { "properties_may_stand_behind_a_reference",
      REQUEST("gem/gemini-2.0-flash",
              USER ",\"tools\":[{\"type\":\"function\",\"function\":{"
                   "\"name\":\"f\",\"parameters\":{\"$ref\":\"#/$defs/A\","
                   "\"$defs\":{\"A\":{\"type\":\"object\",\"properties\":{"
                   "\"n\":{\"type\":\"string\"}}}}}}}]") },
    { "a_schema_without_end_is_refused",
      "{\"model\":\"gem/gemini-2.0-flash\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Q\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properti"
      "es\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"it"
      "ems\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":"
      "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"typ"
      "e\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\""
      "array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"array\""
      ",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"ite"
      "ms\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{"
      "\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type"
      "\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"a"
      "rray\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"array\""
      ",\"items\":{\"type\":\"string\"}}}}}}}}}}}}}}}}}}}}}}}}}}}]}" },
};

enum { N_CASES = sizeof(cases) / sizeof(cases[0]) };

static const struct request_suite suite = {
    .folder = "google_generate/write",
    .accounts = ACCOUNTS,
    .cases = cases,
    .n_cases = N_CASES,
};

/* ---- addresses ---------------------------------------------------------- */

static parl_status encode(parl_client *client, const char *model,
                          int32_t stream, parl_call **call, parl_error **error)
{
    const parl_message hi = PARL_USER("Hi");
    const parl_request request = { PARL_REQUEST_INIT, .model = model,
                                   .messages = &hi, .n_messages = 1,
                                   .stream = stream };

    return parl_encode(client, &request, call, error);
}

static void check_url(parl_client *client, const char *model, int32_t stream,
                      const char *url)
{
    parl_error *error = NULL;
    parl_call *call = NULL;

    if (encode(client, model, stream, &call, &error) != PARL_OK)
        fail_msg("%s: %s", model, parl_error_message(error));
    assert_string_equal(parl_call_url(call), url);
    parl_call_free(call);
}

#define GEMINI "https://generativelanguage.googleapis.com/v1beta/"
#define IN(location) "/v1beta1/projects/p/locations/" location "/"

static void test_each_id_and_place_has_its_address(void **state)
{
    static const struct {
        const char *model, *url; /* without the verb */
    } list[] = {
        { "gem/gemini-2.5-pro", GEMINI "models/gemini-2.5-pro" },
        { "gem/models/gemini-2.5-pro", GEMINI "models/gemini-2.5-pro" },
        { "gem/tunedModels/t-1", GEMINI "tunedModels/t-1" },
        { "near/gemini-2.5-pro",
          "https://proxy.example/gemini/v1beta/models/gemini-2.5-pro" },
        { "stable/gemini-2.5-pro",
          "https://proxy.example/v1/models/gemini-2.5-pro" },
        { "vx/gemini-2.5-pro",
          "https://europe-west9-aiplatform.googleapis.com" IN(
              "europe-west9") "publishers/google/models/gemini-2.5-pro" },
        { "vx/away",
          "https://aiplatform.googleapis.com" IN(
              "global") "publishers/google/models/gemini-2.5-flash" },
        { "vx/mine", "https://europe-west9-aiplatform.googleapis.com" IN(
                         "europe-west9") "endpoints/77" },
        { "vx/projects/q/locations/l/endpoints/5",
          "https://europe-west9-aiplatform.googleapis.com/v1beta1/projects/q/"
          "locations/l/endpoints/5" },
        { "vx/publishers/meta/models/llama@1",
          "https://europe-west9-aiplatform.googleapis.com" IN(
              "europe-west9") "publishers/meta/models/llama@1" },
        { "vx/meta/llama", "https://europe-west9-aiplatform.googleapis.com" IN(
                               "europe-west9") "publishers/meta/models/llama" },
        { "us/gemini-2.5-pro", "https://aiplatform.us.rep.googleapis.com" IN(
                                   "us") "publishers/google/models/"
                                         "gemini-2.5-pro" },
        { "both/gemini-2.5-pro", "https://aiplatform.eu.rep.googleapis.com" IN(
                                     "eu") "publishers/google/models/"
                                           "gemini-2.5-pro" },
        { "vnear/gemini-2.5-pro",
          "https://proxy.example/v1/projects/p/locations/us/publishers/google/"
          "models/gemini-2.5-pro" },
        { "vbeta/gemini-2.5-pro",
          "https://proxy.example" IN("us") "publishers/google/models/"
                                           "gemini-2.5-pro" },
        { "express/gemini-2.5-pro",
          "https://aiplatform.googleapis.com/v1beta1/publishers/google/models/"
          "gemini-2.5-pro" },
    };
    parl_client *client = requests_client(&suite, NULL);
    char url[256];

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        snprintf(url, sizeof(url), "%s:generateContent", list[i].url);
        check_url(client, list[i].model, PARL_NO, url);
        snprintf(url, sizeof(url), "%s:streamGenerateContent?alt=sse",
                 list[i].url);
        check_url(client, list[i].model, PARL_YES, url);
    }
    parl_client_free(client);
}

static void test_ids_that_lead_elsewhere_are_refused(void **state)
{
    static const char *const models[] = {
        "gem/gemini?alt=json",
        "gem/../files/1",
        "gem/gemini#x",
        "gem/gemini&x=1",
        "gem/gemini%2Fx",
        "vx/endpoints/../1",
        "vx/a//b",
        "gem/gemini\n2.5",
        "gem/gemini pro",
    };
    parl_client *client = requests_client(&suite, NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++) {
        parl_error *error = NULL;
        parl_call *call = NULL;

        assert_int_equal(encode(client, models[i], PARL_NO, &call, &error),
                         PARL_INVALID_ARGUMENT);
        assert_non_null(strstr(parl_error_message(error), "/model: "));
        parl_error_free(error);
    }
    parl_client_free(client);
}

static void test_a_place_that_was_not_said_is_named(void **state)
{
    parl_client *client = requests_client(&suite, NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    (void)state;
    assert_int_equal(
        encode(client, "nowhere/gemini-2.5-pro", PARL_NO, &call, &error),
        PARL_INVALID_ARGUMENT);
    assert_string_equal(parl_error_message(error),
                        "account 'nowhere': location is missing");
    parl_error_free(error);
    parl_client_free(client);
}

static const char *header(const parl_call *call, const char *name)
{
    for (size_t i = 0; i < parl_call_n_headers(call); i++) {
        const parl_pair *pair = parl_call_header(call, i);

        if (strcmp(pair->name, name) == 0)
            return pair->value;
    }
    return NULL;
}

static void test_a_key_and_a_token_have_headers_of_their_own(void **state)
{
    static const struct {
        const char *model, *key, *token;
    } list[] = {
        { "gem/gemini-2.5-pro", CODEC_KEY, NULL },
        { "express/gemini-2.5-pro", CODEC_KEY, NULL },
        { "both/gemini-2.5-pro", CODEC_KEY, NULL },
        { "vx/gemini-2.5-pro", NULL, "Bearer " CODEC_KEY },
    };
    parl_client *client = requests_client(&suite, NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        parl_call *call = NULL;
        const char *key, *token;

        assert_int_equal(encode(client, list[i].model, PARL_NO, &call, NULL),
                         PARL_OK);
        key = header(call, "x-goog-api-key");
        token = header(call, "authorization");
        assert_int_equal(key != NULL, list[i].key != NULL);
        assert_int_equal(token != NULL, list[i].token != NULL);
        if (key != NULL)
            assert_string_equal(key, list[i].key);
        if (token != NULL)
            assert_string_equal(token, list[i].token);
        parl_call_free(call);
    }
    parl_client_free(client);
}

/* ---- attachments that are sent as they are read ---------------------------
 */

static void test_bytes_are_encoded_in_their_place(void **state)
{
    const parl_media media = { .data = "abc",
                               .data_len = 3,
                               .mime_type = "image/webp" };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    const parl_request request = { PARL_REQUEST_INIT,
                                   .model = "gem/gemini-2.5-pro",
                                   .messages = &message, .n_messages = 1 };
    parl_client *client = requests_client(&suite, NULL);
    parl_call *call = NULL;
    char body[256] = "";
    size_t n = 0;

    (void)state;
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    assert_int_equal(parl_call_read(call, body, sizeof(body) - 1, &n, NULL),
                     PARL_OK);
    assert_string_equal(body,
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{"
                        "\"inlineData\":{\"mimeType\":\"image/webp\",\"data\":"
                        "\"YWJj\"}}]}]}");
    parl_call_free(call);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_each_id_and_place_has_its_address),
        cmocka_unit_test(test_ids_that_lead_elsewhere_are_refused),
        cmocka_unit_test(test_a_place_that_was_not_said_is_named),
        cmocka_unit_test(test_a_key_and_a_token_have_headers_of_their_own),
        cmocka_unit_test(test_bytes_are_encoded_in_their_place),
    };

    return requests_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
