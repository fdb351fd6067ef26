/* dialects/openai_chat/write_back.c -- the reasoning of an assistant message
 * on its way back to the one that made it:
 *
 *   "reasoning_content": TEXT, or "reasoning"       by the name in the row
 *   "reasoning_details": [DETAIL...]                as they came
 *   "annotations": [FILE...]                        what it said of files
 *
 * Some demand it beside calls, some refuse it; another's is never sent. */
#include "dialects/openai_chat/chat.h"
#include "encoding/origin.h"

#include <string.h>

static const char details_name[] = "reasoning_details";

/* ---- whose it is ------------------------------------------------------- */

bool chat_may_go_back(const struct encoding *e, size_t message)
{
    const parl_message *m = &e->request->messages[message];

    return e->to->facts->reasoning_back != REASONING_BACK_NEVER &&
           is_own(e, m) && is_of_maker(e->to, m);
}

static bool wants_back(const struct encoding *e)
{
    return e->to->facts->reasoning_back == REASONING_BACK_WANTED;
}

/* The name under which the text of it goes back; NULL: it does not. */
static const char *text_key(const struct encoding *e, size_t message)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;

    if (!chat_may_go_back(e, message) ||
        (quirks->reasoning_if_wanted && !wants_back(e)))
        return NULL;
    return quirks->back->key;
}

static bool is_reasoning(const parl_part *part)
{
    return part->type == PARL_PART_THINKING ||
           part->type == PARL_PART_REDACTED_THINKING ||
           part->type == PARL_PART_OPAQUE;
}

/* Says that it stays behind, and why. */
static void drop(struct encoding *e, size_t message, const char *field)
{
    const parl_message *m = &e->request->messages[message];

    if (!is_own(e, m))
        dropped_for_vendor(e, field, "it is another's, not %s's");
    else if (!is_of_maker(e->to, m))
        dropped(e, field, "%s made it, whose thoughts mean nothing to %s",
                m->origin->model, e->to->model);
    else
        dropped_for_vendor(e, field, "%s takes no such reasoning back");
}

/* What is a chunk of the content stands there. */
static void drop_part(struct encoding *e, const struct chat_list *l, size_t i)
{
    if (!chat_is_chunk(e, l->message, &l->parts[i]))
        drop(e, l->message, chat_content_at(e, l, i).field);
}

/* ---- details ----------------------------------------------------------- */

static struct span details_of(const struct encoding *e, size_t message)
{
    const char *extra = e->request->messages[message].extra;

    return json_find_in(extra, details_name);
}

bool chat_has_details(const struct encoding *e, size_t message)
{
    const struct span details = details_of(e, message);

    return e->to->provider->chat.back != NULL &&
           e->to->provider->chat.back->details && !is_empty_value(details) &&
           chat_may_go_back(e, message);
}

/* Claude refuses its thoughts without their signature. */
static bool is_unsigned(struct span detail)
{
    const struct span signature = json_find(detail, "signature");

    return json_says(detail, "format", "anthropic-claude-v1") &&
           json_says(detail, "type", "reasoning.text") &&
           (signature.ptr == NULL || span_is(signature, "null") ||
            span_is(signature, "\"\""));
}

/* Of a list those that may stay; `open`: the list stands there though it is
 * empty. */
static void write_some(struct encoding *e, const char *name, struct span list,
                       bool open, size_t message,
                       bool (*stays)(struct encoding *e, size_t message,
                                     size_t number, struct span element))
{
    struct json_in in;

    if (open)
        json_array(&e->out, name);
    json_open_array(&in, list);
    for (size_t i = 0; json_next_element(&in); i++) {
        const struct span element = json_raw(&in);

        if (!stays(e, message, i, element))
            continue;
        if (!open)
            json_array(&e->out, name);
        open = true;
        json_raw_out(&e->out, NULL, element);
    }
    if (open)
        json_end(&e->out);
}

static bool is_signed(struct encoding *e, size_t message, size_t number,
                      struct span detail)
{
    if (!is_unsigned(detail))
        return true;
    dropped(e,
            pointer(e, "/messages/%zu/%s/%zu", message, details_name, number),
            "it has lost its signature, and is refused without");
    return false;
}

