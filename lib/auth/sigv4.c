/* auth/sigv4.c -- AWS Signature Version 4. */
#include "auth/sigv4.h"

#include <string.h>
#include "base/moment.h"
#include "auth/percent.h"

enum { MAX_SIGNED = 64, DATE = 8 };

/* ---- the path ----------------------------------------------------------- */

/* Takes back the last segment. */
static void go_up(struct buf *path, size_t begin)
{
    while (path->len > begin && path->data[--path->len] != '/')
        continue;
}

/* Without dot segments and doubled slashes (RFC 3986, 5.2.4, and AWS's own
 * rule). */
static void add_normal_path(struct buf *out, struct span path)
{
    const size_t begin = out->len;
    bool ends_in_slash = true;

    for (size_t at = 0, end; at < path.len; at = end) {
        struct span segment;

        for (end = at; end < path.len && path.ptr[end] != '/';)
            end++;
        segment = (struct span){ path.ptr + at, end - at };
        ends_in_slash = end < path.len;
        end += ends_in_slash;
        if (span_is(segment, "..")) {
            go_up(out, begin);
            ends_in_slash = true;
        } else if (span_is(segment, ".")) {
            ends_in_slash = true;
        } else if (segment.len > 0) {
            buf_add_char(out, '/');
            percent_encode(out, segment, "");
        }
    }
    if (ends_in_slash || out->len == begin)
        buf_add_char(out, '/');
}

static void add_path(struct buf *out, const struct sigv4_request *r)
{
    if (!r->keeps_dots)
        add_normal_path(out, r->path);
    else if (r->path.len == 0)
        buf_add_char(out, '/');
    else
        percent_encode(out, r->path, "/");
}

/* ---- the query ---------------------------------------------------------- */

struct pair {
    struct span name, value;
};

static int compare_spans(const struct span *a, const struct span *b)
{
    const size_t len = a->len < b->len ? a->len : b->len;
    const int order = len > 0 ? memcmp(a->ptr, b->ptr, len) : 0;

    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

/* Stable, for a handful of things: by name, and where names are the same
 * `by_value` or in the order in which they came. */
static void sort_pairs(struct pair *pairs, size_t n, bool by_value)
{
    for (size_t i = 1; i < n; i++) {
        const struct pair pair = pairs[i];
        size_t at = i;

        for (; at > 0; at--) {
            int order = compare_spans(&pairs[at - 1].name, &pair.name);

            if (order == 0 && by_value)
                order = compare_spans(&pairs[at - 1].value, &pair.value);
            if (order <= 0)
                break;
            pairs[at] = pairs[at - 1];
        }
        pairs[at] = pair;
    }
}

static size_t cut_query(struct span query, struct pair *pairs)
{
    size_t n = 0;

    for (size_t at = 0, end; at < query.len && n < MAX_SIGNED; at = end + 1) {
        const char *begin = query.ptr + at, *equals;

        for (end = at; end < query.len && query.ptr[end] != '&';)
            end++;
        equals = memchr(begin, '=', end - at);
        if (equals == NULL)
            equals = query.ptr + end;
        pairs[n].name = (struct span){ begin, (size_t)(equals - begin) };
        pairs[n].value = (struct span){ equals, 0 };
        if (equals < query.ptr + end)
            pairs[n].value =
                (struct span){ equals + 1,
                               (size_t)(query.ptr + end - equals - 1) };
        n += end > at;
    }
    return n;
}

/* What is encoded on the wire already stays as it is. */
static void add_query(struct buf *out, struct span query)
{
    struct pair pairs[MAX_SIGNED];
    const size_t n = cut_query(query, pairs);

    sort_pairs(pairs, n, true);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_add_char(out, '&');
        percent_encode(out, pairs[i].name, "%");
        buf_add_char(out, '=');
        percent_encode(out, pairs[i].value, "%");
    }
}

/* ---- the headers -------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Trimmed, with one blank for a run of them. */
static void add_value(struct buf *out, struct span value)
{
    bool gap = false, begun = false;

    for (size_t i = 0; i < value.len; i++) {
        if (is_blank(value.ptr[i])) {
            gap = begun;
            continue;
        }
        if (gap)
            buf_add_char(out, ' ');
        buf_add_char(out, value.ptr[i]);
        begun = true;
        gap = false;
    }
}

static size_t sort_headers(const struct sigv4_request *r, struct pair *sorted)
{
    const size_t n = r->n_headers < MAX_SIGNED ? r->n_headers : MAX_SIGNED;

    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct pair){ span_of(r->headers[i].name),
                                   span_of(r->headers[i].value) };
    sort_pairs(sorted, n, false);
    return n;
}

static void add_headers(struct buf *out, const struct pair *sorted, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const bool again =
            i > 0 && span_same(sorted[i].name, sorted[i - 1].name);

        if (again) {
            out->len--; /* the line goes on */
            buf_add_char(out, ',');
        } else {
            buf_add(out, sorted[i].name.ptr, sorted[i].name.len);
            buf_add_char(out, ':');
        }
        add_value(out, sorted[i].value);
        buf_add_char(out, '\n');
    }
}

static void add_signed_names(struct buf *out, const struct pair *sorted,
                             size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && span_same(sorted[i].name, sorted[i - 1].name))
            continue;
        if (i > 0)
            buf_add_char(out, ';');
        buf_add(out, sorted[i].name.ptr, sorted[i].name.len);
    }
}

/* No request of ours comes near the limit, and none is cut in silence. */
static bool fits(const struct sigv4_request *r)
{
    size_t n = 1;

    for (size_t i = 0; i < r->query.len; i++)
        n += r->query.ptr[i] == '&';
    return n <= MAX_SIGNED && r->n_headers <= MAX_SIGNED;
}

