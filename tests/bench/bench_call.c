/* tests/bench/bench_call.c -- what a blocking call costs above bare libcurl.
 *
 * Both post 600 bytes over a kept connection and get 900 back, from the same
 * server in a process of its own; rounds of either take turns, and the median
 * of the rounds counts. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "support/server.h"
#include "transport/transport.h"

enum { CALLS = 3000, ROUNDS = 7, REQUEST_BYTES = 600, ANSWER_BYTES = 900 };

static char request_body[REQUEST_BYTES + 1];
static char answer_body[ANSWER_BYTES + 1];

static const struct http_header headers[] = {
    { "content-type", "application/json", false },
    { "authorization", "Bearer 0123456789abcdef0123456789abcdef", true },
};

struct cost {
    double wall_us, cpu_us; /* of one call */
};

static void must(int is_fine, const char *what)
{
    if (is_fine)
        return;
    fprintf(stderr, "bench_call: %s\n", what);
    exit(1);
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static struct cost clocks(void)
{
    struct rusage usage;
    struct timespec now;

    getrusage(RUSAGE_SELF, &usage);
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (struct cost){
        ((double)now.tv_sec + (double)now.tv_nsec / 1e9) * 1e6,
        (seconds(usage.ru_utime) + seconds(usage.ru_stime)) * 1e6,
    };
}

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

    for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
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
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "parlance");
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

static void take_header(void *ctx, const char *name, const char *value)
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

/* ---- rounds ---- */

static struct cost since(struct cost begin)
{
    struct cost end = clocks();

    return (struct cost){ (end.wall_us - begin.wall_us) / CALLS,
                          (end.cpu_us - begin.cpu_us) / CALLS };
}

static int compare(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static struct cost median(const struct cost *rounds)
{
    double wall[ROUNDS], cpu[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        wall[i] = rounds[i].wall_us;
        cpu[i] = rounds[i].cpu_us;
    }
    qsort(wall, ROUNDS, sizeof(wall[0]), compare);
    qsort(cpu, ROUNDS, sizeof(cpu[0]), compare);
    return (struct cost){ wall[ROUNDS / 2], cpu[ROUNDS / 2] };
}

static void run(const char *url, struct cost *bare, struct cost *ours)
{
    const struct transport_options options = { .mem = &mem_libc,
                                               .user_agent = "parlance",
                                               .max_header_bytes = 262144 };
    const struct http_request request = { .method = "POST",
                                          .url = url,
                                          .headers = headers,
                                          .n_headers = 2,
                                          .body = request_body,
                                          .body_len = REQUEST_BYTES };
    struct curl_slist *list = bare_headers();
    size_t n_bytes;
    CURL *curl = bare_new(url, list, &n_bytes);
    struct engine_pool *pool;

    must(engine_pool_new(&pool, &options, NULL) == PARL_OK, "no pool");
    for (int round = -1; round < ROUNDS; round++) { /* -1: to warm up */
        struct cost begin = clocks();

        for (int i = 0; i < CALLS; i++)
            bare_call(curl, &n_bytes);
        bare[round < 0 ? 0 : round] = since(begin);

        begin = clocks();
        for (int i = 0; i < CALLS; i++)
            our_call(pool, &request);
        ours[round < 0 ? 0 : round] = since(begin);
    }
    engine_pool_free(pool);
    curl_easy_cleanup(curl);
    curl_slist_free_all(list);
}

int main(void)
{
    const struct server_answer script[] = {
        { .repeats = true,
          .headers = "content-type: application/json\r\n",
          .body = answer_body },
    };
    struct cost bare[ROUNDS], ours[ROUNDS], a, b;
    char url[64];
    pid_t server;

    memset(request_body, 'q', REQUEST_BYTES);
    memset(answer_body, 'a', ANSWER_BYTES);
    server = server_fork(script, 1, url);
    run(url, bare, ours);
    server_end(server);

    a = median(bare);
    b = median(ours);
    printf("%-12s %10s %10s\n", "per call", "wall us", "CPU us");
    printf("%-12s %10.2f %10.2f\n", "bare libcurl", a.wall_us, a.cpu_us);
    printf("%-12s %10.2f %10.2f\n", "transport", b.wall_us, b.cpu_us);
    printf("%-12s %10.3f %10.3f\n", "ratio", b.wall_us / a.wall_us,
           b.cpu_us / a.cpu_us);
    return 0;
}
