/* base/http_date.c -- the dates of HTTP headers. */
#include "base/http_date.h"

#include <string.h>
#include "base/moment.h"

/* A form is a pattern: letters that stand for what is read, anything else for
 * itself.  'n' is the name of a day, 'M' of a month; D, Y, y, h, m and s are
 * digits, 'D' may be a blank. */
static const char *const forms[] = {
    "n, DD M YYYY hh:mm:ss GMT",
    "n, DD-M-yy hh:mm:ss GMT",
    "n M DD hh:mm:ss YYYY",
};

enum field { DAY, YEAR, SHORT_YEAR, HOUR, MINUTE, SECOND, N_FIELDS };

static const char digits[] = "DYyhms"; /* in the order of the fields */

struct date {
    int month; /* from 0 */
    int fields[N_FIELDS];
};

static bool take_month(const char **at, int *month)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (*month = 0; *month < 12; (*month)++) {
        if (strncmp(*at, names + *month * 3, 3) != 0)
            continue;
        *at += 3;
        return true;
    }
    return false;
}

static bool take_day_name(const char **at)
{
    const char *begin = *at;

    while ((**at >= 'a' && **at <= 'z') || (**at >= 'A' && **at <= 'Z'))
        (*at)++;
    return *at - begin >= 3;
}

static bool take_digit(const char **at, char kind, int *field)
{
    const char c = **at;

    if ((c < '0' || c > '9') && !(c == ' ' && kind == 'D'))
        return false;
    *field = *field * 10 + (c == ' ' ? 0 : c - '0');
    (*at)++;
    return true;
}

static bool take(const char **at, char kind, struct date *date)
{
    const char *field = strchr(digits, kind);

    if (kind == 'n')
        return take_day_name(at);
    if (kind == 'M')
        return take_month(at, &date->month);
    if (field != NULL)
        return take_digit(at, kind, &date->fields[field - digits]);
    return *(*at)++ == kind;
}

static bool fits(const char *form, const char *text, struct date *date)
{
    memset(date, 0, sizeof(*date));
    /* "GMT" is no field: its letters stand for themselves */
    for (; *form != '\0'; form++) {
        if (strcmp(form, "GMT") == 0)
            return strcmp(text, form) == 0;
        if (*text == '\0' || !take(&text, *form, date))
            return false;
    }
    return *text == '\0';
}

bool http_date_read(const char *text, int64_t *seconds)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct date date;
        const int *f = date.fields;
        struct civil civil;

        if (!fits(forms[i], text, &date))
            continue;
        civil = (struct civil){ f[YEAR], date.month + 1, f[DAY],
                                f[HOUR], f[MINUTE],      f[SECOND] };
        if (civil.year == 0)
            civil.year = f[SHORT_YEAR] + (f[SHORT_YEAR] < 70 ? 2000 : 1900);
        return civil.year >= 1970 && moment_of(&civil, seconds);
    }
    return false;
}
