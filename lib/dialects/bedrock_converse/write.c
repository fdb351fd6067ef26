/* dialects/bedrock_converse/write.c -- requests in AWS's Converse format. */
#include "dialects/bedrock_converse/converse.h"

void converse_encode(struct encoding *e)
{
    refuse(e, PARL_NOT_BUILT, "/model", "%s is not written yet",
           e->to->dialect->name);
}

const struct dialect dialect_bedrock_converse = {
    .name = "bedrock_converse",
    .framing = FRAMING_EVENTSTREAM,
    .state_size = sizeof(struct converse_state),
    .encode = converse_encode,
    .event = converse_event,
    .answer = converse_answer,
    .end = converse_end,
    .error = converse_error,
};
