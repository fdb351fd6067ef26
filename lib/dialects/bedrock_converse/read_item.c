/* dialects/bedrock_converse/read_item.c -- blocks of a stream that are kept
 * whole: the call of a tool that AWS runs itself, and what it gave.
 *
 *   start {"toolUse": {..., "type": "server_tool_use"}}, input in pieces
 *   start {"toolResult": {...}}, content as lists of blocks
 *
 * They are put together as a whole answer would have shown them. */
#include "dialects/bedrock_converse/converse.h"

struct converse_item {
    struct converse_item *next;
    int32_t slot;
    bool is_call;
    struct kept_item kept;
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
    struct converse_item *item =
        ARENA_NEW(&doc->d->arena, struct converse_item);

    if (item == NULL)
        return;
    *item = (struct converse_item){ .next = state->items,
                                    .slot = slot,
                                    .is_call = is_call,
                                    .kept = {
                                        .start = kept_bytes(doc->d, start),
                                        .wrapped_in =
                                            is_call ? "toolUse" : "toolResult",
                                        .otherwise = is_call ? "{}" : "[]",
                                    } };
    state->items = item;
}

bool converse_item_takes(struct converse_document *doc, int32_t slot,
                         bool begins, struct span use, struct span input)
{
    struct converse_item *item = find_item(doc, slot);

    if (item == NULL && begins)
        add_item(doc, slot, true, use);
    if (item == NULL)
        return begins;
    if (input.ptr != NULL && input.ptr[0] == '"') {
        kept_item_add(doc->d, &item->kept, decoded_value(doc->d, input));
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
        kept_item_add(doc->d, &item->kept,
                      item->kept.first == NULL ? SPAN("[") : SPAN(","));
        kept_item_add(doc->d, &item->kept,
                      (struct span){ json.ptr + 1, json.len - 2 });
    }
}

void converse_item_end(struct converse_document *doc, int32_t slot)
{
    struct converse_item *item = find_item(doc, slot);

    if (item == NULL)
        return;
    if (!item->is_call && item->kept.first != NULL)
        kept_item_add(doc->d, &item->kept, SPAN("]"));
    kept_item_end(doc->d, (struct place){ 0, slot }, &item->kept,
                  item->is_call ? "input" : "content", true);
}
