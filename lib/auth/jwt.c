/* auth/jwt.c -- a JSON Web Token, signed with RS256. */
#include "auth/jwt.h"

#include "base/buf.h"
#include "wire/base64.h"
#include "wire/json_out.h"

/* base64url without padding (RFC 4648, section 5). */
static void base64url_add(struct buf *out, struct span bytes)
{
    struct base64 coder = { .n_held = 0 };
    char *room = buf_room(out, base64_length(bytes.len) + 4);
    size_t len;

    if (room == NULL)
        return;
    len = base64_feed(&coder, bytes.ptr, bytes.len, room);
    len += base64_finish(&coder, room + len);
    while (len > 0 && room[len - 1] == '=')
        len--;
    for (size_t i = 0; i < len; i++) {
        if (room[i] == '+')
            room[i] = '-';
        else if (room[i] == '/')
            room[i] = '_';
    }
    out->len += len;
}

static void add_member(struct json_out *j, const char *name, const char *text)
{
    if (text != NULL)
        json_str(j, name, text);
}

static void write_header(const struct jwt *jwt, struct buf *json)
{
    struct json_out j;

    json_out_init(&j, json);
    json_object(&j, NULL);
    json_str(&j, "alg", "RS256");
    json_str(&j, "typ", "JWT");
    add_member(&j, "kid", jwt->key_id);
    json_end(&j);
}

static void write_claims(const struct jwt *jwt, struct buf *json)
{
    struct json_out j;

    json_out_init(&j, json);
    json_object(&j, NULL);
    add_member(&j, "iss", jwt->issuer);
    add_member(&j, "sub", jwt->subject);
    add_member(&j, "scope", jwt->scope);
    add_member(&j, "aud", jwt->audience);
    json_int(&j, "iat", jwt->issued);
    json_int(&j, "exp", jwt->expires);
    json_end(&j);
}

static struct span bytes_of(const struct buf *b)
{
    return (struct span){ b->data, b->len };
}

parl_status jwt_sign(const struct jwt *jwt, const char *pem,
                     struct arena *arena, const char **token, struct error *err)
{
    struct span signature = SPAN_NONE;
    struct buf json, text;
    parl_status status = crypto_built("a signed JWT", err);

    if (status != PARL_OK)
        return status;
    buf_init(&json, arena->mem, 64 * 1024);
    buf_init(&text, arena->mem, 128 * 1024);
    buf_room(&text, 4096); /* one that grows leaves copies behind */
    write_header(jwt, &json);
    base64url_add(&text, bytes_of(&json));
    buf_add_char(&text, '.');
    json.len = 0;
    write_claims(jwt, &json);
    base64url_add(&text, bytes_of(&json));
    if (buf_ok(&json) && buf_ok(&text)) {
        status = rs256_sign(pem, bytes_of(&text), arena, &signature, err);
        buf_add_char(&text, '.');
        base64url_add(&text, signature);
    }
    if (status == PARL_OK && buf_ok(&json) && buf_ok(&text))
        *token = arena_text(arena, text.data, text.len);
    if (status == PARL_OK &&
        (!buf_ok(&json) || !buf_ok(&text) || arena->status != PARL_OK))
        status = error_memory(err, PARL_OUT_OF_MEMORY, "a token");
    buf_release(&json);
    buf_wipe(&text); /* good for a token until it expires */
    buf_release(&text);
    return status;
}
