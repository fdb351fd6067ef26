/* facts/facts.h -- the tables, one for the models of each maker. */
#ifndef PARLANCE_FACTS_FACTS_H
#define PARLANCE_FACTS_FACTS_H

#include "provider.h"

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
