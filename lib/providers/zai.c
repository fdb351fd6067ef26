/* providers/zai.c -- Z.ai (Zhipu). */
#include "provider.h"

/* Its codes are numbers, in texts. */
static const struct error_word errors[] = {
    { "1113 1309", PARL_QUOTA_EXCEEDED }, /* the account is empty, or over */
    { "1304 1308 1310", PARL_QUOTA_EXCEEDED }, /* or the plan, for now */
    { "1302 1303", PARL_RATE_LIMITED },        /* too many at once, too often */
    { "1305 1312", PARL_OVERLOADED },
    { "1000 1001 1002 1003 1004", PARL_AUTHENTICATION },
    { "1110 1111 1112 1121", PARL_PERMISSION }, /* the account, or none */
    { "1220 1300 1311", PARL_PERMISSION },      /* this call, or this model */
    { "1210 1212 1213 1214 1215", PARL_INVALID_REQUEST },
    { "1211 1221 1222", PARL_NOT_FOUND }, /* the model, or what is called */
    { "1261", PARL_CONTEXT_TOO_LONG },
    { "1301", PARL_CONTENT_FILTERED },
    { NULL, PARL_OK },
};

static const struct chat_ways ways = {
    .errors = errors,
};

const struct provider provider_zai = {
    .name = "zai",
    .about = "Z.ai (Zhipu)",
    .base_url = "https://api.z.ai/api/paas",
    .version = "/v4",
    SPEAKS_CHAT,
    .key_env = "ZAI_API_KEY",
    .facts = FACTS(&facts_zai),
    .chat = {
        .ways = &ways,
        .max_temperature = 10,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_VIDEO_URL |
                 TAKES_FILE_URL,
        .media = &chat_media_with_file_url,
        .joins_text = true,
        .drops_detail = true,
        .max_tokens = MAX_TOKENS_OLD,
        .knob = &chat_knob_thinking,
        .back = &chat_back_content,
        .no_names = true,
        .forced_tools = FORCED_TOOLS_NEVER,
        .no_choice_none = true,
        .no_strict = true,
        .no_json_schema = true,
        .max_stop = 1,
        .drops = "frequency_penalty presence_penalty parallel_tool_calls",
    },
};
