/* providers/foundry.c -- Azure AI Foundry. */
#include "provider.h"

const struct provider provider_foundry = {
    .name = "foundry",
    .about = "Azure AI Foundry",
    .version = "/openai/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "AZURE_AI_CHAT_KEY",
    .url_env = "AZURE_AI_CHAT_ENDPOINT",
    .auth = AUTH_API_KEY,
    .key_header = "api-key",
    .model_is_deployment = true,
    .facts = { &facts_openai, &facts_compat },
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO,
              .reasoning_key = "reasoning_content",
              .reasoning_if_wanted = true,
              .no_empty_turns = true,
              .allowed_tools = true },
};
