/* dialects/anthropic_messages/read_block.c -- the blocks of an answer.
 *
 * A block comes whole, or begins, grows by deltas and ends.  Text, thinking
 * and calls are handed on as they come.  Any other block is an item that is
 * kept as it is: what came of it in pieces is put back where it belongs. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>

/* ---- places and kinds --------------------------------------------------- */

static struct place place_of(int64_t index)
{
    return (struct place){
        .slot = index >= 0 && index <= INT32_MAX ? (int32_t)index : 0,
    };
}

static const struct {
    const char *type;
    enum messages_kind kind;
    enum parl_part_type part;
} kinds[] = {
    { "text", KIND_TEXT, PARL_PART_TEXT },
    { "thinking", KIND_THINKING, PARL_PART_THINKING },
    { "redacted_thinking", KIND_REDACTED, PARL_PART_REDACTED_THINKING },
    { "tool_use", KIND_CALL, PARL_PART_TOOL_CALL },
};

enum { N_KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static enum messages_kind kind_of(struct json_text type)
{
    for (size_t i = 0; i < N_KINDS; i++) {
        if (json_name_is(type, kinds[i].type))
            return kinds[i].kind;
    }
    return KIND_ITEM;
}

/* Not for KIND_NONE and KIND_ITEM. */
static enum parl_part_type part_of(enum messages_kind kind)
{
    for (size_t i = 0; i < N_KINDS; i++) {
        if (kinds[i].kind == kind)
            return kinds[i].part;
    }
    return PARL_PART_OPAQUE;
}

/* ---- a block as it begins ------------------------------------------------ */

struct block {
    struct json_text type, text, thinking, signature, data, id, name;
    struct span input;
};

#define TEXT_READER(member)                                                    \
    static void read_##member(struct json_in *in, void *ctx)                   \
    {                                                                          \
        ((struct block *)ctx)->member = json_text(in);                         \
    }

TEXT_READER(type)
TEXT_READER(text)
TEXT_READER(thinking)
TEXT_READER(signature)
TEXT_READER(data)
TEXT_READER(id)
TEXT_READER(name)

static const struct json_member block_members[] = {
    JSON_MEMBER("type", read_type),
    JSON_MEMBER("text", read_text),
    JSON_MEMBER("thinking", read_thinking),
    JSON_MEMBER("signature", read_signature),
    JSON_MEMBER("data", read_data),
    JSON_MEMBER("id", read_id),
    JSON_MEMBER("name", read_name),
    JSON_RAW_AT("input", block, input),
};

enum { N_BLOCK_MEMBERS = sizeof(block_members) / sizeof(block_members[0]) };

/* Members that nobody knows stay with their part, but for what says nothing. */
struct keeping {
    struct decoding *d;
    struct place at;
    enum parl_part_type type;
};

static bool is_direct(struct json_text name, struct span value)
{
    return json_name_is(name, "caller") &&
           span_is(json_find(value, "type"), "\"direct\"");
}

static void skip_known(struct json_in *in, void *ctx)
{
    (void)ctx;
    json_skip(in);
}

static void keep_member(struct json_in *in, struct json_text name, void *ctx)
{
    const struct keeping *k = ctx;
    const struct span value = json_raw(in);

    if (messages_is_empty(value) || is_direct(name, value))
        return;
    collect_part_extra(k->d->to, k->type, k->at, messages_text(k->d, name),
                       value);
    buf_reset(&k->d->scratch);
}

static void keep_unknown(struct decoding *d, struct place at,
                         enum messages_kind kind, struct span json)
{
    struct keeping keeping = { d, at, part_of(kind) };
    struct json_member known[N_BLOCK_MEMBERS];
    struct json_in in;

