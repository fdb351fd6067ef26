/* providers/sambanova.c -- SambaNova. */
#include "provider.h"

const struct provider provider_sambanova = {
    .name = "sambanova",
    .about = "SambaNova",
    .base_url = "https://api.sambanova.ai",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "SAMBANOVA_API_KEY",
    .chat = { .takes = TAKES_IMAGE, .drops_detail = true },
};
