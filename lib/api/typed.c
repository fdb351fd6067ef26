/* api/typed.c -- answers that fill a C struct. */
#include "api/typed.h"

#include <string.h>
#include "api/client.h"
#include "api/error.h"
#include "api/struct_in.h"
#include "encoding/encoding.h"

/* ---- the schema --------------------------------------------------------- */

/* *json is as parl_text_free() wants it. */
static parl_status make_schema(const parl_client *client,
                               const parl_fields *fields, char **json,
                               struct error *err)
{
    parl_status status = fields_check(fields, err);
    char *text = NULL;
    struct json_out j;
    struct buf buf;

    if (status != PARL_OK)
        return status;
    buf_init(&buf, &client->mem, SIZE_MAX);
    json_out_init(&j, &buf);
    fields_write_schema(&j, NULL, fields);
    if (buf_ok(&buf))
        text = client_text(client, buf.data, buf.len);
    buf_release(&buf);
    if (text == NULL)
        return error_memory(err, PARL_OUT_OF_MEMORY, "the schema");
    *json = text;
    return PARL_OK;
}

parl_status parl_schema(parl_client *client, const parl_fields *fields,
                        char **json, parl_error **error)
{
    struct error err = ERROR_INIT;

    if (make_schema(client, fields, json, &err) != PARL_OK)
        return error_give(error, &client->mem, &err);
    return PARL_OK;
}

/* ---- the answer --------------------------------------------------------- */

static parl_status cut_at_limit(struct error *err)
{
    error_set(err, PARL_TRUNCATED, "the answer was cut at the limit of tokens");
    err->retryable = false; /* the limit stays */
    return PARL_TRUNCATED;
}

/* Is the first choice whole?  An answer that was cut may be JSON by chance. */
static parl_status check_whole(const parl_response *r, struct error *err)
{
    const parl_message *message = parl_response_message(r, 0);
    const parl_part *refusal;

    if (message == NULL)
        return error_set(err, PARL_PROTOCOL, "the answer has no message");
    refusal = find_refusal(message);
    if (refusal != NULL)
        return error_set(err, PARL_CONTENT_FILTERED, "the model refused: %s",
                         refusal->text != NULL ? refusal->text : "");
    if (parl_response_finish(r, 0) == PARL_FINISH_CONTENT_FILTER)
        return error_set(err, PARL_CONTENT_FILTERED, "the answer was filtered");
    if (parl_response_finish(r, 0) == PARL_FINISH_LENGTH)
        return cut_at_limit(err);
    if (parl_response_text(r)[0] == '\0')
        return error_set(err, PARL_PROTOCOL, "the answer has no text");
    return PARL_OK;
}

/* The first object of JSON in a text that is none itself.  Behind a mistake
 * the search goes on where it was met, so each byte is read once. */
static struct span find_object(struct span text)
{
    const char *at = text.ptr, *end = text.ptr + text.len;

    while ((at = memchr(at, '{', (size_t)(end - at))) != NULL) {
        struct json_in in;
        struct span object;

        json_in_init(&in, at, (size_t)(end - at), 0);
        object = json_raw(&in);
        if (object.ptr != NULL)
            return object;
        at = in.at > at ? in.at : at + 1;
    }
    return SPAN_NONE;
}

static struct span answer_json(const char *text)
{
    const struct span whole = span_of(text);
    struct span object;

    if (json_valid(whole.ptr, whole.len))
        return whole;
    object = find_object(whole);
    return object.ptr != NULL ? object : whole; /* whose mistake is told */
}

/* An error of reading tells the id of the request that brought the answer. */
static parl_status name_request(const struct parl_response *r,
                                parl_status status, struct error *err)
{
    if (status != PARL_OK && r->request_id != NULL)
        error_copy(err->request_id, sizeof(err->request_id), r->request_id,
                   strlen(r->request_id));
    return status;
}

static parl_status read_answer(struct parl_response *r,
                               const parl_fields *fields, void *out,
                               struct error *err)
{
    parl_status status = check_whole(r, err);

