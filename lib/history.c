/* history.c -- what several writers ask about the messages of a request. */
#include "history.h"

#include <string.h>
#include "wire/json_in.h"

bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

struct span arguments_text(const parl_part *call)
{
    const struct span text = part_text(call);

    return call->type == PARL_PART_TOOL_CALL && span_is_blank(text) ? SPAN("{}")
                                                                    : text;
}

bool write_arguments(struct encoding *e, const char *key, const parl_part *call)
{
    const bool custom = call->type == PARL_PART_CUSTOM_CALL;
    const struct span text = part_text(call);
    const bool none = span_is_blank(text) || span_is(text, "null");

    if (!custom && (none || json_is_object(text))) {
        json_raw_out(&e->out, key, none ? SPAN("{}") : text);
        return true;
    }
    json_object(&e->out, key);
    json_span(&e->out, custom ? "input" : "INVALID_JSON",
              text.ptr != NULL ? text : SPAN(""));
    json_end(&e->out);
    return false;
}

void write_wrapped_arguments(struct encoding *e, const parl_part *call,
                             const char *field)
{
    struct encoding inner = *e;
    struct buf text;

    if (call->type == PARL_PART_CUSTOM_CALL)
        translated(e, field, "sent as a call of a function");
    else
        translated(e, pointer(e, "%s/function/arguments", field),
                   "they are no JSON object, and are sent as the text "
                   "INVALID_JSON");
    buf_init(&text, e->arena->mem, SIZE_MAX);
    json_out_init(&inner.out, &text);
    write_arguments(&inner, NULL, call);
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

static bool has_result(const parl_message *m, const char *id)
{
    size_t n_parts;
    parl_part one;
    const parl_part *parts = message_parts(m, &one, &n_parts);

    for (size_t i = 0; i < n_parts; i++) {
        if (parts[i].type == PARL_PART_TOOL_RESULT &&
            same_text(parts[i].id, id))
            return true;
    }
    return false;
}

bool is_answered(const parl_request *r, size_t message, const char *id)
{
    size_t m = message + 1;

    while (m < r->n_messages && r->messages[m].role == PARL_ROLE_ASSISTANT)
        m++;
    for (; m < r->n_messages && r->messages[m].role == PARL_ROLE_TOOL; m++) {
        if (id != NULL && has_result(&r->messages[m], id))
            return true;
    }
    return false;
}

bool is_lost_call(struct encoding *e, size_t message, size_t number)
{
    const parl_part *part = &e->request->messages[message].parts[number];

    if (!is_call(part) || is_answered(e->request, message, part->id))
        return false;
    translated(e, part_pointer(e, message, number),
               "nothing answers it, so an error result was added");
    return true;
}

void answer_lost_calls(struct encoding *e, size_t message, open_result_fn *open,
                       const char *key)
{
    const parl_message *m = &e->request->messages[message];

    for (size_t i = 0; i < m->n_parts; i++) {
        if (!is_lost_call(e, message, i))
            continue;
        open(e, &m->parts[i]);
        json_str(&e->out, key, "error: the call was not answered");
        json_end(&e->out);
    }
}

size_t caller_of(const parl_request *r, size_t results, const char *id)
{
    for (size_t m = results;
         m-- > 0 && r->messages[m].role == PARL_ROLE_ASSISTANT;) {
        for (size_t i = 0; id != NULL && i < r->messages[m].n_parts; i++) {
            const parl_part *part = &r->messages[m].parts[i];

            if (is_call(part) && same_text(part->id, id))
                return m;
        }
    }
    return results - 1;
}

bool drop_answer(struct encoding *e, size_t message, size_t number)
{
    if (is_answer(e->request, message, number))
        return false;
    dropped(e, pointer(e, "/messages/%zu", message),
            "the turn before has no call for it that is open");
    return true;
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
        dropped_for_vendor(e, pointer(e, "/messages/%zu/name", message),
                           "%s has no names of participants");
}

void drop_call_signature(struct encoding *e, const char *field,
                         const parl_part *call)
{
    if (call->signature != NULL)
        drop_at(e, field, "provider_specific_fields/thought_signature",
                "%s signs no calls");
}

static const char *called_name(const parl_request *r, size_t results,
                               const char *id)
{
    for (size_t m = results; m-- > 0;) {
        const parl_message *message = &r->messages[m];

        for (size_t i = 0; i < message->n_parts; i++) {
            if (is_call(&message->parts[i]) &&
                same_text(message->parts[i].id, id))
                return message->parts[i].name;
        }
    }
    return NULL;
}

void drop_result_name(struct encoding *e, size_t message, const char *id)
{
    const char *name = e->request->messages[message].name;

    if (name != NULL && !same_text(name, called_name(e->request, message, id)))
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
    const int32_t type = m->n_parts > 0 ? m->parts[number].type : 0;

    return type >= PARL_PART_IMAGE && type <= PARL_PART_DOCUMENT &&
           type != PARL_PART_AUDIO && m->role == PARL_ROLE_ASSISTANT &&
           !is_own(e, m);
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
