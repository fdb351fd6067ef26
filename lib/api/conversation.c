/* api/conversation.c -- a history that grows, and where it is told. */
#include "api/conversation.h"

#include "api/error.h"
#include "api/struct_in.h"

/* ---- the handle --------------------------------------------------------- */

struct parl_conversation *conversation_new(const parl_allocator *mem,
                                           const char *model)
{
    struct parl_conversation *c = mem_zalloc(mem, sizeof(*c));

    if (c == NULL)
        return NULL;
    buf_init(&c->text, mem, SIZE_MAX);
    buf_init(&c->json, mem, SIZE_MAX);
    c->builder = builder_new(mem, model);
    if (c->builder != NULL)
        return c;
    mem_free(mem, c, sizeof(*c));
    return NULL;
}

parl_conversation *parl_conversation_new(const char *model)
{
    return conversation_new(&mem_libc, model);
}

void parl_conversation_free(parl_conversation *c)
{
    const parl_allocator *mem;

    if (c == NULL)
        return;
    mem = c->builder->mem;
    buf_release(&c->text);
    buf_release(&c->json);
    parl_builder_free(c->builder);
    mem_free(mem, c, sizeof(*c));
}

/* What failed before: in *err. */
static parl_status check(const struct parl_conversation *c, struct error *err)
{
    if (c == NULL)
        return error_memory(err, PARL_OUT_OF_MEMORY, "the conversation");
    if (builder_status(c->builder) != PARL_OK)
        *err = c->builder->error;
    return builder_status(c->builder);
}

static parl_status give(const struct parl_conversation *c, parl_error **error,
                        const struct error *err)
{
    return error_give(error, c != NULL ? c->builder->mem : &mem_libc, err);
}

/* ---- what it grows by, and loses ----------------------------------------- */

void parl_conversation_model(parl_conversation *c, const char *model)
{
    if (c != NULL)
        c->builder->request.model = arena_strdup(&c->builder->arena, model);
}

void parl_conversation_add(parl_conversation *c, const parl_message *message)
{
    if (c != NULL)
        parl_builder_add(c->builder, message);
}

void parl_conversation_system(parl_conversation *c, const char *text)
{
    if (c != NULL)
        parl_builder_message(c->builder, PARL_ROLE_SYSTEM, text);
}

void parl_conversation_user(parl_conversation *c, const char *text)
{
    if (c != NULL)
        parl_builder_message(c->builder, PARL_ROLE_USER, text);
}

void parl_conversation_result(parl_conversation *c, const char *call_id,
                              const char *text)
{
    if (c != NULL)
        parl_builder_result(c->builder, call_id, text);
}

void parl_conversation_truncate(parl_conversation *c, size_t n_messages)
{
    if (c != NULL && n_messages < c->builder->request.n_messages)
        c->builder->request.n_messages = n_messages;
}

/* ---- calls -------------------------------------------------------------- */

/* The options with the history in them. */
static parl_status make_request(const struct parl_conversation *c,
                                const parl_request *options,
                                parl_request *request, struct error *err)
{
    const parl_request none = { PARL_REQUEST_INIT };
    parl_status status = check(c, err);

    if (status != PARL_OK)
        return status;
    status = struct_in(request, sizeof(*request),
                       options != NULL ? options : &none, "the options", err);
    if (status != PARL_OK)
        return status;
    if (request->model != NULL || request->n_messages > 0)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "the options: %s is the conversation's own",
                         request->model != NULL ? "model" : "messages");
    request->struct_size = sizeof(*request);
    request->model = c->builder->request.model;
    request->messages = c->builder->messages;
    request->n_messages = c->builder->request.n_messages;
    return PARL_OK;
}

/* Adds the message of an answer, which is the caller's then, or freed. */
static parl_status take_answer(struct parl_conversation *c,
                               parl_response *answer, parl_response **response,
                               struct error *err)
{
    const parl_message *message = parl_response_message(answer, 0);
    parl_status status;

