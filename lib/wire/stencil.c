/* wire/stencil.c -- an event that comes again and again, but for a few
 * values. */
#include "wire/stencil.h"

#include <stdint.h>
#include <string.h>
#include "wire/json_text.h"

/* ---- making one --------------------------------------------------------- */

void stencil_clear(struct stencil *s)
{
    s->n_holes = s->len = 0;
    s->unsettled = false;
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

/* Some vendors hide in it how long the text is. */
static void mark_space(struct stencil *s, struct span data)
{
    const char *bracket = data.ptr + data.len - 1, *at = bracket;

    if (data.len < 2 || *bracket != '}')
        return;
    while (at - 1 > data.ptr && at[-1] == ' ')
        at--;
    stencil_mark(s, HOLE_SPACE, (struct span){ at, (size_t)(bracket - at) });
}

static bool lies_in(struct span whole, struct span bytes)
{
    const uintptr_t begin = (uintptr_t)whole.ptr, at = (uintptr_t)bytes.ptr;

    return at >= begin && at - begin <= whole.len &&
           bytes.len <= whole.len - (at - begin);
}

static size_t count_texts(const struct stencil *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n_holes; i++)
        n += s->holes[i].kind == HOLE_TEXT;
    return n;
}

void stencil_cut(struct stencil *s, struct span whole, struct span data)
{
    if (whole.ptr == NULL || whole.len > STENCIL_SIZE ||
        s->n_holes >= STENCIL_HOLES || count_texts(s) != 1)
        return;
    mark_space(s, data);
    for (size_t i = 0; i < s->n_holes; i++) {
        struct span *hole = &s->holes[i].bytes;

        if (!lies_in(whole, *hole))
            return;
        hole->ptr = s->bytes + (hole->ptr - whole.ptr);
    }
    memcpy(s->bytes, whole.ptr, whole.len);
    s->len = whole.len;
    s->data = (struct span){ s->bytes + (data.ptr - whole.ptr), data.len };
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

static const char *pass_text(const char *at, const char *end,
                             struct json_text *text)
{
    struct json_in in;

    json_in_init(&in, at - 1, (size_t)(end - at) + 1, 0);
    *text = json_text(&in);
    return text->raw.len > 0 ? in.at - 1 : NULL;
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

/* A digit may become a 0 only behind another: 10 is a number, 01 is none. */
static const char *pass_figures(const char *at, const char *end,
                                struct span known)
{
    if ((size_t)(end - at) < known.len)
        return NULL;
    for (size_t i = 0; i < known.len; i++) {
        if (at[i] != known.ptr[i] &&
            (!is_digit(at[i]) || !is_digit(known.ptr[i]) ||
             (at[i] == '0' && !is_digit(at[i - 1]))))
            return NULL;
    }
    return at + known.len;
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

size_t stencil_fits(struct stencil *s, struct span bytes,
                    struct json_text *text)
{
    const char *at = bytes.ptr, *end = at + bytes.len, *from = s->bytes;
    const char *found[STENCIL_HOLES];

    if (s->len == 0)
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
    at = pass_same(at, end, from, s->bytes + s->len);
    if (at == NULL)
        return 0;
    keep_figures(s, found);
    return (size_t)(at - bytes.ptr);
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

        memmove(to, to + text.len, s->len - text.len - (size_t)(to - s->bytes));
        data = (struct span){ s->data.ptr, s->data.len - text.len };
    }
    stencil_clear(s);
    return data;
}
