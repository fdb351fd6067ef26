/* tests/api/test_oom.c -- every public function that takes memory, with the
 * n-th piece of it refused, for n = 0, 1, 2... until none is.
 *
 * Here malloc() itself refuses (the linker puts what follows in its place), so
 * that handles which no client's allocator reaches are tried too. */
#include "support/check.h"

#include <parlance/parlance.h>
#include "support/wire.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

/* ---- memory that runs out ----------------------------------------------- */

void *__real_malloc(size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *block);

static struct {
    bool is_on;
    size_t calls, fail_at;
    bool for_good, failed;
    long live;
} memory;

static bool refuses(void)
{
    const size_t call = memory.calls++;

    if (call != memory.fail_at && !(memory.for_good && call > memory.fail_at))
        return false;
    return memory.failed = true;
}

void *__wrap_malloc(size_t size)
{
    if (memory.is_on && refuses())
        return NULL;
    memory.live += memory.is_on;
    return __real_malloc(size);
}

void *__wrap_realloc(void *old, size_t size)
{
    if (memory.is_on && refuses())
        return NULL;
    memory.live += memory.is_on && old == NULL;
    return __real_realloc(old, size);
}

void __wrap_free(void *block)
{
    memory.live -= memory.is_on && block != NULL;
    __real_free(block);
}

/* ---- what is run -------------------------------------------------------- */

static const char whole[] =
    "{\"id\":\"i\",\"choices\":[{\"index\":0,\"message\":{\"content\":"
    "\"{\\\"name\\\":\\\"Ann\\\"}\"},\"finish_reason\":\"stop\"}]}";

static const char request_json[] =
    "{\"model\":\"s/m\",\"temperature\":0.5,\"stop\":[\"x\"],\"tools\":[{"
    "\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}],"
    "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
    "\"text\":\"Hi\"}]}]}";

static parl_status answer(void *user, parl_call *call, parl_decoder *decoder,
                          parl_error **error)
{
    const char *bytes = user;

    (void)call;
    parl_decoder_status(decoder, 200);
    parl_decoder_header(decoder, "x-request-id", "r");
    return parl_decoder_feed(decoder, bytes, strlen(bytes), error);
}

static int hear(void *user, const parl_delta *delta)
{
    (void)user;
    (void)delta;
    return 0;
}

struct user {
    const char *name;
};
static const parl_field user_fields[] = {
    PARL_FIELD_TEXT(struct user, name, NULL),
};
static const parl_fields user_table =
    PARL_FIELDS("user", struct user, user_fields);

/* What a run makes; all of it is freed behind it, whatever it came to. */
struct scene {
    parl_client *client;
    parl_builder *builder;
    parl_conversation *talk, *copy;
    parl_call *call;
    parl_decoder *decoder;
    parl_stream *stream;
    parl_cancel *cancel;
    parl_report *report;
    parl_response *response;
    char *text;
    parl_error *error;
    parl_request request;
};

static void strike(struct scene *s)
{
    parl_stream_close(s->stream);
    parl_decoder_free(s->decoder);
    parl_call_free(s->call);
    parl_report_free(s->report);
    parl_response_free(s->response);
    parl_conversation_free(s->talk);
    parl_conversation_free(s->copy);
    parl_builder_free(s->builder);
    parl_text_free(s->client, s->text);
    parl_client_free(s->client);
    parl_cancel_free(s->cancel);
    parl_error_free(s->error);
}

static parl_status open_client(struct scene *s, const char *bytes)
{
    static const parl_account account = { .name = "s",
                                          .provider = "custom",
                                          .api_key = "k",
                                          .base_url = "http://127.0.0.1:1" };
    const parl_transport transport = { (void *)(uintptr_t)bytes, answer };
    parl_client_options options = wire_options();
    parl_status status;

    options.transport = &transport;
    s->request = wire_request();
    s->request.stream = PARL_DEFAULT;
    status = parl_client_new(&s->client, &options, &s->error);
    if (status == PARL_OK)
        status = parl_client_add_account(s->client, &account, &s->error);
    return status;
}

static parl_status run_client(struct scene *s)
{
    parl_status status = parl_client_new(&s->client, NULL, &s->error);

    if (status == PARL_OK)
        status = parl_client_load_accounts(
            s->client,
            "{\"accounts\":[{\"name\":\"a\",\"provider\":\"openai\","
            "\"headers\":{\"x-a\":\"b\"},\"models\":{\"m\":{\"id\":\"n\"}}}]}",
            0, &s->error);
    if (status == PARL_OK)
        status = parl_client_add_env_accounts(s->client, &s->error);
    return status;
}

