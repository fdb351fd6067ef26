/* dialects/cohere_chat/read_error.c -- what went wrong, as Cohere says it:
 *
 *   {"id": UUID, "message": TEXT, "error_type": WORD}
 *
 * most without the last, some with the message alone, a few with "data" in its
 * place.  The HTTP status says the most, and a phrase of the message the
 * rest. */
#include "dialects/cohere_chat/cohere.h"

#include "decoding/error_body.h"

static const struct error_word words[] = {
    { "TOO_MANY_TOKENS", PARL_CONTEXT_TOO_LONG },
    { NULL, PARL_OK },
};

/* What the message says more exactly than the status does. */
static const struct error_phrase phrases[] = {
    { "too many tokens|size limit exceeded", PARL_CONTEXT_TOO_LONG, PARL_OK },
    { "incorrect api key|invalid api token", PARL_AUTHENTICATION, PARL_OK },
    { "no valid tool call or response", PARL_SERVER_ERROR,
      PARL_INVALID_REQUEST },
    { "/ month|per month|monthly", PARL_QUOTA_EXCEEDED, PARL_RATE_LIMITED },
    { NULL, PARL_OK, PARL_OK },
};

static const struct error_form form = {
    .codes = "error_type",
    .ids = "id",
    .words = words,
    .phrases = phrases,
};

parl_status cohere_error(struct decoding *d, struct span json,
                         struct error *err)
{
    struct error_body body;
    parl_status word;

    error_body_read(&body, d, &form, json, err);
    if (err->message[0] == '\0') /* whatever it is */
        copy_value(err->message, sizeof(err->message),
                   json_find(body.outer, "data"), &d->scratch);
    word = error_body_word(&body, err->provider_code);
    if (word == PARL_OK && body.http == 498) /* a token on its deny list */
        word = PARL_CONTENT_FILTERED;
    error_body_judge(&body, word);
    if (body.http == 501) /* it will not be built soon */
        err->retryable = false;
    return err->status;
}
