/* examples/typed_tools.c [ACCOUNT/MODEL] -- arguments that fill a C struct. */
#include <stdio.h>
#include <parlance/parlance.h>

struct sum {
    double left, right;
};

static const parl_field rows[] = { PARL_FIELD_NUMBER(struct sum, left, NULL),
                                   PARL_FIELD_NUMBER(struct sum, right, NULL) };
static const parl_fields sum_fields = PARL_FIELDS("sum", struct sum, rows);

/* Adds the result of each call in a turn to the talk; returns their number. */
static size_t add_results(parl_conversation *talk, parl_response *turn)
{
    const parl_part *call;
    size_t at = 0, calls = 0;

    for (; (call = parl_response_tool_call(turn, &at)) != NULL; calls++) {
        char result[40] = "left and right must be numbers";
        struct sum sum;
        if (parl_response_read_call(turn, call, &sum_fields, &sum, NULL) == 0)
            snprintf(result, sizeof(result), "%g", sum.left + sum.right);
        parl_conversation_result(talk, call->id, result);
    }
    parl_response_free(turn);
    return calls;
}

int main(int argc, char **argv)
{
    const char *model = argc > 1 ? argv[1] : "llamacpp/smollm2";
    parl_conversation *talk = parl_conversation_new(model);
    parl_tool add = { .name = "add" };
    parl_request request = { PARL_REQUEST_INIT, .tools = &add, .n_tools = 1 };
    parl_client *client = NULL;
    parl_response *turn = NULL;
    parl_error *error = NULL;
    char *schema = NULL;
    size_t calls = 1;

    parl_conversation_user(talk, "What are 1.5 + 2.25 and 20 + 22?");
    if (parl_client_new(&client, NULL, &error) == PARL_OK &&
        parl_client_add_env_accounts(client, &error) == PARL_OK &&
        parl_schema(client, &sum_fields, &schema, &error) == PARL_OK)
        add.parameters = schema;
    for (int n = 0; n < 9 && calls > 0 && error == NULL; n++)
        if (parl_conversation_send(talk, client, &request, &turn, &error) == 0)
            calls = add_results(talk, turn);
    if (calls == 0)
        puts(parl_conversation_text(talk));
    else
        fprintf(stderr, "typed_tools: %s\n", parl_error_message(error));
    parl_error_free(error);
    parl_text_free(client, schema);
    parl_conversation_free(talk);
    parl_client_free(client);
    return calls != 0;
}
