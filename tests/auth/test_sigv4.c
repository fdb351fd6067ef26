/* tests/auth/test_sigv4.c -- the signatures of AWS's own two suites, of one
 * request to Bedrock, and what must not reach them.
 *
 * CORPUS_DIR is a folder with vectors/sigv4-aws-c-auth and
 * vectors/sigv4-classic in it; without one those two are skipped. */
#include "support/check.h"

#include <dirent.h>
#include <stdio.h>
#include "base/moment.h"
#include "auth/sigv4.h"
#include "support/oom.h"
#include "wire/json_in.h"

#ifndef CORPUS_DIR
#define CORPUS_DIR ""
#endif

#define SUITES CORPUS_DIR "/vectors/"

enum { MAX_FILE = 8192, MAX_LINES = 16 };

static struct span text_of(const struct buf *b)
{
    return (struct span){ b->data != NULL ? b->data : "", b->len };
}

/* ---- requests as files write them --------------------------------------- */

/* A request that was cut up in place. */
struct written {
    char text[MAX_FILE];
    struct http_header headers[MAX_LINES];
    char date[MOMENT_AWS], hash[SHA256_HEX];
    struct sigv4_request request;
};

/* False: there is no such file. */
static bool read_file(const char *path, char *text)
{
    FILE *file = fopen(path, "rb");
    size_t len;

    if (file == NULL)
        return false;
    len = fread(text, 1, MAX_FILE - 1, file);
    text[len] = '\0';
    fclose(file);
    return true;
}

static void lower(char *name)
{
    for (; *name != '\0'; name++) {
        if (*name >= 'A' && *name <= 'Z')
            *name = (char)(*name - 'A' + 'a');
    }
}

static void add_header(struct written *w, const char *name, const char *value)
{
    assert_true(w->request.n_headers < MAX_LINES);
    w->headers[w->request.n_headers++] =
        (struct http_header){ name, value, false };
}

static char *cut_line(char **rest)
{
    char *line = *rest, *end = strchr(line, '\n');

    *rest = end != NULL ? end + 1 : line + strlen(line);
    if (end != NULL)
        *end = '\0';
    return line;
}

/* A line that begins with a blank belongs to the one before it. */
static char *cut_header(char **rest)
{
    char *line = *rest, *end = strchr(line, '\n');

    while (end != NULL && (end[1] == ' ' || end[1] == '\t'))
        end = strchr(end + 1, '\n');
    *rest = end != NULL ? end + 1 : line + strlen(line);
    if (end != NULL)
        *end = '\0';
    return line;
}

static void cut_first_line(struct written *w, char *line)
{
    char *target = strchr(line, ' '), *end = strstr(line, " HTTP/1.1"), *query;

    assert_non_null(target);
    assert_non_null(end);
    *target++ = '\0';
    *end = '\0';
    query = strchr(target, '?');
    if (query != NULL)
        *query++ = '\0';
    w->request.method = line;
    w->request.path = span_of(target);
    w->request.query = span_of(query != NULL ? query : "");
}

static bool read_request(const char *path, struct written *w)
{
    char *rest = w->text;

    *w = (struct written){ .request = { .headers = w->headers } };
    if (!read_file(path, w->text))
        return false;
    cut_first_line(w, cut_line(&rest));
    while (*rest != '\0' && *rest != '\n') {
        char *name = cut_header(&rest), *colon = strchr(name, ':');

        assert_non_null(colon);
        *colon = '\0';
        lower(name);
        add_header(w, name, colon + 1);
    }
    if (*rest == '\n')
        rest++;
    assert_true(sha256_hex_of(span_of(rest), w->hash));
    w->request.body_sha256 = w->hash;
    return true;
}

