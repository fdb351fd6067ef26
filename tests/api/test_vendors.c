/* tests/api/test_vendors.c -- a whole call over libcurl to each surface of
 * each vendor: where it goes, with which headers, what of note is in its body,
 * and what is made of an answer as that vendor gives it. */
#include "support/check.h"

#include <stdio.h>
#include <parlance/parlance.h>
#include "base/buf.h"
#include "base/span.h"
#include "support/frames.h"
#include "support/server.h"
#include "support/wire.h"

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))

/* What an answer looks like.  All but the errors say "one two". */
enum form { WHOLE, SSE, FRAMES };

enum { MAX_PARTS = 5 };

struct surface {
    const char *name;
    const char *account; /* members, in JSON; its address is the server's */
    const char *model;
    const char *path;            /* as it comes, with what is asked */
    const char *head[MAX_PARTS]; /* lines of the head, up to a NULL */
    const char *body[MAX_PARTS]; /* parts of the body, up to a NULL */
    const char *without;         /* what the body does not have; NULL: any */
    enum form form;
    const char *answer;
};

/* ---- answers ------------------------------------------------------------ */

#define CHAT_WHOLE WIRE_ANSWER
#define CHAT_STREAM WIRE_STREAM

#define RESPONSES_WHOLE                                                        \
    "{\"id\":\"r\",\"object\":\"response\",\"status\":\"completed\","          \
    "\"output\":[{\"type\":\"message\",\"id\":\"m\",\"role\":\"assistant\","   \
    "\"content\":[{\"type\":\"output_text\",\"text\":\"one two\"}]}]}"
#define RESPONSES_STREAM                                                       \
    "data: {\"type\":\"response.output_item.added\",\"output_index\":0,"       \
    "\"item\":{\"type\":\"message\",\"id\":\"m\",\"role\":\"assistant\","      \
    "\"content\":[]}}\n\n"                                                     \
    "data: {\"type\":\"response.output_text.delta\",\"output_index\":0,"       \
    "\"content_index\":0,\"item_id\":\"m\",\"delta\":\"one\"}\n\n"             \
    "data: {\"type\":\"response.output_text.delta\",\"output_index\":0,"       \
    "\"content_index\":0,\"item_id\":\"m\",\"delta\":\" two\"}\n\n"            \
    "data: {\"type\":\"response.completed\",\"response\":" RESPONSES_WHOLE     \
    "}\n\n"

#define MESSAGES_WHOLE                                                         \
    "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["  \
    "{\"type\":\"text\",\"text\":\"one two\"}],\"stop_reason\":\"end_turn\"}"
#define MESSAGES_EVENT(type, more)                                             \
    "event: " type "\ndata: {\"type\":\"" type "\"" more "}\n\n"
#define MESSAGES_STREAM                                                        \
    MESSAGES_EVENT("message_start", ",\"message\":{\"id\":\"m\",\"role\":"     \
                                    "\"assistant\",\"content\":[]}")           \
    MESSAGES_EVENT("content_block_start",                                      \
                   ",\"index\":0,\"content_block\":{\"type\":\"text\","        \
                   "\"text\":\"\"}")                                           \
    MESSAGES_EVENT("content_block_delta",                                      \
                   ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" \
                   "\"one\"}")                                                 \
    MESSAGES_EVENT("content_block_delta",                                      \
                   ",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" \
                   "\" two\"}")                                                \
    MESSAGES_EVENT("content_block_stop", ",\"index\":0")                       \
    MESSAGES_EVENT("message_delta",                                            \
                   ",\"delta\":{\"stop_reason\":\"end_turn\"}")                \
    MESSAGES_EVENT("message_stop", "")

#define GOOGLE(text, more)                                                     \
    "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":"  \
    "\"" text "\"}]}" more "}]}"
#define GOOGLE_END ",\"finishReason\":\"STOP\""
#define GOOGLE_WHOLE GOOGLE("one two", GOOGLE_END)
#define GOOGLE_STREAM                                                          \
    "data: " GOOGLE("one", "") "\r\n\r\ndata: " GOOGLE(" two",                 \
                                                       GOOGLE_END) "\r\n\r\n"
