/* tests/auth/test_entra.c -- tokens of Microsoft Entra for a secret of an
 * application's. */
#include "support/steps.h"

#include "support/oom.h"

#define ENV(...)                                                               \
    (const char *const[])                                                      \
    {                                                                          \
        __VA_ARGS__, NULL                                                      \
    }

static const parl_account nobody = { .name = "a" };
static const parl_account application = {
    .name = "a",
    .tenant_id = "t.example",
    .client_id = "c-1",
    .client_secret = "s&1",
};

static void test_a_secret_is_changed_into_a_token(void **state)
{
    struct steps s;

    (void)state;
    steps_begin(&s, &entra_sources, "client_secret", &application, NULL);
    steps_assert_request(
        &s, "POST",
        "https://login.microsoftonline.com/t.example/oauth2/v2.0/token",
        "grant_type=client_credentials&client_id=c-1&client_secret=s%261&"
        "scope=https%3A%2F%2Fscope.example%2F.default");
    steps_assert_header(&s, "content-type",
                        "application/x-www-form-urlencoded");
    steps_http(&s, 200,
               "{\"token_type\":\"Bearer\",\"expires_in\":3599,"
               "\"ext_expires_in\":3599,\"access_token\":\"ey.1\"}");
    assert_int_equal(s.state, SOURCE_FOUND);
    assert_string_equal(s.source.found.token, "ey.1");
    assert_int_equal(s.source.found.expires, STEPS_NOW + 3599);
    steps_end(&s);
}

static void test_the_environment_names_an_application(void **state)
{
    struct steps s;

    (void)state;
    steps_begin(&s, &entra_sources, "environment", &nobody,
                ENV("AZURE_TENANT_ID", "../x", "AZURE_CLIENT_ID", "c",
                    "AZURE_CLIENT_SECRET", "s", "AZURE_AUTHORITY_HOST",
                    "http://127.0.0.1:1/"));
    steps_assert_request(&s, "POST",
                         "http://127.0.0.1:1/..%2Fx/oauth2/v2.0/token",
                         "grant_type=client_credentials&client_id=c&"
                         "client_secret=s&scope=https%3A%2F%2Fscope.example%2F"
                         ".default");
    steps_http(&s, 200, "{\"access_token\":\"t-1\"}");
    assert_int_equal(s.state, SOURCE_FOUND);
    assert_string_equal(s.source.found.token, "t-1");
    steps_end(&s);
    steps_begin(&s, &entra_sources, "environment", &nobody,
                ENV("AZURE_TENANT_ID", "t", "AZURE_CLIENT_ID", "c",
                    "AZURE_CLIENT_SECRET", "s", "AZURE_AUTHORITY_HOST",
                    "login.example"));
    assert_string_equal(s.source.request.url,
                        "https://login.example/t/oauth2/v2.0/token");
    steps_end(&s);
    steps_begin(&s, &entra_sources, "environment", &nobody,
                ENV("AZURE_CLIENT_SECRET", "s"));
    steps_assert_failed(&s, "AZURE_TENANT_ID or AZURE_CLIENT_ID is not");
    steps_end(&s);
    steps_begin(&s, &entra_sources, "environment", &nobody, NULL);
    steps_assert_absent(&s, "AZURE_CLIENT_SECRET is not set");
    steps_end(&s);
}

static void test_what_entra_says_is_handed_on(void **state)
{
    struct steps s;

    (void)state;
    steps_begin(&s, &entra_sources, "client_secret", &application, NULL);
    steps_http(&s, 401,
               "{\"error\":\"invalid_client\",\"error_description\":"
               "\"AADSTS7000215: Invalid client secret provided.\"}");
    steps_assert_failed(&s, "Microsoft Entra: HTTP 401, invalid_client: "
                            "AADSTS7000215");
    assert_int_equal(s.source.error.status, PARL_CREDENTIALS);
    steps_end(&s);
    steps_begin(&s, &entra_sources, "client_secret", &application, NULL);
    steps_http(&s, 503, "<html>");
    assert_int_equal(s.source.error.status, PARL_OVERLOADED);
    steps_end(&s);
    steps_begin(&s, &entra_sources, "client_secret", &application, NULL);
    steps_missing(&s, "cannot connect");
    steps_assert_failed(&s, "cannot connect");
    assert_int_equal(s.source.error.status, PARL_NETWORK);
    steps_end(&s);
    steps_begin(&s, &entra_sources, "client_secret", &application, NULL);
    steps_http(&s, 200, "{\"access_token\":7}");
    steps_assert_failed(&s, "no access_token");
    steps_end(&s);
}

static void test_a_secret_alone_is_not_enough(void **state)
{
    static const parl_account account = { .name = "a", .client_secret = "s" };
    struct steps s;

    (void)state;
    steps_begin(&s, &entra_sources, "client_secret", &account, NULL);
    steps_assert_failed(&s, "needs tenant_id and client_id");
    steps_end(&s);
    steps_begin(&s, &entra_sources, "client_secret", &nobody, NULL);
    steps_assert_absent(&s, "client_secret is not given");
    steps_end(&s);
}

static bool walk(const parl_allocator *mem)
{
    static const char *const answers[] = {
        "{\"access_token\":\"t\",\"expires_in\":1}"
    };

    return steps_walk(mem, &entra_sources, "client_secret", &application, NULL,
                      answers);
}

static void test_a_lack_of_memory_is_said(void **state)
{
    (void)state;
    oom_each(walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_secret_is_changed_into_a_token),
        cmocka_unit_test(test_the_environment_names_an_application),
        cmocka_unit_test(test_what_entra_says_is_handed_on),
        cmocka_unit_test(test_a_secret_alone_is_not_enough),
        cmocka_unit_test(test_a_lack_of_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
