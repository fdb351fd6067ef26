/* history.h -- what several writers ask about the messages of a request. */
#ifndef PARLANCE_HISTORY_H
#define PARLANCE_HISTORY_H

#include "encoding.h"

bool is_call(const parl_part *part);

/* Do two texts say the same?  NULL is a text of its own. */
bool same_text(const char *a, const char *b);

/* Does a result that follows message `message`, or those that an assistant
 * says behind it, answer the call `id` of it? */
bool is_answered(const parl_request *r, size_t message, const char *id);

/* The message of the turn before message `results` that made the call `id`; the
 * last one where none did. */
size_t caller_of(const parl_request *r, size_t results, const char *id);

/* A result of message `message` that answers no call which is still open;
 * true: it is dropped. */
bool drop_answer(struct encoding *e, size_t message, size_t number);

/* Says of the mark that a result is an error that it stays behind, where there
 * is one and the vendor has none. */
void drop_error_mark(struct encoding *e, size_t message,
                     const parl_part *result);

/* The last message of a user; n_messages: there is none. */
size_t last_user(const parl_request *r);

/* Are there no tools to send, not even the synthetic one?  Then what is said
 * about them is dropped. */
bool has_no_tools(struct encoding *e);

#endif
