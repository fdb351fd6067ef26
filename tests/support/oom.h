/* tests/support/oom.h -- memory that runs out when a test says so.
 *
 * Counts what is live, so that leaks show; checks the sizes it is given back;
 * and moves a block whenever it is resized, so that stale pointers show. */
#ifndef PARLANCE_TESTS_SUPPORT_OOM_H
#define PARLANCE_TESTS_SUPPORT_OOM_H

#include <stdbool.h>
#include <stddef.h>
#include <parlance/extend.h>

#define OOM_NEVER ((size_t)-1)

/* For one thread; it may not be moved. */
struct oom {
    parl_allocator mem; /* for the code under test */
    size_t fail_at;     /* the call that fails, counted from 0 */
    bool for_good;      /* and all that follow it */
    bool failed;        /* a call did fail */
    size_t calls;       /* of alloc and realloc */
    size_t live_blocks;
    size_t live_bytes;
};

void oom_init(struct oom *o, size_t fail_at);

/* Fails the test when anything is still allocated. */
void oom_check(const struct oom *o);

/* Does something and releases all of it; false: there was no memory. */
typedef bool oom_run_fn(const parl_allocator *mem);

/* Runs it with the n-th call failing, alone and with all that follow, for n =
 * 0, 1, 2... until none fails.  A run has to say whether one did, and to leave
 * nothing behind. */
void oom_each(oom_run_fn *run);

#endif
