/* providers/anthropic.c -- Anthropic. */
#include <stddef.h>
#include "provider.h"

/* A key goes before it, and not both go. */
static const struct usual_variable variables[] = {
    { "ANTHROPIC_AUTH_TOKEN", offsetof(parl_account, access_token), NULL },
    { NULL, 0, NULL },
};

static const struct provider_extras extras = {
    .key_header = "x-api-key",
    .variables = variables,
};

const struct provider provider_anthropic = {
    .name = "anthropic",
    .about = "Anthropic",
    .base_url = "https://api.anthropic.com",
    .version = "/v1",
    .extras = &extras,
    SPEAKS({ .dialect = &dialect_anthropic_messages, .path = "/messages" }),
    .key_env = "ANTHROPIC_API_KEY",
    .url_env = "ANTHROPIC_BASE_URL",
    .facts = FACTS(&facts_anthropic),
};
