/* examples/stream.c -- an answer, printed as it arrives.
 *
 *   stream [ACCOUNT/MODEL] */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <parlance/parlance.h>

/* Text is cut on character borders only.  Kinds of delta that a program has no
 * use for are passed over; anything but 0 would cancel the call. */
static int print_delta(void *user, const parl_delta *delta)
{
    FILE *out = user;

    if (delta->type == PARL_DELTA_TEXT) {
        fwrite(delta->text, 1, delta->text_len, out);
        fflush(out);
    }
    return 0;
}

int main(int argc, char **argv)
{
    const parl_message messages[] = { PARL_USER("Tell me of the sea.") };
    const parl_request request = {
        PARL_REQUEST_INIT, /* zero is the vendor's default everywhere */
        .model = argc > 1 ? argv[1] : "llamacpp/smollm2",
        .messages = messages,
        .n_messages = 1,
        .max_tokens = 100,
    };
    parl_client *client = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;
    bool ok;

    ok = parl_client_new(&client, NULL, &error) == PARL_OK &&
         parl_client_add_env_accounts(client, &error) == PARL_OK &&
         parl_chat_stream(client, &request, print_delta, stdout, &response,
                          &error) == PARL_OK;
    if (ok) /* the response is the whole answer, as parl_chat() gives it */
        printf("\n(%lld tokens)\n",
               (long long)parl_response_usage(response)->completion_tokens);
    else
        fprintf(stderr, "\nstream: %s\n", parl_error_message(error));

    parl_error_free(error);
    parl_response_free(response);
    parl_client_free(client);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
