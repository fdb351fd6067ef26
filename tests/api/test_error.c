/* tests/api/test_error.c -- the error object, also where there is no memory
 * for one. */
#include "support/check.h"

#include "api/error.h"
#include "support/oom.h"

static struct error full_error(void)
{
    struct error err = ERROR_INIT;

    error_set(&err, PARL_RATE_LIMITED, "too \"many\"");
    err.http_status = 429;
    err.retry_after_ms = 1500;
    error_copy(err.provider_code, sizeof(err.provider_code), "slow_down", 9);
    error_copy(err.request_id, sizeof(err.request_id), "req-1", 5);
    return err;
}

static void test_an_error_says_all_it_knows(void **state)
{
    const struct error err = full_error();
    parl_error *error = NULL;
    size_t len = 0;

    (void)state;
    assert_int_equal(
        error_give_all(&error, &mem_libc, &err, SPAN("body"), NULL),
        PARL_RATE_LIMITED);
    assert_int_equal(parl_error_status(error), PARL_RATE_LIMITED);
    assert_string_equal(parl_error_message(error), "too \"many\"");
    assert_int_equal(parl_error_http_status(error), 429);
    assert_string_equal(parl_error_provider_code(error), "slow_down");
    assert_string_equal(parl_error_request_id(error), "req-1");
    assert_int_equal(parl_error_retryable(error), 1);
    assert_int_equal(parl_error_retry_after_ms(error), 1500);
    assert_memory_equal(parl_error_body(error, &len), "body", 4);
    assert_int_equal(len, 4);
    assert_null(parl_error_partial(error));
    parl_error_free(error);
}

static void test_json_says_the_same(void **state)
{
    const struct error err = full_error();
    parl_error *error = NULL;
    const char *json;
    size_t len = 0;

    (void)state;
    error_give(&error, &mem_libc, &err);
    json = parl_error_json(error, &len);
    assert_string_equal(
        json, "{\"error\":{\"status\":\"rate_limited\",\"message\":"
              "\"too \\\"many\\\"\",\"http_status\":429,\"provider_code\":"
              "\"slow_down\",\"request_id\":\"req-1\",\"retryable\":true,"
              "\"retry_after_ms\":1500,\"partial\":null}}");
    assert_int_equal(len, strlen(json));
    assert_ptr_equal(parl_error_json(error, NULL), json);
    parl_error_free(error);
}

static void test_what_is_not_known_is_null(void **state)
{
    struct error err = ERROR_INIT;
    parl_error *error = NULL;

    (void)state;
    error_set(&err, PARL_INVALID_ARGUMENT, "no");
    error_give(&error, &mem_libc, &err);
    assert_null(parl_error_provider_code(error));
    assert_null(parl_error_request_id(error));
    assert_null(parl_error_body(error, NULL));
    assert_int_equal(parl_error_http_status(error), 0);
    assert_int_equal(parl_error_retry_after_ms(error), -1);
    assert_string_equal(
        parl_error_json(error, NULL),
        "{\"error\":{\"status\":\"invalid_argument\",\"message\":\"no\","
        "\"http_status\":null,\"provider_code\":null,\"request_id\":null,"
        "\"retryable\":false,\"retry_after_ms\":null,\"partial\":null}}");
    parl_error_free(error);
}

static void test_nobody_need_ask(void **state)
{
    const struct error err = full_error();

    (void)state;
    assert_int_equal(error_give(NULL, &mem_libc, &err), PARL_RATE_LIMITED);
    parl_error_free(NULL);
}

static void test_without_memory_there_is_one_all_the_same(void **state)
{
    const struct error err = full_error();
    parl_error *error = NULL;
    struct oom o;
    size_t len = 0;

    (void)state;
    oom_init(&o, 0);
    error_give(&error, &o.mem, &err);
    assert_int_equal(parl_error_status(error), PARL_OUT_OF_MEMORY);
    assert_string_equal(parl_error_message(error), "no memory");
    assert_null(parl_error_provider_code(error));
    assert_null(parl_error_body(error, &len));
    assert_null(parl_error_partial(error));
    assert_int_equal(parl_error_retry_after_ms(error), -1);
    assert_string_equal(
        parl_error_json(error, &len),
        "{\"error\":{\"status\":\"out_of_memory\",\"message\":\"no memory\","
        "\"http_status\":null,\"provider_code\":null,\"request_id\":null,"
        "\"retryable\":false,\"retry_after_ms\":null,\"partial\":null}}");
    assert_int_equal(len, strlen(parl_error_json(error, NULL)));
    parl_error_free(error);
    oom_check(&o);
}

static bool tell_everything(const parl_allocator *mem)
{
    const struct error err = full_error();
    struct parl_response *partial = response_new(mem);
    parl_error *error = NULL;
    bool done;

    if (partial == NULL)
        return false;
    error_give_all(&error, mem, &err, SPAN("body"), partial);
    done = parl_error_partial(error) != NULL &&
           parl_error_body(error, NULL) != NULL &&
           parl_error_json(error, NULL) != NULL;
    parl_error_free(error);
    return done;
}

static void test_no_memory_at_any_point_leaks_nothing(void **state)
{
    (void)state;
    oom_each(tell_everything);
}

static void test_json_is_made_again_after_a_lack_of_memory(void **state)
{
    const struct error err = full_error();
    parl_error *error = NULL;
    struct oom o;

    (void)state;
    oom_init(&o, 1);
    error_give(&error, &o.mem, &err);
    assert_null(parl_error_json(error, NULL));
    assert_non_null(parl_error_json(error, NULL));
    parl_error_free(error);
    oom_check(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_error_says_all_it_knows),
        cmocka_unit_test(test_json_says_the_same),
        cmocka_unit_test(test_what_is_not_known_is_null),
        cmocka_unit_test(test_nobody_need_ask),
        cmocka_unit_test(test_without_memory_there_is_one_all_the_same),
        cmocka_unit_test(test_no_memory_at_any_point_leaks_nothing),
        cmocka_unit_test(test_json_is_made_again_after_a_lack_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
