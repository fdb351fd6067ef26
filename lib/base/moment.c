/* base/moment.c -- points in time as the vendors write them. */
#include "base/moment.h"

#include <string.h>

/* ---- the calendar ------------------------------------------------------- */

/* From 1970-01-01, counted in years that begin in March, so that the day of
 * leap comes last. */
static int64_t days_of(int64_t year, int month, int day)
{
    const int64_t y = month <= 2 ? year - 1 : year;
    const int64_t era = (y >= 0 ? y : y - 399) / 400;
    const int64_t of_era = y - era * 400;
    const int64_t of_year =
        (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           719468;
}

static struct civil civil_of(int64_t seconds)
{
    const int64_t days = seconds / 86400;
    const int rest = (int)(seconds % 86400);
    const int64_t z = days + 719468;
    const int64_t era = z / 146097;
    const int64_t of_era = z - era * 146097;
    const int64_t years =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
    const int m = (int)((5 * of_year + 2) / 153);
    const int month = m < 10 ? m + 3 : m - 9;

    return (struct civil){
        .year = years + era * 400 + (month <= 2),
        .month = month,
        .day = (int)(of_year - (153 * m + 2) / 5 + 1),
        .hour = rest / 3600,
        .minute = rest / 60 % 60,
        .second = rest % 60,
    };
}

bool moment_of(const struct civil *c, int64_t *seconds)
{
    if (c->month < 1 || c->month > 12 || c->day < 1 || c->day > 31 ||
        c->hour > 23 || c->minute > 59 || c->second > 60)
        return false;
    *seconds = days_of(c->year, c->month, c->day) * 86400 + c->hour * 3600 +
               c->minute * 60 + c->second;
    return true;
}

/* ---- writing ------------------------------------------------------------ */

static char *put(char *to, int64_t number, int digits)
{
    for (int i = digits - 1; i >= 0; i--, number /= 10)
        to[i] = (char)('0' + number % 10);
    return to + digits;
}

void moment_aws(int64_t seconds, char text[MOMENT_AWS])
{
    const int64_t last = 253402300799; /* of the year 9999 */
    const struct civil c = civil_of(seconds < 0      ? 0
                                    : seconds > last ? last
                                                     : seconds);

    text = put(text, c.year, 4);
    text = put(text, c.month, 2);
    text = put(text, c.day, 2);
    *text++ = 'T';
    text = put(text, c.hour, 2);
    text = put(text, c.minute, 2);
    text = put(text, c.second, 2);
    *text++ = 'Z';
    *text = '\0';
}

/* ---- reading ------------------------------------------------------------ */

/* Where reading stands; a mistake makes it `wrong` for good. */
struct cursor {
    const char *at, *end;
    bool wrong;
};

static int digits(struct cursor *c, int n)
{
    int number = 0;

    for (; n > 0; n--, c->at++) {
        if (c->at >= c->end || *c->at < '0' || *c->at > '9') {
            c->wrong = true;
            return 0;
        }
        number = number * 10 + (*c->at - '0');
    }
    return number;
}

/* Takes one of these characters, and gives it. */
static char one_of(struct cursor *c, const char *set)
{
    if (c->at >= c->end || *c->at == '\0' || strchr(set, *c->at) == NULL) {
        c->wrong = true;
        return '\0';
    }
    return *c->at++;
}

static void clock_time(struct cursor *c, struct civil *to)
{
    to->hour = digits(c, 2);
    one_of(c, ":");
    to->minute = digits(c, 2);
    one_of(c, ":");
    to->second = digits(c, 2);
}

/* Seconds east of Greenwich. */
static int zone(struct cursor *c)
{
    const char sign = one_of(c, "Zz+-");
    int hours, minutes;

    if (sign != '+' && sign != '-')
        return 0;
    hours = digits(c, 2);
    one_of(c, ":");
    minutes = digits(c, 2);
    return (sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

bool moment_read(struct span text, int64_t *seconds)
{
    struct cursor c = { text.ptr, NULL, false };
    struct civil civil = { 0 };
    int east;

    if (text.ptr == NULL)
        return false;
    c.end = text.ptr + text.len;
    civil.year = digits(&c, 4);
    one_of(&c, "-");
    civil.month = digits(&c, 2);
    one_of(&c, "-");
    civil.day = digits(&c, 2);
    one_of(&c, "Tt ");
    clock_time(&c, &civil);
    if (!c.wrong && c.at < c.end && *c.at == '.') {
        for (c.at++; c.at < c.end && *c.at >= '0' && *c.at <= '9';)
            c.at++;
    }
    east = zone(&c);
    if (c.wrong || c.at != c.end || !moment_of(&civil, seconds))
        return false;
    *seconds -= east;
    return true;
}
