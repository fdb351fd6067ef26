/* api/decoder.c -- framer, dialect and collector in a row.
 *
 * The HTTP status and the first bytes tell what comes: an error, a stream or a
 * whole answer, whatever was asked for. */
#include "api/decoder.h"

#include <string.h>
#include <strings.h>
#include "api/call.h"
#include "api/credentials.h"
#include "api/error.h"
#include "api/struct_in.h"
#include "base/http_date.h"
#include "wire/json_in.h"

/* ---- headers ------------------------------------------------------------ */

/* The ids of a request; those that stand first in the table are preferred. */
static void take_id(struct parl_decoder *d, int rank, const char *value)
{
    if (value[0] == '\0' ||
        (d->request_id_rank != 0 && d->request_id_rank <= rank))
        return;
    d->request_id_rank = rank;
    error_copy(d->request_id, sizeof(d->request_id), value, strlen(value));
}

/* A decimal number of `unit`s as milliseconds; -1: it is none (a date). */
static int64_t read_delay(const char *text, double unit)
{
    struct json_in in;
    double number;

    while (*text == ' ')
        text++;
    json_in_init(&in, text, strlen(text), 0);
    if (!json_double(&in, &number) || !json_at_end(&in) || number < 0 ||
        number > 1e9)
        return -1;
    return (int64_t)(number * unit + 0.5);
}

/* One in milliseconds wins over one in seconds. */
static void take_milliseconds(struct parl_decoder *d, int rank,
                              const char *value)
{
    const int64_t ms = read_delay(value, 1);

    (void)rank;
    if (ms < 0)
        return;
    d->retry_after_ms = ms;
    d->retry_after_exact = true;
}

/* Seconds, or a date (RFC 9110, 10.2.3). */
static void take_retry_after(struct parl_decoder *d, int rank,
                             const char *value)
{
    const int64_t ms = read_delay(value, 1000);

    (void)rank;
    if (d->retry_after_exact)
        return;
    if (ms >= 0)
        d->retry_after_ms = ms;
    else
        d->has_retry_at = http_date_read(value, &d->retry_at);
}

static void take_date(struct parl_decoder *d, int rank, const char *value)
{
    (void)rank;
    d->has_date = http_date_read(value, &d->date);
}

static void take_should_retry(struct parl_decoder *d, int rank,
                              const char *value)
{
    (void)rank;
    d->should_retry = strcasecmp(value, "true") == 0    ? PARL_YES
                      : strcasecmp(value, "false") == 0 ? PARL_NO
                                                        : PARL_DEFAULT;
}

static void take_error_code(struct parl_decoder *d, int rank, const char *value)
{
    (void)rank;
    error_copy(d->error_code, sizeof(d->error_code), value, strlen(value));
}

/* A time to retry at, by the server's own clock. */
static int64_t retry_after(const struct parl_decoder *d)
{
    if (d->retry_after_ms >= 0 || !d->has_retry_at || !d->has_date)
        return d->retry_after_ms;
    return d->retry_at > d->date ? (d->retry_at - d->date) * 1000 : 0;
}

static const struct {
    const char *name;
    size_t len;
    void (*take)(struct parl_decoder *d, int rank, const char *value);
} headers[] = {
#define HEADER(name, take)                                                     \
    {                                                                          \
        name, sizeof(name) - 1, take                                           \
    }
    HEADER("x-request-id", take_id),
    HEADER("request-id", take_id),
    HEADER("x-amzn-requestid", take_id),
    HEADER("apim-request-id", take_id),
    HEADER("x-debug-trace-id", take_id),
    HEADER("mistral-correlation-id", take_id),
    HEADER("x-ds-trace-id", take_id),
    HEADER("x-goog-request-id", take_id),
    HEADER("retry-after-ms", take_milliseconds),
    HEADER("x-amz-retry-after", take_milliseconds),
    HEADER("retry-after", take_retry_after),
    HEADER("date", take_date),
    HEADER("x-should-retry", take_should_retry),
    HEADER("x-amzn-errortype", take_error_code),
#undef HEADER
};

