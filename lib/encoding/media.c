/* encoding/media.c -- what an attachment is. */
#include "encoding/media.h"

#include <string.h>
#include "encoding/encoding.h"
#include "wire/base64.h"

const char *const detail_words[] = {
    [PARL_DETAIL_AUTO] = "auto",     [PARL_DETAIL_LOW] = "low",
    [PARL_DETAIL_HIGH] = "high",     [PARL_DETAIL_ORIGINAL] = "original",
    [PARL_DETAIL_MEDIUM] = "medium", [PARL_DETAIL_ULTRA] = "ultra",
};

#define OFFICE(kind) "application/vnd.openxmlformats-officedocument." kind
#define DOCX OFFICE("wordprocessingml.document")
#define XLSX OFFICE("spreadsheetml.sheet")
#define PPTX OFFICE("presentationml.presentation")

/* The end of a name, and what it tells. */
static const char endings[] =
    "png image/png jpg image/jpeg jpeg image/jpeg gif image/gif "
    "webp image/webp heic image/heic heif image/heif pdf application/pdf "
    "wav audio/wav mp3 audio/mpeg flac audio/flac ogg audio/ogg "
    "m4a audio/mp4 aac audio/aac aiff audio/aiff "
    "mp4 video/mp4 webm video/webm mov video/quicktime mpeg video/mpeg "
    "mpg video/mpg avi video/avi wmv video/wmv flv video/x-flv "
    "3gp video/3gpp txt text/plain "
    "md text/markdown csv text/csv html text/html json application/json "
    "docx " DOCX " xlsx " XLSX " pptx " PPTX " ";

static const char *usual_mime(enum parl_part_type kind)
{
    return kind == PARL_PART_AUDIO      ? "audio/wav"
           : kind == PARL_PART_VIDEO    ? "video/mp4"
           : kind == PARL_PART_DOCUMENT ? "application/pdf"
                                        : "image/png";
}

