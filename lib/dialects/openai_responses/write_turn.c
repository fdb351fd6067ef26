/* dialects/openai_responses/write_turn.c -- an answer of the history, as the
 * items that it came as: messages, reasoning, calls and what is opaque, in
 * their order.  Nothing is kept at the vendor, so they go without their ids:
 * those would be looked up, and not found. */
#include "dialects/openai_responses/responses.h"

#include <string.h>
#include "dialects/openai_chat/chat.h"
#include "encoding/history.h"
#include "encoding/ids.h"
#include "encoding/origin.h"
#include "encoding/extra.h"

/* ---- ids ---------------------------------------------------------------- */

enum { MAX_CALL_ID = 64 };

/* A call's id.  One that is longer than the API takes becomes a beginning and
 * a number that is made of all of it, the same for the call and its result. */
const char *responses_call_id(struct encoding *e, const char *id)
{
    enum { KEPT = 47 };
    uint64_t hash;

    if (strlen(id) <= MAX_CALL_ID)
        return id;
    hash = text_hash(id, 0);
    return pointer(e, "%.*s_%08lx%08lx", KEPT, id, (unsigned long)(hash >> 32),
                   (unsigned long)(hash & 0xffffffffu));
}

/* ---- what an assistant said --------------------------------------------- */

/* An assistant message, and where in it we are. */
struct turn {
    size_t message;
    const parl_part *parts;
    size_t n, at;
    bool own;
};

static bool is_said(const parl_part *part)
{
    return part->type == PARL_PART_TEXT || part->type == PARL_PART_REFUSAL ||
           part->type == PARL_PART_AUDIO;
}

static const char *field_of(struct encoding *e, const struct turn *t)
{
    return part_pointer(e, t->message, t->at);
}

/* "phase" of a part, else of its message; ptr NULL: none. */
static struct span phase_of(const struct encoding *e, const struct turn *t,
                            const parl_part *part)
{
    const parl_message *m = &e->request->messages[t->message];
    struct span phase = SPAN_NONE;

    if (!t->own)
        return phase;
    phase = json_find_in(part->extra, "phase");
    return phase.ptr != NULL ? phase : json_find_in(m->extra, "phase");
}

/* Where members of a part go that nobody knows. */
struct part_members {
    const char *field;
    const char *skipped; /* has a place elsewhere, or none at all */
    bool own;
};

static void write_part_member(struct encoding *e, const char *name,
                              struct span value, void *ctx)
{
    const struct part_members *to = ctx;

    if (strcmp(name, to->skipped) == 0)
        return;
    if (to->own && strcmp(name, "prompt_cache_breakpoint") != 0)
        json_raw_out(&e->out, name, value);
    else
        drop_no_such(e, to->field, name);
}

static void write_extra(struct encoding *e, const struct turn *t,
                        const char *field, const char *skipped)
{
    struct part_members to = { field, skipped, t->own };

    each_member(e, t->parts[t->at].extra, write_part_member, &to);
}

/* The text of the part at t->at; of sound it is what it says. */
static void write_said(struct encoding *e, const struct turn *t)
{
    const parl_part *part = &t->parts[t->at];
    const bool refused = part->type == PARL_PART_REFUSAL;
    const char *field = field_of(e, t);

    responses_drop_mark(e, part->cache, field);
    if (part_text(part).len == 0)
        return;
    json_typed(&e->out, NULL, refused ? "refusal" : "output_text");
    json_span(&e->out, refused ? "refusal" : "text", part_text(part));
    if (part->type != PARL_PART_AUDIO)
        write_extra(e, t, field, "phase");
    else /* what it has besides is of its sound */
        translated(e, field, "sent as what it says: there is no sound here");
    json_end(&e->out);
}

/* Does the part at t->at stand in one item with `first`, of this phase? */
static bool belongs_to(const struct encoding *e, const struct turn *t,
                       const parl_part *first, struct span phase)
{
    const parl_part *part = &t->parts[t->at];

    return part == first || (is_said(part) && same_text(first->id, part->id) &&
                             span_same(phase, phase_of(e, t, part)));
}

/* The message item that begins at t->at, which is moved behind it.  Sound that
 * says nothing cannot be said here. */
static void write_message_item(struct encoding *e, struct turn *t)
{
    const size_t begin = t->at;
    const parl_part *first = &t->parts[begin];
    const struct span phase = phase_of(e, t, first);
    size_t end, len = 0;

    for (; t->at < t->n && belongs_to(e, t, first, phase); t->at++) {
        const parl_part *part = &t->parts[t->at];

        if (part->type == PARL_PART_AUDIO && part_text(part).len == 0)
            dropped(e, field_of(e, t), "there is no sound here");
        len += part_text(part).len;
    }
    if (len == 0)
        return;
    end = t->at;
    json_typed(&e->out, NULL, "message");
    json_str(&e->out, "role", "assistant");
    json_array(&e->out, "content");
    for (t->at = begin; t->at < end; t->at++)
        write_said(e, t);
    json_end(&e->out);
    if (!is_empty_value(phase))
        json_raw_out(&e->out, "phase", phase);
    json_end(&e->out);
}

/* ---- what it thought ---------------------------------------------------- */

/* Does an item follow the thinking at t->at? */
static bool is_followed(const struct turn *t)
{
    for (size_t i = t->at + 1; i < t->n; i++) {
        const parl_part *part = &t->parts[i];

        if (is_said(part) ? part_text(part).len > 0
                          : part->type != PARL_PART_THINKING &&
                                part->type != PARL_PART_REDACTED_THINKING)
            return true;
    }
    return false;
}

