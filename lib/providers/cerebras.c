/* providers/cerebras.c -- Cerebras. */
#include "provider.h"

const struct provider provider_cerebras = {
    .name = "cerebras",
    .about = "Cerebras",
    .base_url = "https://api.cerebras.ai",
    .version = "/v1",
    .surfaces = speaks_chat,
    .key_env = "CEREBRAS_API_KEY",
    .facts = FACTS(&facts_cerebras),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
        .drops_detail = true,
        .reasoning_key = "reasoning",
        .strict_schema_drops = "pattern format minItems maxItems",
        .drops = "frequency_penalty presence_penalty logit_bias metadata "
                 "store verbosity safety_identifier",
    },
};
