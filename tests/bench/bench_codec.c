/* tests/bench/bench_codec.c -- what the codec costs alone: a request of 200
 * messages with tools in each dialect, and the start of a program. */
#include <string.h>
#include "bench/dress.h"
#include "bench/bench.h"

enum { MESSAGES = 200, TOOLS = 20, REQUESTS = 100, STARTS = 200 };

/* A body of so many bytes a microsecond, which is MB/s, is fast enough. */
#define WANTED 500.0

static const char schema[] =
    "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\","
    "\"description\":\"The name of the city\"},\"unit\":{\"type\":\"string\","
    "\"enum\":[\"celsius\",\"fahrenheit\"]}},\"required\":[\"city\"]}";

static const char text[] =
    "The quick brown fox jumps over the lazy dog, and then, since the dog did "
    "not mind, jumps once more in the other direction. This goes on for some "
    "time. A \"second\" fox watches from the hedge, takes notes, and asks at "
    "the end whether any of it was necessary; it was not, they agree.\n";

static parl_message messages[MESSAGES];
static parl_tool tools[TOOLS];
static char names[TOOLS][32];

static void make_request(void)
{
    for (int i = 0; i < MESSAGES; i++)
        messages[i] = parl_message_text(
            i % 2 != 0 ? PARL_ROLE_ASSISTANT : PARL_ROLE_USER, text);
    messages[MESSAGES - 1].role = PARL_ROLE_USER;
    for (int i = 0; i < TOOLS; i++) {
        snprintf(names[i], sizeof(names[i]), "get_weather_%d", i);
        tools[i] = (parl_tool){ .name = names[i],
                                .description = "The weather of a city",
                                .parameters = schema };
    }
}

static size_t encode(const parl_client *client, const parl_request *request)
{
    parl_error *error = NULL;
    parl_call *call = NULL;
    size_t len = 0;

    must(parl_encode(client, request, &call, &error) == PARL_OK,
         error != NULL ? parl_error_message(error) : "");
    parl_call_body(call, &len);
    parl_call_free(call);
    return len;
}

static void encode_line(const struct dress *dress)
{
    const parl_request request = { PARL_REQUEST_INIT,    .model = dress->model,
                                   .messages = messages, .n_messages = MESSAGES,
                                   .tools = tools,       .n_tools = TOOLS,
                                   .max_tokens = 1000 };
    parl_client *client = dress_client(dress, "http://127.0.0.1:1", NULL);
    struct cost rounds[ROUNDS], c;
    size_t bytes = 0;

    for (int round = 0; round < ROUNDS; round++) {
        const struct cost begin = clocks();

        for (int i = 0; i < REQUESTS; i++)
            bytes = encode(client, &request);
        rounds[round] = since(begin, REQUESTS);
    }
    c = median(rounds);
    printf("%-18s %zu bytes, %6.1f us, %5.0f MB/s  %s\n", dress->dialect, bytes,
           c.cpu, (double)bytes / c.cpu,
           (double)bytes / c.cpu >= WANTED ? "PASS" : "over");
    parl_client_free(client);
}

int main(void)
{
    struct cost start[ROUNDS];

    make_request();
    printf("A request of %d messages and %d tools, written\n", MESSAGES, TOOLS);
    for (int i = 0; i < N_DRESSES; i++)
        encode_line(&dresses[i]);
    for (int round = 0; round < ROUNDS; round++) {
        const struct cost begin = clocks();

        for (int i = 0; i < STARTS; i++)
            parl_client_free(
                dress_client(&dresses[0], "http://127.0.0.1:1", NULL));
        start[round] = since(begin, STARTS);
    }
    printf("a client made and freed: %.1f us\n", median(start).cpu);
    return 0;
}
