/* encoding/origin.h -- who made a message of the history. */
#ifndef PARLANCE_ORIGIN_H
#define PARLANCE_ORIGIN_H

#include "provider.h"

/* Did the one who is asked now make this message? */
bool is_own(const struct encoding *e, const parl_message *message);

/* Did a model of the same maker, where a vendor has those of several, whose
 * thoughts mean nothing to each other? */
bool is_of_maker(const struct target *to, const parl_message *message);

/* Did the model that is asked now, as far as the message says which? */
bool is_same_model(const struct target *to, const parl_message *message);

/* Did a model of the family that is asked now, by the beginnings of their ids?
 * One without a number in it, and a deployment of whose model nothing is said,
 * get the benefit of the doubt. */
bool is_same_family(const struct target *to, const parl_message *message);

/* The model that facts are looked up with, where the account has an alias of
 * this name; else the name. */
const char *model_behind(const struct target *to, const char *model);
/* The vendor's id of a model of the account, which may be an alias. */
const char *model_id(const struct target *to, const char *model);

#endif
