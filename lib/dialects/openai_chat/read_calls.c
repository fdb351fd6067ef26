/* dialects/openai_chat/read_calls.c -- the calls of tools in an answer.
 *
 *   {"index", "id", "type", "function": {"name", "arguments"}}
 *
 * In a stream a call comes in pieces, which are told apart by their index; not
 * everybody numbers them, or numbers them well. */
#include "dialects/openai_chat/chat.h"

/* A piece of a call.  Members come in any order, so they are gathered first.
 */
struct call_piece {
    struct chat_document *doc;
    int32_t choice;
    int64_t index; /* -1: none */
    bool custom;
    struct json_text id, name, arguments, signature;
    struct span object; /* arguments that came as an object */
};

static void read_call_index(struct json_in *in, void *ctx)
{
    struct call_piece *piece = ctx;

    json_integer(in, &piece->index);
}

static void read_call_arguments(struct json_in *in, void *ctx)
{
    struct call_piece *piece = ctx;

    if (json_peek(in) == JSON_OBJECT || json_peek(in) == JSON_ARRAY)
        piece->object = json_raw(in);
    else
        piece->arguments = json_text(in);
}

static void read_function(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_TEXT_AT("name", call_piece, name),
        JSON_MEMBER("arguments", read_call_arguments),
        JSON_MEMBER("input", read_call_arguments), /* of a custom call */
    };

    json_members(in, members, 3, ctx);
}

static void read_custom(struct json_in *in, void *ctx)
{
    if (json_peek(in) == JSON_OBJECT)
        ((struct call_piece *)ctx)->custom = true;
    read_function(in, ctx);
}

static void read_google(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_TEXT_AT("thought_signature", call_piece, signature),
    };

    json_members(in, members, 1, ctx);
}

static void read_call_extra(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_MEMBER("google", read_google),
    };

    json_members(in, members, 1, ctx);
}

static const struct json_member call_members[] = {
    JSON_MEMBER("index", read_call_index),
    JSON_TEXT_AT("id", call_piece, id),
    JSON_MEMBER("function", read_function),
    JSON_MEMBER("custom", read_custom),
    JSON_MEMBER("extra_content", read_call_extra),
    JSON_MEMBER("provider_specific_fields", read_google),
};

enum { N_CALL_MEMBERS = sizeof(call_members) / sizeof(call_members[0]) };

static struct place place_of(const struct chat_call *call)
{
    return (struct place){ call->choice, call->slot };
}

static struct chat_call *open_call(struct call_piece *piece)
{
    struct decoding *d = piece->doc->d;
    struct chat_state *state = d->state;
    struct chat_call *call = ARENA_NEW(&d->arena, struct chat_call);

    if (call == NULL)
        return NULL;
    call->next = state->calls;
    call->choice = piece->choice;
    call->slot = state->n_calls++;
    call->index = piece->index;
    state->calls = call;
    return call;
}

/* Does a piece name another tool than the call, behind whose arguments it
 * comes? */
static bool is_renamed(const struct call_piece *piece,
                       const struct chat_call *call)
{
    return call->argued && piece->name.raw.len > 0 && call->name != NULL &&
           !json_name_is(&piece->name, call->name);
}

/* Is it a piece of this call?  By index, unless a new id or name stands under
 * the same index (some servers number every call 0); without an index by id;
 * without either it is more of the last call, unless a name begins another. */
static bool belongs(const struct call_piece *piece,
                    const struct chat_call *call, struct span id)
{
    const char *known = collected_call_id(piece->doc->d->to, place_of(call));
    const bool new_id =
        id.len > 0 && known != NULL && known[0] != '\0' && !span_is(id, known);

    if (is_renamed(piece, call))
        return false;
    if (piece->index >= 0)
        return call->index == piece->index && !new_id;
    if (id.len > 0)
        return known != NULL && span_is(id, known);
    return piece->name.raw.len == 0;
}

static struct chat_call *find_call(struct call_piece *piece, struct span id)
{
    const struct chat_state *state = piece->doc->d->state;

    for (struct chat_call *call = state->calls; call; call = call->next) {
        if (call->choice == piece->choice && belongs(piece, call, id))
            return call;
        /* a new id under an index that is taken begins a new call */
        if (call->choice == piece->choice && piece->index >= 0 &&
            call->index == piece->index)
            return NULL;
    }
    return NULL;
}

/* The name of the tool, which may have been sent under another. */
static struct span take_name(const struct call_piece *piece,
                             struct chat_call *call)
{
    struct decoding *d = piece->doc->d;
    const struct span name = decoded_text(d, &piece->name);

    if (call->name == NULL && name.len > 0)
        call->name = arena_text(&d->arena, name.ptr, name.len);
    return chat_meant_name(d, name);
}

static void collect_piece(struct call_piece *piece)
{
    struct chat_document *doc = piece->doc;
    struct collector *to = doc->d->to;
    struct span id = decoded_text(doc->d, &piece->id);
    struct chat_call *call = doc->whole ? NULL : find_call(piece, id);
    const enum parl_part_type type =
        piece->custom ? PARL_PART_CUSTOM_CALL : PARL_PART_TOOL_CALL;

    if (call == NULL)
        call = open_call(piece);
    if (call == NULL)
        return;
    collect_call(to, place_of(call), type, id, SPAN_NONE);
    buf_reset(&doc->d->scratch);
    collect_call(to, place_of(call), type, SPAN_NONE, take_name(piece, call));
    buf_reset(&doc->d->scratch);
    if (piece->object.ptr != NULL)
        collect_arguments(to, place_of(call), piece->object);
    else
        hand_on(doc->d, collect_arguments, place_of(call), &piece->arguments);
    call->argued |= piece->object.ptr != NULL || piece->arguments.raw.len > 0;
    collect_signature(to, type, place_of(call),
                      decoded_text(doc->d, &piece->signature));
    buf_reset(&doc->d->scratch);
}

/* Nothing but nulls and empty texts is no call. */
static bool is_blank(const struct call_piece *piece)
{
    return piece->id.raw.len == 0 && piece->name.raw.len == 0 &&
           piece->arguments.raw.len == 0 && piece->object.ptr == NULL &&
           piece->signature.raw.len == 0;
}

void chat_read_calls(struct chat_document *doc, int32_t choice,
                     struct span json)
{
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    if (!json_enter_array(&in))
        return;
    while (json_next_element(&in)) {
        struct call_piece piece = { .doc = doc, .choice = choice, .index = -1 };

        json_members(&in, call_members, N_CALL_MEMBERS, &piece);
        if (!is_blank(&piece))
            collect_piece(&piece);
    }
}

/* The deprecated function_call: one call without an id. */
void chat_read_legacy_call(struct chat_document *doc, int32_t choice,
                           struct span json)
{
    struct call_piece piece = { .doc = doc,
                                .choice = choice,
                                .index = INT64_MAX };
    struct json_in in;

    json_in_init(&in, json.ptr, json.len, doc->d->max_depth);
    read_function(&in, &piece);
    if (!is_blank(&piece))
        collect_piece(&piece);
}
