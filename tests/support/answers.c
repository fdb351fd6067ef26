/* tests/support/answers.c -- the tests of every wire format's answers. */
#include "support/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/golden.h"
#include "support/oom.h"
#include "wire/json_in.h"

static const struct answer_suite *suite; /* the one that runs */

/* ---- cases -------------------------------------------------------------- */

/* "FOLDER/NAME" with another ending; NULL: its own. */
static void name_file(const struct answer_suite *s, const char *name,
                      const char *ending, char *file, size_t size)
{
    snprintf(file, size, "%s/%s%s", s->folder, name,
             ending != NULL ? ending : "");
}

void answers_read(const struct answer_suite *s, const struct answer_case *c,
                  struct buf *bytes)
{
    char file[256];
    size_t len;
    char *text;

    name_file(s, c->name, NULL, file, sizeof(file));
    text = golden_read(file, &len);
    buf_init(bytes, &mem_libc, SIZE_MAX);
    if (s->make != NULL)
        s->make(c->name, (struct span){ text, len }, bytes);
    else
        buf_add(bytes, text, len);
    assert_true(buf_ok(bytes));
    free(text);
}

parl_client *answers_client(const struct answer_suite *s,
                            const parl_client_options *options)
{
    parl_client *client = codec_client(options);

    if (client == NULL || s->accounts == NULL)
        return client;
    if (parl_client_load_accounts(client, s->accounts, 0, NULL) == PARL_OK)
        return client;
    parl_client_free(client);
    return NULL;
}

struct codec_answer answers_of(const struct answer_suite *s,
                               const struct answer_case *c)
{
    return (struct codec_answer){
        .model = c->model != NULL ? c->model : s->model,
        .request = c->request,
    };
}

static const struct answer_case *find_case(const struct answer_suite *s,
                                           const char *name)
{
    for (size_t i = 0; i < s->n_cases; i++) {
        if (strcmp(s->cases[i].name, name) == 0)
            return &s->cases[i];
    }
    fail_msg("there is no case %s", name);
    return NULL;
}

void answers_decode(const struct answer_suite *s, const char *name,
                    struct codec_result *result)
{
    const struct answer_case *c = find_case(s, name);
    const struct codec_answer answer = answers_of(s, c);
    parl_client *client = answers_client(s, NULL);
    struct buf bytes;

    assert_non_null(client);
    answers_read(s, c, &bytes);
    codec_decode(client, &answer, (struct span){ bytes.data, bytes.len },
                 (struct codec_cut){ 0, 0 }, result);
    buf_release(&bytes);
    parl_client_free(client);
}

/* ---- each comes to what its files say ----------------------------------- */

static void test_case(void **state)
{
    const struct answer_case *c = *state;
    const struct codec_answer answer = answers_of(suite, c);
    parl_client *client = answers_client(suite, NULL);
    struct codec_result whole;
    struct span span;
    struct buf bytes;
    char file[256];

    assert_non_null(client);
    answers_read(suite, c, &bytes);
    span = (struct span){ bytes.data, bytes.len };
    codec_every_split(client, &answer, span, &whole);
    name_file(suite, c->name, ".json", file, sizeof(file));
    golden_check_json(file, buf_text(&whole.json));
    name_file(suite, c->name, ".deltas", file, sizeof(file));
    golden_check(file, buf_text(&whole.deltas));
    codec_every_prefix(client, &answer, span, &whole);
    codec_release(&whole);
    buf_release(&bytes);
    parl_client_free(client);
}

/* ---- laws --------------------------------------------------------------- */

/* The stream of which `whole` is the whole; NULL: there is none. */
static const struct answer_case *stream_of(const struct answer_case *whole)
{
    const char *dot = strrchr(whole->name, '.');

    for (size_t i = 0; strcmp(dot, ".whole") == 0 && i < suite->n_cases; i++) {
        const struct answer_case *c = &suite->cases[i];
        const size_t len = (size_t)(dot - whole->name) + 1;

        if (c != whole && strncmp(c->name, whole->name, len) == 0 &&
            strchr(c->name + len, '.') == NULL)
            return c;
    }
    return NULL;
}

static void test_a_stream_and_the_whole_end_in_the_same_response(void **state)
{
    (void)state;
    for (size_t i = 0; i < suite->n_cases; i++) {
        const struct answer_case *c = stream_of(&suite->cases[i]);
        struct codec_result stream, whole;

        if (c == NULL)
            continue;
        answers_decode(suite, c->name, &stream);
        answers_decode(suite, suite->cases[i].name, &whole);
        assert_string_equal(buf_text(&stream.json), buf_text(&whole.json));
        codec_release(&stream);
        codec_release(&whole);
    }
}

/* Bytes that mean something to one layer or another. */
static const char spoilers[] = "\"\\{}[],:0u\n\r\xFF\xC3 \0";

