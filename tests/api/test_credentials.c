/* tests/api/test_credentials.c -- calls that are made credible: signatures and
 * tokens, what is kept of them and for how long, and what happens when the
 * vendor refuses them.  One scripted server stands in for the vendor and for
 * all that lends credentials. */
#include "support/check.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include "api/credentials.h"
#include "support/bed.h"
#include "support/codec.h"
#include "support/oom.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

#define TOKEN(text, seconds)                                                   \
    {                                                                          \
        .path = "/t/oauth2/v2.0/token",                                        \
        .headers = "content-type: application/json\r\n",                       \
        .body = "{\"access_token\":\"" text "\",\"expires_in\":" seconds "}"   \
    }
#define NO_TOKEN(number)                                                       \
    {                                                                          \
        .path = "/t/oauth2/v2.0/token", .status = (number),                    \
        .body = "{\"error\":\"e\",\"error_description\":\"no s3cret-1 here\"}" \
    }

static const parl_account application = { .tenant_id = "t",
                                          .client_id = "c-1",
                                          .client_secret = "s3cret-1" };

/* ---- cancelling --------------------------------------------------------- */

struct caller_of {
    struct bed *bed;
    parl_cancel *cancel;
    pthread_t thread;
    parl_status status;
};

static void *call_it(void *user)
{
    struct caller_of *me = user;
    const parl_message hi = PARL_USER("Hi");
    const parl_request request = { PARL_REQUEST_INIT, .model = "a/m",
                                   .messages = &hi, .n_messages = 1,
                                   .cancel = me->cancel };
    parl_response *response = NULL;

    me->status = parl_chat(me->bed->client, &request, &response, NULL);
    parl_response_free(response);
    return NULL;
}

static void begin_call(struct caller_of *c, struct bed *bed)
{
    *c = (struct caller_of){ .bed = bed, .cancel = parl_cancel_new() };
    assert_int_equal(pthread_create(&c->thread, NULL, call_it, c), 0);
}

static void end_call(struct caller_of *c, parl_status want)
{
    pthread_join(c->thread, NULL);
    assert_int_equal(c->status, want);
    parl_cancel_free(c->cancel);
}

/* The first one asks for the token, which does not come; the others wait for
 * him, and one of them asks when he has given up. */
static void test_a_wait_for_credentials_ends_at_once(void **state)
{
    static const struct server_answer script[] = {
        { .path = "/t/oauth2/v2.0/token",
          .stop = SERVER_STALL,
          .stop_in_head = true },
        TOKEN("t-1", "3600"),
        BED_ANSWER,
    };
    struct caller_of first, second, third;
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &entra_sources, &application);
    begin_call(&first, &bed);
    while (server_n_requests(bed.server) == 0)
        poll(NULL, 0, 1);
    begin_call(&second, &bed);
    begin_call(&third, &bed);
    poll(NULL, 0, 50);
    parl_cancel_fire(third.cancel);
    end_call(&third, PARL_CANCELLED);
    assert_int_equal(server_n_requests(bed.server), 1);
    parl_cancel_fire(first.cancel);
    end_call(&first, PARL_CANCELLED);
    end_call(&second, PARL_OK);
    assert_int_equal(server_n_requests(bed.server), 3);
    bed_close(&bed);
}

/* ---- tokens are kept ---------------------------------------------------- */

static void test_a_token_serves_many_calls(void **state)
{
    static const struct server_answer script[] = { TOKEN("t-1", "3600"),
                                                   BED_ANSWER, BED_ANSWER };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &entra_sources, &application);
    bed_chat(&bed);
    bed_chat(&bed);
    assert_int_equal(server_n_requests(bed.server), 3);
    assert_true(bed_sent(&bed, 0, "POST /t/oauth2/v2.0/token "));
    assert_string_equal(server_request(bed.server, 0)->body,
                        "grant_type=client_credentials&client_id=c-1&"
                        "client_secret=s3cret-1&scope=s");
    assert_true(bed_sent(&bed, 1, "authorization: Bearer t-1\r\n"));
    assert_true(bed_sent(&bed, 2, "authorization: Bearer t-1\r\n"));
    bed_close(&bed);
}

static const parl_account many_hours = { .credentials = "client_secret",
                                         .tenant_id = "t",
                                         .client_id = "c-1",
                                         .client_secret = "s3cret-1" };

