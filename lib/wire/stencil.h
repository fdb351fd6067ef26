/* wire/stencil.h -- an event that comes again and again, but for a few values.
 *
 * Nearly all events of a stream are the one before with another text.  What
 * was read once is compared, not read again: a stencil is the bytes of an
 * event with holes where they may differ.  Who reads the event marks the
 * holes; what is not marked has to be the same, byte for byte. */
#ifndef PARLANCE_WIRE_STENCIL_H
#define PARLANCE_WIRE_STENCIL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/span.h"
#include "wire/json_in.h"

enum { STENCIL_SIZE = 1024, STENCIL_HOLES = 8 };

/* What may stand in a hole. */
enum hole {
    HOLE_TEXT,    /* the text that counts; there is exactly one */
    HOLE_PADDING, /* a text that says nothing */
    HOLE_NUMBER,  /* a whole number that says nothing */
    HOLE_SPACE,   /* before the last bracket; made by stencil_cut */
    HOLE_FIGURES  /* any values, of which only digits differ.  Those of the last
                     event count: stencil_settle */
};

struct stencil {
    struct {
        enum hole kind;
        struct span bytes; /* in the event; once it is cut, in `bytes` */
    } holes[STENCIL_HOLES];
    size_t n_holes; /* more than STENCIL_HOLES: too many */
    size_t len;     /* 0: it is not cut */
    struct span data;
    bool unsettled; /* there are figures that nobody read */
    char bytes[STENCIL_SIZE];
};

/* Another event is read: forgets all. */
void stencil_clear(struct stencil *s);

/* `bytes` of the event, without quotes, are such a hole.  Marks may come in any
 * order. */
void stencil_mark(struct stencil *s, enum hole kind, struct span bytes);

/* The event is read, and again would do the same again.  `whole` is all that
 * the framer took for it, `data` the JSON in there.  Does nothing where it is
 * too long, or where no text was marked. */
void stencil_cut(struct stencil *s, struct span whole, struct span data);

/* Do these bytes begin with the event, with another text, which is not empty?
 * How long it is; 0: no. */
size_t stencil_fits(struct stencil *s, struct span bytes,
                    struct json_text *text);

/* The data of the last event that fitted, without its text, for its figures;
 * ptr NULL: they are read already.  The stencil is cleared, and the data dies
 * with the next stencil_cut. */
struct span stencil_settle(struct stencil *s);

#endif