static void check_spoilt(const parl_client *client,
                         const struct codec_answer *answer, struct span bytes)
{
    struct codec_result whole;

    codec_splits(client, answer, bytes, 3, &whole);
    assert_true(json_valid(buf_text(&whole.json), whole.json.len));
    codec_release(&whole);
}

static void spoil_case(const parl_client *client, const struct answer_case *c,
                       size_t from)
{
    const struct codec_answer answer = answers_of(suite, c);
    struct buf bytes;

    answers_read(suite, c, &bytes);
    for (size_t at = from; at < bytes.len; at += 3) {
        const char kept = bytes.data[at];

        bytes.data[at] = spoilers[at % sizeof(spoilers)];
        check_spoilt(client, &answer, (struct span){ bytes.data, bytes.len });
        bytes.data[at] = kept;
    }
    buf_release(&bytes);
}

static void test_a_spoilt_byte_does_no_harm(void **state)
{
    parl_client *client = answers_client(suite, NULL);

    (void)state;
    for (size_t i = 0; i < suite->n_cases; i++)
        spoil_case(client, &suite->cases[i], i % 3);
    parl_client_free(client);
}

/* ---- memory ------------------------------------------------------------- */

static const struct answer_case *oom_case; /* of decode_one */
static struct buf oom_bytes;
static struct codec_result oom_whole;

static int take_delta(void *user, const parl_delta *delta)
{
    (void)user;
    (void)delta;
    return 0;
}

/* A success is the whole answer, with not a byte missing. */
static bool is_whole(parl_response *response)
{
    const char *json =
        response != NULL ? parl_response_json(response, NULL) : NULL;

    if (json == NULL)
        return false;
    assert_string_equal(json, buf_text(&oom_whole.json));
    return true;
}

static bool decode_one(const parl_allocator *mem)
{
    const struct codec_answer answer = answers_of(suite, oom_case);
    parl_client_options options = codec_options();
    const parl_decoder_options decoding = {
        PARL_DECODER_OPTIONS_INIT,
        .model = answer.model,
        .request = answer.request,
        .on_delta = take_delta,
    };
    const size_t half = oom_bytes.len / 2;
    parl_decoder *decoder = NULL;
    parl_response *response = NULL;
    parl_client *client;
    bool done = false;

    options.allocator = mem;
    client = answers_client(suite, &options);
    if (client != NULL &&
        parl_decoder_new(&decoder, client, &decoding, NULL) == PARL_OK) {
        parl_decoder_feed(decoder, oom_bytes.data, half, NULL);
        parl_decoder_feed(decoder, oom_bytes.data + half, oom_bytes.len - half,
                          NULL);
        if (parl_decoder_finish(decoder, &response, NULL) == PARL_OK)
            done = is_whole(response);
    }
    parl_response_free(response);
    parl_decoder_free(decoder);
    parl_client_free(client);
    return done;
}

static void test_no_memory_at_any_point_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < suite->n_cases; i++) {
        oom_case = &suite->cases[i];
        answers_read(suite, oom_case, &oom_bytes);
        answers_decode(suite, oom_case->name, &oom_whole);
        if (oom_whole.status == PARL_OK)
            oom_each(decode_one);
        codec_release(&oom_whole);
        buf_release(&oom_bytes);
    }
}

/* ---- all of it ---------------------------------------------------------- */

int answers_run(const struct answer_suite *s, const struct CMUnitTest *more,
                size_t n_more)
{
    static const struct CMUnitTest laws[] = {
        cmocka_unit_test(test_a_stream_and_the_whole_end_in_the_same_response),
        cmocka_unit_test(test_a_spoilt_byte_does_no_harm),
        cmocka_unit_test(test_no_memory_at_any_point_is_said),
    };
    enum { N_LAWS = sizeof(laws) / sizeof(laws[0]) };
    const size_t n = s->n_cases + N_LAWS + n_more;
    struct CMUnitTest *tests = calloc(n, sizeof(*tests));
    struct answer_case *cases = calloc(s->n_cases, sizeof(*cases));
    int result;

    assert_non_null(tests);
    assert_non_null(cases);
    suite = s;
    for (size_t i = 0; i < s->n_cases; i++) {
        cases[i] = s->cases[i];
        tests[i] = (struct CMUnitTest){ .name = cases[i].name,
                                        .test_func = test_case,
                                        .initial_state = &cases[i] };
    }
    memcpy(tests + s->n_cases, laws, sizeof(laws));
    if (n_more > 0)
        memcpy(tests + s->n_cases + N_LAWS, more, n_more * sizeof(*more));
    result = _cmocka_run_group_tests(s->folder, tests, n, NULL, NULL);
    free(cases);
    free(tests);
    return result;
}
