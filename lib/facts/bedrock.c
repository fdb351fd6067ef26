/* facts/bedrock.c -- models of makers that are met on AWS Bedrock. */
#include "facts/facts.h"

const struct facts_set facts_bedrock = { .name = "bedrock" };
