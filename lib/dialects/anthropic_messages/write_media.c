/* dialects/anthropic_messages/write_media.c -- images and documents:
 *
 *   {"type": "image" | "document", "source": SOURCE, "title"}
 *   {"type": "base64", "media_type": ..., "data": BASE64}
 *   {"type": "text", "media_type": "text/plain", "data": TEXT}
 *   {"type": "url", "url": ...}, {"type": "file", "file_id": ...}
 *
 * There are no others: sound and film are refused. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>
#include "encoding/media.h"

static const char image_types[] = "image/jpeg image/png image/gif image/webp";

/* ---- what it is --------------------------------------------------------- */

static const char *type_of(struct encoding *e, const parl_part *part)
{
    const struct span mime =
        media_mime(part->media, (enum parl_part_type)part->type);
    const char *type = arena_text(e->arena, mime.ptr, mime.len);

    return type != NULL ? type : "";
}

static bool is_text(const char *type)
{
    return strncmp(type, "text/", 5) == 0 ||
           strcmp(type, "application/json") == 0;
}

static bool takes_type(const parl_part *part, const char *type)
{
    if (part->type == PARL_PART_IMAGE)
        return word_in(image_types, type);
    return is_text(type) || strcmp(type, "application/pdf") == 0;
}

/* ---- sources ------------------------------------------------------------ */

/* By address, or by an id. */
static void write_reference(struct encoding *e, const struct messages_block *b)
{
    const parl_media *media = b->part->media;
    const bool stored = media->file_id != NULL;

    if (extras_of(e->to->provider)->messages.data_only) {
        refuse_for_vendor(e, messages_field(e, b),
                          stored
                              ? "%s takes nothing by file_id; send its data"
                              : "%s takes nothing by address; send its data");
        return;
    }
    if (stored)
        messages_ask_beta(e, "files-api-2025-04-14");
    json_typed(&e->out, "source", stored ? "file" : "url");
    json_str(&e->out, stored ? "file_id" : "url",
             stored ? media->file_id : media->url);
    json_end(&e->out);
}

/* A text stands in the body as text. */
static void write_plain(struct encoding *e, const struct messages_block *b)
{
    const char *field = messages_field(e, b);
    const struct span text = media_bytes(e, b->part->media, field);

    if (text.ptr != NULL && !utf8_valid(text.ptr, text.len, NULL))
        refuse(e, PARL_INVALID_ARGUMENT, field, "a text that is not UTF-8");
    json_typed(&e->out, "source", "text");
    json_str(&e->out, "media_type", "text/plain");
    json_span(&e->out, "data", text);
    json_end(&e->out);
}

static void write_data(struct encoding *e, const struct messages_block *b,
                       const char *type)
{
    if (b->part->type == PARL_PART_DOCUMENT && is_text(type)) {
        write_plain(e, b);
        return;
    }
    json_typed(&e->out, "source", "base64");
    json_str(&e->out, "media_type", type);
    media_write_base64(e, "data", b->part->media);
    json_end(&e->out);
}

static void write_source(struct encoding *e, const struct messages_block *b)
{
    const enum media_source source = media_source(b->part->media);
    const bool image = b->part->type == PARL_PART_IMAGE;
    const char *type = type_of(e, b->part);

    if (source == MEDIA_URL || source == MEDIA_FILE_ID)
        write_reference(e, b);
    else if (takes_type(b->part, type))
        write_data(e, b, type);
    else
        refuse(e, PARL_UNSUPPORTED, messages_field(e, b),
               "%s takes no %s %s; send %s", e->to->provider->about,
               image ? "image of the type" : "document", type,
               image ? "JPEG, PNG, GIF or WebP" : "a PDF or plain text");
}

/* ---- the whole ---------------------------------------------------------- */

void messages_write_media(struct encoding *e, const struct messages_block *b)
{
    const char *name = b->part->media->name;
    const bool image = b->part->type == PARL_PART_IMAGE;

    json_str(&e->out, "type", image ? "image" : "document");
    write_source(e, b);
    if (!image && name != NULL && name[0] != '\0' &&
        json_find_in(b->part->extra, "title").ptr == NULL)
        json_str(&e->out, "title", name);
    if (image)
        media_drop_detail(e, messages_field(e, b), b->part);
}
