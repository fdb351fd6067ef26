/* providers/huggingface.c -- the router of Hugging Face, which asks one of many
 * vendors.
 *
 * What goes out is what all of them take. */
#include "provider.h"

static const struct provider_extras extras = {
    .organization_header = "x-hf-bill-to",
};

const struct provider provider_huggingface = {
    .name = "huggingface",
    .about = "Hugging Face",
    .base_url = "https://router.huggingface.co",
    .version = "/v1",
    .extras = &extras,
    SPEAKS_CHAT,
    .key_env = "HF_TOKEN",
    .facts = FACTS(&facts_compat),
    .chat = {
        .takes = TAKES_IMAGE | TAKES_IMAGE_URL,
        .joins_text = true,
        .drops_detail = true,
        .max_tokens = MAX_TOKENS_OLD,
        .back = &chat_back_content,
        .reasoning_if_wanted = true,
        .tags = &chat_think_tags,
        .no_names = true,
        .drops = "n logprobs top_logprobs logit_bias frequency_penalty "
                 "presence_penalty metadata store verbosity "
                 "safety_identifier service_tier",
    },
};