enum { N_HEADERS = sizeof(headers) / sizeof(headers[0]) };

void parl_decoder_header(parl_decoder *d, const char *name, const char *value)
{
    const size_t len = strlen(name);

    for (int i = 0; i < N_HEADERS; i++) {
        if (headers[i].len == len && strcasecmp(headers[i].name, name) == 0)
            headers[i].take(d, i + 1, value);
    }
}

void parl_decoder_status(parl_decoder *d, int32_t http_status)
{
    d->http_status = http_status;
    d->began = true;
}

static bool is_error_status(const struct parl_decoder *d)
{
    return d->http_status < 200 || d->http_status > 299;
}

/* ---- the dialect, where nobody said ------------------------------------- */

/* The beginning of an answer tells which of the provider's dialects it is in,
 * if it is not the usual one. */
static void guess(struct parl_decoder *d, struct span document)
{
    const struct surface *surfaces = d->to.provider->surfaces;

    if (!d->guessing)
        return;
    d->guessing = false;
    for (size_t i = 0; i < MAX_SURFACES && surfaces[i].dialect; i++) {
        const struct dialect *dialect = surfaces[i].dialect;

        if (dialect->claims == NULL || !dialect->claims(document) ||
            dialect == d->to.dialect)
            continue;
        d->to.dialect = dialect;
        d->decoding.state = arena_alloc(&d->arena, dialect->state_size);
        if (d->decoding.state == NULL)
            d->decoding.failed = PARL_OUT_OF_MEMORY;
        return;
    }
}

/* ---- events ------------------------------------------------------------- */

/* The last event of a stream that was cut: JSON, or a mark such as [DONE],
 * without its end. */
static bool is_cut(struct span data)
{
    if (data.len == 0)
        return false;
    if (data.ptr[0] == '[')
        return data.ptr[data.len - 1] != ']';
    return data.ptr[0] == '{' && !json_valid(data.ptr, data.len);
}

static parl_status on_event(void *ctx, const struct sse_event *event,
                            struct error *err)
{
    struct parl_decoder *d = ctx;

    if (d->ending && is_cut(event->data))
        return PARL_OK; /* that is no event */
    guess(d, event->data);
    if (d->decoding.state == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a decoder");
    return d->to.dialect->event(&d->decoding, event->name, event->data, err);
}

/* What fails in the middle of a stream is a message of its own kind. */
static parl_status on_failure(struct parl_decoder *d,
                              const struct eventstream_message *message,
                              struct error *err)
{
    d->decoding.error_code = eventstream_text(message, ":exception-type");
    if (d->decoding.error_code.ptr == NULL)
        d->decoding.error_code = eventstream_text(message, ":error-code");
    d->decoding.error_message = eventstream_text(message, ":error-message");
    d->to.dialect->error(&d->decoding, message->payload, err);
    d->decoding.error_code = d->decoding.error_message = SPAN_NONE;
    return err->status;
}

static parl_status on_message(void *ctx,
                              const struct eventstream_message *message,
                              struct error *err)
{
    struct parl_decoder *d = ctx;
    const struct span kind = eventstream_text(message, ":message-type");

