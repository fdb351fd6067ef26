/* dialects/openai_responses/responses.h -- what the files of this dialect
 * share. */
#ifndef PARLANCE_DIALECTS_RESPONSES_H
#define PARLANCE_DIALECTS_RESPONSES_H

#include "encoding.h"
#include "provider.h"

void responses_encode(struct encoding *e);
parl_status responses_event(struct decoding *d, struct span name,
                            struct span data, struct error *err);
parl_status responses_answer(struct decoding *d, struct span body,
                             struct error *err);
parl_status responses_end(struct decoding *d, struct error *err);
void responses_error(struct decoding *d, struct span body, struct error *err);

#endif
