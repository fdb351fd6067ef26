/* dialects/google_generate/write_schema.c -- a JSON schema as the Schema
 * message of the models up to 2.0, a subset of OpenAPI's.
 *
 * What it does not know, it refuses, so words are taken from a list: $ref is
 * replaced by what it points to, allOf by all of its members, const by an enum
 * of one, a type that may be null by `nullable`, oneOf by anyOf.  Numbers keep
 * their digits. */
#include "dialects/google_generate/generate.h"

#include <string.h>
#include "encoding/closed_schema.h"
#include "encoding/extra.h"

enum {
    MAX_SOURCES = 16, /* objects that come together in one node */
    MAX_LEVELS = 20,
    MAX_NODES = 10000
};

struct schema {
    struct generate *g;
    const char *field;
    struct span root;
    struct span open[MAX_LEVELS]; /* what $ref pointed to, up to here */
    size_t n_open;
    int levels;
    int nodes;
};

/* A node: the objects that it is made of, the first one its own. */
struct node {
    struct span from[MAX_SOURCES];
    size_t n;
    struct span choices; /* the first that are more than one; absent: none */
    bool nullable;
    bool cut; /* it holds itself: nothing is said of its inside */
};

/* ---- what a node is made of ---------------------------------------------- */

static struct span first_of(const struct node *node, const char *name)
{
    for (size_t i = 0; i < node->n; i++) {
        const struct span found = json_find(node->from[i], name);

        if (found.ptr != NULL)
            return found;
    }
    return SPAN_NONE;
}

static bool says_null(struct span schema)
{
    return json_says(schema, "type", "null");
}

/* What a list says beside null. */
struct values {
    size_t n;
    struct span first; /* ptr NULL: nothing */
    bool null;         /* it says that, too: */
};

/* written as `null`, or as a schema of it. */
static struct values read_values(struct span list, const char *null)
{
    struct values values = { .n = 0 };
    struct json_in in;

    json_open_array(&in, list);
    while (json_next_element(&in)) {
        const struct span one = json_raw(&in);

        if (span_is(one, null) || says_null(one))
            values.null = true;
        else if (values.n++ == 0)
            values.first = one;
    }
    return values;
}

static void gather(struct schema *s, struct node *node, struct span schema);

static void gather_ref(struct schema *s, struct node *node, struct span ref)
{
    struct span to;

    if (ref.len < 3 || memcmp(ref.ptr, "\"#", 2) != 0)
        return;
    to = schema_at(s->root, (struct span){ ref.ptr + 1, ref.len - 2 });
    for (size_t i = 0; i < s->n_open; i++)
        node->cut = node->cut || s->open[i].ptr == to.ptr;
    if (to.ptr == NULL || node->cut || s->n_open == MAX_LEVELS)
        return;
    s->open[s->n_open++] = to;
    gather(s, node, to);
}

static struct span choices_of(struct span schema)
{
    const struct span any = json_find(schema, "anyOf");

    return any.ptr != NULL ? any : json_find(schema, "oneOf");
}

static bool is_nullable(struct span schema)
{
    return span_is(json_find(schema, "nullable"), "true") ||
           span_is(json_find(schema, "const"), "null") ||
           read_values(json_find(schema, "enum"), "null").null;
}

static void gather(struct schema *s, struct node *node, struct span schema)
{
    const struct span list = choices_of(schema);
    const struct values choices = read_values(list, "null");
    struct json_in all;

    if (node->n == MAX_SOURCES || schema.len == 0 || schema.ptr[0] != '{')
        return;
    node->from[node->n++] = schema;
    if (choices.null || is_nullable(schema))
        node->nullable = true;
    if (choices.n != 1 && node->choices.ptr == NULL)
        node->choices = list;
    gather_ref(s, node, json_find(schema, "$ref"));
    json_open_array(&all, json_find(schema, "allOf"));
    while (json_next_element(&all))
        gather(s, node, json_raw(&all));
    if (choices.n == 1)
        gather(s, node, choices.first);
}

/* ---- types -------------------------------------------------------------- */

static struct values types_of(const struct node *node)
{
    const struct span type = first_of(node, "type");

    if (type.ptr != NULL && type.ptr[0] == '[')
        return read_values(type, "\"null\"");
    return (struct values){ .n = type.ptr != NULL, .first = type };
}

/* The first of the values that are listed, other than null. */
static struct span first_value(const struct node *node)
{
    const struct values values = read_values(first_of(node, "enum"), "null");

    return values.n > 0 ? values.first : first_of(node, "const");
}

/* What a node without a type must be. */
static const char *guess_type(const struct node *node)
{
    const struct span value = first_value(node);

    if (span_in(value, "true false"))
        return "\"boolean\"";
    if (value.len > 0 && strchr("-0123456789", value.ptr[0]) != NULL)
        return memchr(value.ptr, '.', value.len) != NULL ? "\"number\""
                                                         : "\"integer\"";
    if (first_of(node, "properties").ptr != NULL)
        return "\"object\"";
    return first_of(node, "items").ptr != NULL ? "\"array\"" : "\"string\"";
}

/* ---- words that are taken as they are ------------------------------------ */

static void write_plain(struct schema *s, const struct node *node)
{
    static const char words[][sizeof("propertyOrdering")] = {
        "title",         "description",   "minItems", "maxItems",
        "minProperties", "maxProperties", "minimum",  "maximum",
        "minLength",     "maxLength",     "pattern",  "propertyOrdering",
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        const struct span value = first_of(node, words[i]);

        if (value.ptr != NULL)
            json_raw_out(s->g->out, words[i], value);
    }
}

