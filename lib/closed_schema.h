/* closed_schema.h -- a JSON schema as the compilers of some vendors take it. */
#ifndef PARLANCE_CLOSED_SCHEMA_H
#define PARLANCE_CLOSED_SCHEMA_H

#include "provider.h"

/* Writes the member `key`: `schema`, whose objects are closed, and whose
 * keywords that are not compiled stand in descriptions.  What was moved is
 * reported at `field`. */
void write_closed_schema(struct encoding *e, const char *key,
                         const char *schema, const char *field);

#endif
