/* facts/hosts.c -- models as they are at vendors that serve those of others:
 * the same weights take other words from one to the next.
 *
 * From the vendors' documents and reports of 2026. */
#include "facts/facts.h"

#define GPT_OSS(host)                                                          \
    FAMILY("gpt-oss", "* at " host), LEVELS(LOW_TO_HIGH),                      \
        .default_effort = PARL_EFFORT_MEDIUM

/* These want their reasoning back beside calls. */
#define DEEPSEEK_V4(host)                                                      \
    FAMILY("deepseek-v", "4* and later at " host), VERSIONS(400, AND_LATER),   \
        .reasoning_back = REASONING_BACK_WANTED
#define KIMI_THINKING(host)                                                    \
    FAMILY("kimi-k2-thinking", "* at " host),                                  \
        .reasoning_back = REASONING_BACK_WANTED
#define KIMI_K2_5(host)                                                        \
    FAMILY("kimi-k", "2.5* and later at " host), VERSIONS(205, AND_LATER),     \
        .reasoning_back = REASONING_BACK_WANTED
#define DEEPSEEK_R(host)                                                       \
    FAMILY("deepseek-r", "* at " host), .reasoning_back = REASONING_BACK_NEVER

/* ---- Groq --------------------------------------------------------------- */

/* Qwen3 has one word for all levels, but for one that has them, and is asked to
 * keep its thoughts out of the text.  Others take no parameter at all. */
static const struct model_words qwen_at_groq = {
    .chat =
        &(const struct chat_words){ .effort_word = "default",
                                    .asks = "{\"reasoning_format\":\"parsed\"}",
                                    .asks_unless = "include_reasoning" },
};

static const struct facts groq_rows[] = {
    { GPT_OSS("Groq"), .efforts_responses = LOW_TO_HIGH },
    { FAMILY("qwen", "3.8* and later at Groq"), VERSIONS(308, AND_LATER),
      LEVELS(NONE_TO_HIGH), .default_effort = PARL_EFFORT_MEDIUM,
      .words = &qwen_at_groq },
    { FAMILY("qwen3", "* at Groq"), LEVELS(EVERY_LEVEL), .no_levels = true,
      .default_effort = PARL_EFFORT_MEDIUM, .words = &qwen_at_groq },
    { OTHERS("others at Groq"), NO_EFFORT },
};

const struct facts_set facts_groq = HOSTED_SET("at Groq", groq_rows);

/* ---- Cerebras, Fireworks, SambaNova, Nebius ------------------------------ */

static const struct facts cerebras_rows[] = {
    { GPT_OSS("Cerebras") },
    { OTHERS("others at Cerebras"), LEVELS(NONE_TO_HIGH) },
};

const struct facts_set facts_cerebras =
    HOSTED_SET("at Cerebras", cerebras_rows);

static const struct facts fireworks_rows[] = {
    { GPT_OSS("Fireworks") },
    { FAMILY("minimax-m2", "* at Fireworks"), LEVELS(LOW_TO_HIGH) },
    { DEEPSEEK_V4("Fireworks"), LEVELS(NONE_TO_HIGH) },
    { KIMI_THINKING("Fireworks"), LEVELS(NONE_TO_HIGH) },
    { KIMI_K2_5("Fireworks"), LEVELS(NONE_TO_HIGH) },
    { OTHERS("others at Fireworks"), LEVELS(NONE_TO_HIGH) },
};

const struct facts_set facts_fireworks =
    HOSTED_SET("at Fireworks", fireworks_rows);

static const struct model_words enable_thinking_switch = {
    .chat = &(const struct chat_words){ .template_switch = "enable_thinking" },
};

static const struct facts sambanova_rows[] = {
    { GPT_OSS("SambaNova") },
    { DEEPSEEK_R("SambaNova"), LEVELS(LOW_TO_HIGH) },
    { FAMILY("deepseek-v", "* at SambaNova"), LEVELS(NONE_TO_HIGH),
      .words = &enable_thinking_switch },
    { FAMILY("qwen3", "* at SambaNova"), LEVELS(NONE_TO_HIGH),
      .words = &enable_thinking_switch },
    { OTHERS("others at SambaNova"), LEVELS(LOW_TO_HIGH) },
};

const struct facts_set facts_sambanova =
    HOSTED_SET("at SambaNova", sambanova_rows);

static const struct facts nebius_rows[] = {
    { DEEPSEEK_R("Nebius"), LEVELS(LOW_TO_HIGH) },
    { DEEPSEEK_V4("Nebius"), LEVELS(LOW_TO_HIGH) },
    { KIMI_THINKING("Nebius"), LEVELS(LOW_TO_HIGH) },
    { KIMI_K2_5("Nebius"), LEVELS(LOW_TO_HIGH) },
    { OTHERS("others at Nebius"), LEVELS(LOW_TO_HIGH) },
};

