/* tests/dialects/test_openai_chat_write.c -- requests become bodies of
 * chat/completions: a request in the JSON dialect for each behaviour, and what
 * it comes to in tests/golden/openai_chat/write. */
#include "support/requests.h"

#include <stdlib.h>

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
#define SCHEMA                                                                 \
    "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},"      \
    "\"required\":[\"n\"],\"additionalProperties\":false}"
#define JSON_SCHEMA                                                            \
    "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"          \
    "\"name\":\"count\",\"description\":\"a count\",\"schema\":" SCHEMA ","    \
    "\"strict\":true}}"
#define JSON_OBJECT "\"response_format\":{\"type\":\"json_object\"}"
#define BY_PROMPT "\"schema_by_prompt\":true"

/* A call that the one of ORIGIN signed, on its way to vLLM. */
#define SIGNED_BY(ORIGIN)                                                      \
    "{\"model\":\"vllm/g\"," TWO_TOOLS ",\"messages\":["                       \
    "{\"role\":\"user\",\"content\":\"U\"},"                                   \
    "{\"role\":\"assistant\",\"origin\":{" ORIGIN "},\"tool_calls\":[{"        \
    "\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"look\","     \
    "\"arguments\":\"{}\"},\"provider_specific_fields\":{"                     \
    "\"thought_signature\":\"S+/=\"}}]}," RESULT("c1", "\"one\"") "]}"

