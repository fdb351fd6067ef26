/* facts/mistral.c -- Mistral's models.
 *
 * From Mistral's API description of August 2026.  Reasoning is switched, not
 * graded, and the newer small and medium models alone have the switch. */
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
    { .family = "mistral-small-24*, -25*",
      .stem = "mistral-small-",
      .from = 240000,
      .to = 259999,
      NO_REASONING },
    { .family = "mistral-small*", .stem = "mistral-small", SWITCHED },
    { .family = "mistral-medium-latest",
      .stem = "mistral-medium-latest",
      SWITCHED },
    { .family = "mistral-medium-3-5*", .stem = "mistral-medium-3-5", SWITCHED },
    { .family = "mistral-medium-3.5*", .stem = "mistral-medium-3.5", SWITCHED },
    { .family = "mistral-medium-26*", .stem = "mistral-medium-26", SWITCHED },
    { .family = "mistral-medium*", .stem = "mistral-medium", NO_REASONING },
    { .family = "mistral-large*", .stem = "mistral-large", NO_REASONING },
    { .family = "mistral-tiny*", .stem = "mistral-tiny", NO_REASONING },
    { .family = "open-mi*", .stem = "open-mi", NO_REASONING },
    { .family = "ministral*", .stem = "ministral", NO_REASONING },
    { .family = "magistral*", /* they reason without being asked */
      .stem = "magistral",
      .words = &magistral_words },
    { .family = "codestral*", .stem = "codestral", NO_REASONING },
    { .family = "devstral*", .stem = "devstral", NO_REASONING },
    { .family = "pixtral*", .stem = "pixtral", NO_REASONING },
    { .family = "voxtral*", .stem = "voxtral", NO_REASONING },
    /* whatever else is served there knows the two words alone */
    { .family = "others at Mistral", .stem = "", SWITCHED },
};

const struct facts_set facts_mistral = FACTS_SET("mistral", rows);
