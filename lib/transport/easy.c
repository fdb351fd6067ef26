/* transport/easy.c -- one easy handle: its settings, what it calls, how it
 * ends.
 *
 * SIGPIPE: libcurl sends with MSG_NOSIGNAL (or SO_NOSIGPIPE), and since 7.87
 * so does all that its TLS backends write, which goes through libcurl's own
 * socket filter.  So no signal mask is touched. */
#include "transport/engine.h"

#include <fcntl.h>
#include <string.h>

/* ---- what libcurl calls ---- */

static void enter_phase(struct curl_transfer *ct, enum timers_phase phase)
{
    struct engine *e = ct->engine;
    int64_t deadline;

    timers_enter(&ct->timers, phase, e->now);
    deadline = timers_deadline(&ct->timers);
    if (deadline < e->next_look)
        e->next_look = deadline;
}

void easy_abandon(struct curl_transfer *ct)
{
    ct->is_abandoned = true;
    curl_easy_setopt(ct->easy, CURLOPT_FORBID_REUSE, 1L);
}

/* What a callback gives back so that libcurl ends the transfer. */
static size_t give_up(struct curl_transfer *ct, size_t answer)
{
    easy_abandon(ct);
    return answer;
}

static size_t on_header(char *line, size_t size, size_t n, void *ctx)
{
    struct curl_transfer *ct = ctx;
    struct transfer *t = ct->transfer;
    bool begun = ct->head.status != 0;

    (void)size; /* always 1 */
    if (t == NULL)
        return give_up(ct, CURL_WRITEFUNC_ERROR);
    ct->failure = head_line(&ct->head, line, n, t->sink, &t->error);
    if (ct->failure != PARL_OK)
        return give_up(ct, CURL_WRITEFUNC_ERROR);

    if (ct->head.is_encoded)
        easy_watch(ct, true);
    if (begun || ct->head.status == 0)
        ct->timers.moved = ct->engine->now;
    else
        enter_phase(ct, TIMERS_ANSWERING);
    return n;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *ctx)
{
    struct curl_transfer *ct = ctx;
    struct transfer *t = ct->transfer;

    (void)size;
    if (t == NULL)
        return give_up(ct, CURL_WRITEFUNC_ERROR);
    ct->timers.moved = ct->engine->now;
    ct->failure = t->sink->body(t->sink->ctx, bytes, n, &t->error);
    return ct->failure == PARL_OK ? n : give_up(ct, CURL_WRITEFUNC_ERROR);
}

static parl_status read_body(struct curl_transfer *ct, char *bytes, size_t size,
                             size_t *n_read, struct error *err)
{
    const struct http_request *req = ct->transfer->request;
    parl_status status;

    if (size > ct->body_left)
        size = (size_t)ct->body_left;
    *n_read = 0;
    if (size == 0)
        return PARL_OK;

    status = req->read(req->ctx, bytes, size, n_read, err);
    if (status == PARL_OK && *n_read == 0)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "the request body ended %llu bytes early",
                         (unsigned long long)ct->body_left);
    ct->body_left -= *n_read;
    return status;
}

static size_t on_read(char *bytes, size_t size, size_t n, void *ctx)
{
    struct curl_transfer *ct = ctx;
    size_t n_read;

    if (ct->transfer == NULL)
        return give_up(ct, CURL_READFUNC_ABORT);
    ct->failure = read_body(ct, bytes, size * n, &n_read, &ct->transfer->error);
    return ct->failure == PARL_OK ? n_read : give_up(ct, CURL_READFUNC_ABORT);
}

/* To the beginning, when a kept connection turns out to be dead. */
static int on_seek(void *ctx, curl_off_t offset, int origin)
{
    struct curl_transfer *ct = ctx;
    const struct http_request *req;

    if (ct->transfer == NULL || offset != 0 || origin != SEEK_SET)
        return CURL_SEEKFUNC_FAIL;
    req = ct->transfer->request;
    if (req->rewind == NULL)
        return CURL_SEEKFUNC_CANTSEEK;
    req->rewind(req->ctx);
    ct->body_left = req->body_len;
    return CURL_SEEKFUNC_OK;
}

/* A program that the caller starts does not hold our connections open. */
static int on_socket(void *ctx, curl_socket_t fd, curlsocktype purpose)
{
    (void)ctx;
    (void)purpose;
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    return CURL_SOCKOPT_OK;
}

/* The connection stands, new or kept; the request goes out next. */
static int on_connected(void *ctx, char *peer_ip, char *own_ip, int peer_port,
                        int own_port)
{
    (void)peer_ip;
    (void)own_ip;
    (void)peer_port;
    (void)own_port;
    enter_phase(ctx, TIMERS_SENDING);
    return CURL_PREREQFUNC_OK;
}

