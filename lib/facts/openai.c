/* facts/openai.c -- OpenAI's models.
 *
 * From OpenAI's reference and guides of August to November 2026. */
#include "facts/facts.h"

/* Members that some refuse, by blanks.  Lists that end alike lie in the same
 * bytes: what a longer one has more stands at its beginning. */
#define ALL_SAMPLING "temperature top_p logprobs top_logprobs n"
#define NEVER_AGAIN                                                            \
    "presence_penalty frequency_penalty logit_bias web_search_options"
#define NOR_STOP "stop " NEVER_AGAIN
#define NOT_REASONING ALL_SAMPLING " prediction modalities audio"

/* Breakpoints of a cache came with gpt-5.6. */
#define MARKS "prompt_cache_options prompt_cache_breakpoint"
#define NOR_MARKS MARKS " " NOR_STOP
#define O_REFUSES                                                              \
    "parallel_tool_calls verbosity " MARKS " " NEVER_AGAIN " " NOT_REASONING

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

/* gpt-6 and later: those that cannot be told not to reason. */
#define NO_REST_6                                                              \
    GPT_5_6, .efforts = LOW_TO_XHIGH,                                          \
             .efforts_responses = LOW_TO_XHIGH | EFFORT(MAX),                  \
             .default_effort = PARL_EFFORT_MEDIUM

/* gpt-4 and before: nothing about reasoning.  Some of them hear. */
#define HEARS .knows_effort = true, .words = &unreasoning_words
#define NO_REASONING HEARS, .no_audio = true

/* Those that look things up, whether they are asked to or not. */
#define SEARCHES .knows_effort = true, .no_audio = true, .chat_only = true

/* ---- what they refuse ---------------------------------------------------- */

static const struct model_words early_words = {
    .drops = "verbosity " NOT_REASONING " " NOR_MARKS,
};

static const struct model_words o_words = {
    .drops = O_REFUSES,
};

static const struct model_words o_later_words = {
    .drops = "stop " O_REFUSES,
};

static const struct model_words gpt_5_words = {
    .drops = NOR_MARKS,
    .drops_reasoning = NOT_REASONING,
};

static const struct model_words gpt_5_6_words = {
    .drops = NOR_STOP,
    .drops_reasoning = NOT_REASONING,
};

