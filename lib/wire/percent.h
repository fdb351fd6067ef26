/* wire/percent.h -- percent-encoding (RFC 3986, section 2.1). */
#ifndef PARLANCE_WIRE_PERCENT_H
#define PARLANCE_WIRE_PERCENT_H

#include "base/buf.h"
#include "base/span.h"

/* Every byte but A-Z a-z 0-9 - . _ ~ and those in `keeps` as %XX. */
void percent_encode(struct buf *out, struct span text, const char *keeps);

#endif
