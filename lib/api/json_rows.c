/* api/json_rows.c -- how the rows of the door's tables read. */
#include "api/json_door.h"

#include <stdio.h>
#include <string.h>
#include "wire/number.h"

/* How much of a wrong value is shown. */
enum { SHOWN = 64 };

/* ---- texts -------------------------------------------------------------- */

/* Writes what stands at len_at beside `place`. */
static void put_length(const struct row *row, void *place, size_t len)
{
    size_t *there = (void *)((char *)row_struct(row, place) + row->len_at);

    *there = len;
}

static void put_text(const struct row *row, void *place, struct span text)
{
    const char **there = place;

    if (text.ptr == NULL)
        return;
    *there = text.ptr;
    if (row->len_at != 0)
        put_length(row, place, text.len);
}

static void read_text(struct door *d, const struct row *row, void *place)
{
    put_text(row, place,
             row->len_at != 0 ? door_text(d) : span_of(door_word(d)));
}

/* ---- numbers ------------------------------------------------------------ */

static int shown_length(struct span digits)
{
    return digits.len < SHOWN ? (int)digits.len : SHOWN;
}

static bool take_integer(struct door *d, int64_t *out)
{
    struct span number;

    if (!door_expect(d, JSON_NUMBER, "an integer"))
        return false;
    number = json_number(&d->in);
    if (number.ptr == NULL || number_integer(number, out))
        return number.ptr != NULL;
    door_refuse(d, "%.*s is no integer of 64 bits", shown_length(number),
                number.ptr);
    return false;
}

static void read_number(struct door *d, const struct row *row, void *place)
{
    parl_number *there = place;
    struct span number;
    double value;

    (void)row;
    if (!door_expect(d, JSON_NUMBER, "a number"))
        return;
    number = json_number(&d->in);
    if (number.ptr == NULL)
        return;
    if (number_double(number, &value))
        *there = (parl_number){ 1, value };
    else
        door_refuse(d, "%.*s is too large", shown_length(number), number.ptr);
}

static void read_integer(struct door *d, const struct row *row, void *place)
{
    parl_integer *there = place;
    int64_t value;

    (void)row;
    if (take_integer(d, &value))
        *there = (parl_integer){ 1, value };
}

static void read_count(struct door *d, const struct row *row, void *place)
{
    int64_t *there = place;
    int64_t value;

    (void)row;
    if (!take_integer(d, &value))
        return;
    if (value >= 1)
        *there = value;
    else
        door_refuse(d, "%lld is less than 1", (long long)value);
}

static void read_switch(struct door *d, const struct row *row, void *place)
{
    int32_t *there = place;
    bool on;

    (void)row;
    if (json_peek(&d->in) != JSON_FALSE &&
        !door_expect(d, JSON_TRUE, "true or false"))
        return;
    if (json_bool(&d->in, &on))
        *there = on ? PARL_YES : PARL_NO;
}

/* ---- words, and what is made of others ---------------------------------- */

static void add_word(char *list, size_t size, const char *word)
{
    const size_t len = strlen(list);

    snprintf(list + len, size - len, "%s%s", len > 0 ? ", " : "", word);
}

void door_refuse_word(struct door *d, const struct words *words,
                      struct span word)
{
    char list[256] = "";
    char shown[SHOWN];

    for (size_t i = 0; i < words->n; i++) {
        if (words->word[i] != NULL)
            add_word(list, sizeof(list), words->word[i]);
    }
    error_copy(shown, sizeof(shown), word.ptr, word.len);
    door_refuse(d, "expected one of %s, not '%s'", list, shown);
}

void read_word(struct door *d, const struct row *row, void *place)
{
    int32_t *there = place;
    const char *word = door_word(d);

    if (word == NULL)
        return;
    for (size_t i = 0; i < row->words->n; i++) {
        const char *known = row->words->word[i];

        if (known != NULL && strcmp(known, word) == 0) {
            *there = (int32_t)i;
            return;
        }
    }
    door_refuse_word(d, row->words, span_of(word));
}

static void read_flag(struct door *d, const struct row *row, void *place)
{
    bool *there = place;
    int32_t on = PARL_DEFAULT;

    read_switch(d, row, &on);
    if (on != PARL_DEFAULT)
        *there = on == PARL_YES;
}

