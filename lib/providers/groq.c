/* providers/groq.c -- Groq. */
#include "provider.h"

static const struct chat_ways ways = {
    .tiers = "auto on_demand flex performance",
};

const struct provider provider_groq = {
    .name = "groq",
    .about = "Groq",
    .base_url = "https://api.groq.com",
    .version = "/openai/v1",
    SPEAKS_CHAT,
    .key_env = "GROQ_API_KEY",
    .url_env = "GROQ_BASE_URL",
    .facts = FACTS(&facts_groq),
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
        .drops_detail = true,
        .no_names = true,
        .closed = true,
        .json_without_tools = true,
        .schema_without_stream = true,
        .json_needs_word = true,
        .strict_closes = true,
        .max_stop = 4,
        .drops = "n logprobs top_logprobs logit_bias frequency_penalty "
                 "presence_penalty metadata store verbosity "
                 "safety_identifier modalities audio moderation prediction "
                 "web_search_options prompt_cache_options "
                 "prompt_cache_retention prompt_cache_breakpoint",
    },
};
