/* dialects/openai_responses/read_pieces.c -- pieces of the items of an answer.
 *
 * In a stream an item is announced, comes in pieces, and is said once more
 * when it is done; each text is said whole as well.  Pieces count, and what is
 * said whole counts where no piece of it came; but of what a call is given the
 * whole counts in the end, since a program acts on it.  Not every server
 * numbers its items, or says all of this. */
#include "dialects/openai_responses/responses.h"

/* ---- which item, which text --------------------------------------------- */

/* An item has one part, but for a message. */
void responses_note_part(struct decoding *d, struct responses_item *item)
{
    struct responses_state *state = d->state;

    if (item->kind == RESPONSES_MESSAGE || !item->opened)
        state->last_part = item;
    item->opened = true;
}

/* An item that is not done when the next one begins keeps its place before
 * that, if its part is sure to come. */
static void hold_place(struct decoding *d, struct responses_item *item)
{
    const struct place at = { 0, item->slot };

    if (item->opened || item->done)
        return;
    if (item->kind == RESPONSES_REASONING && item->seals)
        collect_open(d->to, PARL_PART_THINKING, at);
    else if (item->kind == RESPONSES_OTHER)
        collect_opaque(d->to, at, item->announced);
    else
        return;
    responses_note_part(d, item);
}

struct responses_item *responses_add_item(struct decoding *d, int64_t index,
                                          struct span id)
{
    struct responses_state *state = d->state;
    struct responses_item *item = ARENA_NEW(&d->arena, struct responses_item);

    if (item == NULL)
        return NULL;
    if (state->items != NULL)
        hold_place(d, state->items);
    item->next = state->items;
    item->index = index;
    item->id = id.len > 0 ? arena_text(&d->arena, id.ptr, id.len) : NULL;
    item->slot = item->arguments.slot = state->n_items++;
    state->items = item;
    return item;
}

/* By its number; without one by its id; without either it is the last one. */
static bool is_meant(const struct responses_item *item,
                     const struct responses_address *at, struct span id)
{
    if (at->output_index >= 0)
        return item->index == at->output_index;
    if (id.len > 0 && item->id != NULL)
        return span_is(id, item->id);
    return id.len == 0 && !item->done;
}

struct responses_item *responses_open_item(struct decoding *d,
                                           const struct responses_address *at,
                                           enum responses_kind kind)
{
    const struct responses_state *state = d->state;
    const struct span id = decoded_text(d, &at->item_id);
    struct responses_item *item = state->items;

    while (item != NULL && !is_meant(item, at, id))
        item = item->next;
    if (item == NULL)
        item = responses_add_item(d, at->output_index, id);
    buf_reset(&d->scratch);
    if (item != NULL && item->kind == RESPONSES_UNKNOWN)
        item->kind = kind;
    return item != NULL && item->kind == kind ? item : NULL;
}

/* NULL: no memory. */
static struct responses_text *open_text(struct decoding *d,
                                        struct responses_item *item,
                                        enum responses_piece kind,
                                        int64_t index)
{
    struct responses_state *state = d->state;
    struct responses_text *text = item->texts;

    if (kind == RESPONSES_ARGUMENTS)
        return &item->arguments;
    while (text != NULL && (text->kind != kind || text->index != index))
        text = text->next;
    if (text != NULL)
        return text;
    text = ARENA_NEW(&d->arena, struct responses_text);
    if (text == NULL)
        return NULL;
    text->next = item->texts;
    text->kind = kind;
    text->index = index;
    text->slot = kind >= RESPONSES_SUMMARY ? item->slot : state->n_texts++;
    item->texts = text;
    return text;
}

/* ---- texts -------------------------------------------------------------- */

/* Two messages in a row are told apart by the id of the second. */
static void mark_part(struct decoding *d, struct responses_item *item,
                      enum responses_piece kind, struct place at)
{
    const struct responses_state *state = d->state;
    const struct responses_item *last = state->last_part;

    if (last != NULL && last != item && last->kind == RESPONSES_MESSAGE)
        item->marked = true;
    if (!item->marked)
        return;
    if (item->id == NULL)
        item->id = arena_format(&d->arena, "msg_%ld", (long)item->slot);
    collect_part_id(d->to, responses_part_type(kind), at, span_of(item->id));
}

/* Of a summary and the thoughts themselves one is shown, since they say the
 * same: the one that came first. */
static bool is_shown(struct decoding *d, struct responses_item *item,
                     const struct responses_text *thought)
{
    if (item->thoughts == RESPONSES_NO_PIECE)
        item->thoughts = thought->kind;
    else if (item->thoughts == thought->kind && !thought->came)
        collect_thinking(d->to, (struct place){ 0, thought->slot },
                         SPAN("\n\n"));
    return item->thoughts == thought->kind;
}

void responses_add_piece(struct decoding *d, struct responses_item *item,
                         enum responses_piece kind, int64_t index,
                         const struct json_text *text, bool whole)
{
    collect_fn *const takers[] = {
        [RESPONSES_TEXT] = collect_text,
        [RESPONSES_REFUSAL] = collect_refusal,
        [RESPONSES_SUMMARY] = collect_thinking,
        [RESPONSES_THOUGHT] = collect_thinking,
        [RESPONSES_ARGUMENTS] =
            whole ? collect_whole_arguments : collect_arguments,
    };
    const bool thought = item->kind == RESPONSES_REASONING;
    const bool said = item->kind == RESPONSES_MESSAGE;
    struct responses_text *to;

    if (text->raw.len == 0)
        return;
    to = open_text(d, item, kind, index);
    if (to == NULL || (whole && to->came && kind != RESPONSES_ARGUMENTS))
        return;
    if (!thought || is_shown(d, item, to)) {
        const struct place at = { 0, to->slot };

        hand_on(d, takers[kind], at, text);
        if (said && !to->came)
            mark_part(d, item, kind, at);
        if (!said || !to->came)
            responses_note_part(d, item);
    }
    to->came = true;
}

void responses_add_logprobs(struct decoding *d, struct span list)
{
    struct span object;

    if (is_empty_value(list) || list.ptr[0] != '[')
        return;
    object = wrapped(d, "{\"content\":", list, "}");
    if (object.ptr != NULL)
        collect_logprobs(d->to, 0, object);
    buf_reset(&d->scratch);
}
