/* dialects/openai_chat/write_joined.c -- several messages as one: instructions
 * where they are taken in the first message alone, and turns where no two of
 * the same role may stand in a row. */
#include "dialects/openai_chat/chat.h"

#include "encoding/history.h"

static bool is_user(const parl_message *m)
{
    return m->role == PARL_ROLE_USER;
}

static bool is_assistant(const parl_message *m)
{
    return m->role == PARL_ROLE_ASSISTANT;
}

/* Messages first..last, as far as they belong. */
struct joined {
    size_t first, last;
    bool (*belongs)(const parl_message *);
    const struct chat_list *before; /* parts that come first; NULL: none */
};

/* Is message m one of them, and does it say anything? */
static bool is_in(const struct encoding *e, const struct joined *j, size_t m)
{
    return j->belongs(&e->request->messages[m]) && !chat_is_empty_turn(e, m);
}

static size_t count_most(const struct encoding *e, const struct joined *j)
{
    size_t most = j->before != NULL ? j->before->n : 0;

    for (size_t m = j->first; m <= j->last; m++) {
        const size_t n = e->request->messages[m].n_parts;

        most += n > 0 ? n : 1;
    }
    return most;
}

static void gather_message(struct encoding *e, const struct joined *j, size_t m,
                           struct chat_gathered *to)
{
    parl_part one;
    const struct chat_list from = chat_parts(e, m, &one);

    to->message = m;
    for (size_t i = 0; i < from.n; i++) {
        const int32_t type = from.parts[i].type;
        parl_part *part = chat_keeps(e, m, i) ? chat_add(to, &from.parts[i],
                                                         part_pointer(e, m, i))
                                              : NULL;

        if (part != NULL &&
            (type == PARL_PART_REFUSAL ||
             (type == PARL_PART_AUDIO && j->belongs == is_assistant)))
            part->type = PARL_PART_TEXT;
    }
}

/* All their parts. */
static struct chat_list gather(struct encoding *e, const struct joined *j)
{
    struct chat_gathered all = chat_gather(e, j->first, count_most(e, j));

    for (size_t i = 0; j->before != NULL && i < j->before->n; i++)
        chat_add(&all, &j->before->parts[i], j->before->fields[i]);
    for (size_t m = j->first; m <= j->last; m++) {
        if (is_in(e, j, m))
            gather_message(e, j, m, &all);
    }
    return all.list;
}

/* Those of the last, which alone of a turn may have any. */
static void write_calls(struct encoding *e, const struct joined *j)
{
    parl_part one;
    const struct chat_list list = chat_parts(e, j->last, &one);

    if (j->belongs == is_assistant &&
        chat_has_calls(&e->request->messages[j->last]))
        chat_write_calls(e, &list);
}

static void write_joined(struct encoding *e, const struct joined *j,
                         const char *role, const char *instruction)
{
    const parl_message *messages = e->request->messages;
    const struct chat_list list = gather(e, j);

    json_object(&e->out, NULL);
    json_str(&e->out, "role", role);
    chat_write_content(e, &list, instruction);
    chat_drop_reasoning(e, &list);
    write_calls(e, j);
    chat_write_name(e, j->first);
    for (size_t m = j->first; m <= j->last; m++) {
        if (j->belongs != is_instruction && chat_drop_empty_turn(e, m))
            continue;
        if (!j->belongs(&messages[m]))
            continue;
        if (!is_user(&messages[m]))
            chat_check_text(e, m);
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
    struct joined all = { 0, r->n_messages - 1, is_instruction, NULL };

    while (all.first < r->n_messages &&
           !is_instruction(&r->messages[all.first]))
        all.first++;
    if (all.first == r->n_messages)
        return;
    for (size_t i = all.first > 0 ? all.first : 1; i < r->n_messages; i++) {
        if (is_instruction(&r->messages[i]))
            translated_for_vendor(
                e, message_pointer(e, i),
                i == all.first ? "moved to the front: %s takes instructions "
                                 "nowhere else"
                               : "joined to the first message: %s takes "
                                 "instructions nowhere else");
    }
    write_joined(e, &all, chat_instruction_role(e, all.first), NULL);
}

/* ---- turns --------------------------------------------------------------- */

/* Who belongs to the turn that this message begins, or goes on with; NULL:
 * nobody, as behind calls, which their results follow. */
static bool (*turn_of(const parl_message *m))(const parl_message *)
{
    if (is_user(m))
        return is_user;
    return is_assistant(m) && !chat_has_calls(m) ? is_assistant : NULL;
}

/* Does a message stand between two, and yet nowhere in the body? */
static bool is_elsewhere(const struct encoding *e, size_t message)
{
    return (chat_order(e)->write_instructions != NULL &&
            is_instruction(&e->request->messages[message])) ||
           chat_is_empty_turn(e, message);
}

/* The message of the same turn behind message `i`, but for what stands
 * elsewhere; 0: another comes first. */
static size_t next_of_turn(const struct encoding *e, size_t i)
{
    const parl_request *r = e->request;
    bool (*belongs)(const parl_message *) = turn_of(&r->messages[i]);

    if (belongs == NULL)
        return 0;
    do
        i++;
    while (i < r->n_messages && is_elsewhere(e, i));
    return i < r->n_messages && belongs(&r->messages[i]) ? i : 0;
}

static bool is_joined(const struct encoding *e, size_t message)
{
    return !is_elsewhere(e, message) && next_of_turn(e, message) != 0;
}

static size_t write_turn(struct encoding *e, size_t first,
                         const struct chat_list *before,
                         const struct chat_wish *wish)
{
    const parl_message *m = &e->request->messages[first];
    struct joined turn = { first, first, turn_of(m), before };

    for (size_t next; (next = next_of_turn(e, turn.last)) != 0;) {
        turn.last = next;
        translated_for_vendor(
            e, message_pointer(e, next),
            "joined to the one before: %s takes no two in a row");
    }
    write_joined(
        e, &turn, is_user(m) ? "user" : "assistant",
        wish->message < first || wish->message > turn.last ? NULL : wish->text);
    return turn.last;
}

const struct chat_joining chat_joining = { is_joined, write_turn };
