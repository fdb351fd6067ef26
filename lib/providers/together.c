/* providers/together.c -- Together AI. */
#include "provider.h"

const struct provider provider_together = {
    .name = "together",
    .about = "Together AI",
    .base_url = "https://api.together.xyz",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "TOGETHER_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
