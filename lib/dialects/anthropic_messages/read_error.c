/* dialects/anthropic_messages/read_error.c -- what went wrong.  Anthropic says
 * it in {"type": "error", "error": {"type", "message"}, "request_id"}; Google,
 * Azure and AWS, who offer its models too, each in their own way. */
#include "dialects/anthropic_messages/messages.h"

#include "decoding/error_body.h"

/* The vendor's own words, which say more than an HTTP status; inside a stream
 * there is none.  Google's come with the number of one, which says the same but
 * for the last. */
static const struct error_word words[] = {
    { "authentication_error", PARL_AUTHENTICATION },
    { "permission_error", PARL_PERMISSION },
    { "billing_error", PARL_QUOTA_EXCEEDED },
    { "not_found_error", PARL_NOT_FOUND },
    { "request_too_large", PARL_TOO_LARGE },
    { "rate_limit_error", PARL_RATE_LIMITED },
    { "api_error", PARL_SERVER_ERROR },
    { "overloaded_error", PARL_OVERLOADED },
    { "exceed_context_size_error context_length_exceeded",
      PARL_CONTEXT_TOO_LONG },
    { "content_filter", PARL_CONTENT_FILTERED },
    { "insufficient_quota contract_spend_limit_reached "
      "enforced_spend_limit_reached linked_organization_spend_limit_reached",
      PARL_QUOTA_EXCEEDED },
    { "timeout_error DEADLINE_EXCEEDED", PARL_TIMEOUT },
    { NULL, PARL_OK },
};

static const struct error_word words_in_stream[] = {
    { "invalid_request_error", PARL_INVALID_REQUEST },
    { NULL, PARL_OK },
};

/* Some things have no word of their own: the message tells. */
static const struct error_phrase phrases[] = {
    { "prompt is too long|exceed context limit|maximum context length|"
      "exceeds the available context size",
      PARL_CONTEXT_TOO_LONG, PARL_OK },
    { "credit balance is too low|specified api usage limits|spend limit",
      PARL_QUOTA_EXCEEDED, PARL_OK },
    { "content filtering policy", PARL_CONTENT_FILTERED, PARL_OK },
    { NULL, PARL_OK, PARL_OK },
};

static const struct error_form form = {
    .codes = "type status code statusCode __type",
    .words = words,
    .words_in_stream = words_in_stream,
    .conflict = "conflict_error",
    .phrases = phrases,
};

/* {"details": {"error_code": ...}} names the cause, as far as there is a word
 * for it: a limit that is spent looks like a rate without. */
static parl_status cause_of(const struct error_body *body)
{
    const struct span details = json_find(body->inner, "details");
    char cause[64] = "";

    copy_value(cause, sizeof(cause), json_find(details, "error_code"),
               &body->d->scratch);
    return error_body_word(body, cause);
}

parl_status messages_error(struct decoding *d, struct span body,
                           struct error *err)
{
    struct error_body read;
    parl_status cause;

    error_body_read(&read, d, &form, body, err);
    cause = cause_of(&read);
    return error_body_judge(
        &read,
        cause != PARL_OK ? cause : error_body_word(&read, err->provider_code));
}
