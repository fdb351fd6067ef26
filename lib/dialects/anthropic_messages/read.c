/* dialects/anthropic_messages/read.c -- answers in Anthropic's Messages format.
 */
#include "dialects/anthropic_messages/messages.h"

parl_status messages_event(struct decoding *d, struct span name,
                           struct span data, struct error *err)
{
    (void)d, (void)name, (void)data;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status messages_answer(struct decoding *d, struct span body,
                            struct error *err)
{
    (void)d, (void)body;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status messages_end(struct decoding *d, struct error *err)
{
    (void)d;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

void messages_error(struct decoding *d, struct span body, struct error *err)
{
    (void)d, (void)body;
    error_set(err, PARL_NOT_BUILT, "not written yet");
}
