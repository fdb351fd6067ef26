/* providers/nvidia.c -- NVIDIA NIM. */
#include "provider.h"

const struct provider provider_nvidia = {
    .name = "nvidia",
    .about = "NVIDIA NIM",
    .base_url = "https://integrate.api.nvidia.com",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "NVIDIA_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
