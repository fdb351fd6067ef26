/* api/json_message_out.c -- an assistant message in the JSON dialect.
 *
 * It is written in OpenAI's flat form, which every client of that dialect
 * reads: thinking, content, refusal, sound and calls, each in its member.
 * Where that loses something, the order of the parts for one, the message has
 * them in `parts` as well, as they are (api/json_parts.c). */
#include "api/response_json.h"

#include <string.h>
#include "encoding/media.h"

/* ---- kinds of parts ----------------------------------------------------- */

/* The flat form has rooms, in this order. */
enum room { IN_BLOCKS, IN_CONTENT, IN_REFUSAL, IN_AUDIO, IN_CALLS, NOWHERE };

static const struct form {
    const char *type; /* NULL: no answer holds one of these */
    const char *key;  /* of its text */
    enum room room;
} forms[] = {
    [PARL_PART_TEXT] = { "text", "text", IN_CONTENT },
    [PARL_PART_REFUSAL] = { "refusal", "refusal", IN_REFUSAL },
    [PARL_PART_IMAGE] = { "image_url", NULL, NOWHERE },
    [PARL_PART_AUDIO] = { "audio", "transcript", IN_AUDIO },
    [PARL_PART_VIDEO] = { "video_url", NULL, NOWHERE },
    [PARL_PART_DOCUMENT] = { NULL, NULL, NOWHERE },
    [PARL_PART_TOOL_CALL] = { "tool_call", "arguments", IN_CALLS },
    [PARL_PART_TOOL_RESULT] = { NULL, NULL, NOWHERE },
    [PARL_PART_THINKING] = { "thinking", "thinking", IN_BLOCKS },
    [PARL_PART_REDACTED_THINKING] = { "redacted_thinking", "data", IN_BLOCKS },
    [PARL_PART_OPAQUE] = { "opaque", "item", NOWHERE },
    [PARL_PART_CUSTOM_CALL] = { "custom_call", "input", IN_CALLS },
};

static const struct form *form_of(const parl_part *part)
{
    const size_t type = (size_t)part->type;

    return &forms[type < sizeof(forms) / sizeof(forms[0]) ? type
                                                          : PARL_PART_DOCUMENT];
}

static enum room room_of(const parl_part *part)
{
    return form_of(part)->room;
}

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

static void write_signature(struct json_out *j, const char *key,
                            const parl_part *part)
{
    if (part->signature != NULL)
        json_span(j, key, span_text(part->signature, part->signature_len));
}

static void write_cache(struct json_out *j, int32_t cache)
{
    if (cache == PARL_CACHE_NONE)
        return;
    json_typed(j, "cache_control", "ephemeral");
    if (cache == PARL_CACHE_5M || cache == PARL_CACHE_1H)
        json_str(j, "ttl", cache_ttls.word[cache]);
    json_end(j);
}

void part_end(struct json_out *j, const parl_part *part)
{
    write_cache(j, part->cache);
    json_splice(j, span_of(part->extra));
    json_end(j);
}

void part_end_marked(struct json_out *j, const parl_part *part)
{
    write_id(j, part);
    write_signature(j, "signature", part);
    part_end(j, part);
}

/* The members of sound that the model made, and the end of the object. */
static void write_audio(struct json_out *j, const parl_part *part)
{
    const parl_media *media = part->media;

    write_id(j, part);
    if (media != NULL && media->base64 != NULL)
        json_span(j, "data", span_text(media->base64, media->base64_len));
    if (media != NULL && media->mime_type != NULL)
        json_str(j, "mime_type", media->mime_type);
    if (part->text != NULL)
        json_span(j, "transcript", text_of(part));
    write_signature(j, "signature", part);
    part_end(j, part);
}

/* What the model made, as users send it. */
static void write_picture(struct json_out *j, const parl_part *part,
                          const char *type)
{
    const parl_media *media = part->media;

    json_object(j, type);
    if (media != NULL && media->base64 != NULL) {
        json_text_open(j, "url");
        json_text_piece(j, SPAN("data:"));
        json_text_piece(j, media_mime(media, (enum parl_part_type)part->type));
        json_text_piece(j, SPAN(";base64,"));
        json_text_piece(j, span_text(media->base64, media->base64_len));
        json_text_close(j);
    } else {
        json_str(j, "url", media != NULL ? media->url : NULL);
    }
    json_end(j);
    write_signature(j, "signature", part);
    part_end(j, part);
}

static void write_call(struct json_out *j, const parl_part *part,
                       const char *key)
{
    write_id(j, part);
    json_str(j, "name", part->name);
    json_span(j, key, text_of(part));
    write_signature(j, "signature", part);
    part_end(j, part);
}

