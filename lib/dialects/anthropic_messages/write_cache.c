/* dialects/anthropic_messages/write_cache.c -- points up to which the prompt is
 * cached: "cache_control": {"type": "ephemeral", "ttl": "5m" | "1h"}.
 *
 * The vendor takes four, the one on the request among them, and those of an
 * hour only before all others.  A mark never makes an error: of too many the
 * last ones go out, and an hour that comes too late is five minutes. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>

bool messages_is_blank(struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (strchr(" \t\r\n\v\f", text.ptr[i]) == NULL || text.ptr[i] == '\0')
            return false;
    }
    return true;
}

/* ---- counting ----------------------------------------------------------- */

/* Does a part go out as a block that may have a mark? */
static bool is_markable(const parl_part *part)
{
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
    case PARL_PART_REFUSAL:
        return !messages_is_blank(part_text(part));
    case PARL_PART_IMAGE:
    case PARL_PART_DOCUMENT:
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_TOOL_RESULT:
        return true;
    case PARL_PART_AUDIO:
    case PARL_PART_VIDEO:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    case PARL_PART_OPAQUE:
        break;
    }
    return false;
}

/* Has an item, which goes as it is, a mark of its own? */
static bool has_mark(struct span item)
{
    return !is_empty_value(json_find(item, "cache_control"));
}

static size_t count_parts_marks(const parl_part *parts, size_t n_parts)
{
    size_t n = 0;

    for (size_t i = 0; i < n_parts; i++) {
        n += parts[i].type == PARL_PART_OPAQUE
                 ? has_mark(part_text(&parts[i]))
                 : parts[i].cache != PARL_CACHE_NONE && is_markable(&parts[i]);
        n += count_parts_marks(parts[i].parts, parts[i].n_parts);
    }
    return n;
}

size_t messages_count_marks(const parl_request *r)
{
    size_t n = r->cache != PARL_CACHE_NONE;

    for (size_t i = 0; i < r->n_tools; i++)
        n += r->tools[i].type == PARL_TOOL_OPAQUE
                 ? has_mark(span_of(r->tools[i].parameters))
                 : r->tools[i].cache != PARL_CACHE_NONE;
    for (size_t i = 0; i < r->n_messages; i++)
        n += count_parts_marks(r->messages[i].parts, r->messages[i].n_parts);
    return n;
}

/* ---- writing ------------------------------------------------------------ */

static void write_mark(struct encoding *e, struct messages_plan *plan,
                       int32_t cache, const char *field)
{
    if (cache == PARL_CACHE_1H && plan->short_mark) {
        translated(e, field,
                   "sent with a ttl of 5m: an hour may not stand behind it");
        cache = PARL_CACHE_5M;
    }
    plan->short_mark = plan->short_mark || cache != PARL_CACHE_1H;
    json_object(&e->out, "cache_control");
    json_str(&e->out, "type", "ephemeral");
    if (cache != PARL_CACHE_DEFAULT)
        json_str(&e->out, "ttl", cache == PARL_CACHE_1H ? "1h" : "5m");
    json_end(&e->out);
}

void messages_note_mark(struct messages_plan *plan, struct span item)
{
    const struct span ttl = json_find(json_find(item, "cache_control"), "ttl");

    if (has_mark(item) && !span_is(ttl, "\"1h\""))
        plan->short_mark = true;
}

void messages_write_mark(struct encoding *e, struct messages_plan *plan,
                         int32_t cache, const char *field)
{
    if (cache == PARL_CACHE_NONE)
        return;
    field = pointer(e, "%s/cache_control", field);
    if (plan->spare_marks == 0) {
        write_mark(e, plan, cache, field);
        return;
    }
    plan->spare_marks--;
    dropped(e, field, "%s takes %d marks; the last ones are sent",
            e->to->provider->about, MESSAGES_MAX_MARKS);
}

/* The mark of the very last block: that of the request would stand there too,
 * and must not differ. */
static int32_t last_mark(const parl_request *r)
{
    const parl_message *m = &r->messages[r->n_messages - 1];

    return m->n_parts > 0 ? m->parts[m->n_parts - 1].cache : PARL_CACHE_NONE;
}

void messages_write_request_mark(struct encoding *e, struct messages_plan *plan)
{
    const int32_t last = last_mark(e->request);
    const int32_t cache = e->request->cache;

    if (cache == PARL_CACHE_NONE)
        return;
    if (last != PARL_CACHE_NONE &&
        (last == PARL_CACHE_1H) != (cache == PARL_CACHE_1H))
        dropped(e, "/cache_control",
                "the last part has a mark with another ttl already");
    else
        write_mark(e, plan, cache, "/cache_control");
}
