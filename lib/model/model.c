/* model/model.c -- the response: words, life and death, and what is made of it
 * once everything was collected.
 *
 * The texts of a message stay where they were collected, in the parts; only
 * what has to be put together anew is made in the arena. */
#include "model/model.h"

#include <stdint.h>
#include <string.h>
#include "wire/base64.h"

/* ---- words for the end -------------------------------------------------- */

static const struct {
    const char *words; /* NULL: all others */
    parl_finish finish;
} finish_words[] = {
    { "stop eos done complete end_turn stop_sequence", PARL_FINISH_STOP },
    { "length model_length max_tokens model_context_window_exceeded",
      PARL_FINISH_LENGTH },
    { "tool_calls tool_call tool_use function_call", PARL_FINISH_TOOL_CALLS },
    { "content_filter sensitive safety refusal guardrail_intervened "
      "content_filtered",
      PARL_FINISH_CONTENT_FILTER },
    { NULL, PARL_FINISH_UNKNOWN },
};

/* Without the host's locale, in which a capital I may be another letter's. */
static char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

parl_finish finish_from_word(struct span word)
{
    char lower[32];
    size_t i = 0;

    if (word.len > sizeof(lower))
        return PARL_FINISH_UNKNOWN;
    for (size_t k = 0; k < word.len; k++)
        lower[k] = to_lower(word.ptr[k]);
    word.ptr = lower;
    while (finish_words[i].words != NULL &&
           !span_in(word, finish_words[i].words))
        i++;
    return finish_words[i].finish;
}

/* ---- life and death ----------------------------------------------------- */

struct parl_response *response_new(const parl_allocator *mem)
{
    struct parl_response *r;
    struct arena arena;

    arena_init(&arena, mem, SIZE_MAX); /* what goes in was counted */
    r = ARENA_NEW(&arena, struct parl_response);
    if (r == NULL)
        return NULL;
    r->own = *mem;
    r->mem = &r->own;
    r->arena = arena;
    r->arena.mem = r->mem;
    buf_init(&r->json, r->mem, SIZE_MAX);
    r->report.arena = &r->arena;
    r->usage = (parl_usage){ -1, -1, -1, -1, -1, -1, -1, -1 };
    r->text = "";
    return r;
}

/* Where the choice stands, or would stand. */
static size_t choice_place(const struct parl_response *r, int32_t index)
{
    size_t i = 0;

    while (i < r->n_choices && r->choices[i].index < index)
        i++;
    return i;
}

struct choice *response_choice(const struct parl_response *r, int32_t index)
{
    size_t i = choice_place(r, index);

    if (i == r->n_choices || r->choices[i].index != index)
        return NULL;
    return &r->choices[i];
}

struct choice *response_add_choice(struct parl_response *r, int32_t index)
{
    size_t i = choice_place(r, index);
    struct choice *choices = mem_longer(r->mem, r->choices, r->n_choices,
                                        &r->choices_size, sizeof(*choices));

    if (choices == NULL)
        return NULL;
    r->choices = choices;
    memmove(&choices[i + 1], &choices[i],
            (r->n_choices - i) * sizeof(*choices));
    r->n_choices++;
    choices[i] = (struct choice){ .index = index };
    buf_init(&choices[i].logprobs, r->mem, SIZE_MAX);
    return &choices[i];
}

struct part_building *choice_add_part(struct parl_response *r,
                                      struct choice *choice)
{
    struct part_building *parts =
        mem_longer(r->mem, choice->parts, choice->n_parts, &choice->parts_size,
                   sizeof(*parts));
    struct part_building *part;

    if (parts == NULL)
        return NULL;
    choice->parts = parts;
    part = &parts[choice->n_parts];
    *part = (struct part_building){
        .choice = choice->index,
        .number = (int32_t)choice->n_parts++,
    };
    buf_init(&part->text, r->mem, SIZE_MAX);
    buf_init(&part->signature, r->mem, SIZE_MAX);
    buf_init(&part->sound, r->mem, SIZE_MAX);
    return part;
}

static void release_choice(const parl_allocator *mem, struct choice *choice)
{
    for (size_t i = 0; i < choice->n_parts; i++) {
        struct part_building *part = &choice->parts[i];

        buf_release(&part->text);
        buf_release(&part->signature);
        buf_release(&part->sound);
        members_release(&part->extra);
    }
    mem_free(mem, choice->parts, choice->parts_size * sizeof(*choice->parts));
    members_release(&choice->lists);
    members_release(&choice->unknown);
    members_release(&choice->beside);
    buf_release(&choice->logprobs);
}

