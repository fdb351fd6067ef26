/* dialects/bedrock_converse/turns.c -- the history as turns of blocks.
 *
 * Converse wants turns that alternate between user and assistant, none of them
 * empty, with all results of a turn's calls in the next one.  So neighbours
 * become one turn, what says nothing is left out, and where a family of models
 * wants more (results alone, a user at the beginning) a short turn of ours
 * stands between. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include "encoding/history.h"

/* Stands where something must and there is nothing to say. */
#define STAND_IN "."

static const struct converse_traits unknown = {
    .lacks = LACKS_CACHE | LACKS_RESULT_STATUS,
};

const struct converse_traits *converse_traits(const struct encoding *e)
{
    const struct converse_traits *known = converse_of(e->to->facts);

    return known != NULL ? known : &unknown;
}

bool converse_lacks(const struct encoding *e, unsigned what)
{
    return (converse_traits(e)->lacks & what) != 0;
}

/* A message as it was said. */
struct said {
    const parl_message *m;
    size_t number;
    const parl_part *parts;
    size_t n;
    bool leads; /* no message but instructions stands before it */
};

static void report(struct converse_history *h, const struct said *said,
                   const char *member, const char *what)
{
    translated_for_model(
        h->e, pointer(h->e, "/messages/%zu%s", said->number, member), what);
}

/* ---- turns and blocks --------------------------------------------------- */

/* The last turn, if it is one of this kind; NULL: it is not. */
static struct converse_turn *last_turn(struct converse_history *h,
                                       bool assistant)
{
    struct converse_turn *turn = h->turns + h->n_turns;

    return h->n_turns > 0 && turn[-1].assistant == assistant ? turn - 1 : NULL;
}

static void push(struct converse_history *h, bool assistant,
                 const struct converse_block *block)
{
    struct converse_turn *turn = last_turn(h, assistant);

    if (h->n_blocks == h->size)
        return; /* there was no memory */
    if (turn == NULL) {
        turn = &h->turns[h->n_turns++];
        *turn = (struct converse_turn){ assistant, h->n_blocks, 0, 0 };
    }
    h->blocks[h->n_blocks++] = *block;
    turn->has |= 1u << block->part->type;
    turn->n++;
}

static void push_system(struct converse_history *h,
                        const struct converse_block *block)
{
    h->blocks[h->n_blocks++] = *block;
    h->n_system = h->n_blocks;
}

/* A part that nobody said, to be filled in; NULL: there was no memory. */
static parl_part *push_ours(struct converse_history *h, bool assistant,
                            enum parl_part_type type)
{
    parl_part *part = ARENA_NEW(h->e->arena, parl_part);

    if (part == NULL)
        return NULL;
    part->type = (int32_t)type;
    push(h, assistant, &(struct converse_block){ .part = part, .ours = true });
    return part;
}

static void push_text(struct converse_history *h, bool assistant,
                      const char *text)
{
    parl_part *part = push_ours(h, assistant, PARL_PART_TEXT);

    if (part != NULL)
        part->text = text;
}

/* ---- what a turn of the user holds -------------------------------------- */

static bool is_blank(const parl_part *part)
{
    return converse_is(part, CONVERSE_TEXT) && span_is_blank(part_text(part));
}

/* A document needs a text beside it. */
static void end_user_turn(struct converse_history *h)
{
    const struct converse_turn *turn = last_turn(h, false);

    if (turn == NULL || (turn->has & CONVERSE_DOCUMENT) == 0 ||
        (turn->has & CONVERSE_TEXT) != 0)
        return;
    translated(h->e, converse_field(h->e, &h->blocks[h->n_blocks - 1]),
               "a short text was put behind it: a document needs one");
    push_text(h, false, STAND_IN);
}

/* Where parts of these kinds may not stand beside the results of tools, which
 * are the user's last turn, a turn of the assistant comes between. */
static bool makes_way(struct converse_history *h, unsigned kinds)
{
    const struct converse_turn *turn = last_turn(h, false);

    if (turn == NULL || (turn->has & CONVERSE_RESULT) == 0 ||
        !((converse_lacks(h->e, LACKS_MIXED_RESULTS) &&
           (kinds & ~CONVERSE_RESULT) != 0) ||
          (converse_lacks(h->e, LACKS_DOCUMENTS_BESIDE_RESULTS) &&
           (kinds & CONVERSE_WATCHED) != 0)))
        return false;
    push_text(h, true, STAND_IN);
    return true;
}

/* The kinds of its parts, but for texts that say nothing. */
static unsigned kinds_of(const struct said *said)
{
    unsigned kinds = 0;

    for (size_t i = 0; i < said->n; i++) {
        if (!is_blank(&said->parts[i]))
            kinds |= 1u << said->parts[i].type;
    }
    return kinds;
}

static void make_way(struct converse_history *h, const struct said *said)
{
    if (makes_way(h, kinds_of(said)))
        report(h, said, "",
               "a short turn of the assistant was put before it: %s does not "
               "take it beside the results of tools");
}

