/* model/collector.c -- hands out the pieces of an answer and folds them
 * together.
 *
 * Most pieces go where the last one went, so that the part is found with one
 * glance, the text is appended to a buffer that has room, and the delta points
 * into that buffer.  Nothing else happens on that path.
 *
 * A call is held back until its name is known, since only then is it known
 * whether it is one: a call of the answer tool is the text of a structured
 * answer.  Once it is `told`, its pieces pass through as all others do. */
#include "model/collecting.h"

#include <stddef.h>
#include <string.h>
#include "wire/utf8.h"

enum {
    MAX_CHOICES = 128, /* the most that a request may ask for */
    MAX_PARTS = 4096   /* of an answer, calls apart */
};

bool collector_init(struct collector *c, const struct collector_options *o)
{
    memset(c, 0, offsetof(struct collector, error));
    error_init(&c->error);
    c->options = *o;
    c->response = response_new(o->mem);
    if (c->response == NULL)
        return false;
    c->response->structured = o->structured;
    return true;
}

void collector_release(struct collector *c)
{
    response_free(c->response);
    c->response = NULL;
}

/* ---- failure and limits ------------------------------------------------- */

/* The first failure stays.  Always false. */
bool collector_failed(struct collector *c, parl_status status, const char *why)
{
    if (c->status == PARL_OK)
        c->status = error_set(&c->error, status, "%s", why);
    return false;
}

bool collector_no_memory(struct collector *c)
{
    return collector_failed(c, PARL_OUT_OF_MEMORY, "no memory for the answer");
}

/* `len` bytes more are kept. */
bool collector_count(struct collector *c, size_t len)
{
    if (c->bytes > c->options.max_bytes ||
        len > c->options.max_bytes - c->bytes)
        return collector_failed(c, PARL_TOO_LARGE,
                                "the answer is larger than max_response_bytes");
    c->bytes += len;
    return true;
}

/* Counts what stands in `b` behind `from`; what is too much is taken off. */
static bool count_added(struct collector *c, struct buf *b, size_t from)
{
    c->n_added++;
    if (buf_ok(b) ? collector_count(c, b->len - from) : collector_no_memory(c))
        return true;
    b->len = from;
    return false;
}

static const char *keep_valid(struct collector *c, struct span text)
{
    const char *copy = NULL;

    if (collector_count(c, text.len)) {
        copy = arena_text(&c->response->arena, text.ptr, text.len);
        if (copy == NULL)
            collector_no_memory(c);
    }
    return copy;
}

/* A short text for the arena; NULL, with the failure kept, when it cannot be
 * had. */
static const char *keep(struct collector *c, struct span text)
{
    struct joiner joiner = { .n_held = 0 };
    const char *copy = NULL;
    struct buf whole;

    if (utf8_valid(text.ptr, text.len, NULL))
        return keep_valid(c, text);
    buf_init(&whole, c->options.mem, SIZE_MAX);
    joiner_feed(&joiner, text, &whole);
    joiner_finish(&joiner, &whole);
    if (count_added(c, &whole, 0)) {
        copy = arena_text(&c->response->arena, whole.data, whole.len);
        if (copy == NULL)
            collector_no_memory(c);
    }
    buf_release(&whole);
    return copy;
}

/* Takes a text where none is known yet. */
void collector_keep(struct collector *c, const char **kept, struct span text)
{
    if (*kept == NULL && text.len > 0 && c->status == PARL_OK)
        *kept = keep(c, text);
}

/* ---- choices ------------------------------------------------------------ */

/* NULL when it cannot be had, or something failed before. */
struct choice *collector_choice(struct collector *c, int32_t index)
{
    struct choice *choice;

    if (c->status != PARL_OK)
        return NULL;
    choice = response_choice(c->response, index);
    if (choice != NULL)
        return choice;
    if (index < 0 || index >= MAX_CHOICES) {
        collector_failed(c, PARL_PROTOCOL,
                         "a choice has an index that nobody asked for");
        return NULL;
    }
    choice = response_add_choice(c->response, index);
    if (choice == NULL)
        collector_no_memory(c);
    return choice;
}

/* ---- parts -------------------------------------------------------------- */

static inline bool is_at(const struct part_building *part,
                         enum parl_part_type kind, struct place at)
{
    return part->slot == at.slot && part->kind == kind &&
           part->choice == at.choice;
}

static struct part_building *
search_part(struct collector *c, enum parl_part_type kind, struct place at)
{
    struct choice *choice = response_choice(c->response, at.choice);

    for (size_t i = choice != NULL ? choice->n_parts : 0; i-- > 0;) {
        if (is_at(&choice->parts[i], kind, at))
            return c->last = &choice->parts[i];
    }
    return NULL;
}

