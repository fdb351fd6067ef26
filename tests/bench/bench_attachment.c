/* tests/bench/bench_attachment.c -- what a file of 64 MB costs: in memory above
 * the same call without it, and in CPU above bare libcurl sending the same
 * base64 bytes from memory. */
#include <curl/curl.h>
#include <string.h>
#include <unistd.h>
#include <parlance/parlance.h>
#include "bench/bench.h"
#include "support/server.h"

enum { FILE_BYTES = 64 * 1024 * 1024, CALLS = 1 };

static const char answer_body[] =
    "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"ok\"},"
    "\"finish_reason\":\"stop\"}]}";

static long peak_kib(void)
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss;
}

static void make_file(const char *path)
{
    char block[65536];
    FILE *file = fopen(path, "wb");

    must(file != NULL, "the file cannot be written");
    for (size_t i = 0; i < sizeof(block); i++)
        block[i] = (char)(i * 2654435761u >> 13);
    for (size_t i = 0; i < FILE_BYTES / sizeof(block); i++)
        must(fwrite(block, 1, sizeof(block), file) == sizeof(block), "write");
    fclose(file);
}

/* ---- parlance ---- */

static void chat(parl_client *client, const char *path)
{
    const parl_media media = { .path = path, .mime_type = "image/png" };
    const parl_part parts[] = { PARL_TEXT("What is this?"),
                                PARL_IMAGE(&media) };
    const parl_message history[] = { PARL_USER_PARTS(parts,
                                                     path != NULL ? 2 : 1) };
    const parl_request request = { PARL_REQUEST_INIT, .model = "bench/m",
                                   .messages = history, .n_messages = 1 };
    parl_response *response = NULL;
    parl_error *error = NULL;

    must(parl_chat(client, &request, &response, &error) == PARL_OK,
         error != NULL ? parl_error_message(error) : "");
    parl_response_free(response);
}

static parl_client *chat_client(const char *url)
{
    const parl_account account = { .name = "bench",
                                   .provider = "vllm",
                                   .base_url = url };
    parl_client *client = NULL;

    must(parl_client_new(&client, NULL, NULL) == PARL_OK, "no client");
    must(parl_client_add_account(client, &account, NULL) == PARL_OK,
         "no account");
    return client;
}

/* ---- bare libcurl ---- */

static size_t swallow(char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes;
    (void)ctx;
    return size * n;
}

static CURL *bare_new(const char *url, struct curl_slist *list,
                      const char *body, size_t len)
{
    CURL *curl = curl_easy_init();

    must(curl != NULL, "libcurl does not start");
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)len);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
    return curl;
}

static char *make_body(size_t *len)
{
    char *body;

    *len = (size_t)FILE_BYTES / 3 * 4 + 256;
    body = malloc(*len);
    must(body != NULL, "no memory");
    memset(body, 'A', *len);
    return body;
}

int main(void)
{
    static const struct server_answer script[] = {
        { .repeats = true,
          .forgets = true,
          .headers = "content-type: application/json\r\n",
          .body = answer_body },
    };
    char path[] = "/tmp/parlance-bench-XXXXXX";
    struct cost bare[ROUNDS], ours[ROUNDS];
    struct curl_slist *list;
    long small, large;
    size_t len;
    char url[64], *body;
    pid_t server;
    CURL *curl;
    parl_client *client;
    const int fd = mkstemp(path);

    must(fd >= 0, "no temporary file");
    close(fd);
    make_file(path);
    server = server_fork(script, 1, url);
    client = chat_client(url);
    chat(client, NULL);
    small = peak_kib();
    chat(client, path);
    large = peak_kib();
    body = make_body(&len);
    list = curl_slist_append(NULL, "content-type: application/json");
    list = curl_slist_append(list, "expect:");
    curl = bare_new(url, list, body, len);
    for (int round = 0; round < ROUNDS; round++) {
        struct cost begin = clocks();

        must(curl_easy_perform(curl) == CURLE_OK, "libcurl failed");
        bare[round] = since(begin, CALLS);
        begin = clocks();
        chat(client, path);
        ours[round] = since(begin, CALLS);
    }
    print_line("bare libcurl, 64 MB", median(bare), median(bare));
    print_line("parl_chat, 64 MB of a file", median(ours), median(bare));
    printf("peak memory above the call without it: %ld KiB\n", large - small);
    parl_client_free(client);
    curl_easy_cleanup(curl);
    curl_slist_free_all(list);
    server_end(server);
    unlink(path);
    free(body);
    return 0;
}
