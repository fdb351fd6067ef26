/* tests/auth/test_aws_sources.c -- where AWS keys come from: what each source
 * asks for, in which order, and what it makes of the answers. */
#include "support/steps.h"

#include "auth/crypto.h"
#include "support/oom.h"

#define ENV(...)                                                               \
    (const char *const[])                                                      \
    {                                                                          \
        __VA_ARGS__, NULL                                                      \
    }
#define NO_ENV                                                                 \
    (const char *const[])                                                      \
    {                                                                          \
        NULL                                                                   \
    }

#define CREDENTIALS "/home/u/.aws/credentials"
#define CONFIG "/home/u/.aws/config"

#define KEYS                                                                   \
    "{\"Code\":\"Success\",\"AccessKeyId\":\"AK1\",\"SecretAccessKey\":"       \
    "\"s/1\",\"Token\":\"t=1\",\"Expiration\":\"2026-11-24T18:00:00Z\"}"
enum { KEYS_EXPIRE = STEPS_NOW + 6 * 3600 };

#define STS_KEYS                                                               \
    "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>\n"   \
    "<Credentials><SessionToken>t=1</SessionToken>"                            \
    "<SecretAccessKey>s/1</SecretAccessKey><Expiration>2026-11-24T18:00:00Z"   \
    "</Expiration><AccessKeyId>AK1</AccessKeyId></Credentials>"                \
    "</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"

static const parl_account nobody = { .name = "a" };

static void begin(struct steps *s, const char *word,
                  const parl_account *account, const char *const *env)
{
    steps_begin(s, &aws_sources, word, account, env);
}

static void assert_keys(const struct steps *s, const char *id,
                        const char *secret, const char *token, int64_t expires)
{
    const struct secrets *found = &s->source.found;

    if (s->state != SOURCE_FOUND)
        fail_msg("nothing: %s%s", s->source.why, s->source.error.message);
    assert_string_equal(found->access_key_id, id);
    assert_string_equal(found->secret_access_key, secret);
    if (token != NULL)
        assert_string_equal(found->session_token, token);
    else
        assert_null(found->session_token);
    assert_int_equal(found->expires, expires);
}

/* ---- the environment ---------------------------------------------------- */

static void test_the_environment_has_keys(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "environment", &nobody,
          ENV("AWS_ACCESS_KEY_ID", "AK1", "AWS_SECRET_ACCESS_KEY", "s/1"));
    assert_keys(&s, "AK1", "s/1", NULL, 0);
    steps_end(&s);
    begin(&s, "environment", &nobody,
          ENV("AWS_ACCESS_KEY_ID", "AK1", "AWS_SECRET_ACCESS_KEY", "s/1",
              "AWS_SESSION_TOKEN", "t=1"));
    assert_keys(&s, "AK1", "s/1", "t=1", 0);
    steps_end(&s);
}

static void test_a_bearer_token_goes_before_keys(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "environment", &nobody,
          ENV("AWS_ACCESS_KEY_ID", "AK1", "AWS_SECRET_ACCESS_KEY", "s/1",
              "AWS_BEARER_TOKEN_BEDROCK", "b-1"));
    assert_int_equal(s.state, SOURCE_FOUND);
    assert_string_equal(s.source.found.token, "b-1");
    assert_string_equal(s.source.found.access_key_id, "AK1"); /* for a role */
    steps_end(&s);
}

static void test_the_environment_may_have_none(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "environment", &nobody, ENV("AWS_ACCESS_KEY_ID", ""));
    steps_assert_absent(&s, "AWS_ACCESS_KEY_ID is not set");
    steps_end(&s);
    begin(&s, "environment", &nobody, ENV("AWS_ACCESS_KEY_ID", "AK1"));
    steps_assert_failed(&s, "AWS_SECRET_ACCESS_KEY is not");
    steps_end(&s);
}

/* ---- shared files ------------------------------------------------------- */