/* What comes where nobody asked for events, or a proxy took that away. */
#define GOOGLE_ARRAY                                                           \
    "[" GOOGLE("one", "") "\n,\r\n" GOOGLE(" two", GOOGLE_END) "]"

#define CONVERSE_WHOLE                                                         \
    "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":" \
    "\"one two\"}]}},\"stopReason\":\"end_turn\"}"
#define CONVERSE_STREAM                                                        \
    "event messageStart {\"role\":\"assistant\"}\n"                            \
    "event contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":"    \
    "\"one\"}}\n"                                                              \
    "event contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":"    \
    "\" two\"}}\n"                                                             \
    "event contentBlockStop {\"contentBlockIndex\":0}\n"                       \
    "event messageStop {\"stopReason\":\"end_turn\"}\n"

#define COHERE_WHOLE                                                           \
    "{\"id\":\"c\",\"finish_reason\":\"COMPLETE\",\"message\":{\"role\":"      \
    "\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"one two\"}]}}"
#define COHERE_STREAM                                                          \
    "data: {\"type\":\"message-start\",\"id\":\"c\",\"delta\":{\"message\":{"  \
    "\"role\":\"assistant\"}}}\n\n"                                            \
    "data: {\"type\":\"content-start\",\"index\":0,\"delta\":{\"message\":{"   \
    "\"content\":{\"type\":\"text\",\"text\":\"\"}}}}\n\n"                     \
    "data: {\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{"   \
    "\"content\":{\"text\":\"one\"}}}}\n\n"                                    \
    "data: {\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{"   \
    "\"content\":{\"text\":\" two\"}}}}\n\n"                                   \
    "data: {\"type\":\"content-end\",\"index\":0}\n\n"                         \
    "data: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":"            \
    "\"COMPLETE\"}}\n\n"

/* ---- the surfaces ------------------------------------------------------- */

#define KEY "\"api_key\":\"k-1\""
#define BEARER "authorization: Bearer k-1"
#define CHAT_PATH "/v1/chat/completions"
#define STREAMED "\"stream\":true"

#define DATED_PATH                                                             \
    "/openai/deployments/d/chat/completions?api-version=2025-04-01-preview"
#define VERTEX                                                                 \
    "\"provider\":\"vertex\",\"project\":\"p\",\"location\":\"us-east5\","     \
    "\"access_token\":\"t-1\""
#define VERTEX_PATH "/v1/projects/p/locations/us-east5/publishers/"
#define BEDROCK "\"provider\":\"bedrock\",\"region\":\"us-east-1\"," KEY
#define BEDROCK_PATH "/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/"

/* Vendors that differ in the path, and in nothing else that is looked at. */
#define CHAT_OF(vendor, id, where)                                             \
    { vendor,                                                                  \
      "\"provider\":\"" vendor "\"," KEY,                                      \
      id,                                                                      \
      where,                                                                   \
      { BEARER },                                                              \
      { "\"model\":\"" id "\"", "\"messages\":[{\"role\":\"user\"" },          \
      "\"stream\"",                                                            \
      WHOLE,                                                                   \
      CHAT_WHOLE },                                                            \
    {                                                                          \
        vendor ", streamed", "\"provider\":\"" vendor "\"," KEY, id, where,    \
            { BEARER }, { "\"model\":\"" id "\"", STREAMED }, NULL, SSE,       \
            CHAT_STREAM                                                        \
    }

