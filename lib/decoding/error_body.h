/* decoding/error_body.h -- what the body of an error says.
 *
 * Vendors, and the proxies before them, say it in many forms, whatever dialect
 * they speak, and all of them are read here.  A dialect adds what it alone has:
 * where its word for the matter stands, and what words and phrases come to.
 *
 *   {"error": {"message", "type", "param", "code"}}      OpenAI, Anthropic
 *   {"error": {"message", "status", "code", "details"}}  Google
 *   {"error": "text", "code": ...}                       xAI, Ollama
 *   {"object": "error", "message", "type", "code"}       vLLM, Mistral
 *   {"message", "type", "code"}, {"error_code", "message"}, {"message"}
 *   {"__type", "Message"}, {"Output": {"__type"}}        AWS
 *   {"detail": "text"}, {"detail": [{"msg", "loc", "type"}]}
 *   {"title", "detail", "status"}                        RFC 7807
 *   {"base_resp": {"status_code", "status_msg"}}         MiniMax
 *   a list of one of these; one behind the events of a stream, or in an event
 *   a line of text, a page of some proxy, nothing. */
#ifndef PARLANCE_ERROR_BODY_H
#define PARLANCE_ERROR_BODY_H

#include "decoding/decoding.h"

/* Phrases of a message, by bars and in any case, which say more than the status
 * that was found without them. */
struct error_phrase {
    const char *phrases; /* NULL ends the list */
    parl_status status;
    parl_status of; /* the one that gives way; PARL_OK: any that is not worth
                       another try, and a rate to a quota that is spent */
};

/* How a dialect says what went wrong. */
struct error_form {
    const char *codes; /* members with the vendor's word, by blanks */
    const char *ids;   /* ... with the request's id; NULL: the usual ones */
    const struct error_word *words;
    const struct error_word *words_in_stream; /* count where no HTTP status
                                                 says more */
    const char *conflict; /* the word that says there what HTTP 409 says, which
                             is worth another try; NULL: none does */
    const struct error_phrase *phrases;
};

struct error_body {
    struct decoding *d;
    const struct error_form *form;
    struct error *err;
    struct span outer, inner; /* the document, and the object in it that says
                                 it, which may be the same; absent: none */
    int http; /* the answer's, or one that stands in the body; 0: none */
    /* what Google's details say: */
    parl_status reason;     /* PARL_OK: nothing */
    int64_t retry_after_ms; /* -1: nothing */
    bool for_the_day;       /* the quota that is spent is one */
};

/* Message, the vendor's word and the request's id go into `err`, which has the
 * HTTP status; a word that is there already stays. */
void error_body_read(struct error_body *body, struct decoding *d,
                     const struct error_form *form, struct span json,
                     struct error *err);

/* What a word comes to; PARL_OK: the form does not have it. */
parl_status error_body_word(const struct error_body *body, const char *word);

/* Settles status, message and whether another try is worth it.  `word` is what
 * the dialect has found out; PARL_OK: the HTTP status tells.  Returns
 * err->status. */
parl_status error_body_judge(const struct error_body *body, parl_status word);

/* Reads and judges, where the vendor's word is all that there is. */
parl_status error_body_take(struct decoding *d, const struct error_form *form,
                            struct span json, struct error *err);

/* PARL_OK: no such word.  `list` may be NULL. */
parl_status error_word_status(const struct error_word *list, const char *word);

/* The message in a document, or in a text that is one. */
void copy_message(char *field, size_t size, struct span json,
                  struct buf *scratch);

/* "Please try again in 7m12.5s" as milliseconds; -1: no time is named. */
int64_t error_delay_said(const char *message);

#endif
