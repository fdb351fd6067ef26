/* dialects/openai_chat/write_joined.c -- several messages as one: instructions
 * where they are taken in the first message alone, and users where no two may
 * stand in a row. */
#include "dialects/openai_chat/chat.h"

static bool is_instruction(const parl_message *m)
{
    return m->role == PARL_ROLE_SYSTEM || m->role == PARL_ROLE_DEVELOPER;
}

static bool is_user(const parl_message *m)
{
    return m->role == PARL_ROLE_USER;
}

/* Messages first..last, as far as they belong. */
struct joined {
    size_t first, last;
    bool (*belongs)(const parl_message *);
};

/* All their parts. */
static struct chat_list gather(struct encoding *e, const struct joined *j)
{
    const parl_message *messages = e->request->messages;
    struct chat_list list = { .message = j->first };
    size_t most = 0, n;
    const char **fields;
    parl_part *parts;

    for (size_t m = j->first; m <= j->last; m++)
        most += messages[m].n_parts > 0 ? messages[m].n_parts : 1;
    parts = ARENA_ARRAY(e->arena, most, parl_part);
    fields = ARENA_ARRAY(e->arena, most, const char *);
    for (size_t m = j->first; parts && fields && m <= j->last; m++) {
        parl_part one;
        const parl_part *from = message_parts(&messages[m], &one, &n);

        for (size_t i = 0; j->belongs(&messages[m]) && i < n; i++) {
            fields[list.n] = part_pointer(e, m, i);
            parts[list.n++] = from[i];
        }
    }
    list.parts = parts;
    list.fields = fields;
    return list;
}

static void write_joined(struct encoding *e, const struct joined *j,
                         const char *role, const char *instruction)
{
    const parl_message *messages = e->request->messages;
    const struct chat_list list = gather(e, j);

    json_object(&e->out, NULL);
    json_str(&e->out, "role", role);
    chat_write_content(e, &list, instruction);
    chat_write_name(e, j->first);
    for (size_t m = j->first; m <= j->last; m++) {
        if (!j->belongs(&messages[m]))
            continue;
        if (m > j->first && messages[m].name != NULL)
            dropped(e, pointer(e, "/messages/%zu/name", m),
                    "the message was joined to another");
        chat_write_extra(e, m);
    }
    json_end(&e->out);
}

/* All instructions as the first message, where others would be refused. */
void chat_write_instructions(struct encoding *e)
{
    const parl_request *r = e->request;
    struct joined all = { 0, r->n_messages - 1, is_instruction };

    while (all.first < r->n_messages &&
           !is_instruction(&r->messages[all.first]))
        all.first++;
    if (all.first == r->n_messages)
        return;
    for (size_t i = all.first + 1; i < r->n_messages; i++) {
        if (is_instruction(&r->messages[i]))
            translated(e, pointer(e, "/messages/%zu/role", i),
                       "joined to the first message: %s takes instructions "
                       "nowhere else",
                       e->to->provider->about);
    }
    write_joined(e, &all, chat_instruction_role(e, all.first), NULL);
}

/* Does a message stand between two users, and yet nowhere in the body? */
static bool is_elsewhere(const struct encoding *e, size_t message)
{
    return e->to->provider->chat.system_first &&
           is_instruction(&e->request->messages[message]);
}

/* The user's message behind message `i`, but for what stands elsewhere; 0:
 * another comes first. */
static size_t next_user(const struct encoding *e, size_t i)
{
    const parl_request *r = e->request;

    do
        i++;
    while (i < r->n_messages && is_elsewhere(e, i));
    return i < r->n_messages && is_user(&r->messages[i]) ? i : 0;
}

/* A user's message, and those that follow it at once; returns the last. */
size_t chat_write_users(struct encoding *e, size_t first, size_t instructed,
                        const char *instruction)
{
    struct joined users = { first, first, is_user };

    for (size_t next; (next = next_user(e, users.last)) != 0;) {
        users.last = next;
        translated(e, pointer(e, "/messages/%zu", next),
                   "joined to the one before: %s takes no two users in a row",
                   e->to->provider->about);
    }
    if (instructed < first || instructed > users.last)
        instruction = NULL;
    write_joined(e, &users, "user", instruction);
    return users.last;
}
