/* encoding/history.c -- what several writers ask about the messages of a
 * request. */
#include "encoding/history.h"

#include <string.h>
#include "wire/json_in.h"
#include "encoding/extra.h"
#include "encoding/origin.h"

bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

const parl_part *parts_of(struct encoding *e, size_t message, size_t *n_parts)
{
    const parl_message *m = &e->request->messages[message];
    parl_part *one = NULL;

    *n_parts = 0;
    if (m->n_parts == 0 && (one = ARENA_NEW(e->arena, parl_part)) == NULL)
        return NULL;
    return message_parts(m, one, n_parts);
}

const parl_part *without_end(struct encoding *e, const parl_part *part,
                             const char *field)
{
    const struct span text = span_trimmed(part_text(part));
    parl_part *trimmed;

    if (text.len == 0 || text.len == part_text(part).len ||
        (trimmed = ARENA_NEW(e->arena, parl_part)) == NULL)
        return part;
    *trimmed = *part;
    trimmed->text_len = text.len;
    translated(e, field, "sent without the white space at its end");
    return trimmed;
}

/* The next one from part `*part` of message `*message` on, and where it may go
 * on behind it; NULL: there is none. */
static const parl_part *next_call(const parl_request *r, size_t *message,
                                  size_t *part)
{
    for (; *message < r->n_messages; ++*message, *part = 0) {
        const parl_message *m = &r->messages[*message];

        while (*part < m->n_parts) {
            if (is_call(&m->parts[(*part)++]))
                return &m->parts[*part - 1];
        }
    }
    return NULL;
}

bool has_calls(const parl_request *r)
{
    size_t message = 0, part = 0;

    return next_call(r, &message, &part) != NULL;
}

void each_called_tool(struct encoding *e,
                      const char *(*clean)(struct encoding *e,
                                           const char *name),
                      void (*fn)(struct encoding *e, const char *name))
{
    const parl_request *r = e->request;
    const parl_part *call, *first;

    for (size_t m = 0, i = 0; (call = next_call(r, &m, &i)) != NULL;) {
        const char *name = clean(e, call->name);
        size_t k = 0, n = 0;

        do
            first = next_call(r, &k, &n);
        while (strcmp(clean(e, first->name), name) != 0);
        if (first == call)
            fn(e, name);
    }
}

const char *call_id_of(struct encoding *e, const parl_part *call,
                       size_t message, size_t number)
{
    return call->id != NULL ? call->id
                            : pointer(e, "call_%zu_%zu", message, number);
}

struct span arguments_text(const parl_part *call)
{
    const struct span text = part_text(call);

    return call->type == PARL_PART_TOOL_CALL && span_is_blank(text) ? SPAN("{}")
                                                                    : text;
}

static bool put_arguments(struct json_out *out, const char *key,
                          const parl_part *call)
{
    const bool custom = call->type == PARL_PART_CUSTOM_CALL;
    const struct span text = part_text(call);
    const bool none = span_is_blank(text) || span_is(text, "null");

    if (!custom && (none || json_is_object(text))) {
        json_raw_out(out, key, none ? SPAN("{}") : text);
        return true;
    }
    json_object(out, key);
    json_span(out, custom ? "input" : "INVALID_JSON",
              text.ptr != NULL ? text : SPAN(""));
    json_end(out);
    return false;
}

/* What is sent in place of arguments that are no JSON object. */
static void tell_wrapped(struct encoding *e, const parl_part *call,
                         const char *field, const char *custom)
{
    if (call->type == PARL_PART_CUSTOM_CALL)
        translated(e, field, "%s", custom);
    else
        translated(e, pointer(e, "%s/function/arguments", field),
                   "they are no JSON object, and are sent as the text "
                   "INVALID_JSON");
}

void write_arguments(struct encoding *e, const char *key, const parl_part *call,
                     const char *field)
{
    if (!put_arguments(&e->out, key, call))
        tell_wrapped(e, call, field,
                     "its text is sent as the argument \"input\"");
}

void write_wrapped_arguments(struct encoding *e, const parl_part *call,
                             const char *field)
{
    struct json_out inner;
    struct buf text;

    tell_wrapped(e, call, field, "sent as a call of a function");
    buf_init(&text, e->arena->mem, SIZE_MAX);
    json_out_init(&inner, &text);
    put_arguments(&inner, NULL, call);
    if (!buf_ok(&text))
        refuse(e, text.status, "/messages", "no memory for a call");
    json_span(&e->out, "arguments",
              (struct span){ text.data != NULL ? text.data : "", text.len });
    buf_release(&text);
}

