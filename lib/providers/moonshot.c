/* providers/moonshot.c -- Moonshot (Kimi). */
#include "provider.h"

static const struct error_word errors[] = {
    { "exceeded_current_quota_error", PARL_QUOTA_EXCEEDED },
    { "engine_overloaded_error", PARL_OVERLOADED },
    { NULL, PARL_OK },
};

static const struct chat_schemas schemas = {
    .write = chat_write_pruned,
    .drops = "$schema",
};

static const struct chat_ways ways = {
    .schemas = &schemas,
    .errors = errors,
    .message_members = "partial",
};

const struct provider provider_moonshot = {
    .name = "moonshot",
    .about = "Moonshot (Kimi)",
    .base_url = "https://api.moonshot.ai",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "MOONSHOT_API_KEY",
    .facts = FACTS(&facts_moonshot),
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_VIDEO_URL,
        .media = &chat_media,
        .joins_text = true,
        .drops_detail = true,
        .cache_key = true,
        .max_tokens = MAX_TOKENS_OLD,
        .knob = &chat_knob_thinking_budget,
        .back = &chat_back_content,
        .reasoning_filler = true,
        .forced_tools = FORCED_TOOLS_NEVER,
        .max_stop = 5,
        .drops = "seed frequency_penalty presence_penalty",
    },
};
