/* dialects/bedrock_converse/write_media.c -- what is looked at, read or heard:
 *
 *   {"image": {"format", "source"}}, and "video" and "audio" alike
 *   {"document": {"format", "name", "source", "citations", "context"}}
 *
 * where a source is {"bytes": BASE64} or {"s3Location": {"uri"}}: nothing is
 * fetched from an address. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include <strings.h>
#include "media.h"

struct format {
    const char *mime, *word;
};

static const struct format images[] = {
    { "image/png", "png" }, { "image/jpeg", "jpeg" }, { "image/jpg", "jpeg" },
    { "image/gif", "gif" }, { "image/webp", "webp" }, { NULL, NULL },
};

static const struct format documents[] = {
    { "application/pdf", "pdf" },
    { "text/csv", "csv" },
    { "application/csv", "csv" },
    { "application/msword", "doc" },
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "docx" },
    { "application/vnd.ms-excel", "xls" },
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "xlsx" },
    { "text/html", "html" },
    { "text/plain", "txt" },
    { "application/json", "txt" },
    { "text/markdown", "md" },
    { "text/x-markdown", "md" },
    { NULL, NULL },
};

static const struct format videos[] = {
    { "video/x-matroska", "mkv" }, { "video/quicktime", "mov" },
    { "video/mp4", "mp4" },        { "video/webm", "webm" },
    { "video/x-flv", "flv" },      { "video/mpeg", "mpeg" },
    { "video/mpg", "mpg" },        { "video/x-ms-wmv", "wmv" },
    { "video/3gpp", "three_gp" },  { NULL, NULL },
};

static const struct format sounds[] = {
    { "audio/mpeg", "mp3" },       { "audio/mp3", "mp3" },
    { "audio/opus", "opus" },      { "audio/wav", "wav" },
    { "audio/x-wav", "wav" },      { "audio/wave", "wav" },
    { "audio/vnd.wave", "wav" },   { "audio/aac", "aac" },
    { "audio/x-aac", "x-aac" },    { "audio/flac", "flac" },
    { "audio/mp4", "mp4" },        { "audio/m4a", "m4a" },
    { "audio/x-m4a", "m4a" },      { "audio/ogg", "ogg" },
    { "audio/x-matroska", "mka" }, { "audio/pcm", "pcm" },
    { "audio/webm", "webm" },      { NULL, NULL },
};

/* What each kind of part is called. */
struct kind {
    int32_t type;
    unsigned lacks;
    const char *key; /* also for people */
    const struct format *formats;
};

static const struct kind kinds[] = {
    { PARL_PART_IMAGE, LACKS_IMAGES, "image", images },
    { PARL_PART_DOCUMENT, LACKS_DOCUMENTS, "document", documents },
    { PARL_PART_VIDEO, LACKS_VIDEO, "video", videos },
    { PARL_PART_AUDIO, LACKS_AUDIO, "audio", sounds },
};

static const struct kind *find_kind(int32_t type)
{
    size_t i = 0;

    while (i + 1 < sizeof(kinds) / sizeof(kinds[0]) && kinds[i].type != type)
        i++;
    return &kinds[i];
}

/* ---- formats ------------------------------------------------------------ */

static const char *format_of_mime(const struct kind *kind, struct span mime)
{
    for (const struct format *f = kind->formats; f->mime != NULL; f++) {
        if (mime.len == strlen(f->mime) &&
            strncasecmp(mime.ptr, f->mime, mime.len) == 0)
            return f->word;
    }
    return NULL;
}

static bool is_s3(const parl_media *media)
{
    return media->url != NULL && strncmp(media->url, "s3://", 5) == 0;
}

