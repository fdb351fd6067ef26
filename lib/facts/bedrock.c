/* facts/bedrock.c -- models of makers that are met on AWS Bedrock, and the
 * ways of Claude there.
 *
 * From AWS's documents and from what clients found out, as of November 2026.
 * An id is "amazon.nova-lite-v1:0", perhaps with a place before it ("us.") or
 * inside an ARN; the stems are what stands behind the maker, or the maker
 * too where the rest says too little. */
#include "facts/facts.h"

#define TEXT_ALONE (LACKS_IMAGES | LACKS_DOCUMENTS | LACKS_VIDEO | LACKS_AUDIO)

/* What hardly anybody but Claude and Nova has. */
#define PLAIN                                                                  \
    (LACKS_CACHE | LACKS_RESULT_STATUS | LACKS_REASONING_BACK | LACKS_PREFILL)

/* Open models that Bedrock serves itself: no choice of a tool is promised. */
#define SERVED (PLAIN | LACKS_FORCED_TOOLS | LACKS_AUDIO)

/* ---- the ways of families ------------------------------------------------ */

const struct converse_traits converse_claude = {
    .lacks = LACKS_VIDEO | LACKS_AUDIO | LACKS_DOCUMENTS_BESIDE_RESULTS |
             LACKS_BLANK_STOPS,
    .ids = CONVERSE_IDS_CLAUDE,
    .messages_fields = true,
    .top_k_field = "top_k",
};

#define NOVA                                                                   \
    (LACKS_TOOL_CACHE | LACKS_CACHE_BESIDE_CALLS | LACKS_LEADING_ASSISTANT |   \
     LACKS_PREFILL)

static const struct converse_traits nova_2 = {
    .lacks = NOVA | LACKS_AUDIO,
    .nova_reasoning = true,
};

static const struct converse_traits nova_2_omni = {
    .lacks = NOVA,
    .nova_reasoning = true,
};

static const struct converse_traits nova_micro = {
    .lacks =
        NOVA | LACKS_REASONING_BACK | LACKS_IMAGES | LACKS_VIDEO | LACKS_AUDIO,
    .top_k_field = "topK",
    .top_k_object = "inferenceConfig",
};

static const struct converse_traits nova_1 = {
    .lacks = NOVA | LACKS_REASONING_BACK | LACKS_AUDIO,
    .top_k_field = "topK",
    .top_k_object = "inferenceConfig",
};

static const struct converse_traits titan = {
    .lacks = PLAIN | LACKS_SYSTEM | LACKS_IMAGES | LACKS_VIDEO | LACKS_AUDIO |
             LACKS_LEADING_ASSISTANT,
};

#define LLAMA                                                                  \
    (PLAIN | LACKS_STREAMED_TOOLS | LACKS_FORCED_TOOLS | LACKS_MIXED_RESULTS | \
     LACKS_LEADING_ASSISTANT | LACKS_VIDEO | LACKS_AUDIO)

static const struct converse_traits llama = { .lacks = LLAMA | LACKS_IMAGES };
static const struct converse_traits llama_with_eyes = { .lacks = LLAMA };

#define MISTRAL                                                                \
    (PLAIN | LACKS_MIXED_RESULTS | LACKS_LEADING_ASSISTANT | LACKS_VIDEO)

static const struct converse_traits mistral_7b = {
    .lacks = MISTRAL | LACKS_SYSTEM | LACKS_IMAGES | LACKS_AUDIO,
    .ids = CONVERSE_IDS_NINE,
};

static const struct converse_traits mistral_of_old = {
    .lacks = MISTRAL | LACKS_STREAMED_TOOLS | LACKS_FORCED_TOOLS |
             LACKS_IMAGES | LACKS_AUDIO,
    .ids = CONVERSE_IDS_NINE,
    .json_results = true,
};

static const struct converse_traits mistral_large_2 = {
    .lacks = MISTRAL | LACKS_STREAMED_TOOLS | LACKS_NAMED_TOOL | LACKS_IMAGES |
             LACKS_AUDIO,
    .ids = CONVERSE_IDS_NINE,
    .json_results = true,
};

static const struct converse_traits mistral_large = {
    .lacks = MISTRAL | LACKS_NAMED_TOOL | LACKS_AUDIO,
    .ids = CONVERSE_IDS_NINE,
    .json_results = true,
};

static const struct converse_traits mistral = {
    .lacks = MISTRAL | LACKS_FORCED_TOOLS | LACKS_AUDIO,
    .ids = CONVERSE_IDS_NINE,
    .json_results = true,
};

static const struct converse_traits voxtral = {
    .lacks = MISTRAL | LACKS_FORCED_TOOLS,
    .ids = CONVERSE_IDS_NINE,
    .json_results = true,
};

