/* tests/support/server.c -- an HTTP server that does what a test tells it.
 *
 * One loop around poll().  A connection waits for a whole request, then goes
 * through the steps of one answer, one write after the other. */
#include "support/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/parse.h"

/* ---- what the libc can refuse ---- */

static void must(bool is_fine, const char *what)
{
    if (is_fine)
        return;
    perror(what);
    abort();
}

static int64_t clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

__attribute__((format(printf, 2, 3))) static void
add_format(struct buf *b, const char *format, ...)
{
    char text[256];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    buf_add_text(b, text);
}

static void add_optional(struct buf *b, const char *text)
{
    if (text != NULL)
        buf_add_text(b, text);
}

/* Whoever frees it need not know of bufs. */
static char *copy_text(struct buf *b)
{
    char *copy = malloc(b->len + 1);

    must(copy != NULL, "malloc");
    memcpy(copy, buf_text(b), b->len + 1);
    return copy;
}

/* ---- the server ---- */

enum step { AWAITS, HEAD, BODY, ENDS, STALLED, GONE };

struct connection {
    int fd;
    enum step step;
    const struct server_answer *answer;
    struct buf in, out;
    size_t out_at;  /* of out, written */
    size_t body_at; /* of the answer's body, put into out */
    int64_t due;    /* of the next piece */
    int64_t reads;  /* not before then */
    bool peer_closed;
};

struct server {
    char url[64];
    int listener;
    int wake[2]; /* closing [1] ends the loop */
    pthread_t thread;
    const struct server_answer *script;
    bool *used;
    size_t n_script;

    struct pollfd *polls;
    size_t n_polls;

    pthread_mutex_t lock; /* of what follows */
    size_t read_piece;    /* 0: all that is there */
    int64_t read_pause_ms;
    struct connection *connections;
    size_t n_connections;
    struct server_request **requests;
    size_t n_requests;
};

static size_t body_size(const struct server_answer *a)
{
    if (a->body_len > 0 || a->body == NULL)
        return a->body_len;
    return strlen(a->body);
}

/* ---- requests ---- */

static void record(struct server *s, size_t connection, struct buf *head,
                   struct buf *body)
{
    struct server_request *request = malloc(sizeof(*request));
    const size_t size = (s->n_requests + 1) * sizeof(request);

    must(request != NULL, "malloc");
    request->connection = connection;
    request->body_len = body->len;
    request->head = copy_text(head);
    request->body = copy_text(body);
    s->requests = realloc(s->requests, size);
    must(s->requests != NULL, "realloc");
    s->requests[s->n_requests++] = request;
}

static bool is_for(const struct server_answer *a, const char *head)
{
    const char *path = strchr(head, ' ');
    size_t len = a->path != NULL ? strlen(a->path) : 0;

    return a->path == NULL ||
           (path != NULL && strncmp(path + 1, a->path, len) == 0 &&
            strchr(" ?", path[1 + len]) != NULL);
}

static const struct server_answer *find_answer(struct server *s,
                                               const char *head)
{
    static const struct server_answer none = {
        .status = 500, .body = "the script has no answer to this"
    };

    for (size_t i = 0; i < s->n_script; i++) {
        const struct server_answer *a = &s->script[i];

        if (s->used[i] || !is_for(a, head))
            continue;
        s->used[i] = !a->repeats;
        return a;
    }
    return &none;
}

static void drop_front(struct buf *b, size_t n)
{
    b->len -= n;
    memmove(b->data, b->data + n, b->len);
}

static bool take_request(struct server *s, struct connection *c)
{
    struct buf head, body;
    size_t len;

    buf_init(&head, &mem_libc, SIZE_MAX);
    buf_init(&body, &mem_libc, SIZE_MAX);
    len = parse_request(buf_text(&c->in), c->in.len, &head, &body);
    if (len > 0) {
        c->answer = find_answer(s, buf_text(&head));
        drop_front(&c->in, len);
        if (!c->answer->forgets)
            record(s, (size_t)(c - s->connections), &head, &body);
    }
    buf_release(&head);
    buf_release(&body);
    return len > 0;
}

