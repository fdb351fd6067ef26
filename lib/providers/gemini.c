/* providers/gemini.c -- Google Gemini, the Developer API. */
#include <stddef.h>
#include "provider.h"

static const struct usual_variable variables[] = {
    { "GOOGLE_API_KEY", offsetof(parl_account, api_key), NULL },
    { NULL, 0, NULL },
};

const struct provider provider_gemini = {
    .name = "gemini",
    .about = "Google Gemini",
    .base_url = "https://generativelanguage.googleapis.com",
    .version = "/v1beta",
    .surfaces = { { &dialect_google_generate, NULL,
                    "/models/{model}:generateContent",
                    "/models/{model}:streamGenerateContent?alt=sse", NULL } },
    .auth = AUTH_API_KEY,
    .sources = &google_sources,
    .token_scope = "https://www.googleapis.com/auth/cloud-platform",
    .variables = variables,
    .key_header = "x-goog-api-key",
    .key_env = "GEMINI_API_KEY",
    .facts = { &facts_google },
};