void response_free(struct parl_response *r)
{
    struct arena arena;
    parl_allocator mem;

    if (r == NULL)
        return;
    for (size_t i = 0; i < r->n_choices; i++)
        release_choice(r->mem, &r->choices[i]);
    mem_free(r->mem, r->choices, r->choices_size * sizeof(*r->choices));
    members_release(&r->unknown);
    for (size_t i = 0; i < sizeof(r->counts) / sizeof(r->counts[0]); i++)
        members_release(&r->counts[i]);
    buf_release(&r->json);
    arena = r->arena;
    mem = r->own;
    arena.mem = &mem;
    arena_release(&arena);
}

/* ---- the end of a choice ------------------------------------------------ */

static bool is_call(const struct part_building *part)
{
    return part->type == PARL_PART_TOOL_CALL ||
           part->type == PARL_PART_CUSTOM_CALL;
}

static bool has_calls(const struct choice *choice)
{
    for (size_t i = 0; i < choice->n_parts; i++) {
        if (is_call(&choice->parts[i]))
            return true;
    }
    return false;
}

void choice_settle(struct choice *choice)
{
    bool calls = has_calls(choice);

    if (calls && choice->finish == PARL_FINISH_STOP)
        choice->finish = PARL_FINISH_TOOL_CALLS;
    else if (!calls && choice->finish == PARL_FINISH_TOOL_CALLS)
        choice->finish = PARL_FINISH_STOP;
}

/* ---- the message -------------------------------------------------------- */

/* The bytes with a NUL behind them.  A lack of memory stays in the arena, with
 * all others. */
static const char *text_of(struct parl_response *r, struct buf *b)
{
    const char *text;

    if (b->len == 0)
        return "";
    text = buf_text(b);
    if (text != b->data)
        r->arena.status = PARL_OUT_OF_MEMORY;
    return text;
}

static const parl_media *build_media(struct parl_response *r, struct buf *sound,
                                     const char *mime)
{
    parl_media *media = ARENA_NEW(&r->arena, parl_media);

    if (media == NULL)
        return NULL;
    /* it comes in pieces, of which each may be padded */
    sound->len = base64_join(sound->data, sound->len);
    media->base64 = text_of(r, sound);
    media->base64_len = sound->len;
    media->mime_type = mime;
    return media;
}

/* The members as an object; NULL when there are none. */
static const char *build_extra(struct parl_response *r,
                               const struct members *members)
{
    const char *object = NULL;
    struct buf text;

    if (members->n == 0)
        return NULL;
    buf_init(&text, r->mem, SIZE_MAX);
    buf_add_char(&text, '{');
    members_write(members, &text);
    buf_add_char(&text, '}');
    if (buf_ok(&text))
        object = arena_text(&r->arena, text.data, text.len);
    else
        r->arena.status = PARL_OUT_OF_MEMORY;
    buf_release(&text);
    return object;
}

static void build_part(struct parl_response *r, struct part_building *from,
                       parl_part *to)
{
    to->type = (int32_t)from->type;
    to->text = text_of(r, &from->text);
    to->text_len = from->text.len;
    if (from->signature.len > 0 || from->is_signed) {
        to->signature = text_of(r, &from->signature);
        to->signature_len = from->signature.len;
    }
    if (from->sound.len > 0)
        to->media = build_media(r, &from->sound, from->mime);
    to->id = from->is_twin ? NULL : from->id;
    if (is_call(from))
        to->name = from->name != NULL ? from->name : "";
    else if (from->kind == PARL_PART_TOOL_CALL)
        to->id = NULL; /* the answer tool's, which is a text by now */
    to->extra = build_extra(r, &from->extra);
}

static const char *pass_digits(const char *text)
{
    const char *at = text;

    while (*at >= '0' && *at <= '9')
        at++;
    return at > text ? at : NULL;
}

bool call_id_is_made_up(const char *id)
{
    static const char head[] = "call_";
    const char *at = strncmp(id, head, sizeof(head) - 1) == 0
                         ? pass_digits(id + sizeof(head) - 1)
                         : NULL;

    if (at == NULL || *at != '_')
        return false;
    at = pass_digits(at + 1);
    if (at == NULL || *at == '\0')
        return at != NULL;
    return *at == '_' && strlen(at + 1) == 8 &&
           strspn(at + 1, "0123456789abcdef") == 8;
}

/* Not one that a call of another answer has: a digest of the answer's own id
 * (FNV-1a) is in it. */