static bool is_data_url(const char *url)
{
    return is_like(url, "data:", 5);
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

/* The next word of a list, each of whose words has a blank behind it. */
static struct span next_word(const char **list)
{
    const struct span word = { *list, strcspn(*list, " ") };

    *list += word.len + 1;
    return word;
}

static struct span mime_of_ending(struct span name)
{
    for (const char *list = endings; *list != '\0';) {
        const struct span end = next_word(&list), mime = next_word(&list);

        if (name.len > end.len && name.ptr[name.len - end.len - 1] == '.' &&
            is_like(name.ptr + name.len - end.len, end.ptr, end.len))
            return mime;
    }
    return SPAN_NONE;
}

static struct span mime_of_name(const char *name)
{
    return mime_of_ending(span_of(name));
}

/* As vendors spell it: the case of its letters says nothing (RFC 2045, 5.1),
 * and image/jpg, which many say, is no type. */
static struct span as_registered(struct span mime)
{
    if (span_is_like(mime, "image/jpg"))
        return SPAN("image/jpeg");
    for (const char *list = endings; *list != '\0';) {
        const struct span known = next_word(&list);

        if (known.len == mime.len && is_like(known.ptr, mime.ptr, mime.len))
            return span_same(known, mime) ? mime : known;
    }
    return mime;
}

struct span media_url_mime(const parl_media *media)
{
    struct span url = span_of(media->url != NULL ? media->url : media->file_id);
    struct span mime = span_of(media->mime_type);

    if (mime.ptr == NULL || mime.len == 0)
        mime = mime_of_name(media->name);
    if (mime.ptr == NULL && url.ptr != NULL) {
        url.len = strcspn(url.ptr, "?#");
        mime = mime_of_ending(url);
    }
    return as_registered(mime);
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
    return as_registered(mime);
}

/* A name for what has none, with the ending of its type. */
static const char *usual_name(struct encoding *e, const parl_media *media)
{
    const struct span mime = media_source(media) == MEDIA_URL
                                 ? media_url_mime(media)
                                 : media_mime(media, PARL_PART_DOCUMENT);

    for (const char *list = endings; *list != '\0';) {
        const struct span end = next_word(&list);

        if (span_same(next_word(&list), mime))
            return pointer(e, "file.%.*s", (int)end.len, end.ptr);
    }
    return "file";
}

const char *media_file_name(struct encoding *e, const parl_media *media)
{
    const bool url = media->url != NULL && !is_data_url(media->url);
    const char *path = url ? media->url : media->path;
    const char *slash = path != NULL ? strrchr(path, '/') : NULL;

    if (media->name != NULL)
        return media->name;
    if (slash == NULL)
        return path != NULL ? path : usual_name(e, media);
    return url && (slash[1] == '\0' || strpbrk(slash, "?#") != NULL)
               ? usual_name(e, media)
               : slash + 1;
}

void media_drop_name(struct encoding *e, const char *field,
                     const parl_media *media)
{
    if (media->name != NULL)
        dropped_member(e, field, "file/filename",
                       "%s takes no name beside an address or an id");
}

void media_drop_detail(struct encoding *e, const char *field,
                       const parl_part *part)
{
    if (part->type == PARL_PART_IMAGE && part->media->detail > PARL_DETAIL_AUTO)
        dropped_member(e, field, "image_url/detail", "%s has no such choice");
}

struct span media_url_base64(const parl_media *media)
{
    const char *comma = media->url != NULL ? strchr(media->url, ',') : NULL;

    if (comma == NULL || !is_data_url(media->url) || comma - media->url < 12 ||
        !is_like(comma - 7, ";base64", 7))
        return SPAN_NONE;
    return span_of(comma + 1);
}

/* Without the ends of lines that some put into it: no vendor takes them. */
static void write_base64(struct encoding *e, struct span text)
{
    while (text.len > 0) {
        const char *stop = memchr(text.ptr, '\n', text.len);
        const size_t len = stop != NULL ? (size_t)(stop - text.ptr) : text.len;

        json_text_piece(&e->out, span_trimmed((struct span){ text.ptr, len }));
        text.ptr += len + (stop != NULL);
        text.len -= len + (stop != NULL);
    }
}

/* It is read after the request that it stands in is gone; only the bytes in
 * memory, and what a callback reads, stay the caller's. */
static const parl_media *kept(struct encoding *e, const parl_media *media)
{
    parl_media *copy = ARENA_NEW(e->arena, parl_media);

    if (copy == NULL)
        return media; /* the arena tells */
    *copy = *media;
    copy->path = arena_strdup(e->arena, media->path);
    return copy;
}

/* What shows the medium: a part of a message, or a result that holds it. */
static const char *medium_pointer(struct encoding *e, const parl_media *media)
{
    const parl_request *r = e->request;

    for (size_t i = 0; i < r->n_messages; i++) {
        for (size_t k = 0; k < r->messages[i].n_parts; k++) {
            const parl_part *part = &r->messages[i].parts[k];

            if (part->media == media)
                return part_pointer(e, i, k);
            for (size_t n = 0; n < part->n_parts; n++) {
                if (part->parts[n].media == media)
                    return inner_pointer(e, i, n);
            }
        }
    }
    return "/messages";
}

static void attach(struct encoding *e, const parl_media *media)
{
    struct error err = ERROR_INIT;

    if (e->error.status == PARL_OK &&
        body_attach(e->body, kept(e, media), &err) != PARL_OK)
        refuse(e, err.status, medium_pointer(e, media), "%s", err.message);
}

static void write_bytes(struct encoding *e, const parl_media *media)
{
    switch (media_source(media)) {
    case MEDIA_BASE64:
        write_base64(e, span_text(media->base64, media->base64_len));
        break;
    case MEDIA_BYTES:
        attach(e, media);
        break;
    case MEDIA_DATA_URL:
        write_base64(e, media_url_base64(media));
        break;
    case MEDIA_NONE:
    case MEDIA_FILE_ID:
    case MEDIA_URL:
        break;
    }
}

/* An address, or data that says its type itself, and nobody says another. */
static bool goes_as_it_is(const parl_media *media)
{
    return media->url != NULL &&
           (!is_data_url(media->url) ||
            (media->mime_type == NULL && strchr(";,", media->url[5]) == NULL));
}

void media_write_url(struct encoding *e, const char *key,
                     const parl_media *media, enum parl_part_type kind)
{
    if (goes_as_it_is(media)) {
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

/* ---- the bytes themselves ------------------------------------------------ */

static struct span decode(struct encoding *e, struct span base64,
                          const char *field)
{
    unsigned char *bytes =
        arena_alloc(e->arena, base64.len / 4 * 3 + 3); /* and a NUL */
    size_t len;

    if (bytes == NULL)
        return SPAN_NONE;
    if (base64_decode(base64.ptr, base64.len, bytes, &len))
        return (struct span){ (const char *)bytes, len };
    refuse(e, PARL_INVALID_ARGUMENT, field, "not base64");
    return SPAN_NONE;
}

/* A file, or what a callback gives: read as a body of its own. */
static struct span read_source(struct encoding *e, const parl_media *media,
                               const char *field)
{
    struct error err = ERROR_INIT;
    struct span bytes = SPAN_NONE;
    char *text = NULL;
    struct body body;
    uint64_t length = 0;
    size_t n = 0;

    body_init(&body, e->arena->mem, 0);
    if (body_attach(&body, media, &err) == PARL_OK)
        length = body_length(&body);
    if (length > e->body->text.limit)
        error_set(&err, PARL_TOO_LARGE, "larger than max_request_bytes");
    if (err.status == PARL_OK)
        text = arena_alloc(e->arena, (size_t)length + 1);
    if (text != NULL &&
        body_read(&body, text, (size_t)length, &n, &err) == PARL_OK)
        bytes = decode(e, (struct span){ text, n }, field);
    if (err.status != PARL_OK)
        refuse(e, err.status, field, "%s", err.message);
    body_release(&body);
    return bytes;
}

struct span media_bytes(struct encoding *e, const parl_media *media,
                        const char *field)
{
    switch (media_source(media)) {
    case MEDIA_BASE64:
        return decode(e, span_text(media->base64, media->base64_len), field);
    case MEDIA_DATA_URL:
        return decode(e, media_url_base64(media), field);
    case MEDIA_BYTES:
        if (media->data != NULL)
            return (struct span){ media->data, media->data_len };
        return read_source(e, media, field);
    case MEDIA_NONE:
    case MEDIA_FILE_ID:
    case MEDIA_URL:
        break;
    }
    return SPAN_NONE;
}
