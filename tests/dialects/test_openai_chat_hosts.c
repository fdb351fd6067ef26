/* tests/dialects/test_openai_chat_hosts.c -- vendors and servers of others'
 * models, and how each of them speaks chat/completions: a request in the JSON
 * dialect for each difference, and what it comes to in
 * tests/golden/openai_chat/hosts. */
#include "support/requests.h"

static const struct request_case cases[] = {
    /* ---- Ollama, NVIDIA, Databricks ---- */
    { "gpt_oss_at_ollama_cannot_rest",
      "{\"model\":\"ollama/gpt-oss:20b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "ollama_has_no_strict_schemas",
      "{\"model\":\"ollama/llama3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"},"
      "\"strict\":true}}}" },
    { "claude_at_databricks_always_wants_a_budget",
      "{\"model\":\"db/databricks-claude-sonnet-4-5\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":8000,"
      "\"thinking\":{\"type\":\"adaptive\"}}" },

    /* ---- Groq ---- */
    { "qwen_at_groq_has_one_word",
      "{\"model\":\"groq/qwen/qwen3-32b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"low\"}" },
    { "qwen_at_groq_rests",
      "{\"model\":\"groq/qwen/qwen3-32b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "what_the_caller_says_of_reasoning_at_groq_stands",
      "{\"model\":\"groq/qwen/qwen3-32b\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"include_reasoning\":false}" },
    { "gpt_oss_at_groq_cannot_rest",
      "{\"model\":\"groq/openai/gpt-oss-20b\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"none\"}" },
    { "llama_at_groq_takes_no_effort",
      "{\"model\":\"groq/llama-3.3-70b-versatile\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"low\"}" },
    { "groq_takes_no_names",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\",\"name\":\"ann\"}]}" },
    { "groq_has_json_mode_without_tools_alone",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"JSON?\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}}],"
      "\"response_format\":{\"type\":\"json_object\"}}" },
    { "mistral_counts_tokens_unasked",
      "{\"model\":\"mistral/mistral-large\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"stream\":true,"
      "\"stream_options\":{\"include_usage\":false}}" },
    { "groq_has_no_schema_in_a_stream",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"stream\":true,"
      "\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"count\",\"schema\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
      "\"additionalProperties\":false}}}}" },
    { "groq_has_a_schema_at_once",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"count\",\"schema\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
      "\"additionalProperties\":false}}}}" },
    { "groq_has_four_stops_and_one_answer",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"],"
      "\"n\":2,\"logit_bias\":{\"1\":1}}" },
    { "groq_has_tiers_of_its_own",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"service_tier\":\"on_demand\"}" },
    { "a_tier_that_groq_has_not_stays_behind",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"service_tier\":\"priority\"}" },
    { "groqs_own_word_for_a_wish_to_think_wins_over_none",
      "{\"model\":\"groq/qwen/qwen3-32b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\",\"thinking\":{"
      "\"type\":\"enabled\"}}" },
    { "the_usual_tier_of_others_is_that_of_groq",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"service_tier\":\"default\"}" },
    { "xai_has_two_tiers",
      "{\"model\":\"xai/grok-4.5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"service_tier\":\"auto\"}" },
    { "some_of_the_tools_are_all_of_them",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}},{\"type\":\"function\","
      "\"function\":{\"name\":\"ask\"}},{\"type\":\"function\","
      "\"function\":{\"name\":\"go\"}}],"
      "\"tool_choice\":{\"type\":\"allowed_tools\","
      "\"allowed_tools\":{\"mode\":\"required\","
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}},"
      "{\"type\":\"function\",\"function\":{\"name\":\"go\"}}]}}}" },
    { "some_of_the_tools_leave_the_answer_required",
      "{\"model\":\"groq/openai/gpt-oss-120b\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"Hi\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"look\"}},{\"type\":\"function\","
      "\"function\":{\"name\":\"ask\"}}],"
      "\"tool_choice\":{\"type\":\"allowed_tools\","
      "\"allowed_tools\":{\"mode\":\"auto\","
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]}},"
      "\"response_format\":{\"type\":\"json_schema\","
      "\"json_schema\":{\"name\":\"count\",\"schema\":{\"type\":\"object\","
      "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"],"
      "\"additionalProperties\":false}}}}" },

    /* ---- Servers of one's own ---- */
    { "qwen_at_vllm_rests_by_its_template",
      "{\"model\":\"vllm/Qwen/Qwen3-8B\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "qwen_at_vllm_has_levels",
      "{\"model\":\"vllm/Qwen/Qwen3-8B\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"high\"}" },
    { "qwen_at_vllm_with_a_budget",
      "{\"model\":\"vllm/Qwen/Qwen3-8B\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"enabled\","
      "\"budget_tokens\":500}}" },
    { "deepseek_at_vllm_is_woken_by_its_template",
      "{\"model\":\"vllm/deepseek-ai/DeepSeek-V3.1\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"high\"}" },
    { "what_the_caller_says_of_the_template_stands",
      "{\"model\":\"vllm/Qwen/Qwen3-8B\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"chat_template_kwargs\":{\"a\":1},"
      "\"reasoning_effort\":\"none\"}" },
    { "a_model_without_a_switch",
      "{\"model\":\"vllm/acme/one\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"thinking\":{\"type\":\"disabled\"}}" },
    { "top_logprobs_need_logprobs",
      "{\"model\":\"vllm/acme/one\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"top_logprobs\":3}" },
    { "qwen_at_llamacpp_rests_by_its_template",
      "{\"model\":\"llamacpp/qwen3-4b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\","
      "\"max_completion_tokens\":9}" },
    { "a_budget_hides_no_switch_that_nobody_knows",
      "{\"model\":\"llamacpp/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"max_tokens\":4000,"
      "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}}" },
    { "r1_wants_no_reasoning_back",
      "{\"model\":\"llamacpp/DeepSeek-R1-Distill\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "ollama_takes_no_gif",
      "{\"model\":\"ollama/gemma3\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"image_url\","
      "\"image_url\":{\"url\":\"data:image/gif;base64,R0lG\"}}]}]}" },
    { "calls_without_text_have_an_empty_one_at_ollama",
      "{\"model\":\"ollama/qwen3:4b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "reasoning_goes_back_to_a_server_that_wants_it",
      "{\"model\":\"box/deepseek-v4-pro\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "reasoning_stays_where_nobody_wants_it",
      "{\"model\":\"box/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },

    /* ---- Hosts ---- */
    { "together_is_switched",
      "{\"model\":\"together/Qwen/Qwen3-235B\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"none\"}" },
    { "gpt_oss_at_together_has_levels",
      "{\"model\":\"together/openai/gpt-oss-120b\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"max\"}" },
    { "together_counts_logprobs",
      "{\"model\":\"together/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"logprobs\":true,\"top_logprobs\":3,"
      "\"top_k\":5}" },
    { "fireworks_takes_a_thinking_object",
      "{\"model\":\"fireworks/accounts/fireworks/models/glm-5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}}" },
    { "kimi_at_fireworks_gets_its_reasoning_back",
      "{\"model\":\"fireworks/accounts/fireworks/models/kimi-k2p6\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}],"
      "\"reasoning_effort\":\"minimal\"}" },
    { "cerebras_calls_it_reasoning",
      "{\"model\":\"cerebras/zai-glm-4.7\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}],"
      "\"reasoning_effort\":\"max\",\"logit_bias\":{\"1\":1}}" },
    { "strict_schemas_at_cerebras_have_fewer_words",
      "{\"model\":\"cerebras/gpt-oss-120b\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_schema\""
      ",\"json_schema\":{\"name\":\"n\",\"strict\":true,\"schema\":{\"type\":"
      "\"object\",\"properties\":{\"pattern\":{\"type\":\"string\",\"pattern"
      "\":\"^a\",\"format\":\"date\"},\"list\":{\"type\":\"array\","
      "\"minItems\":"
      "1,\"items\":{\"anyOf\":[{\"type\":\"string\",\"format\":\"uri\"},{\"typ"
      "e\":\"null\"}]}}},\"required\":[\"pattern\",\"list\"],\"additionalPr"
      "operties\":false}}},\"tools\":[{\"type\":\"function\",\"function\":"
      "{\"name\":\"look\",\"strict\":true,\"parameters\":{\"type\":\"object\""
      ",\"properties\":{\"a\":{\"type\":\"string\",\"format\":\"date\"}},\"req"
      "uired\":[\"a\"],\"additionalProperties\":false}}}]}" },
    { "other_schemas_at_cerebras_are_the_callers",
      "{\"model\":\"cerebras/gpt-oss-120b\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_schema\""
      ",\"json_schema\":{\"name\":\"n\",\"schema\": {\"type\":\"object\",\"pro"
      "perties\":{\"pattern\":{\"type\":\"string\",\"pattern\":\"^a\",\"forma"
      "t\":\"date\"},\"list\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"a"
      "nyOf\":[{\"type\":\"string\",\"format\":\"uri\"},{\"type\":\"null\"}]}}"
      "},\"required\":[\"pattern\",\"list\"],\"additionalProperties\":fal"
      "se}}}}" },
    { "an_empty_text_adds_no_blank_line",
      "{\"model\":\"deepseek/deepseek-chat\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"text\",\"text\":\"\"},{\"type\":\"text\","
      "\"text\":\"A\"},{\"type\":\"text\",\"text\":\"\"},{\"type\":\"text\","
      "\"text\":\"B\"}]}]}" },
    { "perplexity_joins_users",
      "{\"model\":\"perplexity/sonar\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"A\"},{\"role\":\"user\",\"content\":\"B\"},"
      "{\"role\":\"assistant\",\"content\":\"C\"},{\"role\":\"user\","
      "\"content\":[{\"type\":\"text\",\"text\":\"D\"}]},"
      "{\"role\":\"user\",\"content\":\"E\"}]}" },
    { "perplexity_joins_a_picture_of_a_tool_to_the_user_behind_it",
      "{\"model\":\"perplexity/sonar\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":["
      "{\"type\":\"text\",\"text\":\"A map.\"},{\"type\":\"image_url\","
      "\"image_url\":{\"url\":\"data:image/png;base64,iVBORw==\"}}]},"
      "{\"role\":\"user\",\"content\":\"Where?\"},{\"role\":\"user\","
      "\"content\":\"And how far?\"}],\"response_format\":"
      "{\"type\":\"json_object\"}}" },
    { "perplexity_has_instructions_first",
      "{\"model\":\"perplexity/sonar\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"A\"},{\"role\":\"system\",\"content\":\"S\"},"
      "{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "perplexity_has_json_mode_by_a_schema",
      "{\"model\":\"perplexity/sonar\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_object\"}}" },
    { "perplexity_takes_a_file_as_bare_base64",
      "{\"model\":\"perplexity/sonar\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\","
      "\"file_data\":\"data:application/pdf;base64,JVBERi0=\"}}]}]}" },
    { "sonar_takes_no_effort",
      "{\"model\":\"perplexity/sonar\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"low\",\"seed\":1}" },
    { "sonar_that_reasons_has_levels",
      "{\"model\":\"perplexity/sonar-reasoning-pro\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"max\"}" },
    { "sambanova_has_a_part_of_its_own_for_sound",
      "{\"model\":\"sambanova/whisper\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"input_audio\","
      "\"input_audio\":{\"data\":\"UklGRg==\",\"format\":\"wav\"}}]}]}" },
    { "sambanova_switches_qwen_by_its_template",
      "{\"model\":\"sambanova/Qwen3-32B\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"none\"}" },
    { "nebius_fills_in_for_deepseek",
      "{\"model\":\"nebius/deepseek-ai/DeepSeek-V4\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}]},"
      "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"one\"}],"
      "\"reasoning_effort\":\"max\"}" },
    { "nvidia_gives_reasoning_to_those_who_want_it",
      "{\"model\":\"nvidia/moonshotai/kimi-k2.5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "nvidia_gives_no_reasoning_to_others",
      "{\"model\":\"nvidia/meta/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"n\\\":1}\"}}],"
      "\"reasoning_content\":\"Look.\"},{\"role\":\"tool\","
      "\"tool_call_id\":\"c1\",\"content\":\"one\"}]}" },
    { "cerebras_has_no_switches_of_others",
      "{\"model\":\"cerebras/zai-glm-4.7\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning\":{\"effort\":\"low\"},"
      "\"enable_thinking\":true,\"reasoning_format\":\"parsed\"}" },
    { "nvidia_has_no_switches_at_the_top",
      "{\"model\":\"nvidia/qwen/qwen3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning\":{\"effort\":\"low\"},"
      "\"enable_thinking\":true}" },
    { "nebius_retains_nothing",
      "{\"model\":\"nebius/a/b\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"store\":true,"
      "\"prompt_cache_retention\":\"24h\"}" },
    { "sambanova_takes_no_tier",
      "{\"model\":\"sambanova/a\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"service_tier\":\"flex\"}" },
    { "qwen_with_levels_at_groq_keeps_them",
      "{\"model\":\"groq/qwen/qwen3.8-27b\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"reasoning_effort\":\"max\"}" },
    { "qwen_with_levels_at_groq_rests",
      "{\"model\":\"groq/qwen/qwen3.8-27b\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"reasoning_effort\":\"none\"}" },
    { "cerebras_has_a_cache_key_and_four_stops",
      "{\"model\":\"cerebras/zai-glm-4.7\",\"messages\":[{\"role\":\""
      "user\",\"content\":\"a\"}],\"prompt_cache_key\":\"k\",\"stop\""
      ":[\"a\",\"b\",\"c\",\"d\",\"e\"]}" },
    { "fireworks_wants_the_word_and_shows_five_alternatives",
      "{\"model\":\"fireworks/m\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"a\"}],\"response_format\":{\"type\":\"json_object"
      "\"},\"logprobs\":true,\"top_logprobs\":9,\"stop\":[\"a\",\"b\""
      ",\"c\",\"d\",\"e\"]}" },
    { "sambanova_wants_the_word_in_json_mode",
      "{\"model\":\"sambanova/a\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"a\"}],\"response_format\":{\"type\":\"json_object"
      "\"},\"user\":\"u\",\"metadata\":{\"a\":\"b\"}}" },
    { "a_breakpoint_of_openais_cache_stays_behind",
      "{\"model\":\"groq/llama-3.3-70b-versatile\",\"messages\":[{\"role\":"
      "\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\","
      "\"prompt_cache_breakpoint\":{\"mode\":\"explicit\"}}]}]}" },
    { "together_takes_texts_as_one_and_wants_the_word",
      "{\"model\":\"together/a/b\",\"messages\":[{\"role\":\"system\""
      ",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"t"
      "ext\",\"text\":\"b\"}]},{\"role\":\"user\",\"content\":\"a\"}]"
      ",\"response_format\":{\"type\":\"json_object\"},\"user\":\"u\""
      ",\"service_tier\":\"flex\"}" },
    { "perplexity_has_top_k_and_wants_parameters",
      "{\"model\":\"perplexity/sonar-pro\",\"messages\":[{\"role\":\""
      "user\",\"content\":\"a\"}],\"tools\":[{\"type\":\"function\","
      "\"function\":{\"name\":\"now\"}}],\"top_k\":5,\"logit_bias\":{"
      "\"1\":1},\"user\":\"u\"}" },
    { "perplexity_is_sent_the_tool_that_is_named",
      "{\"model\":\"perplexity/sonar-pro\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"}],\"tools\":[{\"type\":\"function\",\"function\":"
      "{\"name\":\"now\"}},{\"type\":\"function\",\"function\":{\"name\":"
      "\"look\"}}],\"tool_choice\":{\"type\":\"function\",\"function\":"
      "{\"name\":\"look\"}}}" },
    { "what_an_answer_alone_has_stays_behind_without_a_word",
      "{\"model\":\"groq/groq/compound\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\","
      "\"channel\":\"final\",\"token_id\":5,\"executed_tools\":[{\"index\":"
      "0}],\"reasoning_steps\":[{\"thought\":\"t\"}],\"tokens\":[1]},"
      "{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "groq_refuses_what_it_does_not_know",
      "{\"model\":\"groq/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"text\",\"text\":\"Hi\",\"x\":1}]}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"x\":1}]}" },
    { "fireworks_refuses_what_it_does_not_know",
      "{\"model\":\"fireworks/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"text\",\"text\":\"Hi\",\"x\":1}]}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"x\":1}]}" },
    { "cerebras_refuses_what_it_does_not_know",
      "{\"model\":\"cerebras/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"text\",\"text\":\"Hi\",\"x\":1}]}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"x\":1}]}" },
    { "databricks_refuses_what_it_does_not_know",
      "{\"model\":\"db/m\",\"messages\":[{\"role\":\"user\","
      "\"content\":[{\"type\":\"text\",\"text\":\"Hi\",\"x\":1}]}],"
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"},"
      "\"x\":1}]}" },
    { "huggingface_takes_no_names",
      "{\"model\":\"huggingface/a/b:fastest\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\","
      "\"name\":\"ann\"}],\"max_completion_tokens\":5}" },

    /* ---- Databricks and Foundry ---- */
    { "claude_at_databricks_thinks_by_a_budget",
      "{\"model\":\"db/databricks-claude-sonnet-4-5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"high\",\"max_tokens\":8000}" },
    { "claude_at_databricks_without_max_tokens",
      "{\"model\":\"db/databricks-claude-sonnet-4-5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"low\"}" },
    { "claude_at_databricks_with_too_few_tokens",
      "{\"model\":\"db/databricks-claude-sonnet-4-5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"low\",\"max_tokens\":1000}" },
    { "newer_claude_at_databricks_adapts",
      "{\"model\":\"db/databricks-claude-opus-4-7\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"high\"}" },
    { "claude_at_databricks_may_rest",
      "{\"model\":\"db/databricks-claude-opus-4-7\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"none\"}" },
    { "claude_at_databricks_by_an_object",
      "{\"model\":\"db/databricks-claude-3-7-sonnet\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000},"
      "\"max_tokens\":4000}" },
    { "claude_at_databricks_reads_marks",
      "{\"model\":\"db/databricks-claude-opus-4-7\","
      "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
      "\"text\":\"1\",\"cache_control\":{\"type\":\"ephemeral\"}}]}]}" },
    { "gpt_at_databricks_has_levels",
      "{\"model\":\"db/databricks-gpt-5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"low\"}" },
    { "llama_at_databricks_takes_no_effort",
      "{\"model\":\"db/databricks-meta-llama-3-3-70b-instruct\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
      "\"reasoning_effort\":\"low\"}" },
    { "reasoning_is_a_part_at_databricks",
      "{\"model\":\"db/databricks-claude-opus-4-7\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":\"A\","
      "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm\","
      "\"signature\":\"c2ln\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "databricks_gets_back_what_may_not_be_read",
      "{\"model\":\"db/databricks-claude-opus-4-7\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"origin\":{\"provider\":"
      "\"databricks\",\"account\":\"db\",\"model\":"
      "\"databricks-claude-opus-4-7\"},"
      "\"thinking_blocks\":[{\"type\":\"redacted_thinking\","
      "\"data\":\"c2VjcmV0\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "databricks_gets_no_others_hidden_thinking",
      "{\"model\":\"db/databricks-claude-opus-4-7\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"origin\":{\"provider\":"
      "\"anthropic\",\"account\":\"db\",\"model\":"
      "\"databricks-claude-opus-4-7\"},"
      "\"thinking_blocks\":[{\"type\":\"redacted_thinking\","
      "\"data\":\"c2VjcmV0\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "what_claude_thought_stays_off_gpt_at_databricks",
      "{\"model\":\"db/databricks-gpt-5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"origin\":{\"provider\":"
      "\"databricks\",\"account\":\"db\",\"model\":"
      "\"databricks-claude-opus-4-7\"},"
      "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm\","
      "\"signature\":\"c2ln\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "what_a_claude_thought_goes_to_the_next_at_databricks",
      "{\"model\":\"db/databricks-claude-sonnet-4-5\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"origin\":{\"provider\":"
      "\"databricks\",\"account\":\"db\",\"model\":"
      "\"databricks-claude-opus-4-7\"},"
      "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm\","
      "\"signature\":\"c2ln\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "what_an_endpoint_of_any_name_thought_stays_off_the_next",
      "{\"model\":\"db/prod-chat-gpt\","
      "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"assistant\",\"content\":\"A\",\"origin\":{\"provider\":"
      "\"databricks\",\"account\":\"db\",\"model\":"
      "\"prod-chat-claude\"},"
      "\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm\","
      "\"signature\":\"c2ln\"}]},{\"role\":\"user\",\"content\":\"B\"}]}" },
    { "foundry_goes_by_the_base_model",
      "{\"model\":\"sea/fast\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"max_tokens\":5,\"temperature\":0.5,"
      "\"reasoning_effort\":\"low\"}" },
    { "grok_is_the_same_at_foundry",
      "{\"model\":\"lake/grok-3\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"reasoning_effort\":\"high\",\"stop\":\"a\"}" },
    { "thinking_grok_is_the_same_at_foundry",
      "{\"model\":\"lake/grok-4\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"stop\":\"a\"}" },
    { "foundry_takes_texts_as_one_string",
      "{\"model\":\"lake/Phi-4\",\"messages\":[{\"role\":\"system\","
      "\"content\":[{\"type\":\"text\",\"text\":\"Be brief.\"},"
      "{\"type\":\"text\",\"text\":\"Be kind.\"}]},{\"role\":\"user\","
      "\"content\":\"Hi\"}]}" },
    { "foundry_knows_nothing_of_other_deployments",
      "{\"model\":\"sea/slow\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"max_tokens\":5,\"temperature\":0.5,"
      "\"reasoning_effort\":\"low\"}" },
    { "perplexity_joins_an_assistant_to_its_calls",
      "{\"model\":\"perplexity/sonar-pro\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Q\"},{\"role\":\"assistant\",\"content\":\"Let me \"},{"
      "\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"c1\","
      "\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":"
      "\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"R\"}"
      ","
      "{\"role\":\"user\",\"content\":\"Go on\"}]}" },
    { "perplexity_joins_assistants",
      "{\"model\":\"perplexity/sonar\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\",\"rea"
      "soning_content\":\"r\"},{\"role\":\"assistant\",\"content\":\"\"},"
      "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"no\"},{\"ro"
      "le\":\"user\",\"content\":\"c\"},{\"role\":\"assistant\",\"content"
      "\":\" \"},{\"role\":\"user\",\"content\":\"d\",\"name\":\"ann\"}]}" },
    { "perplexity_joins_cited_answers_apart_from_each_other",
      "{\"model\":\"perplexity/sonar\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"},{\"role\":\"assistant\",\"parts\":[{\"type\":"
      "\"text\",\"text\":\"It is \"},{\"type\":\"text\",\"text\":\"cold.\","
      "\"citations\":[{}]}],\"origin\":{\"account\":\"else\",\"model\":\"o\"}},"
      "{\"role\":\"assistant\",\"content\":\"Very.\"},"
      "{\"role\":\"user\",\"content\":\"c\"}]}" },
    { "a_call_at_groq_is_answered",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls"
      "\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\""
      "f\",\"arguments\":\"{}\"}}]},{\"role\":\"user\",\"content\":\"b\"}"
      "],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}"
      "]}" },
    { "custom_tools_are_openais",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"}],\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":"
      "\"sql\"}}]}" },
    { "groq_runs_tools_of_its_own",
      "{\"model\":\"groq/openai/gpt-oss-20b\",\"messages\":[{\"role\":\"u"
      "ser\",\"content\":\"a\"}],\"tools\":[{\"type\":\"browser_search\"}"
      "]}" },
    { "a_mark_on_a_tool_of_the_vendors_own_goes_where_marks_are_read",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"}],\"tools\":[{\"type\":\"browser_search\",\"cache_control\""
      ":{\"type\":\"ephemeral\"},\"depth\":{\"a\":[1,2]}},{\"type\":\"code_in"
      "terpreter\",\"cache_control\":null}]}" },
    { "a_mark_on_a_tool_of_the_vendors_own_stays_behind",
      "{\"model\":\"groq/openai/gpt-oss-20b\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"a\"}],\"tools\":[{\"type\":\"browser_search\",\"cache"
      "_control\":{\"type\":\"ephemeral\"},\"depth\":{\"a\":[1,2]}},{\"type\""
      ":\"code_interpreter\",\"cache_control\":null}]}" },
    { "openrouter_has_one_answer_and_stores_none",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\",\"c"
      "ontent\":\"a\"},{\"role\":\"assistant\",\"content\":\"pic\",\"imag"
      "es\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/"
      "png;base64,iVBORw==\"}}]},{\"role\":\"user\",\"content\":\"b\"}],"
      "\"n\":2,\"store\":true,\"safety_identifier\":\"s\"}" },
    { "json_mode_wants_its_word_at_foundry_too",
      "{\"model\":\"sea/fast\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"Hi\"}],\"response_format\":{\"type\":\"json_object\"},"
      "\"metadata\":{\"a\":\"b\"}}" },
    { "documents_choose_responses_at_foundry",
      "{\"model\":\"sea/fast\",\"messages\":[{\"role\":\"user\",\"content\":["
      "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
      "\"data:application/pdf;base64,JVBE\"}}]}]}" },
    { "documents_of_a_tool_choose_responses_too",
      "{\"model\":\"sea/fast\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{"
      "\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"look\","
      "\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\","
      "\"content\":[{\"type\":\"text\",\"text\":\"see\"},"
      "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":"
      "\"data:application/pdf;base64,JVBE\"}}]}]}" },
    { "not_to_be_stored_is_usual",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"}],\"store\":false}" },
    { "mistral_at_foundry_has_the_old_name",
      "{\"model\":\"sea/Mistral-Large-3\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"a\"}],\"max_completion_tokens\":5}" },
    { "an_effort_is_reported_once",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"a\"}],\"reasoning_effort\":\"xhigh\"}" },
    { "claude_at_databricks_rests",
      "{\"model\":\"db/databricks-claude-sonnet-5\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"disabled"
      "\"}}" },
    { "claude_at_databricks_thinks_as_it_likes",
      "{\"model\":\"db/databricks-claude-sonnet-5\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"enabled\""
      ",\"budget_tokens\":2000}}" },
    { "an_old_kimi_cannot_be_told_to_think",
      "{\"model\":\"moonshot/moonshot-v1-8k\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"}],\"thinking\":{\"type\":\"enabled\"}}" },
    { "vllm_has_no_guides_any_more",
      "{\"model\":\"vllm/m\",\"messages\":[{\"role\":\"user\",\"content\""
      ":\"a\"}],\"guided_json\":{\"type\":\"object\"}}" },
    { "hugging_face_sends_what_all_take",
      "{\"model\":\"huggingface/a/b\",\"messages\":[{\"role\":\"user\",\""
      "content\":\"a\"}],\"frequency_penalty\":1,\"logprobs\":true,\"seed"
      "\":3,\"store\":true}" },
    { "ollama_reads_the_arguments_of_calls",
      "{\"model\":\"ollama/m\",\"messages\":[{\"role\":\"user\",\"content"
      "\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":"
      "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\""
      ",\"arguments\":\"{\\\"n\\\": 1\"}}]},{\"role\":\"tool\",\"tool_cal"
      "l_id\":\"c1\",\"content\":\"r\"}]}" },
    { "ollama_rests_by_an_effort",
      "{\"model\":\"ollama/m\",\"messages\":[{\"role\":\"user\",\"content"
      "\":\"a\"}],\"thinking\":{\"type\":\"disabled\"}}" },
    { "deepseek_has_strict_tools_and_prefixes_at_its_beta",
      "{\"model\":\"beta/deepseek-v4-flash\",\"messages\":[{\"role\":\"us"
      "er\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\","
      "\"prefix\":true}],\"tools\":[{\"type\":\"function\",\"function\":{"
      "\"name\":\"f\",\"strict\":true,\"parameters\":{\"type\":\"object\""
      ",\"properties\":{},\"additionalProperties\":false}}}]}" },
    { "llamacpp_has_a_part_of_its_own_for_video",
      "{\"model\":\"llamacpp/m\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:video/"
      "mp4;base64,AAAA\"}},{\"type\":\"image_url\",\"image_url\":{\"url\""
      ":\"https://a.example/v.mp4\",\"mime_type\":\"video/mp4\"}}]}]}" },
    { "gpt_oss_at_databricks_cannot_rest",
      "{\"model\":\"db/databricks-gpt-oss-120b\",\"messages\":[{\"role\":"
      "\"user\",\"content\":\"a\"}],\"reasoning_effort\":\"none\"}" },
    { "claude_at_databricks_is_not_warm_while_it_thinks",
      "{\"model\":\"db/databricks-claude-opus-4-6\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"adaptive"
      "\"},\"temperature\":0.5,\"top_p\":0.5}" },
    { "claude_at_databricks_has_a_least_budget",
      "{\"model\":\"db/databricks-claude-sonnet-4-5\",\"messages\":[{\"ro"
      "le\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"enabled"
      "\",\"budget_tokens\":1023},\"max_tokens\":1025}" },
    { "claude_at_databricks_must_have_room_to_answer",
      "{\"model\":\"db/databricks-claude-sonnet-4-5\",\"messages\":[{\"ro"
      "le\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"enabled"
      "\",\"budget_tokens\":2000},\"max_tokens\":2000}" },
    { "claude_at_databricks_takes_no_unsigned_thinking",
      "{\"model\":\"db/databricks-claude-opus-4-6\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\""
      ":\"b\",\"reasoning_content\":\"r\"},{\"role\":\"user\",\"content\""
      ":\"a\"}]}" },
    { "databricks_gets_no_empty_text",
      "{\"model\":\"db/databricks-claude-opus-4-6\",\"messages\":[{\"role"
      "\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"},{\"type"
      "\":\"text\",\"text\":\"a\"}]}]}" },
    { "fireworks_has_a_least_budget",
      "{\"model\":\"fireworks/m\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"a\"}],\"thinking\":{\"type\":\"enabled\",\"budget_tokens\""
      ":500}}" },
    { "qwen_at_nvidia_rests_by_its_template",
      "{\"model\":\"nvidia/qwen/qwen3.5-122b-a10b\",\"messages\":[{\"role"
      "\":\"user\",\"content\":\"a\"}],\"reasoning_effort\":\"none\"}" },
    { "glm_at_nvidia_is_woken_by_its_template",
      "{\"model\":\"nvidia/z-ai/glm-5\",\"messages\":[{\"role\":\"user\","
      "\"content\":\"a\"}],\"thinking\":{\"type\":\"enabled\"}}" },
    { "nemotron_at_nvidia_rests_by_an_effort",
      "{\"model\":\"nvidia/nvidia/nemotron-3-super\",\"messages\":[{\"rol"
      "e\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"disabled"
      "\"}}" },
    { "llama_at_nvidia_has_no_switch",
      "{\"model\":\"nvidia/meta/llama-3.3-70b-instruct\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"a\"}],\"thinking\":{\"type\":\"dis"
      "abled\"}}" },
    { "nvidia_fills_in_for_deepseek",
      "{\"model\":\"nvidia/deepseek-ai/deepseek-v4-pro\",\"messages\":[{"
      "\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"con"
      "tent\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
      "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\""
      "tool\",\"tool_call_id\":\"c1\",\"content\":\"r\"}],\"tools\":[{\"t"
      "ype\":\"function\",\"function\":{\"name\":\"f\"}}],\"reasoning_eff"
      "ort\":\"high\"}" },
    { "kimi_at_dashscope_gets_its_reasoning_back",
      "{\"model\":\"dashscope/kimi-k2.6\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"r"
      "easoning_content\":\"r\",\"tool_calls\":[{\"id\":\"c1\",\"type\":"
      "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}"
      ",{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"r\"}],\""
      "tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}" },
    { "a_switch_in_extra_body_counts_at_dashscope",
      "{\"model\":\"dashscope/qwen-plus\",\"messages\":[{\"role\":\"user"
      "\",\"content\":\"a\"}],\"tools\":[{\"type\":\"function\",\"functio"
      "n\":{\"name\":\"f\"}}],\"tool_choice\":\"required\",\"extra_body\""
      ":{\"enable_thinking\":true}}" },
    { "foundry_of_old_has_the_old_name",
      "{\"model\":\"lake/grok-4\",\"messages\":[{\"role\":\"user\",\"cont"
      "ent\":\"a\"}],\"max_completion_tokens\":5}" },
    { "a_custom_call_of_the_history_is_a_function_elsewhere",
      "{\"model\":\"deepseek/deepseek-chat\",\"messages\":[{\"role\":\"us"
      "er\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"custom\",\"custom\":{\"n"
      "ame\":\"sql\",\"input\":\"select \\\"1\\\"\"}}]},{\"role\":\"tool"
      "\",\"tool_call_id\":\"c1\",\"content\":\"r\"}]}" },
    { "details_of_another_are_reported_where_all_is_taken",
      "{\"model\":\"ollama/m\",\"messages\":[{\"role\":\"user\",\"content"
      "\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\",\"reasoning_de"
      "tails\":[{\"type\":\"reasoning.text\",\"text\":\"r\"}],\"origin\":"
      "{\"provider\":\"openrouter\",\"account\":\"o\",\"model\":\"x/y\"}}"
      ",{\"role\":\"user\",\"content\":\"a\"}]}" },
    { "no_bias_is_not_said",
      "{\"model\":\"together/m\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"}],\"logit_bias\":{}}" },
    { "nvidia_takes_nothing_of_openais_alone",
      "{\"model\":\"nvidia/a/b\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"}],\"verbosity\":\"low\",\"service_tier\":\"flex\",\"met"
      "adata\":{\"a\":\"b\"}}" },
    { "marks_on_calls_and_results_stay_behind",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls"
      "\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\""
      "look\",\"arguments\":\"{}\"},\"cache_control\":{\"type\":\"ephemer"
      "al\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\""
      "one\",\"cache_control\":{\"type\":\"ephemeral\"}}]}" },
    { "openrouter_reads_no_mark_on_a_call",
      "{\"model\":\"openrouter/anthropic/c\",\"messages\":[{\"role\":\"us"
      "er\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null,"
      "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":"
      "{\"name\":\"look\",\"arguments\":\"{}\"},\"cache_control\":{\"type"
      "\":\"ephemeral\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\""
      "content\":[{\"type\":\"text\",\"text\":\"one\",\"cache_control\":{"
      "\"type\":\"ephemeral\"}}]}]}" },
    { "members_of_a_result_go_to_an_open_server",
      "{\"model\":\"vllm/m\",\"messages\":[{\"role\":\"user\",\"content\""
      ":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{"
      "\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"look"
      "\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\""
      "c1\",\"content\":\"one\",\"weight\":1}]}" },
    { "what_it_said_of_files_goes_back",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\",\"c"
      "ontent\":\"a\"},{\"role\":\"assistant\",\"content\":\"A\",\"annota"
      "tions\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"ht"
      "tps://e.example\"}},{\"type\":\"file\",\"file\":{\"hash\":\"h\",\""
      "name\":\"a.pdf\",\"content\":[]}}]},{\"role\":\"user\",\"content\""
      ":\"b\"}]}" },
    { "what_it_said_of_pages_stays",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\",\"c"
      "ontent\":\"a\"},{\"role\":\"assistant\",\"content\":\"A\",\"annota"
      "tions\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"ht"
      "tps://e.example\"}}]},{\"role\":\"user\",\"content\":\"b\"}]}" },
    { "what_the_caller_says_of_the_budget_stands",
      "{\"model\":\"vllm/Qwen/Qwen3-8B\",\"messages\":[{\"role\":\"user\""
      ",\"content\":\"a\"}],\"thinking\":{\"type\":\"enabled\",\"budget_t"
      "okens\":500},\"thinking_token_budget\":9}" },
    { "the_usual_detail_is_none",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://e.e"
      "xample/a.png\",\"detail\":\"auto\"}},{\"type\":\"image_url\",\"ima"
      "ge_url\":{\"url\":\"https://e.example/b.png\",\"detail\":\"low\"}}"
      "]}]}" },
    { "a_custom_call_is_a_function_to_others",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls"
      "\":[{\"id\":\"c1\",\"type\":\"custom\",\"custom\":{\"name\":\"sql"
      "\",\"input\":\"select \\\"a\\\"\"}}]},{\"role\":\"tool\",\"tool_ca"
      "ll_id\":\"c1\",\"content\":\"one\"}]}" },
    { "sound_is_what_it_says_to_others",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"audio\":{\""
      "id\":\"a1\",\"data\":\"AAAA\",\"transcript\":\"Hello.\"}},{\"role"
      "\":\"user\",\"content\":\"b\"}]}" },
    { "sound_of_others_is_what_it_says",
      "{\"model\":\"box/m\",\"messages\":[{\"role\":\"user\",\"content\":"
      "\"a\"},{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":"
      "\"a1\",\"data\":\"AAAA\",\"transcript\":\"Hello.\"},\"origin\":{\""
      "provider\":\"openai\",\"account\":\"openai\",\"model\":\"gpt-audio"
      "\"}},{\"role\":\"user\",\"content\":\"b\"}]}" },
    { "a_result_has_no_mark_of_an_error",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls"
      "\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\""
      "look\",\"arguments\":\" \"}}]},{\"role\":\"tool\",\"tool_call_id\""
      ":\"c1\",\"content\":\"bad\",\"is_error\":true}]}" },
    { "groq_takes_nothing_of_openais_alone",
      "{\"model\":\"groq/llama\",\"messages\":[{\"role\":\"user\",\"conte"
      "nt\":\"a\"}],\"modalities\":[\"text\",\"audio\"],\"prediction\":{"
      "\"type\":\""
      "content\",\"content\":\"b\"},\"web_search_options\":{},\"prompt_ca"
      "che_retention\":\"24h\"}" },
    { "xai_searches_through_responses",
      "{\"model\":\"xai/grok-4.5\",\"messages\":[{\"role\":\"user\",\"con"
      "tent\":\"a\"}],\"tools\":[{\"type\":\"web_search\"}]}" },
    { "rest_wins_over_an_effort",
      "{\"model\":\"xai/grok-4.3\",\"messages\":[{\"role\":\"user\",\"con"
      "tent\":\"a\"}],\"thinking\":{\"type\":\"disabled\"},\"reasoning_ef"
      "fort\":\"high\"}" },
    { "a_turn_of_pictures_alone_goes_back",
      "{\"model\":\"openrouter/a/b\",\"messages\":[{\"role\":\"user\",\"c"
      "ontent\":\"a\"},{\"role\":\"assistant\",\"content\":null,\"images"
      "\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/pn"
      "g;base64,iVBORw==\"}}]},{\"role\":\"user\",\"content\":\"b\"}]}" },
    { "an_original_detail_is_high_at_xai",
      "{\"model\":\"xai/grok-4.5\",\"messages\":[{\"role\":\"user\",\"con"
      "tent\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://e"
      ".example/a.png\",\"detail\":\"original\"}}]}]}" },
};