void part_write(struct json_out *j, const parl_part *part)
{
    const struct form *form = form_of(part);

    if (form->type == NULL)
        return;
    json_typed(j, NULL, form->type);
    if (form->key == NULL) {
        write_picture(j, part, form->type);
    } else if (form->room == IN_AUDIO) {
        write_audio(j, part);
    } else if (form->room == IN_CALLS) {
        write_call(j, part, form->key);
    } else {
        if (part->type == PARL_PART_OPAQUE)
            json_raw_out(j, form->key, text_of(part));
        else
            json_span(j, form->key, text_of(part));
        part_end_marked(j, part);
    }
}

/* ---- does the flat form say it all? ------------------------------------- */

/* Nothing but its text, which is not empty? */
static bool is_bare(const parl_part *part)
{
    return text_of(part).len > 0 && part->id == NULL &&
           part->signature == NULL && part->extra == NULL &&
           part->cache == PARL_CACHE_NONE;
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

static bool is_among(struct words names, const struct json_text *name)
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

    json_open_object(&in, object);
    while (json_next_member(&in, &name)) {
        const struct span value = json_raw(&in);

        if (!is_among(known, &name))
            json_member_out(j, name.raw, value);
    }
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

/* The texts of all parts of a type, as one; false, and nothing is written,
 * where there are none.  Thinking without a text is none. */
static bool write_texts(struct json_out *j, const char *key,
                        const parl_message *m, enum parl_part_type type)
{
    bool open = false;

    for (size_t i = 0; i < m->n_parts; i++) {
        const struct span text = text_of(&m->parts[i]);

        if (m->parts[i].type != (int32_t)type ||
            (type == PARL_PART_THINKING && text.len == 0))
            continue;
        if (!open)
            json_text_open(j, key);
        open = true;
        json_text_piece(j, text);
    }
    if (open)
        json_text_close(j);
    return open;
}

static void write_content(struct json_out *j, const parl_message *m,
                          const parl_part *answer)
{
    if (answer == NULL && write_texts(j, "content", m, PARL_PART_TEXT))
        return;
    if (answer != NULL)
        json_span(j, "content", text_of(answer));
    else if (m->n_parts == 0 && m->text != NULL)
        json_span(j, "content", span_text(m->text, m->text_len));
    else
        json_null(j, "content");
}

/* A list of the parts in `room`, or, where that is NOWHERE, of all; nothing
 * where there are none. */
static void write_list(struct json_out *j, const char *key,
                       const parl_message *m, enum room room,
                       void (*write)(struct json_out *j, const parl_part *part))
{
    bool open = false;

    for (size_t i = 0; i < m->n_parts; i++) {
        if (room != NOWHERE && room_of(&m->parts[i]) != room)
            continue;
        if (!open)
            json_array(j, key);
        open = true;
        write(j, &m->parts[i]);
    }
    if (open)
        json_end(j);
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

static void write_flat_audio(struct json_out *j, const parl_message *m)
{
    for (size_t i = 0; i < m->n_parts; i++) {
        if (m->parts[i].type != PARL_PART_AUDIO)
            continue;
        json_object(j, "audio");
        write_audio(j, &m->parts[i]);
        return;
    }
}

static void write_flat_call(struct json_out *j, const parl_part *part)
{
    const char *kind =
        part->type == PARL_PART_CUSTOM_CALL ? "custom" : "function";

    json_object(j, NULL);
    write_id(j, part);
    json_str(j, "type", kind);
    json_object(j, kind);
    json_str(j, "name", part->name);
    json_span(j, form_of(part)->key, text_of(part));
    json_end(j);
    if (part->signature != NULL) {
        json_object(j, "provider_specific_fields");
        write_signature(j, "thought_signature", part);
        json_end(j);
    }
    part_end(j, part);
}

static void write_maker(struct json_out *j, const char *key, const char *text)
{
    if (text != NULL)
        json_str(j, key, text);
}

/* What is not known of it stays so: by what is, signatures are kept from
 * others. */
static void write_origin(struct json_out *j, const parl_origin *origin)
{
    if (origin == NULL)
        return;
    json_object(j, "origin");
    write_maker(j, "provider", origin->provider);
    write_maker(j, "account", origin->account);
    write_maker(j, "model", origin->model);
    json_end(j);
}

void message_write(struct json_out *j, const char *key, const parl_message *m,
                   const parl_part *answer)
{
    json_object(j, key);
    if (m->name != NULL)
        json_str(j, "name", m->name);
    json_str(j, "role", "assistant");
    write_content(j, m, answer);
    write_texts(j, "refusal", m, PARL_PART_REFUSAL);
    write_texts(j, "reasoning_content", m, PARL_PART_THINKING);
    if (has_blocks(m))
        write_list(j, "thinking_blocks", m, IN_BLOCKS, part_write);
    write_flat_audio(j, m);
    write_list(j, "tool_calls", m, IN_CALLS, write_flat_call);
    write_unknown(j, span_of(m->extra),
                  (struct words){ ALL_OF(message_names) });
    write_origin(j, m->origin);
    if (!is_flat(m))
        write_list(j, "parts", m, NOWHERE, part_write);
    json_end(j);
}
