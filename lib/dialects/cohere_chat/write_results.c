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
    else if (part->type == PARL_PART_TEXT)
        cohere_write_text(e, l->n == 1, part_text(part));
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
    cohere_open_content(e, one || !any);
    for (size_t i = 0; i < l->n; i++)
        write_result_part(e, l, i);
    cohere_close_content(e, one || !any);
}

/* `part`: the call, or its result. */
static void open_result(struct encoding *e, const parl_part *part)
{
    cohere_open_message(e, "tool");
    json_str(&e->out, "tool_call_id", part->id);
}

static void write_result(struct encoding *e, const parl_part *result,
                         size_t message)
{
    struct list l;

    list_result(result, message, &l);
    drop_error_mark(e, message, result);
    cohere_drop_extras(e, result, pointer(e, "/messages/%zu", message));
    open_result(e, result);
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
            cohere_open_message(e, "user");
            cohere_open_content(e, false);
        }
        *open = true;
        translated(e, field,
                   "sent in a user message: a result holds text and "
                   "documents alone");
        cohere_write_part(e, false, &l->parts[i], field);
    }
}

/* The messages first..last that hold the results of a turn, and the message of
 * it that is spoken of. */
struct results {
    size_t caller, first, last;
};

/* Does a result answer a call of that message?  One that answers none is of the
 * last message. */
static bool is_of_caller(const struct encoding *e, const struct results *r,
                         const parl_part *result)
{
    return caller_of(e->request, r->first, result->id) == r->caller;
}

/* Pictures that the tools gave, as a user message. */
static void write_result_media(struct encoding *e, const struct results *r)
{
    bool open = false;

    for (size_t m = r->first; m <= r->last; m++) {
        size_t n_parts;
        parl_part whole;
        struct list l;
        const parl_part *results =
            message_parts(&e->request->messages[m], &whole, &n_parts);

        for (size_t k = 0; k < n_parts; k++) {
            if (!is_of_caller(e, r, &results[k]) ||
                !is_answer(e->request, m, k))
                continue;
            list_result(&results[k], m, &l);
            write_media(e, &l, &open);
        }
    }
    if (open) {
        cohere_close_content(e, false);
        json_end(&e->out);
    }
}

static void write_results(struct encoding *e, const struct results *r,
                          size_t message)
{
    size_t n_parts;
    parl_part one;
    const parl_part *parts =
        message_parts(&e->request->messages[message], &one, &n_parts);

    for (size_t i = 0; i < n_parts; i++) {
        if (!is_of_caller(e, r, &parts[i]) || drop_answer(e, message, i))
            continue;
        write_result(e, &parts[i], message);
        if (r->caller + 1 < r->first)
            translated(e, pointer(e, "/messages/%zu", message),
                       "sent right behind the call that it answers");
    }
}

/* The results of an assistant message, which stand behind its turn; returns the
 * number of the last message that is done with. */
size_t cohere_write_results(struct encoding *e, size_t message)
{
    const parl_request *request = e->request;
    struct results r = { message, message + 1, message };
    size_t end;

    while (r.first < request->n_messages &&
           request->messages[r.first].role == PARL_ROLE_ASSISTANT)
        r.first++;
    for (end = r.first; end < request->n_messages &&
                        request->messages[end].role == PARL_ROLE_TOOL;
         end++) {
        write_results(e, &r, end);
        if (r.first == message + 1)
            cohere_drop_members(e, end);
    }
    r.last = end - 1;
    answer_lost_calls(e, message, open_result, "content");
    write_result_media(e, &r);
    return r.first == message + 1 ? r.last : message;
}
