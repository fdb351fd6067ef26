/* tests/dialects/test_openai_chat_makers.c -- makers of models who speak
 * chat/completions in ways of their own: a request in the JSON
 * dialect for each difference, and what it comes to in
 * tests/golden/openai_chat/makers. */
#include "support/requests.h"

#define FUNCTION(name)                                                         \
    "{\"type\":\"function\",\"function\":{\"name\":\"" name "\"}}"
#define AT_OLLAMA(choice)                                                      \
    "{\"model\":\"ollama/gemma3\",\"messages\":[{\"role\":\"user\","           \
    "\"content\":\"Hi\"}],\"tools\":[" FUNCTION("look") "," FUNCTION(          \
        "ask") "]" choice "}"

/* A list of texts, and an answer of these parts, which another model gave. */
#define ANSWERED(parts)                                                        \
    "{\"model\":\"vllm/"                                                       \
    "m\",\"messages\":[{\"role\":\"user\",\"content\":[" SAID("a") "," SAID(   \
        "b") "]},{\"role\":\"assistant\",\"parts\":[" parts                    \
             "],\"origin\":{\"account\":\"else\",\"model\":\"other\"}},"       \
             "{\"role\":\"user\",\"content\":\"c\"}]}"
#define SAID(text) "{\"type\":\"text\",\"text\":\"" text "\"}"
#define CITED(text)                                                            \
    "{\"type\":\"text\",\"text\":\"" text "\",\"citations\":[{}]}"
#define SIGNED(text)                                                           \
    "{\"type\":\"text\",\"text\":\"" text "\",\"signature\":\"QQ==\"}"