/* What is signed comes to what the files say, step by step. */
static void check_steps(const struct written *w, const struct sigv4_key *key,
                        const char *canonical, const char *to_sign,
                        const char *authorization)
{
    struct buf text, signed_text, value;
    struct error err = ERROR_INIT;

    buf_init(&text, &mem_libc, 1 << 20);
    buf_init(&signed_text, &mem_libc, 1 << 20);
    buf_init(&value, &mem_libc, 1 << 20);
    sigv4_canonical(&w->request, &text);
    assert_string_equal(buf_text(&text), canonical);
    assert_true(sigv4_string_to_sign(text_of(&text), key, &signed_text));
    assert_string_equal(buf_text(&signed_text), to_sign);
    assert_int_equal(sigv4_sign(&w->request, key, &value, &err), PARL_OK);
    assert_non_null(strstr(buf_text(&value), authorization));
    buf_release(&text);
    buf_release(&signed_text);
    buf_release(&value);
}

/* ---- the classic suite -------------------------------------------------- */

static const struct sigv4_key example = {
    "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    "us-east-1",   "service",
    1440938160, /* 2015-08-30T12:36:00Z */
};

static bool read_part(const char *stem, const char *ending, char *text)
{
    char path[1024];

    snprintf(path, sizeof(path), "%s%s", stem, ending);
    return read_file(path, text);
}

/* One case leaves its session token to the signer to add. */
static void add_token(struct written *w, const char *canonical, char *token)
{
    static const char name[] = "x-amz-security-token";
    const char *at = strstr(canonical, "\nx-amz-security-token:");

    for (size_t i = 0; i < w->request.n_headers; i++) {
        if (strcmp(w->headers[i].name, name) == 0)
            return;
    }
    if (at == NULL)
        return;
    at += sizeof(name) + 1;
    memcpy(token, at, strcspn(at, "\n"));
    token[strcspn(at, "\n")] = '\0';
    add_header(w, name, token);
}

static int classic_case(const char *stem)
{
    char token[MAX_FILE];
    char canonical[MAX_FILE], to_sign[MAX_FILE], authorization[MAX_FILE];
    char path[1024];
    struct written w;

    snprintf(path, sizeof(path), "%s.req", stem);
    if (!read_request(path, &w))
        return 0;
    assert_true(read_part(stem, ".creq", canonical));
    assert_true(read_part(stem, ".sts", to_sign));
    assert_true(read_part(stem, ".authz", authorization));
    add_token(&w, canonical, token);
    check_steps(&w, &example, canonical, to_sign, authorization);
    return 1;
}

/* Each folder has files of its own name, or more folders. */
static int classic_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int n = 0;

    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        char path[1024], stem[1300];

        if (entry->d_name[0] == '.' || strchr(entry->d_name, '.') != NULL)
            continue;
        snprintf(path, sizeof(path), "%.500s/%.200s", folder, entry->d_name);
        snprintf(stem, sizeof(stem), "%s/%.200s", path, entry->d_name);
        n += classic_case(stem);
        if (strcmp(entry->d_name, "LICENSE") != 0)
            n += classic_folder(path);
    }
    if (dir != NULL)
        closedir(dir);
    return n;
}

static void test_the_classic_suite(void **state)
{
    const int n =
        CORPUS_DIR[0] != '\0' ? classic_folder(SUITES "sigv4-classic") : 0;

    (void)state;
    if (n == 0) {
        print_message("no vectors/sigv4-classic\n");
        skip();
    }
    print_message("%d requests\n", n);
    assert_true(n >= 30);
}

/* ---- the suite of aws-c-auth -------------------------------------------- */

/* A member of context.json, a text or a truth value, NUL-terminated. */
static bool member(const char *json, const char *object, const char *name,
                   char *text)
{
    struct span from = span_of(json);
    struct span value = SPAN_NONE;

    if (object != NULL)
        from = json_find(from, object);
    if (from.ptr != NULL)
        value = json_find(from, name);
    if (value.ptr == NULL)
        return false;
    if (value.ptr[0] == '"')
        value = (struct span){ value.ptr + 1, value.len - 2 };
    memcpy(text, value.ptr, value.len);
    text[value.len] = '\0';
    return true;
}

