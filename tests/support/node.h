/* tests/support/node.h -- HTTPS servers, by node: for TLS and HTTP/2, which
 * the scripted server does not speak. */
#ifndef PARLANCE_TESTS_SUPPORT_NODE_H
#define PARLANCE_TESTS_SUPPORT_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Makes certificates for this run: "cert.pem" for 127.0.0.1, and
 * "expired.pem" for the same, out of date.  False: node or openssl is
 * missing. */
bool node_certify(void);
void node_forget(void); /* and removes them */

/* The path of one of the two; it lasts until the next call. */
const char *node_certificate(const char *name);

struct node {
    pid_t pid;
    int in; /* closing it ends the server */
    int out;
    char url[64]; /* "https://127.0.0.1:PORT" */
};

/* `mode` as h2_server.js has it. */
void node_start(struct node *node, const char *mode, const char *certificate);
void node_stop(struct node *node);

/* Waits for the next line that the server prints, without its end; false: none
 * came in that time. */
bool node_says(struct node *node, char *line, size_t size, int wait_ms);

#endif