static const struct surface surfaces[] = {
    CHAT_OF("openai", "gpt-4o", CHAT_PATH),
    { "Responses",
      "\"provider\":\"openai\",\"dialect\":\"openai_responses\"," KEY,
      "gpt-5",
      "/v1/responses",
      { BEARER },
      { "\"model\":\"gpt-5\"", "\"input\":[" },
      "\"stream\"",
      WHOLE,
      RESPONSES_WHOLE },
    { "Responses, streamed",
      "\"provider\":\"openai\",\"dialect\":\"openai_responses\"," KEY,
      "gpt-5",
      "/v1/responses",
      { BEARER },
      { "\"input\":[", STREAMED },
      NULL,
      SSE,
      RESPONSES_STREAM },
    { "Azure",
      "\"provider\":\"azure\"," KEY,
      "d",
      "/openai/v1/chat/completions",
      { "api-key: k-1" },
      { "\"model\":\"d\"" },
      "\"stream\"",
      WHOLE,
      CHAT_WHOLE },
    { "Azure, streamed",
      "\"provider\":\"azure\"," KEY,
      "d",
      "/openai/v1/chat/completions",
      { "api-key: k-1" },
      { "\"model\":\"d\"", STREAMED },
      NULL,
      SSE,
      CHAT_STREAM },
    { "Azure by a token",
      "\"provider\":\"azure\",\"access_token\":\"t-1\"",
      "d",
      "/openai/v1/chat/completions",
      { "authorization: Bearer t-1" },
      { "\"model\":\"d\"" },
      NULL,
      WHOLE,
      CHAT_WHOLE },
    { "Azure, dated",
      "\"provider\":\"azure\",\"api_version\":\"2025-04-01-preview\"," KEY,
      "d",
      DATED_PATH,
      { "api-key: k-1" },
      { "\"messages\":[" },
      "\"stream\"",
      WHOLE,
      CHAT_WHOLE },
    { "Azure, dated, streamed",
      "\"provider\":\"azure\",\"api_version\":\"2025-04-01-preview\"," KEY,
      "d",
      DATED_PATH,
      { "api-key: k-1" },
      { "\"messages\":[", STREAMED },
      NULL,
      SSE,
      CHAT_STREAM },
    { "Messages",
      "\"provider\":\"anthropic\"," KEY,
      "claude-sonnet-4-5",
      "/v1/messages",
      { "x-api-key: k-1", "anthropic-version: 2023-06-01" },
      { "\"model\":\"claude-sonnet-4-5\"", "\"max_tokens\":" },
      "\"stream\"",
      WHOLE,
      MESSAGES_WHOLE },
    { "Messages, streamed",
      "\"provider\":\"anthropic\"," KEY,
      "claude-sonnet-4-5",
      "/v1/messages",
      { "x-api-key: k-1", "anthropic-version: 2023-06-01" },
      { "\"max_tokens\":", STREAMED },
      NULL,
      SSE,
      MESSAGES_STREAM },
    { "Claude on Vertex",
      VERTEX,
      "claude-sonnet-4-5",
      VERTEX_PATH "anthropic/models/claude-sonnet-4-5:rawPredict",
      { "authorization: Bearer t-1" },
      { "\"anthropic_version\":\"vertex-2023-10-16\"" },
      "\"model\"",
      WHOLE,
      MESSAGES_WHOLE },
    { "Claude on Vertex, streamed",
      VERTEX,
      "claude-sonnet-4-5",
      VERTEX_PATH "anthropic/models/claude-sonnet-4-5:streamRawPredict",
      { "authorization: Bearer t-1" },
      { "\"anthropic_version\":\"vertex-2023-10-16\"", STREAMED },
      "\"model\"",
      SSE,
      MESSAGES_STREAM },
    { "Claude on Foundry",
      "\"provider\":\"foundry\"," KEY,
      "claude-sonnet-4-5",
      "/anthropic/v1/messages",
      { "api-key: k-1", "anthropic-version: 2023-06-01" },
      { "\"model\":\"claude-sonnet-4-5\"", "\"max_tokens\":" },
      NULL,
      WHOLE,
      MESSAGES_WHOLE },
    { "Claude on Foundry, streamed",
      "\"provider\":\"foundry\"," KEY,
      "claude-sonnet-4-5",
      "/anthropic/v1/messages",
      { "api-key: k-1", "anthropic-version: 2023-06-01" },
      { "\"model\":\"claude-sonnet-4-5\"", STREAMED },
      NULL,
      SSE,
      MESSAGES_STREAM },
    { "Gemini",
      "\"provider\":\"gemini\"," KEY,
      "gemini-2.5-flash",
      "/v1beta/models/gemini-2.5-flash:generateContent",
      { "x-goog-api-key: k-1" },
      { "\"contents\":[{\"role\":\"user\"" },
      "\"model\"",
      WHOLE,
      GOOGLE_WHOLE },
    { "Gemini, streamed",
      "\"provider\":\"gemini\"," KEY,
      "gemini-2.5-flash",
      "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
      { "x-goog-api-key: k-1" },
      { "\"contents\":[" },
      "\"stream\"",
      SSE,
      GOOGLE_STREAM },
    { "Gemini as an array, streamed",
      "\"provider\":\"gemini\"," KEY,
      "gemini-2.5-flash",
      "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
      { "x-goog-api-key: k-1" },
      { "\"contents\":[" },
      "\"stream\"",
      WHOLE,
      GOOGLE_ARRAY },
    { "Gemini on Vertex",
      VERTEX,
      "gemini-2.5-flash",
      VERTEX_PATH "google/models/gemini-2.5-flash:generateContent",
      { "authorization: Bearer t-1" },
      { "\"contents\":[" },
      "\"model\"",
      WHOLE,
      GOOGLE_WHOLE },
    { "Gemini on Vertex, streamed",
      VERTEX,
      "gemini-2.5-flash",
      VERTEX_PATH "google/models/gemini-2.5-flash:streamGenerateContent"
                  "?alt=sse",
      { "authorization: Bearer t-1" },
      { "\"contents\":[" },
      "\"stream\"",
      SSE,
      GOOGLE_STREAM },
    { "Converse",
      BEDROCK,
      "anthropic.claude-sonnet-4-5-20250929-v1:0",
      BEDROCK_PATH "converse",
      { BEARER },
      { "\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hi\"}]}]" },
      "\"stream\"",
      WHOLE,
      CONVERSE_WHOLE },
    { "Converse, streamed",
      BEDROCK,
      "anthropic.claude-sonnet-4-5-20250929-v1:0",
      BEDROCK_PATH "converse-stream",
      { BEARER },
      { "\"messages\":[" },
      "\"stream\"",
      FRAMES,
      CONVERSE_STREAM },
    { "Converse, signed",
      "\"provider\":\"bedrock\",\"region\":\"us-east-1\","
      "\"access_key_id\":\"AKIDEXAMPLE\",\"secret_access_key\":\"s\"",
      "anthropic.claude-sonnet-4-5-20250929-v1:0",
      BEDROCK_PATH "converse",
      { "authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/",
        "/us-east-1/bedrock/aws4_request", "x-amz-date: 20" },
      { "\"messages\":[" },
      NULL,
      WHOLE,
      CONVERSE_WHOLE },
    CHAT_OF("groq", "llama-3.3-70b-versatile", CHAT_PATH),
    CHAT_OF("xai", "grok-4.3", CHAT_PATH),
    CHAT_OF("mistral", "mistral-small-latest", CHAT_PATH),
    CHAT_OF("openrouter", "openai/gpt-4o", CHAT_PATH),
    CHAT_OF("vllm", "m", CHAT_PATH),
    { "Cohere",
      "\"provider\":\"cohere\"," KEY,
      "command-a-03-2025",
      "/v2/chat",
      { BEARER },
      { "\"model\":\"command-a-03-2025\"", "\"messages\":[" },
      "\"stream\":true",
      WHOLE,
      COHERE_WHOLE },
    { "Cohere, streamed",
      "\"provider\":\"cohere\"," KEY,
      "command-a-03-2025",
      "/v2/chat",
      { BEARER },
      { "\"messages\":[", STREAMED },
      NULL,
      SSE,
      COHERE_STREAM },
};