/* ---- answers ---- */

static void write_end(struct connection *c)
{
    const struct server_answer *a = c->answer;

    if (a->framing == SERVER_CHUNKED) {
        buf_add_text(&c->out, "0\r\n");
        add_optional(&c->out, a->trailers);
        buf_add_text(&c->out, "\r\n");
    }
    c->step = ENDS;
}

static size_t piece_limit(const struct connection *c)
{
    const struct server_answer *a = c->answer;

    return c->body_at == 0 && a->first_piece > 0 ? a->first_piece : a->piece;
}

/* A chunk announces all of its piece, even when it is cut short. */
static void write_piece(struct connection *c)
{
    const struct server_answer *a = c->answer;
    size_t piece = body_size(a) - c->body_at, len;
    bool stops = a->stop != SERVER_GO_ON;

    if (piece_limit(c) > 0 && piece > piece_limit(c))
        piece = piece_limit(c);
    len = stops && piece > a->stop_at - c->body_at ? a->stop_at - c->body_at
                                                   : piece;
    if (stops && len == 0) {
        c->step = ENDS;
        return;
    }
    if (piece == 0) {
        write_end(c);
        return;
    }
    if (a->framing == SERVER_CHUNKED)
        add_format(&c->out, "%zx\r\n", piece);
    buf_add(&c->out, a->body + c->body_at, len);
    if (a->framing == SERVER_CHUNKED && len == piece)
        buf_add_text(&c->out, "\r\n");
    c->body_at += len;
    if (a->endless && c->body_at == body_size(a))
        c->body_at = 0;
    c->due = clock_ms() + a->between_ms;
}

/* With a body in one piece, that goes in the same write. */
static void write_head(struct connection *c)
{
    const struct server_answer *a = c->answer;

    add_optional(&c->out, a->interim);
    add_format(&c->out, "HTTP/1.1 %d Scripted\r\n",
               a->status != 0 ? a->status : 200);
    add_optional(&c->out, a->headers);
    if (a->framing == SERVER_LENGTH)
        add_format(&c->out, "content-length: %zu\r\n", body_size(a));
    if (a->framing == SERVER_CHUNKED)
        buf_add_text(&c->out, "transfer-encoding: chunked\r\n");
    if (a->closes)
        buf_add_text(&c->out, "connection: close\r\n");
    buf_add_text(&c->out, "\r\n");
    c->step = BODY;

    if (a->stop != SERVER_GO_ON && a->stop_in_head) {
        if (c->out.len > a->stop_at)
            c->out.len = a->stop_at;
        c->step = ENDS;
    } else if (a->piece == 0) {
        write_piece(c);
    }
}

static void hang_up(struct connection *c, bool by_reset)
{
    struct linger at_once = { 1, 0 };

    if (by_reset)
        setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    close(c->fd);
    buf_release(&c->in);
    buf_release(&c->out);
    c->step = GONE;
}

static void end_answer(struct connection *c)
{
    const struct server_answer *a = c->answer;

    switch (a->stop) {
    case SERVER_GO_ON:
        if (a->closes || a->framing == SERVER_UNTIL_CLOSE)
            hang_up(c, false);
        else
            c->step = AWAITS;
        break;
    case SERVER_STALL:
        c->step = STALLED;
        break;
    case SERVER_CLOSE:
        hang_up(c, false);
        break;
    case SERVER_RESET:
        hang_up(c, true);
        break;
    }
}

/* ---- the loop ---- */

/* Is all of it out? */
static bool flush(struct connection *c)
{
    ssize_t n;

    if (c->out_at == c->out.len)
        return true;
    n = send(c->fd, c->out.data + c->out_at, c->out.len - c->out_at,
             MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN && errno != EINTR) {
        c->peer_closed = true;
        hang_up(c, false);
        return false;
    }
    c->out_at += n > 0 ? (size_t)n : 0;
    if (c->out_at < c->out.len)
        return false;
    buf_reset(&c->out);
    c->out_at = 0;
    return true;
}

