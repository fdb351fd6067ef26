/* providers/custom.c -- any OpenAI-compatible server: an address, perhaps a
 * key, and whatever the caller knows about it. */
#include "provider.h"

static const struct responses_quirks responses = {
    .plain_reasoning = true,
    .reasoning_may_end = true,
    .any_family = true,
    .no_cache_key = true,
    .small_answers = true,
};

const struct provider provider_custom = {
    .name = "custom",
    .about = "any OpenAI-compatible server",
    .version = "/v1",
    SPEAKS_CHAT_AND_RESPONSES,
    .key_optional = true,
    .facts = FACTS(&facts_compat),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO |
                 TAKES_AUDIO_URL | TAKES_VIDEO_URL | TAKES_FILE |
                 TAKES_FILE_ID | TAKES_FILE_URL,
        .media = &chat_media,
        .open = true,
        .back = &chat_back_content_details,
        .reasoning_if_wanted = true,
        .tags = &chat_think_tags,
        .allowed_tools = true,
        .audio_back = true,
        .custom_tools = true,
    },
    .responses = &responses,
};