/* Is the signature an item? */
static bool is_item(struct span seal)
{
    return seal.len > 0 && seal.ptr[0] == '{' && json_valid(seal.ptr, seal.len);
}

/* Why thinking is left out; NULL: it goes back. */
static const char *why_not(const struct encoding *e, const struct turn *t,
                           struct span seal)
{
    const struct responses_quirks *quirks = e->to->provider->responses;
    const bool plain =
        is_item(seal) ? is_empty_value(json_find(seal, "encrypted_content"))
                      : seal.len == 0;

    if (!t->own || !is_of_maker(e->to, &e->request->messages[t->message]))
        return "only the one that thought it can read it";
    if (!responses_may_reason(e->to->facts))
        return "the model does not reason";
    if (!quirks->any_family &&
        !is_same_family(e->to, &e->request->messages[t->message]))
        return "only models of the family that thought it can read it";
    if (t->parts[t->at].type != PARL_PART_THINKING)
        return "there is no such item";
    if (seal.len == 0 || (plain && !quirks->plain_reasoning))
        return "reasoning goes back encrypted alone";
    if (!quirks->reasoning_may_end && !is_followed(t))
        return "nothing follows it, which is refused";
    return NULL;
}

/* A member of the item, but for its place at the vendor. */
static void write_item_member(struct encoding *e, const char *name,
                              struct span value, void *unused)
{
    (void)unused;
    if (!word_in("type id status summary", name) && !is_empty_value(value))
        json_raw_out(&e->out, name, value);
}

/* The item itself. */
static void write_sealed_item(struct encoding *e, struct span item)
{
    const struct span summary = json_find(item, "summary");

    json_raw_out(&e->out, "summary",
                 is_empty_value(summary) ? SPAN("[]") : summary);
    each_member(e, arena_text(e->arena, item.ptr, item.len), write_item_member,
                NULL);
}

static void write_summary(struct encoding *e, struct span text)
{
    json_array(&e->out, "summary");
    if (text.len > 0) {
        json_typed(&e->out, NULL, "summary_text");
        json_span(&e->out, "text", text);
        json_end(&e->out);
    }
    json_end(&e->out);
}

/* The signature is the item, or what is encrypted in it alone. */
static void write_thinking(struct encoding *e, const struct turn *t)
{
    const parl_part *part = &t->parts[t->at];
    const struct span seal = part_signature(part);
    const char *why = why_not(e, t, seal);

    if (why != NULL) {
        dropped_for_vendor(e, field_of(e, t), why);
        return;
    }
    json_typed(&e->out, NULL, "reasoning");
    if (is_item(seal)) {
        write_sealed_item(e, seal);
    } else {
        write_summary(e, part_text(part));
        json_span(&e->out, "encrypted_content", seal);
    }
    json_end(&e->out);
}

/* ---- what it called ----------------------------------------------------- */

static void write_call(struct encoding *e, const struct turn *t)
{
    const parl_part *part = &t->parts[t->at];
    const bool custom = part->type == PARL_PART_CUSTOM_CALL;
    const char *field = field_of(e, t);
    const char *said = call_id_of(e, part, t->message, t->at);
    const char *id = responses_call_id(e, said);

    responses_drop_mark(e, part->cache, field);
    json_typed(&e->out, NULL, custom ? "custom_tool_call" : "function_call");
    json_str(&e->out, "call_id", id);
    json_str(&e->out, "name", chat_called_name(e, part, field));
    json_span(&e->out, custom ? "input" : "arguments", arguments_text(part));
    write_extra(e, t, field, "index"); /* a stream's number, not the call's */
    json_end(&e->out);
    if (id != said)
        translated(e, pointer(e, "%s/id", field), "shortened to %d characters",
                   MAX_CALL_ID);
    drop_call_signature(e, field, part);
}

/* ---- an assistant's message --------------------------------------------- */

static void write_opaque(struct encoding *e, const struct turn *t)
{
    if (t->own)
        json_raw_out(&e->out, NULL, part_text(&t->parts[t->at]));
    else
        dropped(e, field_of(e, t), "only the one that made it can read it");
}

/* The item of the part at t->at, which is moved on. */
static void write_item(struct encoding *e, struct turn *t)
{
    switch ((enum parl_part_type)t->parts[t->at].type) {
    case PARL_PART_TEXT:
    case PARL_PART_REFUSAL:
    case PARL_PART_AUDIO:
        write_message_item(e, t);
        return;
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
        write_thinking(e, t);
        break;
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        write_call(e, t);
        break;
    case PARL_PART_OPAQUE:
        write_opaque(e, t);
        break;
    case PARL_PART_IMAGE:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
        if (drop_others_media(e, t->message, t->at))
            break;
        refuse(e, PARL_UNSUPPORTED, field_of(e, t),
               "an assistant's message holds text alone here");
        break;
    case PARL_PART_TOOL_RESULT: /* never here: only in tool messages */
        break;
    }
    t->at++;
}

/* Is there nothing in it, of which nothing else would be said? */
static bool is_blank(const struct turn *t)
{
    for (size_t i = 0; i < t->n; i++) {
        if (!is_said(&t->parts[i]) || t->parts[i].type == PARL_PART_AUDIO ||
            part_text(&t->parts[i]).len > 0)
            return false;
    }
    return true;
}

void responses_write_turn(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];
    struct turn t = { .message = message, .own = is_own(e, m) };
    parl_part one;

    t.parts = message_parts(m, &one, &t.n);
    if (is_blank(&t))
        drop_blank_message(e, message);
    while (t.at < t.n)
        write_item(e, &t);
}
