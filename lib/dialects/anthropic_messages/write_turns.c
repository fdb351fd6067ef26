/* dialects/anthropic_messages/write_turns.c -- the history as turns.
 *
 * Messages alternates between a user and an assistant, so neighbours of one
 * role become one turn, whose blocks are the parts in their order.  What goes
 * where:
 *   - instructions at the head are the system prompt; later ones are turns of
 *     their own where the model takes them, else text of the user;
 *   - results of tools begin the user's turn behind the calls, one for each;
 *   - thinking goes back to its maker, with its signature, and never last. */
#include "dialects/anthropic_messages/messages.h"

#include <assert.h>
#include <string.h>
#include "encoding/history.h"
#include "encoding/extra.h"

/* ---- the list ----------------------------------------------------------- */

/* Each part makes a block, and each call perhaps a result; two are our own. */
static size_t most_blocks(const parl_request *r)
{
    size_t n = 2;

    for (size_t i = 0; i < r->n_messages; i++)
        n += r->messages[i].n_parts > 0 ? r->messages[i].n_parts * 2 : 1;
    return n;
}

/* The next one, to be filled in; there is room for all. */
static struct messages_block *next_block(struct messages_turns *t)
{
    assert(t->n < t->size);
    return &t->blocks[t->n++];
}

/* A part of our own, said by the user; NULL: no memory. */
static parl_part *insert_own(struct encoding *e, struct messages_turns *t,
                             size_t at, enum parl_part_type type,
                             const char *text)
{
    parl_part *own = ARENA_NEW(e->arena, parl_part);

    if (own == NULL)
        return NULL;
    own->type = type;
    own->text = text;
    next_block(t);
    memmove(&t->blocks[at + 1], &t->blocks[at],
            (t->n - 1 - at) * sizeof(*t->blocks));
    t->blocks[at] =
        (struct messages_block){ .role = PARL_ROLE_USER, .part = own };
    return own;
}

/* ---- what a part comes to ------------------------------------------------ */

static bool drops(struct encoding *e, const struct messages_block *b,
                  const char *reason)
{
    dropped_for_vendor(e, messages_field(e, b), reason);
    return false;
}

/* The same of one that stands among the others already. */
static void drop_block(struct encoding *e, struct messages_turns *t, size_t at,
                       const char *reason)
{
    drops(e, &t->blocks[at], reason);
    t->n--;
    memmove(&t->blocks[at], &t->blocks[at + 1],
            (t->n - at) * sizeof(*t->blocks));
}

static bool keeps_text(struct encoding *e, const struct messages_block *b)
{
    const bool blank = messages_is_blank_text(b->part);

    if (blank)
        messages_report_blank(e, messages_field(e, b), b->part);
    return !blank;
}

/* What only its maker reads. */
static bool keeps_own(struct encoding *e, const struct messages_block *b)
{
    if (messages_is_foreign(e, b))
        return drops(e, b, "it is another's, which %s cannot read");
    if (b->part->type == PARL_PART_THINKING && part_signature(b->part).len == 0)
        return drops(e, b,
                     "%s takes none back without a signature, which is missing "
                     "perhaps because the answer was cut short");
    return true;
}

/* Does a part of an answer go out?  If not, that is reported. */
static bool keeps_answer(struct encoding *e, const struct messages_block *b)
{
    switch ((enum parl_part_type)b->part->type) {
    case PARL_PART_TEXT:
    case PARL_PART_REFUSAL:
        note_refusal_as_text(e, b->message, b->part);
        return keeps_text(e, b);
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    case PARL_PART_OPAQUE:
        return keeps_own(e, b);
    case PARL_PART_AUDIO:
        return keeps_sound(e, b->message, b->number);
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        return true;
    case PARL_PART_IMAGE:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
    case PARL_PART_TOOL_RESULT:
        break;
    }
    return drops(e, b, "%s takes none back in an answer");
}

static bool keeps_users(struct encoding *e, const struct messages_block *b)
{
    if (b->part->type == PARL_PART_TOOL_RESULT &&
        drop_answer(e, b->message, b->number))
        return false;
    if (messages_is_text(b->part))
        return keeps_text(e, b);
    return true;
}

/* ---- messages ----------------------------------------------------------- */

/* What stands on a part, and does not go out with it. */
static void report_around(struct encoding *e, const struct messages_block *b,
                          bool kept)
{
    if (!kept)
        drop_lost_mark(e, messages_field(e, b), b->part);
    else if (b->part->extra != NULL && messages_is_foreign(e, b))
        drop_part_extra(e, messages_field(e, b), b->part);
}

