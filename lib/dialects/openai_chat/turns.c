/* dialects/openai_chat/turns.c -- the order of turns, at vendors that insist on
 * one: no turn of an assistant that says nothing, one of an assistant after a
 * tool's result, and a mark on a last one that the model is to go on with. */
#include "dialects/openai_chat/chat.h"

#include "history.h"

/* Is there nothing in its content but text without a letter? */
bool chat_is_blank(const struct chat_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (chat_is_content(l->parts[i].type) &&
            (l->parts[i].type != PARL_PART_TEXT ||
             !span_is_blank(part_text(&l->parts[i]))))
            return false;
    }
    return true;
}

/* The place of the first message from `from` on that is sent. */
static size_t next_turn(const struct encoding *e, size_t from)
{
    while (from < e->request->n_messages && chat_is_empty_turn(e, from))
        from++;
    return from;
}

/* Pictures that the model made, which stand beside the content. */
static bool has_images(const struct encoding *e, const parl_message *m)
{
    static const char name[] = "images";

    return m->extra != NULL && is_own(e, m) &&
           word_in(e->to->provider->chat.message_members, name) &&
           !is_empty_value(json_find(span_of(m->extra), name));
}

/* Is there nothing in it that would be sent?  Where thinking is a chunk of the
 * content, it is none by itself. */
bool chat_is_empty_turn(const struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];
    struct chat_list l = { .message = message };
    parl_part one;

    if (m->role != PARL_ROLE_ASSISTANT)
        return false;
    l.parts = message_parts(m, &one, &l.n);
    for (size_t i = 0; i < l.n; i++) {
        if (l.parts[i].type == PARL_PART_THINKING &&
            e->to->provider->chat.chunks)
            continue;
        if (is_call(&l.parts[i]) || chat_is_chunk(e, message, &l.parts[i]) ||
            l.parts[i].type == PARL_PART_REFUSAL)
            return false;
    }
    return chat_is_blank(&l) && !chat_has_details(e, message) &&
           !has_images(e, m);
}

bool chat_drop_empty_turn(struct encoding *e, size_t message)
{
    struct chat_list l = { .message = message };
    parl_part one;

    if (!chat_is_empty_turn(e, message))
        return false;
    l.parts = message_parts(&e->request->messages[message], &one, &l.n);
    chat_drop_reasoning(e, &l);
    dropped(e, pointer(e, "/messages/%zu", message), "it says nothing");
    return true;
}

void chat_check_text(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];

    const bool assistant = m->role == PARL_ROLE_ASSISTANT;

    if (e->to->provider->chat.open ||
        (assistant && e->to->provider->chat.assistant_media))
        return;
    for (size_t i = 0; i < m->n_parts; i++) {
        const int32_t type = m->parts[i].type;

        if (type >= PARL_PART_IMAGE && type <= PARL_PART_DOCUMENT &&
            !(type == PARL_PART_AUDIO && assistant))
            refuse(e, PARL_UNSUPPORTED, part_pointer(e, message, i),
                   "%s takes media from the user alone",
                   e->to->provider->about);
    }
}

/* A last message that the model is to go on with. */
void chat_write_prefix_mark(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];

    if (!e->to->provider->chat.marks_prefix ||
        next_turn(e, message + 1) != e->request->n_messages ||
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
    chat_write_said(e, "assistant", NULL, "Understood.");
}

/* Does anybody but the assistant speak after message `last`? */
void chat_fill_after_tools(struct encoding *e, size_t last)
{
    const parl_request *r = e->request;
    const size_t next = next_turn(e, last + 1);

    if (!e->to->provider->chat.filler_after_tools || next == r->n_messages ||
        r->messages[next].role == PARL_ROLE_ASSISTANT)
        return;
    translated(e, pointer(e, "/messages/%zu", next),
               "a turn of the assistant was put before it, since only that "
               "may follow a tool's result");
    chat_write_filler(e);
}
