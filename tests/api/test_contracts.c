/* tests/api/test_contracts.c -- what the header says of all functions alike:
 * who takes NULL, what a failure leaves alone, and what 0 means. */
#include "support/check.h"

#include <parlance/parlance.h>
#include <parlance/typed.h>
#include "support/codec.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))
#define ANSWER                                                                 \
    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":"           \
    "\"assistant\",\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}"

static const parl_message hi[] = { PARL_USER("Hi") };

static parl_request request_of(const char *model)
{
    return (parl_request){ PARL_REQUEST_INIT, .model = model, .messages = hi,
                           .n_messages = 1 };
}

/* ---- freeing nothing ---------------------------------------------------- */

static void test_nothing_can_be_freed(void **state)
{
    (void)state;
    parl_client_free(NULL);
    parl_cancel_free(NULL);
    parl_stream_close(NULL);
    parl_response_free(NULL);
    parl_error_free(NULL);
    parl_report_free(NULL);
    parl_call_free(NULL);
    parl_decoder_free(NULL);
    parl_builder_free(NULL);
    parl_conversation_free(NULL);
    parl_text_free(NULL, NULL);
}

/* ---- failure ------------------------------------------------------------ */

/* Something that fails: it would set *out, which is untouched then. */
struct failing {
    const char *name;
    parl_status (*call)(parl_client *client, void **out, parl_error **error);
    parl_status want;
};

static parl_status add_account(parl_client *c, void **out, parl_error **error)
{
    const parl_account account = { .name = "a b", .provider = "openai" };

    (void)out;
    return parl_client_add_account(c, &account, error);
}

static parl_status load_accounts(parl_client *c, void **out, parl_error **error)
{
    (void)out;
    return parl_client_load_accounts(c, "[", 0, error);
}

static parl_status load_no_accounts(parl_client *c, void **out,
                                    parl_error **error)
{
    (void)out;
    return parl_client_load_accounts(c, NULL, 0, error);
}

static parl_status load_facts(parl_client *c, void **out, parl_error **error)
{
    (void)out;
    return parl_client_load_facts(c, "{\"m\":1}", 0, error);
}

static parl_status load_no_facts(parl_client *c, void **out, parl_error **error)
{
    (void)out;
    return parl_client_load_facts(c, NULL, 0, error);
}

static parl_status chat(parl_client *c, void **out, parl_error **error)
{
    const parl_request request = request_of("nobody/m");

    return parl_chat(c, &request, (parl_response **)out, error);
}

static parl_status chat_stream(parl_client *c, void **out, parl_error **error)
{
    const parl_request request = request_of("nobody/m");

    return parl_chat_stream(c, &request, NULL, NULL, (parl_response **)out,
                            error);
}

static parl_status stream_open(parl_client *c, void **out, parl_error **error)
{
    const parl_request request = request_of("nobody/m");

    return parl_stream_open(c, &request, (parl_stream **)out, error);
}

static parl_status encode(parl_client *c, void **out, parl_error **error)
{
    const parl_request request = request_of("nobody/m");

    return parl_encode(c, &request, (parl_call **)out, error);
}

static parl_status explain(parl_client *c, void **out, parl_error **error)
{
    const parl_request request = request_of("nobody/m");
    parl_report *report = NULL; /* which is there all the same, or not */
    const parl_status status = parl_explain(c, &request, &report, error);

    (void)out;
    parl_report_free(report);
    return status;
}

static parl_status decoder_new(parl_client *c, void **out, parl_error **error)
{
    const parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT,
                                           .model = "nobody/m" };

    return parl_decoder_new((parl_decoder **)out, c, &options, error);
}

static parl_status decoder_finish(parl_client *c, void **out,
                                  parl_error **error)
{
    const parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT,
                                           .model = "work/gpt-5" };
    parl_decoder *decoder = NULL;
    parl_status status;

    assert_int_equal(parl_decoder_new(&decoder, c, &options, NULL), PARL_OK);
    assert_int_equal(parl_decoder_feed(decoder, ANSWER, 20, NULL), PARL_OK);
    status = parl_decoder_finish(decoder, (parl_response **)out, error);
    parl_decoder_free(decoder);
    return status;
}

