/* transport/none.c -- in place of curl.c where the build has no transport: the
 * codec works, and calls need a transport of the caller's. */
#include "transport/transport.h"

parl_status engine_pool_new(struct engine_pool **out,
                            const struct transport_options *options,
                            struct error *err)
{
    (void)options;
    (void)err;
    *out = NULL; /* found out by the first call */
    return PARL_OK;
}

void engine_pool_free(struct engine_pool *pool)
{
    (void)pool;
}

parl_status engine_new(struct engine **out,
                       const struct transport_options *options,
                       struct error *err)
{
    (void)options;
    (void)out;
    return error_set(err, PARL_NOT_BUILT, "this build has no transport");
}

void engine_free(struct engine *engine)
{
    (void)engine;
}

parl_status engine_pool_take(struct engine_pool *pool, struct engine **out,
                             struct error *err)
{
    (void)pool;
    (void)out;
    return error_set(err, PARL_NOT_BUILT, "this build has no transport");
}

void engine_pool_give(struct engine_pool *pool, struct engine *engine)
{
    (void)pool;
    (void)engine;
}

parl_status engine_add(struct engine *engine, struct transfer *transfer,
                       struct error *err)
{
    (void)engine;
    (void)transfer;
    return error_set(err, PARL_NOT_BUILT, "this build has no transport");
}

void engine_run(struct engine *engine, int64_t timeout_ms)
{
    (void)engine;
    (void)timeout_ms;
}

void engine_wake(struct engine *engine)
{
    (void)engine;
}

void engine_remove(struct engine *engine, struct transfer *transfer)
{
    (void)engine;
    (void)transfer;
}
