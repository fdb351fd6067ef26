/* providers/vertex.c -- Google Vertex AI: Gemini, and Claude. */
#include "provider.h"

static const struct host hosts[] = {
    { "global", "https://aiplatform.googleapis.com" },
    { "us", "https://aiplatform.us.rep.googleapis.com" },
    { "eu", "https://aiplatform.eu.rep.googleapis.com" },
    { NULL, NULL },
};

static const struct id_form ids[] = {
    { "projects/*", "/{id}" },
    { "publishers/*", "{parent}/{id}" },
    { "endpoints/*", "{parent}/{id}" },
    { "models/*", "{parent}/publishers/google/{id}" },
    { "*/*", "{parent}/publishers/{publisher}/models/{name}" },
    { "*", "{parent}/publishers/google/models/{name}" },
    { NULL, NULL },
};

const struct provider provider_vertex = {
    .name = "vertex",
    .about = "Google Vertex AI",
    .base_url = "https://{location}-aiplatform.googleapis.com",
    .hosts = hosts,
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
    .messages = { .body_version = "vertex-2023-10-16",
                  .data_only = true,
                  .no_tiers = true },
    .ids = ids,
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
