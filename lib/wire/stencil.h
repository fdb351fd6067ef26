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

/* Zeroes: nothing is marked, and nothing cut. */
struct stencil {
    size_t n_holes;    /* more than STENCIL_HOLES: too many */
    struct span whole; /* all that a framer takes for the event; len 0: it did
                          not lie in one piece */
    struct span name;
    struct span data; /* the JSON in it; len 0: nothing is cut */
    bool has_figures; /* among the holes */
    bool unsettled;   /* there are figures that nobody read */
    struct {
        enum hole kind;
        struct span bytes; /* in the event; once it is cut, in `bytes` */
    } holes[STENCIL_HOLES];
    char bytes[STENCIL_SIZE];
};

/* Nothing is cut. */
void stencil_init(struct stencil *s);

/* `bytes` of the event, without quotes, are such a hole.  Marks may come in any
 * order. */
void stencil_mark(struct stencil *s, enum hole kind, struct span bytes);

/* The event was read, and again would do the same again.  `whole`, where there
 * is one, has `data` in it.  Does nothing where they are too long, or where no
 * text was marked. */
void stencil_cut(struct stencil *s, struct span whole, struct span name,
                 struct span data);

/* Do these bytes begin with the event, with another text, which is not empty?
 * How long it is; 0: no. */
size_t stencil_fits(struct stencil *s, struct span bytes,
                    struct json_text *text);
/* Are they the data of the event? */
bool stencil_fits_data(struct stencil *s, struct span name, struct span data,
                       struct json_text *text);

/* Another event is read now: all that was marked or cut is forgotten.  The data
 * of the last event that fitted, without its text, for its figures; ptr NULL:
 * they are read already.  It and the name die with the next stencil_cut. */
struct span stencil_settle(struct stencil *s);

#endif
