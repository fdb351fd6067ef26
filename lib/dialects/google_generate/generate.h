/* dialects/google_generate/generate.h -- what the files of this dialect share.
 */
#ifndef PARLANCE_DIALECTS_GENERATE_H
#define PARLANCE_DIALECTS_GENERATE_H

#include "encoding.h"
#include "provider.h"

void generate_encode(struct encoding *e);
parl_status generate_event(struct decoding *d, struct span name,
                           struct span data, struct error *err);
parl_status generate_answer(struct decoding *d, struct span body,
                            struct error *err);
parl_status generate_end(struct decoding *d, struct error *err);
void generate_error(struct decoding *d, struct span body, struct error *err);

#endif
