/* api/error.c -- the public error object. */
#include "api/error.h"

#include <string.h>
#include "wire/utf8.h"

enum { MAX_BODY = 64 * 1024 };

/* All zero, so that it takes no room in the file: told by its lack of an
 * allocator. */
static struct parl_error no_memory;

static bool is_real(const struct parl_error *error)
{
    return error->mem != NULL;
}

/* What a server said may be any bytes; what is handed out is UTF-8. */
static void mend(char *text)
{
    size_t at;

    while (!utf8_valid(text, strlen(text), &at))
        text[at] = '?';
}

parl_status error_give_all(parl_error **out, const parl_allocator *mem,
                           const struct error *err, struct span body,
                           struct parl_response *partial)
{
    struct parl_error *error =
        out != NULL ? mem_zalloc(mem, sizeof(*error)) : NULL;

    if (error == NULL) {
        response_free(partial);
        if (out != NULL)
            *out = &no_memory;
        return err->status;
    }
    error->own = *mem;
    error->mem = &error->own;
    error_keep(&error->e, err);
    mend(error->e.message);
    mend(error->e.provider_code);
    mend(error->e.request_id);
    error->partial = partial;
    buf_init(&error->json, error->mem, (size_t)-1);
    buf_init(&error->body, error->mem, MAX_BODY);
    buf_add(&error->body, body.ptr, body.len < MAX_BODY ? body.len : MAX_BODY);
    *out = error;
    return err->status;
}

parl_status error_give(parl_error **out, const parl_allocator *mem,
                       const struct error *err)
{
    return error_give_all(out, mem, err, SPAN_NONE, NULL);
}

void parl_error_free(parl_error *error)
{
    if (error == NULL || !is_real(error))
        return;
    response_free(error->partial);
    buf_release(&error->body);
    buf_release(&error->json);
    {
        const parl_allocator mem = error->own;

        mem_free(&mem, error, sizeof(*error));
    }
}

parl_status parl_error_status(const parl_error *error)
{
    return is_real(error) ? error->e.status : PARL_OUT_OF_MEMORY;
}

const char *parl_error_message(const parl_error *error)
{
    return is_real(error) ? error->e.message : "no memory";
}

int32_t parl_error_http_status(const parl_error *error)
{
    return error->e.http_status;
}

const char *error_word(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

const char *parl_error_provider_code(const parl_error *error)
{
    return error_word(error->e.provider_code);
}

const char *parl_error_request_id(const parl_error *error)
{
    return error_word(error->e.request_id);
}

int32_t parl_error_retryable(const parl_error *error)
{
    return error->e.retryable;
}

int64_t parl_error_retry_after_ms(const parl_error *error)
{
    return is_real(error) ? error->e.retry_after_ms : -1;
}

int32_t parl_error_attempts(const parl_error *error)
{
    return error->attempts;
}

const char *parl_error_body(const parl_error *error, size_t *len)
{
    if (len != NULL)
        *len = error->body.len;
    return error->body.len > 0 ? error->body.data : NULL;
}

const parl_response *parl_error_partial(const parl_error *error)
{
    return error->partial;
}
