/* dialects/cohere_chat/write_messages.c -- the history, as Cohere wants it:
 *
 *   {"role": "system", "content": TEXT | [TEXT...]}         one, and first
 *   {"role": "user", "content": TEXT | [TEXT | IMAGE...]}
 *   {"role": "assistant", "content": TEXT | [THINKING, TEXT...],
 *    "tool_calls": [CALL...]}
 *
 * A plan (`tool_plan` of an answer) never goes back: it is optional, and newer
 * models are said to refuse it. */
#include "dialects/cohere_chat/cohere.h"

#include <string.h>
#include "encoding/history.h"
#include "encoding/origin.h"
#include "encoding/extra.h"

/* The parts of one message. */
struct list {
    const parl_part *parts;
    size_t n;
    size_t message;
    parl_part whole; /* room for the only one */
};

static void list_parts(const struct encoding *e, size_t message, struct list *l)
{
    l->message = message;
    l->parts = message_parts(&e->request->messages[message], &l->whole, &l->n);
}

static const char *field_of(struct encoding *e, const struct list *l, size_t i)
{
    return part_pointer(e, l->message, i);
}

void cohere_drop_members(struct encoding *e, size_t message)
{
    drop_message_name(e, message);
    drop_message_extra(e, message);
}

void cohere_open_message(struct encoding *e, const char *role)
{
    json_object(&e->out, NULL);
    json_str(&e->out, "role", role);
}

/* ---- instructions ------------------------------------------------------- */

static void report_instruction(struct encoding *e, size_t message)
{
    if (e->request->messages[message].role == PARL_ROLE_DEVELOPER)
        translated(e, pointer(e, "/messages/%zu/role", message),
                   "sent as system: Cohere has no developer");
    if (message > 0)
        translated(e, message_pointer(e, message),
                   "stands in the first turn: Cohere takes instructions there "
                   "alone");
    cohere_drop_members(e, message);
}

static void write_instruction(struct encoding *e, size_t message, bool alone)
{
    struct list l;

    list_parts(e, message, &l);
    for (size_t i = 0; i < l.n; i++) {
        const char *field = field_of(e, &l, i);

        if (l.parts[i].type != PARL_PART_TEXT)
            refuse(e, PARL_UNSUPPORTED, field,
                   "Cohere takes instructions as text alone");
        cohere_drop_extras(e, &l.parts[i], field);
        cohere_write_text(e, alone, part_text(&l.parts[i]));
    }
}

/* All of them are one message. */
static void write_instructions(struct encoding *e)
{
    const parl_request *r = e->request;
    size_t n_parts = 0;
    struct list l;

    for (size_t i = 0; i < r->n_messages; i++) {
        list_parts(e, i, &l);
        n_parts += is_instruction(&r->messages[i]) ? l.n : 0;
    }
    if (n_parts == 0)
        return;
    cohere_open_message(e, "system");
    cohere_open_content(e, n_parts == 1);
    for (size_t i = 0; i < r->n_messages; i++) {
        if (!is_instruction(&r->messages[i]))
            continue;
        report_instruction(e, i);
        write_instruction(e, i, n_parts == 1);
    }
    cohere_close_content(e, n_parts == 1);
    json_end(&e->out);
}

/* ---- users -------------------------------------------------------------- */

static void write_user(struct encoding *e, size_t message,
                       const char *instruction)
{
    struct list l;
    bool alone;

    list_parts(e, message, &l);
    alone = instruction == NULL && l.n == 1 && l.parts->type == PARL_PART_TEXT;
    cohere_open_message(e, "user");
    cohere_open_content(e, alone);
    for (size_t i = 0; i < l.n; i++)
        cohere_write_part(e, alone, &l.parts[i], field_of(e, &l, i));
    if (instruction != NULL)
        cohere_write_text(e, false, span_of(instruction));
    cohere_close_content(e, alone);
    cohere_drop_members(e, message);
    json_end(&e->out);
}

/* ---- assistants --------------------------------------------------------- */

/* Whether what the message thought is thinking, and not a plan: that depends
 * on the model that made it. */
static bool is_thinkers(const struct encoding *e, const parl_message *m)
{
    const struct target *to = e->to;
    const char *model = m->origin != NULL ? m->origin->model : NULL;
    const char *id = model != NULL ? model_id(to, model) : to->model;

    if (!is_own(e, m))
        return false;
    return (strcmp(id, to->model) == 0 ? to->facts
                                       : facts_find(to->provider->facts, id))
               ->efforts != 0;
}

/* Is it written as text? */
static bool is_said(const parl_part *part)
{
    return (part->type == PARL_PART_TEXT || part->type == PARL_PART_REFUSAL ||
            part->type == PARL_PART_AUDIO) && /* what it says */
           part_text(part).len > 0;
}

/* Cohere signs nothing: what is signed is another's. */
static bool is_thought(const parl_part *part)
{
    return part->type == PARL_PART_THINKING &&
           span_text(part->signature, part->signature_len).len == 0;
}

/* What of an assistant's message goes where. */
struct turn {
    struct list list;
    size_t texts, thoughts, calls;
    bool thinks; /* its thinking goes back */
};

