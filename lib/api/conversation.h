/* api/conversation.h -- a history that grows. */
#ifndef PARLANCE_API_CONVERSATION_H
#define PARLANCE_API_CONVERSATION_H

#include "api/builder.h"

struct parl_conversation {
    struct parl_builder *builder; /* has the model and the messages */
    struct buf text;              /* of a last message of several texts */
    struct buf json;              /* as it was saved last */
};

/* NULL: no memory. */
struct parl_conversation *conversation_new(const parl_allocator *mem,
                                           const char *model);

/* ---- conversation_json.c ------------------------------------------------ */

/* Adds to `out` what history_read() makes the same history of.  What cannot be
 * said is refused. */
parl_status history_write(const parl_request *history, struct buf *out,
                          struct error *err);

/* Reads model and messages into an empty builder. */
parl_status history_read(struct parl_builder *b, struct span json,
                         struct error *err);

#endif
