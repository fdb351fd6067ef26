/* providers/bedrock.c -- AWS Bedrock. */
#include "provider.h"

const struct provider provider_bedrock = {
    .name = "bedrock",
    .about = "AWS Bedrock",
    .base_url = "https://bedrock-runtime.{region}.{aws_domain}",
    .version = "",
    .surfaces = { { .dialect = &dialect_bedrock_converse,
                    .path = "/model/{model}/converse",
                    .stream_path = "/model/{model}/converse-stream" } },
    .key_env = "AWS_BEARER_TOKEN_BEDROCK",
    .facts = { &facts_anthropic, &facts_bedrock },
};
