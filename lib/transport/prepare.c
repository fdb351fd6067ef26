/* transport/prepare.c -- an easy handle is given its next request. */
#include "transport/engine.h"

#include <arpa/inet.h>
#include <limits.h>
#include <string.h>

static bool is_loopback(const char *host)
{
    struct in_addr v4;

    if (inet_pton(AF_INET, host, &v4) == 1)
        return (ntohl(v4.s_addr) >> 24) == 127;
    return strcmp(host, "[::1]") == 0 || strcmp(host, "localhost") == 0;
}

static parl_status judge_url(const struct transport_options *o, CURLU *url,
                             struct error *err)
{
    char *scheme = NULL, *host = NULL;
    parl_status status = PARL_OK;

    curl_url_get(url, CURLUPART_SCHEME, &scheme, 0);
    curl_url_get(url, CURLUPART_HOST, &host, 0);
    if (scheme == NULL || host == NULL ||
        (strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0))
        status = error_set(err, PARL_INVALID_ARGUMENT,
                           "base_url is not an address of https");
    else if (strcmp(scheme, "http") == 0 && !o->allow_http &&
             (o->proxy != NULL || !is_loopback(host)))
        status = error_set(err, PARL_INVALID_ARGUMENT,
                           "base_url is plain http to %s, which all on the "
                           "way can read (allow_http permits it)",
                           host);
    curl_free(scheme);
    curl_free(host);
    return status;
}

/* Without what it was before, against which a relative address would be
 * resolved. */
static parl_status parse_url(CURLU *address, const char *url, struct error *err)
{
    CURLUcode bad;

    curl_url_set(address, CURLUPART_URL, NULL, 0);
    bad = curl_url_set(address, CURLUPART_URL, url, 0);
    if (bad == CURLUE_OUT_OF_MEMORY)
        return error_memory(err, PARL_OUT_OF_MEMORY, "an address");
    if (bad != CURLUE_OK)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "base_url is not an address of https");
    return PARL_OK;
}

static void drop_url(struct curl_transfer *ct)
{
    if (ct->url != NULL)
        mem_free(ct->engine->options->mem, ct->url, strlen(ct->url) + 1);
    ct->url = NULL;
}

/* An address is parsed and judged once, as long as the handle stays with it.  A
 * call over TLS waits for a connection that another one is making, since they
 * can share it if it speaks HTTP/2. */
static parl_status set_url(struct curl_transfer *ct, const char *url,
                           struct error *err)
{
    const struct transport_options *o = ct->engine->options;
    parl_status status;
    bool is_tls;

    if (ct->url != NULL && strcmp(ct->url, url) == 0)
        return PARL_OK;
    drop_url(ct);
    status = parse_url(ct->address, url, err);
    if (status == PARL_OK)
        status = judge_url(o, ct->address, err);
    if (status != PARL_OK)
        return status;
    ct->url = mem_text(o->mem, url, strlen(url));
    if (ct->url == NULL)
        return error_memory(err, PARL_OUT_OF_MEMORY, "an address");
    is_tls = strncmp(url, "https:", 6) == 0;
    curl_easy_setopt(ct->easy, CURLOPT_PIPEWAIT, is_tls ? 1L : 0L);
    return PARL_OK;
}

static bool has_header(const struct http_request *req, const char *name)
{
    for (size_t i = 0; i < req->n_headers; i++) {
        if (strcmp(req->headers[i].name, name) == 0)
            return true;
    }
    return false;
}

static parl_status measure_headers(const struct http_header *headers, size_t n,
                                   size_t *size, struct error *err)
{
    for (size_t i = 0; i < n; i++) {
        const struct http_header *h = &headers[i];
        const size_t n_name = strcspn(h->name, ": \t\r\n");
        const size_t n_value = strcspn(h->value, "\r\n");

        if (n_name == 0 || h->name[n_name] != '\0')
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "header %zu has no proper name", i);
        if (h->value[n_value] != '\0')
            return error_set(err, PARL_INVALID_ARGUMENT,
                             "the value of header %s has a line break",
                             h->name);
        *size += sizeof(struct curl_slist) + n_name + sizeof(": ") + n_value;
    }
    return PARL_OK;
}

/* libcurl finds the list where the block begins. */
static bool reserve_lines(struct curl_transfer *ct, size_t size)
{
    const parl_allocator *mem = ct->engine->options->mem;

    if (size > ct->lines_size) {
        mem_free(mem, ct->lines, ct->lines_size);
        ct->lines = mem_alloc(mem, size);
        ct->lines_size = ct->lines != NULL ? size : 0;
        curl_easy_setopt(ct->easy, CURLOPT_HTTPHEADER, ct->lines);
    }
    return ct->lines != NULL;
}

/* The list is one block: all the nodes, then all the text. */
struct lines {
    struct curl_slist *node; /* the next one */
    char *at;                /* where its text goes */
};

static void add_line(struct lines *l, const char *name, const char *mark,
                     const char *value)
{
    *l->node = (struct curl_slist){ l->at, l->node + 1 };
    l->at = stpcpy(stpcpy(stpcpy(l->at, name), mark), value) + 1;
    l->node++;
}

