/* providers/dashscope.c -- DashScope (Qwen). */
#include "provider.h"

const struct provider provider_dashscope = {
    .name = "dashscope",
    .about = "DashScope (Qwen)",
    .base_url = "https://dashscope-intl.aliyuncs.com/compatible-mode",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "DASHSCOPE_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