/* The token that is kept, by the clock of whoever asks. */
static const char *token_at(struct bed *bed, struct arena *arena, int64_t now,
                            parl_status want)
{
    struct secrets secrets = { .token = NULL };
    struct error err = ERROR_INIT;

    assert_int_equal(
        credentials_get(bed->client, client_account(bed->client, "a", 1), now,
                        &(struct cancels){ { NULL } }, arena, &secrets, &err),
        want);
    return secrets.token;
}

static void test_a_token_is_renewed_before_it_expires(void **state)
{
    static const struct server_answer script[] = { TOKEN("t-1", "3600"),
                                                   TOKEN("t-2", "3600") };
    struct arena arena;
    struct bed bed;

    (void)state;
    arena_init(&arena, &mem_libc, (size_t)-1);
    bed_open(&bed, script, N_OF(script), &entra_sources, &many_hours);
    assert_string_equal(token_at(&bed, &arena, 1000, PARL_OK), "t-1");
    assert_string_equal(token_at(&bed, &arena, 4299, PARL_OK), "t-1");
    assert_string_equal(token_at(&bed, &arena, 4300, PARL_OK), "t-2");
    bed_close(&bed);
    arena_wipe(&arena);
}

static void test_what_is_still_good_outlives_a_failure(void **state)
{
    static const struct server_answer script[] = { TOKEN("t-1", "3600"),
                                                   NO_TOKEN(503), NO_TOKEN(503),
                                                   NO_TOKEN(503) };
    struct arena arena;
    struct bed bed;

    (void)state;
    arena_init(&arena, &mem_libc, (size_t)-1);
    bed_open(&bed, script, N_OF(script), &entra_sources, &many_hours);
    assert_string_equal(token_at(&bed, &arena, 1000, PARL_OK), "t-1");
    assert_string_equal(token_at(&bed, &arena, 4301, PARL_OK), "t-1");
    assert_string_equal(token_at(&bed, &arena, 4302, PARL_OK), "t-1");
    assert_int_equal(server_n_requests(bed.server), 2); /* not at each call */
    assert_string_equal(token_at(&bed, &arena, 4361, PARL_OK), "t-1");
    assert_int_equal(server_n_requests(bed.server), 3);
    assert_null(token_at(&bed, &arena, 4600, PARL_OVERLOADED));
    bed_close(&bed);
    arena_wipe(&arena);
}

static void test_short_lived_tokens_are_kept_too(void **state)
{
    static const struct server_answer script[] = { TOKEN("t-1", "100"),
                                                   TOKEN("t-2", "100") };
    struct arena arena;
    struct bed bed;

    (void)state;
    arena_init(&arena, &mem_libc, (size_t)-1);
    bed_open(&bed, script, N_OF(script), &entra_sources, &many_hours);
    assert_string_equal(token_at(&bed, &arena, 1000, PARL_OK), "t-1");
    assert_string_equal(token_at(&bed, &arena, 1049, PARL_OK), "t-1");
    assert_string_equal(token_at(&bed, &arena, 1050, PARL_OK), "t-2");
    bed_close(&bed);
    arena_wipe(&arena);
}

static void *ask(void *bed)
{
    struct arena arena;

    arena_init(&arena, &mem_libc, (size_t)-1);
    for (int i = 0; i < 50; i++)
        assert_string_equal(token_at(bed, &arena, 1000 + i, PARL_OK), "t-1");
    arena_wipe(&arena);
    return NULL;
}

static void test_threads_share_one_token(void **state)
{
    static const struct server_answer script[] = {
        { .path = "/t/oauth2/v2.0/token",
          .delay_ms = 50,
          .body = "{\"access_token\":\"t-1\",\"expires_in\":3600}" }
    };
    pthread_t threads[8];
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &entra_sources, &many_hours);
    for (size_t i = 0; i < N_OF(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask, &bed), 0);
    for (size_t i = 0; i < N_OF(threads); i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(server_n_requests(bed.server), 1);
    bed_close(&bed);
}

/* ---- tokens are refused ------------------------------------------------- */

