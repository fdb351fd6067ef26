/* providers/mistral.c -- Mistral. */
#include "provider.h"

const struct provider provider_mistral = {
    .name = "mistral",
    .about = "Mistral",
    .base_url = "https://api.mistral.ai",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "MISTRAL_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
              .cache_key = true,
              .no_stream_options = true },
};
