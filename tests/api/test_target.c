/* tests/api/test_target.c -- what a model of an account comes to is found out
 * once, and stays right. */
#include "support/check.h"

#include <pthread.h>
#include <stdio.h>
#include "support/codec.h"

static const parl_message hi[] = { PARL_USER("Hi") };

static parl_client *client_of_gemini(void)
{
    const parl_account account = { .name = "g",
                                   .provider = "gemini",
                                   .api_key = CODEC_KEY };
    parl_client *client = codec_client(NULL);

    assert_non_null(client);
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    return client;
}

static void check_address(const parl_client *client, const char *name,
                          bool streams)
{
    char model[32], want[128];
    const parl_request request = {
        PARL_REQUEST_INIT,
        .model = model,
        .messages = hi,
        .n_messages = 1,
        .stream = streams ? PARL_YES : PARL_NO,
    };
    parl_call *call = NULL;

    snprintf(model, sizeof(model), "g/%s", name);
    snprintf(want, sizeof(want), "/models/%s:%s", name,
             streams ? "streamGenerateContent?alt=sse" : "generateContent");
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    assert_non_null(strstr(parl_call_url(call), want));
    parl_call_free(call);
}

static void *ask_many(void *client)
{
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 40; i++) {
            char name[32];

            snprintf(name, sizeof(name), "gemini-%d", i);
            check_address(client, name, (i + round) % 2 == 0);
        }
    }
    return NULL;
}

static void test_each_of_many_models_has_its_own_address(void **state)
{
    parl_client *client = client_of_gemini();

    (void)state;
    ask_many(client);
    parl_client_free(client);
}

static void test_many_threads_may_ask_for_the_first_time(void **state)
{
    parl_client *client = client_of_gemini();
    pthread_t threads[4];

    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_many, client),
                         0);
    for (size_t i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    parl_client_free(client);
}

static void check_top_p(const parl_client *client, bool goes)
{
    const parl_request request = {
        PARL_REQUEST_INIT, .model = "local/m-1",   .messages = hi,
        .n_messages = 1,   .top_p = { true, 0.5 },
    };
    parl_call *call = NULL;
    const char *body;
    size_t len;

    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    body = parl_call_body(call, &len);
    assert_int_equal(strstr(body, "top_p") != NULL, goes);
    parl_call_free(call);
}

static void test_facts_count_from_the_moment_they_are_loaded(void **state)
{
    parl_client *client = codec_client(NULL);

    (void)state;
    check_top_p(client, true);
    assert_int_equal(
        parl_client_load_facts(
            client, "{\"models\":[{\"stem\":\"m-1\",\"drops\":[\"top_p\"]}]}",
            0, NULL),
        PARL_OK);
    check_top_p(client, false);
    check_top_p(client, false);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_of_many_models_has_its_own_address),
        cmocka_unit_test(test_many_threads_may_ask_for_the_first_time),
        cmocka_unit_test(test_facts_count_from_the_moment_they_are_loaded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
