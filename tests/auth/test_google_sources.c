/* tests/auth/test_google_sources.c -- where Google's tokens come from: the
 * account, the environment, gcloud's file and the metadata server. */
#include "support/steps.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/oom.h"
#include "support/pem.h"
#include "wire/base64.h"

#define ENV(...)                                                               \
    (const char *const[])                                                      \
    {                                                                          \
        __VA_ARGS__, NULL                                                      \
    }

#define USER                                                                   \
    "{\"type\":\"authorized_user\",\"client_id\":\"c/1\","                     \
    "\"client_secret\":\"cs\",\"refresh_token\":\"1//r\","                     \
    "\"quota_project_id\":\"payer\"}"
#define USER_FORM                                                              \
    "grant_type=refresh_token&client_id=c%2F1&client_secret=cs&"               \
    "refresh_token=1%2F%2Fr"
#define TOKEN "{\"access_token\":\"ya29.x\",\"expires_in\":3599}"

static const char token_url[] = "https://oauth2.googleapis.com/token";

static const parl_account nobody = { .name = "a" };

static void begin(struct steps *s, const char *word,
                  const parl_account *account, const char *const *env)
{
    steps_begin(s, &google_sources, word, account, env);
}

static void assert_token(const struct steps *s, const char *token,
                         int64_t expires)
{
    if (s->state != SOURCE_FOUND)
        fail_msg("nothing: %s%s", s->source.why, s->source.error.message);
    assert_string_equal(s->source.found.token, token);
    assert_int_equal(s->source.found.expires, expires);
}

/* ---- service accounts --------------------------------------------------- */

/* The JSON of one, with a key of its own; the caller frees it. */
static char *service_account(const char *more)
{
    char *pem = pem_new(), *json = malloc(8192), *out = json;

    out += sprintf(out, "{\"type\":\"service_account\",\"private_key_id\":"
                        "\"k-1\",\"client_email\":\"robot@p.example\","
                        "\"private_key\":\"");
    for (const char *c = pem; *c != '\0'; c++)
        out += *c == '\n' ? sprintf(out, "\\n") : sprintf(out, "%c", *c);
    sprintf(out, "\"%s}", more);
    free(pem);
    return json;
}

/* The claims of the assertion in a form. */
static void assert_claims(const char *form, const char *want)
{
    static const char head[] =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&"
        "assertion=";
    unsigned char claims[2048];
    const char *part;
    size_t len;

    assert_int_equal(strncmp(form, head, sizeof(head) - 1), 0);
    part = strchr(form + sizeof(head) - 1, '.') + 1;
    assert_true(base64_decode(part, strcspn(part, "."), claims, &len));
    claims[len] = '\0';
    assert_string_equal((char *)claims, want);
}

static void test_a_service_account_signs_for_itself(void **state)
{
    char *json = service_account("");
    const parl_account account = { .name = "a", .service_account = json };
    struct steps s;

    (void)state;
    begin(&s, "service_account", &account, NULL);
    steps_assert_request(&s, "POST", token_url, s.source.request.body);
    assert_claims(s.source.request.body,
                  "{\"iss\":\"robot@p.example\","
                  "\"scope\":\"https://scope.example/.default\","
                  "\"aud\":\"https://oauth2.googleapis.com/token\","
                  "\"iat\":1795521600,\"exp\":1795525200}");
    steps_http(&s, 200, TOKEN);
    assert_token(&s, "ya29.x", STEPS_NOW + 3599);
    assert_null(s.source.found.quota_project);
    steps_end(&s);
    free(json);
}

/* The audience stays Google's own. */
static void test_a_file_may_name_another_token_service(void **state)
{
    char *json = service_account(",\"token_uri\":\"https://t.example/x\"");
    struct steps s;

    (void)state;
    begin(&s, "environment", &nobody,
          ENV("GOOGLE_APPLICATION_CREDENTIALS", "/k.json"));
    steps_assert_file(&s, "/k.json");
    steps_text(&s, json);
    steps_assert_request(&s, "POST", "https://t.example/x",
                         s.source.request.body);
    steps_http(&s, 200, "{\"access_token\":\"t\",\"expires_in\":\"120\"}");
    assert_token(&s, "t", STEPS_NOW + 120); /* a text of digits will do */
    steps_end(&s);
    free(json);
}

