/* auth/crypto.c -- hashes and signatures, by OpenSSL. */
#include "auth/crypto.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

parl_status crypto_built(const char *what, struct error *err)
{
    (void)what;
    (void)err;
    return PARL_OK;
}

/* ---- SHA-256 ------------------------------------------------------------ */

/* Its state is an EVP_MD_CTX. */
static void keep_if(struct sha256 *hash, bool ok)
{
    if (ok)
        return;
    EVP_MD_CTX_free(hash->state);
    hash->state = NULL;
}

void sha256_begin(struct sha256 *hash)
{
    hash->state = EVP_MD_CTX_new();
    keep_if(hash, hash->state != NULL &&
                      EVP_DigestInit_ex(hash->state, EVP_sha256(), NULL) == 1);
}

void sha256_add(struct sha256 *hash, const void *bytes, size_t len)
{
    if (len > 0 && hash->state != NULL)
        keep_if(hash, EVP_DigestUpdate(hash->state, bytes, len) == 1);
}

bool sha256_end(struct sha256 *hash, char hex[SHA256_HEX])
{
    unsigned char bytes[SHA256_BYTES];
    const bool ok = hash->state != NULL &&
                    EVP_DigestFinal_ex(hash->state, bytes, NULL) == 1;

    if (ok)
        hex_of(bytes, sizeof(bytes), hex);
    keep_if(hash, false);
    return ok;
}

bool sha256_hex_of(struct span bytes, char hex[SHA256_HEX])
{
    struct sha256 hash;

    sha256_begin(&hash);
    sha256_add(&hash, bytes.ptr, bytes.len);
    return sha256_end(&hash, hex);
}

bool hmac_sha256(struct span key, struct span bytes,
                 unsigned char out[SHA256_BYTES])
{
    static const unsigned char nothing[1];
    unsigned len = SHA256_BYTES;

    if (key.len > INT_MAX)
        return false;
    return HMAC(EVP_sha256(), key.len > 0 ? key.ptr : (const char *)nothing,
                (int)key.len, (const unsigned char *)bytes.ptr, bytes.len, out,
                &len) != NULL;
}

/* ---- RS256 -------------------------------------------------------------- */

/* A key with a password is refused, not asked for. */
static int no_password(char *to, int size, int is_writing, void *user)
{
    (void)to;
    (void)size;
    (void)is_writing;
    (void)user;
    return 0;
}

static EVP_PKEY *read_key(const char *pem)
{
    BIO *bio = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key;

    if (bio == NULL)
        return NULL;
    key = PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL);
    BIO_free(bio);
    if (key != NULL && EVP_PKEY_base_id(key) != EVP_PKEY_RSA) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    return key;
}

static bool sign(EVP_PKEY *key, struct span bytes, struct arena *arena,
                 struct span *signature)
{
    const unsigned char *data = (const unsigned char *)bytes.ptr;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    unsigned char *out = NULL;
    size_t len = 0;
    bool ok = ctx != NULL &&
              EVP_DigestSignInit(ctx, NULL, EVP_sha256(), NULL, key) == 1 &&
              EVP_DigestSign(ctx, NULL, &len, data, bytes.len) == 1 &&
              (out = arena_alloc(arena, len)) != NULL &&
              EVP_DigestSign(ctx, out, &len, data, bytes.len) == 1;

    EVP_MD_CTX_free(ctx);
    if (ok)
        *signature = (struct span){ (const char *)out, len };
    return ok;
}

parl_status rs256_sign(const char *pem, struct span bytes, struct arena *arena,
                       struct span *signature, struct error *err)
{
    EVP_PKEY *key = read_key(pem);
    parl_status status = PARL_OK;

    if (key == NULL)
        status = error_set(err, PARL_CREDENTIALS,
                           "private_key is no RSA key in PEM without a "
                           "password");
    else if (!sign(key, bytes, arena, signature))
        status =
            arena->status != PARL_OK
                ? error_memory(err, arena->status, "a signature")
                : error_set(err, PARL_CREDENTIALS, "private_key cannot sign");
    EVP_PKEY_free(key);
    ERR_clear_error(); /* the queue belongs to the program */
    return status;
}
