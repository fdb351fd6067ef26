/* providers/vllm.c -- a vLLM server of one's own. */
#include "provider.h"

const struct provider provider_vllm = {
    .name = "vllm",
    .about = "vLLM",
    .base_url = "http://127.0.0.1:8000",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_optional = true,
    .key_env = "VLLM_API_KEY",
    .url_env = "VLLM_BASE_URL",
    .facts = FACTS(&facts_compat),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO |
                 TAKES_AUDIO_URL | TAKES_VIDEO_URL,
        .media = &chat_media,
        .joins_text = true,
        .drops_detail = true,
        .open = true,
        .back = &chat_back_reasoning,
        .knob = &chat_knob_template_budget,
        .tags = &chat_think_tags,
        /* gone since 0.12, and ignored without a word */
        .drops = "guided_json guided_regex guided_choice guided_grammar",
    },
};
