/* providers/sambanova.c -- SambaNova. */
#include "provider.h"

const struct provider provider_sambanova = {
    .name = "sambanova",
    .about = "SambaNova",
    .base_url = "https://api.sambanova.ai",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "SAMBANOVA_API_KEY",
    .url_env = "SAMBA_NOVA_BASE_URL",
    .facts = FACTS(&facts_sambanova),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_AUDIO | TAKES_VIDEO_URL,
        .media = &chat_media_with_audio_content,
        .drops_detail = true,
        .top_k = true,
        .knob = &chat_knob_template,
        .back = &chat_back_reasoning,
        .tags = &chat_think_tags,
        .no_names = true,
        .json_needs_word = true,
        .drops = "frequency_penalty presence_penalty user store metadata "
                 "service_tier verbosity safety_identifier",
    },
};
