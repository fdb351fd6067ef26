/* api/error_json.c -- an error in the JSON dialect. */
#include "api/error.h"
#include "api/response_json.h"
#include "wire/json_out.h"

static void write_error(struct json_out *j, const struct parl_error *error)
{
    const struct error *e = &error->e;

    json_object(j, NULL);
    json_object(j, "error");
    json_str(j, "status", parl_status_word(e->status));
    json_str(j, "message", e->message);
    if (e->http_status != 0)
        json_int(j, "http_status", e->http_status);
    else
        json_null(j, "http_status");
    json_str(j, "provider_code", error_word(e->provider_code));
    json_str(j, "request_id", error_word(e->request_id));
    json_bool_out(j, "retryable", e->retryable);
    if (e->retry_after_ms >= 0)
        json_int(j, "retry_after_ms", e->retry_after_ms);
    else
        json_null(j, "retry_after_ms");
    if (error->partial != NULL)
        response_write(j, "partial", error->partial);
    else
        json_null(j, "partial");
    json_end(j);
    json_end(j);
}

static const char no_memory_json[] =
    "{\"error\":{\"status\":\"out_of_memory\",\"message\":\"no memory\","
    "\"http_status\":null,\"provider_code\":null,\"request_id\":null,"
    "\"retryable\":false,\"retry_after_ms\":null,\"partial\":null}}";

const char *parl_error_json(parl_error *error, size_t *len)
{
    struct json_out j;

    if (error->mem == NULL) {
        if (len != NULL)
            *len = sizeof(no_memory_json) - 1;
        return no_memory_json;
    }
    if (error->json.len == 0) {
        json_out_init(&j, &error->json);
        write_error(&j, error);
        buf_text(&error->json);
    }
    if (!buf_ok(&error->json)) {
        buf_reset(&error->json);
        return NULL;
    }
    if (len != NULL)
        *len = error->json.len;
    return error->json.data;
}
