/* facts/compat.c -- models of the makers whose vendors speak OpenAI's chat
 * completions: as they are at their maker's, and, in the first table, as they
 * are wherever somebody serves their weights.
 *
 * From the vendors' documents, servers' sources and reports of 2026. */
#include "facts/facts.h"

#define LOW_HIGH_MAX (EFFORT(LOW) | EFFORT(HIGH) | EFFORT(MAX))

/* Thinking is on, and may be switched off. */
#define ON_OR_OFF                                                              \
    .default_effort = PARL_EFFORT_HIGH, .no_levels = true,                     \
    LEVELS(EFFORT(NONE) | EFFORT(HIGH))

/* Thinking is on, and that is that. */
#define ALWAYS_ON                                                              \
    .default_effort = PARL_EFFORT_HIGH, .no_levels = true, LEVELS(EFFORT(HIGH))

/* ---- open weights, wherever they are served ------------------------------ */

static const struct model_words thinking_switch = {
    .chat = &(const struct chat_words){ .template_switch = "thinking" },
};

static const struct model_words enable_thinking_switch = {
    .chat = &(const struct chat_words){ .template_switch = "enable_thinking" },
};

static const struct facts open_rows[] = {
    { FAMILY("gpt-oss", "*"), LEVELS(LOW_TO_HIGH),
      .efforts_responses = LOW_TO_HIGH, .default_effort = PARL_EFFORT_MEDIUM },
    { FAMILY("deepseek-r", "*" NOTE("its reasoning may not go back")),
      .reasoning_back = REASONING_BACK_NEVER },
    { FAMILY("deepseek-v", "4* and later"), VERSIONS(400, AND_LATER),
      .words = &thinking_switch, .reasoning_back = REASONING_BACK_WANTED },
    { FAMILY("deepseek-v", "*"), .words = &thinking_switch, .rests = true },
    { FAMILY("kimi-k2-thinking", "*"), .reasoning_back = REASONING_BACK_WANTED,
      .always_reasons = true },
    { FAMILY("kimi-k", "2.5* and later"), VERSIONS(205, AND_LATER),
      .words = &thinking_switch, .reasoning_back = REASONING_BACK_WANTED },
    { FAMILY("qwen3", "*"), .words = &enable_thinking_switch },
    { FAMILY("glm-", "4.*, glm-5*"), .words = &enable_thinking_switch },
    { FAMILY("granite", "*"), .words = &thinking_switch, .rests = true },
};

const struct facts_set facts_compat = HOSTED_SET("open weights", open_rows);

/* ---- xAI ---------------------------------------------------------------- */

#define GROK_REFUSES "presence_penalty frequency_penalty stop"
#define GROK NO_EFFORT, .words = &grok_words
#define GROK_REASONS(levels, usual)                                            \
    .efforts_responses = (levels), .default_effort = PARL_EFFORT_##usual,      \
    .words = &grok_thinks, LEVELS(levels)
#define GROK_ALWAYS NO_EFFORT, .always_reasons = true, .words = &grok_thinks

static const struct model_words grok_words = {
    .drops = GROK_REFUSES " logit_bias",
};

static const struct model_words grok_thinks = {
    .drops = GROK_REFUSES " logit_bias",
    .refuses_reasoning = GROK_REFUSES,
};

static const struct facts xai_rows[] = {
    { FAMILY_APART("grok-", "*-non-reasoning*", "*non-reasoning*"), GROK },
    { FAMILY("grok-3-mini", "*"),
      GROK_REASONS(EFFORT(LOW) | EFFORT(HIGH), LOW) },
    { FAMILY("grok-4.20-multi-agent",
             "*" NOTE("the effort is how many agents work")),
      GROK_REASONS(LOW_TO_XHIGH, LOW) },
    { FAMILY("grok-", "4.3*"), VERSION(403),
      GROK_REASONS(EFFORT(NONE) | LOW_TO_HIGH, LOW) },
    { FAMILY("grok-", "4.6*"), VERSION(406), GROK_REASONS(LOW_TO_XHIGH, HIGH) },
    { FAMILY("grok-", "4.4* to grok-4.9*"), VERSIONS(404, 409),
      GROK_REASONS(LOW_TO_HIGH, HIGH) },
    { FAMILY("grok-4", "*" NOTE("reasons always, and takes no effort")),
      GROK_ALWAYS },
    { FAMILY("grok-code", "*"), GROK_ALWAYS },
    { FAMILY("grok", "*"), GROK },
};

/* A table of its own, since others serve Grok beside what is not. */
static const struct facts xai_others[] = {
    { OTHERS("others at xAI"), GROK },
};

const struct facts_set facts_xai = HOSTED_SET("xAI", xai_rows);
const struct facts_set facts_xai_others = HOSTED_SET("at xAI", xai_others);

/* ---- DeepSeek ----------------------------------------------------------- */

/* While it thinks, it takes no notice of sampling, and refuses to be made to
 * call a tool. */
#define DEEPSEEK                                                               \
    .words = &deepseek_words, .forced_tools = FORCED_TOOLS_AT_REST,            \
    .reasoning_back = REASONING_BACK_WANTED,                                   \
    LEVELS(EFFORT(NONE) | LOW_HIGH_MAX)

static const struct model_words deepseek_words = {
    .drops_reasoning = "temperature top_p presence_penalty frequency_penalty",
};

static const struct facts deepseek_rows[] = {
    { FAMILY("deepseek-chat", "*"), DEEPSEEK,
      .default_effort = PARL_EFFORT_NONE },
    { OTHERS("deepseek-*"), DEEPSEEK, .default_effort = PARL_EFFORT_HIGH },
};

