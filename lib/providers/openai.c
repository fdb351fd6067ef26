/* providers/openai.c -- OpenAI. */
#include <stddef.h>
#include "provider.h"

static const struct usual_variable variables[] = {
    { "OPENAI_ORG_ID", offsetof(parl_account, organization), NULL },
    { "OPENAI_PROJECT_ID", offsetof(parl_account, project), NULL },
    { NULL, 0, NULL },
};

static const struct provider_extras extras = {
    .variables = variables,
    .organization_header = "openai-organization",
    .project_header = "openai-project",
};

static const struct responses_quirks responses = {
    .json_needs_word = true,
};

const struct provider provider_openai = {
    .name = "openai",
    .about = "OpenAI",
    .base_url = "https://api.openai.com",
    .version = "/v1",
    .extras = &extras,
    SPEAKS_CHAT_AND_RESPONSES,
    .key_env = "OPENAI_API_KEY",
    .url_env = "OPENAI_BASE_URL",
    .facts = FACTS(&facts_openai),
    .strict_requires_all = true,
    .chat = {
        .ways = &chat_ways_of_openai,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO | TAKES_FILE |
                 TAKES_FILE_ID,
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
                       "wav mp3 application/pdf",
        .obfuscates = true,
    },
    .responses = &responses,
};
