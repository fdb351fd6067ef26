/* wire/sse.c -- cuts a byte stream into server-sent events.
 *
 *     bytes -> lines -> fields -> an event at each blank line
 *
 * A line that lies whole in the fed bytes is read where it lies; else it is
 * put together in `line`.  So is the data of an event: while its only data
 * line lies in the fed bytes nothing is copied.
 *
 * The fields id and retry are not kept: a chat is not resumed. */
#include "wire/sse.h"

#include <string.h>

/* One call of sse_feed. */
struct feed {
    struct sse *s;
    const char *at;
    const char *end;
    const char *cr;    /* the first CR from `at` on, or `end`; stale when < at,
                          NULL when not looked for */
    const char *lf;    /* the same for LF */
    const char *begin; /* of the event, in the fed bytes; NULL: it is not */
    bool in_place;     /* the line lies in the fed bytes */
    struct span data;  /* the only data line, in the fed bytes; else ptr NULL */
    sse_event_fn *fn;
    void *ctx;
    struct error *err;
};

void sse_init(struct sse *s, const parl_allocator *mem, size_t max_event)
{
    *s = (struct sse){ .status = PARL_OK };
    buf_init(&s->line, mem, max_event);
    buf_init(&s->name, mem, max_event);
    buf_init(&s->data, mem, max_event);
}

void sse_release(struct sse *s)
{
    buf_release(&s->line);
    buf_release(&s->name);
    buf_release(&s->data);
}

static struct span whole(const struct buf *b)
{
    return (struct span){ b->data != NULL ? b->data : "", b->len };
}

/* What the buffers remember. */
static parl_status check(const struct feed *f)
{
    const struct sse *s = f->s;
    parl_status status = !buf_ok(&s->line)   ? s->line.status
                         : !buf_ok(&s->name) ? s->name.status
                                             : s->data.status;

    if (status == PARL_OK)
        return PARL_OK;
    return error_memory(f->err, status,
                        "an event of the stream (max_event_bytes)");
}

/* ---- events ------------------------------------------------------------- */

static parl_status emit_error(struct feed *f, struct span data)
{
    struct sse_event event = { .name = SPAN("error"), .data = data };

    return f->fn(f->ctx, &event, f->err);
}

static parl_status end_event(struct feed *f)
{
    struct sse *s = f->s;
    parl_status status = PARL_OK;

    if (s->n_data > 0) {
        struct sse_event event = { .name = whole(&s->name), .data = f->data };

        if (f->data.ptr == NULL)
            event.data = whole(&s->data);
        else if (f->begin != NULL)
            event.whole = (struct span){ f->begin, (size_t)(f->at - f->begin) };
        status = f->fn(f->ctx, &event, f->err);
    }
    buf_reset(&s->name);
    buf_reset(&s->data);
    f->data = SPAN_NONE;
    s->n_data = 0;
    return status;
}

/* The bytes that are fed are about to go, or a second line comes. */
static void keep_data(struct feed *f)
{
    buf_add(&f->s->data, f->data.ptr, f->data.len);
    f->data = SPAN_NONE;
}

/* ---- fields ------------------------------------------------------------- */

static parl_status take_data(struct feed *f, struct span value)
{
    struct sse *s = f->s;

    if (s->n_data++ == 0 && f->in_place) {
        f->data = value;
        return PARL_OK;
    }
    keep_data(f);
    if (s->n_data > 1)
        buf_add_char(&s->data, '\n');
    buf_add(&s->data, value.ptr, value.len);
    return PARL_OK;
}

static parl_status take_name(struct feed *f, struct span value)
{
    buf_reset(&f->s->name);
    buf_add(&f->s->name, value.ptr, value.len);
    return PARL_OK;
}

static parl_status take_error(struct feed *f, struct span value)
{
    parl_status status = end_event(f);

    return status == PARL_OK ? emit_error(f, value) : status;
}

static const struct field {
    struct span name;
    parl_status (*take)(struct feed *f, struct span value);
} fields[] = {
    { { "data", 4 }, take_data },
    { { "event", 5 }, take_name },
    { { "error", 5 }, take_error },
};

/* name, name: or name:value, with one blank before the value that is not part
 * of it.  A comment has no name. */
static parl_status take_field(struct feed *f, struct span line)
{
    const char *colon = memchr(line.ptr, ':', line.len);
    struct span name = line, value = { line.ptr + line.len, 0 };

    if (colon != NULL) {
        name.len = (size_t)(colon - line.ptr);
        value = (struct span){ colon + 1, line.len - name.len - 1 };
    }
    if (value.len > 0 && *value.ptr == ' ') {
        value.ptr++;
        value.len--;
    }
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (span_same(name, fields[i].name))
            return fields[i].take(f, value);
    }
    return PARL_OK;
}

/* ---- a pasted body ------------------------------------------------------ */

static bool begins_body(const struct sse *s, struct span line)
{
    return (line.ptr[0] == '{' || line.ptr[0] == '[') &&
           (s->name.len == 0 || s->n_data > 0);
}

