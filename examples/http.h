/* examples/http.h -- as much of HTTP as own_loop.c needs: one exchange with a
 * server on 127.0.0.1, on a socket that never blocks.  It is HTTP/1.0, since
 * the answer then has no chunks and ends with the connection. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <parlance/parlance.h>

struct http {
    int fd;
    char *out; /* the request */
    size_t out_len, sent;
    char in[16384]; /* what was read last; the head is kept until it is whole */
    size_t kept;
    bool in_body;
};

/* The request as it goes over the wire, attachments and all; false: it cannot
 * be read to its end. */
static bool http_write_request(struct http *h, parl_call *call)
{
    const char *path = strchr(parl_call_url(call) + strlen("http://"), '/');
    FILE *out = open_memstream(&h->out, &h->out_len);
    const parl_pair *header;
    parl_status status;
    char piece[4096];
    size_t len;

    if (out == NULL)
        return false;
    fprintf(out, "%s %s HTTP/1.0\r\ncontent-length: %llu\r\n",
            parl_call_method(call), path,
            (unsigned long long)parl_call_body_length(call));
    for (size_t i = 0; (header = parl_call_header(call, i)) != NULL; i++)
        fprintf(out, "%s: %s\r\n", header->name, header->value);
    fputs("\r\n", out);
    while ((status = parl_call_read(call, piece, sizeof(piece), &len, NULL)) ==
               PARL_OK &&
           len > 0)
        fwrite(piece, 1, len, out);
    return fclose(out) == 0 && status == PARL_OK;
}

/* Returns the socket.  A server that is not there shows in the first write. */
static int http_open(struct http *h, parl_call *call)
{
    struct sockaddr_in to = { .sin_family = AF_INET };
    unsigned short port = 0;

    if (sscanf(parl_call_url(call), "http://127.0.0.1:%hu/", &port) != 1)
        fprintf(stderr, "not on 127.0.0.1: %s\n", parl_call_url(call));
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    h->fd = socket(AF_INET, SOCK_STREAM, 0);
    fcntl(h->fd, F_SETFL, O_NONBLOCK);
    connect(h->fd, (struct sockaddr *)&to, sizeof(to));
    if (!http_write_request(h, call))
        shutdown(h->fd, SHUT_RDWR);
    return h->fd;
}

/* Sends what the socket takes; true: that was all, or it is broken. */
static bool http_write(struct http *h)
{
    const ssize_t n =
        send(h->fd, h->out + h->sent, h->out_len - h->sent, MSG_NOSIGNAL);

    h->sent += n > 0 ? (size_t)n : 0;
    return n < 0 || h->sent == h->out_len;
}

/* The status and the headers: how long to wait, the request's id, ... */
static void http_read_head(char *head, parl_decoder *decoder)
{
    char *rest = NULL, *line = strtok_r(head, "\r\n", &rest);
    int status = 0;

    if (line != NULL && sscanf(line, "HTTP/%*s %d", &status) == 1)
        parl_decoder_status(decoder, status);
    while (line != NULL && (line = strtok_r(NULL, "\r\n", &rest)) != NULL) {
        char *value = strchr(line, ':');

        if (value == NULL)
            continue;
        *value++ = '\0';
        parl_decoder_header(decoder, line, value + strspn(value, " "));
    }
}

/* Reads what there is; false: the answer has ended.  The head goes to the
 * decoder, and *bytes are the next of the body. */
static bool http_read(struct http *h, parl_decoder *decoder, const char **bytes,
                      size_t *len)
{
    const size_t most = sizeof(h->in) - 1;
    const size_t room = h->kept < most ? most - h->kept : 0;
    const ssize_t n = read(h->fd, h->in + h->kept, room);
    char *body = h->in;

    *bytes = h->in;
    *len = 0;
    if (n <= 0)
        return false;
    h->kept += (size_t)n;
    h->in[h->kept] = '\0';
    if (!h->in_body) {
        body = strstr(h->in, "\r\n\r\n");
        if (body == NULL)
            return true;
        *body = '\0';
        body += 4;
        h->in_body = true;
        http_read_head(h->in, decoder);
    }
    *bytes = body;
    *len = h->kept - (size_t)(body - h->in);
    h->kept = 0;
    return true;
}

static void http_close(struct http *h)
{
    close(h->fd);
    free(h->out);
}
