/* encoding/closed_schema.c -- a JSON schema as the compilers of Anthropic and
 * AWS take it.
 *
 * The compiler knows a part of JSON Schema and answers 400 to the rest.  So
 * every object is closed, oneOf is spelt anyOf, and what it does not know moves
 * into the description, where the model still reads it:
 *
 *   {"type": "integer", "description": "Guests\n\n{minimum: 1, maximum: 12}"}
 *
 * The schema is copied member by member, so that order and digits stay. */
#include "encoding/closed_schema.h"

#include <stdio.h>
#include <string.h>
#include "encoding/encoding.h"
#include "wire/json_in.h"
#include "encoding/extra.h"

/* How a keyword is copied. */
enum way {
    AS_IT_IS,
    ONE,   /* its value is a schema */
    EACH,  /* a list, or an object, of schemas */
    CLOSE, /* additionalProperties: false, whatever it was */
    SAID,  /* the description, to which others move */
    MOVES, /* into the description */
    LEAST, /* minItems: 0 and 1 are known */
    PATTERN,
    FORMAT
};

static const struct {
    const char *names; /* NULL: all others */
    enum way way;
} keywords[] = {
    { "properties $defs definitions anyOf allOf oneOf", EACH },
    { "items", ONE },
    { "additionalProperties", CLOSE },
    { "description", SAID },
    { "minItems", LEAST },
    { "pattern", PATTERN },
    { "format", FORMAT },
    { "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength "
      "maxLength maxItems uniqueItems minProperties maxProperties "
      "patternProperties propertyNames unevaluatedProperties unevaluatedItems "
      "dependentRequired dependentSchemas prefixItems additionalItems contains "
      "minContains maxContains not if then else",
      MOVES },
    { NULL, AS_IT_IS },
};

static const char formats[] = "date-time time date duration email hostname uri "
                              "ipv4 ipv6 uuid";

/* Refused of the arguments of a tool as a whole. */
static const char choices[] = "anyOf oneOf allOf";

/* What the walk found out. */
struct rewriting {
    struct encoding *e;
    bool open; /* choices move, of the whole; what else there is stays */
    struct buf scratch;
    char moved[160]; /* names of what moved, for the report */
    bool closed;     /* what was said to be open is not */
};

static void copy_schema(struct rewriting *w, const char *key,
                        struct span schema);

/* Empties the scratch; that there was no memory for it is remembered. */
static void clear(struct rewriting *w)
{
    if (!buf_ok(&w->scratch))
        w->e->arena->status = w->scratch.status;
    buf_reset(&w->scratch);
}

/* ---- what moves --------------------------------------------------------- */

/* Looking around, back references and word borders. */
static bool is_simple_pattern(struct span text)
{
    for (size_t i = 0; i + 1 < text.len; i++) {
        const char *at = text.ptr + i;

        if (at[0] == '(' && at[1] == '?' && i + 2 < text.len && at[2] != ':')
            return false;
        if (at[0] != '\\')
            continue;
        if (at[1] == 'b' || at[1] == 'B' || at[1] == 'k' ||
            (at[1] >= '1' && at[1] <= '9'))
            return false;
        i++;
    }
    return true;
}

static bool text_fits(struct rewriting *w, struct span json, enum way way)
{
    struct json_in in;
    struct span text;
    bool fits = true;

    json_in_init(&in, json.ptr, json.len, 0);
    text = json_string(&in, &w->scratch);
    if (text.ptr != NULL)
        fits =
            way == PATTERN ? is_simple_pattern(text) : span_in(text, formats);
    clear(w);
    return fits;
}

static bool moves(struct rewriting *w, enum way way, struct span value)
{
    switch (way) {
    case MOVES:
        return true;
    case LEAST:
        return !span_is(value, "0") && !span_is(value, "1");
    case PATTERN:
    case FORMAT:
        return !text_fits(w, value, way);
    case AS_IT_IS:
    case ONE:
    case EACH:
    case CLOSE:
    case SAID:
        break;
    }
    return false;
}

static enum way way_of(const struct json_text *name)
{
    size_t i = 0;

    while (keywords[i].names != NULL && !json_name_in(name, keywords[i].names))
        i++;
    return keywords[i].way;
}

static void note(struct rewriting *w, struct span name)
{
    const size_t len = strlen(w->moved);

    if (!span_in(name, w->moved) && len + name.len + 2 <= sizeof(w->moved))
        snprintf(w->moved + len, sizeof(w->moved) - len, "%s%.*s",
                 len > 0 ? " " : "", (int)name.len, name.ptr);
}

