/* model/members.c -- members that nobody knows, kept by name. */
#include "model/members.h"

#include <stdint.h>
#include <string.h>
#include "model/pieces.h"
#include "wire/joiner.h"
#include "wire/json_in.h"
#include "wire/json_out.h"
#include "wire/utf8.h"

struct member {
    struct member *next;
    struct span name; /* in the arena */
    bool in_pieces;
    struct buf json;
};

/* Text on its way into a buffer that has to stay valid UTF-8. */
static void add_mended(struct buf *b, struct span text)
{
    struct joiner joiner = { .n_held = 0 };

    joiner_feed(&joiner, text, b);
    joiner_finish(&joiner, b);
}

static struct span copy_name(struct arena *arena, struct span name)
{
    struct span copy = SPAN_NONE;
    struct buf mended;

    if (utf8_valid(name.ptr, name.len, NULL))
        return (struct span){ arena_text(arena, name.ptr, name.len), name.len };
    buf_init(&mended, arena->mem, SIZE_MAX);
    add_mended(&mended, name);
    if (buf_ok(&mended)) {
        copy.ptr = arena_text(arena, mended.data, mended.len);
        copy.len = mended.len;
    }
    buf_release(&mended);
    return copy;
}

/* ---- one value ---------------------------------------------------------- */

static bool is_list(struct span json)
{
    return json.len > 0 && json.ptr[0] == '[';
}

static bool is_empty_list(struct span json)
{
    size_t i = 1;

    while (i < json.len && (unsigned char)json.ptr[i] <= ' ')
        i++;
    return i < json.len && json.ptr[i] == ']';
}

/* Does `json` begin with all the elements of `kept`, both lists? */
static bool goes_on_from(struct span json, struct span kept)
{
    size_t len = kept.len - 1; /* without the bracket */

    return json.len > len && memcmp(json.ptr, kept.ptr, len) == 0 &&
           (json.ptr[len] == ',' || json.ptr[len] == ']');
}

static void replace(struct buf *kept, struct span json)
{
    kept->len = 0;
    add_mended(kept, json);
}

static void join(struct buf *kept, struct span list)
{
    kept->data[kept->len - 1] = ','; /* in place of the bracket */
    add_mended(kept, (struct span){ list.ptr + 1, list.len - 1 });
}

static void join_objects(struct buf *kept, struct arena *arena,
                         struct span json)
{
    struct members both = { .first = NULL };
    struct buf object;
    bool ok;

    buf_init(&object, arena->mem, SIZE_MAX);
    buf_add_char(&object, '{');
    ok = members_put_all(&both, arena, MEMBER_LATEST,
                         (struct span){ kept->data, kept->len }) == PARL_OK &&
         members_put_all(&both, arena, MEMBER_LATEST, json) == PARL_OK;
    if (ok)
        members_write(&both, &object);
    buf_add_char(&object, '}');
    if (ok && buf_ok(&object))
        replace(kept, (struct span){ object.data, object.len });
    else
        kept->status = PARL_OUT_OF_MEMORY;
    members_release(&both);
    buf_release(&object);
}

static void merge(struct buf *kept, struct arena *arena, enum member_rule rule,
                  struct span json)
{
    struct span old = { kept->data, kept->len };

    if (span_is(json, "null"))
        return;
    if (rule == MEMBER_OBJECT && json.ptr[0] == '{' && old.ptr[0] == '{') {
        join_objects(kept, arena, json);
        return;
    }
    if (rule == MEMBER_TOTAL || !is_list(json) || !is_list(old) ||
        is_empty_list(old))
        replace(kept, json);
    else if (is_empty_list(json))
        return;
    else if (rule == MEMBER_LATEST && goes_on_from(json, old))
        replace(kept, json);
    else
        join(kept, json);
}

/* ---- all of them -------------------------------------------------------- */

/* The member's place in the list, or the end of the list. */
static struct member **find_place(struct members *m, struct span name)
{
    struct member **place = &m->first;

    while (*place != NULL && !span_same((*place)->name, name))
        place = &(*place)->next;
    return place;
}

static struct member *add_member(struct members *m, struct arena *arena,
                                 struct span name)
{
    struct member *member = ARENA_NEW(arena, struct member);

    if (member == NULL)
        return NULL;
    member->name = copy_name(arena, name);
    if (member->name.ptr == NULL)
        return NULL;
    buf_init(&member->json, arena->mem, SIZE_MAX);
    m->n++;
    m->bytes += member->name.len;
    return member;
}

parl_status members_put(struct members *m, struct arena *arena,
                        enum member_rule rule, struct span name,
                        struct span json)
{
    struct member **place = find_place(m, name);
    struct buf *kept;
    size_t before;

    if (*place == NULL && m->n == MAX_MEMBERS)
        return PARL_TOO_LARGE;
    if (*place == NULL)
        *place = add_member(m, arena, name);
    if (*place == NULL)
        return PARL_OUT_OF_MEMORY;

    (*place)->in_pieces |= rule == MEMBER_PIECES;
    kept = &(*place)->json;
    before = kept->len;
    if (before == 0)
        add_mended(kept, json);
    else
        merge(kept, arena, rule, json);
    m->bytes += kept->len - before; /* may wrap on its way down */
    return kept->status;
}

parl_status members_put_all(struct members *m, struct arena *arena,
                            enum member_rule rule, struct span object)
{
    parl_status status = PARL_OK;
    struct json_text name;
    struct buf scratch;
    struct json_in in;

    buf_init(&scratch, arena->mem, SIZE_MAX);
    json_open_object(&in, object);
    while (status == PARL_OK && json_next_member(&in, &name)) {
        struct span decoded = json_decode(&name, &scratch);
        struct span json = json_raw(&in);

        if (decoded.ptr == NULL)
            status = scratch.status;
        else if (json.ptr != NULL)
            status = members_put(m, arena, rule, decoded, json);
        buf_reset(&scratch);
    }
    buf_release(&scratch);
    return status;
}

bool members_have(const struct members *m, struct span name)
{
    const struct member *at = m->first;

    while (at != NULL && !span_same(at->name, name))
        at = at->next;
    return at != NULL;
}

void members_write(const struct members *m, struct buf *out)
{
    size_t begin = out->len;

    for (const struct member *at = m->first; at != NULL; at = at->next) {
        struct json_out name;

        if (out->len > begin)
            buf_add_char(out, ',');
        json_out_init(&name, out);
        json_span(&name, NULL, at->name);
        buf_add_char(out, ':');
        if (at->in_pieces)
            pieces_write((struct span){ at->json.data, at->json.len }, out);
        else
            buf_add(out, at->json.data, at->json.len);
    }
}

void members_release(struct members *m)
{
    for (struct member *at = m->first; at != NULL; at = at->next)
        buf_release(&at->json);
    *m = (struct members){ .first = NULL };
}
