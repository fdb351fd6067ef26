/* examples/tools.c [ACCOUNT/MODEL] -- a model that calls our functions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <parlance/parlance.h>

enum { ROOM = 64 };

static const parl_tool weather = {
    .name = "get_weather",
    .parameters = "{\"type\":\"object\",\"required\":[\"city\"],"
                  "\"properties\":{\"city\":{\"type\":\"string\"}}}",
};

/* Appends a turn and the result of each call in it; returns their number. */
static size_t follow(const parl_response *turn, parl_message *to, size_t *n)
{
    const parl_part *call;
    size_t at = 0, calls = 0;

    to[(*n)++] = *parl_response_message(turn, 0);
    while (*n < ROOM && (call = parl_response_tool_call(turn, &at)) != NULL) {
        const char *result = strstr(call->text, "Tokyo") ? "rain" : "sun";

        printf("%s(%s): %s\n", call->name, call->text, result);
        to[(*n)++] = parl_message_result(call->id, result);
        calls++;
    }
    return calls;
}

int main(int argc, char **argv)
{
    parl_message history[ROOM] = { PARL_USER("Weather in Tokyo and Paris?") };
    parl_response *turns[ROOM]; /* the history points into them */
    parl_request request = { PARL_REQUEST_INIT, .messages = history,
                             .n_messages = 1, .tools = &weather, .n_tools = 1 };
    parl_client *client = NULL;
    parl_error *error = NULL;
    size_t n = 0, calls = 1;

    request.model = argc > 1 ? argv[1] : "llamacpp/smollm2";
    request.parallel_tool_calls = PARL_YES;
    if (parl_client_new(&client, NULL, &error) == PARL_OK &&
        parl_client_add_env_accounts(client, &error) == PARL_OK)
        while (calls > 0 && request.n_messages < ROOM &&
               parl_chat(client, &request, &turns[n], &error) == PARL_OK)
            calls = follow(turns[n++], history, &request.n_messages);
    if (error == NULL)
        puts(parl_response_text(turns[n - 1]));
    else
        fprintf(stderr, "tools: %s\n", parl_error_message(error));

    while (n > 0)
        parl_response_free(turns[--n]);
    parl_error_free(error);
    parl_client_free(client);
    return calls == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
