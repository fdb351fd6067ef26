/* encoding/encoding.h -- what every dialect's writer needs: what is said of a
 * member, and where a part stands in the request. */
#ifndef PARLANCE_ENCODING_H
#define PARLANCE_ENCODING_H

#include "provider.h"

/* ---- what is said of the other side -------------------------------------- */

/* As dropped(), translated() and refuse(), for a reason in which "%s" is the
 * vendor, or the model. */
void dropped_for_vendor(struct encoding *e, const char *field,
                        const char *reason);
void dropped_for_model(struct encoding *e, const char *field,
                       const char *reason);
void translated_for_vendor(struct encoding *e, const char *field,
                           const char *reason);
void translated_for_model(struct encoding *e, const char *field,
                          const char *reason);
void refuse_for_vendor(struct encoding *e, const char *field,
                       const char *reason); /* PARL_UNSUPPORTED */
void refuse_for_model(struct encoding *e, const char *field,
                      const char *reason); /* PARL_UNSUPPORTED */

/* The member `name` of what stands at `field` is dropped, for a reason in which
 * "%s" is the vendor. */
void dropped_member(struct encoding *e, const char *field, const char *name,
                    const char *reason);

/* A member that the vendor has no place for, of what stands at `field`, "" for
 * the request itself: dropped. */
void drop_no_such(struct encoding *e, const char *field, const char *name);

/* A number for a report, in the arena: the locale makes no difference. */
const char *number_text(struct encoding *e, double value);

/* ---- the parts of a message --------------------------------------------- */

/* The parts of a message, whether it has a list of them or one text: `one` is
 * room for that. */
const parl_part *message_parts(const parl_message *message, parl_part *one,
                               size_t *n_parts);

/* How many parts are of this kind? */
size_t count_parts(const parl_message *message, enum parl_part_type type);

/* Refuses a tool whose name is longer than `max`, or holds anything but letters
 * and digits of ASCII and the characters in `more`. */
void check_tool_names(struct encoding *e, const char *more, size_t max);

/* The text of a part, and its signature. */
struct span part_text(const parl_part *part);
struct span part_signature(const parl_part *part);

/* Where a part of a message stands in the JSON dialect:
 * "/messages/1/content/0",
 * "/messages/1/tool_calls/0", ... */
const char *part_pointer(struct encoding *e, size_t message, size_t part);

/* The same of a message, of a part of a result, and of a tool. */
const char *message_pointer(struct encoding *e, size_t message);
const char *inner_pointer(struct encoding *e, size_t message, size_t part);
const char *tool_pointer(struct encoding *e, size_t tool);

/* ---- members that not everybody takes ----------------------------------- */

/* Does the model, as it is asked here, take this member of the request?  If
 * not, that is reported. */
bool takes(struct encoding *e, const char *member, bool reasoning);
/* The same for a dialect whose vendors drop other members. */
bool takes_but(struct encoding *e, const char *drops, const char *member,
               bool reasoning);

/* The same, without a report. */
bool takes_silently(const struct encoding *e, const char *member,
                    bool reasoning);

/* The longest answer that the request asks for, in tokens; 0: it does not say.
 */
int64_t max_tokens_of(const parl_request *r);
/* The same; `*field` is the member that says so, and an older one beside it is
 * dropped. */
int64_t said_max_tokens(struct encoding *e, const char **field);

/* Is the account's dated API version older than this member? */
bool is_news(const struct encoding *e, const char *member);

/* A name as it stands in a JSON pointer. */
const char *escaped(struct encoding *e, const char *name);

/* The call goes with this header; asked for twice, the last value counts. */
void ask_header(struct encoding *e, const char *name, const char *value);
/* The same for a header that is a list, to which `value` is added once. */
void ask_header_item(struct encoding *e, const char *name, const char *value);

#endif
