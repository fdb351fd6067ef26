/* tests/bench/bench_threads.c -- 1,000 blocking calls at once, from 64
 * threads that share a client, against the same number of bare libcurl calls
 * with a handle for each thread; and what a call and a delta allocate. */
#include <curl/curl.h>
#include <pthread.h>
#include <string.h>
#include <parlance/parlance.h>
#include "bench/bench.h"
#include "support/server.h"

enum { THREADS = 64, CALLS = 1000, EVENTS = 1000 };

static const char request_body[] =
    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
static const char answer_body[] =
    "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"ok\"},"
    "\"finish_reason\":\"stop\"}]}";

static char url[64];
static parl_client *client;
static CURL *handles[THREADS];

/* Of `CALLS`, those of one thread. */
static int share(size_t thread)
{
    return CALLS / THREADS + (thread < CALLS % THREADS);
}

static size_t swallow(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes;
    (void)ctx;
    return size * n;
}

static void *bare_thread(void *number)
{
    CURL *curl = *(CURL **)number;

    for (int i = share((size_t)((CURL **)number - handles)); i > 0; i--)
        must(curl_easy_perform(curl) == CURLE_OK, "libcurl failed");
    return NULL;
}

static void *our_thread(void *number)
{
    const parl_message history[] = { PARL_USER("Hi") };
    const parl_request request = { PARL_REQUEST_INIT, .model = "bench/m",
                                   .messages = history, .n_messages = 1 };

    for (int i = share((size_t)((CURL **)number - handles)); i > 0; i--) {
        parl_response *response = NULL;
        parl_error *error = NULL;

        must(parl_chat(client, &request, &response, &error) == PARL_OK,
             error != NULL ? parl_error_message(error) : "");
        parl_response_free(response);
    }
    return NULL;
}

static struct cost run(void *(*body)(void *))
{
    const struct cost begin = clocks();
    pthread_t threads[THREADS];

    for (size_t i = 0; i < THREADS; i++)
        must(pthread_create(&threads[i], NULL, body, &handles[i]) == 0,
             "no thread");
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    return since(begin, CALLS);
}

/* ---- allocations ---- */

static size_t n_allocations;

static void *count_alloc(void *user, size_t size)
{
    (void)user;
    n_allocations++;
    return malloc(size);
}

static void *count_realloc(void *user, void *old, size_t old_size, size_t size)
{
    (void)user;
    (void)old_size;
    n_allocations++;
    return realloc(old, size);
}

static void count_free(void *user, void *block, size_t size)
{
    (void)user;
    (void)size;
    free(block);
}

static const parl_allocator counting = { NULL, count_alloc, count_realloc,
                                         count_free };

static parl_client *new_client(const parl_allocator *mem)
{
    const parl_client_options options = { PARL_CLIENT_OPTIONS_INIT,
                                          .allocator = mem };
    const parl_account account = { .name = "bench",
                                   .provider = "custom",
                                   .base_url = url };
    parl_client *made = NULL;

    must(parl_client_new(&made, &options, NULL) == PARL_OK, "no client");
    must(parl_client_add_account(made, &account, NULL) == PARL_OK,
         "no account");
    return made;
}

/* When the deltas from the middle on came, how many there had been. */
struct midway {
    size_t n, at_middle, at_end;
};

static int count_delta(void *user, const parl_delta *delta)
{
    struct midway *m = user;

    if (delta->type != PARL_DELTA_TEXT)
        return 0;
    m->n++;
    if (m->n == EVENTS / 2)
        m->at_middle = n_allocations;
    if (m->n == EVENTS)
        m->at_end = n_allocations;
    return 0;
}

static void count_stream(parl_client *counted)
{
    const parl_message history[] = { PARL_USER("Hi") };
    const parl_request request = { PARL_REQUEST_INIT, .model = "bench/m",
                                   .messages = history, .n_messages = 1 };
    struct midway m = { .n = 0 };
    parl_response *response = NULL;

    must(parl_chat_stream(counted, &request, count_delta, &m, &response,
                          NULL) == PARL_OK,
         "a stream failed");
    must(m.n == EVENTS, "deltas were lost");
    printf("allocations in the second half of %d text deltas: %zu\n", EVENTS,
           m.at_end - m.at_middle);
    parl_response_free(response);
}

static void count_call(parl_client *counted)
{
    size_t before;

    client = counted;
    our_thread(&handles[0]);
    before = n_allocations;
    our_thread(&handles[0]);
    printf("allocations of a blocking call: %.1f\n",
           (double)(n_allocations - before) / share(0));
}

/* ---- all of it ---- */

static char *make_stream(void)
{
    static const char event[] = "data: {\"choices\":[{\"index\":0,\"delta\":{"
                                "\"content\":\" word\"}}]}\n\n";
    static const char last[] = "data: {\"choices\":[{\"index\":0,\"delta\":{},"
                               "\"finish_reason\":\"stop\"}]}\n\n"
                               "data: [DONE]\n\n";
    char *text = malloc(EVENTS * sizeof(event) + sizeof(last)), *at = text;

    must(text != NULL, "no memory");
    for (int i = 0; i < EVENTS; i++) {
        memcpy(at, event, sizeof(event) - 1);
        at += sizeof(event) - 1;
    }
    memcpy(at, last, sizeof(last));
    return text;
}

static void count_all(void)
{
    char *stream = make_stream();
    const struct server_answer streaming[] = {
        { .repeats = true,
          .headers = "content-type: text/event-stream\r\n",
          .body = stream },
    };
    parl_client *counted = new_client(&counting);
    pid_t server;

    count_call(counted);
    parl_client_free(counted);
    server = server_fork(streaming, 1, url);
    counted = new_client(&counting);
    count_stream(counted);
    parl_client_free(counted);
    server_end(server);
    free(stream);
}

int main(void)
{
    static const struct server_answer script[] = {
        { .repeats = true,
          .forgets = true,
          .headers = "content-type: application/json\r\n",
          .body = answer_body },
    };
    struct curl_slist *list =
        curl_slist_append(NULL, "content-type: application/json");
    struct cost bare[ROUNDS], ours[ROUNDS];
    const pid_t server = server_fork(script, 1, url);

    for (size_t i = 0; i < THREADS; i++) {
        handles[i] = curl_easy_init();
        curl_easy_setopt(handles[i], CURLOPT_URL, url);
        curl_easy_setopt(handles[i], CURLOPT_HTTPHEADER, list);
        curl_easy_setopt(handles[i], CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handles[i], CURLOPT_POSTFIELDS, request_body);
        curl_easy_setopt(handles[i], CURLOPT_WRITEFUNCTION, swallow);
    }
    client = new_client(NULL);
    for (int round = -1; round < ROUNDS; round++) { /* -1: to warm up */
        bare[round < 0 ? 0 : round] = run(bare_thread);
        ours[round < 0 ? 0 : round] = run(our_thread);
    }
    print_line("bare libcurl, 64 threads", median(bare), median(bare));
    print_line("parl_chat, 64 threads", median(ours), median(bare));
    parl_client_free(client);
    count_all();
    for (size_t i = 0; i < THREADS; i++)
        curl_easy_cleanup(handles[i]);
    curl_slist_free_all(list);
    server_end(server);
    return 0;
}
