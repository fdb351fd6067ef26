/* facts/cohere.c -- Cohere's models.
 *
 * From Cohere's reference and guides of August 2026.  Those that reason do so
 * unless they are told not to; how much is a budget of tokens, not a level, so
 * that each level has a budget of ours (dialects/cohere_chat/write.c). */
#include "facts/facts.h"

#define REASONS                                                                \
    .knows_effort = true,                                                      \
    .efforts = EFFORT(NONE) | EFFORT(MINIMAL) | EFFORT(LOW) | EFFORT(MEDIUM) | \
               EFFORT(HIGH),                                                   \
    .default_effort = PARL_EFFORT_HIGH

#define NO_REASONING .knows_effort = true

static const struct facts rows[] = {
    { .family = "command-a-plus*", .stem = "command-a-plus", REASONS },
    { .family = "command-a-reasoning*",
      .stem = "command-a-reasoning",
      REASONS,
      .no_images = true },
    { .family = "north-mini-code*", .stem = "north-mini-code", REASONS },
    { .family = "command-a-vision*",
      .stem = "command-a-vision",
      NO_REASONING,
      .no_tools = true },
    { .family = "command-a-translate*",
      .stem = "command-a-translate",
      NO_REASONING,
      .no_images = true },
    { .family = "command-a-03-2025",
      .stem = "command-a-03-2025",
      NO_REASONING,
      .no_images = true },
    { .family = "command-r7b*",
      .stem = "command-r7b",
      NO_REASONING,
      .no_images = true },
    { .family = "command-r*",
      .stem = "command-r",
      NO_REASONING,
      .no_images = true,
      .no_forced_tools = true },
};

const struct facts_set facts_cohere = FACTS_SET("cohere", rows);