/* ---- one object of the schema -------------------------------------------- */

/* Each value of an enum is held against one type.  Beside several it is
 * refused, and says as much alone. */
static bool says_type_anew(struct span schema, struct span type)
{
    return type.ptr[0] == '[' && (json_find(schema, "enum").ptr != NULL ||
                                  json_find(schema, "const").ptr != NULL);
}

/* So it is where null, which is none of that type, stands in the enum. */
static bool has_foreign_null(struct span schema, struct span type)
{
    struct json_in in;
    bool found = false;

    json_open_array(&in, json_find(schema, "enum"));
    while (json_next_element(&in))
        found |= span_is(json_raw(&in), "null");
    return found && type.ptr[0] == '"' && !span_is(type, "\"null\"");
}

/* Two members cannot both be spelt anyOf. */
static bool moves_from(struct rewriting *w, struct span schema,
                       const struct json_text *name, struct span value)
{
    if (w->open)
        return json_name_in(name, choices);
    if (json_name_is(name, "oneOf") && json_find(schema, "anyOf").ptr != NULL)
        return true;
    if (json_name_is(name, "type") && has_foreign_null(schema, value))
        return true;
    return moves(w, way_of(name), value);
}

/* `said` ptr NULL: the schema has none of its own. */
static void open_description(struct rewriting *w, struct span said)
{
    struct json_out *out = &w->e->out;
    struct json_in in;

    json_text_open(out, "description");
    if (said.ptr != NULL && said.ptr[0] == '"') {
        json_in_init(&in, said.ptr, said.len, 0);
        json_text_piece(out, json_string(&in, &w->scratch));
        json_text_piece(out, SPAN("\n\n"));
        clear(w);
    }
    json_text_piece(out, SPAN("{"));
}

/* What it said, and behind it what moves. */
static void write_description(struct rewriting *w, struct span schema,
                              struct span said)
{
    struct json_out *out = &w->e->out;
    struct json_text name;
    struct json_in in;
    bool first = true;

    json_open_object(&in, schema);
    while (json_next_member(&in, &name)) {
        const struct span value = json_raw(&in);

        if (!moves_from(w, schema, &name, value))
            continue;
        if (first)
            open_description(w, said);
        else
            json_text_piece(out, SPAN(", "));
        json_text_piece(out, name.raw);
        json_text_piece(out, SPAN(": "));
        json_text_piece(out, value);
        note(w, name.raw);
        first = false;
    }
    if (!first) {
        json_text_piece(out, SPAN("}"));
        json_text_close(out);
    } else if (said.ptr != NULL) {
        json_raw_out(out, "description", said);
    }
}

/* Is "object" the type, or one of several? */
static bool says_object(struct span type)
{
    return span_is(type, "\"object\"") || lists_text(type, "object");
}

bool schema_of_object(struct span schema)
{
    return json_find(schema, "properties").ptr != NULL ||
           says_object(json_find(schema, "type"));
}

/* Is it the schema of an object, which does not say yet whether it is closed?
 */
static bool is_left_open(struct span schema)
{
    return json_find(schema, "additionalProperties").ptr == NULL &&
           schema_of_object(schema);
}

static void copy_each(struct rewriting *w, const char *key, struct span value)
{
    struct json_text name;
    struct json_in in;

    if (json_open_array(&in, value)) {
        json_array(&w->e->out, key);
        while (json_next_element(&in))
            copy_schema(w, NULL, json_raw(&in));
        json_end(&w->e->out);
    } else if (json_open_object(&in, value)) {
        json_object(&w->e->out, key);
        while (json_next_member(&in, &name))
            copy_schema(w, decoded_name(w->e, &name), json_raw(&in));
        json_end(&w->e->out);
    } else {
        json_raw_out(&w->e->out, key, value);
    }
}

static void close_object(struct rewriting *w, const char *key,
                         struct span value)
{
    json_bool_out(&w->e->out, key, false);
    w->closed = w->closed || !span_is(value, "false");
}