static bool user_follows(const parl_request *request, size_t message)
{
    for (size_t i = message + 1; i < request->n_messages; i++) {
        if (request->messages[i].role == PARL_ROLE_USER)
            return true;
        if (request->messages[i].role == PARL_ROLE_ASSISTANT)
            return false;
    }
    return false;
}

/* False: there is nothing in it, and something stands for it. */
static bool begin_user(struct converse_history *h, const struct said *said)
{
    if (kinds_of(said) == 0 && last_turn(h, false) == NULL &&
        !user_follows(h->e->request, said->number)) {
        report(h, said, "/content",
               "sent as \"" STAND_IN "\": a turn may not be empty");
        push_text(h, false, STAND_IN);
        return false;
    }
    make_way(h, said);
    return true;
}

/* ---- instructions ------------------------------------------------------- */

/* Those at the beginning are the system's; later ones stay where they are, as
 * the user's text: moved to the front, they would change what came before. */
static bool is_system(const struct converse_history *h, const struct said *said)
{
    return said->leads && is_instruction(said->m) &&
           !converse_lacks(h->e, LACKS_SYSTEM);
}

static void begin_instruction(struct converse_history *h,
                              const struct said *said)
{
    if (!is_system(h, said))
        report(h, said, "/role",
               said->leads ? "%s takes instructions from the user alone"
                           : "sent as the user's: %s takes instructions at the "
                             "beginning alone");
    if (!said->leads)
        make_way(h, said);
}

static void check_instruction(struct encoding *e,
                              const struct converse_block *block)
{
    if (!converse_is(block->part, CONVERSE_TEXT | CONVERSE_KIND(OPAQUE)))
        refuse_for_vendor(
            e, converse_field(e, block),
            "%s takes instructions as text alone; say it as the user");
}

/* ---- assistants --------------------------------------------------------- */

/* Reasoning that nothing follows is unfinished: it cannot go back. */
static void trim_reasoning(struct converse_history *h, size_t before)
{
    while (h->n_blocks > before &&
           converse_is(h->blocks[h->n_blocks - 1].part, CONVERSE_REASONING)) {
        dropped(h->e, converse_field(h->e, &h->blocks[--h->n_blocks]),
                "nothing follows it in its turn");
        if (--h->turns[h->n_turns - 1].n == 0)
            h->n_turns--;
    }
}

static bool keeps_answer(struct converse_history *h, const struct said *said,
                         const struct converse_block *block)
{
    if (!converse_keeps(h, block))
        return false;
    if (h->n_turns == 0 && converse_lacks(h->e, LACKS_LEADING_ASSISTANT)) {
        report(h, said, "",
               "a short text of the user was put before it: %s begins with "
               "one");
        push_text(h, false, STAND_IN);
    }
    return true;
}

/* ---- results ------------------------------------------------------------ */

static bool keeps_result(struct encoding *e, const struct converse_block *block)
{
    if (drop_answer(e, block->message, block->place))
        return false;
    drop_result_name(e, block->message, block->part->id);
    return true;
}

/* The last answer and the results of its calls are over: those that nothing
 * answers get an error. */
static void end_calls(struct converse_history *h)
{
    for (; h->calls < h->results; h->calls++) {
        const struct converse_block *call = &h->blocks[h->calls];
        parl_part *result;

        if (!converse_is(call->part, CONVERSE_CALL) ||
            !is_lost_call(h->e, call->message, call->place))
            continue;
        result = push_ours(h, false, PARL_PART_TOOL_RESULT);
        if (result == NULL)
            return;
        result->id = call->part->id;
        result->text = "error: the call was not answered";
        result->is_error = PARL_YES;
    }
    h->calls = h->results = h->n_blocks;
}

/* ---- the end ------------------------------------------------------------ */

/* An assistant's message at the end is to be gone on with, and what Claude goes
 * on with may not end in white space. */
static void end_assistant(struct converse_history *h,
                          const struct converse_plan *plan)
{
    struct encoding *e = h->e;
    struct converse_block *last;

    if (last_turn(h, true) == NULL)
        return;
    last = &h->blocks[h->n_blocks - 1];
    check_prefill(e, e->request->n_messages - 1,
                  !converse_lacks(h->e, LACKS_PREFILL) &&
                      !e->to->facts->no_prefill,
                  &plan->thought.plan);
    if (converse_traits(h->e)->messages_fields &&
        last->part->type == PARL_PART_TEXT)
        last->part = without_end(e, last->part, converse_field(e, last));
}

/* The wish for an answer by tool comes again with each request while tools are
 * called.  A model whose thinking is tied to what stands before it wants to
 * find it where it was: behind the words of the user. */
static void place_wish(struct converse_history *h,
                       const struct converse_plan *plan)
{
    const struct encoding *e = h->e;

    h->asker = last_user(e->request);
    if (e->answer_tool != NULL && e->to->facts->binds_thinking &&
        h->asker < e->request->n_messages)
        h->wish = plan->wish;
}

