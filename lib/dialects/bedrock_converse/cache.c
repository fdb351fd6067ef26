/* dialects/bedrock_converse/cache.c -- which cache marks go out.
 *
 * A point is a block of its own, {"cachePoint": {"type": "default", "ttl"}},
 * behind what it closes.  Families differ in where they take them; what is not
 * taken stays behind, with a report. */
#include "dialects/bedrock_converse/converse.h"

/* A mark that may go out. */
struct mark {
    int32_t *cache; /* where it is said: a parl_cache */
    const char *field;
};

struct marks {
    struct encoding *e;
    struct mark *list;
    size_t n;
    /* the blocks among which they are looked for */
    struct converse_block *blocks;
    size_t n_blocks;
    const char *why_none; /* none can go out here; NULL */
};

/* ---- finding them ------------------------------------------------------- */

/* May no point follow it?  A tool is no part. */
static bool is_barred(const struct converse_block *block)
{
    return block->part != NULL &&
           converse_is(block->part, CONVERSE_WATCHED | CONVERSE_REASONING);
}

/* Does it stand between two results?  Those come first in their turn, with
 * nothing between them. */
static bool is_between(const struct converse_block *blocks, size_t n, size_t i)
{
    return i + 1 < n && blocks[i + 1].part != NULL &&
           converse_is(blocks[i + 1].part, CONVERSE_RESULT);
}

/* A point may not follow a document, a video or reasoning at once: it moves
 * behind the next block, or else before them. */
static struct converse_block *place_for(struct converse_block *blocks, size_t n,
                                        size_t i)
{
    size_t at = i;

    while (at < n && (is_barred(&blocks[at]) || is_between(blocks, n, at)))
        at++;
    if (at < n)
        return &blocks[at];
    for (at = i; at > 0; at--) {
        if (!is_barred(&blocks[at - 1]))
            return &blocks[at - 1];
    }
    return NULL;
}

/* Is it marked by itself, so that no mark of another moves here? */
static bool has_mark(const struct converse_block *block)
{
    bool any = block->part->cache != PARL_CACHE_NONE;

    for (size_t i = 0; i < block->part->n_parts; i++)
        any = any || block->part->parts[i].cache != PARL_CACHE_NONE;
    return any;
}

static void find_mark(struct marks *m, size_t i, int32_t cache,
                      const char *field)
{
    struct converse_block *place = place_for(m->blocks, m->n_blocks, i);
    const bool moved = place != &m->blocks[i];
    const char *why = m->why_none;

    if (why == NULL && place == NULL)
        why = "%s takes no cache point behind it";
    if (why == NULL &&
        (place->cache != PARL_CACHE_NONE || (moved && has_mark(place))))
        why = "%s has another cache point in that place";
    if (why != NULL) {
        dropped_for_model(m->e, field, why);
        return;
    }
    if (moved)
        translated_for_model(m->e, field,
                             "moved to the nearest place where %s takes it");
    place->cache = cache;
    m->list[m->n++] = (struct mark){ &place->cache, field };
}

static const char *why_no_tools(const struct encoding *e, bool offered)
{
    return converse_lacks(e, LACKS_CACHE)        ? "%s caches nothing"
           : converse_lacks(e, LACKS_TOOL_CACHE) ? "%s caches no tools"
           : !offered                            ? "%s is not offered it"
                                                 : NULL;
}

static void find_in_tools(struct marks *m, struct converse_block *tools,
                          bool offered)
{
    const parl_request *r = m->e->request;

    m->blocks = tools;
    m->n_blocks = r->n_tools;
    for (size_t i = 0; i < r->n_tools; i++) {
        if (r->tools[i].cache == PARL_CACHE_NONE)
            continue;
        m->why_none =
            why_no_tools(m->e, offered && converse_offers(r, &r->tools[i]));
        find_mark(m, i, r->tools[i].cache,
                  pointer(m->e, "/tools/%zu/cache_control", i));
    }
}

/* The marks of a block: of a result, also those of the parts in it, of which
 * the last one counts. */
static void find_in_block(struct marks *m, size_t i)
{
    const struct converse_block *block = &m->blocks[i];
    const parl_part *part = block->part;

    if (part->cache != PARL_CACHE_NONE)
        find_mark(
            m, i, part->cache,
            pointer(m->e, "%s/cache_control", converse_field(m->e, block)));
    for (size_t k = part->n_parts; k > 0; k--) {
        if (part->parts[k - 1].cache != PARL_CACHE_NONE)
            find_mark(m, i, part->parts[k - 1].cache,
                      pointer(m->e, "/messages/%zu/content/%zu/cache_control",
                              block->message, k - 1));
    }
}

static void find_in_blocks(struct marks *m, struct converse_block *blocks,
                           size_t n, unsigned has)
{
    m->blocks = blocks;
    m->n_blocks = n;
    m->why_none = converse_lacks(m->e, LACKS_CACHE) ? "%s caches nothing"
                  : converse_lacks(m->e, LACKS_CACHE_BESIDE_CALLS) &&
                          (has & (CONVERSE_CALL | CONVERSE_RESULT)) != 0
                      ? "%s caches no turn with calls of tools"
                      : NULL;
    for (size_t i = 0; i < n; i++)
        find_in_block(m, i);
}

/* ---- limits ------------------------------------------------------------- */

static void forget_time(struct encoding *e, const struct mark *mark)
{
    if (*mark->cache == PARL_CACHE_1H)
        dropped_for_model(e, pointer(e, "%s/ttl", mark->field),
                          "%s takes no time for a cache point");
    *mark->cache = PARL_CACHE_DEFAULT;
}

static void keep_the_last(struct encoding *e, const struct marks *m)
{
    struct cache_marks marks = cache_marks_of(m->n);

    for (size_t i = 0; i < m->n; i++) {
        const struct mark *mark = &m->list[i];

        if (marks.spare == 0 && !e->to->facts->converse_ttl)
            forget_time(e, mark);
        *mark->cache = next_cache_mark(e, &marks, *mark->cache, mark->field);
    }
}

/* ---- the whole ---------------------------------------------------------- */

void converse_place_marks(struct converse_history *h, bool offers_tools)
{
    const parl_request *r = h->e->request;
    struct marks m = { .e = h->e };

    if (r->cache != PARL_CACHE_NONE)
        dropped_for_vendor(h->e, "/cache_control",
                           "%s marks no prompt by itself");
    m.list = ARENA_ARRAY(h->e->arena, r->n_tools + h->n_blocks,
                         struct mark); /* each of them has one at most */
    if (m.list == NULL)
        return;
    find_in_tools(&m, h->tools, offers_tools);
    find_in_blocks(&m, h->blocks, h->n_system, 0);
    for (size_t i = 0; i < h->n_turns; i++)
        find_in_blocks(&m, h->blocks + h->turns[i].first, h->turns[i].n,
                       h->turns[i].has);
    keep_the_last(h->e, &m);
}

void converse_write_mark(struct encoding *e, int32_t cache)
{
    if (cache == PARL_CACHE_NONE)
        return;
    json_object(&e->out, NULL);
    write_cache_mark(e, "cachePoint", "default", cache);
    json_end(&e->out);
}
