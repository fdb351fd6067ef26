/* facts/anthropic.c -- Claude, wherever it runs.
 *
 * From Anthropic's documentation of August to November 2026.  Ids are
 * "claude-opus-4-5-20251101" at Anthropic, "claude-opus-4-5@20251101" at
 * Google, "us.anthropic.claude-opus-4-5-20251101-v1:0" at AWS. */
#include "facts/facts.h"

#define LOW_TO_MAX (LOW_TO_HIGH | EFFORT(XHIGH) | EFFORT(MAX))

/* All of them: there is no JSON mode without a schema. */
#define CLAUDE                                                                 \
    .knows_effort = true, .no_json_object = true, .converse = CONVERSE_CLAUDE

/* 4.7 and later: neither budgets nor sampling nor prefills. */
#define NEWER                                                                  \
    CLAUDE, .efforts = LOW_TO_MAX, .sampling = SAMPLING_NONE,                  \
            .no_prefill = true, .converse_ttl = true
#define MODERN NEWER, .default_effort = PARL_EFFORT_HIGH

/* 4.6: budgets are on their way out. */
#define CLAUDE_4_6                                                             \
    CLAUDE, .efforts = LOW_TO_HIGH | EFFORT(MAX),                              \
            .default_effort = PARL_EFFORT_HIGH,                                \
            .thinking = THINKS_ADAPTIVELY | THINKS_ON_BUDGET | THINKS_NOT,     \
            .interleaves = true, .sampling = SAMPLING_ONE, .no_prefill = true, \
            .converse_ttl = true, .converse_native = true,                     \
            .converse_off_to_force = true

/* 3.7 to 4.5: on a budget, by wish. */
#define ON_BUDGET                                                              \
    CLAUDE, .thinking = THINKS_ON_BUDGET | THINKS_NOT,                         \
            .converse_off_to_force = true

/* 4.5, at AWS */
#define CONVERSE_4_5 .converse_ttl = true, .converse_native = true

/* Before 3.7: without thinking. */
#define BEFORE_THINKING CLAUDE, .no_json_schema = true

/* How many tokens an answer has at the most, and a prompt that is cached at the
 * least; 0: nobody knows. */
#define LIMITS(answer, cached) .words = &limits_##answer##_##cached
#define HAS_LIMITS(answer, cached)                                             \
    static const struct model_words limits_##answer##_##cached = {             \
        .max_output = (answer), .cache_minimum = (cached)                      \
    }

HAS_LIMITS(128000, 4096);
HAS_LIMITS(128000, 2048);
HAS_LIMITS(128000, 1024);
HAS_LIMITS(128000, 512);
HAS_LIMITS(64000, 4096);
HAS_LIMITS(64000, 1024);
HAS_LIMITS(32000, 1024);
HAS_LIMITS(8192, 2048);
HAS_LIMITS(8192, 1024);
HAS_LIMITS(4096, 2048);
HAS_LIMITS(4096, 1024);
HAS_LIMITS(4096, 0);

