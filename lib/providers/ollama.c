/* providers/ollama.c -- Ollama, by its OpenAI-compatible endpoint. */
#include "provider.h"

const struct provider provider_ollama = {
    .name = "ollama",
    .about = "Ollama",
    .base_url = "http://127.0.0.1:11434",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_optional = true,
    .key_env = "OLLAMA_API_KEY",
    .url_env = "OLLAMA_BASE_URL",
    .facts = FACTS(&facts_compat),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_AUDIO,
        .media = &chat_media,
        .max_tokens = MAX_TOKENS_OLD,
        .media_types = "image/jpeg image/png image/webp wav mp3 "
                       "flac ogg",
        .joins_text = true,
        .drops_detail = true,
        .open = true,
        .back = &chat_back_reasoning,
        .tags = &chat_think_tags,
        .no_names = true,
        .empty_not_null = true,
        .reads_arguments = true,
        .no_choice_none = true,
        .no_choice_named = true,
        .no_strict = true,
        .no_strict_schema = true,
        .drops = "tool_choice parallel_tool_calls n user logit_bias top_k",
    },
};
