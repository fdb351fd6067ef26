/* tests/bench/bench_call.c -- what a blocking call costs above bare libcurl.
 *
 * All post some 600 bytes over a kept connection, to the same path and with the
 * same headers, and get 900 back, from the same server in a process of its
 * own. */
#include <curl/curl.h>
#include <string.h>
#include <parlance/parlance.h>
#include "bench/bench.h"
#include "support/caller.h"
#include "transport/transport.h"

enum { CALLS = 2000, REQUEST_BYTES = 600 };

static char request_body[REQUEST_BYTES + 1];
static const char answer_body[] =
    "{\"id\":\"chatcmpl-D0aVq2yRkq5Zb3W9xL7uT1mE8nPc4\",\"object\":"
    "\"chat.completion\",\"created\":1790000000,\"model\":"
    "\"gpt-4o-mini-2024-07-18\",\"choices\":[{\"index\":0,\"message\":{"
    "\"role\":\"assistant\",\"content\":\"Lisbon lies on the Tagus, seven "
    "hills and a river mouth wide enough to be called a sea of straw. It is "
    "older than Rome by some four hundred years, and its trams still climb "
    "the streets that the earthquake left.\",\"refusal\":null,"
    "\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
    "\"usage\":{\"prompt_tokens\":24,\"completion_tokens\":52,"
    "\"total_tokens\":76,\"prompt_tokens_details\":{\"cached_tokens\":0,"
    "\"audio_tokens\":0},\"completion_tokens_details\":{"
    "\"reasoning_tokens\":0,\"audio_tokens\":0,"
    "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}},"
    "\"service_tier\":\"default\",\"system_fingerprint\":\"fp_0f1a2b3c\"}";

enum { ANSWER_BYTES = sizeof(answer_body) - 1 };

#define KEY "0123456789abcdef0123456789"

static const struct http_header headers[] = {
    { "content-type", "application/json", false },
    { "accept", "application/json", false },
    { "authorization", "Bearer " KEY, true },
};

enum { N_HEADERS = sizeof(headers) / sizeof(headers[0]) };

/* ---- bare libcurl ---- */

static size_t count_bytes(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes;
    *(size_t *)ctx += size * n;
    return size * n;
}

static struct curl_slist *bare_headers(void)
{
    struct curl_slist *list = curl_slist_append(NULL, "expect:");

    for (int i = 0; i < N_HEADERS; i++) {
        char line[128];

        snprintf(line, sizeof(line), "%s: %s", headers[i].name,
                 headers[i].value);
        list = curl_slist_append(list, line);
    }
    return list;
}

static CURL *bare_new(const char *url, struct curl_slist *list, size_t *n_bytes)
{
    CURL *curl = curl_easy_init();

    must(curl != NULL, "libcurl does not start");
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "parlance/" PARL_VERSION);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request_body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)REQUEST_BYTES);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, count_bytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, n_bytes);
    return curl;
}

static void bare_call(CURL *curl, size_t *n_bytes)
{
    *n_bytes = 0;
    must(curl_easy_perform(curl) == CURLE_OK, "libcurl failed");
    must(*n_bytes == ANSWER_BYTES, "libcurl lost bytes");
}

/* ---- the transport ---- */

static void take_status(void *ctx, int http_status)
{
    (void)ctx;
    must(http_status == 200, "the answer is an error");
}

static void take_header(void *ctx, struct span name, struct span value)
{
    (void)ctx;
    (void)name;
    (void)value;
}

static parl_status take_body(void *ctx, const char *bytes, size_t len,
                             struct error *err)
{
    (void)bytes;
    (void)err;
    *(size_t *)ctx += len;
    return PARL_OK;
}

static void our_call(struct engine_pool *pool,
                     const struct http_request *request)
{
    size_t n_bytes = 0;
    const struct transfer_sink sink = { take_status, take_header, take_body,
                                        &n_bytes };
    struct transfer transfer = { .request = request,
                                 .sink = &sink,
                                 .limits = { 10000, 600000, 120000, 0 } };
    struct engine *engine;

    must(engine_pool_take(pool, &engine, NULL) == PARL_OK, "no engine");
    must(engine_perform(engine, &transfer, NULL) == PARL_OK, "a call failed");
    engine_pool_give(pool, engine);
    must(n_bytes == ANSWER_BYTES, "the transport lost bytes");
}

