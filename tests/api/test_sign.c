/* tests/api/test_sign.c -- signatures of whole calls, at the moment they are
 * sent, and a clock that is wrong. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "api/call.h"
#include "base/moment.h"
#include "auth/sigv4.h"
#include "base/clock.h"
#include "support/bed.h"
#include "support/codec.h"
#include "support/oom.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

static const parl_message hi[] = { PARL_USER("Hi") };

static const parl_account keys = { .access_key_id = "AKIDEXAMPLE",
                                   .secret_access_key = "s3cret/1" };
static const parl_account lent_keys = { .access_key_id = "AKIDEXAMPLE",
                                        .secret_access_key = "s3cret/1",
                                        .session_token = "t0ken=1" };

/* ---- looking at requests ------------------------------------------------ */

/* The value of a header in a head, up to its line end. */
static bool header_of(const char *head, const char *name, char *value)
{
    char line[128];
    const char *at;

    snprintf(line, sizeof(line), "\r\n%s: ", name);
    at = strstr(head, line);
    if (at == NULL)
        return false;
    at += strlen(line);
    memcpy(value, at, strcspn(at, "\r"));
    value[strcspn(at, "\r")] = '\0';
    return true;
}

/* "20261124T120000Z" in seconds. */
static int64_t seconds_of(const char *aws)
{
    char text[32];
    int64_t seconds = -1;

    snprintf(text, sizeof(text), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", aws, aws + 4,
             aws + 6, aws + 9, aws + 11, aws + 13);
    assert_true(moment_read(span_of(text), &seconds));
    return seconds;
}

/* What came is signed with the secret, just as it came.  Gives its time. */
static int64_t check_signature(struct bed *bed, size_t number)
{
    static const char *const names[] = { "host", "content-type", "x-amz-date",
                                         "x-amz-security-token" };
    const struct server_request *r = server_request(bed->server, number);
    char values[N_OF(names)][256], given[1024], hash[SHA256_HEX];
    struct http_header headers[N_OF(names)];
    struct sigv4_request request = { .method = "POST",
                                     .path = SPAN(BED_PATH),
                                     .headers = headers,
                                     .body_sha256 = hash };
    struct sigv4_key key = { "AKIDEXAMPLE", "s3cret/1", "us-east-1", "bedrock",
                             0 };
    struct buf want;

    for (size_t i = 0; i < N_OF(names); i++) {
        if (header_of(r->head, i == 0 ? "Host" : names[i], values[i]))
            headers[request.n_headers++] =
                (struct http_header){ names[i], values[i], false };
        else if (strcmp(names[i], "host") == 0)
            fail_msg("no %s in %s", names[i], r->head);
    }
    assert_true(sha256_hex_of((struct span){ r->body, r->body_len }, hash));
    key.time = seconds_of(values[2]);
    buf_init(&want, &mem_libc, 4096);
    assert_int_equal(sigv4_sign(&request, &key, &want, NULL), PARL_OK);
    assert_true(header_of(r->head, "authorization", given));
    assert_string_equal(given, buf_text(&want));
    buf_release(&want);
    return key.time;
}

/* The field is the report's; NULL: there is no such entry. */
static const char *reason_of(parl_response *response, const char *field)
{
    const parl_report *report = parl_response_report(response);

    for (size_t i = 0; i < parl_report_count(report); i++) {
        if (strcmp(parl_report_at(report, i)->field, field) == 0)
            return parl_report_at(report, i)->reason;
    }
    return NULL;
}

/* ---- signatures --------------------------------------------------------- */

static void test_a_call_is_signed_when_it_is_sent(void **state)
{
    static const struct server_answer script[] = { BED_ANSWER, BED_ANSWER };
    const int64_t before = clock_unix();
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &aws_sources, &keys);
    bed_chat(&bed);
    assert_in_range(check_signature(&bed, 0), before, clock_unix());
    assert_false(bed_sent(&bed, 0, "x-amz-security-token"));
    bed_close(&bed);
    bed_open(&bed, script, N_OF(script), &aws_sources, &lent_keys);
    bed_chat(&bed);
    check_signature(&bed, 0);
    assert_true(bed_sent(&bed, 0, "x-amz-security-token: t0ken=1\r\n"));
    bed_close(&bed);
}