static void test_a_refused_token_is_renewed_once(void **state)
{
    static const struct server_answer script[] = { TOKEN("t-1", "3600"),
                                                   BED_REFUSAL(401, "", "{}"),
                                                   TOKEN("t-2", "3600"),
                                                   BED_ANSWER };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &entra_sources, &application);
    bed_chat(&bed);
    assert_int_equal(server_n_requests(bed.server), 4);
    assert_true(bed_sent(&bed, 3, "authorization: Bearer t-2\r\n"));
    bed_close(&bed);
}

static void test_a_second_refusal_is_final(void **state)
{
    static const struct server_answer script[] = {
        TOKEN("t-1", "3600"), BED_REFUSAL(401, "", "{}"), TOKEN("t-2", "3600"),
        BED_REFUSAL(401, "", "{\"error\":{\"message\":\"what is t-2?\"}}")
    };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &entra_sources, &application);
    bed_fail(&bed, PARL_AUTHENTICATION, "what is ***?");
    assert_int_equal(server_n_requests(bed.server), 4);
    bed_close(&bed);
}

/* A token that the account states itself has no successor. */
static void test_a_token_of_the_account_is_sent_once(void **state)
{
    static const parl_account account = { .access_token = "t-0" };
    static const struct server_answer script[] = { BED_REFUSAL(401, "", "{}") };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &google_sources, &account);
    bed_fail(&bed, PARL_AUTHENTICATION, "");
    assert_true(bed_sent(&bed, 0, "authorization: Bearer t-0\r\n"));
    bed_close(&bed);
}

static void test_no_secret_shows_in_an_error(void **state)
{
    static const struct server_answer script[] = { NO_TOKEN(400) };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &entra_sources, &application);
    bed_fail(&bed, PARL_CREDENTIALS,
             "credentials from client_secret: Microsoft Entra: HTTP 400, e: "
             "no ******** here");
    bed_close(&bed);
}

static void test_a_header_of_the_accounts_own_goes_first(void **state)
{
    static const struct server_answer script[] = { BED_ANSWER };
    static const parl_pair header = { "Authorization", "Own thing" };
    static const parl_account account = { .access_key_id = "A",
                                          .secret_access_key = "s",
                                          .headers = &header,
                                          .n_headers = 1 };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &aws_sources, &account);
    bed_chat(&bed);
    assert_true(bed_sent(&bed, 0, "authorization: Own thing\r\n"));
    assert_false(bed_sent(&bed, 0, "x-amz-date"));
    bed_close(&bed);
}

/* ---- a callback --------------------------------------------------------- */

struct lender {
    int calls;
    bool is_broke;
    int64_t lasts;
};

static int lend(void *user, parl_credential *credential)
{
    struct lender *lender = user;
    char token[16];

    if (lender->is_broke)
        return 1;
    snprintf(token, sizeof(token), "t-%d", ++lender->calls);
    credential->access_token = lender->calls == 1 ? "t-1" : "t-2";
    credential->expires = lender->lasts;
    return 0;
}

static void test_a_callback_gives_tokens(void **state)
{
    static const struct server_answer script[] = { BED_ANSWER, BED_ANSWER,
                                                   BED_REFUSAL(401, "", "{}"),
                                                   BED_ANSWER };
    struct lender lender = { 0 };
    const parl_account account = { .on_credential = lend,
                                   .credential_user = &lender };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), NULL, &account);
    bed_chat(&bed);
    bed_chat(&bed);
    assert_int_equal(lender.calls, 1);
    bed_chat(&bed); /* was refused, and asked again */
    assert_int_equal(lender.calls, 2);
    assert_true(bed_sent(&bed, 3, "authorization: Bearer t-2\r\n"));
    bed_close(&bed);
}

static void test_a_callback_may_have_none(void **state)
{
    struct lender lender = { .is_broke = true };
    const parl_account account = { .on_credential = lend,
                                   .credential_user = &lender };
    struct bed bed;

    (void)state;
    bed_open(&bed, NULL, 0, &google_sources, &account);
    bed_fail(&bed, PARL_CREDENTIALS, "on_credential has none");
    bed_close(&bed);
}

static int lend_keys(void *user, parl_credential *credential)
{
    credential->access_key_id = user;
    credential->secret_access_key = "s3cret/1";
    return 0;
}

