/* wire/json_array.c -- cuts a JSON array that arrives in pieces into its
 * elements. */
#include "wire/json_array.h"

#include <string.h>

/* One call of json_array_feed. */
struct feed {
    struct json_array *a;
    const char *at;
    const char *end;
    const char *from; /* where the element begins in these bytes */
    json_array_fn *fn;
    void *ctx;
    struct error *err;
};

void json_array_init(struct json_array *a, const parl_allocator *mem,
                     size_t max_element, int max_depth)
{
    *a = (struct json_array){ .max_element = max_element,
                              .max_depth = max_depth };
    buf_init(&a->element, mem, max_element);
}

void json_array_release(struct json_array *a)
{
    buf_release(&a->element);
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static parl_status no_room(struct feed *f, parl_status status)
{
    return error_memory(f->err, status,
                        "an element of the stream (max_event_bytes)");
}

/* ---- elements ----------------------------------------------------------- */

/* Keeps what was fed of the unfinished element: the bytes are about to go. */
static parl_status keep(struct feed *f)
{
    struct buf *element = &f->a->element;

    buf_add(element, f->from, (size_t)(f->at - f->from));
    f->from = f->at;
    return buf_ok(element) ? PARL_OK : no_room(f, element->status);
}

static parl_status end_element(struct feed *f)
{
    struct json_array *a = f->a;
    struct span element = { f->from, (size_t)(f->at - f->from) };
    parl_status status = PARL_OK;

    a->place = ARRAY_BETWEEN;
    if (a->element.len > 0) {
        status = keep(f);
        element = (struct span){ a->element.data, a->element.len };
    } else if (element.len > a->max_element) {
        status = no_room(f, PARL_TOO_LARGE);
    }
    if (status == PARL_OK)
        status = f->fn(f->ctx, element, f->err);
    buf_reset(&a->element);
    return status;
}

/* Passes over the inside of a text, up to behind its quote. */
static void pass_text(struct feed *f)
{
    struct json_array *a = f->a;

    for (; f->at < f->end && a->text; f->at++) {
        if (a->escaped)
            a->escaped = false;
        else if (*f->at == '\\')
            a->escaped = true;
        else if (*f->at == '"')
            a->text = false;
    }
}

static parl_status open_bracket(struct feed *f)
{
    f->at++;
    if (f->a->depth++ < f->a->max_depth)
        return PARL_OK;
    return error_set(f->err, PARL_TOO_LARGE,
                     "an element of the stream is nested deeper than "
                     "max_depth");
}

/* What is no text and no bracket ends before a comma, white space, or the
 * bracket of the array. */
static bool ends_before(char c)
{
    return c == ',' || c == ']' || c == '}' || is_white(c);
}

/* One step inside an element. */
static parl_status step_inside(struct feed *f)
{
    struct json_array *a = f->a;
    const char c = *f->at;

    if (a->text) {
        pass_text(f);
        return !a->text && a->depth == 0 ? end_element(f) : PARL_OK;
    }
    if (a->depth == 0 && ends_before(c))
        return end_element(f);
    if (c == '{' || c == '[')
        return open_bracket(f);
    f->at++;
    if (c == '"')
        a->text = true;
    else if ((c == '}' || c == ']') && --a->depth == 0)
        return end_element(f);
    return PARL_OK;
}

/* ---- the array ---------------------------------------------------------- */

/* A byte order mark may stand before the array. */
static bool is_passed_over(char c)
{
    return is_white(c) || c == '\xEF' || c == '\xBB' || c == '\xBF';
}

static parl_status step_before(struct feed *f)
{
    const char c = *f->at++;

    if (c == '[')
        f->a->place = ARRAY_BETWEEN;
    else if (!is_passed_over(c))
        return error_set(f->err, PARL_PROTOCOL, "the stream is no JSON array");
    return PARL_OK;
}

static parl_status step_between(struct feed *f)
{
    struct json_array *a = f->a;
    const char c = *f->at;

    if (c == '}')
        return error_set(f->err, PARL_PROTOCOL,
                         "the stream closes a bracket that it did not open");
    if (c == ']') {
        a->place = ARRAY_BEHIND;
    } else if (c != ',' && !is_white(c)) {
        a->place = ARRAY_INSIDE;
        f->from = f->at;
        return PARL_OK; /* its first byte is looked at there */
    }
    f->at++;
    return PARL_OK;
}

static parl_status step_behind(struct feed *f)
{
    if (!is_white(*f->at++))
        return error_set(f->err, PARL_PROTOCOL,
                         "something stands behind the JSON array");
    return PARL_OK;
}

static parl_status step(struct feed *f)
{
    switch (f->a->place) {
    case ARRAY_BEFORE:
        return step_before(f);
    case ARRAY_BETWEEN:
        return step_between(f);
    case ARRAY_INSIDE:
        return step_inside(f);
    case ARRAY_BEHIND:
        break;
    }
    return step_behind(f);
}

parl_status json_array_feed(struct json_array *a, const char *bytes, size_t len,
                            json_array_fn *fn, void *ctx, struct error *err)
{
    struct feed f = { a, bytes, bytes + len, bytes, fn, ctx, err };

    if (a->status != PARL_OK)
        return error_set(err, a->status, "the stream failed before");
    while (a->status == PARL_OK && f.at < f.end)
        a->status = step(&f);
    if (a->status == PARL_OK && a->place == ARRAY_INSIDE)
        a->status = keep(&f);
    return a->status;
}
