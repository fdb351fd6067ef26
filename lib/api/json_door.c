/* api/json_door.c -- reads documents that a program or a person wrote. */
#include "api/json_door.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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
                      void (*take)(struct door *d, const struct json_text *name,
                                   void *to),
                      void *to)
{
    struct json_text name;

    if (!door_enter(d))
        return;
    while (json_next_member(&d->in, &name)) {
        const size_t mark = door_down(d, name.raw);

        take(d, &name, to);
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

static struct span keep(struct door *d, const struct json_text *text)
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
    if (copy != NULL && !text->plain)
        mend(copy, decoded.len);
    return (struct span){ copy, decoded.len };
}

struct span door_text(struct door *d)
{
    struct json_text text;

    if (!door_expect(d, JSON_TEXT, "a text"))
        return SPAN_NONE;
    text = json_text(&d->in);
    return keep(d, &text);
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

const char *door_keep(struct door *d, const struct json_text *text)
{
    return without_nul(d, keep(d, text));
}

void door_add_word(struct door *d, void *to)
{
    struct word_list *list = to;
    const char *word = door_word(d);

    if (word != NULL)
        list_push(&d->to->arena, &list->words, &list->n, &word, sizeof(word));
}

struct span door_json(struct door *d)
{
    struct span raw = json_raw(&d->in);

    if (raw.ptr == NULL)
        return raw;
    raw.ptr = arena_text(&d->to->arena, raw.ptr, raw.len);
    return raw;
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
            if (json_name_is(name, table->rows[i].name))
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
