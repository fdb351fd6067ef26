/* facts/cohere.c -- Cohere's models. */
#include "facts/facts.h"

const struct facts_set facts_cohere = { .name = "cohere" };
