/* wire/stencil.c -- an event that comes again and again, but for a few
 * values. */
#include "wire/stencil.h"

#include <stdint.h>
#include <string.h>
#include "wire/json_text.h"

/* ---- making one --------------------------------------------------------- */

void stencil_init(struct stencil *s)
{
    memset(s, 0, offsetof(struct stencil, bytes));
}

/* In the order of the bytes. */
void stencil_mark(struct stencil *s, enum hole kind, struct span bytes)
{
    size_t i = s->n_holes++;

    if (s->n_holes > STENCIL_HOLES)
        return;
    for (; i > 0 && s->holes[i - 1].bytes.ptr > bytes.ptr; i--)
        s->holes[i] = s->holes[i - 1];
    s->holes[i].kind = kind;
    s->holes[i].bytes = bytes;
}

/* Some vendors hide in it how long the text is.  An event that has none may
 * come first: then the next that has some is read, and cut. */
static void mark_space(struct stencil *s, struct span data)
{
    const char *bracket = data.ptr + data.len - 1, *at = bracket;

    if (data.len < 2 || *bracket != '}')
        return;
    while (at - 1 > data.ptr && at[-1] == ' ')
        at--;
    if (at < bracket)
        stencil_mark(s, HOLE_SPACE,
                     (struct span){ at, (size_t)(bracket - at) });
}

static bool lies_in(struct span whole, struct span bytes)
{
    const uintptr_t begin = (uintptr_t)whole.ptr, at = (uintptr_t)bytes.ptr;

    return at >= begin && at - begin <= whole.len &&
           bytes.len <= whole.len - (at - begin);
}

static size_t count_holes(const struct stencil *s, enum hole kind)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n_holes; i++)
        n += s->holes[i].kind == kind;
    return n;
}

/* `part` of the event, as it lies in the copy. */
static struct span moved(const struct stencil *s, struct span event,
                         struct span part)
{
    return (struct span){ s->bytes + (part.ptr - event.ptr), part.len };
}

void stencil_cut(struct stencil *s, struct span whole, struct span name,
                 struct span data)
{
    const struct span event = whole.ptr != NULL ? whole : data;

    if (event.len > STENCIL_SIZE || name.len > STENCIL_SIZE - event.len ||
        s->n_holes >= STENCIL_HOLES || count_holes(s, HOLE_TEXT) != 1)
        return;
    mark_space(s, data);
    for (size_t i = 0; i < s->n_holes; i++) {
        if (!lies_in(data, s->holes[i].bytes))
            return;
        s->holes[i].bytes = moved(s, event, s->holes[i].bytes);
    }
    s->has_figures = count_holes(s, HOLE_FIGURES) > 0;
    memcpy(s->bytes, event.ptr, event.len);
    memcpy(s->bytes + event.len, name.len > 0 ? name.ptr : "", name.len);
    s->name = (struct span){ s->bytes + event.len, name.len };
    s->data = moved(s, event, data);
    if (whole.ptr != NULL)
        s->whole = (struct span){ s->bytes, whole.len };
}

/* ---- comparing ---------------------------------------------------------- */

/* Each gives the place behind what it passes, or NULL. */

static const char *pass_same(const char *at, const char *end, const char *from,
                             const char *to)
{
    const size_t len = (size_t)(to - from);

    if ((size_t)(end - at) < len || memcmp(at, from, len) != 0)
        return NULL;
    return at + len;
}

/* One with escapes is for the reader to pass. */
static const char *pass_odd_text(const char *at, const char *end,
                                 struct json_text *text)
{
    struct json_in in;

    json_in_init(&in, at - 1, (size_t)(end - at) + 1, 0);
    *text = json_text(&in);
    return text->raw.len > 0 ? in.at - 1 : NULL;
}

static const char *pass_text(const char *at, const char *end,
                             struct json_text *text)
{
    const char *quote = json_pass_valid(at, end);

    if (quote == end || *quote != '"')
        return pass_odd_text(at, end, text);
    *text = (struct json_text){ { at, (size_t)(quote - at) }, true };
    return quote > at ? quote : NULL;
}

