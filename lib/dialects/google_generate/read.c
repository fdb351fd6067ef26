/* dialects/google_generate/read.c -- answers in Google's generateContent
 * format. */
#include "dialects/google_generate/generate.h"

parl_status generate_event(struct decoding *d, struct span name,
                           struct span data, struct error *err)
{
    (void)d, (void)name, (void)data;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status generate_answer(struct decoding *d, struct span body,
                            struct error *err)
{
    (void)d, (void)body;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

parl_status generate_end(struct decoding *d, struct error *err)
{
    (void)d;
    return error_set(err, PARL_NOT_BUILT, "not written yet");
}

void generate_error(struct decoding *d, struct span body, struct error *err)
{
    (void)d, (void)body;
    error_set(err, PARL_NOT_BUILT, "not written yet");
}