static int on_progress(void *ctx, curl_off_t to_come, curl_off_t came,
                       curl_off_t to_go, curl_off_t went)
{
    struct curl_transfer *ct = ctx;

    (void)to_come;
    (void)to_go;
    timers_count(&ct->timers, went, came, ct->engine->now);
    return 0;
}

/* ---- settings ---- */

static const struct {
    uint16_t option; /* a CURLoption */
    uint16_t value;
} fixed_options[] = {
    { CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS },
    { CURLOPT_NOSIGNAL, 1 },
    { CURLOPT_TCP_NODELAY, 1 },
    { CURLOPT_TCP_KEEPALIVE, 1 }, /* a model may think for minutes */
    { CURLOPT_FOLLOWLOCATION, 0 },
    { CURLOPT_SUPPRESS_CONNECT_HEADERS, 1 },
    { CURLOPT_QUICK_EXIT, 1 }, /* not to wait for a resolver that hangs */
};

/* The environment is never asked: not for a proxy, nor for exceptions. */
static CURLcode set_strings(CURL *easy, const struct transport_options *o)
{
    const char *proxy = o->proxy != NULL ? o->proxy : "";
    CURLcode bad = curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");

    bad = bad ? bad : curl_easy_setopt(easy, CURLOPT_PROXY, proxy);
    bad = bad ? bad : curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    if (o->proxy != NULL) { /* hears it, too; a request says it itself */
        bad = bad ? bad
                  : curl_easy_setopt(easy, CURLOPT_USERAGENT, o->user_agent);
    } else { /* whom no proxy shows one; copied for each transfer else */
        curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, NULL);
        curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, NULL);
    }
    if (o->ca_file == NULL || bad)
        return bad;
    curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    return curl_easy_setopt(easy, CURLOPT_CAINFO, o->ca_file);
}

static void set_callbacks(struct curl_transfer *ct)
{
    static const uint16_t contexts[] = {
        CURLOPT_PRIVATE,      CURLOPT_HEADERDATA, CURLOPT_WRITEDATA,
        CURLOPT_READDATA,     CURLOPT_SEEKDATA,   CURLOPT_PREREQDATA,
        CURLOPT_XFERINFODATA,
    };
    CURL *easy = ct->easy;

    for (size_t i = 0; i < sizeof(contexts) / sizeof(contexts[0]); i++)
        curl_easy_setopt(easy, (CURLoption)contexts[i], ct);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, ct->reason);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, on_seek);
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, on_socket);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_connected);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
}

void easy_free(struct curl_transfer *ct)
{
    const parl_allocator *mem = ct->engine->options->mem;

    if (!ct->engine->is_forked)
        curl_easy_cleanup(ct->easy);
    curl_url_cleanup(ct->address);
    if (ct->url != NULL)
        mem_free(mem, ct->url, strlen(ct->url) + 1);
    mem_free(mem, ct->lines, ct->lines_size);
    mem_free(mem, ct, sizeof(*ct));
}

static bool set_up_handle(struct curl_transfer *ct)
{
    const struct engine *e = ct->engine;

    ct->easy = curl_easy_init();
    ct->address = curl_url();
    if (ct->easy == NULL || ct->address == NULL ||
        set_strings(ct->easy, e->options) != CURLE_OK)
        return false;
    for (size_t i = 0; i < sizeof(fixed_options) / sizeof(fixed_options[0]);
         i++)
        curl_easy_setopt(ct->easy, (CURLoption)fixed_options[i].option,
                         (long)fixed_options[i].value);
    set_callbacks(ct);
    curl_easy_setopt(ct->easy, CURLOPT_CURLU, ct->address);
    return curl_easy_setopt(ct->easy, CURLOPT_ACCEPT_ENCODING, e->encodings) ==
           CURLE_OK;
}

struct curl_transfer *easy_new(struct engine *e)
{
    const struct transport_options *o = e->options;
    struct curl_transfer *ct = mem_zalloc(o->mem, sizeof(*ct));

    if (ct == NULL)
        return NULL;
    ct->engine = e;
    ct->head.limit = o->max_header_bytes;
    if (set_up_handle(ct))
        return ct;
    easy_free(ct);
    return NULL;
}

/* ---- how it ends ---- */

/* A broken connection: PARL_TRUNCATED once the answer had begun. */
#define BROKEN PARL_TRUNCATED

