/* api/json_message_out.c -- an assistant message in the JSON dialect.
 *
 * It is written in OpenAI's flat form, which every client of that dialect
 * reads: thinking, content, refusal, sound and calls, each in its member.
 * Where that loses something, the order of the parts for one, the message has
 * them in `parts` as well, as they are (api/json_parts.c). */
#include "api/response_json.h"

#include <string.h>

/* ---- one part ----------------------------------------------------------- */

static struct span text_of(const parl_part *part)
{
    return span_text(part->text, part->text_len);
}

static void write_id(struct json_out *j, const parl_part *part)
{
    if (part->id != NULL)
        json_str(j, "id", part->id);
}

static void write_signature(struct json_out *j, const parl_part *part)
{
    if (part->signature != NULL)
        json_span(j, "signature",
                  span_text(part->signature, part->signature_len));
}

void part_marks_write(struct json_out *j, const parl_part *part)
{
    write_id(j, part);
    write_signature(j, part);
}

/* {"type": TYPE, KEY: TEXT, ...}, an element. */
static void write_text_part(struct json_out *j, const parl_part *part,
                            const char *type, const char *key)
{
    json_typed(j, NULL, type);
    json_span(j, key, text_of(part));
    part_marks_write(j, part);
    json_splice(j, span_of(part->extra));
    json_end(j);
}

static void write_opaque(struct json_out *j, const parl_part *part)
{
    json_typed(j, NULL, "opaque");
    json_raw_out(j, "item", text_of(part));
    part_marks_write(j, part);
    json_splice(j, span_of(part->extra));
    json_end(j);
}

/* The members of sound that the model made. */
static void write_audio_members(struct json_out *j, const parl_part *part)
{
    const parl_media *media = part->media;

    write_id(j, part);
    if (media != NULL && media->base64 != NULL)
        json_span(j, "data", span_text(media->base64, media->base64_len));
    if (media != NULL && media->mime_type != NULL)
        json_str(j, "mime_type", media->mime_type);
    if (part->text != NULL)
        json_span(j, "transcript", text_of(part));
    write_signature(j, part);
    json_splice(j, span_of(part->extra));
}

static void write_audio(struct json_out *j, const parl_part *part)
{
    json_typed(j, NULL, "audio");
    write_audio_members(j, part);
    json_end(j);
}

/* What the model made, as users send it: {"type": "image_url", ...}. */
static void write_picture(struct json_out *j, const parl_part *part,
                          const char *type)
{
    const parl_media *media = part->media;

    json_typed(j, NULL, type);
    json_object(j, type);
    if (media != NULL && media->base64 != NULL) {
        json_text_open(j, "url");
        json_text_piece(j, SPAN("data:"));
        json_text_piece(j, span_of(media->mime_type));
        json_text_piece(j, SPAN(";base64,"));
        json_text_piece(j, span_text(media->base64, media->base64_len));
        json_text_close(j);
    } else {
        json_str(j, "url", media != NULL ? media->url : NULL);
    }
    json_end(j);
    write_signature(j, part);
    json_splice(j, span_of(part->extra));
    json_end(j);
}

static void write_call(struct json_out *j, const parl_part *part,
                       const char *type, const char *key)
{
    json_typed(j, NULL, type);
    write_id(j, part);
    json_str(j, "name", part->name);
    json_span(j, key, text_of(part));
    write_signature(j, part);
    json_splice(j, span_of(part->extra));
    json_end(j);
}

static void write_part(struct json_out *j, const parl_part *part)
{
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
        write_text_part(j, part, "text", "text");
        break;
    case PARL_PART_REFUSAL:
        write_text_part(j, part, "refusal", "refusal");
        break;
    case PARL_PART_THINKING:
        write_text_part(j, part, "thinking", "thinking");
        break;
    case PARL_PART_REDACTED_THINKING:
        write_text_part(j, part, "redacted_thinking", "data");
        break;
    case PARL_PART_TOOL_CALL:
        write_call(j, part, "tool_call", "arguments");
        break;
    case PARL_PART_CUSTOM_CALL:
        write_call(j, part, "custom_call", "input");
        break;
    case PARL_PART_AUDIO:
        write_audio(j, part);
        break;
    case PARL_PART_OPAQUE:
        write_opaque(j, part);
        break;
    case PARL_PART_IMAGE:
        write_picture(j, part, "image_url");
        break;
    case PARL_PART_VIDEO:
        write_picture(j, part, "video_url");
        break;
    case PARL_PART_DOCUMENT: /* no answer holds one of these */
    case PARL_PART_TOOL_RESULT:
        break;
    }
}

