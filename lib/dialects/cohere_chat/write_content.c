/* dialects/cohere_chat/write_content.c -- parts of a user's message:
 *
 *   {"type": "text", "text": ...}
 *   {"type": "image_url", "image_url": {"url": ..., "detail": ...}} */
#include "dialects/cohere_chat/cohere.h"

#include "encoding/media.h"
#include "encoding/extra.h"

void cohere_drop_extras(struct encoding *e, const parl_part *part,
                        const char *field)
{
    if (part->cache != PARL_CACHE_NONE)
        dropped_member(e, field, "cache_control", "%s has no cache marks");
    drop_part_extra(e, field, part);
}

void cohere_open_content(struct encoding *e, bool alone)
{
    if (!alone)
        json_array(&e->out, "content");
}

void cohere_close_content(struct encoding *e, bool alone)
{
    if (!alone)
        json_end(&e->out);
}

void cohere_write_text(struct encoding *e, bool alone, struct span text)
{
    if (!alone)
        json_typed(&e->out, NULL, "text");
    json_span(&e->out, alone ? "content" : "text", text);
    if (!alone)
        json_end(&e->out);
}

/* ---- images ------------------------------------------------------------- */

/* Says that Cohere takes no such thing, and what to send in its place. */
static void refuse_kind(struct encoding *e, const parl_part *part,
                        const char *field, const char *kind, const char *way)
{
    const struct span mime =
        media_mime(part->media, (enum parl_part_type)part->type);

    refuse(e, PARL_UNSUPPORTED, field, "Cohere takes no %s (%.*s): send %s",
           kind, (int)mime.len, mime.ptr, way);
}

static bool takes_image(struct encoding *e, const parl_part *part,
                        const char *field)
{
    static const char known[] = "image/png image/jpeg image/webp image/gif";
    const parl_media *media = part->media;
    const enum media_source source = media_source(media);
    const struct span mime = media_mime(media, PARL_PART_IMAGE);

    if (e->to->facts->no_images)
        refuse_for_model(e, field, "%s takes no image");
    else if (source == MEDIA_FILE_ID)
        refuse(e, PARL_UNSUPPORTED, field,
               "Cohere stores no files: send the data of the image");
    else if (source != MEDIA_URL && !span_in(mime, known))
        refuse(e, PARL_UNSUPPORTED, field,
               "Cohere takes no %.*s: send png, jpeg, webp or gif",
               (int)mime.len, mime.ptr);
    else
        return true;
    return false;
}

static void write_image(struct encoding *e, const parl_part *part,
                        const char *field)
{
    const parl_media *media = part->media;
    const bool most = media->detail == PARL_DETAIL_ORIGINAL;

    if (!takes_image(e, part, field))
        return;
    json_typed(&e->out, NULL, "image_url");
    json_object(&e->out, "image_url");
    media_write_url(e, "url", media, PARL_PART_IMAGE);
    if (most)
        translated(e, pointer(e, "%s/image_url/detail", field),
                   "sent as high, the most that Cohere has");
    if (media->detail != PARL_DETAIL_UNSET)
        json_str(&e->out, "detail",
                 detail_words[most ? PARL_DETAIL_HIGH : media->detail]);
    json_end(&e->out);
    json_end(&e->out);
}

/* ---- parts -------------------------------------------------------------- */

void cohere_write_part(struct encoding *e, bool alone, const parl_part *part,
                       const char *field)
{
    cohere_drop_extras(e, part, field);
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
        cohere_write_text(e, alone, part_text(part));
        break;
    case PARL_PART_IMAGE:
        write_image(e, part, field);
        break;
    case PARL_PART_AUDIO:
        refuse_kind(e, part, field, "audio", "what it says");
        break;
    case PARL_PART_VIDEO:
        refuse_kind(e, part, field, "video", "images of it");
        break;
    case PARL_PART_DOCUMENT:
        refuse_kind(e, part, field, "documents", "their text");
        break;
    case PARL_PART_OPAQUE:
        dropped(e, field, "Cohere takes no such item of a user");
        break;
    case PARL_PART_REFUSAL: /* not here: they are an assistant's */
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
        break;
    }
}
