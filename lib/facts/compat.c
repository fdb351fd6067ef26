/* facts/compat.c -- models of the makers whose vendors speak OpenAI's formats.
 */
#include "facts/facts.h"

const struct facts_set facts_compat = { .name = "compat" };
