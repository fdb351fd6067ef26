/* dialects/bedrock_converse/turns.c -- the history as turns of blocks.
 *
 * Converse wants turns that alternate between user and assistant, none of them
 * empty, with all results of a turn's calls in the next one.  So neighbours
 * become one turn, what says nothing is left out, and where a family of models
 * wants more (results alone, a user at the beginning) a short turn of ours
 * stands between. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>

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

bool converse_lacks(const struct converse_history *h, unsigned what)
{
    return (h->traits->lacks & what) != 0;
}

static bool is_call(const parl_part *part)
{
    return part->type == PARL_PART_TOOL_CALL ||
           part->type == PARL_PART_CUSTOM_CALL;
}

static bool is_result(const parl_part *part)
{
    return part->type == PARL_PART_TOOL_RESULT;
}

/* They outlive the call: the text of a message becomes a part in the arena.
 * NULL: there was no memory. */
static const parl_part *parts_of(struct converse_history *h,
                                 const parl_message *m, size_t *n_parts)
{
    parl_part *one;

    *n_parts = m->n_parts;
    if (m->n_parts > 0)
        return m->parts;
    one = ARENA_NEW(h->e->arena, parl_part);
    return one != NULL ? message_parts(m, one, n_parts) : NULL;
}

static const char *field_of(struct converse_history *h,
                            const struct converse_block *block)
{
    return part_pointer(h->e, block->message, block->place);
}

/* ---- turns and blocks --------------------------------------------------- */

static struct converse_turn *last_turn(struct converse_history *h)
{
    return h->n_turns > 0 ? &h->turns[h->n_turns - 1] : NULL;
}

static const struct converse_block *last_block(const struct converse_history *h)
{
    return &h->blocks[h->n_blocks - 1];
}

static void push(struct converse_history *h, bool assistant,
                 struct converse_block block)
{
    struct converse_turn *turn = last_turn(h);

    if (h->n_blocks == h->size)
        return; /* there was no memory */
    if (turn == NULL || turn->assistant != assistant) {
        turn = &h->turns[h->n_turns++];
        *turn = (struct converse_turn){ assistant, h->n_blocks, 0 };
    }
    h->blocks[h->n_blocks++] = block;
    turn->n++;
}

static void push_text(struct converse_history *h, bool assistant,
                      const char *text)
{
    parl_part *part = ARENA_NEW(h->e->arena, parl_part);

    if (part == NULL)
        return;
    part->text = text;
    push(h, assistant, (struct converse_block){ .part = part, .ours = true });
}

static bool turn_has(const struct converse_history *h,
                     const struct converse_turn *turn,
                     bool (*is)(const parl_part *part))
{
    for (size_t i = 0; i < turn->n; i++) {
        if (is(h->blocks[turn->first + i].part))
            return true;
    }
    return false;
}

static bool is_document(const parl_part *part)
{
    return part->type == PARL_PART_DOCUMENT;
}

static bool is_watched(const parl_part *part)
{
    return part->type == PARL_PART_VIDEO || is_document(part);
}

/* ---- what a turn of the user holds -------------------------------------- */

/* May the block stand in one turn with results? */
static bool goes_with_results(const struct converse_history *h,
                              const parl_part *part)
{
    if (is_result(part))
        return true;
    return !converse_lacks(h, LACKS_MIXED_RESULTS) &&
           !(converse_lacks(h, LACKS_DOCUMENTS_BESIDE_RESULTS) &&
             is_watched(part));
}

/* A document needs a text beside it. */
static void end_user_turn(struct converse_history *h)
{
    struct converse_turn *turn = last_turn(h);

    if (turn == NULL || turn->assistant || !turn_has(h, turn, is_document) ||
        turn_has(h, turn, converse_is_text))
        return;
    push_text(h, false, STAND_IN);
}

/* Where the parts may not stand beside the results of tools, which are the
 * user's last turn, a turn of the assistant comes between. */
