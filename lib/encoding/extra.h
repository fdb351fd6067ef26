/* encoding/extra.h -- members that nobody knows: of the request, of its
 * messages and of their parts. */
#ifndef PARLANCE_EXTRA_H
#define PARLANCE_EXTRA_H

#include "provider.h"
#include "wire/json_in.h"

/* The name of a member, decoded, in the arena; "" when there is no memory. */
const char *decoded_name(struct encoding *e, const struct json_text *name);

/* Is this text one of a JSON array's?  What is no array has none. */
bool lists_text(struct span list, const char *text);

/* Is given each member of a JSON object: its name, and its value as it stands.
 */
typedef void member_fn(struct encoding *e, const char *name, struct span value,
                       void *ctx);
/* `object` NULL: it has none.  Of two of a name the first counts.  What stands
 * behind the object is not looked at. */
void each_member(struct encoding *e, const char *object, member_fn *fn,
                 void *ctx);

/* Nobody misses null or an empty list, where a member is dropped. */
bool is_unsaid(struct span value);

/* ... but those that say nothing: for members that are all dropped. */
void each_said(struct encoding *e, const char *object, member_fn *fn,
               void *ctx);

/* A vendor's own tool as it stands, but without a cache mark, which is none of
 * this vendor's and missed in the report. */
void write_unmarked(struct encoding *e, struct json_out *out, const char *tool,
                    const char *field);

/* Merges extra_body into the body that is open; what the body has already is
 * refused. */
void write_extra_body(struct encoding *e);

/* Does the body, as far as it is written, have this member?  And the object in
 * it that is open, and begins at `begin`? */
bool body_has(const struct encoding *e, const char *name);
bool object_has(const struct encoding *e, size_t begin, const char *name);

/* Does a member of a message that nobody knows exist in answers alone, or say
 * nothing?  Then it is left behind without a word. */
bool is_answer_member(const char *name, struct span value);

/* Members of the message, of the part, that nobody knows, where there is no
 * place for them: dropped, with a report. */
void drop_message_extra(struct encoding *e, size_t message);
void drop_part_extra(struct encoding *e, const char *field,
                     const parl_part *part);

#endif
