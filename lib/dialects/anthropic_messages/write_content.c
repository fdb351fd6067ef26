/* dialects/anthropic_messages/write_content.c -- the blocks of a turn:
 *
 *   {"type": "text", "text"}
 *   {"type": "thinking", "thinking", "signature"}
 *   {"type": "redacted_thinking", "data"}
 *   {"type": "tool_use", "id", "name", "input": {...}}
 *   {"type": "tool_result", "tool_use_id", "content", "is_error"}
 *   images and documents (write_media.c), and items kept as they are. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>
#include "encoding/history.h"
#include "encoding/origin.h"

const char *messages_field(struct encoding *e, const struct messages_block *b)
{
    return b->inside ? inner_pointer(e, b->message, b->number)
                     : part_pointer(e, b->message, b->number);
}

/* ---- text --------------------------------------------------------------- */

bool messages_is_blank_text(const parl_part *part)
{
    return messages_is_text(part) && span_is_blank(part_text(part));
}

void messages_report_blank(struct encoding *e, const char *field,
                           const parl_part *part)
{
    if (part_text(part).len > 0)
        dropped_for_vendor(e, field, "%s refuses a text of white space alone");
}

bool messages_is_foreign(const struct encoding *e,
                         const struct messages_block *b)
{
    return b->role == PARL_ROLE_ASSISTANT &&
           !is_own(e, &e->request->messages[b->message]);
}

bool messages_is_plain(const struct encoding *e, const struct messages_block *b)
{
    return messages_is_text(b->part) && b->part->cache == PARL_CACHE_NONE &&
           (b->part->extra == NULL || messages_is_foreign(e, b));
}

static void write_text(struct encoding *e, const struct messages_block *b)
{
    json_str(&e->out, "type", "text");
    json_span(&e->out, "text", part_text(b->part));
}

/* ---- thinking ----------------------------------------------------------- */

static void write_thinking(struct encoding *e, const parl_part *part)
{
    json_str(&e->out, "type", "thinking");
    json_span(&e->out, "thinking",
              part->text != NULL ? part_text(part) : SPAN(""));
    json_span(&e->out, "signature", part_signature(part));
}

static void write_redacted(struct encoding *e, const parl_part *part)
{
    json_str(&e->out, "type", "redacted_thinking");
    json_span(&e->out, "data", part_text(part));
}

/* ---- calls -------------------------------------------------------------- */

static void write_call(struct encoding *e, struct messages_plan *plan,
                       const struct messages_block *b)
{
    const parl_part *part = b->part;
    const char *field = messages_field(e, b);
    const char *name = messages_tool_name(e, part->name);
    const char *id = call_id_of(e, part, b->message, b->number);
    const unsigned before = calls_before(&plan->ids, e->arena, id);

    json_str(&e->out, "type", "tool_use");
    json_str(&e->out, "id", messages_call_id(e, id, before));
    json_str(&e->out, "name", name);
    if (strcmp(name, part->name) != 0)
        translated(e, pointer(e, "%s/function/name", field),
                   "sent as %s: '%s' is no name of a tool", name, part->name);
    write_arguments(e, "input", part, field);
    if (before > 0)
        translated(e, pointer(e, "%s/id", field),
                   "sent as another: a call before has it");
    else if (!messages_takes_name(id))
        translated_for_vendor(e, pointer(e, "%s/id", field),
                              "%s takes letters, digits, '_' and '-' alone");
    drop_call_signature(e, field, part);
}

/* ---- results ------------------------------------------------------------ */

/* The only text of a result, empty where it has none; ptr NULL: it has more
 * than that. */
static struct span only_text(const parl_part *result)
{
    const parl_part *only = result->n_parts == 0 ? result : NULL;

