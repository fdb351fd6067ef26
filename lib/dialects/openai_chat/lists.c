/* dialects/openai_chat/lists.c -- lists of parts: a message's own, and such as
 * are put together of several. */
#include "dialects/openai_chat/chat.h"

struct chat_list chat_parts(const struct encoding *e, size_t message,
                            parl_part *one)
{
    struct chat_list l = { .message = message };

    l.parts = message_parts(&e->request->messages[message], one, &l.n);
    return l;
}

struct chat_gathered chat_gather(struct encoding *e, size_t message,
                                 size_t most)
{
    struct chat_gathered g = { .list = { .message = message },
                               .message = message };

    g.list.parts = g.parts = ARENA_ARRAY(e->arena, most, parl_part);
    g.list.fields = g.fields = ARENA_ARRAY(e->arena, most, const char *);
    g.list.messages = g.messages = ARENA_ARRAY(e->arena, most, size_t);
    if (g.parts != NULL && g.fields != NULL && g.messages != NULL)
        g.most = most;
    return g;
}

parl_part *chat_add(struct chat_gathered *g, const parl_part *part,
                    const char *field)
{
    if (g->list.n == g->most)
        return NULL;
    g->fields[g->list.n] = field;
    g->messages[g->list.n] = g->message;
    g->parts[g->list.n] = *part;
    return &g->parts[g->list.n++];
}

size_t chat_count_content(const struct chat_list *l)
{
    size_t count = 0;

    for (size_t i = 0; i < l->n; i++)
        count += chat_is_content(l->parts[i].type);
    return count;
}
