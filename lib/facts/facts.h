/* facts/facts.h -- the tables, one for the models of each maker. */
#ifndef PARLANCE_FACTS_FACTS_H
#define PARLANCE_FACTS_FACTS_H

#include "provider.h"

/* Whose facts they are: what people call the family, which begins with the
 * stem of its ids.  Behind the stem an id may go on as it likes
 *     FAMILY("gpt-oss", "* at Groq")
 * or by a glob, which is the end of the name, or stands apart where people
 * read something else
 *     FAMILY_REST("qwen", "", "*-coder*")
 *     FAMILY_APART("qwen3", "*-NNb", "*b") */
#define FAMILY(stem, more) NAMED(stem, stem more, more)
#define FAMILY_REST(stem, more, rest)                                          \
    NAMED(stem, stem more rest, rest), .rest_at = sizeof(stem more) - 1
#define FAMILY_APART(stem, more, rest)                                         \
    NAMED(stem, stem more "\0" rest, rest), .rest_at = sizeof(stem more)
#define NAMED(stem, text, last)                                                \
    .family = (text), .stem_size = sizeof(stem) - 1,                           \
    .noted = __builtin_strlen(last) + 1 < sizeof(last)

/* Goes behind the last part of any of them. */
#define NOTE(text) "\0" text

/* All models of a vendor that no row above is about. */
#define OTHERS(name) FAMILY("", name)

/* The version behind the stem, 5.4 as 504, and an end that is none. */
#define VERSION(only) VERSIONS(only, only)
#define VERSIONS(first, last) .from = (first), .to = (last)
#define AND_LATER 99999

/* Levels of effort that many models have. */
#define LOW_TO_HIGH (EFFORT(LOW) | EFFORT(MEDIUM) | EFFORT(HIGH))
#define LOW_TO_XHIGH (LOW_TO_HIGH | EFFORT(XHIGH))
#define NONE_TO_HIGH (EFFORT(NONE) | LOW_TO_HIGH)
#define EVERY_LEVEL                                                            \
    (NONE_TO_HIGH | EFFORT(MINIMAL) | EFFORT(XHIGH) | EFFORT(MAX))

/* It has these; or none, and an effort is not for it.  A row that says neither
 * sends an effort as it was said. */
#define LEVELS(set) .knows_effort = true, .efforts = (set)
#define NO_EFFORT .knows_effort = true

/* The first row that fits counts, so the narrower ones stand above.  What an
 * id that nobody knows yet gets is in the rows for its stem with an open
 * end. */
#define FACTS_SET(maker, table)                                                \
    {                                                                          \
        .name = (maker), .rows = (table),                                      \
        .n = sizeof(table) / sizeof((table)[0])                                \
    }

/* The same for models that are to be had from many. */
#define HOSTED_SET(maker, table)                                               \
    {                                                                          \
        .name = (maker), .rows = (table),                                      \
        .n = sizeof(table) / sizeof((table)[0]), .hosted = true                \
    }

#endif