static void read_files(struct steps *s, const char *credentials,
                       const char *config)
{
    steps_assert_file(s, CREDENTIALS);
    if (credentials != NULL)
        steps_text(s, credentials);
    else
        steps_missing(s, "the file cannot be opened");
    steps_assert_file(s, CONFIG);
    if (config != NULL)
        steps_text(s, config);
    else
        steps_missing(s, "the file cannot be opened");
}

static void begin_profile(struct steps *s, const char *profile,
                          const char *credentials, const char *config)
{
    static const char *const env[] = { "HOME", "/home/u", NULL };
    static parl_account account; /* looked at while the steps go on */

    account = (parl_account){ .name = "a", .profile = profile };
    begin(s, "profile", &account, env);
    read_files(s, credentials, config);
}

static void test_a_profile_has_keys(void **state)
{
    static const char file[] =
        "# a comment\n[default]\r\naws_access_key_id = AK0\r\n"
        "aws_secret_access_key = s/0\r\n\n[ work ]\n; another\n"
        "AWS_Access_Key_Id=AK1\naws_secret_access_key =  s/1= \n"
        "nested =\n  aws_session_token = not-this\n"
        "aws_session_token= t=1\n[last]\nregion=x";
    struct steps s;

    (void)state;
    begin_profile(&s, "work", file, NULL);
    assert_keys(&s, "AK1", "s/1=", "t=1", 0);
    steps_end(&s);
    begin_profile(&s, NULL, file, NULL);
    assert_keys(&s, "AK0", "s/0", NULL, 0);
    steps_end(&s);
    begin_profile(&s, "last", file, NULL);
    steps_assert_failed(&s, "profile 'last' has no keys");
    steps_end(&s);
}

static void test_the_config_file_prefixes_its_sections(void **state)
{
    static const char config[] =
        "[default]\naws_access_key_id=AK0\naws_secret_access_key=s0\n"
        "[profile work]\naws_access_key_id=AK1\naws_secret_access_key=s1\n"
        "[profile \"my own\"]\naws_access_key_id=AK2\n"
        "aws_secret_access_key=s2\n"
        "[other]\naws_access_key_id=AK3\naws_secret_access_key=s3\n";
    struct steps s;

    (void)state;
    begin_profile(&s, "work", NULL, config);
    assert_keys(&s, "AK1", "s1", NULL, 0);
    steps_end(&s);
    begin_profile(&s, "my own", NULL, config);
    assert_keys(&s, "AK2", "s2", NULL, 0);
    steps_end(&s);
    begin_profile(&s, NULL, NULL, config);
    assert_keys(&s, "AK0", "s0", NULL, 0);
    steps_end(&s);
    begin_profile(&s, "other", NULL, config);
    steps_assert_failed(&s, "there is no profile 'other'");
    steps_end(&s);
}

static void test_only_a_named_profile_must_be_there(void **state)
{
    struct steps s;

    (void)state;
    begin_profile(&s, NULL, NULL, NULL);
    steps_assert_absent(&s, "no profile 'default'");
    steps_end(&s);
    begin_profile(&s, NULL, NULL, "[default]\nregion = us-east-1\n");
    steps_assert_absent(&s, "profile 'default' has no keys");
    steps_end(&s);
    begin_profile(&s, NULL, "[default]\naws_access_key_id = AK0\n", NULL);
    steps_assert_failed(&s, "profile 'default' has no keys");
    steps_end(&s);
    begin_profile(&s, "work", NULL, NULL);
    steps_assert_failed(&s, "there is no profile 'work' in " CREDENTIALS);
    steps_end(&s);
}

static void
test_a_profile_of_the_environment_may_be_for_its_region(void **state)
{
    static const char *const env[] = { "HOME", "/home/u", "AWS_PROFILE", "dev",
                                       NULL };
    static const parl_account account = { .name = "a" };
    static const char region[] = "[profile dev]\nregion = us-east-1\n";
    struct steps s;

    (void)state;
    begin(&s, "profile", &account, env);
    read_files(&s, NULL, region);
    steps_assert_absent(&s, "profile 'dev' has no keys");
    steps_end(&s);
    begin_profile(&s, "dev", NULL, region);
    steps_assert_failed(&s, "profile 'dev' has no keys");
    steps_end(&s);
}