static parl_status take_body(struct feed *f)
{
    buf_add(&f->s->data, f->at, (size_t)(f->end - f->at));
    f->at = f->end;
    return check(f);
}

static parl_status end_body(struct feed *f)
{
    struct span body = whole(&f->s->data);

    while (body.len > 0 &&
           (body.ptr[body.len - 1] == '\n' || body.ptr[body.len - 1] == '\r'))
        body.len--;
    f->s->pasted = false;
    return emit_error(f, body);
}

/* ---- lines -------------------------------------------------------------- */

static parl_status end_line(struct feed *f, struct span line)
{
    static const struct span mark = { "\xEF\xBB\xBF", 3 };
    struct sse *s = f->s;
    parl_status status;

    if (!s->started && line.len >= mark.len &&
        memcmp(line.ptr, mark.ptr, mark.len) == 0) {
        line.ptr += mark.len;
        line.len -= mark.len;
    }
    s->started = true;

    if (line.len == 0)
        return end_event(f);
    if (!begins_body(s, line))
        return take_field(f, line);
    status = end_event(f); /* it may lack its blank line */
    s->pasted = true;
    buf_add(&s->data, line.ptr, line.len);
    return status;
}

static const char *find_byte(const char *at, const char *end, char c)
{
    const char *found = memchr(at, c, (size_t)(end - at));

    return found != NULL ? found : end;
}

/* Each kind of line end is looked for only once in the same bytes. */
static const char *find_line_end(struct feed *f)
{
    if (f->lf == NULL || f->lf < f->at)
        f->lf = find_byte(f->at, f->end, '\n');
    if (f->cr == NULL || f->cr < f->at)
        f->cr = find_byte(f->at, f->end, '\r');
    return f->lf < f->cr ? f->lf : f->cr;
}

static parl_status take_line(struct feed *f)
{
    struct sse *s = f->s;
    const char *eol = find_line_end(f);
    struct span line = { f->at, (size_t)(eol - f->at) };
    parl_status status;

    f->in_place = s->line.len == 0 && eol < f->end;
    f->at = eol;
    if (!f->in_place) {
        buf_add(&s->line, line.ptr, line.len);
        line = whole(&s->line);
    } else if (line.len > s->line.limit) {
        s->line.status = PARL_TOO_LARGE;
    }
    if (eol == f->end || !buf_ok(&s->line))
        return check(f);

    f->at++;
    s->skip_lf = *eol == '\r';
    status = end_line(f, line);
    buf_reset(&s->line);
    if (s->pasted)
        buf_add_char(&s->data, *eol);
    return status == PARL_OK ? check(f) : status;
}

/* ---- bytes -------------------------------------------------------------- */

/* Between two events, or two lines that belong to none. */
static bool is_between(const struct sse *s)
{
    return s->n_data == 0 && s->name.len == 0 && s->line.len == 0;
}

/* False: it is another event than the last one. */
static bool take_again(struct feed *f, parl_status *status)
{
    const struct span rest = { f->at, (size_t)(f->end - f->at) };
    struct sse *s = f->s;
    struct sse_event event = { .name = SPAN_NONE };
    const size_t len = stencil_fits(s->stencil, rest, &event.again);

    if (len == 0 || len > s->line.limit)
        return false;
    f->at += len;
    s->skip_lf = f->at[-1] == '\r';
    *status = f->fn(f->ctx, &event, f->err);
    return true;
}

static parl_status take_bytes(struct feed *f)
{
    struct sse *s = f->s;
    parl_status status;

    if (s->pasted)
        return take_body(f);
    if (s->skip_lf && *f->at == '\n')
        f->at++;
    s->skip_lf = false;
    if (f->at == f->end)
        return PARL_OK;
    if (is_between(s)) {
        if (s->stencil != NULL && take_again(f, &status))
            return status;
        f->begin = f->at;
    }
    return take_line(f);
}

parl_status sse_feed(struct sse *s, const char *bytes, size_t len,
                     sse_event_fn *fn, void *ctx, struct error *err)
{
    struct feed f = { .s = s, .at = bytes, .fn = fn, .ctx = ctx, .err = err };

    if (s->status != PARL_OK)
        return error_set(err, s->status, "the stream failed earlier");
    if (len == 0)
        return PARL_OK;

    f.end = bytes + len;
    while (f.at < f.end && s->status == PARL_OK)
        s->status = take_bytes(&f);
    if (s->status == PARL_OK) {
        keep_data(&f);
        s->status = check(&f);
    }
    return s->status;
}

parl_status sse_finish(struct sse *s, sse_event_fn *fn, void *ctx,
                       struct error *err)
{
    struct feed f = { .s = s, .fn = fn, .ctx = ctx, .err = err };

    if (s->status != PARL_OK)
        return error_set(err, s->status, "the stream failed earlier");

    if (s->line.len > 0) {
        s->status = end_line(&f, whole(&s->line));
        buf_reset(&s->line);
    }
    if (s->status == PARL_OK)
        s->status = check(&f);
    if (s->status == PARL_OK)
        s->status = s->pasted ? end_body(&f) : end_event(&f);
    return s->status;
}