static void test_an_empty_session_token_is_none(void **state)
{
    static const struct server_answer script[] = { BED_ANSWER };
    parl_account empty = keys;
    struct bed bed;

    (void)state;
    empty.session_token = "";
    bed_open(&bed, script, N_OF(script), &aws_sources, &empty);
    bed_chat(&bed);
    check_signature(&bed, 0);
    assert_false(bed_sent(&bed, 0, "x-amz-security-token"));
    bed_close(&bed);
}

static void test_an_api_key_goes_before_keys_and_signs_nothing(void **state)
{
    static const struct server_answer script[] = { BED_ANSWER };
    parl_account account = keys;
    struct bed bed;

    (void)state;
    account.api_key = "b-1";
    bed_open(&bed, script, N_OF(script), &aws_sources, &account);
    bed_chat(&bed);
    assert_true(bed_sent(&bed, 0, "authorization: Bearer b-1\r\n"));
    assert_false(bed_sent(&bed, 0, "x-amz-"));
    bed_close(&bed);
}

static void test_a_region_is_needed(void **state)
{
    struct bed bed;

    (void)state;
    bed_open(&bed, NULL, 0, &aws_sources, &keys);
    client_account(bed.client, "a", 1)->given.region = NULL;
    bed_fail(&bed, PARL_INVALID_ARGUMENT, "region is missing");
    bed_close(&bed);
}

/* ---- at a given time ---------------------------------------------------- */

static parl_call *encode(struct bed *bed, const parl_message *messages)
{
    const parl_request request = { PARL_REQUEST_INIT, .model = "a/m",
                                   .messages = messages, .n_messages = 1 };
    parl_error *error = NULL;
    parl_call *call = NULL;

    if (parl_encode(bed->client, &request, &call, &error) != PARL_OK)
        fail_msg("%s", parl_error_message(error));
    return call;
}

static const char *call_value(const parl_call *call, const char *name)
{
    for (size_t i = 0; i < parl_call_n_headers(call); i++) {
        if (strcmp(parl_call_header(call, i)->name, name) == 0)
            return parl_call_header(call, i)->value;
    }
    return NULL;
}

static void test_the_time_is_the_callers(void **state)
{
    struct bed bed;
    parl_call *call;
    const char *json, *first;

    (void)state;
    bed_open(&bed, NULL, 0, &aws_sources, &lent_keys);
    call = encode(&bed, hi);
    assert_null(call_value(call, "authorization"));
    assert_null(call_value(call, "x-amz-date"));
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_OK);
    assert_non_null(strstr(json, "\"authorization\":\"<secret>\""));
    assert_null(strstr(json, "x-amz-"));

    assert_int_equal(parl_call_sign(call, 1795521600, NULL), PARL_OK);
    assert_string_equal(call_value(call, "x-amz-date"), "20261124T120000Z");
    assert_string_equal(call_value(call, "x-amz-security-token"), "t0ken=1");
    first = call_value(call, "authorization");
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_OK);
    assert_non_null(strstr(json, "\"authorization\":\"<secret>\""));
    assert_non_null(strstr(json, "\"x-amz-security-token\":\"<secret>\""));
    assert_null(strstr(json, "t0ken"));

    assert_int_equal(parl_call_sign(call, 1795521660, NULL), PARL_OK);
    assert_string_equal(call_value(call, "x-amz-date"), "20261124T120100Z");
    assert_string_not_equal(call_value(call, "authorization"), first);
    assert_int_equal(parl_call_sign(call, 1795521600, NULL), PARL_OK);
    assert_string_equal(call_value(call, "authorization"), first);
    parl_call_free(call);
    bed_close(&bed);
}