static void test_keys_of_one_file_have_no_token_of_the_other(void **state)
{
    struct steps s;

    (void)state;
    begin_profile(&s, "w",
                  "[w]\naws_access_key_id=AK0\naws_secret_access_key=s0\n",
                  "[profile w]\naws_access_key_id=AK1\n"
                  "aws_secret_access_key=s1\naws_session_token=t1\n"
                  "credential_process = /bin/lend\n");
    assert_keys(&s, "AK0", "s0", NULL, 0);
    steps_end(&s);
    begin_profile(&s, "w", "[w]\naws_access_key_id=AK0\n",
                  "[profile w]\naws_access_key_id=AK1\n"
                  "aws_secret_access_key=s1\n");
    steps_assert_failed(&s, "profile 'w' has no keys");
    steps_end(&s);
}

static void test_a_program_goes_before_keys_of_the_config_file(void **state)
{
    struct steps s;

    (void)state;
    begin_profile(&s, "w", NULL,
                  "[profile w]\naws_access_key_id=AK1\n"
                  "aws_secret_access_key=s1\n"
                  "credential_process = /bin/lend\n");
    assert_int_equal(s.state, SOURCE_NEEDS_PROGRAM);
    steps_end(&s);
}

static void test_variables_name_files_and_profile(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "profile", &nobody,
          ENV("AWS_SHARED_CREDENTIALS_FILE", "/c1", "AWS_CONFIG_FILE", "/c2",
              "AWS_PROFILE", "w"));
    steps_assert_file(&s, "/c1");
    steps_text(&s, "[w]\naws_access_key_id=A\naws_secret_access_key=b");
    steps_assert_file(&s, "/c2");
    steps_text(&s, "");
    assert_keys(&s, "A", "b", NULL, 0);
    steps_end(&s);
}

static void test_a_program_lends_keys(void **state)
{
    static const char config[] =
        "[profile p]\ncredential_process = /bin/lend --to \"me too\"\n";
    static const struct {
        const char *output, *complaint;
    } mistakes[] = {
        { "", "no JSON of version 1" },
        { "{\"Version\":2}", "no JSON of version 1" },
        { "{\"Version\":1}", "no keys in the answer" },
        { "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\","
          "\"Expiration\":\"2026-11-24T11:59:59Z\"}",
          "expired at 2026-11-24T11:59:59Z" },
        { "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\","
          "\"Expiration\":\"soon\"}",
          "the expiration is no time" },
    };
    struct steps s;

    (void)state;
    begin_profile(&s, "p", NULL, config);
    assert_int_equal(s.state, SOURCE_NEEDS_PROGRAM);
    assert_string_equal(s.source.command, "/bin/lend --to \"me too\"");
    steps_text(&s, "{\"Version\":1,\"AccessKeyId\":\"AK1\","
                   "\"SecretAccessKey\":\"s/1\",\"SessionToken\":\"t=1\","
                   "\"Expiration\":\"2026-11-24T18:00:00+00:00\"}");
    assert_keys(&s, "AK1", "s/1", "t=1", KEYS_EXPIRE);
    steps_end(&s);
    for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
        begin_profile(&s, "p", NULL, config);
        steps_text(&s, mistakes[i].output);
        steps_assert_failed(&s, mistakes[i].complaint);
        steps_end(&s);
    }
    begin_profile(&s, "p", NULL, config);
    steps_missing(&s, "the program did not end well");
    steps_assert_failed(&s, "credential_process: the program did not end");
    steps_end(&s);
}