static const struct converse_traits command_r = {
    .lacks = PLAIN | LACKS_FORCED_TOOLS | LACKS_IMAGES | LACKS_VIDEO |
             LACKS_AUDIO | LACKS_LEADING_ASSISTANT,
    .top_k_field = "k",
};

static const struct converse_traits of_old = {
    .lacks = PLAIN | TEXT_ALONE | LACKS_SYSTEM | LACKS_LEADING_ASSISTANT,
};

static const struct converse_traits jamba_instruct = {
    .lacks = PLAIN | TEXT_ALONE | LACKS_FORCED_TOOLS | LACKS_STREAMED_TOOLS |
             LACKS_LEADING_ASSISTANT,
};

static const struct converse_traits jamba = {
    .lacks = PLAIN | LACKS_FORCED_TOOLS | LACKS_IMAGES | LACKS_VIDEO |
             LACKS_AUDIO | LACKS_LEADING_ASSISTANT,
};

static const struct converse_traits deepseek_r1 = {
    .lacks = PLAIN | LACKS_IMAGES | LACKS_VIDEO | LACKS_AUDIO,
};

static const struct converse_traits deepseek = {
    .lacks = PLAIN | TEXT_ALONE | LACKS_NAMED_TOOL,
};

static const struct converse_traits gpt_oss = {
    .lacks = SERVED | TEXT_ALONE,
    .effort_field = "reasoning_effort",
};

static const struct converse_traits qwen = {
    .lacks = SERVED | TEXT_ALONE,
    .effort_field = "reasoning_config",
};

static const struct converse_traits qwen_vl = {
    .lacks = SERVED,
    .effort_field = "reasoning_config",
};

static const struct converse_traits palmyra = {
    .lacks = SERVED | LACKS_MIXED_RESULTS | LACKS_LEADING_ASSISTANT,
};

static const struct converse_traits forcing = {
    .lacks = PLAIN | LACKS_AUDIO | LACKS_NAMED_TOOL,
};

static const struct converse_traits served = { .lacks = SERVED };

/* ---- the models ---------------------------------------------------------- */

#define NATIVE .converse_native = true, .no_json_object = true
#define BY_TOOL .no_json_schema = true, .no_json_object = true
#define UNREASONING .knows_effort = true /* and has none */
#define NOVA_2                                                                 \
    .knows_effort = true,                                                      \
    .efforts = EFFORT(NONE) | EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH)