static const struct request_case cases[] = {
    /* ---- messages ---- */
    { "a_text_is_one_string", "{\"model\":\"work/gpt-4o\"," USER "}" },
    { "text_is_escaped_and_no_more",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\\\"\\\\\\/"
      "\\n\\u0001\\u00e9\\ud83d\\ude00\"}]}" },
    { "each_role_keeps_its_place_and_instructions_one_name",
      "{\"model\":\"work/gpt-5\",\"messages\":["
      "{\"role\":\"system\",\"content\":\"S\"},"
      "{\"role\":\"developer\",\"content\":\"D\"},"
      "{\"role\":\"user\",\"content\":\"U\",\"name\":\"ann\"},"
      "{\"role\":\"assistant\",\"content\":\"A\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_developer_is_a_system_where_nobody_knows_it",
      "{\"model\":\"groq/llama\",\"messages\":["
      "{\"role\":\"developer\",\"content\":\"D\"},"
      "{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "azure_mixes_no_instructions",
      "{\"model\":\"az/fast\",\"messages\":["
      "{\"role\":\"system\",\"content\":\"S\"},"
      "{\"role\":\"developer\",\"content\":\"D\"},"
      "{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "o1_mini_is_instructed_by_the_user",
      "{\"model\":\"work/o1-mini\",\"messages\":["
      "{\"role\":\"system\",\"content\":\"S\"},"
      "{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "several_texts_stay_apart",
      "{\"model\":\"work/gpt-4o\"," CONTENT(
          "{\"type\":\"text\",\"text\":\"a\"},"
          "{\"type\":\"text\",\"text\":\"b\"}") "}" },
    { "ollama_gets_several_texts_as_one",
      "{\"model\":\"ollama/qwen\"," CONTENT(
          "{\"type\":\"text\",\"text\":\"a\"},"
          "{\"type\":\"text\",\"text\":\"b\"}") "}" },
    { "an_assistant_that_said_nothing_is_left_out",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_talk_in_which_nothing_is_said_is_refused",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"assistant\",\"content\":\"\"}]}" },
    { "a_refusal_beside_a_blank_text_is_all_that_goes_back",
      "{\"model\":\"groq/llama\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":\"No.\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "the_name_of_a_schema_is_one_that_openai_takes",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"}],\"response_format\":"
      "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"my answer\","
      "\"schema\":{\"type\":\"object\",\"properties\":{}}}}}" },
    { "none_among_no_tools_does_not_keep_the_answer_from_being_called",
      "{\"model\":\"work/gpt-4-turbo\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"}],\"tool_choice\":\"none\","
      "\"parallel_tool_calls\":false,\"response_format\":"
      "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\","
      "\"schema\":{\"type\":\"object\",\"properties\":{}}}}}" },
    { "a_refusal_goes_back_as_a_part",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "a_wish_to_think_wins_over_an_effort_of_none",
      "{\"model\":\"work/gpt-5.1\"," USER ",\"reasoning_effort\":\"none\","
      "\"thinking\":{\"type\":\"enabled\"}}" },
    { "a_wish_to_rest_is_the_lowest_effort_where_thinking_cannot_stop",
      "{\"model\":\"work/gpt-5\"," USER ",\"reasoning_effort\":\"high\","
      "\"thinking\":{\"type\":\"disabled\"}}" },
    { "a_second_refusal_is_dropped_with_a_report",
      "{\"model\":\"chat/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"A\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"refusal\","
      "\"refusal\":\"No.\"},{\"type\":\"refusal\",\"refusal\":\"Never.\"}]},"
      "{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "a_refusal_is_a_text_where_nobody_knows_it",
      "{\"model\":\"groq/llama\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"No.\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "spoken_answers_go_back_as_their_id",
      "{\"model\":\"work/gpt-audio\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":"
      "\"audio_1\","
      "\"data\":\"AAAA\",\"transcript\":\"Aah\"}},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "members_of_answers_do_not_go_back",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"refusal\":null,"
      "\"annotations\":[],\"mood\":\"fine\"},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },

    /* ---- media ---- */
    { "an_image_by_address_with_its_detail",
      "{\"model\":\"work/gpt-4o\"," CONTENT(
          "{\"type\":\"text\",\"text\":\"What?\"},"
          "{\"type\":\"image_url\",\"image_url\":{\"url\":"
          "\"https://e.example/a.png\",\"detail\":\"low\"}}") "}" },
    { "an_image_as_data",
      "{\"model\":\"work/gpt-4o\"," CONTENT(IMAGE_DATA) "}" },
    { "a_detail_that_the_vendor_has_not_is_dropped",
      "{\"model\":\"groq/llama\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"url\":"
          "\"https://e.example/a.png\",\"detail\":\"high\"}}") "}" },
    { "ollama_takes_no_image_by_address",
      "{\"model\":\"ollama/qwen\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"url\":"
          "\"https://e.example/a.png\"}}") "}" },
    { "deepseek_takes_no_audio",
      "{\"model\":\"deepseek/chat\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":"
          "\"UklGRg==\",\"format\":\"mp3\"}}") "}" },
    { "audio_is_bare_base64_with_its_format",
      "{\"model\":\"work/gpt-audio\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":"
          "\"UklGRg==\","
          "\"format\":\"mp3\"}}") "}" },
    { "calls_without_an_id_get_one",
      "{\"model\":\"work/gpt-4.1\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}},"
      "{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
      "{\"role\":\"user\",\"content\":\"And?\"}]}" },
    { "a_document_is_a_data_url_with_a_name",
      "{\"model\":\"work/"
      "gpt-4o\"," CONTENT("{\"type\":\"file\","
                          "\"file\":{"
                          "\"filename\":\"a."
                          "pdf\","
                          "\"file_data\":"
                          "\"data:application/"
                          "pdf;base64,JVBERg=="
                          "\"}}") "}" },
    { "a_stored_document_is_its_id",
      "{\"model\":\"work/gpt-4o\"," CONTENT("{\"type\":\"file\","
                                            "\"file\":{\"file_id\":"
                                            "\"file-1\"}}") "}" },
    { "azure_takes_no_document",
      "{\"model\":\"dated/d\"," CONTENT("{\"type\":\"file\",\"file\":{"
                                        "\"filename\":\"a.pdf\","
                                        "\"file_data\":\"data:application/"
                                        "pdf;base64,JVBERg==\"}}") "}" },
    { "vllm_takes_video_by_address",
      "{\"model\":\"vllm/qwen\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"mime_type\":"
          "\"video/mp4\","
          "\"url\":\"https://e.example/a.mp4\"}}") "}" },
    { "openai_takes_no_video",
      "{\"model\":\"work/gpt-4o\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"mime_type\":"
          "\"video/mp4\","
          "\"url\":\"https://e.example/a.mp4\"}}") "}" },
    { "audio_by_address_goes_to_those_who_take_it",
      "{\"model\":\"vllm/x\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"mime_type\":\"audio/flac\","
          "\"url\":\"https://e.example/a.flac\"}}") "}" },
    { "openai_takes_no_audio_by_address",
      "{\"model\":\"work/gpt-audio\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"mime_type\":\"audio/flac\","
          "\"url\":\"https://e.example/a.flac\"}}") "}" },
    { "together_takes_audio_by_address_alone",
      "{\"model\":\"together/a/b\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRg==\","
          "\"format\":\"wav\"}}") "}" },
    { "groq_takes_no_document_in_any_form",
      "{\"model\":\"groq/llama\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"mime_type\":"
          "\"application/pdf\","
          "\"url\":\"https://e.example/a.pdf\"}}") "}" },
    { "zai_stores_no_file",
      "{\"model\":\"zai/glm-4.6v\"," CONTENT(
          "{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}") "}" },
    { "groq_takes_no_audio",
      "{\"model\":\"groq/llama\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRg==\","
          "\"format\":\"wav\"}}") "}" },
    { "a_format_of_audio_is_the_end_of_its_type",
      "{\"model\":\"vllm/x\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"ZkxhQw==\","
          "\"format\":\"flac\"}}") "}" },
    { "a_document_by_address_is_refused",
      "{\"model\":\"chat/gpt-4o\"," CONTENT(
          "{\"type\":\"image_url\",\"image_url\":{\"mime_type\":"
          "\"application/pdf\",\"url\":\"https://e.example/a.pdf\"}}") "}" },
    { "spoken_answers_without_an_id_are_what_they_say",
      "{\"model\":\"work/gpt-audio\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"audio\":{"
      "\"transcript\":\"Aah\"}},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "spoken_answers_of_another_are_what_they_say",
      "{\"model\":\"work/gpt-audio\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"audio\":{\"id\":"
      "\"audio_1\",\"data\":\"AAAA\",\"transcript\":\"Aah\"},"
      "\"origin\":{\"provider\":\"openai\",\"account\":\"other\"}},"
      "{\"role\":\"user\",\"content\":\"V\"},"
      "{\"role\":\"assistant\",\"content\":\"B\",\"audio\":{\"data\":"
      "\"AAAA\"}},"
      "{\"role\":\"user\",\"content\":\"W\"}]}" },
    { "a_picture_that_another_made_stays_behind",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"parts\":[{\"type\":\"image_url\","
      "\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}},"
      "{\"type\":\"text\",\"text\":\"A\"}],"
      "\"origin\":{\"provider\":\"gemini\",\"account\":\"g\"}},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "what_stands_beside_a_result_is_reported",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\","
      "\"function\":{\"name\":\"look\"}},{\"id\":\"d\","
      "\"function\":{\"name\":\"look\"}}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"R\","
      "\"name\":\"look\",\"is_error\":true,\"mood\":\"fine\"},"
      "{\"role\":\"tool\",\"tool_call_id\":\"d\",\"content\":\"S\","
      "\"name\":\"ask\"}]}" },
    { "items_of_another_vendor_are_reported",
      "{\"model\":\"groq/llama\",\"messages\":["
      "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"U\"},"
      "{\"type\":\"opaque\",\"item\":{\"type\":\"x\"}}]},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\","
      "\"function\":{\"name\":\"look\"}}]},"
      "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_result\","
      "\"tool_call_id\":\"c\",\"content\":[{\"type\":\"text\",\"text\":"
      "\"R\"},{\"type\":\"opaque\",\"item\":{\"type\":\"y\"}}]}]}]}" },
    { "spoken_answers_may_be_written_too",
      "{\"model\":\"work/gpt-audio\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"audio\":{"
      "\"id\":\"audio_1\"}},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },

    /* ---- tools ---- */
    { "tool_choice_allows_some_or_none",
      "{\"model\":\"work/gpt-5\"," USER "," TWO_TOOLS
      ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":"
      "{\"mode\":\"auto\",\"tools\":[" TOOL("look") "," TOOL("ask") "]}}}" },
    { "tool_choice_names_a_custom_tool",
      "{\"model\":\"work/gpt-5\"," USER ",\"tools\":[{\"type\":\"custom\","
      "\"custom\":{\"name\":\"sql\"}}],\"tool_choice\":{\"type\":\"custom\","
      "\"custom\":{\"name\":\"sql\"}}}" },
    { "a_forced_tool_stands_above_a_structured_answer",
      "{\"model\":\"work/gpt-4-turbo\"," USER "," JSON_SCHEMA "," TWO_TOOLS
      ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":"
      "\"ask\"}}}" },
    { "a_schema_keeps_its_bytes",
      "{\"model\":\"work/gpt-4o\"," USER ",\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"description\":\"looks\","
      "\"parameters\":{\"type\":\"object\",\"properties\":{\"at\":"
      "{\"maximum\":18446744073709551616.50}},\"required\":[\"at\"],"
      "\"additionalProperties\":false},\"strict\":true}}]}" },
    { "names_of_tools_in_letters_that_are_taken",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,\"tool_call"
      "s\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":"
      "\"fs/read.file\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"too"
      "l_call_id\":\"c1\",\"content\":\"r\"}],\"tools\":[{\"type\":\"func"
      "tion\",\"function\":{\"name\":\"fs/read.file\"}},{\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"a_x2e_b\"}},{\"type\":\"custom\",\""
      "custom\":{\"name\":\"sql.run\"}}],\"tool_choice\":{\"type\":\"func"
      "tion\",\"function\":{\"name\":\"fs/read.file\"}}}" },
    { "a_name_that_is_too_long_is_refused",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"Hi\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"n"
      "ame\":\"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
      "nnnnnnn\"}}]}" },
    { "four_stops_are_the_most",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"Hi\"}],\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}" },
    { "a_picture_in_an_instruction_is_refused",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"system\",\"co"
      "ntent\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://"
      "a.example/p.png\"}}]},{\"role\":\"user\",\"content\":\"Hi\"}]}" },
    { "a_picture_of_an_assistant_is_refused",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"Draw\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"i"
      "mage_url\",\"image_url\":{\"url\":\"https://a.example/p.png\"}}]},"
      "{\"role\":\"user\",\"content\":\"Hi\"}]}" },
    { "a_member_that_is_said_twice_counts_once",
      "{\"model\":\"groq/"
      "llama\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"mood\":1,\"mood\":2,\"search_settings\":{}}" },
    { "marks_of_openai_before_they_were",
      "{\"model\":\"work/gpt-5.5\",\"messages\":[{\"role\":\"user\",\"con"
      "tent\":[{\"type\":\"text\",\"text\":\"d\",\"prompt_cache_breakpoin"
      "t\":{\"mode\":\"explicit\"}},{\"type\":\"text\",\"text\":\"q\"}]}]"
      ",\"prompt_cache_options\":{\"mode\":\"explicit\"}}" },
    { "marks_of_openai_go_as_they_are",
      "{\"model\":\"work/gpt-5.6\",\"messages\":[{\"role\":\"user\",\"con"
      "tent\":[{\"type\":\"text\",\"text\":\"d\",\"prompt_cache_breakpoin"
      "t\":{\"mode\":\"explicit\"}},{\"type\":\"text\",\"text\":\"q\"}]}]"
      ",\"prompt_cache_options\":{\"mode\":\"explicit\"}}" },
    { "a_call_has_one_result",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls"
      "\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\""
      "f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":"
      "\"c1\",\"content\":\"r\"},{\"role\":\"tool\",\"tool_call_id\":\"c1"
      "\",\"content\":\"again\"},{\"role\":\"user\",\"content\":\"b\"},{"
      "\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\""
      "c2\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"argument"
      "s\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"conten"
      "t\":\"late\"},{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content"
      "\":\"r\"}]}" },
    { "results_stand_behind_their_calls",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls"
      "\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\""
      "f\",\"arguments\":\"{}\"}}]},{\"role\":\"assistant\",\"content\":n"
      "ull,\"tool_calls\":[{\"id\":\"c2\",\"type\":\"function\",\"functio"
      "n\":{\"name\":\"f\",\"arguments\":\"{}\"}},{\"id\":\"c3\",\"type\""
      ":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"
      "},{\"role\":\"assistant\",\"content\":\"t\"},{\"role\":\"tool\",\""
      "tool_call_id\":\"c3\",\"content\":\"r\"},{\"role\":\"tool\",\"tool"
      "_call_id\":\"c1\",\"content\":\"r\"},{\"role\":\"user\",\"content"
      "\":\"b\"}]}" },
    { "custom_and_opaque_tools",
      "{\"model\":\"chat/gpt-5\"," USER ",\"tools\":[{\"type\":\"custom\","
      "\"custom\":{\"name\":\"sql\",\"description\":\"a query\","
      "\"format\":{\"type\":\"text\"}}},{\"type\":\"web_search\","
      "\"depth\":2}]}" },
    { "tool_choice_auto", "{\"model\":\"work/gpt-5\"," USER "," TWO_TOOLS
                          ",\"tool_choice\":\"auto\"}" },
    { "tool_choice_none", "{\"model\":\"work/gpt-5\"," USER "," TWO_TOOLS
                          ",\"tool_choice\":\"none\"}" },
    { "tool_choice_required", "{\"model\":\"work/gpt-5\"," USER "," TWO_TOOLS
                              ",\"tool_choice\":\"required\"}" },
    { "tool_choice_names_one",
      "{\"model\":\"work/gpt-5\"," USER "," TWO_TOOLS
      ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":"
      "\"ask\"}}}" },
    { "tool_choice_allows_some",
      "{\"model\":\"work/gpt-5\"," USER "," TWO_TOOLS
      ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":"
      "{\"mode\":\"required\",\"tools\":[" TOOL("look") "]}}}" },
    { "calls_one_after_another", "{\"model\":\"work/gpt-5\"," USER "," TWO_TOOLS
                                 ",\"parallel_tool_calls\":false}" },
    { "parallel_calls_are_what_is_done_anyway",
      "{\"model\":\"work/gpt-5\"," USER "," TWO_TOOLS
      ",\"parallel_tool_calls\":true}" },
    { "llamacpp_must_be_told_of_parallel_calls",
      "{\"model\":\"llamacpp/x\"," USER "," TWO_TOOLS
      ",\"parallel_tool_calls\":true}" },
    { "o3_knows_no_parallel_calls", "{\"model\":\"work/o3\"," USER "," TWO_TOOLS
                                    ",\"parallel_tool_calls\":false}" },
    { "switches_of_tools_need_tools",
      "{\"model\":\"work/gpt-5\"," USER
      ",\"tool_choice\":\"auto\",\"parallel_tool_calls\":false}" },
    { "ollama_cannot_be_made_to_call",
      "{\"model\":\"ollama/qwen\"," USER "," TWO_TOOLS
      ",\"tool_choice\":\"required\"}" },
    { "cache_marks_are_left_out",
      "{\"model\":\"work/"
      "gpt-4o\",\"cache_control\":{\"type\":\"ephemeral\"}," CONTENT(
          "{\"type\":\"text\",\"text\":\"a\",\"cache_control\":"
          "{\"type\":\"ephemeral\"}}") ",\"tools\":[{\"type\":"
                                       "\"function\",\"function\":{"
                                       "\"name\":\"look\"},"
                                       "\"cache_control\":{\"type\":"
                                       "\"ephemeral\"}}]}" },
    { "o1_mini_takes_no_tools",
      "{\"model\":\"work/o1-mini\"," USER "," TWO_TOOLS "}" },
    { "tools_and_reasoning_want_responses",
      "{\"model\":\"chat/gpt-5.5\"," USER "," TWO_TOOLS "}" },
    { "without_reasoning_tools_go_by_chat",
      "{\"model\":\"work/gpt-5.5\"," USER "," TWO_TOOLS
      ",\"reasoning_effort\":\"none\"}" },
    { "gpt_6_astra_takes_no_tools_here",
      "{\"model\":\"chat/gpt-6-astra\"," USER "," TWO_TOOLS "}" },
    { "o3_pro_is_not_here", "{\"model\":\"chat/o3-pro\"," USER "}" },

    /* ---- calls and their results ---- */
    { "calls_and_results_stand_together",
      "{\"model\":\"work/gpt-4o\"," TWO_TOOLS ",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":"
      "[" CALL("c1", "look") "," CALL("c2", "ask") "]}," RESULT(
          "c2", "\"two\"") "," RESULT("c1", "\"one\"") "]}" },
    { "a_call_beside_a_text",
      "{\"model\":\"work/gpt-4o\"," TWO_TOOLS ",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"I "
      "look.\",\"tool_calls\":[" CALL("c1", "look") "]}," RESULT(
          "c1", "\"one\"") "]}" },
    { "a_call_that_nothing_answers_gets_an_error",
      "{\"model\":\"work/gpt-4o\"," TWO_TOOLS ",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" CALL(
          "c1", "look") "," CALL("c2",
                                 "ask") "]}," RESULT("c1",
                                                     "\"one\"") ",{\"role\":"
                                                                "\"user\","
                                                                "\"content\":"
                                                                "\"V\"}]}" },
    { "blank_arguments_are_an_empty_object",
      "{\"model\":\"work/gpt-4o\"," TWO_TOOLS ",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\","
      "\"arguments\":\" \\n\"}}]}," RESULT("c1", "\"one\"") "]}" },
    { "arguments_that_are_no_json_go_as_they_are",
      "{\"model\":\"work/gpt-4o\"," TWO_TOOLS ",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\","
      "\"arguments\":\"{\\\"n\\\":\"}}]}," RESULT("c1", "\"one\"") "]}" },
    { "a_custom_call_has_an_input",
      "{\"model\":\"work/gpt-5\",\"tools\":[{\"type\":\"custom\","
      "\"custom\":{\"name\":\"sql\"}}],\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\","
      "\"type\":\"custom\",\"custom\":{\"name\":\"sql\","
      "\"input\":\"select 1\"}}]}," RESULT("c1", "\"1\"") "]}" },
    { "pictures_of_a_tool_follow_in_a_user_message",
      "{\"model\":\"work/gpt-4o\"," TWO_TOOLS ",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[" CALL(
          "c1", "look") "]}," RESULT("c1", "[{\"type\":\"text\",\"text\":"
                                           "\"one\"}," IMAGE_DATA "]") "]}" },
    { "a_result_that_is_a_picture_alone",
      "{\"model\":\"work/gpt-4o\"," TWO_TOOLS ",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[" CALL(
          "c1", "look") "]}," RESULT("c1", "[" IMAGE_DATA "]") "]}" },
    { "arguments_of_white_space_are_an_empty_object",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"U\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls"
      "\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f"
      "\",\"arguments\":\" \\n\"}}]},{\"role\":\"tool\",\"tool_call_id\":"
      "\"a\",\"content\":\"r\"}]}" },
    { "marks_on_calls_and_results_are_reported",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"U\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
      "\"cache_control\":{\"type\":\"ephemeral\"},\"function\":{"
      "\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\","
      "\"tool_call_id\":\"a\",\"content\":\"r\",\"cache_control\":{"
      "\"type\":\"ephemeral\"},\"odd\":1}]}" },
    { "an_empty_text_stays_behind_with_its_signature",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"U\"},{\"role\":\"assistant\",\"parts\":["
      "{\"type\":\"text\",\"text\":\"A\"},{\"type\":\"text\","
      "\"text\":\"\",\"signature\":\"S=\"}],\"origin\":{\"provider\":"
      "\"gemini\",\"account\":\"g\",\"model\":\"m\"}},{\"role\":"
      "\"user\",\"content\":\"V\"}]}" },
    { "openai_knows_no_signatures",
      "{\"model\":\"work/gpt-4o\"," TWO_TOOLS ",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\","
      "\"arguments\":\"{}\"},\"provider_specific_fields\":"
      "{\"thought_signature\":\"S\"}}]}," RESULT("c1", "\"one\"") "]}" },
    { "a_signature_goes_back_to_an_open_server_that_gave_it",
      SIGNED_BY("\"provider\":\"vllm\",\"account\":\"vllm\","
                "\"model\":\"g\"") },
    { "a_signature_of_anothers_goes_to_no_server",
      SIGNED_BY("\"provider\":\"gemini\",\"account\":\"gemini\","
                "\"model\":\"g\"") },

    /* ---- thinking in the history ---- */
    { "openai_takes_no_reasoning_back",
      "{\"model\":\"work/gpt-5\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"reasoning_content\":"
      "\"R\"},"
      "{\"role\":\"assistant\",\"content\":\"B\",\"thinking_blocks\":["
      "{\"type\":\"thinking\",\"thinking\":\"R\",\"signature\":\"S\"},"
      "{\"type\":\"redacted_thinking\",\"data\":\"D\"}]},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "reasoning_goes_back_to_its_maker",
      "{\"model\":\"deepseek/chat\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"reasoning_content\":"
      "\"R\","
      "\"origin\":{\"provider\":\"deepseek\",\"account\":\"deepseek\","
      "\"model\":\"chat\"}},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "reasoning_goes_to_nobody_else",
      "{\"model\":\"deepseek/chat\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"reasoning_content\":"
      "\"R\","
      "\"origin\":{\"provider\":\"anthropic\",\"account\":\"a\","
      "\"model\":\"m\"}},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },
    { "what_another_vendor_put_on_a_part_stays_behind",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"text\":\"A\","
      "\"citations\":[1]},{\"type\":\"tool_call\",\"id\":\"c\",\"name\":\"f\","
      "\"arguments\":\"{}\",\"caller\":{}}],"
      "\"origin\":{\"provider\":\"anthropic\",\"account\":\"a\","
      "\"model\":\"m\"}},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"V\"}]}" },
    { "an_open_server_gets_unknown_members_of_its_own",
      "{\"model\":\"local/x\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"mood\":\"fine\","
      "\"origin\":{\"provider\":\"custom\",\"account\":\"local\","
      "\"model\":\"x\"}},"
      "{\"role\":\"assistant\",\"content\":\"B\",\"mood\":\"odd\","
      "\"origin\":{\"provider\":\"vllm\",\"account\":\"v\",\"model\":"
      "\"x\"}},"
      "{\"role\":\"user\",\"content\":\"V\"}]}" },

    /* ---- structured answers ---- */
    { "a_schema_is_native",
      "{\"model\":\"work/gpt-4o\"," USER "," JSON_SCHEMA "}" },
    { "json_mode_has_its_word",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"In Json\"}]," JSON_OBJECT "}" },
    { "json_mode_is_given_its_word",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"system\",\"content\":\"S\"},"
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\"},"
      "{\"role\":\"user\",\"content\":\"V\"},"
      "{\"role\":\"assistant\",\"content\":\"B\"}]," JSON_OBJECT "}" },
    { "json_mode_without_a_user_gets_one",
      "{\"model\":\"work/gpt-4o\",\"messages\":["
      "{\"role\":\"system\",\"content\":\"S\"}]," JSON_OBJECT "}" },
    { "text_is_the_usual_format", "{\"model\":\"work/gpt-4o\"," USER
                                  ",\"response_format\":{\"type\":\"text\"}}" },
    { "a_schema_by_a_forced_tool",
      "{\"model\":\"work/gpt-4-turbo\"," USER "," JSON_SCHEMA "}" },
    { "a_schema_by_a_tool_beside_others",
      "{\"model\":\"work/gpt-4-turbo\"," USER "," JSON_SCHEMA
      ",\"tools\":[" TOOL("structured_answer") "]}" },
    { "the_answers_tool_is_allowed_among_others",
      "{\"model\":\"work/gpt-4-turbo\"," USER "," JSON_SCHEMA "," TWO_TOOLS
      ",\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{"
      "\"mode\":\"auto\",\"tools\":[" TOOL("ask") "]}}}" },
    { "json_mode_by_a_forced_tool",
      "{\"model\":\"work/gpt-4\"," USER "," JSON_OBJECT "}" },
    { "no_structure_without_tools",
      "{\"model\":\"work/o1-mini\"," USER "," JSON_SCHEMA "}" },
    { "without_tools_a_schema_may_go_into_the_prompt",
      "{\"model\":\"work/o1-mini\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"content\":\"A\"},"
      "{\"role\":\"user\",\"content\":\"Hi\"}]," JSON_SCHEMA "," BY_PROMPT
      "}" },
    { "without_tools_json_may_be_asked_for_in_words",
      "{\"model\":\"work/o1-mini\"," USER "," JSON_OBJECT "," BY_PROMPT "}" },
    { "what_is_native_is_not_asked_for_in_words",
      "{\"model\":\"work/gpt-4o\"," USER "," JSON_SCHEMA "," BY_PROMPT "}" },
    { "what_a_tool_gives_is_not_asked_for_in_words",
      "{\"model\":\"work/gpt-4-turbo\"," USER "," JSON_SCHEMA "," BY_PROMPT
      "}" },

    /* ---- reasoning ---- */
    { "an_effort_that_the_model_has",
      "{\"model\":\"work/gpt-5\"," USER ",\"reasoning_effort\":\"minimal\"}" },
    { "the_nearest_effort_of_a_model",
      "{\"model\":\"work/gpt-5\"," USER ",\"reasoning_effort\":\"none\"}" },
    { "the_highest_effort_here", "{\"model\":\"chat/gpt-6.1-terra\"," USER
                                 ",\"reasoning_effort\":\"max\"}" },
    { "an_effort_without_reasoning_is_dropped",
      "{\"model\":\"work/gpt-4o\"," USER ",\"reasoning_effort\":\"high\"}" },
    { "an_effort_of_an_unknown_model_goes_as_it_is",
      "{\"model\":\"local/x\"," USER ",\"reasoning_effort\":\"max\"}" },
    { "facts_are_those_of_the_base_model",
      "{\"model\":\"az/fast\"," USER ",\"reasoning_effort\":\"none\","
      "\"max_tokens\":9,\"temperature\":0.5}" },
    { "a_deployment_of_nobody_knows_what",
      "{\"model\":\"az/plain\"," USER ",\"reasoning_effort\":\"none\","
      "\"max_tokens\":9,\"temperature\":1}" },
    { "a_thinking_budget_is_not_known_here",
      "{\"model\":\"work/gpt-5\"," USER ",\"reasoning_effort\":\"low\","
      "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1000}}" },

    /* ---- sampling and the rest ---- */
    { "zero_is_a_value",
      "{\"model\":\"work/gpt-4o\"," USER ",\"temperature\":0,\"top_p\":0,"
      "\"seed\":0,\"frequency_penalty\":0,\"presence_penalty\":0,"
      "\"top_logprobs\":0}" },
    { "numbers_keep_their_digits",
      "{\"model\":\"work/gpt-4o\"," USER ",\"temperature\":0.1,\"top_p\":1e-7,"
      "\"seed\":-9223372036854775808,\"presence_penalty\":-1.5}" },
    { "all_of_the_sampling",
      "{\"model\":\"work/gpt-4o\"," USER ",\"temperature\":1,\"top_p\":0.5,"
      "\"seed\":7,\"frequency_penalty\":1,\"presence_penalty\":2,\"n\":"
      "2,"
      "\"stop\":[\"a\",\"b\"],\"logprobs\":true,\"top_logprobs\":5,"
      "\"logit_bias\":{\"50256\":-100}}" },
    { "while_it_reasons_a_model_takes_no_sampling",
      "{\"model\":\"work/gpt-5\"," USER ",\"temperature\":1,\"top_p\":0.5,"
      "\"seed\":7,\"frequency_penalty\":1,\"n\":2,\"stop\":\"a\","
      "\"logprobs\":true,\"top_logprobs\":5,\"logit_bias\":{\"1\":1},"
      "\"prediction\":{\"type\":\"content\",\"content\":\"p\"}}" },
    { "without_reasoning_it_takes_most",
      "{\"model\":\"work/gpt-5.1\"," USER ",\"temperature\":1,\"top_p\":0.5,"
      "\"frequency_penalty\":1,\"stop\":\"a\",\"logprobs\":true}" },
    { "max_tokens_has_a_newer_name",
      "{\"model\":\"work/gpt-5\"," USER ",\"max_tokens\":9}" },
    { "max_tokens_keeps_its_name_where_both_are_known",
      "{\"model\":\"work/gpt-4o\"," USER ",\"max_tokens\":9}" },
    { "max_completion_tokens_wins",
      "{\"model\":\"work/gpt-4o\"," USER
      ",\"max_tokens\":9,\"max_completion_tokens\":8}" },
    { "ollama_knows_the_old_name",
      "{\"model\":\"ollama/qwen\"," USER ",\"max_completion_tokens\":8}" },
    { "top_k_goes_to_open_servers",
      "{\"model\":\"vllm/qwen\"," USER ",\"top_k\":40}" },
    { "openai_has_no_top_k",
      "{\"model\":\"work/gpt-4o\"," USER ",\"top_k\":40}" },
    { "verbosity_of_a_model_that_has_it",
      "{\"model\":\"work/gpt-5\"," USER ",\"verbosity\":\"low\"}" },
    { "verbosity_of_a_model_that_has_none",
      "{\"model\":\"work/gpt-4o\"," USER ",\"verbosity\":\"low\"}" },
    { "members_about_the_account",
      "{\"model\":\"work/gpt-5\"," USER ",\"user\":\"u\","
      "\"safety_identifier\":\"s\",\"service_tier\":\"flex\",\"store\":"
      "true,"
      "\"metadata\":{\"a\":\"1\",\"b\":\"2\"},\"prompt_cache_key\":"
      "\"k\"}" },
    { "metadata_needs_store",
      "{\"model\":\"work/gpt-5\"," USER ",\"metadata\":{\"a\":\"1\"}}" },
    { "a_cache_key_that_nobody_knows",
      "{\"model\":\"groq/llama\"," USER ",\"prompt_cache_key\":\"k\"}" },

    /* ---- streaming ---- */
    { "a_stream_asks_for_its_usage",
      "{\"model\":\"work/gpt-5\"," USER ",\"stream\":true}" },
    { "a_stream_without_usage",
      "{\"model\":\"work/gpt-5\"," USER ",\"stream\":true,"
      "\"stream_options\":{\"include_usage\":false}}" },
    { "stream_options_need_a_stream",
      "{\"model\":\"work/gpt-5\"," USER
      ",\"stream_options\":{\"include_usage\":true}}" },
    { "an_old_surface_has_no_stream_options",
      "{\"model\":\"dated/d\"," USER ",\"stream\":true,"
      "\"stream_options\":{\"include_usage\":true}}" },
    { "a_stream_need_not_be_padded",
      "{\"model\":\"work/gpt-5\"," USER ",\"stream\":true,"
      "\"stream_options\":{\"include_obfuscation\":false}}" },
    { "padding_is_not_known_everywhere",
      "{\"model\":\"groq/llama\"," USER ",\"stream\":true,"
      "\"stream_options\":{\"include_usage\":false,"
      "\"include_obfuscation\":true}}" },
    { "an_old_surface_lacks_what_came_later",
      "{\"model\":\"dated/d\"," USER ",\"max_completion_tokens\":9,"
      "\"reasoning_effort\":\"low\",\"store\":true,\"metadata\":{\"a\":\"b\"},"
      "\"prediction\":{\"type\":\"content\",\"content\":\"x\"},"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
      "\"parallel_tool_calls\":false,\"user_security_context\":{\"end_user_"
      "id\":\"u\"}}" },
    { "an_old_surface_has_no_schemas",
      "{\"model\":\"dated/d\"," USER "," JSON_SCHEMA "}" },
    { "a_model_that_reasons_makes_no_sound",
      "{\"model\":\"chat/o3-mini\"," USER
      ",\"modalities\":[\"text\",\"audio\"],"
      "\"audio\":{\"voice\":\"alloy\",\"format\":\"wav\"},"
      "\"prediction\":{\"type\":\"content\",\"content\":\"x\"},"
      "\"web_search_options\":{}}" },
    { "text_alone_is_what_a_model_that_reasons_makes_anyway",
      "{\"model\":\"chat/o3-mini\"," USER ",\"modalities\":[\"text\"]}" },
    { "a_model_that_cannot_hear_takes_no_sound",
      "{\"model\":\"work/gpt-4o\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRg==\","
          "\"format\":\"wav\"}}") "}" },
    { "a_search_by_gpt_5_has_no_sampling",
      "{\"model\":\"work/gpt-5-search-api\"," USER ",\"temperature\":0.5,"
      "\"web_search_options\":{}}" },
    { "sound_goes_without_the_head_of_its_data_url",
      "{\"model\":\"work/gpt-audio\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":"
          "\"data:audio/wav;base64,UklG\",\"format\":\"wav\"}}") "}" },
    { "a_format_of_audio_that_openai_lacks_is_refused",
      "{\"model\":\"work/gpt-audio\"," CONTENT(
          "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"ZkxhQw==\","
          "\"format\":\"flac\"}}") "}" },
    { "a_document_that_is_no_pdf_is_refused_at_openai",
      "{\"model\":\"chat/gpt-4o\"," CONTENT(
          "{\"type\":\"file\",\"file\":{\"filename\":\"a.csv\",\"file_data\":"
          "\"data:text/csv;base64,YSxi\"}}") "}" },
    { "items_of_other_dialects_are_dropped",
      "{\"model\":\"chat/gpt-4o\",\"messages\":[{\"role\":\"user\",\"parts\":["
      "{\"type\":\"text\",\"text\":\"U\"},"
      "{\"type\":\"opaque\",\"item\":{\"type\":\"mcp_approval_response\"}}]},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":"
      "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
      "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_result\","
      "\"tool_call_id\":\"c1\",\"content\":[{\"type\":\"opaque\",\"item\":{"
      "\"type\":\"document\"}}]}]}]}" },
    { "a_mark_behind_a_picture_of_a_tool_is_named",
      "{\"model\":\"chat/gpt-4o\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"U\"},"
      "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":"
      "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":["
      "{\"type\":\"image_url\",\"image_url\":{\"url\":"
      "\"data:image/png;base64,AAAA\"}},{\"type\":\"text\",\"text\":\"T\","
      "\"cache_control\":{\"type\":\"ephemeral\"}}]}]}" },
    { "a_bitmap_is_refused_at_openai",
      "{\"model\":\"work/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":"
      "[{\"type\":\"image_url\",\"image_url\":{\"url\":"
      "\"data:image/bmp;base64,AAAA\"}}]}]}" },

    /* ---- members of others ---- */
    { "unknown_members_go_as_they_are",
      "{\"model\":\"work/gpt-4o-search-preview\"," USER
      ",\"web_search_options\":{ \"a\" : [1.0] },\"odd\\u002f\":null,"
      "\"new\":1.50}" },
    { "extra_body_is_merged_into_the_top",
      "{\"model\":\"work/gpt-4o\"," USER
      ",\"extra_body\":{\"min_p\":0.050,\"deep\":{\"a\":1}}}" },
    { "extra_body_says_nothing_twice",
      "{\"model\":\"work/gpt-4o\"," USER
      ",\"temperature\":1,\"extra_body\":{\"temperature\":2}}" },
    { "tools_stand_before_messages",
      "{\"temperature\":1," USER "," JSON_SCHEMA "," TWO_TOOLS
      ",\"tool_choice\":\"auto\",\"model\":\"work/gpt-4o\"}" },
};

