/* dialects/cohere_chat/read_message.c -- what stands in a message, whole or as
 * the delta of a stream:
 *
 *   {"content": [{"type": "thinking", "thinking"}, {"type": "text", "text"}],
 *    "tool_plan": TEXT, "tool_calls": [{"id", "function": {"name",
 *    "arguments"}}], "citations": [...]}
 *
 * In a delta `content`, `tool_calls` and `citations` are one object, not a
 * list.  Citations have no place in the model: they are kept as they are, on
 * the message. */
#include "dialects/cohere_chat/cohere.h"

/* A plan is thinking; its slot is none that a block has. */
enum { PLAN = INT32_MAX };

/* ---- blocks of content -------------------------------------------------- */

static const struct json_member block_members[] = {
    JSON_TEXT_AT("text", cohere_piece, text),
    JSON_TEXT_AT("thinking", cohere_piece, thinking),
};

void cohere_collect_block(struct decoding *d, const struct cohere_piece *piece,
                          int32_t slot)
{
    const struct place at = { 0, slot };

    if (piece->thinking.raw.len > 0)
        hand_on(d, collect_thinking, at, &piece->thinking);
    if (piece->text.raw.len > 0)
        hand_on(d, collect_text, at, &piece->text);
}

static void collect_blocks(struct decoding *d, struct span list)
{
    struct json_in in;

    json_open_array(&in, list);
    for (int32_t slot = 0; json_next_element(&in) && slot < PLAN; slot++) {
        struct cohere_piece block = { .d = d };

        json_members(&in, block_members, 2, &block);
        cohere_collect_block(d, &block, slot);
    }
}

/* ---- calls -------------------------------------------------------------- */

struct call_piece {
    struct json_text id, name, arguments;
    struct span object; /* arguments that came as an object */
};

static void read_call_arguments(struct json_in *in, void *ctx)
{
    struct call_piece *piece = ctx;

    if (json_peek(in) == JSON_OBJECT)
        piece->object = json_raw(in);
    else
        piece->arguments = json_text(in);
}

static void read_function(struct json_in *in, void *ctx)
{
    static const struct json_member members[] = {
        JSON_TEXT_AT("name", call_piece, name),
        JSON_MEMBER("arguments", read_call_arguments),
    };

    json_members(in, members, 2, ctx);
}

static const struct json_member call_members[] = {
    JSON_TEXT_AT("id", call_piece, id),
    JSON_MEMBER("function", read_function),
};

static bool has_other_id(struct decoding *d, const struct cohere_call *call,
                         struct span id)
{
    const char *known =
        collected_call_id(d->to, (struct place){ .slot = call->slot });

    return id.len > 0 && known != NULL && known[0] != '\0' &&
           !span_is(id, known);
}

/* The latest call of this index; one that has a new id is another call. */
static struct cohere_call *call_of(struct decoding *d, int64_t index,
                                   struct span id)
{
    struct cohere_state *state = d->state;
    struct cohere_call *call = state->calls;

    while (call != NULL && call->index != index)
        call = call->next;
    if (call != NULL && !has_other_id(d, call, id))
        return call;
    call = ARENA_NEW(&d->arena, struct cohere_call);
    if (call == NULL)
        return NULL;
    call->next = state->calls;
    call->index = index;
    call->slot = state->n_calls++;
    state->calls = call;
    return call;
}

/* "null", where no arguments came yet, is what some write for none. */
static void collect_call_text(struct decoding *d, struct cohere_call *call,
                              const struct call_piece *piece)
{
    const struct span text = piece->object.ptr != NULL
                                 ? piece->object
                                 : decoded_text(d, &piece->arguments);

    if (text.len > 0 && (call->began || !span_is(text, "null"))) {
        collect_arguments(d->to, (struct place){ 0, call->slot }, text);
        call->began = true;
    }
    buf_reset(&d->scratch);
}

