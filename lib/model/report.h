/* model/report.h -- what became of each member of a request.
 *
 * Nothing is dropped in silence: an encoder that leaves something out, or
 * sends it under another name or with another value, says so here. */
#ifndef PARLANCE_REPORT_H
#define PARLANCE_REPORT_H

#include <stdbool.h>
#include <parlance/parlance.h>
#include "base/arena.h"

/* The entries live in `arena`, in the order in which they were made. */
struct parl_report {
    struct arena *arena;
    parl_report_entry *entries;
    size_t n_entries;
    size_t size; /* of the array */
};

/* Both texts are copied.  A lack of memory stays in the arena. */
void report_add(struct parl_report *r, enum parl_action action,
                const char *field, const char *reason);

/* The entry about `field`; NULL: nothing was said about it. */
const parl_report_entry *report_find(const struct parl_report *r,
                                     const char *field);

/* A name as it stands in a JSON pointer, in the arena where it is another. */
const char *escape_name(struct arena *arena, const char *name);

#endif
