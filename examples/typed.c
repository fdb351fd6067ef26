/* examples/typed.c [ACCOUNT/MODEL] -- an answer that fills a C struct. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <parlance/parlance.h>

struct city {
    const char *name;
    const char **rivers;
    size_t n_rivers;
    int64_t people;
};

static const parl_field rows[] = {
    PARL_FIELD_TEXT(struct city, name, "in English"),
    PARL_FIELD_TEXTS(struct city, rivers, n_rivers, "those that cross it"),
    PARL_FIELD_INTEGER(struct city, people, "how many live there"),
};
static const parl_fields city_fields = PARL_FIELDS("city", struct city, rows);

static void print(const struct city *city)
{
    printf("%s: %lld people\n", city->name, (long long)city->people);
    for (size_t i = 0; i < city->n_rivers; i++)
        printf("  on the %s\n", city->rivers[i]);
}

int main(int argc, char **argv)
{
    const parl_message messages[] = {
        PARL_USER("Vienna has two rivers, the Danube and the Wien, and two "
                  "million people."),
    };
    const parl_request request = {
        PARL_REQUEST_INIT,
        .model = argc > 1 ? argv[1] : "llamacpp/smollm2",
        .messages = messages,
        .n_messages = 1,
    };
    parl_client *client = NULL;
    parl_response *response = NULL; /* owns what the struct points to */
    parl_error *error = NULL;
    struct city city;
    bool ok;

    ok = parl_client_new(&client, NULL, &error) == PARL_OK &&
         parl_client_add_env_accounts(client, &error) == PARL_OK &&
         parl_chat_typed(client, &request, &city_fields, &city, &response,
                         &error) == PARL_OK;
    if (ok)
        print(&city);
    else
        fprintf(stderr, "typed: %s\n", parl_error_message(error));

    parl_error_free(error);
    parl_response_free(response);
    parl_client_free(client);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
