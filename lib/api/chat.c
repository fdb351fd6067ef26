/* api/chat.c -- a whole call, which blocks. */
#include "api/exchange.h"

#include <limits.h>

/* ---- a call ------------------------------------------------------------- */

static parl_status run(parl_client *client, const parl_request *request,
                       int32_t stream, parl_delta_fn on_delta, void *user,
                       parl_response **response, parl_error **error)
{
    struct exchange x;
    parl_status status = exchange_begin(&x, client, request, stream, error);

    if (status != PARL_OK)
        return status;
    x.on_delta = on_delta;
    x.user = user;
    while (x.state != EXCHANGE_DONE)
        exchange_step(&x, INT_MAX);
    return exchange_end(&x, response, error);
}

parl_status parl_chat(parl_client *client, const parl_request *request,
                      parl_response **response, parl_error **error)
{
    return run(client, request, PARL_DEFAULT, NULL, NULL, response, error);
}

parl_status parl_chat_stream(parl_client *client, const parl_request *request,
                             parl_delta_fn on_delta, void *user,
                             parl_response **response, parl_error **error)
{
    return run(client, request, PARL_YES, on_delta, user, response, error);
}