    for (size_t i = 0; i < result->n_parts; i++) {
        const parl_part *part = &result->parts[i];

        if (messages_is_blank_text(part))
            continue;
        if (only != NULL || part->type != PARL_PART_TEXT ||
            part->cache != PARL_CACHE_NONE || part->extra != NULL)
            return SPAN_NONE;
        only = part;
    }
    return only == NULL || span_is_blank(part_text(only)) ? SPAN("")
                                                          : part_text(only);
}

/* What a result holds, as if it were a message of its own. */
static struct messages_block inside_of(const struct messages_block *result,
                                       size_t i)
{
    return (struct messages_block){
        .role = PARL_ROLE_USER,
        .part = &result->part->parts[i],
        .message = result->message,
        .number = i,
        .inside = true,
    };
}

/* Its texts without a word are not sent, and neither is what stands on them. */
static void report_blanks(struct encoding *e,
                          const struct messages_block *result)
{
    const parl_part *part = result->part;
    const char *field = messages_field(e, result);

    if (part->n_parts == 0 && span_is_blank(part_text(part)))
        messages_report_blank(e, field, part);
    for (size_t i = 0; i < part->n_parts; i++) {
        const struct messages_block inside = inside_of(result, i);

        if (!messages_is_blank_text(inside.part))
            continue;
        field = messages_field(e, &inside);
        messages_report_blank(e, field, inside.part);
        drop_lost_mark(e, field, inside.part);
    }
}

static void write_inside(struct encoding *e, struct messages_plan *plan,
                         const struct messages_block *result, size_t i)
{
    const struct messages_block inside = inside_of(result, i);

    if (messages_is_thinking(inside.part) || is_call(inside.part) ||
        inside.part->type == PARL_PART_TOOL_RESULT)
        refuse_for_vendor(e, messages_field(e, &inside),
                          "%s takes no such part");
    else if (!messages_is_blank_text(inside.part))
        messages_write_block(e, plan, &inside);
}

static void write_result(struct encoding *e, struct messages_plan *plan,
                         const struct messages_block *b)
{
    const parl_part *result = b->part;
    const struct span text = only_text(result);
    size_t caller = b->message;
    const parl_part *call = call_before(e->request, &caller, result->id);

    json_str(&e->out, "type", "tool_result");
    json_str(
        &e->out, "tool_use_id",
        messages_call_id(e, result->id,
                         results_before(&plan->ids, e->arena, result->id)));
    if (text.len > 0) {
        json_span(&e->out, "content", text);
    } else if (text.ptr == NULL) {
        json_array(&e->out, "content");
        for (size_t i = 0; i < result->n_parts; i++)
            write_inside(e, plan, b, i);
        json_end(&e->out);
    }
    report_blanks(e, b);
    if (result->is_error == PARL_YES)
        json_bool_out(&e->out, "is_error", true);
    write_as_called(e, "toolset_name", caller, call);
}

/* ---- members that parlance has no name for ------------------------------- */

/* Those that the vendor takes, by blanks. */
static const char *members_of(const parl_part *part)
{
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
        return "citations";
    case PARL_PART_IMAGE:
        return "transformations";
    case PARL_PART_DOCUMENT:
        return "citations context title";
    case PARL_PART_TOOL_CALL:
        return "caller toolset_name";
    case PARL_PART_REFUSAL:
    case PARL_PART_AUDIO:
    case PARL_PART_VIDEO:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_OPAQUE:
        break;
    }
    return "";
}

/* What the vendor is known to have said goes back whole; of what may be
 * another's, or is the caller's, the members that it takes. */
static void write_extra(struct encoding *e, const struct messages_block *b)
{
    const parl_origin *origin = e->request->messages[b->message].origin;

    if (b->part->extra == NULL || messages_is_foreign(e, b))
        return; /* of another's it was reported when the turns were made */
    if (b->role == PARL_ROLE_ASSISTANT && origin != NULL)
        json_splice(&e->out, span_of(b->part->extra));
    else
        messages_write_extra(e, b->part->extra, members_of(b->part),
                             messages_field(e, b));
}

/* ---- any block ---------------------------------------------------------- */

