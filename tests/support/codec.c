/* tests/support/codec.c -- the codec as tests use it. */
#include "support/check.h"
#include "support/codec.h"

#include <stdio.h>
#include <stdlib.h>
#include "wire/json_in.h"

/* ---- the client --------------------------------------------------------- */

static parl_status send_nothing(void *user, struct parl_call *call,
                                struct parl_decoder *decoder,
                                struct parl_error **error)
{
    (void)user;
    (void)call;
    (void)decoder;
    (void)error;
    return PARL_NETWORK;
}

parl_client_options codec_options(void)
{
    static const parl_transport nowhere = { NULL, send_nothing };
    const parl_client_options options = {
        PARL_CLIENT_OPTIONS_INIT,
        .transport = &nowhere,
        .max_retries = -1,
    };

    return options;
}

static const parl_model az_models[] = {
    { .alias = "fast", .id = "d-5", .base_model = "gpt-5-mini" },
    { .alias = "plain", .id = "d-0" },
};

static const parl_account accounts[] = {
    { .name = "work", .provider = "openai", .api_key = CODEC_KEY },
    { .name = "az",
      .provider = "azure",
      .api_key = CODEC_KEY,
      .base_url = "https://my.openai.azure.com",
      .models = az_models,
      .n_models = 2 },
    { .name = "dated",
      .provider = "azure",
      .api_key = CODEC_KEY,
      .base_url = "https://my.openai.azure.com/",
      .api_version = "2024-06-01" },
    { .name = "local", .provider = "custom", .base_url = "http://127.0.0.1:1" },
};

parl_client *codec_client(const parl_client_options *options)
{
    const parl_client_options usual = codec_options();
    parl_client *client = NULL;

    if (parl_client_new(&client, options != NULL ? options : &usual, NULL) !=
        PARL_OK)
        return NULL;
    for (size_t i = 0; i < sizeof(accounts) / sizeof(accounts[0]); i++) {
        if (parl_client_add_account(client, &accounts[i], NULL) != PARL_OK) {
            parl_client_free(client);
            return NULL;
        }
    }
    return client;
}

/* ---- requests ----------------------------------------------------------- */

/* {"body", "report"} of a call that is described as JSON. */
static char *body_and_report(const char *json)
{
    const struct span whole = span_of(json);
    const struct span body = json_find(whole, "body");
    const struct span report = json_find(whole, "report");
    struct buf out;

    assert_true(json_valid(whole.ptr, whole.len));
    buf_init(&out, &mem_libc, SIZE_MAX);
    buf_add_text(&out, "{\"body\":");
    buf_add(&out, body.ptr, body.len);
    buf_add_text(&out, ",\"report\":");
    buf_add(&out, report.ptr, report.len);
    buf_add_text(&out, "}");
    buf_text(&out);
    return out.data;
}

static char *give_error(parl_error *error)
{
    char *text = strdup(parl_error_json(error, NULL));

    parl_error_free(error);
    return text;
}

char *codec_encode(const parl_client *client, const char *request)
{
    parl_builder *builder = NULL;
    parl_error *error = NULL;
    parl_call *call = NULL;
    const char *json = NULL;
    char *text;

    if (parl_request_from_json(&builder, request, 0, &error) != PARL_OK)
        return give_error(error);
    if (parl_encode(client, parl_builder_request(builder, NULL), &call,
                    &error) != PARL_OK) {
        parl_builder_free(builder);
        return give_error(error);
    }
    assert_int_equal(parl_call_json(call, &json, NULL, NULL), PARL_OK);
    text = body_and_report(json);
    parl_call_free(call);
    parl_builder_free(builder);
    return text;
}

/* ---- deltas ------------------------------------------------------------- */

static const char *const delta_words[] = {
    [PARL_DELTA_TEXT] = "text",
    [PARL_DELTA_REFUSAL] = "refusal",
    [PARL_DELTA_THINKING] = "thinking",
    [PARL_DELTA_SIGNATURE] = "signature",
    [PARL_DELTA_REDACTED] = "redacted",
    [PARL_DELTA_TOOL_CALL] = "call",
    [PARL_DELTA_TOOL_ARGUMENTS] = "arguments",
    [PARL_DELTA_AUDIO] = "audio",
    [PARL_DELTA_TRANSCRIPT] = "transcript",
    [PARL_DELTA_FINISH] = "finish",
    [PARL_DELTA_OPAQUE] = "opaque",
};