    if (span_is(kind, "exception") || span_is(kind, "error"))
        return on_failure(d, message, err);
    return d->to.dialect->event(&d->decoding,
                                eventstream_text(message, ":event-type"),
                                message->payload, err);
}

static parl_status feed_eventstream(struct parl_decoder *d, struct span bytes,
                                    struct error *err)
{
    return eventstream_feed(&d->eventstream, bytes.ptr, bytes.len, on_message,
                            d, err);
}

static parl_status finish_eventstream(struct parl_decoder *d, struct error *err)
{
    return eventstream_finish(&d->eventstream, err);
}

static parl_status feed_sse(struct parl_decoder *d, struct span bytes,
                            struct error *err)
{
    return sse_feed(&d->sse, bytes.ptr, bytes.len, on_event, d, err);
}

static parl_status finish_sse(struct parl_decoder *d, struct error *err)
{
    return sse_finish(&d->sse, on_event, d, err);
}

static parl_status on_element(void *ctx, struct span element, struct error *err)
{
    struct parl_decoder *d = ctx;

    return d->to.dialect->event(&d->decoding, SPAN_NONE, element, err);
}

static parl_status feed_array(struct parl_decoder *d, struct span bytes,
                              struct error *err)
{
    return json_array_feed(&d->array, bytes.ptr, bytes.len, on_element, d, err);
}

/* What an unfinished element held is lost: the dialect sees no ending. */
static parl_status finish_array(struct parl_decoder *d, struct error *err)
{
    (void)d, (void)err;
    return PARL_OK;
}

/* How the bytes of a stream become events. */
static const struct {
    parl_status (*feed)(struct parl_decoder *d, struct span bytes,
                        struct error *err);
    parl_status (*finish)(struct parl_decoder *d, struct error *err);
} framings[] = {
    [FRAMING_SSE] = { feed_sse, finish_sse },
    [FRAMING_EVENTSTREAM] = { feed_eventstream, finish_eventstream },
    [FRAMING_JSON_ARRAY] = { feed_array, finish_array },
};

static parl_status feed_stream(struct parl_decoder *d, struct span bytes,
                               struct error *err)
{
    return framings[d->framing].feed(d, bytes, err);
}

/* ---- bytes -------------------------------------------------------------- */

/* What begins with a letter or a colon is a stream of events; what begins with
 * a bracket, or with anything that is neither, is a whole body, but for an
 * array where the dialect streams in one. */
static enum answer_form form_of(struct parl_decoder *d, struct span bytes)
{
    static const char bom[] = "\xEF\xBB\xBF";
    size_t i = 0;

    while (i < 3 && i < bytes.len && bytes.ptr[i] == bom[i])
        i++;
    if (i == bytes.len)
        return ANSWER_UNKNOWN; /* perhaps a whole byte order mark follows */
    if (i < 3)
        i = 0;
    while (i < bytes.len && strchr(" \t\r\n", bytes.ptr[i]) != NULL)
        i++;
    if (i == bytes.len)
        return ANSWER_UNKNOWN;
    if (bytes.ptr[i] == '[' && d->to.dialect->array_streams) {
        d->framing = FRAMING_JSON_ARRAY;
        return ANSWER_STREAM;
    }
    return (bytes.ptr[i] >= 'a' && bytes.ptr[i] <= 'z') || bytes.ptr[i] == ':'
               ? ANSWER_STREAM
               : ANSWER_WHOLE;
}

/* A message of an event stream begins with its length, of which the highest
 * byte is 0. */
static void judge_form(struct parl_decoder *d, struct span bytes)
{
    if (d->to.dialect->framing == FRAMING_EVENTSTREAM && bytes.len > 0 &&
        bytes.ptr[0] == '\0') {
        d->form = ANSWER_STREAM;
        d->framing = FRAMING_EVENTSTREAM;
    } else {
        d->form = form_of(d, bytes);
    }
}

static parl_status keep(struct parl_decoder *d, struct span bytes,
                        struct error *err)
{
    buf_add(&d->body, bytes.ptr, bytes.len);
    return buf_ok(&d->body) ? PARL_OK
                            : error_memory(err, d->body.status,
                                           "the answer (max_response_bytes)");
}

/* Decides what the answer is, once its first byte that is no white space is
 * there; what came before is held in `body`. */
static parl_status sniff(struct parl_decoder *d, struct span bytes,
                         struct error *err)
{
    parl_status status;

