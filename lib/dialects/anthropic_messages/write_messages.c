/* dialects/anthropic_messages/write_messages.c -- the conversation:
 *
 *   "system": TEXT | [{"type": "text", ...}]
 *   "messages": [{"role": "user" | "assistant" | "system",
 *                 "content": TEXT | [BLOCK...]}]
 *
 * A turn that is one text and nothing else is that text. */
#include "dialects/anthropic_messages/messages.h"

static const char *const role_words[] = {
    [PARL_ROLE_USER] = "user",
    [PARL_ROLE_ASSISTANT] = "assistant",
    [PARL_ROLE_SYSTEM] = "system",
};

/* The member `key`, of blocks first..first + n. */
static void write_blocks(struct encoding *e, struct messages_plan *plan,
                         const char *key, const struct messages_block *blocks,
                         size_t n)
{
    if (n == 1 && messages_is_plain(e, blocks)) {
        json_span(&e->out, key, part_text(blocks->part));
        return;
    }
    json_array(&e->out, key);
    for (size_t i = 0; i < n; i++)
        messages_write_block(e, plan, &blocks[i]);
    json_end(&e->out);
}

static void write_turns(struct encoding *e, struct messages_plan *plan)
{
    const struct messages_turns *t = &plan->turns;
    size_t end;

    json_array(&e->out, "messages");
    for (size_t i = 0; i < t->n; i = end) {
        end = messages_turn_end(t, i);
        json_object(&e->out, NULL);
        json_str(&e->out, "role", role_words[t->blocks[i].role]);
        write_blocks(e, plan, "content", &t->blocks[i], end - i);
        json_end(&e->out);
    }
    json_end(&e->out);
}

void messages_write_conversation(struct encoding *e, struct messages_plan *plan)
{
    if (plan->system.n > 0)
        write_blocks(e, plan, "system", plan->system.blocks, plan->system.n);
    write_turns(e, plan);
}