const struct facts_set facts_deepseek = HOSTED_SET("DeepSeek", deepseek_rows);

/* ---- Moonshot ----------------------------------------------------------- */

#define KIMI_FIXED .words = &kimi_fixed, .reasoning_back = REASONING_BACK_WANTED

static const struct model_words kimi_fixed = { .drops = "temperature top_p n" };
static const struct model_words kimi_forgets = {
    .drops = "temperature top_p n keep",
};

static const struct facts moonshot_rows[] = {
    { FAMILY("kimi-k2-thinking", "*"), ALWAYS_ON,
      .reasoning_back = REASONING_BACK_WANTED },
    { FAMILY("kimi-k2.7-code", "*" NOTE("temperature, top_p and n are fixed")),
      ALWAYS_ON, KIMI_FIXED },
    { FAMILY(
          "kimi-k",
          "2.5*" NOTE(
              "temperature, top_p and n are fixed; keeps no earlier thinking")),
      VERSION(205), ON_OR_OFF, .words = &kimi_forgets,
      .reasoning_back = REASONING_BACK_WANTED },
    { FAMILY("kimi-k",
             "2.6* to kimi-k2.9*" NOTE("temperature, top_p and n are fixed")),
      VERSIONS(206, 299), ON_OR_OFF, KIMI_FIXED },
    { FAMILY("kimi-k",
             "3* and later" NOTE("temperature, top_p and n are fixed")),
      VERSIONS(300, AND_LATER), LEVELS(LOW_HIGH_MAX),
      .default_effort = PARL_EFFORT_HIGH, KIMI_FIXED },
    { OTHERS("other Kimi models"), NO_EFFORT },
};

const struct facts_set facts_moonshot = HOSTED_SET("Moonshot", moonshot_rows);

/* ---- Qwen at DashScope --------------------------------------------------- */

/* Levels become budgets. */
#define QWEN_LEVELS (LOW_TO_HIGH | EFFORT(MAX))
#define QWEN_SWITCHED LEVELS(EFFORT(NONE) | QWEN_LEVELS)

static const struct facts dashscope_rows[] = {
    { FAMILY_REST("qwen", "", "*-thinking*"), LEVELS(QWEN_LEVELS),
      .default_effort = PARL_EFFORT_HIGH },
    { FAMILY("qwq", "*"), LEVELS(QWEN_LEVELS),
      .default_effort = PARL_EFFORT_HIGH },
    { FAMILY_REST("qwen", "", "*-instruct*"), NO_EFFORT },
    { FAMILY_REST("qwen", "", "*-coder*"), NO_EFFORT },
    { FAMILY("qwen", "2*, qwen1*"), VERSIONS(100, 299), NO_EFFORT },
    { FAMILY("qwen-max", "*, qwen-vl*, qwen-omni*"), NO_EFFORT },
    { FAMILY("qwen-vl", "*"), NO_EFFORT },
    { FAMILY("qwen-omni", "*"), NO_EFFORT },
    { FAMILY_APART("qwen3", "*-NNb", "*b" NOTE("thinks in streams alone")),
      QWEN_SWITCHED, .default_effort = PARL_EFFORT_MEDIUM,
      .streams_thinking = true },
    { FAMILY("qwen-plus", "*"), QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_NONE },
    { FAMILY("qwen-flash", "*"), QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_NONE },
    { FAMILY("qwen-turbo", "*"), QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_NONE },
    { FAMILY("qwen3-max", "*"), QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_NONE },
    { FAMILY("deepseek-v", "4* and later at DashScope"),
      VERSIONS(400, AND_LATER), QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_HIGH,
      .reasoning_back = REASONING_BACK_WANTED },
    { FAMILY("kimi-k", "2.5* and later at DashScope"), VERSIONS(205, AND_LATER),
      QWEN_SWITCHED, .default_effort = PARL_EFFORT_HIGH,
      .reasoning_back = REASONING_BACK_WANTED },
    { OTHERS("others at DashScope"), QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_MEDIUM },
};

const struct facts_set facts_dashscope =
    HOSTED_SET("Qwen at DashScope", dashscope_rows);

/* ---- Z.ai --------------------------------------------------------------- */

static const struct facts zai_rows[] = {
    { FAMILY("glm-", "5.3* and later"), VERSIONS(503, AND_LATER),
      LEVELS(LOW_HIGH_MAX), .default_effort = PARL_EFFORT_HIGH },
    { FAMILY("glm-5.2", "*"), LEVELS(EVERY_LEVEL),
      .default_effort = PARL_EFFORT_HIGH },
    { FAMILY("glm-5", "*"), ON_OR_OFF },
    { FAMILY("glm-4.", "5* and later"), ON_OR_OFF },
    { OTHERS("other GLM models"), NO_EFFORT },
};

const struct facts_set facts_zai = HOSTED_SET("Z.ai", zai_rows);

/* ---- MiniMax ------------------------------------------------------------ */

/* Its thinking apart from the text. */
#define SPLIT "{\"reasoning_split\":true}"

static const struct model_words split = {
    .chat = &(const struct chat_words){ .asks = SPLIT },
};
static const struct model_words split_adaptive = {
    .chat = &(const struct chat_words){ .asks = SPLIT,
                                        .thinking_word = "adaptive" },
};

static const struct facts minimax_rows[] = {
    { FAMILY("minimax-m2", "*"), ALWAYS_ON, .words = &split },
    { FAMILY("minimax-m", "3* and later"), VERSIONS(300, AND_LATER), ON_OR_OFF,
      .words = &split_adaptive },
    { OTHERS("other MiniMax models"), NO_EFFORT },
};

const struct facts_set facts_minimax = HOSTED_SET("MiniMax", minimax_rows);
