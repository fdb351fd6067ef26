/* providers/groq.c -- Groq. */
#include "provider.h"

const struct provider provider_groq = {
    .name = "groq",
    .about = "Groq",
    .base_url = "https://api.groq.com/openai",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "GROQ_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
