/* dialects/bedrock_converse/cache.c -- which cache marks go out.
 *
 * A point is a block of its own, {"cachePoint": {"type": "default", "ttl"}},
 * behind what it closes.  There may be four of them, those for an hour before
 * the others; families differ in where they take them.  None of it may make a
 * request fail, so what is not taken stays behind, with a report. */
#include "dialects/bedrock_converse/converse.h"

enum { MAX_POINTS = 4 };

/* A mark that may go out. */
struct mark {
    int32_t *cache; /* where it is said: a parl_cache */
    const char *field;
};

struct marks {
    struct converse_history *h;
    struct mark *list;
    size_t n, size;
};

static void add(struct marks *m, int32_t *cache, int32_t wanted,
                const char *field)
{
    if (m->n == m->size)
        return;
    *cache = wanted;
    m->list[m->n++] = (struct mark){ cache, field };
}

static void drop(struct marks *m, const char *field, const char *why)
{
    dropped(m->h->e, field, "%s %s", m->h->e->to->model, why);
}

/* ---- finding them ------------------------------------------------------- */

static void find_in_tools(struct marks *m, bool offered)
{
    const parl_request *r = m->h->e->request;

    for (size_t i = 0; i < r->n_tools; i++) {
        const char *field;

        if (r->tools[i].cache == PARL_CACHE_NONE)
            continue;
        field = pointer(m->h->e, "/tools/%zu/cache_control", i);
        if (converse_lacks(m->h, LACKS_CACHE))
            drop(m, field, "caches nothing");
        else if (converse_lacks(m->h, LACKS_TOOL_CACHE))
            drop(m, field, "caches no tools");
        else if (!offered)
            drop(m, field, "is offered no tools");
        else
            add(m, &m->h->tools[i], r->tools[i].cache, field);
    }
}

/* The mark of a block: of a result, also that of a part in it. */
static int32_t mark_of(struct converse_history *h,
                       const struct converse_block *block, const char **field)
{
    const parl_part *part = block->part;

    if (block->ours)
        return PARL_CACHE_NONE;
    for (size_t i = part->n_parts; i > 0; i--) {
        if (part->parts[i - 1].cache == PARL_CACHE_NONE)
            continue;
        *field = pointer(h->e, "/messages/%zu/content/%zu/cache_control",
                         block->message, i - 1);
        return part->parts[i - 1].cache;
    }
    if (part->cache != PARL_CACHE_NONE)
        *field = pointer(h->e, "%s/cache_control",
                         part_pointer(h->e, block->message, block->place));
    return part->cache;
}

static bool is_watched(const struct converse_block *block)
{
    return block->part->type == PARL_PART_DOCUMENT ||
           block->part->type == PARL_PART_VIDEO;
}

static bool holds_calls(const struct converse_block *blocks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (blocks[i].part->type == PARL_PART_TOOL_CALL ||
            blocks[i].part->type == PARL_PART_CUSTOM_CALL ||
            blocks[i].part->type == PARL_PART_TOOL_RESULT)
            return true;
    }
    return false;
}

/* A point may not follow a document or a video at once: it moves behind the
 * next block, or else before them. */
static struct converse_block *place_for(struct converse_block *blocks, size_t n,
                                        size_t i)
{
    size_t at = i;

    while (at < n && is_watched(&blocks[at]))
        at++;
    if (at < n)
        return &blocks[at];
    for (at = i; at > 0; at--) {
        if (!is_watched(&blocks[at - 1]))
            return &blocks[at - 1];
    }
    return NULL;
}

static void find_in_blocks(struct marks *m, struct converse_block *blocks,
                           size_t n)
{
    const bool barred = converse_lacks(m->h, LACKS_CACHE_BESIDE_CALLS) &&
                        holds_calls(blocks, n);

    for (size_t i = 0; i < n; i++) {
        const char *field = "";
        const int32_t cache = mark_of(m->h, &blocks[i], &field);
        struct converse_block *place;

        if (cache == PARL_CACHE_NONE)
            continue;
        place = place_for(blocks, n, i);
        if (converse_lacks(m->h, LACKS_CACHE)) {
            drop(m, field, "caches nothing");
        } else if (barred) {
            drop(m, field, "caches no turn with calls of tools");
        } else if (place == NULL || place->cache != PARL_CACHE_NONE) {
            drop(m, field, "takes no cache point behind a document");
        } else {
            if (place != &blocks[i])
                translated(m->h->e, field,
                           "moved to the nearest place where %s takes it",
                           m->h->e->to->model);
            add(m, &place->cache, cache, field);
        }
    }
}

/* ---- limits ------------------------------------------------------------- */

static void keep_the_last(struct marks *m)
{
    for (size_t i = 0; i + MAX_POINTS < m->n; i++) {
        *m->list[i].cache = PARL_CACHE_NONE;
        dropped(m->h->e, m->list[i].field,
                "there may be %d of them: the last ones go out", MAX_POINTS);
    }
}

static void settle_times(struct marks *m)
{
    const bool takes_times = m->h->e->to->facts->converse_ttl;
    bool shorter = false;

    for (size_t i = m->n > MAX_POINTS ? m->n - MAX_POINTS : 0; i < m->n; i++) {
        const struct mark *mark = &m->list[i];
        const char *field = pointer(m->h->e, "%s/ttl", mark->field);

        if (!takes_times && *mark->cache != PARL_CACHE_DEFAULT) {
            if (*mark->cache == PARL_CACHE_1H)
                drop(m, field, "takes no time for a cache point");
            *mark->cache = PARL_CACHE_DEFAULT;
        } else if (*mark->cache != PARL_CACHE_1H) {
            shorter = true;
        } else if (shorter) {
            translated(m->h->e, field,
                       "sent as 5m: an hour may not follow a shorter time");
            *mark->cache = PARL_CACHE_5M;
        }
    }
}

/* ---- the whole ---------------------------------------------------------- */

void converse_place_marks(struct converse_history *h, bool offers_tools)
{
    const parl_request *r = h->e->request;
    struct marks m = { .h = h, .size = r->n_tools + h->n_system + h->n_blocks };

    if (r->cache != PARL_CACHE_NONE)
        dropped(h->e, "/cache_control", "%s marks no prompt by itself",
                h->e->to->provider->about);
    m.list = ARENA_ARRAY(h->e->arena, m.size, struct mark);
    if (m.list == NULL)
        return;
    find_in_tools(&m, offers_tools);
    find_in_blocks(&m, h->system, h->n_system);
    for (size_t i = 0; i < h->n_turns; i++)
        find_in_blocks(&m, h->blocks + h->turns[i].first, h->turns[i].n);
    keep_the_last(&m);
    settle_times(&m);
}

void converse_write_mark(struct encoding *e, int32_t cache)
{
    if (cache == PARL_CACHE_NONE)
        return;
    json_object(&e->out, NULL);
    json_object(&e->out, "cachePoint");
    json_str(&e->out, "type", "default");
    if (cache != PARL_CACHE_DEFAULT)
        json_str(&e->out, "ttl", cache == PARL_CACHE_1H ? "1h" : "5m");
    json_end(&e->out);
    json_end(&e->out);
}
