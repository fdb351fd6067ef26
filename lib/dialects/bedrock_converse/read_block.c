/* dialects/bedrock_converse/read_block.c -- the blocks of an answer.
 *
 *   {"text": ...}
 *   {"reasoningContent": {"reasoningText": {"text", "signature"}}}
 *   {"reasoningContent": {"redactedContent": BASE64}}
 *   {"toolUse": {"toolUseId", "name", "input": {...}}}
 *   {"citationsContent": {"content": [{"text"}...], "citations": [...]}}
 *   {"image": {"format", "source": {"bytes"}}}, {"audio": ...}
 *
 * In a stream the same come in pieces: texts and signatures without their
 * "reasoningText", inputs as pieces of JSON, each citation alone, and the
 * format of an image before its bytes. */
#include "dialects/bedrock_converse/converse.h"

#include <stdio.h>

/* One block, or a piece of one. */
struct block_reading {
    struct converse_document *doc;
    struct decoding *d; /* the document's */
    struct place at;
    bool known; /* it was of a kind that has a place in the model */
    struct json_text id, name, type;
    struct span input;
    struct json_text text, signature, redacted; /* of reasoning */
    struct json_text format, bytes;             /* of an image, or of sound */
};

static void end_text(struct block_reading *r)
{
    buf_reset(&r->d->scratch);
}

/* A text that comes once. */
static void take(struct block_reading *r, collect_fn *collect,
                 const struct json_text *text)
{
    collect(r->d->to, r->at, decoded_text(r->d, text));
    end_text(r);
}

/* The texts of a block, however deep they stand in it. */
static void read_texts(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_TEXT_AT("text", block_reading, text),
        JSON_TEXT_AT("signature", block_reading, signature),
        JSON_TEXT_AT("redactedContent", block_reading, redacted),
        JSON_MEMBER("reasoningText", read_texts),
        JSON_TEXT_AT("format", block_reading, format),
        JSON_TEXT_AT("bytes", block_reading, bytes),
        JSON_MEMBER("source", read_texts),
    };

    json_members(in, members, 7, ctx);
}

/* ---- text --------------------------------------------------------------- */

/* An empty text is nothing, but between two blocks of reasoning, where it is
 * part of what was signed. */
static void note_blank(struct block_reading *r)
{
    struct converse_state *state = r->d->state;

    if (state->reasoned && state->last < r->at.slot) {
        state->blank = r->at.slot;
        state->has_blank = true;
    }
}

static void note_text(struct block_reading *r, bool reasoning)
{
    struct converse_state *state = r->d->state;

    if (reasoning && state->has_blank && state->blank < r->at.slot)
        collect_open(r->d->to, PARL_PART_TEXT,
                     (struct place){ 0, state->blank });
    state->has_blank = false;
    state->reasoned = reasoning;
    state->last = r->at.slot;
}

static void read_text(struct json_in *in, void *ctx)
{
    struct block_reading *r = ctx;
    const struct json_text text = json_text(in);

    r->known = true;
    if (text.raw.ptr == NULL)
        return;
    if (text.raw.len == 0) {
        note_blank(r);
        return;
    }
    note_text(r, false);
    hand_on(r->d, collect_text, r->at, &text);
}

/* ---- reasoning ---------------------------------------------------------- */

/* Does the maker of the model sign its reasoning? */
static bool is_signed(const struct block_reading *r)
{
    const struct converse_traits *traits = converse_of(r->d->facts);

    return traits != NULL && traits->messages_fields;
}

static void read_reasoning(struct json_in *in, void *ctx)
{
    struct block_reading *r = ctx;

    read_texts(in, r);
    r->known = true;
    note_text(r, true);
    if (r->text.raw.ptr != NULL) {
        hand_on(r->d, collect_thinking, r->at, &r->text);
        if (is_signed(r))
            collect_signed(r->d->to, r->at);
    }
    take(r, collect_thinking_signature, &r->signature);
    take(r, collect_redacted, &r->redacted);
}

/* ---- calls -------------------------------------------------------------- */

/* The whole of it, or its begin (id and name), or a piece of its input. */
static void collect_use(struct block_reading *r)
{
    struct json_text text;
    struct json_in in;

    take(r, collect_call_id, &r->id);
    take(r, collect_call_name, &r->name);
    if (r->input.ptr == NULL || span_is(r->input, "null"))
        return;
    json_in_init(&in, r->input.ptr, r->input.len, r->d->max_depth);
    if (r->input.ptr[0] != '"') {
        collect_arguments(r->d->to, r->at, r->input);
        return;
    }
    text = json_text(&in);
    hand_on(r->d, collect_arguments, r->at, &text);
}

static void read_use(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_RAW_AT("input", block_reading, input),
        JSON_TEXT_AT("toolUseId", block_reading, id),
        JSON_TEXT_AT("name", block_reading, name),
        JSON_TEXT_AT("type", block_reading, type),
    };
    struct block_reading *r = ctx;
    struct json_in again = *in;
    const struct span use = json_raw(&again);
    bool hosted;

    if (!json_members(in, members, 4, r) || !json_ok(in))
        return;
    hosted = json_name_is(&r->type, "server_tool_use");
    r->known = !hosted;
    note_text(r, false);
    if (r->doc->whole
            ? hosted
            : converse_item_takes(r->doc, r->at.slot, hosted, use, r->input))
        return;
    collect_use(r);
}

/* ---- citations ---------------------------------------------------------- */

static void read_cited(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("text", read_text),
    };

    if (!json_enter_array(in))
        return;
    while (json_next_element(in))
        json_members(in, members, 1, ctx);
}

