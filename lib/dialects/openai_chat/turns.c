/* dialects/openai_chat/turns.c -- the order of turns, at vendors that insist on
 * one: no turn of an assistant that says nothing, one of an assistant after a
 * tool's result, and a mark on a last one that the model is to go on with. */
#include "dialects/openai_chat/chat.h"

static bool is_call(const parl_part *part)
{
    return part->type == PARL_PART_TOOL_CALL ||
           part->type == PARL_PART_CUSTOM_CALL;
}

/* Is there nothing in it that would be sent? */
bool chat_is_empty_turn(const struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];
    const bool own = is_own(e, m);
    struct chat_list l = { .message = message };
    parl_part one;

    if (m->role != PARL_ROLE_ASSISTANT)
        return false;
    l.parts = message_parts(m, &one, &l.n);
    for (size_t i = 0; i < l.n; i++) {
        const parl_part *part = &l.parts[i];

        if (is_call(part) || chat_is_chunk(e, part, own) ||
            (part->type < PARL_PART_TOOL_CALL &&
             (part_text(part).len > 0 || part->media != NULL)))
            return false;
    }
    return true;
}

void chat_check_instruction(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];

    for (size_t i = 0; e->to->provider->chat.closed && i < m->n_parts; i++) {
        if (m->parts[i].type != PARL_PART_TEXT)
            refuse(e, PARL_UNSUPPORTED, part_pointer(e, message, i),
                   "%s takes instructions as text alone",
                   e->to->provider->about);
    }
}

/* A last message that the model is to go on with. */
void chat_write_prefix_mark(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];

    if (!e->to->provider->chat.marks_prefix ||
        message + 1 != e->request->n_messages ||
        count_parts(m, PARL_PART_TOOL_CALL) > 0 ||
        (m->extra != NULL && json_find(span_of(m->extra), "prefix").ptr))
        return;
    json_bool_out(&e->out, "prefix", true);
    translated(e, pointer(e, "/messages/%zu", message),
               "marked with prefix: true, since it is the last");
}

/* A turn for the assistant, where a user may not speak after a tool. */
void chat_write_filler(struct encoding *e)
{
    json_object(&e->out, NULL);
    json_str(&e->out, "role", "assistant");
    json_str(&e->out, "content", "Understood.");
    json_end(&e->out);
}

/* Does anybody but the assistant speak after message `last`? */
void chat_fill_after_tools(struct encoding *e, size_t last)
{
    const parl_request *r = e->request;
    size_t next = last + 1;

    while (next < r->n_messages && chat_is_empty_turn(e, next))
        next++;
    if (!e->to->provider->chat.filler_after_tools || next == r->n_messages ||
        r->messages[next].role == PARL_ROLE_ASSISTANT)
        return;
    translated(e, pointer(e, "/messages/%zu", next),
               "a turn of the assistant was put before it, since only that "
               "may follow a tool's result");
    chat_write_filler(e);
}
