/* dialects/google_generate/read_parts.c -- the parts of an answer.
 *
 *   {"text", "thought", "thoughtSignature"}
 *   {"functionCall": {"id", "name", "args"}, "thoughtSignature"}
 *   {"inlineData": {"mimeType", "data"}}
 *
 * Anything else is an item of Google's own, which is kept whole: code that it
 * ran, traces of its tools, and kinds that are not yet invented.
 *
 * What is thinking is said by `thought`, never by a signature.  A part with a
 * signature stays by itself, so that it can go back on the same part; texts
 * without one are pieces of one text. */
#include "dialects/google_generate/generate.h"

#include <string.h>

/* One that is taken. */
struct taking {
    struct decoding *d;
    struct generate_candidate *candidate;
    const struct generate_part_in *part;
    bool first; /* of the document */
    /* what it becomes, or is more of: */
    enum parl_part_type kind;
    struct place at;
};

/* ---- members ------------------------------------------------------------ */

static void read_other(const struct json_text *name, struct span value,
                       void *ctx)
{
    (void)name;
    if (!is_empty_value(value))
        ((struct generate_part_in *)ctx)->other = true;
}

static const struct json_member members[] = {
    JSON_TEXT_AT("text", generate_part_in, text),
    JSON_BOOL_AT("thought", generate_part_in, thought),
    JSON_TEXT_AT("thoughtSignature", generate_part_in, signature),
    JSON_RAW_AT("functionCall", generate_part_in, call),
    JSON_RAW_AT("inlineData", generate_part_in, data),
};

enum { N_MEMBERS = sizeof(members) / sizeof(members[0]) };

bool generate_read_part(struct json_in *in, struct generate_part_in *part)
{
    const char *begin;

    json_peek(in);
    begin = in->at;
    if (!json_members_or(in, members, N_MEMBERS, read_other, part) ||
        !json_ok(in))
        return false;
    part->whole = (struct span){ begin, (size_t)(in->at - begin) };
    return true;
}

/* ---- places ------------------------------------------------------------- */

/* The place of the last part of this kind, or of a new one. */
static void find_place(struct taking *t, enum parl_part_type kind, bool last)
{
    int32_t *taken = &t->candidate->slots[kind];

    if (!last)
        ++*taken;
    t->kind = kind;
    t->at = (struct place){ t->candidate->index, *taken - 1 };
}

/* Google counts parts in what it says of their texts. */
static void count_start(struct taking *t, bool text)
{
    enum { MOST = 65536 };
    struct generate_candidate *c = t->candidate;
    struct generate_start *start;

    if (c->n_starts == MOST)
        return;
    start = ARENA_NEW(&t->d->arena, struct generate_start);
    if (start == NULL)
        return;
    start->at = collected_text_len(t->d->to, c->index);
    start->text = text;
    *c->starts_end = start;
    c->starts_end = &start->next;
    c->n_starts++;
}

/* Parts that are no text stand by themselves. */
static void begin_other(struct taking *t, enum parl_part_type kind)
{
    count_start(t, false);
    find_place(t, kind, false);
    t->candidate->last = (int32_t)kind;
    t->candidate->joins = false;
}

/* ---- texts and thoughts ------------------------------------------------- */

static void take_text(struct taking *t)
{
    const enum parl_part_type kind =
        t->part->thought ? PARL_PART_THINKING : PARL_PART_TEXT;
    const bool has_signature = t->part->signature.raw.len > 0;
    struct generate_candidate *c = t->candidate;
    const bool same = c->last == (int32_t)kind && c->joins;
    collect_fn *collect = t->part->thought ? collect_thinking : collect_text;

    if (t->part->text.raw.len == 0 && !has_signature)
        return; /* says nothing: the end of a stream often looks so */
    find_place(t, kind, same && !has_signature);
    if (same && t->first) {
        hand_on(t->d, collect, t->at, &t->part->text);
    } else {
        count_start(t, !t->part->thought);
        hand_on_once(t->d, collect, t->at, &t->part->text);
    }
    c->last = (int32_t)kind;
    c->joins = !has_signature;
}

/* ---- calls -------------------------------------------------------------- */

struct call_reading {
    struct json_text id, name;
    struct span args, pieces;
    bool goes_on; /* more pieces follow */
};

