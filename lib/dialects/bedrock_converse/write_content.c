/* dialects/bedrock_converse/write_content.c -- the members "system" and
 * "messages": turns of blocks, each an object of one member.
 *
 *   {"text": ...}
 *   {"reasoningContent": {"reasoningText": {"text", "signature"}}}
 *   {"reasoningContent": {"redactedContent": BASE64}}
 *   {"toolUse": {"toolUseId", "name", "input": {...}}}
 *   {"toolResult": {"toolUseId", "content": [...], "status"}}
 *   {"image": ...} and its like: write_media.c */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include "encoding/history.h"
#include "encoding/extra.h"

/* Of a result in which nothing is. */
#define NOTHING "(empty)"

/* ---- text and reasoning ------------------------------------------------- */

static void write_text_member(struct encoding *e, struct span text)
{
    json_span(&e->out, "text", text.ptr != NULL ? text : SPAN(""));
}

static void write_text(struct encoding *e, struct span text)
{
    json_object(&e->out, NULL);
    write_text_member(e, text);
    json_end(&e->out);
}

static void write_reasoning(struct encoding *e, const parl_part *part)
{
    converse_open(e, "reasoningContent");
    if (part->type == PARL_PART_REDACTED_THINKING) {
        json_span(&e->out, "redactedContent", part_text(part));
    } else {
        json_object(&e->out, "reasoningText");
        write_text_member(e, part_text(part));
        json_span(&e->out, "signature", part_signature(part));
        json_end(&e->out);
    }
    converse_close(e);
}

/* ---- calls -------------------------------------------------------------- */

/* A name may have been made up; it is said where it had to be changed. */
static void write_name(struct encoding *e, const struct converse_block *call)
{
    const char *was = call->part->name, *now = converse_tool_name(e, was);

    if (strcmp(was, now) != 0)
        translated(e, pointer(e, "%s/function/name", converse_field(e, call)),
                   "sent as %s: %s does not take '%s'", now, e->to->model, was);
    json_str(&e->out, "name", now);
}

static const char *raw_id(const parl_part *part)
{
    return part->id != NULL ? part->id : "";
}

static void write_id(struct converse_history *h,
                     const struct converse_block *call)
{
    struct encoding *e = h->e;
    const char *was = raw_id(call->part);
    const unsigned before = calls_before(&h->ids, e->arena, was);
    const char *now = converse_id(h, was, before);

    if (call->part->id != NULL && strcmp(was, now) != 0)
        translated(e, pointer(e, "%s/id", converse_field(e, call)),
                   before > 0 ? "sent as %s: %s takes '%s' but once"
                              : "sent as %s: %s does not take '%s'",
                   now, e->to->model, was);
    json_str(&e->out, "toolUseId", now);
}

static void write_call(struct converse_history *h,
                       const struct converse_block *block)
{
    struct encoding *e = h->e;
    const parl_part *call = block->part;

    drop_call_signature(e, converse_field(e, block), call);
    converse_open(e, "toolUse");
    write_id(h, block);
    write_name(e, block);
    write_arguments(e, "input", call, converse_field(e, block));
    converse_close(e);
}

/* ---- results ------------------------------------------------------------ */

static void write_result_text(struct converse_history *h, struct span text)
{
    if (!converse_traits(h->e)->json_results || !json_is_object(text)) {
        write_text(h->e, text);
        return;
    }
    json_object(&h->e->out, NULL);
    json_raw_out(&h->e->out, "json", text);
    json_end(&h->e->out);
}

static void write_result_part(struct converse_history *h, const parl_part *part,
                              const char *field)
{
    if (part->type != PARL_PART_DOCUMENT)
        drop_part_extra(h->e, field, part);
    if (part->type == PARL_PART_OPAQUE)
        json_raw_out(&h->e->out, NULL, part_text(part));
    else if (converse_is(part, CONVERSE_MEDIA))
        converse_write_media(h, part, field);
    else if (!converse_is(part, CONVERSE_TEXT))
        refuse(h->e, PARL_UNSUPPORTED, field,
               "%s takes no %s in a result: it holds text, images, documents "
               "and videos alone",
               h->e->to->provider->about, converse_kind_word(part));
    else if (!span_is_blank(part_text(part)))
        write_result_text(h, part_text(part));
    else
        converse_report_blank(h->e, field, part);
}