    if (message == NULL) {
        status = error_set(err, PARL_PROTOCOL, "the answer has no message");
    } else {
        parl_builder_add(c->builder, message);
        status = check(c, err);
    }
    if (status == PARL_OK && response != NULL)
        *response = answer;
    else
        parl_response_free(answer);
    return status;
}

static parl_status converse(struct parl_conversation *c, parl_client *client,
                            const parl_request *options, bool stream,
                            parl_delta_fn on_delta, void *user,
                            parl_response **response, parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_response *answer = NULL;
    parl_request request;
    parl_status status = make_request(c, options, &request, &err);

    if (status != PARL_OK)
        return give(c, error, &err);
    status = stream ? parl_chat_stream(client, &request, on_delta, user,
                                       &answer, error)
                    : parl_chat(client, &request, &answer, error);
    if (status != PARL_OK)
        return status;
    status = take_answer(c, answer, response, &err);
    return status == PARL_OK ? PARL_OK : give(c, error, &err);
}

parl_status parl_conversation_send(parl_conversation *c, parl_client *client,
                                   const parl_request *options,
                                   parl_response **response, parl_error **error)
{
    return converse(c, client, options, false, NULL, NULL, response, error);
}

parl_status parl_conversation_stream(parl_conversation *c, parl_client *client,
                                     const parl_request *options,
                                     parl_delta_fn on_delta, void *user,
                                     parl_response **response,
                                     parl_error **error)
{
    return converse(c, client, options, true, on_delta, user, response, error);
}

/* ---- what is in it ------------------------------------------------------ */

const parl_message *parl_conversation_messages(const parl_conversation *c,
                                               size_t *n)
{
    const parl_request *history =
        c != NULL ? builder_request(c->builder) : NULL;

    *n = history != NULL ? history->n_messages : 0;
    return *n > 0 ? history->messages : NULL;
}

static const char *join_texts(struct buf *to, const parl_message *m)
{
    buf_reset(to);
    for (size_t i = 0; i < m->n_parts; i++) {
        const parl_part *part = &m->parts[i];
        const struct span text = span_text(part->text, part->text_len);

        if (part->type == PARL_PART_TEXT)
            buf_add(to, text.ptr, text.len);
    }
    buf_add_char(to, '\0');
    return buf_ok(to) ? to->data : NULL;
}

const char *parl_conversation_text(parl_conversation *c)
{
    size_t n;
    const parl_message *messages = parl_conversation_messages(c, &n);

    if (n == 0)
        return "";
    if (messages[n - 1].n_parts > 0)
        return join_texts(&c->text, &messages[n - 1]);
    return messages[n - 1].text != NULL ? messages[n - 1].text : "";
}

/* ---- JSON --------------------------------------------------------------- */

/* What was written must be read again: that is tried, not hoped. */
static parl_status try_to_read(const struct buf *json, struct error *err)
{
    struct parl_builder *b = builder_new(json->mem, NULL);
    parl_status status;

    if (b == NULL)
        return error_memory(err, PARL_OUT_OF_MEMORY, "the conversation");
    status = history_read(b, (struct span){ json->data, json->len }, err);
    parl_builder_free(b);
    return status;
}

parl_status parl_conversation_save(parl_conversation *c, const char **json,
                                   size_t *len, parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_status status = check(c, &err);

    if (status == PARL_OK) {
        buf_reset(&c->json);
        status = history_write(builder_request(c->builder), &c->json, &err);
    }
    if (status == PARL_OK)
        status = try_to_read(&c->json, &err);
    if (status != PARL_OK)
        return give(c, error, &err);
    *json = c->json.data;
    if (len != NULL)
        *len = c->json.len;
    return PARL_OK;
}

parl_status parl_conversation_load(parl_conversation **out, const char *json,
                                   size_t len, parl_error **error)
{
    struct error err = ERROR_INIT;
    struct parl_conversation *c = conversation_new(&mem_libc, NULL);
    parl_status status = check(c, &err);

    if (status == PARL_OK)
        status = history_read(c->builder, span_text(json, len), &err);
    if (status == PARL_OK) {
        *out = c;
        return PARL_OK;
    }
    parl_conversation_free(c);
    return error_give(error, &mem_libc, &err);
}