/* libcurl takes "name;" for an empty value and "name:" for "leave it out". */
static void add_lines(struct lines *l, const struct http_header *headers,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *value = headers[i].value;

        add_line(l, headers[i].name, *value != '\0' ? ": " : ";", value);
    }
}

/* What is said where the request does not say it.  libcurl would say it too,
 * but prints such lines anew for each transfer. */
static void add_own(struct lines *l, const struct http_request *req,
                    const char *name, const char *value)
{
    if (*value != '\0' && !has_header(req, name))
        add_line(l, name, ": ", value);
}

/* How many bytes of a body the system takes in one go: only what is more is on
 * its way for a while. */
enum { AT_ONCE = 16 * 1024 };

/* Lines of our own, and their text but for the user agent's name. */
enum {
    MAX_OWN = 3,
    OWN_SIZE = MAX_OWN * sizeof(struct curl_slist) + sizeof("user-agent: ") +
               sizeof("accept-encoding: gzip, deflate") + sizeof("expect:")
};

/* "expect:" saves large bodies a wait of a second for a 100 that few servers
 * send. */
static parl_status set_headers(struct curl_transfer *ct,
                               const struct transfer *t, struct error *err)
{
    const struct engine *e = ct->engine;
    const struct http_request *req = t->request;
    const char *agent = e->options->user_agent;
    size_t size = OWN_SIZE + strlen(agent);
    parl_status status =
        measure_headers(req->headers, req->n_headers, &size, err);
    struct lines l;

    if (status != PARL_OK)
        return status;
    if (!reserve_lines(ct, size))
        return error_memory(err, PARL_OUT_OF_MEMORY, "the request's headers");
    ct->n_lines = size;

    l.node = ct->lines;
    l.at = (char *)(ct->lines + req->n_headers + MAX_OWN);
    add_lines(&l, req->headers, req->n_headers);
    add_own(&l, req, "user-agent", agent);
    add_own(&l, req, "accept-encoding", t->stream ? "identity" : e->encodings);
    if (req->body_len > AT_ONCE)
        add_line(&l, "expect", ":", "");
    l.node[-1].next = NULL;
    return PARL_OK;
}

/* Without a body POST sends an empty one, and all others none.  POSTFIELDS
 * NULL means that the body is read piece by piece. */
static CURLcode set_method(struct curl_transfer *ct,
                           const struct http_request *req)
{
    bool is_post = strcmp(req->method, "POST") == 0;
    bool has_body = is_post || req->body_len > 0;
    bool plain = has_body ? is_post : strcmp(req->method, "GET") == 0;

    ct->body_left = req->body_len;
    if (has_body) {
        curl_easy_setopt(ct->easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         (curl_off_t)req->body_len);
        curl_easy_setopt(ct->easy, CURLOPT_POSTFIELDS,
                         req->body_len > 0 ? req->body : "");
    } else {
        curl_easy_setopt(ct->easy, CURLOPT_HTTPGET, 1L);
    }
    if (plain && !ct->is_custom)
        return CURLE_OK;
    ct->is_custom = !plain;
    return curl_easy_setopt(ct->easy, CURLOPT_CUSTOMREQUEST,
                            plain ? NULL : req->method);
}

void easy_watch(struct curl_transfer *ct, bool is_watched)
{
    if (ct->is_watched != is_watched)
        curl_easy_setopt(ct->easy, CURLOPT_NOPROGRESS, is_watched ? 0L : 1L);
    ct->is_watched = is_watched;
}

/* libcurl takes 0 for its own 300 seconds. */
static void set_connect_timeout(struct curl_transfer *ct, int64_t ms)
{
    long limit = ms > 0 && ms < INT_MAX ? (long)ms : INT_MAX;

    if (ct->connect_limit != limit)
        curl_easy_setopt(ct->easy, CURLOPT_CONNECTTIMEOUT_MS, limit);
    ct->connect_limit = limit;
}

parl_status easy_prepare(struct curl_transfer *ct, const struct transfer *t,
                         struct error *err)
{
    parl_status status = set_url(ct, t->request->url, err);

    if (status != PARL_OK)
        return status;
    status = set_headers(ct, t, err);
    if (status != PARL_OK)
        return status;
    if (set_method(ct, t->request) != CURLE_OK)
        return error_memory(err, PARL_OUT_OF_MEMORY, "a transfer");
    easy_watch(ct, t->request->body_len > AT_ONCE);
    set_connect_timeout(ct, t->limits.connect_ms);
    if (ct->is_abandoned)
        curl_easy_setopt(ct->easy, CURLOPT_FORBID_REUSE, 0L);
    ct->is_abandoned = false;
    head_reset(&ct->head);
    ct->reason[0] = '\0';
    ct->failure = PARL_OK;
    return PARL_OK;
}

void easy_forget(struct curl_transfer *ct)
{
    mem_wipe(ct->lines, ct->n_lines);
    ct->n_lines = 0;
}
