/* api/decoder.h -- bytes in, deltas and a response out; no I/O. */
#ifndef PARLANCE_API_DECODER_H
#define PARLANCE_API_DECODER_H

#include "api/answer_head.h"
#include "api/client.h"
#include "wire/eventstream.h"
#include "wire/json_array.h"
#include "wire/sse.h"

/* What the bytes turned out to be. */
enum answer_form {
    ANSWER_UNKNOWN, /* nothing but white space so far */
    ANSWER_STREAM,
    ANSWER_WHOLE /* read when it has ended */
};

struct parl_decoder {
    const struct parl_client *client;
    const struct parl_report *report; /* of the request; NULL: unknown */
    const struct account *account;    /* whose keys may not be shown */
    const struct parl_call *call;     /* the same; NULL: unknown */
    enum answer_form form;
    enum framing framing; /* of a stream; set with `form` */
    bool guessing;        /* nobody said which dialect it is */
    bool ending;          /* what is read now has no end of its own */
    int http_status;
    bool began; /* a status or a byte has come */
    bool has_finished;
    struct buf body; /* of a whole answer, or of an error */
    struct decoding decoding;
    struct target to;
    struct answer_head head; /* from here on nothing is zeroed */
    struct collector collector;
    union {
        struct sse sse;
        struct eventstream eventstream;
        struct json_array array;
    } framer;               /* by `framing`, once `form` is a stream */
    struct stencil stencil; /* of the last event */
    struct error error;     /* sticky */
};

/* A decoder in memory of the caller's; on failure there is nothing to
 * release. */
parl_status decoder_init(struct parl_decoder *d,
                         const struct parl_client *client,
                         const parl_decoder_options *options,
                         struct error *err);
void decoder_release(struct parl_decoder *d);

/* Makes an error of a failure that was met on the way, with what had arrived
 * and what the headers said. */
parl_status decoder_fail(struct parl_decoder *d, const struct error *err,
                         parl_error **error);

/* As parl_decoder_feed, without the public object. */
parl_status decoder_feed(struct parl_decoder *d, const char *bytes, size_t len,
                         struct error *err);

/* framing.c.  What the bytes are, all that came so far: sets d->form, and of a
 * stream what cuts it. */
void decoder_judge_form(struct parl_decoder *d, struct span bytes);
void decoder_release_stream(struct parl_decoder *d);

/* Where nobody said which dialect an answer is in, its first document tells. */
void decoder_guess(struct parl_decoder *d, struct span document);

/* Cuts the bytes of a stream into events, and hands them to the dialect. */
parl_status decoder_feed_stream(struct parl_decoder *d, struct span bytes,
                                struct error *err);
parl_status decoder_finish_stream(struct parl_decoder *d, struct error *err);

/* What events counted that were not read, being the last one again, is read
 * now. */
void decoder_settle(struct parl_decoder *d);

#endif
