/* dialects/anthropic_messages/read_block.c -- the blocks of an answer.
 *
 * A block comes whole, or begins, grows by deltas and ends.  Text, thinking
 * and calls are handed on as they come.  Any other block is an item that is
 * kept as it is: what came of it in pieces is put back where it belongs. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>

static struct place place_of(int64_t index)
{
    return (struct place){
        .slot = index >= 0 && index <= INT32_MAX ? (int32_t)index : 0,
    };
}

/* ---- a block as it begins ------------------------------------------------ */

struct block {
    struct decoding *d;
    struct place at;
    enum parl_part_type part; /* that it is; OPAQUE: an item */
    struct json_text type, text, thinking, signature, data, id, name;
    struct span input;
};

static const struct json_member block_members[] = {
    JSON_TEXT_AT("type", block, type),
    JSON_TEXT_AT("text", block, text),
    JSON_TEXT_AT("thinking", block, thinking),
    JSON_TEXT_AT("signature", block, signature),
    JSON_TEXT_AT("data", block, data),
    JSON_TEXT_AT("id", block, id),
    JSON_TEXT_AT("name", block, name),
    JSON_RAW_AT("input", block, input),
};

enum { N_BLOCK_MEMBERS = sizeof(block_members) / sizeof(block_members[0]) };

/* The texts of each kind of block, in their order; other blocks are items. */
static const struct text_of_block {
    const char *kind;
    enum parl_part_type type;
    size_t at; /* in struct block */
    void (*collect)(struct collector *to, struct place at, struct span text);
} texts[] = {
    { "text", PARL_PART_TEXT, offsetof(struct block, text), collect_text },
    { "thinking", PARL_PART_THINKING, offsetof(struct block, thinking),
      collect_thinking },
    { "thinking", PARL_PART_THINKING, offsetof(struct block, signature),
      collect_thinking_signature },
    { "redacted_thinking", PARL_PART_REDACTED_THINKING,
      offsetof(struct block, data), collect_redacted },
    { "tool_use", PARL_PART_TOOL_CALL, offsetof(struct block, id),
      collect_call_id },
    { "tool_use", PARL_PART_TOOL_CALL, offsetof(struct block, name),
      collect_call_name },
};

/* Finds out what part it is, whose texts are handed on. */
static void begin(struct block *block)
{
    struct decoding *d = block->d;

    block->part = PARL_PART_OPAQUE;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const void *text = (const char *)block + texts[i].at;

        if (!json_name_is(&block->type, texts[i].kind))
            continue;
        block->part = texts[i].type;
        texts[i].collect(d->to, block->at,
                         decoded_text(d, (const struct json_text *)text));
        buf_reset(&d->scratch);
    }
}

/* A member goes with the part, though nobody knows it. */
static void keep_extra(const struct json_text *name, struct span value,
                       void *ctx)
{
    const struct block *block = ctx;
    struct decoding *d = block->d;

    if (!is_empty_value(value) &&
        !(json_name_is(name, "caller") && json_says(value, "type", "direct")))
        collect_part_extra(d->to, block->part, block->at, decoded_text(d, name),
                           value);
    buf_reset(&d->scratch);
}

/* A copy that outlives the event; ptr NULL where there was nothing. */
static struct span keep(struct decoding *d, struct span text)
{
    return text.ptr != NULL ? kept_bytes(d, text) : SPAN_NONE;
}

/* Where one model declines another goes on, and that is the one which answers.
 */
static void note_fallback(struct decoding *d, const struct block *block,
                          struct span json)
{
    const struct span model = json_find(json_find(json, "to"), "model");

    if (!json_name_is(&block->type, "fallback"))
        return;
    collect_next_model(d->to, decoded_value(d, model));
    buf_reset(&d->scratch);
}

static void leave_block(struct decoding *d);

