/* tests/dialects/test_bedrock_converse_write.c -- requests become bodies of
 * Converse: a request in the JSON dialect for each behaviour, and what it comes
 * to in tests/golden/bedrock_converse/write. */
#include "support/requests.h"

#include <stdlib.h>

/* clang-format off */
static const struct request_case cases[] = {
    /* ---- messages ---- */
    { "a_turn_of_nothing_before_another_is_left_out",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"\"},{\"role\":\"user\",\"cont"
      "ent\":\"a\"}]}" },
    { "instructions_hold_no_image",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":"
      "\"s\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png"
      ";base64,iVBORw==\"}}]},{\"role\":\"user\",\"content\":\"a\"}]}" },
    { "a_user_neither_thinks_nor_calls",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"parts\":[{\"type\":\"thinking\",\"thinkin"
      "g\":\"t\",\"signature\":\"U0ln\"},{\"type\":\"text\",\"text\":\"a\"},{"
      "\"type\":\"tool_call\",\"id\":\"x\",\"name\":\"f\",\"arguments\":\"{}"
      "\"}]}]}" },
    { "instructions_alone_get_a_turn_of_the_user",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"system\",\"content\":\"S\"}]}" },
    { "a_prefill_does_not_go_with_a_structured_answer",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-20250514-v1:0\",\"messag"
      "es\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\""
      "content\":\"{\"}],\"response_format\":{\"type\":\"json_object\"}}" },
    { "a_wish_stands_before_a_prefill",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"t"
      "ool\",\"tool_call_id\":\"c\",\"content\":\"4\"},{\"role\":\"assistant"
      "\",\"content\":\"So: \"},{\"role\":\"assistant\",\"content\":\"it\"}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}],"
      "\"tool_choice\":\"none\"}" },
    { "a_prefill_is_no_turn_before_a_wish",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content"
      "\":\"b\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\""
      "look\"}}],\"tool_choice\":\"required\"}" },
    { "a_text_is_a_block",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}" },
    { "instructions_at_the_beginning_are_the_systems",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"develo"
      "per\",\"content\":[{\"type\":\"text\",\"text\":\"D\"},{\"type\":\"te"
      "xt\",\"text\":\" \"}]},{\"role\":\"user\",\"content\":\"U\"}]}" },
    { "later_instructions_stay_where_they_are",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"U\"},{\"role\":\"assistan"
      "t\",\"content\":\"A\"},{\"role\":\"system\",\"content\":\"S\"},{\"ro"
      "le\":\"user\",\"content\":\"V\"}]}" },
    { "titan_is_instructed_by_the_user",
      "{\"model\":\"aws/amazon.titan-text-express-v1\",\"messages\":[{\"rol"
      "e\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"U"
      "\"}]}" },
    { "neighbours_become_one_turn",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\","
      "\"content\":\"b\"},{\"role\":\"assistant\",\"content\":\"c\"},{\"rol"
      "e\":\"assistant\",\"content\":\"d\"},{\"role\":\"user\",\"content\":"
      "\"e\"}]}" },
    { "blank_texts_are_left_out",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"\"},{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"tex"
      "t\":\" \\n\"}]}]}" },
    { "a_turn_of_nothing_is_a_dot",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":\"b\"},{\"role\":\"user\",\"content\":\"\"}]}" },
    { "nova_wants_a_user_first",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"assistant\",\"content\":\"Welcome\"},{\"role\":\"user\",\"content"
      "\":\"Hi\"}]}" },
    { "an_old_claude_goes_on_with_a_prefill",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":\"{\"}]}" },
    { "a_newer_one_refuses_it",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-7\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":"
      "\"{\"}]}" },
    { "a_prefill_does_not_go_with_thinking",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":\"{\"}],\"max_tokens\":4000,\"reasoning_effort\":\"l"
      "ow\"}" },
    { "a_prefill_of_claude_ends_without_white_space",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"assistan"
      "t\",\"content\":\"A \\n\"}],\"max_tokens\":4000}" },
    { "a_second_result_of_a_call_is_dropped",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":null"
      ",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{"
      "\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool"
      "_call_id\":\"c1\",\"content\":\"1\"},{\"role\":\"tool\",\"tool_call_"
      "id\":\"c1\",\"content\":\"2\"}],\"max_tokens\":4000,\"tools\":[{\"ty"
      "pe\":\"function\",\"function\":{\"name\":\"look\"}}]}" },
    { "a_tool_with_a_name_that_nobody_may_have_is_refused",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Q\"}],\"max_tokens\":4000,\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look up!\"}}]}" },
    { "no_effort_is_what_an_old_claude_does",
      "{\"model\":\"aws/anthropic.claude-3-5-sonnet-20241022-v2:0\",\"messa"
      "ges\":[{\"role\":\"user\",\"content\":\"Q\"}],\"max_tokens\":4000,\""
      "reasoning_effort\":\"none\"}" },
    { "a_signature_of_a_text_is_dropped",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Q\"},{\"role\":\"assistant\",\"parts\":[{\"ty"
      "pe\":\"text\",\"text\":\"A\",\"signature\":\"QUFB\"}]},{\"role\":\"u"
      "ser\",\"content\":\"Q\"}],\"max_tokens\":4000}" },
    { "a_refusal_goes_back_as_a_text",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"refusal\":\"No.\"},{\"role\":\"user\",\"conte"
      "nt\":\"b\"}]}" },
    { "members_and_names_without_a_place_are_dropped",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\",\"name\":\"ann\"},{\""
      "role\":\"assistant\",\"content\":\"b\",\"citations\":[1],\"mood\":\""
      "good\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":"
      "\"c\",\"mood\":1}]}]}" },
    /* ---- media ---- */
    { "a_document_that_says_nothing_of_itself_is_a_pdf",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
      "a\"},{\"type\":\"file\",\"file\":{\"file_data\":\"JVBERg==\"}},{\"type"
      "\":\"file\",\"file\":{\"filename\":\"b__.pdf\",\"file_data\":\"data:ap"
      "plication/pdf;base64,JVBERg==\"}}]}]}" },
    { "attachments_of_an_answer_do_not_go_back",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":[{\"type\":\"text\",\"text\":\"see\"},{\"type\":\"image_ur"
      "l\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw==\"}}]},{\"r"
      "ole\":\"user\",\"content\":\"b\"}]}" },
    { "formats_go_by_the_end_of_a_name",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"imag"
      "e_url\",\"image_url\":{\"url\":\"s3://bucket/A.JPG\"}},{\"type\":\"ima"
      "ge_url\",\"image_url\":{\"url\":\"s3://bucket/b.3gp\",\"mime_type\":\""
      "video/3gpp\"}},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:v"
      "ideo/x-matroska;base64,AAAA\",\"mime_type\":\"video/x-matroska\"}},{\""
      "type\":\"file\",\"file\":{\"filename\":\"Notes.HTM\",\"file_data\":\"d"
      "ata:application/octet-stream;base64,AAAA\"}},{\"type\":\"file\",\"file"
      "\":{\"filename\":\"t.xls\",\"file_data\":\"data:application/vnd.ms-exc"
      "el;base64,AAAA\"}}]}]}" },
    { "an_image_in_its_place",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:imag"
      "e/png;base64,iVBORw==\",\"detail\":\"low\"}},{\"type\":\"image_url\""
      ",\"image_url\":{\"url\":\"data:image/jpg;base64,/9j/\",\"detail\":\"a"
      "uto\"}}]}]}" },
    { "an_image_at_s3",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":"
      "\"image_url\",\"image_url\":{\"url\":\"s3://bucket/cat.jpg\"}}]}]}" },
    { "a_document_at_s3",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"file"
      "\",\"file\":{\"filename\":\"b.pdf\",\"file_data\":\"s3://bucket/b.pdf"
      "\"}}]}]}" },
    { "a_video_at_s3_is_no_image",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"imag"
      "e_url\",\"image_url\":{\"url\":\"s3://bucket/cat.mp4\"}}]}]}" },
    { "an_image_at_s3_that_ends_like_no_format_is_refused",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"imag"
      "e_url\",\"image_url\":{\"url\":\"s3://b/x.HEIC\"}}]}]}" },
    { "a_video_at_s3_that_ends_like_no_format_is_refused",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"vide"
      "o_url\",\"video_url\":{\"url\":\"s3://b/x.avi\"}}]}]}" },
    { "a_document_called_like_a_video_is_none",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"file"
      "\",\"file\":{\"filename\":\"x.mkv\",\"file_data\":\"AAAA\"}}]}]}" },
    { "an_image_by_address_is_refused",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://e"
      "xample.com/cat.png\"}}]}]}" },
    { "a_format_that_nobody_knows_is_refused",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:imag"
      "e/bmp;base64,Qk0=\"}}]}]}" },
    { "a_model_without_eyes_refuses_an_image",
      "{\"model\":\"aws/us.amazon.nova-micro-v1:0\",\"messages\":[{\"role\""
      ":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":"
      "\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw="
      "=\"}}]}]}" },
    { "documents_have_names_of_their_own",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\"},{\"type\":\"file\",\"file\":{\"filename\":\"Q3 report_(fin"
      "al).v2.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERg==\"}"
      "},{\"type\":\"file\",\"file\":{\"filename\":\"Q3 report (final) v2.p"
      "df\",\"file_data\":\"data:application/pdf;base64,JVBERg==\"}},{\"typ"
      "e\":\"file\",\"file\":{\"filename\":\"../..pdf\",\"file_data\":\"dat"
      "a:application/pdf;base64,JVBERg==\"}},{\"type\":\"file\",\"file\":{"
      "\"filename\":\"???\",\"file_data\":\"data:application/pdf;base64,JVB"
      "ERg==\"}}]}]}" },
    { "a_document_needs_a_text_beside_it",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file"
      "\":{\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base"
      "64,JVBERg==\"}}]}]}" },
    { "a_document_says_what_the_ending_of_its_name_says",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\"},{\"type\":\"file\",\"file\":{\"filename\":\"t.docx\",\"fil"
      "e_data\":\"UEsDBA==\"}},{\"type\":\"file\",\"file\":{\"filename\":\""
      "t.md\",\"file_data\":\"data:application/octet-stream;base64,IyBo\"}}"
      ",{\"type\":\"file\",\"file\":{\"filename\":\"t.json\",\"file_data\":"
      "\"data:application/json;base64,e30=\"}}]}]}" },
    { "citations_of_a_document_can_be_asked_for",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\"},{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file"
      "_data\":\"data:application/pdf;base64,JVBERg==\"},\"citations\":{\"e"
      "nabled\":true},\"mood\":1}]}]}" },
    { "video_goes_to_nova",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":"
      "\"image_url\",\"image_url\":{\"url\":\"data:video/quicktime;base64,A"
      "AAA\",\"mime_type\":\"video/quicktime\"}}]}]}" },
    { "video_does_not_go_to_claude",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:vide"
      "o/mp4;base64,AAAA\",\"mime_type\":\"video/mp4\"}}]}]}" },
    { "sound_goes_to_voxtral",
      "{\"model\":\"aws/mistral.voxtral-small-24b-2507\",\"messages\":[{\"r"
      "ole\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"ty"
      "pe\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRg==\",\"format"
      "\":\"mp3\"}}]}]}" },
    { "a_stored_file_is_refused",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\"},{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}]}]}" },
    /* ---- tools ---- */
    { "members_of_a_tool_without_a_place_are_dropped",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\""
      "function\",\"function\":{\"name\":\"look\"},\"mood\":1,\"none\":null}]"
      "}" },
    { "arguments_are_said_to_be_an_object",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\"f"
      "unction\",\"function\":{\"name\":\"s\",\"strict\":true,\"parameters\":{"
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}}},{"
      "\"type\":\"function\",\"function\":{\"name\":\"t\",\"parameters\":{\"pro"
      "perties\":{}}}},{\"type\":\"function\",\"function\":{\"name\":\"u\",\"st"
      "rict\":true,\"parameters\":{ }}}]}" },
    { "arguments_that_may_be_null_are_an_object",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"s\",\"parameters\":{\"type\":[\"null\","
      "\"object\"]}}}]}" },
    { "arguments_that_are_no_object_are_refused",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"s\",\"parameters\":{\"type\":"
      "\"string\"}}}]}" },
    { "twenty_tools_are_strict_and_no_more",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\""
      "function\",\"function\":{\"name\":\"t0\",\"parameters\":{\"type\":\"ob"
      "ject\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n"
      "\"],\"additionalProperties\":false},\"strict\":true}},{\"type\":\"func"
      "tion\",\"function\":{\"name\":\"t1\",\"parameters\":{\"type\":\"object"
      "\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
      "\"additionalProperties\":false},\"strict\":true}},{\"type\":\"function"
      "\",\"function\":{\"name\":\"t2\",\"parameters\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"a"
      "dditionalProperties\":false},\"strict\":true}},{\"type\":\"function\","
      "\"function\":{\"name\":\"t3\",\"parameters\":{\"type\":\"object\",\"pr"
      "operties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"addit"
      "ionalProperties\":false},\"strict\":true}},{\"type\":\"function\",\"fu"
      "nction\":{\"name\":\"t4\",\"parameters\":{\"type\":\"object\",\"proper"
      "ties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additiona"
      "lProperties\":false},\"strict\":true}},{\"type\":\"function\",\"functi"
      "on\":{\"name\":\"t5\",\"parameters\":{\"type\":\"object\",\"properties"
      "\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additionalPro"
      "perties\":false},\"strict\":true}},{\"type\":\"function\",\"function\""
      ":{\"name\":\"t6\",\"parameters\":{\"type\":\"object\",\"properties\":{"
      "\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additionalPropert"
      "ies\":false},\"strict\":true}},{\"type\":\"function\",\"function\":{\""
      "name\":\"t7\",\"parameters\":{\"type\":\"object\",\"properties\":{\"n"
      "\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties"
      "\":false},\"strict\":true}},{\"type\":\"function\",\"function\":{\"nam"
      "e\":\"t8\",\"parameters\":{\"type\":\"object\",\"properties\":{\"n\":{"
      "\"type\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":f"
      "alse},\"strict\":true}},{\"type\":\"function\",\"function\":{\"name\":"
      "\"t9\",\"parameters\":{\"type\":\"object\",\"properties\":{\"n\":{\"ty"
      "pe\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":false"
      "},\"strict\":true}},{\"type\":\"function\",\"function\":{\"name\":\"t1"
      "0\",\"parameters\":{\"type\":\"object\",\"properties\":{\"n\":{\"type"
      "\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":false},"
      "\"strict\":true}},{\"type\":\"function\",\"function\":{\"name\":\"t11"
      "\",\"parameters\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\""
      ":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":false},\""
      "strict\":true}},{\"type\":\"function\",\"function\":{\"name\":\"t12\","
      "\"parameters\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\""
      "integer\"}},\"required\":[\"n\"],\"additionalProperties\":false},\"str"
      "ict\":true}},{\"type\":\"function\",\"function\":{\"name\":\"t13\",\"p"
      "arameters\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"int"
      "eger\"}},\"required\":[\"n\"],\"additionalProperties\":false},\"strict"
      "\":true}},{\"type\":\"function\",\"function\":{\"name\":\"t14\",\"para"
      "meters\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"intege"
      "r\"}},\"required\":[\"n\"],\"additionalProperties\":false},\"strict\":"
      "true}},{\"type\":\"function\",\"function\":{\"name\":\"t15\",\"paramet"
      "ers\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\""
      "}},\"required\":[\"n\"],\"additionalProperties\":false},\"strict\":tru"
      "e}},{\"type\":\"function\",\"function\":{\"name\":\"t16\",\"parameters"
      "\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},"
      "\"required\":[\"n\"],\"additionalProperties\":false},\"strict\":true}}"
      ",{\"type\":\"function\",\"function\":{\"name\":\"t17\",\"parameters\":"
      "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"r"
      "equired\":[\"n\"],\"additionalProperties\":false},\"strict\":true}},{"
      "\"type\":\"function\",\"function\":{\"name\":\"t18\",\"parameters\":{"
      "\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"re"
      "quired\":[\"n\"],\"additionalProperties\":false},\"strict\":true}},{\""
      "type\":\"function\",\"function\":{\"name\":\"t19\",\"parameters\":{\"t"
      "ype\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"requi"
      "red\":[\"n\"],\"additionalProperties\":false},\"strict\":true}},{\"typ"
      "e\":\"function\",\"function\":{\"name\":\"t20\",\"parameters\":{\"type"
      "\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required"
      "\":[\"n\"],\"additionalProperties\":false},\"strict\":true}}]}" },
    { "a_tool_in_the_words_of_aws_goes_as_it_is",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"tools\":[{\"systemTool\":{\"name\":\"no"
      "va_grounding\"}},{\"type\":\"function\",\"function\":{\"name\":\"look"
      "\"}}]}" },
    { "nothing_stands_beside_a_tool_in_the_words_of_aws",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"tools\":[{\"systemTool\":{\"name\":\"n"
      "ova_grounding\"},\"cache_control\":{\"type\":\"ephemeral\"},\"strict\""
      ":null}]}" },
    { "the_type_of_a_tool_in_the_words_of_aws_is_no_loss",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"systemTool\",\"sy"
      "stemTool\":{\"name\":\"nova_grounding\"}}]}" },
    { "a_tool_in_the_words_of_aws_is_but_one",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"tools\":[{\"toolSpec\":{\"name\":\"loo"
      "k\",\"inputSchema\":{\"json\":{\"type\":\"object\"}}},\"systemTool\":{"
      "\"name\":\"nova_grounding\"}}]}" },
    { "a_cache_point_stands_in_no_tool",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"tools\":[{\"cachePoint\":{\"type\":\"d"
      "efault\"},\"systemTool\":{\"name\":\"nova_grounding\"}},{\"cachePoint"
      "\":{\"type\":\"default\"}}]}" },
    { "a_tool_in_the_words_of_others_is_refused",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\""
      "web_search\"}]}" },
    { "tools_and_what_they_lack",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look\",\"description\":\"Lo"
      "oks\",\"parameters\":{\"type\":\"object\",\"properties\":{\"n\":{\"t"
      "ype\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":fa"
      "lse},\"strict\":true}},{\"type\":\"function\",\"function\":{\"name\""
      ":\"ping\",\"description\":\"\"}},{\"type\":\"function\",\"function\""
      ":{\"name\":\"open\",\"parameters\":{}}},{\"type\":\"function\",\"fun"
      "ction\":{\"name\":\"half\",\"parameters\":{\"properties\":{\"a\":{}}"
      "},\"strict\":false}}],\"tool_choice\":\"auto\"}" },
    { "nova_knows_no_strict_tools",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\",\"fu"
      "nction\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"pr"
      "operties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"add"
      "itionalProperties\":false},\"strict\":true}}]}" },
    { "required_is_any",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look\"}}],\"tool_choice\":"
      "\"required\"}" },
    { "a_tool_by_name",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look\"}},{\"type\":\"functi"
      "on\",\"function\":{\"name\":\"ask\"}}],\"tool_choice\":{\"type\":\"f"
      "unction\",\"function\":{\"name\":\"ask\"}}}" },
    { "a_tool_by_name_where_there_is_any_alone",
      "{\"model\":\"aws/mistral.mistral-large-2407-v1:0\",\"messages\":[{\""
      "role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function"
      "\",\"function\":{\"name\":\"look\"}},{\"type\":\"function\",\"functi"
      "on\":{\"name\":\"ask\"}}],\"tool_choice\":{\"type\":\"function\",\"f"
      "unction\":{\"name\":\"ask\"}}}" },
    { "a_model_that_cannot_be_forced_is_asked",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"required"
      "\"}" },
    { "thinking_that_is_bound_bears_no_request_in_words",
      "{\"model\":\"aws/us.anthropic.claude-opus-5-5\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}},{\"type\":\"function\",\"function"
      "\":{\"name\":\"run\"}}],\"tool_choice\":\"required\"}" },
    { "nor_beside_tools_that_are_not_allowed",
      "{\"model\":\"aws/us.anthropic.claude-opus-5-5\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}},{\"type\":\"function\",\"function"
      "\":{\"name\":\"run\"}}],\"tool_choice\":{\"type\":\"allowed_tools\","
      "\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"func"
      "tion\",\"function\":{\"name\":\"run\"}}]}}}" },
    { "but_the_wish_for_an_answer_by_tool_stays_behind_the_users_words",
      "{\"model\":\"aws/us.anthropic.claude-opus-5-5\",\"response_format\":"
      "{\"type\":\"json_object\"},\"tools\":[{\"type\":\"function\",\"funct"
      "ion\":{\"name\":\"look\"}}],\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\",\"thinking_blo"
      "cks\":[{\"type\":\"thinking\",\"thinking\":\"x\",\"signature\":\"Eq="
      "=\"}]},{\"role\":\"user\",\"content\":\"c\"},{\"role\":\"assistant\""
      ",\"content\":null,\"thinking_blocks\":[{\"type\":\"thinking\",\"thin"
      "king\":\"y\",\"signature\":\"Er==\"}],\"tool_calls\":[{\"id\":\"c1\""
      ",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\""
      ":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":"
      "\"d\"}]}" },
    { "a_strict_tool_without_arguments_is_closed",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look\",\"strict\":true}}]}" },
    { "an_answer_that_cites_is_kept_to_no_schema",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file"
      "\":{\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base"
      "64,JVBERi0=\"},\"citations\":{\"enabled\":true}},{\"type\":\"text\","
      "\"text\":\"Hi\"}]}],\"response_format\":{\"type\":\"json_schema\",\""
      "json_schema\":{\"name\":\"x\",\"schema\":{\"type\":\"object\",\"prop"
      "erties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"addit"
      "ionalProperties\":false}}}}" },
    { "a_claude_that_thinks_is_asked",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look\"}}],\"tool_choice\":"
      "\"required\",\"max_tokens\":4000,\"reasoning_effort\":\"medium\"}" },
    { "sonnet_5_is_forced_when_it_does_not_think",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-5\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"required\",\"re"
      "asoning_effort\":\"none\",\"max_tokens\":100}" },
    { "none_offers_no_tools",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look\"}}],\"tool_choice\":"
      "\"none\"}" },
    { "none_asks_where_the_history_has_calls",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}"
      "\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"r\"}"
      ",{\"role\":\"user\",\"content\":\"b\"}],\"tools\":[{\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"none\"}" },
    { "allowed_tools_alone_are_offered",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look\"}},{\"type\":\"functi"
      "on\",\"function\":{\"name\":\"ask\"}},{\"type\":\"function\",\"funct"
      "ion\":{\"name\":\"go\"}}],\"tool_choice\":{\"type\":\"allowed_tools"
      "\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"f"
      "unction\",\"function\":{\"name\":\"look\"}},{\"type\":\"function\","
      "\"function\":{\"name\":\"go\"}}]}}}" },
    { "parallel_calls_cannot_be_switched_off",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\""
      "user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\",\"function"
      "\":{\"name\":\"look\"}}],\"parallel_tool_calls\":false}" },
    { "claude_makes_one_call_at_a_time",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\""
      ":\"function\",\"function\":{\"name\":\"look\"}},{\"type\":\"function\",\""
      "function\":{\"name\":\"ask\"}}],\"parallel_tool_calls\":false}" },
    { "claude_makes_the_one_call_that_is_named",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\""
      ":\"function\",\"function\":{\"name\":\"look\"}},{\"type\":\"function\",\""
      "function\":{\"name\":\"ask\"}}],\"tool_choice\":{\"type\":\"function\","
      "\"function\":{\"name\":\"ask\"}},\"parallel_tool_calls\":false}" },
    { "claude_makes_one_call_that_is_required",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\""
      ":\"function\",\"function\":{\"name\":\"look\"}},{\"type\":\"function\",\""
      "function\":{\"name\":\"ask\"}}],\"tool_choice\":\"required\",\"paralle"
      "l_tool_calls\":false}" },
    { "choices_without_tools_are_dropped",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tool_choice\":\""
      "auto\",\"parallel_tool_calls\":true}" },
    { "deepseek_r1_takes_no_tools",
      "{\"model\":\"aws/us.deepseek.r1-v1:0\",\"messages\":[{\"role\":\"use"
      "r\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"look\"}}]}" },
    { "llama_streams_no_tools",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\"}}],\"stream\":true}" },
    { "a_custom_tool_is_refused",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"custom\",\"custom\":{\"name\":\"grep\"}}]}" },
    /* ---- calls and results ---- */
    { "a_call_of_a_custom_tool_is_one_of_a_function",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"custom\",\""
      "custom\":{\"name\":\"grep\",\"input\":\"x y\"}}]},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"r\"}],\"tools\":[{\"type\":\"fun"
      "ction\",\"function\":{\"name\":\"grep\"}}]}" },
    { "a_signature_of_a_call_is_dropped",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"to"
      "ol_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name"
      "\":\"look\",\"arguments\":\"{}\"},\"provider_specific_fields\":{\"thou"
      "ght_signature\":\"QUFB\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1"
      "\",\"content\":\"r\"}],\"tools\":[{\"type\":\"function\",\"function\":"
      "{\"name\":\"look\"}}]}" },
    { "blank_parts_of_a_result_are_left_out",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}},{\"id\":\"c2\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\""
      "{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":[{\"ty"
      "pe\":\"text\",\"text\":\" \"},{\"type\":\"text\",\"text\":\"r\"}]},{\""
      "role\":\"tool\",\"parts\":[{\"type\":\"tool_result\",\"tool_call_id\":"
      "\"c2\",\"content\":[{\"type\":\"opaque\",\"item\":{\"searchResult\":{"
      "\"source\":\"s\",\"title\":\"t\",\"content\":[{\"text\":\"x\"}]}}}]}]}"
      "],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]"
      "}" },
    { "white_space_in_a_result_is_missed_and_nothing_is_not",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}},{\"id\":\"c2\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\""
      "{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\" \\n"
      "\"},{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"\"}],\"too"
      "ls\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}" },
    { "llama_takes_no_status_of_a_result",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content"
      "\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"functio"
      "n\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"t"
      "ool_call_id\":\"c1\",\"content\":\"no\",\"is_error\":true}],\"tools\":"
      "[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}" },
    { "each_tool_of_the_history_is_made_once",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":\"t\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\""
      ",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}},{\"id\":\"c2\""
      ",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":"
      "\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"1"
      "\"},{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"2\"},{\"r"
      "ole\":\"assistant\",\"content\":\"u\",\"tool_calls\":[{\"id\":\"c3\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\""
      "{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c3\",\"content\":\"3\"}"
      "]}" },
    { "sound_in_a_result_is_refused",
      "{\"model\":\"aws/mistral.voxtral-small-24b-2507\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":nu"
      "ll,\"tool_calls\":[{\"id\":\"abcdefghi\",\"type\":\"function\",\"funct"
      "ion\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\","
      "\"tool_call_id\":\"abcdefghi\",\"content\":[{\"type\":\"input_audio\","
      "\"input_audio\":{\"data\":\"UklGRg==\",\"format\":\"mp3\"}}]}],\"tools"
      "\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}" },
    { "results_of_a_turn_stand_together",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":\"b\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"func"
      "tion\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}"
      "\"}},{\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"a"
      "sk\",\"arguments\":\"\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1"
      "\",\"content\":\"one\"},{\"role\":\"tool\",\"tool_call_id\":\"c2\","
      "\"content\":\"\"},{\"role\":\"user\",\"content\":\"c\"}],\"tools\":["
      "{\"type\":\"function\",\"function\":{\"name\":\"look\"}},{\"type\":"
      "\"function\",\"function\":{\"name\":\"ask\"}}]}" },
    { "a_call_that_nothing_answers_gets_an_error",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}"
      "\"}},{\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"l"
      "ook\",\"arguments\":\"{\\\"n\\\":1}\"}}]},{\"role\":\"tool\",\"tool_"
      "call_id\":\"c2\",\"content\":\"two\"},{\"role\":\"user\",\"content\""
      ":\"b\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\""
      "id\":\"c3\",\"type\":\"function\",\"function\":{\"name\":\"look\",\""
      "arguments\":\"{\\\"n\\\":1}\"}}]}],\"tools\":[{\"type\":\"function\""
      ",\"function\":{\"name\":\"look\"}}]}" },
    { "llama_wants_results_alone",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"cont"
      "ent\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"fu"
      "nction\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}]},{\"r"
      "ole\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"r\"},{\"role\":"
      "\"user\",\"content\":\"b\"}],\"tools\":[{\"type\":\"function\",\"fun"
      "ction\":{\"name\":\"look\"}}]}" },
    { "claude_wants_no_document_beside_results",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}"
      "\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"r\"}"
      ",{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"b\"},"
      "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":\""
      "data:application/pdf;base64,JVBERg==\"}}]}],\"tools\":[{\"type\":\"f"
      "unction\",\"function\":{\"name\":\"look\"}}]}" },
    { "mistral_wants_ids_of_nine",
      "{\"model\":\"aws/mistral.mistral-large-2407-v1:0\",\"messages\":[{\""
      "role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content"
      "\":null,\"tool_calls\":[{\"id\":\"call_long.1\",\"type\":\"function"
      "\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}"
      ",{\"id\":\"abcdefgh9\",\"type\":\"function\",\"function\":{\"name\":"
      "\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}]},{\"role\":\"tool\",\"to"
      "ol_call_id\":\"call_long.1\",\"content\":\"{\\\"t\\\":4}\"},{\"role"
      "\":\"tool\",\"tool_call_id\":\"abcdefgh9\",\"content\":\"[1]\"}],\"t"
      "ools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}" },
    { "nine_with_a_sign_among_them_are_no_id_of_nine",
      "{\"model\":\"aws/mistral.mistral-large-2407-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":null,\"tool_calls\":[{\"id\":\"call_abc1\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\","
      "\"arguments\":\"{}\"}}]},{\"role\":\"tool\","
      "\"tool_call_id\":\"call_abc1\",\"content\":\"b\"}]}" },
    { "two_ids_stay_two",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"tool_calls\":[{\"id\":\"f.look:0\",\"type\":"
      "\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n"
      "\\\":1}\"}},{\"id\":\"f_look_0\",\"type\":\"function\",\"function\":"
      "{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}},{\"id\":\"xxxxx"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":"
      "\"{\\\"n\\\":1}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"f.look:0"
      "\",\"content\":\"1\"},{\"role\":\"tool\",\"tool_call_id\":\"f_look_0"
      "\",\"content\":\"2\"},{\"role\":\"tool\",\"tool_call_id\":\"xxxxxxxx"
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\",\"c"
      "ontent\":\"3\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"n"
      "ame\":\"look\"}}]}" },
    { "an_id_that_comes_again_is_told_apart",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"a\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{"
      "\"id\":\"c0\",\"type\":\"function\",\"function\":{\"name\":"
      "\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\","
      "\"tool_call_id\":\"c0\",\"content\":\"b\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{"
      "\"id\":\"c0\",\"type\":\"function\",\"function\":{\"name\":"
      "\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\","
      "\"tool_call_id\":\"c0\",\"content\":\"b\"}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":"
      "\"look\"}}]}" },
    { "names_and_arguments_that_cannot_be",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null"
      ",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{"
      "\"name\":\"look at()\",\"arguments\":\"{\\\"n\\\":1}\"}},{\"id\":\"c"
      "2\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"argument"
      "s\":\"{\\\"n\\\":\"}},{\"id\":\"c3\",\"type\":\"function\",\"functio"
      "n\":{\"name\":\"look\",\"arguments\":\"[1]\"}}]},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"no such tool\"},{\"role\":\"to"
      "ol\",\"tool_call_id\":\"c2\",\"content\":\"?\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c3\",\"content\":\"?\"}],\"tools\":[{\"type\":\"f"
      "unction\",\"function\":{\"name\":\"look\"}}]}" },
    { "tools_are_made_from_the_history",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}"
      "\"}},{\"id\":\"c2\",\"type\":\"function\",\"function\":{\"name\":\"a"
      "sk\",\"arguments\":\"{\\\"n\\\":1}\"}},{\"id\":\"c3\",\"type\":\"fun"
      "ction\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1"
      "}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"1\""
      "},{\"role\":\"tool\",\"tool_call_id\":\"c2\",\"content\":\"2\"},{\"r"
      "ole\":\"tool\",\"tool_call_id\":\"c3\",\"content\":\"3\"}]}" },
    { "pictures_stay_in_their_result",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}"
      "\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":[{\"ty"
      "pe\":\"text\",\"text\":\"here\"},{\"type\":\"image_url\",\"image_url"
      "\":{\"url\":\"data:image/png;base64,iVBORw==\"}}]}],\"tools\":[{\"ty"
      "pe\":\"function\",\"function\":{\"name\":\"look\"}}]}" },
    /* ---- reasoning ---- */
    { "a_budget_of_ones_own_has_a_smallest",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"max_tokens\":4000,\"t"
      "hinking\":{\"type\":\"enabled\",\"budget_tokens\":20}}" },
    { "a_model_that_does_not_think_drops_the_switch",
      "{\"model\":\"aws/anthropic.claude-3-5-haiku-20241022-v1:0\",\"messages"
      "\":[{\"role\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"ad"
      "aptive\"}}" },
    { "nova_2_is_switched_off",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"disabled\"}}" },
    { "a_budget_that_nothing_asks_for_is_dropped",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":"
      "\"disabled\",\"budget_tokens\":2000}}" },
    { "between_tools_is_nothing_to_an_old_claude",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":"
      "\"between_tools\"}}" },
    { "between_tools_is_off_where_it_can_be",
      "{\"model\":\"aws/us.anthropic.claude-opus-5\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"between_tools\"}"
      "}" },
    { "opus_4_5_takes_the_effort_beside_its_budget",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-5-20251101-v1:0\",\"messag"
      "es\":[{\"role\":\"user\",\"content\":\"a\"}],\"max_tokens\":10000,\"re"
      "asoning_effort\":\"medium\"}" },
    { "a_budget_has_to_be_named",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"max_tokens\":4000,\"t"
      "hinking\":{\"type\":\"enabled\"}}" },
    { "a_budget_above_the_limit_begins_anew_between_calls",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type"
      "\":\"function\",\"function\":{\"name\":\"look\"}}],\"max_tokens\":40"
      "00,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":9000}}" },
    { "between_tools_has_no_other_member",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-5-5\",\"messages\":[{\"r"
      "ole\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"between"
      "_tools\",\"display\":\"omitted\",\"block_binding\":{}}}" },
    { "nor_has_disabled",
      "{\"model\":\"aws/us.anthropic.claude-opus-5\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"disabled\""
      ",\"display\":\"updates\",\"block_binding\":{}}}" },
    { "a_switch_that_is_dropped_takes_its_members_along",
      "{\"model\":\"aws/anthropic.claude-3-5-haiku-20241022-v1:0\",\"messag"
      "es\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\""
      ":\"adaptive\",\"display\":\"omitted\",\"block_binding\":{}}}" },
    { "nova_drops_all_members_of_the_switch",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"disabled\",\""
      "budget_tokens\":2000,\"block_binding\":{}}}" },
    { "signed_thinking_goes_back",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":\"b\",\"thinking_blocks\":[{\"type\":\"thinking\",\""
      "thinking\":\" hm \",\"signature\":\"sig/=\"},{\"type\":\"redacted_th"
      "inking\",\"data\":\"cmVk\"}]},{\"role\":\"user\",\"content\":\"c\"}]"
      "}" },
    { "unsigned_thinking_does_not",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":\"b\",\"reasoning_content\":\"hm\"},{\"role\":\"user"
      "\",\"content\":\"c\"},{\"role\":\"assistant\",\"content\":null,\"rea"
      "soning_content\":\"cut\"},{\"role\":\"user\",\"content\":\"d\"}]}" },
    { "thinking_of_another_does_not",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":\"b\",\"thinking_blocks\":[{\"type\":\"thinking\",\""
      "thinking\":\" hm \",\"signature\":\"sig/=\"},{\"type\":\"redacted_th"
      "inking\",\"data\":\"cmVk\"}],\"origin\":{\"provider\":\"anthropic\","
      "\"account\":\"x\",\"model\":\"claude\"}},{\"role\":\"user\",\"conten"
      "t\":\"c\"}]}" },
    { "thinking_at_the_end_of_a_turn_does_not",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"thinking_blocks\":[{\"type\":\"thinking\",\"t"
      "hinking\":\" hm \",\"signature\":\"sig/=\"}]},{\"role\":\"user\",\"c"
      "ontent\":\"c\"}]}" },
    { "nova_takes_no_thinking_back",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b"
      "\",\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\" hm \""
      ",\"signature\":\"sig/=\"}]},{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "an_empty_text_between_thinking_stays",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"parts\":[{\"type\":\"thinking\",\"thinking\":\" hm \",\"signat"
      "ure\":\"sig/=\"},{\"type\":\"text\",\"text\":\"\"},{\"type\":\"think"
      "ing\",\"thinking\":\" hm \",\"signature\":\"two\"},{\"type\":\"text"
      "\",\"text\":\"b\"}]},{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "a_budget_is_a_share_of_the_answer",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort"
      "\":\"high\",\"max_tokens\":8000,\"temperature\":0.2,\"top_p\":0.96,"
      "\"top_k\":5}" },
    { "a_budget_has_a_smallest",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort"
      "\":\"minimal\",\"max_tokens\":3000}" },
    { "a_budget_of_the_longest_answer",
      "{\"model\":\"aws/us.anthropic.claude-haiku-4-5-20251001-v1:0\",\"mes"
      "sages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort"
      "\":\"medium\"}" },
    { "no_budget_fits",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort"
      "\":\"low\",\"max_tokens\":1024}" },
    { "xhigh_is_the_largest_budget",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort"
      "\":\"xhigh\",\"max_tokens\":8000}" },
    { "no_thinking_is_said_where_thinking_is_a_choice",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-6-v1\",\"messages\":[{\""
      "role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "effort_is_adaptive_thinking",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-6-v1\",\"messages\":[{\""
      "role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"xhigh\"}" },
    { "no_thinking_is_said_where_it_is_unusual",
      "{\"model\":\"aws/us.anthropic.claude-opus-5\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "between_tools_is_nearest_to_none",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-5-5\",\"messages\":[{\"r"
      "ole\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "low_is_nearest_to_none",
      "{\"model\":\"aws/us.anthropic.claude-opus-5-5\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "claude_3_does_not_reason",
      "{\"model\":\"aws/anthropic.claude-3-haiku-20240307-v1:0\",\"messages"
      "\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"l"
      "ow\"}" },
    { "nova_2_has_a_configuration",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"medium\",\"m"
      "ax_tokens\":50}" },
    { "nova_2_is_free_at_its_highest",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"max\",\"max_"
      "tokens\":50,\"temperature\":0.5}" },
    { "nova_2_does_not_reason",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "gpt_oss_takes_the_word",
      "{\"model\":\"aws/openai.gpt-oss-120b-1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"minimal\"}" },
    { "qwen_takes_the_word",
      "{\"model\":\"aws/qwen.qwen3-32b-v1:0\",\"messages\":[{\"role\":\"use"
      "r\",\"content\":\"Hi\"}],\"reasoning_effort\":\"medium\"}" },
    { "qwen_does_not_reason",
      "{\"model\":\"aws/qwen.qwen3-32b-v1:0\",\"messages\":[{\"role\":\"use"
      "r\",\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "llama_has_no_such_choice",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"Hi\"}],\"reasoning_effort\":\"low\""
      "}" },
    { "the_native_switch_wins",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"ty"
      "pe\":\"enabled\",\"budget_tokens\":3000},\"reasoning_effort\":\"high"
      "\",\"max_tokens\":8000}" },
    { "a_budget_must_be_below_the_limit",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"ty"
      "pe\":\"enabled\",\"budget_tokens\":8000},\"max_tokens\":8000}" },
    { "a_budget_is_adaptive_where_there_is_none",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-7\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\""
      ",\"budget_tokens\":2000},\"max_tokens\":8000}" },
    { "adaptive_is_a_budget_where_there_is_none",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"ty"
      "pe\":\"adaptive\"},\"max_tokens\":8000}" },
    { "disabled_where_it_cannot_be",
      "{\"model\":\"aws/us.anthropic.claude-opus-5-5\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"disabled"
      "\"}}" },
    { "the_switch_of_claude_says_nothing_to_nova",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"adaptive\"}}" },
    { "what_is_shown_of_thinking_can_be_said",
      "{\"model\":\"aws/us.anthropic.claude-opus-5\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"adaptive\""
      ",\"display\":\"updates\",\"block_binding\":{\"prefix_mismatch_behavi"
      "or\":\"drop_block\"}}}" },
    { "a_display_without_thinking_is_dropped",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"disabled\",\""
      "display\":\"omitted\"}}" },
    { "thinking_of_another_family_does_not_go_back",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":\"b\",\"thinking_blocks\":[{\"type\":\"thinking\",\""
      "thinking\":\" hm \",\"signature\":\"sig/=\"}],\"origin\":{\"provider"
      "\":\"bedrock\",\"account\":\"aws\",\"model\":\"us.amazon.nova-2-lite"
      "-v1:0\"}},{\"role\":\"user\",\"content\":\"c\"},{\"role\":\"assistan"
      "t\",\"content\":\"d\",\"thinking_blocks\":[{\"type\":\"thinking\",\""
      "thinking\":\" hm \",\"signature\":\"sig/=\"}],\"origin\":{\"provider"
      "\":\"bedrock\",\"account\":\"aws\",\"model\":\"us.anthropic.claude-o"
      "pus-4-6-v1\"}},{\"role\":\"user\",\"content\":\"e\"}]}" },
    { "thinking_of_another_family_behind_an_alias_does_not_either",
      "{\"model\":\"aws/us.amazon.nova-2-lite-v1:0\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b"
      "\",\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\" hm \",\""
      "signature\":\"sig/=\"}],\"origin\":{\"provider\":\"bedrock\",\"account"
      "\":\"aws\",\"model\":\"tokyo\"}},{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "an_item_goes_back_as_it_is",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"parts\":[{\"ty"
      "pe\":\"opaque\",\"item\":{\"toolUse\":{\"toolUseId\":\"t1\",\"name\""
      ":\"nova_grounding\",\"type\":\"server_tool_use\",\"input\":{}}}},{\""
      "type\":\"text\",\"text\":\"b\"}]},{\"role\":\"user\",\"content\":\"c"
      "\"}]}" },
    { "an_item_of_another_family_does_not",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"orig"
      "in\":{\"provider\":\"bedrock\",\"account\":\"aws\",\"model\":\"us.am"
      "azon.nova-pro-v1:0\"},\"parts\":[{\"type\":\"opaque\",\"item\":{\"to"
      "olUse\":{\"toolUseId\":\"t1\",\"name\":\"nova_grounding\",\"type\":"
      "\"server_tool_use\",\"input\":{}}}},{\"type\":\"text\",\"text\":\"b"
      "\"}]},{\"role\":\"user\",\"content\":\"c\"}]}" },
    /* ---- structured answers ---- */
    { "a_named_tool_goes_before_the_answers",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":\"a\"}],\"tools\":[{\"type\":\"function\",\"function"
      "\":{\"name\":\"look\"}}],\"tool_choice\":{\"type\":\"function\",\"func"
      "tion\":{\"name\":\"look\"}},\"response_format\":{\"type\":\"json_objec"
      "t\"}}" },
    { "with_a_choice_of_none_the_answers_tool_is_alone",
      "{\"model\":\"aws/mistral.mistral-large-2407-v1:0\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\"}},{\"type\":\"function\",\"f"
      "unction\":{\"name\":\"find\"}}],\"tool_choice\":\"none\",\"respons"
      "e_format\":{\"type\":\"json_object\"}}" },
    { "the_answer_is_one_of_those_that_are_allowed",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\""
      ":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\"function\",\""
      "function\":{\"name\":\"look\"}},{\"type\":\"function\",\"function"
      "\":{\"name\":\"find\"}}],\"tool_choice\":{\"type\":\"allowed_tools"
      "\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[{\"type\":\"fun"
      "ction\",\"function\":{\"name\":\"find\"}}]}},\"response_format\":{"
      "\"type\":\"json_object\"}}" },
    { "a_required_call_that_cannot_be_forced_is_reported_beside_an_answer",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\""
      ":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\"fu"
      "nction\",\"function\":{\"name\":\"look\"}},{\"type\":\"function\","
      "\"function\":{\"name\":\"find\"}}],\"tool_choice\":\"required\",\""
      "response_format\":{\"type\":\"json_object\"}}" },
    { "a_schema_of_a_tool_among_others_that_cannot_be_named",
      "{\"model\":\"aws/mistral.mistral-large-2407-v1:0\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"con"
      "tent\":null,\"tool_calls\":[{\"id\":\"abcdefghi\",\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\""
      "role\":\"tool\",\"tool_call_id\":\"abcdefghi\",\"content\":\"b\"}]"
      ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\""
      "}}],\"tool_choice\":\"none\",\"response_format\":{\"type\":\"json_"
      "object\"}}" },
    { "a_schema_is_closed_for_the_compiler",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"response_format"
      "\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"p\",\"schem"
      "a\":{\"type\":\"object\",\"properties\":{\"age\":{\"type\":\"integer"
      "\",\"minimum\":0},\"tags\":{\"type\":\"array\",\"items\":{\"type\":"
      "\"string\"},\"maxItems\":3}},\"required\":[\"age\",\"tags\"]}}},\"to"
      "ols\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"para"
      "meters\":{\"type\":\"object\",\"properties\":{\"age\":{\"type\":\"in"
      "teger\",\"minimum\":0},\"tags\":{\"type\":\"array\",\"items\":{\"typ"
      "e\":\"string\"},\"maxItems\":3}},\"required\":[\"age\",\"tags\"]},\""
      "strict\":true}}]}" },
    { "a_schema_goes_as_a_text",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"response_format"
      "\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"count\",\"d"
      "escription\":\"a count\",\"schema\":{\"type\":\"object\",\"propertie"
      "s\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additional"
      "Properties\":false},\"strict\":true}}}" },
    { "a_schema_that_cannot_be_compiled_is_a_tools",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"response_format"
      "\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"t\",\"schem"
      "a\":{\"type\":\"object\",\"properties\":{\"kids\":{\"type\":\"array"
      "\",\"items\":{\"$ref\":\"#\"}}},\"required\":[\"kids\"],\"additional"
      "Properties\":false}}},\"tools\":[{\"type\":\"function\",\"function\""
      ":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"properties"
      "\":{\"kids\":{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}},\"requ"
      "ired\":[\"kids\"],\"additionalProperties\":false},\"strict\":true}}]"
      "}" },
    { "a_schema_of_a_tool_that_is_forced",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_s"
      "chema\",\"json_schema\":{\"name\":\"count\",\"description\":\"a coun"
      "t\",\"schema\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":"
      "\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":false},"
      "\"strict\":true}}}" },
    { "a_schema_beside_tools",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_s"
      "chema\",\"json_schema\":{\"name\":\"count\",\"description\":\"a coun"
      "t\",\"schema\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":"
      "\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":false},"
      "\"strict\":true}},\"tools\":[{\"type\":\"function\",\"function\":{\""
      "name\":\"look\"}}]}" },
    { "a_schema_of_a_tool_that_is_asked_for",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"Hi\"}],\"response_format\":{\"type"
      "\":\"json_schema\",\"json_schema\":{\"name\":\"count\",\"description"
      "\":\"a count\",\"schema\":{\"type\":\"object\",\"properties\":{\"n\""
      ":{\"type\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties"
      "\":false},\"strict\":true}}}" },
    { "a_schema_of_a_model_that_nobody_knows",
      "{\"model\":\"aws/acme.best-v1:0\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"count\",\"description\":\"a count\",\"sc"
      "hema\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"intege"
      "r\"}},\"required\":[\"n\"],\"additionalProperties\":false},\"strict"
      "\":true}}}" },
    { "some_json_is_a_tool",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"response_format"
      "\":{\"type\":\"json_object\"}}" },
    { "titan_has_no_structured_answers",
      "{\"model\":\"aws/amazon.titan-text-express-v1\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"response_format\":{\"type\":\"js"
      "on_schema\",\"json_schema\":{\"name\":\"count\",\"description\":\"a "
      "count\",\"schema\":{\"type\":\"object\",\"properties\":{\"n\":{\"typ"
      "e\":\"integer\"}},\"required\":[\"n\"],\"additionalProperties\":fals"
      "e},\"strict\":true}}}" },
    { "titan_may_be_asked_for_them_in_words",
      "{\"model\":\"aws/amazon.titan-text-express-v1\",\"schema_by_prompt\":"
      "true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{"
      "\"name\":\"count\",\"description\":\"a count\",\"schema\":{\"type\":"
      "\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}}}}" },
    /* ---- cache points ---- */
    { "a_mark_on_a_tool_that_is_not_allowed_is_dropped",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\""
      "function\",\"function\":{\"name\":\"look\"},\"cache_control\":{\"type"
      "\":\"ephemeral\"}},{\"type\":\"function\",\"function\":{\"name\":\"ask"
      "\"},\"cache_control\":{\"type\":\"ephemeral\"}}],\"tool_choice\":{\"ty"
      "pe\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":"
      "[{\"type\":\"function\",\"function\":{\"name\":\"ask\"}}]}}}" },
    { "no_point_stands_behind_thinking",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"parts\":[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"U"
      "0ln\",\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text\","
      "\"text\":\"b\"}]},{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "a_mark_on_a_video_alone_is_dropped",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"da"
      "ta:video/mp4;base64,AAAA\",\"mime_type\":\"video/mp4\"},\"cache_contro"
      "l\":{\"type\":\"ephemeral\"}}]}]}" },
    { "a_mark_goes_with_what_it_stands_on",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":[{\"type\":\"text\",\"text\":\"see\"},{\"type\":\"image_ur"
      "l\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw==\"},\"cache"
      "_control\":{\"type\":\"ephemeral\"}}]},{\"role\":\"user\",\"content\":"
      "\"b\"}]}" },
    { "several_marks_of_a_result_are_one_point",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\","
      "\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},{\"role\":\"t"
      "ool\",\"tool_call_id\":\"c1\",\"content\":[{\"type\":\"text\",\"text\""
      ":\"1\",\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text\","
      "\"text\":\"2\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h"
      "\"}}]}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"loo"
      "k\"}}]}" },
    { "two_marks_do_not_share_a_place",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{"
      "\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base64,JVB"
      "ERg==\"},\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text"
      "\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}}]}]}" },
    { "a_mark_on_tools_that_are_not_offered_is_dropped",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"tools\":[{\"type\":\""
      "function\",\"function\":{\"name\":\"look\"},\"cache_control\":{\"type"
      "\":\"ephemeral\"}}],\"tool_choice\":\"none\"}" },
    { "points_stand_behind_what_they_close",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"tex"
      "t\":\"s\",\"cache_control\":{\"type\":\"ephemeral\"}}]},{\"role\":\""
      "user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"cache_contro"
      "l\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}},{\"type\":\"text\",\"te"
      "xt\":\"b\"}]}],\"tools\":[{\"type\":\"function\",\"function\":{\"nam"
      "e\":\"look\"},\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h"
      "\"}}]}" },
    { "the_last_four_go_out",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"tex"
      "t\":\"s\",\"cache_control\":{\"type\":\"ephemeral\"}}]},{\"role\":\""
      "user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"cache_contro"
      "l\":{\"type\":\"ephemeral\"}},{\"type\":\"text\",\"text\":\"b\",\"ca"
      "che_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text\",\"text\":"
      "\"c\",\"cache_control\":{\"type\":\"ephemeral\"}}]},{\"role\":\"assi"
      "stant\",\"content\":\"d\"},{\"role\":\"user\",\"content\":[{\"type\""
      ":\"text\",\"text\":\"e\",\"cache_control\":{\"type\":\"ephemeral\"}}"
      "]}]}" },
    { "an_hour_does_not_follow_less",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"tex"
      "t\",\"text\":\"b\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\""
      ":\"1h\"}},{\"type\":\"text\",\"text\":\"c\",\"cache_control\":{\"typ"
      "e\":\"ephemeral\",\"ttl\":\"5m\"}}]}]}" },
    { "nova_takes_points_but_no_times",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"system\",\"content\":[{\"type\":\"text\",\"text\":\"s\",\"cache_co"
      "ntrol\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]},{\"role\":\"user"
      "\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":"
      "{\"type\":\"ephemeral\",\"ttl\":\"5m\"}}]}],\"tools\":[{\"type\":\"f"
      "unction\",\"function\":{\"name\":\"look\"},\"cache_control\":{\"type"
      "\":\"ephemeral\"}}]}" },
    { "nova_takes_none_beside_results",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null"
      ",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{"
      "\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}]},{\"role\":\"to"
      "ol\",\"tool_call_id\":\"c1\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"r\",\"cache_control\":{\"type\":\"ephemeral\"}}]},{\"role\":\"u"
      "ser\",\"content\":[{\"type\":\"text\",\"text\":\"b\",\"cache_control"
      "\":{\"type\":\"ephemeral\"}}]}],\"tools\":[{\"type\":\"function\",\""
      "function\":{\"name\":\"look\"}}]}" },
    { "claude_takes_one_behind_a_result",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistan"
      "t\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"funct"
      "ion\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}"
      "\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":[{\"ty"
      "pe\":\"text\",\"text\":\"r\",\"cache_control\":{\"type\":\"ephemeral"
      "\"}}]}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"l"
      "ook\"}}]}" },
    { "a_point_moves_away_from_a_document",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file"
      "\":{\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base"
      "64,JVBERg==\"},\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\""
      ":\"text\",\"text\":\"b\"}]},{\"role\":\"assistant\",\"content\":\"x"
      "\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"c"
      "\"},{\"type\":\"file\",\"file\":{\"filename\":\"b.pdf\",\"file_data"
      "\":\"data:application/pdf;base64,JVBERg==\"},\"cache_control\":{\"ty"
      "pe\":\"ephemeral\"}}]}]}" },
    { "llama_takes_none",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\""
      "cache_control\":{\"type\":\"ephemeral\"}}]}],\"cache_control\":{\"ty"
      "pe\":\"ephemeral\"}}" },
    { "no_point_stands_between_results",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\""
      "messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assi"
      "stant\",\"content\":null,\"tool_calls\":[{\"id\":\"x\",\"type\":\""
      "function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},{\""
      "id\":\"y\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"ar"
      "guments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"x\",\"c"
      "ontent\":[{\"type\":\"text\",\"text\":\"b\",\"cache_control\":{\"t"
      "ype\":\"ephemeral\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"y\","
      "\"content\":\"c\"},{\"role\":\"user\",\"content\":\"d\"}]}" },
    { "a_mark_does_not_move_to_where_another_stands",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\""
      "messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"f"
      "ile\":{\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf"
      ";base64,AAAA\"},\"cache_control\":{\"type\":\"ephemeral\"}},{\"typ"
      "e\":\"text\",\"text\":\"b\",\"cache_control\":{\"type\":\"ephemera"
      "l\",\"ttl\":\"1h\"}}]}]}" },
    { "a_mark_on_nothing_is_dropped",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text"
      "\":\"\",\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text"
      "\",\"text\":\"a\"}]}]}" },
    /* ---- the rest ---- */
    { "usage_of_no_stream",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream_options\":{\"i"
      "nclude_usage\":true}}" },
    { "a_stream_without_usage_there_is_not",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream\":true,\"strea"
      "m_options\":{\"include_usage\":false}}" },
    { "a_pair_of_metadata_has_a_name",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"metadata\":{\"\":\"v"
      "\"}}" },
    { "sixteen_pairs_of_metadata_and_no_more",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"mess"
      "ages\":[{\"role\":\"user\",\"content\":\"a\"}],\"metadata\":{\"k0\":\""
      "v\",\"k1\":\"v\",\"k2\":\"v\",\"k3\":\"v\",\"k4\":\"v\",\"k5\":\"v\","
      "\"k6\":\"v\",\"k7\":\"v\",\"k8\":\"v\",\"k9\":\"v\",\"k10\":\"v\",\"k1"
      "1\":\"v\",\"k12\":\"v\",\"k13\":\"v\",\"k14\":\"v\",\"k15\":\"v\",\"k1"
      "6\":\"v\"}}" },
    { "zero_is_a_value",
      "{\"model\":\"aws/us.meta.llama3-3-70b-instruct-v1:0\",\"messages\":["
      "{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":64,\"temperat"
      "ure\":0,\"top_p\":0.5,\"stop\":[\"END\",\"\",\" \"]}" },
    { "a_temperature_above_one_is_one",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"temperature\":1.5,\"top_k\":4}" },
    { "a_temperature_of_one_leaves_room_for_top_p",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-6-v1\",\"messages\":[{\""
      "role\":\"user\",\"content\":\"Hi\"}],\"temperature\":1,\"top_p\":0.5"
      "}" },
    { "a_top_p_of_one_is_no_loss_beside_a_temperature",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-6-v1\",\"messages\":[{\""
      "role\":\"user\",\"content\":\"Hi\"}],\"temperature\":0.5,\"top_p\":1"
      "}" },
    { "a_temperature_below_zero_is_zero",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"temperature\":-1,\"top_p\":2}" },
    { "claude_takes_one_of_the_two",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"temperature\":0."
      "5,\"top_p\":0.9,\"top_k\":4,\"stop\":[\" \",\"x\"]}" },
    { "newer_claudes_take_the_upper_end_of_top_p_alone",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-7\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"temperature\":0.5,\"top_p\":0.99"
      "9,\"top_k\":4}" },
    { "the_usual_value_leaves_no_trace",
      "{\"model\":\"aws/us.anthropic.claude-opus-4-7\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"Hi\"}],\"temperature\":1}" },
    { "what_converse_does_not_have",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"seed\":7,\"n\":2"
      ",\"logprobs\":true,\"top_logprobs\":2,\"presence_penalty\":0.5,\"fre"
      "quency_penalty\":0.25,\"logit_bias\":{\"1\":1},\"user\":\"u\",\"safe"
      "ty_identifier\":\"s\",\"prompt_cache_key\":\"k\",\"verbosity\":\"low"
      "\",\"store\":true,\"min_p\":0.1}" },
    { "what_changes_nothing_leaves_no_trace",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"Hi\"}],\"presence_penalty\":0,"
      "\"frequency_penalty\":0.0,\"logit_bias\":{}}" },
    { "tools_and_metadata_are_named_with_escapes",
      "{\"model\":\"aws/us.amazon.nova-pro-v1:0\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"a\"}],\"metadata\":{\"k~1\":\"b\"},"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"x/y\":1}]}" },
    { "metadata_and_a_tier",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"metadata\":{\"te"
      "am\":\"search\",\"mail\":\"a<b>@x\"},\"service_tier\":\"flex\"}" },
    { "auto_is_no_tier",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"service_tier\":"
      "\"auto\"}" },
    { "a_tier_that_nobody_knows",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"service_tier\":"
      "\"scale\"}" },
    { "a_body_of_ones_own",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"extra_body\":{\""
      "guardrailConfig\":{\"guardrailIdentifier\":\"g\",\"guardrailVersion"
      "\":\"1\"},\"additionalModelRequestFields\":{\"anthropic_beta\":[\"x"
      "\"]}}}" },
    { "a_body_of_ones_own_may_not_say_it_twice",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":5,"
      "\"extra_body\":{\"inferenceConfig\":{}}}" },
    { "both_limits",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":5,"
      "\"max_completion_tokens\":6}" },
    { "a_stream_ends_with_usage",
      "{\"model\":\"aws/us.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"me"
      "ssages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"stream\":true,\""
      "stream_options\":{\"include_usage\":true}}" },
};
/* clang-format on */

static const struct request_suite suite = {
    .folder = "bedrock_converse/write",
    .accounts =
        "{\"accounts\":[{\"name\":\"aws\",\"provider\":\"bedrock\",\"region\":"
        "\"us-east-1\",\"api_key\":\"k\",\"models\":{\"tokyo\":{\"id\":"
        "\"jp.anthropic.claude-sonnet-4-5-20250929-v1:0\",\"region\":"
        "\"ap-northeast-1\"}}},{\"name\":\"cn\",\"provider\":\"bedrock\","
        "\"region\":\"cn-north-1\",\"api_key\":\"k\"}]}",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
};

/* ---- where it goes ------------------------------------------------------ */

static void check_url(const char *request, const char *url)
{
    parl_client *client = requests_client(&suite, NULL);
    parl_builder *builder = NULL;
    parl_call *call = NULL;

    assert_non_null(client);
    assert_int_equal(parl_request_from_json(&builder, request, 0, NULL),
                     PARL_OK);
    assert_int_equal(
        parl_encode(client, parl_builder_request(builder, NULL), &call, NULL),
        PARL_OK);
    assert_string_equal(parl_call_url(call), url);
    parl_call_free(call);
    parl_builder_free(builder);
    parl_client_free(client);
}

#define ASK(model, more)                                                       \
    "{\"model\":\"" model "\",\"messages\":[{\"role\":\"user\",\"content\":"   \
    "\"Hi\"}]" more "}"

static void test_the_model_is_one_segment_of_the_path(void **state)
{
    (void)state;
    check_url(ASK("aws/amazon.nova-lite-v1:0", ""),
              "https://bedrock-runtime.us-east-1.amazonaws.com/model/"
              "amazon.nova-lite-v1%3A0/converse");
    check_url(ASK("aws/amazon.nova-lite-v1:0", ",\"stream\":true"),
              "https://bedrock-runtime.us-east-1.amazonaws.com/model/"
              "amazon.nova-lite-v1%3A0/converse-stream");
}

static void test_the_region_is_the_nearest_that_was_said(void **state)
{
    (void)state;
    check_url(ASK("aws/tokyo", ""),
              "https://bedrock-runtime.ap-northeast-1.amazonaws.com/model/"
              "jp.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse");
    check_url(ASK("aws/arn:aws:bedrock:eu-west-3:1:inference-profile/eu.x", ""),
              "https://bedrock-runtime.eu-west-3.amazonaws.com/model/"
              "arn%3Aaws%3Abedrock%3Aeu-west-3%3A1%3Ainference-profile%2Feu.x/"
              "converse");
    check_url(ASK("aws/arn:aws:bedrock:::foundation-model/x", ""),
              "https://bedrock-runtime.us-east-1.amazonaws.com/model/"
              "arn%3Aaws%3Abedrock%3A%3A%3Afoundation-model%2Fx/converse");
    check_url(ASK("cn/x", ""),
              "https://bedrock-runtime.cn-north-1.amazonaws.com.cn/model/x/"
              "converse");
}

static void test_what_cannot_stream_comes_whole(void **state)
{
    (void)state;
    check_url(ASK("aws/meta.llama3-3-70b-instruct-v1:0",
                  ",\"stream\":true,\"tools\":[{\"type\":\"function\","
                  "\"function\":{\"name\":\"look\"}}]"),
              "https://bedrock-runtime.us-east-1.amazonaws.com/model/"
              "meta.llama3-3-70b-instruct-v1%3A0/converse");
}

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_the_model_is_one_segment_of_the_path),
        cmocka_unit_test(test_the_region_is_the_nearest_that_was_said),
        cmocka_unit_test(test_what_cannot_stream_comes_whole),
    };

    return requests_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