/* ---- does the flat form say it all? -------------------------------------- */

/* The flat form has rooms, in this order. */
enum room { IN_BLOCKS, IN_CONTENT, IN_REFUSAL, IN_AUDIO, IN_CALLS, NOWHERE };

static enum room room_of(const parl_part *part)
{
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
        return IN_BLOCKS;
    case PARL_PART_TEXT:
        return IN_CONTENT;
    case PARL_PART_REFUSAL:
        return IN_REFUSAL;
    case PARL_PART_AUDIO:
        return IN_AUDIO;
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        return IN_CALLS;
    case PARL_PART_IMAGE:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_OPAQUE:
        break;
    }
    return NOWHERE;
}

/* Nothing but its text, which is not empty? */
static bool is_bare(const parl_part *part)
{
    return text_of(part).len > 0 && part->id == NULL &&
           part->signature == NULL && part->extra == NULL;
}

static bool is_unsigned(const parl_part *part)
{
    return part->type == PARL_PART_THINKING && part->signature == NULL;
}

/* Thinking is a list of blocks, all of which have signatures, or one bare
 * reasoning_content. */
static bool is_block_flat(const parl_message *m, size_t i)
{
    const parl_part *part = &m->parts[i];
    const bool first = i == 0;
    const bool last =
        i + 1 == m->n_parts || room_of(&m->parts[i + 1]) != IN_BLOCKS;

    if (is_unsigned(part))
        return first && last && is_bare(part);
    return true;
}

static bool is_part_flat(const parl_message *m, size_t i)
{
    const parl_part *part = &m->parts[i];

    switch (room_of(part)) {
    case IN_BLOCKS:
        return is_block_flat(m, i);
    case IN_CONTENT:
    case IN_REFUSAL:
        return is_bare(part);
    case IN_AUDIO:
        return part->signature == NULL;
    case IN_CALLS:
        return true;
    case NOWHERE:
        break;
    }
    return false;
}

/* Does the flat form, read back, give the same parts? */
static bool is_flat(const parl_message *m)
{
    enum room before = IN_BLOCKS;

    for (size_t i = 0; i < m->n_parts; i++) {
        const enum room room = room_of(&m->parts[i]);
        const bool many = room == IN_BLOCKS || room == IN_CALLS;

        if (room < before || !is_part_flat(m, i))
            return false;
        if (i > 0 && room == before && !many)
            return false; /* two texts would become one */
        before = room;
    }
    return true;
}

/* ---- members that nobody knows ------------------------------------------ */

static bool is_among(struct words names, struct json_text name)
{
    for (size_t i = 0; i < names.n; i++) {
        if (json_name_is(name, names.word[i]))
            return true;
    }
    return false;
}

void write_unknown(struct json_out *j, struct span object, struct words known)
{
    struct json_text name;
    struct json_in in;
    struct buf kept;

    buf_init(&kept, j->buf->mem, SIZE_MAX);
    json_open_object(&in, object);
    while (json_next_member(&in, &name)) {
        const struct span value = json_raw(&in);

        if (!is_among(known, name))
            extra_add(&kept, name.raw, value);
    }
    if (buf_ok(&kept))
        json_splice(j, (struct span){ kept.data, kept.len });
    else
        j->buf->status = kept.status;
    buf_release(&kept);
}

/* ---- a message ---------------------------------------------------------- */

/* What a message is read by. */
static const char *const message_names[] = {
    "role",
    "content",
    "refusal",
    "name",
    "reasoning",
    "reasoning_content",
    "thinking_blocks",
    "audio",
    "is_error",
    "tool_calls",
    "function_call",
    "tool_call_id",
    "origin",
    "parts",
};

static bool has_part(const parl_message *m, enum parl_part_type type)
{
    for (size_t i = 0; i < m->n_parts; i++) {
        if (m->parts[i].type == (int32_t)type)
            return true;
    }
    return false;
}