/* Sound goes back as what it says; other sound and film have no place. */
static void write_recording(struct encoding *e, const struct messages_block *b)
{
    const bool sound = b->part->type == PARL_PART_AUDIO;

    if (sound && b->role == PARL_ROLE_ASSISTANT)
        write_text(e, b);
    else
        refuse_for_vendor(e, messages_field(e, b),
                          sound ? "%s takes no audio"
                                : "%s takes no video; send frames as images");
}

static void write_members(struct encoding *e, struct messages_plan *plan,
                          const struct messages_block *b)
{
    switch ((enum parl_part_type)b->part->type) {
    case PARL_PART_TEXT:
    case PARL_PART_REFUSAL:
        write_text(e, b);
        break;
    case PARL_PART_IMAGE:
    case PARL_PART_DOCUMENT:
        messages_write_media(e, b);
        break;
    case PARL_PART_AUDIO:
    case PARL_PART_VIDEO:
        write_recording(e, b);
        break;
    case PARL_PART_THINKING:
        write_thinking(e, b->part);
        break;
    case PARL_PART_REDACTED_THINKING:
        write_redacted(e, b->part);
        break;
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        write_call(e, plan, b);
        break;
    case PARL_PART_TOOL_RESULT:
        write_result(e, plan, b);
        break;
    case PARL_PART_OPAQUE: /* is no object of ours */
        break;
    }
}

/* Tools that come and go in the middle are on trial, and so are the mark of
 * another model that goes on, and summaries of what went before: the later kind
 * is signed. */
static void ask_for_item(struct encoding *e, struct span item)
{
    static const struct {
        char type[14];
        const char *beta;
    } betas[] = {
        { "tool_addition", "mid-conversation-tool-changes-2026-07-01" },
        { "tool_removal", "mid-conversation-tool-changes-2026-07-01" },
        { "fallback", "server-side-fallback-2026-07-01" },
    };

    for (size_t i = 0; i < sizeof(betas) / sizeof(betas[0]); i++) {
        if (json_says(item, "type", betas[i].type))
            messages_ask_beta(e, betas[i].beta);
    }
    if (json_find(json_find(item, "tool"), "definition").ptr != NULL)
        messages_ask_beta(e, "inline-tools-2026-09-15");
    if (messages_is_summary(item))
        messages_ask_beta(e, !is_empty_value(json_find(item, "signature"))
                                 ? "compact-2026-09-04"
                                 : "compact-2026-01-12");
}

static void write_item(struct encoding *e, struct messages_plan *plan,
                       const struct messages_block *b)
{
    const struct span item = part_text(b->part);

    if (!json_is_object(item)) {
        refuse(e, PARL_INVALID_ARGUMENT, messages_field(e, b),
               "an item is a JSON object");
        return;
    }
    ask_for_item(e, item);
    messages_note_mark(plan, item);
    json_raw_out(&e->out, NULL, item);
}

static void write_mark(struct encoding *e, struct messages_plan *plan,
                       const struct messages_block *b)
{
    if (b->part->cache == PARL_CACHE_NONE)
        return;
    if (messages_is_thinking(b->part))
        dropped_member(e, messages_field(e, b), "cache_control",
                       "no mark may stand on thinking");
    else
        messages_write_mark(e, plan, b->part->cache, messages_field(e, b));
}

void messages_write_block(struct encoding *e, struct messages_plan *plan,
                          const struct messages_block *b)
{
    if (b->part->type == PARL_PART_OPAQUE) {
        write_item(e, plan, b);
        return;
    }
    if (b->role == PARL_ROLE_SYSTEM && b->part->type != PARL_PART_TEXT)
        refuse_for_vendor(
            e, messages_field(e, b),
            "%s takes instructions as text alone; say it as the user");
    json_object(&e->out, NULL);
    write_members(e, plan, b);
    write_extra(e, b);
    write_mark(e, plan, b);
    json_end(&e->out);
}
