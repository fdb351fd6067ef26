/* decoding.h -- what every dialect's reader needs. */
#ifndef PARLANCE_DECODING_H
#define PARLANCE_DECODING_H

#include "provider.h"
#include "wire/json_in.h"

/* A text of the answer, decoded; good until buf_reset(&d->scratch). */
struct span decoded_text(struct decoding *d, struct json_text text);

/* Hands a text of the answer on, or a piece of one.  An event that brings
 * nothing else is not read again when it comes with another text: what it
 * leaves behind in the dialect's state has to be the same each time. */
void hand_on(struct decoding *d, collect_fn *collect, struct place at,
             struct json_text text);

/* The same for the event before with this text in place of its own. */
void hand_on_again(struct decoding *d, struct json_text text);

/* Takes a value that differs from event to event and says nothing: padding, a
 * number that counts them. */
void pass_over(struct decoding *d, struct json_in *in);

/* A value in which numbers change from event to event, and of which the last
 * one counts.  Its event, without its text, may be read a second time. */
void may_change(struct decoding *d, struct span json);

/* Does a value say nothing: absent, null, or empty in its own way? */
bool is_empty_value(struct span json);

/* Puts a value in a field of an error: a text decoded, anything else as it
 * stands.  Nothing happens where it is absent or null. */
void copy_value(char *field, size_t size, struct span json,
                struct buf *scratch);

/* The first element of a list, absent where it has none; what is no list is
 * itself. */
struct span first_element(struct span json);

/* Bytes that are no JSON, or are nested too deep, as an error about `what`. */
parl_status json_failure(const struct json_in *in, const char *what,
                         struct error *err);

/* Was a whole answer read to its end?  PARL_TRUNCATED where the bytes stop
 * within it. */
parl_status answer_read(struct json_in *in, struct error *err);

/* What went wrong on our side, if anything did; `err` is set. */
parl_status what_failed(struct decoding *d, struct error *err);

/* The same, else `status`, what the vendor says of the event or the answer. */
parl_status settled(struct decoding *d, parl_status status, struct error *err);

#endif
