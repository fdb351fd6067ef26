/* providers/foundry.c -- Azure AI Foundry: an OpenAI surface for most models,
 * Anthropic's own for Claude.  A deployment is usually called as its model. */
#include <stddef.h>
#include "provider.h"

/* Those of Anthropic's own libraries, and Azure's. */
static const struct usual_variable variables[] = {
    { "ANTHROPIC_FOUNDRY_API_KEY", offsetof(parl_account, api_key), NULL },
    { "ANTHROPIC_FOUNDRY_BASE_URL", offsetof(parl_account, base_url), NULL },
    { "AZURE_AI_CHAT_ENDPOINT", offsetof(parl_account, base_url), NULL },
    { "ANTHROPIC_FOUNDRY_RESOURCE", offsetof(parl_account, base_url),
      "https://*.services.ai.azure.com" },
    { "AZURE_CLIENT_SECRET", offsetof(parl_account, credentials),
      "environment" },
    { NULL, 0, NULL },
};

static const struct news news[] = {
    { "2025-04-01", "max_completion_tokens" },
    { NULL, NULL },
};

static const struct provider_extras extras = {
    .key_header = "api-key",
    .sources = &entra_sources,
    .token_scope = "https://ai.azure.com/.default",
    .variables = variables,
};

static const struct responses_quirks responses = {
    .no_mixed_instructions = true,
    .json_needs_word = true,
};

const struct provider provider_foundry = {
    .name = "foundry",
    .about = "Azure AI Foundry",
    .version = "/openai/v1",
    .extras = &extras,
    SPEAKS({ .dialect = &dialect_anthropic_messages,
             .models = "claude-*",
             .path = "/messages",
             .version = "/anthropic/v1" },
           { .dialect = &dialect_openai_chat,
             .path = "/chat/completions",
             .dated_path = "/models/chat/completions?api-version={version}" },
           { .dialect = &dialect_openai_responses, .path = "/responses" }),
    .key_env = "AZURE_AI_CHAT_KEY",
    .facts = FACTS(&facts_anthropic, &facts_openai, &facts_foundry, &facts_xai,
                   &facts_compat),
    .chat = { .joins_text = true,
              .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO,
              .media = &chat_media,
              .back = &chat_back_content,
              .reasoning_if_wanted = true,
              .ways = &chat_ways_of_openai,
              .allowed_tools = true,
              .audio_back = true,
              .custom_tools = true,
              .max_stop = 4,
              .json_needs_word = true,
              .metadata_needs_store = true,
              .asks_passage = true,
              .news = news },
    .responses = &responses,
};
