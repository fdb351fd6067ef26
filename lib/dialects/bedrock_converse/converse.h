/* dialects/bedrock_converse/converse.h -- what the files of this dialect share.
 */
#ifndef PARLANCE_DIALECTS_CONVERSE_H
#define PARLANCE_DIALECTS_CONVERSE_H

#include "encoding.h"
#include "provider.h"

void converse_encode(struct encoding *e);
parl_status converse_event(struct decoding *d, struct span name,
                           struct span data, struct error *err);
parl_status converse_answer(struct decoding *d, struct span body,
                            struct error *err);
parl_status converse_end(struct decoding *d, struct error *err);
void converse_error(struct decoding *d, struct span body, struct error *err);

#endif