static const struct model_words terra_words = {
    .drops = "prediction " NOR_STOP,
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
    { FAMILY("o1-mini", "*" NOTE("no system messages, no tools")),
      .knows_effort = true, .new_max_tokens = true, .no_instructions = true,
      .no_json_schema = true, .no_json_object = true, .no_tools = true,
      .no_audio = true, .chat_only = true, .words = &early_words },
    { FAMILY("o1-preview", "*" NOTE("no system messages, no tools")),
      .knows_effort = true, .new_max_tokens = true, .no_instructions = true,
      .no_json_schema = true, .no_json_object = true, .no_tools = true,
      .no_audio = true, .chat_only = true, .words = &early_words },
    { FAMILY_REST("o", "1-pro*, o3", "-pro*"), VERSIONS(100, 300), O_SERIES,
      .words = &o_words, .responses_only = true },
    { FAMILY_REST("o", "", "*-deep-research*"), VERSIONS(300, 400), O_SERIES,
      .words = &o_words, .responses_only = true },
    { FAMILY_REST("o", "3", "-mini*"), VERSION(300), O_SERIES,
      .words = &o_words },
    { FAMILY("o", "1*"), VERSION(100), O_SERIES, .words = &o_words },
    { FAMILY("o", "3*, o4*, and later"), VERSIONS(300, 9999), O_SERIES,
      .words = &o_later_words },

    /* ---- gpt-5 and later ---- */
    { FAMILY("gpt-35", "*"), /* no version 35: it is 3.5 at Azure */
      NO_REASONING, .no_json_schema = true, .no_json_object = true },
    { FAMILY("gpt-5-chat", "*"), NO_REASONING, .new_max_tokens = true },
    { FAMILY_REST("gpt-", "5.N", "-chat*"), VERSIONS(501, 599), GPT_5,
      .efforts = EFFORT(MEDIUM), .efforts_responses = EFFORT(MEDIUM),
      .default_effort = PARL_EFFORT_MEDIUM },
    { FAMILY("gpt-5-search-api", "*"), SEARCHES, .words = &search_5_words,
      .new_max_tokens = true },
    { FAMILY_REST("gpt-", "5", "-pro*"), VERSION(500), GPT_5,
      .efforts = EFFORT(HIGH), .efforts_responses = EFFORT(HIGH),
      .default_effort = PARL_EFFORT_HIGH, .responses_only = true },
    { FAMILY_REST("gpt-", "5.N",
                  "-pro*" NOTE("always reasons; exact levels unconfirmed")),
      VERSIONS(501, 599), GPT_5,
      .efforts = EFFORT(MEDIUM) | EFFORT(HIGH) | EFFORT(XHIGH),
      .efforts_responses = EFFORT(MEDIUM) | EFFORT(HIGH) | EFFORT(XHIGH),
      .responses_only = true },
    { FAMILY_REST("gpt-", "5*", "-codex-max*"), VERSIONS(500, 599), GPT_5,
      .efforts = LOW_TO_XHIGH, .efforts_responses = LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_MEDIUM, .responses_only = true },
    { FAMILY_APART("gpt-", "5.2*-codex* and later",
                   "*-codex*" NOTE("xhigh unconfirmed")),
      VERSIONS(502, 599), GPT_5, .efforts = LOW_TO_XHIGH,
      .efforts_responses = LOW_TO_XHIGH, .default_effort = PARL_EFFORT_MEDIUM,
      .responses_only = true },
    { FAMILY_REST("gpt-", "5*", "-codex*"), VERSIONS(500, 599), GPT_5,
      .efforts = LOW_TO_HIGH, .efforts_responses = LOW_TO_HIGH,
      .default_effort = PARL_EFFORT_MEDIUM, .responses_only = true },
    { FAMILY_REST("gpt-", "5.6",
                  "-cyber*" NOTE("levels as of gpt-5.6, unconfirmed")),
      VERSION(506), GPT_5, .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM, .responses_only = true },
    { FAMILY("gpt-daybreak", "*"), .new_max_tokens = true,
      .responses_only = true },
    { FAMILY("gpt-rosalind", "*"), .new_max_tokens = true,
      .responses_only = true },
    { FAMILY("computer-use-preview", "*"), .new_max_tokens = true,
      .responses_only = true },
    { FAMILY("codex-mini", "*"), O_SERIES, .words = &o_words,
      .responses_only = true },
    { FAMILY("gpt-", "5*"), VERSION(500), GPT_5,
      .efforts = EFFORT(MINIMAL) | LOW_TO_HIGH,
      .efforts_responses = EFFORT(MINIMAL) | LOW_TO_HIGH,
      .default_effort = PARL_EFFORT_MEDIUM },
    { FAMILY("gpt-", "5.1*"), VERSION(501), GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_HIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_HIGH,
      .default_effort = PARL_EFFORT_NONE },
    { FAMILY("gpt-", "5.2*, gpt-5.3*"), VERSIONS(502, 503), GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_NONE },
    { FAMILY("gpt-", "5.4*"), VERSION(504), GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_NONE,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { FAMILY("gpt-", "5.5*"), VERSION(505), GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH,
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { FAMILY("gpt-", "5.6*"), VERSIONS(506, 599), GPT_5_6,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { FAMILY_REST("gpt-", "6*", "-cyber*" NOTE("levels unconfirmed")),
      VERSIONS(600, 699), NO_REST_6, .responses_only = true },
    { FAMILY_REST("gpt-", "6*", "-rosalind*"), VERSIONS(600, 699), NO_REST_6,
      .responses_only = true },
    { FAMILY_REST("gpt-", "6*", "-astra-law*"), VERSIONS(600, 699), NO_REST_6,
      .responses_only = true },
    { FAMILY_REST("gpt-", "6*", "-astra*" NOTE("default effort unconfirmed")),
      VERSIONS(600, 699), NO_REST_6, .chat_tools = CHAT_TOOLS_NEVER },
    { FAMILY_APART("gpt-", "6.1-sol* and later", "-sol*"), VERSIONS(601, 699),
      NO_REST_6, .chat_tools = CHAT_TOOLS_NEVER },
    { FAMILY_REST("gpt-", "6.1", "-terra*"), VERSION(601), .knows_effort = true,
      .new_max_tokens = true, .no_audio = true, .words = &terra_words,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { FAMILY("gpt-", "6*"), VERSIONS(600, 699), GPT_5_6,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { FAMILY("gpt-", "7* and later" NOTE(
                         "not known yet: everything else as it is said")),
      VERSIONS(700, 9999), .new_max_tokens = true,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },

    /* ---- gpt-4 and before ---- */
    { FAMILY("gpt-", "4.1*"), VERSIONS(401, 499), NO_REASONING,
      .new_max_tokens = true },
    { FAMILY("gpt-4o-2024-05-13", ""), NO_REASONING, .no_json_schema = true },
    { FAMILY_APART("gpt-4o", "*-audio*, gpt-4o*-realtime*", "*-audio*"), HEARS,
      .no_json_schema = true, .no_json_object = true, .chat_only = true },
    { FAMILY_REST("gpt-4o", "", "*-search-preview*"), SEARCHES,
      .words = &search_words },
    { FAMILY("gpt-audio", "*"), HEARS, .no_json_schema = true,
      .no_json_object = true, .chat_only = true },
    { FAMILY("chatgpt-4o-latest", ""), NO_REASONING, .no_json_schema = true,
      .no_json_object = true, .no_tools = true },
    { FAMILY("gpt-4o", "*"), NO_REASONING },
    { FAMILY("gpt-4-turbo", "*"), NO_REASONING, .no_json_schema = true },
    { FAMILY("gpt-4-1106", "-preview"), NO_REASONING, .no_json_schema = true },
    { FAMILY("gpt-4-0125", "-preview"), NO_REASONING, .no_json_schema = true },
    { FAMILY("gpt-3.5-turbo-1106", ""), NO_REASONING, .no_json_schema = true },
    { FAMILY("gpt-3.5-turbo-0125", ""), NO_REASONING, .no_json_schema = true },
    { FAMILY("gpt-", "4, gpt-3.5 and before"), VERSIONS(300, 400), NO_REASONING,
      .no_json_schema = true, .no_json_object = true },
};

const struct facts_set facts_openai = FACTS_SET("openai", rows);
