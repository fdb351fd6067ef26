/* dialects/bedrock_converse/read.c -- answers in AWS's Converse format. */
#include "dialects/bedrock_converse/converse.h"

parl_status converse_event(struct decoding *d, struct span name,
                           struct span data, struct error *err)
{
    (void)d, (void)name, (void)data;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status converse_answer(struct decoding *d, struct span body,
                            struct error *err)
{
    (void)d, (void)body;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status converse_end(struct decoding *d, struct error *err)
{
    (void)d;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

void converse_error(struct decoding *d, struct span body, struct error *err)
{
    (void)d, (void)body;
    error_set(err, PARL_NOT_BUILT, "not written yet");
}
