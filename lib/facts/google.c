/* facts/google.c -- Google's models. */
#include "facts/facts.h"

const struct facts_set facts_google = { .name = "google" };