/* ---- one call ----------------------------------------------------------- */

static parl_client *client_of(struct server *server, const char *members)
{
    const parl_client_options options = wire_options();
    parl_error *error = NULL;
    parl_client *client;
    char text[1024];

    snprintf(text, sizeof(text),
             "{\"accounts\":[{\"name\":\"a\",\"base_url\":\"%s\",%s}]}",
             server_url(server), members);
    assert_int_equal(parl_client_new(&client, &options, NULL), PARL_OK);
    if (parl_client_load_accounts(client, text, 0, &error) != PARL_OK)
        fail_msg("%s: %s", text, parl_error_message(error));
    return client;
}

/* `frames` has room for those of AWS, and lasts as long as the answer. */
static struct server_answer answer_of(enum form form, const char *text,
                                      struct buf *frames)
{
    struct server_answer answer = { .headers = "content-type: "
                                               "application/json\r\n",
                                    .body = text };

    if (form == SSE) {
        answer.headers = "content-type: text/event-stream\r\n";
        answer.framing = SERVER_CHUNKED;
    }
    if (form == FRAMES) {
        frames_make(span_of(text), frames);
        answer.headers = "content-type: application/vnd.amazon.eventstream\r\n";
        answer.framing = SERVER_CHUNKED;
        answer.body = frames->data;
        answer.body_len = frames->len;
        answer.piece = 7;
    }
    return answer;
}

