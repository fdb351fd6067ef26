/* dialects/openai_chat/read_content.c -- content that is a list of parts: text
 * and, at some vendors, thinking.
 *
 *   {"type": "text", "text": ...}
 *   {"type": "thinking", "thinking": [{"type": "text", "text": ...}]}
 *   {"type": "reasoning", "summary": [{"text": ..., "signature": ...}]}
 *   {"type": "reasoning", "summary": [{"data": ...}]} */
#include "dialects/openai_chat/chat.h"

/* A part of a content that is a list: text, or thinking in the two dresses
 * that vendors put it in. */
struct content_part {
    struct json_text type, text, signature;
    struct span thinking; /* a text, or a list of {"text"} */
    struct span summary;  /* a list of {"text", "signature"} */
    struct span json;     /* the whole */
};

static const struct json_member part_members[] = {
    JSON_TEXT_AT("type", content_part, type),
    JSON_TEXT_AT("text", content_part, text),
    JSON_TEXT_AT("signature", content_part, signature),
    JSON_RAW_AT("thinking", content_part, thinking),
    JSON_RAW_AT("summary", content_part, summary),
};

enum { N_PART_MEMBERS = sizeof(part_members) / sizeof(part_members[0]) };

typedef void part_fn(struct chat_document *doc, int32_t choice,
                     const struct content_part *part);

/* Each part of a list; what is no list has none. */
static void each_part(struct chat_document *doc, int32_t choice,
                      struct span json, part_fn *take)
{
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    if (!json_enter_array(&in))
        return;
    while (json_next_element(&in)) {
        struct content_part part = { 0 };
        const char *begin;

        json_peek(&in);
        begin = in.at;
        json_members(&in, part_members, N_PART_MEMBERS, &part);
        part.json = (struct span){ begin, (size_t)(in.at - begin) };
        take(doc, choice, &part);
    }
}

static void collect_sign(struct chat_document *doc, int32_t choice,
                         const struct content_part *part)
{
    collect_signature(doc->d->to, PARL_PART_THINKING,
                      (struct place){ choice, 0 },
                      decoded_text(doc->d, &part->signature));
    buf_reset(&doc->d->scratch);
}

static void collect_thought(struct chat_document *doc, int32_t choice,
                            const struct content_part *part)
{
    collect_thinking(doc->d->to, (struct place){ choice, 0 },
                     decoded_text(doc->d, &part->text));
    buf_reset(&doc->d->scratch);
    collect_sign(doc, choice, part);
}

static void read_thoughts(struct chat_document *doc, int32_t choice,
                          struct span json)
{
    struct content_part part = { 0 };
    struct json_in in;

    if (json.ptr == NULL)
        return;
    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    if (json_peek(&in) != JSON_TEXT) {
        each_part(doc, choice, json, collect_thought);
        return;
    }
    part.text = json_text(&in);
    collect_thought(doc, choice, &part);
}

/* The counter of a choice; NULL: no memory. */
static struct chat_chunks *find_chunks(struct chat_document *doc,
                                       int32_t choice)
{
    struct chat_state *state = doc->d->state;
    struct chat_chunks *c = state->chunks;

    while (c != NULL && c->choice != choice)
        c = c->next;
    if (c != NULL)
        return c;
    c = ARENA_NEW(&doc->d->arena, struct chat_chunks);
    if (c == NULL)
        return NULL;
    *c = (struct chat_chunks){ .next = state->chunks, .choice = choice };
    return state->chunks = c;
}

/* A chunk that is neither text nor thinking, of a vendor that has such: kept as
 * it is, in its place. */
bool chat_collect_chunk(struct chat_document *doc, int32_t choice,
                        const struct content_part *part)
{
    struct chat_chunks *chunks;

    if (part->type.raw.len == 0 || part->text.raw.ptr != NULL ||
        part->thinking.ptr != NULL)
        return false;
    chunks = find_chunks(doc, choice);
    if (chunks == NULL)
        return true;
    collect_opaque(doc->d->to, (struct place){ choice, chunks->n++ },
                   part->json);
    return true;
}

/* Thinking that may not be read. */
bool chat_collect_hidden(struct chat_document *doc, int32_t choice,
                         const struct content_part *part)
{
    const struct span data = json_find(first_element(part->summary), "data");
    struct chat_chunks *chunks;
    struct json_in in;

    if (data.ptr == NULL || data.ptr[0] != '"')
        return false;
    chunks = find_chunks(doc, choice);
    if (chunks == NULL)
        return true;
    json_in_init(&in, data.ptr, data.len, 0);
    collect_redacted(doc->d->to, (struct place){ choice, chunks->n++ },
                     decoded_next(doc->d, &in));
    buf_reset(&doc->d->scratch);
    return true;
}

static void collect_part(struct chat_document *doc, int32_t choice,
                         const struct content_part *part)
{
    const struct chat_chunk_forms *chunks =
        chat_ways_at(doc->d->provider)->chunks;

    if (chunks != NULL && chunks->collect != NULL &&
        chunks->collect(doc, choice, part))
        return;
    if (json_name_is(&part->type, "text") ||
        json_name_is(&part->type, "output_text")) {
        collect_text(doc->d->to, chat_text_place(doc, choice),
                     decoded_text(doc->d, &part->text));
        buf_reset(&doc->d->scratch);
    }
    read_thoughts(doc, choice, part->thinking);
    read_thoughts(doc, choice, part->summary);
    if (part->thinking.ptr != NULL)
        collect_sign(doc, choice, part);
}

void chat_read_content(struct chat_document *doc, int32_t choice,
                       struct span json)
{
    each_part(doc, choice, json, collect_part);
}

/* Its signature stays with it, in the member that is kept as it is. */
static void collect_detail(struct chat_document *doc, int32_t choice,
                           const struct content_part *part)
{
    const struct content_part unsigned_part = { .text = part->text };

    collect_thought(doc, choice, &unsigned_part);
    if (part->text.raw.len == 0)
        read_thoughts(doc, choice, part->summary);
}

void chat_read_details(struct chat_document *doc, int32_t choice,
                       struct span json)
{
    each_part(doc, choice, json, collect_detail);
}
