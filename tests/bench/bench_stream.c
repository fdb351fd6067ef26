/* tests/bench/bench_stream.c -- what an event of a stream costs above bare
 * libcurl, delivered as a typed delta, in each dialect.
 *
 * Each event is an HTTP chunk of its own.  First the whole stream is ready in
 * the socket; then the server pauses after each event, so that each is a
 * wake-up.  Bare libcurl counts the bytes. */
#include <curl/curl.h>
#include <parlance/extend.h>
#include <string.h>
#include "bench/dress.h"
#include "bench/bench.h"
#include "support/server.h"

/* Allocations are counted from WARM on: by then all that is kept for a stream
 * is there, but for the text, which doubles its room now and then. */
enum { EVENTS = 4000, STREAMS = 10, WARM = 1000, MAY_GROW = 4 };
enum { SLOW_EVENTS = 200, SLOW_STREAMS = 1 };

static const char request_body[] =
    "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":"
    "\"Tell me of Lisbon.\"}],\"stream\":true,\"stream_options\":{"
    "\"include_usage\":true}}";

/* ---- memory that counts ------------------------------------------------- */

static size_t n_allocations;

static void *counting_alloc(void *user, size_t size)
{
    (void)user;
    n_allocations++;
    return malloc(size);
}

static void *counting_realloc(void *user, void *old, size_t old_size,
                              size_t size)
{
    (void)user;
    (void)old_size;
    n_allocations++;
    return realloc(old, size);
}

static void counting_free(void *user, void *block, size_t size)
{
    (void)user;
    (void)size;
    free(block);
}

static const parl_allocator counting = { .alloc = counting_alloc,
                                         .realloc = counting_realloc,
                                         .free = counting_free };

/* ---- the contestants ---------------------------------------------------- */

/* One dialect, one pace. */
struct contest {
    const struct dress *dress;
    int events, streams;
    size_t len; /* of the body, chunk headers included */
    CURL *curl;
    size_t n_bytes;
    parl_client *client;
    size_t n_allocations; /* from the WARM-th delta to the last */
};

static size_t count_bytes(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes;
    *(size_t *)ctx += size * n;
    return size * n;
}

static void bare_stream(struct contest *c)
{
    CURLcode code;

    c->n_bytes = 0;
    code = curl_easy_perform(c->curl);
    must(code == CURLE_OK, curl_easy_strerror(code));
    must(c->n_bytes > c->len * 8 / 10, "libcurl lost bytes");
}

struct count {
    int deltas;
    size_t at_warm, at_last;
};

static int count_delta(void *user, const parl_delta *delta)
{
    struct count *count = user;

    if (delta->type != PARL_DELTA_TEXT)
        return 0;
    count->deltas++;
    if (count->deltas == WARM)
        count->at_warm = n_allocations;
    count->at_last = n_allocations;
    return 0;
}

