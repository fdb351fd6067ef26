/* encoding/encoding.c -- what every dialect's writer needs. */
#include "encoding/encoding.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "encoding/ids.h"
#include "wire/number.h"

/* ---- saying what became of a member ------------------------------------- */

enum { REASON_SIZE = 512 };

/* Where the request's policy is to refuse, a drop is a refusal; the first of
 * them ends the matter. */
static void say(struct encoding *e, enum parl_action action, parl_status status,
                const char *field, const char *format, va_list args)
{
    char reason[REASON_SIZE];

    vsnprintf(reason, sizeof(reason), format, args);
    if (action == PARL_ACTION_DROPPED &&
        e->request->policy == PARL_POLICY_REFUSE)
        action = PARL_ACTION_REFUSED;
    if (action == PARL_ACTION_REFUSED && e->error.status != PARL_OK)
        return;
    report_add(e->report, action, field, reason);
    if (action == PARL_ACTION_REFUSED)
        error_set(&e->error, status, "%s: %s", field, reason);
}

void translated(struct encoding *e, const char *field, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(e, PARL_ACTION_TRANSLATED, PARL_OK, field, format, args);
    va_end(args);
}

void dropped(struct encoding *e, const char *field, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(e, PARL_ACTION_DROPPED, PARL_UNSUPPORTED, field, format, args);
    va_end(args);
}

void refuse(struct encoding *e, parl_status status, const char *field,
            const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(e, PARL_ACTION_REFUSED, status, field, format, args);
    va_end(args);
}

const char *number_text(struct encoding *e, double value)
{
    char text[NUMBER_SIZE];
    const int len = (int)number_write(value, text);

    return pointer(e, "%.*s", len, text);
}

void dropped_for_vendor(struct encoding *e, const char *field,
                        const char *reason)
{
    dropped(e, field, reason, e->to->provider->about);
}

void dropped_member(struct encoding *e, const char *field, const char *name,
                    const char *reason)
{
    dropped_for_vendor(e, pointer(e, "%s/%s", field, name), reason);
}

void drop_no_such(struct encoding *e, const char *field, const char *name)
{
    dropped_member(e, field, escaped(e, name), "%s has no such member");
}

void dropped_for_model(struct encoding *e, const char *field,
                       const char *reason)
{
    dropped(e, field, reason, e->to->model);
}

void translated_for_vendor(struct encoding *e, const char *field,
                           const char *reason)
{
    translated(e, field, reason, e->to->provider->about);
}

void translated_for_model(struct encoding *e, const char *field,
                          const char *reason)
{
    translated(e, field, reason, e->to->model);
}

void refuse_for_vendor(struct encoding *e, const char *field,
                       const char *reason)
{
    refuse(e, PARL_UNSUPPORTED, field, reason, e->to->provider->about);
}

void refuse_for_model(struct encoding *e, const char *field, const char *reason)
{
    refuse(e, PARL_UNSUPPORTED, field, reason, e->to->model);
}

const char *pointer(struct encoding *e, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = arena_vformat(e->arena, format, args);
    va_end(args);
    return text != NULL ? text : "";
}

const char *escaped(struct encoding *e, const char *name)
{
    return escape_name(e->arena, name);
}

/* Whom it is that does not take a member. */
enum taker {
    TAKEN,
    VENDOR_DROPS,
    MODEL_DROPS,
    REASONING_DROPS,
    REASONING_REFUSES
};

static enum taker judge_member(const struct encoding *e, const char *drops,
                               const char *member, bool reasoning)
{
    const struct facts *facts = e->to->facts;

    if (reasoning && word_in(words_of(facts)->refuses_reasoning, member))
        return REASONING_REFUSES;
    if (word_in(drops, member))
        return VENDOR_DROPS;
    if (word_in(words_of(facts)->drops, member))
        return MODEL_DROPS;
    return reasoning && word_in(words_of(facts)->drops_reasoning, member)
               ? REASONING_DROPS
               : TAKEN;
}

int64_t max_tokens_of(const parl_request *r)
{
    return r->max_completion_tokens > 0 ? r->max_completion_tokens
                                        : r->max_tokens;
}