static const struct facts rows[] = {
    /* ---- Fable and Mythos ---- */
    { FAMILY("claude-mythos-preview",
             "*" NOTE("sampling and longest answer unconfirmed")),
      CLAUDE, .efforts = LOW_TO_HIGH | EFFORT(MAX),
      .default_effort = PARL_EFFORT_HIGH,
      .thinking = THINKS_ADAPTIVELY | THINKS_ON_BUDGET, .thinks_unasked = true,
      .sampling = SAMPLING_NONE, .no_forced_tools = true, .no_prefill = true,
      LIMITS(128000, 2048) },
    { FAMILY("claude-fable-", "5"), VERSION(500), MODERN,
      .thinking = THINKS_ADAPTIVELY, .thinks_unasked = true,
      .system_turns = true, LIMITS(128000, 512) },
    { FAMILY("claude-mythos-", "5"), VERSION(500), MODERN,
      .thinking = THINKS_ADAPTIVELY, .thinks_unasked = true,
      .system_turns = true, LIMITS(128000, 512) },
    { FAMILY("claude-fable-", "5-1* and later"), VERSIONS(501, 599), MODERN,
      .thinking = THINKS_ADAPTIVELY, .thinks_unasked = true,
      .binds_thinking = true, .no_forced_tools = true, .system_turns = true,
      LIMITS(128000, 512) },
    { FAMILY("claude-mythos-", "5-1* and later"), VERSIONS(501, 599), MODERN,
      .thinking = THINKS_ADAPTIVELY, .thinks_unasked = true,
      .binds_thinking = true, .no_forced_tools = true, .system_turns = true,
      LIMITS(128000, 512) },

    /* ---- Opus ---- */
    { FAMILY("claude-opus-", "5-5*"), VERSIONS(501, 599), NEWER,
      .default_effort = PARL_EFFORT_MEDIUM, .thinking = THINKS_ADAPTIVELY,
      .thinks_unasked = true, .binds_thinking = true, .no_forced_tools = true,
      .system_turns = true, LIMITS(128000, 512) },
    { FAMILY("claude-opus-", "5"), VERSION(500), MODERN,
      .thinking = THINKS_ADAPTIVELY | THINKS_NOT, .thinks_unasked = true,
      .system_turns = true, LIMITS(128000, 512) },
    { FAMILY("claude-opus-", "4-8*"), VERSIONS(408, 499), MODERN,
      .thinking = THINKS_ADAPTIVELY | THINKS_NOT, .system_turns = true,
      LIMITS(128000, 1024) },
    { FAMILY("claude-opus-", "4-7*"), VERSION(407), MODERN,
      .thinking = THINKS_ADAPTIVELY | THINKS_NOT, .converse_off_to_force = true,
      LIMITS(128000, 2048) },
    { FAMILY("claude-opus-", "4-6*"), VERSION(406), CLAUDE_4_6,
      LIMITS(128000, 4096) },
    { FAMILY("claude-opus-", "4-5*"), VERSIONS(402, 405), ON_BUDGET,
      .interleaves = true, CONVERSE_4_5, .efforts = LOW_TO_HIGH,
      .default_effort = PARL_EFFORT_HIGH, .sampling = SAMPLING_ONE,
      LIMITS(64000, 4096) },
    { FAMILY("claude-opus-", "4-1*"), VERSION(401), ON_BUDGET,
      .interleaves = true, .no_json_schema = true, .sampling = SAMPLING_ONE,
      LIMITS(32000, 1024) },
    { FAMILY("claude-opus-", "4"), VERSION(400), ON_BUDGET, .interleaves = true,
      .no_json_schema = true, LIMITS(32000, 1024) },

    /* ---- Sonnet ---- */
    { FAMILY("claude-sonnet-", "5-5*"), VERSIONS(501, 599), MODERN,
      .thinking = THINKS_ADAPTIVELY | THINKS_BETWEEN_TOOLS,
      .thinks_unasked = true, .binds_thinking = true, .no_forced_tools = true,
      .system_turns = true, LIMITS(128000, 512) },
    { FAMILY("claude-sonnet-", "5"), VERSION(500), MODERN,
      .thinking = THINKS_ADAPTIVELY | THINKS_NOT, .thinks_unasked = true,
      .converse_off_to_force = true, LIMITS(128000, 1024) },
    { FAMILY("claude-sonnet-", "4-6*"), VERSIONS(406, 499), CLAUDE_4_6,
      LIMITS(128000, 1024) },
    { FAMILY("claude-sonnet-", "4-5*"), VERSIONS(401, 405), ON_BUDGET,
      .interleaves = true, CONVERSE_4_5, .sampling = SAMPLING_ONE,
      LIMITS(64000, 1024) },
    { FAMILY("claude-sonnet-", "4"), VERSION(400), ON_BUDGET,
      .interleaves = true, .no_json_schema = true, LIMITS(64000, 1024) },

    /* ---- Haiku ---- */
    { FAMILY("claude-haiku-", "5-5*" NOTE("forced tools unconfirmed")),
      VERSIONS(500, 599), NEWER, .default_effort = PARL_EFFORT_MEDIUM,
      .thinking = THINKS_ADAPTIVELY | THINKS_NOT, .thinks_unasked = true,
      .binds_thinking = true, LIMITS(128000, 512) },
    { FAMILY("claude-haiku-", "4-5*"), VERSIONS(400, 499), ON_BUDGET,
      CONVERSE_4_5, .sampling = SAMPLING_ONE, LIMITS(64000, 4096) },

    /* ---- 3 and before ---- */
    { FAMILY("claude-", "3-7-sonnet*"), VERSION(307), ON_BUDGET,
      .no_json_schema = true, LIMITS(64000, 1024) },
    { FAMILY_REST("claude-", "3-5", "-haiku*"), VERSION(305), BEFORE_THINKING,
      LIMITS(8192, 2048) },
    { FAMILY("claude-", "3-5-sonnet*"), VERSION(305), BEFORE_THINKING,
      LIMITS(8192, 1024) },
    { FAMILY_REST("claude-", "3", "-haiku*"), VERSION(300), BEFORE_THINKING,
      LIMITS(4096, 2048) },
    { FAMILY("claude-", "3*"), VERSIONS(300, 304), BEFORE_THINKING,
      LIMITS(4096, 1024) },
    { FAMILY("claude-", "2* and before"), VERSIONS(100, 299), BEFORE_THINKING,
      LIMITS(4096, 0) },
    { FAMILY("claude-v", "2*, claude-v1*"), VERSIONS(100, 299), BEFORE_THINKING,
      LIMITS(4096, 0) },
    { FAMILY("claude-instant", "*"), BEFORE_THINKING, LIMITS(4096, 0) },

    /* ---- not known yet ---- */
    { FAMILY("claude-", "*" NOTE("not known yet: as the newest")), MODERN,
      .thinking = THINKS_ADAPTIVELY, .thinks_unasked = true,
      .binds_thinking = true, .no_forced_tools = true, LIMITS(128000, 512) },
};

const struct facts facts_claude = {
    OTHERS("claude-*"),
    .unknown = true,
    MODERN,
    .thinking = THINKS_ADAPTIVELY,
    .thinks_unasked = true,
    .binds_thinking = true,
    .no_forced_tools = true,
    LIMITS(128000, 512),
};

const struct facts_set facts_anthropic = FACTS_SET("anthropic", rows);
