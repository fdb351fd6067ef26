/* dialects/cohere_chat/write_results.c -- what tools gave:
 *
 *   {"role": "tool", "tool_call_id": ID, "content": TEXT | [TEXT | DOCUMENT]}
 *
 * Each text, and each document, is a source of its own that the answer can
 * cite.  Pictures follow as a user's message, where alone Cohere takes them. */
#include "dialects/cohere_chat/cohere.h"

#include "history.h"

/* The parts of one result. */
struct list {
    const parl_part *parts;
    size_t n;
    size_t message;
    parl_part one; /* room for the only one */
};

static const char *field_of(struct encoding *e, const struct list *l, size_t i)
{
    return pointer(e, "/messages/%zu/content/%zu", l->message, i);
}

static void list_result(const parl_part *result, size_t message, struct list *l)
{
    l->message = message;
    l->parts = result_parts(result, &l->one, &l->n);
    l->one.cache = PARL_CACHE_NONE; /* it is said of the result */
}

/* What a result takes: text, and items of Cohere's own, {"type": "document",
 * ...}. */
static bool is_taken(const parl_part *part)
{
    return part->type == PARL_PART_TEXT ||
           (part->type == PARL_PART_OPAQUE &&
            span_is(json_find(part_text(part), "type"), "\"document\""));
}

static bool is_media(const parl_part *part)
{
    return part->type != PARL_PART_TEXT && part->type != PARL_PART_OPAQUE;
}

static void write_result_part(struct encoding *e, const struct list *l,
                              size_t i)
{
    const parl_part *part = &l->parts[i];
    const char *field = field_of(e, l, i);

    if (is_media(part)) /* it follows, and so does the report */
        return;
    cohere_drop_extras(e, part, field);
    if (!is_taken(part))
        dropped(e, field, "Cohere takes text and documents in a result");
    else if (part->type == PARL_PART_TEXT && l->n == 1)
        json_span(&e->out, "content", part_text(part));
    else if (part->type == PARL_PART_TEXT)
        cohere_write_text(e, part_text(part));
    else
        json_raw_out(&e->out, NULL, part_text(part));
}

static void write_result_content(struct encoding *e, const struct list *l)
{
    const bool one = l->n == 1 && l->parts[0].type == PARL_PART_TEXT;
    bool any = false;

    for (size_t i = 0; i < l->n; i++)
        any = any || is_taken(&l->parts[i]);
    if (!any)
        json_str(&e->out, "content", "see the next user message");
    else if (!one)
        json_array(&e->out, "content");
    for (size_t i = 0; i < l->n; i++)
        write_result_part(e, l, i);
    if (any && !one)
        json_end(&e->out);
}

static void open_result(struct encoding *e, const char *id)
{
    json_object(&e->out, NULL);
    json_str(&e->out, "role", "tool");
    json_str(&e->out, "tool_call_id", id);
}

static void write_result(struct encoding *e, const parl_part *result,
                         size_t message)
{
    struct list l;

    list_result(result, message, &l);
    drop_error_mark(e, message, result);
    cohere_drop_extras(e, result, pointer(e, "/messages/%zu", message));
    open_result(e, result->id);
    write_result_content(e, &l);
    json_end(&e->out);
}

static void write_media(struct encoding *e, const struct list *l, bool *open)
{
    for (size_t i = 0; i < l->n; i++) {
        const char *field = field_of(e, l, i);

        if (!is_media(&l->parts[i]))
            continue;
        if (!*open) {
            json_object(&e->out, NULL);
            json_str(&e->out, "role", "user");
            json_array(&e->out, "content");
        }
        *open = true;
        translated(e, field,
                   "sent in a user message: a result holds text and "
                   "documents alone");
        cohere_write_part(e, &l->parts[i], field);
    }
}

/* Pictures that the tools of messages first..last gave, as a user message. */
static void write_result_media(struct encoding *e, size_t first, size_t last)
{
    bool open = false;

    for (size_t m = first; m <= last; m++) {
        size_t n_parts;
        parl_part whole;
        struct list l;
        const parl_part *results =
            message_parts(&e->request->messages[m], &whole, &n_parts);

        for (size_t k = 0; k < n_parts; k++) {
            if (!is_answer(e->request, m, k))
                continue;
            list_result(&results[k], m, &l);
            write_media(e, &l, &open);
        }
    }
    if (open) {
        json_end(&e->out);
        json_end(&e->out);
    }
}

/* Calls of assistant message `message` that nothing answers: there is a result
 * for each. */
static void answer_calls(struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];

    for (size_t i = 0; i < m->n_parts; i++) {
        const parl_part *part = &m->parts[i];

        if (!is_call(part) || is_answered(e->request, message, part->id))
            continue;
        translated(e, part_pointer(e, message, i),
                   "nothing answers it, so an error result was added");
        open_result(e, part->id);
        json_str(&e->out, "content", "error: the call was not answered");
        json_end(&e->out);
    }
}

/* The results that follow an assistant message; returns the number of the last
 * one. */
size_t cohere_write_results(struct encoding *e, size_t message)
{
    const parl_request *r = e->request;
    size_t last = message;

    while (last + 1 < r->n_messages &&
           r->messages[last + 1].role == PARL_ROLE_TOOL) {
        size_t n_parts;
        parl_part one;
        const parl_part *parts =
            message_parts(&r->messages[++last], &one, &n_parts);

        for (size_t i = 0; i < n_parts; i++) {
            if (!drop_answer(e, last, i))
                write_result(e, &parts[i], last);
        }
        cohere_drop_members(e, last);
    }
    answer_calls(e, message);
    if (last > message)
        write_result_media(e, message + 1, last);
    return last;
}
