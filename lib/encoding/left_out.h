/* encoding/left_out.h -- members of the request that a vendor's format has no
 * place for. */
#ifndef PARLANCE_LEFT_OUT_H
#define PARLANCE_LEFT_OUT_H

#include "provider.h"

/* Those of `members`, parted by blanks, by which the request says something:
 * dropped, in this order, for `reason`, in which "%s" is the vendor.  A value
 * that changes nothing, a penalty of 0 or an empty object, is left behind
 * without a word. */
void drop_said(struct encoding *e, const char *members, const char *reason);

/* The tier of the service, which is none of the vendor's. */
void drop_tier(struct encoding *e);

#endif
