/* providers/llamacpp.c -- llama.cpp's llama-server. */
#include "provider.h"

static const struct responses_quirks responses = {
    .refuses = TAKES_FILE | TAKES_FILE_ID | TAKES_FILE_URL | TAKES_IMAGE_ID,
    .no_developer = true,
    .plain_reasoning = true,
    .any_family = true,
    .no_encryption = true,
    .no_cache_key = true,
    .small_answers = true,
};

const struct provider provider_llamacpp = {
    .name = "llamacpp",
    .about = "llama.cpp",
    .base_url = "http://127.0.0.1:8080",
    .version = "/v1",
    SPEAKS_CHAT_AND_RESPONSES,
    .key_optional = true,
    .key_env = "LLAMA_API_KEY",
    .url_env = "LLAMA_BASE_URL",
    .facts = FACTS(&facts_compat),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO | TAKES_VIDEO_URL,
        .media = &chat_media_with_input_video,
        .drops_detail = true,
        .max_tokens = MAX_TOKENS_OLD,
        .parallel_by_default_off = true,
        .open = true,
        .back = &chat_back_content,
        .knob = &chat_knob_template,
        .tags = &chat_think_tags,
        .no_strict = true,
    },
    .responses = &responses,
};
