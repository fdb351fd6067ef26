/* api/sign_aws.c -- the signature that AWS wants of a call. */
#include "api/sign.h"

#include <string.h>
#include "base/moment.h"
#include "auth/sigv4.h"

/* The hash of the body, which stays the same from one attempt to the next. */
static parl_status hash_body(struct parl_call *call, struct error *err)
{
    char piece[8192], hex[SHA256_HEX];
    struct sha256 hash;
    size_t n = 1;
    parl_status status = crypto_built("a signed request", err);

    if (status != PARL_OK || call->body_sha256 != NULL)
        return status;
    sha256_begin(&hash);
    body_rewind(&call->body);
    while (status == PARL_OK && n > 0) {
        status = body_read(&call->body, piece, sizeof(piece), &n, err);
        if (status == PARL_OK)
            sha256_add(&hash, piece, n);
    }
    body_rewind(&call->body);
    if (sha256_end(&hash, hex) && status == PARL_OK)
        call->body_sha256 = arena_strdup(&call->arena, hex);
    if (status == PARL_OK && call->body_sha256 == NULL)
        status = error_memory(err, PARL_OUT_OF_MEMORY, "a signature");
    return status;
}

/* Where the parts of an address are. */
struct address {
    struct span host, path, query;
};

static struct address cut_url(const char *url)
{
    const char *host = strstr(url, "://") + 3;
    const char *path = host + strcspn(host, "/?#");
    const char *query = path + strcspn(path, "?#");
    const char *user = memchr(host, '@', (size_t)(path - host));
    struct address a = {
        .path = { path, (size_t)(query - path) },
        .query = SPAN(""),
    };

    if (user != NULL)
        host = user + 1;
    a.host = (struct span){ host, (size_t)(path - host) };
    if (*query == '?')
        a.query = (struct span){ query + 1, strcspn(query + 1, "#") };
    return a;
}

/* As it stands in the Host header: without the port that goes without
 * saying. */
static const char *host_header(struct arena *arena, const char *url,
                               struct span host)
{
    const char *usual = strncmp(url, "https", 5) == 0 ? ":443" : ":80";
    const size_t len = strlen(usual);

    if (host.len > len && memcmp(host.ptr + host.len - len, usual, len) == 0)
        host.len -= len;
    return arena_text(arena, host.ptr, host.len);
}

/* Few headers are signed, since proxies change the others. */
static size_t signed_headers(const struct parl_call *call, const char *host,
                             struct http_header *headers)
{
    static const char *const names[] = { "content-type", "x-amz-date",
                                         "x-amz-security-token" };
    size_t n = 0;

    headers[n++] = (struct http_header){ "host", host, false };
    for (size_t i = 0; i < call->n_headers; i++) {
        for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
            if (strcmp(call->headers[i].name, names[k]) == 0)
                headers[n++] = call->headers[i];
        }
    }
    return n;
}

static parl_status add_signature(struct parl_call *call,
                                 const struct sigv4_key *key, struct error *err)
{
    const struct address address = cut_url(call->url);
    struct http_header headers[4];
    struct sigv4_request request = {
        .method = parl_call_method(call),
        .path = address.path,
        .query = address.query,
        .headers = headers,
        .body_sha256 = call->body_sha256,
    };
    const char *host = host_header(&call->arena, call->url, address.host);
    struct buf value;
    parl_status status;

    if (host == NULL)
        return error_memory(err, call->arena.status, "a signature");
    request.n_headers = signed_headers(call, host, headers);
    buf_init(&value, call->arena.mem, 1 << 16);
    status = sigv4_sign(&request, key, &value, err);
    if (status == PARL_OK)
        call_header(call, "authorization",
                    arena_text(&call->arena, value.data, value.len), true);
    buf_release(&value);
    return status;
}

parl_status call_sign_aws(struct parl_call *call, int64_t time,
                          struct error *err)
{
    const struct secrets *secrets = &call->secrets;
    const struct sigv4_key key = {
        .access_key_id = secrets->access_key_id,
        .secret_access_key = secrets->secret_access_key,
        .region = call->to.region,
        .service = extras_of(call->to.provider)->service,
        .time = time,
    };
    char moment[MOMENT_AWS];
    parl_status status;

    if (key.region == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': region is missing, for the signature",
                         call->to.account);
    status = hash_body(call, err);
    if (status != PARL_OK)
        return status;
    moment_aws(time, moment);
    call_header(call, "x-amz-date", arena_strdup(&call->arena, moment), false);
    if (secrets->session_token != NULL && secrets->session_token[0] != '\0')
        call_header(call, "x-amz-security-token", secrets->session_token, true);
    return add_signature(call, &key, err);
}
