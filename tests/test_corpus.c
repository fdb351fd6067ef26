/* tests/test_corpus.c -- recorded answers, from a folder beside the project
 * that need not be there: nothing crashes, leaks or hangs, no cut makes a
 * difference, and no beginning is taken for the whole.
 *
 *   test_corpus [I N]    only each N-th recording, from the I-th on */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/codec.h"
#include "support/golden.h"
#include "wire/base64.h"
#include "wire/json_in.h"

enum {
    N_CUTS = 100,     /* in two */
    N_PREFIXES = 100, /* of whole bodies, and of ... */
    SHORT = 4096      /* ... streams longer than this; else every one */
};

/* Who is asked at the endpoints of the recordings.  Those of others (lists of
 * models, batches, ...) are passed over. */
static const struct endpoint {
    const char *name;
    const char *model;
    const char *dialect; /* NULL: the usual one */
    const char *ending;  /* what an answer ends with, where nothing else tells;
                            NULL: there is a mark */
} endpoints[] = {
    { "chat_completions", "local/x", NULL, NULL },
    { "responses", "local/x", "openai_responses", NULL },
    { "messages", "anthropic/claude-x", NULL, NULL },
    { "raw_predict", "vertex/claude-x", NULL, NULL },
    { "stream_raw_predict", "vertex/claude-x", NULL, NULL },
    { "generate_content", "gemini/gemini-x", NULL, NULL },
    { "stream_generate_content", "gemini/gemini-x", NULL, "finishReason" },
    { "converse", "bedrock/x", NULL, NULL },
    { "converse_stream", "bedrock/x", NULL, NULL },
    { "chat_v2", "cohere/x", NULL, NULL },
};

enum { N_ENDPOINTS = sizeof(endpoints) / sizeof(endpoints[0]) };

struct tally {
    size_t answers, complete, errors, not_built, end_twice;
};

static size_t first_line, every_line = 1;

/* What a recording holds of an answer. */
struct recording {
    int64_t status;
    struct buf body;
};

static void read_status(struct json_in *in, void *ctx)
{
    json_integer(in, &((struct recording *)ctx)->status);
}

static void read_body(struct json_in *in, void *ctx)
{
    struct recording *r = ctx;
    const struct span text = json_string(in, &r->body);

    if (r->body.len == 0)
        buf_add(&r->body, text.ptr, text.len);
}

static void decode_base64(struct span text, struct buf *out)
{
    unsigned char *bytes = malloc(text.len / 4 * 3 + 3);
    size_t len = 0;

    assert_non_null(bytes);
    assert_true(base64_decode(text.ptr, text.len, bytes, &len));
    buf_add(out, (const char *)bytes, len);
    free(bytes);
}

/* Bytes that are no text. */
static void read_base64(struct json_in *in, void *ctx)
{
    struct recording *r = ctx;
    struct buf scratch;
    struct span text;

    buf_init(&scratch, &mem_libc, SIZE_MAX);
    text = json_string(in, &scratch);
    decode_base64(text, &r->body);
    buf_release(&scratch);
}

static void read_response(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("status", read_status),
        JSON_MEMBER("body_text", read_body),
        JSON_MEMBER("body_base64", read_base64),
    };

    json_members(in, members, 3, ctx);
}

static void read_recording(struct span file, struct recording *r)
{
    static const struct json_member members[] = {
        JSON_MEMBER("response", read_response),
    };
    struct json_in in;

    buf_init(&r->body, &mem_libc, SIZE_MAX);
    r->status = 0;
    json_in_init(&in, file.ptr, file.len, 0);
    json_members(&in, members, 1, r);
    assert_true(json_ok(&in));
    assert_int_not_equal(r->status, 0);
}

/* Does the vendor say more than once that the answer has ended?  Then one that
 * is cut after the first time cannot be told from a whole one. */
static bool ends_twice(const struct endpoint *endpoint,
                       const struct recording *r)
{
    const size_t len = endpoint->ending != NULL ? strlen(endpoint->ending) : 0;
    size_t n = 0;

    for (size_t i = 0; len > 0 && i + len <= r->body.len; i++)
        n += memcmp(r->body.data + i, endpoint->ending, len) == 0;
    return n > 1;
}

