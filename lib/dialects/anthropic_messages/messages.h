/* dialects/anthropic_messages/messages.h -- what the files of this dialect
 * share. */
#ifndef PARLANCE_DIALECTS_MESSAGES_H
#define PARLANCE_DIALECTS_MESSAGES_H

#include "encoding.h"
#include "provider.h"

void messages_encode(struct encoding *e);
parl_status messages_event(struct decoding *d, struct span name,
                           struct span data, struct error *err);
parl_status messages_answer(struct decoding *d, struct span body,
                            struct error *err);
parl_status messages_end(struct decoding *d, struct error *err);
void messages_error(struct decoding *d, struct span body, struct error *err);

#endif
