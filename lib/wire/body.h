/* wire/body.h -- the body of a request: text in memory, and attachments that
 * stay where they are and are base64-encoded while the body is read.
 *
 * The length is known before the first byte is read. */
#ifndef PARLANCE_WIRE_BODY_H
#define PARLANCE_WIRE_BODY_H

#include <stdint.h>
#include <parlance/parlance.h>
#include "base/buf.h"
#include "base/error.h"
#include "wire/base64.h"

struct attachment;

struct body {
    const parl_allocator *mem;
    struct buf text;                /* all that is not an attachment */
    struct attachment *attachments; /* in the order of the body */
    size_t n_attachments, size;
    /* where reading stands */
    size_t next;        /* attachment */
    size_t text_at;     /* byte of text */
    uint64_t source_at; /* byte of the attachment's source */
    int file;           /* of the attachment, when it is one; -1: not open */
    struct base64 base64;
    char *held; /* encoded, and not yet taken; from the first attachment on */
    size_t held_at, held_len;
};

void body_init(struct body *b, const parl_allocator *mem, size_t max_text);
void body_release(struct body *b);

/* How many bytes `media` (read, path or data) has.  A file that cannot be read
 * is PARL_INVALID_ARGUMENT. */
parl_status attachment_length(const parl_media *media, uint64_t *length,
                              struct error *err);

/* The bytes of `media`, encoded, stand here: after all the text that was
 * written so far.  It must outlive the body. */
parl_status body_attach(struct body *b, const parl_media *media,
                        struct error *err);

uint64_t body_length(const struct body *b);

/* From where it stands; *n_read less than `size`: the end.
 * PARL_INVALID_ARGUMENT: a source cannot be read or has changed its length;
 * what a callback failed with. */
parl_status body_read(struct body *b, void *bytes, size_t size, size_t *n_read,
                      struct error *err);
void body_rewind(struct body *b);

#endif
