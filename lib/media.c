/* media.c -- what an attachment is. */
#include "media.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *ending, *mime;
} endings[] = {
    { "png", "image/png" },       { "jpg", "image/jpeg" },
    { "jpeg", "image/jpeg" },     { "gif", "image/gif" },
    { "webp", "image/webp" },     { "heic", "image/heic" },
    { "pdf", "application/pdf" }, { "wav", "audio/wav" },
    { "mp3", "audio/mpeg" },      { "flac", "audio/flac" },
    { "ogg", "audio/ogg" },       { "m4a", "audio/mp4" },
    { "mp4", "video/mp4" },       { "webm", "video/webm" },
    { "mov", "video/quicktime" }, { "txt", "text/plain" },
    { "md", "text/markdown" },    { "csv", "text/csv" },
    { "html", "text/html" },      { "json", "application/json" },
};

static const char *usual_mime(enum parl_part_type kind)
{
    return kind == PARL_PART_AUDIO      ? "audio/wav"
           : kind == PARL_PART_VIDEO    ? "video/mp4"
           : kind == PARL_PART_DOCUMENT ? "application/pdf"
                                        : "image/png";
}

static bool is_data_url(const char *url)
{
    return strncasecmp(url, "data:", 5) == 0;
}

enum media_source media_source(const parl_media *media)
{
    const bool has_bytes = media->data || media->path || media->read;
    const int n = (media->file_id != NULL) + (media->url != NULL) +
                  (media->base64 != NULL) + (media->data != NULL) +
                  (media->path != NULL) + (media->read != NULL);

    if (n != 1)
        return MEDIA_NONE;
    if (has_bytes)
        return MEDIA_BYTES;
    if (media->file_id != NULL)
        return MEDIA_FILE_ID;
    if (media->base64 != NULL)
        return MEDIA_BASE64;
    return is_data_url(media->url) ? MEDIA_DATA_URL : MEDIA_URL;
}

static struct span mime_of_name(const char *name)
{
    const char *dot = name != NULL ? strrchr(name, '.') : NULL;

    if (dot == NULL)
        return SPAN_NONE;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        if (strcasecmp(dot + 1, endings[i].ending) == 0)
            return span_of(endings[i].mime);
    }
    return SPAN_NONE;
}

struct span media_mime(const parl_media *media, enum parl_part_type kind)
{
    struct span mime = span_of(media->mime_type);

    if (mime.ptr == NULL && media->url != NULL && is_data_url(media->url))
        mime = (struct span){ media->url + 5, strcspn(media->url + 5, ";,") };
    if (mime.ptr == NULL || mime.len == 0)
        mime = mime_of_name(media->name);
    if (mime.ptr == NULL)
        mime = mime_of_name(media->path);
    if (mime.ptr == NULL)
        mime = span_of(usual_mime(kind));
    for (size_t i = 0; i < mime.len; i++) {
        if (mime.ptr[i] == ';')
            mime.len = i;
    }
    return mime;
}

const char *media_file_name(const parl_media *media)
{
    const char *slash = media->path != NULL ? strrchr(media->path, '/') : NULL;

    if (media->name != NULL)
        return media->name;
    if (slash != NULL)
        return slash + 1;
    return media->path != NULL ? media->path : "file.pdf";
}

struct span media_url_base64(const parl_media *media)
{
    const char *comma = media->url != NULL ? strchr(media->url, ',') : NULL;

    if (comma == NULL || !is_data_url(media->url) || comma - media->url < 12 ||
        strncasecmp(comma - 7, ";base64", 7) != 0)
        return SPAN_NONE;
    return span_of(comma + 1);
}

static void write_bytes(struct encoding *e, const parl_media *media)
{
    switch (media_source(media)) {
    case MEDIA_BASE64:
        json_text_piece(&e->out, span_text(media->base64, media->base64_len));
        break;
    case MEDIA_BYTES:
        body_attach(e->body, media);
        break;
    case MEDIA_DATA_URL:
        json_text_piece(&e->out, media_url_base64(media));
        break;
    case MEDIA_NONE:
    case MEDIA_FILE_ID:
    case MEDIA_URL:
        break;
    }
}

void media_write_url(struct encoding *e, const char *key,
                     const parl_media *media, enum parl_part_type kind)
{
    if (media->url != NULL) {
        json_str(&e->out, key, media->url);
        return;
    }
    json_text_open(&e->out, key);
    json_text_piece(&e->out, SPAN("data:"));
    json_text_piece(&e->out, media_mime(media, kind));
    json_text_piece(&e->out, SPAN(";base64,"));
    write_bytes(e, media);
    json_text_close(&e->out);
}

void media_write_base64(struct encoding *e, const char *key,
                        const parl_media *media)
{
    json_text_open(&e->out, key);
    write_bytes(e, media);
    json_text_close(&e->out);
}