static void drop_details(struct encoding *e, size_t message)
{
    const struct span details = details_of(e, message);

    if (!is_empty_value(details) && details.ptr[0] == '[')
        drop(e, message, pointer(e, "/messages/%zu/%s", message, details_name));
}

/* Writes them, or says that they stay behind; do they say what it thought? */
static bool settle_details(struct encoding *e, size_t message)
{
    const struct span details = details_of(e, message);

    if (!e->to->provider->chat.back->details || !chat_may_go_back(e, message)) {
        drop_details(e, message);
        return false;
    }
    if (details.ptr == NULL || details.ptr[0] != '[')
        return false;
    write_some(e, details_name, details, is_empty_value(details), message,
               is_signed);
    return !is_empty_value(details);
}

/* ---- texts ------------------------------------------------------------- */

static void drop_signature(struct encoding *e, const struct chat_list *l,
                           size_t i)
{
    if (part_signature(&l->parts[i]).len > 0)
        dropped_for_vendor(
            e, pointer(e, "%s/signature", chat_content_at(e, l, i).field),
            "%s signs no reasoning");
}

/* The thinking parts as one text; was there any? */
static bool write_texts(struct encoding *e, const struct chat_list *l,
                        const char *key)
{
    bool open = false;

    for (size_t i = 0; i < l->n; i++) {
        if (l->parts[i].type == PARL_PART_THINKING) {
            if (!open)
                json_text_open(&e->out, key);
            open = true;
            json_text_piece(&e->out, part_text(&l->parts[i]));
            drop_signature(e, l, i);
        } else if (is_reasoning(&l->parts[i])) {
            drop_part(e, l, i);
        }
    }
    if (open)
        json_text_close(&e->out);
    return open;
}

void chat_drop_reasoning(struct encoding *e, const struct chat_list *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (is_reasoning(&l->parts[i]))
            drop_part(e, l, i);
    }
}

/* ---- what it said of files --------------------------------------------- */

static bool is_about_file(struct encoding *e, size_t message, size_t number,
                          struct span note)
{
    (void)e;
    (void)message;
    (void)number;
    return json_says(note, "type", "file");
}

/* Of `annotations` those about files, so that they are not read, and paid for,
 * again. */
void chat_write_file_notes(struct encoding *e, struct span annotations)
{
    write_some(e, "annotations", annotations, false, 0, is_about_file);
}

/* ---- all of it --------------------------------------------------------- */

static void write_back(struct encoding *e, const struct chat_list *l,
                       bool calls)
{
    const struct chat_quirks *quirks = &e->to->provider->chat;
    const char *key = text_key(e, l->message);
    bool written = settle_details(e, l->message);

    if (written)
        return; /* the details say it all */
    if (key != NULL)
        written = write_texts(e, l, key);
    else
        chat_drop_reasoning(e, l);
    if (!written && calls && quirks->reasoning_filler && wants_back(e) &&
        chat_plan(e)->reasons)
        json_str(&e->out, quirks->back->key, "");
}

const struct chat_back chat_back_content = { write_back, "reasoning_content",
                                             false };
const struct chat_back chat_back_reasoning = { write_back, "reasoning", false };
const struct chat_back chat_back_details = { write_back, NULL, true };
const struct chat_back chat_back_content_details = { write_back,
                                                     "reasoning_content",
                                                     true };

void chat_write_back(struct encoding *e, const struct chat_list *l, bool calls)
{
    const struct chat_back *back = e->to->provider->chat.back;

    if (back != NULL) {
        back->write(e, l, calls);
        return;
    }
    drop_details(e, l->message);
    chat_drop_reasoning(e, l);
}

void chat_drop_items(struct encoding *e, const struct chat_list *l)
{
    const bool back =
        e->request->messages[l->message].role == PARL_ROLE_ASSISTANT;

    for (size_t i = 0; !back && i < l->n; i++) {
        if (l->parts[i].type == PARL_PART_OPAQUE)
            dropped_for_vendor(e, chat_content_at(e, l, i).field,
                               "%s knows no such part here");
    }
}
