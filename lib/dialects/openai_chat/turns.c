/* dialects/openai_chat/turns.c -- the order of turns, at vendors that insist on
 * one: no turn of an assistant that says nothing, one of an assistant after a
 * tool's result, and a mark on a last one that the model is to go on with. */
#include "dialects/openai_chat/chat.h"

#include "encoding/history.h"
#include "encoding/origin.h"

static bool is_blank(const parl_part *part)
{
    return !chat_is_content(part->type) ||
           (part->type == PARL_PART_TEXT && span_is_blank(part_text(part)));
}

/* Is there nothing in its content but text without a letter? */
bool chat_is_blank(const struct chat_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (!is_blank(&l->parts[i]))
            return false;
    }
    return true;
}

/* May an answer hold media? */
static bool takes_media(const struct encoding *e)
{
    return e->to->provider->chat.open || e->to->provider->chat.assistant_media;
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
           word_in(chat_ways(e)->message_members, name) &&
           !is_empty_value(json_find_in(m->extra, name));
}

/* Does this vendor know the sound, which it made? */
static bool is_known(const struct encoding *e, size_t message,
                     const parl_part *sound)
{
    return sound->id != NULL && e->to->provider->chat.audio_back &&
           is_own(e, &e->request->messages[message]);
}

/* Media of an answer that do not go back, and of which nothing is said. */
static bool stays_behind(const struct encoding *e, size_t message,
                         const parl_part *part, size_t number)
{
    if (part->type == PARL_PART_AUDIO)
        return span_is_blank(part_text(part)) && !is_known(e, message, part);
    return !takes_media(e) && is_others_media(e, message, number);
}

bool chat_is_chunk(const struct encoding *e, size_t message,
                   const parl_part *part)
{
    const struct chat_chunk_forms *chunks = chat_ways(e)->chunks;

    return chunks != NULL && chunks->is_chunk(e, message, part);
}

/* Would it be sent?  Where thinking is a chunk of the content, among others, it
 * is none by itself. */
static bool says_something(const struct encoding *e, size_t message,
                           const parl_part *part, size_t number)
{
    const struct chat_chunk_forms *chunks = chat_ways(e)->chunks;

    if (part->type == PARL_PART_THINKING && chunks != NULL &&
        chunks->collect != NULL)
        return false;
    if (is_call(part) || part->type == PARL_PART_REFUSAL ||
        chat_is_chunk(e, message, part))
        return true;
    return !is_blank(part) && !stays_behind(e, message, part, number);
}

bool chat_is_empty_turn(const struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];
    struct chat_list l;
    parl_part one;

    if (m->role != PARL_ROLE_ASSISTANT)
        return false;
    l = chat_parts(e, message, &one);
    for (size_t i = 0; i < l.n; i++) {
        if (says_something(e, message, &l.parts[i], i))
            return false;
    }
    return !chat_has_details(e, message) && !has_images(e, m);
}

bool chat_drop_empty_turn(struct encoding *e, size_t message)
{
    struct chat_list l;
    parl_part one;

    if (!chat_is_empty_turn(e, message))
        return false;
    l = chat_parts(e, message, &one);
    chat_drop_reasoning(e, &l);
    for (size_t i = 0; i < l.n; i++)
        chat_keeps(e, message, i);
    drop_blank_message(e, message);
    return true;
}

bool chat_keeps(struct encoding *e, size_t message, size_t number)
{
    const parl_message *m = &e->request->messages[message];

    if (m->n_parts == 0 || m->role != PARL_ROLE_ASSISTANT)
        return true;
    if (m->parts[number].type == PARL_PART_AUDIO)
        return keeps_sound(e, message, number);
    return takes_media(e) || !drop_others_media(e, message, number);
}

struct chat_list chat_said(struct encoding *e, const struct chat_list *l,
                           const char **id)
{
    struct chat_gathered said = chat_gather(e, l->message, l->n);

    for (size_t i = 0; i < said.most; i++) {
        const parl_part *part = &l->parts[i];
        const bool sound = part->type == PARL_PART_AUDIO;
        const parl_part text = { .text = part->text,
                                 .text_len = part->text_len };

        if (sound && *id == NULL && is_known(e, l->message, part))
            *id = part->id;
        else if (chat_keeps(e, l->message, i))
            chat_add(&said, sound ? &text : part,
                     chat_content_at(e, l, i).field);
    }
    return said.list;
}

bool chat_has_calls(const parl_message *m)
{
    return count_parts(m, PARL_PART_TOOL_CALL) +
               count_parts(m, PARL_PART_CUSTOM_CALL) >
           0;
}

bool chat_has_media(const parl_message *m)
{
    for (size_t i = 0; i < m->n_parts; i++) {
        if (is_attachment(&m->parts[i]))
            return true;
    }
    return false;
}

void chat_check_text(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];
    const bool assistant = m->role == PARL_ROLE_ASSISTANT;

    if (e->to->provider->chat.open ||
        (assistant && (takes_media(e) || !is_own(e, m))))
        return;
    for (size_t i = 0; i < m->n_parts; i++) {
        if (is_attachment(&m->parts[i]) &&
            !(m->parts[i].type == PARL_PART_AUDIO && assistant))
            refuse_for_vendor(e, part_pointer(e, message, i),
                              "%s takes media from the user alone");
    }
}

/* A last message that the model is to go on with. */
void chat_mark_prefix(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];

    if (next_turn(e, message + 1) != e->request->n_messages ||
        count_parts(m, PARL_PART_TOOL_CALL) > 0 ||
        json_find_in(m->extra, "prefix").ptr != NULL)
        return;
    json_bool_out(&e->out, "prefix", true);
    translated(e, message_pointer(e, message),
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

    if (next == r->n_messages || r->messages[next].role == PARL_ROLE_ASSISTANT)
        return;
    translated(e, message_pointer(e, next),
               "a turn of the assistant was put before it, since only that "
               "may follow a tool's result");
    chat_write_filler(e);
}
