/* wire/sse.h -- cuts a byte stream into server-sent events.
 *
 * Bytes arrive in whatever pieces the network makes; an event may be split
 * anywhere, even between the two bytes of a line end.  Any split gives the
 * same events.  The parser keeps only the line and the event it is in the
 * middle of, and hands out an event whose one data line lies whole in the
 * bytes it was given without copying it.
 *
 * The rules are those of the WHATWG (HTML, 9.2.6), and three of real servers:
 * the last event counts even without its blank line; a field named `error`
 * (llama.cpp) is an event named "error" by itself and ends the one before; a
 * line that begins with '{' or '[' (an error body pasted into a stream), but
 * not between the name of an event and its data, is the same, together with all
 * that follows it, but for the line ends at its end. */
#ifndef PARLANCE_WIRE_SSE_H
#define PARLANCE_WIRE_SSE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/buf.h"
#include "base/error.h"
#include "base/span.h"
#include "wire/stencil.h"

/* All is borrowed and dies when the callback returns. */
struct sse_event {
    struct span name; /* len 0 when the stream gave none */
    struct span data;
    struct span whole; /* its lines, where they lie in one piece with the
                          data; else ptr NULL */
    /* It fits the stencil, with this text; the rest is absent.  raw.ptr NULL:
     * it does not. */
    struct json_text again;
};

/* Any status but PARL_OK stops the parser, for good, and is its result. */
typedef parl_status sse_event_fn(void *ctx, const struct sse_event *event,
                                 struct error *err);

struct sse {
    struct stencil *stencil; /* is compared where an event begins; NULL */
    size_t n_data;           /* data lines of the unfinished event */
    parl_status status;      /* a parser that failed stays failed */
    bool skip_lf;    /* the last byte was CR: a LF now ends the same line */
    bool started;    /* past the place where a byte order mark may stand */
    bool pasted;     /* inside a body pasted into the stream */
    struct buf line; /* the unfinished line */
    struct buf name; /* the unfinished event */
    struct buf data;
};

/* max_event: bytes of one line, and of one event; 0 is not allowed. */
void sse_init(struct sse *s, const parl_allocator *mem, size_t max_event);
void sse_release(struct sse *s);

/* Takes all bytes, or fails: PARL_TOO_LARGE, PARL_OUT_OF_MEMORY, or what the
 * callback said. */
parl_status sse_feed(struct sse *s, const char *bytes, size_t len,
                     sse_event_fn *fn, void *ctx, struct error *err);

/* The stream has ended: hands out an event that lacks its blank line. */
parl_status sse_finish(struct sse *s, sse_event_fn *fn, void *ctx,
                       struct error *err);

#endif
