/* facts/compat.c -- models of the makers whose vendors speak OpenAI's chat
 * completions: as they are at their maker's, and, in the first table, as they
 * are wherever somebody serves their weights.
 *
 * From the vendors' documents, servers' sources and reports of 2026. */
#include "facts/facts.h"

#define LOW_TO_HIGH (EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH))
#define LOW_TO_XHIGH (LOW_TO_HIGH | EFFORT(XHIGH))
#define LOW_HIGH_MAX (EFFORT(LOW) | EFFORT(HIGH) | EFFORT(MAX))
#define EVERY_LEVEL                                                            \
    (EFFORT(NONE) | EFFORT(MINIMAL) | LOW_TO_XHIGH | EFFORT(MAX))

#define OTHERS(name) .family = (name), .stem = ""
#define NO_EFFORT .knows_effort = true

/* Thinking is on, and may be switched off. */
#define ON_OR_OFF                                                              \
    .knows_effort = true, .efforts = EFFORT(NONE) | EFFORT(HIGH),              \
    .default_effort = PARL_EFFORT_HIGH, .no_levels = true

/* Thinking is on, and that is that. */
#define ALWAYS_ON                                                              \
    .knows_effort = true, .efforts = EFFORT(HIGH),                             \
    .default_effort = PARL_EFFORT_HIGH, .no_levels = true

/* ---- open weights, wherever they are served ------------------------------ */

static const struct model_words thinking_switch = {
    .chat = &(const struct chat_words){ .template_switch = "thinking" },
};

static const struct model_words enable_thinking_switch = {
    .chat = &(const struct chat_words){ .template_switch = "enable_thinking" },
};

static const struct facts open_rows[] = {
    { .family = "gpt-oss*",
      .stem = "gpt-oss",
      .knows_effort = true,
      .efforts = LOW_TO_HIGH,
      .efforts_responses = LOW_TO_HIGH,
      .default_effort = PARL_EFFORT_MEDIUM },
    { .family = "deepseek-r*",
      .stem = "deepseek-r",
      .reasoning_back = REASONING_BACK_NEVER,
      .note = "its reasoning may not go back" },
    { .family = "deepseek-v4* and later",
      .stem = "deepseek-v",
      .from = 400,
      .to = 99999,
      .words = &thinking_switch,
      .reasoning_back = REASONING_BACK_WANTED },
    { .family = "deepseek-v*",
      .stem = "deepseek-v",
      .words = &thinking_switch,
      .rests = true },
    { .family = "kimi-k2-thinking*",
      .stem = "kimi-k2-thinking",
      .reasoning_back = REASONING_BACK_WANTED,
      .always_reasons = true },
    { .family = "kimi-k2.5* and later",
      .stem = "kimi-k",
      .from = 205,
      .to = 99999,
      .words = &thinking_switch,
      .reasoning_back = REASONING_BACK_WANTED },
    { .family = "qwen3*", .stem = "qwen3", .words = &enable_thinking_switch },
    { .family = "glm-4.*, glm-5*",
      .stem = "glm-",
      .words = &enable_thinking_switch },
    { .family = "granite*",
      .stem = "granite",
      .words = &thinking_switch,
      .rests = true },
};

const struct facts_set facts_compat = HOSTED_SET("open weights", open_rows);

/* ---- xAI ---------------------------------------------------------------- */

#define GROK_REFUSES "presence_penalty frequency_penalty stop"
#define GROK .knows_effort = true, .words = &grok_words
#define GROK_REASONS(levels, usual)                                            \
    .knows_effort = true, .efforts = (levels), .efforts_responses = (levels),  \
    .default_effort = PARL_EFFORT_##usual, .words = &grok_thinks
#define GROK_ALWAYS                                                            \
    .knows_effort = true, .always_reasons = true, .words = &grok_thinks

static const struct model_words grok_words = {
    .drops = GROK_REFUSES " logit_bias",
};

static const struct model_words grok_thinks = {
    .drops = GROK_REFUSES " logit_bias",
    .refuses_reasoning = GROK_REFUSES,
};

