/* examples/pull.c -- an answer, pulled piece by piece.
 *
 *   pull [ACCOUNT/MODEL]
 *
 * The program decides when it looks: here it shows that time passes. */
#include <stdio.h>
#include <stdlib.h>

#include <parlance/parlance.h>

static parl_status print_all(parl_stream *stream, parl_error **error)
{
    parl_status status = PARL_OK;

    while (status == PARL_OK) {
        const parl_delta *delta = NULL;

        status = parl_stream_next(stream, 1000, &delta, error);
        if (delta != NULL && delta->type == PARL_DELTA_TEXT)
            fwrite(delta->text, 1, delta->text_len, stdout);
        else if (delta == NULL && parl_stream_ended(stream))
            break;
        else if (delta == NULL)
            fputs(".", stderr); /* a second without a piece */
        fflush(stdout);
    }
    return status;
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
    parl_stream *stream = NULL;
    parl_error *error = NULL;
    const int ok =
        parl_client_new(&client, NULL, &error) == PARL_OK &&
        parl_client_add_env_accounts(client, &error) == PARL_OK &&
        parl_stream_open(client, &request, &stream, &error) == PARL_OK &&
        print_all(stream, &error) == PARL_OK;

    if (!ok)
        fprintf(stderr, "\npull: %s\n", parl_error_message(error));
    parl_stream_close(stream); /* cancels what has not ended */
    parl_error_free(error);
    parl_client_free(client);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
