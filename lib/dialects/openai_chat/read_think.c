/* dialects/openai_chat/read_think.c -- a text that begins with thinking, at
 * the vendors whose servers leave it there:
 *
 *   <think>THOUGHT</think>TEXT
 *
 * A tag anywhere else is text.  Tags may come in pieces: what could still
 * become one is held back, and since it looks like a tag, its length is all
 * that has to be kept.
 *
 * Where the prompt has opened the tag, the closing one alone is there, at the
 * end of a line: what stood before it has been handed out as text by then, and
 * is thinking in the response alone. */
#include "dialects/openai_chat/chat.h"

#include <string.h>

enum phase { BEFORE, INSIDE, BEHIND };

enum { MOST_BLANKS = 32 };

struct chat_think {
    struct chat_think *next;
    int32_t choice;
    enum phase phase;
    bool thought;   /* something was inside */
    bool bare;      /* a text began without a tag */
    size_t matched; /* bytes of the tag that is looked for, held back */
    size_t n_blanks;
    char blanks[MOST_BLANKS]; /* before the first tag, held back */
};

static const char opening[] = "<think>";
static const char closing[] = "</think>";

enum { OPENING_LEN = sizeof(opening) - 1, CLOSING_LEN = sizeof(closing) - 1 };

static struct chat_think *find_think(struct decoding *d, int32_t choice)
{
    struct chat_state *state = d->state;
    struct chat_think *think = state->thinks;

    while (think != NULL && think->choice != choice)
        think = think->next;
    if (think != NULL)
        return think;
    think = ARENA_NEW(&d->arena, struct chat_think);
    if (think == NULL)
        return NULL;
    think->choice = choice;
    think->next = state->thinks;
    return state->thinks = think;
}

/* From now on all is text. */
static void set_behind(struct decoding *d, struct chat_think *think)
{
    struct chat_state *state = d->state;

    think->phase = BEHIND;
    if (think->choice < 32)
        state->texts |= UINT32_C(1) << think->choice;
}

static void say_text(struct decoding *d, const struct chat_think *think,
                     struct span text)
{
    collect_text(d->to, (struct place){ think->choice, 0 }, text);
}

static void say_thought(struct decoding *d, struct chat_think *think,
                        struct span text)
{
    think->thought |= text.len > 0;
    collect_thinking(d->to, (struct place){ think->choice, 0 }, text);
}

/* It was no tag after all. */
static void give_up(struct decoding *d, struct chat_think *think)
{
    say_text(d, think, (struct span){ think->blanks, think->n_blanks });
    say_text(d, think, (struct span){ opening, think->matched });
    think->n_blanks = think->matched = 0;
    think->bare = true;
    set_behind(d, think);
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Reads up to the end of the first tag, or what cannot be one.  Where nothing
 * was held back before, a text that is no tag stays whole. */
static struct span read_before(struct decoding *d, struct chat_think *think,
                               struct span text)
{
    const bool fresh = think->n_blanks == 0 && think->matched == 0;
    const struct span all = text;

    for (; text.len > 0; text.ptr++, text.len--) {
        if (think->matched == 0 && is_white(*text.ptr) &&
            think->n_blanks < MOST_BLANKS) {
            think->blanks[think->n_blanks++] = *text.ptr;
        } else if (*text.ptr != opening[think->matched]) {
            if (fresh)
                think->n_blanks = think->matched = 0;
            give_up(d, think);
            return fresh ? all : text;
        } else if (++think->matched == OPENING_LEN) {
            think->phase = INSIDE;
            think->matched = 0;
            return (struct span){ text.ptr + 1, text.len - 1 };
        }
    }
    return text;
}

/* How much of the closing tag is there, once `c` has come behind `matched`
 * bytes of it?  It begins anew with its first letter alone. */
static size_t match_more(size_t matched, char c)
{
    if (c == closing[matched])
        return matched + 1;
    return c == closing[0];
}

/* Says the thought up to the closing tag; what may be a part of that stays. */
static struct span read_inside(struct decoding *d, struct chat_think *think,
                               struct span text)
{
    const size_t held = think->matched;
    size_t i = 0, said;

    while (i < text.len && think->matched < CLOSING_LEN)
        think->matched = match_more(think->matched, text.ptr[i++]);
    if (held + i > think->matched) {
        said = held + i - think->matched;
        say_thought(d, think,
                    (struct span){ closing, said < held ? said : held });
        if (said > held)
            say_thought(d, think, (struct span){ text.ptr, said - held });
    }
    if (think->matched == CLOSING_LEN) {
        set_behind(d, think);
        think->matched = 0;
    }
    return (struct span){ text.ptr + i, text.len - i };
}

static void read_text(struct decoding *d, int32_t choice, struct span text)
{
    struct chat_think *think = find_think(d, choice);

    if (think == NULL)
        return; /* the arena says why */
    if (think->phase == BEFORE)
        text = read_before(d, think, text);
    if (think->phase == INSIDE)
        text = read_inside(d, think, text);
    if (think->phase == BEHIND)
        say_text(d, think, text);
}

/* Where a tag stands in a text; its length: nowhere. */
static size_t find_tag(struct span text, const char *tag, size_t len)
{
    size_t at = 0;

    while (at + len <= text.len) {
        const char *sign = memchr(text.ptr + at, tag[0], text.len - at);

        at = sign != NULL ? (size_t)(sign - text.ptr) : text.len;
        if (at + len <= text.len && memcmp(text.ptr + at, tag, len) == 0)
            return at;
        at++;
    }
    return text.len;
}

/* A closing tag, and no opening one before it? */
static void split_bare(struct decoding *d, const struct chat_think *think)
{
    const struct place at = { think->choice, 0 };
    const struct span text = collected_text(d->to, at);
    const size_t end = find_tag(text, closing, CLOSING_LEN);
    const size_t behind = end + CLOSING_LEN;

    if (end < text.len && (behind == text.len || text.ptr[behind] == '\n') &&
        find_tag((struct span){ text.ptr, end }, opening, OPENING_LEN) == end)
        collect_was_thinking(d->to, at, end, CLOSING_LEN);
}

/* A tag behind which nothing came is all that there is to show. */
static void end_think(struct decoding *d, struct chat_think *think)
{
    if (think->phase == BEFORE)
        give_up(d, think);
    else if (think->phase == INSIDE && !think->thought)
        say_text(d, think, (struct span){ opening, OPENING_LEN });
    else if (think->phase == INSIDE)
        say_thought(d, think, (struct span){ closing, think->matched });
    think->matched = 0;
    set_behind(d, think);
    if (think->bare)
        split_bare(d, think);
    think->bare = false;
}

static void end_texts(struct decoding *d, int32_t choice)
{
    const struct chat_state *state = d->state;

    for (struct chat_think *think = state->thinks; think; think = think->next) {
        if (choice == CHAT_ALL_CHOICES || think->choice == choice)
            end_think(d, think);
    }
}

const struct chat_tags chat_think_tags = { read_text, end_texts };