/* An attachment is read for the hash, and then once more to be sent. */
static void test_an_attachment_is_signed_too(void **state)
{
    static const struct server_answer script[] = { BED_ANSWER };
    char path[] = "/tmp/parlance-sign-XXXXXX";
    const int file = mkstemp(path);
    parl_media media = { .path = path, .mime_type = "image/png" };
    parl_part part = { .type = PARL_PART_IMAGE, .media = &media };
    parl_message message = { .role = PARL_ROLE_USER,
                             .parts = &part,
                             .n_parts = 1 };
    parl_request request = { PARL_REQUEST_INIT, .model = "a/m",
                             .messages = &message, .n_messages = 1 };
    parl_response *response = NULL;
    parl_error *error = NULL;
    char bytes[20000];
    struct bed bed;

    (void)state;
    memset(bytes, 'x', sizeof(bytes));
    assert_int_equal(write(file, bytes, sizeof(bytes)), sizeof(bytes));
    close(file);
    bed_open(&bed, script, N_OF(script), &aws_sources, &keys);
    if (parl_chat(bed.client, &request, &response, &error) != PARL_OK)
        fail_msg("%s", parl_error_message(error));
    check_signature(&bed, 0);
    parl_response_free(response);
    bed_close(&bed);
    unlink(path);
}

static void test_keys_that_are_sent_as_they_are_need_no_moment(void **state)
{
    const parl_request request = { PARL_REQUEST_INIT, .model = "work/gpt-5",
                                   .messages = hi, .n_messages = 1 };
    const parl_request keyless = { PARL_REQUEST_INIT, .model = "openai/gpt-5",
                                   .messages = hi, .n_messages = 1 };
    parl_client *client = codec_client(NULL);
    parl_call *call = NULL;

    (void)state;
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    assert_int_equal(parl_call_sign(call, 0, NULL), PARL_OK);
    assert_string_equal(call_value(call, "authorization"), "Bearer " CODEC_KEY);
    parl_call_free(call);
    assert_int_equal(parl_encode(client, &keyless, &call, NULL), PARL_OK);
    assert_int_equal(parl_call_sign(call, 0, NULL), PARL_CREDENTIALS);
    parl_call_free(call);
    parl_client_free(client);
}

/* ---- a wrong clock ------------------------------------------------------ */

#define SKEWED                                                                 \
    BED_REFUSAL(403, "Date: Tue, 24 Nov 2020 12:00:00 GMT\r\n",                \
                "{\"message\":\"Signature expired\"}")

enum { SERVER_TIME = 1606219200 }; /* 2020-11-24T12:00:00Z */

static void test_a_wrong_clock_is_corrected_once_and_reported(void **state)
{
    static const struct server_answer script[] = { SKEWED, BED_ANSWER,
                                                   BED_ANSWER };
    parl_response *response;
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &aws_sources, &keys);
    response = bed_ask(&bed);
    assert_non_null(strstr(reason_of(response, "/"), "seconds ahead"));
    parl_response_free(response);
    assert_int_equal(server_n_requests(bed.server), 2);
    assert_in_range(check_signature(&bed, 1), SERVER_TIME, SERVER_TIME + 60);

    /* from now on it is known */
    bed_chat(&bed);
    assert_int_equal(server_n_requests(bed.server), 3);
    assert_in_range(check_signature(&bed, 2), SERVER_TIME, SERVER_TIME + 60);
    bed_close(&bed);
}

static void test_a_clock_that_is_right_helps_nothing(void **state)
{
    static const struct server_answer script[] = {
        SKEWED, SKEWED, /* it was corrected, and refused all the same */
        BED_REFUSAL(403, "", "{\"message\":\"no date\"}")
    };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &aws_sources, &keys);
    bed_fail(&bed, PARL_PERMISSION, "Signature expired");
    assert_int_equal(server_n_requests(bed.server), 2);
    bed_fail(&bed, PARL_PERMISSION, "no date");
    assert_int_equal(server_n_requests(bed.server), 3);
    bed_close(&bed);
}