static void look_at(const struct encoding *e, size_t message, struct turn *t)
{
    t->texts = t->thoughts = t->calls = 0;
    t->thinks = is_thinkers(e, &e->request->messages[message]);
    list_parts(e, message, &t->list);
    for (size_t i = 0; i < t->list.n; i++) {
        const parl_part *part = &t->list.parts[i];

        t->texts += is_said(part);
        t->thoughts += t->thinks && is_thought(part);
        t->calls += is_call(part);
    }
}

static void write_thought(struct encoding *e, const parl_part *part)
{
    json_typed(&e->out, NULL, "thinking");
    json_span(&e->out, "thinking", part_text(part));
    json_end(&e->out);
}

/* One text is a string; more of them, or thinking, make a list. */
static void write_said(struct encoding *e, const struct turn *t)
{
    const bool alone = t->texts == 1 && t->thoughts == 0;

    if (t->texts + t->thoughts == 0)
        return;
    cohere_open_content(e, alone);
    for (size_t i = 0; i < t->list.n; i++) {
        const parl_part *part = &t->list.parts[i];

        if (t->thinks && is_thought(part))
            write_thought(e, part);
        else if (is_said(part))
            cohere_write_text(e, alone, part_text(part));
    }
    cohere_close_content(e, alone);
}

static void write_call(struct encoding *e, const parl_part *part,
                       const char *field)
{
    const char *name = sent_name(e, &cohere_names, part->name,
                                 pointer(e, "%s/function/name", field));
    const struct span text = part_text(part);

    drop_call_signature(e, field, part);
    json_object(&e->out, NULL);
    json_str(&e->out, "id", part->id);
    json_str(&e->out, "type", "function");
    json_object(&e->out, "function");
    json_str(&e->out, "name", name);
    if (part->type == PARL_PART_CUSTOM_CALL)
        write_wrapped_arguments(e, part, field);
    else
        json_span(&e->out, "arguments",
                  span_is(text, "null") ? SPAN("{}") : arguments_text(part));
    json_end(&e->out);
    json_end(&e->out);
}

static void write_calls(struct encoding *e, const struct turn *t)
{
    if (t->calls == 0)
        return;
    json_array(&e->out, "tool_calls");
    for (size_t i = 0; i < t->list.n; i++) {
        if (is_call(&t->list.parts[i]))
            write_call(e, &t->list.parts[i], field_of(e, &t->list, i));
    }
    json_end(&e->out);
}

/* Why a part stays behind; NULL: it goes. */
static const char *why_not(const struct encoding *e, const struct turn *t,
                           const parl_part *part)
{
    const parl_message *m = &e->request->messages[t->list.message];

    if (part->type == PARL_PART_THINKING && is_thought(part) && is_own(e, m))
        return t->thinks ? NULL : "the plan of a call does not go back";
    return part->type == PARL_PART_THINKING ||
                   part->type == PARL_PART_REDACTED_THINKING ||
                   part->type == PARL_PART_OPAQUE
               ? "it is another vendor's, not Cohere's"
               : NULL;
}

static void report_parts(struct encoding *e, const struct turn *t)
{
    for (size_t i = 0; i < t->list.n; i++) {
        const parl_part *part = &t->list.parts[i];
        const char *field = field_of(e, &t->list, i);
        const char *why = why_not(e, t, part);

        cohere_drop_extras(e, part, field);
        note_refusal_as_text(e, t->list.message, part);
        if (why != NULL)
            dropped_for_vendor(e, field, why);
        else if (part->type == PARL_PART_AUDIO)
            keeps_sound(e, t->list.message, i);
        else if (!drop_others_media(e, t->list.message, i) &&
                 (part->type == PARL_PART_IMAGE ||
                  part->type == PARL_PART_VIDEO ||
                  part->type == PARL_PART_DOCUMENT))
            refuse(e, PARL_UNSUPPORTED, field,
                   "Cohere takes images of users alone");
    }
}

static void write_assistant(struct encoding *e, size_t message)
{
    struct turn t;

    look_at(e, message, &t);
    report_parts(e, &t);
    cohere_drop_members(e, message);
    if (t.texts + t.thoughts + t.calls == 0) {
        dropped(e, message_pointer(e, message), "it says nothing");
        return;
    }
    cohere_open_message(e, "assistant");
    write_said(e, &t);
    write_calls(e, &t);
    json_end(&e->out);
}

/* ---- all of them -------------------------------------------------------- */

/* Writes message i and what belongs to it; returns the last one written. */
static size_t write_message(struct encoding *e, size_t i,
                            const char *instruction)
{
    switch ((enum parl_role)e->request->messages[i].role) {
    case PARL_ROLE_USER:
        write_user(e, i, instruction);
        return i;
    case PARL_ROLE_ASSISTANT:
        write_assistant(e, i);
        return cohere_write_results(e, i);
    case PARL_ROLE_TOOL: /* written with its call, in a message before */
        cohere_drop_members(e, i);
        break;
    case PARL_ROLE_SYSTEM: /* they stand in the first turn */
    case PARL_ROLE_DEVELOPER:
        break;
    }
    return i;
}

void cohere_write_messages(struct encoding *e, const char *instruction)
{
    const size_t user = last_user(e->request);

    json_array(&e->out, "messages");
    write_instructions(e);
    for (size_t i = 0; i < e->request->n_messages; i++)
        i = write_message(e, i, i == user ? instruction : NULL);
    if (instruction != NULL && user == e->request->n_messages) {
        cohere_open_message(e, "user");
        json_str(&e->out, "content", instruction);
        json_end(&e->out);
    }
    json_end(&e->out);
}
