/* api/call_json.c -- a call as JSON, for people and tests to read. */
#include "api/call.h"

#include "api/error.h"
#include "api/response_json.h"
#include "wire/json_out.h"

static void write_headers(struct json_out *j, const struct parl_call *call)
{
    json_object(j, "headers");
    for (size_t i = 0; i < call->n_headers; i++)
        json_str(j, call->headers[i].name,
                 call->headers[i].secret ? "<secret>" : call->headers[i].value);
    if (call->signs_later && !call_has_header(call, "authorization"))
        json_str(j, "authorization", "<secret>");
    json_end(j);
}

parl_status body_gather(struct body *body, struct buf *to, struct error *err)
{
    enum { PIECE = 4096 };
    size_t n = 1;

    while (n > 0) {
        char *room = buf_room(to, PIECE);
        parl_status status = room != NULL
                                 ? body_read(body, room, PIECE, &n, err)
                                 : error_memory(err, to->status, "the body");

        if (status != PARL_OK)
            return status;
        to->len += n;
    }
    return PARL_OK;
}

static parl_status make_json(struct parl_call *call, struct error *err)
{
    struct json_out j;
    struct buf body;
    parl_status status;

    buf_init(&body, &call->client->mem, (size_t)-1);
    body_rewind(&call->body);
    status = body_gather(&call->body, &body, err);
    body_rewind(&call->body);
    if (status == PARL_OK) {
        json_out_init(&j, &call->json);
        json_object(&j, NULL);
        json_str(&j, "method", parl_call_method(call));
        json_str(&j, "url", call->url);
        write_headers(&j, call);
        json_raw_out(&j, "body", (struct span){ body.data, body.len });
        report_write(&j, "report", &call->report);
        json_end(&j);
        buf_text(&call->json);
        if (!buf_ok(&call->json))
            status = error_memory(err, call->json.status, "the JSON");
    }
    buf_release(&body);
    return status;
}

parl_status parl_call_json(parl_call *call, const char **json, size_t *len,
                           parl_error **error)
{
    struct error err = ERROR_INIT;

    buf_reset(&call->json);
    if (make_json(call, &err) != PARL_OK)
        return error_give(error, &call->client->mem, &err);
    *json = call->json.data;
    if (len != NULL)
        *len = call->json.len;
    return PARL_OK;
}
