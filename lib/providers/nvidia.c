/* providers/nvidia.c -- NVIDIA NIM, where each model has a closed schema of its
 * own. */
#include "provider.h"

const struct provider provider_nvidia = {
    .name = "nvidia",
    .about = "NVIDIA NIM",
    .base_url = "https://integrate.api.nvidia.com",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "NVIDIA_API_KEY",
    .facts = FACTS(&facts_nvidia, &facts_compat, &facts_nvidia_others),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
        .drops_detail = true,
        .joins_text = true,
        .max_tokens = MAX_TOKENS_OLD,
        .back = &chat_back_content,
        .knob = &chat_knob_template,
        .reasoning_if_wanted = true,
        .reasoning_filler = true,
        .tags = &chat_think_tags,
        .no_names = true,
        .drops = "metadata store verbosity safety_identifier service_tier "
                 "reasoning enable_thinking",
    },
};
