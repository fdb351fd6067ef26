/* api/call.c -- a request on its way out: who is asked, at which address, with
 * which headers, and the body that the dialect writes. */
#include "api/call.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>
#include "api/error.h"
#include "api/struct_in.h"
#include "auth/auth.h"
#include "encoding/check.h"

/* ---- headers ------------------------------------------------------------ */

/* Four are set when the call is signed. */
enum { OWN_HEADERS = 10 };

/* Its place; where there is none, the one behind the last. */
static size_t find_header(const struct parl_call *call, const char *name)
{
    size_t i = 0;

    while (i < call->n_headers && strcmp(call->headers[i].name, name) != 0)
        i++;
    return i;
}

static void add_header(struct parl_call *call, struct http_header header)
{
    const size_t i = find_header(call, header.name);

    call->headers[i] = header;
    if (i == call->n_headers)
        call->n_headers++;
}

void call_header(struct parl_call *call, const char *name, const char *value,
                 bool secret)
{
    if (name != NULL && value != NULL)
        add_header(call, (struct http_header){ name, value, secret });
}

/* One of a name that is not there yet. */
static void add_plain(struct parl_call *call, const char *name,
                      const char *value)
{
    if (name != NULL && value != NULL)
        call->headers[call->n_headers++] =
            (struct http_header){ name, value, false };
}

bool call_has_header(const struct parl_call *call, const char *name)
{
    return find_header(call, name) < call->n_headers;
}

static const char *lower(struct arena *arena, const char *name)
{
    char *copy = arena_strdup(arena, name);

    for (char *c = copy; c != NULL && *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    }
    return copy;
}

/* A gateway has a name of its own for its key (cf-aig-authorization,
 * ocp-apim-subscription-key, x-auth-token): they end alike. */
bool header_is_secret(const char *name)
{
    static const char *const endings[] = {
        "authorization", "auth", "key", "token", "cookie", "secret", "password",
    };
    const size_t len = strlen(name);

    if (is_like(name, "idempotency-key", len + 1))
        return false; /* says which call it is */
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
        const size_t n = strlen(endings[i]);

        if (len >= n && is_like(endings[i], name + len - n, n))
            return true;
    }
    return false;
}

static void add_key(struct parl_call *call)
{
    const struct provider *provider = call->to.provider;
    const parl_account *given = &call->account->given;
    const char *name = extras_of(provider)->key_header;

    if (given->on_credential != NULL)
        call->signs_later = true;
    else if (given->api_key != NULL)
        call->headers[call->n_headers++] =
            auth_key_header(&call->arena, name, given->api_key);
    else if (given->api_key_env != NULL)
        call->no_key = true; /* the variable is not set */
    else if (given->access_token != NULL)
        call->headers[call->n_headers++] =
            auth_key_header(&call->arena, NULL, given->access_token);
    else if (call->account->credentials != NULL)
        call->signs_later = true;
    else
        call->no_key = !provider->key_optional;
}

/* Those that the encoding asked for; a list gets what the account adds. */
static void add_asked(struct parl_call *call)
{
    for (const struct asked_header *h = call->asked; h != NULL; h = h->next) {
        const size_t i = find_header(call, h->name);
        const bool is_new = i == call->n_headers;

        if (is_new)
            add_plain(call, h->name, h->value);
        else if (h->list)
            call->headers[i].value = arena_format(
                &call->arena, "%s,%s", call->headers[i].value, h->value);
    }
}

static size_t count_asked(const struct parl_call *call)
{
    size_t n = 0;

    for (const struct asked_header *h = call->asked; h != NULL; h = h->next)
        n++;
    return n;
}

static void add_headers(struct parl_call *call)
{
    const parl_account *given = &call->account->given;
    const struct provider_extras *extras = extras_of(call->to.provider);
    const size_t n = OWN_HEADERS + given->n_headers + count_asked(call);

    call->headers = ARENA_ARRAY(&call->arena, n, struct http_header);
    if (call->headers == NULL)
        return;
    add_plain(call, "content-type", "application/json");
    add_plain(call, "accept",
              !call->stream ? "application/json"
              : call->to.dialect->framing == FRAMING_EVENTSTREAM
                  ? "application/vnd.amazon.eventstream"
                  : "text/event-stream");
    add_plain(call, extras->organization_header, given->organization);
    add_plain(call, extras->project_header, given->project);
    add_key(call);
    for (size_t i = 0; i < given->n_headers; i++) {
        const char *name = lower(&call->arena, given->headers[i].name);

        if (name == NULL)
            return;
        call_header(call, name, given->headers[i].value,
                    header_is_secret(name));
        if (header_is_secret(name) && given->api_key_env == NULL)
            call->no_key = false;
    }
    add_asked(call);
    /* whoever writes such a header himself is taken at his word */
    if (call->signs_later && (call_has_header(call, "authorization") ||
                              (extras->key_header != NULL &&
                               call_has_header(call, extras->key_header))))
        call->signs_later = false;
}

