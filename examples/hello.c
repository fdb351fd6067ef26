/* examples/hello.c -- one question, one answer.
 *
 *   hello [ACCOUNT/MODEL]
 *
 * Keys come from the environment (OPENAI_API_KEY, ...); LLAMA_BASE_URL is the
 * address of the llama.cpp server that is asked when no model is named. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <parlance/parlance.h>

int main(int argc, char **argv)
{
    const parl_message messages[] = {
        PARL_USER("What is the capital of France?"),
    };
    const parl_request request = {
        PARL_REQUEST_INIT, /* what is left zero is the vendor's default */
        .model = argc > 1 ? argv[1] : "llamacpp/smollm2",
        .messages = messages,
        .n_messages = 1,
    };
    parl_client *client = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;
    bool ok;

    ok = parl_client_new(&client, NULL, &error) == PARL_OK &&
         parl_client_add_env_accounts(client, &error) == PARL_OK &&
         parl_chat(client, &request, &response, &error) == PARL_OK;
    if (ok)
        puts(parl_response_text(response));
    else
        fprintf(stderr, "hello: %s\n", parl_error_message(error));

    parl_error_free(error);
    parl_response_free(response);
    parl_client_free(client);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
