/* api/exchange.h -- one call from its beginning to its end, whoever waits for
 * it and however: the machine under parl_chat, parl_chat_stream and
 * parl_stream_next.
 *
 *              +--------- another attempt ----------+
 *              v                                    |
 *   begin -> READY -> MOVING (bytes go and come) -> WAITING
 *                        |                          (out a failure)
 *                        +-> DONE: a response, or an error
 *
 * The request is encoded once.  Each attempt has a decoder of its own; there is
 * none after a delta was handed out. */
#ifndef PARLANCE_API_EXCHANGE_H
#define PARLANCE_API_EXCHANGE_H

#include "api/call.h"
#include "api/cancel.h"
#include "api/decoder.h"
#include "route/retry.h"

enum exchange_state {
    EXCHANGE_READY,
    EXCHANGE_MOVING,
    EXCHANGE_WAITING,
    EXCHANGE_DONE
};

/* It may not be moved between begin and end. */
struct exchange {
    struct parl_client *client;
    struct parl_call *call;
    parl_delta_fn on_delta; /* NULL: nobody listens */
    void *user;
    enum exchange_state state;

    /* of this attempt */
    struct parl_decoder *decoder; /* in decoder_room; NULL: none */
    struct engine *engine;        /* NULL: the transport is the caller's */

    /* of all attempts */
    int n_retries;
    int n_sent;             /* attempts that came as far as a transport */
    int64_t begun, resumes; /* clock_ms() */
    struct cancels cancels;
    struct cancel_waiter waiters[N_CANCELS]; /* on them */

    /* when it is done */
    parl_status status;
    parl_response *response; /* status OK */
    parl_error *error;       /* else */

    /* of this attempt, and larger; zeroed up to the transfer's error */
    struct http_request request;
    struct transfer_sink sink;
    struct transfer transfer;
    struct parl_decoder decoder_room;
};

/* Encodes; nothing is sent yet.  `stream` overrules the request's.  On failure
 * there is nothing to end. */
parl_status exchange_begin(struct exchange *x, parl_client *client,
                           const parl_request *request, int32_t stream,
                           parl_error **error);

/* Goes on, waiting up to so long for something to happen. */
void exchange_step(struct exchange *x, int64_t timeout_ms);

/* Gives the outcome away, where there is one; a call that is not done is
 * cancelled, and its connection closed.  `response` and `error` may be NULL. */
parl_status exchange_end(struct exchange *x, parl_response **response,
                         parl_error **error);

#endif