void messages_start_block(struct decoding *d, int64_t index, struct span json,
                          bool whole)
{
    struct messages_state *state = d->state;
    struct messages_open *open = &state->open;
    struct block block = { .d = d, .at = place_of(index) };
    struct json_in in;

    leave_block(d);
    json_in_init(&in, json.ptr, json.len, d->max_depth);
    if (!json_members(&in, block_members, N_BLOCK_MEMBERS, &block))
        return;
    begin(&block);
    open->is_open = true;
    open->type = block.part;
    open->index = index;
    if (block.part == PARL_PART_OPAQUE) {
        open->item.start = whole ? json : keep(d, json);
        note_fallback(d, &block, json);
    } else {
        json_in_init(&in, json.ptr, json.len, d->max_depth);
        json_members_or(&in, block_members, N_BLOCK_MEMBERS, keep_extra,
                        &block);
        open->input = whole ? block.input : keep(d, block.input);
    }
    if (whole)
        messages_end_block(d, index);
}

/* ---- growing ------------------------------------------------------------ */

const struct messages_delta_kind messages_delta_kinds[N_DELTA_KINDS] = {
    [DELTA_TEXT] = { "text_delta", "text", false, collect_text },
    [DELTA_THINKING] = { "thinking_delta", "thinking", false,
                         collect_thinking },
    [DELTA_INPUT] = { "input_json_delta", "input", true, collect_arguments },
    [DELTA_SIGNATURE] = { "signature_delta", "signature", false,
                          collect_thinking_signature },
    [DELTA_COMPACTION] = { "compaction_delta", "content", false, NULL },
};

const struct messages_delta_kind *
messages_delta_kind(const struct json_text *type)
{
    for (size_t i = 0; i < N_DELTA_KINDS; i++) {
        if (json_name_is(type, messages_delta_kinds[i].name))
            return &messages_delta_kinds[i];
    }
    return NULL;
}

/* Pieces of an item wait for its end. */
static void keep_piece(struct decoding *d, struct messages_open *open,
                       const struct messages_delta_kind *kind, struct span text)
{
    if (text.len == 0 || (open->grows != NULL && open->grows != kind))
        return;
    open->grows = kind;
    kept_item_add(d, &open->item, text);
}

void messages_grow_block(struct decoding *d, int64_t index,
                         const struct messages_delta_kind *kind,
                         const struct json_text *text)
{
    struct messages_state *state = d->state;
    struct messages_open *open = &state->open;
    const bool is_open = open->is_open && open->index == index;

    if (is_open && open->type == PARL_PART_OPAQUE) {
        keep_piece(d, open, kind, decoded_text(d, text));
        return;
    }
    open->grew = open->grew || (is_open && text->raw.len > 0);
    if (kind->collect != NULL)
        hand_on(d, kind->collect, place_of(index), text);
}

void messages_seal_block(struct decoding *d, int64_t index,
                         struct span encrypted)
{
    struct messages_state *state = d->state;
    struct messages_open *open = &state->open;

    if (open->is_open && open->index == index && open->item.start.ptr != NULL &&
        !is_empty_value(encrypted))
        kept_item_set(d, &open->item, "encrypted_content", encrypted);
}

/* It is more of the list "citations" of the text. */
void messages_cite(struct decoding *d, int64_t index, struct span citation)
{
    struct messages_state *state = d->state;
    struct span list;

    if (citation.ptr == NULL || citation.ptr[0] != '{' ||
        (state->open.is_open && state->open.type == PARL_PART_OPAQUE))
        return;
    list = wrapped(d, "[", citation, "]");
    if (list.ptr != NULL)
        collect_part_extra(d->to, PARL_PART_TEXT, place_of(index),
                           SPAN("citations"), list);
    buf_reset(&d->scratch);
}

/* ---- ending ------------------------------------------------------------- */

/* The pieces of a call may still come when another block begins first. */
static void leave_block(struct decoding *d)
{
    struct messages_state *state = d->state;
    struct messages_open *open = &state->open;
    const struct messages_delta_kind *grows = open->grows;

    if (open->item.start.ptr != NULL)
        kept_item_end(d, place_of(open->index), &open->item,
                      grows != NULL ? grows->grows : NULL,
                      grows != NULL && grows->json);
    if (open->type == PARL_PART_TOOL_CALL && !open->grew &&
        !is_empty_value(open->input))
        collect_arguments(d->to, place_of(open->index), open->input);
    *open = (struct messages_open){ .is_open = false };
}

void messages_end_block(struct decoding *d, int64_t index)
{
    struct messages_state *state = d->state;

    if (index < 0)
        index = state->open.index;
    if (state->open.is_open && state->open.index == index)
        leave_block(d);
    collect_call_end(d->to, place_of(index));
}
