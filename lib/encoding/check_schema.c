/* encoding/check_schema.c -- strict schemas.
 *
 * With strict: true the vendors answer 400 unless every object of the schema
 * lists each of its properties as required and, at some, says
 * additionalProperties: false.  Found here, it costs no call, and the message
 * has the JSON pointer. */
#include "encoding/check.h"

#include <string.h>
#include "encoding/closed_schema.h"
#include "encoding/encoding.h"
#include "wire/json_in.h"
#include "encoding/extra.h"

enum { MAX_LEVELS = 100 };

struct walk {
    struct encoding *e;
    const char *field; /* where the schema stands in the request */
    int level;
};

static void check_required(struct walk *w, struct span schema, const char *at)
{
    const struct span properties = json_find(schema, "properties");
    const struct span required = json_find(schema, "required");
    struct json_text name;
    struct json_in in;

    json_open_object(&in, properties);
    while (json_next_member(&in, &name)) {
        const char *property = decoded_name(w->e, &name);

        json_skip(&in);
        if (w->e->arena->status == PARL_OK && !lists_text(required, property))
            refuse(w->e, PARL_INVALID_ARGUMENT,
                   pointer(w->e, "%s%s", w->field, at),
                   "strict, but its property '%s' is not in \"required\"; "
                   "list all, and make an optional one nullable",
                   property);
    }
}

/* Where a schema holds further schemas: a list or a map of them, or one. */
static const char with_schemas[] =
    "properties $defs definitions anyOf oneOf allOf prefixItems";
static const char with_schema[] = "items not contains additionalProperties";

/* After what is below, so that the innermost place is named. */
static void check_closed(struct walk *w, struct span schema, const char *at)
{
    const struct provider *p = w->e->to->provider;

    if ((p->strict_requires_all || p->chat.strict_closes) &&
        schema_of_object(schema) &&
        !span_is(json_find(schema, "additionalProperties"), "false"))
        refuse(w->e, PARL_INVALID_ARGUMENT, pointer(w->e, "%s%s", w->field, at),
               "strict, but without \"additionalProperties\": false");
}

static void check_schema(struct walk *w, struct span schema, const char *at);

static void check_list(struct walk *w, struct json_in *in, const char *at)
{
    for (size_t i = 0; json_next_element(in); i++)
        check_schema(w, json_raw(in), pointer(w->e, "%s/%zu", at, i));
}

static const char *below(struct walk *w, const char *at, const char *name)
{
    return pointer(w->e, "%s/%s", at, escaped(w->e, name));
}

static void check_each(struct walk *w, struct span children, const char *at)
{
    struct json_text name;
    struct json_in in;

    if (json_open_array(&in, children)) {
        check_list(w, &in, at);
        return;
    }
    json_open_object(&in, children);
    while (json_next_member(&in, &name)) {
        const char *at_name = below(w, at, decoded_name(w->e, &name));

        check_schema(w, json_raw(&in), at_name);
    }
}

static void check_schema(struct walk *w, struct span schema, const char *at)
{
    struct json_text name;
    struct json_in in;

    if (schema.len == 0 || schema.ptr[0] != '{' || w->level >= MAX_LEVELS ||
        w->e->error.status != PARL_OK)
        return;
    w->level++;
    check_required(w, schema, at);
    json_open_object(&in, schema);
    while (json_next_member(&in, &name)) {
        const char *key = decoded_name(w->e, &name);
        const struct span value = json_raw(&in);

        if (word_in(with_schemas, key))
            check_each(w, value, below(w, at, key));
        else if (word_in(with_schema, key))
            check_schema(w, value, below(w, at, key));
    }
    check_closed(w, schema, at);
    w->level--;
}

void check_strict_schema(struct encoding *e, const char *field,
                         const char *schema)
{
    struct walk walk = { .e = e, .field = field };

    schema += strspn(schema, " \t\r\n");
    check_schema(&walk, span_of(schema), "");
}
