/* facts/mistral.c -- Mistral's models.
 *
 * From Mistral's API description of August 2026, and its guide to reasoning of
 * October.  Reasoning is switched, but for the newest large model, which has
 * levels; the newer small and medium models alone have the switch. */
#include "facts/facts.h"

#define SWITCHED                                                               \
    .knows_effort = true, .efforts = EFFORT(NONE) | EFFORT(HIGH),              \
    .default_effort = PARL_EFFORT_NONE

#define NO_REASONING .knows_effort = true

static const struct model_words magistral_words = {
    .drops = "reasoning_effort",
};

static const struct facts rows[] = {
    /* numbers are the year and month: those of 2024 and 2025 do not reason */
    { FAMILY("mistral-small-", "24*, -25*"), VERSIONS(240000, 259999),
      NO_REASONING },
    { FAMILY("mistral-small", "*"), SWITCHED },
    { FAMILY("mistral-medium-latest", ""), SWITCHED },
    { FAMILY("mistral-medium-3-5", "*"), SWITCHED },
    { FAMILY("mistral-medium-3.5", "*"), SWITCHED },
    { FAMILY("mistral-medium-26", "*"), SWITCHED },
    { FAMILY("mistral-medium", "*"), NO_REASONING },
    { FAMILY("mistral-large-", "4* and later"), VERSIONS(400, 9999),
      LEVELS(NONE_TO_HIGH), .default_effort = PARL_EFFORT_HIGH },
    { FAMILY("mistral-large", "*"), NO_REASONING },
    { FAMILY("mistral-tiny", "*"), NO_REASONING },
    { FAMILY("open-mi", "*"), NO_REASONING },
    { FAMILY("ministral", "*"), NO_REASONING },
    { FAMILY("magistral", "*"), /* they reason without being asked */
      .words = &magistral_words },
    { FAMILY("codestral", "*"), NO_REASONING },
    { FAMILY("devstral", "*"), NO_REASONING },
    { FAMILY("pixtral", "*"), NO_REASONING },
    { FAMILY("voxtral", "*"), NO_REASONING },
    /* whatever else is served there knows the two words alone */
    { OTHERS("others at Mistral"), SWITCHED },
};

const struct facts_set facts_mistral = FACTS_SET("mistral", rows);
