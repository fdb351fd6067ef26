/* dialects/cohere_chat/schema.c -- which schemas Cohere takes where it keeps
 * to them.
 *
 * A structured answer is an object, and each object in it requires something.
 * The parameters of strict tools do without the keywords below, and all of them
 * together have 200 fields at most.  Elsewhere such things are ignored. */
#include "dialects/cohere_chat/cohere.h"

/* What is known of a schema, once it was read. */
struct reading {
    bool each_requires; /* each object requires a property */
    bool plain;         /* no keyword that Cohere does not know */
    size_t fields;
};

static void read_schema(struct json_in *in, struct reading *r);

static bool is_filled_list(struct span list)
{
    struct json_in in;

    if (list.ptr == NULL)
        return false;
    json_in_init(&in, list.ptr, list.len, 0);
    return json_enter_array(&in) && json_next_element(&in);
}

static bool is_one_of(struct json_text name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (json_name_is(name, *names))
            return true;
    }
    return false;
}

/* {NAME: SCHEMA, ...}; returns how many. */
static size_t read_named(struct json_in *in, struct reading *r)
{
    struct json_text name;
    size_t n = 0;

    if (!json_enter_object(in))
        return 0;
    for (; json_next_member(in, &name); n++)
        read_schema(in, r);
    return n;
}

/* A schema, or a list of them. */
static void read_schema(struct json_in *in, struct reading *r)
{
    static const char *const unknown[] = {
        "allOf",       "oneOf",     "not",
        "minimum",     "maximum",   "exclusiveMinimum",
        "minItems",    "maxItems",  "exclusiveMaximum",
        "minLength",   "maxLength", "multipleOf",
        "uniqueItems", NULL,
    };
    static const char *const named[] = { "$defs", "definitions", NULL };
    static const char *const values[] = { "enum", "const", "default",
                                          "examples", NULL };
    bool is_object = false, requires = false;
    struct json_text name;

    if (json_peek(in) == JSON_ARRAY) {
        json_enter_array(in);
        while (json_next_element(in))
            read_schema(in, r);
        return;
    }
    if (!json_enter_object(in))
        return;
    while (json_next_member(in, &name)) {
        if (is_one_of(name, unknown))
            r->plain = false;
        if (json_name_is(name, "type") && json_peek(in) == JSON_TEXT)
            is_object = json_name_is(json_text(in), "object");
        else if (json_name_is(name, "required"))
        requires = is_filled_list(json_raw(in));
        else if (is_one_of(name, values)) json_skip(in);
        else if (json_name_is(name, "properties")) r->fields +=
            read_named(in, r);
        else if (is_one_of(name, named)) read_named(in, r);
        else read_schema(in, r);
    }
    if (is_object && !requires)
        r->each_requires = false;
}

static struct reading read_whole(const char *schema)
{
    struct reading r = { .each_requires = true, .plain = true };
    struct json_in in;

    json_in_init(&in, schema, strlen(schema), 0);
    read_schema(&in, &r);
    return r;
}

bool cohere_takes_schema(const char *schema)
{
    const struct span type = json_find(span_of(schema), "type");

    return span_is(type, "\"object\"") && read_whole(schema).each_requires;
}

bool cohere_takes_strictly(const char *schema, size_t *fields)
{
    struct reading r;

    if (schema == NULL ||
        !is_filled_list(json_find(span_of(schema), "required")))
        return false;
    r = read_whole(schema);
    *fields += r.fields;
    return r.plain;
}
