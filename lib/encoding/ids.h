/* encoding/ids.h -- ids and names, for vendors that take them only in a shape
 * of their own.  What is made of one depends on nothing but it, so that a call
 * and its result, and this turn and the next, agree. */
#ifndef PARLANCE_IDS_H
#define PARLANCE_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/span.h"

/* As much of `text` as goes into `size`, with '_' for what is not plain. */
void copy_plain(char *out, size_t size, const char *text, const char *more);

/* FNV-1a, of the text and a number. */
uint64_t text_hash(const char *text, uint64_t salt);

/* How often an id came before.  Some vendors give the same ones in each answer,
 * and others refuse what comes twice.  Zero is empty. */
enum { N_ID_LISTS = 64 };

struct call_ids {
    struct seen_id *lists[N_ID_LISTS]; /* by their hashes */
};

/* Of the calls, and of the results, which are told in their order: 0 for the
 * first one.  `id` is borrowed. */
unsigned calls_before(struct call_ids *ids, struct arena *arena,
                      const char *id);
unsigned results_before(struct call_ids *ids, struct arena *arena,
                        const char *id);

/* A number as `n` letters and digits, and a NUL. */
void write_letters(char *out, size_t n, uint64_t number);

#endif
