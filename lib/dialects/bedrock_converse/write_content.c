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

/* Of a result in which nothing is. */
#define NOTHING "(empty)"

/* ---- text and reasoning ------------------------------------------------- */

static void write_text(struct encoding *e, struct span text)
{
    json_object(&e->out, NULL);
    json_span(&e->out, "text", text.ptr != NULL ? text : SPAN(""));
    json_end(&e->out);
}

static void write_thinking(struct encoding *e, const parl_part *part)
{
    const struct span text = part_text(part);

    json_object(&e->out, NULL);
    json_object(&e->out, "reasoningContent");
    json_object(&e->out, "reasoningText");
    json_span(&e->out, "text", text.ptr != NULL ? text : SPAN(""));
    json_span(&e->out, "signature",
              span_text(part->signature, part->signature_len));
    json_end(&e->out);
    json_end(&e->out);
    json_end(&e->out);
}

static void write_redacted(struct encoding *e, const parl_part *part)
{
    json_object(&e->out, NULL);
    json_object(&e->out, "reasoningContent");
    json_span(&e->out, "redactedContent", part_text(part));
    json_end(&e->out);
    json_end(&e->out);
}

/* ---- calls -------------------------------------------------------------- */

static bool is_object(struct span json)
{
    size_t i = 0;

    while (i < json.len && strchr(" \t\r\n", json.ptr[i]) != NULL)
        i++;
    return i < json.len && json.ptr[i] == '{' && json_valid(json.ptr, json.len);
}

static const char *field_of(struct encoding *e,
                            const struct converse_block *block)
{
    return block->ours ? "" : part_pointer(e, block->message, block->place);
}

static void wrap_input(struct encoding *e, const char *key, struct span text)
{
    json_object(&e->out, "input");
    json_span(&e->out, key, text);
    json_end(&e->out);
}

static void write_input(struct encoding *e, const struct converse_block *call)
{
    const struct span text = part_text(call->part);

    if (call->part->type == PARL_PART_CUSTOM_CALL) {
        translated(e, field_of(e, call),
                   "sent as a call of a function with one input");
        wrap_input(e, "input", text);
    } else if (converse_is_blank(text)) {
        json_raw_out(&e->out, "input", SPAN("{}"));
    } else if (is_object(text)) {
        json_raw_out(&e->out, "input", text);
    } else {
        translated(e, pointer(e, "%s/function/arguments", field_of(e, call)),
                   "wrapped in an object: it is no JSON object");
        wrap_input(e, "INVALID_JSON", text);
    }
}

static const char *mapped_id(struct converse_history *h,
                             const struct converse_block *call)
{
    const char *id = call->part->id, *mapped = converse_id(h, id);

    if (id != NULL && strcmp(mapped, id) != 0)
        translated(h->e, pointer(h->e, "%s/id", field_of(h->e, call)),
                   "sent as %s: %s takes no such id", mapped, h->e->to->model);
    return mapped;
}

static const char *mapped_name(struct encoding *e,
                               const struct converse_block *call)
{
    const char *name = call->part->name, *mapped = converse_tool_name(e, name);

    if (strcmp(mapped, name) != 0)
        translated(e, pointer(e, "%s/function/name", field_of(e, call)),
                   "sent as %s: '%s' is no name of a tool", mapped, name);
    return mapped;
}

static void write_call(struct converse_history *h,
                       const struct converse_block *call)
{
    struct encoding *e = h->e;

    if (call->part->signature != NULL)
        dropped(e,
                pointer(e, "%s/provider_specific_fields/thought_signature",
                        field_of(e, call)),
                "%s has no signatures of calls", e->to->provider->about);
    json_object(&e->out, NULL);
    json_object(&e->out, "toolUse");
    json_str(&e->out, "toolUseId", mapped_id(h, call));
    json_str(&e->out, "name", mapped_name(e, call));
    write_input(e, call);
    json_end(&e->out);
    json_end(&e->out);
}

