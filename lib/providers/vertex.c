/* providers/vertex.c -- Google Vertex AI: Gemini, and Claude. */
#include <stddef.h>
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

static const struct provider_extras extras = {
    .key_header = "x-goog-api-key", /* of the express mode */
    .messages = { .body_version = "vertex-2023-10-16",
                  .data_only = true,
                  .no_tiers = true },
    .hosts = hosts,
    .sources = &google_sources,
    .token_scope = "https://www.googleapis.com/auth/cloud-platform",
    .variables = variables,
    .express_url = "https://aiplatform.googleapis.com",
    .ids = ids,
    .parent = "/projects/{project}/locations/{location}",
};

static const struct generate_quirks generate = {
    .tier_header = "x-vertex-ai-llm-shared-request-type",
    .members = "labels modelArmorConfig",
    .config_members = "audioTimestamp routingConfig modelConfig outputConfig",
    .needs_mime = true,
    .names_files = true,
};

const struct provider provider_vertex = {
    .name = "vertex",
    .about = "Google Vertex AI",
    .base_url = "https://{location}-aiplatform.googleapis.com",
    .version = "/v1",
    .extras = &extras,
    SPEAKS({ .dialect = &dialect_anthropic_messages,
             .models = "claude-*",
             .path = "/projects/{project}/locations/{location}/publishers/"
                     "anthropic/models/{name}:rawPredict",
             .stream_path =
                 "/projects/{project}/locations/{location}/publishers/"
                 "anthropic/models/{name}:streamRawPredict" },
           { .dialect = &dialect_google_generate,
             .path = "{resource}:generateContent",
             .stream_path = "{resource}:streamGenerateContent?alt=sse",
             /* Google's own libraries': what is new comes there first, and
              * answers are continued there alone */
             .vendor_version = "/v1beta1" }),
    .url_env = "GOOGLE_VERTEX_BASE_URL",
    .facts = FACTS(&facts_anthropic, &facts_google),
    .generate = &generate,
};
