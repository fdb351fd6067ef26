/* facts/facts.h -- the tables, one for the models of each maker. */
#ifndef PARLANCE_FACTS_FACTS_H
#define PARLANCE_FACTS_FACTS_H

#include "provider.h"

/* Whose facts they are: the stem of their ids, and what is said to people
 * behind it; a pattern's rest; and a note for people behind either. */
#define FAMILY(stem, more)                                                     \
    .family = stem more "\0", .stem_size = sizeof(stem) - 1
#define FAMILY_REST(stem, more, rest)                                          \
    .family = stem more "\0" rest "\0", .stem_size = sizeof(stem) - 1,         \
    .rest_at = sizeof(stem more)
#define NOTE(text) "\0" text

/* All models of a vendor that no row above is about. */
#define OTHERS(name) FAMILY("", name)

/* The version of such an id, 5.4 as 504, and an end that is none. */
#define VERSION(only) VERSIONS(only, only)
#define VERSIONS(first, last) .from = (first), .to = (last)
#define AND_LATER 99999

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
