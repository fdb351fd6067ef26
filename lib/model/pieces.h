/* model/pieces.h -- a list of objects that came in pieces.
 *
 *   [{"index":0,"type":"t","text":"a"},{"index":0,"text":"b","sig":"x"}]
 *   [{"index":0,"type":"t","text":"ab","sig":"x"}]
 *
 * Pieces with the same "index", and no other "type" or "id" than the first,
 * are one object.  Its "text" and "summary" go on; so do "data" and
 * "signature", unless they are said again; of any other member the last value
 * that is not null counts.  An object without an index that is there already
 * is left out. */
#ifndef PARLANCE_PIECES_H
#define PARLANCE_PIECES_H

#include "base/buf.h"
#include "base/span.h"

/* Writes the list put together; as it is, where it is no list of objects, or
 * has more than any sensible one. */
void pieces_write(struct span list, struct buf *out);

#endif
