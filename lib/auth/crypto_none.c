/* auth/crypto_none.c -- in place of crypto.c where the build has no OpenSSL:
 * keys that are sent as they are work, signatures do not. */
#include "auth/crypto.h"

parl_status crypto_built(const char *what, struct error *err)
{
    return error_set(err, PARL_NOT_BUILT, "%s: this build has no OpenSSL",
                     what);
}

struct sha256 *sha256_new(void)
{
    return NULL;
}

void sha256_add(struct sha256 *hash, const void *bytes, size_t len)
{
    (void)hash;
    (void)bytes;
    (void)len;
}

bool sha256_hex(struct sha256 *hash, char hex[SHA256_HEX])
{
    (void)hash;
    (void)hex;
    return false;
}

void sha256_free(struct sha256 *hash)
{
    (void)hash;
}

bool sha256_hex_of(struct span bytes, char hex[SHA256_HEX])
{
    (void)bytes;
    (void)hex;
    return false;
}

bool hmac_sha256(struct span key, struct span bytes,
                 unsigned char out[SHA256_BYTES])
{
    (void)key;
    (void)bytes;
    (void)out;
    return false;
}

parl_status rs256_sign(const char *pem, struct span bytes, struct arena *arena,
                       struct span *signature, struct error *err)
{
    (void)pem;
    (void)bytes;
    (void)arena;
    (void)signature;
    return crypto_built("a signed JWT", err);
}
