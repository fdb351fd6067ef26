/* providers/azure.c -- Azure OpenAI, on the v1 surface and, for accounts that
 * name an API version, on the dated one. */
#include <stddef.h>
#include "provider.h"

static const struct usual_variable variables[] = {
    { "AZURE_OPENAI_AD_TOKEN", offsetof(parl_account, access_token), NULL },
    { "AZURE_CLIENT_SECRET", offsetof(parl_account, credentials),
      "environment" },
    { "OPENAI_API_VERSION", offsetof(parl_account, api_version), NULL },
    { NULL, 0, NULL },
};

static const struct news news[] = {
    { "2024-08-01", "json_schema" },
    { "2024-09-01",
      "stream_options parallel_tool_calls max_completion_tokens" },
    { "2024-12-01", "reasoning_effort store metadata user_security_context" },
    { "2025-01-01", "prediction modalities audio" },
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
    .since = "2025-03-01",
};

const struct provider provider_azure = {
    .name = "azure",
    .about = "Azure OpenAI",
    .version = "/openai/v1",
    .extras = &extras,
    SPEAKS(
        { .dialect = &dialect_openai_chat,
          .path = "/chat/completions",
          .dated_path = "/openai/deployments/{model}/chat/completions"
                        "?api-version={version}" },
        { .dialect = &dialect_openai_responses,
          .path = "/responses",
          .dated_path = "/openai/responses?api-version={version}" }),
    .key_env = "AZURE_OPENAI_API_KEY",
    .url_env = "AZURE_OPENAI_ENDPOINT",
    .facts = FACTS(&facts_openai),
    .strict_requires_all = true,
    .model_is_deployment = true,
    .chat = {
        .ways = &chat_ways_of_openai,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO,
        .media = &chat_media,
        .developer = true,
        .no_mixed_instructions = true,
        .cache_key = true,
        .refusal_parts = true,
        .allowed_tools = true,
        .audio_back = true,
        .custom_tools = true,
        .max_stop = 4,
        .json_needs_word = true,
        .metadata_needs_store = true,
        .media_types = "image/jpeg image/png image/webp image/gif "
                       "wav mp3",
        .news = news,
        .obfuscates = true,
    },
    .responses = &responses,
};
