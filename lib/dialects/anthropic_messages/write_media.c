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
#include "media.h"

static bool is_text(struct span mime)
{
    return (mime.len > 5 && memcmp(mime.ptr, "text/", 5) == 0) ||
           span_is(mime, "application/json");
}

/* ---- sources ------------------------------------------------------------ */

static void write_url(struct encoding *e, const parl_media *media)
{
    json_object(&e->out, "source");
    json_str(&e->out, "type", "url");
    json_str(&e->out, "url", media->url);
    json_end(&e->out);
}

static void write_file(struct encoding *e, const parl_media *media)
{
    messages_ask_beta(e, "files-api-2025-04-14");
    json_object(&e->out, "source");
    json_str(&e->out, "type", "file");
    json_str(&e->out, "file_id", media->file_id);
    json_end(&e->out);
}

static void write_data(struct encoding *e, const parl_media *media,
                       struct span mime)
{
    json_object(&e->out, "source");
    json_str(&e->out, "type", "base64");
    json_span(&e->out, "media_type", mime);
    media_write_base64(e, "data", media);
    json_end(&e->out);
}

/* A text stands in the body as text. */
static void write_plain(struct encoding *e, const parl_media *media,
                        const char *field)
{
    struct span text = media_bytes(e, media, field);

    if (text.ptr != NULL && !utf8_valid(text.ptr, text.len, NULL))
        refuse(e, PARL_INVALID_ARGUMENT, field, "a text that is not UTF-8");
    json_object(&e->out, "source");
    json_str(&e->out, "type", "text");
    json_str(&e->out, "media_type", "text/plain");
    json_span(&e->out, "data", text);
    json_end(&e->out);
}

/* False, after a refusal: by address, or by an id, where only data goes. */
static bool allows(struct encoding *e, enum media_source source,
                   const char *field)
{
    if (!e->to->provider->messages.data_only ||
        (source != MEDIA_URL && source != MEDIA_FILE_ID))
        return true;
    refuse(e, PARL_UNSUPPORTED, field, "%s takes nothing by %s; send its data",
           e->to->provider->about, source == MEDIA_URL ? "address" : "file_id");
    return false;
}

static void write_source(struct encoding *e, const parl_part *part,
                         struct span mime, const char *field)
{
    switch (media_source(part->media)) {
    case MEDIA_URL:
        write_url(e, part->media);
        break;
    case MEDIA_FILE_ID:
        write_file(e, part->media);
        break;
    case MEDIA_DATA_URL:
    case MEDIA_BASE64:
    case MEDIA_BYTES:
        if (part->type == PARL_PART_DOCUMENT && is_text(mime))
            write_plain(e, part->media, field);
        else
            write_data(e, part->media, mime);
        break;
    case MEDIA_NONE:
        break;
    }
}

/* ---- images ------------------------------------------------------------- */

static struct span image_mime(const parl_media *media)
{
    const struct span mime = media_mime(media, PARL_PART_IMAGE);

    return span_is(mime, "image/jpg") ? SPAN("image/jpeg") : mime;
}

static bool is_image(struct span mime)
{
    static const char *const types[] = { "image/jpeg", "image/png", "image/gif",
                                         "image/webp" };

    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (span_is(mime, types[i]))
            return true;
    }
    return false;
}

static void drop_detail(struct encoding *e, const parl_media *media,
                        const char *field)
{
    if (media->detail != PARL_DETAIL_UNSET && media->detail != PARL_DETAIL_AUTO)
        dropped(e, pointer(e, "%s/image_url/detail", field),
                "%s has no such choice", e->to->provider->about);
}

/* ---- documents ---------------------------------------------------------- */

static bool is_document(struct span mime)
{
    return is_text(mime) || span_is(mime, "application/pdf");
}

static void write_title(struct encoding *e, const parl_part *part)
{
    if (part->type == PARL_PART_DOCUMENT && part->media->name != NULL)
        json_str(&e->out, "title", part->media->name);
}

void messages_write_media(struct encoding *e, const parl_part *part,
                          const char *field)
{
    const bool image = part->type == PARL_PART_IMAGE;
    const enum media_source source = media_source(part->media);
    const struct span mime = image
                                 ? image_mime(part->media)
                                 : media_mime(part->media, PARL_PART_DOCUMENT);

    json_str(&e->out, "type", image ? "image" : "document");
    if (!allows(e, source, field))
        return;
    if (source != MEDIA_URL && source != MEDIA_FILE_ID &&
        !(image ? is_image(mime) : is_document(mime)))
        refuse(e, PARL_UNSUPPORTED, field, "%s takes no %s %.*s; send %s",
               e->to->provider->about, image ? "image of the type" : "document",
               (int)mime.len, mime.ptr,
               image ? "JPEG, PNG, GIF or WebP" : "a PDF or plain text");
    write_source(e, part, mime, field);
    write_title(e, part);
    if (image)
        drop_detail(e, part->media, field);
}
