/* tests/api/test_response_json.c -- an answer becomes JSON, and comes back. */
#include "support/check.h"

#include <stdio.h>
#include "api/builder.h"
#include "api/response_json.h"
#include "support/oom.h"

/* ---- help --------------------------------------------------------------- */

static const parl_origin origin = { "anthropic", "work", "claude-x" };

/* An answer with one choice, that says `parts`. */
static struct parl_response *answer(const parl_part *parts, size_t n_parts)
{
    struct parl_response *r = response_new(&mem_libc);
    struct choice *choice;

    assert_non_null(r);
    r->origin = origin;
    choice = response_add_choice(r, 0);
    assert_non_null(choice);
    choice->message = (parl_message){
        .role = PARL_ROLE_ASSISTANT,
        .parts = parts,
        .n_parts = n_parts,
    };
    return r;
}

static void assert_written(struct parl_response *r, const char *want)
{
    size_t len = 0;
    const char *json = parl_response_json(r, &len);

    assert_string_equal(json, want);
    assert_int_equal(len, strlen(want));
    assert_ptr_equal(parl_response_json(r, NULL), json);
    response_free(r);
}

/* The message {"role":"assistant",WANT} of these parts. */
static void assert_message(const parl_part *parts, size_t n_parts,
                           const char *want)
{
    const parl_message message = {
        .role = PARL_ROLE_ASSISTANT,
        .parts = parts,
        .n_parts = n_parts,
    };
    char whole[1024];
    struct json_out j;
    struct buf json;

    buf_init(&json, &mem_libc, SIZE_MAX);
    json_out_init(&j, &json);
    message_write(&j, NULL, &message, NULL);
    snprintf(whole, sizeof(whole), "{\"role\":\"assistant\",%s}", want);
    assert_string_equal(buf_text(&json), whole);
    buf_release(&json);
}

#define N_OF(list) (sizeof(list) / sizeof((list)[0]))
#define ASSERT_MESSAGE(parts, want) assert_message(parts, N_OF(parts), want)

/* ---- the message -------------------------------------------------------- */

static void test_a_text_is_the_content(void **state)
{
    static const parl_part parts[] = { PARL_TEXT("Hi \"you\"\n") };

    (void)state;
    ASSERT_MESSAGE(parts, "\"content\":\"Hi \\\"you\\\"\\n\"");
    assert_message(NULL, 0, "\"content\":null");
}

static void test_each_kind_has_its_member(void **state)
{
    static const parl_media sound = { .base64 = "QUI=", .base64_len = 4 };
    static const parl_part parts[] = {
        { .type = PARL_PART_THINKING, .text = "hm" },
        { .type = PARL_PART_TEXT, .text = "yes" },
        { .type = PARL_PART_REFUSAL, .text = "no" },
        { .type = PARL_PART_AUDIO, .text = "aah", .media = &sound, .id = "a1" },
        { .type = PARL_PART_TOOL_CALL,
          .text = "{\"n\":18446744073709551615}",
          .id = "c1",
          .name = "f",
          .signature = "S" },
        { .type = PARL_PART_CUSTOM_CALL, .text = "x", .id = "c2", .name = "g" },
    };

    (void)state;
    ASSERT_MESSAGE(
        parts,
        "\"content\":\"yes\",\"refusal\":\"no\",\"reasoning_content\":\"hm\","
        "\"audio\":{\"id\":\"a1\",\"data\":\"QUI=\",\"transcript\":\"aah\"},"
        "\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":"
        "{\"name\":\"f\",\"arguments\":\"{\\\"n\\\":18446744073709551615}\"},"
        "\"provider_specific_fields\":{\"thought_signature\":\"S\"}},"
        "{\"id\":\"c2\",\"type\":\"custom\",\"custom\":{\"name\":\"g\","
        "\"input\":\"x\"}}]");
}

static void test_signed_thinking_comes_in_blocks(void **state)
{
    static const parl_part parts[] = {
        { .type = PARL_PART_THINKING, .text = "a", .signature = "S" },
        { .type = PARL_PART_REDACTED_THINKING, .text = "R" },
        { .type = PARL_PART_THINKING, .text = "", .signature = "T" },
        PARL_TEXT("4"),
    };

    (void)state;
    ASSERT_MESSAGE(
        parts,
        "\"content\":\"4\",\"reasoning_content\":\"a\",\"thinking_blocks\":["
        "{\"type\":\"thinking\",\"thinking\":\"a\",\"signature\":\"S\"},"
        "{\"type\":\"redacted_thinking\",\"data\":\"R\"},"
        "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"T\"}]");
}

