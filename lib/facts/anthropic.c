/* facts/anthropic.c -- Anthropic's models, wherever they are served. */
#include "facts/facts.h"

const struct facts_set facts_anthropic = { .name = "anthropic" };
