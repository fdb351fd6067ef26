/* tests/bench/bench_codec.c -- what the codec costs alone: a request of 200
 * messages with tools, and the start of a program. */
#include <string.h>
#include <parlance/parlance.h>
#include "bench/bench.h"

enum { MESSAGES = 200, TOOLS = 20, REQUESTS = 200, STARTS = 200 };

static const char schema[] =
    "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\","
    "\"description\":\"The name of the city\"},\"unit\":{\"type\":\"string\","
    "\"enum\":[\"celsius\",\"fahrenheit\"]}},\"required\":[\"city\"]}";

static const char text[] =
    "The quick brown fox jumps over the lazy dog, and then, since the dog did "
    "not mind, jumps once more in the other direction. This goes on for some "
    "time. A \"second\" fox watches from the hedge, takes notes, and asks at "
    "the end whether any of it was necessary; it was not, they agree.\n";

static parl_client *new_client(void)
{
    const parl_account account = { .name = "bench",
                                   .provider = "custom",
                                   .base_url = "http://127.0.0.1:1" };
    parl_client *client = NULL;

    must(parl_client_new(&client, NULL, NULL) == PARL_OK, "no client");
    must(parl_client_add_account(client, &account, NULL) == PARL_OK,
         "no account");
    return client;
}

static size_t encode(const parl_client *client, const parl_request *request)
{
    parl_call *call = NULL;
    size_t len = 0;

    must(parl_encode(client, request, &call, NULL) == PARL_OK,
         "encoding failed");
    parl_call_body(call, &len);
    parl_call_free(call);
    return len;
}

int main(void)
{
    static parl_message messages[MESSAGES];
    static parl_tool tools[TOOLS];
    struct cost start[ROUNDS], one[ROUNDS], c;
    parl_request request = { PARL_REQUEST_INIT,    .model = "bench/gpt-4o-mini",
                             .messages = messages, .n_messages = MESSAGES,
                             .tools = tools,       .n_tools = TOOLS };
    parl_client *client = new_client();
    size_t bytes = 0;

    for (int i = 0; i < MESSAGES; i++)
        messages[i] = parl_message_text(
            i % 2 != 0 ? PARL_ROLE_ASSISTANT : PARL_ROLE_USER, text);
    for (int i = 0; i < TOOLS; i++)
        tools[i] = (parl_tool){ .name = "get_weather",
                                .description = "The weather of a city",
                                .parameters = schema };
    for (int round = 0; round < ROUNDS; round++) {
        struct cost begin = clocks();

        for (int i = 0; i < REQUESTS; i++)
            bytes = encode(client, &request);
        one[round] = since(begin, REQUESTS);
        begin = clocks();
        for (int i = 0; i < STARTS; i++)
            parl_client_free(new_client());
        start[round] = since(begin, STARTS);
    }
    c = median(one);
    printf("encode, 200 messages: %zu bytes, %.1f us, %.0f MB/s\n", bytes,
           c.cpu, (double)bytes / c.cpu);
    printf("a client made and freed: %.1f us\n", median(start).cpu);
    parl_client_free(client);
    return 0;
}
