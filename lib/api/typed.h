/* api/typed.h -- tables of fields: what is wrong with one, its schema, and
 * structs that are filled by it. */
#ifndef PARLANCE_API_TYPED_H
#define PARLANCE_API_TYPED_H

#include <parlance/typed.h>
#include "api/json_door.h"
#include "model/model.h"
#include "wire/json_out.h"

enum {
    MAX_FIELDS = 256, /* of one table */
    MAX_NESTING = 10  /* of tables; the vendors' limit for schemas */
};

/* ---- typed_schema.c ----------------------------------------------------- */

/* PARL_INVALID_ARGUMENT names the field.  The others want a sound table. */
parl_status fields_check(const parl_fields *fields, struct error *err);

void fields_write_schema(struct json_out *j, const char *key,
                         const parl_fields *fields);

/* ---- typed_fill.c ------------------------------------------------------- */

/* The bytes that a field's value takes, or each of a list's. */
size_t field_size(const parl_field *field);

/* Fills a struct from a JSON text; what it points to is in the arena of `r`.
 * PARL_PROTOCOL names the value that is wrong; then *out is untouched. */
parl_status fields_fill(struct parl_response *r, const parl_fields *fields,
                        struct span json, void *out, struct error *err);

#endif