static const struct failure {
    unsigned char code, status; /* a CURLcode, and what it comes to */
    bool final;                 /* another try would end in the same way */
    const char *words;
} failures[] = {
    { CURLE_COULDNT_RESOLVE_HOST, PARL_NETWORK, false, "no such host" },
    { CURLE_COULDNT_RESOLVE_PROXY, PARL_NETWORK, false, "no such proxy" },
    { CURLE_COULDNT_CONNECT, PARL_NETWORK, false, "cannot connect" },
    { CURLE_PROXY, PARL_NETWORK, false, "the proxy refused" },
    { CURLE_SSL_CONNECT_ERROR, PARL_NETWORK, false, "no TLS handshake" },
    { CURLE_PEER_FAILED_VERIFICATION, PARL_NETWORK, true,
      "the server's certificate is not trusted" },
    { CURLE_SSL_ISSUER_ERROR, PARL_NETWORK, true,
      "the server's certificate is not trusted" },
    { CURLE_SSL_INVALIDCERTSTATUS, PARL_NETWORK, true,
      "the server's certificate is not valid" },
    { CURLE_SSL_CACERT_BADFILE, PARL_NETWORK, true,
      "the trusted certificates cannot be read" },
    { CURLE_SSL_CERTPROBLEM, PARL_NETWORK, true, "a certificate is wrong" },
    { CURLE_SSL_CIPHER, PARL_NETWORK, true, "no TLS cipher in common" },

    { CURLE_GOT_NOTHING, BROKEN, false, "the server sent nothing" },
    { CURLE_SEND_ERROR, BROKEN, false, "the connection broke" },
    { CURLE_RECV_ERROR, BROKEN, false, "the connection broke" },
    { CURLE_SEND_FAIL_REWIND, BROKEN, false, "the connection broke" },
    { CURLE_PARTIAL_FILE, BROKEN, false, "the answer was cut short" },
    { CURLE_HTTP2, BROKEN, false, "the HTTP/2 connection broke" },
    { CURLE_HTTP2_STREAM, BROKEN, false, "the HTTP/2 stream broke" },

    { CURLE_URL_MALFORMAT, PARL_INVALID_ARGUMENT, true,
      "base_url is not an address" },
    { CURLE_WEIRD_SERVER_REPLY, PARL_PROTOCOL, true, "the answer is not HTTP" },
    { CURLE_UNSUPPORTED_PROTOCOL, PARL_PROTOCOL, true,
      "the answer is not HTTP" },
    { CURLE_BAD_CONTENT_ENCODING, PARL_PROTOCOL, true,
      "the answer's compression is wrong" },
    { CURLE_WRITE_ERROR, PARL_PROTOCOL, true,
      "the answer's compression is wrong" },
    { CURLE_OUT_OF_MEMORY, PARL_OUT_OF_MEMORY, true,
      "no memory for the transfer" },
};

static struct failure find_failure(CURLcode code)
{
    for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
        if (failures[i].code == code)
            return failures[i];
    }
    return (struct failure){ .status = BROKEN, .words = "the transfer failed" };
}

/* libcurl repeats a proxy that it does not take, and the password in it. */
static void hide_proxy(char *reason, const char *proxy)
{
    char *at = proxy != NULL ? strchr(reason, '\'') : NULL;

    if (at == NULL || strncmp(at + 1, proxy, strcspn(proxy, ":")) != 0)
        return;
    for (at++; *at != '\0' && *at == *proxy; at++, proxy++)
        *at = '*';
}

static parl_status report_failure(struct curl_transfer *ct, CURLcode code,
                                  struct error *err)
{
    struct failure f = find_failure(code);
    const char *reason;

    hide_proxy(ct->reason, ct->engine->options->proxy);
    reason = ct->reason[0] != '\0' ? ct->reason : curl_easy_strerror(code);
    if (f.status == BROKEN && ct->head.status == 0)
        f.status = PARL_NETWORK;
    error_set(err, (parl_status)f.status, "%s: %s", f.words, reason);
    err->retryable = err->retryable && !f.final;
    return (parl_status)f.status;
}

/* libcurl's only timer is the one for connecting. */
parl_status easy_judge(struct curl_transfer *ct, CURLcode code,
                       struct error *err)
{
    if (ct->failure != PARL_OK)
        return ct->failure;
    if (code == CURLE_OPERATION_TIMEDOUT)
        return error_set(err, PARL_TIMEOUT,
                         "no connection within %lld ms (connect_timeout_ms)",
                         (long long)ct->timers.limits.connect_ms);
    if (code != CURLE_OK)
        return report_failure(ct, code, err);
    if (ct->head.state == HEAD_WHOLE)
        return PARL_OK;
    return error_set(err, ct->head.status != 0 ? PARL_TRUNCATED : PARL_NETWORK,
                     "the connection ended inside the answer's headers");
}
