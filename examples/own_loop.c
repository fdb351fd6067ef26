/* examples/own_loop.c -- the codec alone, on a loop and a socket of our own. */
#define _POSIX_C_SOURCE 200809L
#include <poll.h>
#include "http.h"

static parl_status exchange(parl_call *call, parl_decoder *decoder,
                            parl_error **error)
{
    struct http http = { .out = NULL };
    struct pollfd p = { http_open(&http, call), POLLOUT, 0 };
    parl_status status = PARL_OK;
    const char *bytes;
    size_t len;

    while (status == PARL_OK && poll(&p, 1, 60000) == 1) {
        if (p.events == POLLOUT)
            p.events = http_write(&http) ? POLLIN : POLLOUT;
        else if (http_read(&http, decoder, &bytes, &len))
            status = parl_decoder_feed(decoder, bytes, len, error);
        else
            break;
    }
    http_close(&http);
    return status;
}

int main(int argc, char **argv)
{
    const parl_message question = PARL_USER("What is the capital of France?");
    parl_request request = { PARL_REQUEST_INIT, .messages = &question,
                             .n_messages = 1 };
    parl_client *client = NULL;
    parl_call *call = NULL;
    parl_decoder *decoder = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;
    bool ok;

    request.model = argc > 1 ? argv[1] : "llamacpp/smollm2";
    ok = parl_client_new(&client, NULL, &error) == PARL_OK &&
         parl_client_add_env_accounts(client, &error) == PARL_OK &&
         parl_encode(client, &request, &call, &error) == PARL_OK;
    parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT, .call = call };
    ok = ok &&
         parl_decoder_new(&decoder, client, &options, &error) == PARL_OK &&
         exchange(call, decoder, &error) == PARL_OK &&
         parl_decoder_finish(decoder, &response, &error) == PARL_OK;
    if (ok)
        puts(parl_response_text(response));
    else
        fprintf(stderr, "own_loop: %s\n", parl_error_message(error));

    parl_response_free(response);
    parl_decoder_free(decoder); /* before its call */
    parl_call_free(call);
    parl_error_free(error);
    parl_client_free(client);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