static void add_message(struct encoding *e, struct messages_turns *t,
                        size_t message, enum parl_role role)
{
    size_t n_parts;
    const parl_part *parts = parts_of(e, message, &n_parts);

    for (size_t i = 0; i < n_parts; i++) {
        struct messages_block *b = next_block(t);
        bool kept;

        *b = (struct messages_block){
            .role = role, .part = &parts[i], .message = message, .number = i
        };
        kept = role == PARL_ROLE_ASSISTANT ? keeps_answer(e, b)
                                           : keeps_users(e, b);
        report_around(e, b, kept);
        if (!kept)
            t->n--;
    }
    drop_void_message(e, message);
    drop_message_name(e, message);
    drop_message_extra(e, message);
}

/* ---- instructions ------------------------------------------------------- */

/* A conversation needs a user: where there are instructions alone the last one
 * is said by it. */
static size_t count_system(const parl_request *r)
{
    size_t n = 0;

    while (n < r->n_messages && is_instruction(&r->messages[n]))
        n++;
    return n == r->n_messages ? n - 1 : n;
}

static void as_users(struct encoding *e, size_t message)
{
    translated(e, pointer(e, "/messages/%zu/role", message),
               "sent as a text of the user: no instruction may stand here");
}

static void add_instruction(struct encoding *e,
                            const struct messages_plan *plan,
                            struct messages_turns *t, size_t message)
{
    if (!plan->facts->system_turns)
        as_users(e, message);
    add_message(e, t, message,
                plan->facts->system_turns ? PARL_ROLE_SYSTEM : PARL_ROLE_USER);
}

/* The result of a tool that the vendor ran itself. */
static bool is_served(const parl_part *part)
{
    static const char mark[] = "_tool_result\"";
    const size_t len = sizeof(mark) - 1;
    const struct span type = json_find(part_text(part), "type");

    return part->type == PARL_PART_OPAQUE && type.len > len &&
           memcmp(type.ptr + type.len - len, mark, len) == 0;
}

/* A turn of its own stands behind one of the user, or such a result, and last
 * or before one of the assistant; blocks first..end are one. */
static bool may_stand_alone(const struct messages_turns *t, size_t first,
                            size_t end)
{
    const struct messages_block *before = &t->blocks[first] - 1;

    return first > 0 &&
           (before->role == PARL_ROLE_USER || is_served(before->part)) &&
           (end == t->n || t->blocks[end].role == PARL_ROLE_ASSISTANT);
}

static void settle_instructions(struct encoding *e, struct messages_turns *t)
{
    size_t end;

    for (size_t i = 0; i < t->n; i = end) {
        end = messages_turn_end(t, i);
        if (t->blocks[i].role != PARL_ROLE_SYSTEM || may_stand_alone(t, i, end))
            continue;
        for (size_t k = i; k < end; k++) {
            if (k == i || t->blocks[k].message != t->blocks[k - 1].message)
                as_users(e, t->blocks[k].message);
            t->blocks[k].role = PARL_ROLE_USER;
        }
    }
}

/* ---- results ------------------------------------------------------------ */

/* The calls of a message that nothing answers. */
static void add_lost_results(struct encoding *e, struct messages_turns *t,
                             size_t message)
{
    const parl_message *m = &e->request->messages[message];

    for (size_t i = 0; m->role == PARL_ROLE_ASSISTANT && i < m->n_parts; i++) {
        const parl_part *part = &m->parts[i];
        parl_part *own;

        if (!is_lost_call(e, message, i))
            continue;
        own = insert_own(e, t, t->n, PARL_PART_TOOL_RESULT,
                         "The call was not answered.");
        if (own == NULL)
            return;
        own->id = call_id_of(e, part, message, i);
        own->is_error = PARL_YES;
    }
}

/* ---- the whole ---------------------------------------------------------- */

/* Does the turn of message `i`, or what answers it, go on behind it? */
static bool goes_on(const parl_request *r, size_t i)
{
    return i + 1 < r->n_messages &&
           (r->messages[i + 1].role == PARL_ROLE_TOOL ||
            (r->messages[i + 1].role == PARL_ROLE_ASSISTANT &&
             r->messages[i].role == PARL_ROLE_ASSISTANT));
}

static void add_messages(struct encoding *e, const struct messages_plan *plan,
                         struct messages_turns *t, size_t first)
{
    const parl_request *r = e->request;