const struct facts_set facts_nebius = HOSTED_SET("at Nebius", nebius_rows);

/* ---- NVIDIA NIM ---------------------------------------------------------- */

/* These have levels at the top, each others; what else can be switched is by
 * its template, and what cannot refuses to be asked. */
#define ITS_OWN_LEVELS LEVELS(EVERY_LEVEL), .default_effort = PARL_EFFORT_HIGH

static const struct facts nvidia_rows[] = {
    { DEEPSEEK_V4("NVIDIA"), ITS_OWN_LEVELS },
    { KIMI_K2_5("NVIDIA"), ITS_OWN_LEVELS },
    { FAMILY("nemotron-3", "* at NVIDIA"), ITS_OWN_LEVELS },
    { FAMILY("qwen3", "* at NVIDIA"), .words = &enable_thinking_switch,
      .rests = true },
    { FAMILY("glm", "* at NVIDIA"), .words = &enable_thinking_switch,
      .rests = true },
};

/* A table of its own, since the open weights are asked before it. */
static const struct facts nvidia_others[] = {
    { OTHERS("others at NVIDIA"), NO_EFFORT },
};

const struct facts_set facts_nvidia = HOSTED_SET("at NVIDIA", nvidia_rows);
const struct facts_set facts_nvidia_others =
    HOSTED_SET("at NVIDIA, too", nvidia_others);

/* ---- Perplexity --------------------------------------------------------- */

static const struct facts perplexity_rows[] = {
    { FAMILY_REST("sonar", "", ""), NO_EFFORT },
    { FAMILY_REST("sonar-pro", "", ""), NO_EFFORT },
    { OTHERS("others at Perplexity"), LEVELS(EFFORT(MINIMAL) | LOW_TO_HIGH) },
};

const struct facts_set facts_perplexity =
    HOSTED_SET("at Perplexity", perplexity_rows);

/* ---- Azure AI Foundry ---------------------------------------------------- */

static const struct model_words old_max_tokens = {
    .drops = "max_completion_tokens",
};

#define OLD_MAX_TOKENS(maker)                                                  \
    FAMILY(maker, "* at Foundry"), .words = &old_max_tokens

static const struct facts foundry_rows[] = {
    { OLD_MAX_TOKENS("mistral") },   { OLD_MAX_TOKENS("ministral") },
    { OLD_MAX_TOKENS("magistral") }, { OLD_MAX_TOKENS("codestral") },
    { OLD_MAX_TOKENS("devstral") },  { OLD_MAX_TOKENS("pixtral") },
};

const struct facts_set facts_foundry = HOSTED_SET("at Foundry", foundry_rows);

/* ---- Databricks --------------------------------------------------------- */

/* Claude thinks by a budget, newer ones as they see fit; both want their
 * effort in that form alone. */
#define CLAUDE                                                                 \
    .default_effort = PARL_EFFORT_NONE, .forced_tools = FORCED_TOOLS_AT_REST,  \
    LEVELS(NONE_TO_HIGH)

static const struct chat_words claude_chat = {
    .knob = &chat_knob_claude,
    .marks = &chat_marks_of_claude,
};

static const struct model_words claude_words = {
    .drops_reasoning = "temperature top_p",
    .chat = &claude_chat,
};

static const struct model_words claude_5_words = {
    .drops = "temperature top_p",
    .chat = &claude_chat,
};

static const struct facts databricks_rows[] = {
    { FAMILY("databricks-claude-3", "*"), CLAUDE, .words = &claude_words },
    { FAMILY_APART("databricks-claude-", "*-4-5*, -4-1*", "*-4-5*"), CLAUDE,
      .words = &claude_words },
    { FAMILY_REST("databricks-claude-", "", "*-4-1*"), CLAUDE,
      .words = &claude_words },
    { FAMILY_REST("databricks-claude-", "", "*-4"), CLAUDE,
      .words = &claude_words },
    { FAMILY_APART("databricks-claude-", "*-4-N", "*-4-*"), CLAUDE,
      .adaptive = true, .words = &claude_words },
    { FAMILY("databricks-claude-", "* (5 and later)"), CLAUDE, .adaptive = true,
      .words = &claude_5_words },
    { GPT_OSS("Databricks") },
    { FAMILY("databricks-gpt-oss", "*"), LEVELS(LOW_TO_HIGH),
      .default_effort = PARL_EFFORT_MEDIUM },
    { FAMILY("databricks-meta-llama", "*"), NO_EFFORT },
    { FAMILY("databricks-llama", "*"), NO_EFFORT },
};

const struct facts_set facts_databricks =
    HOSTED_SET("at Databricks", databricks_rows);
