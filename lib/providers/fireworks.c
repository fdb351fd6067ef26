/* providers/fireworks.c -- Fireworks. */
#include "provider.h"

const struct provider provider_fireworks = {
    .name = "fireworks",
    .about = "Fireworks",
    .base_url = "https://api.fireworks.ai/inference",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "FIREWORKS_API_KEY",
    .facts = FACTS(&facts_fireworks),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_VIDEO_URL,
        .media = &chat_media,
        .drops_detail = true,
        .closed = true,
        .cache_key = true,
        .max_stop = 4,
        .max_top_logprobs = 5,
        .json_needs_word = true,
        .top_k = true,
        .knob = &chat_knob_native,
        .least_budget = 1024,
        .back = &chat_back_content,
        .drops = "store verbosity safety_identifier prompt_cache_options "
                 "prompt_cache_breakpoint",
    },
};
