/* providers/zai.c -- Z.ai (Zhipu). */
#include "provider.h"

const struct provider provider_zai = {
    .name = "zai",
    .about = "Z.ai (Zhipu)",
    .base_url = "https://api.z.ai/api/paas",
    .version = "/v4",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "ZAI_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