/* Into the user's turn before an answer that is to be gone on with. */
static void push_before_prefill(struct converse_history *h, const char *text)
{
    struct converse_turn *prefill = &h->turns[--h->n_turns];
    struct converse_block *begin = &h->blocks[prefill->first++];

    memmove(begin + 1, begin, prefill->n * sizeof(*begin));
    h->n_blocks -= prefill->n;
    push_text(h, false, text);
    h->n_blocks += prefill->n;
    h->n_turns++;
}

/* Any other stands at the end. */
static void add_wish(struct converse_history *h, const char *wish)
{
    if (wish == NULL || h->wish != NULL)
        return;
    if (last_turn(h, true) != NULL && h->n_turns > 1 && h->n_blocks < h->size) {
        push_before_prefill(h, wish);
        return;
    }
    makes_way(h, CONVERSE_TEXT);
    push_text(h, false, wish);
}

/* ---- the whole ---------------------------------------------------------- */

/* Room for each part and what may be added to it. */
static bool make_room(struct converse_history *h)
{
    const parl_request *r = h->e->request;
    struct arena *arena = h->e->arena;
    size_t n = 4;

    for (size_t i = 0; i < r->n_messages; i++)
        n += 3 * (r->messages[i].n_parts + 1);
    h->blocks = ARENA_ARRAY(arena, n, struct converse_block);
    h->turns = ARENA_ARRAY(arena, n, struct converse_turn);
    h->names = ARENA_ARRAY(arena, n, const char *);
    h->tools = ARENA_ARRAY(arena, r->n_tools + 1, struct converse_block);
    h->size = n;
    return arena->status == PARL_OK;
}

/* False: nothing of it is to be added any more. */
static bool begin_message(struct converse_history *h, const struct said *said)
{
    if (said->m->role != PARL_ROLE_TOOL)
        drop_message_name(h->e, said->number);
    switch ((enum parl_role)said->m->role) {
    case PARL_ROLE_SYSTEM:
    case PARL_ROLE_DEVELOPER:
        begin_instruction(h, said);
        break;
    case PARL_ROLE_USER:
        return begin_user(h, said);
    case PARL_ROLE_ASSISTANT:
        end_user_turn(h);
        break;
    case PARL_ROLE_TOOL:
        break;
    }
    return true;
}

/* Does a part go out?  If not, that is reported. */
static bool keeps(struct converse_history *h, const struct said *said,
                  const struct converse_block *block)
{
    switch ((enum parl_role)said->m->role) {
    case PARL_ROLE_SYSTEM:
    case PARL_ROLE_DEVELOPER:
        check_instruction(h->e, block);
        break;
    case PARL_ROLE_USER:
        break;
    case PARL_ROLE_ASSISTANT:
        return keeps_answer(h, said, block);
    case PARL_ROLE_TOOL:
        return keeps_result(h->e, block);
    }
    return !converse_drops_blank(h, block);
}

static void read_message(struct converse_history *h, const struct said *said)
{
    const bool assistant = said->m->role == PARL_ROLE_ASSISTANT;
    const size_t before = h->n_blocks;

    if (!begin_message(h, said))
        return;
    for (size_t i = 0; i < said->n; i++) {
        const struct converse_block block = { .part = &said->parts[i],
                                              .message = said->number,
                                              .place = i };

        if (!keeps(h, said, &block))
            continue;
        if (is_system(h, said))
            push_system(h, &block);
        else
            push(h, assistant, &block);
    }
    drop_void_message(h->e, said->number);
    if (!assistant)
        return;
    trim_reasoning(h, before);
    h->results = h->n_blocks;
}

static void read_messages(struct converse_history *h)
{
    const parl_request *r = h->e->request;
    bool leads = true;
    int32_t before = PARL_ROLE_SYSTEM;

    for (size_t i = 0; i < r->n_messages; i++) {
        const int32_t role = r->messages[i].role;
        struct said one = { .m = &r->messages[i], .number = i };

        if (role != PARL_ROLE_TOOL &&
            !(role == PARL_ROLE_ASSISTANT && before == role))
            end_calls(h);
        leads = leads && is_instruction(one.m);
        one.leads = leads;
        one.parts = parts_of(h->e, i, &one.n);
        read_message(h, &one);
        if (h->wish != NULL && i == h->asker)
            push_text(h, false, h->wish);
        before = role;
    }
    end_calls(h);
}

void converse_read_turns(struct encoding *e, struct converse_plan *plan)
{
    struct converse_history *h = &plan->history;

    h->e = e;
    if (!make_room(h))
        return;
    place_wish(h, plan);
    read_messages(h);
    end_assistant(h, plan);
    add_wish(h, plan->wish);
    end_user_turn(h);
    if (h->n_turns > 0)
        return;
    push_text(h, false, STAND_IN);
    translated(e, "/messages",
               "a short turn of the user was added: there must be one");
}
