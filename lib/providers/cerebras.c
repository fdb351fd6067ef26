/* providers/cerebras.c -- Cerebras. */
#include "provider.h"

static const struct chat_schemas schemas = {
    .write = chat_write_pruned,
    .strict_drops = "pattern format minItems maxItems",
};

static const struct chat_ways ways = {
    .schemas = &schemas,
};

const struct provider provider_cerebras = {
    .name = "cerebras",
    .about = "Cerebras",
    .base_url = "https://api.cerebras.ai",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "CEREBRAS_API_KEY",
    .facts = FACTS(&facts_cerebras),
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
        .drops_detail = true,
        .closed = true,
        .cache_key = true,
        .max_stop = 4,
        .back = &chat_back_reasoning,
        .tags = &chat_think_tags, /* of Qwen, unless it is asked to part them */
        .drops = "frequency_penalty presence_penalty logit_bias metadata "
                 "store verbosity safety_identifier reasoning enable_thinking "
                 "disable_reasoning prompt_cache_options "
                 "prompt_cache_breakpoint",
    },
};
