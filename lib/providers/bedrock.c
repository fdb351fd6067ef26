/* providers/bedrock.c -- AWS Bedrock. */
#include <stddef.h>
#include "provider.h"

/* Keys before all that has to be asked for, in the order of AWS's own tools;
 * AWS_PROFILE named by somebody goes before what a container offers. */
static const struct usual_variable variables[] = {
    { "AWS_REGION", offsetof(parl_account, region), NULL },
    { "AWS_DEFAULT_REGION", offsetof(parl_account, region), NULL },
    { "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", offsetof(parl_account, base_url),
      NULL },
    { "AWS_ENDPOINT_URL", offsetof(parl_account, base_url), NULL },
    { "AWS_ACCESS_KEY_ID", offsetof(parl_account, credentials), "environment" },
    { "AWS_WEB_IDENTITY_TOKEN_FILE", offsetof(parl_account, credentials),
      "web_identity" },
    { "AWS_PROFILE", offsetof(parl_account, credentials), "profile" },
    { "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
      offsetof(parl_account, credentials), "container" },
    { "AWS_CONTAINER_CREDENTIALS_FULL_URI", offsetof(parl_account, credentials),
      "container" },
    { NULL, 0, NULL },
};

static const struct region_domain domains[] = {
    { "cn-", "amazonaws.com.cn" },    { "eusc-", "amazonaws.eu" },
    { "us-iso-", "c2s.ic.gov" },      { "us-isob-", "sc2s.sgov.gov" },
    { "us-isof-", "csp.hci.ic.gov" }, { "eu-isoe-", "cloud.adc-e.uk" },
    { "", "amazonaws.com" },
};

static const struct provider_extras extras = {
    .domains = domains,
    .service = "bedrock",
    .sources = &aws_sources,
    .variables = variables,
};

const struct provider provider_bedrock = {
    .name = "bedrock",
    .about = "AWS Bedrock",
    .base_url = "https://bedrock-runtime.{region}.{domain}",
    .version = "",
    .extras = &extras,
    SPEAKS({ .dialect = &dialect_bedrock_converse,
             .path = "/model/{model}/converse",
             .stream_path = "/model/{model}/converse-stream",
             .unstreamed = "in streaming mode" }),
    .key_env = "AWS_BEARER_TOKEN_BEDROCK",
    .facts = FACTS(&facts_anthropic, &facts_bedrock),
};
