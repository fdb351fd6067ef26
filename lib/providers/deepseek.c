/* providers/deepseek.c -- DeepSeek. */
#include "provider.h"

const struct provider provider_deepseek = {
    .name = "deepseek",
    .about = "DeepSeek",
    .base_url = "https://api.deepseek.com",
    .version = "",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "DEEPSEEK_API_KEY",
    .chat = { .reasoning_key = "reasoning_content" },
};
