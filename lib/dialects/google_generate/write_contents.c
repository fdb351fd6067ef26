/* dialects/google_generate/write_contents.c -- "systemInstruction" and
 * "contents":
 *
 *   {"parts": [{"text": ...}]}
 *   [{"role": "user" | "model", "parts": [...]}]
 *
 * Turns of one role that follow each other are one; results of tools make a
 * turn of their own.  No turn is empty, and neither is a text. */
#include "dialects/google_generate/generate.h"

#include "encoding/history.h"
#include "encoding/extra.h"

static bool says_something(const parl_part *part)
{
    return part->type != PARL_PART_TEXT || part->signature != NULL ||
           part_text(part).len > 0;
}

bool generate_each_part(struct generate *g, size_t message,
                        generate_part_fn *take)
{
    bool says = false;
    size_t n_parts;
    const parl_part *parts = parts_of(g->e, message, &n_parts);

    g->message = &g->e->request->messages[message];
    for (size_t i = 0; i < n_parts; i++) {
        const struct generate_part p = { &parts[i],
                                         part_pointer(g->e, message, i) };

        take(g, &p);
        says = says || says_something(p.part);
    }
    return says;
}

/* ---- turns -------------------------------------------------------------- */

void generate_close_turn(struct generate *g)
{
    if (g->turn != TURN_NONE) {
        json_end(g->out);
        json_end(g->out);
    }
    g->turn = TURN_NONE;
}

static void write_own_text(struct generate *g, const char *text)
{
    generate_open_turn(g, TURN_USER);
    json_object(g->out, NULL);
    json_str(g->out, "text", text);
    json_end(g->out);
}

/* A talk begins with a user. */
static void begin(struct generate *g)
{
    const parl_request *r = g->e->request;
    size_t i = 0;

    while (i + 1 < r->n_messages && r->messages[i].role != PARL_ROLE_ASSISTANT)
        i++;
    translated_for_vendor(
        g->e, message_pointer(g->e, i),
        "a short text of the user was put before it: %s begins with one");
    write_own_text(g, ".");
}

void generate_open_turn(struct generate *g, enum turn turn)
{
    if (g->turn == turn)
        return;
    if (g->n_turns == 0 && turn == TURN_MODEL)
        begin(g);
    generate_close_turn(g);
    json_object(g->out, NULL);
    json_str(g->out, "role", turn == TURN_MODEL ? "model" : "user");
    json_array(g->out, "parts");
    g->turn = turn;
    g->called = false;
    g->n_turns++;
}

/* ---- what users, and instructions, hold ---------------------------------- */

void generate_drop_mark(struct generate *g, const char *field, int32_t cache)
{
    if (cache != PARL_CACHE_NONE)
        dropped_member(g->e, field, "cache_control",
                       "%s caches by itself, without marks");
}

static void write_text(struct generate *g, const struct generate_part *p)
{
    json_object(g->out, NULL);
    json_span(g->out, "text", part_text(p->part));
    generate_write_extra(g, p);
    json_end(g->out);
}

static void write_user_part(struct generate *g, const struct generate_part *p)
{
    generate_drop_mark(g, p->field, p->part->cache);
    switch ((enum parl_part_type)p->part->type) {
    case PARL_PART_TEXT:
        if (part_text(p->part).len == 0)
            return; /* is refused, and says nothing */
        generate_open_turn(g, TURN_USER);
        write_text(g, p);
        break;
    case PARL_PART_IMAGE:
    case PARL_PART_AUDIO:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
        generate_write_media_part(g, p);
        break;
    case PARL_PART_REFUSAL: /* the model's alone */
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    case PARL_PART_OPAQUE:
        dropped_for_vendor(g->e, p->field, "%s takes no such part");
        break;
    }
}

static void write_user(struct generate *g, size_t message)
{
    drop_message_rest(g->e, message);
    if (!generate_each_part(g, message, write_user_part))
        drop_blank_message(g->e, message);
}

