/* auth/sigv4.h -- AWS Signature Version 4, in the Authorization header.
 *
 * Own code, since libcurl's is wrong for Bedrock before 8.9: it encodes the
 * path once where every service but S3 wants it twice. */
#ifndef PARLANCE_AUTH_SIGV4_H
#define PARLANCE_AUTH_SIGV4_H

#include <stdbool.h>
#include <stdint.h>
#include "auth/crypto.h"
#include "base/buf.h"
#include "base/http.h"

/* What is signed. */
struct sigv4_request {
    const char *method;
    struct span path;  /* as it stands in the request line; empty: "/" */
    struct span query; /* behind the question mark */
    const struct http_header *headers; /* all of these are signed, host and
                                          x-amz-date among them */
    size_t n_headers;
    const char *body_sha256; /* in hex */
    bool keeps_dots;         /* the path is signed with its dot segments */
};

/* By whom, for what, and when. */
struct sigv4_key {
    const char *access_key_id;
    const char *secret_access_key;
    const char *region;
    const char *service;
    int64_t time; /* seconds since 1970 */
};

/* The value of the Authorization header, appended to `out`.  PARL_NOT_BUILT
 * without OpenSSL; a lack of memory may stay in `out`. */
parl_status sigv4_sign(const struct sigv4_request *request,
                       const struct sigv4_key *key, struct buf *out,
                       struct error *err);

/* The steps, for tests: the request in its canonical form, and what is signed
 * in the end. */
void sigv4_canonical(const struct sigv4_request *request, struct buf *out);
bool sigv4_string_to_sign(struct span canonical, const struct sigv4_key *key,
                          struct buf *out);

#endif
