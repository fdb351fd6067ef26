/* providers/vertex.c -- Google Vertex AI: Gemini, and Claude. */
#include <stddef.h>
#include "provider.h"

static const struct usual_variable variables[] = {
    { "GOOGLE_CLOUD_PROJECT", offsetof(parl_account, project), NULL },
    { "GCLOUD_PROJECT", offsetof(parl_account, project), NULL },
    { "ANTHROPIC_VERTEX_PROJECT_ID", offsetof(parl_account, project), NULL },
    { "GOOGLE_CLOUD_LOCATION", offsetof(parl_account, location), NULL },
    { "CLOUD_ML_REGION", offsetof(parl_account, location), NULL },
    { "GOOGLE_APPLICATION_CREDENTIALS", offsetof(parl_account, credentials),
      "environment" },
    { NULL, 0, NULL },
};

const struct provider provider_vertex = {
    .name = "vertex",
    .about = "Google Vertex AI",
    .base_url = "https://{location}-aiplatform.googleapis.com",
    .version = "/v1",
    .auth = AUTH_API_KEY,
    .sources = &google_sources,
    .key_header = "x-goog-api-key", /* of the express mode */
    .token_scope = "https://www.googleapis.com/auth/cloud-platform",
    .variables = variables,
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