static void test_keys_go_only_where_they_sign(void **state)
{
    const parl_account account = { .on_credential = lend_keys,
                                   .credential_user = (char[]){ "AK" } };
    const parl_account broken = { .on_credential = lend_keys,
                                  .credential_user = (char[]){ "A\r\nB" } };
    struct bed bed;

    (void)state;
    bed_open(&bed, NULL, 0, &aws_sources, &account);
    bed.extras.service = NULL;
    bed_fail(&bed, PARL_CREDENTIALS, "takes no AWS keys");
    bed_close(&bed);
    bed_open(&bed, NULL, 0, &aws_sources, &broken);
    bed_fail(&bed, PARL_CREDENTIALS, "are no credentials");
    bed_close(&bed);
}

/* ---- what is named ------------------------------------------------------ */

static void clear_aws(void)
{
    static const char *const names[] = {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_BEARER_TOKEN_BEDROCK",
        "AWS_PROFILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    };

    for (size_t i = 0; i < N_OF(names); i++)
        unsetenv(names[i]);
    setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials", 1);
    setenv("AWS_CONFIG_FILE", "/nowhere/config", 1);
    setenv("AWS_EC2_METADATA_DISABLED", "true", 1);
}

static void test_all_that_was_tried_is_said(void **state)
{
    static const parl_account account = { .credentials = "default" };
    static const parl_account two = { .credentials = "environment, container" };
    static const parl_account named = { .credentials = "default",
                                        .profile = "dev" };
    static const parl_account none = { 0 };
    struct bed bed;

    (void)state;
    clear_aws();
    bed_open(&bed, NULL, 0, &aws_sources, &account);
    bed_fail(&bed, PARL_CREDENTIALS,
             "account 'a' has no credentials: tried environment "
             "(AWS_ACCESS_KEY_ID is not set), web_identity "
             "(AWS_WEB_IDENTITY_TOKEN_FILE is not set), profile (no profile "
             "'default' in the shared files), container "
             "(AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are not "
             "set), imds (AWS_EC2_METADATA_DISABLED is set)");
    bed_close(&bed);
    bed_open(&bed, NULL, 0, &aws_sources, &two);
    bed_fail(&bed, PARL_CREDENTIALS, "tried environment (AWS");
    bed_close(&bed);
    setenv("AWS_ACCESS_KEY_ID", "of-somebody-else", 1);
    setenv("AWS_SECRET_ACCESS_KEY", "of-somebody-else", 1);
    bed_open(&bed, NULL, 0, &aws_sources, &named);
    bed_fail(&bed, PARL_CREDENTIALS, "there is no profile 'dev'");
    bed_close(&bed);
    clear_aws();
    bed_open(&bed, NULL, 0, &aws_sources, &none);
    bed_fail(&bed, PARL_CREDENTIALS,
             "tried api_key, api_key_env and access_token, access_key_id");
    bed_close(&bed);
}

static void test_the_source_that_failed_is_said(void **state)
{
    static const parl_account account = { .credentials = "default" };
    struct bed bed;

    (void)state;
    clear_aws();
    setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://198.51.100.1/x", 1);
    bed_open(&bed, NULL, 0, &aws_sources, &account);
    bed_fail(&bed, PARL_CREDENTIALS,
             "credentials from container: the container's credentials: "
             "base_url is plain http to 198.51.100.1");
    bed_fail(&bed, PARL_CREDENTIALS, "; before: environment (");
    setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI",
           "http://169.254.170.2:x@198.51.100.1/x", 1);
    bed_fail(&bed, PARL_CREDENTIALS, "plain http to 198.51.100.1");
    bed_close(&bed);
    clear_aws();
}

static void add_badly(const char *account, const char *message)
{
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;
    char json[512];

    snprintf(json, sizeof(json), "{\"accounts\":[{\"name\":\"x\",%s}]}",
             account);
    assert_int_equal(parl_client_load_accounts(client, json, 0, &error),
                     PARL_INVALID_ARGUMENT);
    if (strstr(parl_error_message(error), message) == NULL)
        fail_msg("not '%s' but: %s", message, parl_error_message(error));
    parl_error_free(error);
    parl_client_free(client);
}

