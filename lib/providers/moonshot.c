/* providers/moonshot.c -- Moonshot (Kimi). */
#include "provider.h"

const struct provider provider_moonshot = {
    .name = "moonshot",
    .about = "Moonshot (Kimi)",
    .base_url = "https://api.moonshot.ai",
    .version = "/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "MOONSHOT_API_KEY",
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL, .drops_detail = true },
};
