/* dialects/google_generate/read_grounding.c -- what an answer is based on, as
 * the member `grounding` of the message:
 *
 *   {"queries", "chunks": [{"uri", "title"}],
 *    "supports": [{"text", "start", "end", "chunks"}],
 *    "search_entry_point", "raw"}
 *
 * Google counts in bytes of UTF-8 from the beginning of one part; here they
 * count from the beginning of the message's text.  In a stream members come
 * late, again, and longer: the last value that says something counts. */
#include "dialects/google_generate/generate.h"

#include <string.h>

/* One that is being written. */
struct grounding {
    struct decoding *d;
    struct generate_candidate *candidate;
    const struct choice *message; /* as it was collected */
    struct json_out out;
};

/* ---- keeping ------------------------------------------------------------ */

/* The member's place in the list, or the end of the list. */
static struct generate_member **find(struct generate_candidate *candidate,
                                     struct span name)
{
    struct generate_member **at = &candidate->grounding;

    while (*at != NULL && !span_same((*at)->name, name))
        at = &(*at)->next;
    return at;
}

static void put(struct decoding *d, struct generate_candidate *candidate,
                struct span name, struct span json)
{
    struct generate_member **at = find(candidate, name);

    if (*at == NULL) {
        *at = ARENA_NEW(&d->arena, struct generate_member);
        if (*at == NULL)
            return;
        (*at)->name = kept_bytes(d, name);
    }
    generate_keep(d, &(*at)->value, json);
}

void generate_keep_grounding(struct decoding *d,
                             struct generate_candidate *candidate,
                             struct span metadata)
{
    struct json_text name;
    struct json_in in;

    json_open_object(&in, metadata);
    while (json_next_member(&in, &name)) {
        const struct span value = json_raw(&in);

        if (!is_empty_value(value))
            put(d, candidate, name.raw, value);
    }
}

static struct span member(struct generate_candidate *candidate,
                          const char *name)
{
    const struct generate_member *m = *find(candidate, span_of(name));

    return m != NULL ? generate_kept_json(&m->value) : SPAN_NONE;
}

/* ---- chunks ------------------------------------------------------------- */

static struct span address_of(struct span source)
{
    const struct span uri = json_find(source, "uri");

    return uri.ptr != NULL ? uri : json_find(source, "sourceUri");
}

/* The source of a chunk stands under the name of its kind: the first object
 * with an address, else the first with a title. */
static struct span source_of(struct span chunk)
{
    struct span source = SPAN_NONE;
    struct json_text name;
    struct json_in in;

    json_open_object(&in, chunk);
    while (json_next_member(&in, &name)) {
        const struct span value = json_raw(&in);

        if (address_of(value).ptr != NULL)
            return value;
        if (source.ptr == NULL && json_find(value, "title").ptr != NULL)
            source = value;
    }
    return source;
}

static void write_some(struct json_out *out, const char *key, struct span value)
{
    if (!is_empty_value(value))
        json_raw_out(out, key, value);
}

static void write_chunks(struct json_out *out, struct span list)
{
    struct json_in in;

    if (!json_open_array(&in, list))
        return;
    json_array(out, "chunks");
    while (json_next_element(&in)) {
        const struct span source = source_of(json_raw(&in));

        json_object(out, NULL);
        write_some(out, "uri", address_of(source));
        write_some(out, "title", json_find(source, "title"));
        json_end(out);
    }
    json_end(out);
}

/* ---- supports ----------------------------------------------------------- */

struct support {
    int64_t part, start, end; /* what is 0 is left out on the wire */
    struct span text, chunks;
};

static void read_segment(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_INTEGER_AT("partIndex", support, part),
        JSON_INTEGER_AT("startIndex", support, start),
        JSON_INTEGER_AT("endIndex", support, end),
        JSON_RAW_AT("text", support, text),
    };

    json_members(in, members, 4, ctx);
}

/* Does this text stand at byte `at` of what the message says? */
static bool stands_at(const struct choice *message, struct span text, size_t at)
{
    for (size_t i = 0; i < message->n_parts; i++) {
        const struct buf *said = &message->parts[i].text;

        if (message->parts[i].type != PARL_PART_TEXT)
            continue;
        for (; at < said->len && text.len > 0; at++, text.ptr++, text.len--) {
            if (said->data[at] != *text.ptr)
                return false;
        }
        if (text.len == 0)
            return true;
        at -= said->len;
    }
    return false;
}

