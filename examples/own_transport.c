/* examples/own_transport.c -- memory and a transport of the program's own. */
#include <stdio.h>
#include <stdlib.h>
#include <parlance/parlance.h>

static void *resize(void *in_use, void *old, size_t old_size, size_t size)
{
    old = realloc(old, size);
    if (old != NULL)
        *(size_t *)in_use += size - old_size;
    return old;
}

static void *alloc(void *in_use, size_t size)
{
    return resize(in_use, NULL, 0, size);
}

static void release(void *in_use, void *block, size_t size)
{
    *(size_t *)in_use -= size;
    free(block);
}

static const char yes[] = "{\"choices\":[{\"message\":{\"content\":\"Yes\"}}]}";

static parl_status replay(void *user, parl_call *call, parl_decoder *decoder,
                          parl_error **error)
{
    fprintf(user, "%s\n%.*s\n", parl_call_url(call),
            (int)parl_call_body_length(call), parl_call_body(call, NULL));
    parl_decoder_status(decoder, 200);
    return parl_decoder_feed(decoder, yes, sizeof(yes) - 1, error);
}

int main(int argc, char **argv)
{
    size_t in_use = 0;
    const parl_allocator memory = { &in_use, alloc, resize, release };
    const parl_transport transport = { stdout, replay };
    parl_client_options own = { PARL_CLIENT_OPTIONS_INIT, .allocator = &memory,
                                .transport = &transport };
    const parl_message ask = PARL_USER("Is anybody there?");
    parl_request req = { PARL_REQUEST_INIT, .messages = &ask, .n_messages = 1 };
    parl_client *client = NULL;
    parl_response *r = NULL;
    parl_status status = parl_client_new(&client, &own, NULL);

    req.model = argc > 1 ? argv[1] : "llamacpp/smollm2";
    if (status == PARL_OK)
        status = parl_client_add_env_accounts(client, NULL);
    if (status == PARL_OK)
        status = parl_chat(client, &req, &r, NULL);
    puts(status == PARL_OK ? parl_response_text(r) : parl_status_word(status));
    parl_response_free(r);
    parl_client_free(client);
    printf("%zu bytes in use\n", in_use);
    return status == PARL_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
