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

#define NOVA                                                                   \
    (LACKS_TOOL_CACHE | LACKS_CACHE_BESIDE_CALLS | LACKS_LEADING_ASSISTANT |   \
     LACKS_PREFILL)

#define LLAMA                                                                  \
    (PLAIN | LACKS_STREAMED_TOOLS | LACKS_FORCED_TOOLS | LACKS_MIXED_RESULTS | \
     LACKS_LEADING_ASSISTANT | LACKS_VIDEO | LACKS_AUDIO)

#define MISTRAL                                                                \
    (PLAIN | LACKS_MIXED_RESULTS | LACKS_LEADING_ASSISTANT | LACKS_VIDEO)

static const struct converse_traits traits[] = {
    [CONVERSE_CLAUDE] = { .lacks = LACKS_VIDEO | LACKS_AUDIO |
                                   LACKS_DOCUMENTS_BESIDE_RESULTS |
                                   LACKS_BLANK_STOPS,
                          .ids = CONVERSE_IDS_CLAUDE,
                          .messages_fields = true,
                          .top_k_field = FIELD_TOP_K },
    [CONVERSE_NOVA_2] = { .lacks = NOVA | LACKS_AUDIO, .nova_reasoning = true },
    [CONVERSE_NOVA_2_OMNI] = { .lacks = NOVA, .nova_reasoning = true },
    [CONVERSE_NOVA_MICRO] = { .lacks = NOVA | LACKS_REASONING_BACK |
                                       LACKS_IMAGES | LACKS_VIDEO | LACKS_AUDIO,
                              .top_k_field = FIELD_TOP_K_OF_NOVA,
                              .nova_top_k = true },
    [CONVERSE_NOVA_1] = { .lacks = NOVA | LACKS_REASONING_BACK | LACKS_AUDIO,
                          .top_k_field = FIELD_TOP_K_OF_NOVA,
                          .nova_top_k = true },
    [CONVERSE_TITAN] = { .lacks = PLAIN | LACKS_SYSTEM | LACKS_IMAGES |
                                  LACKS_VIDEO | LACKS_AUDIO |
                                  LACKS_LEADING_ASSISTANT },
    [CONVERSE_LLAMA] = { .lacks = LLAMA | LACKS_IMAGES },
    [CONVERSE_LLAMA_WITH_EYES] = { .lacks = LLAMA },
    [CONVERSE_MISTRAL_7B] = { .lacks = MISTRAL | LACKS_SYSTEM | LACKS_IMAGES |
                                       LACKS_AUDIO,
                              .ids = CONVERSE_IDS_NINE },
    [CONVERSE_MISTRAL_OF_OLD] = { .lacks = MISTRAL | LACKS_STREAMED_TOOLS |
                                           LACKS_FORCED_TOOLS | LACKS_IMAGES |
                                           LACKS_AUDIO,
                                  .ids = CONVERSE_IDS_NINE,
                                  .json_results = true },
    [CONVERSE_MISTRAL_LARGE_2] = { .lacks = MISTRAL | LACKS_STREAMED_TOOLS |
                                            LACKS_NAMED_TOOL | LACKS_IMAGES |
                                            LACKS_AUDIO,
                                   .ids = CONVERSE_IDS_NINE,
                                   .json_results = true },
    [CONVERSE_MISTRAL_LARGE] = { .lacks =
                                     MISTRAL | LACKS_NAMED_TOOL | LACKS_AUDIO,
                                 .ids = CONVERSE_IDS_NINE,
                                 .json_results = true },
    [CONVERSE_MISTRAL] = { .lacks = MISTRAL | LACKS_FORCED_TOOLS | LACKS_AUDIO,
                           .ids = CONVERSE_IDS_NINE,
                           .json_results = true },
    [CONVERSE_VOXTRAL] = { .lacks = MISTRAL | LACKS_FORCED_TOOLS,
                           .ids = CONVERSE_IDS_NINE,
                           .json_results = true },
    [CONVERSE_COMMAND_R] = { .lacks = PLAIN | LACKS_FORCED_TOOLS |
                                      LACKS_IMAGES | LACKS_VIDEO | LACKS_AUDIO |
                                      LACKS_LEADING_ASSISTANT,
                             .top_k_field = FIELD_K },
    [CONVERSE_OF_OLD] = { .lacks = PLAIN | TEXT_ALONE | LACKS_SYSTEM |
                                   LACKS_LEADING_ASSISTANT },
    [CONVERSE_JAMBA_INSTRUCT] = { .lacks = PLAIN | TEXT_ALONE |
                                           LACKS_FORCED_TOOLS |
                                           LACKS_STREAMED_TOOLS |
                                           LACKS_LEADING_ASSISTANT },
    [CONVERSE_JAMBA] = { .lacks = PLAIN | LACKS_FORCED_TOOLS | LACKS_IMAGES |
                                  LACKS_VIDEO | LACKS_AUDIO |
                                  LACKS_LEADING_ASSISTANT },
    [CONVERSE_DEEPSEEK_R1] = { .lacks = PLAIN | LACKS_IMAGES | LACKS_VIDEO |
                                        LACKS_AUDIO },
    [CONVERSE_DEEPSEEK] = { .lacks = PLAIN | TEXT_ALONE | LACKS_NAMED_TOOL },
    [CONVERSE_GPT_OSS] = { .lacks = SERVED | TEXT_ALONE,
                           .effort_field = FIELD_REASONING_EFFORT },
    [CONVERSE_QWEN] = { .lacks = SERVED | TEXT_ALONE,
                        .effort_field = FIELD_REASONING_CONFIG },
    [CONVERSE_QWEN_VL] = { .lacks = SERVED,
                           .effort_field = FIELD_REASONING_CONFIG },
    [CONVERSE_PALMYRA] = { .lacks = SERVED | LACKS_MIXED_RESULTS |
                                    LACKS_LEADING_ASSISTANT },
    [CONVERSE_FORCING] = { .lacks = PLAIN | LACKS_AUDIO | LACKS_NAMED_TOOL },
    [CONVERSE_SERVED] = { .lacks = SERVED },
};