static const struct request_suite suite = {
    .folder = "openai_chat/hosts",
    .accounts = "{\"accounts\":["
                "{\"name\":\"box\",\"provider\":\"custom\","
                "\"base_url\":\"http://127.0.0.1:1/v1\"},"
                "{\"name\":\"db\",\"provider\":\"databricks\","
                "\"base_url\":\"https://db.example\"},"
                "{\"name\":\"beta\",\"provider\":\"deepseek\","
                "\"base_url\":\"https://api.deepseek.com/beta\"},"
                "{\"name\":\"lake\",\"provider\":\"foundry\","
                "\"base_url\":\"https://lake.example/models\","
                "\"api_version\":\"2024-05-01-preview\"},"
                "{\"name\":\"sea\",\"provider\":\"foundry\","
                "\"base_url\":\"https://sea.example\",\"models\":{"
                "\"fast\":{\"id\":\"fast-1\",\"base_model\":\"gpt-5\"}}}]}",
    .cases = cases,
    .n_cases = sizeof(cases) / sizeof(cases[0]),
};

/* The old surface of Foundry refuses what it does not know, unless it is asked
 * to hand it on; the new one needs no such word. */
static void passage_is_asked_for(void **state)
{
    static const struct {
        const char *request;
        bool asks;
    } rows[] = {
        { "{\"model\":\"lake/grok-4\",\"messages\":[{\"role\":\"user\","
          "\"content\":\"a\"}]}",
          true },
        { "{\"model\":\"sea/grok-4\",\"messages\":[{\"role\":\"user\","
          "\"content\":\"a\"}]}",
          false },
    };
    parl_client *client = requests_client(&suite, NULL);

    (void)state;
    for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
        parl_builder *builder = NULL;
        parl_call *call = NULL;
        bool asks = false;

        assert_int_equal(
            parl_request_from_json(&builder, rows[row].request, 0, NULL),
            PARL_OK);
        assert_int_equal(parl_encode(client,
                                     parl_builder_request(builder, NULL), &call,
                                     NULL),
                         PARL_OK);
        for (size_t i = 0; i < parl_call_n_headers(call); i++) {
            const parl_pair *header = parl_call_header(call, i);

            asks |= strcmp(header->name, "extra-parameters") == 0 &&
                    strcmp(header->value, "pass-through") == 0;
        }
        assert_true(asks == rows[row].asks);
        parl_call_free(call);
        parl_builder_free(builder);
    }
    parl_client_free(client);
}

int main(void)
{
    static const struct CMUnitTest more[] = {
        cmocka_unit_test(passage_is_asked_for),
    };

    return requests_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
