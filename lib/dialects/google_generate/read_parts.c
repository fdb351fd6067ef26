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

struct part_reading {
    struct decoding *d;
    struct generate_candidate *candidate;
    bool first; /* of the document */
    struct json_text text, signature;
    struct span call, data;
    bool thought;
    bool other; /* it has a member that is none of these */
};

/* ---- members ------------------------------------------------------------ */

static void read_text(struct json_in *in, void *ctx)
{
    ((struct part_reading *)ctx)->text = json_text(in);
}

static void read_thought(struct json_in *in, void *ctx)
{
    json_bool(in, &((struct part_reading *)ctx)->thought);
}

static void read_signature(struct json_in *in, void *ctx)
{
    ((struct part_reading *)ctx)->signature = json_text(in);
}

static void read_call(struct json_in *in, void *ctx)
{
    ((struct part_reading *)ctx)->call = json_raw(in);
}

static void read_data(struct json_in *in, void *ctx)
{
    ((struct part_reading *)ctx)->data = json_raw(in);
}

static void read_other(struct json_in *in, struct json_text name, void *ctx)
{
    (void)name;
    if (!generate_is_empty(json_raw(in)))
        ((struct part_reading *)ctx)->other = true;
}

static const struct json_member members[] = {
    JSON_MEMBER("text", read_text),
    JSON_MEMBER("thought", read_thought),
    JSON_MEMBER("thoughtSignature", read_signature),
    JSON_MEMBER("functionCall", read_call),
    JSON_MEMBER("inlineData", read_data),
};

enum { N_MEMBERS = sizeof(members) / sizeof(members[0]) };

/* ---- places ------------------------------------------------------------- */

static struct place next_place(struct generate_candidate *c,
                               enum parl_part_type kind)
{
    return (struct place){ c->index, c->slots[kind]++ };
}

static struct place last_place(const struct generate_candidate *c,
                               enum parl_part_type kind)
{
    return (struct place){ c->index, c->slots[kind] - 1 };
}

/* Google counts parts in what it says of their texts. */
static void count_start(struct part_reading *r, bool text)
{
    enum { MOST = 65536 };
    struct generate_candidate *c = r->candidate;

    if (c->n_starts == c->starts_size && c->n_starts < MOST) {
        const size_t size = c->starts_size > 0 ? c->starts_size * 2 : 4;
        struct generate_start *starts =
            ARENA_ARRAY(&r->d->arena, size, struct generate_start);

        if (starts == NULL)
            return;
        if (c->n_starts > 0)
            memcpy(starts, c->starts, c->n_starts * sizeof(*starts));
        c->starts = starts;
        c->starts_size = size;
    }
    if (c->n_starts < c->starts_size)
        c->starts[c->n_starts++] = (struct generate_start){ c->text_len, text };
}

/* ---- texts and thoughts ------------------------------------------------- */

static void take_signature(struct part_reading *r, enum parl_part_type kind,
                           struct place at)
{
    collect_signature(r->d->to, kind, at, generate_text(r->d, r->signature));
    buf_reset(&r->d->scratch);
}

static void take_text(struct part_reading *r)
{
    const enum parl_part_type kind =
        r->thought ? PARL_PART_THINKING : PARL_PART_TEXT;
    const bool has_signature = r->signature.raw.len > 0;
    struct generate_candidate *c = r->candidate;
    const bool same = c->last == (int32_t)kind && c->joins;
    struct place at;
    struct span text;

    if (r->text.raw.len == 0 && !has_signature)
        return; /* says nothing: the end of a stream often looks so */
    if (!same || !r->first)
        count_start(r, !r->thought);
    at = same && !has_signature ? last_place(c, kind) : next_place(c, kind);
    text = generate_text(r->d, r->text);
    if (r->thought) {
        collect_thinking(r->d->to, at, text);
    } else {
        collect_text(r->d->to, at, text);
        c->text_len += text.len;
    }
    buf_reset(&r->d->scratch);
    take_signature(r, kind, at);
    c->last = (int32_t)kind;
    c->joins = !has_signature;
}

/* ---- calls -------------------------------------------------------------- */

struct call_reading {
    struct json_text id, name;
    struct span args;
};

static void read_id(struct json_in *in, void *ctx)
{
    ((struct call_reading *)ctx)->id = json_text(in);
}

static void read_name(struct json_in *in, void *ctx)
{
    ((struct call_reading *)ctx)->name = json_text(in);
}

static void read_args(struct json_in *in, void *ctx)
{
    ((struct call_reading *)ctx)->args = json_raw(in);
}

