/* providers/together.c -- Together AI. */
#include "provider.h"

const struct provider provider_together = {
    .name = "together",
    .about = "Together AI",
    .base_url = "https://api.together.xyz",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "TOGETHER_API_KEY",
    .facts = FACTS(&facts_compat),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO_URL |
                 TAKES_VIDEO_URL,
        .media = &chat_media,
        .drops_detail = true,
        .joins_text = true,
        .json_needs_word = true,
        .top_k = true,
        .max_tokens = MAX_TOKENS_OLD,
        .knob = &chat_knob_reasoning_enabled,
        .back = &chat_back_reasoning,
        .tags = &chat_think_tags,
        .logprobs_by_number = true,
        .drops = "user store metadata service_tier verbosity "
                 "safety_identifier",
    },
};
