/* facts/facts.c -- what is true of which family of models.
 *
 * The first row that fits counts, so the narrower ones stand above.  What an
 * id that nobody knows yet gets is in the rows for its stem with an open end,
 * and at last the ordinary row: everything as it was said.
 *
 * From OpenAI's reference and guides of August to November 2026. */
#include "provider.h"

#include <string.h>

#define ALL_SAMPLING "temperature top_p logprobs top_logprobs n"
#define NEVER_AGAIN "presence_penalty frequency_penalty logit_bias"
#define NOT_REASONING ALL_SAMPLING " prediction modalities audio"

#define LOW_TO_HIGH (EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH))
#define LOW_TO_XHIGH (LOW_TO_HIGH | EFFORT(XHIGH))

/* o1, o3, o4: reason always, and know neither sampling nor parallel calls. */
#define O_SERIES                                                               \
    .knows_effort = true, .efforts = LOW_TO_HIGH,                              \
    .efforts_responses = LOW_TO_HIGH, .default_effort = PARL_EFFORT_MEDIUM,    \
    .new_max_tokens = true

/* gpt-5 and later: what all of them share. */
#define GPT_5                                                                  \
    .knows_effort = true, .new_max_tokens = true, .drops = NEVER_AGAIN,        \
    .drops_reasoning = NOT_REASONING " stop"

/* gpt-4 and before: nothing about reasoning. */
#define NO_REASONING .knows_effort = true, .drops = "verbosity"

