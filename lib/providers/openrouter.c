/* providers/openrouter.c -- OpenRouter. */
#include "provider.h"

static const struct chat_ways ways = {
    .marks = &chat_marks,
    .message_members = "images model",
    .write_file_notes = chat_write_file_notes,
    .names = &chat_plain_names,
};

static const struct responses_quirks responses = {
    .reasoning_may_end = true,
    .any_family = true,
    .small_answers = true,
};

static const struct maker_form makers = { same_maker_by_id, "", '/' };

const struct provider provider_openrouter = {
    .name = "openrouter",
    .about = "OpenRouter",
    .base_url = "https://openrouter.ai/api",
    .version = "/v1",
    SPEAKS_CHAT_AND_RESPONSES,
    .key_env = "OPENROUTER_API_KEY",
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO |
                 TAKES_VIDEO_URL | TAKES_FILE | TAKES_FILE_ID |
                 TAKES_FILE_URL,
        .media = &chat_media,
        .developer = true,
        .cache_key = true,
        .top_k = true,
        .assistant_media = true,
        .refusal_member = true,
        .audio_back = true,
        .back = &chat_back_details,
        .knob = &chat_knob_reasoning,
        .no_empty_text = true, /* Bedrock behind it refuses them */
        .max_stop = 4,
        .drops = "n safety_identifier store",
    },
    .responses = &responses,
    .makers = &makers,
};
