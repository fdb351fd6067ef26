/* facts/google.c -- Google's models.
 *
 * From Google's reference and guides of August to November 2026.  Ids are
 * sorted out by excluding the old generations, since new ones come under names
 * of any kind; so a row without a word about generateContent is of the newest
 * generation. */
#include "facts/facts.h"

#define PENALTIES "presence_penalty frequency_penalty"
/* "Ignored", say the guides; refused, says who tried. */
#define SAMPLING "temperature top_p top_k"

#define LOW_TO_HIGH (EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH))
#define MINIMAL_TO_HIGH (EFFORT(MINIMAL) | LOW_TO_HIGH)
#define LEVELS(set, usual)                                                     \
    .knows_effort = true, .efforts = (set),                                    \
    .default_effort = PARL_EFFORT_##usual

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
#define BUDGET(least, most)                                                    \
    OLD, .google_thinking = THINKING_BY_BUDGET, .budget_min = (least),         \
         .budget_max = (most)

static const struct model_words plain = { .drops = PENALTIES };
static const struct model_words sampled = { .drops = PENALTIES " " SAMPLING };

static const struct facts rows[] = {
    /* ---- Gemma, at the Developer API ---- */
    { .family = "gemma-1*, gemma-2*, gemma-3*",
      .stem = "gemma-",
      .from = 100,
      .to = 399,
      NO_THINKING,
      .old_schema = true,
      .no_instructions = true,
      .no_json_object = true,
      .no_json_schema = true,
      .no_tools = true,
      .words = &plain,
      .note = "no system instruction, no tools, no JSON mode" },
    { .family = "gemma-3n*",
      .stem = "gemma-3n",
      NO_THINKING,
      .old_schema = true,
      .no_instructions = true,
      .no_json_object = true,
      .no_json_schema = true,
      .no_tools = true,
      .words = &plain,
      .note = "no system instruction, no tools, no JSON mode" },

    /* ---- 1.x and 2.0 ---- */
    { .family = "gemini-1*",
      .stem = "gemini-",
      .from = 100,
      .to = 199,
      NO_THINKING,
      .old_schema = true,
      .old_search = true },
    { .family = "gemini-pro",
      .stem = "gemini-pro",
      .rest = "",
      NO_THINKING,
      .old_schema = true,
      .old_search = true },
    { .family = "gemini-2.0*",
      .stem = "gemini-",
      .from = 200,
      .to = 204,
      NO_THINKING,
      .old_schema = true },

    /* ---- 2.5 ---- */
    { .family = "gemini-2.5-*-image*",
      .stem = "gemini-",
      .from = 205,
      .to = 299,
      .rest = "-*image*",
      NO_THINKING,
      .no_tools = true,
      .words = &plain },
    { .family = "gemini-2.5-*-tts*",
      .stem = "gemini-",
      .from = 205,
      .to = 299,
      .rest = "-*tts*",
      NO_THINKING,
      .no_tools = true,
      .words = &plain },
    { .family = "gemini-2.5-pro-preview*",
      .stem = "gemini-",
      .from = 205,
      .to = 299,
      .rest = "-pro*preview*",
      BUDGET(128, 32768),
      .words = &plain },
    { .family = "gemini-2.5-pro*",
      .stem = "gemini-",
      .from = 205,
      .to = 299,
      .rest = "-pro*",
      BUDGET(128, 32768) },
    { .family = "gemini-2.5-flash-lite-preview*",
      .stem = "gemini-",
      .from = 205,
      .to = 299,
      .rest = "-flash-lite*preview*",
      BUDGET(512, 24576),
      .budget_zero = true,
      .words = &plain },
    { .family = "gemini-2.5-flash-lite*",
      .stem = "gemini-",
      .from = 205,
      .to = 299,
      .rest = "-flash-lite*",
      BUDGET(512, 24576),
      .budget_zero = true },
    { .family = "gemini-2.5-*-preview*",
      .stem = "gemini-",
      .from = 205,
      .to = 299,
      .rest = "-*preview*",
      BUDGET(1, 24576),
      .budget_zero = true,
      .words = &plain },
    { .family = "gemini-2.5-flash*",
      .stem = "gemini-",
      .from = 205,
      .to = 299,
      BUDGET(1, 24576),
      .budget_zero = true },

    /* ---- 3 ---- */
    { .family = "gemini-3-pro-image*",
      .stem = "gemini-",
      .from = 300,
      .to = 300,
      .rest = "-pro-image*",
      .google_thinking = THINKING_BY_BUDGET,
      .budget_min = 128,
      .budget_max = 32768,
      .words = &plain },
    { .family = "gemini-3-pro*",
      .stem = "gemini-",
      .from = 300,
      .to = 300,
      .rest = "-pro*",
      LEVELS(EFFORT(LOW) | EFFORT(HIGH), HIGH),
      .words = &plain },
    { .family = "gemini-3-flash*",
      .stem = "gemini-",
      .from = 300,
      .to = 300,
      LEVELS(MINIMAL_TO_HIGH, HIGH),
      .words = &plain },
    { .family = "gemini-3.5-flash-lite*",
      .stem = "gemini-",
      .from = 305,
      .to = 305,
      .rest = "-flash-lite*",
      LEVELS(MINIMAL_TO_HIGH, MINIMAL),
      .no_prefill = true,
      .words = &sampled },
    { .family = "gemini-3.1-flash-lite*",
      .stem = "gemini-",
      .from = 301,
      .to = 305,
      .rest = "-flash-lite*",
      LEVELS(MINIMAL_TO_HIGH, MINIMAL),
      .words = &plain },
    { .family = "gemini-3.1-pro*",
      .stem = "gemini-",
      .from = 301,
      .to = 305,
      .rest = "-pro*",
      LEVELS(LOW_TO_HIGH, HIGH),
      .words = &plain },
    { .family = "gemini-3.1* to gemini-3.5*",
      .stem = "gemini-",
      .from = 301,
      .to = 305,
      LEVELS(MINIMAL_TO_HIGH, MEDIUM),
      .words = &plain },
    { .family = "gemini-3.6*",
      .stem = "gemini-",
      .from = 306,
      .to = 306,
      LEVELS(MINIMAL_TO_HIGH, MEDIUM),
      .no_prefill = true,
      .words = &sampled },

    { .family = "gemini-4*",
      .stem = "gemini-",
      .from = 400,
      .to = 499,
      LEVELS(LOW_TO_HIGH, MEDIUM),
      .max_output_whole = 32768,
      .no_prefill = true,
      .words = &sampled },

    /* ---- 3.7, 3.8, the aliases of the newest, and what comes ---- */
    { .family = "gemini-3.7* and later, gemini-*-latest",
      .stem = "gemini-",
      LEVELS(LOW_TO_HIGH, MEDIUM),
      .no_prefill = true,
      .words = &sampled },
    { .family = "gemma-4* and later",
      .stem = "gemma-",
      .knows_effort = true,
      .efforts = EFFORT(MINIMAL) | EFFORT(HIGH),
      .default_effort = PARL_EFFORT_MINIMAL,
      .calls_unsigned = true,
      .words = &plain },
};

const struct facts_set facts_google = FACTS_SET("google", rows);
