/* dialects/openai_chat/write_messages.c -- the history, as chat/completions
 * wants it:
 *
 *   {"role": "system" | "developer" | "user", "content": TEXT | [PART...]}
 *   {"role": "assistant", "content": TEXT | null, "tool_calls": [CALL...]}
 *   {"role": "tool", "tool_call_id": ID, "content": TEXT}
 *
 * What a tool gave beside text follows its results as a user message, since a
 * tool message holds text alone.  From wire reference OpenAI, Chat
 * Completions, "messages". */
#include "dialects/openai_chat/chat.h"

#include <string.h>
#include "encoding/history.h"
#include "encoding/origin.h"
#include "encoding/extra.h"

/* ---- members of a message that nobody here has a name for ---------------- */

static void write_extra_member(struct encoding *e, const char *name,
                               struct span value, void *number)
{
    const size_t message = *(const size_t *)number;
    const bool own = is_own(e, &e->request->messages[message]);
    const struct chat_quirks *quirks = &e->to->provider->chat;
    const struct chat_ways *ways = chat_ways(e);
    const bool known = word_in(ways->message_members, name);

    if (own && ways->write_file_notes != NULL &&
        strcmp(name, "annotations") == 0)
        ways->write_file_notes(e, value);
    if (is_answer_member(known && own ? "" : name, value) ||
        strcmp(name, "reasoning_details") == 0) /* write_back.c sends them */
        return;
    if (known || ((quirks->open || e->to->beta) && own &&
                  strcmp(name, "cache_control") != 0))
        json_raw_out(&e->out, name, value);
    else
        dropped_member(e, message_pointer(e, message), escaped(e, name),
                       own ? "%s has no such member"
                           : "it is another's, not %s's");
}

void chat_write_extra(struct encoding *e, size_t message)
{
    each_member(e, e->request->messages[message].extra, write_extra_member,
                &message);
}

void chat_write_name(struct encoding *e, size_t message)
{
    const char *name = e->request->messages[message].name;

    if (name == NULL)
        return;
    if (e->to->provider->chat.no_names)
        dropped_for_vendor(e, pointer(e, "/messages/%zu/name", message),
                           "%s takes no names");
    else
        json_str(&e->out, "name", name);
}

/* ---- instructions and users --------------------------------------------- */

static bool any_role(const parl_request *request, enum parl_role role)
{
    for (size_t i = 0; i < request->n_messages; i++) {
        if (request->messages[i].role == (int32_t)role)
            return true;
    }
    return false;
}

/* "system" or "developer", or what is left where neither is taken. */
const char *chat_instruction_role(struct encoding *e, size_t message)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;
    const parl_message *m = &e->request->messages[message];
    const char *field = pointer(e, "/messages/%zu/role", message);

    if (e->to->facts->no_instructions) {
        translated_for_model(e, field,
                             "%s takes instructions from the user alone");
        return "user";
    }
    if (m->role == PARL_ROLE_SYSTEM)
        return "system";
    if (!quirks->developer) {
        translated_for_vendor(e, field,
                              "sent as system: %s may not know developer");
        return "system";
    }
    if (quirks->no_mixed_instructions &&
        any_role(e->request, PARL_ROLE_SYSTEM)) {
        translated(e, field, "sent as system: the two do not go together");
        return "system";
    }
    return "developer";
}

static void open_message(struct encoding *e, const char *role, const char *id)
{
    json_object(&e->out, NULL);
    json_str(&e->out, "role", role);
    if (id != NULL)
        json_str(&e->out, "tool_call_id", id);
}

void chat_write_said(struct encoding *e, const char *role, const char *id,
                     const char *text)
{
    open_message(e, role, id);
    json_str(&e->out, "content", text);
    json_end(&e->out);
}

static void write_plain(struct encoding *e, size_t message, const char *role,
                        const char *instruction)
{
    parl_part one;
    const struct chat_list list = chat_parts(e, message, &one);

    open_message(e, role, NULL);
    chat_write_content(e, &list, instruction);
    chat_write_name(e, message);
    chat_write_extra(e, message);
    json_end(&e->out);
}

/* ---- assistants --------------------------------------------------------- */

