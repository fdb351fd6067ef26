/* dialects/cohere_chat/write_results.c -- what tools gave:
 *
 *   {"role": "tool", "tool_call_id": ID, "content": TEXT | [TEXT | DOCUMENT]}
 *
 * Each text, and each document, is a source of its own that the answer can
 * cite.  Pictures follow as a user's message, where alone Cohere takes them. */
#include "dialects/cohere_chat/cohere.h"

#include "encoding/history.h"

/* A result of the turn: what it holds, and how the report calls that. */
struct result {
    size_t message;
    const parl_part *parts;
    size_t n;
    parl_part one; /* room for the only part */
};

static void open_parts(struct result *r, const parl_part *result,
                       size_t message)
{
    r->message = message;
    r->parts = result_parts(result, &r->one, &r->n);
    r->one.cache = PARL_CACHE_NONE; /* it is said of the result */
}

static const char *field_of(struct encoding *e, const struct result *r,
                            size_t i)
{
    return inner_pointer(e, r->message, i);
}

/* What a result takes: text, and items of Cohere's own, {"type": "document",
 * ...}. */
static bool is_taken(const parl_part *part)
{
    return part->type == PARL_PART_TEXT ||
           (part->type == PARL_PART_OPAQUE &&
            json_says(part_text(part), "type", "document"));
}

static void write_part(struct encoding *e, const struct result *r, size_t i)
{
    const parl_part *part = &r->parts[i];
    const char *field = field_of(e, r, i);

    if (is_attachment(part)) /* it follows, and so does the report */
        return;
    cohere_drop_extras(e, part, field);
    if (!is_taken(part))
        dropped(e, field, "Cohere takes text and documents in a result");
    else if (part->type == PARL_PART_TEXT)
        cohere_write_text(e, r->n == 1, part_text(part));
    else
        json_raw_out(&e->out, NULL, part_text(part));
}

static bool any_taken(const struct result *r)
{
    size_t i = 0;

    while (i < r->n && !is_taken(&r->parts[i]))
        i++;
    return i < r->n;
}

static void write_content(struct encoding *e, const struct result *r)
{
    const bool any = any_taken(r);
    const bool alone =
        !any || (r->n == 1 && r->parts[0].type == PARL_PART_TEXT);

    if (!any)
        json_str(&e->out, "content", "see the next user message");
    cohere_open_content(e, alone);
    for (size_t i = 0; i < r->n; i++)
        write_part(e, r, i);
    cohere_close_content(e, alone);
}

/* `part`: the call, or its result. */
static void open_result(struct encoding *e, size_t message,
                        const parl_part *part)
{
    (void)message;
    cohere_open_message(e, "tool");
    json_str(&e->out, "tool_call_id", part->id);
}

/* ---- the results of one message's calls ---------------------------------- */

struct results {
    size_t caller; /* the message of the turn whose calls they answer */
    size_t first;  /* the message behind the turn */
    size_t end;    /* the one behind the results */
    bool open;     /* the user's message with what their content cannot hold */
};

typedef void take_fn(struct encoding *e, struct results *r, size_t message,
                     size_t number, const parl_part *result);

/* Gives `take` the results that are for calls of that message.  One that is for
 * no call is of the last message of the turn. */
static void each_result(struct encoding *e, struct results *r, size_t message,
                        take_fn *take)
{
    const parl_request *request = e->request;
    size_t n_parts;
    parl_part one;
    const parl_part *parts =
        message_parts(&request->messages[message], &one, &n_parts);

    for (size_t i = 0; i < n_parts; i++) {
        if (caller_of(request, r->first, parts[i].id) == r->caller)
            take(e, r, message, i, &parts[i]);
    }
}

static void write_result(struct encoding *e, struct results *r, size_t message,
                         size_t number, const parl_part *result)
{
    const char *field = message_pointer(e, message);
    struct result content;

    if (drop_answer(e, message, number))
        return;
    open_parts(&content, result, message);
    drop_error_mark(e, message, result);
    cohere_drop_extras(e, result, field);
    open_result(e, message, result);
    write_content(e, &content);
    json_end(&e->out);
    if (r->caller + 1 < r->first)
        translated(e, field, "sent right behind the call that it answers");
}

static void write_media(struct encoding *e, struct results *r, size_t message,
                        size_t number, const parl_part *result)
{
    struct result content;

    if (!is_answer(e->request, message, number))
        return;
    open_parts(&content, result, message);
    for (size_t i = 0; i < content.n; i++) {
        const char *field = field_of(e, &content, i);

        if (!is_attachment(&content.parts[i]))
            continue;
        if (!r->open) {
            cohere_open_message(e, "user");
            cohere_open_content(e, false);
        }
        r->open = true;
        translated(e, field,
                   "sent in a user message: a result holds text and "
                   "documents alone");
        cohere_write_part(e, false, &content.parts[i], field);
    }
}

static struct results find_results(const parl_request *request, size_t message)
{
    struct results r = { .caller = message, .first = message + 1 };

    while (r.first < request->n_messages &&
           request->messages[r.first].role == PARL_ROLE_ASSISTANT)
        r.first++;
    r.end = r.first;
    while (r.end < request->n_messages &&
           request->messages[r.end].role == PARL_ROLE_TOOL)
        r.end++;
    return r;
}

/* The results of an assistant message, which stand behind its turn; returns the
 * number of the last message that is done with. */
size_t cohere_write_results(struct encoding *e, size_t message)
{
    struct results r = find_results(e->request, message);
    const bool last = r.first == message + 1; /* of the turn */

    for (size_t m = r.first; m < r.end; m++) {
        each_result(e, &r, m, write_result);
        if (last)
            drop_message_rest(e, m);
    }
    answer_lost_calls(e, message, open_result, "content");
    for (size_t m = r.first; m < r.end; m++)
        each_result(e, &r, m, write_media);
    if (r.open) {
        cohere_close_content(e, false);
        json_end(&e->out);
    }
    return last ? r.end - 1 : message;
}