static void write_result_content(struct converse_history *h,
                                 const struct converse_block *block)
{
    struct encoding *e = h->e;
    size_t begin, n_parts;
    parl_part one;
    const parl_part *parts = result_parts(block->part, &one, &n_parts);

    json_array(&e->out, "content");
    begin = e->body->text.len;
    for (size_t i = 0; i < n_parts; i++)
        write_result_part(h, &parts[i],
                          parts == &one ? converse_field(e, block)
                                        : inner_pointer(e, block->message, i));
    if (e->body->text.len == begin)
        write_text(e, SPAN(NOTHING));
    json_end(&e->out);
}

static void write_result(struct converse_history *h,
                         const struct converse_block *block)
{
    struct encoding *e = h->e;
    const parl_part *result = block->part;
    const char *id = raw_id(result);

    converse_open(e, "toolResult");
    json_str(&e->out, "toolUseId",
             converse_id(h, id, results_before(&h->ids, e->arena, id)));
    write_result_content(h, block);
    if (result->is_error == PARL_YES &&
        !converse_lacks(h->e, LACKS_RESULT_STATUS))
        json_str(&e->out, "status", "error");
    else if (!block->ours)
        drop_error_mark(e, block->message, result);
    converse_close(e);
}

/* ---- blocks ------------------------------------------------------------- */

static bool is_answered_sound(const struct encoding *e,
                              const struct converse_block *block)
{
    return block->part->type == PARL_PART_AUDIO &&
           e->request->messages[block->message].role == PARL_ROLE_ASSISTANT;
}

static void write_block(struct converse_history *h,
                        const struct converse_block *block)
{
    struct encoding *e = h->e;
    const parl_part *part = block->part;

    if (part->extra != NULL && part->type != PARL_PART_DOCUMENT)
        drop_part_extra(e, converse_field(e, block), part);
    if (converse_is(part, CONVERSE_REASONING))
        write_reasoning(e, part);
    else if (converse_is(part, CONVERSE_CALL))
        write_call(h, block);
    else if (converse_is(part, CONVERSE_RESULT))
        write_result(h, block);
    else if (part->type == PARL_PART_OPAQUE)
        json_raw_out(&e->out, NULL, part_text(part));
    else if (converse_is(part, CONVERSE_TEXT) || is_answered_sound(e, block))
        write_text(e, part_text(part));
    else
        converse_write_media(h, part, converse_field(e, block));
    converse_write_mark(e, block->cache);
}

static void write_blocks(struct converse_history *h, const char *key,
                         const struct converse_block *blocks, size_t n)
{
    json_array(&h->e->out, key);
    for (size_t i = 0; i < n; i++)
        write_block(h, &blocks[i]);
    json_end(&h->e->out);
}

/* ---- the whole ---------------------------------------------------------- */

void converse_write_system(struct converse_history *h)
{
    if (h->n_system > 0)
        write_blocks(h, "system", h->blocks, h->n_system);
}

void converse_write_messages(struct converse_history *h)
{
    struct encoding *e = h->e;

    json_array(&e->out, "messages");
    for (size_t i = 0; i < h->n_turns; i++) {
        const struct converse_turn *turn = &h->turns[i];

        json_object(&e->out, NULL);
        json_str(&e->out, "role", turn->assistant ? "assistant" : "user");
        write_blocks(h, "content", h->blocks + turn->first, turn->n);
        json_end(&e->out);
    }
    json_end(&e->out);
    for (size_t i = 0; i < e->request->n_messages; i++) {
        if (e->request->messages[i].extra != NULL)
            drop_message_extra(e, i);
    }
}
