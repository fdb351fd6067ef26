/* providers/vertex.c -- Google Vertex AI: Gemini, and Claude. */
#include "provider.h"

const struct provider provider_vertex = {
    .name = "vertex",
    .about = "Google Vertex AI",
    .base_url = "https://{location}-aiplatform.googleapis.com",
    .version = "/v1",
    .surfaces = {
        { &dialect_anthropic_messages, "claude-*",
          "/projects/{project}/locations/{location}/publishers/anthropic/"
          "models/{model}:rawPredict",
          "/projects/{project}/locations/{location}/publishers/anthropic/"
          "models/{model}:streamRawPredict",
          NULL },
        { &dialect_google_generate, NULL, "{resource}:generateContent",
          "{resource}:streamGenerateContent?alt=sse", NULL },
    },
    .auth = AUTH_API_KEY,
    .key_header = "x-goog-api-key",
    .facts = { &facts_anthropic, &facts_google },
    .ids = { { "projects/*", "/{id}" },
             { "publishers/*", "{parent}/{id}" },
             { "endpoints/*", "{parent}/{id}" },
             { "models/*", "{parent}/publishers/google/{id}" },
             { "*/*", "{parent}/publishers/{publisher}/models/{name}" },
             { "*", "{parent}/publishers/google/models/{name}" } },
    .places = { { "global", "https://aiplatform.googleapis.com" },
                { "us", "https://aiplatform.us.rep.googleapis.com" },
                { "eu", "https://aiplatform.eu.rep.googleapis.com" } },
    .parent = "/projects/{project}/locations/{location}",
    .express_url = "https://aiplatform.googleapis.com",
    .generate = {
        .labels = true,
        .needs_mime = true,
        .names_files = true,
        .own_signatures = true,
        .skip_signature = "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=",
    },
};
