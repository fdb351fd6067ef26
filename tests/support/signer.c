/* tests/support/signer.c -- signs requests, one line of JSON each, and prints
 * the Authorization header of each: what aws_server.mjs --sign does with AWS's
 * own code. */
#include <stdio.h>
#include <string.h>
#include "base/moment.h"
#include "auth/sigv4.h"
#include "wire/json_in.h"

enum { MAX_LINE = 65536, MAX_SIGNED_HEADERS = 16 };

/* A member that is a text, in the arena; "" where there is none. */
static const char *text_of(struct arena *arena, struct span object,
                           const char *name)
{
    const struct span value = json_find(object, name);
    struct json_in in;
    struct buf scratch;
    struct span text;
    const char *copy = "";

    if (value.ptr == NULL)
        return copy;
    buf_init(&scratch, arena->mem, MAX_LINE);
    json_in_init(&in, value.ptr, value.len, 0);
    text = json_string(&in, &scratch);
    if (text.ptr != NULL)
        copy = arena_text(arena, text.ptr, text.len);
    buf_release(&scratch);
    return copy;
}

static size_t headers_of(struct arena *arena, struct span line,
                         struct http_header *headers)
{
    const struct span object = json_find(line, "headers");
    struct json_text name;
    struct json_in in;
    size_t n = 0;

    json_in_init(&in, object.ptr, object.len, 0);
    if (!json_enter_object(&in))
        return 0;
    while (json_next_member(&in, &name) && n < MAX_SIGNED_HEADERS) {
        const char *text = arena_text(arena, name.raw.ptr, name.raw.len);

        headers[n++] =
            (struct http_header){ text, text_of(arena, object, text), false };
        json_skip(&in);
    }
    return n;
}

/* "20261124T120000Z" */
static int64_t time_of(const char *aws)
{
    char text[32];
    int64_t seconds = 0;

    snprintf(text, sizeof(text), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", aws, aws + 4,
             aws + 6, aws + 9, aws + 11, aws + 13);
    moment_read(span_of(text), &seconds);
    return seconds;
}

static void sign_line(struct span line)
{
    struct http_header headers[MAX_SIGNED_HEADERS + 2];
    struct sigv4_request request = { .headers = headers };
    struct error err = ERROR_INIT;
    char hash[SHA256_HEX];
    struct sigv4_key key = { .access_key_id = "AKIDEXAMPLE",
                             .secret_access_key = "s/ecret+1" };
    const char *target, *token, *time;
    struct arena arena;
    struct buf out;

    arena_init(&arena, &mem_libc, (size_t)-1);
    buf_init(&out, &mem_libc, MAX_LINE);
    target = text_of(&arena, line, "target");
    token = text_of(&arena, line, "token");
    request.method = text_of(&arena, line, "method");
    request.path = (struct span){ target, strcspn(target, "?") };
    request.query =
        span_of(strchr(target, '?') != NULL ? strchr(target, '?') + 1 : "");
    request.n_headers = headers_of(&arena, line, headers);
    time = text_of(&arena, line, "time");
    headers[request.n_headers++] =
        (struct http_header){ "x-amz-date", time, false };
    if (token[0] != '\0')
        headers[request.n_headers++] =
            (struct http_header){ "x-amz-security-token", token, true };
    sha256_hex_of(span_of(text_of(&arena, line, "body")), hash);
    request.body_sha256 = hash;
    key.region = text_of(&arena, line, "region");
    key.service = text_of(&arena, line, "service");
    key.time = time_of(time);
    if (sigv4_sign(&request, &key, &out, &err) == PARL_OK)
        puts(buf_text(&out));
    else
        puts(err.message);
    buf_release(&out);
    arena_wipe(&arena);
}

int main(void)
{
    static char line[MAX_LINE];

    while (fgets(line, sizeof(line), stdin) != NULL)
        sign_line((struct span){ line, strcspn(line, "\n") });
    return 0;
}