const struct converse_traits *converse_of(const struct facts *facts)
{
    return facts->converse != CONVERSE_UNKNOWN ? &traits[facts->converse]
                                               : NULL;
}

const char *converse_field_name(enum converse_field field)
{
    static const char *const names[] = {
        [FIELD_REASONING_EFFORT] = "reasoning_effort",
        [FIELD_REASONING_CONFIG] = "reasoning_config",
        [FIELD_TOP_K] = "top_k",
        [FIELD_TOP_K_OF_NOVA] = "topK",
        [FIELD_K] = "k",
    };

    return names[field];
}

/* ---- the models ---------------------------------------------------------- */

#define NATIVE .converse_native = true, .no_json_object = true
#define BY_TOOL .no_json_schema = true, .no_json_object = true
#define UNREASONING .knows_effort = true /* and has none */
#define NOVA_2                                                                 \
    .knows_effort = true,                                                      \
    .efforts = EFFORT(NONE) | EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH)

static const struct facts rows[] = {
    /* ---- Amazon ---- */
    { FAMILY("nova-2-omni", "*"), .converse = CONVERSE_NOVA_2_OMNI, BY_TOOL,
      NOVA_2 },
    { FAMILY("nova-2", "*"), .converse = CONVERSE_NOVA_2, BY_TOOL, NOVA_2 },
    { FAMILY("nova-micro", "*"), .converse = CONVERSE_NOVA_MICRO, BY_TOOL,
      UNREASONING },
    { FAMILY("nova-", "*"), .converse = CONVERSE_NOVA_1, BY_TOOL, UNREASONING },
    { FAMILY("titan-", "*"), .converse = CONVERSE_TITAN, BY_TOOL, UNREASONING,
      .no_tools = true },

    /* ---- Meta ---- */
    { FAMILY("llama", "2*, llama3 before 3.1"), VERSIONS(200, 300),
      .converse = CONVERSE_LLAMA, BY_TOOL, UNREASONING, .no_tools = true },
    { FAMILY_REST("llama", "3-2", "-11b*"), VERSION(302),
      .converse = CONVERSE_LLAMA_WITH_EYES, BY_TOOL, UNREASONING },
    { FAMILY_REST("llama", "3-2", "-90b*"), VERSION(302),
      .converse = CONVERSE_LLAMA_WITH_EYES, BY_TOOL, UNREASONING },
    { FAMILY("llama", "3-1* to llama3-3*"), VERSIONS(301, 399),
      .converse = CONVERSE_LLAMA, BY_TOOL, UNREASONING },
    { FAMILY("llama", "4* and later"), .converse = CONVERSE_LLAMA_WITH_EYES,
      BY_TOOL, UNREASONING },

    /* ---- Mistral ---- */
    { FAMILY("mistral-7b", "*"), .converse = CONVERSE_MISTRAL_7B, BY_TOOL,
      UNREASONING, .no_tools = true },
    { FAMILY("mixtral", "*"), .converse = CONVERSE_MISTRAL_7B, BY_TOOL,
      UNREASONING, .no_tools = true },
    { FAMILY("mistral-large-24", "*"), .converse = CONVERSE_MISTRAL_LARGE_2,
      BY_TOOL, UNREASONING },
    { FAMILY("mistral-large-3", "*"), .converse = CONVERSE_MISTRAL_LARGE,
      NATIVE, UNREASONING },
    { FAMILY("mistral-large", "*"), .converse = CONVERSE_MISTRAL_LARGE, BY_TOOL,
      UNREASONING },
    { FAMILY("mistral-small-24", "*"), .converse = CONVERSE_MISTRAL_OF_OLD,
      BY_TOOL, UNREASONING },
    { FAMILY("magistral-small", "*"), .converse = CONVERSE_MISTRAL, NATIVE,
      UNREASONING },
    { FAMILY("ministral-3", "*"), .converse = CONVERSE_MISTRAL, NATIVE,
      UNREASONING },
    { FAMILY("voxtral", "*"), .converse = CONVERSE_VOXTRAL, NATIVE,
      UNREASONING },
    { FAMILY("mistral-", "*"), .converse = CONVERSE_MISTRAL, BY_TOOL,
      UNREASONING },
    { FAMILY("ministral", "*"), .converse = CONVERSE_MISTRAL, BY_TOOL,
      UNREASONING },
    { FAMILY("magistral", "*"), .converse = CONVERSE_MISTRAL, BY_TOOL,
      UNREASONING },
    { FAMILY("devstral", "*"), .converse = CONVERSE_MISTRAL, BY_TOOL,
      UNREASONING },
    { FAMILY("codestral", "*"), .converse = CONVERSE_MISTRAL, BY_TOOL,
      UNREASONING },
    { FAMILY("pixtral", "*"), .converse = CONVERSE_MISTRAL, BY_TOOL,
      UNREASONING },

    /* ---- Cohere and AI21 ---- */
    { FAMILY("command-r", "*"), .converse = CONVERSE_COMMAND_R, BY_TOOL,
      UNREASONING },
    { FAMILY("command-", "*"), .converse = CONVERSE_OF_OLD, BY_TOOL,
      UNREASONING, .no_tools = true },
    { FAMILY("j2-", "*"), .converse = CONVERSE_OF_OLD, BY_TOOL, UNREASONING,
      .no_tools = true },
    { FAMILY("jamba-instruct", "*"), .converse = CONVERSE_JAMBA_INSTRUCT,
      BY_TOOL, UNREASONING },
    { FAMILY("jamba", "*"), .converse = CONVERSE_JAMBA, BY_TOOL, UNREASONING },

    /* ---- makers of open models ---- */
    { FAMILY("deepseek.r1", "*"), .converse = CONVERSE_DEEPSEEK_R1, BY_TOOL,
      UNREASONING, .no_tools = true },
    { FAMILY("deepseek.", "*"), .converse = CONVERSE_DEEPSEEK, BY_TOOL,
      UNREASONING },
    { FAMILY("gpt-oss", "*"), .converse = CONVERSE_GPT_OSS, BY_TOOL,
      .knows_effort = true,
      .efforts = EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH) },
    { FAMILY("qwen3-vl", "*"), .converse = CONVERSE_QWEN_VL, NATIVE,
      .knows_effort = true,
      .efforts = EFFORT(NONE) | EFFORT(LOW) | EFFORT(HIGH) },
    { FAMILY("qwen3", "*"), .converse = CONVERSE_QWEN, NATIVE,
      .knows_effort = true,
      .efforts = EFFORT(NONE) | EFFORT(LOW) | EFFORT(HIGH) },
    { FAMILY("moonshot", "*.kimi*"), .converse = CONVERSE_FORCING, NATIVE,
      UNREASONING },
    { FAMILY("zai.", "glm*"), .converse = CONVERSE_FORCING, NATIVE,
      UNREASONING },
    { FAMILY("minimax.", "*"), .converse = CONVERSE_SERVED, NATIVE,
      UNREASONING },
    { FAMILY("google.gemma-3-12b", "*"), .converse = CONVERSE_SERVED, NATIVE,
      UNREASONING },
    { FAMILY("google.gemma-3-27b", "*"), .converse = CONVERSE_SERVED, NATIVE,
      UNREASONING },
    { FAMILY("google.gemma", "*"), .converse = CONVERSE_SERVED, BY_TOOL,
      UNREASONING },
    { FAMILY("writer.", "palmyra*"), .converse = CONVERSE_PALMYRA, BY_TOOL,
      UNREASONING },
};

const struct facts_set facts_bedrock = FACTS_SET("bedrock", rows);
