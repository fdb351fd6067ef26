/* dialects/openai_responses/read_items.c -- items of an answer as they stand in
 * a document:
 *
 *   {"type": "message", "id", "role", "content": [{"type": "output_text",
 *    "text", "annotations", "logprobs"} | {"type": "refusal", "refusal"}]}
 *   {"type": "reasoning", "id", "summary": [{"type": "summary_text", "text"}],
 *    "content": [{"type": "reasoning_text", "text"}], "encrypted_content"}
 *   {"type": "function_call", "id", "call_id", "name", "arguments"}
 *   {"type": "custom_tool_call", "id", "call_id", "name", "input"} */
#include "dialects/openai_responses/responses.h"

#include <stdint.h>
#include "dialects/openai_chat/chat.h"

/* ---- items -------------------------------------------------------------- */

/* An item as it stands in a document. */
struct item_in {
    struct decoding *d;
    struct span json;
    struct json_text type, id, role, call_id, name, encrypted;
    struct span arguments, content; /* a text, or what it says as JSON */
    struct span summary, phase, status;
    enum parl_part_type call; /* the kind of call that it is */
    struct place at;          /* of the call */
};

/* Of a value that is none there is no text. */
static struct json_text text_of(struct span json)
{
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, 0);
    return json_text(&in);
}

static const struct json_member item_members[] = {
    JSON_TEXT_AT("id", item_in, id),
    JSON_TEXT_AT("type", item_in, type),
    JSON_RAW_AT("status", item_in, status), /* known, and of no use */
    JSON_RAW_AT("arguments", item_in, arguments),
    JSON_RAW_AT("input", item_in, arguments),
    JSON_TEXT_AT("call_id", item_in, call_id),
    JSON_TEXT_AT("name", item_in, name),
    JSON_RAW_AT("content", item_in, content),
    JSON_TEXT_AT("encrypted_content", item_in, encrypted),
    JSON_RAW_AT("summary", item_in, summary),
    JSON_TEXT_AT("role", item_in, role),
    JSON_RAW_AT("phase", item_in, phase),
};

enum { N_ITEM_MEMBERS = sizeof(item_members) / sizeof(item_members[0]) };

/* `other`: what becomes of members that nobody here knows; NULL: nothing. */
static void read_item(struct item_in *item, json_other_fn *other)
{
    struct json_in in;

    json_in_init(&in, item->json.ptr, item->json.len, item->d->max_depth);
    json_members_or(&in, item_members, N_ITEM_MEMBERS, other, item);
}

static enum responses_kind kind_of(const struct item_in *item)
{
    static const struct {
        char type[17];
        uint8_t kind; /* enum responses_kind */
    } kinds[] = {
        { "message", RESPONSES_MESSAGE },
        { "reasoning", RESPONSES_REASONING },
        { "function_call", RESPONSES_CALL },
        { "custom_tool_call", RESPONSES_CUSTOM_CALL },
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (json_name_is(&item->type, kinds[i].type))
            return (enum responses_kind)kinds[i].kind;
    }
    if (item->type.raw.ptr == NULL && item->role.raw.ptr != NULL)
        return RESPONSES_MESSAGE;
    return RESPONSES_OTHER;
}

/* ---- annotations -------------------------------------------------------- */

/* The type of one that chat/completions knows too, which writes {"type": T,
 * T: {...}} for {"type": T, ...}; NULL: another. */
static const char *nested_type(struct decoding *d, struct span annotation)
{
    static const char nested[] =
        "url_citation file_citation container_file_citation file_path";
    const struct span type = json_find(annotation, "type");
    const char *text =
        type.len > 2 ? arena_text(&d->arena, type.ptr + 1, type.len - 2) : NULL;

    return text != NULL && word_in(nested, text) ? text : NULL;
}

static void write_annotation(struct decoding *d, struct json_out *j,
                             struct span annotation)
{
    const char *type = nested_type(d, annotation);
    struct json_text name;
    struct json_in in;

    if (type == NULL) {
        json_raw_out(j, NULL, annotation);
        return;
    }
    json_typed(j, NULL, type);
    json_object(j, type);
    json_open_object(&in, annotation);
    while (json_next_member(&in, &name)) {
        const struct span value = json_raw(&in);

        if (!json_name_is(&name, "type"))
            json_member_out(j, name.raw, value);
    }
    json_end(j);
    json_end(j);
}

static void write_annotations(struct decoding *d, struct json_out *j,
                              struct responses_item *item, struct span list)
{
    struct json_in in;

    json_open_array(&in, list);
    while (json_next_element(&in)) {
        const struct span annotation = json_raw(&in);

        if (item->n_cited > 0)
            item->n_cited--;
        else
            write_annotation(d, j, annotation);
    }
}

/* `said`: a list, of which the first came already as pieces, or a piece. */
void responses_add_annotations(struct decoding *d, struct responses_item *item,
                               struct span said)
{
    struct buf *out = &d->scratch;
    struct json_out j;