struct delta_log {
    struct buf *out;
    int32_t type, choice, part; /* of the run that is open; type 0: none */
};

static bool goes_on(const struct delta_log *log, const parl_delta *delta)
{
    return delta->type == log->type && delta->choice == log->choice &&
           delta->part == log->part && delta->type != PARL_DELTA_TOOL_CALL &&
           delta->type != PARL_DELTA_FINISH;
}

static void begin_run(struct delta_log *log, const parl_delta *delta)
{
    char head[256];

    snprintf(head, sizeof(head), "%s%s %d.%d ", log->type != 0 ? "\n" : "",
             delta_words[delta->type], (int)delta->choice, (int)delta->part);
    buf_add_text(log->out, head);
    if (delta->type == PARL_DELTA_TOOL_CALL)
        snprintf(head, sizeof(head), "%s %s",
                 delta->id != NULL ? delta->id : "-", delta->name);
    else
        snprintf(head, sizeof(head), "%d", (int)delta->finish_reason);
    if (delta->text == NULL)
        buf_add_text(log->out, head);
    log->type = delta->type;
    log->choice = delta->choice;
    log->part = delta->part;
}

static int log_delta(void *user, const parl_delta *delta)
{
    struct delta_log *log = user;
    size_t at;

    assert_in_range(delta->type, PARL_DELTA_TEXT, PARL_DELTA_OPAQUE);
    if (delta->text != NULL)
        assert_true(utf8_valid(delta->text, delta->text_len, &at));
    if (!goes_on(log, delta))
        begin_run(log, delta);
    buf_add(log->out, delta->text, delta->text_len);
    return 0;
}

/* ---- answers ------------------------------------------------------------ */

static parl_decoder *open_decoder(const parl_client *client,
                                  const struct codec_answer *answer,
                                  struct delta_log *log)
{
    const parl_decoder_options options = {
        PARL_DECODER_OPTIONS_INIT,
        .model = answer->model != NULL ? answer->model : "work/gpt-5",
        .request = answer->request,
        .on_delta = log_delta,
        .user = log,
    };
    parl_decoder *decoder = NULL;

    assert_int_equal(parl_decoder_new(&decoder, client, &options, NULL),
                     PARL_OK);
    if (answer->http_status != 0)
        parl_decoder_status(decoder, answer->http_status);
    for (size_t i = 0; i < answer->n_headers; i++)
        parl_decoder_header(decoder, answer->headers[i].name,
                            answer->headers[i].value);
    return decoder;
}

/* In a block of its own size, so that a byte too far is seen. */
static parl_status feed(parl_decoder *decoder, const char *bytes, size_t len,
                        parl_error **error)
{
    char *copy = malloc(len != 0 ? len : 1);
    parl_status status;

    assert_non_null(copy);
    if (len > 0)
        memcpy(copy, bytes, len);
    status = parl_decoder_feed(decoder, copy, len, error);
    memset(copy, '#', len);
    free(copy);
    return status;
}

static parl_status feed_all(parl_decoder *decoder, struct span bytes,
                            struct codec_cut cut, parl_error **error)
{
    size_t next = cut.first != 0 ? cut.first : cut.piece;
    parl_status status = PARL_OK;

    for (size_t at = 0; status == PARL_OK && at < bytes.len;) {
        const size_t left = bytes.len - at;
        const size_t len = next == 0 || next > left ? left : next;

        status = feed(decoder, bytes.ptr + at, len, error);
        at += len;
        next = cut.piece;
    }
    return status;
}

void codec_decode(const parl_client *client, const struct codec_answer *answer,
                  struct span bytes, struct codec_cut cut,
                  struct codec_result *result)
{
    struct delta_log log = { .out = &result->deltas };
    parl_decoder *decoder = open_decoder(client, answer, &log);
    parl_response *response = NULL;
    parl_error *error = NULL;

