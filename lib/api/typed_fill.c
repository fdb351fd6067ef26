/* api/typed_fill.c -- an answer fills a C struct.
 *
 * The answer is read as any document is whose mistakes are told by their JSON
 * pointers (api/json_door.h), but by a program's table: into a copy of the
 * struct, which is handed over when all of it was right. */
#include "api/typed.h"

#include <string.h>

/* How a value is read, into one of these. */
union value {
    const char *text;
    parl_integer integer;
    parl_number number;
    int32_t word;
};

/* By its kind; an OBJECT's size is that of its struct. */
static const struct {
    uint8_t reading;    /* of the door */
    uint8_t maybe_size; /* of an optional one */
    uint8_t size, at;   /* of what is not optional, in the union */
} kinds[] = {
    [PARL_KIND_TEXT] = { READ_TEXT, sizeof(char *), sizeof(char *), 0 },
    [PARL_KIND_INTEGER] = { READ_INTEGER, sizeof(parl_integer), sizeof(int64_t),
                            offsetof(parl_integer, value) },
    [PARL_KIND_NUMBER] = { READ_NUMBER, sizeof(parl_number), sizeof(double),
                           offsetof(parl_number, value) },
    [PARL_KIND_BOOLEAN] = { READ_SWITCH, sizeof(int32_t), sizeof(int32_t), 0 },
    [PARL_KIND_WORD] = { READ_WORD, sizeof(int32_t), sizeof(int32_t), 0 },
};

/* What is optional in a list is the list, not each element. */
static bool is_maybe(const parl_field *f)
{
    return f->is_optional != 0 && f->is_list == 0;
}

size_t field_size(const parl_field *f)
{
    if (f->kind == PARL_KIND_OBJECT)
        return f->fields->struct_size;
    return is_maybe(f) ? kinds[f->kind].maybe_size : kinds[f->kind].size;
}

/* ---- one value ---------------------------------------------------------- */

/* A member's type is the caller's: it is written by its bytes. */
static void put(void *to, const void *value, size_t size)
{
    memcpy(to, value, size);
}

static void fill_simple(struct door *d, const parl_field *f, void *to)
{
    const struct words words = { f->words, f->n_words };
    const struct row row = { .reading = kinds[f->kind].reading,
                             .words = &words };
    union value value = { .integer = { 0, 0 } };

    row_read(d, &row, &value);
    if (f->kind == PARL_KIND_BOOLEAN && !is_maybe(f))
        value.word = value.word == PARL_YES;
    put(to, (char *)&value + (is_maybe(f) ? 0 : kinds[f->kind].at), f->size);
}

static void fill_object(struct door *d, const parl_fields *fields, void *to);

/* A struct of its own, to which the member points. */
static void fill_maybe_object(struct door *d, const parl_field *f, void *to)
{
    void *object = arena_alloc(&d->to->arena, f->fields->struct_size);

    fill_object(d, f->fields, object);
    put(to, &object, sizeof(object));
}

static void fill_value(struct door *d, const parl_field *f, void *to)
{
    if (f->kind != PARL_KIND_OBJECT)
        fill_simple(d, f, to);
    else if (is_maybe(f))
        fill_maybe_object(d, f, to);
    else
        fill_object(d, f->fields, to);
}

/* ---- fields ------------------------------------------------------------- */

static void put_list(const parl_field *f, char *to, void *list, size_t n)
{
    put(to + f->offset, &list, sizeof(list));
    put(to + f->count_offset, &n, sizeof(n));
}

struct filled {
    const parl_field *field;
    char *list;
    size_t n;
};

static void fill_element(struct door *d, void *to)
{
    struct filled *in = to;
    void *element = list_add(&d->to->arena, &in->list, &in->n, in->field->size);

    if (element != NULL)
        fill_value(d, in->field, element);
    else
        json_skip(&d->in);
}