/* ---- waits -------------------------------------------------------------- */

static int64_t limit(int64_t asked, int64_t usual)
{
    const int64_t value = asked != 0 ? asked : usual;

    return value < 0 ? 0 : value;
}

static void set_waits(struct parl_call *call, const parl_request *r)
{
    const parl_client_options *o = &call->client->options;

    call->limits = (struct transfer_limits){
        .connect_ms = limit(r->connect_timeout_ms, o->connect_timeout_ms),
        .first_byte_ms =
            limit(r->first_byte_timeout_ms, o->first_byte_timeout_ms),
        .silence_ms = limit(r->silence_timeout_ms, o->silence_timeout_ms),
        .total_ms =
            limit(r->total_timeout_ms, call->stream ? 0 : o->total_timeout_ms),
    };
    call->deadline_ms = limit(0, o->retry_deadline_ms);
    if (call->limits.total_ms > 0 &&
        (call->deadline_ms == 0 || call->limits.total_ms < call->deadline_ms))
        call->deadline_ms = call->limits.total_ms;
    call->max_retries = (int)limit(r->max_retries, o->max_retries);
    call->cancels.each[BY_CALLER] = r->cancel;
}

/* ---- the whole ---------------------------------------------------------- */

enum { FIRST_BODY = 1024 }; /* most small requests fit */

static parl_status write_body(struct parl_call *call, const parl_request *r,
                              struct error *err)
{
    struct encoding e;

    memset(&e, 0, offsetof(struct encoding, error));
    error_init(&e.error);
    e.request = r;
    e.to = &call->to;
    e.stream = call->stream;
    e.body = &call->body;
    e.arena = &call->arena;
    e.report = &call->report;
    json_out_init(&e.out, &call->body.text);
    check_request(&e);
    if (e.error.status == PARL_OK) {
        buf_reserve(&call->body.text, FIRST_BODY);
        call->to.dialect->encode(&e);
    }
    if (e.error.status == PARL_OK)
        buf_text(&call->body.text); /* a NUL behind it */
    call->structured = e.structured;
    call->answer_tool = e.answer_tool;
    call->n_choices = e.n_choices;
    call->stream = e.stream;
    call->asked = e.headers;

    if (e.error.status != PARL_OK)
        *err = e.error;
    else if (!buf_ok(&call->body.text))
        error_memory(err, call->body.text.status,
                     "the request (max_request_bytes)");
    else if (call->arena.status != PARL_OK)
        error_memory(err, call->arena.status, "a request");
    return err->status;
}

static parl_status fill_call(struct parl_call *call, const parl_request *given,
                             int32_t stream, struct error *err)
{
    parl_request older;
    const parl_request *r =
        struct_view(&older, sizeof(older), given, "the request", err);
    parl_status status;
    bool asked;

    if (r == NULL)
        return PARL_INVALID_ARGUMENT;
    status = check_lists(r, err);
    if (status != PARL_OK)
        return status;
    asked = (stream != PARL_DEFAULT ? stream : r->stream) == PARL_YES;
    call->stream = asked;
    status = client_target(call->client, r->model, r->dialect, false,
                           &call->arena, &call->to, &call->account, err);
    if (status == PARL_OK)
        target_suit(call->account, r, &call->to);
    if (status == PARL_OK)
        status = account_url(call->account, &call->to, call->stream,
                             &call->arena, &call->url, err);
    if (status == PARL_OK)
        status = write_body(call, r, err);
    if (status == PARL_OK && call->stream != asked) /* it goes elsewhere */
        status = account_url(call->account, &call->to, call->stream,
                             &call->arena, &call->url, err);
    if (status != PARL_OK)
        return status;
    add_headers(call);
    set_waits(call, r);
    return call->arena.status == PARL_OK
               ? PARL_OK
               : error_memory(err, call->arena.status, "a request");
}

