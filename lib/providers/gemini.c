/* providers/gemini.c -- Google Gemini, the Developer API. */
#include "provider.h"

const struct provider provider_gemini = {
    .name = "gemini",
    .about = "Google Gemini",
    .base_url = "https://generativelanguage.googleapis.com",
    .version = "/v1beta",
    .surfaces = { { &dialect_google_generate, NULL,
                    "/models/{model}:generateContent",
                    "/models/{model}:streamGenerateContent?alt=sse", NULL } },
    .auth = AUTH_API_KEY,
    .key_header = "x-goog-api-key",
    .key_env = "GEMINI_API_KEY",
    .facts = { &facts_google },
};
