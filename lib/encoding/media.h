/* encoding/media.h -- what an attachment is, before a dialect says it in its
 * own way. */
#ifndef PARLANCE_MEDIA_H
#define PARLANCE_MEDIA_H

#include <stdbool.h>
#include <parlance/parlance.h>
#include "base/span.h"
#include "provider.h"

/* How closely a picture is to be looked at, in OpenAI's words, by parl_detail.
 */
extern const char *const detail_words[PARL_DETAIL_ULTRA + 1];

/* How an attachment comes. */
enum media_source {
    MEDIA_NONE, /* no source, or more than one */
    MEDIA_FILE_ID,
    MEDIA_URL,      /* an address that is no data: URL */
    MEDIA_DATA_URL, /* with base64 in it */
    MEDIA_BASE64,
    MEDIA_BYTES /* data, path or read: encoded while it is sent */
};

enum media_source media_source(const parl_media *media);

/* The MIME type: what was said, else what the data URL or the file's name
 * says, else the usual one of the kind.  Without parameters, and image/jpg as
 * image/jpeg. */
struct span media_mime(const parl_media *media, enum parl_part_type kind);

/* The MIME type of a file by address, or by id: what was said, else what the
 * end of a name tells; ptr NULL: unknown. */
struct span media_url_mime(const parl_media *media);

/* What a document is called: as was said, else the end of its path, else "file"
 * with the ending of its type, where that is known. */
const char *media_file_name(struct encoding *e, const parl_media *media);

/* Reports the name of a document that goes without one. */
void media_drop_name(struct encoding *e, const char *field,
                     const parl_media *media);

/* Reports how closely a picture is to be looked at, where that is no choice. */
void media_drop_detail(struct encoding *e, const char *field,
                       const parl_part *part);

/* What stands behind "base64," of a data URL; ptr NULL: it is none. */
struct span media_url_base64(const parl_media *media);

/* The bytes themselves, for a format that wants them as text: the caller's, or
 * a copy in the encoding's arena.  ptr NULL after a refusal, which names
 * `field`.  Not for MEDIA_URL, _FILE_ID. */
struct span media_bytes(struct encoding *e, const parl_media *media,
                        const char *field);

/* Writes the member `key`: a data URL, or the address itself. */
void media_write_url(struct encoding *e, const char *key,
                     const parl_media *media, enum parl_part_type kind);

/* Writes the member `key`: base64 alone.  Not for MEDIA_URL, _FILE_ID. */
void media_write_base64(struct encoding *e, const char *key,
                        const parl_media *media);

#endif
