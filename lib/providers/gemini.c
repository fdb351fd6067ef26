/* providers/gemini.c -- Google Gemini, the Developer API. */
#include <stddef.h>
#include "provider.h"

static const struct id_form ids[] = {
    { "models/*", "/{id}" },
    { "tunedModels/*", "/{id}" },
    { "*", "/models/{id}" },
    { NULL, NULL },
};

static const struct usual_variable variables[] = {
    { "GOOGLE_API_KEY", offsetof(parl_account, api_key), NULL },
    { NULL, 0, NULL },
};

static const struct provider_extras extras = {
    .key_header = "x-goog-api-key",
    .sources = &google_sources,
    .token_scope = "https://www.googleapis.com/auth/cloud-platform",
    .variables = variables,
    .ids = ids,
};

static const struct generate_quirks generate = {
    .config_members = "translationConfig enableEnhancedCivicAnswers",
    .part_members = "partMetadata",
    .call_ids = true,
    .file_uri = "https://generativelanguage.googleapis.com/v1beta/files/",
    .mixed_tools = true,
};

const struct provider provider_gemini = {
    .name = "gemini",
    .about = "Google Gemini",
    .base_url = "https://generativelanguage.googleapis.com",
    .version = "/v1beta",
    .extras = &extras,
    SPEAKS({ .dialect = &dialect_google_generate,
             .path = "{resource}:generateContent",
             .stream_path = "{resource}:streamGenerateContent?alt=sse" }),
    .key_env = "GEMINI_API_KEY",
    .url_env = "GOOGLE_GEMINI_BASE_URL",
    .facts = FACTS(&facts_google),
    .generate = &generate,
};
