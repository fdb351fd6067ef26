/* providers/minimax.c -- MiniMax. */
#include "provider.h"

const struct provider provider_minimax = {
    .name = "minimax",
    .about = "MiniMax",
    .base_url = "https://api.minimax.io",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "MINIMAX_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
