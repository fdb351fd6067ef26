/* model/members.h -- members of JSON objects that nobody knows, kept by name.
 *
 * They come in pieces, event by event, and end up as the members that one
 * whole answer would have had.  Their bytes are kept as they are, but for what
 * is no UTF-8, which becomes U+FFFD. */
#ifndef PARLANCE_MEMBERS_H
#define PARLANCE_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/span.h"

enum { MAX_MEMBERS = 256 /* of one object; more are PARL_TOO_LARGE */ };

struct member;

/* In the order in which the names first came.  Zero is empty. */
struct members {
    struct member *first;
    size_t n;
    size_t bytes; /* that they take */
};

/* What happens when a name comes again. */
enum member_rule {
    /* A list is joined to the list that is there, or replaces it where it
     * begins with all of it (a vendor repeats what it said); null says
     * nothing; anything else replaces what is there. */
    MEMBER_LATEST,
    /* The same, but that a list is always joined. */
    MEMBER_JOIN,
    /* The same, and the elements of the list are pieces of objects, which are
     * put together when they are written: pieces.h. */
    MEMBER_PIECES,
    /* Anything but null replaces what is there. */
    MEMBER_TOTAL,
    /* An object is joined to the object that is there, each member of it by
     * MEMBER_LATEST. */
    MEMBER_OBJECT
};

/* `name` without quotes and escapes, `json` a valid value without white space
 * around it; both are copied. */
parl_status members_put(struct members *m, struct arena *arena,
                        enum member_rule rule, struct span name,
                        struct span json);

/* Each member of a JSON object. */
parl_status members_put_all(struct members *m, struct arena *arena,
                            enum member_rule rule, struct span object);

bool members_have(const struct members *m, struct span name);

/* "a":1,"b":2; nothing when there are none. */
void members_write(const struct members *m, struct buf *out);

void members_release(struct members *m);

#endif