static const struct facts table[] = {
    /* ---- the o-series ---- */
    { .family = "o1-mini*",
      .stem = "o1-mini",
      .knows_effort = true,
      .new_max_tokens = true,
      .no_instructions = true,
      .no_json_schema = true,
      .no_json_object = true,
      .no_tools = true,
      .drops = NEVER_AGAIN " " ALL_SAMPLING " stop verbosity",
      .note = "no system messages, no tools" },
    { .family = "o1-preview*",
      .stem = "o1-preview",
      .knows_effort = true,
      .new_max_tokens = true,
      .no_instructions = true,
      .no_json_schema = true,
      .no_json_object = true,
      .no_tools = true,
      .drops = NEVER_AGAIN " " ALL_SAMPLING " stop verbosity",
      .note = "no system messages, no tools" },
    { .family = "o1-pro*, o3-pro*",
      .stem = "o",
      .from = 100,
      .to = 300,
      .rest = "-pro*",
      O_SERIES,
      .drops = NEVER_AGAIN " " ALL_SAMPLING " parallel_tool_calls verbosity",
      .responses_only = true },
    { .family = "o*-deep-research*",
      .stem = "o",
      .from = 300,
      .to = 400,
      .rest = "*-deep-research*",
      O_SERIES,
      .drops = NEVER_AGAIN " " ALL_SAMPLING " parallel_tool_calls verbosity",
      .responses_only = true },
    { .family = "o3-mini*",
      .stem = "o",
      .from = 300,
      .to = 300,
      .rest = "-mini*",
      O_SERIES,
      .drops = NEVER_AGAIN " " ALL_SAMPLING " parallel_tool_calls verbosity" },
    { .family = "o1*",
      .stem = "o",
      .from = 100,
      .to = 100,
      O_SERIES,
      .drops = NEVER_AGAIN " " ALL_SAMPLING " parallel_tool_calls verbosity" },
    { .family = "o3*, o4*, and later",
      .stem = "o",
      .from = 300,
      .to = 9999,
      O_SERIES,
      .drops =
          NEVER_AGAIN " " ALL_SAMPLING " stop parallel_tool_calls verbosity" },

    /* ---- gpt-5 and later ---- */
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
      NO_REASONING,
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
    { .family = "codex-mini*",
      .stem = "codex-mini",
      O_SERIES,
      .drops = NEVER_AGAIN " " ALL_SAMPLING " parallel_tool_calls verbosity",
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
      GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { .family = "gpt-6-astra*",
      .stem = "gpt-",
      .from = 600,
      .to = 600,
      .rest = "-astra*",
      GPT_5,
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
      GPT_5,
      .efforts = LOW_TO_XHIGH,
      .efforts_responses = LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_NEVER },
    { .family = "gpt-6*",
      .stem = "gpt-",
      .from = 600,
      .to = 699,
      GPT_5,
      .efforts = EFFORT(NONE) | LOW_TO_XHIGH,
      .efforts_responses = EFFORT(NONE) | LOW_TO_XHIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_MEDIUM,
      .chat_tools = CHAT_TOOLS_AT_EFFORT_NONE },
    { .family = "gpt-7* and later",
      .stem = "gpt-",
      .from = 700,
      .to = 9999,
      .new_max_tokens = true,
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
      NO_REASONING,
      .no_json_schema = true,
      .no_json_object = true },
    { .family = "gpt-audio*",
      .stem = "gpt-audio",
      NO_REASONING,
      .no_json_schema = true,
      .no_json_object = true },
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

enum { N_FACTS = sizeof(table) / sizeof(table[0]) };

static const struct facts ordinary = { .family = "*" };

/* ---- matching ----------------------------------------------------------- */

bool word_in(const char *list, const char *word)
{
    const size_t len = strlen(word);

    while (list != NULL && *list != '\0') {
        const char *end = strchr(list, ' ');
        const size_t n = end != NULL ? (size_t)(end - list) : strlen(list);

        if (n == len && memcmp(list, word, n) == 0)
            return true;
        list = end != NULL ? end + 1 : NULL;
    }
    return false;
}

/* '*' stands for any number of characters. */
static bool glob(const char *pattern, const char *text)
{
    while (*pattern != '*') {
        if (*pattern != *text)
            return false;
        if (*text == '\0')
            return true;
        pattern++, text++;
    }
    for (;; text++) {
        if (glob(pattern + 1, text))
            return true;
        if (*text == '\0')
            return false;
    }
}

static int read_number(const char **at)
{
    int number = 0;

    for (; **at >= '0' && **at <= '9' && number < 1000; (*at)++)
        number = number * 10 + (**at - '0');
    return number;
}

/* 5 and 5.4 as 500 and 504; -1 when there is none. */
static int read_version(const char **at)
{
    int version;

    if (**at < '0' || **at > '9')
        return -1;
    version = read_number(at) * 100;
    if ((*at)[0] == '.' && (*at)[1] >= '0' && (*at)[1] <= '9') {
        (*at)++;
        version += read_number(at);
    }
    return version;
}

static bool fits(const struct facts *row, const char *id)
{
    const size_t len = strlen(row->stem);

    if (strncmp(id, row->stem, len) != 0)
        return false;
    id += len;
    if (row->to > 0) {
        const int version = read_version(&id);

        /* "gpt-4o" is no version 4: a letter may not follow */
        if (version < row->from || version > row->to ||
            (*id >= 'a' && *id <= 'z'))
            return false;
    }
    return row->rest == NULL || glob(row->rest, id);
}

/* A fine-tuned model is what it was made from: "ft:BASE:org:name:id". */
static const char *without_tuning(const char *model, char *base, size_t size)
{
    size_t len;

    if (strncmp(model, "ft:", 3) != 0)
        return model;
    model += 3;
    len = strcspn(model, ":");
    error_copy(base, size, model, len);
    return base;
}

const struct facts *facts_find(const char *model)
{
    char base[128];

    if (model == NULL)
        return &ordinary;
    model = without_tuning(model, base, sizeof(base));
    for (size_t i = 0; i < N_FACTS; i++) {
        if (fits(&table[i], model))
            return &table[i];
    }
    return &ordinary;
}

size_t facts_count(void)
{
    return N_FACTS;
}

const struct facts *facts_at(size_t index)
{
    return index < N_FACTS ? &table[index] : NULL;
}