static const char *pass_padding(const char *at, const char *end)
{
    at = json_pass_valid(at, end);
    return at < end && *at == '"' ? at : NULL;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One that begins with 0 is another kind of number, or none. */
static const char *pass_number(const char *at, const char *end)
{
    if (at == end || *at < '1' || *at > '9')
        return NULL;
    while (at < end && is_digit(*at))
        at++;
    return at;
}

static const char *pass_space(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    return at;
}

static size_t count_same(const char *a, const char *b, size_t len)
{
    size_t i = 0;

    for (; len - i >= 8; i += 8) {
        const uint64_t differ = scan_load(a + i) ^ scan_load(b + i);

        if (differ != 0)
            return i + scan_place(differ);
    }
    while (i < len && a[i] == b[i])
        i++;
    return i;
}

/* A digit may become a 0 only behind another: 10 is a number, 01 is none. */
static bool is_other_digit(const char *at, char known)
{
    return is_digit(*at) && is_digit(known) && (*at != '0' || is_digit(at[-1]));
}

static const char *pass_figures(const char *at, const char *end,
                                struct span known)
{
    const char *from = known.ptr, *to = known.ptr + known.len;

    if ((size_t)(end - at) < known.len)
        return NULL;
    for (;;) {
        const size_t len = count_same(at, from, (size_t)(to - from));

        at += len;
        from += len;
        if (from == to)
            return at;
        if (!is_other_digit(at++, *from++))
            return NULL;
    }
}

static const char *pass_hole(const struct stencil *s, size_t i, const char *at,
                             const char *end, struct json_text *text)
{
    switch (s->holes[i].kind) {
    case HOLE_TEXT:
        return pass_text(at, end, text);
    case HOLE_PADDING:
        return pass_padding(at, end);
    case HOLE_NUMBER:
        return pass_number(at, end);
    case HOLE_SPACE:
        return pass_space(at, end);
    case HOLE_FIGURES:
        return pass_figures(at, end, s->holes[i].bytes);
    }
    return NULL;
}

static void keep_figures(struct stencil *s, const char *const *found)
{
    for (size_t i = 0; i < s->n_holes; i++) {
        const struct span to = s->holes[i].bytes;

        if (s->holes[i].kind != HOLE_FIGURES)
            continue;
        memcpy(s->bytes + (to.ptr - s->bytes), found[i], to.len);
        s->unsettled = true;
    }
}

/* How many of the bytes are this part of the event; 0: they are not. */
static size_t fits(struct stencil *s, struct span part, struct span bytes,
                   struct json_text *text)
{
    const char *at = bytes.ptr, *end = at + bytes.len, *from = part.ptr;
    const char *found[STENCIL_HOLES];

    if (part.len == 0)
        return 0;
    for (size_t i = 0; i < s->n_holes; i++) {
        const struct span hole = s->holes[i].bytes;

        at = found[i] = pass_same(at, end, from, hole.ptr);
        if (at != NULL)
            at = pass_hole(s, i, at, end, text);
        if (at == NULL)
            return 0;
        from = hole.ptr + hole.len;
    }
    at = pass_same(at, end, from, part.ptr + part.len);
    if (at == NULL)
        return 0;
    if (s->has_figures)
        keep_figures(s, found);
    return (size_t)(at - bytes.ptr);
}

size_t stencil_fits(struct stencil *s, struct span bytes,
                    struct json_text *text)
{
    return fits(s, s->whole, bytes, text);
}

bool stencil_fits_data(struct stencil *s, struct span name, struct span data,
                       struct json_text *text)
{
    return data.len > 0 && span_same(name, s->name) &&
           fits(s, s->data, data, text) == data.len;
}

/* ---- what was not read -------------------------------------------------- */

static struct span text_of(const struct stencil *s)
{
    size_t i = 0;

    while (s->holes[i].kind != HOLE_TEXT)
        i++;
    return s->holes[i].bytes;
}

struct span stencil_settle(struct stencil *s)
{
    struct span data = SPAN_NONE;

    if (s->unsettled) {
        const struct span text = text_of(s);
        char *to = s->bytes + (text.ptr - s->bytes);

        data = (struct span){ s->data.ptr, s->data.len - text.len };
        memmove(to, to + text.len, data.len - (size_t)(text.ptr - data.ptr));
    }
    s->n_holes = s->whole.len = s->data.len = 0;
    s->unsettled = false;
    return data;
}
