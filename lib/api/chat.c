/* api/chat.c -- a whole call: encode, move the bytes, decode. */
#include "api/call.h"
#include "api/decoder.h"
#include "api/error.h"
#include "api/sign.h"

#include <string.h>

/* ---- between the transport and the decoder ------------------------------ */

static void on_status(void *ctx, int http_status)
{
    parl_decoder_status(ctx, http_status);
}

static void on_header(void *ctx, const char *name, const char *value)
{
    parl_decoder_header(ctx, name, value);
}

static parl_status on_body(void *ctx, const char *bytes, size_t len,
                           struct error *err)
{
    return decoder_feed(ctx, bytes, len, err);
}

static parl_status read_body(void *ctx, void *bytes, size_t size,
                             size_t *n_read, struct error *err)
{
    return body_read(ctx, bytes, size, n_read, err);
}

static void rewind_body(void *ctx)
{
    body_rewind(ctx);
}

/* ---- the two kinds of transport ----------------------------------------- */

static parl_status over_curl(struct parl_client *client, struct parl_call *call,
                             struct parl_decoder *decoder, struct error *err)
{
    const struct http_request request = {
        .method = parl_call_method(call),
        .url = call->url,
        .headers = call->headers,
        .n_headers = call->n_headers,
        .body_len = body_length(&call->body),
        .body = parl_call_body(call, NULL),
        .read = read_body,
        .rewind = rewind_body,
        .ctx = &call->body,
    };
    const struct transfer_sink sink = { on_status, on_header, on_body,
                                        decoder };
    struct transfer transfer = {
        .request = &request,
        .sink = &sink,
        .limits = call->limits,
        .stream = call->stream,
    };
    struct engine *engine;
    parl_status status = engine_pool_take(client->pool, &engine, err);

    if (status != PARL_OK)
        return status;
    status = engine_perform(engine, &transfer, err);
    engine_pool_give(client->pool, engine);
    return status;
}

/* The caller's transport feeds the decoder itself, and may hand back the error
 * that the decoder gave it. */
static parl_status over_own(struct parl_client *client, struct parl_call *call,
                            struct parl_decoder *decoder, parl_error **error,
                            struct error *err)
{
    parl_error *own = NULL;
    parl_status status;

    if (client->transport.send == NULL)
        return error_set(err, PARL_NOT_BUILT,
                         "this build has no transport, "
                         "and the client has none of "
                         "its own");
    status =
        client->transport.send(client->transport.user, call, decoder, &own);
    if (status == PARL_OK) {
        parl_error_free(own);
        return PARL_OK;
    }
    if (own != NULL && error != NULL)
        *error = own;
    else
        parl_error_free(own);
    if (decoder->error.status == status) {
        *err = decoder->error;
        return status;
    }
    return error_set(err, status, "the transport failed: %s",
                     parl_status_word(status));
}

static void log_call(const struct parl_client *client,
                     const struct parl_call *call, parl_status status)
{
    char line[512];
    struct buf text;

    if (client->options.log == NULL)
        return;
    buf_init(&text, &client->mem, sizeof(line));
    buf_add_text(&text, call->to.account);
    buf_add_char(&text, '/');
    buf_add_text(&text, call->to.model);
    buf_add_text(&text, ": ");
    buf_add_text(&text, parl_status_word(status));
    client->options.log(client->options.log_user,
                        status == PARL_OK ? PARL_LOG_INFO : PARL_LOG_ERROR,
                        buf_text(&text));
    buf_release(&text);
}

/* ---- a call ------------------------------------------------------------- */

static parl_status move(struct parl_client *client, struct parl_call *call,
                        struct parl_decoder *decoder, parl_response **response,
                        parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_error *own = NULL;
    parl_status status;

    if (client->pool != NULL)
        status = over_curl(client, call, decoder, &err);
    else
        status =
            over_own(client, call, decoder, error != NULL ? &own : NULL, &err);
    if (status == PARL_OK)
        return parl_decoder_finish(decoder, response, error);
    if (own != NULL) {
        *error = own;
        return status;
    }
    return decoder_fail(decoder, &err, error);
}

/* One attempt; *again: a second one may help. */
static parl_status attempt(struct parl_client *client, struct parl_call *call,
                           const parl_decoder_options *options, bool *again,
                           parl_response **response, parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_decoder *decoder = NULL;
    parl_status status;

    if (call_sign(call, wall_clock(), &err) != PARL_OK)
        return error_give(error, &client->mem, &err);
    status = parl_decoder_new(&decoder, client, options, error);
    if (status == PARL_OK)
        status = move(client, call, decoder, response, error);
    *again = status != PARL_OK && decoder != NULL &&
             call_sign_may_help(call, decoder, wall_clock());
    parl_decoder_free(decoder);
    return status;
}

static parl_status run(parl_client *client, const parl_request *request,
                       int32_t stream, parl_delta_fn on_delta, void *user,
                       parl_response **response, parl_error **error)
{
    struct error err = ERROR_INIT;
    struct parl_call *call = NULL;
    parl_decoder_options options = {
        PARL_DECODER_OPTIONS_INIT,
        .on_delta = on_delta,
        .user = user,
    };
    parl_error *failed = NULL;
    bool again = false;
    parl_status status = call_new(client, request, stream, &call, NULL, &err);

    if (status != PARL_OK)
        return error_give(error, &client->mem, &err);
    options.call = call;
    status = attempt(client, call, &options, &again, response,
                     error != NULL ? &failed : NULL);
    if (again) {
        parl_error_free(failed);
        failed = NULL;
        body_rewind(&call->body);
        status = attempt(client, call, &options, &again, response,
                         error != NULL ? &failed : NULL);
    }
    if (failed != NULL)
        *error = failed;
    log_call(client, call, status);
    parl_call_free(call);
    return status;
}

parl_status parl_chat(parl_client *client, const parl_request *request,
                      parl_response **response, parl_error **error)
{
    return run(client, request, PARL_DEFAULT, NULL, NULL, response, error);
}

parl_status parl_chat_stream(parl_client *client, const parl_request *request,
                             parl_delta_fn on_delta, void *user,
                             parl_response **response, parl_error **error)
{
    return run(client, request, PARL_YES, on_delta, user, response, error);
}

/* ---- the JSON door ------------------------------------------------------ */

static char *answer_text(const parl_client *client, const char *json,
                         size_t len)
{
    return json != NULL ? mem_text(&client->mem, json, len) : NULL;
}

parl_status parl_chat_json(parl_client *client, const char *request, size_t len,
                           char **answer)
{
    parl_builder *builder = NULL;
    const parl_request *typed = NULL;
    parl_response *response = NULL;
    parl_error *error = NULL;
    parl_status status = parl_request_from_json(&builder, request, len, &error);
    size_t n = 0;
    char *text;

    if (status == PARL_OK) {
        typed = parl_builder_request(builder, &error);
        status = typed != NULL ? PARL_OK : parl_error_status(error);
    }
    if (status == PARL_OK)
        status = parl_chat(client, typed, &response, &error);
    if (status == PARL_OK) {
        const char *json = parl_response_json(response, &n);

        text = answer_text(client, json, n);
    } else {
        const char *json = parl_error_json(error, &n);

        text = answer_text(client, json, n);
    }
    if (text != NULL)
        *answer = text;
    else
        status = PARL_OUT_OF_MEMORY;
    parl_error_free(error);
    parl_response_free(response);
    parl_builder_free(builder);
    return status;
}

void parl_text_free(parl_client *client, char *text)
{
    if (text != NULL)
        mem_free(&client->mem, text, strlen(text) + 1);
}
