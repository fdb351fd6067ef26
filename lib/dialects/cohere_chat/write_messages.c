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
    drop_message_rest(e, message);
}

static void write_instruction(struct encoding *e, size_t message, bool alone)
{
    size_t n;
    const parl_part *parts = parts_of(e, message, &n);

    for (size_t i = 0; i < n; i++) {
        const char *field = part_pointer(e, message, i);

        if (parts[i].type != PARL_PART_TEXT)
            refuse(e, PARL_UNSUPPORTED, field,
                   "Cohere takes instructions as text alone");
        cohere_drop_extras(e, &parts[i], field);
        cohere_write_text(e, alone, part_text(&parts[i]));
    }
}

static size_t count_instructions(struct encoding *e)
{
    const parl_request *r = e->request;
    size_t n_parts = 0, n;

    for (size_t i = 0; i < r->n_messages; i++) {
        if (is_instruction(&r->messages[i]) && parts_of(e, i, &n) != NULL)
            n_parts += n;
    }
    return n_parts;
}

/* All of them are one message. */
static void write_instructions(struct encoding *e)
{
    const parl_request *r = e->request;
    const size_t n_parts = count_instructions(e);
    const bool alone = n_parts == 1;

    if (n_parts == 0)
        return;
    cohere_open_message(e, "system");
    cohere_open_content(e, alone);
    for (size_t i = 0; i < r->n_messages; i++) {
        if (!is_instruction(&r->messages[i]))
            continue;
        report_instruction(e, i);
        write_instruction(e, i, alone);
    }
    cohere_close_content(e, alone);
    json_end(&e->out);
}

/* ---- users -------------------------------------------------------------- */

static void write_user(struct encoding *e, size_t message,
                       const char *instruction)
{
    size_t n;
    const parl_part *parts = parts_of(e, message, &n);
    const bool alone =
        instruction == NULL && n == 1 && parts->type == PARL_PART_TEXT;

    cohere_open_message(e, "user");
    cohere_open_content(e, alone);
    for (size_t i = 0; i < n; i++)
        cohere_write_part(e, alone, &parts[i], part_pointer(e, message, i));
    if (instruction != NULL)
        cohere_write_text(e, false, span_of(instruction));
    cohere_close_content(e, alone);
    drop_message_rest(e, message);
    json_end(&e->out);
}

/* ---- assistants --------------------------------------------------------- */

/* Whether what the message thought is thinking, and not a plan: that depends
 * on the model that made it. */
static bool is_thinkers(const struct encoding *e, const parl_message *m)
{
    const struct target *to = e->to;
    const struct facts *maker = to->facts;

    if (!is_own(e, m))
        return false;
    if (!is_same_model(to, m))
        maker =
            facts_find(to->provider->facts, model_behind(to, m->origin->model));
    return maker->efforts != 0;
}

/* Where a part of an assistant's message goes. */
enum goes { NOWHERE, TO_TEXT, TO_THINKING, TO_CALLS };

/* An assistant's message. */
struct turn {
    size_t message;
    const parl_part *parts;
    size_t n_parts;
    size_t n[TO_CALLS + 1]; /* that go there */
    bool thinks;            /* its thinking goes back */
};

/* Cohere signs nothing: what is signed is another's. */
static bool is_signed(const parl_part *part)
{
    return part_signature(part).len > 0;
}

static enum goes goes_where(const struct turn *t, const parl_part *part)
{
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
    case PARL_PART_REFUSAL:
    case PARL_PART_AUDIO: /* what it says */
        return part_text(part).len > 0 ? TO_TEXT : NOWHERE;
    case PARL_PART_THINKING:
        return t->thinks && !is_signed(part) ? TO_THINKING : NOWHERE;
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        return TO_CALLS;
    case PARL_PART_IMAGE:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_REDACTED_THINKING:
    case PARL_PART_OPAQUE:
        break;
    }
    return NOWHERE;
}

static struct turn read_turn(struct encoding *e, size_t message)
{
    struct turn t = { .message = message };

    t.parts = parts_of(e, message, &t.n_parts);
    t.thinks = is_thinkers(e, &e->request->messages[message]);
    for (size_t i = 0; i < t.n_parts; i++)
        t.n[goes_where(&t, &t.parts[i])]++;
    return t;
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
    const bool alone = t->n[TO_TEXT] == 1 && t->n[TO_THINKING] == 0;

    if (t->n[TO_TEXT] + t->n[TO_THINKING] == 0)
        return;
    cohere_open_content(e, alone);
    for (size_t i = 0; i < t->n_parts; i++) {
        const parl_part *part = &t->parts[i];
        const enum goes goes = goes_where(t, part);

        if (goes == TO_THINKING)
            write_thought(e, part);
        else if (goes == TO_TEXT)
            cohere_write_text(e, alone, part_text(part));
    }
    cohere_close_content(e, alone);
}

static void write_call(struct encoding *e, const struct turn *t, size_t number)
{
    const parl_part *part = &t->parts[number];
    const char *field = part_pointer(e, t->message, number);
    const char *name = sent_name(e, &cohere_names, part->name,
                                 pointer(e, "%s/function/name", field));
    const struct span text = part_text(part);

    drop_call_signature(e, field, part);
    json_object(&e->out, NULL);
    json_str(&e->out, "id", call_id_of(e, part, t->message, number));
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
    if (t->n[TO_CALLS] == 0)
        return;
    json_array(&e->out, "tool_calls");
    for (size_t i = 0; i < t->n_parts; i++) {
        if (is_call(&t->parts[i]))
            write_call(e, t, i);
    }
    json_end(&e->out);
}

/* ---- what stays behind -------------------------------------------------- */

static void drop_thinking(struct encoding *e, const struct turn *t,
                          const parl_part *part, const char *field)
{
    const bool ours = part->type == PARL_PART_THINKING && !is_signed(part) &&
                      is_own(e, &e->request->messages[t->message]);

    if (goes_where(t, part) == NOWHERE)
        dropped(e, field,
                ours ? "the plan of a call does not go back"
                     : "it is another vendor's, not Cohere's");
}

static void report_part(struct encoding *e, const struct turn *t, size_t number)
{
    const parl_part *part = &t->parts[number];
    const char *field = part_pointer(e, t->message, number);

    cohere_drop_extras(e, part, field);
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_REFUSAL:
        note_refusal_as_text(e, t->message, part);
        break;
    case PARL_PART_AUDIO:
        keeps_sound(e, t->message, number);
        break;
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    case PARL_PART_OPAQUE:
        drop_thinking(e, t, part, field);
        break;
    case PARL_PART_IMAGE:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
        if (!drop_others_media(e, t->message, number))
            refuse(e, PARL_UNSUPPORTED, field,
                   "Cohere takes images of users alone");
        break;
    case PARL_PART_TEXT: /* goes back whole */
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_TOOL_RESULT: /* never here: only in ROLE_TOOL */
        break;
    }
}

static void write_assistant(struct encoding *e, size_t message)
{
    const struct turn t = read_turn(e, message);

    for (size_t i = 0; i < t.n_parts; i++)
        report_part(e, &t, i);
    drop_message_rest(e, message);
    if (t.n[TO_TEXT] + t.n[TO_THINKING] + t.n[TO_CALLS] == 0) {
        drop_blank_message(e, message);
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
        drop_message_rest(e, i);
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
