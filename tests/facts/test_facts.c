/* tests/facts/test_facts.c -- a model id finds its family. */
#include "support/check.h"

#include "provider.h"

/* Among the models of two makers. */
static const struct facts *find(const char *model)
{
    static const struct facts_set *const sets[] = { &facts_openai,
                                                    &facts_anthropic, NULL };

    return facts_find(sets, model);
}

static void check(const char *model, const char *family)
{
    if (strcmp(find(model)->family, family) != 0)
        fail_msg("%s is taken for %s", model != NULL ? model : "NULL",
                 find(model)->family);
}

static void test_each_id_finds_its_family(void **state)
{
    static const struct {
        const char *model, *family;
    } list[] = {
        { "o1-mini", "o1-mini*" },
        { "o1-mini-2024-09-12", "o1-mini*" },
        { "o1-preview", "o1-preview*" },
        { "o1", "o1*" },
        { "o1-2024-12-17", "o1*" },
        { "o1-pro", "o1-pro*, o3-pro*" },
        { "o3-pro-2025-06-10", "o1-pro*, o3-pro*" },
        { "o3-mini", "o3-mini*" },
        { "o3", "o3*, o4*, and later" },
        { "o4-mini", "o3*, o4*, and later" },
        { "o3-deep-research", "o*-deep-research*" },
        { "o4-mini-deep-research", "o*-deep-research*" },
        { "gpt-5", "gpt-5*" },
        { "gpt-5-mini-2025-08-07", "gpt-5*" },
        { "gpt-5-chat-latest", "gpt-5-chat*" },
        { "gpt-5-pro", "gpt-5-pro*" },
        { "gpt-5-codex", "gpt-5*-codex*" },
        { "gpt-5.1", "gpt-5.1*" },
        { "gpt-5.1-codex-max", "gpt-5*-codex-max*" },
        { "gpt-5.2", "gpt-5.2*, gpt-5.3*" },
        { "gpt-5.2-pro", "gpt-5.N-pro*" },
        { "gpt-5.3-chat-latest", "gpt-5.N-chat*" },
        { "gpt-5.4-nano", "gpt-5.4*" },
        { "gpt-5.5", "gpt-5.5*" },
        { "gpt-5.6-sol", "gpt-5.6*" },
        { "gpt-6-astra", "gpt-6*-astra*" },
        { "gpt-6.2-astra", "gpt-6*-astra*" },
        { "gpt-6.2-astra-law", "gpt-6*-astra-law*" },
        { "gpt-6-cyber", "gpt-6*-cyber*" },
        { "gpt-6-rosalind", "gpt-6*-rosalind*" },
        { "gpt-rosalind-research", "gpt-rosalind*" },
        { "gpt-6-sol", "gpt-6*" },
        { "gpt-6.1-sol", "gpt-6.1-sol* and later" },
        { "gpt-6.2-sol", "gpt-6.1-sol* and later" },
        { "gpt-6.1-terra", "gpt-6.1-terra*" },
        { "gpt-6-luna", "gpt-6*" },
        { "gpt-5.3-codex", "gpt-5.2*-codex* and later" },
        { "gpt-5.1-codex-mini", "gpt-5*-codex*" },
        { "gpt-4o-mini-search-preview", "gpt-4o*-search-preview*" },
        { "codex-mini-latest", "codex-mini*" },
        { "gpt-7", "gpt-7* and later" },
        { "gpt-10.2-x", "gpt-7* and later" },
        { "gpt-4.1-mini", "gpt-4.1*" },
        { "gpt-4o", "gpt-4o*" },
        { "gpt-4o-2024-08-06", "gpt-4o*" },
        { "gpt-4o-2024-05-13", "gpt-4o-2024-05-13" },
        { "gpt-4o-audio-preview", "gpt-4o*-audio*, gpt-4o*-realtime*" },
        { "gpt-4-turbo", "gpt-4-turbo*" },
        { "gpt-4", "gpt-4, gpt-3.5 and before" },
        { "gpt-4-0613", "gpt-4, gpt-3.5 and before" },
        { "gpt-3.5-turbo", "gpt-4, gpt-3.5 and before" },
        { "gpt-3.5-turbo-0125", "gpt-3.5-turbo-0125" },
        { "gpt-35-turbo-16k", "gpt-35*" },
        { "gpt-audio", "gpt-audio*" },
        { "codex-mini-latest", "codex-mini*" },
        { "claude-fable-5-2", "claude-fable-5-1* and later" },
        { "claude-fable-5", "claude-fable-5" },
        { "claude-mythos-preview", "claude-mythos-preview*" },
        { "claude-mythos-5-1", "claude-mythos-5-1* and later" },
        { "claude-opus-5-5", "claude-opus-5-5*" },
        { "claude-opus-5", "claude-opus-5" },
        { "claude-opus-4-8", "claude-opus-4-8*" },
        { "claude-opus-4-7", "claude-opus-4-7*" },
        { "claude-opus-4-6", "claude-opus-4-6*" },
        { "claude-opus-4-5-20251101", "claude-opus-4-5*" },
        { "claude-opus-4-1-20250805", "claude-opus-4-1*" },
        { "claude-opus-4-20250514", "claude-opus-4" },
        { "claude-opus-4-0", "claude-opus-4" },
        { "claude-sonnet-5-5", "claude-sonnet-5-5*" },
        { "claude-sonnet-5", "claude-sonnet-5" },
        { "claude-sonnet-4-6[1m]", "claude-sonnet-4-6*" },
        { "claude-sonnet-4-5", "claude-sonnet-4-5*" },
        { "claude-sonnet-4.5", "claude-sonnet-4-5*" },
        { "claude-sonnet-4-20250514", "claude-sonnet-4" },
        { "claude-haiku-5-5", "claude-haiku-5-5*" },
        { "claude-haiku-4-5-20251001", "claude-haiku-4-5*" },
        { "claude-3-7-sonnet-20250219", "claude-3-7-sonnet*" },
        { "claude-3-5-sonnet-20241022", "claude-3-5-sonnet*" },
        { "claude-3-5-haiku-latest", "claude-3-5-haiku*" },
        { "claude-3-haiku-20240307", "claude-3-haiku*" },
        { "claude-3-opus-20240229", "claude-3*" },
        { "claude-2.1", "claude-2* and before" },
        { "claude-v2:1", "claude-v2*, claude-v1*" },
        { "claude-instant-v1", "claude-instant*" },
        { "claude-opus-6", "claude-*" },
        { "claude-verse-1", "claude-*" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
        check(list[i].model, list[i].family);
}

static void test_a_model_that_nobody_knows_is_ordinary(void **state)
{
    (void)state;
    check("llama-3.3-70b", "*");
    check("gpt-oss-120b", "*");
    check("omni", "*");
    check("o", "*");
    check("gpt-", "*");
    check("", "*");
    check(NULL, "*");
    assert_false(find("llama")->knows_effort);
    assert_null(words_of(find("llama"))->drops);
}

static void test_a_tuned_model_is_what_it_was_made_from(void **state)
{
    (void)state;
    check("ft:gpt-4.1-mini-2025-04-14:acme:support:x1", "gpt-4.1*");
    check("ft:gpt-4o", "gpt-4o*");
    check("ft:", "*");
}

static void test_the_maker_and_the_place_may_stand_before_the_name(void **state)
{
    (void)state;
    check("claude-sonnet-4-5@20250929", "claude-sonnet-4-5*");
    check("anthropic.claude-opus-4-6-v1", "claude-opus-4-6*");
    check("anthropic.claude-sonnet-4-6", "claude-sonnet-4-6*");
    check("us.anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5*");
    check("global.anthropic.claude-sonnet-5", "claude-sonnet-5");
    check("anthropic/claude-3-7-sonnet@20250219", "claude-3-7-sonnet*");
    check("arn:aws:bedrock:eu-west-1:1:inference-profile/"
          "eu.anthropic.claude-opus-4-5-20251101-v1:0",
          "claude-opus-4-5*");
    check("openai/gpt-5.4", "gpt-5.4*");
    check("meta.llama3-70b", "*");
    check("us.", "*");
    check("./", "*");
}

static void test_a_dash_is_a_dot_only_before_a_minor_number(void **state)
{
    (void)state;
    check("gpt-5-4", "gpt-5.4*");
    check("gpt-4-32k", "gpt-4, gpt-3.5 and before");
    check("gpt-4-0613", "gpt-4, gpt-3.5 and before");
    check("claude-opus-4-123", "claude-opus-4");
    check("claude-opus-4-", "claude-opus-4");
    check("claude-opus-4-5x", "claude-opus-4");
}

/* A level says how; a budget says how much; it may be both. */
static void test_how_claude_thinks(void **state)
{
    static const struct {
        const char *model;
        unsigned thinking;
        bool unasked;
    } list[] = {
        { "claude-3-5-sonnet-20241022", 0, false },
        { "claude-opus-4-1", THINKS_ON_BUDGET | THINKS_NOT, false },
        { "claude-opus-4-6", THINKS_ON_BUDGET | THINKS_ADAPTIVELY | THINKS_NOT,
          false },
        { "claude-opus-4-8", THINKS_ADAPTIVELY | THINKS_NOT, false },
        { "claude-sonnet-5", THINKS_ADAPTIVELY | THINKS_NOT, true },
        { "claude-sonnet-5-5", THINKS_ADAPTIVELY | THINKS_BETWEEN_TOOLS, true },
        { "claude-opus-5-5", THINKS_ADAPTIVELY, true },
        { "claude-new", THINKS_ADAPTIVELY, true },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        assert_int_equal(find(list[i].model)->thinking, list[i].thinking);
        assert_int_equal(find(list[i].model)->thinks_unasked, list[i].unasked);
    }
}

static void test_an_absurd_version_is_no_version(void **state)
{
    (void)state;
    check("gpt-99999999999999999999", "*");
    check("o99999999999999999999", "*");
    check("gpt-5.99999999999999999999", "*");
}

static void test_a_word_is_found_whole(void **state)
{
    (void)state;
    assert_true(word_in("a bc d", "a"));
    assert_true(word_in("a bc d", "bc"));
    assert_true(word_in("a bc d", "d"));
    assert_false(word_in("a bc d", "b"));
    assert_false(word_in("a bc d", "c d"));
    assert_false(word_in("a bc d", "e"));
    assert_false(word_in("", "a"));
    assert_false(word_in(NULL, "a"));
}

/* A level of effort is promised only where it is known what a level is. */
static void test_every_row_is_well_formed(void **state)
{
    (void)state;
    for (size_t i = 0; i < facts_count(); i++) {
        const struct facts *row = facts_at(i);

        assert_non_null(row->family);
        assert_false(row->unknown);
        assert_true(row->from <= row->to);
        if (row->efforts != 0)
            assert_true(row->knows_effort);
        if (row->default_effort != PARL_EFFORT_DEFAULT)
            assert_true((row->efforts >> row->default_effort & 1) == 1);
    }
    assert_null(facts_at(facts_count()));
}

static void test_programs_see_the_same(void **state)
{
    parl_family_info info;
    size_t i;

    (void)state;
    for (i = 0; parl_family_at(i, &info); i++) {
        const struct facts *row = facts_at(i);

        assert_string_equal(info.family, row->family);
        assert_int_equal(info.efforts, row->efforts);
        assert_int_equal(info.json_schema, !row->no_json_schema);
        assert_int_equal(info.responses_only, row->responses_only);
        assert_ptr_equal(info.drops, words_of(row)->drops);
        assert_ptr_equal(info.note, facts_note(row));
    }
    assert_int_equal(i, parl_n_families());
    assert_int_equal(parl_family_at(i, &info), 0);
}

static void check_tools(const char *model, int32_t want)
{
    parl_family_info info;

    for (size_t i = 0; parl_family_at(i, &info); i++) {
        if (strcmp(info.family, find(model)->family) == 0)
            assert_int_equal(info.tools_on_chat, want);
    }
}

static void test_programs_see_where_tools_go(void **state)
{
    (void)state;
    check_tools("gpt-4o", 1);
    check_tools("gpt-5.5", 2);
    check_tools("gpt-6-astra", 0);
    check_tools("gpt-6.2-astra", 0);
    check_tools("gpt-6.2-sol", 0);
    check_tools("o1-mini", 0);
}

/* Among those that AWS has. */
static void test_each_model_at_aws_finds_its_family(void **state)
{
    static const struct facts_set *const sets[] = { &facts_anthropic,
                                                    &facts_bedrock, NULL };
    static const struct {
        const char *model, *family;
    } list[] = {
        { "amazon.nova-2-lite-v1:0", "nova-2*" },
        { "amazon.nova-2-omni-v1:0", "nova-2-omni*" },
        { "us.amazon.nova-micro-v1:0", "nova-micro*" },
        { "apac.amazon.nova-premier-v1:0", "nova-*" },
        { "amazon.titan-text-express-v1", "titan-*" },
        { "meta.llama2-13b-chat-v1", "llama2*, llama3 before 3.1" },
        { "meta.llama3-8b-instruct-v1:0", "llama2*, llama3 before 3.1" },
        { "us.meta.llama3-2-11b-instruct-v1:0", "llama3-2-11b*" },
        { "us.meta.llama3-2-1b-instruct-v1:0", "llama3-1* to llama3-3*" },
        { "us.meta.llama3-3-70b-instruct-v1:0", "llama3-1* to llama3-3*" },
        { "us.meta.llama4-maverick-17b-instruct-v1:0", "llama4* and later" },
        { "mistral.mistral-7b-instruct-v0:2", "mistral-7b*" },
        { "mistral.mixtral-8x7b-instruct-v0:1", "mixtral*" },
        { "mistral.mistral-large-2407-v1:0", "mistral-large-24*" },
        { "mistral.mistral-large-3-675b-instruct", "mistral-large-3*" },
        { "mistral.ministral-3-8b-instruct", "ministral-3*" },
        { "mistral.voxtral-small-24b-2507", "voxtral*" },
        { "us.mistral.pixtral-large-2502-v1:0", "pixtral*" },
        { "cohere.command-r-plus-v1:0", "command-r*" },
        { "cohere.command-text-v14", "command-*" },
        { "ai21.jamba-1-5-mini-v1:0", "jamba*" },
        { "us.deepseek.r1-v1:0", "deepseek.r1*" },
        { "deepseek.v3-v1:0", "deepseek.*" },
        { "openai.gpt-oss-120b-1:0", "gpt-oss*" },
        { "qwen.qwen3-vl-235b-a22b", "qwen3-vl*" },
        { "qwen.qwen3-32b-v1:0", "qwen3*" },
        { "moonshot.kimi-k2-thinking", "moonshot*.kimi*" },
        { "google.gemma-3-27b-it", "google.gemma-3-27b*" },
        { "us.writer.palmyra-x5-v1:0", "writer.palmyra*" },
        { "us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0",
          "claude-sonnet-4-5*" },
        { "arn:aws:bedrock:us-east-1::foundation-model/"
          "anthropic.claude-3-haiku-20240307-v1:0",
          "claude-3-haiku*" },
        { "arn:aws:bedrock:us-west-2:1:application-inference-profile/a1b2",
          "*" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
        assert_string_equal(facts_find(sets, list[i].model)->family,
                            list[i].family);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_id_finds_its_family),
        cmocka_unit_test(test_a_model_that_nobody_knows_is_ordinary),
        cmocka_unit_test(test_a_tuned_model_is_what_it_was_made_from),
        cmocka_unit_test(
            test_the_maker_and_the_place_may_stand_before_the_name),
        cmocka_unit_test(test_a_dash_is_a_dot_only_before_a_minor_number),
        cmocka_unit_test(test_how_claude_thinks),
        cmocka_unit_test(test_an_absurd_version_is_no_version),
        cmocka_unit_test(test_a_word_is_found_whole),
        cmocka_unit_test(test_every_row_is_well_formed),
        cmocka_unit_test(test_programs_see_the_same),
        cmocka_unit_test(test_programs_see_where_tools_go),
        cmocka_unit_test(test_each_model_at_aws_finds_its_family),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
