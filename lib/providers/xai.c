/* providers/xai.c -- xAI. */
#include "provider.h"

#define GONE "search_parameters" /* HTTP 410 since 2026 */

const struct provider provider_xai = {
    .name = "xai",
    .about = "xAI",
    .base_url = "https://api.x.ai",
    .version = "/v1",
    .surfaces = speaks_chat_and_responses,
    .key_env = "XAI_API_KEY",
    .facts = FACTS(&facts_xai),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_FILE_ID,
        .no_original = true,
        .max_top_logprobs = 8,
        .own_things_elsewhere = true,
        .drops = GONE,
    },
    .responses = { .drops = GONE,
                   .no_developer = true,
                   .reasoning_may_end = true,
                   .small_answers = true },
};
