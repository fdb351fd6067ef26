/* tests/dialects/test_bedrock_converse_read.c -- answers of Converse: each in
 * tests/golden/bedrock_converse/read, as a stream (.frames, in the lines that
 * support/frames.h makes messages of) or whole (.whole), with the response that
 * it comes to (.json) and its deltas (.deltas). */
#include "support/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include "support/frames.h"
#include "support/golden.h"
#include "wire/json_in.h"

#define BY_A_TOOL                                                              \
    "{\"toolConfig\":{\"tools\":[{\"toolSpec\":{\"name\":"                     \
    "\"structured_answer\"}}]}}"
#define NATIVE "{\"outputConfig\":{\"textFormat\":{\"type\":\"json_schema\"}}}"

static const struct answer_case cases[] = {
    { .name = "text.frames" },
    { .name = "text.whole" },
    { .name = "reasoning_text_and_calls.frames" },
    { .name = "reasoning_text_and_calls.whole" },
    { .name = "redacted_reasoning.frames" },
    { .name = "redacted_reasoning.whole" },
    { .name = "an_empty_text_between_reasoning_stays.frames" },
    { .name = "an_empty_text_between_reasoning_stays.whole" },
    { .name = "thinking_cut_by_the_limit_is_an_unsigned_block.frames" },
    { .name = "reasoning_that_nobody_signs.whole",
      .model = "bedrock/us.deepseek.r1-v1:0" },
    { .name = "citations.frames" },
    { .name = "citations.whole" },
    { .name = "a_source_cited_twice_is_listed_twice.frames" },
    { .name = "a_source_cited_twice_is_listed_twice.whole" },
    { .name = "a_tool_that_aws_runs_is_kept_whole.frames" },
    { .name = "a_tool_that_aws_runs_is_kept_whole.whole" },
    { .name = "an_image_of_the_model.frames" },
    { .name = "an_image_of_the_model.whole" },
    { .name = "an_image_without_a_format.whole" },
    { .name = "sound_of_the_model.whole" },
    { .name = "a_call_without_input.whole" },
    { .name = "a_block_that_nobody_knows_is_kept.whole" },
    { .name = "events_and_members_that_nobody_knows.frames" },
    { .name = "events_and_members_that_nobody_knows.whole" },
    { .name = "what_the_cache_gave_is_part_of_the_prompt.whole" },
    { .name = "a_guardrail_steps_in.frames" },
    { .name = "a_spoilt_call_is_an_error.frames" },
    { .name = "a_spoilt_call_is_an_error.whole" },
    { .name = "an_exception_after_text.frames" },
    { .name = "an_exception_of_the_model.frames" },
    { .name = "an_error_message.frames" },
    { .name = "a_wrong_checksum.frames" },
    { .name = "cut_short.frames" },
    { .name = "an_event_that_is_no_json.frames" },
    { .name = "an_operation_that_aws_does_not_know.whole" },
    { .name = "an_operation_that_aws_does_not_know_deeper.whole" },
    { .name = "a_structured_answer_by_a_tool.frames", .request = BY_A_TOOL },
    { .name = "a_structured_answer_by_a_tool.whole", .request = BY_A_TOOL },
    { .name = "a_native_structured_answer.whole", .request = NATIVE },
};

enum { N_CASES = sizeof(cases) / sizeof(cases[0]) };

static void make(const char *name, struct span text, struct buf *bytes)
{
    const char *dot = strrchr(name, '.');

    if (strcmp(dot, ".frames") == 0)
        frames_make(text, bytes);
    else
        buf_add(bytes, text.ptr, text.len);
}

static const struct answer_suite suite = {
    .folder = "bedrock_converse/read",
    .model = "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    .cases = cases,
    .n_cases = N_CASES,
    .make = make,
};

/* ---- laws --------------------------------------------------------------- */

/* Bytes that mean something to JSON. */
static const char spoilers[] = "\"\\{}[],:0u\xFF\xC3 ";

static void check_spoilt(const parl_client *client, struct span text)
{
    static const struct codec_answer answer = { .model = "bedrock/x" };
    struct codec_result whole;
    struct buf bytes;

    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frames_make(text, &bytes);
    codec_splits(client, &answer, (struct span){ bytes.data, bytes.len }, 3,
                 &whole);
    assert_true(json_valid(buf_text(&whole.json), whole.json.len));
    codec_release(&whole);
    buf_release(&bytes);
}

