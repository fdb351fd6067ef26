/* providers/cerebras.c -- Cerebras. */
#include "provider.h"

const struct provider provider_cerebras = {
    .name = "cerebras",
    .about = "Cerebras",
    .base_url = "https://api.cerebras.ai",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "CEREBRAS_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
