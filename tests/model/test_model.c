/* Tests lib/model.c. */
#include "support/check.h"

#include "model/model.h"
#include "support/oom.h"

/* ---- words -------------------------------------------------------------- */

static void test_words_for_the_end(void **state)
{
    static const struct {
        const char *word;
        parl_finish finish;
    } words[] = {
        { "stop", PARL_FINISH_STOP },
        { "STOP", PARL_FINISH_STOP },
        { "eos", PARL_FINISH_STOP },
        { "done", PARL_FINISH_STOP },
        { "complete", PARL_FINISH_STOP },
        { "COMPLETE", PARL_FINISH_STOP },
        { "end_turn", PARL_FINISH_STOP },
        { "stop_sequence", PARL_FINISH_STOP },
        { "length", PARL_FINISH_LENGTH },
        { "model_length", PARL_FINISH_LENGTH },
        { "max_tokens", PARL_FINISH_LENGTH },
        { "MAX_TOKENS", PARL_FINISH_LENGTH },
        { "model_context_window_exceeded", PARL_FINISH_LENGTH },
        { "tool_calls", PARL_FINISH_TOOL_CALLS },
        { "tool_call", PARL_FINISH_TOOL_CALLS },
        { "tool_use", PARL_FINISH_TOOL_CALLS },
        { "function_call", PARL_FINISH_TOOL_CALLS },
        { "content_filter", PARL_FINISH_CONTENT_FILTER },
        { "sensitive", PARL_FINISH_CONTENT_FILTER },
        { "Safety", PARL_FINISH_CONTENT_FILTER },
        { "refusal", PARL_FINISH_CONTENT_FILTER },
        { "guardrail_intervened", PARL_FINISH_CONTENT_FILTER },
        { "content_filtered", PARL_FINISH_CONTENT_FILTER },
        { "", PARL_FINISH_UNKNOWN },
        { "sto", PARL_FINISH_UNKNOWN },
        { "stopp", PARL_FINISH_UNKNOWN },
        { "error", PARL_FINISH_UNKNOWN },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        assert_int_equal(finish_from_word(span_of(words[i].word)),
                         words[i].finish);
    assert_int_equal(finish_from_word(SPAN_NONE), PARL_FINISH_UNKNOWN);
}

/* ---- choices and parts -------------------------------------------------- */

static struct part_building *add_part(struct parl_response *r,
                                      struct choice *choice,
                                      enum parl_part_type type,
                                      const char *text)
{
    struct part_building *part = choice_add_part(r, choice);

    assert_non_null(part);
    part->kind = part->type = type;
    buf_add_text(&part->text, text);
    return part;
}

static void test_choices_stand_by_index(void **state)
{
    static const int32_t indexes[] = { 5, 0, 127, 3, 4 };
    static const int32_t order[] = { 0, 3, 4, 5, 127 };
    struct parl_response *r = response_new(&mem_libc);

    (void)state;
    for (size_t i = 0; i < 5; i++) {
        assert_null(response_choice(r, indexes[i]));
        assert_int_equal(response_add_choice(r, indexes[i])->index, indexes[i]);
        assert_non_null(response_choice(r, indexes[i]));
    }
    assert_null(response_choice(r, 1));
    assert_null(response_choice(r, 128));
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(r->choices[i].index, order[i]);
    response_free(r);
}

static void test_parts_are_numbered(void **state)
{
    struct parl_response *r = response_new(&mem_libc);
    struct choice *choice = response_add_choice(r, 2);

    (void)state;
    for (int32_t i = 0; i < 9; i++) {
        const struct part_building *part = choice_add_part(r, choice);

        assert_int_equal(part->choice, 2);
        assert_int_equal(part->number, i);
    }
    assert_int_equal(choice->n_parts, 9);
    response_free(r);
}

static void test_the_end_agrees_with_the_calls(void **state)
{
    static const struct {
        bool call;
        parl_finish before, after;
    } cases[] = {
        { true, PARL_FINISH_STOP, PARL_FINISH_TOOL_CALLS },
        { true, PARL_FINISH_TOOL_CALLS, PARL_FINISH_TOOL_CALLS },
        { true, PARL_FINISH_LENGTH, PARL_FINISH_LENGTH },
        { true, PARL_FINISH_CONTENT_FILTER, PARL_FINISH_CONTENT_FILTER },
        { true, PARL_FINISH_UNKNOWN, PARL_FINISH_UNKNOWN },
        { false, PARL_FINISH_STOP, PARL_FINISH_STOP },
        { false, PARL_FINISH_TOOL_CALLS, PARL_FINISH_STOP },
        { false, PARL_FINISH_LENGTH, PARL_FINISH_LENGTH },
        { false, PARL_FINISH_UNKNOWN, PARL_FINISH_UNKNOWN },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct parl_response *r = response_new(&mem_libc);
        struct choice *choice = response_add_choice(r, 0);

        add_part(r, choice, PARL_PART_TEXT, "x");
        if (cases[i].call)
            add_part(r, choice, PARL_PART_CUSTOM_CALL, "x");
        choice->finish = cases[i].before;
        choice_settle(choice);
        assert_int_equal(choice->finish, cases[i].after);
        response_free(r);
    }
}

/* ---- building ----------------------------------------------------------- */

static void test_nothing_becomes_an_empty_response(void **state)
{
    struct parl_response *r = response_new(&mem_libc);

    (void)state;
    assert_true(response_build(r));
    assert_int_equal(r->n_choices, 0);
    assert_string_equal(r->text, "");
    assert_int_equal(r->usage.total_tokens, -1);
    assert_null(r->id);
    response_free(r);
    response_free(NULL);
}

static void test_texts_are_joined(void **state)
{
    struct parl_response *r = response_new(&mem_libc);
    struct choice *choice = response_add_choice(r, 1);

    (void)state;
    add_part(r, response_add_choice(r, 7), PARL_PART_TEXT, "other");
    choice = response_choice(r, 1);
    add_part(r, choice, PARL_PART_TEXT, "one ");
    add_part(r, choice, PARL_PART_THINKING, "hm");
    add_part(r, choice, PARL_PART_TEXT, "");
    add_part(r, choice, PARL_PART_TEXT, "two");
    assert_true(response_build(r));
    assert_string_equal(r->text, "one two");
    assert_string_equal(r->choices[1].message.parts[0].text, "other");
    assert_string_equal(r->choices[0].message.parts[2].text, "");
    response_free(r);
}

static void test_a_text_may_hold_nul(void **state)
{
    struct parl_response *r = response_new(&mem_libc);
    struct choice *choice = response_add_choice(r, 0);

    (void)state;
    buf_add(&add_part(r, choice, PARL_PART_TEXT, "a")->text, "\0b", 2);
    assert_true(response_build(r));
    assert_int_equal(choice->message.parts[0].text_len, 3);
    assert_memory_equal(choice->message.parts[0].text, "a\0b", 4);
    response_free(r);
}

static void test_a_part_has_what_its_type_has(void **state)
{
    struct parl_response *r = response_new(&mem_libc);
    struct choice *choice = response_add_choice(r, 0);
    struct part_building *from;
    const parl_part *parts;

    (void)state;
    from = add_part(r, choice, PARL_PART_AUDIO, "Hi");
    from->id = "audio_1";
    buf_add_text(&from->sound, "AAAA");
    from = add_part(r, choice, PARL_PART_TOOL_CALL, "{}");
    from->id = "c";
    from->name = "f";
    from = add_part(r, choice, PARL_PART_TEXT, "{}");
    from->kind = PARL_PART_TOOL_CALL; /* converted */
    from->id = "c";
    from->name = "f";
    add_part(r, choice, PARL_PART_TOOL_CALL, "");
    assert_true(response_build(r));

    parts = choice->message.parts;
    assert_string_equal(parts[0].id, "audio_1");
    assert_string_equal(parts[0].media->base64, "AAAA");
    assert_int_equal(parts[0].media->base64_len, 4);
    assert_string_equal(parts[1].name, "f");
    assert_null(parts[1].media);
    assert_null(parts[2].id);
    assert_null(parts[2].name);
    assert_string_equal(parts[3].id, "call_0_1");
    assert_string_equal(parts[3].name, "");
    response_free(r);
}

static void test_totals_are_derived(void **state)
{
    static const struct {
        parl_usage usage;
        int64_t prompt, completion, total;
    } cases[] = {
        { { 1, 2, 4, 8, 16, -1, -1, -1 }, 7, 24, 31 },
        { { -1, -1, -1, -1, -1, -1, -1, -1 }, 0, 0, 0 },
        { { -1, 5, -1, 7, -1, -1, -1, 20 }, 5, 7, 20 },
        { { 1, 1, 1, 1, 1, 50, 60, -1 }, 50, 60, 110 },
        { { INT64_MAX, 1, 0, INT64_MAX, 0, -1, -1, -1 },
          INT64_MAX,
          INT64_MAX,
          INT64_MAX },
        { { INT64_MIN, 3, 0, 0, 0, -1, -1, -1 }, 3, 0, 3 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct parl_response *r = response_new(&mem_libc);

        r->usage = cases[i].usage;
        r->has_usage = true;
        assert_true(response_build(r));
        assert_true(r->usage.prompt_tokens == cases[i].prompt);
        assert_true(r->usage.completion_tokens == cases[i].completion);
        assert_true(r->usage.total_tokens == cases[i].total);
        response_free(r);
    }
}

/* ---- memory ------------------------------------------------------------- */

static bool fill(struct parl_response *r)
{
    struct choice *choice = response_add_choice(r, 0);

    for (int i = 0; choice != NULL && i < 3; i++) {
        struct part_building *part = choice_add_part(r, choice);

        if (part == NULL)
            return false;
        part->type = i < 2 ? PARL_PART_TEXT : PARL_PART_TOOL_CALL;
        buf_add(&part->text,
                "0123456789012345678901234567890123456789"
                "012345678901234567890123",
                64);
        if (!buf_ok(&part->text))
            return false; /* the NUL behind it will need more */
    }
    return choice != NULL &&
           members_put(&choice->unknown, &r->arena, MEMBER_LATEST, SPAN("a"),
                       SPAN("1")) == PARL_OK;
}

static bool build(const parl_allocator *mem)
{
    struct parl_response *r = response_new(mem);
    bool done = r != NULL && fill(r) && response_build(r);

    response_free(r);
    return done;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    oom_each(build);
}

static void test_ids_that_were_made_up_are_known(void **state)
{
    (void)state;
    assert_true(call_id_is_made_up("call_0_0"));
    assert_true(call_id_is_made_up("call_12_345"));
    assert_true(call_id_is_made_up("call_0_1_00c0ffee"));
    assert_false(call_id_is_made_up("call_0_1_"));
    assert_false(call_id_is_made_up("call_0_1_00c0ffe"));
    assert_false(call_id_is_made_up("call_0_1_00c0ffeex"));
    assert_false(call_id_is_made_up("call_0_1_00C0FFEE"));
    assert_false(call_id_is_made_up(""));
    assert_false(call_id_is_made_up("call_"));
    assert_false(call_id_is_made_up("call_12"));
    assert_false(call_id_is_made_up("call_12_"));
    assert_false(call_id_is_made_up("call_a_1"));
    assert_false(call_id_is_made_up("call_1_1x"));
    assert_false(call_id_is_made_up("toolu_1_1"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_for_the_end),
        cmocka_unit_test(test_choices_stand_by_index),
        cmocka_unit_test(test_parts_are_numbered),
        cmocka_unit_test(test_the_end_agrees_with_the_calls),
        cmocka_unit_test(test_nothing_becomes_an_empty_response),
        cmocka_unit_test(test_texts_are_joined),
        cmocka_unit_test(test_a_text_may_hold_nul),
        cmocka_unit_test(test_a_part_has_what_its_type_has),
        cmocka_unit_test(test_totals_are_derived),
        cmocka_unit_test(test_ids_that_were_made_up_are_known),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
