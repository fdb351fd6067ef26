/* model/collector_split.c -- what was collected up to now, and a text of which
 * it turns out at the end that it began with thinking. */
#include "model/collecting.h"

#include <string.h>

struct span collected_text(struct collector *c, struct place at)
{
    const struct part_building *part = collector_find(c, PARL_PART_TEXT, at);

    return part != NULL ? (struct span){ part->text.data, part->text.len }
                        : SPAN_NONE;
}

size_t collected_text_len(const struct collector *c, int32_t choice)
{
    const struct choice *at = response_choice(c->response, choice);
    size_t len = 0;

    for (size_t i = 0; at != NULL && i < at->n_parts; i++)
        len += at->parts[i].kind == PARL_PART_TEXT ? at->parts[i].text.len : 0;
    return len;
}

const char *collected_call_id(struct collector *c, struct place at)
{
    const struct part_building *call =
        collector_find(c, PARL_PART_TOOL_CALL, at);

    if (call == NULL)
        return NULL;
    return call->id != NULL ? call->id : "";
}

/* Takes the last part of a choice to place `to`. */
static void move_last(struct choice *choice, size_t to)
{
    const size_t last = choice->n_parts - 1;
    const struct part_building moved = choice->parts[last];

    memmove(&choice->parts[to + 1], &choice->parts[to],
            (last - to) * sizeof(moved));
    choice->parts[to] = moved;
}

/* The rest becomes a part of its own behind it. */
static void split_text(struct collector *c, struct part_building *part,
                       struct place at, struct span rest)
{
    const struct joiner joiner = part->joiner;
    const size_t i =
        (size_t)(part - response_choice(c->response, at.choice)->parts);
    struct part_building *text;

    part->kind = part->type = PARL_PART_THINKING;
    part->joiner = (struct joiner){ .n_held = 0 };
    if (rest.len == 0)
        return;
    text = collector_part(c, PARL_PART_TEXT, at); /* the bytes stay */
    if (text == NULL)
        return;
    buf_add(&text->text, rest.ptr, rest.len);
    text->joiner = joiner;
    if (!buf_ok(&text->text))
        collector_no_memory(c);
    move_last(response_choice(c->response, at.choice), i + 1);
    c->last = NULL;
}

void collect_was_thinking(struct collector *c, struct place at, size_t len,
                          size_t gone)
{
    struct part_building *part = collector_find(c, PARL_PART_TEXT, at);
    struct span rest;

    if (part == NULL || c->status != PARL_OK ||
        collector_find(c, PARL_PART_THINKING, at) != NULL)
        return;
    rest = (struct span){ part->text.data + len + gone,
                          part->text.len - len - gone };
    part->text.len = len;
    if (len > 0) {
        split_text(c, part, at, rest);
        return;
    }
    memmove(part->text.data, rest.ptr, rest.len);
    part->text.len = rest.len;
}
