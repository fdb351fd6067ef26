/* dialects/google_generate/write.c -- requests in Google's generateContent
 * format. */
#include "dialects/google_generate/generate.h"

void generate_encode(struct encoding *e)
{
    refuse(e, PARL_NOT_BUILT, "/model", "%s is not written yet",
           e->to->dialect->name);
}

const struct dialect dialect_google_generate = {
    .name = "google_generate",
    .framing = FRAMING_SSE,
    .encode = generate_encode,
    .event = generate_event,
    .answer = generate_answer,
    .end = generate_end,
    .error = generate_error,
};
