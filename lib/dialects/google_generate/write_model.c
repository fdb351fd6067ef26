/* dialects/google_generate/write_model.c -- what the model said, in the order
 * in which it said it:
 *
 *   {"text": ..., "thoughtSignature": ...}, {"text": ..., "thought": true},
 *   {"functionCall": {"id", "name", "args"}, "thoughtSignature": ...},
 *   and items of Google's own, as they are.
 *
 * A signature stays on the part that it came with, and goes back to its maker
 * alone.  Gemini 3 wants one on the first call of each step: where there is
 * none, a documented value takes its place. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include "encoding/history.h"
#include "encoding/media.h"
#include "encoding/origin.h"
#include "encoding/extra.h"

/* ---- whose it is -------------------------------------------------------- */

bool generate_sends_id(const struct generate *g, const parl_message *message,
                       const char *id)
{
    return g->e->to->provider->generate->call_ids && id != NULL &&
           id[0] != '\0' && !call_id_is_made_up(id) && is_own(g->e, message);
}

/* ---- signatures --------------------------------------------------------- */

static struct span signature_of(const struct generate *g, const parl_part *part)
{
    if (part->signature == NULL || !g->own)
        return SPAN_NONE;
    return part_signature(part);
}

static void drop_signature(struct generate *g, const struct generate_part *p,
                           const char *member)
{
    if (p->part->signature != NULL && p->part->signature[0] != '\0')
        dropped_for_model(g->e, pointer(g->e, "%s/%s", p->field, member),
                          "another than %s made the signature");
}

/* `member` is what the report calls it. */
static void write_signature(struct generate *g, const struct generate_part *p,
                            const char *member)
{
    const struct span signature = signature_of(g, p->part);

    if (signature.len > 0)
        json_span(g->out, "thoughtSignature", signature);
    else
        drop_signature(g, p, member);
}

/* What Google documents for a call that has no signature and needs one. */
static const char skips_check[] =
    "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=";

/* The first call of a step cannot go without. */
static void write_call_signature(struct generate *g,
                                 const struct generate_part *p)
{
    struct encoding *e = g->e;
    const bool first = !g->called;

    write_signature(g, p, "provider_specific_fields/thought_signature");
    g->called = true;
    if (!first || signature_of(g, p->part).len > 0 ||
        e->to->facts->calls_unsigned)
        return;
    json_str(&e->out, "thoughtSignature", skips_check);
    translated_for_model(
        e, p->field,
        "it has no signature of %s's: sent with the value that skips "
        "the check");
}

/* ---- calls -------------------------------------------------------------- */

static void write_call(struct generate *g, const struct generate_part *p)
{
    struct json_out *out = g->out;

    generate_open_turn(g, TURN_MODEL);
    json_object(out, NULL);
    json_object(out, "functionCall");
    if (generate_sends_id(g, g->message, p->part->id))
        json_str(out, "id", p->part->id);
    json_str(out, "name", p->part->name);
    write_arguments(g->e, "args", p->part, p->field);
    json_end(out);
    write_call_signature(g, p);
    json_end(out);
}

/* ---- texts and thoughts ------------------------------------------------- */

/* An empty text is refused, but for one that carries a signature. */
static void write_text(struct generate *g, const struct generate_part *p,
                       bool thought)
{
    struct json_out *out = g->out;
    const struct span text = part_text(p->part);

    if (text.len == 0 && signature_of(g, p->part).len == 0) {
        drop_signature(g, p, "signature");
        return;
    }
    generate_open_turn(g, TURN_MODEL);
    json_object(out, NULL);
    json_span(out, "text", text.ptr != NULL ? text : (struct span){ "", 0 });
    if (thought)
        json_bool_out(out, "thought", true);
    write_signature(g, p, "signature");
    json_end(out);
}

/* Does the message end inside this thinking? */
static bool is_cut(const struct generate *g, const parl_part *part)
{
    return part == &g->message->parts[g->message->n_parts - 1];
}

static void write_thinking(struct generate *g, const struct generate_part *p)
{
    struct encoding *e = g->e;

    if (!g->own)
        dropped_for_model(e, p->field, "another than %s thought it");
    else if (e->to->facts->google_thinking == THINKING_NEVER)
        dropped_for_model(e, p->field, "%s does not think");
    else if (is_cut(g, p->part))
        dropped(e, p->field, "the message ends inside it");
    else
        write_text(g, p, true);
}

/* ---- the rest ----------------------------------------------------------- */

/* As it came, its signature in it. */
static void write_opaque(struct generate *g, const struct generate_part *p)
{
    if (!g->own || !json_is_object(part_text(p->part))) {
        dropped_for_model(g->e, p->field, "another than %s made it");
        return;
    }
    generate_open_turn(g, TURN_MODEL);
    json_raw_out(g->out, NULL, part_text(p->part));
}

static bool has_bytes(const parl_part *part)
{
    return part->media != NULL && media_source(part->media) != MEDIA_NONE;
}

/* A sound that stayed with another vendor. */
static void write_silent(struct generate *g, const struct generate_part *p)
{
    if (part_text(p->part).len == 0) {
        dropped(g->e, p->field, "its bytes are not here");
        return;
    }
    translated(g->e, p->field, "sent as what it says: there is no sound here");
    write_text(g, p, false);
}

/* A picture or a sound that the model made. */
static void write_media(struct generate *g, const struct generate_part *p)
{
    struct json_out *out = g->out;

    if (!has_bytes(p->part)) {
        write_silent(g, p);
        return;
    }
    generate_open_turn(g, TURN_MODEL);
    json_object(out, NULL);
    if (generate_write_media(g, p))
        write_signature(g, p, "signature");
    json_end(out);
}

static void write_part(struct generate *g, const struct generate_part *p)
{
    struct encoding *e = g->e;

    switch ((enum parl_part_type)p->part->type) {
    case PARL_PART_TEXT:
        write_text(g, p, false);
        break;
    case PARL_PART_REFUSAL:
        translated_for_vendor(e, p->field, "sent as text: %s has no refusals");
        write_text(g, p, false);
        break;
    case PARL_PART_THINKING:
        write_thinking(g, p);
        break;
    case PARL_PART_REDACTED_THINKING:
        dropped_for_model(e, p->field, "another than %s thought it");
        break;
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        write_call(g, p);
        break;
    case PARL_PART_IMAGE:
    case PARL_PART_AUDIO:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
        write_media(g, p);
        break;
    case PARL_PART_OPAQUE:
        write_opaque(g, p);
        break;
    case PARL_PART_TOOL_RESULT: /* never here: only in ROLE_TOOL */
        break;
    }
    drop_part_extra(e, p->field, p->part);
    generate_drop_mark(g, p->field, p->part->cache);
}

/* ---- the message -------------------------------------------------------- */

void generate_write_model(struct generate *g, size_t message)
{
    const parl_message *said = &g->e->request->messages[message];

    g->own = is_own(g->e, said) && is_same_model(g->e->to, said);
    if (!generate_each_part(g, message, write_part))
        drop_blank_message(g->e, message);
    drop_message_rest(g->e, message);
}