static parl_status run_builder(struct scene *s)
{
    const parl_message message = parl_message_text(PARL_ROLE_USER, "hi");

    s->builder = parl_builder_new("a/b");
    parl_builder_message(s->builder, PARL_ROLE_SYSTEM, "be terse");
    parl_builder_add(s->builder, &message);
    parl_builder_result(s->builder, "c", "42");
    parl_builder_tool(s->builder, "f", "d", "{}");
    parl_builder_set(s->builder, "temperature", "0.2");
    parl_builder_set(s->builder, "unknown", "[1]");
    return parl_builder_request(s->builder, &s->error) != NULL
               ? PARL_OK
               : parl_error_status(s->error);
}

static parl_status run_request_from_json(struct scene *s)
{
    return parl_request_from_json(&s->builder, request_json, 0, &s->error);
}

static parl_status run_conversation(struct scene *s)
{
    const parl_message message = parl_message_text(PARL_ROLE_ASSISTANT, "ho");
    const char *json = NULL;
    parl_status status;
    size_t n;

    s->talk = parl_conversation_new(NULL);
    parl_conversation_model(s->talk, "s/m");
    parl_conversation_system(s->talk, "be terse");
    parl_conversation_user(s->talk, "hi");
    parl_conversation_add(s->talk, &message);
    parl_conversation_result(s->talk, "c", "42");
    parl_conversation_truncate(s->talk, 4);
    parl_conversation_messages(s->talk, &n);
    if (s->talk != NULL && n == 4 && parl_conversation_text(s->talk) == NULL)
        return PARL_OUT_OF_MEMORY;
    status = parl_conversation_save(s->talk, &json, NULL, &s->error);
    if (status == PARL_OK)
        status = parl_conversation_load(&s->copy, json, 0, &s->error);
    return status;
}

static parl_status run_conversation_calls(struct scene *s)
{
    parl_status status = open_client(s, whole);

    s->talk = parl_conversation_new("s/m");
    parl_conversation_user(s->talk, "hi");
    if (status == PARL_OK)
        status =
            parl_conversation_send(s->talk, s->client, NULL, NULL, &s->error);
    if (status == PARL_OK)
        status = parl_conversation_stream(s->talk, s->client, NULL, hear, NULL,
                                          &s->response, &s->error);
    return status;
}

static parl_status run_explain(struct scene *s)
{
    parl_status status = open_client(s, whole);

    if (status == PARL_OK)
        status = parl_explain(s->client, &s->request, &s->report, &s->error);
    return status;
}

static parl_status run_codec(struct scene *s)
{
    parl_decoder_options options = { PARL_DECODER_OPTIONS_INIT };
    parl_status status = open_client(s, whole);
    const char *json = NULL;
    char bytes[16];
    size_t n;

    if (status == PARL_OK)
        status = parl_encode(s->client, &s->request, &s->call, &s->error);
    if (status == PARL_OK)
        status = parl_call_json(s->call, &json, NULL, &s->error);
    if (status == PARL_OK)
        status = parl_call_read(s->call, bytes, sizeof(bytes), &n, &s->error);
    options.call = s->call;
    if (status == PARL_OK)
        status = parl_decoder_new(&s->decoder, s->client, &options, &s->error);
    if (status == PARL_OK)
        status = parl_decoder_feed(s->decoder, whole, strlen(whole), &s->error);
    if (status == PARL_OK)
        status = parl_decoder_finish(s->decoder, &s->response, &s->error);
    return status;
}

static parl_status run_chat(struct scene *s)
{
    parl_status status = open_client(s, whole);

    if (status == PARL_OK)
        status = parl_chat(s->client, &s->request, &s->response, &s->error);
    if (status == PARL_OK && parl_response_json(s->response, NULL) == NULL)
        return PARL_OUT_OF_MEMORY;
    return status;
}

static parl_status run_chat_stream(struct scene *s)
{
    parl_status status = open_client(s, WIRE_STREAM);

    if (status == PARL_OK)
        status = parl_chat_stream(s->client, &s->request, hear, NULL,
                                  &s->response, &s->error);
    return status;
}

