/* wire/number.c -- numbers of JSON, to and from those of C.
 *
 * strtod and snprintf do what is hard to get right.  The one never sees a
 * point, which is the locale's to spell; what the other wrote is repaired. */
#include "wire/number.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- read --------------------------------------------------------------- */

/* A number taken apart: 0.DIGITS times ten to the power of `point`. */
struct decimal {
    bool negative;
    struct span digits; /* the point among them */
    int64_t point;
};

static const char *pass_digits(const char *at, const char *end)
{
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at;
}

/* Where an exponent lies far beyond all doubles and integers, how far makes no
 * difference. */
static int64_t read_exponent(const char *at, const char *end)
{
    const int64_t beyond = 1000000000000;
    bool negative = *at == '-';
    int64_t value = 0;

    if (*at == '-' || *at == '+')
        at++;
    for (; at < end && value < beyond; at++)
        value = value * 10 + (*at - '0');
    return negative ? -value : value;
}

static struct decimal take_apart(struct span number)
{
    const char *at = number.ptr, *end = at + number.len;
    struct decimal d = { .negative = *at == '-' };
    const char *point;

    if (d.negative)
        at++;
    d.digits.ptr = at;
    point = pass_digits(at, end);
    at = point < end && *point == '.' ? pass_digits(point + 1, end) : point;
    d.digits.len = (size_t)(at - d.digits.ptr);
    d.point = point - d.digits.ptr;
    if (at < end)
        d.point += read_exponent(at + 1, end);
    return d;
}

static bool add_digit(uint64_t *value, char digit)
{
    unsigned add = (unsigned)(digit - '0');

    if (*value > (UINT64_MAX - add) / 10)
        return false;
    *value = *value * 10 + add;
    return true;
}

/* False when it is no integer or does not fit. */
static bool read_magnitude(const struct decimal *d, uint64_t *out)
{
    int64_t places = d->point;
    uint64_t value = 0;

    for (size_t i = 0; i < d->digits.len; i++) {
        char digit = d->digits.ptr[i];

        if (digit == '.')
            continue;
        if (places-- > 0 ? !add_digit(&value, digit) : digit != '0')
            return false;
    }
    for (; places > 0 && value != 0; places--) {
        if (!add_digit(&value, '0'))
            return false;
    }
    *out = value;
    return true;
}

/* What nearly all integers are: digits that cannot overflow, and no more. */
static bool read_short(struct span number, int64_t *out)
{
    int64_t value = 0;

    if (number.len > 18)
        return false;
    for (size_t i = 0; i < number.len; i++) {
        if (number.ptr[i] < '0' || number.ptr[i] > '9')
            return false;
        value = value * 10 + (number.ptr[i] - '0');
    }
    *out = value;
    return true;
}

bool number_integer(struct span number, int64_t *out)
{
    struct decimal d;
    uint64_t magnitude;

    if (read_short(number, out))
        return true;
    d = take_apart(number);
    if (!read_magnitude(&d, &magnitude))
        return false;
    if (magnitude <= INT64_MAX)
        *out = d.negative ? -(int64_t)magnitude : (int64_t)magnitude;
    else if (d.negative && magnitude == (uint64_t)INT64_MAX + 1)
        *out = INT64_MIN;
    else
        return false;
    return true;
}

/* Whether a double is nearest is settled by at most 767 digits and by whether
 * anything stands behind them. */
enum { DOUBLE_DIGITS = 768, EXACT_DIGITS = 15 /* no double rounds these */ };

/* The digits as one whole number without leading zeroes; d->point becomes the
 * power of ten that it is to be multiplied by. */
static size_t copy_digits(struct decimal *d, char text[DOUBLE_DIGITS + 1])
{
    size_t len = 0;
    bool more = false;

    for (size_t i = 0; i < d->digits.len; i++) {
        char digit = d->digits.ptr[i];

        if (digit == '.')
            continue;
        if (len == 0 && digit == '0')
            d->point--;
        else if (len < DOUBLE_DIGITS)
            text[len++] = digit;
        else
            more = more || digit != '0';
    }
    if (len == 0 || more)
        text[len++] = more ? '1' : '0';
    d->point -= (int64_t)len;
    return len;
}

/* strtod gets digits and an exponent, and no point. */
bool number_double(struct span number, double *out)
{
    char text[DOUBLE_DIGITS + 32];
    struct decimal d;
    int64_t whole;
    double value;
    size_t len;

    if (number.len <= EXACT_DIGITS && read_short(number, &whole)) {
        *out = (double)whole;
        return true;
    }
    d = take_apart(number);
    len = copy_digits(&d, text);
    snprintf(text + len, sizeof(text) - len, "e%lld", (long long)d.point);
    value = strtod(text, NULL);
    if (value > DBL_MAX)
        return false;
    *out = d.negative ? -value : value;
    return true;
}

/* ---- write -------------------------------------------------------------- */

/* Copies what printf wrote; what is no digit, sign or exponent is the point of
 * the locale, of one byte or more. */
static size_t copy_number(const char *text, char *out)
{
    size_t len = 0;

    for (; *text != '\0'; text++) {
        bool known = (*text >= '0' && *text <= '9') || *text == 'e' ||
                     *text == '-' || *text == '+';

        if (known)
            out[len++] = *text;
        else if (out[len - 1] != '.')
            out[len++] = '.';
    }
    return len;
}

size_t number_write(double value, char out[NUMBER_SIZE])
{
    const double exact = 9007199254740992.0; /* beyond, integers have gaps */
    char text[2 * NUMBER_SIZE];

    if (value > -exact && value < exact && value == (double)(int64_t)value)
        return (size_t)snprintf(out, NUMBER_SIZE, "%.0f", value);
    for (int digits = 1; digits <= DBL_DECIMAL_DIG; digits++) {
        snprintf(text, sizeof(text), "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    return copy_number(text, out);
}