    if (d->body.len == 0) {
        judge_form(d, bytes);
        if (d->form == ANSWER_STREAM)
            return feed_stream(d, bytes, err);
        return keep(d, bytes, err);
    }
    status = keep(d, bytes, err);
    if (status != PARL_OK)
        return status;
    judge_form(d, (struct span){ d->body.data, d->body.len });
    if (d->form != ANSWER_STREAM)
        return PARL_OK;
    status = feed_stream(d, (struct span){ d->body.data, d->body.len }, err);
    buf_reset(&d->body);
    return status;
}

/* Of an error's body only the beginning is of use. */
static parl_status keep_error(struct parl_decoder *d, struct span bytes)
{
    enum { MAX_ERROR_BODY = 64 * 1024 };
    const size_t room =
        d->body.len < MAX_ERROR_BODY ? MAX_ERROR_BODY - d->body.len : 0;

    buf_add(&d->body, bytes.ptr, bytes.len < room ? bytes.len : room);
    return PARL_OK;
}

/* A decoder that has come to an end, good or bad, takes nothing more. */
static parl_status ended_before(const struct parl_decoder *d, struct error *err)
{
    if (d->has_finished)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "the decoder has finished already");
    if (d->error.status != PARL_OK)
        *err = d->error;
    return d->error.status;
}

parl_status decoder_feed(struct parl_decoder *d, const char *bytes, size_t len,
                         struct error *err)
{
    const struct span span = { bytes, len };
    parl_status status = ended_before(d, err);

    d->began = true;
    if (status != PARL_OK)
        return status;
    if (is_error_status(d))
        status = keep_error(d, span);
    else if (d->form == ANSWER_STREAM)
        status = feed_stream(d, span, err);
    else if (d->form == ANSWER_WHOLE)
        status = keep(d, span, err);
    else
        status = sniff(d, span, err);
    if (status == PARL_OK && d->collector.status != PARL_OK) {
        *err = d->collector.error;
        status = err->status;
    }
    if (status != PARL_OK)
        d->error = *err;
    return status;
}

/* ---- the end ------------------------------------------------------------ */

static parl_status read_error_body(struct parl_decoder *d, struct error *err)
{
    err->http_status = d->http_status;
    if (d->http_status < 400)
        return error_set(err, PARL_PROTOCOL,
                         "HTTP %d: the answer is elsewhere, and redirects are "
                         "not followed",
                         d->http_status);
    d->to.dialect->error(&d->decoding,
                         (struct span){ d->body.data, d->body.len }, err);
    if (d->http_status == 409) /* a conflict passes, whatever it is called */
        err->retryable = true;
    return err->status;
}

static void give_error_code(struct parl_decoder *d)
{
    if (d->error_code[0] != '\0')
        d->decoding.error_code = span_of(d->error_code);
}

static parl_status end_stream(struct parl_decoder *d, struct error *err)
{
    parl_status status;

    d->ending = true;
    status = framings[d->framing].finish(d, err);
    if (status == PARL_OK)
        status = d->to.dialect->end(&d->decoding, err);
    return status;
}

