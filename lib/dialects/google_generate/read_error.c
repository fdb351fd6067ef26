/* dialects/google_generate/read_error.c -- what went wrong: google.rpc.Status,
 * in a list or not.
 *
 *   {"error": {"code": 429, "message": ..., "status": "RESOURCE_EXHAUSTED",
 *    "details": [{"@type": "type.googleapis.com/google.rpc.RetryInfo",
 *                 "retryDelay": "45.8s"}]}}
 *
 * There is no Retry-After header: the time to wait stands in the body. */
#include "dialects/google_generate/generate.h"

#include "decoding/error_body.h"

/* Those of gRPC.  INVALID_ARGUMENT is left to the HTTP status, which may be
 * 413, where there is one. */
static const struct error_word words[] = {
    { "FAILED_PRECONDITION OUT_OF_RANGE ALREADY_EXISTS", PARL_INVALID_REQUEST },
    { "UNAUTHENTICATED", PARL_AUTHENTICATION },
    { "PERMISSION_DENIED", PARL_PERMISSION },
    { "NOT_FOUND", PARL_NOT_FOUND },
    { "RESOURCE_EXHAUSTED", PARL_RATE_LIMITED },
    { "UNAVAILABLE", PARL_OVERLOADED },
    { "INTERNAL UNKNOWN DATA_LOSS DEADLINE_EXCEEDED", PARL_SERVER_ERROR },
    { NULL, PARL_OK },
};

static const struct error_word words_in_stream[] = {
    { "INVALID_ARGUMENT CANCELLED", PARL_INVALID_REQUEST },
    { NULL, PARL_OK },
};

/* Of a request that was refused, what its message says. */
static const struct error_phrase phrases[] = {
    { "token count|maximum number of tokens", PARL_CONTEXT_TOO_LONG,
      PARL_INVALID_REQUEST },
    { "api key not valid|api key expired", PARL_AUTHENTICATION,
      PARL_INVALID_REQUEST },
    { NULL, PARL_OK, PARL_OK },
};

static const struct error_form form = {
    .codes = "status code",
    .words = words,
    .words_in_stream = words_in_stream,
    .phrases = phrases,
};

parl_status generate_error(struct decoding *d, struct span body,
                           struct error *err)
{
    return error_body_take(d, &form, body, err);
}
