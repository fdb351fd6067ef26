/* auth/crypto_none.c -- in place of crypto.c, jwt.c and sigv4.c where the build
 * has no OpenSSL: keys that are sent as they are work, signatures do not. */
#include "auth/jwt.h"
#include "auth/sigv4.h"

parl_status crypto_built(const char *what, struct error *err)
{
    return error_set(err, PARL_NOT_BUILT, "%s: this build has no OpenSSL",
                     what);
}

void sha256_begin(struct sha256 *hash)
{
    hash->state = NULL;
}

void sha256_add(struct sha256 *hash, const void *bytes, size_t len)
{
    (void)hash;
    (void)bytes;
    (void)len;
}

bool sha256_end(struct sha256 *hash, char hex[SHA256_HEX])
{
    (void)hash;
    (void)hex;
    return false;
}

bool sha256_hex_of(struct span bytes, char hex[SHA256_HEX])
{
    (void)bytes;
    (void)hex;
    return false;
}

parl_status jwt_sign(const struct jwt *jwt, const char *pem,
                     struct arena *arena, const char **token, struct error *err)
{
    (void)jwt;
    (void)pem;
    (void)arena;
    (void)token;
    return crypto_built("a signed JWT", err);
}

parl_status sigv4_sign(const struct sigv4_request *request,
                       const struct sigv4_key *key, struct buf *out,
                       struct error *err)
{
    (void)request;
    (void)key;
    (void)out;
    return crypto_built("a signed request", err);
}