static const struct request_case cases[] = {
    /* ---- what a thinking object says besides ---- */
    { "kimi_may_keep_its_thinking",
      "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\","
      "\"keep\":\"all\"}}" },
    { "qwen_is_not_switched_by_its_template",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"chat_template_kwargs\":{"
      "\"enable_thinking\":true}}" },
    { "an_older_kimi_keeps_none",
      "{\"model\":\"moonshot/kimi-k2.5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\","
      "\"keep\":\"all\"}}" },
    { "glm_may_clear_its_thinking",
      "{\"model\":\"zai/glm-4.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\","
      "\"clear_thinking\":false}}" },

    /* ---- xAI ---- */
    { "grok_4_refuses_an_effort",
      "{\"model\":\"xai/grok-4-0709\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"high\"}" },
    { "grok_4_20_reasoning_refuses_an_effort",
      "{\"model\":\"xai/grok-4.20-reasoning\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"low\"}" },
    { "grok_that_does_not_reason_drops_an_effort",
      "{\"model\":\"xai/grok-4-fast-non-reasoning\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"high\"}" },
    { "a_grok_that_nobody_knows_gets_no_effort",
      "{\"model\":\"xai/grok-latest\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"high\"}" },
    { "grok_3_mini_has_two_efforts",
      "{\"model\":\"xai/grok-3-mini\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"medium\"}" },
    { "grok_4_6_has_xhigh",
      "{\"model\":\"xai/grok-4.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"xhigh\"}" },
    { "grok_4_5_cannot_rest",
      "{\"model\":\"xai/grok-4.5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "grok_refuses_stop_while_it_reasons",
      "{\"model\":\"xai/grok-4.3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"stop\":[\"x\"]}" },
    { "grok_at_rest_drops_stop",
      "{\"model\":\"xai/grok-4.3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"stop\":[\"x\"],\"reasoning_effort\":\"none\"}" },
    { "a_penalty_of_zero_is_nothing_to_grok",
      "{\"model\":\"xai/grok-4.3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"presence_penalty\":0,\"frequency_penalty\":0}" },
    { "search_parameters_are_history",
      "{\"model\":\"xai/grok-4.3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"search_parameters\":{\"mode\":\"on\"}}" },
    { "xai_has_eight_top_logprobs",
      "{\"model\":\"xai/grok-4.20-non-reasoning\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"logprobs\":true,\"top_logprobs\":20}" },
    { "an_empty_turn_is_left_out",
      "{\"model\":\"xai/grok-4.3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"\"},"
      "{\"role\":\"user\",\"content\":\"Well?\"}]}" },

    /* ---- DeepSeek ---- */
    { "deepseek_is_told_to_rest_by_an_object",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"none\"}" },
    { "deepseek_has_three_efforts",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"medium\"}" },
    { "deepseek_chat_is_woken",
      "{\"model\":\"deepseek/deepseek-chat\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"low\"}" },
    { "a_thinking_object_wins",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000},"
      "\"reasoning_effort\":\"low\"}" },
    { "thinking_deepseek_cannot_be_forced",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"required\"}" },
    { "resting_deepseek_can_be_forced",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],"
      "\"tool_choice\":{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}},"
      "\"thinking\":{\"type\":\"disabled\"}}" },
    { "thinking_deepseek_is_asked_for_a_schema",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"count\",\"schema\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
      "\"additionalProperties\":false}}}}" },
    { "resting_deepseek_is_forced_to_a_schema",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"count\",\"schema\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
      "\"additionalProperties\":false}}},\"reasoning_effort\":\"none\"}" },
    { "thinking_deepseek_takes_no_sampling",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"temperature\":0.5,\"seed\":1}" },
    { "deepseek_gets_its_reasoning_back",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "deepseek_gets_an_empty_reasoning_for_anothers",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\",\"origin\":{\"provider\":\"groq\","
      "\"account\":\"groq\",\"model\":\"x\"}},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "deepseek_takes_no_strict_tools",
      "{\"model\":\"deepseek/deepseek-v4-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\","
      "\"strict\":true,\"parameters\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
      "\"additionalProperties\":false}}}]}" },

    { "deepseek_takes_texts_as_one_string",
      "{\"model\":\"deepseek/deepseek-v4-pro\",\"messages\":["
      "{\"role\":\"system\",\"content\":[{\"type\":\"text\","
      "\"text\":\"Be brief.\"},{\"type\":\"text\",\"text\":\"Be kind.\"}]},"
      "{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
      "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":"
      "\"look\",\"arguments\":\"{}\"}}],\"reasoning_content\":\"Look.\"},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":["
      "{\"type\":\"text\",\"text\":\"one\"},"
      "{\"type\":\"text\",\"text\":\"two\"}]}]}" },
    { "deepseek_takes_a_stored_file_flat",
      "{\"model\":\"deepseek/deepseek-flash\",\"messages\":["
      "{\"role\":\"user\",\"content\":[{\"type\":\"text\","
      "\"text\":\"What is it?\"},{\"type\":\"file\","
      "\"file\":{\"file_id\":\"file-1\"}}]}]}" },

    /* ---- Moonshot ---- */
    { "thinking_as_it_likes_is_thinking",
      "{\"model\":\"deepseek/deepseek-v4-pro\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"adaptive\"}}" },
    { "grok_rests_by_an_effort",
      "{\"model\":\"xai/grok-4.3\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"thinking\":{\"type\":\"disabled\"}}" },
    { "kimi_is_switched",
      "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "kimi_has_no_levels",
      "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"low\","
      "\"temperature\":0.3}" },
    { "kimi_with_a_budget",
      "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\","
      "\"budget_tokens\":2000}}" },
    { "kimi_that_always_thinks",
      "{\"model\":\"moonshot/kimi-k2.7-code\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"none\"}" },
    { "kimi_that_always_thinks_cannot_be_stopped",
      "{\"model\":\"moonshot/kimi-k2.7-code\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"thinking\":{\"type\":\"disabled\"}}" },
    { "kimi_k3_has_levels",
      "{\"model\":\"moonshot/kimi-k3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"medium\"}" },
    { "kimi_gives_one_answer_and_stops_at_five_words",
      "{\"model\":\"moonshot/kimi-k3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"n\":2,"
      "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}" },
    { "kimi_goes_on_with_what_is_marked_as_partial",
      "{\"model\":\"moonshot/kimi-k3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"Well\","
      "\"partial\":true}]}" },
    { "kimi_of_old_takes_a_temperature",
      "{\"model\":\"moonshot/moonshot-v1-8k\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"temperature\":0.3,\"reasoning_effort\":\"low\"}" },
    { "kimi_cannot_be_forced",
      "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"required\"}" },
    { "kimi_reads_no_schema_word",
      "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"count\",\"schema\":{\"$schema\":\"x\","
      "\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},"
      "\"required\":[\"n\"],\"additionalProperties\":false}}}}" },
    { "kimi_gets_its_reasoning_back",
      "{\"model\":\"moonshot/kimi-k2.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },

    /* ---- DashScope ---- */
    { "qwen_is_switched",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "qwen_thinks_a_little",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"low\"}" },
    { "qwen_thinks",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"high\"}" },
    { "qwen_with_a_budget",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\","
      "\"budget_tokens\":500}}" },
    { "open_qwen_thinks_in_streams_alone",
      "{\"model\":\"dashscope/qwen3-32b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"high\"}" },
    { "open_qwen_thinks_in_a_stream",
      "{\"model\":\"dashscope/qwen3-32b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"high\",\"stream\":true}" },
    { "qwen_that_does_not_think",
      "{\"model\":\"dashscope/qwen3-coder-plus\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"high\"}" },
    { "what_the_caller_says_of_thinking_stands",
      "{\"model\":\"dashscope/qwen3-32b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"enable_thinking\":false,"
      "\"reasoning_effort\":\"low\"}" },
    { "thinking_qwen_cannot_be_forced",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"required\","
      "\"reasoning_effort\":\"high\"}" },
    { "qwen_that_the_caller_wakes_cannot_be_forced",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\",\"function\":{"
      "\"name\":\"look\"}}],\"tool_choice\":\"required\","
      "\"enable_thinking\":true}" },
    { "thinking_qwen_has_no_json_mode",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_object\"},"
      "\"reasoning_effort\":\"high\"}" },
    { "qwen_reads_marks_on_parts_alone",
      "{\"model\":\"dashscope/qwen-plus\","
      "\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"text\","
      "\"text\":\"S\",\"cache_control\":{\"type\":\"ephemeral\","
      "\"ttl\":\"1h\"}}]},{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"cache_control\":{\"type\":\"ephemeral\"}}],"
      "\"cache_control\":{\"type\":\"ephemeral\"}}" },
    { "sound_is_a_data_url_for_qwen",
      "{\"model\":\"dashscope/qwen3-omni\","
      "\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"input_audio\","
      "\"input_audio\":{\"data\":\"UklGRg==\",\"format\":\"wav\"}}]}]}" },

    /* ---- Z.ai ---- */
    { "glm_is_switched",
      "{\"model\":\"zai/glm-4.6\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "glm_5_2_has_all_levels",
      "{\"model\":\"zai/glm-5.2\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"minimal\"}" },
    { "glm_5_3_cannot_rest",
      "{\"model\":\"zai/glm-5.3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "glm_cannot_be_forced",
      "{\"model\":\"zai/glm-5.2\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"required\","
      "\"parallel_tool_calls\":false}" },
    { "glm_knows_no_none",
      "{\"model\":\"zai/glm-5.2\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"none\"}" },
    { "glm_is_asked_for_a_schema_beside_tools",
      "{\"model\":\"zai/glm-5.2\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],\"tool_choice\":\"required\","
      "\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"count\",\"schema\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
      "\"additionalProperties\":false}}}}" },
    { "glm_has_one_stop_and_a_cool_head",
      "{\"model\":\"zai/glm-5.2\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"stop\":[\"a\",\"b\"],\"temperature\":1.5,"
      "\"presence_penalty\":1}" },
    { "glm_takes_a_document_by_address",
      "{\"model\":\"zai/glm-4.5v\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"image_url\","
      "\"image_url\":{\"url\":\"https://e.example/a.pdf\","
      "\"mime_type\":\"application/pdf\"}}]}]}" },

    /* ---- MiniMax ---- */
    { "minimax_splits_its_reasoning",
      "{\"model\":\"minimax/MiniMax-M2.5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}" },
    { "minimax_m3_adapts",
      "{\"model\":\"minimax/MiniMax-M3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"high\"}" },
    { "minimax_m3_rests",
      "{\"model\":\"minimax/MiniMax-M3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"disabled\"}}" },
    { "minimax_m2_always_thinks",
      "{\"model\":\"minimax/MiniMax-M2.5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"low\"}" },
    { "instructions_join_the_first",
      "{\"model\":\"minimax/MiniMax-M3\","
      "\"messages\":[{\"role\":\"system\",\"content\":\"A\"},"
      "{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\","
      "\"content\":\"B\"},{\"role\":\"developer\",\"content\":\"C\"},"
      "{\"role\":\"user\",\"content\":\"D\"}]}" },
    { "minimax_gets_its_details_back",
      "{\"model\":\"minimax/MiniMax-M3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\","
      "\"reasoning_details\":[{\"type\":\"reasoning.text\","
      "\"text\":\"Look.\"}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\","
      "\"content\":\"one\"}]}" },

    /* ---- OpenRouter ---- */
    { "openrouter_is_told_which_model_said_it",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\","
      "\"model\":\"a/b-2026\"},{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "openrouter_has_an_object_for_an_effort",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"xhigh\"}" },
    { "openrouter_has_an_object_for_a_budget",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\","
      "\"budget_tokens\":2000},\"reasoning_effort\":\"low\"}" },
    { "openrouter_has_an_object_for_rest",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"disabled\"}}" },
    { "openrouter_has_an_object_for_thinking_as_it_likes",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"adaptive\"}}" },
    { "what_the_caller_says_of_reasoning_stands",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning\":{\"exclude\":true},"
      "\"reasoning_effort\":\"low\"}" },
    { "details_go_back_as_they_came",
      "{\"model\":\"openrouter/anthropic/c\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\","
      "\"origin\":{\"provider\":\"openrouter\",\"account\":\"openrouter\","
      "\"model\":\"anthropic/b\"},"
      "\"reasoning_details\":[{\"type\":\"reasoning.text\","
      "\"text\":\"Look.\",\"signature\":\"c2ln\","
      "\"format\":\"anthropic-claude-v1\",\"index\":0},"
      "{\"type\":\"reasoning.encrypted\",\"data\":\"AA==\"}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "details_without_their_signature_stay",
      "{\"model\":\"openrouter/anthropic/c\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\","
      "\"reasoning_details\":[{\"type\":\"reasoning.text\","
      "\"text\":\"Look.\",\"format\":\"anthropic-claude-v1\","
      "\"index\":0}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\","
      "\"content\":\"one\"}]}" },
    { "an_empty_list_of_details_goes_back",
      "{\"model\":\"openrouter/deepseek/d\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_details\":[]},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "details_of_another_maker_stay",
      "{\"model\":\"openrouter/google/g\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\","
      "\"origin\":{\"provider\":\"openrouter\",\"account\":\"openrouter\","
      "\"model\":\"anthropic/b\"},"
      "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\","
      "\"data\":\"AA==\"}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\","
      "\"content\":\"one\"}]}" },
    { "details_go_back_through_an_alias",
      "{\"model\":\"routed/fast\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"A\","
      "\"origin\":{\"provider\":\"openrouter\",\"account\":\"routed\","
      "\"model\":\"fast\"},"
      "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\","
      "\"data\":\"AA==\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "what_an_alias_said_goes_to_the_model_behind_it",
      "{\"model\":\"routed/odd\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"A\","
      "\"origin\":{\"provider\":\"openrouter\",\"account\":\"routed\","
      "\"model\":\"strange\"},"
      "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\","
      "\"data\":\"AA==\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "an_alias_that_says_what_it_is_hides_no_maker",
      "{\"model\":\"routed/anthropic/d\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":"
      "\"A\",\"origin\":{\"provider\":\"openrouter\",\"account\":\"routed\","
      "\"model\":\"plain\"},"
      "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\","
      "\"data\":\"AA==\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "an_empty_list_of_details_hides_no_reasoning",
      "{\"model\":\"openrouter/deepseek/d\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":\"A\","
      "\"reasoning_content\":\"Look.\",\"reasoning_details\":[]},"
      "{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "details_of_another_vendor_stay",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\","
      "\"origin\":{\"provider\":\"openrouter\",\"account\":\"openrouter\","
      "\"model\":\"anthropic/b\"},"
      "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\","
      "\"data\":\"AA==\"}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\","
      "\"content\":\"one\"}]}" },
    { "marks_and_their_time_reach_openrouter",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"system\","
      "\"content\":[{\"type\":\"text\",\"text\":\"S\","
      "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]},"
      "{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"cache_control\":{\"type\":\"ephemeral\"}}],"
      "\"cache_control\":{\"type\":\"ephemeral\"}}" },
    { "the_last_four_marks_go_out",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"text\",\"text\":\"1\","
      "\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text\","
      "\"text\":\"2\",\"cache_control\":{\"type\":\"ephemeral\"}},"
      "{\"type\":\"text\",\"text\":\"3\","
      "\"cache_control\":{\"type\":\"ephemeral\"}},{\"type\":\"text\","
      "\"text\":\"4\",\"cache_control\":{\"type\":\"ephemeral\"}}]}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"cache_control\":{\"type\":\"ephemeral\"}}],"
      "\"cache_control\":{\"type\":\"ephemeral\"}}" },
    { "a_mark_on_what_a_tool_gave",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\","
      "\"content\":[{\"type\":\"text\",\"text\":\"one\","
      "\"cache_control\":{\"type\":\"ephemeral\"}}]}]}" },
    { "a_refusal_is_a_member_at_openrouter",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"refusal\":\"No.\"},{\"role\":\"user\",\"content\":\"Why?\"}]}" },
    { "a_refusal_beside_a_text_is_a_member",
      "{\"model\":\"openrouter/a/"
      "b\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":"
      "\"assistant\",\"content\":\"A\",\"refusal\":\"No.\"},{\"role\":\"user\","
      "\"content\":\"B\"}]}" },
    { "a_refusal_beside_a_text_stays_where_nobody_knows_it",
      "{\"model\":\"deepseek/"
      "d\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":"
      "\"assistant\",\"content\":\"A\",\"refusal\":\"No.\"},{\"role\":\"user\","
      "\"content\":\"B\"}]}" },
    { "a_blank_text_beside_a_call_is_null",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\" \\n\","
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "a_document_by_address_at_openrouter",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"image_url\","
      "\"image_url\":{\"url\":\"https://e.example/a.pdf\","
      "\"mime_type\":\"application/pdf\"}}]}]}" },
    { "ollama_hears",
      "{\"model\":\"ollama/gemma3\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"input_audio\",\"input_audio\":"
      "{\"data\":\"UklGRg==\",\"format\":\"wav\"}}]}]}" },
    { "ollama_gets_no_tools_that_may_not_be_called",
      "{\"model\":\"ollama/gemma3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\",\"function\":"
      "{\"name\":\"look\"}}],\"tool_choice\":\"none\"}" },
    { "ollama_lets_the_model_choose_anyway",
      "{\"model\":\"ollama/gemma3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\",\"function\":"
      "{\"name\":\"look\"}}],\"tool_choice\":\"auto\"}" },
    { "ollama_gets_the_tools_alone_that_are_allowed",
      AT_OLLAMA(",\"tool_choice\":{\"type\":\"allowed_tools\","
                "\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[" FUNCTION(
                    "ask") "]}}") },
    { "ollama_gets_the_named_tool_alone",
      AT_OLLAMA(",\"tool_choice\":" FUNCTION("ask")) },
    { "where_no_levels_are_known_none_beside_a_wish_to_think_stays_behind",
      "{\"model\":\"ollama/m\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"Hi\"}],\"reasoning_effort\":\"none\",\"thinking\":{\"type\":"
      "\"enabled\"}}" },
    { "without_tools_parallel_calls_are_no_choice",
      AT_OLLAMA(",\"tool_choice\":\"none\",\"parallel_tool_calls\":false") },
    { "a_cited_answer_goes_on_without_a_gap",
      ANSWERED(SAID("It is ") "," CITED("4 degrees") "," SAID(".")) },
    { "a_signed_text_goes_on_without_a_gap",
      ANSWERED(SAID("It is ") "," SIGNED("") "," SAID("4 degrees.")) },
    { "texts_of_an_answer_stand_apart",
      ANSWERED(SAID("Let me.") "," SAID("{\\\"a\\\":1}")) },
    { "texts_around_a_thought_stand_apart",
      ANSWERED(
          CITED("First.") ",{\"type\":\"thinking\",\"thinking\":\"t\"}," SAID(
              "Second.")) },
    { "ollama_has_no_top_k_here",
      "{\"model\":\"ollama/gemma3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"top_k\":3}" },
    { "together_numbers_no_logprobs_that_nobody_wants",
      "{\"model\":\"together/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"top_logprobs\":3}" },
    { "a_budget_alone_does_not_hide_the_thinking",
      "{\"model\":\"llamacpp/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\","
      "\"budget_tokens\":4096}}" },
    { "pictures_of_another_stay_with_a_report",
      "{\"model\":\"groq/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\","
      "\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":"
      "\"data:image/png;base64,iVBORw==\"}}],\"origin\":{\"provider\":"
      "\"openrouter\",\"account\":\"o\",\"model\":\"g/x\"}},"
      "{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "an_empty_text_leaves_no_empty_content",
      "{\"model\":\"openrouter/anthropic/claude-sonnet-4.5\","
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
      "\"text\":\"\",\"cache_control\":{\"type\":\"ephemeral\"}}]}]}" },
    { "a_mark_on_a_message_is_no_member_of_it",
      "{\"model\":\"vllm/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\",\"cache_control\":{\"type\":\"ephemeral\"},"
      "\"weight\":1}]}" },
    { "a_strict_answer_of_groq_is_closed",
      "{\"model\":\"groq/openai/gpt-oss-20b\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"response_format\":{\"type\":"
      "\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,"
      "\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":"
      "\"string\"}},\"required\":[\"a\"]}}}}" },
    { "llama_at_nvidia_takes_no_effort",
      "{\"model\":\"nvidia/meta/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"}],\"reasoning_effort\":\"high\"}" },
    { "an_effort_wakes_qwen_at_nvidia_by_its_template",
      "{\"model\":\"nvidia/qwen/qwen3-32b\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"reasoning_effort\":\"high\"}" },
};

static const struct request_suite suite = {
    .folder = "openai_chat/makers",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
    .accounts = "{\"accounts\":["
                "{\"name\":\"routed\",\"provider\":\"openrouter\","
                "\"api_key\":\"k\",\"models\":{\"fast\":{\"id\":"
                "\"anthropic/c\"},\"strange\":{\"id\":\"odd\","
                "\"base_model\":\"anthropic/c\"},\"plain\":{\"id\":"
                "\"anthropic/e\",\"base_model\":\"claude-opus-4-6\"}}}]}",
};

int main(void)
{
    return requests_run(&suite, NULL, 0);
}
