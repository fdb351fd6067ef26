/* wire/eventstream.h -- cuts a byte stream into messages of AWS's event stream
 * encoding (application/vnd.amazon.eventstream).
 *
 * Bytes arrive in whatever pieces the network makes; any cut gives the same
 * messages.  A message that lies whole in the bytes is handed out from where
 * it lies, else it is put together first.  Nothing of a message is believed
 * before its checksum was right: neither its length nor its headers. */
#ifndef PARLANCE_WIRE_EVENTSTREAM_H
#define PARLANCE_WIRE_EVENTSTREAM_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"
#include "base/error.h"
#include "base/span.h"

/* Both are borrowed and die when the callback returns. */
struct eventstream_message {
    struct span headers; /* checked: walk them by eventstream_header() */
    struct span payload;
    bool as_before; /* the headers are those of the last message */
};

/* Any status but PARL_OK stops the parser, for good, and is its result. */
typedef parl_status eventstream_fn(void *ctx,
                                   const struct eventstream_message *message,
                                   struct error *err);

struct eventstream {
    struct buf held;    /* the beginning of a message */
    size_t total;       /* the length of that message; 0: not known yet */
    size_t max_message; /* bytes */
    parl_status status; /* a parser that failed stays failed */
    size_t n_seen;      /* bytes of what follows; 0: none, or too many */
    char seen[128];     /* the headers of the last message */
};

/* max_message: bytes of one message; 0 is not allowed. */
void eventstream_init(struct eventstream *s, const parl_allocator *mem,
                      size_t max_message);
void eventstream_release(struct eventstream *s);

/* Takes all bytes, or fails: PARL_PROTOCOL (a wrong checksum, a length or a
 * header that cannot be), PARL_TOO_LARGE, PARL_OUT_OF_MEMORY, or what the
 * callback said. */
parl_status eventstream_feed(struct eventstream *s, const char *bytes,
                             size_t len, eventstream_fn *fn, void *ctx,
                             struct error *err);

/* The stream has ended: PARL_TRUNCATED in the middle of a message. */
parl_status eventstream_finish(struct eventstream *s, struct error *err);

enum eventstream_type {
    EVENTSTREAM_TRUE,
    EVENTSTREAM_FALSE,
    EVENTSTREAM_INT8,
    EVENTSTREAM_INT16,
    EVENTSTREAM_INT32,
    EVENTSTREAM_INT64,
    EVENTSTREAM_BYTES,
    EVENTSTREAM_TEXT,
    EVENTSTREAM_TIME, /* milliseconds since 1970, an INT64 */
    EVENTSTREAM_UUID
};

struct eventstream_header {
    struct span name;
    enum eventstream_type type;
    struct span value; /* its bytes; numbers have the highest first */
};

/* Takes the first header off `headers`; false: there are no more, or, with
 * headers->len left over, what stands there is none. */
bool eventstream_header(struct span *headers, struct eventstream_header *out);

/* The text of a header; ptr NULL: there is none of the name, or it is no
 * text. */
struct span eventstream_text(const struct eventstream_message *message,
                             const char *name);

#endif
