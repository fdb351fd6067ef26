/* dialects/google_generate/read_partial.c -- arguments that come in pieces:
 *
 *   {"name": "look", "willContinue": true}
 *   {"partialArgs": [{"jsonPath": "$.a.b[0]", "stringValue": "..."}], ...}
 *   {}
 *
 * They are asked for by a switch that parlance leaves off.  Each piece says
 * where its value stands; texts grow.  The arguments are known when the last
 * piece is there, and are handed out then. */
#include "dialects/google_generate/generate.h"

#include <string.h>

enum {
    MAX_STEPS = 32, /* of a path */
    MAX_VALUES = 4096
};

/* A piece of a text, between its quotes as it stood. */
struct text_piece {
    struct text_piece *next;
    struct span raw;
};

/* A step of a path: a name, or a number in brackets. */
struct step {
    const char *key; /* NULL: an element of a list, */
    int64_t index;   /* the one of this number */
};

/* A value: a scalar, a text, or what has children. */
struct value {
    struct value *next, *child; /* elements of a list by their numbers */
    struct step step;           /* from what it stands in */
    bool is_list;               /* its children are elements */
    struct text_piece *text, **text_end;
    struct span scalar; /* ptr NULL: none */
};

struct generate_partial {
    struct value root;
    struct place at;
    int n_values;
};

/* ---- places of values ---------------------------------------------------- */

/* Is this the child, or does it stand behind where that would stand? */
static bool is_past(const struct value *child, const struct step *step)
{
    return step->key != NULL ? strcmp(child->step.key, step->key) == 0
                             : child->step.index >= step->index;
}

/* NULL: a value with names has no elements, and the other way round. */
static struct value *child_at(struct decoding *d, struct generate_partial *p,
                              struct value *of, const struct step *step)
{
    struct value **at = &of->child, *child;

    if (of->child == NULL)
        of->is_list = step->key == NULL;
    if (of->is_list != (step->key == NULL))
        return NULL;
    while (*at != NULL && !is_past(*at, step))
        at = &(*at)->next;
    if (*at != NULL && (*at)->step.index == step->index)
        return *at;
    if (p->n_values++ == MAX_VALUES) {
        d->failed = PARL_TOO_LARGE;
        return NULL;
    }
    child = ARENA_NEW(&d->arena, struct value);
    if (child == NULL)
        return NULL;
    child->step = *step;
    child->next = *at;
    return *at = child;
}

/* The number between brackets; MAX_VALUES: it is none, or too large. */
static int64_t read_index(const char *from, const char *end)
{
    int64_t index = from < end ? 0 : MAX_VALUES;

    for (; from < end && index < MAX_VALUES; from++)
        index = *from >= '0' && *from <= '9' ? index * 10 + (*from - '0')
                                             : MAX_VALUES;
    return index;
}

/* .name, [0] or ['name']; moves behind it.  False: something else. */
static bool read_step(struct decoding *d, const char **at, const char *end,
                      struct step *step)
{
    const bool bracket = **at == '[';
    const char *from = *at + 1, *stop = from;
    bool quoted;

    if (!bracket && **at != '.')
        return false;
    while (stop < end &&
           (bracket ? *stop != ']' : *stop != '.' && *stop != '['))
        stop++;
    if (stop == from || (bracket && stop == end))
        return false;
    *at = stop + bracket;
    quoted = bracket && *from == '\'' && stop - from >= 2;
    *step = (struct step){ .index = 0 };
    if (bracket && !quoted) {
        step->index = read_index(from, stop);
        return step->index < MAX_VALUES;
    }
    step->key = arena_text(&d->arena, from + quoted,
                           (size_t)(stop - from) - 2 * quoted);
    return step->key != NULL;
}

/* "$.a.b[0]"; "$.a[]" is where a list ends, which may be all that is said of
 * it.  NULL: no such path. */
static struct value *find_value(struct decoding *d, struct generate_partial *p,
                                struct span path)
{
    struct value *value = &p->root;
    const char *at, *end;
    int steps = 0;