/* As far as it goes without waiting. */
static void advance(struct server *s, struct connection *c)
{
    while (c->step != GONE && flush(c)) {
        switch (c->step) {
        case AWAITS:
            if (!take_request(s, c))
                return;
            c->body_at = 0;
            c->due = clock_ms() + c->answer->delay_ms;
            c->step = HEAD;
            break;
        case HEAD:
        case BODY:
            if (clock_ms() < c->due)
                return;
            if (c->step == HEAD)
                write_head(c);
            else
                write_piece(c);
            break;
        case ENDS:
            end_answer(c);
            break;
        case STALLED:
        case GONE:
            return;
        }
    }
}

static void receive(struct server *s, struct connection *c)
{
    char bytes[16384];
    const size_t size = s->read_piece != 0 ? s->read_piece : sizeof(bytes);
    ssize_t n = recv(c->fd, bytes, size, 0);

    c->reads = clock_ms() + s->read_pause_ms;
    if (n > 0) {
        buf_add(&c->in, bytes, (size_t)n);
        return;
    }
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    c->peer_closed = true;
    hang_up(c, false);
}

static void admit(struct server *s)
{
    int fd = accept(s->listener, NULL, NULL), on = 1;
    struct connection *c;

    if (fd < 0)
        return;
    must(fcntl(fd, F_SETFL, O_NONBLOCK) == 0, "fcntl");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    s->connections = realloc(s->connections, (s->n_connections + 1) *
                                                 sizeof(struct connection));
    must(s->connections != NULL, "realloc");
    c = &s->connections[s->n_connections++];
    *c = (struct connection){ .fd = fd };
    buf_init(&c->in, &mem_libc, SIZE_MAX);
    buf_init(&c->out, &mem_libc, SIZE_MAX);
}

static short events_of(const struct connection *c, int64_t now)
{
    const short reads = now < c->reads ? 0 : POLLIN;

    return (short)(c->out_at < c->out.len ? reads | POLLOUT : reads);
}

static int fill_polls(struct server *s)
{
    int64_t now = clock_ms(), wait = 1000;

    s->n_polls = s->n_connections + 2;
    s->polls = realloc(s->polls, s->n_polls * sizeof(struct pollfd));
    must(s->polls != NULL, "realloc");
    s->polls[0] = (struct pollfd){ .fd = s->wake[0], .events = POLLIN };
    s->polls[1] = (struct pollfd){ .fd = s->listener, .events = POLLIN };
    for (size_t i = 0; i < s->n_connections; i++) {
        const struct connection *c = &s->connections[i];

        s->polls[2 + i] = (struct pollfd){
            .fd = c->step == GONE ? -1 : c->fd,
            .events = events_of(c, now),
        };
        if ((c->step == HEAD || c->step == BODY) && c->due - now < wait)
            wait = c->due > now ? c->due - now : 0;
        if (c->step != GONE && c->reads > now && c->reads - now < wait)
            wait = c->reads - now;
    }
    return (int)wait;
}

static void serve_once(struct server *s)
{
    for (size_t i = 0; i + 2 < s->n_polls; i++) {
        struct connection *c = &s->connections[i];

        if (c->step != GONE && (s->polls[2 + i].revents & ~POLLOUT) != 0)
            receive(s, c);
        advance(s, c);
    }
    if (s->polls[1].revents != 0)
        admit(s);
}

static void *serve(void *arg)
{
    struct server *s = arg;
    bool goes_on = true;

    while (goes_on) {
        int wait;

        pthread_mutex_lock(&s->lock);
        wait = fill_polls(s);
        pthread_mutex_unlock(&s->lock);
        if (poll(s->polls, (nfds_t)s->n_polls, wait) < 0)
            must(errno == EINTR, "poll");

        pthread_mutex_lock(&s->lock);
        goes_on = s->polls[0].revents == 0;
        if (goes_on)
            serve_once(s);
        pthread_mutex_unlock(&s->lock);
    }
    return NULL;
}

/* ---- start and end ---- */