static void test_a_source_must_be_one_of_the_vendors(void **state)
{
    (void)state;
    add_badly("\"provider\":\"bedrock\",\"credentials\":\"imds metadata\"",
              "credentials 'metadata' are none of: default environment "
              "web_identity profile container imds");
    add_badly("\"provider\":\"openai\",\"credentials\":\"default\"",
              "openai takes keys only");
    add_badly("\"provider\":\"groq\",\"profile\":\"p\"",
              "groq takes keys only");
    add_badly("\"provider\":\"bedrock\",\"access_key_id\":\"A\"",
              "access_key_id and secret_access_key go together");
    add_badly("\"provider\":\"bedrock\",\"access_key_id\":\"A\\r\\nB\","
              "\"secret_access_key\":\"s\"",
              "access_key_id has a line break");
}

static void test_a_service_account_knows_its_project(void **state)
{
    static const char json[] =
        "{\"accounts\":[{\"name\":\"v\",\"provider\":\"vertex\","
        "\"service_account\":\"{\\\"project_id\\\":\\\"p-1\\\"}\"},"
        "{\"name\":\"w\",\"provider\":\"vertex\",\"project\":\"own\","
        "\"service_account\":\"{\\\"project_id\\\":\\\"p-1\\\"}\"},"
        "{\"name\":\"x\",\"provider\":\"vertex\","
        "\"service_account\":\"/a/path\"}]}";
    parl_client *client = codec_client(NULL);
    parl_error *error = NULL;

    (void)state;
    if (parl_client_load_accounts(client, json, 0, &error) != PARL_OK)
        fail_msg("%s", parl_error_message(error));
    assert_string_equal(client_account(client, "v", 1)->given.project, "p-1");
    assert_string_equal(client_account(client, "w", 1)->given.project, "own");
    assert_null(client_account(client, "x", 1)->given.project);
    parl_client_free(client);
}

/* ---- the vendors' own accounts ------------------------------------------ */

static const parl_account *env_account(parl_client *client, const char *name)
{
    return &client_account(client, name, strlen(name))->given;
}

static void test_the_environment_fills_accounts(void **state)
{
    parl_client *client = codec_client(NULL);

    (void)state;
    clear_aws();
    setenv("AWS_REGION", "eu-west-1", 1);
    setenv("AWS_DEFAULT_REGION", "eu-west-2", 1);
    setenv("AWS_ACCESS_KEY_ID", "AK", 1);
    setenv("AWS_PROFILE", "p", 1);
    setenv("GOOGLE_CLOUD_PROJECT", "my-p", 1);
    setenv("GOOGLE_APPLICATION_CREDENTIALS", "/k.json", 1);
    setenv("AZURE_CLIENT_SECRET", "s", 1);
    setenv("OPENAI_API_VERSION", "2024-10-21", 1);
    setenv("OPENAI_ORG_ID", "org-1", 1);
    setenv("ANTHROPIC_FOUNDRY_API_KEY", "fk", 1);
    setenv("ANTHROPIC_FOUNDRY_BASE_URL", "https://r.example/anthropic", 1);
    assert_int_equal(parl_client_add_env_accounts(client, NULL), PARL_OK);
    assert_string_equal(env_account(client, "bedrock")->region, "eu-west-1");
    assert_string_equal(env_account(client, "bedrock")->credentials,
                        "environment");
    assert_string_equal(env_account(client, "vertex")->project, "my-p");
    assert_string_equal(env_account(client, "vertex")->credentials,
                        "environment");
    assert_string_equal(env_account(client, "azure")->credentials,
                        "environment");
    assert_string_equal(env_account(client, "azure")->api_version,
                        "2024-10-21");
    assert_string_equal(env_account(client, "openai")->organization, "org-1");
    assert_string_equal(env_account(client, "foundry")->api_key, "fk");
    assert_string_equal(env_account(client, "foundry")->base_url,
                        "https://r.example/anthropic");
    parl_client_free(client);
    unsetenv("OPENAI_API_VERSION");
    unsetenv("OPENAI_ORG_ID");
    unsetenv("ANTHROPIC_FOUNDRY_API_KEY");
    unsetenv("ANTHROPIC_FOUNDRY_BASE_URL");
    unsetenv("AWS_REGION");
    unsetenv("AWS_DEFAULT_REGION");
    unsetenv("GOOGLE_CLOUD_PROJECT");
    unsetenv("GOOGLE_APPLICATION_CREDENTIALS");
    unsetenv("AZURE_CLIENT_SECRET");
    clear_aws();
}