static parl_status request_from_json(parl_client *c, void **out,
                                     parl_error **error)
{
    (void)c;
    return parl_request_from_json((parl_builder **)out, "{\"seed\":\"\"}", 0,
                                  error);
}

static parl_status request_from_nothing(parl_client *c, void **out,
                                        parl_error **error)
{
    (void)c;
    return parl_request_from_json((parl_builder **)out, NULL, 0, error);
}

static parl_status conversation_load(parl_client *c, void **out,
                                     parl_error **error)
{
    (void)c;
    return parl_conversation_load((parl_conversation **)out, "{", 0, error);
}

static parl_status conversation_save(parl_client *c, void **out,
                                     parl_error **error)
{
    const char *json = *out;
    const parl_status status = parl_conversation_save(NULL, &json, NULL, error);

    (void)c;
    assert_ptr_equal(json, *out);
    return status;
}

static parl_status conversation_send(parl_client *c, void **out,
                                     parl_error **error)
{
    return parl_conversation_send(NULL, c, NULL, (parl_response **)out, error);
}

struct point {
    double x;
};

static const parl_field point_list[] = {
    PARL_FIELD_NUMBER(struct point, x, NULL),
};
static const parl_fields point_fields =
    PARL_FIELDS(NULL, struct point, point_list);

static parl_status chat_typed(parl_client *c, void **out, parl_error **error)
{
    const parl_request request = request_of("nobody/m");
    struct point point = { 1 };
    const parl_status status = parl_chat_typed(
        c, &request, &point_fields, &point, (parl_response **)out, error);

    assert_true(point.x == 1);
    return status;
}

static const struct failing failures[] = {
    { "add_account", add_account, PARL_INVALID_ARGUMENT },
    { "load_accounts", load_accounts, PARL_INVALID_ARGUMENT },
    { "load_accounts NULL", load_no_accounts, PARL_INVALID_ARGUMENT },
    { "load_facts", load_facts, PARL_INVALID_ARGUMENT },
    { "load_facts NULL", load_no_facts, PARL_INVALID_ARGUMENT },
    { "chat", chat, PARL_INVALID_ARGUMENT },
    { "chat_stream", chat_stream, PARL_INVALID_ARGUMENT },
    { "stream_open", stream_open, PARL_INVALID_ARGUMENT },
    { "encode", encode, PARL_INVALID_ARGUMENT },
    { "explain", explain, PARL_INVALID_ARGUMENT },
    { "decoder_new", decoder_new, PARL_INVALID_ARGUMENT },
    { "decoder_finish", decoder_finish, PARL_TRUNCATED },
    { "request_from_json", request_from_json, PARL_INVALID_ARGUMENT },
    { "request_from_json NULL", request_from_nothing, PARL_INVALID_ARGUMENT },
    { "conversation_load", conversation_load, PARL_INVALID_ARGUMENT },
    { "conversation_save NULL", conversation_save, PARL_OUT_OF_MEMORY },
    { "conversation_send NULL", conversation_send, PARL_OUT_OF_MEMORY },
    { "chat_typed", chat_typed, PARL_INVALID_ARGUMENT },
};

static void test_a_failure_says_why_and_leaves_the_rest_alone(void **state)
{
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < N_OF(failures); i++) {
        const struct failing *f = &failures[i];
        char sentinel;
        void *out = &sentinel;
        parl_error *error = NULL;

        print_message("%s\n", f->name);
        assert_int_equal(f->call(client, &out, &error), f->want);
        assert_ptr_equal(out, &sentinel);
        assert_non_null(error);
        assert_int_equal(parl_error_status(error), f->want);
        assert_true(parl_error_message(error)[0] != '\0');
        parl_error_free(error);
        assert_int_equal(f->call(client, &out, NULL), f->want);
        assert_ptr_equal(out, &sentinel);
    }
    parl_client_free(client);
}

/* ---- success ------------------------------------------------------------ */