static struct server *server_new(const struct server_answer *script, size_t n)
{
    struct sockaddr_in at = { .sin_family = AF_INET };
    socklen_t len = sizeof(at);
    struct server *s = calloc(1, sizeof(*s));

    must(s != NULL, "calloc");
    s->script = script;
    s->n_script = n;
    s->used = calloc(n + 1, sizeof(bool));
    must(s->used != NULL, "calloc");
    must(pthread_mutex_init(&s->lock, NULL) == 0, "mutex");
    must(pipe(s->wake) == 0, "pipe");

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    s->listener = socket(AF_INET, SOCK_STREAM, 0);
    must(s->listener >= 0, "socket");
    must(bind(s->listener, (struct sockaddr *)&at, len) == 0, "bind");
    must(listen(s->listener, 4096) == 0, "listen");
    must(getsockname(s->listener, (struct sockaddr *)&at, &len) == 0, "port");
    snprintf(s->url, sizeof(s->url), "http://127.0.0.1:%d", ntohs(at.sin_port));
    return s;
}

static void server_free(struct server *s)
{
    for (size_t i = 0; i < s->n_connections; i++) {
        if (s->connections[i].step != GONE)
            hang_up(&s->connections[i], false);
    }
    for (size_t i = 0; i < s->n_requests; i++) {
        free((void *)(uintptr_t)s->requests[i]->head);
        free((void *)(uintptr_t)s->requests[i]->body);
        free(s->requests[i]);
    }
    free(s->requests);
    free(s->connections);
    free(s->polls);
    free(s->used);
    close(s->listener);
    close(s->wake[0]);
    pthread_mutex_destroy(&s->lock);
    free(s);
}

struct server *server_start(const struct server_answer *script, size_t n)
{
    struct server *s = server_new(script, n);

    must(pthread_create(&s->thread, NULL, serve, s) == 0, "thread");
    return s;
}

void server_stop(struct server *s)
{
    close(s->wake[1]);
    pthread_join(s->thread, NULL);
    server_free(s);
}

pid_t server_fork(const struct server_answer *script, size_t n, char *url)
{
    struct server *s = server_new(script, n);
    pid_t child;

    snprintf(url, 64, "%s", s->url);
    child = fork();
    must(child >= 0, "fork");
    if (child == 0) {
        close(s->wake[1]);
        serve(s);
        _exit(0);
    }
    server_free(s); /* but for wake[1], which the child sees close */
    return child;
}

void server_end(pid_t child)
{
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
}

/* ---- what a test asks ---- */

void server_read_slowly(struct server *s, size_t piece, int64_t pause_ms)
{
    must(piece <= 16384, "piece");
    pthread_mutex_lock(&s->lock);
    s->read_piece = piece;
    s->read_pause_ms = pause_ms;
    pthread_mutex_unlock(&s->lock);
}

const char *server_url(const struct server *s)
{
    return s->url;
}

size_t server_n_connections(struct server *s)
{
    size_t n;

    pthread_mutex_lock(&s->lock);
    n = s->n_connections;
    pthread_mutex_unlock(&s->lock);
    return n;
}

size_t server_n_requests(struct server *s)
{
    size_t n;

    pthread_mutex_lock(&s->lock);
    n = s->n_requests;
    pthread_mutex_unlock(&s->lock);
    return n;
}

const struct server_request *server_request(struct server *s, size_t i)
{
    const struct server_request *request = NULL;

    pthread_mutex_lock(&s->lock);
    if (i < s->n_requests)
        request = s->requests[i];
    pthread_mutex_unlock(&s->lock);
    must(request != NULL, "no such request");
    return request;
}

bool server_sees_close(struct server *s, size_t connection, int64_t wait_ms)
{
    const struct timespec nap = { 0, 1000000 };
    int64_t until = clock_ms() + wait_ms;

    for (;;) {
        bool closed;

        pthread_mutex_lock(&s->lock);
        closed = connection < s->n_connections &&
                 s->connections[connection].peer_closed;
        pthread_mutex_unlock(&s->lock);
        if (closed || clock_ms() >= until)
            return closed;
        nanosleep(&nap, NULL);
    }
}