    if (status == PARL_OK)
        status = fields_fill(r, fields, answer_json(parl_response_text(r)), out,
                             err);
    return name_request(r, status, err);
}

static parl_status check_out(const parl_fields *fields, const void *out,
                             struct error *err)
{
    parl_status status = fields_check(fields, err);

    if (status == PARL_OK && out == NULL)
        status = error_set(err, PARL_INVALID_ARGUMENT, "out is NULL");
    return status;
}

parl_status parl_response_read(parl_response *response,
                               const parl_fields *fields, void *out,
                               parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_status status = check_out(fields, out, &err);

    if (status == PARL_OK)
        status = read_answer(response, fields, out, &err);
    return status == PARL_OK ? PARL_OK : error_give(error, response->mem, &err);
}

/* ---- the arguments of a call -------------------------------------------- */

static parl_status read_arguments(struct parl_response *r,
                                  const parl_part *call,
                                  const parl_fields *fields, void *out,
                                  struct error *err)
{
    const struct span said = part_text(call);
    const struct span json = said.len > 0 ? said : span_of("{}");
    parl_status status;

    if (parl_response_finish(r, 0) == PARL_FINISH_LENGTH &&
        !json_valid(json.ptr, json.len))
        status = cut_at_limit(err);
    else
        status = fields_fill(r, fields, json, out, err);
    return name_request(r, status, err);
}

parl_status parl_response_read_call(parl_response *response,
                                    const parl_part *call,
                                    const parl_fields *fields, void *out,
                                    parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_status status = check_out(fields, out, &err);

    if (status == PARL_OK &&
        (call == NULL || call->type != PARL_PART_TOOL_CALL))
        status = error_set(&err, PARL_INVALID_ARGUMENT,
                           "call is no PARL_PART_TOOL_CALL");
    if (status == PARL_OK)
        status = read_arguments(response, call, fields, out, &err);
    return status == PARL_OK ? PARL_OK : error_give(error, response->mem, &err);
}

/* ---- the call ----------------------------------------------------------- */

static parl_status copy_request(const parl_request *from,
                                const parl_fields *fields, parl_request *to,
                                struct error *err)
{
    parl_status status = struct_in(to, sizeof(*to), from, "the request", err);

    if (status != PARL_OK)
        return status;
    if (to->response_format != PARL_FORMAT_DEFAULT || to->schema != NULL)
        return error_set(err, PARL_INVALID_ARGUMENT,
                         "/response_format: the fields say what it is");
    to->struct_size = sizeof(*to);
    to->response_format = PARL_FORMAT_JSON_SCHEMA;
    if (to->schema_strict == PARL_DEFAULT)
        to->schema_strict = PARL_YES;
    if (to->schema_name == NULL)
        to->schema_name = fields->name;
    return PARL_OK;
}

parl_status parl_chat_typed(parl_client *client, const parl_request *request,
                            const parl_fields *fields, void *out,
                            parl_response **response, parl_error **error)
{
    struct error err = ERROR_INIT;
    parl_response *answer = NULL;
    parl_request asked;
    char *schema = NULL;
    parl_status status = PARL_OK;

    if (out == NULL || response == NULL)
        status = error_set(&err, PARL_INVALID_ARGUMENT, "%s is NULL",
                           out == NULL ? "out" : "response");
    if (status == PARL_OK)
        status = make_schema(client, fields, &schema, &err);
    if (status == PARL_OK)
        status = copy_request(request, fields, &asked, &err);
    if (status != PARL_OK) {
        parl_text_free(client, schema);
        return error_give(error, &client->mem, &err);
    }

    asked.schema = schema;
    status = parl_chat(client, &asked, &answer, error);
    parl_text_free(client, schema);
    if (status != PARL_OK)
        return status;
    status = read_answer(answer, fields, out, &err);
    if (status != PARL_OK)
        return error_give_all(error, answer->mem, &err, SPAN_NONE, answer);
    *response = answer;
    return PARL_OK;
}
