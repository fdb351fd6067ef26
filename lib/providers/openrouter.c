/* providers/openrouter.c -- OpenRouter. */
#include "provider.h"

const struct provider provider_openrouter = {
    .name = "openrouter",
    .about = "OpenRouter",
    .base_url = "https://openrouter.ai/api",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL },
                  { &dialect_openai_responses, NULL, "/responses", NULL,
                    NULL } },
    .key_env = "OPENROUTER_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO |
                       TAKES_VIDEO_URL | TAKES_FILE | TAKES_FILE_ID,
              .developer = true,
              .cache_key = true },
    .responses = { .reasoning_may_end = true, .small_answers = true },
};
