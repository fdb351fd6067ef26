/* tests/facts/test_facts_google.c -- what is known of Google's models. */
#include "support/check.h"

#include "provider.h"

static const struct facts *find(const char *model)
{
    static const struct facts_set *const sets[] = { &facts_google, NULL };

    return facts_find(sets, model);
}

static void test_each_id_finds_its_family(void **state)
{
    static const struct {
        const char *model, *family;
    } list[] = {
        { "gemini-1.5-pro-002", "gemini-1*" },
        { "gemini-pro", "gemini-pro" },
        { "gemini-2.0-flash-001", "gemini-2.0*" },
        { "gemini-2.5-pro", "gemini-2.5-pro*" },
        { "gemini-2.5-pro-preview-06-05", "gemini-2.5-pro-preview*" },
        { "gemini-2.5-flash", "gemini-2.5-flash*" },
        { "gemini-2.5-flash-preview-05-20", "gemini-2.5-*-preview*" },
        { "gemini-2.5-flash-lite", "gemini-2.5-flash-lite*" },
        { "gemini-2.5-flash-lite-preview-09-2025",
          "gemini-2.5-flash-lite-preview*" },
        { "gemini-2.5-flash-image-preview", "gemini-2.5-*-image*" },
        { "gemini-2.5-flash-preview-tts", "gemini-2.5-*-tts*" },
        { "gemini-3-pro-preview", "gemini-3-pro*" },
        { "gemini-3-pro-image-preview", "gemini-3-pro-image*" },
        { "gemini-3-flash-preview", "gemini-3-flash*" },
        { "gemini-3.1-pro-preview", "gemini-3.1-pro*" },
        { "gemini-3.1-flash-lite", "gemini-3.1-flash-lite*" },
        { "gemini-3.1-flash-image-preview", "gemini-3.1-flash-*image*" },
        { "gemini-3.1-flash-lite-image", "gemini-3.1-flash-*image*" },
        { "gemini-3.5-flash", "gemini-3.1* to gemini-3.5*" },
        { "gemini-3.5-flash-lite", "gemini-3.5-flash-lite*" },
        { "gemini-3.6-flash", "gemini-3.6*" },
        { "gemini-3.7-flash", "gemini-3.7* and later, gemini-*-latest" },
        { "gemini-3.8-flash", "gemini-3.7* and later, gemini-*-latest" },
        { "gemini-4-argon", "gemini-4*" },
        { "gemini-4-carbon", "gemini-4*" },
        { "gemini-4-hydrogen", "gemini-4-hydrogen*" },
        { "gemini-4-neon-001", "gemini-4-neon*" },
        { "gemini-5-xenon", "gemini-3.7* and later, gemini-*-latest" },
        { "gemini-flash-latest", "gemini-3.7* and later, gemini-*-latest" },
        { "gemini-pro-latest", "gemini-3.7* and later, gemini-*-latest" },
        { "gemma-3-27b-it", "gemma-1*, gemma-2*, gemma-3*" },
        { "gemma-3n-e4b-it", "gemma-3n*" },
        { "gemma-4-31b-it", "gemma-4* and later" },
        { "4815162342", "*" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
        if (strcmp(find(list[i].model)->family, list[i].family) != 0)
            fail_msg("%s is taken for %s", list[i].model,
                     find(list[i].model)->family);
    }
}

/* A budget has its limits, and what has levels has no budget. */
static void test_thinking_is_known_by_its_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < facts_google.n; i++) {
        const struct facts *row = &facts_google.rows[i];
        const struct model_words *words = words_of(row);

        assert_int_equal(row->google_thinking == THINKING_BY_BUDGET,
                         words->budget_max > 0);
        assert_int_equal(row->google_thinking == THINKING_BY_LEVEL,
                         row->efforts != 0);
        assert_true(words->budget_min <= words->budget_max);
        if (row->budget_zero)
            assert_true(words->budget_min > 0);
    }
}

static void test_a_gemini_of_tomorrow_is_of_the_newest_generation(void **state)
{
    const struct facts *row = find("gemini-7.2-neon");

    (void)state;
    assert_int_equal(row->google_thinking, THINKING_BY_LEVEL);
    assert_false(row->calls_unsigned);
    assert_false(row->no_json_beside_tools);
    assert_false(row->one_resolution);
    assert_true(row->no_prefill);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_id_finds_its_family),
        cmocka_unit_test(test_thinking_is_known_by_its_kind),
        cmocka_unit_test(test_a_gemini_of_tomorrow_is_of_the_newest_generation),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