static void test_a_role_is_taken_on_with_another_profile(void **state)
{
    struct steps s;
    struct error err = ERROR_INIT;

    (void)state;
    begin_profile(&s, "boss",
                  "[me]\naws_access_key_id=AK0\naws_secret_access_key=s0\n"
                  "aws_session_token=t0\n",
                  "[profile boss]\nrole_arn = arn:aws:iam::1:role/r\n"
                  "source_profile = me\nexternal_id=e 1\n"
                  "region = eu-west-1\n");
    if (crypto_built("x", &err) != PARL_OK) {
        steps_assert_failed(&s, "OpenSSL");
        steps_end(&s);
        return;
    }
    steps_assert_request(
        &s, "POST", "https://sts.eu-west-1.amazonaws.com/",
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1"
        "%3Arole%2Fr&RoleSessionName=parlance&ExternalId=e%201");
    steps_assert_header(&s, "x-amz-date", "20261124T120000Z");
    steps_assert_header(&s, "x-amz-security-token", "t0");
    /* the rest is a signature of all that stands before it */
    assert_int_equal(
        strncmp(s.source.headers[s.source.request.n_headers - 1].value,
                "AWS4-HMAC-SHA256 Credential=AK0/20261124/eu-west-1/sts/"
                "aws4_request, SignedHeaders=content-type;host;x-amz-date;"
                "x-amz-security-token, Signature=",
                136),
        0);
    steps_http(&s, 200, STS_KEYS);
    assert_keys(&s, "AK1", "s/1", "t=1", KEYS_EXPIRE);
    steps_end(&s);
}

/* The key that signed the request. */
static void assert_signer(const struct steps *s, const char *id)
{
    const struct source *source = &s->source;
    const char *value =
        strchr(source->headers[source->request.n_headers - 1].value, '=');

    assert_non_null(value++);
    assert_int_equal(strncmp(value, id, strlen(id)), 0);
    assert_int_equal(value[strlen(id)], '/');
}

static void test_a_role_may_lead_to_another(void **state)
{
    static const char config[] =
        "[profile boss]\nrole_arn=r1\nsource_profile=aide\n"
        "region=eu-west-1\n"
        "[profile aide]\nrole_arn=r2\nsource_profile=me\n"
        "[profile me]\nrole_arn=r3\nsource_profile=nobody\n"
        "aws_access_key_id=AK0\naws_secret_access_key=s0\n";
    struct steps s;
    struct error err = ERROR_INIT;

    (void)state;
    if (crypto_built("x", &err) != PARL_OK)
        skip();
    begin_profile(&s, "boss", NULL, config);
    steps_assert_request(&s, "POST", "https://sts.us-east-1.amazonaws.com/",
                         "Action=AssumeRole&Version=2011-06-15&RoleArn=r2&"
                         "RoleSessionName=parlance");
    assert_signer(&s, "AK0");
    steps_http(&s, 200, STS_KEYS);
    steps_assert_request(&s, "POST", "https://sts.eu-west-1.amazonaws.com/",
                         "Action=AssumeRole&Version=2011-06-15&RoleArn=r1&"
                         "RoleSessionName=parlance");
    assert_signer(&s, "AK1");
    steps_http(&s, 200, STS_KEYS);
    assert_keys(&s, "AK1", "s/1", "t=1", KEYS_EXPIRE);
    steps_end(&s);
}

static void test_a_role_may_be_taken_on_with_keys_of_the_machine(void **state)
{
    static const parl_account account = { .name = "a", .profile = "p" };
    struct steps s;
    struct error err = ERROR_INIT;

    (void)state;
    if (crypto_built("x", &err) != PARL_OK)
        skip();
    begin(&s, "profile", &account,
          ENV("HOME", "/home/u", "AWS_ACCESS_KEY_ID", "AK0",
              "AWS_SECRET_ACCESS_KEY", "s0"));
    read_files(&s, NULL,
               "[profile p]\nrole_arn=r\ncredential_source=Environment\n");
    assert_signer(&s, "AK0");
    steps_http(&s, 200, STS_KEYS);
    assert_keys(&s, "AK1", "s/1", "t=1", KEYS_EXPIRE);
    steps_end(&s);
    begin_profile(&s, "p", NULL,
                  "[profile p]\nrole_arn=r\n"
                  "credential_source = Ec2InstanceMetadata\n");
    assert_true(s.source.is_metadata);
    steps_http(&s, 200, "tok");
    steps_http(&s, 200, "role");
    steps_http(&s, 200, KEYS);
    assert_false(s.source.is_metadata);
    assert_signer(&s, "AK1");
    steps_http(&s, 200, STS_KEYS);
    assert_keys(&s, "AK1", "s/1", "t=1", KEYS_EXPIRE);
    steps_end(&s);
}

