/* tests/api/test_memory.c -- what becomes of memory: what was given stays as it
 * is, and secrets are gone before their block is given back. */
#include "support/check.h"

#include <stdlib.h>
#include "support/codec.h"

/* ---- what was given ----------------------------------------------------- */

static const char schema[] = "{\"type\":\"object\",\"properties\":{}}";

static parl_status answer_hello(void *user, struct parl_call *call,
                                struct parl_decoder *decoder,
                                struct parl_error **error)
{
    static const char bytes[] =
        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hello\"},"
        "\"finish_reason\":\"stop\"}]}";

    (void)user;
    (void)call;
    return parl_decoder_feed(decoder, bytes, sizeof(bytes) - 1, error);
}

static void test_what_is_given_is_not_changed(void **state)
{
    static const parl_transport transport = { NULL, answer_hello };
    parl_client_options options = codec_options();
    parl_part parts[] = { PARL_TEXT("one"), PARL_TEXT("two") };
    parl_message messages[] = { PARL_SYSTEM("Be brief."),
                                PARL_USER_PARTS(parts, 2) };
    parl_tool tool = { .name = "look", .parameters = schema };
    parl_request request = {
        PARL_REQUEST_INIT,    .model = "work/gpt-4o",
        .messages = messages, .n_messages = 2,
        .tools = &tool,       .n_tools = 1,
        .stop = NULL,         .temperature = PARL_NUMBER(0),
    };
    parl_request request_before;
    parl_message messages_before[2];
    parl_part parts_before[2];
    parl_tool tool_before;
    parl_response *response = NULL;
    parl_client *client;

    (void)state;
    memcpy(&request_before, &request, sizeof(request));
    memcpy(messages_before, messages, sizeof(messages));
    memcpy(parts_before, parts, sizeof(parts));
    memcpy(&tool_before, &tool, sizeof(tool));
    options.transport = &transport;
    client = codec_client(&options);
    assert_int_equal(parl_chat(client, &request, &response, NULL), PARL_OK);
    assert_memory_equal(&request, &request_before, sizeof(request));
    assert_memory_equal(messages, messages_before, sizeof(messages));
    assert_memory_equal(parts, parts_before, sizeof(parts));
    assert_memory_equal(&tool, &tool_before, sizeof(tool));
    parl_response_free(response);
    parl_client_free(client);
}

/* ---- secrets ------------------------------------------------------------ */

/* How many blocks were given back with a key in them. */
static size_t n_told;

static void look(const void *block, size_t size)
{
    static const char key[] = CODEC_KEY;
    const size_t len = sizeof(key) - 1;

    for (size_t i = 0; i + len <= size; i++) {
        if (memcmp((const char *)block + i, key, len) == 0) {
            n_told++;
            return;
        }
    }
}

static void *watch_alloc(void *user, size_t size)
{
    (void)user;
    return calloc(1, size);
}

static void watch_free(void *user, void *block, size_t size)
{
    (void)user;
    look(block, size);
    free(block);
}

static void *watch_realloc(void *user, void *old, size_t old_size, size_t size)
{
    void *block = watch_alloc(user, size);

    if (block != NULL && old != NULL) {
        memcpy(block, old, old_size < size ? old_size : size);
        watch_free(user, old, old_size);
    }
    return block;
}

/* A server that says what it was told. */
static parl_status answer_with_key(void *user, struct parl_call *call,
                                   struct parl_decoder *decoder,
                                   struct parl_error **error)
{
    static const char bytes[] =
        "{\"error\":{\"message\":\"wrong key " CODEC_KEY "\"}}";

    (void)user;
    (void)call;
    parl_decoder_status(decoder, 401);
    return parl_decoder_feed(decoder, bytes, sizeof(bytes) - 1, error);
}

static void test_a_secret_is_gone_before_its_memory_is_given_back(void **state)
{
    static const parl_allocator watching = { NULL, watch_alloc, watch_realloc,
                                             watch_free };
    static const parl_transport transport = { NULL, answer_with_key };
    static const parl_message hi = PARL_USER("Hi");
    const parl_request request = { PARL_REQUEST_INIT, .model = "work/gpt-4o",
                                   .messages = &hi, .n_messages = 1 };
    parl_client_options options = codec_options();
    parl_response *response = NULL;
    parl_error *error = NULL;
    parl_client *client;
    parl_call *call;

    (void)state;
    n_told = 0;
    options.allocator = &watching;
    options.transport = &transport;
    client = codec_client(&options);
    assert_int_equal(parl_encode(client, &request, &call, NULL), PARL_OK);
    parl_call_free(call);
    assert_int_equal(parl_chat(client, &request, &response, &error),
                     PARL_AUTHENTICATION);
    parl_error_free(error);
    parl_client_free(client);
    assert_int_equal(n_told, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_given_is_not_changed),
        cmocka_unit_test(test_a_secret_is_gone_before_its_memory_is_given_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