    for (size_t i = 0; i < N_BLOCK_MEMBERS; i++) {
        known[i] = block_members[i];
        known[i].taking = TAKEN_BY_READER;
        known[i].read = skip_known;
    }
    json_in_init(&in, json.ptr, json.len, d->max_depth);
    json_members_or(&in, known, N_BLOCK_MEMBERS, keep_member, &keeping);
}

/* ---- beginning ---------------------------------------------------------- */

static void begin_thinking(struct decoding *d, struct place at,
                           const struct block *block)
{
    collect_thinking(d->to, at, messages_text(d, block->thinking));
    buf_reset(&d->scratch);
    collect_signature(d->to, PARL_PART_THINKING, at,
                      messages_text(d, block->signature));
    buf_reset(&d->scratch);
}

static void begin_call(struct decoding *d, struct place at,
                       const struct block *block)
{
    collect_call(d->to, at, PARL_PART_TOOL_CALL, messages_text(d, block->id),
                 SPAN_NONE);
    buf_reset(&d->scratch);
    collect_call(d->to, at, PARL_PART_TOOL_CALL, SPAN_NONE,
                 messages_text(d, block->name));
    buf_reset(&d->scratch);
}

static void begin(struct decoding *d, struct place at, enum messages_kind kind,
                  const struct block *block)
{
    switch (kind) {
    case KIND_TEXT:
        collect_text(d->to, at, messages_text(d, block->text));
        break;
    case KIND_THINKING:
        begin_thinking(d, at, block);
        break;
    case KIND_REDACTED:
        collect_redacted(d->to, at, messages_text(d, block->data));
        break;
    case KIND_CALL:
        begin_call(d, at, block);
        break;
    case KIND_NONE:
    case KIND_ITEM: /* handed on at its end */
        break;
    }
    buf_reset(&d->scratch);
}

/* A copy that outlives the event; ptr NULL where there was nothing. */
static struct span keep(struct decoding *d, struct span text)
{
    const char *copy =
        text.ptr != NULL ? arena_text(&d->arena, text.ptr, text.len) : NULL;

    return (struct span){ copy, copy != NULL ? text.len : 0 };
}

void messages_start_block(struct decoding *d, int64_t index, struct span json,
                          bool whole)
{
    struct messages_state *state = d->state;
    const struct place at = place_of(index);
    struct block block = { .input = SPAN_NONE };
    struct json_in in;

    messages_end_block(d);
    if (json.ptr == NULL || json.ptr[0] != '{')
        return;
    json_in_init(&in, json.ptr, json.len, d->max_depth);
    json_members(&in, block_members, N_BLOCK_MEMBERS, &block);
    state->open =
        (struct messages_open){ .kind = kind_of(block.type), .index = index };
    begin(d, at, state->open.kind, &block);
    if (state->open.kind == KIND_ITEM)
        state->open.start = whole ? json : keep(d, json);
    else
        keep_unknown(d, at, state->open.kind, json);
    if (state->open.kind == KIND_CALL)
        state->open.input = whole ? block.input : keep(d, block.input);
    if (whole)
        messages_end_block(d);
}

/* ---- growing ------------------------------------------------------------ */

static void collect_signature_piece(struct collector *to, struct place at,
                                    struct span text)
{
    collect_signature(to, PARL_PART_THINKING, at, text);
}

static const struct messages_delta_kind delta_kinds[] = {
    { "text_delta", "text", "text", false, collect_text },
    { "thinking_delta", "thinking", "thinking", false, collect_thinking },
    { "input_json_delta", "partial_json", "input", true, collect_arguments },
    { "signature_delta", "signature", "signature", false,
      collect_signature_piece },
    { "compaction_delta", "content", "content", false, NULL },
};

const struct messages_delta_kind *messages_delta_kind(struct json_text type)
{
    for (size_t i = 0; i < sizeof(delta_kinds) / sizeof(delta_kinds[0]); i++) {
        if (json_name_is(type, delta_kinds[i].name))
            return &delta_kinds[i];
    }
    return NULL;
}

/* Pieces of an item wait for its end. */
static void keep_piece(struct decoding *d, struct messages_open *open,
                       const struct messages_delta_kind *kind, struct span text)
{
    struct messages_piece *piece;

    if (text.len == 0 || (open->grows != NULL && open->grows != kind))
        return;
    piece = ARENA_NEW(&d->arena, struct messages_piece);
    if (piece == NULL)
        return;
    piece->text = keep(d, text);
    if (open->grows == NULL)
        open->last = &open->pieces;
    open->grows = kind;
    *open->last = piece;
    open->last = &piece->next;
}

void messages_grow_block(struct decoding *d, int64_t index,
                         const struct messages_delta_kind *kind,
                         struct json_text text)
{
    struct messages_state *state = d->state;
    struct messages_open *open = &state->open;
    const bool is_open = open->kind != KIND_NONE && open->index == index;

