/* providers/foundry.c -- Azure AI Foundry: an OpenAI surface for most models,
 * Anthropic's own for Claude.  A deployment is usually called as its model. */
#include <stddef.h>
#include "provider.h"

/* The first two are those of Anthropic's own libraries. */
static const struct usual_variable variables[] = {
    { "ANTHROPIC_FOUNDRY_API_KEY", offsetof(parl_account, api_key), NULL },
    { "ANTHROPIC_FOUNDRY_BASE_URL", offsetof(parl_account, base_url), NULL },
    { "AZURE_CLIENT_SECRET", offsetof(parl_account, credentials),
      "environment" },
    { NULL, 0, NULL },
};

const struct provider provider_foundry = {
    .name = "foundry",
    .about = "Azure AI Foundry",
    .version = "/openai/v1",
    .surfaces =
        SPEAKS({ .dialect = &dialect_anthropic_messages,
                 .models = "claude-*",
                 .path = "/messages",
                 .version = "/anthropic/v1" },
               { .dialect = &dialect_openai_chat, .path = "/chat/completions" },
               { .dialect = &dialect_openai_responses, .path = "/responses" }),
    .key_env = "AZURE_AI_CHAT_KEY",
    .url_env = "AZURE_AI_CHAT_ENDPOINT",
    .auth = AUTH_API_KEY,
    .sources = &entra_sources,
    .token_scope = "https://ai.azure.com/.default",
    .variables = variables,
    .key_header = "api-key",
    .facts = { &facts_anthropic, &facts_openai, &facts_foundry, &facts_compat },
    .chat = { .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO,
              .reasoning_key = "reasoning_content",
              .reasoning_if_wanted = true,
              .allowed_tools = true,
              .custom_tools = true,
              .plain_names = true,
              .max_stop = 4 },
    .responses = { .no_mixed_instructions = true, .json_needs_word = true },
};
