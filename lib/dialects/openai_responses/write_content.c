/* dialects/openai_responses/write_content.c -- what users and tools give:
 *
 *   {"type": "input_text", "text": ...}
 *   {"type": "input_image", "image_url": ADDRESS, "detail": ...}
 *   {"type": "input_file", "filename": ..., "file_data": DATA URL}
 *
 * or, of pictures and files, "file_id", and of files "file_url".  There is no
 * sound and no video. */
#include "dialects/openai_responses/responses.h"

#include "dialects/openai_chat/chat.h"
#include "encoding/media.h"
#include "encoding/extra.h"

void responses_drop_mark(struct encoding *e, int32_t cache, const char *field)
{
    if (cache != PARL_CACHE_NONE)
        dropped_member(e, field, "cache_control",
                       "%s caches by itself, without marks");
}

/* Does the vendor take this kind?  If not, it is refused. */
static bool allows(struct encoding *e, const char *field, unsigned kind,
                   const char *what)
{
    const struct provider *provider = e->to->provider;

    if ((provider->responses->refuses & kind) == 0)
        return true;
    refuse(e, PARL_UNSUPPORTED, field, "%s takes no %s here", provider->about,
           what);
    return false;
}

void responses_open_text(struct encoding *e, struct span text)
{
    json_typed(&e->out, NULL, "input_text");
    json_span(&e->out, "text", text);
}

static bool open_image(struct encoding *e, const parl_part *part,
                       const char *field)
{
    const parl_media *media = part->media;
    const bool by_id = media_source(media) == MEDIA_FILE_ID;

    if (by_id ? !allows(e, field, TAKES_IMAGE_ID,
                        "image by file_id (send its data)")
              : !chat_allows_type(e, part, field))
        return false;
    json_typed(&e->out, NULL, "input_image");
    if (by_id)
        json_str(&e->out, "file_id", media->file_id);
    else
        media_write_url(e, "image_url", media, PARL_PART_IMAGE);
    if (media->detail != PARL_DETAIL_UNSET)
        json_str(&e->out, "detail", detail_words[media->detail]);
    return true;
}

static bool allows_file(struct encoding *e, const char *field,
                        enum media_source source)
{
    if (source == MEDIA_FILE_ID)
        return allows(e, field, TAKES_FILE_ID, "documents by file_id");
    if (source == MEDIA_URL)
        return allows(e, field, TAKES_FILE_URL, "documents by address");
    return allows(e, field, TAKES_FILE, "documents (PDF and the like)");
}

static void write_file_detail(struct encoding *e, int32_t detail,
                              const char *field)
{
    const bool closest = detail == PARL_DETAIL_ORIGINAL;

    if (closest)
        translated_for_vendor(e, pointer(e, "%s/image_url/detail", field),
                              "sent as high: %s has no more for documents");
    if (detail != PARL_DETAIL_UNSET)
        json_str(&e->out, "detail",
                 detail_words[closest ? PARL_DETAIL_HIGH : detail]);
}

static bool open_file(struct encoding *e, const parl_part *part,
                      const char *field)
{
    const parl_media *media = part->media;
    const enum media_source source = media_source(media);

    if (!allows_file(e, field, source))
        return false;
    json_typed(&e->out, NULL, "input_file");
    if (source == MEDIA_FILE_ID || source == MEDIA_URL)
        media_drop_name(e, field, media);
    if (source == MEDIA_FILE_ID) {
        json_str(&e->out, "file_id", media->file_id);
    } else if (source == MEDIA_URL) {
        json_str(&e->out, "file_url", media->url);
    } else {
        json_str(&e->out, "filename", media_file_name(e, media));
        media_write_url(e, "file_data", media, PARL_PART_DOCUMENT);
    }
    write_file_detail(e, media->detail, field);
    return true;
}

static bool refuse_part(struct encoding *e, const char *field, const char *what)
{
    refuse(e, PARL_UNSUPPORTED, field,
           "%s is not to be had through the dialect openai_responses", what);
    return false;
}

/* Begins the object that the part becomes; false: it becomes none. */
static bool open_part(struct encoding *e, const parl_part *part,
                      const char *field)
{
    switch ((enum parl_part_type)part->type) {
    case PARL_PART_TEXT:
        responses_open_text(e, part_text(part));
        return true;
    case PARL_PART_IMAGE:
        return open_image(e, part, field);
    case PARL_PART_AUDIO:
        return refuse_part(e, field, "audio");
    case PARL_PART_VIDEO:
        return refuse_part(e, field, "video");
    case PARL_PART_DOCUMENT:
        return open_file(e, part, field);
    case PARL_PART_OPAQUE:
        json_raw_out(&e->out, NULL, part_text(part));
        return false;
    case PARL_PART_REFUSAL: /* the rest are items of their own */
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
        break;
    }
    return false;
}

void responses_write_part(struct encoding *e, const parl_part *part,
                          const char *field)
{
    responses_drop_mark(e, part->cache, field);
    if (!open_part(e, part, field))
        return;
    if (chat_has_useless_mark(e, part))
        drop_part_extra(e, field, part);
    else
        json_splice(&e->out, span_of(part->extra));
    json_end(&e->out);
}