/* Versions are compared by their date, as text. */
bool is_news(const struct encoding *e, const char *member)
{
    const struct news *news = e->to->provider->chat.news;
    const char *version = e->to->api_version;

    if (version == NULL)
        return false;
    for (; news != NULL && news->since != NULL; news++) {
        if (word_in(news->members, member))
            return strncmp(version, news->since, 10) < 0;
    }
    return false;
}

bool takes_silently(const struct encoding *e, const char *member,
                    bool reasoning)
{
    return !is_news(e, member) && judge_member(e, e->to->provider->chat.drops,
                                               member, reasoning) == TAKEN;
}

bool takes(struct encoding *e, const char *member, bool reasoning)
{
    if (is_news(e, member)) {
        dropped(e, pointer(e, "/%s", member), "api_version %s is older than it",
                e->to->api_version);
        return false;
    }
    return takes_but(e, e->to->provider->chat.drops, member, reasoning);
}

bool takes_but(struct encoding *e, const char *drops, const char *member,
               bool reasoning)
{
    const enum taker taker = judge_member(e, drops, member, reasoning);
    const char *field;

    if (taker == TAKEN)
        return true;
    field = pointer(e, "/%s", member);
    if (taker == REASONING_REFUSES)
        refuse(e, PARL_UNSUPPORTED, field,
               "%s refuses it, since it reasons; leave it out", e->to->model);
    else
        dropped(e, field,
                taker == REASONING_DROPS
                    ? "%s does not take it while it reasons"
                    : "%s does not take it",
                taker == VENDOR_DROPS ? e->to->provider->about : e->to->model);
    return false;
}

int64_t said_max_tokens(struct encoding *e, const char **field)
{
    const parl_request *r = e->request;

    *field = "/max_tokens";
    if (r->max_completion_tokens > 0) {
        if (r->max_tokens > 0)
            dropped(e, *field, "max_completion_tokens stands beside it");
        *field = "/max_completion_tokens";
    }
    return max_tokens_of(r);
}

/* ---- headers ------------------------------------------------------------ */

/* A lack of memory stays in the arena. */
static struct asked_header *asked(struct encoding *e, const char *name)
{
    struct asked_header **at = &e->headers;

    while (*at != NULL && strcmp((*at)->name, name) != 0)
        at = &(*at)->next;
    if (*at == NULL && (*at = ARENA_NEW(e->arena, struct asked_header)) != NULL)
        (*at)->name = name;
    return *at;
}

void ask_header(struct encoding *e, const char *name, const char *value)
{
    struct asked_header *header = asked(e, name);

    if (header != NULL)
        header->value = value;
}

/* Is `item` one of a list with commas? */
static bool is_listed(const char *list, const char *item)
{
    const size_t len = strlen(item);

    for (; list != NULL; list = strchr(list, ',')) {
        list += strspn(list, ", ");
        if (strncmp(list, item, len) == 0 &&
            (list[len] == '\0' || list[len] == ','))
            return true;
    }
    return false;
}

void ask_header_item(struct encoding *e, const char *name, const char *value)
{
    struct asked_header *header = asked(e, name);

    if (header == NULL || is_listed(header->value, value))
        return;
    header->list = true;
    header->value = header->value == NULL
                        ? value
                        : pointer(e, "%s,%s", header->value, value);
}

/* ---- the parts of a message --------------------------------------------- */

const parl_part *message_parts(const parl_message *message, parl_part *one,
                               size_t *n_parts)
{
    if (message->n_parts > 0) {
        *n_parts = message->n_parts;
        return message->parts;
    }
    *one = (parl_part){
        .type =
            message->call_id != NULL ? PARL_PART_TOOL_RESULT : PARL_PART_TEXT,
        .text = message->text,
        .text_len = message->text_len,
        .id = message->call_id,
    };
    *n_parts = message->text != NULL || message->call_id != NULL;
    return one;
}

size_t count_parts(const parl_message *message, enum parl_part_type type)
{
    size_t n_parts, count = 0;
    parl_part one;
    const parl_part *parts = message_parts(message, &one, &n_parts);

    for (size_t i = 0; i < n_parts; i++)
        count += parts[i].type == (int32_t)type;
    return count;
}