    if (is_empty_value(said) || (said.ptr[0] != '[' && said.ptr[0] != '{'))
        return;
    json_out_init(&j, out);
    json_array(&j, NULL);
    if (said.ptr[0] == '[') {
        write_annotations(d, &j, item, said);
    } else {
        write_annotation(d, &j, said);
        item->n_cited++;
    }
    json_end(&j);
    if (!buf_ok(out))
        d->failed = out->status;
    else if (out->len > 2)
        collect_extra(d->to, 0, SPAN("annotations"),
                      (struct span){ out->data, out->len });
    buf_reset(out);
}

/* ---- messages and reasoning --------------------------------------------- */

/* An element of `content` or `summary`. */
struct text_in {
    struct json_text type, text;
    struct span annotations, logprobs;
};

static const struct json_member text_members[] = {
    JSON_TEXT_AT("type", text_in, type),
    JSON_RAW_AT("annotations", text_in, annotations),
    JSON_RAW_AT("logprobs", text_in, logprobs),
    JSON_TEXT_AT("text", text_in, text),
    JSON_TEXT_AT("refusal", text_in, text),
};

enum { N_TEXT_MEMBERS = sizeof(text_members) / sizeof(text_members[0]) };

static enum responses_piece text_kind(const struct text_in *text)
{
    static const struct {
        char type[15];
        uint8_t kind; /* enum responses_piece */
    } kinds[] = {
        { "output_text", RESPONSES_TEXT },
        { "text", RESPONSES_TEXT },
        { "refusal", RESPONSES_REFUSAL },
        { "summary_text", RESPONSES_SUMMARY },
        { "reasoning_text", RESPONSES_THOUGHT },
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (json_name_is(&text->type, kinds[i].type))
            return (enum responses_piece)kinds[i].kind;
    }
    return RESPONSES_NO_PIECE;
}

static void take_text(struct decoding *d, struct responses_item *item,
                      int64_t index, const struct text_in *text)
{
    const bool thinks = item->kind == RESPONSES_REASONING;
    enum responses_piece kind = text_kind(text);

    if (thinks && kind == RESPONSES_TEXT)
        kind = RESPONSES_THOUGHT;
    if (kind == RESPONSES_NO_PIECE || thinks != (kind >= RESPONSES_SUMMARY))
        return;
    responses_add_piece(d, item, kind, index, &text->text, true);
    responses_add_annotations(d, item, text->annotations);
    if (!item->logprobs)
        responses_add_logprobs(d, text->logprobs);
}

static void take_texts(struct decoding *d, struct responses_item *item,
                       struct span list)
{
    struct json_in in;

    json_open_array(&in, list);
    for (int64_t i = 0; json_next_element(&in); i++) {
        struct text_in text = { .annotations = SPAN_NONE };

        json_members(&in, text_members, N_TEXT_MEMBERS, &text);
        take_text(d, item, i, &text);
    }
}

/* What the vendor calls the message, "commentary" for one, goes back with each
 * of its parts. */
static void take_phase(struct decoding *d, const struct responses_item *item,
                       struct span phase)
{
    if (is_empty_value(phase))
        return;
    for (const struct responses_text *t = item->texts; t; t = t->next)
        collect_part_member(d->to, responses_part_type(t->kind),
                            (struct place){ 0, t->slot }, SPAN("phase"), phase);
}

static void take_message(struct decoding *d, struct responses_item *item,
                         const struct item_in *in)
{
    const struct json_text flat = text_of(in->content);

    responses_add_piece(d, item, RESPONSES_TEXT, 0, &flat, true);
    take_texts(d, item, in->content);
    take_phase(d, item, in->phase);
}

/* Thoughts, encrypted or not, go back within the whole item; a summary alone
 * is for people. */
static void take_reasoning(struct decoding *d, struct responses_item *item,
                           const struct item_in *in)
{
    take_texts(d, item, in->summary);
    take_texts(d, item, in->content);
    if (item->sealed ||
        (in->encrypted.raw.len == 0 && is_empty_value(in->content)))
        return;
    item->sealed = true;
    collect_signature(d->to, PARL_PART_THINKING,
                      (struct place){ 0, item->slot }, in->json);
    responses_note_part(d, item);
}

/* ---- calls -------------------------------------------------------------- */

/* A member that nobody here knows goes back with the call. */
static void keep_member(const struct json_text *name, struct span value,
                        void *ctx)
{
    const struct item_in *item = ctx;
    struct decoding *d = item->d;

    if (is_empty_value(value))
        return;
    collect_part_member(d->to, item->call, item->at, decoded_text(d, name),
                        value);
    buf_reset(&d->scratch);
}

