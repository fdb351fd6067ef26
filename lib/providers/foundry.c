/* providers/foundry.c -- Azure AI Foundry: an OpenAI surface for most models,
 * Anthropic's own for Claude.  A deployment is usually called as its model. */
#include "provider.h"

const struct provider provider_foundry = {
    .name = "foundry",
    .about = "Azure AI Foundry",
    .version = "/openai/v1",
    .surfaces = { { &dialect_anthropic_messages, "claude-*", "/messages", NULL,
                    NULL },
                  { &dialect_openai_chat, NULL, "/chat/completions", NULL,
                    NULL } },
    .versions = { "/anthropic/v1" },
    .key_env = "AZURE_AI_CHAT_KEY",
    .auth = AUTH_API_KEY,
    .key_header = "api-key",
    .facts = { &facts_anthropic },
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL },
};
