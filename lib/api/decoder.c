/* api/decoder.c -- framer, dialect and collector in a row.
 *
 * The HTTP status and the first bytes tell what comes: an error, a stream or a
 * whole answer, whatever was asked for. */
#include "api/decoder.h"

#include <stddef.h>
#include <string.h>
#include "api/call.h"
#include "api/credentials.h"
#include "api/error.h"
#include "api/struct_in.h"
#include "decoding/error_body.h"
#include "wire/json_in.h"

void parl_decoder_header(parl_decoder *d, const char *name, const char *value)
{
    answer_head_take(&d->head, span_of(name), span_of(value));
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

/* ---- bytes -------------------------------------------------------------- */

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
        decoder_judge_form(d, bytes);
        if (d->form == ANSWER_STREAM)
            return decoder_feed_stream(d, bytes, err);
        return keep(d, bytes, err);
    }
    status = keep(d, bytes, err);
    if (status != PARL_OK)
        return status;
    decoder_judge_form(d, (struct span){ d->body.data, d->body.len });
    if (d->form != ANSWER_STREAM)
        return PARL_OK;
    status =
        decoder_feed_stream(d, (struct span){ d->body.data, d->body.len }, err);
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
        status = decoder_feed_stream(d, span, err);
    else if (d->form == ANSWER_WHOLE)
        status = keep(d, span, err);
    else
        status = sniff(d, span, err);
    if (status == PARL_OK && d->collector.status != PARL_OK) {
        *err = d->collector.error;
        status = err->status;
    }
    if (status != PARL_OK)
        error_keep(&d->error, err);
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
    return d->to.dialect->error(
        &d->decoding, (struct span){ d->body.data, d->body.len }, err);
}

static void give_error_code(struct parl_decoder *d)
{
    if (d->head.error_code[0] != '\0')
        d->decoding.error_code = span_of(d->head.error_code);
}

static parl_status end_stream(struct parl_decoder *d, struct error *err)
{
    parl_status status;

    d->ending = true;
    status = decoder_finish_stream(d, err);
    if (status == PARL_OK)
        status = d->to.dialect->end(&d->decoding, err);
    return status;
}

static bool says_nothing(const struct parl_response *r)
{
    if (r == NULL)
        return false;
    for (size_t i = 0; i < r->n_choices; i++) {
        if (r->choices[i].n_parts > 0)
            return false;
    }
    return true;
}

/* A proxy says what went wrong in a 200, too, and not as the dialect would. */
static parl_status read_whole(struct parl_decoder *d, struct error *err)
{
    const struct dialect *dialect = d->to.dialect;
    const struct span body = { d->body.data, d->body.len };
    const parl_status status = dialect->answer(&d->decoding, body, err);
    char said[sizeof(err->message)] = "";

    if (status == PARL_PROTOCOL && says_nothing(d->collector.response) &&
        json_is_object(body))
        copy_message(said, sizeof(said), body, &d->decoding.scratch);
    return said[0] != '\0' ? dialect->error(&d->decoding, body, err) : status;
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
    decoder_guess(d, (struct span){ d->body.data, d->body.len });
    if (d->decoding.state == NULL)
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a decoder");
    return read_whole(d, err);
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
        .provider = d->to.provider->name,
        .account = arena_strdup(arena, d->to.account),
        .model = arena_strdup(arena, d->to.asked),
    };
    if (d->head.request_id[0] != '\0')
        r->request_id = arena_strdup(arena, d->head.request_id);
    r->report.arena = arena;
    for (size_t i = 0; d->report != NULL && i < d->report->n_entries; i++)
        report_add(&r->report, (enum parl_action)d->report->entries[i].action,
                   d->report->entries[i].field, d->report->entries[i].reason);
}

/* A tool that cannot be forced need not be called, nor is it always called with
 * JSON, and words need not be followed. */
static void check_structured(struct parl_response *r)
{
    const struct choice *choice = r->n_choices > 0 ? &r->choices[0] : NULL;
    const struct span text = span_of(r->text);

    if (r->structured >= PARL_STRUCTURED_TOOL && choice != NULL &&
        choice->finish == PARL_FINISH_STOP &&
        find_refusal(&choice->message) == NULL &&
        !json_valid(text.ptr, text.len))
        report_add(&r->report, PARL_ACTION_DROPPED, "/response_format",
                   "it was asked for, but the text is no JSON");
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
    check_structured(response);
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
    answer_head_apply(&d->head, err);
    if (err->retry_after_ms < 0 && err->retryable && d->began)
        err->retry_after_ms = error_delay_said(err->message);
}

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

    decoder_settle(d);
    apply_headers(d, &err);
    hide_keys(d, err.message, strlen(err.message));
    hide_keys(d, err.provider_code, strlen(err.provider_code));
    error_keep(&d->error, &err);
    hide_keys(d, d->body.data, d->body.len);
    if (d->collector.began && error != NULL)
        partial = take_response(d, &ignored);
    return error_give_all(error, &d->client->mem, &err,
                          (struct span){ d->body.data, d->body.len }, partial);
}

