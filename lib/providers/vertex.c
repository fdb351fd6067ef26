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
        { &dialect_google_generate, NULL,
          "/projects/{project}/locations/{location}/publishers/google/"
          "models/{model}:generateContent",
          "/projects/{project}/locations/{location}/publishers/google/"
          "models/{model}:streamGenerateContent?alt=sse",
          NULL },
    },
    .facts = { &facts_anthropic, &facts_google },
};
