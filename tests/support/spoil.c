/* tests/support/spoil.c -- documents spoilt by chance. */
#include "support/spoil.h"

#include <stdlib.h>
#include <string.h>
#include "wire/json_in.h"

enum { MAX_SPOILT = 1 << 16 };

int spoil_rounds(void)
{
    const char *stress = getenv("PARLANCE_STRESS");

    return stress != NULL ? atoi(stress) : 150;
}

size_t spoil_number(uint32_t *random, size_t limit)
{
    *random = *random * 1664525 + 1013904223;
    return (*random >> 8) % limit;
}

/* What readers stumble over. */
static const char *const pieces[] = {
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "\"\\ud800\"",
    "\\u0000",
    "\xC3",
    "\xED\xA0\x80",
    "\xFF",
    "-0",
    "1e999",
    "9223372036854775808",
    "-9223372036854775808",
    "0.1e-400",
    "99999999999999999999999999",
    "[[[[[[[[[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":",
    "\r\n",
    "\n\n",
    " ",
    "=",
    "<",
    ">",
    "&",
    "data:",
    "~1/~0",
    "%s%n",
    "",
};

/* Puts `piece` in the place of `gone` bytes. */
static size_t replace(char *text, size_t len, size_t at, size_t gone,
                      const char *piece, size_t size)
{
    if (gone > len - at)
        gone = len - at;
    if (len - gone + size > MAX_SPOILT)
        return len;
    memmove(text + at + size, text + at + gone, len - at - gone);
    memcpy(text + at, piece, size);
    return len - gone + size;
}

static size_t spoil_once(uint32_t *random, char *text, size_t len)
{
    const size_t at = spoil_number(random, len + 1);
    const char *piece =
        pieces[spoil_number(random, sizeof(pieces) / sizeof(pieces[0]))];
    const size_t size = spoil_number(random, 40);
    char copy[40];

    switch (spoil_number(random, 6)) {
    case 0:
        if (at < len)
            text[at] = (char)(text[at] ^ (1 << spoil_number(random, 8)));
        return len;
    case 1:
        return replace(text, len, at, spoil_number(random, 4), piece,
                       strlen(piece));
    case 2:
        return replace(text, len, at, size, "", 0);
    case 3: /* what stands elsewhere stands here too */
        if (len < size)
            return len;
        memcpy(copy, text + spoil_number(random, len - size + 1), size);
        return replace(text, len, at, spoil_number(random, 2) * size, copy,
                       size);
    case 4:
        return replace(text, len, at, 1, "", spoil_number(random, 2));
    default: /* the end is missing, now and then */
        return spoil_number(random, 8) == 0 ? at : len;
    }
}

char *spoil_copy(uint32_t *random, struct span sample, size_t *len)
{
    char *text = malloc(MAX_SPOILT);
    char *spoilt;

    *len = sample.len;
    memcpy(text, sample.ptr, sample.len);
    for (size_t n = 1 + spoil_number(random, 4); n > 0; n--)
        *len = spoil_once(random, text, *len);
    spoilt = malloc(*len > 0 ? *len : 1);
    memcpy(spoilt, text, *len);
    free(text);
    return spoilt;
}

/* ---- JSON that stays JSON -------------------------------------------------
 */

static const char *const values[] = {
    "null",
    "true",
    "false",
    "0",
    "-1",
    "0.5",
    "1e999",
    "4294967296",
    "9223372036854775808",
    "\"\"",
    "\" \"",
    "\"a\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "\"\\u00e9~/\"",
    "\"{\\\"a\\\":1}\"",
    "\"data:text/plain;base64,AAAA\"",
    "\"https://e.example/a.png\"",
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "[\"a\"]",
    "{\"\":0}",
    "{\"type\":\"text\",\"text\":\"a\"}",
};

enum { MAX_PLACES = 1024 };

/* Where values and names of members are. */
struct places {
    struct span values[MAX_PLACES], names[MAX_PLACES];
    size_t n_values, n_names;
};

static void find_places(struct json_in *in, struct places *p)
{
    struct json_in inside = *in;
    const struct span raw = json_raw(in);
    struct json_text name;

    if (raw.ptr == NULL || p->n_values == MAX_PLACES)
        return;
    p->values[p->n_values++] = raw;
    if (raw.ptr[0] == '[' && json_enter_array(&inside)) {
        while (json_next_element(&inside))
            find_places(&inside, p);
    } else if (raw.ptr[0] == '{' && json_enter_object(&inside)) {
        while (json_next_member(&inside, &name)) {
            if (p->n_names < MAX_PLACES)
                p->names[p->n_names++] = name.raw;
            find_places(&inside, p);
        }
    }
}

static size_t put(char *text, size_t len, struct span place, struct span what)
{
    char *copy = malloc(what.len + 1);

    memcpy(copy, what.ptr, what.len);
    len = replace(text, len, (size_t)(place.ptr - text), place.len, copy,
                  what.len);
    free(copy);
    return len;
}

static size_t exchange(uint32_t *random, char *text, size_t len)
{
    static struct places p;
    struct json_in in;
    struct span place;

    p.n_values = p.n_names = 0;
    json_in_init(&in, text, len, 0);
    find_places(&in, &p);
    if (spoil_number(random, 4) == 0 && p.n_names > 0)
        return put(text, len, p.names[spoil_number(random, p.n_names)],
                   p.names[spoil_number(random, p.n_names)]);
    place = p.values[spoil_number(random, p.n_values)];
    if (spoil_number(random, 2) == 0)
        return put(text, len, place,
                   p.values[spoil_number(random, p.n_values)]);
    return put(
        text, len, place,
        span_of(
            values[spoil_number(random, sizeof(values) / sizeof(values[0]))]));
}

char *spoil_json(uint32_t *random, const char *sample, size_t *len)
{
    char *text = malloc(MAX_SPOILT);
    char *spoilt;

    *len = strlen(sample);
    memcpy(text, sample, *len);
    for (size_t n = 1 + spoil_number(random, 2); n > 0; n--)
        *len = exchange(random, text, *len);
    spoilt = malloc(*len);
    memcpy(spoilt, text, *len);
    free(text);
    return spoilt;
}

char *spoil_text(uint32_t *random, const char *sample)
{
    size_t len;
    char *spoilt = spoil_copy(random, span_of(sample), &len);
    char *text = malloc(len + 1);

    memcpy(text, spoilt, len);
    text[len] = '\0';
    free(spoilt);
    return text;
}
