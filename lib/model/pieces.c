/* model/pieces.c -- a list of objects that came in pieces.
 *
 * Texts are joined between their quotes, escapes and all, so that nothing is
 * decoded: half a surrogate pair meets the other half. */
#include "model/pieces.h"

#include <string.h>
#include "wire/json_in.h"
#include "wire/json_out.h"

/* MAX_WORK bounds what a hostile list costs: bytes to read, by name. */
enum { MAX_OBJECTS = 128, MAX_NAMES = 32, MAX_WORK = 16 << 20 };

/* What tells an object from the others. */
struct object {
    struct span first; /* its first piece */
    struct span index, type, id;
};

/* ---- which pieces belong together --------------------------------------- */

static bool is_said(struct span value)
{
    return value.ptr != NULL && !span_is(value, "null");
}

static struct object look_at(struct span piece)
{
    return (struct object){
        .first = piece,
        .index = json_find(piece, "index"),
        .type = json_find(piece, "type"),
        .id = json_find(piece, "id"),
    };
}

static bool agree(struct span a, struct span b)
{
    return !is_said(a) || !is_said(b) || span_same(a, b);
}

static bool same_object(const struct object *a, const struct object *b)
{
    if (!is_said(a->index) || !is_said(b->index))
        return span_same(a->first, b->first);
    return span_same(a->index, b->index) && agree(a->type, b->type) &&
           agree(a->id, b->id);
}

/* Its number; n when it is new. */
static size_t find_object(const struct object *objects, size_t n,
                          const struct object *piece)
{
    for (size_t i = n; i-- > 0;) {
        if (same_object(&objects[i], piece))
            return i;
    }
    return n;
}

/* ---- one object --------------------------------------------------------- */

/* The pieces of the list that belong to an object, one after the other. */
struct walk {
    struct json_in in;
    const struct object *object;
    bool first;
};

static struct walk begin_walk(struct span list, const struct object *object)
{
    struct walk walk = { .object = object, .first = true };

    json_open_array(&walk.in, list);
    return walk;
}

static bool next_piece(struct walk *walk, struct span *piece)
{
    while (json_next_element(&walk->in)) {
        struct object found;

        *piece = json_raw(&walk->in);
        if (walk->first && piece->ptr != walk->object->first.ptr)
            continue; /* they come behind the first */
        if (walk->first) {
            walk->first = false;
            return true;
        }
        found = look_at(*piece);
        if (is_said(found.index) && same_object(walk->object, &found))
            return true;
    }
    return false;
}

static bool is_text(struct span value)
{
    return value.ptr != NULL && value.len >= 2 && value.ptr[0] == '"';
}

/* Puts a value behind, or in place of, the one that stands in `out` from
 * `at` on. */
static void put_value(struct buf *out, size_t at, const char *name,
                      struct span value)
{
    struct span old;
    bool grows;

    if (!buf_ok(out) || !is_said(value))
        return;
    old = (struct span){ out->data + at, out->len - at };
    grows =
        span_in(span_of(name), "text summary") ||
        (span_in(span_of(name), "data signature") && !span_same(old, value));
    if (grows && is_text(old) && is_text(value)) {
        out->len--; /* the closing quote */
        buf_add(out, value.ptr + 1, value.len - 1);
    } else {
        out->len = at;
        buf_add(out, value.ptr, value.len);
    }
}

static void write_value(struct span list, const struct object *object,
                        const struct json_text *name, struct buf *out)
{
    struct walk walk = begin_walk(list, object);
    char key[64] = "";
    struct span piece;
    size_t at;

    if (name->plain && name->raw.len < sizeof(key))
        memcpy(key, name->raw.ptr, name->raw.len);
    buf_add_char(out, '"');
    buf_add(out, name->raw.ptr, name->raw.len);
    buf_add_text(out, "\":");
    at = out->len;
    buf_add_text(out, "null");
    while (next_piece(&walk, &piece)) {
        const struct span value =
            key[0] != '\0' ? json_find(piece, key) : SPAN_NONE;

        put_value(out, at, key, value);
    }
}

/* The members of all pieces, in the order in which they first came; false:
 * there are too many. */
static bool write_members(struct span list, const struct object *object,
                          struct buf *out)
{
    struct walk walk = begin_walk(list, object);
    struct json_text names[MAX_NAMES];
    struct span piece;
    size_t n = 0;

    while (next_piece(&walk, &piece)) {
        struct json_text name;
        struct json_in in;

        if (!json_open_object(&in, piece))
            return false;
        while (json_next_member(&in, &name)) {
            size_t i = 0;

            json_skip(&in);
            while (i < n && !span_same(names[i].raw, name.raw))
                i++;
            if (i < n)
                continue;
            if (n == MAX_NAMES || !name.plain)
                return false;
            names[n++] = name;
            if (n > 1)
                buf_add_char(out, ',');
            write_value(list, object, &name, out);
        }
    }
    return true;
}

/* ---- the list ----------------------------------------------------------- */

static bool write_objects(struct span list, struct buf *out)
{
    struct object objects[MAX_OBJECTS];
    struct json_in in;
    size_t n = 0;

    if (!json_open_array(&in, list))
        return false;
    while (json_next_element(&in)) {
        const struct object piece = look_at(json_raw(&in));

        if (piece.first.ptr == NULL || piece.first.ptr[0] != '{')
            return false;
        if (find_object(objects, n, &piece) < n)
            continue;
        if (n == MAX_OBJECTS)
            return false;
        objects[n++] = piece;
    }
    if (!json_ok(&in) || n * list.len > MAX_WORK)
        return false;
    buf_add_char(out, '[');
    for (size_t i = 0; i < n; i++) {
        buf_add_text(out, i > 0 ? ",{" : "{");
        if (!write_members(list, &objects[i], out))
            return false;
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    return true;
}

void pieces_write(struct span list, struct buf *out)
{
    const size_t from = out->len;

    if (write_objects(list, out))
        return;
    out->len = from;
    buf_add(out, list.ptr, list.len);
}
