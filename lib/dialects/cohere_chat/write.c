/* dialects/cohere_chat/write.c -- requests in Cohere's chat format. */
#include "dialects/cohere_chat/cohere.h"

void cohere_encode(struct encoding *e)
{
    refuse(e, PARL_NOT_BUILT, "/model", "%s is not written yet",
           e->to->dialect->name);
}

const struct dialect dialect_cohere_chat = {
    .name = "cohere_chat",
    .framing = FRAMING_SSE,
    .encode = cohere_encode,
    .event = cohere_event,
    .answer = cohere_answer,
    .end = cohere_end,
    .error = cohere_error,
};
