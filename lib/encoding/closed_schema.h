/* encoding/closed_schema.h -- a JSON schema as the compilers of some vendors
 * take it. */
#ifndef PARLANCE_CLOSED_SCHEMA_H
#define PARLANCE_CLOSED_SCHEMA_H

#include "provider.h"

/* Writes the member `key`: `schema`, whose objects are closed, and whose
 * keywords that are not compiled stand in descriptions.  What was moved is
 * reported at `field`. */
void write_closed_schema(struct encoding *e, const char *key,
                         const char *schema, const char *field);

/* The same of the arguments of a tool, whose schema is compiled where the tool
 * is `strict`; NULL: it has none.  They are an object, and nothing else, and,
 * unless `choices_stay`, no choice among several as a whole: what a schema says
 * otherwise is reported at `field`, or refused. */
void write_arguments_schema(struct encoding *e, const char *key,
                            const char *schema, const char *field, bool strict,
                            bool choices_stay);
/* Is it, as a whole, a choice among schemas, or several joined? */
bool schema_is_choice(const char *schema);

/* Does the schema, one within another perhaps, say that it is an object's? */
bool schema_of_object(struct span schema);

/* schema_room.c: what "#/$defs/place" stands for in a schema; ptr NULL:
 * nothing.  Its steps are names without escapes, as everybody writes them. */
struct span schema_at(struct span root, struct span ref);

/* What is left of what is compiled in one request. */
struct schema_room {
    int strict_tools, optional, unions;
};

/* clang-format off */
#define SCHEMA_ROOM { 20, 24, 16 }
/* clang-format on */

/* schema_room.c: is the schema compiled, references and all?  Then it takes its
 * share of the room. */
bool schema_compiles(struct schema_room *room, const char *schema);

/* Are a tool's arguments kept to its schema, where the model `compiles` schemas
 * or not?  Then it takes its share of the room; if they are not, though that
 * was wanted, that is reported at `field`, the tool. */
bool keeps_strict(struct encoding *e, struct schema_room *room, bool compiles,
                  const parl_tool *tool, const char *field);

/* Why an answer is not, for which a request has a schema, or wants an object:
 * "MODEL ..."; NULL: it is. */
const char *why_not_native(struct schema_room *room, bool compiles,
                           const parl_request *r);

#endif
