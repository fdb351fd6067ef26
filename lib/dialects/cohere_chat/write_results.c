/* dialects/cohere_chat/write_results.c -- what tools gave:
 *
 *   {"role": "tool", "tool_call_id": ID, "content": TEXT | [TEXT | DOCUMENT]}
 *
 * Each text, and each document, is a source of its own that the answer can
 * cite.  Pictures follow as a user's message, where alone Cohere takes them. */
#include "dialects/cohere_chat/cohere.h"

#include "encoding/history.h"

/* The parts of one result. */
struct list {
    const parl_part *parts;
    size_t n;
    size_t message;
    parl_part one; /* room for the only one */
};

static const char *field_of(struct encoding *e, const struct list *l, size_t i)
{
    return inner_pointer(e, l->message, i);
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
            json_says(part_text(part), "type", "document"));
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
static void open_result(struct encoding *e, size_t message,
                        const parl_part *part)
{
    (void)message;
    cohere_open_message(e, "tool");
    json_str(&e->out, "tool_call_id", part->id);
}

/* The results behind a turn, and what is written of them. */
struct results {
    size_t caller; /* the message of the turn whose calls they answer */
    size_t first;  /* the message behind the turn */
    bool media;    /* pictures that the tools gave, as a user message */
    bool open;     /* that message is */
};

static void write_result(struct encoding *e, const struct results *r,
                         const parl_part *result, size_t message)
{
    const char *field = message_pointer(e, message);
    struct list l;

    list_result(result, message, &l);
    drop_error_mark(e, message, result);
    cohere_drop_extras(e, result, field);
    open_result(e, message, result);
    write_result_content(e, &l);
    json_end(&e->out);
    if (r->caller + 1 < r->first)
        translated(e, field, "sent right behind the call that it answers");
}

static void write_media(struct encoding *e, struct results *r,
                        const parl_part *result, size_t message)
{
    struct list l;

    list_result(result, message, &l);
    for (size_t i = 0; i < l.n; i++) {
        const char *field = field_of(e, &l, i);

        if (!is_media(&l.parts[i]))
            continue;
        if (!r->open) {
            cohere_open_message(e, "user");
            cohere_open_content(e, false);
        }
        r->open = true;
        translated(e, field,
                   "sent in a user message: a result holds text and "
                   "documents alone");
        cohere_write_part(e, false, &l.parts[i], field);
    }
}

/* The results of a message that answer a call of that turn.  One that answers
 * none is of the last message. */
static void write_results(struct encoding *e, struct results *r, size_t message)
{
    const parl_request *request = e->request;
    size_t n_parts;
    parl_part one;
    const parl_part *parts =
        message_parts(&request->messages[message], &one, &n_parts);

    for (size_t i = 0; i < n_parts; i++) {
        if (caller_of(request, r->first, parts[i].id) != r->caller)
            continue;
        if (r->media ? !is_answer(request, message, i)
                     : drop_answer(e, message, i))
            continue;
        if (r->media)
            write_media(e, r, &parts[i], message);
        else
            write_result(e, r, &parts[i], message);
    }
}

/* The results of an assistant message, which stand behind its turn; returns the
 * number of the last message that is done with. */
size_t cohere_write_results(struct encoding *e, size_t message)
{
    const parl_request *request = e->request;
    struct results r = { .caller = message, .first = message + 1 };
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
    answer_lost_calls(e, message, open_result, "content");
    r.media = true;
    for (size_t m = r.first; m < end; m++)
        write_results(e, &r, m);
    if (r.open) {
        cohere_close_content(e, false);
        json_end(&e->out);
    }
    return r.first == message + 1 ? end - 1 : message;
}
