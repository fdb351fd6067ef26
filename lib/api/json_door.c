/* api/json_door.c -- reads documents that a program or a person wrote. */
#include "api/json_door.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "wire/number.h"

/* How much of a wrong value is shown. */
enum { SHOWN = 64 };

void door_open(struct door *d, struct parl_builder *to, struct span json)
{
    size_t at;

    *d = (struct door){ .to = to };
    json_in_init(&d->in, json.ptr, json.len, 0);
    if (!utf8_valid(json.ptr, json.len, &at))
        builder_fail(to, PARL_INVALID_ARGUMENT,
                     "the JSON is not UTF-8, at byte %zu", at);
}

void door_close(struct door *d)
{
    if (!json_at_end(&d->in))
        builder_fail(d->to, PARL_INVALID_ARGUMENT, "not JSON: %s, at byte %zu",
                     d->in.problem, (size_t)(d->in.at - d->in.begin));
}

bool door_ok(struct door *d)
{
    return json_ok(&d->in) && builder_status(d->to) == PARL_OK;
}

/* ---- where reading stands ----------------------------------------------- */

static void path_add(struct door *d, const char *text, size_t len)
{
    char *end = d->path + d->path_len;

    error_copy(end, sizeof(d->path) - d->path_len, text, len);
    d->path_len += strlen(end);
}

/* How much of the name stands for itself in a pointer (RFC 6901). */
static size_t plain_length(struct span name)
{
    size_t len = 0;

    while (len < name.len && name.ptr[len] != '~' && name.ptr[len] != '/')
        len++;
    return len;
}

size_t door_down(struct door *d, struct span name)
{
    const size_t mark = d->path_len;

    path_add(d, "/", 1);
    while (name.len > 0) {
        size_t len = plain_length(name);

        path_add(d, name.ptr, len);
        if (len < name.len)
            path_add(d, name.ptr[len++] == '~' ? "~0" : "~1", 2);
        name.ptr += len;
        name.len -= len;
    }
    return mark;
}

size_t door_down_to(struct door *d, size_t index)
{
    const size_t mark = d->path_len;

    snprintf(d->path + mark, sizeof(d->path) - mark, "/%zu", index);
    d->path_len += strlen(d->path + mark);
    return mark;
}

void door_up(struct door *d, size_t mark)
{
    d->path[mark] = '\0';
    d->path_len = mark;
}

/* Bytes that are no JSON are the only complaint about a document: what seems
 * to be missing may stand behind the mistake. */
void door_refuse(struct door *d, const char *format, ...)
{
    char reason[512];
    va_list args;

    if (!json_ok(&d->in))
        return;
    va_start(args, format);
    vsnprintf(reason, sizeof(reason), format, args);
    va_end(args);
    builder_fail(d->to, PARL_INVALID_ARGUMENT, "%s: %s",
                 d->path_len > 0 ? d->path : "the JSON", reason);
}

void door_refuse_at(struct door *d, struct span name, const char *reason)
{
    size_t mark = door_down(d, name);

    door_refuse(d, "%s", reason);
    door_up(d, mark);
}

void door_missing(struct door *d, const char *name)
{
    door_refuse_at(d, span_of(name), "missing");
}

/* ---- values ------------------------------------------------------------- */

static const char *const kind_words[] = {
    [JSON_NOTHING] = "nothing", [JSON_NULL] = "null",
    [JSON_FALSE] = "false",     [JSON_TRUE] = "true",
    [JSON_NUMBER] = "a number", [JSON_TEXT] = "a text",
    [JSON_ARRAY] = "a list",    [JSON_OBJECT] = "an object",
};

bool door_expect(struct door *d, enum json_kind kind, const char *what)
{
    const enum json_kind found = json_peek(&d->in);

    if (found == kind)
        return true;
    json_skip(&d->in);
    door_refuse(d, "expected %s, not %s", what, kind_words[found]);
    return false;
}

bool door_each(struct door *d, void (*take)(struct door *d, void *to), void *to)
{
    if (!door_expect(d, JSON_ARRAY, "a list") || !json_enter_array(&d->in))
        return false;
    for (size_t i = 0; json_next_element(&d->in); i++) {
        const size_t mark = door_down_to(d, i);

        take(d, to);
        door_up(d, mark);
    }
    return true;
}

bool door_enter(struct door *d)
{
    return door_expect(d, JSON_OBJECT, "an object") &&
           json_enter_object(&d->in);
}

void door_each_member(struct door *d,
                      void (*take)(struct door *d, struct json_text name,
                                   void *to),
                      void *to)
{
    struct json_text name;

    if (!door_enter(d))
        return;
    while (json_next_member(&d->in, &name)) {
        const size_t mark = door_down(d, name.raw);

        take(d, name, to);
        door_up(d, mark);
    }
}

struct span door_find(const struct door *d, const char *name)
{
    return json_find((struct span){ d->in.at, (size_t)(d->in.end - d->in.at) },
                     name);
}

struct json_text door_peek(const struct door *d, const char *name)
{
    const struct span value = door_find(d, name);
    struct json_in in;

    json_in_init(&in, value.ptr, value.len, 0);
    return json_text(&in);
}

/* Halves of surrogate pairs, three bytes each, become U+FFFD, which has three
 * bytes too. */
static void mend(char *text, size_t len)
{
    for (size_t i = 0; i + 2 < len; i++) {
        if ((unsigned char)text[i] == 0xED &&
            (unsigned char)text[i + 1] >= 0xA0)
            memcpy(text + i, "\xEF\xBF\xBD", 3);
    }
}

static struct span keep(struct door *d, struct json_text text)
{
    struct buf *scratch = &d->to->scratch;
    struct span decoded;
    char *copy;