static void fill_list(struct door *d, const parl_field *f, char *to)
{
    /* Empty is not absent. */
    struct filled in = { .field = f, .list = arena_alloc(&d->to->arena, 0) };

    if (door_each(d, fill_element, &in))
        put_list(f, to, in.list, in.n);
}

static void fill_absent(const parl_field *f, char *to)
{
    static const union value nothing = { .integer = { 0, 0 } };
    static const int32_t no_word = -1;

    if (f->is_list != 0)
        put_list(f, to, NULL, 0);
    else if (f->kind == PARL_KIND_WORD)
        put(to + f->offset, &no_word, sizeof(no_word));
    else
        put(to + f->offset, &nothing,
            f->kind == PARL_KIND_OBJECT ? sizeof(void *) : f->size);
}

static void fill_field(struct door *d, const parl_field *f, char *to)
{
    if (f->is_optional != 0 && json_peek(&d->in) == JSON_NULL) {
        json_skip(&d->in);
        fill_absent(f, to);
    } else if (f->is_list != 0) {
        fill_list(d, f, to);
    } else {
        fill_value(d, f, to + f->offset);
    }
}

static size_t find_field(const parl_fields *fields,
                         const struct json_text *name)
{
    size_t i = 0;

    while (i < fields->n_fields && !json_name_is(name, fields->fields[i].name))
        i++;
    return i;
}

static void fill_rest(struct door *d, const parl_fields *fields,
                      const bool *seen, void *to)
{
    for (size_t i = 0; i < fields->n_fields; i++) {
        if (seen[i])
            continue;
        if (fields->fields[i].is_optional != 0)
            fill_absent(&fields->fields[i], to);
        else
            door_missing(d, fields->fields[i].name);
    }
}

/* `to` NULL: there was no memory for it. */
static void fill_object(struct door *d, const parl_fields *fields, void *to)
{
    bool seen[MAX_FIELDS] = { false };
    struct json_text name;

    if (to == NULL) {
        json_skip(&d->in);
        return;
    }
    if (!door_enter(d))
        return;
    while (json_next_member(&d->in, &name)) {
        const size_t i = find_field(fields, &name);
        size_t mark;

        if (i == fields->n_fields) {
            json_skip(&d->in);
            continue;
        }
        mark = door_down(d, span_of(fields->fields[i].name));
        fill_field(d, &fields->fields[i], to);
        door_up(d, mark);
        seen[i] = true;
    }
    fill_rest(d, fields, seen, to);
}

/* ---- the struct --------------------------------------------------------- */

static parl_status fill(struct parl_builder *keeper, const parl_fields *fields,
                        struct span json, void *out)
{
    void *copy = arena_alloc(&keeper->arena, fields->struct_size);
    struct door d;

    if (copy == NULL)
        return builder_status(keeper);
    memcpy(copy, out, fields->struct_size);
    door_open(&d, keeper, json);
    fill_object(&d, fields, copy);
    door_close(&d);
    if (door_ok(&d))
        memcpy(out, copy, fields->struct_size);
    return builder_status(keeper);
}

parl_status fields_fill(struct parl_response *r, const parl_fields *fields,
                        struct span json, void *out, struct error *err)
{
    /* Lends the arena to what the door reads into. */
    struct parl_builder keeper = {
        .mem = r->mem,
        .arena = r->arena,
        .error = ERROR_INIT,
    };
    parl_status status;

    buf_init(&keeper.scratch, r->mem, SIZE_MAX);
    status = fill(&keeper, fields, json, out);
    buf_release(&keeper.scratch);
    r->arena = keeper.arena;
    r->arena.status = PARL_OK; /* the response is as sound as it was */

    if (status == PARL_INVALID_ARGUMENT)
        return error_set(err, PARL_PROTOCOL, "%s", keeper.error.message);
    if (status != PARL_OK)
        return error_memory(err, status, "the answer's fields");
    return PARL_OK;
}
