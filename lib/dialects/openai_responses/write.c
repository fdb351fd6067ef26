/* dialects/openai_responses/write.c -- requests in OpenAI's Responses format.
 */
#include "dialects/openai_responses/responses.h"

void responses_encode(struct encoding *e)
{
    refuse(e, PARL_NOT_BUILT, "/model", "%s is not written yet",
           e->to->dialect->name);
}

const struct dialect dialect_openai_responses = {
    .name = "openai_responses",
    .state_size = sizeof(struct responses_state),
    .framing = FRAMING_SSE,
    .encode = responses_encode,
    .event = responses_event,
    .answer = responses_answer,
    .end = responses_end,
    .error = responses_error,
};