/* They are gathered in a member of the message, and one that comes again is
 * one more: a source may be cited twice. */
static void keep_citations(struct block_reading *r, struct span list)
{
    if (list.len > 2 && list.ptr[0] == '[')
        collect_items(r->d->to, 0, SPAN("citations"), list);
}

static void read_citations(struct json_in *in, void *ctx)
{
    keep_citations(ctx, json_raw(in));
}

static void read_citations_content(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("content", read_cited),
        JSON_MEMBER("citations", read_citations),
    };

    ((struct block_reading *)ctx)->known = true;
    json_members(in, members, 2, ctx);
}

/* Of a stream: one at a time. */
static void read_citation(struct json_in *in, void *ctx)
{
    struct block_reading *r = ctx;
    struct decoding *d = r->d;
    const struct span citation = json_raw(in);

    r->known = true;
    if (citation.ptr != NULL && citation.ptr[0] == '{')
        keep_citations(r, wrapped(d, "[", citation, "]"));
    buf_reset(&d->scratch);
}

/* ---- images and sound --------------------------------------------------- */

static void read_media(struct json_in *in, struct block_reading *r,
                       enum parl_part_type type, const char *family)
{
    struct converse_state *state = r->d->state;
    struct span format;

    read_texts(in, r);
    format = decoded_text(r->d, &r->format);
    if (format.len > 0)
        snprintf(state->mime, sizeof(state->mime), "%s/%.*s", family,
                 (int)format.len, format.ptr);
    end_text(r);
    if (r->bytes.raw.len == 0)
        return;
    r->known = true;
    note_text(r, false);
    collect_media(r->d->to, type, r->at, span_of(state->mime),
                  decoded_text(r->d, &r->bytes));
    end_text(r);
}

static void read_image(struct json_in *in, void *ctx)
{
    read_media(in, ctx, PARL_PART_IMAGE, "image");
}

static void read_audio(struct json_in *in, void *ctx)
{
    read_media(in, ctx, PARL_PART_AUDIO, "audio");
}

/* ---- a block ------------------------------------------------------------ */

static void read_tool_result(struct json_in *in, void *ctx)
{
    struct block_reading *r = ctx;
    const struct span json = json_raw(in);

    note_text(r, false);
    if (!r->doc->whole)
        converse_item_result(r->doc, r->at.slot, json);
}

static const struct json_member block_members[] = {
    JSON_MEMBER("text", read_text),
    JSON_MEMBER("toolUse", read_use),
    JSON_MEMBER("reasoningContent", read_reasoning),
    JSON_MEMBER("citationsContent", read_citations_content),
    JSON_MEMBER("citation", read_citation),
    JSON_MEMBER("toolResult", read_tool_result),
    JSON_MEMBER("image", read_image),
    JSON_MEMBER("audio", read_audio),
};

enum { N_BLOCK_MEMBERS = sizeof(block_members) / sizeof(block_members[0]) };

/* What has no place in the model, such as a tool that AWS runs itself, is kept
 * as it is and goes back so. */
void converse_read_block(struct json_in *in, struct converse_document *doc,
                         int32_t slot)
{
    struct block_reading r = { .doc = doc, .d = doc->d, .at = { 0, slot } };
    struct json_in again = *in;
    const struct span block = json_raw(&again);

    if (!json_members(in, block_members, N_BLOCK_MEMBERS, &r) || !json_ok(in))
        return;
    if (!r.known && block.len > 2)
        collect_opaque(doc->d->to, r.at, block);
    collect_call_end(doc->d->to, r.at);
}

/* ---- events ------------------------------------------------------------- */

struct block_event {
    struct converse_document *doc;
    int64_t index;
    struct span piece;
};

static bool is_slot(int64_t index)
{
    return index >= 0 && index <= INT32_MAX;
}

/* Read at once where the index came first, as it does. */
static void read_piece(struct json_in *in, void *ctx)
{
    struct block_event *event = ctx;
    struct block_reading r = { .doc = event->doc, .d = event->doc->d };

    if (!is_slot(event->index)) {
        event->piece = json_raw(in);
        return;
    }
    r.at.slot = (int32_t)event->index;
    json_members(in, block_members, N_BLOCK_MEMBERS, &r);
}

static void read_padding(struct json_in *in, void *ctx)
{
    pass_over(((struct block_event *)ctx)->doc->d, in);
}

static const struct json_member event_members[] = {
    JSON_INTEGER_AT("contentBlockIndex", block_event, index),
    JSON_MEMBER("delta", read_piece),
    JSON_MEMBER("p", read_padding),
    JSON_MEMBER("start", read_piece),
};

void converse_on_block(struct json_in *in, struct converse_document *doc)
{
    struct block_event event = { .doc = doc, .index = -1 };
    struct json_in later;

    json_members(in, event_members, 4, &event);
    if (event.piece.ptr == NULL || !json_ok(in))
        return;
    if (!is_slot(event.index))
        event.index = 0;
    json_in_init(&later, event.piece.ptr, event.piece.len, doc->d->max_depth);
    read_piece(&later, &event);
}

void converse_on_block_stop(struct json_in *in, struct converse_document *doc)
{
    struct block_event event = { .doc = doc, .index = -1 };

    json_members(in, event_members, 1, &event);
    if (!json_ok(in) || !is_slot(event.index))
        return;
    converse_item_end(doc, (int32_t)event.index);
    collect_call_end(doc->d->to, (struct place){ 0, (int32_t)event.index });
}