    if (is_open && open->kind == KIND_ITEM) {
        keep_piece(d, open, kind, messages_text(d, text));
        return;
    }
    open->grew = open->grew || (is_open && text.raw.len > 0);
    if (kind->collect != NULL)
        hand_on(d, kind->collect, place_of(index), text);
}

/* It is more of the list "citations" of the text. */
void messages_cite(struct decoding *d, int64_t index, struct span citation)
{
    struct messages_state *state = d->state;

    if (citation.ptr == NULL || citation.ptr[0] != '{' ||
        state->open.kind == KIND_ITEM)
        return;
    buf_reset(&d->scratch);
    buf_add_char(&d->scratch, '[');
    buf_add(&d->scratch, citation.ptr, citation.len);
    buf_add_char(&d->scratch, ']');
    if (buf_ok(&d->scratch))
        collect_part_extra(d->to, PARL_PART_TEXT, place_of(index),
                           SPAN("citations"),
                           (struct span){ d->scratch.data, d->scratch.len });
    else
        d->failed = d->scratch.status;
    buf_reset(&d->scratch);
}

/* ---- ending ------------------------------------------------------------- */

static void join_pieces(const struct messages_piece *piece, struct buf *to)
{
    struct joiner joiner = { .n_held = 0 };

    for (; piece != NULL; piece = piece->next)
        joiner_feed(&joiner, piece->text, to);
    joiner_finish(&joiner, to);
}

/* The item with the member that grew. */
static void write_item(const struct messages_open *open, struct span value,
                       struct buf *to)
{
    const struct messages_delta_kind *kind = open->grows;
    struct json_text name;
    struct json_out out;
    struct json_in in;
    bool found = false;

    json_out_init(&out, to);
    json_object(&out, NULL);
    json_in_init(&in, open->start.ptr, open->start.len, 0);
    json_enter_object(&in);
    while (json_next_member(&in, &name)) {
        const bool grew = json_name_is(name, kind->grows);
        const struct span old = json_raw(&in);

        found = found || grew;
        if (!grew)
            json_member_out(&out, name.raw, old);
        else if (kind->json)
            json_raw_out(&out, kind->grows, value);
        else
            json_span(&out, kind->grows, value);
    }
    if (!found && kind->json)
        json_raw_out(&out, kind->grows, value);
    else if (!found)
        json_span(&out, kind->grows, value);
    json_end(&out);
}

static void end_item(struct decoding *d, const struct messages_open *open)
{
    const struct place at = place_of(open->index);
    struct buf value, item;

    buf_init(&value, d->scratch.mem, d->scratch.limit);
    buf_init(&item, d->scratch.mem, d->scratch.limit);
    join_pieces(open->pieces, &value);
    if (open->grows != NULL &&
        (!open->grows->json || json_valid(value.data, value.len)))
        write_item(open, (struct span){ value.data, value.len }, &item);
    else
        buf_add(&item, open->start.ptr, open->start.len);
    if (buf_ok(&value) && buf_ok(&item))
        collect_opaque(d->to, at, (struct span){ item.data, item.len });
    else
        d->failed = buf_ok(&value) ? item.status : value.status;
    buf_release(&value);
    buf_release(&item);
}

void messages_end_block(struct decoding *d)
{
    struct messages_state *state = d->state;
    const struct messages_open open = state->open;

    state->open = (struct messages_open){ .kind = KIND_NONE };
    if (open.kind == KIND_CALL && !open.grew && open.input.ptr != NULL)
        collect_arguments(d->to, place_of(open.index), open.input);
    else if (open.kind == KIND_ITEM && open.start.ptr != NULL)
        end_item(d, &open);
}
