/* tests/auth/test_spoilt_sources.c -- files, programs and servers that lend
 * secrets, spoilt by chance: a source finds something, or says what is wrong,
 * and does not go on for ever. */
#include "support/check.h"

#include <stdlib.h>
#include "support/spoil.h"
#include "support/steps.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))
#define ENV(...)                                                               \
    {                                                                          \
        __VA_ARGS__, NULL                                                      \
    }

enum { MAX_ANSWERS = 3, MAX_STEPS = 16 };

struct way {
    const struct source_set *set;
    const char *word;
    const char *environment[8];
    const char *answers[MAX_ANSWERS]; /* of its steps; NULL: no more */
};

#define KEYS                                                                   \
    "{\"Code\":\"Success\",\"Type\":\"AWS-HMAC\",\"AccessKeyId\":\"AK1\","     \
    "\"SecretAccessKey\":\"s/1\",\"Token\":\"t=1\",\"Expiration\":"            \
    "\"2026-11-24T18:00:00Z\"}"
#define STS_KEYS                                                               \
    "<AssumeRoleResponse><AssumeRoleResult>\n<Credentials><SessionToken>t=1"   \
    "</SessionToken><SecretAccessKey>s/1</SecretAccessKey><Expiration>"        \
    "2026-11-24T18:00:00.5+01:00</Expiration><AccessKeyId>AK1</AccessKeyId>"   \
    "</Credentials></AssumeRoleResult></AssumeRoleResponse>"
#define STS_ERROR                                                              \
    "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no &amp; never"   \
    "</Message></Error></ErrorResponse>"
#define TOKEN                                                                  \
    "{\"access_token\":\"t-1\",\"expires_in\":3599,\"token_type\":\"Bearer\"}"

static const parl_account account = {
    .name = "a",
    .tenant_id = "t",
    .client_id = "c",
    .client_secret = "s",
    .service_account = "/key.json",
};

static const struct way ways[] = {
    { &aws_sources,
      "profile",
      ENV("HOME", "/h", "AWS_PROFILE", "q"),
      { "; mine\n[p]\naws_access_key_id = A\naws_secret_access_key=b\n"
        "aws_session_token=c\n",
        "[default]\nregion = x\n[profile q]\nrole_arn=r\nsource_profile=p\n"
        "external_id=e\nregion=us-east-1\n s3 =\n  x=y\n",
        STS_KEYS } },
    { &aws_sources,
      "profile",
      ENV("HOME", "/h"),
      { "", "[default]\ncredential_process = p --a 'b c'\n",
        "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\","
        "\"SessionToken\":\"t\",\"Expiration\":\"2026-11-24T18:00:00Z\"}" } },
    { &aws_sources,
      "profile",
      ENV("USERPROFILE", "/h"),
      { "", "[default]\nrole_arn=r\nweb_identity_token_file=/f\n", "tok" } },
    { &aws_sources, "imds", ENV("X", "y"), { "tok", "role\n", KEYS } },
    { &aws_sources,
      "container",
      ENV("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/f"),
      { "tok\n", KEYS } },
    { &aws_sources,
      "web_identity",
      ENV("AWS_WEB_IDENTITY_TOKEN_FILE", "/f", "AWS_ROLE_ARN", "r",
          "AWS_REGION", "us-east-1"),
      { " tok ", STS_ERROR } },
    { &google_sources,
      "service_account",
      ENV("HOME", "/h"),
      { "{\"type\":\"service_account\",\"private_key_id\":\"k\","
        "\"client_email\":\"a@b\",\"private_key\":\"-----BEGIN PRIVATE KEY-----"
        "\\nAAAA\\n-----END PRIVATE KEY-----\\n\",\"token_uri\":"
        "\"https://e.example/t\",\"quota_project_id\":\"q\"}",
        TOKEN } },
    { &google_sources,
      "gcloud",
      ENV("HOME", "/h"),
      { "{\"type\":\"authorized_user\",\"client_id\":\"c\",\"client_secret\":"
        "\"s\",\"refresh_token\":\"r\",\"quota_project_id\":\"q\"}",
        TOKEN } },
    { &google_sources,
      "metadata",
      ENV("X", "y"),
      { "computeMetadata/", TOKEN } },
    { &entra_sources,
      "client_secret",
      ENV("X", "y"),
      { "{\"token_type\":\"Bearer\",\"expires_in\":\"3599\","
        "\"access_token\":\"t-1\"}" } },
    { &entra_sources,
      "client_secret",
      ENV("X", "y"),
      { "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS1: "
        "no\\r\\nTrace\"}" } },
};

static void assert_sensible(const struct steps *s)
{
    const struct secrets *found = &s->source.found;

    switch (s->state) {
    case SOURCE_FOUND:
        assert_true(found->token != NULL || (found->access_key_id != NULL &&
                                             found->secret_access_key != NULL));
        break;
    case SOURCE_ABSENT:
        assert_true(s->source.why[0] != '\0');
        break;
    case SOURCE_FAILED:
        assert_true(s->source.error.status != PARL_OK);
        assert_true(s->source.error.message[0] != '\0');
        break;
    case SOURCE_NEEDS_FILE:
        assert_non_null(s->source.path);
        break;
    case SOURCE_NEEDS_PROGRAM:
        assert_non_null(s->source.command);
        break;
    case SOURCE_NEEDS_HTTP:
        assert_non_null(s->source.request.url);
        break;
    }
}

/* Not all of the answers are spoilt, so that the later ones are asked for. */
static void answer(struct steps *s, const struct way *way, size_t step,
                   uint32_t *random)
{
    static const int statuses[] = { 200, 200, 200, 200, 400, 403, 404, 503 };
    const char *sample = step < MAX_ANSWERS ? way->answers[step] : NULL;
    struct source_answer answer = { .arrived = sample != NULL,
                                    .status = PARL_NETWORK,
                                    .why = "nobody there" };
    size_t len = 0;
    char *text = NULL;

    if (sample != NULL) {
        answer.http_status = statuses[spoil_number(random, N_OF(statuses))];
        answer.is_flavored = spoil_number(random, 16) != 0;
        if (spoil_number(random, 2) == 0 && sample[0] != '\0') {
            text = spoil_copy(random, span_of(sample), &len);
            answer.body = (struct span){ text, len };
        } else {
            answer.body = span_of(sample);
        }
    }
    s->source.now = STEPS_NOW;
    s->state = s->source.kind->step(&s->source, &answer);
    free(text);
}

static void test_sources_find_something_or_say_why(void **state)
{
    uint32_t random = 4;
    int n_found = 0, n_not = 0;

    (void)state;
    for (size_t i = 0; i < N_OF(ways) * (size_t)spoil_rounds() * 4; i++) {
        const struct way *way = &ways[i % N_OF(ways)];
        struct steps s;
        size_t step = 0;

        steps_begin(&s, way->set, way->word, &account, way->environment);
        for (; s.state >= SOURCE_NEEDS_FILE; step++) {
            assert_sensible(&s);
            assert_true(step < MAX_STEPS);
            answer(&s, way, step, &random);
        }
        assert_sensible(&s);
        n_found += s.state == SOURCE_FOUND;
        n_not += s.state != SOURCE_FOUND;
        steps_end(&s);
    }
    print_message("%d found something, %d not\n", n_found, n_not);
    assert_true(n_found > 0 && n_not > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sources_find_something_or_say_why),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