static bool is_true(const char *json, const char *name)
{
    char text[64];

    return member(json, NULL, name, text) && strcmp(text, "true") == 0;
}

/* What that suite leaves to the signer to add. */
static void complete(struct written *w, const char *context, char *token,
                     int64_t time)
{
    moment_aws(time, w->date);
    add_header(w, "x-amz-date", w->date);
    if (is_true(context, "sign_body"))
        add_header(w, "x-amz-content-sha256", w->hash);
    if (member(context, "credentials", "token", token) &&
        !is_true(context, "omit_session_token"))
        add_header(w, "x-amz-security-token", token);
    w->request.keeps_dots = !is_true(context, "normalize");
}

static int modern_case(const char *folder)
{
    char canonical[MAX_FILE], to_sign[MAX_FILE], signature[MAX_FILE];
    char context[MAX_FILE], token[2048], moment[64], path[1024];
    struct sigv4_key key = example;
    struct written w;

    snprintf(path, sizeof(path), "%s/request.txt", folder);
    if (!read_request(path, &w))
        return 0;
    assert_true(read_part(folder, "/context.json", context));
    assert_true(read_part(folder, "/header-canonical-request.txt", canonical));
    assert_true(read_part(folder, "/header-string-to-sign.txt", to_sign));
    assert_true(read_part(folder, "/header-signature.txt", signature));
    assert_true(member(context, NULL, "timestamp", moment));
    assert_true(moment_read(span_of(moment), &key.time));
    complete(&w, context, token, key.time);
    check_steps(&w, &key, canonical, to_sign, signature);
    return 1;
}

static void test_the_suite_of_aws_c_auth(void **state)
{
    DIR *dir =
        CORPUS_DIR[0] != '\0' ? opendir(SUITES "sigv4-aws-c-auth") : NULL;
    struct dirent *entry;
    int n = 0;

    (void)state;
    if (dir == NULL) {
        print_message("no vectors/sigv4-aws-c-auth\n");
        skip();
        return;
    }
    while ((entry = readdir(dir)) != NULL) {
        char folder[1024];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(folder, sizeof(folder), "%s/%.200s", SUITES "sigv4-aws-c-auth",
                 entry->d_name);
        n += modern_case(folder);
    }
    closedir(dir);
    print_message("%d requests\n", n);
    assert_true(n >= 35);
}

/* ---- a request to Bedrock ----------------------------------------------- */

#define BODY                                                                   \
    "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}"

static void sign_bedrock(const char *token, const char *want)
{
    const struct http_header headers[] = {
        { "content-type", "application/json", false },
        { "host", "bedrock-runtime.us-east-1.amazonaws.com", false },
        { "x-amz-date", "20260102T030405Z", false },
        { "x-amz-security-token", token, true },
    };
    const struct sigv4_key key = {
        example.access_key_id,
        example.secret_access_key,
        "us-east-1",
        "bedrock",
        1767323045, /* 2026-01-02T03:04:05Z */
    };
    char hash[SHA256_HEX];
    struct sigv4_request request = {
        .method = "POST",
        .path = SPAN("/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/"
                     "converse"),
        .headers = headers,
        .n_headers = token != NULL ? 4 : 3,
        .body_sha256 = hash,
    };
    struct error err = ERROR_INIT;
    struct buf out;

    buf_init(&out, &mem_libc, 4096);
    assert_true(sha256_hex_of(SPAN(BODY), hash));
    assert_string_equal(hash, "c3335e07d6e89650bf94cb98664be69f8774dbc3198df221"
                              "f113db0a59ea14f0");
    assert_int_equal(sigv4_sign(&request, &key, &out, &err), PARL_OK);
    assert_non_null(strstr(buf_text(&out), want));
    buf_release(&out);
}