struct part_building *collector_find(struct collector *c,
                                     enum parl_part_type kind, struct place at)
{
    if (c->last != NULL && is_at(c->last, kind, at))
        return c->last;
    return search_part(c, kind, at);
}

static bool count_part(struct collector *c, enum parl_part_type kind)
{
    if (kind == PARL_PART_TOOL_CALL)
        return c->n_calls++ < c->options.max_tool_calls ||
               collector_failed(
                   c, PARL_TOO_LARGE,
                   "the answer has more tool calls than max_tool_calls");
    return c->n_parts++ < MAX_PARTS ||
           collector_failed(c, PARL_TOO_LARGE, "the answer has too many parts");
}

static struct part_building *add_part(struct collector *c,
                                      enum parl_part_type kind, struct place at)
{
    struct choice *choice = collector_choice(c, at.choice);
    struct part_building *part;

    if (choice == NULL || !count_part(c, kind))
        return NULL;
    c->n_added++;
    c->last = NULL; /* the parts may move */
    part = choice_add_part(c->response, choice);
    if (part == NULL) {
        collector_no_memory(c);
        return NULL;
    }
    part->slot = at.slot;
    part->kind = part->type = kind;
    part->told = kind != PARL_PART_TOOL_CALL;
    c->began = true;
    c->last = part;
    return part;
}

/* The part for a piece; NULL when it cannot be had, or something failed
 * before. */
struct part_building *collector_part(struct collector *c,
                                     enum parl_part_type kind, struct place at)
{
    struct part_building *part;

    if (c->status != PARL_OK)
        return NULL;
    part = collector_find(c, kind, at);
    return part != NULL ? part : add_part(c, kind, at);
}

/* ---- deltas ------------------------------------------------------------- */

/* By the type of the part that the text belongs to. */
static const int32_t delta_types[] = {
    [PARL_PART_TEXT] = PARL_DELTA_TEXT,
    [PARL_PART_REFUSAL] = PARL_DELTA_REFUSAL,
    [PARL_PART_AUDIO] = PARL_DELTA_TRANSCRIPT,
    [PARL_PART_IMAGE] = PARL_DELTA_MEDIA,
    [PARL_PART_VIDEO] = PARL_DELTA_MEDIA,
    [PARL_PART_TOOL_CALL] = PARL_DELTA_TOOL_ARGUMENTS,
    [PARL_PART_THINKING] = PARL_DELTA_THINKING,
    [PARL_PART_REDACTED_THINKING] = PARL_DELTA_REDACTED,
    [PARL_PART_OPAQUE] = PARL_DELTA_OPAQUE,
    [PARL_PART_CUSTOM_CALL] = PARL_DELTA_TOOL_ARGUMENTS,
};

static void tell(struct collector *c, const parl_delta *delta)
{
    if (c->options.on_delta == NULL || c->status != PARL_OK)
        return;
    if (c->options.on_delta(c->options.user, delta) != 0)
        collector_failed(c, PARL_CANCELLED,
                         "the call was cancelled by its callback");
}

/* Hands out what stands in `b` behind `from`. */
static void tell_bytes(struct collector *c, const struct part_building *part,
                       int32_t type, struct buf *b, size_t from)
{
    parl_delta delta = {
        .type = type,
        .choice = part->choice,
        .part = part->number,
        .text_len = b->len - from,
    };
    const char *bytes;

    if (delta.text_len == 0 || c->options.on_delta == NULL)
        return;
    bytes = buf_text(b);
    if (bytes != b->data) {
        collector_no_memory(c);
        return;
    }
    delta.text = bytes + from;
    tell(c, &delta);
}

/* ---- pieces ------------------------------------------------------------- */

static void add_text(struct collector *c, struct part_building *part,
                     struct span text)
{
    size_t from = part->text.len;

    joiner_feed(&part->joiner, text, &part->text);
    if (count_added(c, &part->text, from) && part->told)
        tell_bytes(c, part, delta_types[part->type], &part->text, from);
}

/* Bytes that only their maker reads.  They go on as text: a piece that is none
 * is made one. */
static void add_bytes(struct collector *c, struct part_building *part,
                      int32_t type, struct buf *to, struct span bytes)
{
    struct joiner joiner = { .n_held = 0 };
    size_t from = to->len;

    joiner_feed(&joiner, bytes, to);
    joiner_finish(&joiner, to);
    if (count_added(c, to, from) && part->told)
        tell_bytes(c, part, type, to, from);
}

static inline void collect_piece(struct collector *c, enum parl_part_type kind,
                                 struct place at, struct span text)
{
    struct part_building *part;

    if (text.len == 0)
        return;
    part = collector_part(c, kind, at);
    if (part != NULL)
        add_text(c, part, text);
}