static void test_profiles_that_lead_nowhere_say_so(void **state)
{
    static const struct {
        const char *config, *complaint;
    } profiles[] = {
        { "[profile p]\nrole_arn=r\n", "neither source_profile nor" },
        { "[profile p]\nrole_arn=r\nsource_profile=q\n",
          "needs profile 'q', which is not there" },
        { "[profile p]\nrole_arn=r\nsource_profile=p\n",
          "profile 'p' has no keys" },
        { "[profile p]\nrole_arn=r\nsource_profile=q\n"
          "[profile q]\nrole_arn=r\nsource_profile=p\n",
          "profile 'p' takes on more than 4 roles" },
        { "[profile p]\nrole_arn=r\ncredential_source=Moon\n",
          "there is no credential_source 'Moon'" },
        { "[profile p]\nrole_arn=r\ncredential_source=EcsContainer\n",
          "credential_source has no keys" },
        { "[profile p]\nsso_session = s\n",
          "aws configure export-credentials" },
        { "[profile p]\nlogin_session = arn:aws:iam::1:user/u\n",
          "aws configure export-credentials" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++) {
        struct steps s;

        begin_profile(&s, "p", NULL, profiles[i].config);
        steps_assert_failed(&s, profiles[i].complaint);
        steps_end(&s);
    }
}

/* ---- web identity ------------------------------------------------------- */

static const char *chinese(const struct provider *provider, const char *region)
{
    (void)provider;
    return strncmp(region, "cn-", 3) == 0 ? "amazonaws.com.cn" : NULL;
}

static void test_a_web_identity_is_changed_into_keys(void **state)
{
    static const parl_account account = { .name = "a", .region = "cn-north-1" };
    struct steps s;

    (void)state;
    begin(&s, "web_identity", &account,
          ENV("AWS_WEB_IDENTITY_TOKEN_FILE", "/t", "AWS_ROLE_ARN", "arn:r",
              "AWS_ROLE_SESSION_NAME", "me"));
    steps_assert_file(&s, "/t");
    s.source.domain = chinese;
    steps_text(&s, " ey.J.x \n");
    steps_assert_request(&s, "POST", "https://sts.cn-north-1.amazonaws.com.cn/",
                         "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&"
                         "RoleArn=arn%3Ar&RoleSessionName=me&"
                         "WebIdentityToken=ey.J.x");
    steps_assert_header(&s, "authorization", NULL); /* it is not signed */
    steps_http(&s, 200, STS_KEYS);
    assert_keys(&s, "AK1", "s/1", "t=1", KEYS_EXPIRE);
    steps_end(&s);
}

static void test_an_account_may_name_its_role(void **state)
{
    static const parl_account account = { .name = "a",
                                          .role_arn = "arn:own",
                                          .token_file = "/own" };
    struct steps s;

    (void)state;
    begin(&s, "web_identity", &account,
          ENV("AWS_WEB_IDENTITY_TOKEN_FILE", "/t", "AWS_ROLE_ARN", "arn:r",
              "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1", "AWS_REGION",
              "eu-north-1"));
    steps_assert_file(&s, "/own");
    steps_text(&s, "x");
    steps_assert_request(&s, "POST", "http://127.0.0.1:1/",
                         "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&"
                         "RoleArn=arn%3Aown&RoleSessionName=parlance&"
                         "WebIdentityToken=x");
    steps_http(&s, 403,
               "<ErrorResponse><Error><Code>ExpiredTokenException</Code>"
               "<Message>Token expired</Message></Error></ErrorResponse>");
    steps_assert_failed(&s, "HTTP 403, ExpiredTokenException: Token expired");
    assert_int_equal(s.source.error.status, PARL_CREDENTIALS);
    steps_end(&s);
}

static void test_a_file_with_a_token_must_be_there(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "web_identity", &nobody,
          ENV("AWS_WEB_IDENTITY_TOKEN_FILE", "/f"));
    steps_assert_failed(&s, "a web identity needs role_arn or AWS_ROLE_ARN");
    steps_end(&s);
    begin(&s, "web_identity", &nobody,
          ENV("AWS_WEB_IDENTITY_TOKEN_FILE", "/f", "AWS_ROLE_ARN", "r"));
    steps_missing(&s, "no such file");
    steps_assert_failed(&s, "/f: no such file");
    steps_end(&s);
    begin(&s, "container", &nobody,
          ENV("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x",
              "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/g"));
    steps_missing(&s, "no such file");
    steps_assert_failed(&s, "/g: no such file");
    steps_end(&s);
    begin(&s, "profile", &nobody, NO_ENV);
    steps_text(&s, "[default]\nrole_arn=r\nweb_identity_token_file=/h\n");
    steps_text(&s, "");
    steps_assert_file(&s, "/h");
    steps_missing(&s, "no such file");
    steps_assert_failed(&s, "web_identity_token_file: no such file");
    steps_end(&s);
}

