/* schema_room.c -- can a schema be compiled at all?
 *
 * The vendor's compiler follows references inside the schema, but none that
 * lead out of it and none that come back to where they began: a tree, say.  It
 * wants to know the name and the type of every property, and of optional
 * properties and of unions it takes so many in one request.  What it cannot
 * compile is asked for by a tool, whose schema is not compiled. */
#include "closed_schema.h"

#include <string.h>
#include "wire/json_in.h"

enum { MAX_PATH = 32, MAX_LEVELS = 64, MAX_STEPS = 20000 };

struct walk {
    struct span root;
    struct span path[MAX_PATH]; /* the references that are being followed */
    size_t n_path;
    int steps; /* so that references that multiply come to an end */
    int optional, unions;
    bool bad;
};

static void walk(struct walk *w, struct span value, int level);

/* ---- references --------------------------------------------------------- */

struct span schema_at(struct span root, struct span ref)
{
    const char *at = ref.ptr + 1;
    const char *end = ref.ptr + ref.len;
    struct span found = root;

    while (at < end && found.ptr != NULL) {
        const char *slash = memchr(at + 1, '/', (size_t)(end - at - 1));
        const char *stop = slash != NULL ? slash : end;
        char name[256];

        error_copy(name, sizeof(name), at + 1, (size_t)(stop - at - 1));
        found = json_find(found, name);
        at = stop;
    }
    return found;
}

static void follow(struct walk *w, struct span ref, int level)
{
    bool again = w->n_path == MAX_PATH || ref.len == 0 || ref.ptr[0] != '#';

    for (size_t i = 0; i < w->n_path; i++)
        again = again || span_same(w->path[i], ref);
    if (again) {
        w->bad = true;
        return;
    }
    w->path[w->n_path++] = ref;
    walk(w, schema_at(w->root, ref), level + 1);
    w->n_path--;
}

/* ---- the schema --------------------------------------------------------- */

/* What a keyword holds. */
enum holds { A_SCHEMA, SCHEMAS_BY_NAME, DATA };

static enum holds holds(struct json_text name)
{
    static const struct {
        const char *name;
        enum holds holds;
    } list[] = {
        { "properties", SCHEMAS_BY_NAME },
        { "$defs", SCHEMAS_BY_NAME },
        { "definitions", SCHEMAS_BY_NAME },
        { "enum", DATA },
        { "const", DATA },
        { "default", DATA },
        { "examples", DATA },
        { "required", DATA },
    };

    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        if (json_name_is(name, list[i].name))
            return list[i].holds;
    }
    return A_SCHEMA;
}

static int count_elements(struct span list)
{
    struct json_in in;
    int n = 0;

    json_open_array(&in, list);
    for (; json_next_element(&in); n++)
        json_skip(&in);
    return n;
}

static int count_members(struct span object)
{
    struct json_text name;
    struct json_in in;
    int n = 0;

    json_open_object(&in, object);
    for (; json_next_member(&in, &name); n++)
        json_skip(&in);
    return n;
}

/* What is limited; each definition counts once. */
static void count(struct walk *w, struct span schema)
{
    const struct span type = json_find(schema, "type");
    const int optional = count_members(json_find(schema, "properties")) -
                         count_elements(json_find(schema, "required"));

    if (optional > 0)
        w->optional += optional;
    w->unions += (type.ptr != NULL && type.ptr[0] == '[') ||
                 json_find(schema, "anyOf").ptr != NULL ||
                 json_find(schema, "oneOf").ptr != NULL;
}

static void walk_names(struct walk *w, struct span map, bool typed, int level)
{
    struct json_text name;
    struct json_in in;

    json_open_object(&in, map);
    while (json_next_member(&in, &name)) {
        const struct span schema = json_raw(&in);

        if (typed && (span_is(schema, "true") || span_is(schema, "{}")))
            w->bad = true;
        walk(w, schema, level + 1);
    }
}

/* A map, whose names are not known; a choice among more than scalars; schemas
 * that are joined by reference. */
static bool is_beyond(struct json_text name, struct span value)
{
    const bool choice = json_name_is(name, "enum");
    struct json_in in;
    bool beyond = false;

    if (json_name_is(name, "additionalProperties"))
        return value.ptr[0] == '{' && !span_is(value, "{}");
    if (!choice && !json_name_is(name, "allOf"))
        return false;
    json_open_array(&in, value);
    while (json_next_element(&in)) {
        const struct span one = json_raw(&in);

        beyond |= choice ? one.ptr[0] == '{' || one.ptr[0] == '['
                         : json_find(one, "$ref").ptr != NULL;
    }
    return beyond;
}

static void walk_keyword(struct walk *w, struct json_text name,
                         struct json_in *in, int level)
{
    if (json_name_is(name, "$ref") && json_peek(in) == JSON_TEXT)
        follow(w, json_text(in).raw, level);
    else if (holds(name) == DATA)
        json_skip(in);
    else if (holds(name) == A_SCHEMA)
        walk(w, json_raw(in), level + 1);
    else
        walk_names(w, json_raw(in), json_name_is(name, "properties"), level);
}

static void walk(struct walk *w, struct span value, int level)
{
    struct json_text name;
    struct json_in in;

    if (value.ptr == NULL || w->bad || level > MAX_LEVELS ||
        ++w->steps > MAX_STEPS)
        return;
    if (json_open_array(&in, value)) {
        while (json_next_element(&in))
            walk(w, json_raw(&in), level + 1);
    } else if (json_open_object(&in, value)) {
        if (w->n_path == 0)
            count(w, value);
        while (json_next_member(&in, &name)) {
            struct json_in ahead = in;

            w->bad = is_beyond(name, json_raw(&ahead)) || w->bad;
            walk_keyword(w, name, &in, level);
        }
    }
}

/* ---- the whole ---------------------------------------------------------- */

bool schema_compiles(struct schema_room *room, const char *schema)
{
    struct walk w = { .root = span_of(schema + strspn(schema, " \t\r\n")) };

    walk(&w, w.root, 0);
    if (w.bad || w.optional > room->optional || w.unions > room->unions)
        return false;
    room->optional -= w.optional;
    room->unions -= w.unions;
    return true;
}
