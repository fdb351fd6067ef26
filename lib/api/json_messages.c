/* api/json_messages.c -- messages in the JSON dialect.
 *
 * A message has up to two forms.  The flat one is OpenAI's: what was said
 * stands in `content`, and beside it what was thought, refused and called.
 * Its order is made up: thinking, content, refusal, sound, calls.  The
 * ordered one, `parts`, is the message as it is, and wins where both are
 * there. */
#include "api/json_parts.h"
#include "api/request_json.h"

#include <string.h>

/* A message while it is read. */
struct message_in {
    parl_message message;
    bool is_function; /* the role of days when a message had but one call */
    struct content content;
    struct part_list ordered;
    struct part_list blocks;
    struct part_list audio;
    struct part_list calls;
    const char *reasoning_content, *reasoning, *refusal;
    size_t reasoning_content_len, reasoning_len, refusal_len;
    int32_t is_error;
};

#define AT(member) .at = offsetof(struct message_in, member)
#define LONG_TEXT(member)                                                      \
    AT(member), .len_at = offsetof(struct message_in, member##_len)

/* ---- members ------------------------------------------------------------ */

static const char *const role_list[] = {
    [PARL_ROLE_USER] = "user",           [PARL_ROLE_SYSTEM] = "system",
    [PARL_ROLE_DEVELOPER] = "developer", [PARL_ROLE_ASSISTANT] = "assistant",
    [PARL_ROLE_TOOL] = "tool",           [PARL_ROLE_TOOL + 1] = "function",
};
const struct words roles = { ALL_OF(role_list) };

static void read_message_content(struct door *d, const struct row *row,
                                 void *place)
{
    (void)row;
    content_read(d, IN_CONTENT, place);
}

static void read_ordered(struct door *d, const struct row *row, void *place)
{
    (void)row;
    parts_read(d, IN_PARTS, place);
}

static void read_blocks(struct door *d, const struct row *row, void *place)
{
    (void)row;
    parts_read(d, IN_BLOCKS, place);
}

static const struct row origin_rows[] = {
    { "provider", READ_TEXT, .at = offsetof(parl_origin, provider) },
    { "account", READ_TEXT, .at = offsetof(parl_origin, account) },
    { "model", READ_TEXT, .at = offsetof(parl_origin, model) },
};
static const struct table origin_table = TABLE(origin_rows);

static void read_origin(struct door *d, const struct row *row, void *place)
{
    const parl_origin **there = place;
    parl_origin *origin = ARENA_NEW(&d->to->arena, parl_origin);

    (void)row;
    if (origin == NULL)
        json_skip(&d->in);
    else
        door_closed(d, &origin_table, origin);
    *there = origin;
}

static const struct row message_rows[] = {
    { "role", READ_WORD, AT(message.role), .words = &roles, .required = true },
    { .name = "content", AT(content), .read = read_message_content },
    { "name", READ_TEXT, AT(message.name) },
    { .name = "tool_calls", AT(calls), .read = read_calls },
    { "tool_call_id", READ_TEXT, AT(message.call_id) },
    { "is_error", READ_SWITCH, AT(is_error) },
    { "reasoning_content", READ_TEXT, LONG_TEXT(reasoning_content) },
    { "reasoning", READ_TEXT, LONG_TEXT(reasoning) },
    { .name = "thinking_blocks", AT(blocks), .read = read_blocks },
    { "refusal", READ_TEXT, LONG_TEXT(refusal) },
    { .name = "audio", AT(audio), .read = read_audio },
    { .name = "origin", AT(message.origin), .read = read_origin },
    { .name = "parts", AT(ordered), .read = read_ordered },
    { .name = "function_call", AT(calls), .read = read_legacy_call },
};
static const struct table message_table = TABLE(message_rows);

/* ---- the flat form becomes parts ---------------------------------------- */

static void add_all(struct door *d, struct part_list *out,
                    const struct part_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        parts_add(d, out, &list->parts[i]);
}

static void add_text(struct door *d, struct part_list *out,
                     enum parl_part_type type, const char *text, size_t len)
{
    const parl_part part = { .type = type, .text = text, .text_len = len };

    parts_add(d, out, &part);
}

/* Blocks say all that reasoning_content says, and more. */
static void add_thinking(struct door *d, struct part_list *out,
                         const struct message_in *in)
{
    if (in->blocks.n > 0)
        add_all(d, out, &in->blocks);
    else if (in->reasoning_content_len > 0)
        add_text(d, out, PARL_PART_THINKING, in->reasoning_content,
                 in->reasoning_content_len);
    else if (in->reasoning_len > 0)
        add_text(d, out, PARL_PART_THINKING, in->reasoning, in->reasoning_len);
}

static void add_content(struct door *d, struct part_list *out,
                        const struct content *content)
{
    if (content->text != NULL)
        add_text(d, out, PARL_PART_TEXT, content->text, content->text_len);
    else
        add_all(d, out, &content->list);
}

/* Is the content the only thing that there is? */
static bool is_content_alone(const struct message_in *in)
{
    return in->blocks.n + in->audio.n + in->calls.n +
               in->reasoning_content_len + in->reasoning_len +
               in->refusal_len ==
           0;
}

/* Adds nothing where the content is a text alone. */
static void add_flat(struct door *d, struct part_list *out,
                     const struct message_in *in)
{
    if (is_content_alone(in) && in->content.list.n == 0)
        return;
    add_thinking(d, out, in);
    add_content(d, out, &in->content);
    if (in->refusal_len > 0)
        add_text(d, out, PARL_PART_REFUSAL, in->refusal, in->refusal_len);
    add_all(d, out, &in->audio);
    add_all(d, out, &in->calls);
}

/* ---- results of tools --------------------------------------------------- */

/* The id of the latest call of this function. */
static const char *find_call(const struct parl_builder *b, const char *name)
{
    for (size_t m = b->request.n_messages; m > 0; m--) {
        const parl_message *message = &b->messages[m - 1];

        for (size_t i = message->n_parts; i > 0; i--) {
            const parl_part *part = &message->parts[i - 1];

            if (part->type == PARL_PART_TOOL_CALL && part->name != NULL &&
                strcmp(part->name, name) == 0)
                return part->id;
        }
    }
    return NULL;
}

/* A message of role "function" answers by name. */
static void answer_by_name(struct door *d, struct message_in *in)
{
    size_t mark;

    if (in->message.name == NULL) {
        door_missing(d, "name");
        return;
    }
    in->message.call_id = find_call(d->to, in->message.name);
    if (in->message.call_id == NULL) {
        mark = door_down(d, SPAN("name"));
        door_refuse(d, "no earlier message calls '%.64s'", in->message.name);
        door_up(d, mark);
    }
    in->message.name = NULL;
}

/* Adds nothing where the message itself can say it. */
static void add_result(struct door *d, struct part_list *out,
                       const struct message_in *in)
{
    const parl_part part = {
        .type = PARL_PART_TOOL_RESULT,
        .text = in->content.text,
        .text_len = in->content.text_len,
        .id = in->message.call_id,
        .parts = in->content.list.parts,
        .n_parts = in->content.list.n,
        .is_error = in->is_error,
    };

    if (in->message.call_id == NULL)
        door_missing(d, "tool_call_id");
    if (part.n_parts > 0 || part.is_error != PARL_DEFAULT)
        parts_add(d, out, &part);
}

/* ---- what a role may say ------------------------------------------------ */

/* Members that answers alone have; what is at `at`, a length or a pointer, is 0
 * where they say nothing. */
static const struct {
    const char *name;
    uint16_t at;
} of_answers[] = {
    { "tool_calls", offsetof(struct message_in, calls.n) },
    { "thinking_blocks", offsetof(struct message_in, blocks.n) },
    { "reasoning_content", offsetof(struct message_in, reasoning_content_len) },
    { "reasoning", offsetof(struct message_in, reasoning_len) },
    { "refusal", offsetof(struct message_in, refusal_len) },
    { "audio", offsetof(struct message_in, audio.n) },
    { "origin", offsetof(struct message_in, message.origin) },
};

static void refuse_of_answers(struct door *d, const struct message_in *in)
{
    for (size_t i = 0; i < sizeof(of_answers) / sizeof(of_answers[0]); i++) {
        uintptr_t there;

        memcpy(&there, (const char *)in + of_answers[i].at, sizeof(there));
        if (there != 0)
            door_refuse_at(d, span_of(of_answers[i].name),
                           "only a message of the role assistant has it");
    }
}

static void check_role(struct door *d, const struct message_in *in)
{
    const parl_message *m = &in->message;
    const bool has_error = in->is_error != PARL_DEFAULT;

    if (m->role != PARL_ROLE_TOOL && (m->call_id != NULL || has_error))
        door_refuse_at(
            d, m->call_id != NULL ? SPAN("tool_call_id") : SPAN("is_error"),
            "only a message of the role tool has it");
    if (m->role == PARL_ROLE_ASSISTANT)
        return;
    refuse_of_answers(d, in);
    if (!in->content.given && in->ordered.n == 0)
        door_missing(d, "content");
}

static void finish_message(struct door *d, struct message_in *in)
{
    parl_message *m = &in->message;
    struct part_list out = in->ordered;

    in->is_function = m->role > PARL_ROLE_TOOL;
    if (in->is_function)
        m->role = PARL_ROLE_TOOL;
    check_role(d, in);
    if (m->role != PARL_ROLE_ASSISTANT && in->content.list.n == 0 &&
        in->content.text == NULL)
        in->content.text = ""; /* an empty list says as much */
    if (out.n == 0) {
        if (in->is_function)
            answer_by_name(d, in);
        if (m->role == PARL_ROLE_TOOL)
            add_result(d, &out, in);
        else
            add_flat(d, &out, in);
    }
    if (out.n > 0) {
        m->parts = out.parts;
        m->n_parts = out.n;
        m->call_id = NULL;
    } else {
        m->text = in->content.text;
        m->text_len = in->content.text_len;
    }
}

/* ---- messages ----------------------------------------------------------- */

static void read_message(struct door *d, void *to)
{
    struct message_in in = { .is_function = false };

    (void)to;
    if (door_open_ended(d, &message_table, &in, &in.message.extra) &&
        door_ok(d))
        finish_message(d, &in);
    builder_add_message(d->to, &in.message);
}

void read_messages(struct door *d, const struct row *row, void *to)
{
    (void)row;
    (void)to;
    if (json_peek(&d->in) == JSON_ARRAY)
        d->to->request.n_messages = 0;
    door_each(d, read_message, NULL);
}
