/* tests/support/bed.c -- one account whose calls must be made credible. */
#include "support/bed.h"

#include <stdlib.h>
#include "api/credentials.h"

static const parl_message hi[] = { PARL_USER("Hi") };

static void add_account(struct bed *bed, const struct source_set *sources,
                        const parl_account *given)
{
    const parl_account plain = { .name = "a",
                                 .provider = "custom",
                                 .base_url = server_url(bed->server),
                                 .region = "us-east-1" };
    struct account *made;
    struct error err = ERROR_INIT;
    parl_account own;

    assert_int_equal(parl_client_add_account(bed->client, &plain, NULL),
                     PARL_OK);
    made = client_account(bed->client, "a", 1);
    bed->row = *made->provider;
    bed->row.key_optional = false;
    bed->row.extras = &bed->extras;
    bed->extras = (struct provider_extras){ .sources = sources,
                                            .service = "bedrock",
                                            .token_scope = "s" };
    made->provider = &bed->row;
    own = made->given;
    made->given = *given;
    made->given.name = own.name;
    made->given.region = own.region;
    assert_int_equal(credentials_new(bed->client, made, &err), PARL_OK);
}

void bed_open(struct bed *bed, const struct server_answer *script, size_t n,
              const struct source_set *sources, const parl_account *given)
{
    bed->server = server_start(script, n);
    setenv("AZURE_AUTHORITY_HOST", server_url(bed->server), 1);
    assert_int_equal(parl_client_new(&bed->client, NULL, NULL), PARL_OK);
    add_account(bed, sources, given);
}

void bed_close(struct bed *bed)
{
    parl_client_free(bed->client);
    server_stop(bed->server);
}

static parl_status chat(struct bed *bed, parl_response **response,
                        parl_error **error)
{
    const parl_request request = { PARL_REQUEST_INIT, .model = "a/m",
                                   .messages = hi, .n_messages = 1 };

    return parl_chat(bed->client, &request, response, error);
}

parl_response *bed_ask(struct bed *bed)
{
    parl_response *response = NULL;
    parl_error *error = NULL;

    if (chat(bed, &response, &error) != PARL_OK)
        fail_msg("%s", parl_error_message(error));
    assert_string_equal(parl_response_text(response), "yes");
    return response;
}

void bed_chat(struct bed *bed)
{
    parl_response_free(bed_ask(bed));
}

void bed_fail(struct bed *bed, parl_status want, const char *message)
{
    parl_response *response = NULL;
    parl_error *error = NULL;

    assert_int_equal(chat(bed, &response, &error), want);
    if (strstr(parl_error_message(error), message) == NULL)
        fail_msg("not '%s' but: %s", message, parl_error_message(error));
    parl_error_free(error);
}

bool bed_sent(struct bed *bed, size_t request, const char *text)
{
    return strstr(server_request(bed->server, request)->head, text) != NULL;
}
