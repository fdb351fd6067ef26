/* encoding/check.h -- what is wrong with a request, whoever is asked. */
#ifndef PARLANCE_CHECK_H
#define PARLANCE_CHECK_H

#include "provider.h"

/* Refuses (PARL_INVALID_ARGUMENT) what nobody could take: no messages, text
 * that is no UTF-8, JSON that is none, a result without a call, a choice of a
 * tool that is not there, a strict schema with an optional property, ...  The
 * message names the field.  Reports what cannot count: signatures for which
 * this dialect has no place, a schema or a budget that nothing asks for. */
void check_request(struct encoding *e);

/* check_lists.c: a list that is said to hold something is there, and what it
 * holds.  Before anything else. */
parl_status check_lists(const parl_request *request, struct error *err);

/* check_schema.c: a strict schema lists every property as required and allows
 * no others, at every level.  `field` is where the schema stands. */
void check_strict_schema(struct encoding *e, const char *field,
                         const char *schema);

#endif
