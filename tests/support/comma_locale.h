/* tests/support/comma_locale.h -- a locale in which numbers have a comma. */
#ifndef PARLANCE_TESTS_SUPPORT_COMMA_LOCALE_H
#define PARLANCE_TESTS_SUPPORT_COMMA_LOCALE_H

#include "support/check.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>

/* Of the machine, or of PARLANCE_LOCPATH, which tests/run.sh sets. */
static inline bool set_comma_locale(void)
{
    const char *path = getenv("PARLANCE_LOCPATH");
    static const char *const names[] = {
        "de_DE.UTF-8", "de_DE.utf8", "de_DE",      "fr_FR.UTF-8",
        "fr_FR.utf8",  "it_IT.utf8", "es_ES.utf8", "pt_BR.utf8",
    };

    if (path != NULL)
        setenv("LOCPATH", path, 1);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (setlocale(LC_NUMERIC, names[i]) != NULL &&
            *localeconv()->decimal_point == ',')
            return true;
    }
    setlocale(LC_NUMERIC, "C");
    return false;
}

#endif
