/* encoding/schema_room.c -- can a schema be compiled at all?
 *
 * The vendor's compiler follows references inside the schema, but none that
 * lead out of it and none that come back to where they began: a tree, say.  It
 * wants to know the type of the whole, and the name and the type of every
 * property, and of optional properties and of unions it takes so many in one
 * request.  What it cannot compile is asked for by a tool, whose schema is not
 * compiled; so is an answer that cites. */
#include "encoding/closed_schema.h"

#include <string.h>
#include "encoding/encoding.h"
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

/* Does a schema say of what type it is? */
static bool is_typed(struct span schema)
{
    struct json_text name;
    struct json_in in;
    bool typed = false;

    json_open_object(&in, schema);
    while (json_next_member(&in, &name)) {
        typed |= json_name_in(
            &name, "type properties anyOf oneOf allOf enum const $ref");
        json_skip(&in);
    }
    return typed;
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
    ref = schema_at(w->root, ref);
    w->bad |= !is_typed(ref);
    walk(w, ref, level + 1);
    w->n_path--;
}

/* ---- the schema --------------------------------------------------------- */

/* Elements of an array, or members of an object. */
static int count_values(struct span json)
{
    struct json_text name;
    struct json_in in;
    int n = 0;

    if (json_open_array(&in, json)) {
        for (; json_next_element(&in); n++)
            json_skip(&in);
        return n;
    }
    json_open_object(&in, json);
    for (; json_next_member(&in, &name); n++)
        json_skip(&in);
    return n;
}

/* What is limited; each definition counts once. */
static void count(struct walk *w, struct span schema)
{
    const struct span type = json_find(schema, "type");
    const int optional = count_values(json_find(schema, "properties")) -
                         count_values(json_find(schema, "required"));

    if (optional > 0)
        w->optional += optional;
    w->unions += (type.ptr != NULL && type.ptr[0] == '[' &&
                  json_find(schema, "enum").ptr == NULL &&
                  json_find(schema, "const").ptr == NULL) ||
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

        w->bad |= typed && !is_typed(schema);
        walk(w, schema, level + 1);
    }
}

/* A map, whose names are not known; elements of any type, or each of its own; a
 * choice among more than scalars, or with what has no type; schemas that are
 * joined by reference. */
static bool is_beyond(const struct json_text *name, struct span value)
{
    const bool choice = json_name_in(name, "enum");
    struct json_in in;
    bool beyond = false;

    if (json_name_in(name, "additionalProperties"))
        return value.ptr[0] == '{' && !span_is(value, "{}");
    if (json_name_in(name, "items"))
        return !is_typed(value);
    if (!choice && !json_name_in(name, "anyOf oneOf allOf"))
        return false;
    json_open_array(&in, value);
    while (json_next_element(&in)) {
        const struct span one = json_raw(&in);

        beyond |= choice
                      ? one.ptr[0] == '{' || one.ptr[0] == '['
                      : !is_typed(one) || (json_name_in(name, "allOf") &&
                                           json_find(one, "$ref").ptr != NULL);
    }
    return beyond;
}

static void walk_keyword(struct walk *w, const struct json_text *name,
                         struct span value, int level)
{
    if (json_name_in(name, "$ref") && value.ptr[0] == '"')
        follow(w, (struct span){ value.ptr + 1, value.len - 2 }, level);
    else if (json_name_in(name, "properties $defs definitions"))
        walk_names(w, value, json_name_in(name, "properties"), level);
    else if (!json_name_in(name, "enum const default examples required not if "
                                 "then else contains prefixItems"))
        walk(w, value, level + 1);
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
            const struct span keyword = json_raw(&in);

            if (keyword.ptr == NULL)
                break;
            w->bad = is_beyond(&name, keyword) || w->bad;
            walk_keyword(w, &name, keyword, level);
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

/* "%s" is the model. */
static const char *why_not_strict(struct schema_room *room, bool compiles,
                                  const parl_tool *tool)
{
    if (!compiles)
        return "%s does not compile schemas";
    if (room->strict_tools == 0)
        return "%s compiles the schemas of so many tools, and no more";
    if (tool->parameters != NULL && (schema_is_choice(tool->parameters) ||
                                     !schema_compiles(room, tool->parameters)))
        return "%s cannot compile it: it refers to itself or elsewhere, is a "
               "map or a choice, has a property without a type, or too many "
               "optional ones";
    return NULL;
}

bool keeps_strict(struct encoding *e, struct schema_room *room, bool compiles,
                  const parl_tool *tool, const char *field)
{
    const char *why = NULL;

    if (tool->strict != PARL_YES)
        return false;
    why = why_not_strict(room, compiles, tool);
    if (why != NULL)
        dropped_for_model(e, pointer(e, "%s/function/strict", field), why);
    else
        room->strict_tools--;
    return why == NULL;
}

static bool is_to_be_cited(const parl_part *part)
{
    const struct span members =
        part->type == PARL_PART_OPAQUE ? part_text(part) : span_of(part->extra);
    bool found =
        span_is(json_find(json_find(members, "citations"), "enabled"), "true");

    for (size_t i = 0; i < part->n_parts; i++)
        found = found || is_to_be_cited(&part->parts[i]);
    return found;
}

const char *why_not_native(struct schema_room *room, bool compiles,
                           const parl_request *r)
{
    if (r->response_format == PARL_FORMAT_JSON_OBJECT || !compiles)
        return "has no such mode";
    for (size_t i = 0; i < r->n_messages; i++) {
        for (size_t k = 0; k < r->messages[i].n_parts; k++) {
            if (is_to_be_cited(&r->messages[i].parts[k]))
                return "keeps an answer that cites to no schema";
        }
    }
    return is_typed(span_of(r->schema)) && schema_compiles(room, r->schema)
               ? NULL
               : "cannot compile the schema";
}
