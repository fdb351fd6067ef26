/* api/call.h -- a request that was written for its vendor. */
#ifndef PARLANCE_API_CALL_H
#define PARLANCE_API_CALL_H

#include "api/client.h"
#include "auth/source.h"

struct parl_call {
    const struct parl_client *client;
    struct arena arena; /* the call itself lies in it */
    const struct account *account;
    const char *url;
    struct http_header *headers;
    size_t n_headers;
    bool stream;
    bool no_key; /* the provider wants one, and the account has none */
    parl_structured structured;
    const char *answer_tool;
    int64_t n_choices;                /* that were asked for; 0: one */
    const struct asked_header *asked; /* NULL: none */
    int64_t deadline_ms; /* no attempt begins later than that; 0: none */
    int max_retries;
    struct target to;
    struct parl_report report;
    struct transfer_limits limits;
    struct cancels cancels; /* `closing` once it is sent */
    struct buf json;

    bool signs_later;        /* a header is made when the call is sent */
    bool was_signed_again;   /* after a refusal */
    bool clock_was_told;     /* the report has it */
    struct secrets secrets;  /* of the last signature; in the arena */
    const char *body_sha256; /* in hex; NULL: not needed so far */
    struct body body;
};

/* parl_encode, on the inside.  `stream` overrules the request's.  On a refusal
 * *refused, when it is not NULL, gets the report all the same, made in memory
 * of its own. */
parl_status call_new(const struct parl_client *client,
                     const parl_request *request, int32_t stream,
                     struct parl_call **out, struct parl_call **refused,
                     struct error *err);

/* The vendor refused to stream what it may answer whole, as its surface says.
 * True: from now on the call asks for that. */
bool call_whole_may_help(struct parl_call *call, const struct error *refused);

/* Sets a header that there is room for, in the place of one of that name;
 * `value` NULL: nothing. */
void call_header(struct parl_call *call, const char *name, const char *value,
                 bool secret);
bool call_has_header(const struct parl_call *call, const char *name);

#endif