    buf_reset(scratch);
    decoded = json_decode(text, scratch);
    if (!buf_ok(scratch))
        d->to->arena.status = scratch->status;
    if (decoded.ptr == NULL)
        return SPAN_NONE;
    copy = arena_text(&d->to->arena, decoded.ptr, decoded.len);
    if (copy != NULL && !text.plain)
        mend(copy, decoded.len);
    return (struct span){ copy, decoded.len };
}

struct span door_text(struct door *d)
{
    if (!door_expect(d, JSON_TEXT, "a text"))
        return SPAN_NONE;
    return keep(d, json_text(&d->in));
}

static const char *without_nul(struct door *d, struct span text)
{
    if (text.ptr == NULL || strlen(text.ptr) == text.len)
        return text.ptr;
    door_refuse(d, "holds a NUL character");
    return NULL;
}

const char *door_word(struct door *d)
{
    return without_nul(d, door_text(d));
}

const char *door_keep(struct door *d, struct json_text text)
{
    return without_nul(d, keep(d, text));
}

void door_add_word(struct door *d, void *to)
{
    struct word_list *list = to;
    const char *word = door_word(d);
    const char **place = NULL;

    if (word != NULL)
        place = list_add(&d->to->arena, &list->words, &list->n, sizeof(word));
    if (place != NULL)
        *place = word;
}

struct span door_json(struct door *d)
{
    struct span raw = json_raw(&d->in);

    if (raw.ptr == NULL)
        return raw;
    raw.ptr = arena_text(&d->to->arena, raw.ptr, raw.len);
    return raw;
}

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

/* ---- rows --------------------------------------------------------------- */

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

void read_count(struct door *d, const struct row *row, void *place)
{
    int64_t *there = place;
    int64_t value;

    (void)row;
    if (!take_integer(d, &value))
        return;
    if (value >= 1)
        *there = value;
    else
        door_refuse(d, "must be at least 1");
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

static void read_pair(struct door *d, struct json_text name, void *to)
{
    struct pair_list *list = to;
    const parl_pair pair = { door_keep(d, name), door_word(d) };
    parl_pair *place =
        list_add(&d->to->arena, &list->pairs, &list->n, sizeof(pair));

    if (place != NULL)
        *place = pair;
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

/* ---- objects ------------------------------------------------------------ */

void extra_add(struct buf *object, struct span name, struct span json)
{
    if (object->len == 0) {
        buf_add_char(object, '{');
    } else {
        object->len--; /* the brace */
        buf_add_char(object, ',');
    }
    buf_add_char(object, '"');
    buf_add(object, name.ptr, name.len);
    buf_add_text(object, "\":");
    buf_add(object, json.ptr, json.len);
    buf_add_char(object, '}');
}

static const struct row *find_row(const struct table *table,
                                  const struct json_text *name)
{
    for (; table != NULL; table = table->beside) {
        for (size_t i = 0; i < table->n; i++) {
            if (json_name_is(*name, table->rows[i].name))
                return &table->rows[i];
        }
    }
    return NULL;
}

static void read_unknown(struct door *d, const struct json_text *name)
{
    if (d->unknown != NULL && find_row(d->around, name) == NULL) {
        struct span json = json_raw(&d->in);

        if (json.ptr != NULL)
            extra_add(d->unknown, name->raw, json);
        return;
    }
    json_skip(&d->in);
    door_refuse_at(d, name->raw, "there is no such member");
}

static void check_required(struct door *d, const struct table *table,
                           uint64_t seen)
{
    for (size_t i = 0; i < table->n; i++) {
        if (table->rows[i].required && (seen >> i & 1) == 0)
            door_missing(d, table->rows[i].name);
    }
}

bool door_members(struct door *d, const struct table *table, void *to)
{
    struct json_text name;
    uint64_t seen = 0;

    assert(table->n <= 64);
    if (!door_enter(d))
        return false;
    while (json_next_member(&d->in, &name)) {
        const struct row *row = find_row(table, &name);
        size_t mark;

        if (json_peek(&d->in) == JSON_NULL) {
            json_skip(&d->in);
        } else if (row == NULL) {
            read_unknown(d, &name);
        } else {
            mark = door_down(d, span_of(row->name));
            row_read(d, row, to);
            door_up(d, mark);
            if (row->required)
                seen |= UINT64_C(1) << (row - table->rows);
        }
    }
    check_required(d, table, seen);
    return true;
}

bool door_closed(struct door *d, const struct table *table, void *to)
{
    struct buf *unknown = d->unknown;
    bool entered;

    d->unknown = NULL;
    entered = door_members(d, table, to);
    d->unknown = unknown;
    return entered;
}

bool door_open_ended(struct door *d, const struct table *table, void *to,
                     const char **extra)
{
    struct buf *unknown = d->unknown;
    const struct table *around = d->around;
    struct buf object;
    bool entered;

    buf_init(&object, d->to->mem, SIZE_MAX);
    d->unknown = &object;
    d->around = table;
    entered = door_members(d, table, to);
    d->unknown = unknown;
    d->around = around;
    if (!buf_ok(&object))
        d->to->arena.status = object.status;
    else if (object.len > 0)
        *extra = arena_text(&d->to->arena, object.data, object.len);
    buf_release(&object);
    return entered;
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

/* ---- all kinds of rows --------------------------------------------------- */

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

/* ---- documents ---------------------------------------------------------- */

void door_document(struct parl_builder *to, struct span json,
                   const struct table *table, void *into, struct buf *unknown)
{
    struct door d;

    door_open(&d, to, json);
    d.unknown = unknown;
    d.around = table;
    door_members(&d, table, into);
    door_close(&d);
}
