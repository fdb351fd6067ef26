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
    { FAMILY("command-a-plus", "*"), REASONS },
    { FAMILY("command-a-reasoning", "*"), REASONS, .no_images = true },
    { FAMILY("north-mini-code", "*"), REASONS },
    { FAMILY("command-a-vision", "*"), NO_REASONING, .no_tools = true },
    { FAMILY("command-a-translate", "*"), NO_REASONING, .no_images = true },
    { FAMILY("command-a-03-2025", ""), NO_REASONING, .no_images = true },
    { FAMILY("command-r7b", "*"), NO_REASONING, .no_images = true },
    { FAMILY("command-r", "*"), NO_REASONING, .no_images = true,
      .no_forced_tools = true },
};

const struct facts_set facts_cohere = FACTS_SET("cohere", rows);