const parl_part *result_parts(const parl_part *result, parl_part *one,
                              size_t *n_parts)
{
    *one = (parl_part){ .text = result->text,
                        .text_len = result->text_len,
                        .cache = result->cache };
    *n_parts = result->n_parts > 0 ? result->n_parts : 1;
    return result->n_parts > 0 ? result->parts : one;
}

/* Calls, or results, of this id among the first `n_parts` parts. */
static size_t count_id(const parl_message *m, bool calls, const char *id,
                       size_t n_parts)
{
    size_t n, count = 0;
    parl_part one;
    const parl_part *parts = message_parts(m, &one, &n);

    for (size_t i = 0; i < n && i < n_parts; i++)
        count += (calls ? is_call(&parts[i])
                        : parts[i].type == PARL_PART_TOOL_RESULT) &&
                 same_text(parts[i].id, id);
    return count;
}

bool is_answer(const parl_request *r, size_t message, size_t number)
{
    size_t n, answers, calls = 0, m = message;
    parl_part one;
    const parl_part *parts = message_parts(&r->messages[message], &one, &n);
    const char *id = parts[number].id;

    if (id == NULL)
        return false;
    answers = count_id(&r->messages[m], false, id, number);
    for (; m > 0 && r->messages[m - 1].role == PARL_ROLE_TOOL; m--)
        answers += count_id(&r->messages[m - 1], false, id, SIZE_MAX);
    for (; m > 0 && r->messages[m - 1].role == PARL_ROLE_ASSISTANT; m--)
        calls += count_id(&r->messages[m - 1], true, id, SIZE_MAX);
    return answers < calls;
}

/* The number of calls that stand before it in its turn and have its id. */
static size_t count_before(const parl_request *r, size_t message, size_t number)
{
    const char *id = r->messages[message].parts[number].id;
    size_t m = message, count = count_id(&r->messages[m], true, id, number);

    for (; m > 0 && r->messages[m - 1].role == PARL_ROLE_ASSISTANT; m--)
        count += count_id(&r->messages[m - 1], true, id, SIZE_MAX);
    return count;
}

const parl_part *result_of(const parl_request *r, size_t message, size_t number,
                           size_t *where, parl_part *one)
{
    const char *id = r->messages[message].parts[number].id;
    size_t before = count_before(r, message, number), m = message + 1, n;

    while (m < r->n_messages && r->messages[m].role == PARL_ROLE_ASSISTANT)
        m++;
    for (; m < r->n_messages && r->messages[m].role == PARL_ROLE_TOOL; m++) {
        const parl_part *parts = message_parts(&r->messages[m], one, &n);

        for (size_t i = 0; id != NULL && i < n; i++) {
            if (parts[i].type != PARL_PART_TOOL_RESULT ||
                !same_text(parts[i].id, id) || before-- > 0)
                continue;
            *where = m;
            return &parts[i];
        }
    }
    return NULL;
}

bool is_lost_call(struct encoding *e, size_t message, size_t number)
{
    size_t where;
    parl_part one;

    if (!is_call(&e->request->messages[message].parts[number]) ||
        result_of(e->request, message, number, &where, &one) != NULL)
        return false;
    translated(e, part_pointer(e, message, number),
               "nothing answers it, so an error result was added");
    return true;
}

static const parl_part *find_call(const parl_message *m, const char *id)
{
    for (size_t i = 0; i < m->n_parts; i++) {
        if (is_call(&m->parts[i]) && same_text(m->parts[i].id, id))
            return &m->parts[i];
    }
    return NULL;
}

const parl_part *call_before(const parl_request *r, size_t *message,
                             const char *id)
{
    const parl_part *call = NULL;

    while (call == NULL && *message > 0)
        call = find_call(&r->messages[--*message], id);
    return call;
}

void write_as_called(struct encoding *e, const char *key, size_t message,
                     const parl_part *call)
{
    struct span value = SPAN_NONE;

    if (call != NULL && is_own(e, &e->request->messages[message]))
        value = json_find_in(call->extra, key);
    if (!is_empty_value(value))
        json_raw_out(&e->out, key, value);
}

