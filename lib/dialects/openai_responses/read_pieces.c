/* dialects/openai_responses/read_pieces.c -- pieces of the items of an answer.
 *
 * In a stream an item is announced, comes in pieces, and is said once more
 * when it is done; each text is said whole as well.  Pieces count, and what is
 * said whole counts where no piece of it came.  Not every server numbers its
 * items, or says all of this. */
#include "dialects/openai_responses/responses.h"

/* ---- which item, which text --------------------------------------------- */

struct responses_item *responses_add_item(struct decoding *d, int64_t index,
                                          struct span id)
{
    struct responses_state *state = d->state;
    struct responses_item *item = ARENA_NEW(&d->arena, struct responses_item);

    if (item == NULL)
        return NULL;
    item->next = state->items;
    item->index = index;
    item->id = id.len > 0 ? arena_text(&d->arena, id.ptr, id.len) : NULL;
    item->slot = state->n_items++;
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

static struct responses_item *find_item(const struct responses_state *state,
                                        const struct responses_address *at,
                                        struct span id)
{
    for (struct responses_item *item = state->items; item; item = item->next) {
        if (is_meant(item, at, id))
            return item;
    }
    return NULL;
}

/* The item that a piece belongs to, opened when it is new; NULL: none, since
 * there is no memory, or since it is of another kind. */
static struct responses_item *open_item(struct decoding *d,
                                        const struct responses_address *at,
                                        enum responses_kind kind)
{
    const struct span id = decoded_text(d, at->item_id);
    struct responses_item *item = find_item(d->state, at, id);

    if (item == NULL)
        item = responses_add_item(d, at->output_index, id);
    buf_reset(&d->scratch);
    if (item != NULL && item->kind == RESPONSES_UNKNOWN)
        item->kind = kind;
    return item != NULL && item->kind == kind ? item : NULL;
}

static struct responses_text *open_text(struct decoding *d,
                                        struct responses_item *item,
                                        enum responses_text_kind kind,
                                        int64_t index)
{
    struct responses_state *state = d->state;
    struct responses_text *text = item->texts;

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
    text->slot = state->n_texts++;
    item->texts = text;
    return text;
}

/* ---- texts -------------------------------------------------------------- */

/* Two messages in a row are told apart by the id of the second. */
static void mark_part(struct decoding *d, struct responses_item *item,
                      enum parl_part_type type, struct place at)
{
    struct responses_state *state = d->state;
    const struct responses_item *last = state->last_part;

    if (last != NULL && last != item && last->kind == RESPONSES_MESSAGE)
        item->marked = true;
    state->last_part = item;
    if (!item->marked)
        return;
    if (item->id == NULL)
        item->id = arena_format(&d->arena, "msg_%ld", (long)item->slot);
    collect_part_id(d->to, type, at, span_of(item->id));
}

static void collect_said(struct decoding *d, struct responses_item *item,
                         struct responses_text *to, struct json_text said)
{
    const struct place at = { 0, to->slot };
    const bool refused = to->kind == RESPONSES_REFUSAL;

    hand_on(d, refused ? collect_refusal : collect_text, at, said);
    if (!to->came)
        mark_part(d, item, refused ? PARL_PART_REFUSAL : PARL_PART_TEXT, at);
}

/* Of a summary and the thoughts themselves one is shown, since they say the
 * same: the one that came first. */
static void collect_thought(struct decoding *d, struct responses_item *item,
                            struct responses_text *to, struct json_text thought)
{
    struct responses_state *state = d->state;
    const struct place at = { 0, item->slot };

    if (item->thoughts == RESPONSES_NO_TEXT)
        item->thoughts = to->kind;
    else if (item->thoughts != to->kind)
        return;
    else if (!to->came)
        collect_thinking(d->to, at, SPAN("\n\n"));
    hand_on(d, collect_thinking, at, thought);
    state->last_part = item;
}

void responses_add_text(struct decoding *d, struct responses_item *item,
                        enum responses_text_kind kind, int64_t index,
                        struct json_text text, bool whole)
{
    struct responses_text *to;

    if (text.raw.len == 0)
        return;
    to = open_text(d, item, kind, index);
    if (to == NULL || (whole && to->came))
        return;
    if (item->kind == RESPONSES_REASONING)
        collect_thought(d, item, to, text);
    else
        collect_said(d, item, to, text);
    to->came = true;
}

void responses_take_text(struct decoding *d, const struct responses_address *at,
                         enum responses_text_kind kind, struct json_text text,
                         bool whole)
{
    const bool thought = kind == RESPONSES_SUMMARY || kind == RESPONSES_THOUGHT;
    struct responses_item *item =
        open_item(d, at, thought ? RESPONSES_REASONING : RESPONSES_MESSAGE);

    if (item != NULL)
        responses_add_text(d, item, kind, at->content_index, text, whole);
}

/* ---- calls -------------------------------------------------------------- */

void responses_add_arguments(struct decoding *d, struct responses_item *item,
                             struct json_text text, bool whole)
{
    struct responses_state *state = d->state;

    if (text.raw.len == 0 || (whole && item->came))
        return;
    hand_on(d, collect_arguments, (struct place){ 0, item->slot }, text);
    item->came = true;
    state->last_part = item;
}

void responses_take_arguments(struct decoding *d,
                              const struct responses_address *at,
                              enum responses_kind kind, struct json_text text,
                              bool whole)
{
    struct responses_item *item = open_item(d, at, kind);

    if (item != NULL)
        responses_add_arguments(d, item, text, whole);
}

/* ---- log probabilities -------------------------------------------------- */

void responses_add_logprobs(struct decoding *d, struct span list)
{
    struct json_out j;
    struct buf object;

    if (is_empty_value(list) || list.ptr[0] != '[')
        return;
    buf_init(&object, d->arena.mem, SIZE_MAX);
    json_out_init(&j, &object);
    json_object(&j, NULL);
    json_raw_out(&j, "content", list);
    json_end(&j);
    if (buf_ok(&object))
        collect_logprobs(d->to, 0, (struct span){ object.data, object.len });
    else
        d->failed = object.status;
    buf_release(&object);
}

void responses_take_logprobs(struct decoding *d,
                             const struct responses_address *at,
                             struct span list)
{
    struct responses_item *item;

    if (is_empty_value(list))
        return;
    item = open_item(d, at, RESPONSES_MESSAGE);
    if (item == NULL)
        return;
    item->logprobs = true;
    responses_add_logprobs(d, list);
}

/* ---- annotations -------------------------------------------------------- */

void responses_take_annotation(struct decoding *d,
                               const struct responses_address *at,
                               struct span annotation)
{
    struct responses_item *item;

    if (is_empty_value(annotation))
        return;
    item = open_item(d, at, RESPONSES_MESSAGE);
    if (item != NULL)
        responses_add_annotations(d, item, annotation);
}