void collect_open(struct collector *c, enum parl_part_type type,
                  struct place at)
{
    collector_part(c, type, at);
}

void collect_text(struct collector *c, struct place at, struct span text)
{
    collect_piece(c, PARL_PART_TEXT, at, text);
}

void collect_refusal(struct collector *c, struct place at, struct span text)
{
    collect_piece(c, PARL_PART_REFUSAL, at, text);
}

void collect_thinking(struct collector *c, struct place at, struct span text)
{
    collect_piece(c, PARL_PART_THINKING, at, text);
}

/* The answer tool's call, a text by now. */
static bool is_answer(const struct part_building *part)
{
    return part->kind == PARL_PART_TOOL_CALL && part->type == PARL_PART_TEXT;
}

void collect_signature(struct collector *c, enum parl_part_type type,
                       struct place at, struct span bytes)
{
    struct part_building *part;

    if (bytes.len == 0)
        return;
    if (type == PARL_PART_CUSTOM_CALL)
        type = PARL_PART_TOOL_CALL;
    part = collector_part(c, type, at);
    if (part != NULL && !is_answer(part))
        add_bytes(c, part, PARL_DELTA_SIGNATURE, &part->signature, bytes);
}

void collect_signed(struct collector *c, struct place at)
{
    struct part_building *part = collector_find(c, PARL_PART_THINKING, at);

    if (part != NULL)
        part->is_signed = true;
}

void collect_redacted(struct collector *c, struct place at, struct span bytes)
{
    struct part_building *part;

    if (bytes.len == 0)
        return;
    part = collector_part(c, PARL_PART_REDACTED_THINKING, at);
    if (part != NULL)
        add_bytes(c, part, PARL_DELTA_REDACTED, &part->text, bytes);
}

void collect_audio(struct collector *c, struct place at, struct span id,
                   struct span base64, struct span transcript)
{
    struct part_building *part;

    if (id.len == 0 && base64.len == 0 && transcript.len == 0)
        return;
    part = collector_part(c, PARL_PART_AUDIO, at);
    if (part == NULL)
        return;
    collector_keep(c, &part->id, id);
    if (c->status == PARL_OK)
        add_bytes(c, part, PARL_DELTA_AUDIO, &part->sound, base64);
    if (c->status == PARL_OK)
        add_text(c, part, transcript);
}

void collect_media(struct collector *c, enum parl_part_type type,
                   struct place at, struct span mime, struct span base64)
{
    struct part_building *part;

    if (base64.len == 0)
        return;
    part = collector_part(c, type, at);
    if (part == NULL)
        return;
    collector_keep(c, &part->mime, mime);
    if (c->status == PARL_OK)
        add_bytes(c, part,
                  type == PARL_PART_AUDIO ? PARL_DELTA_AUDIO : PARL_DELTA_MEDIA,
                  &part->sound, base64);
}

/* In place of what was there.  What is no UTF-8 becomes U+FFFD, as
 * everywhere. */
static bool put_anew(struct collector *c, struct part_building *part,
                     struct span text)
{
    c->bytes -= part->text.len;
    part->text.len = 0;
    part->joiner = (struct joiner){ .n_held = 0 };
    joiner_feed(&part->joiner, text, &part->text);
    joiner_finish(&part->joiner, &part->text);
    return count_added(c, &part->text, 0);
}

void collect_opaque(struct collector *c, struct place at, struct span json)
{
    struct part_building *part =
        json.len > 0 ? collector_part(c, PARL_PART_OPAQUE, at) : NULL;

    if (part != NULL && put_anew(c, part, json))
        tell_bytes(c, part, PARL_DELTA_OPAQUE, &part->text, 0);
}

/* ---- calls -------------------------------------------------------------- */

static bool calls_answer(const struct collector *c,
                         const struct part_building *call)
{
    return c->options.answer_tool != NULL && call->name != NULL &&
           strcmp(call->name, c->options.answer_tool) == 0;
}

static void tell_call(struct collector *c, const struct part_building *call)
{
    parl_delta delta = {
        .type = PARL_DELTA_TOOL_CALL,
        .choice = call->choice,
        .part = call->number,
        .id = call->is_twin ? NULL : call->id,
        .name = call->name != NULL ? call->name : "",
    };

    tell(c, &delta);
}

/* Now or never: what is known of the call decides what it is. */
static void decide_call(struct collector *c, struct part_building *call)
{
    call->told = true;
    if (calls_answer(c, call)) {
        call->type = PARL_PART_TEXT;
        c->bytes -= call->signature.len; /* the call's, and there is none */
        call->signature.len = 0;
        response_choice(c->response, call->choice)->was_structured = true;
    } else {
        tell_call(c, call);
    }
    tell_bytes(c, call, PARL_DELTA_SIGNATURE, &call->signature, 0);
    tell_bytes(c, call, delta_types[call->type], &call->text, 0);
}

