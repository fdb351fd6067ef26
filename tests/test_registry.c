/* tests/test_registry.c -- rows of providers and dialects are found by name. */
#include "support/check.h"

#include "provider.h"

static void test_a_provider_is_found_by_its_name(void **state)
{
    const struct provider *row = NULL;

    (void)state;
    assert_int_equal(provider_find("groq", &row, NULL), PARL_OK);
    assert_string_equal(row->name, "groq");
}

static void test_a_provider_left_out_is_not_built(void **state)
{
    const struct provider *row = NULL;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(provider_find("left_out", &row, &err), PARL_NOT_BUILT);
    assert_string_equal(err.message,
                        "provider 'left_out' is not in this build");
    assert_null(row);
}

static void test_an_unknown_provider_is_named(void **state)
{
    const struct provider *row = NULL;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(provider_find("Groq", &row, &err), PARL_INVALID_ARGUMENT);
    assert_string_equal(err.message, "provider 'Groq' is unknown");
    assert_int_equal(provider_find("", &row, NULL), PARL_INVALID_ARGUMENT);
    assert_null(row);
}

static void test_a_dialect_is_found_by_its_name(void **state)
{
    const struct dialect *dialect = NULL;
    struct error err = ERROR_INIT;

    (void)state;
    assert_int_equal(dialect_find("openai_chat", &dialect, &err), PARL_OK);
    assert_ptr_equal(dialect, &dialect_openai_chat);
    assert_int_equal(dialect_find("morse", &dialect, &err),
                     PARL_INVALID_ARGUMENT);
    assert_string_equal(err.message, "/dialect: 'morse' is unknown");
}

static void test_a_surface_is_that_of_a_dialect_or_of_a_model(void **state)
{
    const struct provider *row = NULL;
    const struct surface *surface;

    (void)state;
    provider_find("vertex", &row, NULL);
    surface = provider_surface(row, "google_generate");
    assert_ptr_equal(surface->dialect, &dialect_google_generate);
    assert_ptr_equal(provider_usual_surface(row, "gemini-3"), surface);
    assert_ptr_equal(provider_usual_surface(row, NULL), surface);
    surface = provider_surface(row, "anthropic_messages");
    assert_ptr_equal(provider_usual_surface(row, "claude-x"), surface);
    assert_null(provider_surface(row, "cohere_chat"));
}

/* ---- what every row must be --------------------------------------------- */

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static void check_address(const struct provider *row)
{
    const size_t len = strlen(row->base_url);

    assert_true(begins(row->base_url, "https://") ||
                begins(row->base_url, "http://127.0.0.1"));
    assert_int_not_equal(row->base_url[len - 1], '/');
    assert_null(strstr(row->base_url, "/v1"));
}

static void check_row(const struct provider *row)
{
    assert_non_null(row->about);
    assert_non_null(row->version);
    assert_true(row->version[0] == '\0' || row->version[0] == '/');
    assert_true(row->n_surfaces > 0);
    for (size_t i = 0; i < row->n_surfaces; i++) {
        assert_true(row->surfaces[i].path[0] == '/' ||
                    begins(row->surfaces[i].path, "{resource}"));
        if (row->surfaces[i].dialect == &dialect_openai_responses)
            assert_non_null(row->responses);
        if (row->surfaces[i].dialect == &dialect_google_generate)
            assert_non_null(row->generate);
    }
    for (const struct id_form *f = extras_of(row)->ids;
         f != NULL && f->id != NULL; f++)
        assert_true(f->path[0] == '/' || begins(f->path, "{parent}/"));
    if (row->base_url != NULL)
        check_address(row);
}

static void test_every_row_is_well_formed(void **state)
{
    const struct provider *row, *found;
    const char *name;
    size_t n = 0;

    (void)state;
    for (; (name = provider_at(n, &row)) != NULL; n++) {
        if (row == NULL)
            continue;
        assert_string_equal(row->name, name);
        assert_int_equal(provider_find(name, &found, NULL), PARL_OK);
        assert_ptr_equal(found, row);
        check_row(row);
    }
    assert_in_range(n, 30, 100);
    assert_null(provider_at(n, &row));
    assert_null(provider_at(SIZE_MAX, &row));
}

/* ---- as programs see it ------------------------------------------------- */

static void test_programs_see_the_same(void **state)
{
    parl_provider_info info;
    const struct provider *row;
    size_t i;

    (void)state;
    for (i = 0; parl_provider_at(i, &info); i++) {
        assert_string_equal(info.name, provider_at(i, &row));
        assert_int_equal(info.built, row != NULL);
        assert_null(info.dialects[3]);
        if (row == NULL)
            continue;
        assert_ptr_equal(info.base_url, row->base_url);
        assert_ptr_equal(info.key_env, row->key_env);
        assert_int_equal(info.key_needed, !row->key_optional);
        assert_string_equal(info.dialects[0], row->surfaces[0].dialect->name);
    }
    assert_int_equal(i, parl_n_providers());
}

static void test_no_such_provider_leaves_the_info_alone(void **state)
{
    parl_provider_info info = { .name = "untouched" };

    (void)state;
    assert_int_equal(parl_provider_at(parl_n_providers(), &info), 0);
    assert_string_equal(info.name, "untouched");
}

static void test_the_version_is_that_of_the_header(void **state)
{
    (void)state;
    assert_string_equal(parl_version(), PARL_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_provider_is_found_by_its_name),
        cmocka_unit_test(test_a_provider_left_out_is_not_built),
        cmocka_unit_test(test_an_unknown_provider_is_named),
        cmocka_unit_test(test_a_dialect_is_found_by_its_name),
        cmocka_unit_test(test_a_surface_is_that_of_a_dialect_or_of_a_model),
        cmocka_unit_test(test_every_row_is_well_formed),
        cmocka_unit_test(test_programs_see_the_same),
        cmocka_unit_test(test_no_such_provider_leaves_the_info_alone),
        cmocka_unit_test(test_the_version_is_that_of_the_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
