/* dialects/bedrock_converse/write_media.c -- what is looked at, read or heard:
 *
 *   {"image": {"format", "source"}}, and "video" and "audio" alike
 *   {"document": {"format", "name", "source", "citations", "context"}}
 *
 * where a source is {"bytes": BASE64} or {"s3Location": {"uri"}}: nothing is
 * fetched from an address. */
#include "dialects/bedrock_converse/converse.h"

#include <string.h>
#include "encoding/media.h"
#include "encoding/extra.h"

/* What each kind of part is called, and the words for its formats.  Most of
 * them are what stands behind the slash of a MIME type, and at the end of a
 * file's name; where another word does, it stands before a "=". */
struct kind {
    int32_t type;
    unsigned lacks;
    const char *key; /* also for people */
    const char *words;
};

static const struct kind kinds[] = {
    { PARL_PART_IMAGE, LACKS_IMAGES, "image", "png jpeg gif webp jpg=jpeg" },
    { PARL_PART_DOCUMENT, LACKS_DOCUMENTS, "document",
      "pdf csv doc docx xls xlsx html txt md msword=doc "
      "vnd.openxmlformats-officedocument.wordprocessingml.document=docx "
      "vnd.ms-excel=xls "
      "vnd.openxmlformats-officedocument.spreadsheetml.sheet=xlsx "
      "htm=html plain=txt json=txt markdown=md x-markdown=md" },
    { PARL_PART_VIDEO, LACKS_VIDEO, "video",
      "mkv mov mp4 webm flv mpeg mpg wmv three_gp x-matroska=mkv "
      "quicktime=mov x-flv=flv x-ms-wmv=wmv 3gpp=three_gp 3gp=three_gp" },
    { PARL_PART_AUDIO, LACKS_AUDIO, "audio",
      "mp3 opus wav aac flac mp4 ogg mkv mka x-aac m4a mpga pcm webm "
      "x-matroska=mka mpeg=mp3 x-wav=wav wave=wav vnd.wave=wav x-m4a=m4a" },
};

static const struct kind *find_kind(int32_t type)
{
    size_t i = 0;

    while (i + 1 < sizeof(kinds) / sizeof(kinds[0]) && kinds[i].type != type)
        i++;
    return &kinds[i];
}

const char *converse_kind_word(const parl_part *part)
{
    const struct kind *kind = find_kind(part->type);

    return kind->type == part->type ? kind->key : "such part";
}

/* ---- formats ------------------------------------------------------------ */

/* The kind's word for what a MIME type, or a name, has behind the last `mark`;
 * ptr NULL: it has none. */
static struct span format_behind(const struct kind *kind, struct span said,
                                 char mark)
{
    const char *end = said.ptr + said.len, *begin = end;
    const char *word = kind->words;

    while (begin > said.ptr && begin[-1] != mark)
        begin--;
    while (begin > said.ptr && *word != '\0') {
        const size_t len = strcspn(word, " "), key = strcspn(word, " =");

        if (key == (size_t)(end - begin) && is_like(word, begin, key))
            return key == len ? (struct span){ word, len }
                              : (struct span){ word + key + 1, len - key - 1 };
        word += len + (word[len] == ' ');
    }
    return SPAN_NONE;
}

static bool is_s3(const parl_media *media)
{
    return media->url != NULL && strncmp(media->url, "s3://", 5) == 0;
}

/* "": it has none. */
static const char *name_of(const parl_media *media)
{
    return media->name != NULL   ? media->name
           : media->path != NULL ? media->path
           : is_s3(media)        ? media->url
                                 : "";
}

/* Did nobody say what type it is, so that a name tells more? */
static bool is_guess(const parl_media *media)
{
    return media->mime_type == NULL && (media->url == NULL || is_s3(media));
}

static bool ends_like_another(const struct kind *kind, struct span name)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (&kinds[i] != kind &&
            format_behind(&kinds[i], name, '.').ptr != NULL)
            return true;
    }
    return false;
}

/* At s3:// the end of the address tells, too. */
static struct span mime_of(const parl_part *part)
{
    const struct span told = is_s3(part->media) && is_guess(part->media)
                                 ? media_url_mime(part->media)
                                 : SPAN_NONE;

    return told.ptr != NULL
               ? told
               : media_mime(part->media, (enum parl_part_type)part->type);
}

static struct span find_format(struct encoding *e, const struct kind *kind,
                               const parl_part *part, const char *field)
{
    const parl_media *media = part->media;
    const struct span mime = mime_of(part);
    const struct span by_mime = format_behind(kind, mime, '/');
    const struct span name = span_of(name_of(media));
    const struct span by_name = format_behind(kind, name, '.');

    if (by_name.ptr != NULL && (by_mime.ptr == NULL || is_guess(media)))
        return by_name;
    if (is_guess(media) && ends_like_another(kind, name))
        refuse(e, PARL_UNSUPPORTED, field,
               "'%s' is no %s by its end; say what it is in mime_type",
               name.ptr, kind->key);
    if (by_mime.ptr == NULL)
        refuse(e, PARL_UNSUPPORTED, field, "%s takes no %s of type '%.*s'",
               e->to->provider->about, kind->key, (int)mime.len, mime.ptr);
    return by_mime;
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

/* Of a document two members more are known. */
static void write_document_member(struct encoding *e, const char *name,
                                  struct span value, void *field)
{
    if (span_is(value, "null"))
        return;
    if (word_in("citations context", name))
        json_raw_out(&e->out, name, value);
    else if (!is_unsaid(value))
        converse_drop_member(e, name, value, field);
}

void converse_write_media(struct converse_history *h, const parl_part *part,
                          const char *field)
{
    struct encoding *e = h->e;
    const struct kind *kind = find_kind(part->type);
    const parl_media *media = part->media;
    struct span format;

    if (converse_lacks(h->e, kind->lacks))
        refuse(e, PARL_UNSUPPORTED, field, "%s takes no %s", e->to->model,
               kind->key);
    if (!has_source(e, kind, media, field) ||
        (format = find_format(e, kind, part, field)).ptr == NULL)
        return;
    media_drop_detail(e, field, part);
    converse_open(e, kind->key);
    json_span(&e->out, "format", format);
    if (part->type == PARL_PART_DOCUMENT)
        json_str(&e->out, "name", converse_document_name(h, media));
    write_source(e, media);
    if (part->type == PARL_PART_DOCUMENT)
        each_member(e, part->extra, write_document_member, &field);
    converse_close(e);
}
