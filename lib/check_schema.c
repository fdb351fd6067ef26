/* check_schema.c -- strict schemas.
 *
 * With strict: true the vendors answer 400 unless every object of the schema
 * lists each of its properties as required (and says additionalProperties:
 * false; that they add or demand themselves).  Found here, it costs no call,
 * and the message has the JSON pointer. */
#include "check.h"

#include <cjson/cJSON.h>
#include <string.h>

enum { MAX_LEVELS = 100 };

struct walk {
    struct encoding *e;
    const char *field; /* where the schema stands in the request */
    int level;
};

static bool lists(const cJSON *required, const char *name)
{
    const cJSON *item;

    cJSON_ArrayForEach(item, required)
    {
        if (cJSON_IsString(item) && strcmp(item->valuestring, name) == 0)
            return true;
    }
    return false;
}

static void check_object(struct walk *w, const cJSON *schema, const char *at)
{
    const cJSON *required =
        cJSON_GetObjectItemCaseSensitive(schema, "required");
    const cJSON *properties =
        cJSON_GetObjectItemCaseSensitive(schema, "properties");
    const cJSON *property;

    if (!cJSON_IsObject(properties))
        return;
    cJSON_ArrayForEach(property, properties)
    {
        if (!lists(required, property->string))
            refuse(w->e, PARL_INVALID_ARGUMENT,
                   pointer(w->e, "%s%s", w->field, at),
                   "strict, but its property '%s' is not in \"required\"; "
                   "list every property, and make an optional one nullable",
                   property->string);
    }
}

/* Where a schema holds further schemas. */
static const struct {
    const char *keyword;
    enum { ONE, EACH } holds; /* a schema, or a list or map of them */
} keywords[] = {
    { "properties", EACH },
    { "$defs", EACH },
    { "definitions", EACH },
    { "anyOf", EACH },
    { "oneOf", EACH },
    { "allOf", EACH },
    { "prefixItems", EACH },
    { "items", ONE },
    { "not", ONE },
    { "contains", ONE },
    { "additionalProperties", ONE },
};

static void check_schema(struct walk *w, const cJSON *schema, const char *at);

static void check_each(struct walk *w, const cJSON *list, const char *at)
{
    const cJSON *child;
    size_t i = 0;

    cJSON_ArrayForEach(child, list)
    {
        check_schema(w, child,
                     child->string != NULL
                         ? pointer(w->e, "%s/%s", at, child->string)
                         : pointer(w->e, "%s/%zu", at, i));
        i++;
    }
}

static void check_schema(struct walk *w, const cJSON *schema, const char *at)
{
    if (!cJSON_IsObject(schema) || w->level >= MAX_LEVELS ||
        w->e->error.status != PARL_OK)
        return;
    w->level++;
    check_object(w, schema, at);
    for (size_t i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
        const cJSON *value =
            cJSON_GetObjectItemCaseSensitive(schema, keywords[i].keyword);
        const char *below = pointer(w->e, "%s/%s", at, keywords[i].keyword);

        if (keywords[i].holds == EACH)
            check_each(w, value, below);
        else
            check_schema(w, value, below);
    }
    w->level--;
}

void check_strict_schema(struct encoding *e, const char *field,
                         const char *schema)
{
    struct walk walk = { .e = e, .field = field };
    cJSON *root = cJSON_Parse(schema);

    if (root == NULL) {
        error_set(&e->error, PARL_OUT_OF_MEMORY, "no memory for a schema");
        return;
    }
    check_schema(&walk, root, "");
    cJSON_Delete(root);
}
