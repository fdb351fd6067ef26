/* tests/auth/test_jwt.c -- a token's three parts, and that a key which signed
 * it can be asked whether it did. */
#include "support/check.h"

#include <stdlib.h>
#include "auth/jwt.h"
#include "support/oom.h"
#include "support/pem.h"
#include "wire/base64.h"
#include "wire/json_in.h"

static EVP_PKEY *key;
static char *pem;

static int make_keys(void **state)
{
    (void)state;
    key = pem_key(EVP_PKEY_RSA);
    pem = pem_of(key, NULL);
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    free(pem);
    EVP_PKEY_free(key);
    return 0;
}

/* ---- tokens ------------------------------------------------------------- */

static const struct jwt claims = {
    .key_id = "k-1",
    .issuer = "robot@p.example",
    .scope = "https://scope.example/a",
    .audience = "https://token.example/t",
    .issued = 1795521600,
    .expires = 1795525200,
};

static const char *token_of(const struct jwt *jwt, struct arena *arena)
{
    struct error err = ERROR_INIT;
    const char *token = NULL;

    if (jwt_sign(jwt, pem, arena, &token, &err) != PARL_OK)
        fail_msg("%s", err.message);
    return token;
}

/* A part decoded; the caller frees it. */
static unsigned char *part_of(const char *token, int number, size_t *len)
{
    unsigned char *bytes;

    for (; number > 0; number--)
        token = strchr(token, '.') + 1;
    *len = strcspn(token, ".");
    bytes = malloc(*len + 4);
    assert_null(memchr(token, '=', *len));
    assert_true(base64_decode(token, *len, bytes, len));
    bytes[*len] = '\0';
    return bytes;
}

static void assert_part(const char *token, int number, const char *want)
{
    size_t len;
    unsigned char *bytes = part_of(token, number, &len);

    assert_string_equal((char *)bytes, want);
    free(bytes);
}

static void test_the_parts_say_what_was_claimed(void **state)
{
    struct arena arena;
    const char *token;

    (void)state;
    arena_init(&arena, &mem_libc, (size_t)-1);
    token = token_of(&claims, &arena);
    assert_part(token, 0,
                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k-1\"}");
    assert_part(token, 1,
                "{\"iss\":\"robot@p.example\","
                "\"scope\":\"https://scope.example/a\","
                "\"aud\":\"https://token.example/t\",\"iat\":1795521600,"
                "\"exp\":1795525200}");
    arena_wipe(&arena);
}

static void test_the_key_verifies_the_signature(void **state)
{
    struct arena arena;
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    const char *token;
    unsigned char *signature;
    size_t len, text_len;

    (void)state;
    arena_init(&arena, &mem_libc, (size_t)-1);
    token = token_of(&claims, &arena);
    text_len = (size_t)(strrchr(token, '.') - token);
    signature = part_of(token, 2, &len);
    assert_int_equal(EVP_DigestVerifyInit(ctx, NULL, EVP_sha256(), NULL, key),
                     1);
    assert_int_equal(EVP_DigestVerify(ctx, signature, len,
                                      (const unsigned char *)token, text_len),
                     1);
    EVP_MD_CTX_free(ctx);
    free(signature);
    arena_wipe(&arena);
}

/* Every length of an id: each remainder of base64. */
static void test_no_part_is_padded(void **state)
{
    char id[40] = "";

    (void)state;
    for (size_t n = 0; n < 12; n++) {
        struct jwt jwt = claims;
        struct arena arena;
        const char *token;

        memset(id, 'x', n);
        id[n] = '\0';
        jwt.key_id = id;
        arena_init(&arena, &mem_libc, (size_t)-1);
        token = token_of(&jwt, &arena);
        assert_null(strpbrk(token, "+/="));
        arena_wipe(&arena);
    }
}

/* ---- what is no key ----------------------------------------------------- */

static void refuse(const char *text)
{
    struct error err = ERROR_INIT;
    const char *token = NULL;
    struct arena arena;

    arena_init(&arena, &mem_libc, (size_t)-1);
    assert_int_equal(jwt_sign(&claims, text, &arena, &token, &err),
                     PARL_CREDENTIALS);
    assert_null(token);
    assert_non_null(strstr(err.message, "private_key"));
    arena_wipe(&arena);
}

static void test_what_is_no_rsa_key_is_refused(void **state)
{
    EVP_PKEY *other = pem_key(EVP_PKEY_ED25519);
    char *foreign = pem_of(other, NULL);
    char *locked = pem_of(key, EVP_aes_128_cbc());

    (void)state;
    refuse("");
    refuse("no key at all");
    refuse("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    refuse(foreign);
    refuse(locked); /* nobody is asked for a password */
    free(foreign);
    free(locked);
    EVP_PKEY_free(other);
}

static bool sign_with(const parl_allocator *mem)
{
    struct error err = ERROR_INIT;
    const char *token = NULL;
    struct arena arena;
    parl_status status;

    arena_init(&arena, mem, (size_t)-1);
    status = jwt_sign(&claims, pem, &arena, &token, &err);
    arena_wipe(&arena);
    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    return status == PARL_OK;
}

static void test_a_lack_of_memory_is_said(void **state)
{
    (void)state;
    oom_each(sign_with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_parts_say_what_was_claimed),
        cmocka_unit_test(test_the_key_verifies_the_signature),
        cmocka_unit_test(test_no_part_is_padded),
        cmocka_unit_test(test_what_is_no_rsa_key_is_refused),
        cmocka_unit_test(test_a_lack_of_memory_is_said),
    };

    return cmocka_run_group_tests(tests, make_keys, free_keys);
}
