/* dialects/openai_chat/write_marks.c -- cache marks, at the vendors that read
 * them: {"cache_control": {"type": "ephemeral", "ttl": ...}}.
 *
 * Four at most go out, the last four, that of the request among them. */
#include "dialects/openai_chat/chat.h"

enum { MOST_MARKS = 4 };

/* The vendor's, or the model's; NULL: none. */
static const struct chat_marks *marks_of(const struct encoding *e)
{
    const struct chat_marks *marks = chat_ways(e)->marks;

    return marks != NULL ? marks : chat_words(e)->marks;
}

bool chat_reads_marks(const struct encoding *e, unsigned place)
{
    const struct chat_marks *marks = marks_of(e);

    return marks != NULL && (marks->places & place) != 0;
}

/* ---- counting ------------------------------------------------------------ */

static size_t count_marked(const parl_part *parts, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        count +=
            chat_is_content(parts[i].type) && parts[i].cache != PARL_CACHE_NONE;
        if (parts[i].type == PARL_PART_TOOL_RESULT)
            count += count_marked(parts[i].parts, parts[i].n_parts);
    }
    return count;
}

static size_t count_too_many(const struct encoding *e)
{
    const parl_request *r = e->request;
    size_t count =
        chat_reads_marks(e, CACHE_MARKS_REQUEST) && r->cache != PARL_CACHE_NONE;

    for (size_t i = 0; chat_reads_marks(e, CACHE_MARKS_TOOLS) && i < r->n_tools;
         i++)
        count += r->tools[i].cache != PARL_CACHE_NONE;
    for (size_t i = 0;
         chat_reads_marks(e, CACHE_MARKS_PARTS) && i < r->n_messages; i++)
        count += count_marked(r->messages[i].parts, r->messages[i].n_parts);
    return count > MOST_MARKS ? count - MOST_MARKS : 0;
}

/* ---- writing ------------------------------------------------------------- */

static void write_ttl(struct encoding *e, int32_t cache, const char *field)
{
    if (cache != PARL_CACHE_5M && cache != PARL_CACHE_1H)
        return;
    if (chat_reads_marks(e, CACHE_MARKS_TTL))
        json_str(&e->out, "ttl", cache == PARL_CACHE_5M ? "5m" : "1h");
    else
        translated_for_vendor(e, field,
                              "sent without its ttl, which %s does not take");
}

static void write_mark(struct encoding *e, int32_t cache, const char *field)
{
    if (chat_plan(e)->marks_too_many > 0) {
        chat_plan(e)->marks_too_many--;
        dropped(e, field, "four marks are the most, and four come after it");
        return;
    }
    json_typed(&e->out, "cache_control", "ephemeral");
    write_ttl(e, cache, field);
    json_end(&e->out);
}

#define MARKS(PLACES)                                                          \
    {                                                                          \
        .places = (PLACES), .count_too_many = count_too_many,                  \
        .write = write_mark                                                    \
    }

const struct chat_marks chat_marks =
    MARKS(CACHE_MARKS_PARTS | CACHE_MARKS_TOOLS | CACHE_MARKS_REQUEST |
          CACHE_MARKS_TTL);
const struct chat_marks chat_marks_of_parts = MARKS(CACHE_MARKS_PARTS);
const struct chat_marks chat_marks_of_claude =
    MARKS(CACHE_MARKS_PARTS | CACHE_MARKS_TOOLS | CACHE_MARKS_TTL);

/* ---- where they may be read, or not ------------------------------------ */

size_t chat_marks_too_many(const struct encoding *e)
{
    const struct chat_marks *marks = marks_of(e);

    return marks != NULL ? marks->count_too_many(e) : 0;
}

void chat_write_mark(struct encoding *e, int32_t cache, unsigned place,
                     const char *field)
{
    if (cache == PARL_CACHE_NONE)
        return;
    if (chat_reads_marks(e, place))
        marks_of(e)->write(e, cache, field);
    else
        dropped_for_vendor(e, field,
                           marks_of(e) != NULL
                               ? "%s reads no mark in this place"
                               : "%s caches by itself, without marks");
}