void check_tool_names(struct encoding *e, const char *more, size_t max)
{
    for (size_t i = 0; i < e->request->n_tools; i++) {
        const parl_tool *tool = &e->request->tools[i];

        if (tool->type == PARL_TOOL_OPAQUE || tool->name == NULL ||
            (strlen(tool->name) <= max && all_name_chars(tool->name, more)))
            continue;
        refuse(e, PARL_INVALID_ARGUMENT,
               pointer(e,
                       tool->type == PARL_TOOL_CUSTOM
                           ? "/tools/%zu/custom/name"
                           : "/tools/%zu/function/name",
                       i),
               "'%s' is no name of a tool for %s: at most %zu letters, digits "
               "and any of '%s'",
               tool->name, e->to->provider->about, max, more);
    }
}

struct span part_text(const parl_part *part)
{
    return span_text(part->text, part->text_len);
}

struct span part_signature(const parl_part *part)
{
    return span_text(part->signature, part->signature_len);
}

/* The list of the JSON dialect in which a kind of part stands. */
enum list { IN_CONTENT, IN_CALLS, IN_BLOCKS, IN_REFUSAL, IN_AUDIO, IN_PARTS };

static const char list_names[][20] = {
    [IN_CONTENT] = "content",
    [IN_CALLS] = "tool_calls",
    [IN_BLOCKS] = "thinking_blocks",
    [IN_REFUSAL] = "refusal",
    [IN_AUDIO] = "audio",
    [IN_PARTS] = "parts",
};

static enum list list_of(const parl_message *m, size_t part)
{
    switch ((enum parl_part_type)m->parts[part].type) {
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        return IN_CALLS;
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
        return IN_BLOCKS;
    case PARL_PART_REFUSAL:
        return IN_REFUSAL;
    case PARL_PART_OPAQUE:
        return IN_PARTS;
    case PARL_PART_AUDIO:
        return m->role == PARL_ROLE_ASSISTANT ? IN_AUDIO : IN_CONTENT;
    case PARL_PART_TEXT:
    case PARL_PART_IMAGE:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
    case PARL_PART_TOOL_RESULT:
        break;
    }
    return IN_CONTENT;
}

/* "/messages/%zu/content", without printf: each message has one, though few
 * are ever shown. */
static const char *content_pointer(struct encoding *e, size_t message)
{
    static const char head[] = "/messages/", tail[] = "/content";
    char text[sizeof(head) + 24 + sizeof(tail)];
    char *end = text + sizeof(text) - sizeof(tail), *at = end;
    const char *copy;

    memcpy(end, tail, sizeof(tail));
    do {
        *--at = (char)('0' + message % 10);
        message /= 10;
    } while (message > 0);
    at -= sizeof(head) - 1;
    memcpy(at, head, sizeof(head) - 1);
    copy = arena_text(e->arena, at, (size_t)(end - at) + sizeof(tail) - 1);
    return copy != NULL ? copy : "";
}

const char *part_pointer(struct encoding *e, size_t message, size_t part)
{
    const parl_message *m = &e->request->messages[message];
    size_t place = 0;
    enum list list;

    if (m->n_parts == 0 || m->role == PARL_ROLE_TOOL)
        return content_pointer(e, message);
    list = list_of(m, part);
    if (list == IN_BLOCKS && m->parts[part].type == PARL_PART_THINKING &&
        m->parts[part].signature == NULL)
        return pointer(e, "/messages/%zu/reasoning_content", message);
    if (list == IN_REFUSAL || list == IN_AUDIO)
        return pointer(e, "/messages/%zu/%s", message, list_names[list]);
    for (size_t i = 0; i < part; i++)
        place += list == IN_PARTS || list_of(m, i) == list;
    return pointer(e, "/messages/%zu/%s/%zu", message, list_names[list], place);
}

const char *message_pointer(struct encoding *e, size_t message)
{
    return pointer(e, "/messages/%zu", message);
}

const char *inner_pointer(struct encoding *e, size_t message, size_t part)
{
    return pointer(e, "/messages/%zu/content/%zu", message, part);
}

const char *tool_pointer(struct encoding *e, size_t tool)
{
    return pointer(e, "/tools/%zu", tool);
}