static void ask(parl_client *client, const char *id, bool stream,
                struct wire_outcome *o)
{
    static const parl_message hi[] = { PARL_USER("Hi") };
    const struct wire wire = { .client = client };
    char model[128];
    parl_request request = { PARL_REQUEST_INIT, .model = model, .messages = hi,
                             .n_messages = 1 };

    snprintf(model, sizeof(model), "a/%s", id);
    wire_call(&wire, stream ? WIRE_CALLBACK : WIRE_BLOCKING, &request, o);
}

static void check_request(const struct surface *s,
                          const struct server_request *r)
{
    char line[256];

    snprintf(line, sizeof(line), "POST %s HTTP/1.1\r\n", s->path);
    assert_memory_equal(r->head, line, strlen(line));
    for (size_t i = 0; i < MAX_PARTS && s->head[i] != NULL; i++)
        assert_has(r->head, s->head[i]);
    for (size_t i = 0; i < MAX_PARTS && s->body[i] != NULL; i++)
        assert_has(r->body, s->body[i]);
    if (s->without != NULL && strstr(r->body, s->without) != NULL)
        fail_msg("'%s' is in '%s'", s->without, r->body);
}

static void call_surface(const struct surface *s)
{
    struct wire_outcome o;
    struct server_answer answer;
    struct server *server;
    struct buf frames;
    parl_client *client;

    buf_init(&frames, &mem_libc, 1 << 16);
    answer = answer_of(s->form, s->answer, &frames);
    server = server_start(&answer, 1);
    client = client_of(server, s->account);
    ask(client, s->model, strstr(s->name, ", streamed") != NULL, &o);
    if (o.status != PARL_OK)
        fail_msg("%s", parl_error_message(o.error));
    assert_string_equal(parl_response_text(o.response), "one two");
    check_request(s, server_request(server, 0));
    wire_release(&o);
    parl_client_free(client);
    server_stop(server);
    buf_release(&frames);
}

static void test_each_surface_is_called_as_its_vendor_wants_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(surfaces); i++) {
        print_message("  %s\n", surfaces[i].name);
        call_surface(&surfaces[i]);
    }
}

/* ---- errors ------------------------------------------------------------- */

#define AWS_ERROR(type)                                                        \
    "content-type: application/json\r\nx-amzn-requestid: r-1\r\n"              \
    "x-amzn-errortype: " type ":http://internal.amazon.com/\r\n"

static const struct {
    const char *account, *model;
    int http_status;
    const char *headers, *body;
    parl_status status;
    const char *code, *message;
} refusals[] = {
    { BEDROCK, "m", 429, AWS_ERROR("ThrottlingException"),
      "{\"message\":\"Too many requests\"}", PARL_RATE_LIMITED,
      "ThrottlingException", "Too many requests" },
    { BEDROCK, "m", 403, AWS_ERROR("AccessDeniedException"),
      "{\"Message\":\"You have no access\"}", PARL_PERMISSION,
      "AccessDeniedException", "You have no access" },
    { BEDROCK, "m", 400, AWS_ERROR("ValidationException"),
      "{\"message\":\"Input is too long for the model.\"}",
      PARL_CONTEXT_TOO_LONG, "ValidationException", "Input is too long" },
    { VERTEX, "claude-sonnet-4-5", 529, "content-type: application/json\r\n",
      "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
      "\"message\":\"Overloaded\"}}",
      PARL_OVERLOADED, "overloaded_error", "Overloaded" },
    { VERTEX, "gemini-2.5-flash", 404, "content-type: application/json\r\n",
      "[{\"error\":{\"code\":404,\"message\":\"No such model\",\"status\":"
      "\"NOT_FOUND\"}}]",
      PARL_NOT_FOUND, "NOT_FOUND", "No such model" },
};