bool call_whole_may_help(struct parl_call *call, const struct error *refused)
{
    const char *words = call->to.surface->unstreamed;
    struct error err = ERROR_INIT;

    if (!call->stream || words == NULL ||
        refused->status != PARL_INVALID_REQUEST ||
        strstr(refused->message, words) == NULL)
        return false;
    call->stream = false;
    call_header(call, "accept", "application/json", false);
    report_add(
        &call->report, PARL_ACTION_TRANSLATED, "/stream",
        "the model streams no answer to this; it was asked for a whole one");
    return account_url(call->account, &call->to, false, &call->arena,
                       &call->url, &err) == PARL_OK;
}

/* A refusal that was found before the encoding stands in the report too. */
static void note_refusal(struct parl_call *call, const struct error *err)
{
    const char *colon = strchr(err->message, ':');
    const char *field = "/";

    for (size_t i = 0; i < call->report.n_entries; i++) {
        if (call->report.entries[i].action == PARL_ACTION_REFUSED)
            return;
    }
    if (err->message[0] == '/' && colon != NULL)
        field = arena_text(&call->arena, err->message,
                           (size_t)(colon - err->message));
    report_add(&call->report, PARL_ACTION_REFUSED, field, err->message);
}

parl_status call_new(const struct parl_client *client,
                     const parl_request *request, int32_t stream,
                     struct parl_call **out, struct parl_call **refused,
                     struct error *err)
{
    struct parl_call *call;
    struct arena arena;
    parl_status status;

    arena_init(&arena, &client->mem, (size_t)-1);
    call = ARENA_NEW(&arena, struct parl_call);
    if (call == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a request");
    call->client = client;
    call->arena = arena;
    call->report.arena = &call->arena;
    body_init(&call->body, &client->mem, client->options.max_request_bytes);
    buf_init(&call->json, &client->mem, (size_t)-1);

    status = fill_call(call, request, stream, err);
    if (status != PARL_OK && refused != NULL)
        note_refusal(call, err);
    if (status == PARL_OK)
        *out = call;
    else if (refused != NULL)
        *refused = call;
    else
        parl_call_free(call);
    return status;
}

parl_status parl_encode(const parl_client *client, const parl_request *request,
                        parl_call **out, parl_error **error)
{
    struct error err = ERROR_INIT;

    if (call_new(client, request, PARL_DEFAULT, out, NULL, &err) == PARL_OK)
        return PARL_OK;
    return error_give(error, &client->mem, &err);
}

void parl_call_free(parl_call *call)
{
    struct arena arena;

    if (call == NULL)
        return;
    body_release(&call->body);
    buf_release(&call->json);
    arena = call->arena;
    arena_wipe(&arena);
}

/* ---- looking at it ------------------------------------------------------ */

const char *parl_call_method(const parl_call *call)
{
    (void)call;
    return "POST";
}

const char *parl_call_url(const parl_call *call)
{
    return call->url;
}

size_t parl_call_n_headers(const parl_call *call)
{
    return call->n_headers;
}

const parl_pair *parl_call_header(const parl_call *call, size_t index)
{
    static_assert(offsetof(struct http_header, value) ==
                      offsetof(parl_pair, value),
                  "a header begins as a pair does");

    if (index >= call->n_headers)
        return NULL;
    return (const parl_pair *)(const void *)&call->headers[index];
}

uint64_t parl_call_body_length(const parl_call *call)
{
    return body_length(&call->body);
}

const char *parl_call_body(const parl_call *call, size_t *len)
{
    if (call->body.n_attachments > 0)
        return NULL;
    if (len != NULL)
        *len = call->body.text.len;
    return call->body.text.data;
}

parl_status parl_call_read(parl_call *call, void *bytes, size_t size,
                           size_t *n_read, parl_error **error)
{
    struct error err = ERROR_INIT;

    if (body_read(&call->body, bytes, size, n_read, &err) == PARL_OK)
        return PARL_OK;
    return error_give(error, &call->client->mem, &err);
}

void parl_call_rewind(parl_call *call)
{
    body_rewind(&call->body);
}

const parl_report *parl_call_report(const parl_call *call)
{
    return &call->report;
}
