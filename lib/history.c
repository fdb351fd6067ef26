/* history.c -- what several writers ask about the messages of a request. */
#include "history.h"

#include <string.h>

bool is_call(const parl_part *part)
{
    return part->type == PARL_PART_TOOL_CALL ||
           part->type == PARL_PART_CUSTOM_CALL;
}

bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
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
        dropped(e, pointer(e, "/messages/%zu/is_error", message),
                "%s has no such mark: the text must say it",
                e->to->provider->about);
}

size_t last_user(const parl_request *r)
{
    for (size_t i = r->n_messages; i > 0; i--) {
        if (r->messages[i - 1].role == PARL_ROLE_USER)
            return i - 1;
    }
    return r->n_messages;
}

bool has_no_tools(struct encoding *e)
{
    const parl_request *r = e->request;

    if (r->n_tools > 0 || e->answer_tool != NULL)
        return false;
    if (r->tool_choice != PARL_TOOL_CHOICE_DEFAULT)
        dropped(e, "/tool_choice", "there are no tools");
    if (r->parallel_tool_calls != PARL_DEFAULT)
        dropped(e, "/parallel_tool_calls", "there are no tools");
    return true;
}