static const struct facts rows[] = {
    /* ---- Amazon ---- */
    { .family = "nova-2-omni*",
      .stem = "nova-2-omni",
      .converse = &nova_2_omni,
      BY_TOOL,
      NOVA_2 },
    { .family = "nova-2*",
      .stem = "nova-2",
      .converse = &nova_2,
      BY_TOOL,
      NOVA_2 },
    { .family = "nova-micro*",
      .stem = "nova-micro",
      .converse = &nova_micro,
      BY_TOOL,
      UNREASONING },
    { .family = "nova-*",
      .stem = "nova-",
      .converse = &nova_1,
      BY_TOOL,
      UNREASONING },
    { .family = "titan-*",
      .stem = "titan-",
      .converse = &titan,
      BY_TOOL,
      UNREASONING,
      .no_tools = true },

    /* ---- Meta ---- */
    { .family = "llama2*, llama3 before 3.1",
      .stem = "llama",
      .from = 200,
      .to = 300,
      .converse = &llama,
      BY_TOOL,
      UNREASONING,
      .no_tools = true },
    { .family = "llama3-2-11b*",
      .stem = "llama",
      .from = 302,
      .to = 302,
      .rest = "-11b*",
      .converse = &llama_with_eyes,
      BY_TOOL,
      UNREASONING },
    { .family = "llama3-2-90b*",
      .stem = "llama",
      .from = 302,
      .to = 302,
      .rest = "-90b*",
      .converse = &llama_with_eyes,
      BY_TOOL,
      UNREASONING },
    { .family = "llama3-1* to llama3-3*",
      .stem = "llama",
      .from = 301,
      .to = 399,
      .converse = &llama,
      BY_TOOL,
      UNREASONING },
    { .family = "llama4* and later",
      .stem = "llama",
      .converse = &llama_with_eyes,
      BY_TOOL,
      UNREASONING },

    /* ---- Mistral ---- */
    { .family = "mistral-7b*",
      .stem = "mistral-7b",
      .converse = &mistral_7b,
      BY_TOOL,
      UNREASONING,
      .no_tools = true },
    { .family = "mixtral*",
      .stem = "mixtral",
      .converse = &mistral_7b,
      BY_TOOL,
      UNREASONING,
      .no_tools = true },
    { .family = "mistral-large-24*",
      .stem = "mistral-large-24",
      .converse = &mistral_large_2,
      BY_TOOL,
      UNREASONING },
    { .family = "mistral-large-3*",
      .stem = "mistral-large-3",
      .converse = &mistral_large,
      NATIVE,
      UNREASONING },
    { .family = "mistral-large*",
      .stem = "mistral-large",
      .converse = &mistral_large,
      BY_TOOL,
      UNREASONING },
    { .family = "mistral-small-24*",
      .stem = "mistral-small-24",
      .converse = &mistral_of_old,
      BY_TOOL,
      UNREASONING },
    { .family = "magistral-small*",
      .stem = "magistral-small",
      .converse = &mistral,
      NATIVE,
      UNREASONING },
    { .family = "ministral-3*",
      .stem = "ministral-3",
      .converse = &mistral,
      NATIVE,
      UNREASONING },
    { .family = "voxtral*",
      .stem = "voxtral",
      .converse = &voxtral,
      NATIVE,
      UNREASONING },
    { .family = "mistral-*",
      .stem = "mistral-",
      .converse = &mistral,
      BY_TOOL,
      UNREASONING },
    { .family = "ministral*",
      .stem = "ministral",
      .converse = &mistral,
      BY_TOOL,
      UNREASONING },
    { .family = "magistral*",
      .stem = "magistral",
      .converse = &mistral,
      BY_TOOL,
      UNREASONING },
    { .family = "devstral*",
      .stem = "devstral",
      .converse = &mistral,
      BY_TOOL,
      UNREASONING },
    { .family = "codestral*",
      .stem = "codestral",
      .converse = &mistral,
      BY_TOOL,
      UNREASONING },
    { .family = "pixtral*",
      .stem = "pixtral",
      .converse = &mistral,
      BY_TOOL,
      UNREASONING },

    /* ---- Cohere and AI21 ---- */
    { .family = "command-r*",
      .stem = "command-r",
      .converse = &command_r,
      BY_TOOL,
      UNREASONING },
    { .family = "command-*",
      .stem = "command-",
      .converse = &of_old,
      BY_TOOL,
      UNREASONING,
      .no_tools = true },
    { .family = "j2-*",
      .stem = "j2-",
      .converse = &of_old,
      BY_TOOL,
      UNREASONING,
      .no_tools = true },
    { .family = "jamba-instruct*",
      .stem = "jamba-instruct",
      .converse = &jamba_instruct,
      BY_TOOL,
      UNREASONING },
    { .family = "jamba*",
      .stem = "jamba",
      .converse = &jamba,
      BY_TOOL,
      UNREASONING },

    /* ---- makers of open models ---- */
    { .family = "deepseek.r1*",
      .stem = "deepseek.r1",
      .converse = &deepseek_r1,
      BY_TOOL,
      UNREASONING,
      .no_tools = true },
    { .family = "deepseek.*",
      .stem = "deepseek.",
      .converse = &deepseek,
      BY_TOOL,
      UNREASONING },
    { .family = "gpt-oss*",
      .stem = "gpt-oss",
      .converse = &gpt_oss,
      BY_TOOL,
      .knows_effort = true,
      .efforts = EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH) },
    { .family = "qwen3-vl*",
      .stem = "qwen3-vl",
      .converse = &qwen_vl,
      NATIVE,
      .knows_effort = true,
      .efforts = EFFORT(NONE) | EFFORT(LOW) | EFFORT(HIGH) },
    { .family = "qwen3*",
      .stem = "qwen3",
      .converse = &qwen,
      NATIVE,
      .knows_effort = true,
      .efforts = EFFORT(NONE) | EFFORT(LOW) | EFFORT(HIGH) },
    { .family = "moonshot*.kimi*",
      .stem = "moonshot",
      .converse = &forcing,
      NATIVE,
      UNREASONING },
    { .family = "zai.glm*",
      .stem = "zai.",
      .converse = &forcing,
      NATIVE,
      UNREASONING },
    { .family = "minimax.*",
      .stem = "minimax.",
      .converse = &served,
      NATIVE,
      UNREASONING },
    { .family = "google.gemma-3-12b*",
      .stem = "google.gemma-3-12b",
      .converse = &served,
      NATIVE,
      UNREASONING },
    { .family = "google.gemma-3-27b*",
      .stem = "google.gemma-3-27b",
      .converse = &served,
      NATIVE,
      UNREASONING },
    { .family = "google.gemma*",
      .stem = "google.gemma",
      .converse = &served,
      BY_TOOL,
      UNREASONING },
    { .family = "writer.palmyra*",
      .stem = "writer.",
      .converse = &palmyra,
      BY_TOOL,
      UNREASONING },
};

const struct facts_set facts_bedrock = FACTS_SET("bedrock", rows);
