/* providers/cohere.c -- Cohere. */
#include "provider.h"

const struct provider provider_cohere = {
    .name = "cohere",
    .about = "Cohere",
    .base_url = "https://api.cohere.com",
    .version = "/v2",
    .surfaces = { { &dialect_cohere_chat, NULL, "/chat", NULL, NULL } },
    .key_env = "COHERE_API_KEY",
    .facts = { &facts_cohere },
};
