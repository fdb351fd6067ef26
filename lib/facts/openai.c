/* facts/openai.c -- OpenAI's models.
 *
 * From OpenAI's reference and guides of August to November 2026. */
#include "facts/facts.h"

#define ALL_SAMPLING "temperature top_p logprobs top_logprobs n"
#define NEVER_AGAIN                                                            \
    "presence_penalty frequency_penalty logit_bias web_search_options"
#define NOR_STOP NEVER_AGAIN " stop"
#define NOT_REASONING ALL_SAMPLING " prediction modalities audio"

/* Breakpoints of a cache came with gpt-5.6. */
#define MARKS "prompt_cache_options prompt_cache_breakpoint"

#define LOW_TO_HIGH (EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH))
#define LOW_TO_XHIGH (LOW_TO_HIGH | EFFORT(XHIGH))

/* o1, o3, o4: reason always, and know neither sampling nor parallel calls. */
#define O_SERIES                                                               \
    .knows_effort = true, .efforts = LOW_TO_HIGH,                              \
    .efforts_responses = LOW_TO_HIGH, .default_effort = PARL_EFFORT_MEDIUM,    \
    .new_max_tokens = true, .no_audio = true

/* gpt-5 and later: what all of them share. */
#define GPT_5                                                                  \
    .knows_effort = true, .new_max_tokens = true, .no_audio = true,            \
    .words = &gpt_5_words
#define GPT_5_6                                                                \
    .knows_effort = true, .new_max_tokens = true, .no_audio = true,            \
    .words = &gpt_5_6_words

/* gpt-4 and before: nothing about reasoning.  Some of them hear. */
#define HEARS .knows_effort = true, .words = &unreasoning_words
#define NO_REASONING HEARS, .no_audio = true

/* Those that look things up, whether they are asked to or not. */
#define SEARCHES .knows_effort = true, .no_audio = true, .chat_only = true

/* ---- what they refuse ---------------------------------------------------- */

static const struct model_words early_words = {
    .drops = NOR_STOP " " NOT_REASONING " verbosity " MARKS,
};

static const struct model_words o_words = {
    .drops =
        NEVER_AGAIN " " NOT_REASONING " parallel_tool_calls verbosity " MARKS,
};

static const struct model_words o_later_words = {
    .drops = NOR_STOP " " NOT_REASONING " parallel_tool_calls verbosity " MARKS,
};

static const struct model_words gpt_5_words = {
    .drops = NOR_STOP " " MARKS,
    .drops_reasoning = NOT_REASONING,
};

static const struct model_words gpt_5_6_words = {
    .drops = NOR_STOP,
    .drops_reasoning = NOT_REASONING,
};

static const struct model_words terra_words = {
    .drops = NOR_STOP " prediction",
    .drops_reasoning = NOT_REASONING,
};

static const struct model_words unreasoning_words = {
    .drops = "verbosity web_search_options " MARKS,
};

static const struct model_words search_words = {
    .drops = "verbosity " MARKS,
};

/* It reasons, as all of gpt-5 do. */
static const struct model_words search_5_words = {
    .drops = ALL_SAMPLING " presence_penalty frequency_penalty logit_bias stop "
                          "verbosity " MARKS,
};

/* ---- the models ---------------------------------------------------------- */

