/* tests/api/test_carry.c -- what sources of credentials need, from real files,
 * programs and servers. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "api/carry.h"
#include "api/credentials.h"
#include "api/run_program.h"
#include "support/bed.h"
#include "support/pem.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

/* ---- files of the test's own -------------------------------------------- */

static void write_file(char *path, const char *text)
{
    const int file = mkstemp(path);

    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);
}

#define TEMP_FILE "/tmp/parlance-carry-XXXXXX"

/* ---- command lines ------------------------------------------------------ */

static void assert_words(const char *command, const char *want)
{
    struct arena arena;
    char *words[9], joined[256] = "";

    arena_init(&arena, &mem_libc, (size_t)-1);
    if (!split_command(command, &arena, words, 8)) {
        assert_null(want);
    } else {
        for (size_t i = 0; words[i] != NULL; i++) {
            strcat(joined, "|");
            strcat(joined, words[i]);
        }
        assert_string_equal(joined, want);
    }
    arena_wipe(&arena);
}

static void test_a_command_line_is_cut_as_a_shell_would(void **state)
{
    (void)state;
    assert_words("/bin/a", "|/bin/a");
    assert_words("  a  b\tc  ", "|a|b|c");
    assert_words("a \"b c\" 'd \"e'", "|a|b c|d \"e");
    assert_words("a b\\ c '\\d' \"\\\"e\"", "|a|b c|\\d|\"e");
    assert_words("a '' \"\"", "|a||");
    assert_words("a x'y'z", "|a|xyz");
    assert_words("a $HOME; b | c", "|a|$HOME;|b|||c");
    assert_words("a 'b", NULL);
    assert_words("   ", NULL);
    assert_words("", NULL);
    assert_words("1 2 3 4 5 6 7 8", "|1|2|3|4|5|6|7|8");
    assert_words("1 2 3 4 5 6 7 8 9", NULL);
}

/* ---- programs ----------------------------------------------------------- */

static void run(const char *command, int64_t timeout_ms, size_t limit,
                const char *output, const char *complaint)
{
    char why[128] = "", *words[9];
    struct arena arena;
    struct buf out;

    arena_init(&arena, &mem_libc, (size_t)-1);
    buf_init(&out, &mem_libc, limit);
    assert_true(split_command(command, &arena, words, 8));
    assert_int_equal(run_program(words, timeout_ms,
                                 &(struct cancels){ { NULL } }, &out, why,
                                 sizeof(why)),
                     complaint == NULL);
    if (complaint != NULL)
        assert_string_equal(why, complaint);
    else
        assert_string_equal(buf_text(&out), output);
    buf_release(&out);
    arena_wipe(&arena);
}

static void test_a_program_is_ended_by_who_cancels(void **state)
{
    parl_cancel *cancel = parl_cancel_new();
    char why[128], sleep[] = "sleep", long_time[] = "30";
    char *words[] = { sleep, long_time, NULL };
    struct buf out;

    (void)state;
    buf_init(&out, &mem_libc, 100);
    parl_cancel_fire(cancel);
    assert_false(run_program(words, 20000,
                             &(struct cancels){ { NULL, cancel } }, &out, why,
                             sizeof(why)));
    buf_release(&out);
    parl_cancel_free(cancel);
}

static void test_a_program_prints_and_ends(void **state)
{
    static const char bad_end[] = "the program did not end well";

    (void)state;
    run("echo 'a b'", 10000, 100, "a b\n", NULL);
    run("cat", 10000, 100, "", NULL); /* it has nothing to read */
    run("echo 'a b'", 10000, 3, NULL, "the program printed too much");
    run("false", 10000, 100, NULL, bad_end);
    run("ls /nowhere/at/all", 10000, 100, NULL, bad_end);
    run("/nowhere/at/all", 10000, 100, NULL, "the program cannot be started");
    run("sleep 30", 100, 100, NULL, "the program took too long");
    run("sh -c 'echo a; exec 1>&-; sleep 30'", 300, 100, NULL, bad_end);
}

static void test_a_profile_runs_its_program(void **state)
{
    static const struct server_answer script[] = { BED_ANSWER };
    static const parl_account account = { .profile = "p" };
    char path[] = TEMP_FILE;
    struct bed bed;

    (void)state;
    write_file(path, "[profile p]\ncredential_process = echo "
                     "'{\"Version\":1,\"AccessKeyId\":\"AK7\",'"
                     "'\"SecretAccessKey\":\"s\",\"SessionToken\":\"t-7\"}'\n");
    setenv("AWS_CONFIG_FILE", path, 1);
    setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere", 1);
    bed_open(&bed, script, N_OF(script), &aws_sources, &account);
    bed_chat(&bed);
    assert_true(bed_sent(&bed, 0, "Credential=AK7/"));
    assert_true(bed_sent(&bed, 0, "x-amz-security-token: t-7\r\n"));
    bed_close(&bed);
    unlink(path);
    unsetenv("AWS_CONFIG_FILE");
}

