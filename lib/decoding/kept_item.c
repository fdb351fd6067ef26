/* decoding/kept_item.c -- a block of a stream that is kept as it is. */
#include "decoding/kept_item.h"

#include "wire/joiner.h"
#include "wire/json_out.h"

void kept_item_add(struct decoding *d, struct kept_item *item, struct span text)
{
    struct kept_piece *piece;

    if (text.len == 0 ||
        (piece = ARENA_NEW(&d->arena, struct kept_piece)) == NULL)
        return;
    piece->text = kept_bytes(d, text);
    if (item->first == NULL)
        item->last = &item->first;
    *item->last = piece;
    item->last = &piece->next;
}

static void join(const struct kept_piece *piece, struct buf *to)
{
    struct joiner joiner = { .n_held = 0 };

    for (; piece != NULL; piece = piece->next)
        joiner_feed(&joiner, piece->text, to);
    joiner_finish(&joiner, to);
}

static void write_grown(struct json_out *out, const char *member, bool json,
                        struct span value)
{
    if (json)
        json_raw_out(out, member, value);
    else
        json_span(out, member, value);
}

/* The members, with the one that grew in its place. */
static void write_members(struct json_out *out, struct span start,
                          const char *member, bool json, struct span value)
{
    struct json_text name;
    struct json_in in;
    bool found = false;

    json_open_object(&in, start);
    while (json_next_member(&in, &name)) {
        const bool grew = json_name_is(&name, member);
        const struct span old = json_raw(&in);

        found = found || grew;
        if (grew)
            write_grown(out, member, json, value);
        else
            json_member_out(out, name.raw, old);
    }
    if (!found)
        write_grown(out, member, json, value);
}

void kept_item_set(struct decoding *d, struct kept_item *item,
                   const char *member, struct span json)
{
    struct buf *whole = &d->scratch;
    struct json_out out;

    buf_reset(whole);
    json_out_init(&out, whole);
    json_object(&out, NULL);
    write_members(&out, item->start, member, true, json);
    json_end(&out);
    if (!buf_ok(whole))
        d->failed = whole->status;
    item->start = kept_bytes(d, (struct span){ whole->data, whole->len });
    buf_reset(whole);
}

static void write_whole(struct buf *to, const struct kept_item *item,
                        const char *member, bool json, struct span value)
{
    struct json_out out;

    if (json && !json_valid(value.ptr, value.len))
        value = span_of(item->otherwise);
    if (member == NULL || value.ptr == NULL) {
        buf_add(to, item->start.ptr, item->start.len);
        return;
    }
    json_out_init(&out, to);
    json_object(&out, NULL);
    if (item->wrapped_in != NULL)
        json_object(&out, item->wrapped_in);
    write_members(&out, item->start, member, json, value);
    if (item->wrapped_in != NULL)
        json_end(&out);
    json_end(&out);
}

void kept_item_end(struct decoding *d, struct place at,
                   const struct kept_item *item, const char *member, bool json)
{
    struct buf value, whole;

    buf_init(&value, d->scratch.mem, d->scratch.limit);
    buf_init(&whole, d->scratch.mem, d->scratch.limit);
    join(item->first, &value);
    if (buf_ok(&value))
        write_whole(&whole, item, member, json,
                    (struct span){ value.data, value.len });
    if (buf_ok(&value) && buf_ok(&whole))
        collect_opaque(d->to, at, (struct span){ whole.data, whole.len });
    else
        d->failed = buf_ok(&value) ? whole.status : value.status;
    buf_release(&value);
    buf_release(&whole);
}
