/* dialects/openai_responses/write_items.c -- the history, as a list of items:
 *
 *   {"type": "message", "role": ..., "content": [...]}
 *   {"type": "reasoning", "summary": [...], "encrypted_content": ...}
 *   {"type": "function_call", "call_id", "name", "arguments"}
 *   {"type": "function_call_output", "call_id", "output": TEXT | [PART...]}
 *
 * and their custom_tool_ sisters. */
#include "dialects/openai_responses/responses.h"

#include <string.h>
#include "dialects/openai_chat/chat.h"
#include "encoding/history.h"
#include "encoding/origin.h"
#include "encoding/extra.h"

/* ---- members that nobody here has a name for ---------------------------- */

static void drop_member(struct encoding *e, const char *name, struct span value,
                        void *number)
{
    /* an assistant's phase stands with its parts */
    if (strcmp(name, "phase") != 0 && !is_answer_member(name, value))
        dropped(
            e,
            pointer(e, "/messages/%zu/%s", *(size_t *)number, escaped(e, name)),
            "an item has no such member");
}

static void drop_extra(struct encoding *e, size_t message)
{
    drop_message_name(e, message);
    each_member(e, e->request->messages[message].extra, drop_member, &message);
}

/* ---- instructions and users --------------------------------------------- */

static bool any_system(const parl_request *request)
{
    for (size_t i = 0; i < request->n_messages; i++) {
        if (request->messages[i].role == PARL_ROLE_SYSTEM)
            return true;
    }
    return false;
}

static const char *role_of(struct encoding *e, size_t message)
{
    const struct responses_quirks *quirks = e->to->provider->responses;
    const int32_t role = e->request->messages[message].role;
    const char *field;

    if (role == PARL_ROLE_USER)
        return "user";
    if (role == PARL_ROLE_SYSTEM)
        return "system";
    field = pointer(e, "/messages/%zu/role", message);
    if (quirks->no_developer)
        translated_for_vendor(e, field,
                              "sent as system: %s may not know developer");
    else if (quirks->no_mixed_instructions && any_system(e->request))
        translated(e, field, "sent as system: the two do not go together");
    else
        return "developer";
    return "system";
}

/* An item of the vendor's own, such as {"type": "mcp_approval_response"}: it
 * stands beside messages, where what stands in them is "input_...". */
static bool is_item(const parl_part *part)
{
    static const char content[] = "\"input_";
    const size_t len = sizeof(content) - 1;
    const struct span type = json_find(part_text(part), "type");

    return part->type == PARL_PART_OPAQUE &&
           (type.len < len || memcmp(type.ptr, content, len) != 0);
}

static void open_message(struct encoding *e, const char *role)
{
    json_typed(&e->out, NULL, "message");
    json_str(&e->out, "role", role);
    json_array(&e->out, "content");
}

static void close_message(struct encoding *e)
{
    json_end(&e->out);
    json_end(&e->out);
}

static void write_instruction(struct encoding *e, const char *instruction)
{
    responses_open_text(e, span_of(instruction));
    json_end(&e->out);
}

/* `instruction` is a text part of its own behind the others; NULL: none. */
static void write_plain(struct encoding *e, size_t message,
                        const char *instruction)
{
    const char *role = role_of(e, message);
    bool open = false;
    size_t n_parts;
    parl_part one;
    const parl_part *parts =
        message_parts(&e->request->messages[message], &one, &n_parts);

    for (size_t i = 0; i < n_parts; i++) {
        const bool item = is_item(&parts[i]);

        if (item && open)
            close_message(e);
        else if (!item && !open)
            open_message(e, role);
        open = !item;
        responses_write_part(e, &parts[i], part_pointer(e, message, i));
    }
    if (!open && (n_parts == 0 || instruction != NULL)) {
        open_message(e, role);
        open = true;
    }
    if (instruction != NULL)
        write_instruction(e, instruction);
    if (open)
        close_message(e);
    drop_extra(e, message);
}