    for (size_t i = first, turn = first; i < r->n_messages; i++) {
        if (r->messages[i].role == PARL_ROLE_ASSISTANT)
            add_message(e, t, i, PARL_ROLE_ASSISTANT);
        else if (is_instruction(&r->messages[i]))
            add_instruction(e, plan, t, i);
        else
            add_message(e, t, i, PARL_ROLE_USER);
        if (goes_on(r, i))
            continue;
        for (; turn <= i; turn++)
            add_lost_results(e, t, turn);
    }
}

/* A turn may not end in thinking. */
static void drop_last_thoughts(struct encoding *e, struct messages_turns *t)
{
    for (size_t i = t->n; i-- > 0;) {
        const struct messages_block *b = &t->blocks[i];
        const bool last =
            i + 1 == t->n || t->blocks[i + 1].role != PARL_ROLE_ASSISTANT;

        if (b->role != PARL_ROLE_ASSISTANT || !last ||
            !messages_is_thinking(b->part))
            continue;
        drop_block(e, t, i, "%s takes no turn that ends in thinking");
    }
}

/* An assistant's turn at the end is one to be continued.  A model that refuses
 * that goes on all the same with one that paused in the middle of a search, and
 * so ends in an item, and with one that another declined to finish, for which
 * it gave a token. */
static void end_assistant(struct encoding *e, const struct messages_plan *plan,
                          struct messages_turns *t)
{
    struct messages_block *last = &t->blocks[t->n - 1];
    const bool takes = !plan->facts->no_prefill ||
                       !is_empty_value(json_find_in(e->request->extra_body,
                                                    "fallback_credit_token"));

    if (last->role != PARL_ROLE_ASSISTANT ||
        last->part->type == PARL_PART_OPAQUE)
        return;
    last->part = without_end(e, last->part, messages_field(e, last));
    check_prefill(e, last->message, takes, &plan->thinking);
}

/* Behind what the user said last, where results of tools count, or do not; 0:
 * there is nothing. */
static size_t behind_user(const struct messages_turns *t, bool results)
{
    size_t i = t->n;

    while (i > 0 &&
           (t->blocks[i - 1].role != PARL_ROLE_USER ||
            (!results && t->blocks[i - 1].part->type == PARL_PART_TOOL_RESULT)))
        i--;
    return i;
}

/* The thinking before block `end`; returns how much there was. */
static size_t drop_thoughts(struct encoding *e, struct messages_turns *t,
                            size_t end)
{
    const size_t before = t->n;

    while (end-- > 0) {
        if (messages_is_thinking(t->blocks[end].part))
            drop_block(e, t, end,
                       "%s takes it back behind the very request that it "
                       "answers alone");
    }
    return before - t->n;
}

/* A text part of its own that stays where it is while tools are called.  In the
 * next request it stands elsewhere, so thinking that is tied to the words
 * before it cannot go back. */
static void add_wish(struct encoding *e, const struct messages_plan *plan,
                     struct messages_turns *t)
{
    size_t at = behind_user(t, false);

    if (plan->facts->binds_thinking)
        at -= drop_thoughts(e, t, at);
    insert_own(e, t, at > 0 ? at : behind_user(t, true), PARL_PART_TEXT,
               plan->instruction);
}

/* Nothing may stand before what tells all that did. */
static bool is_summary(const parl_part *part)
{
    return part->type == PARL_PART_OPAQUE &&
           messages_is_summary(part_text(part));
}

/* The blocks of the system prompt and of the conversation lie in one row. */
void messages_make_turns(struct encoding *e, struct messages_plan *plan)
{
    const size_t n_system = count_system(e->request);
    struct messages_turns *system = &plan->system, *t = &plan->turns;

    system->size = most_blocks(e->request);
    system->blocks = ARENA_ARRAY(e->arena, system->size, struct messages_block);
    if (system->blocks == NULL)
        return;
    for (size_t i = 0; i < n_system; i++)
        add_message(e, system, i, PARL_ROLE_SYSTEM);
    t->blocks = system->blocks + system->n;
    t->size = system->size - system->n;
    add_messages(e, plan, t, n_system);
    drop_last_thoughts(e, t);
    settle_instructions(e, t);
    if (t->n == 0) {
        refuse(e, PARL_INVALID_ARGUMENT, "/messages",
               "there is no text for the model to answer");
        return;
    }
    end_assistant(e, plan, t);
    if (plan->instruction != NULL)
        add_wish(e, plan, t);
    if (t->blocks[0].role == PARL_ROLE_USER || is_summary(t->blocks[0].part))
        return;
    translated_for_vendor(
        e, message_pointer(e, t->blocks[0].message),
        "a short text of the user was put before it: %s begins with one");
    insert_own(e, t, 0, PARL_PART_TEXT, "Let us begin.");
}
