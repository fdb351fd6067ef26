/* providers/openrouter.c -- OpenRouter. */
#include "provider.h"

const struct provider provider_openrouter = {
    .name = "openrouter",
    .about = "OpenRouter",
    .base_url = "https://openrouter.ai/api",
    .version = "/v1",
    .surfaces = SPEAKS(
        { .dialect = &dialect_openai_chat, .path = "/chat/completions" },
        { .dialect = &dialect_openai_responses, .path = "/responses" }),
    .key_env = "OPENROUTER_API_KEY",
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO |
                 TAKES_VIDEO_URL | TAKES_FILE | TAKES_FILE_ID |
                 TAKES_FILE_URL,
        .developer = true,
        .cache_key = true,
        .top_k = true,
        .assistant_media = true,
        .refusal_member = true,
        .audio_back = true,
        .file_notes = true,
        .message_members = "images",
        .knob = &chat_knob_reasoning,
        .details_back = true,
        .reasoning_by_maker = true,
        .cache_marks = CACHE_MARKS_PARTS | CACHE_MARKS_TOOLS |
                       CACHE_MARKS_REQUEST | CACHE_MARKS_TTL,
        .plain_names = true,
        .no_empty_text = true, /* Bedrock behind it refuses them */
        .max_stop = 4,
        .drops = "n safety_identifier store",
    },
    .responses = { .reasoning_may_end = true, .small_answers = true },
};