void answer_lost_calls(struct encoding *e, size_t message, open_result_fn *open,
                       const char *key)
{
    const parl_message *m = &e->request->messages[message];

    for (size_t i = 0; i < m->n_parts; i++) {
        parl_part call = m->parts[i];

        if (!is_lost_call(e, message, i))
            continue;
        call.id = call_id_of(e, &call, message, i);
        open(e, message, &call);
        json_str(&e->out, key, "error: the call was not answered");
        json_end(&e->out);
    }
}

size_t caller_of(const parl_request *r, size_t results, const char *id)
{
    for (size_t m = results;
         m-- > 0 && r->messages[m].role == PARL_ROLE_ASSISTANT;) {
        if (id != NULL && find_call(&r->messages[m], id) != NULL)
            return m;
    }
    return results - 1;
}

bool drop_answer(struct encoding *e, size_t message, size_t number)
{
    if (is_answer(e->request, message, number))
        return false;
    dropped(e, message_pointer(e, message),
            "the turn before has no call for it that is open");
    return true;
}

void drop_blank_message(struct encoding *e, size_t message)
{
    dropped(e, message_pointer(e, message), "it says nothing");
}

void drop_void_message(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];
    size_t n;
    parl_part one;
    const parl_part *parts = message_parts(m, &one, &n);

    for (size_t i = 0; i < n; i++) {
        if (parts[i].type != PARL_PART_TEXT || part_text(&parts[i]).len > 0)
            return;
    }
    if (!is_instruction(m))
        drop_blank_message(e, message);
}

void drop_error_mark(struct encoding *e, size_t message,
                     const parl_part *result)
{
    if (result->is_error == PARL_YES)
        dropped_for_vendor(e, pointer(e, "/messages/%zu/is_error", message),
                           "%s has no such mark: the text must say it");
}

void drop_message_name(struct encoding *e, size_t message)
{
    if (e->request->messages[message].name != NULL)
        dropped_member(e, message_pointer(e, message), "name",
                       "%s has no names of participants");
}

void drop_message_rest(struct encoding *e, size_t message)
{
    drop_message_name(e, message);
    drop_message_extra(e, message);
}

void drop_call_signature(struct encoding *e, const char *field,
                         const parl_part *call)
{
    if (call->signature != NULL && call->signature[0] != '\0')
        dropped_member(e, field, "provider_specific_fields/thought_signature",
                       "%s signs no calls");
}

void drop_result_name(struct encoding *e, size_t message, const char *id)
{
    const char *name = e->request->messages[message].name;
    size_t caller = message;
    const parl_part *call = call_before(e->request, &caller, id);

    if (name != NULL && !same_text(name, call != NULL ? call->name : NULL))
        dropped(e, pointer(e, "/messages/%zu/name", message),
                "the call that it answers has another name");
}

bool keeps_sound(struct encoding *e, size_t message, size_t number)
{
    const parl_part *sound = &e->request->messages[message].parts[number];
    const char *field = part_pointer(e, message, number);

    if (span_is_blank(part_text(sound))) {
        dropped_for_vendor(e, field, "%s takes no sound back");
        return false;
    }
    translated_for_vendor(e, field,
                          "sent as what it says: %s takes no sound back");
    return true;
}

void note_refusal_as_text(struct encoding *e, size_t message,
                          const parl_part *part)
{
    if (part->type == PARL_PART_REFUSAL && !span_is_blank(part_text(part)))
        translated_for_vendor(e, pointer(e, "/messages/%zu/refusal", message),
                              "sent as text: %s has no refusals");
}

bool is_others_media(const struct encoding *e, size_t message, size_t number)
{
    const parl_message *m = &e->request->messages[message];

    return m->n_parts > 0 && is_attachment(&m->parts[number]) &&
           m->parts[number].type != PARL_PART_AUDIO &&
           m->role == PARL_ROLE_ASSISTANT && !is_own(e, m);
}

bool drop_others_media(struct encoding *e, size_t message, size_t number)
{
    if (!is_others_media(e, message, number))
        return false;
    dropped_for_vendor(e, part_pointer(e, message, number),
                       "another made it: %s takes media from the user alone");
    return true;
}

size_t last_user(const parl_request *r)
{
    for (size_t i = r->n_messages; i > 0; i--) {
        if (r->messages[i - 1].role == PARL_ROLE_USER)
            return i - 1;
    }
    return r->n_messages;
}
