/* auth/jwt.h -- a JSON Web Token, signed with RS256 (RFC 7519, RFC 7515). */
#ifndef PARLANCE_AUTH_JWT_H
#define PARLANCE_AUTH_JWT_H

#include <stdint.h>
#include "auth/crypto.h"
#include "base/buf.h"

struct jwt {
    const char *key_id;   /* "kid"; NULL: left out, as are the others */
    const char *issuer;   /* "iss" */
    const char *subject;  /* "sub" */
    const char *scope;    /* "scope" */
    const char *audience; /* "aud" */
    int64_t issued;       /* "iat", seconds since 1970 */
    int64_t expires;      /* "exp" */
};

/* *token is in `arena`.  PARL_NOT_BUILT without OpenSSL, PARL_CREDENTIALS when
 * `pem` is no RSA key. */
parl_status jwt_sign(const struct jwt *jwt, const char *pem,
                     struct arena *arena, const char **token,
                     struct error *err);

#endif
