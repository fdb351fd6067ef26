/* dialects/cohere_chat/cohere.h -- what the files of this dialect share. */
#ifndef PARLANCE_DIALECTS_COHERE_H
#define PARLANCE_DIALECTS_COHERE_H

#include "encoding.h"
#include "provider.h"

void cohere_encode(struct encoding *e);
parl_status cohere_event(struct decoding *d, struct span name, struct span data,
                         struct error *err);
parl_status cohere_answer(struct decoding *d, struct span body,
                          struct error *err);
parl_status cohere_end(struct decoding *d, struct error *err);
void cohere_error(struct decoding *d, struct span body, struct error *err);

#endif
