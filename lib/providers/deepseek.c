/* providers/deepseek.c -- DeepSeek. */
#include "provider.h"

static const struct provider_extras extras = {
    .beta_path = "/beta",
};

const struct provider provider_deepseek = {
    .name = "deepseek",
    .about = "DeepSeek",
    .base_url = "https://api.deepseek.com",
    .version = "",
    .extras = &extras,
    SPEAKS_CHAT,
    .key_env = "DEEPSEEK_API_KEY",
    .facts = FACTS(&facts_deepseek),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_FILE_ID,
        .media = &chat_media_with_flat_files,
        .joins_text = true,
        .drops_detail = true,
        .max_tokens = MAX_TOKENS_OLD,
        .knob = &chat_knob_thinking,
        .back = &chat_back_content,
        .reasoning_filler = true,
        .no_strict = true,
        .no_json_schema = true,
        .json_needs_word = true,
        .max_stop = 16,
        .drops = "seed",
    },
};
