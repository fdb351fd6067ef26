/* providers/vertex.c -- Google Vertex AI: Gemini, and Claude. */
#include "provider.h"

static const struct host hosts[] = {
    { "global", "https://aiplatform.googleapis.com" },
    { "us", "https://aiplatform.us.rep.googleapis.com" },
    { "eu", "https://aiplatform.eu.rep.googleapis.com" },
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
        { &dialect_google_generate, NULL,
          "/projects/{project}/locations/{location}/publishers/google/"
          "models/{model}:generateContent",
          "/projects/{project}/locations/{location}/publishers/google/"
          "models/{model}:streamGenerateContent?alt=sse",
          NULL },
    },
    .facts = { &facts_anthropic, &facts_google },
    .messages = { .body_version = "vertex-2023-10-16",
                  .data_only = true,
                  .no_tiers = true },
};