static void test_a_busy_sts_may_be_asked_again(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "web_identity", &nobody,
          ENV("AWS_WEB_IDENTITY_TOKEN_FILE", "/t", "AWS_ROLE_ARN", "arn:r"));
    steps_text(&s, "x");
    steps_http(&s, 503, "");
    assert_int_equal(s.source.error.status, PARL_OVERLOADED);
    assert_true(s.source.error.retryable);
    steps_end(&s);
    begin(&s, "web_identity", &nobody,
          ENV("AWS_WEB_IDENTITY_TOKEN_FILE", "/t", "AWS_ROLE_ARN", "arn:r"));
    steps_text(&s, "x");
    steps_http(&s, 400,
               "<ErrorResponse><Error><Code>Throttling</Code>"
               "<Message>Rate exceeded</Message></Error></ErrorResponse>");
    assert_int_equal(s.source.error.status, PARL_RATE_LIMITED);
    steps_assert_failed(&s, "AWS STS: HTTP 400, Throttling: Rate exceeded");
    steps_end(&s);
}

/* ---- containers --------------------------------------------------------- */

static void test_a_container_has_keys(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "container", &nobody, NO_ENV);
    steps_assert_absent(&s, "are not set");
    steps_end(&s);
    begin(&s, "container", &nobody,
          ENV("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/c/1"));
    steps_assert_request(&s, "GET", "http://169.254.170.2/v2/c/1", NULL);
    steps_assert_header(&s, "authorization", NULL);
    assert_true(s.source.is_metadata);
    steps_http(&s, 200, KEYS);
    assert_keys(&s, "AK1", "s/1", "t=1", KEYS_EXPIRE);
    steps_end(&s);
}

static void test_a_pod_has_a_token_in_a_file(void **state)
{
    static const char url[] = "http://169.254.170.23/v1/credentials";
    struct steps s;

    (void)state;
    begin(&s, "container", &nobody,
          ENV("AWS_CONTAINER_CREDENTIALS_FULL_URI", url,
              "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/pod"));
    steps_assert_file(&s, "/pod");
    steps_text(&s, "tok\n");
    steps_assert_request(&s, "GET", url, NULL);
    steps_assert_header(&s, "authorization", "tok");
    steps_http(&s, 500, "oh");
    steps_assert_failed(&s, "HTTP 500");
    assert_true(s.source.error.retryable);
    steps_end(&s);
    begin(&s, "container", &nobody,
          ENV("AWS_CONTAINER_CREDENTIALS_FULL_URI", url,
              "AWS_CONTAINER_AUTHORIZATION_TOKEN", "a\r\nb: c"));
    steps_assert_failed(&s, "line break");
    steps_end(&s);
}