/* The suite spoils bytes of the stream, which a checksum finds; here they are
 * spoilt before it is made. */
static void spoil_payloads(const parl_client *client, char *text, size_t len)
{
    bool inside = false;

    for (size_t i = 0; i < len; i++) {
        const char kept = text[i];

        inside = kept != '\n' && (inside || kept == '{');
        if (!inside || i % 3 != 0)
            continue;
        text[i] = spoilers[i % (sizeof(spoilers) - 1)];
        check_spoilt(client, (struct span){ text, len });
        text[i] = kept;
    }
}

static void test_a_spoilt_payload_does_no_harm(void **state)
{
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < N_CASES; i++) {
        const char *dot = strrchr(cases[i].name, '.');
        char file[256];
        size_t len;
        char *text;

        if (strcmp(dot, ".frames") != 0)
            continue;
        snprintf(file, sizeof(file), "%s/%s", suite.folder, cases[i].name);
        text = golden_read(file, &len);
        spoil_payloads(client, text, len);
        free(text);
    }
    parl_client_free(client);
}

/* The reason for the end was there, and yet something is missing. */
static void test_a_last_message_that_was_cut_is_missed(void **state)
{
    static const struct codec_answer answer = { .model = "bedrock/x",
                                                .http_status = 200 };
    parl_client *client = codec_client(NULL);
    struct codec_result whole;
    struct buf bytes;

    (void)state;
    buf_init(&bytes, &mem_libc, SIZE_MAX);
    frames_make(
        SPAN("event messageStart {\"role\":\"assistant\"}\n"
             "event contentBlockDelta {\"contentBlockIndex\":0,\"delta\":"
             "{\"text\":\"Hello\"}}\n"
             "event messageStop {\"stopReason\":\"end_turn\"}\n"
             "event metadata {\"usage\":{\"inputTokens\":1}}\n"
             "cut 5\n"),
        &bytes);
    codec_every_split(client, &answer, (struct span){ bytes.data, bytes.len },
                      &whole);
    assert_int_equal(whole.status, PARL_TRUNCATED);
    assert_non_null(strstr(buf_text(&whole.json), "Hello"));
    codec_release(&whole);
    buf_release(&bytes);
    parl_client_free(client);
}

static void test_what_is_no_answer_is_a_protocol_error(void **state)
{
    static const struct {
        const char *bytes;
        parl_status status;
    } list[] = {
        { "", PARL_TRUNCATED },
        { " \r\n", PARL_TRUNCATED },
        { "<html>", PARL_PROTOCOL },
        { "\"text\"", PARL_PROTOCOL },
        { "[]", PARL_PROTOCOL },
        { "{}", PARL_SERVER_ERROR },
        { "{\"output\":{}}", PARL_SERVER_ERROR },
        { "{\"output\":{\"message\":{\"content\":{}}}}", PARL_SERVER_ERROR },
        { "{\"output\":{\"message\":{\"content\":[", PARL_TRUNCATED },
        { "{\"output\":{\"message\":{\"content\":[]}}} x", PARL_PROTOCOL },
        { "{\"output\":{\"message\":{\"content\":[]}}}", PARL_OK },
        { "{\"output\":{\"message\":{\"content\":null}}}", PARL_SERVER_ERROR },
        { "{\"output\":{\"message\":{\"content\":null}},\"stopReason\":\"end_"
          "turn\"}",
          PARL_OK },
        { "{\"stopReason\":\"end_turn\"}", PARL_SERVER_ERROR },
        { "data: {}\n\n", PARL_TRUNCATED },
    };
    static const struct codec_answer answer = { .model = "bedrock/x",
                                                .http_status = 200 };
    parl_client *client = codec_client(NULL);

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        struct codec_result whole;

        codec_every_split(client, &answer, span_of(list[i].bytes), &whole);
        if (whole.status != list[i].status)
            fail_msg("%s: %s", list[i].bytes, buf_text(&whole.json));
        codec_release(&whole);
    }
    parl_client_free(client);
}

int main(void)
{
    const struct CMUnitTest more[] = {
        cmocka_unit_test(test_a_spoilt_payload_does_no_harm),
        cmocka_unit_test(test_a_last_message_that_was_cut_is_missed),
        cmocka_unit_test(test_what_is_no_answer_is_a_protocol_error),
    };

    return answers_run(&suite, more, sizeof(more) / sizeof(more[0]));
}
