/* dialects/openai_chat/write_calls.c -- the calls of an assistant message:
 *
 *   {"id", "type": "function", "function": {"name", "arguments": TEXT}}
 *   {"id", "type": "custom", "custom": {"name", "input": TEXT}}
 *
 * The arguments go back as the model wrote them, unless the vendor reads them.
 * A server that is open to what it does not know may stand before Gemini, which
 * wants its signature again: {"extra_content": {"google":
 * {"thought_signature"}}} beside the function, as at Google's own. */
#include "dialects/openai_chat/chat.h"

#include <string.h>
#include "encoding/history.h"
#include "encoding/extra.h"
#include "encoding/origin.h"

const char *chat_call_id(struct encoding *e, const char *said)
{
    const struct chat_ways *ways = chat_ways(e);

    return ways->call_id != NULL ? ways->call_id(e, said) : said;
}

/* Is it a call of a tool that takes a text, where there are such tools? */
static bool is_custom(const struct encoding *e, const parl_part *part)
{
    return part->type == PARL_PART_CUSTOM_CALL &&
           e->to->provider->chat.custom_tools;
}

static void write_call_text(struct encoding *e, const parl_part *part,
                            const char *field)
{
    const bool custom = part->type == PARL_PART_CUSTOM_CALL;
    const struct span text = arguments_text(part);

    if (is_custom(e, part))
        json_span(&e->out, "input", text);
    else if (custom ||
             (e->to->provider->chat.reads_arguments && !json_is_object(text)))
        write_wrapped_arguments(e, part, field);
    else
        json_span(&e->out, "arguments", text);
}

const char *chat_called_name(struct encoding *e, const parl_part *call,
                             const char *field)
{
    const bool custom = call->type == PARL_PART_CUSTOM_CALL;

    return chat_sent_name(
        e, call->name,
        pointer(e, "%s/%s/name", field, custom ? "custom" : "function"));
}

static bool takes_signatures(const struct encoding *e,
                             const parl_message *message)
{
    return e->to->provider->chat.open && is_own(e, message) &&
           is_same_model(e->to, message);
}

static void write_signature(struct encoding *e, const parl_part *part)
{
    json_object(&e->out, "extra_content");
    json_object(&e->out, "google");
    json_span(&e->out, "thought_signature", part_signature(part));
    json_end(&e->out);
    json_end(&e->out);
}

static void write_call(struct encoding *e, const parl_part *part,
                       const char *id, const char *field, bool with_signature)
{
    const char *name = chat_called_name(e, part, field);

    json_object(&e->out, NULL);
    json_str(&e->out, "id", id);
    chat_open_kind(e, is_custom(e, part) ? "custom" : "function");
    json_str(&e->out, "name", name);
    write_call_text(e, part, field);
    json_end(&e->out);
    if (with_signature)
        write_signature(e, part);
    json_end(&e->out);
}

static void report_id(struct encoding *e, const char *said, const char *sent,
                      const char *field)
{
    if (strcmp(sent, said) != 0)
        translated(e, pointer(e, "%s/id", field),
                   "sent as %s: %s takes %d letters and digits", sent,
                   e->to->provider->about, e->to->provider->chat.call_id_size);
}

static void drop_signature(struct encoding *e, const char *field)
{
    dropped_for_vendor(
        e, pointer(e, "%s/provider_specific_fields/thought_signature", field),
        e->to->provider->chat.open ? "it is another's, which %s cannot read"
                                   : "%s has no signatures");
}

/* Part `i` of the list. */
static void write_whole_call(struct encoding *e, const struct chat_list *l,
                             size_t i, bool takes_signature)
{
    const parl_part *part = &l->parts[i];
    const char *field = part_pointer(e, l->message, i);
    const char *said = call_id_of(e, part, l->message, i);
    const char *sent = chat_call_id(e, said);

    write_call(e, part, sent, field,
               takes_signature && part->signature != NULL);
    drop_part_extra(e, field, part);
    chat_write_mark(e, part->cache, 0, pointer(e, "%s/cache_control", field));
    report_id(e, said, sent, field);
    if (part->signature != NULL && !takes_signature)
        drop_signature(e, field);
}

void chat_write_calls(struct encoding *e, const struct chat_list *l)
{
    const bool takes_signature =
        takes_signatures(e, &e->request->messages[l->message]);

    json_array(&e->out, "tool_calls");
    for (size_t i = 0; i < l->n; i++) {
        if (is_call(&l->parts[i]))
            write_whole_call(e, l, i, takes_signature);
    }
    json_end(&e->out);
}