parl_status parl_decoder_feed(parl_decoder *d, const void *bytes, size_t len,
                              parl_error **error)
{
    struct error err;

    error_init(&err);
    if (decoder_feed(d, bytes, len, &err) == PARL_OK)
        return PARL_OK;
    return decoder_fail(d, &err, error);
}

parl_status parl_decoder_finish(parl_decoder *d, parl_response **out,
                                parl_error **error)
{
    struct parl_response *response;
    struct error err;

    error_init(&err);
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
        error_keep(&d->error, &d->collector.error);
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
        c->structured =
            dialect->recognise(request, &d->decoding.arena, &c->answer_tool);
}

/* The request tells how a structured answer was asked for, in the dialect that
 * it is written in. */
static void read_request(struct parl_decoder *d, struct span request,
                         struct collector_options *c)
{
    const struct provider *p = d->to.provider;

    if (!json_valid(request.ptr, request.len))
        return;
    recognise(d, d->to.dialect, request, c);
    for (size_t i = 0; d->guessing && i < p->n_surfaces; i++)
        recognise(d, p->surfaces[i].dialect, request, c);
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
                           &d->decoding.arena, &d->to, &d->account, err);
    if (status != PARL_OK)
        return status;
    d->guessing = options->dialect == NULL && d->account->given.dialect == NULL;
    if (options->request != NULL)
        read_request(d, span_text(options->request, options->request_len), c);
    return PARL_OK;
}

/* What the answer adds may be so much. */
static void limit_arena(struct arena *arena, size_t more)
{
    if (more < arena->limit - arena->used)
        arena->limit = arena->used + more;
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
    d->decoding.stencil = &d->stencil;
    d->decoding.max_depth = limits->max_depth;
    d->decoding.state =
        arena_alloc(&d->decoding.arena, d->to.dialect->state_size);
    if (d->decoding.state == NULL || d->decoding.arena.status != PARL_OK ||
        !collector_init(&d->collector, &c))
        return error_set(err, PARL_OUT_OF_MEMORY, "no memory for a decoder");
    limit_arena(&d->decoding.arena, limits->max_response_bytes);
    return PARL_OK;
}

parl_status decoder_init(struct parl_decoder *d,
                         const struct parl_client *client,
                         const parl_decoder_options *options, struct error *err)
{
    const parl_client_options *limits = &client->options;
    parl_status status;

    memset(d, 0, offsetof(struct parl_decoder, head));
    d->client = client;
    d->http_status = 200;
    answer_head_init(&d->head);
    d->collector.response = NULL;
    stencil_init(&d->stencil);
    error_init(&d->error);
    arena_init(&d->decoding.arena, &client->mem, (size_t)-1);
    buf_init(&d->decoding.scratch, &client->mem, limits->max_response_bytes);
    buf_init(&d->body, &client->mem, limits->max_response_bytes);
    status = set_up(d, options, err);
    if (status != PARL_OK)
        decoder_release(d);
    return status;
}

void decoder_release(struct parl_decoder *d)
{
    collector_release(&d->collector);
    decoder_release_stream(d);
    buf_release(&d->body);
    buf_release(&d->decoding.scratch);
    arena_release(&d->decoding.arena);
}

parl_status parl_decoder_new(parl_decoder **out, const parl_client *client,
                             const parl_decoder_options *given,
                             parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_decoder_options older;
    const parl_decoder_options *options = struct_view(
        &older, sizeof(older), given, "the decoder's options", &err);
    struct parl_decoder *d;

    if (options == NULL)
        return error_give(error, &client->mem, &err);
    d = mem_alloc(&client->mem, sizeof(*d));
    if (d == NULL)
        error_set(&err, PARL_OUT_OF_MEMORY, "no memory for a decoder");
    if (d == NULL || decoder_init(d, client, options, &err) != PARL_OK) {
        mem_free(&client->mem, d, sizeof(*d));
        return error_give(error, &client->mem, &err);
    }
    *out = d;
    return PARL_OK;
}

void parl_decoder_free(parl_decoder *d)
{
    if (d == NULL)
        return;
    decoder_release(d);
    mem_free(&d->client->mem, d, sizeof(*d));
}
