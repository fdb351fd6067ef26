/* facts/google.c -- Google's models.
 *
 * From Google's reference and guides of August to November 2026.  Ids are
 * sorted out by excluding the old generations, since new ones come under names
 * of any kind; so a row without a word about generateContent is of the newest
 * generation. */
#include "facts/facts.h"

#define PENALTIES "frequency_penalty presence_penalty"
/* "Ignored", say the guides; refused, says who tried. */
#define SAMPLING "temperature top_p top_k"

#define MINIMAL_TO_HIGH (EFFORT(MINIMAL) | LOW_TO_HIGH)
#define GRADED(set, usual) .default_effort = PARL_EFFORT_##usual, LEVELS(set)

/* What generations 1 and 2 share. */
#define OLD                                                                    \
    .calls_unsigned = true, .no_json_beside_tools = true,                      \
    .no_mixed_tools = true, .one_resolution = true,                            \
    .no_media_in_results = true

/* 1.x and 2.0: without thinking, and with the older schemas. */
#define NO_THINKING                                                            \
    OLD, .google_thinking = THINKING_NEVER, .knows_effort = true,              \
         .no_validated = true

/* 2.5: thinking by a budget. */
#define ON_BUDGET OLD, .google_thinking = THINKING_BY_BUDGET

#define OF_PRO .budget_min = 128, .budget_max = 32768
#define OF_FLASH .budget_min = 1, .budget_max = 24576
#define OF_LITE .budget_min = 512, .budget_max = 24576

static const struct model_words pro = { OF_PRO };
static const struct model_words pro_preview = { .drops = PENALTIES, OF_PRO };
static const struct model_words flash = { OF_FLASH };
static const struct model_words preview = { .drops = PENALTIES, OF_FLASH };
static const struct model_words lite = { OF_LITE };
static const struct model_words lite_preview = { .drops = PENALTIES, OF_LITE };

static const struct model_words plain = { .drops = PENALTIES };
static const struct model_words sampled = { .drops = SAMPLING " " PENALTIES };
static const struct model_words sampled_streams = {
    .drops = SAMPLING " " PENALTIES,
    .max_output_whole = 32768,
};

