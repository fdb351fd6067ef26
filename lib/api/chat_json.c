/* api/chat_json.c -- a request in, an answer out, both in the JSON dialect. */
#include "api/client.h"

parl_status parl_chat_json(parl_client *client, const char *request, size_t len,
                           char **answer)
{
    parl_builder *builder = NULL;
    const parl_request *typed = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;
    parl_status status = parl_request_from_json(&builder, request, len, &error);
    size_t n = 0;
    char *text;

    client_keep(client); /* which the program may free meanwhile */
    if (status == PARL_OK) {
        typed = parl_builder_request(builder, &error);
        status = typed != NULL ? PARL_OK : parl_error_status(error);
    }
    if (status == PARL_OK)
        status = parl_chat(client, typed, &response, &error);
    if (status == PARL_OK) {
        const char *json = parl_response_json(response, &n);

        text = client_text(client, json, n);
    } else {
        const char *json = parl_error_json(error, &n);

        text = client_text(client, json, n);
    }
    if (text != NULL)
        *answer = text;
    else
        status = PARL_OUT_OF_MEMORY;
    parl_error_free(error);
    parl_response_free(response);
    parl_builder_free(builder);
    client_drop(client);
    return status;
}
