/* tests/support/pem.h -- private keys for tests; each file that needs one has
 * OpenSSL. */
#ifndef PARLANCE_TESTS_SUPPORT_PEM_H
#define PARLANCE_TESTS_SUPPORT_PEM_H

#include "support/check.h"

#include <stdlib.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

/* EVP_PKEY_RSA or another; the caller frees it. */
static inline EVP_PKEY *pem_key(int type)
{
    EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(type, NULL);
    EVP_PKEY *made = NULL;

    assert_int_equal(EVP_PKEY_keygen_init(ctx), 1);
    if (type == EVP_PKEY_RSA)
        assert_int_equal(EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 2048), 1);
    assert_int_equal(EVP_PKEY_keygen(ctx, &made), 1);
    EVP_PKEY_CTX_free(ctx);
    return made;
}

/* As PKCS#8, locked with a password where there is a cipher; the caller frees
 * it. */
static inline char *pem_of(EVP_PKEY *key, const EVP_CIPHER *cipher)
{
    static const char password[] = "secret";
    BIO *bio = BIO_new(BIO_s_mem());
    char *bytes, *text;
    long len;

    assert_int_equal(PEM_write_bio_PKCS8PrivateKey(
                         bio, key, cipher, cipher != NULL ? password : NULL,
                         cipher != NULL ? 6 : 0, NULL, NULL),
                     1);
    len = BIO_get_mem_data(bio, &bytes);
    text = malloc((size_t)len + 1);
    memcpy(text, bytes, (size_t)len);
    text[len] = '\0';
    BIO_free(bio);
    return text;
}

/* A new RSA key; the caller frees it. */
static inline char *pem_new(void)
{
    EVP_PKEY *key = pem_key(EVP_PKEY_RSA);
    char *text = pem_of(key, NULL);

    EVP_PKEY_free(key);
    return text;
}

#endif