/* ---- servers ------------------------------------------------------------ */

#define KEYS                                                                   \
    "{\"Code\":\"Success\",\"AccessKeyId\":\"AK1\",\"SecretAccessKey\":"       \
    "\"s\",\"Token\":\"t-1\",\"Expiration\":\"2099-01-01T00:00:00Z\"}"

static void test_an_instance_lends_keys(void **state)
{
    static const struct server_answer script[] = {
        { .path = "/latest/api/token", .body = "tok" },
        { .path = "/latest/meta-data/iam/security-credentials/",
          .body = "role" },
        { .path = "/latest/meta-data/iam/security-credentials/role",
          .body = KEYS },
        BED_ANSWER,
        BED_ANSWER
    };
    static const parl_account account = { .credentials = "imds" };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &aws_sources, &account);
    setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", server_url(bed.server), 1);
    unsetenv("AWS_EC2_METADATA_DISABLED");
    bed_chat(&bed);
    bed_chat(&bed);
    assert_int_equal(server_n_requests(bed.server), 5);
    assert_true(bed_sent(&bed, 0, "PUT /latest/api/token "));
    assert_true(bed_sent(&bed, 1, "x-aws-ec2-metadata-token: tok\r\n"));
    assert_true(bed_sent(&bed, 4, "x-amz-security-token: t-1\r\n"));
    bed_close(&bed);
    unsetenv("AWS_EC2_METADATA_SERVICE_ENDPOINT");
}

static void test_a_container_lends_keys(void **state)
{
    static const struct server_answer script[] = {
        { .path = "/c", .body = KEYS }, BED_ANSWER
    };
    static const parl_account account = { .credentials = "container" };
    char path[] = TEMP_FILE, url[128];
    struct bed bed;

    (void)state;
    write_file(path, "pod-token\n");
    bed_open(&bed, script, N_OF(script), &aws_sources, &account);
    snprintf(url, sizeof(url), "%s/c", server_url(bed.server));
    setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", url, 1);
    setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", path, 1);
    bed_chat(&bed);
    assert_true(bed_sent(&bed, 0, "authorization: pod-token\r\n"));
    assert_true(bed_sent(&bed, 1, "Credential=AK1/"));
    bed_close(&bed);
    unlink(path);
    unsetenv("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    unsetenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
}

static void test_a_web_identity_lends_keys(void **state)
{
    static const struct server_answer script[] = {
        { .path = "/",
          .body = "<a><AccessKeyId>AK3</AccessKeyId><SecretAccessKey>s"
                  "</SecretAccessKey><SessionToken>t-3</SessionToken>"
                  "<Expiration>2099-01-01T00:00:00Z</Expiration></a>" },
        BED_ANSWER
    };
    char path[] = TEMP_FILE;
    const parl_account account = { .token_file = path, .role_arn = "arn:r" };
    struct bed bed;

    (void)state;
    write_file(path, "ey.j.x\n");
    bed_open(&bed, script, N_OF(script), &aws_sources, &account);
    setenv("AWS_ENDPOINT_URL_STS", server_url(bed.server), 1);
    bed_chat(&bed);
    assert_non_null(
        strstr(server_request(bed.server, 0)->body, "WebIdentityToken=ey.j.x"));
    assert_true(bed_sent(&bed, 1, "Credential=AK3/"));
    bed_close(&bed);
    unlink(path);
    unsetenv("AWS_ENDPOINT_URL_STS");
}

/* A service account's file, whose token service is the test's. */
static void test_a_service_account_lends_a_token(void **state)
{
    static const struct server_answer script[] = {
        { .path = "/token",
          .body = "{\"access_token\":\"ya-1\",\"expires_in\":3599}" },
        BED_ANSWER
    };
    struct server *server = server_start(script, 1);
    char *pem = pem_new(), json[8192], *out = json, path[] = TEMP_FILE;
    const parl_account account = { .service_account = path };
    struct bed bed;

    (void)state;
    out += sprintf(out,
                   "{\"type\":\"service_account\",\"client_email\":\"r@e\","
                   "\"token_uri\":\"%s/token\",\"quota_project_id\":\"payer\","
                   "\"private_key\":\"",
                   server_url(server));
    for (const char *c = pem; *c != '\0'; c++)
        out += *c == '\n' ? sprintf(out, "\\n") : sprintf(out, "%c", *c);
    sprintf(out, "\"}");
    write_file(path, json);
    free(pem);
    bed_open(&bed, script + 1, 1, &google_sources, &account);
    bed_chat(&bed);
    assert_true(bed_sent(&bed, 0, "authorization: Bearer ya-1\r\n"));
    assert_true(bed_sent(&bed, 0, "x-goog-user-project: payer\r\n"));
    bed_close(&bed);
    server_stop(server);
    unlink(path);
}

static void test_the_metadata_server_lends_a_token(void **state)
{
    static const struct server_answer script[] = {
        { .headers = "Metadata-Flavor: Google\r\n",
          .body = "{\"access_token\":\"m-1\",\"expires_in\":3599}" },
        BED_ANSWER
    };
    static const parl_account account = { .credentials = "metadata" };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &google_sources, &account);
    setenv("GCE_METADATA_HOST", server_url(bed.server) + strlen("http://"), 1);
    bed_chat(&bed);
    assert_true(bed_sent(&bed, 0,
                         "GET /computeMetadata/v1/instance/service-"
                         "accounts/default/token?scopes=s "));
    assert_true(bed_sent(&bed, 0, "metadata-flavor: Google\r\n"));
    assert_true(bed_sent(&bed, 1, "authorization: Bearer m-1\r\n"));
    bed_close(&bed);
    unsetenv("GCE_METADATA_HOST");
}