static void check_foundry(const char *address)
{
    parl_client *client = codec_client(NULL);

    assert_int_equal(parl_client_add_env_accounts(client, NULL), PARL_OK);
    assert_string_equal(env_account(client, "foundry")->base_url, address);
    parl_client_free(client);
}

static void test_a_resource_of_foundry_is_an_address(void **state)
{
    (void)state;
    setenv("ANTHROPIC_FOUNDRY_RESOURCE", "my-resource", 1);
    check_foundry("https://my-resource.services.ai.azure.com");
    setenv("ANTHROPIC_FOUNDRY_RESOURCE", "https://r.example/", 1);
    check_foundry("https://r.example/");
    unsetenv("ANTHROPIC_FOUNDRY_RESOURCE");
}

static void test_an_address_of_foundry_goes_before_its_resource(void **state)
{
    (void)state;
    setenv("ANTHROPIC_FOUNDRY_RESOURCE", "my-resource", 1);
    setenv("AZURE_AI_CHAT_ENDPOINT", "https://e.example", 1);
    check_foundry("https://e.example");
    setenv("ANTHROPIC_FOUNDRY_BASE_URL", "https://r.example/anthropic", 1);
    check_foundry("https://r.example/anthropic");
    unsetenv("ANTHROPIC_FOUNDRY_BASE_URL");
    unsetenv("AZURE_AI_CHAT_ENDPOINT");
    unsetenv("ANTHROPIC_FOUNDRY_RESOURCE");
}

/* ---- a lack of memory --------------------------------------------------- */

static bool get_with(const parl_allocator *mem)
{
    static const struct secrets nothing;
    struct lender lender = { 0 };
    const parl_account account = { .name = "a",
                                   .provider = "azure",
                                   .base_url = "https://a.example",
                                   .on_credential = lend,
                                   .credential_user = &lender };
    parl_client_options options = codec_options();
    struct secrets found = nothing;
    struct error err = ERROR_INIT;
    parl_client *client = NULL;
    struct arena arena;
    parl_status status;

    options.allocator = mem;
    arena_init(&arena, mem, (size_t)-1);
    status = parl_client_new(&client, &options, NULL);
    if (status == PARL_OK)
        status = parl_client_add_account(client, &account, NULL);
    for (int i = 0; status == PARL_OK && i < 2; i++)
        status = credentials_get(client, client_account(client, "a", 1), 1000,
                                 &(struct cancels){ { NULL } }, &arena, &found,
                                 &err);
    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    arena_wipe(&arena);
    parl_client_free(client);
    return status == PARL_OK;
}

static void test_a_lack_of_memory_is_said(void **state)
{
    (void)state;
    oom_each(get_with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_wait_for_credentials_ends_at_once),
        cmocka_unit_test(test_a_token_serves_many_calls),
        cmocka_unit_test(test_a_token_is_renewed_before_it_expires),
        cmocka_unit_test(test_what_is_still_good_outlives_a_failure),
        cmocka_unit_test(test_short_lived_tokens_are_kept_too),
        cmocka_unit_test(test_threads_share_one_token),
        cmocka_unit_test(test_a_refused_token_is_renewed_once),
        cmocka_unit_test(test_a_second_refusal_is_final),
        cmocka_unit_test(test_a_token_of_the_account_is_sent_once),
        cmocka_unit_test(test_no_secret_shows_in_an_error),
        cmocka_unit_test(test_a_header_of_the_accounts_own_goes_first),
        cmocka_unit_test(test_a_callback_gives_tokens),
        cmocka_unit_test(test_a_callback_may_have_none),
        cmocka_unit_test(test_keys_go_only_where_they_sign),
        cmocka_unit_test(test_all_that_was_tried_is_said),
        cmocka_unit_test(test_the_source_that_failed_is_said),
        cmocka_unit_test(test_a_source_must_be_one_of_the_vendors),
        cmocka_unit_test(test_a_service_account_knows_its_project),
        cmocka_unit_test(test_the_environment_fills_accounts),
        cmocka_unit_test(test_a_resource_of_foundry_is_an_address),
        cmocka_unit_test(test_an_address_of_foundry_goes_before_its_resource),
        cmocka_unit_test(test_a_lack_of_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
