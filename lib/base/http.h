/* base/http.h -- a request and its answer as plain structs: what a dialect
 * makes, auth completes and transport moves. */
#ifndef PARLANCE_BASE_HTTP_H
#define PARLANCE_BASE_HTTP_H

#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/span.h"

struct http_header {
    const char *name; /* in lower case */
    const char *value;
    bool secret; /* never shown */
};

/* Gives the next bytes of a body; *n_read 0: the end. */
typedef parl_status http_read_fn(void *ctx, void *bytes, size_t size,
                                 size_t *n_read, struct error *err);

/* All of it is borrowed for as long as the call lasts. */
struct http_request {
    const char *method;
    const char *url;
    const struct http_header *headers;
    size_t n_headers;
    uint64_t body_len;
    const char *body; /* all of it in one piece; NULL: by `read` */
    http_read_fn *read;
    void (*rewind)(void *ctx); /* `read` begins anew */
    void *ctx;
};

#endif