/* ---- results ------------------------------------------------------------ */

static void write_result_text(struct converse_history *h, struct span text)
{
    if (!h->traits->json_results || !is_object(text)) {
        write_text(h->e, text);
        return;
    }
    json_object(&h->e->out, NULL);
    json_raw_out(&h->e->out, "json", text);
    json_end(&h->e->out);
}

static const char *inner_field(struct encoding *e,
                               const struct converse_block *result, size_t i)
{
    return pointer(e, "/messages/%zu/content/%zu", result->message, i);
}

/* False: nothing was written. */
static bool write_result_part(struct converse_history *h,
                              const struct converse_block *result, size_t i)
{
    const parl_part *part = &result->part->parts[i];

    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
    case PARL_PART_REFUSAL:
        if (converse_is_blank(part_text(part)))
            return false;
        write_result_text(h, part_text(part));
        return true;
    case PARL_PART_IMAGE:
    case PARL_PART_AUDIO:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
        converse_write_media(h, part, inner_field(h->e, result, i));
        return true;
    case PARL_PART_OPAQUE:
        json_raw_out(&h->e->out, NULL, part_text(part));
        return true;
    case PARL_PART_TOOL_CALL:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
    case PARL_PART_CUSTOM_CALL:
        break;
    }
    refuse(h->e, PARL_INVALID_ARGUMENT, inner_field(h->e, result, i),
           "a result holds no part of this kind");
    return false;
}

static void write_result_content(struct converse_history *h,
                                 const struct converse_block *block)
{
    const parl_part *result = block->part;
    bool any = false;

    json_array(&h->e->out, "content");
    for (size_t i = 0; i < result->n_parts; i++)
        any |= write_result_part(h, block, i);
    if (result->n_parts == 0 && !converse_is_blank(part_text(result))) {
        write_result_text(h, part_text(result));
        any = true;
    }
    if (!any)
        write_text(h->e, SPAN(NOTHING));
    json_end(&h->e->out);
}

static void write_result(struct converse_history *h,
                         const struct converse_block *block)
{
    struct encoding *e = h->e;
    const parl_part *result = block->part;

    json_object(&e->out, NULL);
    json_object(&e->out, "toolResult");
    json_str(&e->out, "toolUseId", converse_id(h, result->id));
    write_result_content(h, block);
    if (result->is_error == PARL_YES && !converse_lacks(h, LACKS_RESULT_STATUS))
        json_str(&e->out, "status", "error");
    else if (result->is_error == PARL_YES && !block->ours)
        dropped(e, pointer(e, "/messages/%zu/is_error", block->message),
                "%s takes no status of a result", e->to->model);
    json_end(&e->out);
    json_end(&e->out);
}

/* ---- blocks ------------------------------------------------------------- */

static void write_block(struct converse_history *h,
                        const struct converse_block *block)
{
    struct encoding *e = h->e;
    const parl_part *part = block->part;

    if (part->extra != NULL && part->type != PARL_PART_DOCUMENT)
        drop_part_extra(e, field_of(e, block), part);
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
    case PARL_PART_REFUSAL:
        write_text(e, part_text(block->part));
        break;
    case PARL_PART_AUDIO:
        if (part->media == NULL) /* that was answered: what it says */
            write_text(e, part_text(part));
        else
            converse_write_media(h, part, field_of(e, block));
        break;
    case PARL_PART_IMAGE:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
        converse_write_media(h, part, field_of(e, block));
        break;
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        write_call(h, block);
        break;
    case PARL_PART_TOOL_RESULT:
        write_result(h, block);
        break;
    case PARL_PART_THINKING:
        write_thinking(e, part);
        break;
    case PARL_PART_REDACTED_THINKING:
        write_redacted(e, part);
        break;
    case PARL_PART_OPAQUE:
        json_raw_out(&e->out, NULL, part_text(part));
        break;
    }
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
        write_blocks(h, "system", h->system, h->n_system);
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
