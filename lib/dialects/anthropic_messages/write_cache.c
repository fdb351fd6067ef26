/* dialects/anthropic_messages/write_cache.c -- points up to which the prompt is
 * cached: "cache_control": {"type": "ephemeral", "ttl": "5m" | "1h"}.
 *
 * The one on the request counts among them, and so do those in items that go as
 * they are. */
#include "dialects/anthropic_messages/messages.h"

#include "encoding/tool_choice.h"

/* ---- counting ----------------------------------------------------------- */

/* Has an item, which goes as it is, a mark of its own? */
static bool has_mark(struct span item)
{
    return !is_empty_value(json_find(item, "cache_control"));
}

static size_t count_part(const parl_part *part)
{
    size_t n;

    if (part->type == PARL_PART_OPAQUE)
        return has_mark(part_text(part));
    n = part->cache != PARL_CACHE_NONE && !messages_is_thinking(part) &&
        !messages_is_blank_text(part);
    for (size_t i = 0; i < part->n_parts; i++)
        n += count_part(&part->parts[i]);
    return n;
}

static size_t count_turns(const struct messages_turns *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++)
        n += count_part(t->blocks[i].part);
    return n;
}

/* The mark of the very last block stands where that of the request would, and
 * must not differ. */
static bool has_rival(const struct encoding *e,
                      const struct messages_plan *plan)
{
    const struct messages_turns *t = &plan->turns;
    const int32_t last =
        t->n > 0 ? t->blocks[t->n - 1].part->cache : PARL_CACHE_NONE;

    return last != PARL_CACHE_NONE &&
           (last == PARL_CACHE_1H) != (e->request->cache == PARL_CACHE_1H);
}

void messages_plan_marks(const struct encoding *e, struct messages_plan *plan)
{
    const parl_request *r = e->request;
    size_t n = count_turns(&plan->system) + count_turns(&plan->turns);

    n += r->cache != PARL_CACHE_NONE && !has_rival(e, plan);
    for (size_t i = 0; i < r->n_tools; i++) {
        const parl_tool *tool = &r->tools[i];

        if (is_allowed(r, tool))
            n += tool->type == PARL_TOOL_OPAQUE
                     ? has_mark(span_of(tool->parameters))
                     : tool->cache != PARL_CACHE_NONE;
    }
    plan->marks = cache_marks_of(n);
}

/* ---- writing ------------------------------------------------------------ */

void messages_note_mark(struct messages_plan *plan, struct span item)
{
    const struct span ttl = json_find(json_find(item, "cache_control"), "ttl");

    if (has_mark(item) && !span_is(ttl, "\"1h\""))
        plan->marks.shorter = true;
}

void messages_write_mark(struct encoding *e, struct messages_plan *plan,
                         int32_t cache, const char *field)
{
    if (cache == PARL_CACHE_NONE)
        return;
    cache = next_cache_mark(e, &plan->marks, cache,
                            pointer(e, "%s/cache_control", field));
    if (cache != PARL_CACHE_NONE)
        write_cache_mark(e, "cache_control", "ephemeral", cache);
}

void messages_write_request_mark(struct encoding *e, struct messages_plan *plan)
{
    if (e->request->cache != PARL_CACHE_NONE && has_rival(e, plan))
        dropped(e, "/cache_control",
                "the last part has a mark with another ttl already");
    else
        messages_write_mark(e, plan, e->request->cache, "");
}
