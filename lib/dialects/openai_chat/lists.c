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
    struct chat_gathered g = { .list = { .message = message } };

    g.list.parts = g.parts = ARENA_ARRAY(e->arena, most, parl_part);
    g.list.fields = g.fields = ARENA_ARRAY(e->arena, most, const char *);
    if (g.parts != NULL && g.fields != NULL)
        g.most = most;
    return g;
}

parl_part *chat_add(struct chat_gathered *g, const parl_part *part,
                    const char *field)
{
    if (g->list.n == g->most)
        return NULL;
    g->fields[g->list.n] = field;
    g->parts[g->list.n] = *part;
    return &g->parts[g->list.n++];
}