/* ---- instances ---------------------------------------------------------- */

#define IMDS "http://169.254.169.254/latest/"
#define ROLES IMDS "meta-data/iam/security-credentials/"

static void test_an_instance_is_asked_in_three_steps(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "imds", &nobody, NO_ENV);
    steps_assert_request(&s, "PUT", IMDS "api/token", NULL);
    steps_assert_header(&s, "x-aws-ec2-metadata-token-ttl-seconds", "21600");
    assert_int_equal(s.source.timeout_ms, 1000);
    steps_http(&s, 200, "tok");
    steps_assert_request(&s, "GET", ROLES, NULL);
    steps_assert_header(&s, "x-aws-ec2-metadata-token", "tok");
    steps_http(&s, 200, "my-role\nother\n");
    steps_assert_request(&s, "GET", ROLES "my-role", NULL);
    steps_assert_header(&s, "x-aws-ec2-metadata-token", "tok");
    assert_true(s.source.is_metadata);
    steps_http(&s, 200, KEYS);
    assert_keys(&s, "AK1", "s/1", "t=1", KEYS_EXPIRE);
    steps_end(&s);
}

static void test_what_is_no_instance_is_no_mistake(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "imds", &nobody, ENV("AWS_EC2_METADATA_DISABLED", "true"));
    steps_assert_absent(&s, "AWS_EC2_METADATA_DISABLED");
    steps_end(&s);
    begin(&s, "imds", &nobody, NO_ENV);
    steps_missing(&s, "no route to host");
    steps_assert_absent(&s, "no route to host");
    steps_end(&s);
    begin(&s, "imds", &nobody, NO_ENV);
    steps_http(&s, 200, "tok");
    steps_http(&s, 404, "");
    steps_assert_absent(&s, "HTTP 404");
    steps_end(&s);
    begin(&s, "imds", &nobody, NO_ENV);
    steps_http(&s, 200, "tok");
    steps_http(&s, 200, "\n");
    steps_assert_absent(&s, "no role");
    steps_end(&s);
    begin(&s, "imds", &nobody, NO_ENV);
    steps_http(&s, 200, "a\r\nb: c");
    steps_assert_absent(&s, "no token");
    steps_end(&s);
}

static void test_an_instance_may_refuse(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "imds", &nobody,
          ENV("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1/"));
    steps_assert_request(&s, "PUT", "http://127.0.0.1:1/latest/api/token",
                         NULL);
    steps_http(&s, 200, "tok");
    steps_http(&s, 200, "r");
    steps_http(&s, 200,
               "{\"Code\":\"AssumeRoleUnauthorizedAccess\","
               "\"Message\":\"EC2 cannot assume the role r\"}");
    steps_assert_failed(&s, "EC2 cannot assume the role r");
    steps_end(&s);
    begin(&s, "imds", &nobody,
          ENV("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6"));
    steps_assert_request(&s, "PUT", "http://[fd00:ec2::254]/latest/api/token",
                         NULL);
    steps_end(&s);
}

static void test_keys_that_an_instance_cannot_renew_go_on(void **state)
{
    struct steps s;

    (void)state;
    begin(&s, "imds", &nobody, NO_ENV);
    steps_http(&s, 200, "tok");
    steps_http(&s, 200, "r");
    steps_http(&s, 200,
               "{\"AccessKeyId\":\"AK1\",\"SecretAccessKey\":\"s/1\","
               "\"Token\":\"t=1\",\"Expiration\":\"2026-11-24T11:00:00Z\"}");
    assert_keys(&s, "AK1", "s/1", "t=1", STEPS_NOW + 600);
    steps_end(&s);
}