/* Parts that are no text stand by themselves. */
static void begin_other(struct part_reading *r, enum parl_part_type kind)
{
    count_start(r, false);
    r->candidate->last = (int32_t)kind;
    r->candidate->joins = false;
}

static void take_call(struct part_reading *r)
{
    static const struct json_member call_members[] = {
        JSON_MEMBER("name", read_name),
        JSON_MEMBER("args", read_args),
        JSON_MEMBER("id", read_id),
    };
    const struct place at = next_place(r->candidate, PARL_PART_TOOL_CALL);
    struct collector *to = r->d->to;
    struct call_reading call = { .args = SPAN_NONE };
    struct json_in in;

    begin_other(r, PARL_PART_TOOL_CALL);
    json_in_init(&in, r->call.ptr, r->call.len, r->d->max_depth);
    json_members(&in, call_members, 3, &call);
    collect_call(to, at, PARL_PART_TOOL_CALL, generate_text(r->d, call.id),
                 SPAN_NONE);
    buf_reset(&r->d->scratch);
    collect_call(to, at, PARL_PART_TOOL_CALL, SPAN_NONE,
                 generate_text(r->d, call.name));
    buf_reset(&r->d->scratch);
    collect_arguments(to, at,
                      generate_is_empty(call.args) ? SPAN("{}") : call.args);
    take_signature(r, PARL_PART_TOOL_CALL, at);
}

/* ---- media, and the rest ------------------------------------------------ */

static bool begins(struct json_text text, const char *head)
{
    const size_t len = strlen(head);

    return text.plain && text.raw.len > len &&
           memcmp(text.raw.ptr, head, len) == 0;
}

/* PARL_PART_OPAQUE: of no kind that there is a name for. */
static enum parl_part_type kind_of_media(struct json_text mime)
{
    return begins(mime, "image/")   ? PARL_PART_IMAGE
           : begins(mime, "audio/") ? PARL_PART_AUDIO
           : begins(mime, "video/") ? PARL_PART_VIDEO
                                    : PARL_PART_OPAQUE;
}

struct media_reading {
    struct json_text mime, data;
};

static void read_mime(struct json_in *in, void *ctx)
{
    ((struct media_reading *)ctx)->mime = json_text(in);
}

static void read_base64(struct json_in *in, void *ctx)
{
    ((struct media_reading *)ctx)->data = json_text(in);
}

static bool take_media(struct part_reading *r)
{
    static const struct json_member media_members[] = {
        JSON_MEMBER("mimeType", read_mime),
        JSON_MEMBER("data", read_base64),
    };
    struct media_reading media = { .mime = { .plain = false } };
    enum parl_part_type kind;
    struct json_in in;
    struct place at;

    json_in_init(&in, r->data.ptr, r->data.len, r->d->max_depth);
    json_members(&in, media_members, 2, &media);
    kind = kind_of_media(media.mime);
    if (kind == PARL_PART_OPAQUE || r->thought || media.data.raw.len == 0)
        return false;
    begin_other(r, kind);
    at = next_place(r->candidate, kind);
    collect_media(r->d->to, kind, at, media.mime.raw,
                  generate_text(r->d, media.data));
    buf_reset(&r->d->scratch);
    take_signature(r, kind, at);
    return true;
}

static void take_opaque(struct part_reading *r, struct span whole)
{
    begin_other(r, PARL_PART_OPAQUE);
    collect_opaque(r->d->to, next_place(r->candidate, PARL_PART_OPAQUE), whole);
}

static void take_part(struct part_reading *r, struct span whole)
{
    if (!generate_is_empty(r->call) || span_is(r->call, "{}"))
        take_call(r);
    else if (!generate_is_empty(r->data) && take_media(r))
        return;
    else if (r->other || !generate_is_empty(r->data))
        take_opaque(r, whole);
    else
        take_text(r);
}

void generate_read_parts(struct json_in *in, struct decoding *d,
                         struct generate_candidate *candidate)
{
    bool first = true;

    if (!json_enter_array(in))
        return;
    for (; json_next_element(in); first = false) {
        struct part_reading r = { .d = d, .candidate = candidate };
        const char *begin;

        r.first = first;
        if (json_peek(in) != JSON_OBJECT) {
            json_skip(in);
            continue;
        }
        begin = in->at;
        json_members_or(in, members, N_MEMBERS, read_other, &r);
        if (json_ok(in))
            take_part(&r, (struct span){ begin, (size_t)(in->at - begin) });
    }
}
