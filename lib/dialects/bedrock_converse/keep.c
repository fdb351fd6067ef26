/* dialects/bedrock_converse/keep.c -- what of the history goes back: no text
 * that says nothing, and reasoning to its maker alone. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>

static const char *field_of(struct converse_history *h,
                            const struct converse_block *block)
{
    return part_pointer(h->e, block->message, block->place);
}

/* ---- text --------------------------------------------------------------- */

bool converse_is_blank(struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (strchr(" \t\r\n\f\v", text.ptr[i]) == NULL || text.ptr[i] == '\0')
            return false;
    }
    return true;
}

/* A text that says nothing, or white space alone: models refuse it. */
bool converse_drops_blank(struct converse_history *h,
                          const struct converse_block *block)
{
    const parl_part *part = block->part;
    const struct span text = part_text(part);

    if (!converse_is_text(part) || !converse_is_blank(text))
        return false;
    if (text.len > 0)
        dropped(h->e, field_of(h, block),
                "%s refuses a text of white space alone",
                h->e->to->provider->about);
    if (part->cache != PARL_CACHE_NONE)
        dropped(h->e, pointer(h->e, "%s/cache_control", field_of(h, block)),
                "the text before it is empty");
    return true;
}

/* ---- reasoning ---------------------------------------------------------- */

/* Did this account make it, and by a model of the family that is asked now?  A
 * model that nobody knows, such as an alias, gets the benefit of the doubt. */
static bool is_of_family(const struct converse_history *h,
                         const parl_message *m)
{
    const struct target *to = h->e->to;
    const struct facts *maker;

    if (!is_own(h->e, m))
        return false;
    if (m->origin == NULL || m->origin->model == NULL)
        return true;
    maker = facts_find(to->provider->facts, m->origin->model);
    return maker->converse == CONVERSE_UNKNOWN ||
           maker->converse == to->facts->converse;
}

/* Reasoning goes back to its maker, signed, and to models that want it. */
static bool keeps_reasoning(const struct converse_history *h,
                            const parl_message *m, const parl_part *part)
{
    if (!is_of_family(h, m) || converse_lacks(h, LACKS_REASONING_BACK))
        return false;
    if (part->type == PARL_PART_REDACTED_THINKING)
        return part_text(part).len > 0;
    return part->signature != NULL &&
           span_text(part->signature, part->signature_len).len > 0;
}

static void drop_reasoning(struct converse_history *h,
                           const struct converse_block *block)
{
    const parl_message *m = &h->e->request->messages[block->message];
    const char *field = field_of(h, block);

    if (converse_lacks(h, LACKS_REASONING_BACK))
        dropped(h->e, field, "%s takes no reasoning back", h->e->to->model);
    else if (!is_of_family(h, m))
        dropped(h->e, field, "it was not made by the family of %s",
                h->e->to->model);
    else
        dropped(h->e, field,
                "it has no signature, perhaps because the answer "
                "was cut short");
}

/* Does a blank text stand between two blocks of reasoning that are kept? */
static bool is_between(const struct converse_history *h, const parl_message *m,
                       const parl_part *parts, size_t n, size_t i)
{
    return i > 0 && i + 1 < n && converse_is_reasoning(&parts[i - 1]) &&
           converse_is_reasoning(&parts[i + 1]) &&
           keeps_reasoning(h, m, &parts[i - 1]) &&
           keeps_reasoning(h, m, &parts[i + 1]);
}

bool converse_keeps(struct converse_history *h, const parl_message *m,
                    const parl_part *parts, size_t n,
                    const struct converse_block *block)
{
    const parl_part *part = block->part;

    if (converse_is_reasoning(part)) {
        if (keeps_reasoning(h, m, part))
            return true;
        drop_reasoning(h, block);
        return false;
    }
    if (converse_is_text(part) && is_between(h, m, parts, n, block->place))
        return true;
    if (part->type == PARL_PART_OPAQUE && !is_of_family(h, m)) {
        dropped(h->e, field_of(h, block), "it was not made by the family of %s",
                h->e->to->model);
        return false;
    }
    if (part->type == PARL_PART_AUDIO)
        return part_text(part).len > 0;
    return !converse_drops_blank(h, block);
}
