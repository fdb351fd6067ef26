/* api/typed_schema.c -- a table of fields becomes a JSON schema.
 *
 * The schema is strict, as OpenAI has it: an object lists all its properties as
 * required and allows no others, and what is optional may be null:
 *
 *   {"type":"object",
 *    "properties":{
 *      "name":{"description":"in English","type":"string"},
 *      "mayor":{"type":["string","null"]},
 *      "size":{"type":["string","null"],"enum":["small","large",null]},
 *      "rivers":{"type":"array","items":{"type":"string"}},
 *      "site":{"anyOf":[{"type":"object",...},{"type":"null"}]}},
 *    "required":["name","mayor","size","rivers","site"],
 *    "additionalProperties":false} */
#include "api/typed.h"

#include <string.h>

/* ---- is the table sound? ------------------------------------------------ */

static bool is_inside(size_t offset, size_t size, size_t whole)
{
    return size <= whole && offset <= whole - size;
}

/* The bytes of the struct that a field's member takes. */
static size_t member_size(const parl_field *f)
{
    const bool pointer =
        f->is_list != 0 || (f->kind == PARL_KIND_OBJECT && f->is_optional != 0);

    return pointer ? sizeof(void *) : f->size;
}

static const char *problem_of_place(const parl_field *f, size_t struct_size)
{
    if (f->size != field_size(f))
        return "its member has not the size of its kind";
    if (!is_inside(f->offset, member_size(f), struct_size))
        return "its member is not in the struct";
    if (f->is_list != 0 &&
        !is_inside(f->count_offset, sizeof(size_t), struct_size))
        return "its count is not in the struct";
    return NULL;
}

static bool is_utf8(const char *text)
{
    return utf8_valid(text, strlen(text), NULL);
}

static const char *problem_of_words(const parl_field *f)
{
    size_t n = 0;

    for (size_t i = 0; f->words != NULL && i < f->n_words; i++) {
        if (f->words[i] == NULL)
            continue;
        if (!is_utf8(f->words[i]))
            return "a word is not UTF-8";
        n++;
    }
    return n > 0 && f->n_words <= INT32_MAX ? NULL : "it has no words";
}

static const char *problem_of(const parl_field *f, size_t struct_size)
{
    if (f->kind < PARL_KIND_TEXT || f->kind > PARL_KIND_OBJECT)
        return "an unknown kind of field";
    if (f->reserved_word != 0 || f->reserved[0] != 0 || f->reserved[1] != 0)
        return "a reserved word is not zero";
    if (f->description != NULL && !is_utf8(f->description))
        return "its description is not UTF-8";
    if (f->kind == PARL_KIND_OBJECT && f->fields == NULL)
        return "it has no table";
    if (f->kind == PARL_KIND_WORD && problem_of_words(f) != NULL)
        return problem_of_words(f);
    return problem_of_place(f, struct_size);
}

static bool is_name(const char *name)
{
    return name != NULL && name[0] != '\0' && is_utf8(name);
}

static bool is_twice(const parl_fields *fields, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (strcmp(fields->fields[k].name, fields->fields[i].name) == 0)
            return true;
    }
    return false;
}

static void complain(struct door *d, const char *problem)
{
    builder_fail(d->to, PARL_INVALID_ARGUMENT, "%s: %s",
                 d->path_len > 0 ? d->path : "the table", problem);
}

static void check_table(struct door *d, const parl_fields *fields, int depth);

static void check_field(struct door *d, const parl_fields *fields, size_t i,
                        int depth)
{
    const parl_field *f = &fields->fields[i];
    const char *problem = problem_of(f, fields->struct_size);
    const size_t mark =
        is_name(f->name) ? door_down(d, span_of(f->name)) : door_down_to(d, i);

    if (!is_name(f->name))
        complain(d, "its name is not a text of UTF-8");
    else if (problem != NULL)
        complain(d, problem);
    else if (is_twice(fields, i))
        complain(d, "another field has the same name");
    else if (f->kind == PARL_KIND_OBJECT)
        check_table(d, f->fields, depth + 1);
    door_up(d, mark);
}