static void test_only_what_the_flat_form_loses_comes_in_order(void **state)
{
    static const parl_part two[] = { PARL_TEXT("a"), PARL_TEXT("b") };
    static const parl_part opaque[] = {
        PARL_TEXT("a"),
        { .type = PARL_PART_OPAQUE, .text = "{\"t\":1}", .id = "o" },
    };
    static const parl_part late[] = {
        { .type = PARL_PART_TOOL_CALL, .text = "{}", .name = "f" },
        PARL_TEXT("a"),
    };

    (void)state;
    ASSERT_MESSAGE(two, "\"content\":\"ab\",\"parts\":["
                        "{\"type\":\"text\",\"text\":\"a\"},"
                        "{\"type\":\"text\",\"text\":\"b\"}]");
    ASSERT_MESSAGE(opaque, "\"content\":\"a\",\"parts\":["
                           "{\"type\":\"text\",\"text\":\"a\"},"
                           "{\"type\":\"opaque\",\"item\":{\"t\":1},"
                           "\"id\":\"o\"}]");
    ASSERT_MESSAGE(late, "\"content\":\"a\",\"tool_calls\":[{\"type\":"
                         "\"function\",\"function\":{\"name\":\"f\","
                         "\"arguments\":\"{}\"}}],\"parts\":["
                         "{\"type\":\"tool_call\",\"name\":\"f\","
                         "\"arguments\":\"{}\"},"
                         "{\"type\":\"text\",\"text\":\"a\"}]");
}

/* ---- the whole ---------------------------------------------------------- */

static void test_what_the_vendor_did_not_say_is_left_out(void **state)
{
    static const parl_part parts[] = { PARL_TEXT("Hi") };

    (void)state;
    assert_written(answer(parts, 1),
                   "{\"object\":\"chat.completion\",\"model\":\"claude-x\","
                   "\"provider\":\"anthropic\",\"choices\":[{\"index\":0,"
                   "\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
                   "\"finish_reason\":null}]}");
}

/* Members of the answer that nobody knows. */
static bool put_unknown(struct parl_response *r, const char *object)
{
    return members_put_all(&r->unknown, &r->arena, MEMBER_LATEST,
                           span_of(object)) == PARL_OK;
}

static void test_what_the_vendor_said_is_there(void **state)
{
    static const parl_part parts[] = { PARL_TEXT("Hi") };
    struct parl_response *r = answer(parts, 1);
    struct choice *choice = &r->choices[0];

    (void)state;
    r->id = "msg_1";
    r->model = "claude-x-1";
    r->created = 1700000000;
    r->structured = PARL_STRUCTURED_TOOL;
    choice->finish = PARL_FINISH_LENGTH;
    choice->message.origin = &r->origin;
    choice->message.extra = "{\"annotations\":[1]}";
    buf_add_text(&choice->logprobs, "{\"content\":[]}");
    assert_true(put_unknown(r, "{\"service_tier\":\"flex\"}"));
    report_add(&r->report, PARL_ACTION_DROPPED, "/seed", "it has none");
    assert_written(
        r, "{\"id\":\"msg_1\",\"object\":\"chat.completion\",\"created\":"
           "1700000000,\"model\":\"claude-x-1\",\"provider\":\"anthropic\","
           "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
           "\"content\":\"Hi\",\"annotations\":[1],\"origin\":{\"provider\":"
           "\"anthropic\",\"account\":\"work\",\"model\":\"claude-x\"}},"
           "\"finish_reason\":\"length\",\"logprobs\":{\"content\":[]}}],"
           "\"structured_via\":\"tool\",\"warnings\":[{\"field\":\"/seed\","
           "\"action\":\"dropped\",\"reason\":\"it has none\"}],"
           "\"service_tier\":\"flex\"}");
}

static void test_a_vendors_own_member_is_not_taken_for_ours(void **state)
{
    struct parl_response *r = answer(NULL, 0);

    (void)state;
    r->choices[0].message.extra =
        "{\"parts\":7,\"x\":1,\"origin\":\"here\",\"\\u0070arts\":8}";
    r->choices[0].finish_word = "odd";
    assert_true(put_unknown(r, "{\"provider\":\"DeepInfra\",\"y\":2}"));
    assert_written(r, "{\"object\":\"chat.completion\",\"model\":\"claude-x\","
                      "\"provider\":\"anthropic\",\"choices\":[{\"index\":0,"
                      "\"message\":{\"role\":\"assistant\",\"content\":null,"
                      "\"x\":1},\"finish_reason\":\"odd\"}],\"y\":2}");
}

static void assert_usage(parl_usage usage, const char *want)
{
    struct parl_response *r = response_new(&mem_libc);
    char whole[512];

    assert_non_null(r);
    r->usage = usage;
    r->has_usage = true;
    snprintf(whole, sizeof(whole),
             "{\"object\":\"chat.completion\",\"choices\":[],\"usage\":{%s}}",
             want);
    assert_written(r, whole);
}