static const struct facts rows[] = {
    /* ---- Gemma, at the Developer API ---- */
    { FAMILY("gemma-", "1*, gemma-2*, gemma-3*" NOTE(
                           "no system instruction, no tools, no JSON mode")),
      VERSIONS(100, 399), NO_THINKING, .old_schema = true,
      .no_instructions = true, .no_json_object = true, .no_json_schema = true,
      .no_tools = true, .words = &plain },
    { FAMILY("gemma-3n",
             "*" NOTE("no system instruction, no tools, no JSON mode")),
      NO_THINKING, .old_schema = true, .no_instructions = true,
      .no_json_object = true, .no_json_schema = true, .no_tools = true,
      .words = &plain },

    /* ---- 1.x and 2.0 ---- */
    { FAMILY("gemini-", "1*"), VERSIONS(100, 199), NO_THINKING,
      .old_schema = true, .old_search = true },
    { FAMILY_REST("gemini-pro", "", ""), NO_THINKING, .old_schema = true,
      .old_search = true },
    { FAMILY("gemini-", "2.0*"), VERSIONS(200, 204), NO_THINKING,
      .old_schema = true },

    /* ---- 2.5 ---- */
    { FAMILY_APART("gemini-", "2.5-*-image*", "-*image*"), VERSIONS(205, 299),
      NO_THINKING, .no_tools = true, .words = &plain },
    { FAMILY_APART("gemini-", "2.5-*-tts*", "-*tts*"), VERSIONS(205, 299),
      NO_THINKING, .no_tools = true, .words = &plain },
    { FAMILY_APART("gemini-", "2.5-pro-preview*", "-pro*preview*"),
      VERSIONS(205, 299), ON_BUDGET, .words = &pro_preview },
    { FAMILY_REST("gemini-", "2.5", "-pro*"), VERSIONS(205, 299), ON_BUDGET,
      .words = &pro },
    { FAMILY_APART("gemini-", "2.5-flash-lite-preview*",
                   "-flash-lite*preview*"),
      VERSIONS(205, 299), ON_BUDGET, .budget_zero = true,
      .words = &lite_preview },
    { FAMILY_REST("gemini-", "2.5", "-flash-lite*"), VERSIONS(205, 299),
      ON_BUDGET, .budget_zero = true, .words = &lite },
    { FAMILY_APART("gemini-", "2.5-*-preview*", "-*preview*"),
      VERSIONS(205, 299), ON_BUDGET, .budget_zero = true, .words = &preview },
    { FAMILY("gemini-", "2.5-flash*"), VERSIONS(205, 299), ON_BUDGET,
      .budget_zero = true, .words = &flash },

    /* ---- 3 ---- */
    { FAMILY_REST("gemini-", "3", "-pro-image*"), VERSION(300),
      .google_thinking = THINKING_BY_BUDGET, .words = &pro_preview },
    { FAMILY_REST("gemini-", "3", "-pro*"), VERSION(300),
      GRADED(EFFORT(LOW) | EFFORT(HIGH), HIGH), .words = &plain },
    { FAMILY("gemini-", "3-flash*"), VERSION(300),
      GRADED(MINIMAL_TO_HIGH, HIGH), .words = &plain },
    { FAMILY_APART("gemini-", "3.1-flash-*image*", "-flash*-image*"),
      VERSION(301), GRADED(EFFORT(MINIMAL) | EFFORT(HIGH), MINIMAL),
      .words = &plain },
    { FAMILY_REST("gemini-", "3.5", "-flash-lite*"), VERSION(305),
      GRADED(MINIMAL_TO_HIGH, MINIMAL), .no_prefill = true, .words = &sampled },
    { FAMILY_REST("gemini-", "3.1", "-flash-lite*"), VERSIONS(301, 305),
      GRADED(MINIMAL_TO_HIGH, MINIMAL), .words = &plain },
    { FAMILY_REST("gemini-", "3.1", "-pro*"), VERSIONS(301, 305),
      GRADED(LOW_TO_HIGH, HIGH), .words = &plain },
    { FAMILY("gemini-", "3.1* to gemini-3.5*"), VERSIONS(301, 305),
      GRADED(MINIMAL_TO_HIGH, MEDIUM), .words = &plain },
    { FAMILY("gemini-", "3.6*"), VERSION(306), GRADED(MINIMAL_TO_HIGH, MEDIUM),
      .no_prefill = true, .words = &sampled },

    { FAMILY_REST("gemini-", "4", "-hydrogen*"), VERSION(400),
      GRADED(LOW_TO_XHIGH, HIGH), .no_prefill = true, .words = &sampled },
    { FAMILY_REST("gemini-", "4", "-neon*"), VERSION(400),
      GRADED(LOW_TO_XHIGH, HIGH), .no_prefill = true, .words = &sampled },
    { FAMILY("gemini-", "4*"), VERSIONS(400, 499), GRADED(LOW_TO_HIGH, MEDIUM),
      .no_prefill = true, .words = &sampled_streams },

    /* ---- 3.7, 3.8, the aliases of the newest, and what comes ---- */
    { FAMILY("gemini-", "3.7* and later, gemini-*-latest"),
      GRADED(LOW_TO_HIGH, MEDIUM), .no_prefill = true, .words = &sampled },
    { FAMILY("gemma-", "4* and later"), .knows_effort = true,
      .efforts = EFFORT(MINIMAL) | EFFORT(HIGH),
      .default_effort = PARL_EFFORT_MINIMAL, .calls_unsigned = true,
      .words = &plain },
};

const struct facts_set facts_google = FACTS_SET("google", rows);
