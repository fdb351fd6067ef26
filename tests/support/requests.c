/* tests/support/requests.c -- the tests of every wire format's requests. */
#include "support/requests.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/golden.h"
#include "support/oom.h"

static const struct request_suite *suite; /* the one that runs */

parl_client *requests_client(const struct request_suite *s,
                             const parl_client_options *options)
{
    parl_client *client = codec_client(options);

    if (client == NULL || s->accounts == NULL)
        return client;
    if (parl_client_load_accounts(client, s->accounts, 0, NULL) == PARL_OK)
        return client;
    parl_client_free(client);
    return NULL;
}

static void test_case(void **state)
{
    const struct request_case *c = *state;
    parl_client *client = requests_client(suite, NULL);
    char file[256];
    char *json;

    assert_non_null(client);
    json = codec_encode(client, c->request);
    snprintf(file, sizeof(file), "%s/%s.json", suite->folder, c->name);
    golden_check_json(file, json);
    free(json);
    parl_client_free(client);
}

/* ---- laws --------------------------------------------------------------- */

static void test_the_same_request_gives_the_same_bytes(void **state)
{
    parl_client *client = requests_client(suite, NULL);

    (void)state;
    for (size_t i = 0; i < suite->n_cases; i++) {
        char *once = codec_encode(client, suite->cases[i].request);
        char *again = codec_encode(client, suite->cases[i].request);

        assert_string_equal(once, again);
        free(once);
        free(again);
    }
    parl_client_free(client);
}

/* Some entry of the report has the reason: nothing differs in silence. */
static void check_strictly(const parl_client *client, const char *text)
{
    char *json = codec_encode(client, text);
    const bool drops = strstr(json, "\"action\":\"dropped\"") != NULL;
    parl_builder *builder = NULL;
    parl_error *error = NULL;
    parl_call *call = NULL;
    parl_request request;
    parl_status status;

    assert_int_equal(parl_request_from_json(&builder, text, 0, NULL), PARL_OK);
    request = *parl_builder_request(builder, NULL);
    request.policy = PARL_POLICY_REFUSE;
    status = parl_encode(client, &request, &call, &error);
    if (drops && strstr(json, "\"error\":{") == NULL)
        assert_int_equal(status, PARL_UNSUPPORTED);
    if (status != PARL_OK)
        assert_int_equal(parl_error_message(error)[0], '/');
    parl_error_free(error);
    parl_call_free(call);
    parl_builder_free(builder);
    free(json);
}

static void test_a_strict_policy_refuses_each_drop(void **state)
{
    parl_client *client = requests_client(suite, NULL);

    (void)state;
    for (size_t i = 0; i < suite->n_cases; i++)
        check_strictly(client, suite->cases[i].request);
    parl_client_free(client);
}

/* ---- memory ------------------------------------------------------------- */

static const char *oom_request; /* of encode_one */

static bool encode_one(const parl_allocator *mem)
{
    parl_client_options options = codec_options();
    parl_builder *builder = NULL;
    parl_call *call = NULL;
    parl_client *client;
    const char *json;
    bool done = false;

    assert_int_equal(parl_request_from_json(&builder, oom_request, 0, NULL),
                     PARL_OK);
    options.allocator = mem;
    client = requests_client(suite, &options);
    if (client != NULL)
        done = parl_encode(client, parl_builder_request(builder, NULL), &call,
                           NULL) == PARL_OK &&
               parl_call_json(call, &json, NULL, NULL) == PARL_OK;
    parl_call_free(call);
    parl_client_free(client);
    parl_builder_free(builder);
    return done;
}

static void test_no_memory_at_any_point_is_said(void **state)
{
    parl_client *client = requests_client(suite, NULL);

    (void)state;
    for (size_t i = 0; i < suite->n_cases; i++) {
        char *json = codec_encode(client, suite->cases[i].request);

        oom_request = suite->cases[i].request;
        if (strncmp(json, "{\"error\"", 8) != 0)
            oom_each(encode_one);
        free(json);
    }
    parl_client_free(client);
}

/* ---- all of it ---------------------------------------------------------- */

int requests_run(const struct request_suite *s, const struct CMUnitTest *more,
                 size_t n_more)
{
    static const struct CMUnitTest laws[] = {
        cmocka_unit_test(test_the_same_request_gives_the_same_bytes),
        cmocka_unit_test(test_a_strict_policy_refuses_each_drop),
        cmocka_unit_test(test_no_memory_at_any_point_is_said),
    };
    enum { N_LAWS = sizeof(laws) / sizeof(laws[0]) };
    const size_t n = s->n_cases + N_LAWS + n_more;
    struct CMUnitTest *tests = calloc(n, sizeof(*tests));
    struct request_case *cases = calloc(s->n_cases, sizeof(*cases));
    int result;

    assert_non_null(tests);
    assert_non_null(cases);
    suite = s;
    for (size_t i = 0; i < s->n_cases; i++) {
        cases[i] = s->cases[i];
        tests[i] = (struct CMUnitTest){ .name = cases[i].name,
                                        .test_func = test_case,
                                        .initial_state = &cases[i] };
    }
    memcpy(tests + s->n_cases, laws, sizeof(laws));
    if (n_more > 0)
        memcpy(tests + s->n_cases + N_LAWS, more, n_more * sizeof(*more));
    result = _cmocka_run_group_tests(s->folder, tests, n, NULL, NULL);
    free(cases);
    free(tests);
    return result;
}
