/* dialects/bedrock_converse/read_item.c -- blocks of a stream that are kept
 * whole: the call of a tool that AWS runs itself, and what it gave.
 *
 *   start {"toolUse": {..., "type": "server_tool_use"}}, input in pieces
 *   start {"toolResult": {...}}, content as lists of blocks
 *
 * They are put together as a whole answer would have shown them. */
#include "dialects/bedrock_converse/converse.h"

struct converse_piece {
    struct converse_piece *next;
    struct span text;
};

struct converse_item {
    struct converse_item *next;
    int32_t slot;
    bool is_call;
    struct span start; /* an object */
    struct converse_piece *first, **last;
};

static struct converse_item *find_item(struct converse_document *doc,
                                       int32_t slot)
{
    struct converse_state *state = doc->d->state;
    struct converse_item *item = state->items;

    while (item != NULL && item->slot != slot)
        item = item->next;
    return item;
}

static void add_item(struct converse_document *doc, int32_t slot, bool is_call,
                     struct span start)
{
    struct converse_state *state = doc->d->state;
    struct arena *arena = &doc->d->arena;
    struct converse_item *item = ARENA_NEW(arena, struct converse_item);
    const char *copy = arena_text(arena, start.ptr, start.len);

    if (item == NULL || copy == NULL)
        return;
    *item = (struct converse_item){ .next = state->items,
                                    .slot = slot,
                                    .is_call = is_call,
                                    .start = { copy, start.len } };
    item->last = &item->first;
    state->items = item;
}

static void add_piece(struct converse_document *doc, struct converse_item *item,
                      struct span text)
{
    struct arena *arena = &doc->d->arena;
    struct converse_piece *piece;
    const char *copy;

    if (text.len == 0)
        return;
    piece = ARENA_NEW(arena, struct converse_piece);
    copy = arena_text(arena, text.ptr, text.len);
    if (piece == NULL || copy == NULL)
        return;
    piece->text = (struct span){ copy, text.len };
    *item->last = piece;
    item->last = &piece->next;
}

bool converse_item_takes(struct converse_document *doc, int32_t slot,
                         bool begins, struct span use, struct span input)
{
    struct converse_item *item = find_item(doc, slot);
    struct json_in in;

    if (item == NULL && begins)
        add_item(doc, slot, true, use);
    if (item == NULL)
        return begins;
    if (input.ptr != NULL && input.ptr[0] == '"') {
        json_in_init(&in, input.ptr, input.len, doc->d->max_depth);
        add_piece(doc, item, decoded_text(doc->d, json_text(&in)));
        buf_reset(&doc->d->scratch);
    }
    return true;
}

/* A list, of which the brackets are left out and put around all. */
void converse_item_result(struct converse_document *doc, int32_t slot,
                          struct span json)
{
    struct converse_item *item = find_item(doc, slot);

    if (json.len <= 2)
        return;
    if (item == NULL && json.ptr[0] == '{') {
        add_item(doc, slot, false, json);
    } else if (item != NULL && !item->is_call && json.ptr[0] == '[') {
        add_piece(doc, item, item->first == NULL ? SPAN("[") : SPAN(","));
        add_piece(doc, item, (struct span){ json.ptr + 1, json.len - 2 });
    }
}

static void write_item(struct converse_document *doc,
                       const struct converse_item *item, struct buf *json,
                       struct buf *text)
{
    struct json_out out;

    for (const struct converse_piece *p = item->first; p != NULL; p = p->next)
        buf_add(text, p->text.ptr, p->text.len);
    if (!item->is_call) {
        buf_add_text(text, item->first != NULL ? "]" : "[]");
    } else if (buf_ok(text) && !json_valid(text->data, text->len)) {
        buf_reset(text);
        buf_add_text(text, "{}");
    }
    json_out_init(&out, json);
    json_object(&out, NULL);
    json_object(&out, item->is_call ? "toolUse" : "toolResult");
    json_splice(&out, item->start);
    json_raw_out(&out, item->is_call ? "input" : "content",
                 (struct span){ text->data, text->len });
    json_end(&out);
    json_end(&out);
    if (buf_ok(json) && buf_ok(text))
        collect_opaque(doc->d->to, (struct place){ 0, item->slot },
                       (struct span){ json->data, json->len });
    else
        doc->d->failed = buf_ok(json) ? text->status : json->status;
}

void converse_item_end(struct converse_document *doc, int32_t slot)
{
    const struct converse_item *item = find_item(doc, slot);
    struct buf json, text;

    if (item == NULL)
        return;
    buf_init(&json, doc->d->arena.mem, doc->d->arena.limit);
    buf_init(&text, doc->d->arena.mem, doc->d->arena.limit);
    write_item(doc, item, &json, &text);
    buf_release(&json);
    buf_release(&text);
}
