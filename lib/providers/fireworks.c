/* providers/fireworks.c -- Fireworks. */
#include "provider.h"

const struct provider provider_fireworks = {
    .name = "fireworks",
    .about = "Fireworks",
    .base_url = "https://api.fireworks.ai/inference",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "FIREWORKS_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
