/* providers/huggingface.c -- Hugging Face. */
#include "provider.h"

const struct provider provider_huggingface = {
    .name = "huggingface",
    .about = "Hugging Face",
    .base_url = "https://router.huggingface.co",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "HF_TOKEN",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