/* The text parts of a list, as a list of their own. */
static struct chat_list texts_of(struct encoding *e, const struct chat_list *l)
{
    struct chat_gathered texts = chat_gather(e, l->message, l->n);

    texts.list.result = l->result;
    for (size_t i = 0; i < texts.most; i++) {
        if (l->parts[i].type == PARL_PART_TEXT)
            chat_add(&texts, &l->parts[i], chat_content_at(e, l, i).field);
    }
    return texts.list;
}

static void write_sound(struct encoding *e, const char *id)
{
    json_object(&e->out, "audio");
    json_str(&e->out, "id", id);
    json_end(&e->out);
}

/* The refusal of a message, which holds one; ptr NULL: none. */
static struct span take_refusal(struct encoding *e, const struct chat_list *l)
{
    struct span refusal = SPAN_NONE;

    for (size_t i = 0; i < l->n; i++) {
        if (l->parts[i].type != PARL_PART_REFUSAL)
            continue;
        if (refusal.ptr == NULL)
            refusal = part_text(&l->parts[i]);
        else
            dropped(e, chat_content_at(e, l, i).field, "only the first counts");
    }
    return refusal;
}

static void write_refusal(struct encoding *e, size_t message,
                          struct span refusal)
{
    if (e->to->provider->chat.refusal_member) {
        json_null(&e->out, "content");
        json_span(&e->out, "refusal", refusal);
        return;
    }
    if (!e->to->provider->chat.refusal_parts) {
        translated_for_vendor(e, pointer(e, "/messages/%zu/refusal", message),
                              "sent as text: %s knows no refusals");
        json_span(&e->out, "content", refusal);
        return;
    }
    json_array(&e->out, "content");
    json_typed(&e->out, NULL, "refusal");
    json_span(&e->out, "refusal", refusal);
    json_end(&e->out);
    json_end(&e->out);
}

/* A refusal beside a text is a member of its own, where it is known. */
static void write_refusal_beside(struct encoding *e, size_t message,
                                 struct span refusal)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;

    if (refusal.ptr == NULL)
        return;
    if (quirks->refusal_parts || quirks->refusal_member)
        json_span(&e->out, "refusal", refusal);
    else
        dropped_for_vendor(e, pointer(e, "/messages/%zu/refusal", message),
                           "%s takes none beside a text");
}

static void write_assistant_content(struct encoding *e,
                                    const struct chat_list *l, bool beside)
{
    const struct span refusal = take_refusal(e, l);
    const bool more = beside || refusal.ptr != NULL; /* than a text */

    if (chat_count_content(l) > 0 && !(more && chat_is_blank(l))) {
        chat_write_content(e, l, NULL);
        write_refusal_beside(e, l->message, refusal);
    } else if (refusal.ptr != NULL) {
        write_refusal(e, l->message, refusal);
    } else if (beside && !e->to->provider->chat.empty_not_null) {
        json_null(&e->out, "content");
    } else {
        json_str(&e->out, "content", "");
    }
}

static void write_assistant(struct encoding *e, size_t message)
{
    const struct chat_chunk_forms *chunks = chat_ways(e)->chunks;
    const struct chat_order *order = chat_order(e);
    const parl_message *m = &e->request->messages[message];
    const bool calls = chat_has_calls(m);
    struct chat_list list, said;
    const char *sound = NULL;
    parl_part one;

    if (chat_drop_empty_turn(e, message))
        return;
    chat_check_text(e, message);
    list = chat_parts(e, message, &one);
    said = chat_has_media(m) ? chat_said(e, &list, &sound) : list;
    open_message(e, "assistant", NULL);
    if (chunks == NULL || !chunks->write_content(e, &said))
        write_assistant_content(e, &said, calls || sound != NULL);
    if (sound != NULL)
        write_sound(e, sound);
    chat_write_back(e, &list, calls);
    if (calls)
        chat_write_calls(e, &list);
    chat_write_name(e, message);
    chat_write_extra(e, message);
    if (order->mark_prefix != NULL)
        order->mark_prefix(e, message);
    json_end(&e->out);
}

/* ---- results of tools --------------------------------------------------- */

