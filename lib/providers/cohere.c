/* providers/cohere.c -- Cohere. */
#include "provider.h"

const struct provider provider_cohere = {
    .name = "cohere",
    .about = "Cohere",
    .base_url = "https://api.cohere.com",
    .version = "/v2",
    SPEAKS({ .dialect = &dialect_cohere_chat, .path = "/chat" }),
    .key_env = "COHERE_API_KEY",
    .facts = FACTS(&facts_cohere),
};