/* What is known of a call when it is announced. */
static void open_call(struct decoding *d, const struct item_in *in)
{
    const struct json_text *id =
        in->call_id.raw.len > 0 ? &in->call_id : &in->id;
    struct span name;

    collect_call(d->to, in->at, in->call, decoded_text(d, id), SPAN_NONE);
    buf_reset(&d->scratch);
    name = decoded_text(d, &in->name);
    name = chat_meant_name(d, name);
    collect_call(d->to, in->at, in->call, SPAN_NONE, name);
    buf_reset(&d->scratch);
}

static void take_call(struct decoding *d, struct responses_item *item,
                      struct item_in *in, bool whole)
{
    in->at.slot = item->slot;
    in->call = item->kind == RESPONSES_CUSTOM_CALL ? PARL_PART_CUSTOM_CALL
                                                   : PARL_PART_TOOL_CALL;
    open_call(d, in);
    responses_note_part(d, item);
    if (!whole)
        return;
    if (in->arguments.ptr != NULL && in->arguments.ptr[0] == '{') {
        if (!item->arguments.came)
            collect_arguments(d->to, in->at, in->arguments);
    } else {
        const struct json_text arguments = text_of(in->arguments);

        responses_add_piece(d, item, RESPONSES_ARGUMENTS, 0, &arguments, true);
    }
    read_item(in, keep_member);
}

/* ---- any item ----------------------------------------------------------- */

static void take_other(struct decoding *d, struct responses_item *item,
                       const struct item_in *in)
{
    collect_opaque(d->to, (struct place){ 0, item->slot }, in->json);
    responses_note_part(d, item);
}

/* Was all said of it?  Some say what is encrypted at the very end alone. */
static bool is_complete(const struct responses_item *item)
{
    return item->done && (item->sealed || item->kind != RESPONSES_REASONING);
}

static void take(struct decoding *d, struct responses_item *item,
                 struct item_in *in, bool whole)
{
    if (is_complete(item))
        return;
    item->done = whole;
    switch (item->kind) {
    case RESPONSES_MESSAGE:
        if (whole)
            take_message(d, item, in);
        break;
    case RESPONSES_REASONING:
        item->seals |= in->encrypted.raw.len > 0;
        if (whole)
            take_reasoning(d, item, in);
        break;
    case RESPONSES_CALL:
    case RESPONSES_CUSTOM_CALL:
        take_call(d, item, in, whole);
        break;
    case RESPONSES_UNKNOWN: /* an item has a kind by now */
    case RESPONSES_OTHER:
        if (whole)
            take_other(d, item, in);
        else if (item->announced.ptr == NULL)
            item->announced = kept_bytes(d, in->json);
        break;
    }
}

static bool may_be(const struct responses_item *item, enum responses_kind kind)
{
    return item->kind == kind || item->kind == RESPONSES_UNKNOWN;
}

/* By its number, else by its id, which some servers give to several items of
 * one answer; else it is the oldest that is neither numbered nor done. */
static struct responses_item *find(const struct responses_state *state,
                                   int64_t index, struct span id,
                                   enum responses_kind kind)
{
    struct responses_item *by_id = NULL, *oldest = NULL;

    for (struct responses_item *item = state->items; item; item = item->next) {
        if (!may_be(item, kind))
            continue;
        if (index >= 0 && item->index == index)
            return item;
        if (id.len > 0 && !item->listed && item->id != NULL &&
            span_is(id, item->id))
            by_id = item;
        if (item->index < 0 && !item->done && (id.len == 0 || item->id == NULL))
            oldest = item;
    }
    return by_id != NULL ? by_id : oldest;
}

static struct responses_item *take_at(struct decoding *d, int64_t index,
                                      struct span json, bool whole)
{
    struct item_in in = { .d = d, .json = json };
    struct responses_item *item = NULL;
    enum responses_kind kind;
    struct span id;

    read_item(&in, NULL);
    kind = kind_of(&in);
    id = decoded_text(d, &in.id);
    if (whole || index >= 0 || id.len > 0)
        item = find(d->state, index, id, kind);
    if (item == NULL)
        item = responses_add_item(d, index, id);
    buf_reset(&d->scratch);
    if (item != NULL) {
        item->kind = kind;
        take(d, item, &in, whole);
    }
    return item;
}

void responses_take_item(struct decoding *d, int64_t index, struct span json,
                         bool whole)
{
    if (json.ptr != NULL && json.ptr[0] == '{')
        take_at(d, index, json, whole);
}

void responses_take_output(struct decoding *d, struct span json)
{
    struct responses_item *item;
    struct json_in in;

    if (json.ptr == NULL)
        return;
    json_in_init(&in, json.ptr, json.len, d->max_depth);
    if (!json_enter_array(&in))
        return;
    for (int64_t i = 0; json_next_element(&in); i++) {
        if (json_peek(&in) != JSON_OBJECT) {
            json_skip(&in);
            continue;
        }
        item = take_at(d, i, json_raw(&in), true);
        if (item != NULL)
            item->listed = true;
    }
}
