/* tests/bench/bench_stream.c -- what an event of a stream costs above bare
 * libcurl, delivered as a typed delta.
 *
 * Each event is an HTTP chunk of its own, and the whole stream is ready in the
 * socket.  Bare libcurl counts the bytes. */
#include <curl/curl.h>
#include <string.h>
#include <parlance/parlance.h>
#include "bench/bench.h"
#include "support/server.h"

enum { EVENTS = 4000, STREAMS = 10 };

static const char request_body[] =
    "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":"
    "\"Tell me of Lisbon.\"}],\"stream\":true,\"stream_options\":{"
    "\"include_usage\":true}}";

/* 318 bytes with its blank line, as OpenAI's are. */
static const char event_text[] =
    "data: {\"id\":\"chatcmpl-D0aVq2yRkq5Zb3W9xL7uT1mE8nPc4\",\"object\":"
    "\"chat.completion.chunk\",\"created\":1790000000,\"model\":"
    "\"gpt-4o-mini-2024-07-18\",\"service_tier\":\"default\","
    "\"system_fingerprint\":\"fp_0f1a2b3c4d\",\"choices\":[{\"index\":0,"
    "\"delta\":{\"content\":\" word\"},\"logprobs\":null,\"finish_reason\":"
    "null}],\"usage\":null,\"obfuscation\":\"aB3dE5\"}\n\n";
static const char last_text[] =
    "data: {\"id\":\"chatcmpl-D0aVq2yRkq5Zb3W9xL7uT1mE8nPc4\",\"choices\":[{"
    "\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
    "data: [DONE]\n\n";

static size_t add_chunk(char *at, const char *text)
{
    return (size_t)sprintf(at, "%zx\r\n%s\r\n", strlen(text), text);
}

/* The body, cut into HTTP chunks by hand so that it is sent in one piece. */
static char *make_stream(size_t *len)
{
    char *body = malloc(EVENTS * (sizeof(event_text) + 16) + 1024);

    must(body != NULL, "no memory");
    *len = 0;
    for (int i = 0; i < EVENTS; i++)
        *len += add_chunk(body + *len, event_text);
    *len += add_chunk(body + *len, last_text);
    *len += (size_t)sprintf(body + *len, "0\r\n\r\n");
    return body;
}

/* ---- the contestants ---- */

static size_t count_bytes(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes;
    *(size_t *)ctx += size * n;
    return size * n;
}

static void bare_stream(CURL *curl, size_t *n_bytes)
{
    CURLcode code;

    *n_bytes = 0;
    code = curl_easy_perform(curl);
    must(code == CURLE_OK, curl_easy_strerror(code));
    must(*n_bytes > EVENTS * (sizeof(event_text) - 1), "libcurl lost bytes");
}

static int count_delta(void *user, const parl_delta *delta)
{
    *(size_t *)user += delta->type == PARL_DELTA_TEXT;
    return 0;
}

static void our_stream(parl_client *client)
{
    const parl_message history[] = { PARL_USER("Tell me of Lisbon.") };
    const parl_request request = { PARL_REQUEST_INIT,
                                   .model = "bench/gpt-4o-mini",
                                   .messages = history, .n_messages = 1 };
    parl_response *response = NULL;
    parl_error *error = NULL;
    size_t n_deltas = 0;

    must(parl_chat_stream(client, &request, count_delta, &n_deltas, &response,
                          &error) == PARL_OK,
         error != NULL ? parl_error_message(error) : "");
    must(n_deltas == EVENTS, "deltas were lost");
    must(strlen(parl_response_text(response)) == EVENTS * 5, "text was lost");
    parl_response_free(response);
}

static CURL *bare_new(const char *url, struct curl_slist *list, size_t *n_bytes)
{
    CURL *curl = curl_easy_init();

    must(curl != NULL, "libcurl does not start");
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request_body);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, count_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, n_bytes);
    return curl;
}

static parl_client *our_new(const char *url)
{
    const parl_account account = { .name = "bench",
                                   .provider = "custom",
                                   .base_url = url };
    parl_client *client = NULL;

    must(parl_client_new(&client, NULL, NULL) == PARL_OK, "no client");
    must(parl_client_add_account(client, &account, NULL) == PARL_OK,
         "no account");
    return client;
}

int main(void)
{
    struct cost bare[ROUNDS], ours[ROUNDS];
    size_t n_bytes, len;
    char *body = make_stream(&len);
    const struct server_answer script[] = {
        { .repeats = true,
          .headers = "content-type: text/event-stream\r\n"
                     "transfer-encoding: chunked\r\n",
          .framing = SERVER_UNTIL_CLOSE,
          .body = body,
          .body_len = len },
    };
    struct curl_slist *list =
        curl_slist_append(NULL, "content-type: application/json");
    char url[64];
    const pid_t server = server_fork(script, 1, url);
    CURL *curl = bare_new(url, list, &n_bytes);
    parl_client *client = our_new(url);

    for (int round = -1; round < ROUNDS; round++) { /* -1: to warm up */
        struct cost begin = clocks();

        for (int i = 0; i < STREAMS; i++)
            bare_stream(curl, &n_bytes);
        bare[round < 0 ? 0 : round] = since(begin, STREAMS * EVENTS);
        begin = clocks();
        for (int i = 0; i < STREAMS; i++)
            our_stream(client);
        ours[round < 0 ? 0 : round] = since(begin, STREAMS * EVENTS);
    }
    print_line("bare libcurl, an event", median(bare), median(bare));
    print_line("parl_chat_stream, an event", median(ours), median(bare));
    parl_client_free(client);
    curl_easy_cleanup(curl);
    curl_slist_free_all(list);
    server_end(server);
    free(body);
    return 0;
}
