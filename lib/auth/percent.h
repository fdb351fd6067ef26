/* auth/percent.h -- percent-encoding, hexadecimal digits, and forms. */
#ifndef PARLANCE_AUTH_PERCENT_H
#define PARLANCE_AUTH_PERCENT_H

#include "base/buf.h"
#include "base/span.h"

/* Every byte but A-Z a-z 0-9 - . _ ~ and those in `keeps` as %XX. */
void percent_encode(struct buf *out, struct span text, const char *keeps);

/* One more member of an application/x-www-form-urlencoded body; `value` NULL:
 * nothing is added. */
void form_add(struct buf *form, const char *name, const char *value);

#endif