static const struct facts xai_rows[] = {
    { .family = "grok-*-non-reasoning*",
      .stem = "grok-",
      .rest = "*non-reasoning*",
      GROK },
    { .family = "grok-3-mini*",
      .stem = "grok-3-mini",
      GROK_REASONS(EFFORT(LOW) | EFFORT(HIGH), LOW) },
    { .family = "grok-4.20-multi-agent*",
      .stem = "grok-4.20-multi-agent",
      GROK_REASONS(LOW_TO_XHIGH, LOW),
      .note = "the effort is how many agents work" },
    { .family = "grok-4.3*",
      .stem = "grok-",
      .from = 403,
      .to = 403,
      GROK_REASONS(EFFORT(NONE) | LOW_TO_HIGH, LOW) },
    { .family = "grok-4.6*",
      .stem = "grok-",
      .from = 406,
      .to = 406,
      GROK_REASONS(LOW_TO_XHIGH, HIGH) },
    { .family = "grok-4.4* to grok-4.9*",
      .stem = "grok-",
      .from = 404,
      .to = 409,
      GROK_REASONS(LOW_TO_HIGH, HIGH) },
    { .family = "grok-4*",
      .stem = "grok-4",
      GROK_ALWAYS,
      .note = "reasons always, and takes no effort" },
    { .family = "grok-code*", .stem = "grok-code", GROK_ALWAYS },
    { OTHERS("other Grok models"), GROK },
};

const struct facts_set facts_xai = HOSTED_SET("xAI", xai_rows);

/* ---- DeepSeek ----------------------------------------------------------- */

/* While it thinks, it takes no notice of sampling, and refuses to be made to
 * call a tool. */
#define DEEPSEEK                                                               \
    .knows_effort = true, .efforts = EFFORT(NONE) | LOW_HIGH_MAX,              \
    .words = &deepseek_words, .forced_tools = FORCED_TOOLS_AT_REST,            \
    .reasoning_back = REASONING_BACK_WANTED

static const struct model_words deepseek_words = {
    .drops_reasoning = "temperature top_p presence_penalty frequency_penalty",
};

static const struct facts deepseek_rows[] = {
    { .family = "deepseek-chat*",
      .stem = "deepseek-chat",
      DEEPSEEK,
      .default_effort = PARL_EFFORT_NONE },
    { OTHERS("deepseek-*"), DEEPSEEK, .default_effort = PARL_EFFORT_HIGH },
};

const struct facts_set facts_deepseek = HOSTED_SET("DeepSeek", deepseek_rows);

/* ---- Moonshot ----------------------------------------------------------- */

#define KIMI_FIXED .words = &kimi_fixed, .reasoning_back = REASONING_BACK_WANTED

static const struct model_words kimi_fixed = { .drops = "temperature top_p" };
static const struct model_words kimi_forgets = {
    .drops = "temperature top_p keep",
};

static const struct facts moonshot_rows[] = {
    { .family = "kimi-k2-thinking*",
      .stem = "kimi-k2-thinking",
      ALWAYS_ON,
      .reasoning_back = REASONING_BACK_WANTED },
    { .family = "kimi-k2.7-code*",
      .stem = "kimi-k2.7-code",
      ALWAYS_ON,
      KIMI_FIXED,
      .note = "temperature and top_p are fixed" },
    { .family = "kimi-k2.5*",
      .stem = "kimi-k",
      .from = 205,
      .to = 205,
      ON_OR_OFF,
      .words = &kimi_forgets,
      .reasoning_back = REASONING_BACK_WANTED,
      .note = "temperature and top_p are fixed; keeps no earlier thinking" },
    { .family = "kimi-k2.6* to kimi-k2.9*",
      .stem = "kimi-k",
      .from = 206,
      .to = 299,
      ON_OR_OFF,
      KIMI_FIXED,
      .note = "temperature and top_p are fixed" },
    { .family = "kimi-k3* and later",
      .stem = "kimi-k",
      .from = 300,
      .to = 99999,
      .knows_effort = true,
      .efforts = LOW_HIGH_MAX,
      .default_effort = PARL_EFFORT_HIGH,
      KIMI_FIXED,
      .note = "temperature and top_p are fixed" },
    { OTHERS("other Kimi models"), NO_EFFORT },
};