static void open_call(struct taking *t, const struct call_reading *call)
{
    begin_other(t, PARL_PART_TOOL_CALL);
    hand_on_once(t->d, collect_call_id, t->at, &call->id);
    hand_on_once(t->d, collect_call_name, t->at, &call->name);
    if (call->goes_on || call->pieces.ptr != NULL)
        generate_begin_pieces(t->d, t->candidate, t->at);
    else
        collect_arguments(t->d->to, t->at,
                          is_empty_value(call->args) ? SPAN("{}") : call->args);
}

/* Does it bring nothing for the arguments? */
static bool is_bare(const struct call_reading *call)
{
    return call->args.ptr == NULL && call->pieces.ptr == NULL;
}

/* A part without a name is more of the last call, where its arguments come in
 * pieces, and a bare one says that all are there. */
static bool is_more(const struct generate_candidate *c,
                    const struct call_reading *call)
{
    return call->name.raw.len == 0 &&
           (c->partial != NULL ||
            (is_bare(call) && c->last == PARL_PART_TOOL_CALL));
}

static void take_call(struct taking *t)
{
    static const struct json_member call_members[] = {
        JSON_TEXT_AT("name", call_reading, name),
        JSON_RAW_AT("args", call_reading, args),
        JSON_TEXT_AT("id", call_reading, id),
        JSON_RAW_AT("partialArgs", call_reading, pieces),
        JSON_BOOL_AT("willContinue", call_reading, goes_on),
    };
    struct generate_candidate *c = t->candidate;
    struct call_reading call = { .args = SPAN_NONE };
    struct json_in in;

    json_in_init(&in, t->part->call.ptr, t->part->call.len, t->d->max_depth);
    json_members(&in, call_members, 5, &call);
    if (is_more(c, &call)) {
        find_place(t, PARL_PART_TOOL_CALL, true);
    } else {
        generate_end_pieces(t->d, c);
        open_call(t, &call);
    }
    if (c->partial != NULL)
        generate_add_pieces(t->d, c, call.pieces);
    if (is_bare(&call) && !call.goes_on)
        generate_end_pieces(t->d, c);
}

/* ---- media, and the rest ------------------------------------------------ */

/* PARL_PART_OPAQUE: of no kind that there is a name for. */
static enum parl_part_type kind_of_media(const struct json_text *mime)
{
    enum { LEN = 6 };
    static const char heads[][LEN + 1] = { "image/", "audio/", "video/" };

    for (int i = 0; i < 3; i++) {
        if (mime->plain && mime->raw.len > LEN &&
            memcmp(mime->raw.ptr, heads[i], LEN) == 0)
            return (enum parl_part_type)(PARL_PART_IMAGE + i);
    }
    return PARL_PART_OPAQUE;
}

struct media_reading {
    struct json_text mime, data;
};

static void take_opaque(struct taking *t)
{
    begin_other(t, PARL_PART_OPAQUE);
    collect_opaque(t->d->to, t->at, t->part->whole);
}

/* Data of a kind that has no name, and a thought of any, stay as they came. */
static void take_media(struct taking *t)
{
    static const struct json_member media_members[] = {
        JSON_TEXT_AT("mimeType", media_reading, mime),
        JSON_TEXT_AT("data", media_reading, data),
    };
    struct media_reading media = { .mime = { .plain = false } };
    enum parl_part_type kind;
    struct json_in in;

    json_in_init(&in, t->part->data.ptr, t->part->data.len, t->d->max_depth);
    json_members(&in, media_members, 2, &media);
    kind = kind_of_media(&media.mime);
    if (kind == PARL_PART_OPAQUE || t->part->thought ||
        media.data.raw.len == 0) {
        take_opaque(t);
        return;
    }
    begin_other(t, kind);
    collect_media(t->d->to, kind, t->at, media.mime.raw,
                  decoded_text(t->d, &media.data));
    buf_reset(&t->d->scratch);
}

void generate_take_part(struct decoding *d,
                        struct generate_candidate *candidate,
                        const struct generate_part_in *part, bool first)
{
    struct taking t = { d, candidate, part, first, PARL_PART_TEXT, { 0, 0 } };

    if (part->call.ptr != NULL && !span_is(part->call, "null"))
        take_call(&t);
    else if (!is_empty_value(part->data))
        take_media(&t);
    else if (part->other && part->text.raw.len == 0)
        take_opaque(&t);
    else
        take_text(&t); /* what else there is says more of it */
    /* an item has it inside */
    if (t.kind != PARL_PART_OPAQUE)
        collect_signature(d->to, t.kind, t.at,
                          decoded_text(d, &part->signature));
    buf_reset(&d->scratch);
}
