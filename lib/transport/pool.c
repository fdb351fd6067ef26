/* transport/pool.c -- the engines that no thread is using.
 *
 * The one given back last is taken first: its connections are the freshest.
 */
#include <pthread.h>
#include <unistd.h>

#include "transport/transport.h"

struct engine_pool {
    const struct transport_options *options;
    pid_t owner;
    pthread_mutex_t lock; /* of what follows */
    struct engine **engines;
    size_t n_engines, size;
};

parl_status engine_pool_new(struct engine_pool **out,
                            const struct transport_options *options,
                            struct error *err)
{
    struct engine_pool *pool = mem_zalloc(options->mem, sizeof(*pool));

    *out = NULL;
    if (pool == NULL)
        return error_memory(err, PARL_OUT_OF_MEMORY, "the connections");
    if (pthread_mutex_init(&pool->lock, NULL) != 0) {
        mem_free(options->mem, pool, sizeof(*pool));
        return error_memory(err, PARL_OUT_OF_MEMORY, "a lock");
    }
    pool->options = options;
    pool->owner = getpid();
    *out = pool;
    return PARL_OK;
}

void engine_pool_free(struct engine_pool *pool)
{
    const parl_allocator *mem;

    if (pool == NULL)
        return;
    mem = pool->options->mem;
    for (size_t i = 0; i < pool->n_engines; i++)
        engine_free(pool->engines[i]);
    mem_free(mem, pool->engines, pool->size * sizeof(struct engine *));
    pthread_mutex_destroy(&pool->lock);
    mem_free(mem, pool, sizeof(*pool));
}

parl_status engine_pool_take(struct engine_pool *pool, struct engine **out,
                             struct error *err)
{
    struct engine *engine = NULL;

    *out = NULL;
    if (getpid() != pool->owner)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "the client was made before fork(): in the child it "
                         "can only be freed");
    pthread_mutex_lock(&pool->lock);
    if (pool->n_engines > 0)
        engine = pool->engines[--pool->n_engines];
    pthread_mutex_unlock(&pool->lock);

    *out = engine;
    return engine != NULL ? PARL_OK : engine_new(out, pool->options, err);
}

static bool grow(struct engine_pool *pool)
{
    const size_t each = sizeof(struct engine *);
    size_t size = pool->size != 0 ? pool->size * 2 : 8;
    struct engine **engines = mem_realloc(pool->options->mem, pool->engines,
                                          pool->size * each, size * each);

    if (engines == NULL)
        return false;
    pool->engines = engines;
    pool->size = size;
    return true;
}

void engine_pool_give(struct engine_pool *pool, struct engine *engine)
{
    pthread_mutex_lock(&pool->lock);
    if (pool->n_engines < pool->size || grow(pool)) {
        pool->engines[pool->n_engines++] = engine;
        engine = NULL;
    }
    pthread_mutex_unlock(&pool->lock);

    engine_free(engine); /* no room: its connections are given up */
}
