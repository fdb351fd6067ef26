/* tests/test_corpus.c -- recorded answers of each dialect here, from a folder
 * beside the project that need not be there: nothing crashes, leaks or hangs,
 * no cut makes a difference, and no beginning is taken for the whole. */
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/codec.h"
#include "support/golden.h"
#include "wire/base64.h"
#include "wire/json_in.h"

enum {
    N_CUTS = 20,
    MAX_PREFIX = 1024 /* what begins so goes on like the rest */
};

struct tally {
    size_t answers, complete, errors;
};

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

/* Of answers that are no text. */
static void read_base64(struct json_in *in, void *ctx)
{
    struct recording *r = ctx;
    const struct span text = json_text(in).raw;
    char *room;
    size_t len;

    if (text.len == 0)
        return;
    room = buf_room(&r->body, text.len / 4 * 3 + 3);
    assert_non_null(room);
    assert_true(base64_decode(text.ptr, text.len, (unsigned char *)room, &len));
    r->body.len += len;
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

static void check_recording(const parl_client *client, const char *model,
                            const struct recording *r, struct tally *tally)
{
    const struct codec_answer answer = { .model = model,
                                         .http_status = (int32_t)r->status };
    struct span bytes = { r->body.data, r->body.len };
    struct codec_result whole;

    codec_splits(client, &answer, bytes, N_CUTS, &whole);
    if (bytes.len > MAX_PREFIX)
        bytes.len = MAX_PREFIX;
    codec_every_prefix(client, &answer, bytes, &whole);
    tally->answers++;
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

/* Who is asked, by what the recordings call the endpoint. */
static const struct {
    const char *endpoint, *model;
} endpoints[] = {
    { "chat_completions", "local/x" },
    { "converse", "bedrock/anthropic.claude-x" },
    { "converse_stream", "bedrock/anthropic.claude-x" },
};

/* NULL: nobody here speaks it. */
static const char *find_model(struct span line)
{
    const struct span endpoint = find_text(line, "endpoint");

    for (size_t i = 0; i < sizeof(endpoints) / sizeof(endpoints[0]); i++) {
        if (span_is(endpoint, endpoints[i].endpoint))
            return endpoints[i].model;
    }
    return NULL;
}

static void check_line(const parl_client *client, struct span line,
                       struct tally *tally)
{
    const char *model = find_model(line);
    const struct span provider = find_text(line, "provider");
    const struct span id = find_text(line, "id");
    struct recording recording;
    char path[1024];
    struct span file;
    char *text;

    if (model == NULL)
        return;
    snprintf(path, sizeof(path), "%s/corpus/%.*s/%.*s.json", CORPUS_DIR,
             (int)provider.len, provider.ptr, (int)id.len, id.ptr);
    text = golden_read(path, &file.len);
    file.ptr = text;
    read_recording(file, &recording);
    check_recording(client, model, &recording, tally);
    buf_release(&recording.body);
    free(text);
}

/* NULL: there is no corpus. */
static char *read_index(void)
{
    static const char path[] = CORPUS_DIR "/corpus/index.jsonl";
    FILE *file = CORPUS_DIR[0] != '\0' ? fopen(path, "rb") : NULL;

    if (file == NULL)
        return NULL;
    fclose(file);
    return golden_read(path, NULL);
}

static void test_recorded_answers_are_read_whole_or_not_at_all(void **state)
{
    parl_client *client = codec_client(NULL);
    struct tally tally = { .answers = 0 };
    char *index = read_index();

    (void)state;
    if (index == NULL) {
        print_message("no corpus: skipped (meson option 'corpus')\n");
        parl_client_free(client);
        skip();
    }
    for (const char *line = index; *line != '\0';) {
        const size_t len = strcspn(line, "\n");

        check_line(client, (struct span){ line, len }, &tally);
        line += line[len] == '\n' ? len + 1 : len;
    }
    print_message("%zu answers, %zu of them complete, %zu errors\n",
                  tally.answers, tally.complete, tally.errors);
    assert_in_range(tally.answers, 1, 1000000);
    free(index);
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recorded_answers_are_read_whole_or_not_at_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
