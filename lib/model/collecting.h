/* model/collecting.h -- the inside of the collector, for the files it is made
 * of: collector.c has pieces, calls and choices, which are handed out as
 * deltas; collector_kept.c what is kept without one, unknown members and facts;
 * collector_split.c what turns out to be something else at the end. */
#ifndef PARLANCE_COLLECTING_H
#define PARLANCE_COLLECTING_H

#include "model/model.h"

/* The first failure stays.  Always false. */
bool collector_failed(struct collector *c, parl_status status, const char *why);
bool collector_no_memory(struct collector *c);

/* `len` bytes more are kept; false: they are too many. */
bool collector_count(struct collector *c, size_t len);

/* Takes a text where none is known yet. */
void collector_keep(struct collector *c, const char **kept, struct span text);

/* The next two open what is not there; NULL when it cannot be had, or something
 * failed before. */
struct choice *collector_choice(struct collector *c, int32_t index);
struct part_building *collector_part(struct collector *c,
                                     enum parl_part_type kind, struct place at);
/* NULL: there is no such part. */
struct part_building *collector_find(struct collector *c,
                                     enum parl_part_type kind, struct place at);

#endif