static void write_format(struct schema *s, const struct node *node)
{
    static const char known[] = "\"date-time\" \"enum\" \"int32\" \"int64\" "
                                "\"float\" \"double\"";
    const struct span format = first_of(node, "format");

    if (span_in(format, known))
        json_raw_out(s->g->out, "format", format);
}

/* Texts alone, and no empty ones. */
static void write_word(struct json_out *out, struct span value)
{
    if (value.len > 2 && value.ptr[0] == '"')
        json_raw_out(out, NULL, value);
}

static void write_enum(struct schema *s, const struct node *node)
{
    const struct span list = first_of(node, "enum");
    struct json_out *out = s->g->out;
    const size_t before = out->buf->len;
    struct json_in in;

    json_array(out, "enum");
    json_open_array(&in, list);
    while (json_next_element(&in))
        write_word(out, json_raw(&in));
    if (list.ptr == NULL)
        write_word(out, first_of(node, "const"));
    json_end_or_undo(out, before);
}

/* ---- what stands below -------------------------------------------------- */

static void write_node(struct schema *s, const char *key, struct span schema);

/* Among the first `n` sources? */
static bool has_property(const struct node *node, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (json_find(json_find(node->from[i], "properties"), name).ptr != NULL)
            return true;
    }
    return false;
}

/* The properties of a node, being written. */
struct properties {
    struct schema *s;
    const struct node *node;
    size_t source; /* that is being read */
};

static void write_property(struct encoding *e, const char *name,
                           struct span schema, void *ctx)
{
    struct properties *p = ctx;

    (void)e;
    if (!has_property(p->node, p->source, name))
        write_node(p->s, name, schema);
}

static void write_properties(struct schema *s, const struct node *node)
{
    struct properties p = { s, node, 0 };
    const size_t before = s->g->out->buf->len;

    json_object(s->g->out, "properties");
    for (; p.source < node->n; p.source++)
        each_member(s->g->e, json_find(node->from[p.source], "properties").ptr,
                    write_property, &p);
    json_end_or_undo(s->g->out, before);
}

static void write_required(struct schema *s, const struct node *node)
{
    const size_t before = s->g->out->buf->len;

    json_array(s->g->out, "required");
    for (size_t i = 0; i < node->n; i++) {
        struct json_in in;

        json_open_array(&in, json_find(node->from[i], "required"));
        while (json_next_element(&in)) {
            const struct json_text text = json_text(&in);
            const char *name = decoded_name(s->g->e, &text);

            if (has_property(node, node->n, name))
                json_str(s->g->out, NULL, name);
        }
    }
    json_end_or_undo(s->g->out, before);
}

/* {"anyOf": [...]}, of schemas, or of the types that one may have. */
static void write_choices(struct schema *s, struct span list)
{
    struct json_in in;

    json_array(s->g->out, "anyOf");
    json_open_array(&in, list);
    while (json_next_element(&in)) {
        struct span schema = json_raw(&in);

        if (schema.len > 0 && schema.ptr[0] == '"')
            schema = span_of(pointer(s->g->e, "{\"type\":%.*s}",
                                     (int)schema.len, schema.ptr));
        if (!says_null(schema))
            write_node(s, NULL, schema);
    }
    json_end(s->g->out);
}

/* An array must say what is in it. */
static void write_items(struct schema *s, const struct node *node)
{
    const struct span items = first_of(node, "items");

    write_node(s, "items",
               items.ptr != NULL && items.ptr[0] == '{'
                   ? items
                   : SPAN("{\"type\":\"string\"}"));
}

/* ---- a node ------------------------------------------------------------- */

static void write_typed(struct schema *s, const struct node *node,
                        struct span type)
{
    json_raw_out(s->g->out, "type", type);
    write_plain(s, node);
    write_format(s, node);
    if (span_in(type, "\"string\" \"STRING\""))
        write_enum(s, node);
    if (node->cut)
        return;
    if (span_in(type, "\"array\" \"ARRAY\""))
        write_items(s, node);
    write_properties(s, node);
    write_required(s, node);
}

/* Is it what one of its choices says, and nothing by itself? */
static bool is_choice(const struct node *node, size_t n_types)
{
    return node->choices.ptr != NULL && !node->cut && n_types == 0 &&
           first_of(node, "properties").ptr == NULL;
}

static void write_inside(struct schema *s, const struct node *node)
{
    const struct values types = types_of(node);

    if (is_choice(node, types.n))
        write_choices(s, node->choices);
    else if (types.n > 1)
        write_choices(s, first_of(node, "type"));
    else
        write_typed(s, node,
                    types.n == 1 ? types.first : span_of(guess_type(node)));
    if (node->nullable || types.null)
        json_bool_out(s->g->out, "nullable", true);
}

static void write_node(struct schema *s, const char *key, struct span schema)
{
    const size_t n_open = s->n_open;
    struct node node = { .n = 0 };

    if (s->nodes++ == MAX_NODES || s->levels == MAX_LEVELS)
        refuse_for_model(
            s->g->e, s->field,
            "%s wants it without references, and then it is too large");
    gather(s, &node, schema);
    node.cut = node.cut || s->g->e->error.status != PARL_OK;
    s->levels++;
    json_object(s->g->out, key);
    write_inside(s, &node);
    json_end(s->g->out);
    s->levels--;
    s->n_open = n_open;
}

void generate_write_schema(struct generate *g, const char *key,
                           const char *field, const char *schema)
{
    struct schema s = { .g = g, .field = field, .root = span_of(schema) };

    translated_for_model(g->e, field,
                         "rewritten in the part of it that %s knows");
    write_node(&s, key, s.root);
}