static void test_what_is_no_service_account_is_refused(void **state)
{
    static const struct {
        const char *json, *complaint;
    } files[] = {
        { "{", "is no JSON" },
        { "{}", "credentials of type ''" },
        { "{\"type\":\"external_account\"}", "type 'external_account'" },
        { "{\"type\":\"service_account\"}", "no client_email" },
        { "{\"type\":\"service_account\",\"client_email\":\"a\","
          "\"private_key\":\"no key\"}",
          "no RSA key" },
        { "{\"type\":\"authorized_user\"}", "no client_id" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        const parl_account account = { .name = "a",
                                       .service_account = files[i].json };
        struct steps s;

        begin(&s, "service_account", &account, NULL);
        steps_assert_failed(&s, files[i].complaint);
        assert_int_equal(s.source.error.status, PARL_CREDENTIALS);
        steps_end(&s);
    }
}

/* ---- users -------------------------------------------------------------- */

static void test_a_user_refreshes(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "gcloud", &nobody, ENV("HOME", "/home/u"));
    steps_assert_file(
        &s, "/home/u/.config/gcloud/application_default_credentials.json");
    steps_text(&s, USER);
    steps_assert_request(&s, "POST", token_url, USER_FORM);
    steps_http(&s, 200, TOKEN);
    assert_token(&s, "ya29.x", STEPS_NOW + 3599);
    assert_string_equal(s.source.found.quota_project, "payer");
    steps_end(&s);
}

static void test_a_variable_says_who_pays(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "gcloud", &nobody,
          ENV("CLOUDSDK_CONFIG", "/g", "GOOGLE_CLOUD_QUOTA_PROJECT", "other"));
    steps_assert_file(&s, "/g/application_default_credentials.json");
    steps_text(&s, USER);
    steps_http(&s, 200, TOKEN);
    assert_string_equal(s.source.found.quota_project, "other");
    steps_end(&s);
    begin(&s, "metadata", &nobody,
          ENV("GCE_METADATA_HOST", "m", "GOOGLE_CLOUD_QUOTA_PROJECT", "other"));
    steps_http(&s, 200, TOKEN);
    assert_token(&s, "ya29.x", STEPS_NOW + 3599);
    assert_string_equal(s.source.found.quota_project, "other");
    steps_end(&s);
}

static void test_a_login_that_ran_out_is_said(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "gcloud", &nobody, ENV("HOME", "/h"));
    steps_text(&s, USER);
    steps_http(&s, 400,
               "{\"error\":\"invalid_grant\",\"error_description\":"
               "\"Token has been expired or revoked.\"}");
    steps_assert_failed(&s, "invalid_grant: Token has been expired");
    assert_int_equal(s.source.error.status, PARL_CREDENTIALS);
    assert_false(s.source.error.retryable);
    steps_end(&s);
}

/* Its own words count more than the status. */
static void test_a_token_service_may_ask_for_another_try(void **state)
{
    static const struct {
        const char *body;
        parl_status status;
    } list[] = {
        { "{\"error\":\"temporarily_unavailable\"}", PARL_SERVER_ERROR },
        { "{\"error\":\"internal_failure\"}", PARL_SERVER_ERROR },
        { "{\"error\":\"server_error\"}", PARL_SERVER_ERROR },
        { "{\"error\":\"invalid_request\"}", PARL_CREDENTIALS },
        { "{\"error\":7}", PARL_CREDENTIALS },
        { "x", PARL_CREDENTIALS },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct steps s;

        begin(&s, "gcloud", &nobody, ENV("HOME", "/h"));
        steps_text(&s, USER);
        steps_http(&s, 400, list[i].body);
        steps_assert_failed(&s, "HTTP 400");
        assert_int_equal(s.source.error.status, list[i].status);
        assert_int_equal(s.source.error.retryable,
                         list[i].status == PARL_SERVER_ERROR);
        steps_end(&s);
    }
}

/* ---- the order ---------------------------------------------------------- */

static void test_a_file_that_was_named_must_be_there(void **state)
{
    static const parl_account account = { .name = "a",
                                          .service_account = "/gone.json" };
    struct steps s;

    (void)state;
    begin(&s, "environment", &nobody,
          ENV("GOOGLE_APPLICATION_CREDENTIALS", "/k.json"));
    steps_missing(&s, "the file cannot be opened");
    steps_assert_failed(&s, "/k.json: the file cannot be opened");
    steps_end(&s);
    begin(&s, "service_account", &account, NULL);
    steps_missing(&s, "the file cannot be opened");
    steps_assert_failed(&s, "/gone.json");
    steps_end(&s);
    begin(&s, "environment", &nobody, NULL);
    steps_assert_absent(&s, "GOOGLE_APPLICATION_CREDENTIALS is not set");
    steps_end(&s);
    begin(&s, "gcloud", &nobody, ENV("HOME", "/h"));
    steps_missing(&s, "the file cannot be opened");
    steps_assert_absent(&s, "/h/.config/gcloud/");
    steps_end(&s);
    begin(&s, "gcloud", &nobody, ENV("APPDATA", "/d"));
    steps_assert_file(&s, "/d/gcloud/application_default_credentials.json");
    steps_end(&s);
    begin(&s, "gcloud", &nobody, NULL);
    steps_assert_absent(&s, "no home folder");
    steps_end(&s);
    begin(&s, "service_account", &nobody, NULL);
    steps_assert_absent(&s, "service_account is not given");
    steps_end(&s);
}