/* ---- instructions ------------------------------------------------------- */

/* Instructions in the middle of the talk go to its beginning. */
static void report_move(struct generate *g, size_t message, bool behind)
{
    struct encoding *e = g->e;
    const char *field = pointer(e, "/messages/%zu/role", message);

    if (e->to->facts->no_instructions)
        translated_for_model(e, field,
                             "%s takes instructions from the user alone");
    else if (behind)
        translated(e, field, "moved to systemInstruction, before the talk");
    else if (e->request->messages[message].role == PARL_ROLE_DEVELOPER)
        translated(e, field, "sent as systemInstruction");
}

static void write_instruction_part(struct generate *g,
                                   const struct generate_part *p)
{
    generate_drop_mark(g, p->field, p->part->cache);
    if (p->part->type != PARL_PART_TEXT) {
        refuse_for_vendor(
            g->e, p->field,
            "%s takes instructions as text alone; say it as the user");
        return;
    }
    if (part_text(p->part).len > 0)
        write_text(g, p);
}

static void write_instructions(struct generate *g)
{
    const parl_request *r = g->e->request;
    const size_t before = g->out->buf->len;
    size_t inside;
    bool behind = false;

    json_object(g->out, "systemInstruction");
    inside = g->out->buf->len;
    json_array(g->out, "parts");
    for (size_t m = 0; m < r->n_messages; m++) {
        if (!is_instruction(&r->messages[m])) {
            behind = true;
            continue;
        }
        report_move(g, m, behind);
        if (g->e->to->facts->no_instructions)
            continue;
        drop_message_rest(g->e, m);
        generate_each_part(g, m, write_instruction_part);
    }
    json_end_or_undo(g->out, inside);
    json_end_or_undo(g->out, before);
}

/* ---- the talk ----------------------------------------------------------- */

/* What the model said, in one message or in several, and the results. */
static size_t write_step(struct generate *g, size_t first)
{
    const parl_request *r = g->e->request;
    size_t i = first;

    while (i < r->n_messages && r->messages[i].role == PARL_ROLE_ASSISTANT)
        generate_write_model(g, i++);
    return generate_write_results(g, first, i);
}

/* Writes message i and what belongs to it; returns the last one written. */
static size_t write_message(struct generate *g, size_t i)
{
    switch ((enum parl_role)g->e->request->messages[i].role) {
    case PARL_ROLE_SYSTEM:
    case PARL_ROLE_DEVELOPER:
        if (g->e->to->facts->no_instructions)
            write_user(g, i);
        return i;
    case PARL_ROLE_USER:
        write_user(g, i);
        return i;
    case PARL_ROLE_ASSISTANT:
        return write_step(g, i);
    case PARL_ROLE_TOOL: /* never here: it follows an assistant's */
        break;
    }
    return i;
}

static void check_turns(struct generate *g)
{
    struct encoding *e = g->e;

    if (g->n_turns == 0)
        refuse_for_vendor(
            e, "/messages",
            "%s wants at least one message of a user with something in it");
    else if (g->turn == TURN_MODEL && e->to->facts->no_prefill)
        refuse_for_model(
            e, message_pointer(e, e->request->n_messages - 1),
            "%s continues no assistant message; end with one of the user");
}

/* The instruction is a text of its own behind what the last user says. */
static void write_talk(struct generate *g)
{
    const parl_request *r = g->e->request;
    const size_t user = g->instruction != NULL ? last_user(r) : SIZE_MAX;

    for (size_t i = 0; i < r->n_messages; i++) {
        i = write_message(g, i);
        if (i == user)
            write_own_text(g, g->instruction);
    }
    if (user == r->n_messages)
        write_own_text(g, g->instruction);
}

void generate_write_contents(struct generate *g)
{
    write_instructions(g);
    json_array(g->out, "contents");
    write_talk(g);
    check_turns(g);
    generate_close_turn(g);
    json_end(g->out);
}