/* ---- the steps ---------------------------------------------------------- */

void sigv4_canonical(const struct sigv4_request *r, struct buf *out)
{
    struct pair sorted[MAX_SIGNED];
    const size_t n = sort_headers(r, sorted);

    buf_add_text(out, r->method);
    buf_add_char(out, '\n');
    add_path(out, r);
    buf_add_char(out, '\n');
    add_query(out, r->query);
    buf_add_char(out, '\n');
    if (buf_ok(out))
        add_headers(out, sorted, n);
    buf_add_char(out, '\n');
    add_signed_names(out, sorted, n);
    buf_add_char(out, '\n');
    buf_add_text(out, r->body_sha256);
}

static void add_scope(struct buf *out, const struct sigv4_key *key,
                      const char *moment)
{
    buf_add(out, moment, DATE);
    buf_add_char(out, '/');
    buf_add_text(out, key->region);
    buf_add_char(out, '/');
    buf_add_text(out, key->service);
    buf_add_text(out, "/aws4_request");
}

bool sigv4_string_to_sign(struct span canonical, const struct sigv4_key *key,
                          struct buf *out)
{
    char moment[MOMENT_AWS], hash[SHA256_HEX];

    if (!sha256_hex_of(canonical, hash))
        return false;
    moment_aws(key->time, moment);
    buf_add_text(out, "AWS4-HMAC-SHA256\n");
    buf_add_text(out, moment);
    buf_add_char(out, '\n');
    add_scope(out, key, moment);
    buf_add_char(out, '\n');
    buf_add_text(out, hash);
    return true;
}

/* "AWS4" and the secret, drawn through date, region and service. */
static bool signing_key(const struct sigv4_key *key, const char *moment,
                        struct buf *scratch, unsigned char out[SHA256_BYTES])
{
    const struct span rounds[] = {
        { moment, DATE },
        span_of(key->region),
        span_of(key->service),
        SPAN("aws4_request"),
    };
    bool ok;

    buf_room(scratch, strlen(key->secret_access_key) + 4); /* never moved */
    buf_add_text(scratch, "AWS4");
    buf_add_text(scratch, key->secret_access_key);
    ok = buf_ok(scratch) &&
         hmac_sha256((struct span){ scratch->data, scratch->len }, rounds[0],
                     out);
    buf_wipe(scratch);
    for (size_t i = 1; ok && i < sizeof(rounds) / sizeof(rounds[0]); i++) {
        unsigned char last[SHA256_BYTES];

        memcpy(last, out, sizeof(last));
        ok = hmac_sha256((struct span){ (char *)last, sizeof(last) }, rounds[i],
                         out);
        mem_wipe(last, sizeof(last));
    }
    return ok;
}

static bool signature(const struct sigv4_key *key, struct span text,
                      struct buf *scratch, char hex[SHA256_HEX])
{
    unsigned char drawn[SHA256_BYTES] = { 0 }, bytes[SHA256_BYTES];
    char moment[MOMENT_AWS];
    bool ok;

    moment_aws(key->time, moment);
    ok =
        signing_key(key, moment, scratch, drawn) &&
        hmac_sha256((struct span){ (char *)drawn, sizeof(drawn) }, text, bytes);
    if (ok)
        hex_of(bytes, sizeof(bytes), hex);
    mem_wipe(drawn, sizeof(drawn));
    return ok;
}

static void add_authorization(struct buf *out, const struct sigv4_request *r,
                              const struct sigv4_key *key, const char *hex)
{
    struct pair sorted[MAX_SIGNED];
    const size_t n = sort_headers(r, sorted);
    char moment[MOMENT_AWS];

    moment_aws(key->time, moment);
    buf_add_text(out, "AWS4-HMAC-SHA256 Credential=");
    buf_add_text(out, key->access_key_id);
    buf_add_char(out, '/');
    add_scope(out, key, moment);
    buf_add_text(out, ", SignedHeaders=");
    add_signed_names(out, sorted, n);
    buf_add_text(out, ", Signature=");
    buf_add_text(out, hex);
}

/* More than the canonical form comes to, which holds the security token: a
 * buffer that grows leaves copies behind. */
static size_t room_for(const struct sigv4_request *r)
{
    size_t size = 1024 + 3 * (r->path.len + r->query.len);

    for (size_t i = 0; i < r->n_headers; i++)
        size += 2 * strlen(r->headers[i].name) + strlen(r->headers[i].value);
    return size;
}

parl_status sigv4_sign(const struct sigv4_request *r,
                       const struct sigv4_key *key, struct buf *out,
                       struct error *err)
{
    struct buf canonical, text, scratch;
    char hex[SHA256_HEX];
    parl_status status = crypto_built("a signed request", err);

    if (status != PARL_OK)
        return status;
    if (!fits(r))
        return error_set(err, PARL_TOO_LARGE,
                         "too many headers or parameters to sign");
    buf_init(&canonical, out->mem, out->limit);
    buf_init(&text, out->mem, out->limit);
    buf_init(&scratch, out->mem, out->limit);
    buf_reserve(&canonical, room_for(r));
    sigv4_canonical(r, &canonical);
    if (!buf_ok(&canonical) ||
        !sigv4_string_to_sign((struct span){ canonical.data, canonical.len },
                              key, &text) ||
        !buf_ok(&text) ||
        !signature(key, (struct span){ text.data, text.len }, &scratch, hex))
        status = error_memory(err, PARL_OUT_OF_MEMORY, "a signature");
    else
        add_authorization(out, r, key, hex);
    buf_wipe(&canonical);
    buf_release(&canonical);
    buf_release(&text);
    buf_release(&scratch);
    if (status == PARL_OK && !buf_ok(out))
        status = error_memory(err, out->status, "a signature");
    return status;
}
