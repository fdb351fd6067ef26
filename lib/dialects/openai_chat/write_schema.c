/* dialects/openai_chat/write_schema.c -- a JSON schema, without the keywords
 * that the vendor does not take.
 *
 * Where nothing has to go, it is the caller's, byte for byte.  A property may
 * be called like a keyword, so what is a schema and what is a map of schemas
 * is kept apart. */
#include "dialects/openai_chat/chat.h"
#include "encoding/extra.h"

#include <string.h>

/* Keywords that hold schemas, by name or in a list, or one. */
static const char maps[] = "properties patternProperties $defs definitions "
                           "dependentSchemas";
static const char schemas[] = "items prefixItems additionalProperties not "
                              "anyOf oneOf allOf if then else contains";

struct pruning {
    const char *drops, *strict_drops; /* by blanks; NULL: none */
    const char *field;
    bool map; /* the members are properties, not keywords */
};

static void write_pruned(struct encoding *e, const char *key, struct span value,
                         struct pruning *p);

static void write_member(struct encoding *e, const char *name,
                         struct span value, void *ctx)
{
    const struct pruning *p = ctx;
    struct pruning below = *p;

    below.field = pointer(e, "%s/%s", p->field, escaped(e, name));
    below.map = !p->map && word_in(maps, name);
    if (!p->map && (word_in(p->drops, name) || word_in(p->strict_drops, name)))
        translated(e, below.field, "left out: %s takes no %s here",
                   e->to->provider->about, name);
    else if (p->map || below.map || word_in(schemas, name))
        write_pruned(e, name, value, &below);
    else
        json_raw_out(&e->out, name, value);
}

static void write_list(struct encoding *e, const char *key, struct span list,
                       const struct pruning *p)
{
    struct json_in in;

    json_open_array(&in, list);
    json_array(&e->out, key);
    for (size_t i = 0; json_next_element(&in); i++) {
        struct pruning below = *p;

        below.field = pointer(e, "%s/%zu", p->field, i);
        write_pruned(e, NULL, json_raw(&in), &below);
    }
    json_end(&e->out);
}

static void write_pruned(struct encoding *e, const char *key, struct span value,
                         struct pruning *p)
{
    if (value.len > 0 && value.ptr[0] == '[') {
        write_list(e, key, value, p);
    } else if (value.len > 0 && value.ptr[0] == '{') {
        json_object(&e->out, key);
        each_member(e, arena_text(e->arena, value.ptr, value.len), write_member,
                    p);
        json_end(&e->out);
    } else {
        json_raw_out(&e->out, key, value);
    }
}

void chat_write_pruned(struct encoding *e, const char *key, const char *schema,
                       bool strict, const char *field)
{
    const struct chat_schemas *rule = chat_ways(e)->schemas;
    struct pruning p = {
        .drops = rule->drops,
        .strict_drops = strict ? rule->strict_drops : NULL,
        .field = field,
    };
    const struct span whole = span_of(schema);
    struct span trimmed = whole;

    while (trimmed.len > 0 && strchr(" \t\r\n", trimmed.ptr[0]) != NULL)
        trimmed.ptr++, trimmed.len--;
    if (p.drops == NULL && p.strict_drops == NULL)
        json_raw_out(&e->out, key, whole);
    else
        write_pruned(e, key, trimmed, &p);
}

void chat_write_schema(struct encoding *e, const char *key, const char *schema,
                       bool strict, const char *field)
{
    const struct chat_schemas *rule = chat_ways(e)->schemas;

    if (rule != NULL)
        rule->write(e, key, schema, strict, field);
    else
        json_raw_out(&e->out, key, span_of(schema));
}