static void test_unknown_counts_are_left_out(void **state)
{
    (void)state;
    assert_usage((parl_usage){ 11, -1, -1, 5, -1, 11, 5, 16 },
                 "\"prompt_tokens\":11,\"completion_tokens\":5,"
                 "\"total_tokens\":16");
    assert_usage((parl_usage){ 12, 2000, 300, 5, 4, 2312, 9, 2321 },
                 "\"prompt_tokens\":2312,\"completion_tokens\":9,"
                 "\"total_tokens\":2321,\"prompt_tokens_details\":"
                 "{\"cached_tokens\":2000,\"cache_write_tokens\":300},"
                 "\"completion_tokens_details\":{\"reasoning_tokens\":4},"
                 "\"cache_read_input_tokens\":2000,"
                 "\"cache_creation_input_tokens\":300");
    assert_usage((parl_usage){ 1, 0, 0, 1, -1, 1, 1, 2 },
                 "\"prompt_tokens\":1,\"completion_tokens\":1,"
                 "\"total_tokens\":2,\"prompt_tokens_details\":"
                 "{\"cached_tokens\":0},\"cache_read_input_tokens\":0,"
                 "\"cache_creation_input_tokens\":0");
}

/* ---- there and back ------------------------------------------------------ */

static bool same_text(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a == NULL || b == NULL)
        return a == b;
    return span_same(span_text(a, a_len), span_text(b, b_len));
}

static bool same_word(const char *a, const char *b)
{
    return same_text(a, 0, b, 0);
}

static bool same_media(const parl_media *a, const parl_media *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return same_text(a->base64, a->base64_len, b->base64, b->base64_len) &&
           same_word(a->mime_type, b->mime_type);
}

static void assert_same_part(const parl_part *a, const parl_part *b)
{
    assert_int_equal(a->type, b->type);
    assert_true(same_text(a->text, a->text_len, b->text, b->text_len));
    assert_true(same_text(a->signature, a->signature_len, b->signature,
                          b->signature_len));
    assert_true(same_word(a->id, b->id));
    assert_true(same_word(a->name, b->name));
    assert_true(same_word(a->extra, b->extra));
    assert_true(same_media(a->media, b->media));
}

/* The message, read from a request whose only message it is. */
static parl_builder *read_back(const parl_message *message)
{
    struct error err = ERROR_INIT;
    parl_builder *b = NULL;
    struct json_out j;
    struct buf json;

    buf_init(&json, &mem_libc, SIZE_MAX);
    json_out_init(&j, &json);
    json_object(&j, NULL);
    json_array(&j, "messages");
    message_write(&j, NULL, message, NULL);
    json_end(&j);
    json_end(&j);
    if (builder_from_json(&b, &mem_libc, (struct span){ json.data, json.len },
                          &err) != PARL_OK)
        fail_msg("%s in %s", err.message, buf_text(&json));
    buf_release(&json);
    return b;
}

static void assert_round_trip(const parl_message *message)
{
    parl_builder *b = read_back(message);
    const parl_message *back = &b->messages[0];
    const parl_part one = {
        .type = PARL_PART_TEXT,
        .text = back->text,
        .text_len = back->text_len,
    };
    const bool plain = back->n_parts == 0 && back->text != NULL;
    const parl_part *parts = plain ? &one : back->parts;

    assert_int_equal(b->request.n_messages, 1);
    assert_int_equal(back->role, PARL_ROLE_ASSISTANT);
    assert_true(same_word(back->extra, message->extra));
    assert_int_equal(plain ? 1 : back->n_parts, message->n_parts);
    for (size_t i = 0; i < message->n_parts; i++)
        assert_same_part(&parts[i], &message->parts[i]);
    if (message->origin != NULL)
        assert_string_equal(back->origin->account, message->origin->account);
    parl_builder_free(b);
}

static const parl_media sound = { .base64 = "QUI=", .base64_len = 4 };
static const parl_media typed_sound = {
    .base64 = "QUI=", .base64_len = 4, .mime_type = "audio/wav"
};

