/* providers/anthropic.c -- Anthropic. */
#include "provider.h"

const struct provider provider_anthropic = {
    .name = "anthropic",
    .about = "Anthropic",
    .base_url = "https://api.anthropic.com",
    .version = "/v1",
    .surfaces =
        SPEAKS({ .dialect = &dialect_anthropic_messages, .path = "/messages" }),
    .auth = AUTH_API_KEY,
    .key_header = "x-api-key",
    .key_env = "ANTHROPIC_API_KEY",
    .url_env = "ANTHROPIC_BASE_URL",
    .facts = { &facts_anthropic },
};
