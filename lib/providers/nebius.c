/* providers/nebius.c -- Nebius Token Factory. */
#include "provider.h"

const struct provider provider_nebius = {
    .name = "nebius",
    .about = "Nebius Token Factory",
    .base_url = "https://api.tokenfactory.nebius.com",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "NEBIUS_API_KEY",
    .facts = FACTS(&facts_nebius),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
        .joins_text = true,
        .drops_detail = true,
        .top_k = true,
        .max_tokens = MAX_TOKENS_OLD,
        .back = &chat_back_content,
        .reasoning_if_wanted = true,
        .reasoning_filler = true,
        .tags = &chat_think_tags,
        .drops = "store prompt_cache_retention", /* no such members */
    },
};
