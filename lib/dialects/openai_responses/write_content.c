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
#include "media.h"

void responses_drop_mark(struct encoding *e, int32_t cache, const char *field)
{
    if (cache != PARL_CACHE_NONE)
        dropped_for_vendor(e, pointer(e, "%s/cache_control", field),
                           "%s caches by itself, without marks");
}

static bool allows(struct encoding *e, const struct responses_content *c,
                   unsigned kind, const char *what)
{
    const struct provider *provider = e->to->provider;

    if ((provider->responses.refuses & kind) == 0)
        return true;
    refuse(e, PARL_UNSUPPORTED, c->field, "%s takes no %s here",
           provider->about, what);
    return false;
}

static void end_part(struct encoding *e, const struct responses_content *c)
{
    if (chat_has_useless_mark(e, c->part))
        drop_part_extra(e, c->field, c->part);
    else
        json_splice(&e->out, span_of(c->part->extra));
    json_end(&e->out);
}

static void write_text(struct encoding *e, const struct responses_content *c)
{
    json_typed(&e->out, NULL, "input_text");
    json_span(&e->out, "text", part_text(c->part));
    end_part(e, c);
}

static void write_image(struct encoding *e, const struct responses_content *c)
{
    const parl_media *media = c->part->media;
    const enum media_source source = media_source(media);

    if (source == MEDIA_FILE_ID &&
        !allows(e, c, TAKES_IMAGE_ID, "image by file_id (send its data)"))
        return;
    if (source != MEDIA_FILE_ID && !chat_allows_type(e, c->part, c->field))
        return;
    json_typed(&e->out, NULL, "input_image");
    if (source == MEDIA_FILE_ID)
        json_str(&e->out, "file_id", media->file_id);
    else
        media_write_url(e, "image_url", media, PARL_PART_IMAGE);
    if (media->detail != PARL_DETAIL_UNSET)
        json_str(&e->out, "detail", detail_words[media->detail]);
    end_part(e, c);
}

static bool allows_file(struct encoding *e, const struct responses_content *c,
                        enum media_source source)
{
    if (source == MEDIA_FILE_ID)
        return allows(e, c, TAKES_FILE_ID, "documents by file_id");
    if (source == MEDIA_URL)
        return allows(e, c, TAKES_FILE_URL, "documents by address");
    return allows(e, c, TAKES_FILE, "documents (PDF and the like)");
}

static void write_file(struct encoding *e, const struct responses_content *c)
{
    const parl_media *media = c->part->media;
    const enum media_source source = media_source(media);

    if (!allows_file(e, c, source))
        return;
    json_typed(&e->out, NULL, "input_file");
    if (source == MEDIA_FILE_ID) {
        json_str(&e->out, "file_id", media->file_id);
    } else if (source == MEDIA_URL) {
        json_str(&e->out, "file_url", media->url);
    } else {
        json_str(&e->out, "filename", media_file_name(media));
        media_write_url(e, "file_data", media, PARL_PART_DOCUMENT);
    }
    end_part(e, c);
}

static void refuse_part(struct encoding *e, const struct responses_content *c,
                        const char *what)
{
    refuse(e, PARL_UNSUPPORTED, c->field,
           "%s is not to be had through the dialect openai_responses", what);
}

void responses_write_part(struct encoding *e, const struct responses_content *c)
{
    responses_drop_mark(e, c->part->cache, c->field);
    switch ((enum parl_part_type)c->part->type) {
    case PARL_PART_TEXT:
        write_text(e, c);
        break;
    case PARL_PART_IMAGE:
        write_image(e, c);
        break;
    case PARL_PART_AUDIO:
        refuse_part(e, c, "audio");
        break;
    case PARL_PART_VIDEO:
        refuse_part(e, c, "video");
        break;
    case PARL_PART_DOCUMENT:
        write_file(e, c);
        break;
    case PARL_PART_OPAQUE:
        json_raw_out(&e->out, NULL, part_text(c->part));
        break;
    case PARL_PART_REFUSAL: /* the rest are items of their own */
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
    case PARL_PART_TOOL_RESULT:
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
        break;
    }
}