/* ---- the metadata server ------------------------------------------------ */

static void test_the_metadata_server_is_looked_for_first(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "metadata", &nobody, NULL);
    steps_assert_request(&s, "GET", "http://169.254.169.254/", NULL);
    steps_assert_header(&s, "metadata-flavor", "Google");
    assert_true(s.source.is_metadata);
    steps_http(&s, 200, "");
    steps_assert_request(
        &s, "GET",
        "http://metadata.google.internal/computeMetadata/v1/instance/"
        "service-accounts/default/token?scopes="
        "https%3A%2F%2Fscope.example%2F.default",
        NULL);
    steps_assert_header(&s, "metadata-flavor", "Google");
    steps_http(&s, 200, TOKEN);
    assert_token(&s, "ya29.x", STEPS_NOW + 3599);
    steps_end(&s);
}

static void test_other_machines_have_none(void **state)
{
    struct source_answer stranger = { .arrived = true, .http_status = 200 };
    struct steps s;

    (void)state;
    begin(&s, "metadata", &nobody, NULL);
    steps_missing(&s, "timed out");
    steps_assert_absent(&s, "timed out");
    steps_end(&s);
    begin(&s, "metadata", &nobody, NULL);
    s.state = s.source.kind->step(&s.source, &stranger);
    steps_assert_absent(&s, "it is not Google's");
    steps_end(&s);
    begin(&s, "metadata", &nobody, ENV("NO_GCE_CHECK", "true"));
    steps_assert_absent(&s, "NO_GCE_CHECK");
    steps_end(&s);
    begin(&s, "metadata", &nobody, ENV("GCE_METADATA_HOST", "127.0.0.1:1"));
    assert_non_null(strstr(s.source.request.url, "http://127.0.0.1:1/comp"));
    steps_http(&s, 404, "no default account");
    steps_assert_failed(&s, "HTTP 404");
    steps_end(&s);
    begin(&s, "metadata", &nobody, ENV("GCE_METADATA_ROOT", "127.0.0.1:2"));
    assert_non_null(strstr(s.source.request.url, "http://127.0.0.1:2/comp"));
    steps_end(&s);
}

/* ---- a lack of memory --------------------------------------------------- */

static char *robot;

static bool walk_service_account(const parl_allocator *mem)
{
    static const char *const answers[] = { TOKEN };
    const parl_account account = { .name = "a", .service_account = robot };

    return steps_walk(mem, &google_sources, "service_account", &account, NULL,
                      answers);
}

static bool walk_user(const parl_allocator *mem)
{
    static const char *const answers[] = { USER, TOKEN };

    return steps_walk(mem, &google_sources, "gcloud", &nobody,
                      ENV("HOME", "/h"), answers);
}

static bool walk_metadata(const parl_allocator *mem)
{
    static const char *const answers[] = { "", TOKEN };

    return steps_walk(mem, &google_sources, "metadata", &nobody, NULL, answers);
}

static void test_a_lack_of_memory_is_said(void **state)
{
    (void)state;
    robot = service_account("");
    oom_each(walk_service_account);
    free(robot);
    oom_each(walk_user);
    oom_each(walk_metadata);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_service_account_signs_for_itself),
        cmocka_unit_test(test_a_file_may_name_another_token_service),
        cmocka_unit_test(test_what_is_no_service_account_is_refused),
        cmocka_unit_test(test_a_user_refreshes),
        cmocka_unit_test(test_a_variable_says_who_pays),
        cmocka_unit_test(test_a_login_that_ran_out_is_said),
        cmocka_unit_test(test_a_token_service_may_ask_for_another_try),
        cmocka_unit_test(test_a_file_that_was_named_must_be_there),
        cmocka_unit_test(test_the_metadata_server_is_looked_for_first),
        cmocka_unit_test(test_other_machines_have_none),
        cmocka_unit_test(test_a_lack_of_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