    if (path.len == 0 || path.ptr[0] != '$')
        return NULL;
    at = path.ptr + 1;
    end = path.ptr + path.len;
    while (at < end && value != NULL) {
        struct step step;

        if (span_is((struct span){ at, (size_t)(end - at) }, "[]")) {
            value->is_list |= value->child == NULL && value != &p->root;
            break;
        }
        if (steps++ == MAX_STEPS || !read_step(d, &at, end, &step))
            return NULL;
        value = child_at(d, p, value, &step);
    }
    return value;
}

/* ---- pieces ------------------------------------------------------------- */

struct piece {
    struct json_text path, text;
    struct span scalar;
};

static void read_null(struct json_in *in, void *ctx)
{
    json_skip(in); /* "NULL_VALUE" */
    ((struct piece *)ctx)->scalar = SPAN("null");
}

static void add_text(struct decoding *d, struct value *value, struct span raw)
{
    struct text_piece *piece = ARENA_NEW(&d->arena, struct text_piece);

    if (piece == NULL)
        return;
    piece->raw = kept_bytes(d, raw);
    if (value->text_end == NULL)
        value->text_end = &value->text;
    *value->text_end = piece;
    value->text_end = &piece->next;
}

static void add_piece(struct decoding *d, struct generate_partial *p,
                      const struct piece *piece)
{
    struct value *value = find_value(d, p, decoded_text(d, &piece->path));

    buf_reset(&d->scratch);
    if (value == NULL || value == &p->root)
        return;
    if (piece->text.raw.ptr != NULL)
        add_text(d, value, piece->text.raw);
    else if (piece->scalar.ptr != NULL)
        value->scalar = kept_bytes(d, piece->scalar);
}

void generate_add_pieces(struct decoding *d,
                         struct generate_candidate *candidate,
                         struct span pieces)
{
    static const struct json_member members[] = {
        JSON_TEXT_AT("jsonPath", piece, path),
        JSON_TEXT_AT("stringValue", piece, text),
        JSON_RAW_AT("numberValue", piece, scalar),
        JSON_RAW_AT("boolValue", piece, scalar),
        JSON_MEMBER("nullValue", read_null),
    };
    struct json_in in;

    json_open_array(&in, pieces);
    while (json_next_element(&in)) {
        struct piece piece = { .scalar = SPAN_NONE };

        if (json_members(&in, members, 5, &piece))
            add_piece(d, candidate->partial, &piece);
    }
}

/* ---- the arguments ------------------------------------------------------ */

/* As they stood: what was valid between its quotes is so again. */
static void write_text(struct json_out *out, const struct value *value)
{
    json_raw_out(out, value->step.key, SPAN("\""));
    for (const struct text_piece *t = value->text; t != NULL; t = t->next)
        buf_add(out->buf, t->raw.ptr, t->raw.len);
    buf_add_char(out->buf, '"');
}

static void write_value(struct json_out *out, const struct value *value);

/* Elements that never came are null. */
static void write_children(struct json_out *out, const struct value *of)
{
    int64_t n = 0;

    for (const struct value *v = of->child; v != NULL; v = v->next, n++) {
        for (; n < v->step.index; n++)
            json_null(out, NULL);
        write_value(out, v);
    }
}

static void write_value(struct json_out *out, const struct value *value)
{
    if (value->text != NULL) {
        write_text(out, value);
    } else if (value->scalar.ptr != NULL) {
        json_raw_out(out, value->step.key, value->scalar);
    } else {
        if (value->is_list)
            json_array(out, value->step.key);
        else
            json_object(out, value->step.key);
        write_children(out, value);
        json_end(out);
    }
}

void generate_begin_pieces(struct decoding *d,
                           struct generate_candidate *candidate,
                           struct place at)
{
    candidate->partial = ARENA_NEW(&d->arena, struct generate_partial);
    if (candidate->partial != NULL)
        candidate->partial->at = at;
}

void generate_end_pieces(struct decoding *d,
                         struct generate_candidate *candidate)
{
    const struct generate_partial *partial = candidate->partial;
    struct json_out out;

    candidate->partial = NULL;
    if (partial == NULL)
        return;
    json_out_init(&out, &d->scratch);
    write_value(&out, &partial->root);
    collect_arguments(d->to, partial->at, scratch_text(d));
    buf_reset(&d->scratch);
}
