/* dialects/cohere_chat/schema.c -- which schemas Cohere takes where it keeps
 * to them.
 *
 * A structured answer is an object, and each object in it requires something.
 * The parameters of strict tools do without what is listed below, and all of
 * them together have 200 fields at most.  Elsewhere such things are ignored. */
#include "dialects/cohere_chat/cohere.h"

#include <string.h>

/* What is known of a schema, once it was read. */
struct reading {
    bool each_requires; /* each object requires a property */
    bool plain;         /* nothing in it that Cohere does not know */
    size_t fields;
};

/* What it says of itself, and not of those in it. */
struct node {
    bool is_object, requires;
};

static void read_schema(struct json_in *in, struct reading *r);

/* What a keyword is to us. */
enum keyword {
    OTHER,
    TYPE,
    REQUIRED,
    PROPERTIES,
    DEFINITIONS,
    PATTERN,
    FORMAT,
    VALUE,
    UNKNOWN /* to Cohere */
};

static enum keyword keyword_of(const struct json_text *name)
{
    static const char *const words[] = {
        [TYPE] = "type",
        [REQUIRED] = "required",
        [PROPERTIES] = "properties",
        [DEFINITIONS] = "$defs definitions",
        [PATTERN] = "pattern",
        [FORMAT] = "format",
        [VALUE] = "enum const default examples",
        [UNKNOWN] =
            "allOf oneOf not minimum maximum exclusiveMinimum exclusiveMaximum "
            "minItems maxItems minLength maxLength multipleOf uniqueItems",
    };

    for (int i = TYPE; i <= UNKNOWN; i++) {
        if (json_name_in(name, words[i]))
            return (enum keyword)i;
    }
    return OTHER;
}

static bool holds(struct span text, const char *what)
{
    const size_t len = strlen(what);

    for (; text.len >= len; text.ptr++, text.len--) {
        if (memcmp(text.ptr, what, len) == 0)
            return true;
    }
    return false;
}

static bool is_filled_list(struct span list)
{
    return list.len > 0 && list.ptr[0] == '[' &&
           first_element(list).ptr != NULL;
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

/* Anchors and a look around are not known. */
static bool is_plain_pattern(struct span pattern)
{
    static const char unknown[][4] = { "^", "$", "(?=", "(?!", "(?<" };

    for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
        if (holds(pattern, unknown[i]))
            return false;
    }
    return true;
}

static void read_keyword(struct json_in *in, const struct json_text *name,
                         struct node *node, struct reading *r)
{
    const enum keyword keyword = keyword_of(name);
    struct json_text text;

    switch (keyword) {
    case TYPE:
        node->is_object |= holds(json_raw(in), "\"object\"");
        break;
    case REQUIRED:
        node->requires
        = is_filled_list(json_raw(in));
        break;
    case PROPERTIES:
        node->is_object = true;
        r->fields += read_named(in, r);
        break;
    case DEFINITIONS:
        read_named(in, r);
        break;
    case PATTERN:
        r->plain &= is_plain_pattern(json_raw(in));
        break;
    case FORMAT:
        text = json_text(in);
        r->plain &= json_name_in(&text, "date-time date time uuid");
        break;
    case VALUE:
        json_skip(in);
        break;
    case UNKNOWN:
    case OTHER:
        r->plain &= keyword == OTHER;
        read_schema(in, r);
        break;
    }
}

/* A schema, or a list of them. */
static void read_schema(struct json_in *in, struct reading *r)
{
    struct node node = { .is_object = false };
    struct json_text name;

    if (json_peek(in) == JSON_ARRAY) {
        json_enter_array(in);
        while (json_next_element(in))
            read_schema(in, r);
        return;
    }
    if (!json_enter_object(in))
        return;
    while (json_next_member(in, &name))
        read_keyword(in, &name, &node, r);
    r->each_requires &= !node.is_object || node.requires;
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
    const struct span type = json_find_in(schema, "type");

    return span_is(type, "\"object\"") && read_whole(schema).each_requires;
}

bool cohere_takes_strictly(const char *schema, size_t *fields)
{
    struct reading r;

    if (schema == NULL || !is_filled_list(json_find_in(schema, "required")))
        return false;
    r = read_whole(schema);
    *fields += r.fields;
    return r.plain;
}