/* The end of the file's name says it, where it is one of the words. */
static const char *format_of_name(const struct kind *kind,
                                  const parl_media *media)
{
    const char *name = media->name != NULL   ? media->name
                       : media->path != NULL ? media->path
                       : is_s3(media)        ? media->url
                                             : "";
    const char *dot = strrchr(name, '.');

    if (dot == NULL)
        return NULL;
    if (strcasecmp(dot + 1, "jpg") == 0)
        dot = ".jpeg";
    for (const struct format *f = kind->formats; f->mime != NULL; f++) {
        if (strcasecmp(dot + 1, f->word) == 0)
            return f->word;
    }
    return NULL;
}

/* What was said wins over the name, and the name over what is usual. */
static const char *find_format(struct encoding *e, const struct kind *kind,
                               const parl_part *part, const char *field)
{
    const parl_media *media = part->media;
    const struct span mime = media_mime(media, (enum parl_part_type)part->type);
    const bool said =
        media->mime_type != NULL || (media->url != NULL && !is_s3(media));
    const char *word = said ? format_of_mime(kind, mime) : NULL;

    if (word == NULL)
        word = format_of_name(kind, media);
    if (word == NULL && !said)
        word = format_of_mime(kind, mime);
    if (word == NULL)
        refuse(e, PARL_UNSUPPORTED, field, "%s takes no %s of type '%.*s'",
               e->to->provider->about, kind->key, (int)mime.len, mime.ptr);
    return word;
}

/* ---- sources ------------------------------------------------------------ */

static bool has_source(struct encoding *e, const struct kind *kind,
                       const parl_media *media, const char *field)
{
    const enum media_source source = media_source(media);

    if (source == MEDIA_URL && !is_s3(media))
        refuse(e, PARL_UNSUPPORTED, field,
               "%s fetches no %s from an address; send its data, or put it at "
               "s3://",
               e->to->provider->about, kind->key);
    else if (source == MEDIA_FILE_ID)
        refuse(e, PARL_UNSUPPORTED, field,
               "%s stores no files; send the data instead of file_id '%s'",
               e->to->provider->about, media->file_id);
    return e->error.status == PARL_OK;
}

static void write_source(struct encoding *e, const parl_media *media)
{
    json_object(&e->out, "source");
    if (is_s3(media)) {
        json_object(&e->out, "s3Location");
        json_str(&e->out, "uri", media->url);
        json_end(&e->out);
    } else {
        media_write_base64(e, "bytes", media);
    }
    json_end(&e->out);
}

/* ---- the whole ---------------------------------------------------------- */

static void drop_detail(struct encoding *e, const parl_media *media,
                        const char *field)
{
    if (media->detail != PARL_DETAIL_UNSET)
        dropped(e, pointer(e, "%s/image_url/detail", field),
                "%s has no such choice", e->to->provider->about);
}

/* Of a document two members more are known. */
static void write_document_member(struct encoding *e, const char *name,
                                  struct span value, void *field)
{
    if (word_in("citations context", name))
        json_raw_out(&e->out, name, value);
    else if (!span_is(value, "null"))
        dropped(e, pointer(e, "%s/%s", (const char *)field, name),
                "%s has no such member", e->to->provider->about);
}

void converse_write_media(struct converse_history *h, const parl_part *part,
                          const char *field)
{
    struct encoding *e = h->e;
    const struct kind *kind = find_kind(part->type);
    const char *format;

    if (converse_lacks(h, kind->lacks)) {
        refuse(e, PARL_UNSUPPORTED, field, "%s takes no %s", e->to->model,
               kind->key);
        return;
    }
    if (!has_source(e, kind, part->media, field))
        return;
    format = find_format(e, kind, part, field);
    if (format == NULL)
        return;
    drop_detail(e, part->media, field);
    json_object(&e->out, NULL);
    json_object(&e->out, kind->key);
    json_str(&e->out, "format", format);
    if (part->type == PARL_PART_DOCUMENT)
        json_str(&e->out, "name", converse_document_name(h, part->media));
    write_source(e, part->media);
    if (part->type == PARL_PART_DOCUMENT)
        each_member(e, part->extra, write_document_member,
                    arena_strdup(e->arena, field));
    json_end(&e->out);
    json_end(&e->out);
}
