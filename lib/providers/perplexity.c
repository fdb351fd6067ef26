/* providers/perplexity.c -- Perplexity. */
#include "provider.h"

const struct provider provider_perplexity = {
    .name = "perplexity",
    .about = "Perplexity",
    .base_url = "https://api.perplexity.ai",
    .version = "",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "PERPLEXITY_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
