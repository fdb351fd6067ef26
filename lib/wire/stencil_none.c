/* wire/stencil_none.c -- in place of stencil.c in a build for size: nothing is
 * ever cut, and each event is read. */
#include "wire/stencil.h"

void stencil_init(struct stencil *s)
{
    s->name = SPAN_NONE;
}

void stencil_mark(struct stencil *s, enum hole kind, struct span bytes)
{
    (void)s, (void)kind, (void)bytes;
}

void stencil_cut(struct stencil *s, struct span whole, struct span name,
                 struct span data)
{
    (void)s, (void)whole, (void)name, (void)data;
}

size_t stencil_fits(struct stencil *s, struct span bytes,
                    struct json_text *text)
{
    (void)s, (void)bytes, (void)text;
    return 0;
}

bool stencil_fits_data(struct stencil *s, struct span name, struct span data,
                       struct json_text *text)
{
    (void)s, (void)name, (void)data, (void)text;
    return false;
}

struct span stencil_settle(struct stencil *s)
{
    (void)s;
    return SPAN_NONE;
}