static void check_recording(const parl_client *client,
                            const struct endpoint *endpoint, bool is_stream,
                            const struct recording *r, struct tally *tally)
{
    const struct codec_answer answer = { .model = endpoint->model,
                                         .dialect = endpoint->dialect,
                                         .http_status = (int32_t)r->status };
    struct span bytes = { r->body.data, r->body.len };
    struct codec_result whole;

    codec_splits(client, &answer, bytes, N_CUTS, &whole);
    if (ends_twice(endpoint, r))
        tally->end_twice++;
    else if (is_stream && bytes.len <= SHORT)
        codec_every_prefix(client, &answer, bytes, &whole);
    else
        codec_prefixes(client, &answer, bytes, N_PREFIXES, &whole);
    tally->answers++;
    if (whole.status == PARL_NOT_BUILT) {
        tally->not_built++;
        codec_release(&whole);
        return;
    }
    tally->complete += whole.status == PARL_OK;
    tally->errors += r->status != 200;
    if (whole.status != PARL_OK && r->status == 200)
        print_message("  %s: %.300s\n", parl_status_word(whole.status),
                      buf_text(&whole.json));
    codec_release(&whole);
}

/* A text member of a line of the index, without its quotes. */
static struct span find_text(struct span line, const char *name)
{
    struct span text = json_find(line, name);

    assert_in_range(text.len, 2, 256);
    return (struct span){ text.ptr + 1, text.len - 2 };
}

/* NULL: none of ours. */
static const struct endpoint *find_endpoint(struct span line)
{
    const struct span name = find_text(line, "endpoint");

    for (size_t i = 0; i < N_ENDPOINTS; i++) {
        if (span_is(name, endpoints[i].name))
            return &endpoints[i];
    }
    return NULL;
}

static void check_line(const parl_client *client, struct span line,
                       struct tally *tally)
{
    const struct span provider = find_text(line, "provider");
    const struct span id = find_text(line, "id");
    const bool is_stream = !span_is(find_text(line, "framing"), "json");
    const struct endpoint *endpoint = find_endpoint(line);
    struct recording recording;
    char path[1024];
    struct span file;
    char *text;

    if (endpoint == NULL)
        return;
    snprintf(path, sizeof(path), "%s/corpus/%.*s/%.*s.json", CORPUS_DIR,
             (int)provider.len, provider.ptr, (int)id.len, id.ptr);
    text = golden_read(path, &file.len);
    file.ptr = text;
    read_recording(file, &recording);
    check_recording(client, endpoint, is_stream, &recording, tally);
    buf_release(&recording.body);
    free(text);
}

static void test_recorded_answers_are_read_whole_or_not_at_all(void **state)
{
    parl_client *client = codec_client(NULL);
    struct tally tally = { .answers = 0 };
    char *index = golden_read(CORPUS_DIR "/corpus/index.jsonl", NULL);
    size_t n = 0;

    (void)state;
    for (const char *line = index; *line != '\0';) {
        const size_t len = strcspn(line, "\n");

        if (n++ % every_line == first_line)
            check_line(client, (struct span){ line, len }, &tally);
        line += line[len] == '\n' ? len + 1 : len;
    }
    print_message("%zu answers, %zu of them complete, %zu errors, %zu of a "
                  "format that is not built, %zu that end twice\n",
                  tally.answers, tally.complete, tally.errors, tally.not_built,
                  tally.end_twice);
    assert_in_range(tally.answers, 1, 1000000);
    free(index);
    parl_client_free(client);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recorded_answers_are_read_whole_or_not_at_all),
    };

    enum { SKIPPED = 77 /* what meson takes for that */ };

    if (CORPUS_DIR[0] == '\0') {
        puts("no recordings: skipped (meson option 'corpus')");
        return SKIPPED;
    }
    if (argc == 3) {
        first_line = strtoul(argv[1], NULL, 10);
        every_line = strtoul(argv[2], NULL, 10);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
