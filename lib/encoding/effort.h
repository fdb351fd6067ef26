/* encoding/effort.h -- which level of effort a model has. */
#ifndef PARLANCE_EFFORT_H
#define PARLANCE_EFFORT_H

#include "provider.h"

/* NULL for DEFAULT; and the same, "" for what is no level. */
extern const char *const effort_words[PARL_EFFORT_MAX + 1];
const char *effort_word(enum parl_effort effort);

/* The level of the set that is nearest; a tie goes up; a wish to think never
 * becomes NONE, and NONE where it is not in the set is the lowest. */
enum parl_effort effort_nearest(enum parl_effort wanted, unsigned set);
/* The same; another one than was wanted is reported at `field`. */
enum parl_effort effort_sent(struct encoding *e, const char *field,
                             enum parl_effort wanted, unsigned set);

/* Does a thinking object that is on stand beside an effort of none?  It wins.
 * And the level that is asked for, which then is the model's usual one, or high
 * where that is none or not known. */
bool overrules_none(const parl_request *r);
enum parl_effort wished_effort(const struct facts *facts,
                               const parl_request *r);

#endif
