/* examples/own_loop.c -- the codec alone; the socket and the loop are ours. */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <parlance/parlance.h>

/* To 127.0.0.1, in HTTP/1.0, whose answers end with the connection. */
static void put(int fd, parl_call *call)
{
    const char *path = strchr(parl_call_url(call) + strlen("http://"), '/');
    size_t i = 0, n = 0;
    const char *body = parl_call_body(call, &n);

    dprintf(fd, "POST %s HTTP/1.0\r\ncontent-length: %zu\r\n", path, n);
    for (const parl_pair *h; (h = parl_call_header(call, i)) != NULL; i++)
        dprintf(fd, "%s: %s\r\n", h->name, h->value);
    dprintf(fd, "\r\n%.*s", (int)n, body);
}

static parl_status take(int fd, parl_decoder *decoder, parl_error **error)
{
    ...
}

static parl_status exchange(parl_call *call, parl_decoder *decoder,
                            parl_error **error)
{
    struct sockaddr_in to = { .sin_family = AF_INET };
    struct pollfd p = { socket(AF_INET, SOCK_STREAM, 0), POLLOUT, 0 };
    char in[65536] = "", *body = NULL;

    sscanf(parl_call_url(call), "http://127.0.0.1:%hu", &to.sin_port);
    to.sin_port = htons(to.sin_port);
    inet_aton
    fcntl(p.fd, F_SETFL, O_NONBLOCK);
    connect(p.fd, (struct sockaddr *)&to, sizeof(to));
    while (poll(&p, 1, 60000) > 0 && !(p.revents & POLLERR)) {
        if (p.events == POLLOUT) {
            put(p.fd, call);
            p.events = POLLIN;
            continue;
        }
        n = read(p.fd, in + len, sizeof(in) - 1 - len);
        if (n <= 0) break;
        in[len += n] = '\0';
        if (!body && (body = strstr(in, "\r\n\r\n")) ) {
            parl_decoder_status(decoder, atoi(in + 9));
            ...
        }
    }
    close(p.fd);
    return status;
}
