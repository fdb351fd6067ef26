/* tests/support/server.h -- an HTTP server that does what a test tells it.
 *
 * On a free port of 127.0.0.1, in a thread of its own or, for benchmarks, in a
 * process of its own.  Each request gets the next answer of the script, and is
 * kept for the test to look at.  Whatever fails on this side ends the test
 * program. */
#ifndef PARLANCE_TESTS_SUPPORT_SERVER_H
#define PARLANCE_TESTS_SUPPORT_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum server_framing {
    SERVER_LENGTH,  /* content-length */
    SERVER_CHUNKED, /* each piece is a chunk */
    SERVER_UNTIL_CLOSE,
    SERVER_AS_IS /* the headers and the body say themselves where it ends */
};

/* What happens in place of the rest of an answer. */
enum server_stop {
    SERVER_GO_ON,
    SERVER_STALL, /* nothing more, but the connection stays */
    SERVER_CLOSE,
    SERVER_RESET /* the peer gets a RST */
};

/* All of it is borrowed until the server is stopped. */
struct server_answer {
    const char *path;    /* answers only requests to it; NULL: any */
    bool repeats;        /* is never used up */
    bool forgets;        /* the requests that it answers are not kept */
    int status;          /* 0: 200 */
    const char *headers; /* each line with its CRLF; NULL: none */
    const char *interim; /* bytes that go before it all; NULL: none */
    const char *body;    /* NULL: empty */
    size_t body_len;     /* 0: up to the NUL */
    bool endless;        /* behind its end the body begins again */
    enum server_framing framing;
    const char *trailers; /* of a chunked body, as headers */
    bool closes;          /* the connection, after the answer */

    size_t piece;       /* bytes of the body to a write; 0: all of them */
    size_t first_piece; /* of the first of them; 0: as the others */
    int64_t delay_ms;   /* before the first byte */
    int64_t between_ms; /* two pieces */

    enum server_stop stop;
    size_t stop_at;    /* bytes of the body that go out before */
    bool stop_in_head; /* ... of the head, interim answers included */
};

#define SERVER_JSON(text)                                                      \
    {                                                                          \
        .headers = "content-type: application/json\r\n", .body = (text)        \
    }
#define SERVER_SSE(text)                                                       \
    {                                                                          \
        .headers = "content-type: text/event-stream\r\n", .body = (text),      \
        .framing = SERVER_CHUNKED                                              \
    }
#define SERVER_ERROR(number, text)                                             \
    {                                                                          \
        .status = (number), .headers = "content-type: application/json\r\n",   \
        .body = (text)                                                         \
    }
#define SERVER_RATE_LIMITED(seconds, text)                                     \
    {                                                                          \
        .status = 429,                                                         \
        .headers = "content-type: application/json\r\n"                        \
                   "retry-after: " seconds "\r\n",                             \
        .body = (text)                                                         \
    }
#define SERVER_HTML(number)                                                    \
    {                                                                          \
        .status = (number), .headers = "content-type: text/html\r\n",          \
        .body = "<html><body><h1>Bad Gateway</h1></body></html>\n"             \
    }

struct server_request {
    size_t connection; /* 0: the first that was accepted */
    const char *head;  /* from the method to the empty line */
    const char *body;  /* chunks joined, NUL-terminated */
    size_t body_len;
};

struct server;

struct server *server_start(const struct server_answer *script, size_t n);
void server_stop(struct server *s);

/* From now on requests are read in such pieces, with a pause before each. */
void server_read_slowly(struct server *s, size_t piece, int64_t pause_ms);

/* "http://127.0.0.1:PORT", which lasts as long as the server. */
const char *server_url(const struct server *s);

size_t server_n_connections(struct server *s);
size_t server_n_requests(struct server *s);

/* Lasts as long as the server.  There must be so many. */
const struct server_request *server_request(struct server *s, size_t i);

/* Waits until the peer has closed that connection; false: it has not, in all
 * that time. */
bool server_sees_close(struct server *s, size_t connection, int64_t wait_ms);

/* In a child process, which ends with its parent or when it is told to.
 * `url` has room for 64 bytes. */
pid_t server_fork(const struct server_answer *script, size_t n, char *url);
void server_end(pid_t child);

#endif