static void our_stream(struct contest *c)
{
    const parl_message history[] = { PARL_USER("Tell me of Lisbon.") };
    const parl_request request = { PARL_REQUEST_INIT, .model = c->dress->model,
                                   .messages = history, .n_messages = 1 };
    parl_response *response = NULL;
    parl_error *error = NULL;
    struct count count = { .deltas = 0 };

    must(parl_chat_stream(c->client, &request, count_delta, &count, &response,
                          &error) == PARL_OK,
         error != NULL ? parl_error_message(error) : "");
    must(count.deltas == c->events, "deltas were lost");
    must(strlen(parl_response_text(response)) == (size_t)c->events * WORD_BYTES,
         "text was lost");
    c->n_allocations = count.at_last - count.at_warm;
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

/* ---- rounds ------------------------------------------------------------- */

struct outcome {
    struct cost bare, ours;
};

static struct outcome run(struct contest *c)
{
    const double n = (double)c->streams * c->events;
    struct cost bare[ROUNDS], ours[ROUNDS];

    for (int round = -1; round < ROUNDS; round++) { /* -1: to warm up */
        struct cost begin = clocks();

        for (int i = 0; i < c->streams; i++)
            bare_stream(c);
        bare[round < 0 ? 0 : round] = since(begin, n);
        begin = clocks();
        for (int i = 0; i < c->streams; i++)
            our_stream(c);
        ours[round < 0 ? 0 : round] = since(begin, n);
    }
    return (struct outcome){ median(bare), median(ours) };
}

/* A pause of `pause_ms` behind each event; 0: all of it at once. */
static struct outcome hold(struct contest *c, int64_t pause_ms)
{
    struct curl_slist *list =
        curl_slist_append(NULL, "content-type: application/json");
    struct server_answer script = { .repeats = true,
                                    .forgets = true,
                                    .framing = SERVER_AS_IS,
                                    .between_ms = pause_ms };
    char url[64], headers[128];
    size_t begin, delta;
    struct outcome outcome;
    struct buf body;
    pid_t server;

    buf_init(&body, &mem_libc, SIZE_MAX);
    dress_stream(c->dress, c->events, &body, &begin, &delta);
    snprintf(headers, sizeof(headers),
             "content-type: %s\r\ntransfer-encoding: chunked\r\n",
             c->dress->content_type);
    script.headers = headers;
    script.body = body.data;
    script.body_len = c->len = body.len;
    script.piece = pause_ms > 0 ? delta : 0;
    script.first_piece = begin;
    if (pause_ms == 0)
        script.first_piece = 0;
    server = server_fork(&script, 1, url);
    c->curl = bare_new(url, list, &c->n_bytes);
    c->client = dress_client(c->dress, url, &counting);
    outcome = run(c);
    parl_client_free(c->client);
    curl_easy_cleanup(c->curl);
    curl_slist_free_all(list);
    server_end(server);
    buf_release(&body);
    return outcome;
}

/* ---- the table ---------------------------------------------------------- */

static void ready_line(const struct dress *dress)
{
    struct contest c = { .dress = dress, .events = EVENTS, .streams = STREAMS };
    const struct outcome o = hold(&c, 0);
    const double ratio = o.ours.cpu / o.bare.cpu;
    const double above = (o.ours.cpu - o.bare.cpu) * 1000;
    const bool is_chat = strcmp(dress->dialect, "openai_chat") == 0;
    const bool is_fine = is_chat ? ratio <= 2.25 : ratio <= 2.5 || above <= 350;

    printf("%-18s %7.0f ns %7.0f ns   x %5.2f  +%4.0f ns  %-4s  "
           "%zu allocations in %d events  %s\n",
           dress->dialect, o.bare.cpu * 1000, o.ours.cpu * 1000, ratio, above,
           is_fine ? "PASS" : "over", c.n_allocations, EVENTS - WARM,
           c.n_allocations <= MAY_GROW ? "PASS" : "over");
    fflush(stdout);
}

static void slow_line(const struct dress *dress)
{
    struct contest c = { .dress = dress,
                         .events = SLOW_EVENTS,
                         .streams = SLOW_STREAMS };
    const struct outcome o = hold(&c, 1);
    const double ratio = o.ours.cpu / o.bare.cpu;

    printf("%-18s %7.2f us %7.2f us   x %5.2f  %s\n", dress->dialect,
           o.bare.cpu, o.ours.cpu, ratio, ratio <= 1.10 ? "PASS" : "over");
    fflush(stdout);
}

/* Only those whose dialect the arguments name; without any, all. */
static bool is_wanted(const char *dialect, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], dialect) == 0)
            return true;
    }
    return argc < 2;
}

int main(int argc, char **argv)
{
    printf("CPU of an event, the stream ready in the socket: bare, ours\n");
    for (int i = 0; i < N_DRESSES; i++) {
        if (is_wanted(dresses[i].dialect, argc, argv))
            ready_line(&dresses[i]);
    }
    printf("CPU of an event, one to a wake-up: bare, ours\n");
    for (int i = 0; i < N_DRESSES; i++) {
        if (is_wanted(dresses[i].dialect, argc, argv))
            slow_line(&dresses[i]);
    }
    return 0;
}
