/* encoding.c -- what every dialect's writer needs. */
#include "encoding.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include "ids.h"
#include "wire/json_in.h"

/* ---- saying what became of a member ------------------------------------- */

enum { REASON_SIZE = 512 };

static void say(struct encoding *e, enum parl_action action, const char *field,
                const char *reason)
{
    report_add(e->report, action, field, reason);
}

void translated(struct encoding *e, const char *field, const char *format, ...)
{
    char reason[REASON_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(reason, sizeof(reason), format, args);
    va_end(args);
    say(e, PARL_ACTION_TRANSLATED, field, reason);
}

void dropped(struct encoding *e, const char *field, const char *format, ...)
{
    char reason[REASON_SIZE];
    va_list args;

    va_start(args, format);
    vsnprintf(reason, sizeof(reason), format, args);
    va_end(args);
    if (e->request->policy == PARL_POLICY_REFUSE)
        refuse(e, PARL_UNSUPPORTED, field, "%s", reason);
    else
        say(e, PARL_ACTION_DROPPED, field, reason);
}

void dropped_for_vendor(struct encoding *e, const char *field,
                        const char *reason)
{
    dropped(e, field, reason, e->to->provider->about);
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

void refuse(struct encoding *e, parl_status status, const char *field,
            const char *format, ...)
{
    char reason[REASON_SIZE];
    va_list args;

    if (e->error.status != PARL_OK)
        return;
    va_start(args, format);
    vsnprintf(reason, sizeof(reason), format, args);
    va_end(args);
    say(e, PARL_ACTION_REFUSED, field, reason);
    error_set(&e->error, status, "%s: %s", field, reason);
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
    else if (taker == VENDOR_DROPS)
        dropped_for_vendor(e, field, "%s does not take it");
    else if (taker == MODEL_DROPS)
        dropped_for_model(e, field, "%s does not take it");
    else
        dropped_for_model(e, field, "%s does not take it while it reasons");
    return false;
}

/* Was the member said before?  Only among the first of them: it is a slip of
 * people, who write few. */
static bool is_said_again(const char *object, const char *name,
                          struct span value, size_t number)
{
    enum { LOOKED_AT = 256 };
    struct span first;

    if (number >= LOOKED_AT)
        return false;
    first = json_find(span_of(object), name);
    return first.ptr != NULL && first.ptr != value.ptr;
}

void each_member(struct encoding *e, const char *object, member_fn *fn,
                 void *ctx)
{
    struct json_text name;
    struct json_in in;
    struct buf scratch;

    if (object == NULL)
        return;
    buf_init(&scratch, e->arena->mem, strlen(object));
    json_open_object(&in, span_of(object));
    for (size_t i = 0; json_next_member(&in, &name); i++) {
        const struct span text = json_decode(name, &scratch);
        const char *key = arena_text(e->arena, text.ptr, text.len);
        const struct span value = json_raw(&in);

        if (key != NULL && !is_said_again(object, key, value, i))
            fn(e, key, value, ctx);
    }
    if (!buf_ok(&scratch))
        e->arena->status = scratch.status;
    buf_release(&scratch);
}

bool body_has(const struct encoding *e, const char *name)
{
    struct json_text key;
    struct json_in in;

    json_open_object(&in,
                     (struct span){ e->body->text.data, e->body->text.len });
    while (json_next_member(&in, &key)) {
        if (json_name_is(key, name))
            return true;
        json_skip(&in);
    }
    return false;
}

static void write_extra_member(struct encoding *e, const char *name,
                               struct span value, void *unused)
{
    (void)unused;
    if (body_has(e, name))
        refuse(e, PARL_INVALID_ARGUMENT,
               pointer(e, "/extra_body/%s", escaped(e, name)),
               "the request says it already");
    else
        json_raw_out(&e->out, name, value);
}

void write_extra_body(struct encoding *e)
{
    each_member(e, e->request->extra_body, write_extra_member, NULL);
}

bool is_answer_member(const char *name, struct span value)
{
    static const char names[] =
        "annotations audio function_call grounding parsed reasoning "
        "reasoning_content refusal citations safetyRatings "
        "citationMetadata urlContextMetadata avgLogprobs continuationToken";

    return span_is(value, "null") || span_is(value, "[]") ||
           span_is(value, "{}") || word_in(names, name);
}

static void drop_member(struct encoding *e, const char *name, struct span value,
                        void *field)
{
    if (!is_answer_member(name, value))
        dropped_for_vendor(
            e, pointer(e, "%s/%s", (const char *)field, escaped(e, name)),
            "%s has no such member");
}

void drop_message_extra(struct encoding *e, size_t message)
{
    char field[64];

    snprintf(field, sizeof(field), "/messages/%zu", message);
    each_member(e, e->request->messages[message].extra, drop_member, field);
}

static void drop_part_member(struct encoding *e, const char *name,
                             struct span value, void *field)
{
    (void)value;
    dropped_for_vendor(
        e, pointer(e, "%s/%s", (const char *)field, escaped(e, name)),
        "%s has no such member");
}

void drop_part_extra(struct encoding *e, const char *field,
                     const parl_part *part)
{
    char room[128];

    snprintf(room, sizeof(room), "%s", field);
    each_member(e, part->extra, drop_part_member, room);
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

/* Calls, or results, of this id among the first `n_parts` parts. */
static size_t count_id(const parl_message *m, bool calls, const char *id,
                       size_t n_parts)
{
    size_t n, count = 0;
    parl_part one;
    const parl_part *parts = message_parts(m, &one, &n);

    for (size_t i = 0; i < n && i < n_parts; i++) {
        const bool call = parts[i].type == PARL_PART_TOOL_CALL ||
                          parts[i].type == PARL_PART_CUSTOM_CALL;

        count += (calls ? call : parts[i].type == PARL_PART_TOOL_RESULT) &&
                 parts[i].id != NULL && strcmp(parts[i].id, id) == 0;
    }
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

void check_tool_names(struct encoding *e, const char *more, size_t max)
{
    for (size_t i = 0; i < e->request->n_tools; i++) {
        const parl_tool *tool = &e->request->tools[i];

        if (tool->type == PARL_TOOL_OPAQUE || tool->name == NULL ||
            (strlen(tool->name) <= max && all_plain(tool->name, more)))
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

/* The list of the JSON dialect in which a kind of part stands. */
enum list {
    LIST_CONTENT,
    LIST_CALLS,
    LIST_BLOCKS,
    LIST_REFUSAL,
    LIST_AUDIO,
    LIST_PARTS
};

static enum list list_of(const parl_message *m, size_t part)
{
    switch ((enum parl_part_type)m->parts[part].type) {
    case PARL_PART_TOOL_CALL:
    case PARL_PART_CUSTOM_CALL:
        return LIST_CALLS;
    case PARL_PART_THINKING:
    case PARL_PART_REDACTED_THINKING:
        return LIST_BLOCKS;
    case PARL_PART_REFUSAL:
        return LIST_REFUSAL;
    case PARL_PART_OPAQUE:
        return LIST_PARTS;
    case PARL_PART_AUDIO:
        return m->role == PARL_ROLE_ASSISTANT ? LIST_AUDIO : LIST_CONTENT;
    case PARL_PART_TEXT:
    case PARL_PART_IMAGE:
    case PARL_PART_VIDEO:
    case PARL_PART_DOCUMENT:
    case PARL_PART_TOOL_RESULT:
        break;
    }
    return LIST_CONTENT;
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
    for (size_t i = 0; i < part; i++)
        place += list_of(m, i) == list;

    switch (list) {
    case LIST_CALLS:
        return pointer(e, "/messages/%zu/tool_calls/%zu", message, place);
    case LIST_BLOCKS:
        if (m->parts[part].type == PARL_PART_THINKING &&
            m->parts[part].signature == NULL)
            return pointer(e, "/messages/%zu/reasoning_content", message);
        return pointer(e, "/messages/%zu/thinking_blocks/%zu", message, place);
    case LIST_REFUSAL:
        return pointer(e, "/messages/%zu/refusal", message);
    case LIST_AUDIO:
        return pointer(e, "/messages/%zu/audio", message);
    case LIST_PARTS:
        return pointer(e, "/messages/%zu/parts/%zu", message, part);
    case LIST_CONTENT:
        break;
    }
    return pointer(e, "/messages/%zu/content/%zu", message, place);
}

/* ---- effort ------------------------------------------------------------- */

const char *const effort_words[PARL_EFFORT_MAX + 1] = {
    [PARL_EFFORT_NONE] = "none", [PARL_EFFORT_MINIMAL] = "minimal",
    [PARL_EFFORT_LOW] = "low",   [PARL_EFFORT_MEDIUM] = "medium",
    [PARL_EFFORT_HIGH] = "high", [PARL_EFFORT_XHIGH] = "xhigh",
    [PARL_EFFORT_MAX] = "max",
};

const char *effort_word(enum parl_effort effort)
{
    return effort > PARL_EFFORT_DEFAULT && effort <= PARL_EFFORT_MAX
               ? effort_words[effort]
               : "";
}

enum parl_effort effort_nearest(enum parl_effort wanted, unsigned set)
{
    if (wanted != PARL_EFFORT_NONE && (set & ~EFFORT(NONE)) != 0)
        set &= ~EFFORT(NONE);
    for (int step = 0; step <= PARL_EFFORT_MAX; step++) {
        const int up = (int)wanted + step, down = (int)wanted - step;

        if (up <= PARL_EFFORT_MAX && (set & (1u << up)) != 0)
            return (enum parl_effort)up;
        if (down >= PARL_EFFORT_NONE && (set & (1u << down)) != 0)
            return (enum parl_effort)down;
    }
    return wanted;
}
