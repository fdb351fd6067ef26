/* dialects/openai_chat/read_content.c -- content that is a list of parts: text
 * and, at some vendors, thinking.
 *
 *   {"type": "text", "text": ...}
 *   {"type": "thinking", "thinking": [{"type": "text", "text": ...}]}
 *   {"type": "reasoning", "summary": [{"text": ..., "signature": ...}]} */
#include "dialects/openai_chat/chat.h"

#include "wire/joiner.h"

/* A part of a content that is a list: text, or thinking in the two dresses
 * that vendors put it in. */
struct content_part {
    struct json_text type, text, signature;
    struct span thinking; /* a text, or a list of {"text"} */
    struct span summary;  /* a list of {"text", "signature"} */
};

static const struct json_member part_members[] = {
    JSON_TEXT_AT("type", content_part, type),
    JSON_TEXT_AT("text", content_part, text),
    JSON_TEXT_AT("signature", content_part, signature),
    JSON_RAW_AT("thinking", content_part, thinking),
    JSON_RAW_AT("summary", content_part, summary),
};

enum { N_PART_MEMBERS = sizeof(part_members) / sizeof(part_members[0]) };

static void collect_thought(struct chat_document *doc, int32_t choice,
                            const struct content_part *part)
{
    const struct place at = { choice, 0 };

    collect_thinking(doc->d->to, at, decoded_text(doc->d, part->text));
    buf_reset(&doc->d->scratch);
    collect_signature(doc->d->to, PARL_PART_THINKING, at,
                      decoded_text(doc->d, part->signature));
    buf_reset(&doc->d->scratch);
}

static void read_thoughts(struct chat_document *doc, int32_t choice,
                          struct span json)
{
    struct json_in in;

    if (json.ptr == NULL)
        return;
    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    if (json_peek(&in) == JSON_TEXT) {
        const struct content_part part = { .text = json_text(&in) };

        collect_thought(doc, choice, &part);
        return;
    }
    if (!json_enter_array(&in))
        return;
    while (json_next_element(&in)) {
        struct content_part part = { 0 };

        json_members(&in, part_members, N_PART_MEMBERS, &part);
        collect_thought(doc, choice, &part);
    }
}

/* The same where it is UTF-8; else with U+FFFD for what is not, in the
 * scratch. */
static struct span mended(struct chat_document *doc, struct span json)
{
    struct buf *scratch = &doc->d->scratch;
    struct joiner joiner = { .n_held = 0 };
    size_t at;

    if (utf8_valid(json.ptr, json.len, &at))
        return json;
    joiner_feed(&joiner, json, scratch);
    joiner_finish(&joiner, scratch);
    if (!buf_ok(scratch))
        doc->d->failed = scratch->status;
    return (struct span){ scratch->data, scratch->len };
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
                        const struct content_part *part, struct span json)
{
    struct chat_chunks *chunks;

    if (part->type.raw.len == 0 || part->text.raw.ptr != NULL ||
        part->thinking.ptr != NULL)
        return false;
    chunks = find_chunks(doc, choice);
    if (chunks == NULL)
        return true;
    collect_opaque(doc->d->to, (struct place){ choice, chunks->n++ },
                   mended(doc, json));
    buf_reset(&doc->d->scratch);
    return true;
}

static void collect_content_part(struct chat_document *doc, int32_t choice,
                                 const struct content_part *part)
{
    const struct place at = { choice, 0 };

    if (json_name_is(part->type, "text") ||
        json_name_is(part->type, "output_text")) {
        collect_text(doc->d->to, chat_text_place(doc, choice),
                     decoded_text(doc->d, part->text));
        buf_reset(&doc->d->scratch);
    }
    read_thoughts(doc, choice, part->thinking);
    read_thoughts(doc, choice, part->summary);
    if (part->thinking.ptr != NULL) {
        collect_signature(doc->d->to, PARL_PART_THINKING, at,
                          decoded_text(doc->d, part->signature));
        buf_reset(&doc->d->scratch);
    }
}

void chat_read_content(struct chat_document *doc, int32_t choice,
                       struct span json)
{
    const struct chat_chunk_forms *chunks =
        chat_ways_at(doc->d->provider)->chunks;
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    if (!json_enter_array(&in))
        return;
    while (json_next_element(&in)) {
        struct content_part part = { 0 };
        const struct span element = json_raw(&in);
        struct json_in at;

        json_in_init(&at, element.ptr, element.len, doc->d->max_depth);
        json_members(&at, part_members, N_PART_MEMBERS, &part);
        if (chunks == NULL || chunks->collect == NULL ||
            !chunks->collect(doc, choice, &part, element))
            collect_content_part(doc, choice, &part);
    }
}

/* Their signatures stay with them, in the member that is kept as it is. */
void chat_read_details(struct chat_document *doc, int32_t choice,
                       struct span json)
{
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    if (!json_enter_array(&in))
        return;
    while (json_next_element(&in)) {
        struct content_part part = { 0 };

        json_members(&in, part_members, N_PART_MEMBERS, &part);
        part.signature = (struct json_text){ 0 };
        collect_thought(doc, choice, &part);
        if (part.text.raw.len == 0)
            read_thoughts(doc, choice, part.summary);
    }
}