static void test_a_path_is_encoded_twice(void **state)
{
    (void)state;
    sign_bedrock(NULL, "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260102/"
                       "us-east-1/bedrock/aws4_request, SignedHeaders="
                       "content-type;host;x-amz-date, Signature="
                       "6b18186d5132c71249f705372d764ddfd8a9890b662230fb355af56"
                       "4c05e1c35");
}

static void test_a_session_token_is_signed(void **state)
{
    (void)state;
    sign_bedrock("TOKENEXAMPLE",
                 "SignedHeaders=content-type;host;x-amz-date;"
                 "x-amz-security-token, Signature=ab5b9dee5b3207fcd1bedb19985a8"
                 "a2f06d25a5c2643cebf01e7a50b8ef65c6f");
}

/* ---- limits ------------------------------------------------------------- */

static void test_more_than_can_be_signed_is_refused(void **state)
{
    struct http_header headers[65];
    const struct sigv4_request request = {
        .method = "GET", .headers = headers, .n_headers = 65, .body_sha256 = ""
    };
    struct error err = ERROR_INIT;
    struct buf out;

    (void)state;
    for (size_t i = 0; i < 65; i++)
        headers[i] = (struct http_header){ "a", "b", false };
    buf_init(&out, &mem_libc, 4096);
    assert_int_equal(sigv4_sign(&request, &example, &out, &err),
                     PARL_TOO_LARGE);
    buf_release(&out);
}

static bool sign_with(const parl_allocator *mem)
{
    const struct http_header header = { "host", "e.example", false };
    const struct sigv4_request request = { .method = "GET",
                                           .path = SPAN("/a"),
                                           .query = SPAN("b=1&a=2"),
                                           .headers = &header,
                                           .n_headers = 1,
                                           .body_sha256 = "00" };
    struct error err = ERROR_INIT;
    parl_status status;
    struct buf out;

    buf_init(&out, mem, 4096);
    status = sigv4_sign(&request, &example, &out, &err);
    buf_release(&out);
    assert_true(status == PARL_OK || status == PARL_OUT_OF_MEMORY);
    return status == PARL_OK;
}

static void test_a_lack_of_memory_is_said(void **state)
{
    (void)state;
    oom_each(sign_with);
}

/* ---- time --------------------------------------------------------------- */

static void test_times_are_written_and_read(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds; /* -1: it is none */
    } times[] = {
        { "1970-01-01T00:00:00Z", 0 },
        { "2026-11-24T12:00:00Z", 1795521600 },
        { "2026-11-24T12:00:00.123456Z", 1795521600 },
        { "2026-11-24T14:30:00+02:30", 1795521600 },
        { "2024-02-29T23:59:59Z", 1709251199 },
        { "2026-11-24", -1 },
        { "2026-13-24T12:00:00Z", -1 },
        { "2026-11-24T12:00:00", -1 },
        { "yesterday", -1 },
        { "", -1 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
        int64_t seconds = -1;

        assert_int_equal(moment_read(span_of(times[i].text), &seconds),
                         times[i].seconds >= 0);
        assert_int_equal(seconds, times[i].seconds);
    }
    for (int64_t s = 0; s < 4102444800; s += 86400 * 3 + 12345) {
        char aws[MOMENT_AWS], text[64];
        int64_t back = -1;

        moment_aws(s, aws);
        snprintf(text, sizeof(text), "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", aws,
                 aws + 4, aws + 6, aws + 9, aws + 11, aws + 13);
        assert_true(moment_read(span_of(text), &back));
        assert_int_equal(back, s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_classic_suite),
        cmocka_unit_test(test_the_suite_of_aws_c_auth),
        cmocka_unit_test(test_a_path_is_encoded_twice),
        cmocka_unit_test(test_a_session_token_is_signed),
        cmocka_unit_test(test_more_than_can_be_signed_is_refused),
        cmocka_unit_test(test_a_lack_of_memory_is_said),
        cmocka_unit_test(test_times_are_written_and_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