/* ---- a lack of memory --------------------------------------------------- */

static bool walk_imds(const parl_allocator *mem)
{
    static const char *const answers[] = { "tok", "role", KEYS };

    return steps_walk(mem, &aws_sources, "imds", &nobody, NULL, answers);
}

static bool walk_profile(const parl_allocator *mem)
{
    static const char *const answers[] = {
        "[p]\naws_access_key_id=A\naws_secret_access_key=b",
        "[profile q]\nrole_arn=r\nsource_profile=p\nregion=x\n", STS_KEYS
    };
    static const parl_account account = { .name = "a", .profile = "q" };

    return steps_walk(mem, &aws_sources, "profile", &account, ENV("HOME", "/h"),
                      answers);
}

static bool walk_program(const parl_allocator *mem)
{
    static const char *const answers[] = {
        "", "[default]\ncredential_process=p\n",
        "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\"}"
    };

    return steps_walk(mem, &aws_sources, "profile", &nobody, NULL, answers);
}

static bool walk_container(const parl_allocator *mem)
{
    static const char *const answers[] = { "tok", KEYS };

    return steps_walk(mem, &aws_sources, "container", &nobody,
                      ENV("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x",
                          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/f"),
                      answers);
}

static bool walk_web_identity(const parl_allocator *mem)
{
    static const char *const answers[] = { "tok", STS_KEYS };

    return steps_walk(
        mem, &aws_sources, "web_identity", &nobody,
        ENV("AWS_WEB_IDENTITY_TOKEN_FILE", "/t", "AWS_ROLE_ARN", "r"), answers);
}

static void test_a_lack_of_memory_is_said(void **state)
{
    struct error err = ERROR_INIT;

    (void)state;
    oom_each(walk_imds);
    oom_each(walk_program);
    oom_each(walk_container);
    oom_each(walk_web_identity);
    if (crypto_built("x", &err) == PARL_OK)
        oom_each(walk_profile);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_environment_has_keys),
        cmocka_unit_test(test_a_bearer_token_goes_before_keys),
        cmocka_unit_test(test_the_environment_may_have_none),
        cmocka_unit_test(test_a_profile_has_keys),
        cmocka_unit_test(test_the_config_file_prefixes_its_sections),
        cmocka_unit_test(test_only_a_named_profile_must_be_there),
        cmocka_unit_test(
            test_a_profile_of_the_environment_may_be_for_its_region),
        cmocka_unit_test(test_keys_of_one_file_have_no_token_of_the_other),
        cmocka_unit_test(test_a_program_goes_before_keys_of_the_config_file),
        cmocka_unit_test(test_variables_name_files_and_profile),
        cmocka_unit_test(test_a_program_lends_keys),
        cmocka_unit_test(test_a_role_is_taken_on_with_another_profile),
        cmocka_unit_test(test_a_role_may_lead_to_another),
        cmocka_unit_test(test_a_role_may_be_taken_on_with_keys_of_the_machine),
        cmocka_unit_test(test_profiles_that_lead_nowhere_say_so),
        cmocka_unit_test(test_a_web_identity_is_changed_into_keys),
        cmocka_unit_test(test_an_account_may_name_its_role),
        cmocka_unit_test(test_a_file_with_a_token_must_be_there),
        cmocka_unit_test(test_a_busy_sts_may_be_asked_again),
        cmocka_unit_test(test_a_container_has_keys),
        cmocka_unit_test(test_a_pod_has_a_token_in_a_file),
        cmocka_unit_test(test_an_instance_is_asked_in_three_steps),
        cmocka_unit_test(test_what_is_no_instance_is_no_mistake),
        cmocka_unit_test(test_an_instance_may_refuse),
        cmocka_unit_test(test_keys_that_an_instance_cannot_renew_go_on),
        cmocka_unit_test(test_a_lack_of_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
