/* dialects/openai_chat/read_error.c -- what went wrong.  What those who speak
 * this dialect have beside the forms that all know: OpenRouter's error behind
 * an error, Azure's error inside one, and words that depend on the vendor. */
#include "dialects/openai_chat/chat.h"

#include "decoding/error_body.h"

/* What a vendor's word comes to. */
static const struct error_word words[] = {
    { "context_length_exceeded exceed_context_size_error "
      "tokens_limit_reached",
      PARL_CONTEXT_TOO_LONG },
    { "content_filter content_policy_violation ResponsibleAIPolicyViolation "
      "bio_policy image_content_policy_violation cyber_policy "
      "misalignment_policy_violation",
      PARL_CONTENT_FILTERED },
    { "insufficient_quota credit_balance_exhausted "
      "organization_spend_limit_exceeded project_spend_limit_exceeded "
      "organization_usage_limit_exceeded billing_not_active",
      PARL_QUOTA_EXCEEDED },
    { "model_not_found DeploymentNotFound", PARL_NOT_FOUND },
    { "invalid_api_key", PARL_AUTHENTICATION },
    { "vector_store_timeout", PARL_TIMEOUT },
    { "data_residency_mismatch", PARL_INVALID_REQUEST },
    { "tool_use_failed json_validate_failed", PARL_SERVER_ERROR },
    { NULL, PARL_OK },
};

/* Words that count where there is no HTTP status to go by. */
static const struct error_word words_in_stream[] = {
    { "rate_limit_exceeded rate_limit_error tokens requests "
      "too_many_requests_error",
      PARL_RATE_LIMITED },
    { "overloaded_error slow_down", PARL_OVERLOADED },
    { "authentication_error", PARL_AUTHENTICATION },
    { "permission_error", PARL_PERMISSION },
    { "not_found_error", PARL_NOT_FOUND },
    { "BadRequestError", PARL_INVALID_REQUEST },
    { NULL, PARL_OK },
};

static const struct error_phrase phrases[] = {
    { "context length|maximum context|context limit|'s context|"
      "context window|context size|prompt length|model token limit|"
      "maximum model length|"
      "prompt is too long|prompt too long|input is too long|"
      "of tokens allowed|range of input|tokens + `max_new",
      PARL_CONTEXT_TOO_LONG, PARL_OK },
    { "incorrect api key", PARL_AUTHENTICATION, PARL_OK },
    { "input was flagged|exists risk|violates usage guidelines",
      PARL_CONTENT_FILTERED, PARL_OK },
    { "used all available credits|free-models-per-day", PARL_QUOTA_EXCEEDED,
      PARL_OK },
    { NULL, PARL_OK, PARL_OK },
};

static const struct error_form form = {
    .codes = "code type error_code status_code status statusCode",
    .words = words,
    .words_in_stream = words_in_stream,
    .phrases = phrases,
};

/* What the vendor behind the vendor said, which stands in metadata.raw: as a
 * text, often of JSON. */
static void add_raw(struct error *err, struct span metadata,
                    struct buf *scratch)
{
    const struct span raw = json_find(metadata, "raw");
    const size_t len = strlen(err->message), at = len + 2;

    if (raw.ptr == NULL || raw.ptr[0] != '"' || len == 0 ||
        at >= sizeof(err->message))
        return;
    err->message[at] = '\0';
    copy_message(err->message + at, sizeof(err->message) - at, raw, scratch);
    if (err->message[at] != '\0')
        memcpy(err->message + len, ": ", 2);
}

/* ---- judging ------------------------------------------------------------ */

/* Is what is wrong one of the messages, as far as that is said? */
static bool is_about_prompt(const struct error_body *body)
{
    const struct span param = json_find(body->inner, "param");

    return is_empty_value(param) || strncmp(param.ptr, "\"messages", 9) == 0 ||
           strncmp(param.ptr, "\"input", 6) == 0;
}

/* A text that is too long is one of the prompt's, not an id. */
static bool is_too_long(const struct error_body *body)
{
    return strcmp(body->err->provider_code, "string_above_max_length") == 0 &&
           is_about_prompt(body);
}

/* In the vendor's list, then in that of all.  Whatever else is called invalid,
 * or has to do with an image, is so for good, where no HTTP status says
 * more. */
static parl_status status_of_word(const struct error_body *body,
                                  const char *word)
{
    parl_status status =
        error_word_status(chat_ways_at(body->d->provider)->errors, word);

    if (status == PARL_OK)
        status = error_body_word(body, word);
    return status == PARL_OK && body->http == 0 &&
                   (strncmp(word, "invalid", 7) == 0 ||
                    strstr(word, "image") != NULL)
               ? PARL_INVALID_REQUEST
               : status;
}

/* Beside the code, the type may tell, and what stands deeper: Azure's word for
 * what it filters, OpenRouter's beside a code that is a number. */
static parl_status judge(const struct error_body *body, struct span metadata)
{
    const struct span others[] = {
        json_find(body->inner, "type"),
        json_find(json_find(body->inner, "innererror"), "code"),
        json_find(metadata, "error_type"),
    };
    parl_status status = status_of_word(body, body->err->provider_code);

    for (size_t i = 0; status == PARL_OK && i < 3; i++) {
        char word[sizeof(body->err->provider_code)] = "";

        copy_value(word, sizeof(word), others[i], &body->d->scratch);
        status = status_of_word(body, word);
    }
    return status == PARL_OK && is_too_long(body) ? PARL_CONTEXT_TOO_LONG
                                                  : status;
}

bool chat_is_no_error(struct span value)
{
    return is_empty_value(value) || span_is(value, "false") ||
           span_is(value, "0");
}

parl_status chat_error(struct decoding *d, struct span json, struct error *err)
{
    struct error_body body;
    struct span metadata;

    error_body_read(&body, d, &form, json, err);
    metadata = json_find(body.inner, "metadata");
    add_raw(err, metadata, &d->scratch);
    return error_body_judge(&body, judge(&body, metadata));
}
