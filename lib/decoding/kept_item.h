/* decoding/kept_item.h -- a block of a streamed answer that is kept as it is:
 * an object as it began, of which one member came in pieces.  They are put
 * together as a whole answer would have shown them. */
#ifndef PARLANCE_KEPT_ITEM_H
#define PARLANCE_KEPT_ITEM_H

#include "decoding/decoding.h"

struct kept_piece {
    struct kept_piece *next;
    struct span text;
};

/* Zeroed, there is none. */
struct kept_item {
    struct span start; /* in the decoding's arena; ptr NULL: there is none */
    struct kept_piece *first, **last;
    const char *wrapped_in; /* the member of an object that it is; NULL: it
                               stands for itself */
    const char *otherwise;  /* in place of JSON that is none; NULL: the item
                               stays as it began */
};

void kept_item_add(struct decoding *d, struct kept_item *item,
                   struct span text);

/* A member that comes whole, in place of the one that it began with.  Empties
 * d->scratch. */
void kept_item_set(struct decoding *d, struct kept_item *item,
                   const char *member, struct span json);

/* Hands it on as an opaque part.  `member`: what the pieces are of, as JSON or
 * as a text; NULL: nothing came. */
void kept_item_end(struct decoding *d, struct place at,
                   const struct kept_item *item, const char *member, bool json);

#endif
