/* providers/dashscope.c -- DashScope (Qwen). */
#include "provider.h"

static const struct error_word errors[] = {
    { "Arrearage AllocationQuota.FreeTierOnly", PARL_QUOTA_EXCEEDED },
    { "DataInspectionFailed data_inspection_failed", PARL_CONTENT_FILTERED },
    /* requests and tokens, which are new in a minute, whatever they are called
     */
    { "Throttling.RateQuota Throttling Throttling.AllocationQuota "
      "insufficient_quota",
      PARL_RATE_LIMITED },
    { "InvalidApiKey", PARL_AUTHENTICATION },
    { "ModelNotFound", PARL_NOT_FOUND },
    { NULL, PARL_OK },
};

static const struct chat_ways ways = {
    .marks = &chat_marks_of_parts,
    .errors = errors,
    .message_members = "partial",
};

const struct provider provider_dashscope = {
    .name = "dashscope",
    .about = "DashScope (Qwen)",
    .base_url = "https://dashscope-intl.aliyuncs.com/compatible-mode",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "DASHSCOPE_API_KEY",
    .facts = FACTS(&facts_dashscope),
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO |
                 TAKES_AUDIO_URL | TAKES_VIDEO_URL,
        .media = &chat_media_as_urls,
        .drops_detail = true,
        .top_k = true,
        .max_tokens = MAX_TOKENS_OLD,
        .knob = &chat_knob_enable_thinking,
        .back = &chat_back_content,
        .reasoning_if_wanted = true,
        .reasoning_filler = true,
        .forced_tools = FORCED_TOOLS_AT_REST,
        .no_json_schema = true,
        .json_at_rest = true,
        .json_needs_word = true,
        .drops = "frequency_penalty chat_template_kwargs",
    },
};
