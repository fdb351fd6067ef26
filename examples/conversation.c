/* examples/conversation.c [ACCOUNT/MODEL [ANOTHER]] -- a history that is kept,
 * saved and taken up again, by another model where one is named. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include <parlance/parlance.h>

static bool say(parl_conversation *talk, parl_client *client, const char *text,
                parl_error **error)
{
    parl_conversation_user(talk, text);
    if (parl_conversation_send(talk, client, NULL, NULL, error) != PARL_OK)
        return false;
    printf("> %s\n%s\n", text, parl_conversation_text(talk));
    return true;
}

/* What was saved could wait in a file. */
static bool save_and_load(parl_conversation **talk, parl_error **error)
{
    parl_conversation *copy = NULL;
    const char *json;
    size_t len;

    if (parl_conversation_save(*talk, &json, &len, error) != PARL_OK ||
        parl_conversation_load(&copy, json, len, error) != PARL_OK)
        return false;
    parl_conversation_free(*talk);
    *talk = copy;
    return true;
}

int main(int argc, char **argv)
{
    const char *model = argc > 1 ? argv[1] : "llamacpp/smollm2";
    parl_conversation *talk = parl_conversation_new(model);
    parl_client *client = NULL;
    parl_error *error = NULL;
    bool ok;

    parl_conversation_system(talk, "You are terse.");
    ok = parl_client_new(&client, NULL, &error) == PARL_OK &&
         parl_client_add_env_accounts(client, &error) == PARL_OK &&
         say(talk, client, "Name a river.", &error) &&
         save_and_load(&talk, &error);
    if (ok && argc > 2)
        parl_conversation_model(talk, argv[2]);
    ok = ok && say(talk, client, "Which sea does it flow into?", &error);
    if (!ok)
        fprintf(stderr, "conversation: %s\n", parl_error_message(error));

    parl_error_free(error);
    parl_conversation_free(talk);
    parl_client_free(client);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