static void test_refusals_are_read_as_their_vendors_say_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(refusals); i++) {
        const struct server_answer answer = { .status = refusals[i].http_status,
                                              .headers = refusals[i].headers,
                                              .body = refusals[i].body };
        struct server *server = server_start(&answer, 1);
        parl_client *client = client_of(server, refusals[i].account);
        struct wire_outcome o;

        ask(client, refusals[i].model, i % 2 == 0, &o);
        assert_int_equal(o.status, refusals[i].status);
        assert_int_equal(parl_error_http_status(o.error),
                         refusals[i].http_status);
        assert_string_equal(parl_error_provider_code(o.error),
                            refusals[i].code);
        assert_has(parl_error_message(o.error), refusals[i].message);
        wire_release(&o);
        parl_client_free(client);
        server_stop(server);
    }
}

/* AWS says in a stream, with 200 before it, what went wrong later. */
static void test_an_exception_in_a_stream_keeps_what_had_come(void **state)
{
    struct buf frames;
    struct server_answer answer;
    struct server *server;
    struct wire_outcome o;
    parl_client *client;

    (void)state;
    buf_init(&frames, &mem_libc, 1 << 16);
    answer = answer_of(FRAMES,
                       "event messageStart {\"role\":\"assistant\"}\n"
                       "event contentBlockDelta {\"contentBlockIndex\":0,"
                       "\"delta\":{\"text\":\"one\"}}\n"
                       "exception throttlingException {\"message\":\"Slow "
                       "down\"}\n",
                       &frames);
    server = server_start(&answer, 1);
    client = client_of(server, BEDROCK);
    ask(client, "m", true, &o);
    assert_int_equal(o.status, PARL_RATE_LIMITED);
    assert_has(parl_error_message(o.error), "Slow down");
    assert_string_equal(o.text, "one");
    assert_string_equal(parl_response_text(parl_error_partial(o.error)), "one");
    wire_release(&o);
    parl_client_free(client);
    server_stop(server);
    buf_release(&frames);
}

/* ---- what is not streamed ----------------------------------------------- */

#define UNSTREAMED                                                             \
    "{\"message\":\"This model doesn't support tool use in streaming mode.\"}"

static void test_what_is_not_streamed_is_asked_for_whole(void **state)
{
    const struct server_answer script[] = {
        { .status = 400,
          .headers = AWS_ERROR("ValidationException"),
          .body = UNSTREAMED },
        { .headers = "content-type: application/json\r\n",
          .body = CONVERSE_WHOLE },
    };
    struct server *server = server_start(script, 2);
    parl_client *client = client_of(server, BEDROCK);
    struct wire_outcome o;

    (void)state;
    ask(client, "new.model-v1:0", true, &o);
    assert_int_equal(o.status, PARL_OK);
    assert_string_equal(o.text, "one two");
    assert_string_equal(parl_response_text(o.response), "one two");
    assert_has(server_request(server, 0)->head, "/converse-stream HTTP");
    assert_has(server_request(server, 1)->head, "/converse HTTP");
    assert_has(server_request(server, 1)->head, "accept: application/json");
    assert_string_equal(server_request(server, 1)->body,
                        server_request(server, 0)->body);
    assert_string_equal(
        parl_report_at(parl_response_report(o.response), 0)->field, "/stream");
    wire_release(&o);
    parl_client_free(client);
    server_stop(server);
}

/* Whole, there is nothing else to ask for. */
static void test_a_whole_answer_is_asked_for_once(void **state)
{
    const struct server_answer answer = { .status = 400,
                                          .headers =
                                              AWS_ERROR("ValidationException"),
                                          .body = UNSTREAMED };
    struct server *server = server_start(&answer, 1);
    parl_client *client = client_of(server, BEDROCK);
    struct wire_outcome o;

    (void)state;
    ask(client, "new.model-v1:0", false, &o);
    assert_int_equal(o.status, PARL_INVALID_REQUEST);
    assert_int_equal(server_n_requests(server), 1);
    wire_release(&o);
    parl_client_free(client);
    server_stop(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_surface_is_called_as_its_vendor_wants_it),
        cmocka_unit_test(test_refusals_are_read_as_their_vendors_say_them),
        cmocka_unit_test(test_an_exception_in_a_stream_keeps_what_had_come),
        cmocka_unit_test(test_what_is_not_streamed_is_asked_for_whole),
        cmocka_unit_test(test_a_whole_answer_is_asked_for_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