static parl_response *decode(parl_client *client, parl_error **error)
{
    const parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT,
                                           .model = "work/gpt-5" };
    parl_decoder *decoder = NULL;
    parl_response *response = NULL;

    assert_int_equal(parl_decoder_new(&decoder, client, &options, error),
                     PARL_OK);
    assert_int_equal(parl_decoder_feed(decoder, ANSWER, strlen(ANSWER), error),
                     PARL_OK);
    assert_int_equal(parl_decoder_finish(decoder, &response, error), PARL_OK);
    parl_decoder_free(decoder);
    return response;
}

static void test_success_leaves_the_error_alone(void **state)
{
    const parl_request request = request_of("work/gpt-5");
    parl_client *client = codec_client(NULL);
    char sentinel;
    parl_error *error = (parl_error *)(void *)&sentinel;
    parl_conversation *conversation = NULL;
    parl_builder *builder = NULL;
    parl_report *report = NULL;
    parl_call *call = NULL;
    char *schema = NULL;

    (void)state;
    assert_int_equal(
        parl_client_load_accounts(client, "{\"accounts\":[]}", 0, &error),
        PARL_OK);
    assert_int_equal(
        parl_client_load_facts(client, "{\"models\":[]}", 0, &error), PARL_OK);
    assert_int_equal(parl_encode(client, &request, &call, &error), PARL_OK);
    parl_call_free(call);
    assert_int_equal(parl_explain(client, &request, &report, &error), PARL_OK);
    parl_report_free(report);
    assert_int_equal(
        parl_request_from_json(&builder, "{\"model\":\"a/b\"}!", 15, &error),
        PARL_OK);
    parl_builder_free(builder);
    assert_int_equal(
        parl_conversation_load(&conversation, "{\"messages\":[]}", 0, &error),
        PARL_OK);
    parl_conversation_free(conversation);
    assert_int_equal(parl_schema(client, &point_fields, &schema, &error),
                     PARL_OK);
    parl_response_free(decode(client, &error));
    assert_ptr_equal(error, &sentinel);
    parl_client_free(client);
    parl_text_free(client, schema); /* which may outlive it */
}

/* ---- what is not there -------------------------------------------------- */

static void test_what_is_not_there_is_null(void **state)
{
    parl_client *client = codec_client(NULL);
    parl_response *response = decode(client, NULL);
    const parl_report *report = parl_response_report(response);
    parl_provider_info provider = { .name = "?" };
    parl_family_info family = { .family = "?" };
    size_t at = 0;

    (void)state;
    assert_int_equal(parl_response_n_choices(response), 1);
    assert_null(parl_response_message(response, 1));
    assert_null(parl_response_message(response, SIZE_MAX));
    assert_null(parl_response_finish_reason(response, 1));
    assert_null(parl_response_logprobs(response, 0));
    assert_null(parl_response_logprobs(response, 1));
    assert_int_equal(parl_response_finish(response, 1), PARL_FINISH_UNKNOWN);
    assert_null(parl_response_tool_call(response, &at));
    assert_null(parl_response_request_id(response));
    assert_int_equal(parl_response_usage(response)->total_tokens, -1);
    assert_int_equal(parl_response_created(response), 0);
    assert_int_equal(parl_response_attempts(response), 0);
    assert_string_equal(parl_response_provider(response), "openai");
    assert_int_equal(parl_report_count(report), 0);
    assert_null(parl_report_at(report, 0));
    assert_non_null(parl_response_json(response, NULL));
    assert_non_null(parl_action_word(0));
    assert_non_null(parl_action_word(99));
    assert_non_null(parl_status_word((parl_status)99));
    assert_int_equal(parl_provider_at(parl_n_providers(), &provider), 0);
    assert_string_equal(provider.name, "?");
    assert_int_equal(parl_family_at(parl_n_families(), &family), 0);
    assert_int_equal(
        parl_client_family_at(client, parl_client_n_families(client), &family),
        0);
    assert_string_equal(family.family, "?");
    parl_response_free(response);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_can_be_freed),
        cmocka_unit_test(test_a_failure_says_why_and_leaves_the_rest_alone),
        cmocka_unit_test(test_success_leaves_the_error_alone),
        cmocka_unit_test(test_what_is_not_there_is_null),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
