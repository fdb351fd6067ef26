/* providers/xai.c -- xAI. */
#include "provider.h"

#define GONE "search_parameters" /* HTTP 410 since 2026 */

static const struct chat_ways ways = {
    .is_elsewhere = chat_has_things_elsewhere,
    .tiers = "default priority",
};

static const struct responses_quirks responses = {
    .drops = GONE,
    .no_developer = true,
    .reasoning_may_end = true,
    .any_family = true,
    .small_answers = true,
};

const struct provider provider_xai = {
    .name = "xai",
    .about = "xAI",
    .base_url = "https://api.x.ai",
    .version = "/v1",
    SPEAKS_CHAT_AND_RESPONSES,
    .key_env = "XAI_API_KEY",
    .facts = FACTS(&facts_xai, &facts_xai_others),
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_FILE_ID,
        .media = &chat_media,
        .no_original = true,
        .max_top_logprobs = 8,
        .drops = GONE " prompt_cache_options prompt_cache_breakpoint",
    },
    .responses = &responses,
};