static parl_status run_pull(struct scene *s)
{
    parl_status status = open_client(s, WIRE_STREAM);
    const parl_delta *delta;

    if (status == PARL_OK)
        status =
            parl_stream_open(s->client, &s->request, &s->stream, &s->error);
    while (status == PARL_OK && s->response == NULL) {
        status = parl_stream_next(s->stream, -1, &delta, &s->error);
        s->response = parl_stream_response(s->stream);
    }
    return status;
}

static parl_status run_chat_json(struct scene *s)
{
    parl_status status = open_client(s, whole);

    if (status == PARL_OK)
        status = parl_chat_json(s->client, request_json, 0, &s->text);
    return status;
}

static parl_status run_typed(struct scene *s)
{
    static const parl_part call = { .type = PARL_PART_TOOL_CALL,
                                    .text = "{\"name\":\"Ann\"}" };
    parl_status status = open_client(s, whole);
    struct user user;

    if (status == PARL_OK)
        status = parl_schema(s->client, &user_table, &s->text, &s->error);
    if (status == PARL_OK)
        status = parl_chat_typed(s->client, &s->request, &user_table, &user,
                                 &s->response, &s->error);
    if (status == PARL_OK)
        status = parl_response_read(s->response, &user_table, &user, &s->error);
    if (status == PARL_OK)
        status = parl_response_read_call(s->response, &call, &user_table, &user,
                                         &s->error);
    return status;
}

/* The error of a vendor, as JSON: the one run that ends with an error. */
static parl_status run_error(struct scene *s)
{
    static const char refusal[] = "{\"error\":{\"message\":\"no\"}}";
    parl_status status = open_client(s, refusal);

    if (status != PARL_OK)
        return status;
    status = parl_chat(s->client, &s->request, NULL, &s->error);
    assert_int_not_equal(status, PARL_OK);
    if (parl_error_status(s->error) == PARL_OUT_OF_MEMORY ||
        parl_error_json(s->error, NULL) == NULL ||
        parl_error_body(s->error, NULL) == NULL)
        return PARL_OUT_OF_MEMORY;
    return PARL_OK;
}

static parl_status run_cancel(struct scene *s)
{
    parl_status status = open_client(s, whole);

    s->cancel = parl_cancel_new();
    if (s->cancel == NULL)
        return PARL_OUT_OF_MEMORY;
    s->request.cancel = s->cancel;
    parl_cancel_fire(s->cancel);
    if (status == PARL_OK)
        status = parl_chat(s->client, &s->request, &s->response, &s->error) ==
                         PARL_CANCELLED
                     ? parl_error_status(s->error)
                     : PARL_OUT_OF_MEMORY;
    return status == PARL_CANCELLED ? PARL_OK : status;
}

/* ---- running it --------------------------------------------------------- */

static const struct {
    const char *name;
    parl_status (*run)(struct scene *s);
} runs[] = {
    { "client", run_client },
    { "builder", run_builder },
    { "request from JSON", run_request_from_json },
    { "conversation", run_conversation },
    { "conversation, sent", run_conversation_calls },
    { "explain", run_explain },
    { "codec", run_codec },
    { "chat", run_chat },
    { "chat, as a stream", run_chat_stream },
    { "chat, by pulling", run_pull },
    { "chat, as JSON", run_chat_json },
    { "chat, typed", run_typed },
    { "error", run_error },
    { "cancel", run_cancel },
};

static bool run_once(parl_status (*run)(struct scene *s), size_t fail_at,
                     bool for_good)
{
    struct scene s;
    parl_status status;

    memset(&s, 0, sizeof(s));
    memset(&memory, 0, sizeof(memory));
    memory.fail_at = fail_at;
    memory.for_good = for_good;
    memory.is_on = true;
    status = run(&s);
    strike(&s);
    memory.is_on = false;
    if (status != PARL_OK && status != PARL_OUT_OF_MEMORY)
        fail_msg("%zu: %s", fail_at, parl_status_word(status));
    assert_int_equal(status == PARL_OK, !memory.failed);
    assert_int_equal(memory.live, 0);
    return status == PARL_OK;
}

static void no_memory_at_any_point_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(runs); i++) {
        size_t n = 0;

        for (; !run_once(runs[i].run, n, true); n++)
            assert_false(run_once(runs[i].run, n, false));
        print_message("%s: %zu\n", runs[i].name, n);
        assert_in_range(n, 1, 100000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_memory_at_any_point_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
