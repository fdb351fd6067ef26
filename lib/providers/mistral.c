/* providers/mistral.c -- Mistral. */
#include "provider.h"

static const struct chat_order order = {
    .fill_after_tools = chat_fill_after_tools,
    .mark_prefix = chat_mark_prefix,
};

static const struct chat_ways ways = {
    .order = &order,
    .call_id = chat_sized_call_id,
    .chunks = &chat_chunks,
    .message_members = "prefix",
    .names = &chat_plain_names,
    .required_word = "any",
    .seed_name = "random_seed",
};

const struct provider provider_mistral = {
    .name = "mistral",
    .about = "Mistral",
    .base_url = "https://api.mistral.ai",
    .version = "/v1",
    SPEAKS_CHAT,
    .key_env = "MISTRAL_API_KEY",
    .facts = FACTS(&facts_mistral),
    .chat = {
        .ways = &ways,
        .call_id_size = 9,
        .max_temperature = 15,
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL | TAKES_AUDIO |
                 TAKES_AUDIO_URL | TAKES_FILE | TAKES_FILE_ID,
        .media = &chat_media,
        .max_tokens = MAX_TOKENS_OLD,
        .cache_key = true,
        .json_needs_word = true,
        .drops = "user store logprobs top_logprobs logit_bias service_tier "
                 "safety_identifier verbosity stop_sequences "
                 "web_search_options modalities audio moderation "
                 "prompt_cache_options prompt_cache_retention functions "
                 "function_call",
        .no_stream_options = true,
        .closed = true,
        .no_original = true,
        .no_names = true,
        .needs_parameters = true,
        .functions_only = true,
    },
};
