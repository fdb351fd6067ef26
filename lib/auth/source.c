/* auth/source.c -- what all sources of secrets have in common. */
#include "auth/source.h"

#include <stdarg.h>
#include <string.h>
#include "wire/json_in.h"

enum { USUAL_TIMEOUT_MS = 30000 };

const struct source_kind *source_find(const struct source_set *set,
                                      const char *word, size_t len)
{
    for (const struct source_kind *k = set->kinds; k->word != NULL; k++) {
        if (strlen(k->word) == len && memcmp(k->word, word, len) == 0)
            return k;
    }
    return NULL;
}

const char *source_env(const struct source *s, const char *name)
{
    const char *value = s->environment(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

/* ---- how a step ends ---------------------------------------------------- */

enum source_state source_absent(struct source *s, const char *why)
{
    if (why != NULL)
        error_copy(s->why, sizeof(s->why), why, strlen(why));
    return SOURCE_ABSENT;
}

enum source_state source_unset(struct source *s, const char *variable)
{
    return source_absent(s, arena_format(s->arena, "%s is not set", variable));
}

enum source_state source_silent(struct source *s, const char *who,
                                const struct source_answer *answer)
{
    return source_absent(s, arena_format(s->arena, "%s: %s", who, answer->why));
}

enum source_state source_failed(struct source *s, parl_status status,
                                const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = arena_vformat(s->arena, format, args);
    va_end(args);
    if (text == NULL)
        error_memory(&s->error, PARL_OUT_OF_MEMORY, "credentials");
    else
        error_set(&s->error, status, "%s", text);
    return SOURCE_FAILED;
}

enum source_state source_unread(struct source *s,
                                const struct source_answer *answer)
{
    return source_failed(s, PARL_CREDENTIALS, "%s: %s", s->path, answer->why);
}

enum source_state source_needs_file(struct source *s, const char *path,
                                    int next)
{
    s->path = path;
    s->at = next;
    return SOURCE_NEEDS_FILE;
}

enum source_state source_needs(struct source *s, const char *method,
                               const char *url, const char *form, int next)
{
    s->request = (struct http_request){
        .method = method,
        .url = url,
        .headers = s->headers,
        .body_len = form != NULL ? strlen(form) : 0,
        .body = form,
    };
    s->timeout_ms = USUAL_TIMEOUT_MS;
    s->is_metadata = false;
    s->at = next;
    if (form != NULL)
        source_header(s, "content-type", "application/x-www-form-urlencoded",
                      false);
    return SOURCE_NEEDS_HTTP;
}

void source_header(struct source *s, const char *name, const char *value,
                   bool secret)
{
    if (value == NULL || value[0] == '\0' ||
        s->request.n_headers == MAX_SOURCE_HEADERS)
        return;
    s->headers[s->request.n_headers++] =
        (struct http_header){ name, value, secret };
}

/* ---- reading ------------------------------------------------------------ */

const char *source_member(struct arena *arena, struct span object,
                          const char *name)
{
    const struct span value = json_find(object, name);
    struct json_in in;
    struct buf scratch;
    struct span text;
    const char *copy = NULL;

    if (value.ptr == NULL || value.ptr[0] != '"')
        return NULL;
    buf_init(&scratch, arena->mem, 1 << 20);
    buf_room(&scratch, value.len); /* one that grows leaves copies behind */
    json_in_init(&in, value.ptr, value.len, 0);
    text = json_string(&in, &scratch);
    if (text.len > 0)
        copy = arena_text(arena, text.ptr, text.len);
    if (!buf_ok(&scratch))
        arena->status = scratch.status;
    buf_wipe(&scratch);
    buf_release(&scratch);
    return copy;
}

/* A number, or a text of digits: some servers write the one, some the other. */
static bool read_seconds(struct span value, int64_t *seconds)
{
    struct json_in in;

    if (value.len >= 2 && value.ptr[0] == '"')
        value = (struct span){ value.ptr + 1, value.len - 2 };
    json_in_init(&in, value.ptr, value.len, 0);
    return value.ptr != NULL && json_integer(&in, seconds) &&
           json_at_end(&in) && *seconds > 0 && *seconds < INT64_C(10000000000);
}

/* What a refusal comes to, which another try may help: some services say so by
 * a word of their own, with HTTP 400. */
static parl_status status_of_refusal(int http, const char *code)
{
    static const char passing[] =
        "IDPCommunicationError internal_failure server_error "
        "temporarily_unavailable";
    const struct span word = span_of(code);
    const parl_status status = error_from_http(http);

    if (error_is_retryable(status))
        return status;
    if (span_is(word, "Throttling"))
        return PARL_RATE_LIMITED;
    return span_in(word, passing) ? PARL_SERVER_ERROR : PARL_CREDENTIALS;
}

enum source_state source_refused(struct source *s, const char *who,
                                 const struct source_answer *answer,
                                 const char *code, const char *text)
{
    const int http = answer->http_status;

    if (!answer->arrived)
        return source_failed(s, answer->status, "%s: %s", who, answer->why);
    source_failed(s, status_of_refusal(http, code), "%s: HTTP %d%s%s%s%s", who,
                  http, code != NULL ? ", " : "", code != NULL ? code : "",
                  text != NULL ? ": " : "", text != NULL ? text : "");
    s->error.http_status = http;
    return SOURCE_FAILED;
}

enum source_state source_read_token(struct source *s, const char *who,
                                    const struct source_answer *answer)
{
    int64_t seconds = 3600;

    if (!answer->arrived || answer->http_status != 200)
        return source_refused(
            s, who, answer, source_member(s->arena, answer->body, "error"),
            source_member(s->arena, answer->body, "error_description"));
    s->found.token = source_member(s->arena, answer->body, "access_token");
    if (s->found.token == NULL)
        return source_failed(s, PARL_CREDENTIALS,
                             "%s: the answer has no access_token", who);
    read_seconds(json_find(answer->body, "expires_in"), &seconds);
    s->found.expires = s->now + seconds;
    return SOURCE_FOUND;
}

const char *source_trimmed(struct source *s, struct span text)
{
    while (text.len > 0 && strchr(" \t\r\n", text.ptr[0]) != NULL) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 && strchr(" \t\r\n", text.ptr[text.len - 1]) != NULL)
        text.len--;
    return arena_text(s->arena, text.len > 0 ? text.ptr : "", text.len);
}