static void read_small_word(struct door *d, const struct row *row, void *place)
{
    uint8_t *there = place;
    int32_t number = 0;

    read_word(d, row, &number);
    *there = (uint8_t)number;
}

struct set_in {
    const struct row *row;
    uint8_t set;
};

static void read_set_word(struct door *d, void *to)
{
    struct set_in *in = to;
    int32_t number = -1;

    read_word(d, in->row, &number);
    if (number >= 0)
        in->set |= (uint8_t)(1u << number);
}

void read_set(struct door *d, const struct row *row, void *place)
{
    uint8_t *there = place;
    struct set_in in = { .row = row };

    if (door_each(d, read_set_word, &in))
        *there = in.set;
}

static void read_json(struct door *d, const struct row *row, void *place)
{
    put_text(row, place, door_json(d));
}

static void read_object(struct door *d, const struct row *row, void *place)
{
    if (door_expect(d, JSON_OBJECT, "an object"))
        read_json(d, row, place);
}

struct pair_list {
    parl_pair *pairs;
    size_t n;
};

static void read_pair(struct door *d, const struct json_text *name, void *to)
{
    struct pair_list *list = to;
    const parl_pair pair = { door_keep(d, name), door_word(d) };

    list_push(&d->to->arena, &list->pairs, &list->n, &pair, sizeof(pair));
}

static void read_pairs(struct door *d, const struct row *row, void *place)
{
    const parl_pair **there = place;
    struct pair_list list = { .n = 0 };

    door_each_member(d, read_pair, &list);
    *there = list.pairs;
    put_length(row, place, list.n);
}

static void read_inside(struct door *d, const struct row *row, void *place)
{
    door_members(d, row->inside, place);
}

static void read_closed(struct door *d, const struct row *row, void *place)
{
    door_closed(d, row->inside, place);
}

static void read_nothing(struct door *d, const struct row *row, void *place)
{
    (void)row;
    (void)place;
    json_skip(&d->in);
}

/* ---- cache marks -------------------------------------------------------- */

struct cache_mark {
    int32_t type;
    int32_t ttl;
};

static const char *const cache_type_list[] = { "ephemeral" };
static const struct words cache_types = { ALL_OF(cache_type_list) };
static const char *const ttl_list[] = {
    [PARL_CACHE_5M] = "5m",
    [PARL_CACHE_1H] = "1h",
};
const struct words cache_ttls = { ALL_OF(ttl_list) };

static const struct row cache_rows[] = {
    { "type", READ_WORD, .at = offsetof(struct cache_mark, type),
      .words = &cache_types, .required = true },
    { "ttl", READ_WORD, .at = offsetof(struct cache_mark, ttl),
      .words = &cache_ttls },
};
static const struct table cache_table = TABLE(cache_rows);

static void read_cache(struct door *d, const struct row *row, void *place)
{
    int32_t *there = place;
    struct cache_mark mark = { .ttl = PARL_CACHE_DEFAULT };

    (void)row;
    if (door_closed(d, &cache_table, &mark))
        *there = mark.ttl;
}

/* ---- all kinds of rows -------------------------------------------------- */

void row_read(struct door *d, const struct row *row, void *to)
{
    static void (*const readers[])(struct door *, const struct row *,
                                   void *) = {
        [READ_TEXT] = read_text,
        [READ_NUMBER] = read_number,
        [READ_INTEGER] = read_integer,
        [READ_COUNT] = read_count,
        [READ_SWITCH] = read_switch,
        [READ_WORD] = read_word,
        [READ_JSON] = read_json,
        [READ_OBJECT] = read_object,
        [READ_PAIRS] = read_pairs,
        [READ_CACHE] = read_cache,
        [READ_INSIDE] = read_inside,
        [READ_CLOSED] = read_closed,
        [READ_NOTHING] = read_nothing,
        [READ_FLAG] = read_flag,
        [READ_SMALL_WORD] = read_small_word,
        [READ_SET] = read_set,
    };
    void *place = (char *)to + row->at;

    if (row->reading == READ_OWN)
        row->read(d, row, place);
    else
        readers[row->reading](d, row, place);
}
