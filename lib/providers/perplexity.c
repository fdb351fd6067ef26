/* providers/perplexity.c -- Perplexity. */
#include "provider.h"

static const struct chat_order order = {
    .write_instructions = chat_write_instructions,
    .joining = &chat_joining,
};

static const struct chat_ways ways = {
    .order = &order,
};

const struct provider provider_perplexity = {
    .name = "perplexity",
    .about = "Perplexity",
    .base_url = "https://api.perplexity.ai",
    .version = "",
    SPEAKS_CHAT,
    .key_env = "PERPLEXITY_API_KEY",
    .facts = FACTS(&facts_perplexity),
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_VIDEO_URL |
                 TAKES_FILE | TAKES_FILE_URL,
        .media = &chat_media_with_file_url,
        .drops_detail = true,
        .max_tokens = MAX_TOKENS_OLD,
        .tags = &chat_think_tags,
        .no_names = true,
        .needs_parameters = true,
        .no_choice_named = true,
        .top_k = true,
        .joins_text = true,
        .object_by_schema = true,
        .drops = "seed stop logit_bias user store metadata service_tier "
                 "verbosity safety_identifier",
    },
};
