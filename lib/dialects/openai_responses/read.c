/* dialects/openai_responses/read.c -- answers in OpenAI's Responses format. */
#include "dialects/openai_responses/responses.h"

parl_status responses_event(struct decoding *d, struct span name,
                            struct span data, struct error *err)
{
    (void)d, (void)name, (void)data;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status responses_answer(struct decoding *d, struct span body,
                             struct error *err)
{
    (void)d, (void)body;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status responses_end(struct decoding *d, struct error *err)
{
    (void)d;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

void responses_error(struct decoding *d, struct span body, struct error *err)
{
    (void)d, (void)body;
    error_set(err, PARL_NOT_BUILT, "not written yet");
}
