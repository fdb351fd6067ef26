/* tests/support/oom.c -- memory that runs out when a test says so. */
#include "support/oom.h"

#include "support/check.h"

#include <stdlib.h>

/* Stands before each block. */
union head {
    size_t size;
    max_align_t align;
};

static void *oom_alloc(void *user, size_t size)
{
    struct oom *o = user;
    size_t call = o->calls++;
    union head *head;

    assert_true(size > 0);
    if (call == o->fail_at || (call > o->fail_at && o->for_good)) {
        o->failed = true;
        return NULL;
    }
    head = malloc(sizeof(*head) + size);
    assert_non_null(head);
    head->size = size;
    o->live_blocks++;
    o->live_bytes += size;
    return memset(head + 1, 0xA5, size);
}

static void oom_free(void *user, void *block, size_t size)
{
    struct oom *o = user;
    union head *head = (union head *)block - 1;

    assert_non_null(block);
    assert_int_equal(head->size, size);
    o->live_blocks--;
    o->live_bytes -= size;
    memset(block, 0x5A, size);
    free(head);
}

static void *oom_realloc(void *user, void *old, size_t old_size, size_t size)
{
    void *block = oom_alloc(user, size);

    if (block == NULL || old == NULL)
        return block;
    memcpy(block, old, old_size < size ? old_size : size);
    oom_free(user, old, old_size);
    return block;
}

void oom_init(struct oom *o, size_t fail_at)
{
    *o = (struct oom){
        .mem = { o, oom_alloc, oom_realloc, oom_free },
        .fail_at = fail_at,
    };
}

void oom_check(const struct oom *o)
{
    assert_int_equal(o->live_blocks, 0);
    assert_int_equal(o->live_bytes, 0);
}

static bool run_one(oom_run_fn *run, size_t fail_at, bool for_good)
{
    struct oom o;
    bool done;

    oom_init(&o, fail_at);
    o.for_good = for_good;
    done = run(&o.mem);
    oom_check(&o);
    assert_int_equal(done, !o.failed);
    return done;
}

void oom_each(oom_run_fn *run)
{
    for (size_t n = 0; !run_one(run, n, true); n++)
        assert_false(run_one(run, n, false));
}
