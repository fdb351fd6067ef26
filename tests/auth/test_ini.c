/* tests/auth/test_ini.c -- sections and values of the files that AWS's tools
 * share. */
#include "support/check.h"

#include <locale.h>
#include <stdlib.h>
#include "auth/ini.h"

static void assert_value(const char *file, const char *prefix,
                         const char *section, const char *key, const char *want)
{
    const struct span value =
        ini_value(ini_section(span_of(file), prefix, section), key);

    if (want == NULL) {
        assert_null(value.ptr);
        return;
    }
    assert_int_equal(value.len, strlen(want));
    assert_memory_equal(value.ptr, want, value.len);
}

static void test_sections_and_values_are_found(void **state)
{
    static const char file[] = "k=0\n[a]\nk = 1\n\tk = 2\n#k=3\nk=4\nL=\n"
                               "[profile b ]\r\nk= 5 6 \r\n"
                               "[profile 'c d']\nk=7\n[profileb]\nk=8";

    (void)state;
    assert_value(file, NULL, "a", "k", "1");
    assert_value(file, NULL, "a", "K", "1");
    assert_value(file, NULL, "a", "l", "");
    assert_value(file, NULL, "a", "m", NULL);
    assert_value(file, NULL, "z", "k", NULL);
    assert_value(file, "profile", "b", "k", "5 6");
    assert_value(file, "profile", "c d", "k", "7");
    assert_value(file, "profile", "a", "k", NULL);
    assert_value(file, NULL, "profileb", "k", "8");
    assert_value("", NULL, "a", "k", NULL);
}

static void test_a_section_may_be_indented(void **state)
{
    static const char file[] = "[a]\n  k = 1\n    l = 2\n  m = 3\n n = 4\n"
                               "  k = 5\n[b]\n\t# k = 6\n\tk = 7\n";

    (void)state;
    assert_value(file, NULL, "a", "k", "1");
    assert_value(file, NULL, "a", "l", NULL); /* it is k's */
    assert_value(file, NULL, "a", "m", "3");
    assert_value(file, NULL, "a", "n", "4");
    assert_value(file, NULL, "b", "k", "7");
}

/* Of the machine, or of PARLANCE_LOCPATH, which tests/run.sh sets. */
static bool set_turkish_locale(void)
{
    const char *path = getenv("PARLANCE_LOCPATH");

    if (path != NULL)
        setenv("LOCPATH", path, 1);
    return setlocale(LC_CTYPE, "tr_TR.UTF-8") != NULL ||
           setlocale(LC_CTYPE, "tr_TR.utf8") != NULL;
}

static void test_a_locale_without_the_letter_i_makes_no_difference(void **state)
{
    (void)state;
    if (!set_turkish_locale()) {
        print_message("no Turkish locale is installed\n");
        skip();
    }
    assert_value("[p]\nAWS_ACCESS_KEY_ID = A", NULL, "p", "aws_access_key_id",
                 "A");
    setlocale(LC_CTYPE, "C");
}

/* Any beginning of a file, and any with a byte spoilt, is read without harm. */
static void test_broken_files_do_no_harm(void **state)
{
    static const char file[] =
        "[p]\naws_access_key_id = A\n [x]\n=\n[profile \"p\"]\na=b\n[";
    char text[sizeof(file)];

    (void)state;
    for (size_t len = 0; len < sizeof(file); len++) {
        for (size_t k = 0; k <= len; k++) {
            char *copy = malloc(len > 0 ? len : 1);
            struct span section;

            memcpy(text, file, sizeof(file));
            text[k] = '[';
            memcpy(copy, text, len);
            section = ini_section((struct span){ copy, len }, "profile", "p");
            ini_value(section, "a");
            section = ini_section((struct span){ copy, len }, NULL, "p");
            ini_value(section, "aws_access_key_id");
            free(copy);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sections_and_values_are_found),
        cmocka_unit_test(test_a_section_may_be_indented),
        cmocka_unit_test(
            test_a_locale_without_the_letter_i_makes_no_difference),
        cmocka_unit_test(test_broken_files_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