static void copy_keyword(struct rewriting *w, struct span schema,
                         const struct json_text *name, struct span value)
{
    const enum way way = way_of(name);
    const char *key;

    if (moves_from(w, schema, name, value) ||
        (!w->open && json_name_is(name, "type") &&
         says_type_anew(schema, value)))
        return;
    key = decoded_name(w->e, name);
    if (strcmp(key, "oneOf") == 0)
        key = "anyOf";
    if (way == SAID)
        write_description(w, schema, value);
    else if (w->open)
        json_raw_out(&w->e->out, key, value);
    else if (way == CLOSE)
        close_object(w, key, value);
    else if (way == EACH)
        copy_each(w, key, value);
    else if (way == ONE)
        copy_schema(w, key, value);
    else
        json_raw_out(&w->e->out, key, value);
}

/* `true`, and what lies deeper than a body can, go as they are. */
static void copy_schema(struct rewriting *w, const char *key,
                        struct span schema)
{
    struct json_text name;
    struct json_in in;

    if (schema.ptr == NULL || schema.ptr[0] != '{' ||
        w->e->out.depth + 4 > JSON_OUT_DEPTH) {
        json_raw_out(&w->e->out, key, schema);
        return;
    }
    json_object(&w->e->out, key);
    json_open_object(&in, schema);
    while (json_next_member(&in, &name))
        copy_keyword(w, schema, &name, json_raw(&in));
    if (json_find(schema, "description").ptr == NULL)
        write_description(w, schema, SPAN_NONE);
    if (!w->open && is_left_open(schema))
        json_bool_out(&w->e->out, "additionalProperties", false);
    if (json_find(schema, "properties").ptr != NULL &&
        json_find(schema, "type").ptr == NULL)
        json_str(&w->e->out, "type", "object");
    json_end(&w->e->out);
}

static void rewrite(struct encoding *e, const char *key, const char *schema,
                    const char *field, bool open)
{
    struct rewriting w = { .e = e, .open = open };

    schema += strspn(schema, " \t\r\n");
    buf_init(&w.scratch, e->arena->mem, strlen(schema));
    copy_schema(&w, key, span_of(schema));
    clear(&w);
    buf_release(&w.scratch);
    if (w.moved[0] != '\0')
        translated(e, field,
                   "moved into descriptions, for the vendor takes no such "
                   "keywords: %s",
                   w.moved);
    if (w.closed)
        translated(e, field,
                   "its objects have no members beside those it names: the "
                   "vendor compiles no others");
}

void write_closed_schema(struct encoding *e, const char *key,
                         const char *schema, const char *field)
{
    rewrite(e, key, schema, field, false);
}

/* ---- arguments of a tool ------------------------------------------------ */

/* Where it may be something else as well, it is not. */
static const char *object_alone(struct encoding *e, const char *schema,
                                struct span type, const char *field)
{
    const size_t before = (size_t)(type.ptr - schema);

    if (span_is(type, "\"object\""))
        return schema;
    if (!says_object(type)) {
        refuse(e, PARL_INVALID_ARGUMENT, pointer(e, "%s/type", field),
               "the arguments of a tool are an object, not %.*s: make it a "
               "property of one",
               (int)type.len, type.ptr);
        return schema;
    }
    translated(e, field, "sent with \"type\": \"object\"");
    return pointer(e, "%.*s\"object\"%s", (int)before, schema,
                   type.ptr + type.len);
}

static const char *object_schema(struct encoding *e, const char *schema,
                                 const char *field)
{
    const char *members = strchr(schema, '{');
    const struct span type = json_find_in(schema, "type");

    if (members == NULL)
        return schema;
    if (type.ptr != NULL)
        return object_alone(e, schema, type, field);
    translated(e, field, "sent with \"type\": \"object\"");
    members++;
    return pointer(e, "{\"type\":\"object\"%s%s",
                   members[strspn(members, " \t\r\n")] == '}' ? "" : ",",
                   members);
}

bool schema_is_choice(const char *schema)
{
    struct json_text name;
    struct json_in in;
    bool found = false;

    json_open_object(&in, span_of(schema + strspn(schema, " \t\r\n")));
    while (json_next_member(&in, &name)) {
        found |= json_name_in(&name, choices);
        json_skip(&in);
    }
    return found;
}

void write_arguments_schema(struct encoding *e, const char *key,
                            const char *schema, const char *field, bool strict,
                            bool choices_stay)
{
    schema = schema != NULL ? object_schema(e, schema, field)
                            : "{\"type\":\"object\",\"properties\":{}}";
    if (strict || (!choices_stay && schema_is_choice(schema)))
        rewrite(e, key, schema, field, !strict);
    else
        json_raw_out(&e->out, key, span_of(schema));
}
