/* dialects/cohere_chat/read.c -- answers in Cohere's chat format. */
#include "dialects/cohere_chat/cohere.h"

parl_status cohere_event(struct decoding *d, struct span name, struct span data,
                         struct error *err)
{
    (void)d, (void)name, (void)data;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status cohere_answer(struct decoding *d, struct span body,
                          struct error *err)
{
    (void)d, (void)body;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status cohere_end(struct decoding *d, struct error *err)
{
    (void)d;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

void cohere_error(struct decoding *d, struct span body, struct error *err)
{
    (void)d, (void)body;
    error_set(err, PARL_NOT_BUILT, "not written yet");
}
