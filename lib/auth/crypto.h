/* auth/crypto.h -- the few things that OpenSSL does for us.
 *
 * crypto.c is the one file that includes it; crypto_none.c stands in its place
 * where the build has none, and says so. */
#ifndef PARLANCE_AUTH_CRYPTO_H
#define PARLANCE_AUTH_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include "base/arena.h"
#include "base/error.h"
#include "base/span.h"

enum { SHA256_BYTES = 32, SHA256_HEX = 2 * SHA256_BYTES + 1 };

/* PARL_NOT_BUILT, with a message that begins with `what`, or PARL_OK. */
parl_status crypto_built(const char *what, struct error *err);

/* A hash in the making; bytes arrive in any pieces. */
struct sha256 {
    void *state; /* NULL: it failed on the way */
};

void sha256_begin(struct sha256 *hash);
void sha256_add(struct sha256 *hash, const void *bytes, size_t len);
/* In lower case; false: it has failed, or is not built.  Nothing of it stays,
 * either way. */
bool sha256_end(struct sha256 *hash, char hex[SHA256_HEX]);

/* All in one. */
bool sha256_hex_of(struct span bytes, char hex[SHA256_HEX]);

bool hmac_sha256(struct span key, struct span bytes,
                 unsigned char out[SHA256_BYTES]);

/* RSASSA-PKCS1-v1_5 with SHA-256 over `bytes`, by a private key in PEM that
 * has no password; the signature is in `arena`.  PARL_CREDENTIALS: it is no RSA
 * key. */
parl_status rs256_sign(const char *pem, struct span bytes, struct arena *arena,
                       struct span *signature, struct error *err);

void hex_of(const unsigned char *bytes, size_t len, char *hex);

#endif