    buf_init(&result->json, &mem_libc, SIZE_MAX);
    buf_init(&result->deltas, &mem_libc, SIZE_MAX);
    result->status = feed_all(decoder, bytes, cut, &error);
    if (result->status == PARL_OK)
        result->status = parl_decoder_finish(decoder, &response, &error);
    assert_int_equal(result->status == PARL_OK, response != NULL);
    assert_int_equal(result->status == PARL_OK, error == NULL);
    buf_add_text(&result->json, response != NULL
                                    ? parl_response_json(response, NULL)
                                    : parl_error_json(error, NULL));
    if (log.type != 0)
        buf_add_char(&result->deltas, '\n');
    parl_response_free(response);
    parl_error_free(error);
    parl_decoder_free(decoder);
}

parl_error *codec_fail(const parl_client *client,
                       const struct codec_answer *answer, const char *bytes)
{
    struct delta_log log = { .type = 0 };
    parl_decoder *decoder;
    parl_response *response = NULL;
    parl_error *error = NULL;
    struct buf deltas;

    buf_init(&deltas, &mem_libc, SIZE_MAX);
    log.out = &deltas;
    decoder = open_decoder(client, answer, &log);
    if (parl_decoder_feed(decoder, bytes, strlen(bytes), &error) == PARL_OK)
        parl_decoder_finish(decoder, &response, &error);
    assert_non_null(error);
    assert_null(response);
    parl_decoder_free(decoder);
    buf_release(&deltas);
    return error;
}

void codec_release(struct codec_result *result)
{
    buf_release(&result->json);
    buf_release(&result->deltas);
}

/* ---- laws --------------------------------------------------------------- */

static void check_cut(const parl_client *client,
                      const struct codec_answer *answer, struct span bytes,
                      struct codec_cut cut, struct codec_result *whole)
{
    struct codec_result result;

    codec_decode(client, answer, bytes, cut, &result);
    if (result.status != whole->status ||
        strcmp(buf_text(&result.json), buf_text(&whole->json)) != 0 ||
        strcmp(buf_text(&result.deltas), buf_text(&whole->deltas)) != 0)
        fail_msg("cut at %zu (%zu), this came:\n%s\n%s", cut.first, cut.piece,
                 buf_text(&result.json), buf_text(&result.deltas));
    codec_release(&result);
}

void codec_splits(const parl_client *client, const struct codec_answer *answer,
                  struct span bytes, size_t n_cuts, struct codec_result *whole)
{
    codec_decode(client, answer, bytes, (struct codec_cut){ 0, 0 }, whole);
    check_cut(client, answer, bytes, (struct codec_cut){ 0, 1 }, whole);
    for (size_t i = 1; i <= n_cuts; i++) {
        const size_t at = bytes.len * i / (n_cuts + 1);

        check_cut(client, answer, bytes, (struct codec_cut){ at, 0 }, whole);
    }
}

void codec_every_split(const parl_client *client,
                       const struct codec_answer *answer, struct span bytes,
                       struct codec_result *whole)
{
    const size_t n_cuts = bytes.len > 0 ? bytes.len - 1 : 0;

    codec_splits(client, answer, bytes, n_cuts, whole);
}

static struct span choices_of(const struct codec_result *result)
{
    return json_find((struct span){ result->json.data, result->json.len },
                     "choices");
}

static void check_prefix(const parl_client *client,
                         const struct codec_answer *answer, struct span bytes,
                         const struct codec_result *whole)
{
    struct codec_result result;

    codec_decode(client, answer, bytes, (struct codec_cut){ 0, 0 }, &result);
    if (result.status == PARL_OK &&
        (whole->status != PARL_OK ||
         !span_same(choices_of(&result), choices_of(whole))))
        fail_msg("the first %zu bytes are taken for the whole:\n%s", bytes.len,
                 buf_text(&result.json));
    codec_release(&result);
}

void codec_every_prefix(const parl_client *client,
                        const struct codec_answer *answer, struct span bytes,
                        const struct codec_result *whole)
{
    for (size_t len = 0; len < bytes.len; len++)
        check_prefix(client, answer, (struct span){ bytes.ptr, len }, whole);
}