static void collect_one_call(struct decoding *d, struct json_in *in,
                             int64_t index)
{
    struct call_piece piece = { .object = SPAN_NONE };
    struct cohere_call *call;
    struct place at = { 0 };
    struct span id;

    if (!json_members(in, call_members, 2, &piece))
        return;
    id = decoded_text(d, &piece.id);
    call = call_of(d, index, id);
    if (call == NULL)
        return;
    at.slot = call->slot;
    collect_call_id(d->to, at, id);
    buf_reset(&d->scratch);
    collect_call_name(
        d->to, at,
        meant_name(&d->arena, &cohere_names, decoded_text(d, &piece.name)));
    buf_reset(&d->scratch);
    collect_call_text(d, call, &piece);
}

void cohere_collect_calls(struct decoding *d, struct span calls, int64_t index)
{
    struct json_in in;

    json_in_init(&in, calls.ptr, calls.len, d->max_depth);
    if (json_peek(&in) != JSON_ARRAY) {
        collect_one_call(d, &in, index);
        return;
    }
    json_enter_array(&in);
    for (; json_next_element(&in); index++)
        collect_one_call(d, &in, index);
}

/* A call that nothing was said for has no arguments. */
void cohere_complete_calls(struct decoding *d)
{
    const struct cohere_state *state = d->state;

    for (struct cohere_call *call = state->calls; call; call = call->next)
        collect_call_end(d->to, (struct place){ 0, call->slot });
}

/* ---- plans and citations ------------------------------------------------ */

void cohere_collect_plan(struct decoding *d, const struct cohere_piece *piece)
{
    if (piece->plan.raw.len > 0)
        hand_on_once(d, collect_thinking, (struct place){ 0, PLAN },
                     &piece->plan);
}

/* A list is joined to the list that is there. */
void cohere_collect_citations(struct decoding *d, struct span citations)
{
    if (is_empty_value(citations))
        return;
    if (citations.ptr[0] == '{')
        citations = wrapped(d, "[", citations, "]");
    if (citations.ptr != NULL && citations.ptr[0] == '[')
        collect_items(d->to, 0, SPAN("citations"), citations);
    buf_reset(&d->scratch);
}

/* ---- the message -------------------------------------------------------- */

/* A list in a whole message, one object in a delta, or one text. */
static void read_content(struct json_in *in, void *ctx)
{
    struct cohere_piece *piece = ctx;

    if (json_peek(in) == JSON_OBJECT)
        json_members(in, block_members, 2, piece);
    else if (json_peek(in) == JSON_ARRAY)
        piece->content = json_raw(in);
    else
        piece->text = json_text(in);
}

static void read_role(struct json_in *in, void *ctx)
{
    (void)ctx;
    json_skip(in);
}

/* In the order in which Cohere writes them. */
static const struct json_member message_members[] = {
    JSON_MEMBER("role", read_role),
    JSON_MEMBER("content", read_content),
    JSON_TEXT_AT("tool_plan", cohere_piece, plan),
    JSON_RAW_AT("tool_calls", cohere_piece, calls),
    JSON_RAW_AT("citations", cohere_piece, citations),
};

enum {
    N_MESSAGE_MEMBERS = sizeof(message_members) / sizeof(message_members[0])
};

void cohere_read_message(struct json_in *in, void *piece)
{
    json_members(in, message_members, N_MESSAGE_MEMBERS, piece);
}

/* ---- a whole one -------------------------------------------------------- */

/* A member that nobody here knows is kept on the message. */
static void keep_member(const struct json_text *name, struct span value,
                        void *ctx)
{
    struct decoding *d = ((struct cohere_piece *)ctx)->d;

    if (is_empty_value(value))
        return;
    collect_extra(d->to, 0, decoded_text(d, name), value);
    buf_reset(&d->scratch);
}

void cohere_collect_message(struct decoding *d, struct span message)
{
    struct cohere_piece piece = { .d = d };
    struct json_in in;

    json_in_init(&in, message.ptr, message.len, d->max_depth);
    json_members_or(&in, message_members, N_MESSAGE_MEMBERS, keep_member,
                    &piece);
    collect_choice(d->to, 0);
    cohere_collect_plan(d, &piece);
    cohere_collect_block(d, &piece, 0);
    collect_blocks(d, piece.content);
    cohere_collect_calls(d, piece.calls, 0);
    cohere_complete_calls(d);
    cohere_collect_citations(d, piece.citations);
}