static void check_table(struct door *d, const parl_fields *fields, int depth)
{
    if (depth > MAX_NESTING)
        complain(d, "nested more than 10 deep");
    else if (fields->fields == NULL && fields->n_fields > 0)
        complain(d, "it has no fields");
    else if (fields->n_fields > MAX_FIELDS)
        complain(d, "more than 256 fields");
    else if (fields->reserved[0] != 0 || fields->reserved[1] != 0)
        complain(d, "a reserved word is not zero");

    for (size_t i = 0; door_ok(d) && i < fields->n_fields; i++)
        check_field(d, fields, i, depth);
}

parl_status fields_check(const parl_fields *fields, struct error *err)
{
    /* Builds nothing, but keeps the first complaint and where it was. */
    struct parl_builder keeper = { .error = ERROR_INIT };
    struct door door = { .to = &keeper };

    if (fields == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT, "there are no fields");
    check_table(&door, fields, 1);
    if (!door_ok(&door) && err != NULL)
        *err = keeper.error;
    return keeper.error.status;
}

/* ---- the schema --------------------------------------------------------- */

static const char *const type_words[] = {
    [PARL_KIND_TEXT] = "string",     [PARL_KIND_INTEGER] = "integer",
    [PARL_KIND_NUMBER] = "number",   [PARL_KIND_WORD] = "string",
    [PARL_KIND_BOOLEAN] = "boolean", [PARL_KIND_OBJECT] = "object",
};

static void write_type(struct json_out *j, const char *type, bool nullable)
{
    if (!nullable) {
        json_str(j, "type", type);
        return;
    }
    json_array(j, "type");
    json_str(j, NULL, type);
    json_str(j, NULL, "null");
    json_end(j);
}

static void write_words(struct json_out *j, const parl_field *f, bool nullable)
{
    json_array(j, "enum");
    for (size_t i = 0; i < f->n_words; i++) {
        if (f->words[i] != NULL)
            json_str(j, NULL, f->words[i]);
    }
    if (nullable)
        json_null(j, NULL);
    json_end(j);
}

/* An object that may be null is not a type but a choice. */
static void write_maybe_object(struct json_out *j, const parl_fields *fields)
{
    json_array(j, "anyOf");
    fields_write_schema(j, NULL, fields);
    json_typed(j, NULL, "null");
    json_end(j);
    json_end(j);
}

/* The value of a field that is no object. */
static void write_value(struct json_out *j, const parl_field *f, bool nullable)
{
    write_type(j, type_words[f->kind], nullable);
    if (f->kind == PARL_KIND_WORD)
        write_words(j, f, nullable);
}

static void write_list(struct json_out *j, const parl_field *f)
{
    write_type(j, "array", f->is_optional != 0);
    if (f->kind == PARL_KIND_OBJECT) {
        fields_write_schema(j, "items", f->fields);
        return;
    }
    json_object(j, "items");
    write_value(j, f, false);
    json_end(j);
}

static void write_object(struct json_out *j, const parl_fields *fields);

static void write_field(struct json_out *j, const parl_field *f)
{
    json_object(j, f->name);
    if (f->description != NULL)
        json_str(j, "description", f->description);
    if (f->is_list != 0)
        write_list(j, f);
    else if (f->kind != PARL_KIND_OBJECT)
        write_value(j, f, f->is_optional != 0);
    else if (f->is_optional != 0)
        write_maybe_object(j, f->fields);
    else
        write_object(j, f->fields);
    json_end(j);
}

/* The members of an object's schema. */
static void write_object(struct json_out *j, const parl_fields *fields)
{
    write_type(j, "object", false);
    json_object(j, "properties");
    for (size_t i = 0; i < fields->n_fields; i++)
        write_field(j, &fields->fields[i]);
    json_end(j);
    json_array(j, "required");
    for (size_t i = 0; i < fields->n_fields; i++)
        json_str(j, NULL, fields->fields[i].name);
    json_end(j);
    json_bool_out(j, "additionalProperties", false);
}

void fields_write_schema(struct json_out *j, const char *key,
                         const parl_fields *fields)
{
    json_object(j, key);
    write_object(j, fields);
    json_end(j);
}