static const struct facts rows[] = {
    /* ---- the o-series ---- */
    { .family = "o1-mini*",
      .stem = "o1-mini",
      .knows_effort = true,
      .new_max_tokens = true,
      .no_instructions = true,
      .no_json_schema = true,
      .no_json_object = true,
      .no_tools = true,
      .no_audio = true,
      .chat_only = true,
      .words = &early_words,
      .note = "no system messages, no tools" },
    { .family = "o1-preview*",
      .stem = "o1-preview",
      .knows_effort = true,
      .new_max_tokens = true,
      .no_instructions = true,
      .no_json_schema = true,
      .no_json_object = true,
      .no_tools = true,
      .no_audio = true,
      .chat_only = true,
      .words = &early_words,
      .note = "no system messages, no tools" },
    { .family = "o1-pro*, o3-pro*",
      .stem = "o",
      .from = 100,
      .to = 300,
      .rest = "-pro*",
      O_SERIES,
      .words = &o_words,
      .responses_only = true },
    { .family = "o*-deep-research*",
      .stem = "o",
      .from = 300,
      .to = 400,
      .rest = "*-deep-research*",
      O_SERIES,
      .words = &o_words,
      .responses_only = true },
    { .family = "o3-mini*",
      .stem = "o",
      .from = 300,
      .to = 300,
      .rest = "-mini*",
      O_SERIES,
      .words = &o_words },
    { .family = "o1*",
      .stem = "o",
      .from = 100,
      .to = 100,
      O_SERIES,
      .words = &o_words },
    { .family = "o3*, o4*, and later",
      .stem = "o",
      .from = 300,
      .to = 9999,
      O_SERIES,
      .words = &o_later_words },

    /* ---- gpt-5 and later ---- */
    { .family = "gpt-35*", /* no version 35: it is 3.5 at Azure */
      .stem = "gpt-35",
      NO_REASONING,
      .no_json_schema = true,
      .no_json_object = true },
    { .family = "gpt-5-chat*",
      .stem = "gpt-5-chat",
      NO_REASONING,
      .new_max_tokens = true },
    { .family = "gpt-5.N-chat*",
      .stem = "gpt-",
      .from = 501,
      .to = 599,
      .rest = "-chat*",
      GPT_5,
      .efforts = EFFORT(MEDIUM),
      .efforts_responses = EFFORT(MEDIUM),
      .default_effort = PARL_EFFORT_MEDIUM },
    { .family = "gpt-5-search-api*",
      .stem = "gpt-5-search-api",
      SEARCHES,
      .words = &search_5_words,
      .new_max_tokens = true },
    { .family = "gpt-5-pro*",
      .stem = "gpt-",
      .from = 500,
      .to = 500,
      .rest = "-pro*",
      GPT_5,
      .efforts = EFFORT(HIGH),
      .efforts_responses = EFFORT(HIGH),
      .default_effort = PARL_EFFORT_HIGH,
      .responses_only = true },
    { .family = "gpt-5.N-pro*",
      .stem = "gpt-",
      .from = 501,
      .to = 599,
      .rest = "-pro*",
      GPT_5,
      .efforts = EFFORT(MEDIUM) | EFFORT(HIGH) | EFFORT(XHIGH),
      .efforts_responses = EFFORT(MEDIUM) | EFFORT(HIGH) | EFFORT(XHIGH),
      .responses_only = true,
      .note = "always reasons; exact levels unconfirmed" },
    { .family = "gpt-5*-codex-max*",
      .stem = "gpt-",
      .from = 500,
      .to = 599,
      .rest = "-codex-max*",
      GPT_5,
      .efforts = LOW_TO_XHIGH,
      .efforts_responses = LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_MEDIUM,
      .responses_only = true },
    { .family = "gpt-5.2*-codex* and later",
      .stem = "gpt-",
      .from = 502,
      .to = 599,
      .rest = "*-codex*",
      GPT_5,
      .efforts = LOW_TO_XHIGH,
      .efforts_responses = LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_MEDIUM,
      .responses_only = true,
      .note = "xhigh unconfirmed" },
    { .family = "gpt-5*-codex*",
      .stem = "gpt-",
      .from = 500,
      .to = 599,
      .rest = "-codex*",
      GPT_5,
      .efforts = LOW_TO_HIGH,
      .efforts_responses = LOW_TO_HIGH,
      .default_effort = PARL_EFFORT_MEDIUM,
      .responses_only = true },
    { .family = "gpt-5.6-cyber*",
      .stem = "gpt-",
      .from = 506,
      .to = 506,
      .rest = "-cyber*",
      GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .responses_only = true,
      .note = "levels as of gpt-5.6, unconfirmed" },
    { .family = "gpt-daybreak*",
      .stem = "gpt-daybreak",
      .new_max_tokens = true,
      .responses_only = true },
    { .family = "computer-use-preview*",
      .stem = "computer-use-preview",
      .new_max_tokens = true,
      .responses_only = true },
    { .family = "codex-mini*",
      .stem = "codex-mini",
      O_SERIES,
      .words = &o_words,
      .responses_only = true },
    { .family = "gpt-5*",
      .stem = "gpt-",
      .from = 500,
      .to = 500,
      GPT_5,
      .efforts = EFFORT(MINIMAL) | LOW_TO_HIGH,
      .efforts_responses = EFFORT(MINIMAL) | LOW_TO_HIGH,
      .default_effort = PARL_EFFORT_MEDIUM },
    { .family = "gpt-5.1*",
      .stem = "gpt-",
      .from = 501,
      .to = 501,
      GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_HIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_HIGH,
      .default_effort = PARL_EFFORT_NONE },
    { .family = "gpt-5.2*, gpt-5.3*",
      .stem = "gpt-",
      .from = 502,
      .to = 503,
      GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_NONE },
    { .family = "gpt-5.4*",
      .stem = "gpt-",
      .from = 504,
      .to = 504,
      GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_NONE,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { .family = "gpt-5.5*",
      .stem = "gpt-",
      .from = 505,
      .to = 505,
      GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { .family = "gpt-5.6*",
      .stem = "gpt-",
      .from = 506,
      .to = 599,
      GPT_5_6,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { .family = "gpt-6-astra*",
      .stem = "gpt-",
      .from = 600,
      .to = 600,
      .rest = "-astra*",
      GPT_5_6,
      .efforts = LOW_TO_XHIGH,
      .efforts_responses = LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_NEVER,
      .note = "default effort unconfirmed" },
    { .family = "gpt-6.1-sol*",
      .stem = "gpt-",
      .from = 601,
      .to = 601,
      .rest = "-sol*",
      GPT_5_6,
      .efforts = LOW_TO_XHIGH,
      .efforts_responses = LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_NEVER },
    { .family = "gpt-6.1-terra*",
      .stem = "gpt-",
      .from = 601,
      .to = 601,
      .rest = "-terra*",
      .knows_effort = true,
      .new_max_tokens = true,
      .no_audio = true,
      .words = &terra_words,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { .family = "gpt-6*",
      .stem = "gpt-",
      .from = 600,
      .to = 699,
      GPT_5_6,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { .family = "gpt-7* and later",
      .stem = "gpt-",
      .from = 700,
      .to = 9999,
      .new_max_tokens = true,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE,
      .note = "not known yet: everything else as it is said" },

    /* ---- gpt-4 and before ---- */
    { .family = "gpt-4.1*",
      .stem = "gpt-",
      .from = 401,
      .to = 499,
      NO_REASONING,
      .new_max_tokens = true },
    { .family = "gpt-4o-2024-05-13",
      .stem = "gpt-4o-2024-05-13",
      NO_REASONING,
      .no_json_schema = true },
    { .family = "gpt-4o*-audio*, gpt-4o*-realtime*",
      .stem = "gpt-4o",
      .rest = "*-audio*",
      HEARS,
      .no_json_schema = true,
      .no_json_object = true,
      .chat_only = true },
    { .family = "gpt-4o*-search-preview*",
      .stem = "gpt-4o",
      .rest = "*-search-preview*",
      SEARCHES,
      .words = &search_words },
    { .family = "gpt-audio*",
      .stem = "gpt-audio",
      HEARS,
      .no_json_schema = true,
      .no_json_object = true,
      .chat_only = true },
    { .family = "chatgpt-4o-latest",
      .stem = "chatgpt-4o-latest",
      NO_REASONING,
      .no_json_schema = true,
      .no_json_object = true,
      .no_tools = true },
    { .family = "gpt-4o*", .stem = "gpt-4o", NO_REASONING },
    { .family = "gpt-4-turbo*",
      .stem = "gpt-4-turbo",
      NO_REASONING,
      .no_json_schema = true },
    { .family = "gpt-4-1106-preview",
      .stem = "gpt-4-1106",
      NO_REASONING,
      .no_json_schema = true },
    { .family = "gpt-4-0125-preview",
      .stem = "gpt-4-0125",
      NO_REASONING,
      .no_json_schema = true },
    { .family = "gpt-3.5-turbo-1106",
      .stem = "gpt-3.5-turbo-1106",
      NO_REASONING,
      .no_json_schema = true },
    { .family = "gpt-3.5-turbo-0125",
      .stem = "gpt-3.5-turbo-0125",
      NO_REASONING,
      .no_json_schema = true },
    { .family = "gpt-4, gpt-3.5 and before",
      .stem = "gpt-",
      .from = 300,
      .to = 400,
      NO_REASONING,
      .no_json_schema = true,
      .no_json_object = true },
};

const struct facts_set facts_openai = FACTS_SET("openai", rows);
