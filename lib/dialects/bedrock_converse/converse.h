/* dialects/bedrock_converse/converse.h -- what the files of this dialect share.
 */
#ifndef PARLANCE_DIALECTS_CONVERSE_H
#define PARLANCE_DIALECTS_CONVERSE_H

#include "encoding.h"
#include "provider.h"
#include "wire/json_in.h"

/* ---- answers ------------------------------------------------------------ */

struct converse_item;

struct converse_state {
    bool stopped;    /* the reason for the end was there */
    char spoilt[64]; /* that reason, where it says that the model failed */
    bool reasoned;   /* the last block that had something was reasoning, */
    int32_t last;    /* which is this one */
    bool has_blank;  /* an empty text followed it, */
    int32_t blank;   /* which is this one */
    struct converse_item *items; /* the newest first */
};

/* One document: an event, or a whole answer. */
struct converse_document {
    struct decoding *d;
    bool whole;
    bool has_content;
};

/* A text of it, decoded; good until buf_reset(&doc->d->scratch). */
static inline struct span converse_text(struct converse_document *doc,
                                        struct json_text text)
{
    const struct span decoded = json_decode(text, &doc->d->scratch);

    if (!buf_ok(&doc->d->scratch))
        doc->d->failed = doc->d->scratch.status;
    return decoded;
}

/* read_block.c */
void converse_read_block(struct json_in *in, struct converse_document *doc,
                         int32_t slot);
void converse_on_block(struct json_in *in, struct converse_document *doc);
void converse_on_block_stop(struct json_in *in, struct converse_document *doc);

/* read_item.c: blocks of a stream that are kept whole.  The first two say
 * whether the piece belonged to one; `begins`: it is the start of one. */
bool converse_item_takes(struct converse_document *doc, int32_t slot,
                         bool begins, struct span use, struct span input);
void converse_item_result(struct converse_document *doc, int32_t slot,
                          struct span json);
void converse_item_end(struct converse_document *doc, int32_t slot);

/* read.c */
void converse_read_nothing(struct json_in *in, void *ctx);
parl_status converse_event(struct decoding *d, struct span name,
                           struct span data, struct error *err);
parl_status converse_answer(struct decoding *d, struct span body,
                            struct error *err);
parl_status converse_end(struct decoding *d, struct error *err);

/* read_error.c: `err` has the http_status, 0 inside a stream. */
void converse_error(struct decoding *d, struct span body, struct error *err);

/* ---- requests ----------------------------------------------------------- */

void converse_encode(struct encoding *e);

#endif
