/* dialects/bedrock_converse/keep.c -- what of the history goes back: no text
 * that says nothing, and reasoning to its maker alone. */
#include "dialects/bedrock_converse/converse.h"

#include "encoding/history.h"
#include "encoding/origin.h"

const char *converse_field(struct encoding *e,
                           const struct converse_block *block)
{
    return block->ours ? "" : part_pointer(e, block->message, block->place);
}

void converse_drop_member(struct encoding *e, const char *name,
                          struct span value, void *field)
{
    (void)value;
    drop_no_such(e, *(const char **)field, name);
}

/* ---- text --------------------------------------------------------------- */

void converse_report_blank(struct encoding *e, const char *field,
                           const parl_part *part)
{
    if (part_text(part).len > 0)
        dropped_for_model(e, field, "%s refuses a text of white space alone");
}

/* A text that says nothing, or white space alone: models refuse it. */
bool converse_drops_blank(struct converse_history *h,
                          const struct converse_block *block)
{
    const char *field;

    if (!converse_is(block->part, CONVERSE_TEXT) ||
        !span_is_blank(part_text(block->part)))
        return false;
    field = converse_field(h->e, block);
    converse_report_blank(h->e, field, block->part);
    drop_lost_mark(h->e, field, block->part);
    return true;
}

/* ---- reasoning ---------------------------------------------------------- */

/* Did this account make it, and by a model of the family that is asked now?  A
 * model that nobody knows gets the benefit of the doubt. */
static bool is_of_family(const struct converse_history *h,
                         const parl_message *m)
{
    const struct target *to = h->e->to;
    const struct facts *maker;

    if (!is_own(h->e, m))
        return false;
    if (m->origin == NULL || m->origin->model == NULL)
        return true;
    maker = facts_find(to->provider->facts, model_behind(to, m->origin->model));
    return maker->converse == CONVERSE_UNKNOWN ||
           maker->converse == to->facts->converse;
}

/* Is it tied to the words before it, among which a wish stands elsewhere now?
 */
static bool is_loose(const struct converse_history *h, const parl_message *m)
{
    return h->wish != NULL && m < &h->e->request->messages[h->asker];
}

/* Reasoning goes back to its maker, signed, and to models that want it; an
 * item to its maker.  Why a part does not; NULL: nothing is against it. */
static const char *why_not_back(const struct converse_history *h,
                                const parl_message *m, const parl_part *part)
{
    const bool reasoning = converse_is(part, CONVERSE_REASONING);
    const bool redacted = part->type == PARL_PART_REDACTED_THINKING;

    if (!reasoning && part->type != PARL_PART_OPAQUE)
        return NULL;
    if (reasoning && converse_lacks(h->e, LACKS_REASONING_BACK))
        return "%s takes no reasoning back";
    if (!is_of_family(h, m))
        return "%s takes none back that another family made";
    if (reasoning && is_loose(h, m))
        return "%s takes it back behind the very request that it answers alone";
    if (reasoning &&
        (redacted ? part_text(part) : part_signature(part)).len == 0)
        return "%s takes none back without a signature, which is missing "
               "perhaps because the answer was cut short";
    return NULL;
}

/* Does a blank text stand between two blocks of reasoning that are kept? */
static bool is_between(const struct converse_history *h, const parl_message *m,
                       const struct converse_block *block)
{
    const parl_part *part = block->part;

    return block->place > 0 && block->place + 1 < m->n_parts &&
           converse_is(part - 1, CONVERSE_REASONING) &&
           converse_is(part + 1, CONVERSE_REASONING) &&
           why_not_back(h, m, part - 1) == NULL &&
           why_not_back(h, m, part + 1) == NULL;
}

static void drop_block(struct encoding *e, const struct converse_block *block,
                       const char *why)
{
    const char *field = converse_field(e, block);

    dropped_for_model(e, field, why);
    drop_lost_mark(e, field, block->part);
}

bool converse_keeps(struct converse_history *h,
                    const struct converse_block *block)
{
    const parl_message *m = &h->e->request->messages[block->message];
    const parl_part *part = block->part;
    const char *why = why_not_back(h, m, part);

    if (part->type == PARL_PART_AUDIO)
        return keeps_sound(h->e, block->message, block->place);
    if (converse_is(part, CONVERSE_MEDIA))
        why = "%s takes none back in an answer";
    if (why != NULL) {
        drop_block(h->e, block, why);
        return false;
    }
    note_refusal_as_text(h->e, block->message, part);
    return (converse_is(part, CONVERSE_TEXT) && is_between(h, m, block)) ||
           !converse_drops_blank(h, block);
}