/* Some give several calls one id. */
static bool is_twin(const struct part_building *parts,
                    const struct part_building *call)
{
    while (parts != call && (parts->id == NULL || strcmp(parts->id, call->id)))
        parts++;
    return parts != call;
}

void collect_call(struct collector *c, struct place at,
                  enum parl_part_type type, struct span id, struct span name)
{
    struct part_building *call = collector_part(c, PARL_PART_TOOL_CALL, at);

    if (call == NULL)
        return;
    collector_keep(c, &call->id, id);
    collector_keep(c, &call->name, name);
    if (call->id != NULL)
        call->is_twin =
            is_twin(response_choice(c->response, at.choice)->parts, call);
    if (call->told || c->status != PARL_OK)
        return;
    call->type = type;
    if (call->name != NULL)
        decide_call(c, call);
}

void collect_arguments(struct collector *c, struct place at, struct span text)
{
    struct part_building *call = collector_part(c, PARL_PART_TOOL_CALL, at);

    if (call != NULL && text.len > 0)
        add_text(c, call, text);
}

void collect_whole_arguments(struct collector *c, struct place at,
                             struct span text)
{
    struct part_building *call = collector_part(c, PARL_PART_TOOL_CALL, at);
    const size_t had = call != NULL ? call->text.len : 0;
    bool goes_on;

    if (call == NULL || text.len == 0)
        return;
    goes_on = had == 0 ||
              (text.len >= had && memcmp(text.ptr, call->text.data, had) == 0);
    if (put_anew(c, call, text) && call->told && goes_on)
        tell_bytes(c, call, delta_types[call->type], &call->text, had);
}

void collect_call_end(struct collector *c, struct place at)
{
    struct part_building *call = collector_find(c, PARL_PART_TOOL_CALL, at);

    if (call != NULL && call->text.len == 0 && c->status == PARL_OK)
        add_text(c, call, SPAN("{}"));
}

/* ---- choices as a whole ------------------------------------------------- */

static bool has_ended(const struct choice *choice)
{
    return choice->finish != PARL_FINISH_UNKNOWN || choice->finish_word != NULL;
}

void collect_stops(struct collector *c)
{
    struct parl_response *r = c->response;

    for (size_t i = 0; c->status == PARL_OK && i < r->n_choices; i++) {
        if (!has_ended(&r->choices[i]))
            r->choices[i].finish = PARL_FINISH_STOP;
    }
}

bool collected_all_finished(const struct collector *c)
{
    const struct parl_response *r = c->response;

    for (size_t i = 0; i < r->n_choices; i++) {
        if (!has_ended(&r->choices[i]))
            return false;
    }
    return r->n_choices > 0 && (int64_t)r->n_choices >= c->options.n_choices;
}

/* ---- the end ------------------------------------------------------------ */

/* The answer tool called without arguments answers with an empty object. */
static void fill_answer(struct collector *c, const struct choice *choice,
                        struct part_building *part)
{
    if (part->kind != part->type && part->type == PARL_PART_TEXT &&
        part->text.len == 0 &&
        (choice->finish == PARL_FINISH_STOP ||
         choice->finish == PARL_FINISH_TOOL_CALLS))
        add_text(c, part, SPAN("{}"));
}

static void end_part(struct collector *c, const struct choice *choice,
                     struct part_building *part)
{
    size_t from = part->text.len;

    joiner_finish(&part->joiner, &part->text);
    count_added(c, &part->text, from);
    if (part->told)
        tell_bytes(c, part, delta_types[part->type], &part->text, from);
    else
        decide_call(c, part);
    fill_answer(c, choice, part);
}

static void end_choice(struct collector *c, struct choice *choice)
{
    parl_delta delta = { .type = PARL_DELTA_FINISH, .choice = choice->index };

    for (size_t i = 0; i < choice->n_parts; i++)
        end_part(c, choice, &choice->parts[i]);
    choice_settle(choice);
    if (!has_ended(choice))
        return;
    delta.finish_reason = (int32_t)choice->finish;
    tell(c, &delta);
}

struct parl_response *collector_finish(struct collector *c, struct error *err)
{
    struct parl_response *r = c->response;

    for (size_t i = 0; i < r->n_choices; i++)
        end_choice(c, &r->choices[i]);
    if (c->status == PARL_OUT_OF_MEMORY || !response_build(r)) {
        error_memory(err, PARL_OUT_OF_MEMORY, "the answer");
        return NULL;
    }
    c->response = NULL;
    return r;
}