/* ---- results of tools --------------------------------------------------- */

/* The output of a call that `message` made, if anybody did.  It says who called
 * as the call itself does: a program of the vendor's waits for it. */
static void open_output(struct encoding *e, size_t message,
                        const parl_part *call, const char *id)
{
    const bool custom = call != NULL && call->type == PARL_PART_CUSTOM_CALL;

    json_typed(&e->out, NULL,
               custom ? "custom_tool_call_output" : "function_call_output");
    json_str(&e->out, "call_id", responses_call_id(e, id));
    write_as_called(e, "caller", message, call);
}

/* What stands on a result, or on its only text, and has no place. */
static void drop_around(struct encoding *e, const parl_part *part,
                        const char *field)
{
    responses_drop_mark(e, part->cache, field);
    drop_part_extra(e, field, part);
}

/* A mark of a cache stands on an element of a list alone. */
static bool bears_mark(const struct encoding *e, const parl_part *part)
{
    const struct span extra = span_of(part->extra);

    return json_find(extra, "prompt_cache_breakpoint").ptr != NULL &&
           !chat_has_useless_mark(e, part);
}

static void write_outputs(struct encoding *e, const parl_part *parts,
                          size_t n_parts, size_t message)
{
    json_array(&e->out, "output");
    for (size_t i = 0; i < n_parts; i++)
        responses_write_part(e, &parts[i], inner_pointer(e, message, i));
    json_end(&e->out);
}

static void write_result(struct encoding *e, const parl_part *result,
                         size_t message)
{
    parl_part one;
    size_t n_parts;
    const parl_part *parts = result_parts(result, &one, &n_parts);
    const bool list =
        n_parts > 1 || parts->type != PARL_PART_TEXT || bears_mark(e, parts);
    const struct span said = part_text(parts);
    size_t caller = message;
    const parl_part *call = call_before(e->request, &caller, result->id);

    drop_error_mark(e, message, result);
    drop_around(e, result, message_pointer(e, message));
    if (!list && parts != &one)
        drop_around(e, parts, pointer(e, "/messages/%zu/content/0", message));

    open_output(e, caller, call, result->id);
    if (list)
        write_outputs(e, parts, n_parts, message);
    else
        json_span(&e->out, "output", said.ptr != NULL ? said : SPAN(""));
    json_end(&e->out);
}

static void open_lost(struct encoding *e, size_t message, const parl_part *call)
{
    open_output(e, message, call, call->id);
}

/* The results that follow an assistant message; returns the number of the last
 * message of them. */
static size_t write_results(struct encoding *e, size_t message)
{
    const parl_request *request = e->request;
    size_t last = message;

    while (last + 1 < request->n_messages &&
           request->messages[last + 1].role == PARL_ROLE_TOOL) {
        size_t n_parts;
        parl_part one;
        const parl_part *parts =
            message_parts(&request->messages[++last], &one, &n_parts);

        for (size_t i = 0; i < n_parts; i++) {
            if (!drop_answer(e, last, i))
                write_result(e, &parts[i], last);
        }
        drop_extra(e, last);
    }
    answer_lost_calls(e, message, open_lost, "output");
    return last;
}

/* ---- all of them -------------------------------------------------------- */

void responses_write_input(struct encoding *e, const char *instruction)
{
    const parl_request *request = e->request;
    const size_t user = last_user(request);

    json_array(&e->out, "input");
    for (size_t i = 0; i < request->n_messages; i++) {
        if (request->messages[i].role == PARL_ROLE_ASSISTANT) {
            responses_write_turn(e, i);
            drop_extra(e, i);
            i = write_results(e, i);
        } else {
            write_plain(e, i, i == user ? instruction : NULL);
        }
    }
    if (instruction != NULL && user == request->n_messages) {
        open_message(e, "user");
        write_instruction(e, instruction);
        close_message(e);
    }
    json_end(&e->out);
}