static parl_status end_answer(struct parl_decoder *d, struct error *err)
{
    if (ended_before(d, err) != PARL_OK)
        return err->status;
    give_error_code(d);
    if (is_error_status(d))
        return read_error_body(d, err);
    if (d->form == ANSWER_STREAM)
        return end_stream(d, err);
    if (d->form == ANSWER_UNKNOWN)
        return error_set(err, PARL_TRUNCATED, "the answer is empty");
    guess(d, (struct span){ d->body.data, d->body.len });
    if (d->decoding.state == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a decoder");
    return d->to.dialect->answer(
        &d->decoding, (struct span){ d->body.data, d->body.len }, err);
}

/* What programs count on. */
static bool has_choices(const struct parl_decoder *d, struct error *err)
{
    if (d->collector.response == NULL || d->collector.response->n_choices > 0)
        return true;
    error_set(err, PARL_PROTOCOL, "the answer has no choices");
    return false;
}

/* Gives the response what it has from elsewhere. */
static void complete(struct parl_decoder *d, struct parl_response *r)
{
    struct arena *arena = &r->arena;

    r->origin = (parl_origin){
        .provider = arena_strdup(arena, d->to.provider->name),
        .account = arena_strdup(arena, d->to.account),
        .model = arena_strdup(arena, d->to.asked),
    };
    if (d->request_id[0] != '\0')
        r->request_id = arena_strdup(arena, d->request_id);
    r->report.arena = arena;
    for (size_t i = 0; d->report != NULL && i < d->report->n_entries; i++)
        report_add(&r->report, (enum parl_action)d->report->entries[i].action,
                   d->report->entries[i].field, d->report->entries[i].reason);
}

static struct parl_response *take_response(struct parl_decoder *d,
                                           struct error *err)
{
    struct parl_response *response = NULL;

    if (d->collector.response != NULL)
        response = collector_finish(&d->collector, err);
    if (response == NULL)
        return NULL;
    complete(d, response);
    if (response->arena.status == PARL_OK)
        return response;
    error_memory(err, response->arena.status, "a response");
    response_free(response);
    return NULL;
}

static void apply_headers(const struct parl_decoder *d, struct error *err)
{
    if (d->began && err->http_status == 0)
        err->http_status = d->http_status;
    if (d->request_id[0] != '\0') /* goes before one in the body */
        error_copy(err->request_id, sizeof(err->request_id), d->request_id,
                   strlen(d->request_id));
    if (err->retry_after_ms < 0)
        err->retry_after_ms = retry_after(d);
    if (d->should_retry != PARL_DEFAULT && err->status < PARL_CANCELLED)
        err->retryable = d->should_retry == PARL_YES;
}

/* A server may repeat what was sent to it. */
static void hide_keys(const struct parl_decoder *d, char *text, size_t len)
{
    account_hide(d->account, text, len);
    if (d->call != NULL)
        secrets_hide(&d->call->secrets, text, len);
}

parl_status decoder_fail(struct parl_decoder *d, const struct error *failure,
                         parl_error **error)
{
    struct error err = *failure, ignored = ERROR_INIT;
    struct parl_response *partial = NULL;

    apply_headers(d, &err);
    hide_keys(d, err.message, strlen(err.message));
    hide_keys(d, err.provider_code, strlen(err.provider_code));
    d->error = err;
    hide_keys(d, d->body.data, d->body.len);
    if (d->collector.began && error != NULL)
        partial = take_response(d, &ignored);
    return error_give_all(error, &d->client->mem, &err,
                          (struct span){ d->body.data, d->body.len }, partial);
}

parl_status parl_decoder_feed(parl_decoder *d, const void *bytes, size_t len,
                              parl_error **error)
{
    struct error err = ERROR_INIT;

    if (decoder_feed(d, bytes, len, &err) == PARL_OK)
        return PARL_OK;
    return decoder_fail(d, &err, error);
}

parl_status parl_decoder_finish(parl_decoder *d, parl_response **out,
                                parl_error **error)
{
    struct error err = ERROR_INIT;
    struct parl_response *response;

    if (end_answer(d, &err) != PARL_OK || !has_choices(d, &err))
        return decoder_fail(d, &err, error);
    response = take_response(d, &err);
    if (response == NULL) {
        if (err.status == PARL_OK)
            error_set(&err, PARL_INVALID_ARGUMENT,
                      "the decoder has finished already");
        return decoder_fail(d, &err, error);
    }
    if (d->collector.status != PARL_OK) { /* on the last of the deltas */
        d->error = d->collector.error;
        apply_headers(d, &d->error);
        return error_give_all(error, &d->client->mem, &d->error, SPAN_NONE,
                              response);
    }
    d->has_finished = true;
    *out = response;
    return PARL_OK;
}

/* ---- its life ----------------------------------------------------------- */

static void recognise(struct parl_decoder *d, const struct dialect *dialect,
                      struct span request, struct collector_options *c)
{
    if (c->structured == PARL_STRUCTURED_NONE && dialect->recognise != NULL)
        c->structured = dialect->recognise(request, &d->arena, &c->answer_tool);
}

/* The request tells how a structured answer was asked for, in the dialect that
 * it is written in. */
static void read_request(struct parl_decoder *d, struct span request,
                         struct collector_options *c)
{
    const struct surface *surfaces = d->to.provider->surfaces;

    if (!json_valid(request.ptr, request.len))
        return;
    recognise(d, d->to.dialect, request, c);
    for (size_t i = 0;
         d->guessing && i < MAX_SURFACES && surfaces[i].dialect != NULL; i++)
        recognise(d, surfaces[i].dialect, request, c);
}

/* What the options, or the call in them, say about the answer. */
static parl_status aim(struct parl_decoder *d,
                       const parl_decoder_options *options,
                       struct collector_options *c, struct error *err)
{
    parl_status status;

    if (options->call != NULL) {
        d->to = options->call->to;
        d->account = options->call->account;
        d->call = options->call;
        d->report = &options->call->report;
        c->structured = options->call->structured;
        c->answer_tool = options->call->answer_tool;
        c->n_choices = options->call->n_choices;
        return PARL_OK;
    }
    status = client_target(d->client, options->model, options->dialect, true,
                           &d->arena, &d->to, &d->account, err);
    if (status != PARL_OK)
        return status;
    d->guessing = options->dialect == NULL && d->account->given.dialect == NULL;
    if (options->request != NULL)
        read_request(d, span_text(options->request, options->request_len), c);
    return PARL_OK;
}

static parl_status set_up(struct parl_decoder *d,
                          const parl_decoder_options *options,
                          struct error *err)
{
    const parl_client_options *limits = &d->client->options;
    struct collector_options c = {
        .mem = &d->client->mem,
        .max_bytes = limits->max_response_bytes,
        .max_tool_calls = limits->max_tool_calls,
        .on_delta = options->on_delta,
        .user = options->user,
    };
    parl_status status = aim(d, options, &c, err);

    if (status != PARL_OK)
        return status;
    d->decoding.provider = d->to.provider;
    d->decoding.facts = d->to.facts;
    d->decoding.to = &d->collector;
    d->decoding.max_depth = limits->max_depth;
    d->decoding.state = arena_alloc(&d->arena, d->to.dialect->state_size);
    if (d->decoding.state == NULL || d->arena.status != PARL_OK ||
        !collector_init(&d->collector, &c))
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a decoder");
    return PARL_OK;
}

parl_status parl_decoder_new(parl_decoder **out, const parl_client *client,
                             const parl_decoder_options *given,
                             parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_decoder_options options;
    struct parl_decoder *d;

    if (struct_in(&options, sizeof(options), given, "the decoder's options",
                  &err) != PARL_OK)
        return error_give(error, &client->mem, &err);
    d = mem_zalloc(&client->mem, sizeof(*d));
    if (d == NULL) {
        error_set(&err, PARL_OUT_OF_MEMORY, "no memory for a decoder");
        return error_give(error, &client->mem, &err);
    }
    d->client = client;
    d->http_status = 200;
    d->retry_after_ms = -1;
    d->error.retry_after_ms = -1;
    arena_init(&d->arena, &client->mem, (size_t)-1);
    arena_init(&d->decoding.arena, &client->mem,
               client->options.max_response_bytes);
    buf_init(&d->decoding.scratch, &client->mem,
             client->options.max_response_bytes);
    buf_init(&d->body, &client->mem, client->options.max_response_bytes);
    sse_init(&d->sse, &client->mem, client->options.max_event_bytes);
    eventstream_init(&d->eventstream, &client->mem,
                     client->options.max_event_bytes);
    json_array_init(&d->array, &client->mem, client->options.max_event_bytes,
                    client->options.max_depth);
    if (set_up(d, &options, &err) != PARL_OK) {
        parl_decoder_free(d);
        return error_give(error, &client->mem, &err);
    }
    *out = d;
    return PARL_OK;
}

void parl_decoder_free(parl_decoder *d)
{
    const parl_allocator *mem;

    if (d == NULL)
        return;
    mem = &d->client->mem;
    collector_release(&d->collector);
    sse_release(&d->sse);
    eventstream_release(&d->eventstream);
    json_array_release(&d->array);
    buf_release(&d->body);
    buf_release(&d->decoding.scratch);
    arena_release(&d->decoding.arena);
    arena_release(&d->arena);
    mem_free(mem, d, sizeof(*d));
}
