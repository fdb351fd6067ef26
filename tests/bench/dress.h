/* tests/bench/dress.h -- one long answer in the dress of each dialect.
 *
 * The members, their order and the sizes are those of the vendors; the content
 * is made up, and differs from event to event.  The text deltas of a stream are
 * all of one length. */
#ifndef PARLANCE_TESTS_BENCH_DRESS_H
#define PARLANCE_TESTS_BENCH_DRESS_H

#include <parlance/parlance.h>
#include "base/buf.h"

struct dress {
    const char *dialect;
    const char *provider;
    const char *model; /* "bench/...", for an account named so */
    const char *content_type;
    const char *event_end; /* what stands behind each event */
    const char *begin, *event, *end;
    bool is_binary; /* the texts are lines for frames_make() */
};

enum { N_DRESSES = 6, WORD_BYTES = 5 };

extern const struct dress dresses[N_DRESSES];

/* A client with one account, "bench", that speaks so to this address. */
parl_client *dress_client(const struct dress *dress, const char *url,
                          const parl_allocator *mem);

/* Appends the body of an answer, each event an HTTP chunk of its own, with
 * `n` text deltas.  *begin: the bytes before the first of them; *delta: the
 * bytes of each. */
void dress_stream(const struct dress *dress, int n, struct buf *out,
                  size_t *begin, size_t *delta);

#endif