static void make_way(struct converse_history *h, const parl_part *parts,
                     size_t n_parts, size_t message)
{
    const struct converse_turn *turn = last_turn(h);
    size_t i = 0;

    if (turn == NULL || turn->assistant || !turn_has(h, turn, is_result))
        return;
    while (i < n_parts && (goes_with_results(h, &parts[i]) ||
                           (converse_is_text(&parts[i]) &&
                            converse_is_blank(part_text(&parts[i])))))
        i++;
    if (i == n_parts)
        return;
    translated(h->e, pointer(h->e, "/messages/%zu", message),
               "a short turn of the assistant was put before it: %s does not "
               "take it beside the results of tools",
               h->e->to->model);
    push_text(h, true, STAND_IN);
}

static void add_name(struct converse_history *h, size_t message)
{
    if (h->e->request->messages[message].name != NULL)
        dropped(h->e, pointer(h->e, "/messages/%zu/name", message),
                "%s has no names of participants", h->e->to->provider->about);
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

static bool says_nothing(const parl_part *parts, size_t n_parts)
{
    for (size_t i = 0; i < n_parts; i++) {
        if (!converse_is_text(&parts[i]) ||
            !converse_is_blank(part_text(&parts[i])))
            return false;
    }
    return true;
}

/* Must something stand for a message in which nothing is? */
static bool wants_stand_in(struct converse_history *h, size_t message)
{
    const struct converse_turn *turn = last_turn(h);

    return (turn == NULL || turn->assistant) &&
           !user_follows(h->e->request, message);
}

static void add_user(struct converse_history *h, size_t message)
{
    const parl_message *m = &h->e->request->messages[message];
    size_t n_parts;
    const parl_part *parts = parts_of(h, m, &n_parts);

    if (parts == NULL)
        return;
    add_name(h, message);
    if (says_nothing(parts, n_parts) && wants_stand_in(h, message)) {
        translated(h->e, pointer(h->e, "/messages/%zu/content", message),
                   "sent as \"" STAND_IN "\": a turn may not be empty");
        push_text(h, false, STAND_IN);
        return;
    }
    make_way(h, parts, n_parts, message);
    for (size_t i = 0; i < n_parts; i++) {
        const struct converse_block block = { &parts[i], message, i, false,
                                              PARL_CACHE_NONE };

        if (!converse_drops_blank(h, &block))
            push(h, false, block);
    }
}

/* ---- instructions ------------------------------------------------------- */

static void add_instruction_part(struct converse_history *h,
                                 struct converse_block block, bool leads)
{
    if (!converse_is_text(block.part) && block.part->type != PARL_PART_OPAQUE)
        refuse(h->e, PARL_UNSUPPORTED, field_of(h, &block),
               "instructions are text alone on %s", h->e->to->provider->about);
    if (converse_drops_blank(h, &block))
        return;
    if (leads && !converse_lacks(h, LACKS_SYSTEM))
        h->system[h->n_system++] = block;
    else
        push(h, false, block);
}

/* Those at the beginning are the system's; later ones stay where they are, as
 * the user's text: moved to the front, they would change what came before. */
static void add_instruction(struct converse_history *h, size_t message,
                            bool leads)
{
    const parl_message *m = &h->e->request->messages[message];
    size_t n_parts;
    const parl_part *parts = parts_of(h, m, &n_parts);

    if (parts == NULL)
        return;
    add_name(h, message);
    if (!leads || converse_lacks(h, LACKS_SYSTEM))
        translated(h->e, pointer(h->e, "/messages/%zu/role", message),
                   leads ? "%s takes instructions from the user alone"
                         : "sent as the user's: %s takes instructions at the "
                           "beginning alone",
                   h->e->to->model);
    if (!leads)
        make_way(h, parts, n_parts, message);
    for (size_t i = 0; i < n_parts; i++)
        add_instruction_part(h,
                             (struct converse_block){ &parts[i], message, i,
                                                      false, PARL_CACHE_NONE },
                             leads);
}

/* ---- assistants --------------------------------------------------------- */

/* Reasoning that nothing follows is unfinished: it cannot go back. */
static void trim_reasoning(struct converse_history *h, size_t before)
{
    struct converse_turn *turn = last_turn(h);

    while (h->n_blocks > before && turn != NULL && turn->assistant &&
           converse_is_reasoning(last_block(h)->part)) {
        dropped(h->e, field_of(h, last_block(h)),
                "nothing follows it in its turn");
        h->n_blocks--;
        if (--turn->n == 0)
            h->n_turns--;
        turn = last_turn(h);
    }
}

static void add_assistant(struct converse_history *h, size_t message)
{
    const parl_message *m = &h->e->request->messages[message];
    const size_t before = h->n_blocks;
    size_t n_parts;
    const parl_part *parts = parts_of(h, m, &n_parts);

    if (parts == NULL)
        return;
    add_name(h, message);
    end_user_turn(h);
    for (size_t i = 0; i < n_parts; i++) {
        const struct converse_block block = { &parts[i], message, i, false,
                                              PARL_CACHE_NONE };

        if (!converse_keeps(h, m, parts, n_parts, &block))
            continue;
        if (h->n_turns == 0 && converse_lacks(h, LACKS_LEADING_ASSISTANT)) {
            translated(h->e, pointer(h->e, "/messages/%zu", message),
                       "a short turn of the user was put before it: %s wants "
                       "one at the beginning",
                       h->e->to->model);
            push_text(h, false, STAND_IN);
        }
        h->has_calls |= is_call(&parts[i]);
        push(h, true, block);
    }
    trim_reasoning(h, before);
}

/* ---- results ------------------------------------------------------------ */

static void add_results(struct converse_history *h, size_t message)
{
    const parl_message *m = &h->e->request->messages[message];
    size_t n_parts;
    const parl_part *parts = parts_of(h, m, &n_parts);

    if (parts == NULL)
        return;
    for (size_t i = 0; i < n_parts; i++) {
        if (!is_answer(h->e->request, message, i))
            dropped(h->e, pointer(h->e, "/messages/%zu", message),
                    "the turn before has no call for it that is open");
        else if (is_result(&parts[i]))
            push(h, false,
                 (struct converse_block){ &parts[i], message, i, false,
                                          PARL_CACHE_NONE });
    }
}

static bool is_answered(const struct converse_history *h, size_t from,
                        const char *id)
{
    for (size_t i = from; i < h->n_blocks; i++) {
        const parl_part *part = h->blocks[i].part;

        if (is_result(part) && id != NULL && part->id != NULL &&
            strcmp(part->id, id) == 0)
            return true;
    }
    return false;
}

static void answer_call(struct converse_history *h,
                        const struct converse_block *call)
{
    parl_part *result = ARENA_NEW(h->e->arena, parl_part);

    if (result == NULL)
        return;
    translated(h->e, field_of(h, call),
               "nothing answers it, so an error result was added");
    *result = (parl_part){
        .type = PARL_PART_TOOL_RESULT,
        .id = call->part->id,
        .text = "error: the call was not answered",
        .is_error = PARL_YES,
    };
    push(h, false, (struct converse_block){ .part = result, .ours = true });
}

/* Calls among the blocks from `calls` on, which end at `results`. */
static void answer_calls(struct converse_history *h, size_t calls,
                         size_t results)
{
    for (size_t i = calls; i < results; i++) {
        if (is_call(h->blocks[i].part) &&
            !is_answered(h, results, h->blocks[i].part->id))
            answer_call(h, &h->blocks[i]);
    }
}

/* The messages of an assistant in a row, and the results that follow them;
 * returns the number of the last one. */
static size_t add_run(struct converse_history *h, size_t message)
{
    const parl_request *r = h->e->request;
    const size_t calls = h->n_blocks;
    size_t results;

    add_assistant(h, message);
    while (message + 1 < r->n_messages &&
           r->messages[message + 1].role == PARL_ROLE_ASSISTANT)
        add_assistant(h, ++message);
    results = h->n_blocks;
    while (message + 1 < r->n_messages &&
           r->messages[message + 1].role == PARL_ROLE_TOOL)
        add_results(h, ++message);
    answer_calls(h, calls, results);
    return message;
}

/* ---- the whole ---------------------------------------------------------- */

bool converse_has_calls(const parl_request *request)
{
    for (size_t i = 0; i < request->n_messages; i++) {
        if (count_parts(&request->messages[i], PARL_PART_TOOL_CALL) +
                count_parts(&request->messages[i], PARL_PART_CUSTOM_CALL) >
            0)
            return true;
    }
    return false;
}

/* Room for each part and what may be added to it. */
static bool make_room(struct converse_history *h)
{
    const parl_request *r = h->e->request;
    size_t n = 4;

    for (size_t i = 0; i < r->n_messages; i++)
        n += 3 * (r->messages[i].n_parts + 1);
    h->blocks = ARENA_ARRAY(h->e->arena, n, struct converse_block);
    h->turns = ARENA_ARRAY(h->e->arena, n, struct converse_turn);
    h->system = ARENA_ARRAY(h->e->arena, n, struct converse_block);
    h->names = ARENA_ARRAY(h->e->arena, n, const char *);
    h->tools = ARENA_ARRAY(h->e->arena, r->n_tools + 1, int32_t);
    h->size = n;
    return h->e->arena->status == PARL_OK;
}

static void add_wish(struct converse_history *h, const char *wish)
{
    const struct converse_turn *turn = last_turn(h);

    if (turn != NULL && !turn->assistant && turn_has(h, turn, is_result) &&
        converse_lacks(h, LACKS_MIXED_RESULTS))
        push_text(h, true, STAND_IN);
    push_text(h, false, wish);
}

/* What Claude goes on with may not end in white space. */
static void trim_end(struct converse_history *h,
                     const struct converse_turn *turn)
{
    struct converse_block *last = &h->blocks[turn->first + turn->n - 1];
    const struct span text = part_text(last->part);
    size_t len = text.len;
    parl_part *trimmed;

    if (!h->traits->messages_fields || last->part->type != PARL_PART_TEXT)
        return;
    while (len > 0 && converse_is_blank((struct span){ text.ptr + len - 1, 1 }))
        len--;
    if (len == text.len || len == 0)
        return;
    trimmed = ARENA_NEW(h->e->arena, parl_part);
    if (trimmed == NULL)
        return;
    *trimmed = *last->part;
    trimmed->text_len = len;
    last->part = trimmed;
    translated(h->e, field_of(h, last),
               "sent without the white space at its end");
}

static void check_last_turn(struct converse_history *h)
{
    const struct converse_turn *turn = last_turn(h);
    const size_t last = h->e->request->n_messages - 1;

    if (turn == NULL || !turn->assistant)
        return;
    if (converse_lacks(h, LACKS_PREFILL) || h->e->to->facts->no_prefill)
        refuse(h->e, PARL_UNSUPPORTED, pointer(h->e, "/messages/%zu", last),
               "%s does not go on with an assistant's message: end with one of "
               "the user",
               h->e->to->model);
    else
        trim_end(h, turn);
}

void converse_read_turns(struct converse_history *h, struct encoding *e,
                         const char *wish)
{
    const parl_request *r = e->request;
    bool leads = true;

    *h = (struct converse_history){ .e = e, .traits = converse_traits(e) };
    if (!make_room(h))
        return;
    for (size_t i = 0; i < r->n_messages; i++) {
        switch ((enum parl_role)r->messages[i].role) {
        case PARL_ROLE_SYSTEM:
        case PARL_ROLE_DEVELOPER:
            add_instruction(h, i, leads);
            continue;
        case PARL_ROLE_USER:
            add_user(h, i);
            break;
        case PARL_ROLE_ASSISTANT:
            i = add_run(h, i);
            break;
        case PARL_ROLE_TOOL: /* results were added with their calls */
            break;
        }
        leads = false;
    }
    if (wish != NULL)
        add_wish(h, wish);
    end_user_turn(h);
    check_last_turn(h);
    if (h->n_turns == 0) /* instructions alone */
        push_text(h, false, STAND_IN);
}
