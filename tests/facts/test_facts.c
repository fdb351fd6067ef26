/* tests/facts/test_facts.c -- a model id finds its family. */
#include "support/check.h"

#include "provider.h"

/* Among the models of OpenAI. */
static const struct facts *find(const char *model)
{
    static const struct facts_set *const sets[] = { &facts_openai, NULL };

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
        { "gpt-6-astra", "gpt-6-astra*" },
        { "gpt-6-sol", "gpt-6*" },
        { "gpt-6.1-sol", "gpt-6.1-sol*" },
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
        { "gpt-audio", "gpt-audio*" },
        { "codex-mini-latest", "codex-mini*" },
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
    assert_null(find("llama")->drops);
}

static void test_a_tuned_model_is_what_it_was_made_from(void **state)
{
    (void)state;
    check("ft:gpt-4.1-mini-2025-04-14:acme:support:x1", "gpt-4.1*");
    check("ft:gpt-4o", "gpt-4o*");
    check("ft:", "*");
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
        assert_non_null(row->stem);
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
        assert_ptr_equal(info.drops, row->drops);
        assert_ptr_equal(info.note, row->note);
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
    check_tools("o1-mini", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_id_finds_its_family),
        cmocka_unit_test(test_a_model_that_nobody_knows_is_ordinary),
        cmocka_unit_test(test_a_tuned_model_is_what_it_was_made_from),
        cmocka_unit_test(test_an_absurd_version_is_no_version),
        cmocka_unit_test(test_a_word_is_found_whole),
        cmocka_unit_test(test_every_row_is_well_formed),
        cmocka_unit_test(test_programs_see_the_same),
        cmocka_unit_test(test_programs_see_where_tools_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