enum { N_CASES = sizeof(cases) / sizeof(cases[0]) };

static const struct request_suite suite = {
    .folder = "openai_chat/write",
    .accounts = "{\"accounts\":[{\"name\":\"chat\",\"provider\":\"openai\","
                "\"dialect\":\"openai_chat\"}]}",
    .cases = cases,
    .n_cases = N_CASES,
};

/* ---- laws --------------------------------------------------------------- */

static void test_the_body_is_compact_and_its_order_is_fixed(void **state)
{
    parl_client *client = codec_client(NULL);
    char *json = codec_encode(
        client, "{ \"temperature\": 1 , \"model\": \"work/gpt-4o\", "
                "\"tools\": [" TOOL("f") "], " USER " }");

    (void)state;
    assert_string_equal(
        json,
        "{\"body\":{\"model\":\"gpt-4o\",\"tools\":[{\"type\":\"function\","
        "\"function\":{\"name\":\"f\"}}],\"messages\":[{\"role\":\"user\","
        "\"content\":\"Hi\"}],\"temperature\":1},\"report\":[]}");
    free(json);
    parl_client_free(client);
}

static void test_an_image_is_not_to_be_had_by_an_id(void **state)
{
    const parl_media media = { .file_id = "file-1" };
    const parl_part part = PARL_IMAGE(&media);
    const parl_message message = PARL_USER_PARTS(&part, 1);
    const parl_request request = { PARL_REQUEST_INIT, .model = "work/gpt-4o",
                                   .messages = &message, .n_messages = 1 };
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    parl_call *call = NULL;

    (void)state;
    assert_int_equal(parl_encode(client, &request, &call, &error),
                     PARL_UNSUPPORTED);
    assert_string_equal(parl_error_message(error),
                        "/messages/0/content/0: an image cannot be sent by "
                        "file_id here; send its data");
    parl_error_free(error);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_the_body_is_compact_and_its_order_is_fixed),
        cmocka_unit_test(test_an_image_is_not_to_be_had_by_an_id),
    };

    return requests_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
