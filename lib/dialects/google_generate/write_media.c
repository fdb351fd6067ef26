/* dialects/google_generate/write_media.c -- attachments:
 *
 *   {"inlineData": {"mimeType": ..., "data": BASE64}}
 *   {"fileData": {"mimeType": ..., "fileUri": ...}}
 *
 * and, beside either, how closely it is looked at. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include "encoding/media.h"
#include "encoding/extra.h"

/* Pictures are taken in these forms; of sound and video there are too many to
 * say no to any. */
static const char pictures[] =
    "image/png image/jpeg image/webp image/heic image/heif";

static bool check_mime(struct generate *g, const struct generate_part *p,
                       struct span mime)
{
    if (mime.len < 6 || memcmp(mime.ptr, "image/", 6) != 0 ||
        span_in(mime, pictures))
        return true;
    refuse(g->e, PARL_UNSUPPORTED, p->field,
           "%s takes no %.*s; send png, jpeg, webp, heic or heif",
           g->e->to->provider->about, (int)(mime.len < 64 ? mime.len : 64),
           mime.ptr);
    return false;
}

static void write_name(struct generate *g, const struct generate_part *p)
{
    const char *name = p->part->media->name;

    if (name == NULL)
        return;
    if (g->e->to->provider->generate->names_files)
        json_str(g->out, "displayName", name);
    else
        dropped_member(g->e, p->field, "file/filename",
                       "%s has no names of files");
}

/* ---- as data ------------------------------------------------------------ */

bool generate_write_inline(struct generate *g, const struct generate_part *p)
{
    const parl_media *media = p->part->media;
    const struct span mime =
        media_mime(media, (enum parl_part_type)p->part->type);

    if (!check_mime(g, p, mime))
        return false;
    json_object(g->out, "inlineData");
    /* with its parameters: the rate of a sound */
    json_span(g->out, "mimeType",
              mime.ptr == media->mime_type ? span_of(media->mime_type) : mime);
    media_write_base64(g->e, "data", media);
    write_name(g, p);
    json_end(g->out);
    return true;
}

/* ---- by address --------------------------------------------------------- */

/* A video may be a page that plays one, whose address tells nothing. */
static struct span file_mime(struct generate *g, const struct generate_part *p)
{
    const parl_media *media = p->part->media;
    const struct span mime = media_url_mime(media);

    if (mime.ptr != NULL && media->mime_type == NULL && media->name == NULL)
        translated(g->e, p->field, "sent as %.*s: its address ends like that",
                   (int)mime.len, mime.ptr);
    if (mime.ptr != NULL || !g->e->to->provider->generate->needs_mime)
        return mime;
    if (p->part->type == PARL_PART_VIDEO) {
        translated(g->e, p->field, "sent as video/mp4: no mime_type was said");
        return SPAN("video/mp4");
    }
    refuse(g->e, PARL_INVALID_ARGUMENT, p->field,
           "%s wants the mime_type of a file by address, and this one does not "
           "show it; set mime_type",
           g->e->to->provider->about);
    return mime;
}

/* The address of a file: an id may be one itself, and may have its folder. */
static const char *file_uri(struct generate *g, const struct generate_part *p)
{
    const parl_media *media = p->part->media;
    const char *before = g->e->to->provider->generate->file_uri;
    const char *id = media->file_id;

    if (id == NULL)
        return media->url;
    if (strstr(id, "://") != NULL)
        return id;
    if (before == NULL) {
        refuse(g->e, PARL_UNSUPPORTED, p->field,
               "%s stores no files (file_id '%.64s'); send the data or an "
               "address",
               g->e->to->provider->about, id);
        return NULL;
    }
    if (strncmp(id, "files/", 6) == 0)
        id += 6;
    return pointer(g->e, "%s%s", before, id);
}

static bool write_file(struct generate *g, const struct generate_part *p)
{
    const char *uri = file_uri(g, p);
    const struct span mime = uri != NULL ? file_mime(g, p) : SPAN_NONE;

    if (uri == NULL || g->e->error.status != PARL_OK || !check_mime(g, p, mime))
        return false;
    json_object(g->out, "fileData");
    if (mime.ptr != NULL)
        json_span(g->out, "mimeType", mime);
    json_str(g->out, "fileUri", uri);
    write_name(g, p);
    json_end(g->out);
    return true;
}

/* ---- how closely it is looked at ----------------------------------------- */

const char *generate_resolution(struct generate *g, int resolution)
{
    static const char words[][sizeof("ULTRA_HIGH")] = { "", "LOW", "MEDIUM",
                                                        "HIGH", "ULTRA_HIGH" };

    return pointer(g->e, "MEDIA_RESOLUTION_%s", words[resolution]);
}

/* 0: the vendor may choose. */
static int resolution_of(int32_t detail)
{
    switch ((enum parl_detail)detail) {
    case PARL_DETAIL_UNSET:
    case PARL_DETAIL_AUTO:
        break;
    case PARL_DETAIL_LOW:
        return 1;
    case PARL_DETAIL_MEDIUM:
        return 2;
    case PARL_DETAIL_HIGH:
        return 3;
    case PARL_DETAIL_ORIGINAL:
    case PARL_DETAIL_ULTRA:
        return 4;
    }
    return 0;
}

/* The closest look is there for a picture alone, and not for all media. */
static int closest(const struct generate *g, const parl_part *part)
{
    enum { HIGH = 3, ULTRA = 4 };

    return part->type == PARL_PART_IMAGE && !g->e->to->facts->one_resolution
               ? ULTRA
               : HIGH;
}

/* The highest that any asks for holds for all. */
static void raise_resolution(struct generate *g, int resolution,
                             const char *field)
{
    if (resolution > g->resolution)
        g->resolution = resolution;
    translated_for_model(
        g->e, field,
        "%s has one resolution for all media: the highest is sent");
}

static void write_resolution(struct generate *g, const struct generate_part *p)
{
    const int wanted = resolution_of(p->part->media->detail);
    const int most = closest(g, p->part);
    const int sent = wanted < most ? wanted : most;
    const char *field = pointer(g->e, "%s/image_url/detail", p->field), *word;

    if (sent == 0)
        return;
    if (g->e->to->facts->one_resolution) {
        raise_resolution(g, sent, field);
        return;
    }
    word = generate_resolution(g, sent);
    json_object(g->out, "mediaResolution");
    json_str(g->out, "level", word);
    json_end(g->out);
    if (sent < wanted)
        translated(g->e, field, "sent as %s: more is for pictures alone", word);
}

/* ---- the whole ---------------------------------------------------------- */

bool generate_write_media(struct generate *g, const struct generate_part *p)
{
    const enum media_source source = media_source(p->part->media);
    const bool file = source == MEDIA_URL || source == MEDIA_FILE_ID;

    if (!(file ? write_file(g, p) : generate_write_inline(g, p)))
        return false;
    write_resolution(g, p);
    return true;
}

void generate_write_extra(struct generate *g, const struct generate_part *p)
{
    struct generate_own own = {
        .all = "videoMetadata audioMetadata documentMetadata mediaProcessing "
               "speechMetadata spreadsheetMetadata",
        .more = g->e->to->provider->generate->part_members,
        .field = p->field,
    };

    each_member(g->e, p->part->extra, generate_write_own, &own);
}

void generate_write_media_part(struct generate *g,
                               const struct generate_part *p)
{
    generate_open_turn(g, TURN_USER);
    json_object(g->out, NULL);
    if (generate_write_media(g, p))
        generate_write_extra(g, p);
    json_end(g->out);
}
