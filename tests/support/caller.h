/* tests/support/caller.h -- makes calls to a scripted server and keeps what
 * comes back. */
#ifndef PARLANCE_TESTS_SUPPORT_CALLER_H
#define PARLANCE_TESTS_SUPPORT_CALLER_H

#include "base/buf.h"
#include "support/server.h"
#include "transport/transport.h"

struct caller {
    struct transport_options options;
    struct engine *engine;
    struct server *server;
    struct transfer_sink sink; /* which hears what the rest of this holds */
    struct transfer_limits limits;
    bool is_stream;

    int http_status;
    size_t n_statuses;
    struct buf headers; /* "name: value\n" each */
    struct buf body;
    size_t n_pieces;       /* of the body */
    parl_status body_says; /* what the sink gives back */
    struct error error;    /* of the last call */
};

/* A transfer from its beginning to its end. */
parl_status engine_perform(struct engine *engine, struct transfer *transfer,
                           struct error *err);

/* Limits of ten seconds each, so that no test hangs. */
void caller_open(struct caller *c, const struct server_answer *script,
                 size_t n);
void caller_close(struct caller *c);

/* Forgets the last call. */
void caller_reset(struct caller *c);

/* The address of a path on the server; good until the next call of it. */
const char *caller_url(struct caller *c, const char *path);

parl_status caller_send(struct caller *c, const struct http_request *request);
parl_status caller_post(struct caller *c, const char *path, const char *body);

#endif