/* Parts of every kind, with and without each of their members. */
static const parl_part samples[] = {
    { .type = PARL_PART_TEXT, .text = "plain" },
    { .type = PARL_PART_TEXT, .text = "" },
    { .type = PARL_PART_TEXT, .text = "a\0b\xC3\xA9", .text_len = 5 },
    { .type = PARL_PART_TEXT, .text = "signed", .signature = "S" },
    { .type = PARL_PART_TEXT,
      .text = "x",
      .extra = "{\"n\":18446744073709551615}" },
    { .type = PARL_PART_REFUSAL, .text = "no" },
    { .type = PARL_PART_REFUSAL, .text = "" },
    { .type = PARL_PART_THINKING, .text = "bare" },
    { .type = PARL_PART_THINKING, .text = "" },
    { .type = PARL_PART_THINKING, .text = "block", .signature = "S/+=" },
    { .type = PARL_PART_THINKING,
      .text = "\0",
      .text_len = 1,
      .signature = "\0S",
      .signature_len = 2 },
    { .type = PARL_PART_THINKING, .text = "", .signature = "T" },
    { .type = PARL_PART_THINKING, .text = "u", .signature = "" },
    { .type = PARL_PART_THINKING, .text = "i", .id = "t1" },
    { .type = PARL_PART_THINKING,
      .text = "x",
      .signature = "S",
      .id = "t2",
      .extra = "{\"a\":[1.50]}" },
    { .type = PARL_PART_REDACTED_THINKING, .text = "R" },
    { .type = PARL_PART_AUDIO, .text = "aah", .id = "a" },
    { .type = PARL_PART_AUDIO, .text = "", .id = "a", .media = &sound },
    { .type = PARL_PART_AUDIO, .id = "a", .media = &typed_sound },
    { .type = PARL_PART_TOOL_CALL,
      .text = "{ \"n\": 1.0 }",
      .id = "c",
      .name = "f" },
    { .type = PARL_PART_TOOL_CALL, .text = "", .name = "f" },
    { .type = PARL_PART_TOOL_CALL,
      .text = "{}",
      .id = "c",
      .name = "f",
      .signature = "S",
      .extra = "{\"index\":0}" },
    { .type = PARL_PART_CUSTOM_CALL, .text = "\n", .id = "c", .name = "g" },
    { .type = PARL_PART_OPAQUE,
      .text = "{ \"id\": 18446744073709551615 }",
      .id = "o",
      .signature = "S" },
    { .type = PARL_PART_OPAQUE, .text = "[1e2]" },
};

static void test_every_part_comes_back_as_it_was(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(samples); i++) {
        const parl_message message =
            parl_message_parts(PARL_ROLE_ASSISTANT, &samples[i], 1);

        assert_round_trip(&message);
    }
}

static void test_every_order_of_three_parts_comes_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(samples); i++) {
        for (size_t k = 0; k < N_OF(samples); k++) {
            for (size_t m = 0; m < N_OF(samples); m++) {
                const parl_part parts[] = { samples[i], samples[k],
                                            samples[m] };
                const parl_message message =
                    parl_message_parts(PARL_ROLE_ASSISTANT, parts, 3);

                assert_round_trip(&message);
            }
        }
    }
}

static void test_a_message_comes_back_with_all_around_it(void **state)
{
    const parl_message message = {
        .role = PARL_ROLE_ASSISTANT,
        .parts = samples,
        .n_parts = N_OF(samples),
        .origin = &origin,
        .extra = "{\"x\":18446744073709551615,\"y\\\"\":{\"a\": [ 1.0 ]}}",
    };

    (void)state;
    assert_round_trip(&message);
}

/* ---- memory ------------------------------------------------------------- */

static bool write_answer(const parl_allocator *mem)
{
    struct parl_response *r = response_new(mem);
    struct choice *choice = r != NULL ? response_add_choice(r, 0) : NULL;
    const char *json = NULL;

    if (choice != NULL) {
        choice->message =
            parl_message_parts(PARL_ROLE_ASSISTANT, samples, N_OF(samples));
        choice->message.extra = "{\"x\":1,\"parts\":2}";
        if (put_unknown(r, "{\"a\":1}"))
            json = parl_response_json(r, NULL);
        if (json != NULL)
            assert_non_null(strstr(json, "\"a\":1}"));
    }
    response_free(r);
    return json != NULL;
}

static void test_no_memory_at_any_point_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    oom_each(write_answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_is_the_content),
        cmocka_unit_test(test_each_kind_has_its_member),
        cmocka_unit_test(test_signed_thinking_comes_in_blocks),
        cmocka_unit_test(test_only_what_the_flat_form_loses_comes_in_order),
        cmocka_unit_test(test_what_the_vendor_did_not_say_is_left_out),
        cmocka_unit_test(test_what_the_vendor_said_is_there),
        cmocka_unit_test(test_a_vendors_own_member_is_not_taken_for_ours),
        cmocka_unit_test(test_unknown_counts_are_left_out),
        cmocka_unit_test(test_every_part_comes_back_as_it_was),
        cmocka_unit_test(test_every_order_of_three_parts_comes_back),
        cmocka_unit_test(test_a_message_comes_back_with_all_around_it),
        cmocka_unit_test(test_no_memory_at_any_point_is_said_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