/* A token endpoint too may say what time it is. */
static void test_a_source_is_asked_again_by_the_right_clock(void **state)
{
    static const struct server_answer script[] = {
        { .path = "/t/oauth2/v2.0/token",
          .status = 400,
          .headers = "Date: Tue, 24 Nov 2020 12:00:00 GMT\r\n",
          .body = "{\"error\":\"invalid_grant\"}" },
        { .path = "/t/oauth2/v2.0/token",
          .body = "{\"access_token\":\"t-1\",\"expires_in\":3600}" },
        BED_ANSWER
    };
    static const parl_account application = { .tenant_id = "t",
                                              .client_id = "c",
                                              .client_secret = "s" };
    parl_response *response;
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &entra_sources, &application);
    response = bed_ask(&bed);
    assert_non_null(reason_of(response, "/"));
    parl_response_free(response);
    assert_int_equal(server_n_requests(bed.server), 3);
    bed_close(&bed);
}

/* ---- keys that have expired --------------------------------------------- */

static int lend_more(void *user, parl_credential *credential)
{
    int *calls = user;

    credential->access_key_id = "AKIDEXAMPLE";
    credential->secret_access_key = "s3cret/1";
    credential->session_token = ++*calls == 1 ? "old" : "new";
    return 0;
}

static void test_expired_keys_are_got_anew_once(void **state)
{
    static const struct server_answer script[] = {
        BED_REFUSAL(403, "",
                    "{\"error\":{\"code\":\"ExpiredTokenException\","
                    "\"message\":\"expired\"}}"),
        BED_ANSWER
    };
    int calls = 0;
    const parl_account account = { .on_credential = lend_more,
                                   .credential_user = &calls };
    struct bed bed;

    (void)state;
    bed_open(&bed, script, N_OF(script), &aws_sources, &account);
    bed_chat(&bed);
    assert_true(bed_sent(&bed, 1, "x-amz-security-token: new\r\n"));
    check_signature(&bed, 1);
    bed_close(&bed);
}

/* ---- a lack of memory --------------------------------------------------- */

static bool sign_with(const parl_allocator *mem)
{
    int calls = 0;
    const parl_account account = { .name = "a",
                                   .provider = "custom",
                                   .base_url = "https://e.example",
                                   .region = "r",
                                   .on_credential = lend_more,
                                   .credential_user = &calls };
    const parl_request request = { PARL_REQUEST_INIT, .model = "a/m",
                                   .messages = hi, .n_messages = 1 };
    parl_client_options options = codec_options();
    const struct provider_extras extras = { .service = "s" };
    struct provider row;
    parl_client *client = NULL;
    parl_call *call = NULL;
    parl_status status;

    options.allocator = mem;
    status = parl_client_new(&client, &options, NULL);
    if (status == PARL_OK)
        status = parl_client_add_account(client, &account, NULL);
    if (status == PARL_OK) {
        row = *client_account(client, "a", 1)->provider;
        row.extras = &extras;
        client_account(client, "a", 1)->provider = &row;
        status = parl_encode(client, &request, &call, NULL);
    }
    if (status == PARL_OK)
        status = parl_call_sign(call, 1000, NULL);
    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    parl_call_free(call);
    parl_client_free(client);
    return status == PARL_OK;
}

static void test_a_lack_of_memory_is_said(void **state)
{
    (void)state;
    oom_each(sign_with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_call_is_signed_when_it_is_sent),
        cmocka_unit_test(test_an_empty_session_token_is_none),
        cmocka_unit_test(test_an_api_key_goes_before_keys_and_signs_nothing),
        cmocka_unit_test(test_a_region_is_needed),
        cmocka_unit_test(test_the_time_is_the_callers),
        cmocka_unit_test(test_an_attachment_is_signed_too),
        cmocka_unit_test(test_keys_that_are_sent_as_they_are_need_no_moment),
        cmocka_unit_test(test_a_wrong_clock_is_corrected_once_and_reported),
        cmocka_unit_test(test_a_clock_that_is_right_helps_nothing),
        cmocka_unit_test(test_a_source_is_asked_again_by_the_right_clock),
        cmocka_unit_test(test_expired_keys_are_got_anew_once),
        cmocka_unit_test(test_a_lack_of_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