/* Where part number `index` begins, counting all parts or texts alone; -1:
 * there is no such text. */
static int64_t start_of(const struct generate_candidate *c, int64_t index,
                        bool texts_alone)
{
    for (const struct generate_start *s = c->starts; s != NULL; s = s->next) {
        if (texts_alone && !s->text)
            continue;
        if (index-- == 0)
            return s->text ? (int64_t)s->at : -1;
    }
    return -1;
}

/* How far the part begins behind the beginning of the message.  Whether parts
 * that are no text count is not said, so the text itself decides. */
static int64_t base_of(const struct grounding *g, const struct support *support)
{
    enum { N = 3 };
    const int64_t bases[N] = {
        start_of(g->candidate, support->part, false),
        start_of(g->candidate, support->part, true),
        0,
    };
    struct json_in in;
    struct span text;
    int i = 0;

    json_in_init(&in, support->text.ptr, support->text.len, 0);
    text = decoded_next(g->d, &in);
    while (i < N && (bases[i] < 0 || support->start < 0 ||
                     !stands_at(g->message, text,
                                (size_t)bases[i] + (size_t)support->start)))
        i++;
    buf_reset(&g->d->scratch);
    if (i < N)
        return bases[i];
    for (i = 0; bases[i] < 0; i++)
        ; /* it fits nowhere: the first that there is */
    return bases[i];
}

static void write_support(struct grounding *g, struct json_in *in)
{
    static const struct json_member members[] = {
        JSON_MEMBER("segment", read_segment),
        JSON_RAW_AT("groundingChunkIndices", support, chunks),
    };
    struct support support = { .part = 0 };
    struct json_out *out = &g->out;
    int64_t base;

    if (!json_members(in, members, 2, &support) ||
        (support.text.ptr == NULL && support.end == 0))
        return; /* it supports nothing */
    base = base_of(g, &support);
    json_object(out, NULL);
    if (support.text.ptr != NULL)
        json_raw_out(out, "text", support.text);
    json_int(out, "start", base + support.start % INT32_MAX);
    json_int(out, "end", base + support.end % INT32_MAX);
    if (support.chunks.ptr != NULL)
        json_raw_out(out, "chunks", support.chunks);
    json_end(out);
}

static void write_supports(struct grounding *g, struct span list)
{
    struct json_in in;

    if (!json_open_array(&in, list))
        return;
    json_array(&g->out, "supports");
    while (json_next_element(&in))
        write_support(g, &in);
    json_end(&g->out);
}

/* ---- the whole ---------------------------------------------------------- */

static void write_raw(struct json_out *out,
                      const struct generate_candidate *candidate)
{
    json_object(out, "raw");
    for (const struct generate_member *m = candidate->grounding; m != NULL;
         m = m->next)
        json_member_out(out, m->name, generate_kept_json(&m->value));
    json_end(out);
}

static void write_grounding(struct grounding *g)
{
    struct generate_candidate *c = g->candidate;
    const struct span queries = member(c, "webSearchQueries");

    json_object(&g->out, NULL);
    if (queries.ptr != NULL && queries.ptr[0] == '[')
        json_raw_out(&g->out, "queries", queries);
    write_chunks(&g->out, member(c, "groundingChunks"));
    write_supports(g, member(c, "groundingSupports"));
    write_some(&g->out, "search_entry_point",
               json_find(member(c, "searchEntryPoint"), "renderedContent"));
    write_raw(&g->out, c);
    json_end(&g->out);
}

void generate_collect_grounding(struct decoding *d,
                                struct generate_candidate *candidate)
{
    struct grounding g = {
        .d = d,
        .candidate = candidate,
        .message = response_choice(d->to->response, candidate->index),
    };
    struct buf json;

    if (candidate->grounding == NULL || g.message == NULL)
        return;
    buf_init(&json, d->scratch.mem, d->scratch.limit);
    json_out_init(&g.out, &json);
    write_grounding(&g);
    if (buf_ok(&json))
        collect_extra(d->to, candidate->index, SPAN("grounding"),
                      (struct span){ json.data, json.len });
    else
        d->failed = json.status;
    buf_release(&json);
}