static const char *made_up_id(struct parl_response *r, int32_t choice,
                              size_t call)
{
    uint32_t digest = 2166136261u;

    if (r->id == NULL)
        return arena_format(&r->arena, "call_%ld_%zu", (long)choice, call);
    for (const char *at = r->id; *at != '\0'; at++)
        digest = (digest ^ (unsigned char)*at) * 16777619u;
    return arena_format(&r->arena, "call_%ld_%zu_%08lx", (long)choice, call,
                        (unsigned long)digest);
}

static parl_part *build_parts(struct parl_response *r, struct choice *choice)
{
    parl_part *parts = ARENA_ARRAY(&r->arena, choice->n_parts, parl_part);
    size_t n_calls = 0;

    for (size_t i = 0; parts != NULL && i < choice->n_parts; i++) {
        build_part(r, &choice->parts[i], &parts[i]);
        if (!is_call(&choice->parts[i]))
            continue;
        if (parts[i].id == NULL)
            parts[i].id = made_up_id(r, choice->index, n_calls);
        n_calls++;
    }
    return parts;
}

static void build_choice(struct parl_response *r, struct choice *choice)
{
    if (choice->lists.n > 0) {
        buf_add_char(&choice->logprobs, '{');
        members_write(&choice->lists, &choice->logprobs);
        buf_add_char(&choice->logprobs, '}');
        text_of(r, &choice->logprobs); /* is read as a C string */
    }
    if (!buf_ok(&choice->logprobs))
        r->arena.status = PARL_OUT_OF_MEMORY;

    choice->message = (parl_message){
        .role = PARL_ROLE_ASSISTANT,
        .n_parts = choice->n_parts,
        .origin = &r->origin,
        .extra = build_extra(r, &choice->unknown),
    };
    if (choice->n_parts > 0)
        choice->message.parts = build_parts(r, choice);
}

const parl_part *find_refusal(const parl_message *message)
{
    for (size_t i = 0; i < message->n_parts; i++) {
        if (message->parts[i].type == PARL_PART_REFUSAL)
            return &message->parts[i];
    }
    return NULL;
}

/* ---- the text ----------------------------------------------------------- */

/* Was it the arguments of the answer's tool? */
static bool is_converted(const struct part_building *part)
{
    return part->kind == PARL_PART_TOOL_CALL && part->type == PARL_PART_TEXT &&
           part->text.len > 0;
}

size_t choice_answer(const struct choice *choice)
{
    size_t i = 0;

    while (i < choice->n_parts && !is_converted(&choice->parts[i]))
        i++;
    return i;
}

/* The text of a choice: its converted answer, that of its only text part
 * itself, or several joined.  NULL when there is no memory. */
static const char *build_text(struct parl_response *r,
                              const struct choice *choice)
{
    const size_t answer = choice_answer(choice);
    const struct part_building *only = NULL;
    size_t n = 0, len = 0;
    char *text, *at;

    if (answer < choice->n_parts)
        return choice->parts[answer].text.data; /* a NUL is behind it by now */
    for (size_t i = 0; i < choice->n_parts; i++) {
        if (choice->parts[i].type != PARL_PART_TEXT)
            continue;
        only = &choice->parts[i];
        len += only->text.len;
        n++;
    }
    if (len == 0)
        return "";
    if (n == 1)
        return only->text.data;
    text = at = arena_alloc(&r->arena, len + 1);
    for (size_t i = 0; text != NULL && i < choice->n_parts; i++) {
        const struct part_building *part = &choice->parts[i];

        if (part->type == PARL_PART_TEXT && part->text.len > 0) {
            memcpy(at, part->text.data, part->text.len);
            at += part->text.len;
        }
    }
    return text;
}

/* ---- the usage ---------------------------------------------------------- */

/* Of counts that may be unknown; what no vendor can have meant is cut. */
static int64_t sum(int64_t a, int64_t b)
{
    if (a < 0)
        a = 0;
    if (b < 0)
        b = 0;
    return a <= INT64_MAX - b ? a + b : INT64_MAX;
}

static void derive_totals(parl_usage *u)
{
    if (u->prompt_tokens < 0)
        u->prompt_tokens = sum(sum(u->input, u->cache_read), u->cache_write);
    if (u->completion_tokens < 0)
        u->completion_tokens = sum(u->output, u->reasoning);
    if (u->total_tokens <= 0) /* some say none of what they have counted */
        u->total_tokens = sum(u->prompt_tokens, u->completion_tokens);
}

bool response_build(struct parl_response *r)
{
    for (size_t i = 0; i < r->n_choices; i++)
        build_choice(r, &r->choices[i]);
    if (r->n_choices > 0)
        r->text = build_text(r, &r->choices[0]);
    if (r->has_usage)
        derive_totals(&r->usage);
    return r->arena.status == PARL_OK;
}
