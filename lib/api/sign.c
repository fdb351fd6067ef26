/* api/sign.c -- a call's headers are made fit for the moment. */
#include "api/sign.h"

#include <string.h>
#include "api/credentials.h"
#include "api/decoder.h"
#include "api/error.h"
#include "auth/auth.h"
#include "auth/moment.h"
#include "auth/sigv4.h"

/* ---- signatures --------------------------------------------------------- */

/* The hash of the body, which stays the same from one attempt to the next. */
static parl_status hash_body(struct parl_call *call, struct error *err)
{
    char piece[8192], hex[SHA256_HEX];
    struct sha256 *hash;
    size_t n = 1;
    parl_status status = crypto_built("a signed request", err);

    if (status != PARL_OK || call->body_sha256 != NULL)
        return status;
    hash = sha256_new();
    if (hash == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a signature");
    body_rewind(&call->body);
    while (status == PARL_OK && n > 0) {
        status = body_read(&call->body, piece, sizeof(piece), &n, err);
        if (status == PARL_OK)
            sha256_add(hash, piece, n);
    }
    body_rewind(&call->body);
    if (status == PARL_OK && sha256_hex(hash, hex))
        call->body_sha256 = arena_strdup(&call->arena, hex);
    sha256_free(hash);
    if (status == PARL_OK && call->body_sha256 == NULL)
        status =
            error_set(err, PARL_OUT_OF_MEMORY, "no memory for a signature");
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

static parl_status sign(struct parl_call *call, int64_t time, struct error *err)
{
    const struct secrets *secrets = &call->secrets;
    const struct sigv4_key key = {
        .access_key_id = secrets->access_key_id,
        .secret_access_key = secrets->secret_access_key,
        .region = call->to.region,
        .service = call->to.provider->service,
        .time = time,
    };
    char moment[MOMENT_AWS];
    parl_status status;

    if (key.service == NULL)
        return error_set(err, PARL_CREDENTIALS,
                         "account '%s': %s takes no AWS keys", call->to.account,
                         call->to.provider->name);
    if (key.region == NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "account '%s': region is missing, for the signature",
                         call->to.account);
    status = hash_body(call, err);
    if (status != PARL_OK)
        return status;
    moment_aws(time, moment);
    call_header(call, "x-amz-date", arena_strdup(&call->arena, moment), false);
    call_header(call, "x-amz-security-token", secrets->session_token, true);
    return add_signature(call, &key, err);
}

/* ---- a call ------------------------------------------------------------- */

parl_status call_check_key(const struct parl_call *call, struct error *err)
{
    const struct provider *provider = call->to.provider;
    const char *env = provider->key_env;

    if (!call->no_key)
        return PARL_OK;
    return error_set(
        err, PARL_CREDENTIALS,
        "account '%s' has no key: tried api_key, api_key_env and "
        "access_token%s%s%s",
        call->to.account, provider->service != NULL ? ", access_key_id" : "",
        env != NULL ? "; with parl_client_add_env_accounts the variable " : "",
        env != NULL ? env : "");
}

/* That the clock is wrong is said once in each call. */
static void report_clock(struct parl_call *call, int64_t skew)
{
    const char *text;

    if (skew == 0 || call->clock_was_told)
        return;
    text = arena_format(&call->arena,
                        "the clock of this machine is %lld seconds %s; the "
                        "request was signed with the server's time",
                        (long long)(skew > 0 ? skew : -skew),
                        skew > 0 ? "behind" : "ahead");
    if (text != NULL)
        report_add(&call->report, PARL_ACTION_TRANSLATED, "/", text);
    call->clock_was_told = true;
}

static parl_status add_token(struct parl_call *call)
{
    const struct http_header header =
        auth_key_header(&call->arena, NULL, call->secrets.token);

    call_header(call, header.name, header.value, true);
    if (call->secrets.quota_project != NULL &&
        !call_has_header(call, "x-goog-user-project"))
        call_header(call, "x-goog-user-project", call->secrets.quota_project,
                    false);
    return PARL_OK;
}

parl_status call_sign(struct parl_call *call, int64_t now, struct error *err)
{
    struct credentials *c = call->account->credentials;
    int64_t skew;
    parl_status status = call_check_key(call, err);

    if (status != PARL_OK || !call->signs_later)
        return status;
    status = credentials_get(call->client, call->account, now, &call->arena,
                             &call->secrets, err);
    if (status != PARL_OK)
        return status;
    skew = credentials_skew(c);
    report_clock(call, skew);
    status = call->secrets.token != NULL ? add_token(call)
                                         : sign(call, now + skew, err);
    if (status == PARL_OK && call->arena.status != PARL_OK)
        status = error_memory(err, call->arena.status, "a signature");
    return status;
}

/* AWS's words for credentials that others may replace; no permission is among
 * them. */
static bool is_stale(const char *code)
{
    return word_in("ExpiredTokenException ExpiredToken "
                   "UnrecognizedClientException InvalidClientTokenId "
                   "RequestExpired",
                   code);
}

bool call_sign_may_help(struct parl_call *call, const struct parl_decoder *d,
                        int64_t now)
{
    struct credentials *c = call->account->credentials;
    const int status = d->http_status;

    if (!call->signs_later || call->was_signed_again ||
        (status != 400 && status != 401 && status != 403))
        return false;
    if (call->secrets.token == NULL && d->head.has_date &&
        credentials_clock(c, now, d->head.date))
        call->was_signed_again = true;
    else if (status == 401 || is_stale(d->error.provider_code))
        call->was_signed_again = credentials_refused(c, &call->secrets);
    return call->was_signed_again;
}

parl_status parl_call_sign(parl_call *call, int64_t unix_time,
                           parl_error **error)
{
    struct error err = ERROR_INIT;

    if (call_sign(call, unix_time, &err) == PARL_OK)
        return PARL_OK;
    return error_give(error, &call->client->mem, &err);
}
