/* dialects/anthropic_messages/write.c -- requests in Anthropic's Messages
 * format. */
#include "dialects/anthropic_messages/messages.h"

void messages_encode(struct encoding *e)
{
    refuse(e, PARL_NOT_BUILT, "/model", "%s is not written yet",
           e->to->dialect->name);
}

const struct dialect dialect_anthropic_messages = {
    .name = "anthropic_messages",
    .framing = FRAMING_SSE,
    .encode = messages_encode,
    .event = messages_event,
    .answer = messages_answer,
    .end = messages_end,
    .error = messages_error,
};