/* The texts of all parts of a type, as one. */
static void write_texts(struct json_out *j, const char *key,
                        const parl_message *m, enum parl_part_type type)
{
    json_text_open(j, key);
    for (size_t i = 0; i < m->n_parts; i++) {
        if (m->parts[i].type == (int32_t)type)
            json_text_piece(j, text_of(&m->parts[i]));
    }
    json_text_close(j);
}

static void write_content(struct json_out *j, const parl_message *m)
{
    if (has_part(m, PARL_PART_TEXT))
        write_texts(j, "content", m, PARL_PART_TEXT);
    else if (m->n_parts == 0 && m->text != NULL)
        json_span(j, "content", span_text(m->text, m->text_len));
    else
        json_null(j, "content");
}

static bool has_thoughts(const parl_message *m)
{
    for (size_t i = 0; i < m->n_parts; i++) {
        if (m->parts[i].type == PARL_PART_THINKING &&
            text_of(&m->parts[i]).len > 0)
            return true;
    }
    return false;
}

/* Blocks are needed where there is more than the text. */
static bool has_blocks(const parl_message *m)
{
    for (size_t i = 0; i < m->n_parts; i++) {
        if (room_of(&m->parts[i]) == IN_BLOCKS && !is_unsigned(&m->parts[i]))
            return true;
    }
    return false;
}

static void write_thinking(struct json_out *j, const parl_message *m)
{
    if (has_thoughts(m))
        write_texts(j, "reasoning_content", m, PARL_PART_THINKING);
    if (!has_blocks(m))
        return;
    json_array(j, "thinking_blocks");
    for (size_t i = 0; i < m->n_parts; i++) {
        if (room_of(&m->parts[i]) == IN_BLOCKS)
            write_part(j, &m->parts[i]);
    }
    json_end(j);
}

static void write_flat_audio(struct json_out *j, const parl_message *m)
{
    for (size_t i = 0; i < m->n_parts; i++) {
        if (m->parts[i].type != PARL_PART_AUDIO)
            continue;
        json_object(j, "audio");
        write_audio_members(j, &m->parts[i]);
        json_end(j);
        return;
    }
}

static void write_flat_call(struct json_out *j, const parl_part *part)
{
    const bool custom = part->type == PARL_PART_CUSTOM_CALL;
    const char *kind = custom ? "custom" : "function";

    json_object(j, NULL);
    write_id(j, part);
    json_str(j, "type", kind);
    json_object(j, kind);
    json_str(j, "name", part->name);
    json_span(j, custom ? "input" : "arguments", text_of(part));
    json_end(j);
    if (part->signature != NULL) {
        json_object(j, "provider_specific_fields");
        json_span(j, "thought_signature",
                  span_text(part->signature, part->signature_len));
        json_end(j);
    }
    json_splice(j, span_of(part->extra));
    json_end(j);
}

static void write_calls(struct json_out *j, const parl_message *m)
{
    bool open = false;

    for (size_t i = 0; i < m->n_parts; i++) {
        if (room_of(&m->parts[i]) != IN_CALLS)
            continue;
        if (!open)
            json_array(j, "tool_calls");
        open = true;
        write_flat_call(j, &m->parts[i]);
    }
    if (open)
        json_end(j);
}

static void write_origin(struct json_out *j, const parl_origin *origin)
{
    if (origin == NULL || origin->provider == NULL)
        return;
    json_object(j, "origin");
    json_str(j, "provider", origin->provider);
    json_str(j, "account", origin->account);
    json_str(j, "model", origin->model);
    json_end(j);
}

static void write_parts(struct json_out *j, const parl_message *m)
{
    json_array(j, "parts");
    for (size_t i = 0; i < m->n_parts; i++)
        write_part(j, &m->parts[i]);
    json_end(j);
}

void message_write(struct json_out *j, const char *key, const parl_message *m)
{
    json_object(j, key);
    json_str(j, "role", "assistant");
    write_content(j, m);
    if (has_part(m, PARL_PART_REFUSAL))
        write_texts(j, "refusal", m, PARL_PART_REFUSAL);
    write_thinking(j, m);
    write_flat_audio(j, m);
    write_calls(j, m);
    write_unknown(j, span_of(m->extra),
                  (struct words){ ALL_OF(message_names) });
    write_origin(j, m->origin);
    if (!is_flat(m))
        write_parts(j, m);
    json_end(j);
}
