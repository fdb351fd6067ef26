/* providers/minimax.c -- MiniMax. */
#include "provider.h"

/* The older ones come with HTTP 200. */
static const struct error_word errors[] = {
    /* requests, tokens, connections, the growth of all that */
    { "1002 1039 1041 2045", PARL_RATE_LIMITED },
    { "1004 2049", PARL_AUTHENTICATION },
    /* the account is empty, or the plan for now */
    { "1008 2056 insufficient_balance_error", PARL_QUOTA_EXCEEDED },
    { "1026 1027", PARL_CONTENT_FILTERED }, /* what was asked, answered */
    { "1042 2013", PARL_INVALID_REQUEST },
    { NULL, PARL_OK },
};

static const struct chat_order order = {
    .write_instructions = chat_write_instructions,
};

static const struct chat_ways ways = {
    .order = &order,
    .errors = errors,
};

const struct provider provider_minimax = {
    .name = "minimax",
    .about = "MiniMax",
    .base_url = "https://api.minimax.io",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "MINIMAX_API_KEY",
    .facts = FACTS(&facts_minimax),
    .chat = {
        .ways = &ways,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
        .drops_detail = true,
        .knob = &chat_knob_thinking,
        .back = &chat_back_content_details,
        .joins_text = true,
        .forced_tools = FORCED_TOOLS_NEVER,
        .no_json_schema = true,
        .no_json_object = true,
        .drops = "frequency_penalty presence_penalty",
    },
};