const struct facts_set facts_moonshot = HOSTED_SET("Moonshot", moonshot_rows);

/* ---- Qwen at DashScope --------------------------------------------------- */

/* Levels become budgets. */
#define QWEN_LEVELS (LOW_TO_HIGH | EFFORT(MAX))
#define QWEN_SWITCHED                                                          \
    .knows_effort = true, .efforts = EFFORT(NONE) | QWEN_LEVELS

static const struct facts dashscope_rows[] = {
    { .family = "qwen*-thinking*",
      .stem = "qwen",
      .rest = "*-thinking*",
      .knows_effort = true,
      .efforts = QWEN_LEVELS,
      .default_effort = PARL_EFFORT_HIGH },
    { .family = "qwq*",
      .stem = "qwq",
      .knows_effort = true,
      .efforts = QWEN_LEVELS,
      .default_effort = PARL_EFFORT_HIGH },
    { .family = "qwen*-instruct*",
      .stem = "qwen",
      .rest = "*-instruct*",
      NO_EFFORT },
    { .family = "qwen*-coder*", .stem = "qwen", .rest = "*-coder*", NO_EFFORT },
    { .family = "qwen2*, qwen1*",
      .stem = "qwen",
      .from = 100,
      .to = 299,
      NO_EFFORT },
    { .family = "qwen-max*, qwen-vl*, qwen-omni*",
      .stem = "qwen-max",
      NO_EFFORT },
    { .family = "qwen-vl*", .stem = "qwen-vl", NO_EFFORT },
    { .family = "qwen-omni*", .stem = "qwen-omni", NO_EFFORT },
    { .family = "qwen3*-NNb",
      .stem = "qwen3",
      .rest = "*b",
      QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_MEDIUM,
      .streams_thinking = true,
      .note = "thinks in streams alone" },
    { .family = "qwen-plus*",
      .stem = "qwen-plus",
      QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_NONE },
    { .family = "qwen-flash*",
      .stem = "qwen-flash",
      QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_NONE },
    { .family = "qwen-turbo*",
      .stem = "qwen-turbo",
      QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_NONE },
    { .family = "qwen3-max*",
      .stem = "qwen3-max",
      QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_NONE },
    { .family = "deepseek-v4* and later at DashScope",
      .stem = "deepseek-v",
      .from = 400,
      .to = 99999,
      QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_HIGH,
      .reasoning_back = REASONING_BACK_WANTED },
    { .family = "kimi-k2.5* and later at DashScope",
      .stem = "kimi-k",
      .from = 205,
      .to = 99999,
      QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_HIGH,
      .reasoning_back = REASONING_BACK_WANTED },
    { OTHERS("others at DashScope"), QWEN_SWITCHED,
      .default_effort = PARL_EFFORT_MEDIUM },
};

const struct facts_set facts_dashscope =
    HOSTED_SET("Qwen at DashScope", dashscope_rows);

/* ---- Z.ai --------------------------------------------------------------- */

static const struct facts zai_rows[] = {
    { .family = "glm-5.3* and later",
      .stem = "glm-",
      .from = 503,
      .to = 99999,
      .knows_effort = true,
      .efforts = LOW_HIGH_MAX,
      .default_effort = PARL_EFFORT_HIGH },
    { .family = "glm-5.2*",
      .stem = "glm-5.2",
      .knows_effort = true,
      .efforts = EVERY_LEVEL,
      .default_effort = PARL_EFFORT_HIGH },
    { .family = "glm-5*", .stem = "glm-5", ON_OR_OFF },
    { .family = "glm-4.5* and later", .stem = "glm-4.", ON_OR_OFF },
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
    { .family = "minimax-m2*",
      .stem = "minimax-m2",
      ALWAYS_ON,
      .words = &split },
    { .family = "minimax-m3* and later",
      .stem = "minimax-m",
      .from = 300,
      .to = 99999,
      ON_OR_OFF,
      .words = &split_adaptive },
    { OTHERS("other MiniMax models"), NO_EFFORT },
};

const struct facts_set facts_minimax = HOSTED_SET("MiniMax", minimax_rows);