static struct chat_list result_list(const parl_part *result, size_t message,
                                    parl_part *one)
{
    struct chat_list list = { .message = message, .result = true };

    list.parts = result_parts(result, one, &list.n);
    return list;
}

/* `first`: of its message, whose own members go with it. */
static void write_result(struct encoding *e, const parl_part *result,
                         size_t message, bool first)
{
    parl_part one;
    const struct chat_list list = result_list(result, message, &one);
    const struct chat_list texts = texts_of(e, &list);

    open_message(e, "tool", chat_call_id(e, result->id));
    if (texts.n > 0)
        chat_write_content(e, &texts, NULL);
    else
        json_str(&e->out, "content",
                 chat_count_content(&list) > 0 ? "see the next user message"
                                               : "");
    chat_drop_items(e, &list);
    drop_error_mark(e, message, result);
    drop_result_name(e, message, result->id);
    if (first)
        chat_write_extra(e, message);
    json_end(&e->out);
}

/* What answers the calls of one assistant's message. */
struct result {
    parl_part part;
    size_t message;
};

struct results {
    struct result *all;
    size_t n;
    size_t first, end; /* the messages of results behind the turn */
};

static void gather_message(struct encoding *e, size_t message, size_t from,
                           struct results *to)
{
    const parl_request *r = e->request;
    size_t n;
    parl_part one;
    const parl_part *parts = message_parts(&r->messages[from], &one, &n);

    for (size_t i = 0; i < n; i++) {
        if (parts[i].type != PARL_PART_TOOL_RESULT || parts[i].id == NULL ||
            caller_of(r, to->first, parts[i].id) != message)
            continue;
        if (!drop_answer(e, from, i))
            to->all[to->n++] = (struct result){ parts[i], from };
    }
}

/* They stand behind the turn, which may be of several messages. */
static struct results gather_results(struct encoding *e, size_t message)
{
    const parl_request *r = e->request;
    struct results to = { .first = message + 1 };
    size_t most = 0;

    while (to.first < r->n_messages &&
           r->messages[to.first].role == PARL_ROLE_ASSISTANT)
        to.first++;
    for (to.end = to.first;
         to.end < r->n_messages && r->messages[to.end].role == PARL_ROLE_TOOL;
         to.end++)
        most += r->messages[to.end].n_parts + 1;
    if (most > 0)
        to.all = ARENA_ARRAY(e->arena, most, struct result);
    for (size_t m = to.first; to.all != NULL && m < to.end; m++)
        gather_message(e, message, m, &to);
    return to;
}

/* What the tools gave beside text. */
static struct chat_list gather_media(struct encoding *e,
                                     const struct results *r)
{
    struct chat_gathered media;
    parl_part one;
    size_t most = 1;

    for (size_t k = 0; k < r->n; k++)
        most += r->all[k].part.n_parts;
    media = chat_gather(e, r->first, most);
    media.list.result = true;
    for (size_t k = 0; media.most > 0 && k < r->n; k++) {
        const struct chat_list list =
            result_list(&r->all[k].part, r->all[k].message, &one);

        for (size_t i = 0; i < list.n; i++) {
            const struct chat_content c = chat_content_at(e, &list, i);

            if (!chat_is_content(c.part->type) ||
                c.part->type == PARL_PART_TEXT)
                continue;
            translated(e, c.field,
                       "sent in a user message: a tool's result holds text "
                       "alone");
            chat_add(&media, c.part, c.field);
        }
    }
    return media.list;
}

static void write_media(struct encoding *e, const struct chat_list *media)
{
    open_message(e, "user", NULL);
    chat_write_content(e, media, NULL);
    json_end(&e->out);
}

static bool has_result(const struct results *r, const char *id)
{
    for (size_t i = 0; id != NULL && i < r->n; i++) {
        if (strcmp(r->all[i].part.id, id) == 0)
            return true;
    }
    return false;
}

/* Calls of assistant message `message` that nothing answers; false: none. */
static bool answer_calls(struct encoding *e, size_t message,
                         const struct results *r)
{
    const parl_message *m = &e->request->messages[message];
    bool any = false;

    for (size_t i = 0; i < m->n_parts; i++) {
        const parl_part *part = &m->parts[i];

        if (!is_call(part) || has_result(r, part->id))
            continue;
        translated(e, part_pointer(e, message, i),
                   "nothing answers it, so an error result was added");
        any = true;
        chat_write_said(e, "tool",
                        chat_call_id(e, call_id_of(e, part, message, i)),
                        "error: the call was not answered");
    }
    return any;
}