static void test_an_answer_that_is_too_large_is_refused(void **state)
{
    char *body = malloc((2 << 20) + 1);
    const struct server_answer script[] = { { .path = "/c", .body = body } };
    static const parl_account account = { .credentials = "container" };
    char url[128];
    struct bed bed;

    (void)state;
    memset(body, 'x', 2 << 20);
    body[2 << 20] = '\0';
    bed_open(&bed, script, 1, &aws_sources, &account);
    snprintf(url, sizeof(url), "%s/c", server_url(bed.server));
    setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", url, 1);
    bed_fail(&bed, PARL_TOO_LARGE, "the container's credentials");
    bed_close(&bed);
    unsetenv("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    free(body);
}

/* ---- memory that is given back ------------------------------------------ */

static size_t n_told; /* blocks that were given back with a secret in them */

static void *watch_alloc(void *user, size_t size)
{
    (void)user;
    return calloc(1, size);
}

static void watch_free(void *user, void *block, size_t size)
{
    static const char *const secrets[] = { "s3cret-of-ours",
                                           "t0ken-of-theirs" };

    (void)user;
    for (size_t k = 0; k < N_OF(secrets); k++) {
        const size_t len = strlen(secrets[k]);

        for (size_t i = 0; i + len <= size; i++)
            n_told += memcmp((char *)block + i, secrets[k], len) == 0;
    }
    free(block);
}

static void *watch_realloc(void *user, void *old, size_t old_size, size_t size)
{
    void *block = watch_alloc(user, size);

    if (old != NULL) {
        memcpy(block, old, old_size < size ? old_size : size);
        watch_free(user, old, old_size);
    }
    return block;
}

static void test_no_secret_is_left_in_memory_given_back(void **state)
{
    static const struct server_answer script[] = {
        { .body = "{\"access_token\":\"t0ken-of-theirs\","
                  "\"expires_in\":3600}" },
        { .status = 400, .body = "{}" }
    };
    static const parl_allocator watching = { NULL, watch_alloc, watch_realloc,
                                             watch_free };
    static const parl_message hi = PARL_USER("Hi");
    const parl_client_options options = { PARL_CLIENT_OPTIONS_INIT,
                                          .allocator = &watching };
    const parl_request request = { PARL_REQUEST_INIT, .model = "x/m",
                                   .messages = &hi, .n_messages = 1 };
    struct server *server = server_start(script, N_OF(script));
    const parl_account account = { .name = "x",
                                   .provider = "azure",
                                   .base_url = server_url(server),
                                   .tenant_id = "t",
                                   .client_id = "c",
                                   .client_secret = "s3cret-of-ours" };
    parl_client *client = NULL;
    parl_response *response = NULL;

    (void)state;
    setenv("AZURE_AUTHORITY_HOST", server_url(server), 1);
    n_told = 0;
    assert_int_equal(parl_client_new(&client, &options, NULL), PARL_OK);
    assert_int_equal(parl_client_add_account(client, &account, NULL), PARL_OK);
    assert_int_equal(parl_chat(client, &request, &response, NULL),
                     PARL_INVALID_REQUEST);
    assert_non_null(strstr(server_request(server, 1)->head, "t0ken"));
    parl_client_free(client);
    server_stop(server);
    assert_int_equal(n_told, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_command_line_is_cut_as_a_shell_would),
        cmocka_unit_test(test_a_program_is_ended_by_who_cancels),
        cmocka_unit_test(test_a_program_prints_and_ends),
        cmocka_unit_test(test_a_profile_runs_its_program),
        cmocka_unit_test(test_an_instance_lends_keys),
        cmocka_unit_test(test_a_container_lends_keys),
        cmocka_unit_test(test_a_web_identity_lends_keys),
        cmocka_unit_test(test_a_service_account_lends_a_token),
        cmocka_unit_test(test_the_metadata_server_lends_a_token),
        cmocka_unit_test(test_an_answer_that_is_too_large_is_refused),
        cmocka_unit_test(test_no_secret_is_left_in_memory_given_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