/* ---- a whole call ---- */

static char question[REQUEST_BYTES - 90];

static void chat_call(parl_client *client)
{
    const parl_message history[] = { PARL_USER(question) };
    const parl_request request = { PARL_REQUEST_INIT,
                                   .model = "bench/gpt-4o-mini",
                                   .messages = history, .n_messages = 1 };
    parl_response *response = NULL;

    must(parl_chat(client, &request, &response, NULL) == PARL_OK,
         "a chat failed");
    must(strncmp(parl_response_text(response), "Lisbon", 6) == 0,
         "a chat lost its text");
    parl_response_free(response);
}

static parl_client *chat_client(const char *url)
{
    const parl_account account = {
        .name = "bench", .provider = "custom", .base_url = url, .api_key = KEY
    };
    parl_client *client = NULL;

    must(parl_client_new(&client, NULL, NULL) == PARL_OK, "no client");
    must(parl_client_add_account(client, &account, NULL) == PARL_OK,
         "no account");
    return client;
}

/* ---- rounds ---- */

enum contestant { BARE, TRANSPORT, CHAT, N_CONTESTANTS };

struct arena_of_calls {
    CURL *curl;
    size_t n_bytes;
    struct engine_pool *pool;
    struct http_request request;
    parl_client *client;
};

static void call(struct arena_of_calls *a, enum contestant who)
{
    if (who == BARE)
        bare_call(a->curl, &a->n_bytes);
    else if (who == TRANSPORT)
        our_call(a->pool, &a->request);
    else
        chat_call(a->client);
}

static void run(struct arena_of_calls *a,
                struct cost cost[N_CONTESTANTS][ROUNDS])
{
    for (int round = -1; round < ROUNDS; round++) { /* -1: to warm up */
        for (int who = BARE; who < N_CONTESTANTS; who++) {
            const struct cost begin = clocks();

            for (int i = 0; i < CALLS; i++)
                call(a, (enum contestant)who);
            cost[who][round < 0 ? 0 : round] = since(begin, CALLS);
        }
    }
}

int main(void)
{
    static const char *const names[] = { "bare libcurl", "the transport alone",
                                         "parl_chat" };
    const struct server_answer script[] = {
        { .repeats = true,
          .headers = "content-type: application/json\r\n",
          .body = answer_body },
    };
    const struct transport_options options = { .mem = &mem_libc,
                                               .user_agent =
                                                   "parlance/" PARL_VERSION,
                                               .max_header_bytes = 262144 };
    struct cost cost[N_CONTESTANTS][ROUNDS];
    struct curl_slist *list = bare_headers();
    struct arena_of_calls a = { .curl = NULL };
    char base[64], url[128];
    pid_t server;

    memset(request_body, 'q', REQUEST_BYTES);
    memset(question, 'q', sizeof(question) - 1);
    server = server_fork(script, 1, base);
    snprintf(url, sizeof(url), "%s/v1/chat/completions", base);
    a.curl = bare_new(url, list, &a.n_bytes);
    a.request = (struct http_request){ .method = "POST",
                                       .url = url,
                                       .headers = headers,
                                       .n_headers = N_HEADERS,
                                       .body = request_body,
                                       .body_len = REQUEST_BYTES };
    a.client = chat_client(base);
    must(engine_pool_new(&a.pool, &options, NULL) == PARL_OK, "no pool");
    run(&a, cost);
    for (int who = BARE; who < N_CONTESTANTS; who++)
        print_line(names[who], median(cost[who]), median(cost[BARE]));
    parl_client_free(a.client);
    engine_pool_free(a.pool);
    curl_easy_cleanup(a.curl);
    curl_slist_free_all(list);
    server_end(server);
    return 0;
}
