/* providers/foundry.c -- Azure AI Foundry. */
#include <stddef.h>
#include "provider.h"

static const struct usual_variable variables[] = {
    { "AZURE_CLIENT_SECRET", offsetof(parl_account, credentials),
      "environment" },
    { NULL, 0, NULL },
};

const struct provider provider_foundry = {
    .name = "foundry",
    .about = "Azure AI Foundry",
    .version = "/openai/v1",
    .surfaces = { { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .key_env = "AZURE_AI_CHAT_KEY",
    .auth = AUTH_API_KEY,
    .sources = &entra_sources,
    .token_scope = "https://ai.azure.com/.default",
    .variables = variables,
    .key_header = "api-key",
    .model_is_deployment = true,
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL },
};