/* Is nothing said between an assistant message and `results`? */
static bool is_last_said(const struct encoding *e, size_t message,
                         size_t results)
{
    while (message + 1 < results && chat_is_empty_turn(e, message + 1))
        message++;
    return message + 1 == results;
}

/* Is it a user's message? */
static bool is_users(const struct encoding *e, size_t message)
{
    return message < e->request->n_messages &&
           e->request->messages[message].role == PARL_ROLE_USER;
}

/* The results of an assistant message; returns the number of the last message
 * that is done with. */
static size_t write_results(struct encoding *e, size_t message,
                            const struct chat_wish *wish)
{
    const struct results r = gather_results(e, message);
    const struct chat_list media = gather_media(e, &r);
    const struct chat_order *order = chat_order(e);
    const bool near = r.first == message + 1;
    bool answered;

    for (size_t i = 0; i < r.n; i++) {
        write_result(e, &r.all[i].part, r.all[i].message,
                     i == 0 || r.all[i - 1].message != r.all[i].message);
        if (!near)
            translated(e, message_pointer(e, r.all[i].message),
                       "sent right behind the call that it answers");
    }
    answered = answer_calls(e, message, &r);
    if (media.n > 0 && order->fill_after_tools != NULL)
        chat_write_filler(e);
    if (media.n > 0 && near && order->joining != NULL && is_users(e, r.end))
        return order->joining->write(e, r.end, &media, wish);
    if (media.n > 0)
        write_media(e, &media);
    else if ((answered || r.n > 0) && order->fill_after_tools != NULL &&
             is_last_said(e, message, r.first))
        order->fill_after_tools(e, r.end - 1);
    return near ? r.end - 1 : message;
}

/* ---- all of them -------------------------------------------------------- */

/* Writes message i and what belongs to it; returns the last one written. */
static size_t write_message(struct encoding *e, size_t i,
                            const struct chat_wish *wish)
{
    const struct chat_order *order = chat_order(e);

    if (order->joining != NULL && order->joining->is_joined(e, i)) {
        i = order->joining->write(e, i, NULL, wish);
        return chat_has_calls(&e->request->messages[i])
                   ? write_results(e, i, wish)
                   : i;
    }
    switch ((enum parl_role)e->request->messages[i].role) {
    case PARL_ROLE_SYSTEM:
    case PARL_ROLE_DEVELOPER:
        chat_check_text(e, i);
        if (order->write_instructions == NULL)
            write_plain(e, i, chat_instruction_role(e, i), NULL);
        return i;
    case PARL_ROLE_USER:
        write_plain(e, i, "user", i == wish->message ? wish->text : NULL);
        return i;
    case PARL_ROLE_ASSISTANT:
        write_assistant(e, i);
        return write_results(e, i, wish);
    case PARL_ROLE_TOOL: /* results were written with their calls */
        break;
    }
    return i;
}

/* Are there turns of nothing alone, which stay behind? */
static bool says_nothing(const struct encoding *e)
{
    for (size_t i = 0; i < e->request->n_messages; i++) {
        if (!chat_is_empty_turn(e, i))
            return false;
    }
    return true;
}

void chat_write_messages(struct encoding *e, const char *instruction)
{
    const struct chat_order *order = chat_order(e);
    const struct chat_wish wish = { last_user(e->request), instruction };

    if (instruction == NULL && says_nothing(e))
        refuse(e, PARL_INVALID_ARGUMENT, "/messages",
               "there is no text for the model to answer");
    json_array(&e->out, "messages");
    if (order->write_instructions != NULL)
        order->write_instructions(e);
    for (size_t i = 0; i < e->request->n_messages; i++)
        i = write_message(e, i, &wish);
    if (instruction != NULL && wish.message == e->request->n_messages)
        chat_write_said(e, "user", NULL, instruction);
    json_end(&e->out);
}
