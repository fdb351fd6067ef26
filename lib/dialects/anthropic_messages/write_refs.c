/* dialects/anthropic_messages/write_refs.c -- can a schema be compiled at all?
 *
 * The vendor's compiler follows references inside the schema, but none that
 * lead out of it and none that come back to where they began: a tree, say.
 * Such a schema is asked for by a tool, whose schema is not compiled. */
#include "dialects/anthropic_messages/messages.h"

#include <string.h>

enum { MAX_PATH = 32, MAX_LEVELS = 64, MAX_STEPS = 20000 };

struct walk {
    struct span root;
    struct span path[MAX_PATH]; /* the references that are being followed */
    size_t n_path;
    int steps; /* so that references that multiply come to an end */
    bool bad;
};

static void walk(struct walk *w, struct span value, int level);

/* ---- references --------------------------------------------------------- */

/* What "#/$defs/place" stands for; ptr NULL: nothing.  Its steps are names
 * without escapes, as everybody writes them. */
static struct span resolve(struct span root, struct span ref)
{
    const char *at = ref.ptr + 1;
    const char *end = ref.ptr + ref.len;
    struct span found = root;

    while (at < end && found.ptr != NULL) {
        const char *slash = memchr(at + 1, '/', (size_t)(end - at - 1));
        const char *stop = slash != NULL ? slash : end;
        char name[128];

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
    walk(w, resolve(w->root, ref), level + 1);
    w->n_path--;
}

/* ---- the schema --------------------------------------------------------- */

/* Values that are no schemas. */
static bool is_data(struct json_text name)
{
    return json_name_is(name, "enum") || json_name_is(name, "const") ||
           json_name_is(name, "default") || json_name_is(name, "examples");
}

static void walk_object(struct walk *w, struct json_in *in, int level)
{
    struct json_text name;

    json_enter_object(in);
    while (json_next_member(in, &name)) {
        if (json_name_is(name, "$ref") && json_peek(in) == JSON_TEXT)
            follow(w, json_text(in).raw, level);
        else if (is_data(name))
            json_skip(in);
        else
            walk(w, json_raw(in), level + 1);
    }
}

static void walk(struct walk *w, struct span value, int level)
{
    struct json_in in;

    if (value.ptr == NULL || w->bad || level > MAX_LEVELS ||
        ++w->steps > MAX_STEPS)
        return;
    json_in_init(&in, value.ptr, value.len, 0);
    if (json_peek(&in) == JSON_OBJECT) {
        walk_object(w, &in, level);
    } else if (json_peek(&in) == JSON_ARRAY && json_enter_array(&in)) {
        while (json_next_element(&in))
            walk(w, json_raw(&in), level + 1);
    }
}

bool messages_compiles(const char *schema)
{
    struct walk w = { .root = span_of(schema + strspn(schema, " \t\r\n")) };

    walk(&w, w.root, 0);
    return !w.bad;
}
